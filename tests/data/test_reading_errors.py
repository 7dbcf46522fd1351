"""Whatever is wrong with a file, one clear sentence says what and where."""

from __future__ import annotations

import gzip
import random
from dataclasses import replace

import layouts
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from workbench.data.reading import preview, read_dataset
from workbench.errors import DataFormatError
from workbench.jobs import Progress

GOOD = "user,item,rating,time\n" + "".join(f"u{n},i{n},3,17000000{n:02}\n" for n in range(20))


def refused(path, **options) -> DataFormatError:
    """The one error of reading a path; it must be a sentence with a hint."""
    with pytest.raises(DataFormatError) as caught:
        read_dataset(path, progress=Progress(), **options)
    error = caught.value
    assert error.what.endswith(".")
    assert "\n" not in str(error)
    assert "Traceback" not in str(error)
    return error


def test_a_missing_file(tmp_path):
    assert refused(tmp_path / "nothing.csv").what.startswith("There is no file or folder nothing.csv")


def test_a_file_of_0_bytes(tmp_path):
    (tmp_path / "t.csv").touch()
    assert refused(tmp_path / "t.csv").what == "t.csv is empty (0 bytes)."


@pytest.mark.parametrize("text", ["\n\n", "  \n"])
def test_a_file_of_blank_lines(tmp_path, text):
    assert "is empty" in refused(layouts.table(tmp_path / "t.csv", text)).what


def test_a_header_alone(tmp_path):
    error = refused(layouts.table(tmp_path / "t.csv", "user,item,rating\n"))
    assert error.what == "t.csv is empty: there is no interaction in it."


def test_a_folder_that_is_no_dataset(tmp_path):
    (tmp_path / "photos").mkdir()
    assert refused(tmp_path / "photos").what == "photos is an empty folder."
    (tmp_path / "photos" / "cat.txt").write_text("miaow")
    error = refused(tmp_path / "photos")
    assert error.what == "photos is a folder without a dataset of a known layout."
    assert "u.data" in error.hint


def test_binary_junk(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes(random.Random(1).randbytes(5000))
    assert refused(path).what == "t.csv is not text, so it is no table of interactions."


def test_prose(tmp_path):
    path = layouts.table(tmp_path / "t.txt", "Onceuponatime\nthere\nwas\n")
    assert refused(path).what == "t.txt is no table of interactions: its lines have no common delimiter."


def test_a_rating_that_is_no_number_names_its_line(tmp_path):
    path = layouts.table(tmp_path / "t.csv", GOOD.replace("u7,i7,3,", "u7,i7,good,"))
    error = refused(path)
    assert error.what == "The value “good” is not a number in “u7,i7,good,1700000007”."
    assert error.where == "t.csv, line 9"


@pytest.mark.parametrize("word", ["nan", "inf", "1e999", "", "0x10", "3,5"])
def test_odd_numbers_are_refused(tmp_path, word):
    path = layouts.table(tmp_path / "t.tsv", GOOD.replace(",", "\t").replace("i7\t3\t", f"i7\t{word}\t"))
    error = refused(path)
    assert "is not a number" in error.what or "is missing" in error.what
    assert error.where == "t.tsv, line 9"


def test_blank_lines_do_not_shift_the_line_that_is_named(tmp_path, monkeypatch):
    from workbench.data.readers import source

    text = GOOD.replace("u2,", "\n\nu2,").replace("u15,i15,3,", "u15,i15,bad,")
    number = text.split("\n").index("u15,i15,bad,1700000015") + 1
    path = layouts.table(tmp_path / "t.csv", text)
    assert refused(path).where == f"t.csv, line {number}"
    plain = source.Source.blocks
    monkeypatch.setattr(source.Source, "blocks", lambda self, progress: plain(self, progress, 50))
    assert refused(path).where == f"t.csv, line {number}"


def test_a_time_that_is_none_names_its_line(tmp_path):
    path = layouts.table(tmp_path / "t.csv", GOOD.replace("1700000003", "yesterday"))
    error = refused(path)
    assert "The time “yesterday” is not a number" in error.what
    assert error.where == "t.csv, line 5"


def test_a_date_that_is_none_names_its_line(tmp_path):
    rows = [f"u{n},i{n},2024-01-{n + 1:02}" for n in range(20)]
    rows[11] = "u11,i11,2024-02-31"
    error = refused(layouts.table(tmp_path / "t.csv", "user,item,date\n" + "\n".join(rows) + "\n"))
    assert "The date “2024-02-31” cannot be read" in error.what
    assert error.where == "t.csv, line 13"


def test_a_missing_id_names_its_line(tmp_path):
    error = refused(layouts.table(tmp_path / "t.csv", GOOD.replace("u4,i4", "u4,")))
    assert error.what == "There is no item in “u4,,3,1700000004”."
    assert error.where == "t.csv, line 6"


def test_a_file_cut_in_the_middle_of_a_line(tmp_path):
    error = refused(layouts.table(tmp_path / "t.csv", GOOD + "u99,i9"))
    assert error.what == "t.csv ends in the middle of a line, it seems to be cut off: “u99,i9”."
    assert error.where == "t.csv, line 22"


def test_a_file_cut_in_the_middle_of_its_last_time(tmp_path):
    error = refused(layouts.table(tmp_path / "t.csv", GOOD + "u99,i9,3,17000"))
    assert error.what == "t.csv ends in the middle of a time, it seems to be cut off: “u99,i9,3,17000”."


def test_a_missing_line_end_alone_is_no_damage(tmp_path):
    path = layouts.table(tmp_path / "t.csv", GOOD.rstrip("\n"))
    assert len(read_dataset(path, progress=Progress()).dataset.interactions) == 20


def test_a_line_with_too_many_fields(tmp_path):
    error = refused(layouts.table(tmp_path / "t.csv", GOOD.replace("u5,", "u5,5,")))
    assert error.what == "t.csv has 5 fields where 4 are expected: “u5,5,i5,3,1700000005”."
    assert error.where == "t.csv, line 7"


def test_a_wrong_delimiter_in_the_guess(tmp_path):
    path = layouts.table(tmp_path / "t.csv", GOOD)
    guess = preview(path).guess
    assert guess is not None
    wrong = replace(guess, delimiter=";")
    error = refused(path, guess=wrong)
    assert error.what == "t.csv has no column “user” for the users when its lines are cut at semicolons."
    assert "semicolons" in preview(path, wrong).notes[0]


def test_columns_that_are_not_there(tmp_path):
    path = layouts.table(tmp_path / "t.csv", GOOD)
    guess = preview(path).guess
    assert guess is not None
    assert "no column “stars” for the values" in refused(path, guess=replace(guess, value="stars")).what
    assert "cannot both be" in refused(path, guess=replace(guess, item="user")).what


@pytest.mark.parametrize("encoding", ["klingon", "base64", "utf-8"])
def test_a_wrong_encoding_in_the_guess(tmp_path, encoding):
    path = layouts.table(tmp_path / "t.csv", GOOD.replace("u3", "ü3"), "latin-1")
    guess = preview(path).guess
    assert guess is not None
    error = refused(path, guess=replace(guess, encoding=encoding))
    assert "encoding" in str(error)


def test_bytes_of_another_encoding_late_in_a_file_name_their_line(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes(b"user,item\n" + b"someone,something\n" * 20_000 + b"Jos\xe9,x\n")
    error = refused(path)
    assert error.what == "t.csv holds bytes that are not utf-8 text."
    assert error.where == "t.csv, line 20002"


def test_a_cut_gzip_file(tmp_path):
    path = tmp_path / "t.csv.gz"
    path.write_bytes(gzip.compress(GOOD.encode() * 50)[:-30])
    assert "damaged or cut off" in refused(path).what


@pytest.mark.parametrize("keep", [30, 200, -1, -40])
def test_a_cut_zip_file(tmp_path, keep):
    path = layouts.movielens_latest(tmp_path / "ml.zip")
    path.write_bytes(path.read_bytes()[:keep])
    assert refused(path).what == "ml.zip is damaged or cut off: it is no whole zip archive."


def test_a_zip_with_damaged_content(tmp_path):
    path = layouts.movielens_latest(tmp_path / "ml.zip")
    data = bytearray(path.read_bytes())
    place = data.find(b"ratings.csv") + len("ratings.csv")
    data[place + 10 : place + 20] = b"\xff" * 10
    path.write_bytes(bytes(data))
    assert "damaged" in refused(path).what


@pytest.mark.parametrize("keep", [4, 100, -4])
def test_a_cut_parquet_file(tmp_path, keep):
    path = tmp_path / "t.parquet"
    pq.write_table(pa.table({"user": ["a"] * 99, "item": ["b"] * 99}), path)
    path.write_bytes(path.read_bytes()[:keep])
    assert refused(path).what == "t.parquet is damaged or cut off: it is no whole Parquet file."


def test_parquet_values_name_their_row(tmp_path):
    path = tmp_path / "t.parquet"
    pq.write_table(pa.table({"user": ["a", "b", "c"], "item": [1, 2, 3], "rating": ["4", "5", "x"]}), path)
    error = refused(path)
    assert error.what == "The value “x” is not a number in “c, 3, x”."
    assert error.where == "t.parquet, row 3"
    pq.write_table(pa.table({"user": ["a", None], "item": [1, 2], "rating": [1, 2]}), path)
    assert refused(path).where == "t.parquet, row 2"


def test_a_known_name_with_another_content(tmp_path):
    folder = layouts.movielens_100k(tmp_path / "ml")
    (folder / "u.data").write_text((folder / "u.data").read_text().replace("\t", ","))
    assert "is not in the layout that its name promises" in refused(folder).what
    (folder / "u.data").write_text("")
    assert refused(folder).what == "u.data is empty."


@pytest.mark.parametrize("keep", range(1, 117, 7))
def test_movielens_100k_cut_anywhere_gives_one_sentence_or_whole_lines(tmp_path, keep):
    folder = layouts.movielens_100k(tmp_path / "ml")
    data = (folder / "u.data").read_bytes()[:keep]
    (folder / "u.data").write_bytes(data)
    if data.endswith(b"\n") or data.split(b"\n")[-1].count(b"\t") == 3:
        return
    assert refused(folder).hint


def test_a_damaged_rating_in_movielens_names_its_line(tmp_path):
    folder = layouts.movielens_1m(tmp_path / "ml-1m", zipped=False)
    text = (folder / "ratings.dat").read_text().replace("2::1193::4", "2::1193::four")
    (folder / "ratings.dat").write_text(text)
    error = refused(folder)
    assert error.what == "The value “four” is not a number in “2::1193::four::978299026”."
    assert error.where == "ratings.dat, line 3"


def test_a_recbole_header_without_types(tmp_path):
    folder = layouts.recbole(tmp_path / "tiny")
    (folder / "tiny.inter").write_text("user_id\titem_id\na\tb\n")
    assert "does not begin with RecBole's header" in refused(folder).what


def test_lone_users_in_a_sequence_file_are_counted(tmp_path):
    path = layouts.table(tmp_path / "s.txt", "".join(f"u{n} 1 {'2 ' * (n % 3)}\n" for n in range(20)) + "alone\n")
    result = read_dataset(path, progress=Progress())
    assert "1 person without any item left without interactions." in result.notes
    assert len(result.dataset.users) == 20


@pytest.mark.parametrize("delimiter", ['"', "\n", "¦"])
def test_delimiters_that_cannot_be(tmp_path, delimiter):
    path = layouts.table(tmp_path / "t.csv", GOOD)
    guess = preview(path).guess
    assert guess is not None
    assert "cannot be separated by" in refused(path, guess=replace(guess, delimiter=delimiter)).what


MAKERS = {
    "ml-100k": (layouts.movielens_100k, ["u.data", "u.item", "u.user"]),
    "ml-1m": (lambda p: layouts.movielens_1m(p, zipped=False), ["ratings.dat", "movies.dat", "users.dat"]),
    "ml-1m-gz": (layouts.movielens_1m, ["ratings.dat.gz"]),
    "tweetings": (layouts.movietweetings, ["ratings.dat", "movies.dat"]),
    "recbole": (layouts.recbole, ["tiny.inter", "tiny.item", "tiny.user"]),
    "latest": (lambda p: layouts.movielens_latest(p / "ml.zip").parent, ["ml.zip"]),
    "sequences": (lambda p: layouts.sequences(p / "s.txt").parent, ["s.txt"]),
    "table": (lambda p: layouts.table(p / "t.csv", GOOD).parent, ["t.csv"]),
}


@pytest.mark.parametrize("kind", list(MAKERS))
def test_damaged_bytes_give_a_dataset_or_one_sentence_and_never_a_traceback(tmp_path, kind):
    make, names = MAKERS[kind]
    chance = random.Random(kind)
    folder = make(tmp_path / kind)
    whole = {name: (folder / name).read_bytes() for name in names}
    opened = folder / names[0] if kind in ("sequences", "table", "latest") else folder
    outcomes = set()
    for _ in range(60):
        name = chance.choice(names)
        data = bytearray(whole[name])
        for _ in range(chance.randint(1, 4)):
            place = chance.randrange(len(data))
            how = chance.randrange(4)
            if how == 0:
                del data[place:]
            elif how == 1:
                data[place] = chance.randrange(256)
            elif how == 2:
                data[place:place] = chance.choice([b"\t", b"\n", b"::", b",", b'"', b"\0", b"\xff\xfe", b"|"])
            else:
                del data[place : place + chance.randint(1, 9)]
            if not data:
                break
        (folder / name).write_bytes(bytes(data))
        for act in (preview, lambda path: read_dataset(path, progress=Progress())):
            outcomes.add(outcome(act, opened))
        (folder / name).write_bytes(whole[name])
    assert "." in outcomes
    assert outcomes <= {".", ""}


def outcome(act, path) -> str:
    """The last character of the error's sentence, or nothing where reading succeeds."""
    try:
        act(path)
    except DataFormatError as error:
        return error.what[-1:]
    return ""
