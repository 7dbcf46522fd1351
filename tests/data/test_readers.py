"""Every layout, from small files in its true form."""

from __future__ import annotations

import datetime
from dataclasses import replace

import layouts
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from workbench.data.reading import preview, read_dataset
from workbench.data.recognise import recognise
from workbench.jobs import Progress


def read(path, **options):
    return read_dataset(path, progress=Progress(), **options)


def triples(dataset):
    """(user id, item id, value, time) in the dataset's order."""
    parts = dataset.interactions
    time = [None] * len(parts) if parts.time is None else parts.time.tolist()
    users, items = dataset.users.take(parts.user), dataset.items.take(parts.item)
    return list(zip(users, items, parts.value.tolist(), time, strict=True))


def about(dataset, column):
    return dict(zip(dataset.items.arrow.to_pylist(), dataset.item_table.columns[column].to_pylist(), strict=True))


def test_movielens_100k_comes_with_titles_genres_years_and_people(tmp_path):
    folder = layouts.movielens_100k(tmp_path / "ml")
    assert recognise(folder).name == "movielens-100k"
    dataset = read(folder).dataset
    assert dataset.name == "MovieLens 100K"
    assert triples(dataset) == [
        ("7", "2", 3.0, 881250940),
        ("7", "3", 5.0, 881250949),
        ("7", "1", 4.0, 881250949),
        ("2", "3", 1.0, 881250950),
        ("2", "1", 2.0, 881250950),
    ]
    assert about(dataset, "title") == {"1": "Café Noir (1995)", "2": "unknown", "3": "Heat, The (1974)"}
    assert about(dataset, "year") == {"1": 1995, "2": None, "3": 1974}
    assert about(dataset, "categories") == {"1": ["Action", "Comedy"], "2": [], "3": ["Drama"]}
    assert dataset.user_table is not None
    assert dataset.user_table["age"].to_pylist() == [24, 53]
    assert dataset.user_table["occupation"].to_pylist() == ["technician", "other"]


def test_the_file_u_data_alone_finds_its_companions(tmp_path):
    folder = layouts.movielens_100k(tmp_path / "ml")
    assert read(folder / "u.data").dataset.fingerprint == read(folder).dataset.fingerprint
    (folder / "u.item").unlink()
    (folder / "u.user").unlink()
    bare = read(folder).dataset
    assert bare.user_table is None
    assert not bare.item_table.has("title")
    assert len(bare.item_table) == 3


@pytest.mark.parametrize("zipped", [True, False])
def test_movielens_1m_is_read_gzipped_or_plain(tmp_path, zipped):
    result = read(layouts.movielens_1m(tmp_path / "ml-1m", zipped=zipped))
    dataset = result.dataset
    assert dataset.source == "MovieLens 1M"
    assert triples(dataset)[0] == ("1", "1193", 5.0, 978300760)
    assert about(dataset, "title") == {"1193": "Über: A Nest (1975)", "661": "James (1996)", "5": "Plain"}
    assert about(dataset, "categories")["661"] == ["Animation", "Musical"]
    assert about(dataset, "year") == {"1193": 1975, "661": 1996, "5": None}
    assert dataset.user_table is not None
    assert dataset.user_table.to_pylist()[0] == {
        "gender": "F", "age": "under 18", "occupation": "K-12 student", "zip": "48067",
    }  # fmt: skip
    assert "1 item without any interaction left out." in result.notes


def test_movielens_10m_has_half_stars_and_tags_and_no_people(tmp_path):
    result = read(layouts.movielens_10m(tmp_path / "ml-10M100K"))
    dataset = result.dataset
    assert dataset.source == "MovieLens 10M"
    assert triples(dataset)[:2] == [("1", "185", 4.5, 838983525), ("1", "122", 5.0, 838985046)]
    assert sorted(dataset.interactions.value.tolist()) == [0.5, 3.0, 4.5, 5.0]
    assert about(dataset, "title")["588"] == "Misérables, Les (1995)"
    assert about(dataset, "categories")["185"] == ["Action", "Crime"]
    assert about(dataset, "tags") == {"122": ["excellent!"], "185": ["politics", '"satire"'], "588": None}
    assert dataset.user_table is None
    assert "People's tags come from tags.dat." in preview(tmp_path / "ml-10M100K").notes


def test_tags_alone_are_no_ratings(tmp_path):
    folder = layouts.movielens_10m(tmp_path / "ml")
    assert recognise(folder / "tags.dat").name == "table"


def test_movielens_20m_and_later_come_with_tags_and_links(tmp_path):
    folder = layouts.movielens_csv(tmp_path / "ml-25m")
    assert recognise(folder).name == "movielens-latest"
    dataset = read(folder).dataset
    assert dataset.name == "ml-25m"
    assert triples(dataset) == [
        ("1", "306", 3.5, 1147868817),
        ("1", "296", 5.0, 1147880044),
        ("3", "296", 0.5, 1439474476),
    ]
    assert about(dataset, "title")["296"] == 'Pulp, "Fiction" (1994)'
    assert about(dataset, "tags") == {"296": ["classic", "dark, hero"], "306": None}
    assert about(dataset, "imdbId") == {"296": "0110912", "306": "0111495"}
    (folder / "links.csv").write_text("something,else\n")
    assert not read(folder).dataset.item_table.has("imdbId")


@pytest.mark.parametrize(
    ("make", "file", "bad"),
    [
        (layouts.movielens_100k, "u.item", "9|cut off"),
        (layouts.movielens_10m, "movies.dat", "9::cut off"),
        (layouts.movietweetings, "movies.dat", "9::cut off"),
        (layouts.movielens_csv, "movies.csv", "9,too,many,fields"),
        (layouts.recbole, "tiny.item", "9"),
    ],
)
def test_a_bad_line_in_a_table_of_items_is_left_out_and_told(tmp_path, make, file, bad):
    folder = make(tmp_path / "d")
    whole = read(folder).dataset
    lines = (folder / file).read_bytes().rstrip(b"\n").split(b"\n")
    (folder / file).write_bytes(b"\n".join([*lines[:2], bad.encode(), *lines[2:]]) + b"\n")
    result = read(folder)
    assert result.dataset.fingerprint == whole.fingerprint
    assert f"1 line of {file} could not be read, first line 3; left out." in result.notes


def test_floats_of_recbole_keep_their_digits_and_a_word_among_them_is_told(tmp_path):
    folder = layouts.recbole(tmp_path / "tiny")
    (folder / "tiny.item").write_text("item_id:token\tprice:float\n01\t16777217.123456789\n02\tcheap\n")
    result = read(folder)
    assert about(result.dataset, "price") == {"01": 16777217.123456789, "02": None}
    assert "1 price value is no number in tiny.item; left empty." in result.notes


def test_movielens_latest_is_read_inside_its_zip(tmp_path):
    path = layouts.movielens_latest(tmp_path / "ml-tiny.zip")
    dataset = read(path).dataset
    assert dataset.name == "ml-tiny"
    assert triples(dataset) == [("1", "20", 0.5, 964981247), ("1", "10", 4.0, 964982703), ("2", "10", 3.5, 964982224)]
    assert about(dataset, "title") == {"10": "American President, The (1995)", "20": 'Say "Ah" (2006–2007)'}
    assert about(dataset, "categories") == {"10": ["Comedy", "Drama"], "20": []}
    assert about(dataset, "year") == {"10": 1995, "20": 2006}
    assert read(tmp_path).dataset.fingerprint == dataset.fingerprint


def test_movietweetings_keeps_the_zeros_of_its_ids(tmp_path):
    folder = layouts.movietweetings(tmp_path / "mt")
    dataset = read(folder).dataset
    assert dataset.source == "MovieTweetings"
    assert about(dataset, "title") == {"0111161": "Escape (1994)", "0002844": "Fantômas (1913)"}
    assert dataset.user_table is None


def test_recbole_files_come_with_typed_attributes(tmp_path):
    folder = layouts.recbole(tmp_path / "tiny")
    dataset = read(folder).dataset
    assert triples(dataset) == [
        ("a", "02", 4.0, 881250948), ("a", "01", 3.0, 881250949), ("b", "02", 1.5, 881250950),
    ]  # fmt: skip
    assert about(dataset, "title") == {"01": "Toy Box", "02": "Golden"}
    assert about(dataset, "categories") == {"01": ["Animation", "Comedy"], "02": []}
    assert about(dataset, "year") == {"01": 1995, "02": None}
    assert about(dataset, "price") == {"01": 9.5, "02": None}
    assert dataset.user_table is not None
    assert dataset.user_table.to_pylist() == [{"age": None, "gender": "M"}, {"age": 30.0, "gender": "F"}]
    assert read(folder / "tiny.inter").dataset.fingerprint == dataset.fingerprint


def test_sequences_keep_their_order_and_repeats(tmp_path):
    result = read(layouts.sequences(tmp_path / "beauty.txt"))
    dataset = result.dataset
    assert [(u, i) for u, i, _, _ in triples(dataset)] == [
        ("u1", "5"), ("u1", "7"), ("u1", "5"), ("u2", "7"),
        ("u3", "1"), ("u3", "2"), ("u3", "3"), ("u3", "4"), ("u4", "9"), ("u4", "1"),
    ]  # fmt: skip
    assert dataset.interactions.time is None
    assert "1 row is a person meeting an item again; kept." in result.notes
    assert preview(tmp_path / "beauty.txt").rows[:3] == [["u1", "5"], ["u1", "7"], ["u1", "5"]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", " ", "::"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_table_is_guessed_whatever_stands_between_its_fields(tmp_path, delimiter, ending):
    lines = [
        ["customer_id", "product", "stars", "when"],
        ["007", "x1", "4.5", "1700000000"],
        ["007", "x2", "2", "1700000001"],
    ]
    path = layouts.table(tmp_path / "mine.txt", "".join(delimiter.join(line) + ending for line in lines))
    seen = preview(path)
    assert seen.guess is not None
    assert (seen.guess.delimiter, seen.guess.header) == (delimiter, True)
    assert seen.columns == lines[0]
    assert seen.rows == lines[1:]
    assert triples(read(path).dataset) == [("007", "x1", 4.5, 1700000000), ("007", "x2", 2.0, 1700000001)]


def test_a_table_without_header_is_guessed_by_place_and_content(tmp_path):
    path = layouts.table(tmp_path / "t.csv", "a,x,5,1700000000000\nb,y,3,1700000001999\n")
    guess = preview(path).guess
    assert guess is not None
    assert guess.header is False
    assert (guess.user, guess.item, guess.value, guess.time) == ("column 1", "column 2", "column 3", "column 4")
    assert guess.time_unit == "milliseconds"
    assert triples(read(path).dataset) == [("a", "x", 5.0, 1700000000), ("b", "y", 3.0, 1700000001)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-05-01", 1714521600),
        ("2024/05/01 00:00:01", 1714521601),
        ("2024-05-01T02:00:00+02:00", 1714521600),
        ("2024-05-01T00:00:00.250Z", 1714521600),
        ("1969-12-31 23:59:59", -1),
    ],
)
def test_dates_become_seconds(tmp_path, text, expected):
    path = layouts.table(tmp_path / "t.csv", f"user,item,date\na,x,{text}\nb,y,{text}\n")
    dataset = read(path).dataset
    assert dataset.interactions.time is not None
    assert dataset.interactions.time.tolist() == [expected, expected]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "utf-16"])
def test_the_encoding_is_found(tmp_path, encoding):
    path = layouts.table(tmp_path / "t.csv", "user,item\nJosé,x\nZoë,y\n", encoding)
    assert read(path).dataset.users.arrow.to_pylist() == ["José", "Zoë"]


def test_quoted_fields_may_hold_delimiters_and_line_ends(tmp_path):
    path = layouts.table(tmp_path / "t.csv", 'user,item,text\n"a, b",x,"two\nlines"\nc,"y ""z""",one\n')
    assert [row[:2] for row in triples(read(path).dataset)] == [("a, b", "x"), ("c", 'y "z"')]


def test_a_corrected_guess_is_followed(tmp_path):
    path = layouts.table(tmp_path / "t.csv", "user,item,seller,score\na,x,s1,3\nb,y,s2,4\n")
    seen = preview(path)
    assert seen.guess is not None
    changed = replace(seen.guess, item="seller", value=None)
    dataset = read(path, guess=changed, name="Sellers").dataset
    assert dataset.name == "Sellers"
    assert triples(dataset) == [("a", "s1", 1.0, None), ("b", "s2", 1.0, None)]


def test_another_delimiter_in_the_preview_guesses_the_columns_anew(tmp_path):
    path = layouts.table(tmp_path / "t.csv", "user,item;x,extra\na,b;1,c\nd,e;2,f\n")
    seen = preview(path)
    assert seen.guess is not None
    again = preview(path, replace(seen.guess, delimiter=";"))
    assert again.columns == ["user,item", "x,extra"]
    assert again.guess is not None
    assert {again.guess.user, again.guess.item} == {"user,item", "x,extra"}


def test_times_that_tie_keep_the_order_of_the_file_over_many_blocks(tmp_path, monkeypatch):
    rng = np.random.default_rng(0)
    rows = [(f"u{u}", f"i{n}", 5) for n, u in enumerate(rng.integers(0, 9, 500))]
    path = layouts.table(tmp_path / "t.csv", "user,item,time\n" + "".join(f"{u},{i},{t}\n" for u, i, t in rows))
    whole = read(path).dataset
    from workbench.data.readers import source

    plain = source.Source.blocks
    monkeypatch.setattr(source.Source, "blocks", lambda self, progress: plain(self, progress, 37))
    pieces = read(path).dataset
    assert pieces.fingerprint == whole.fingerprint
    order = {user: [i for u, i, _ in rows if u == user] for user in whole.users.arrow.to_pylist()}
    assert [row[:2] for row in triples(whole)] == [(u, i) for u, items in order.items() for i in items]


def test_repeated_rows_are_kept_and_counted(tmp_path):
    path = layouts.table(tmp_path / "t.csv", "user,item,rating\na,x,1\na,x,1\na,x,2\nb,x,1\n")
    result = read(path)
    assert len(result.dataset.interactions) == 4
    assert "1 row is a person meeting an item again; kept." in result.notes
    assert "1 row repeats another one in every column; kept." in result.notes


@pytest.mark.parametrize("kind", [pa.int64(), pa.string(), pa.float64(), pa.dictionary(pa.int32(), pa.string())])
def test_parquet_ids_of_any_type_become_text(tmp_path, kind):
    users = pa.array(["17", "4", "17"]).cast(kind.value_type if pa.types.is_dictionary(kind) else kind)
    if pa.types.is_dictionary(kind):
        users = users.dictionary_encode()
    when = pa.array([datetime.datetime(2024, 5, 1, 0, 0, n) for n in (2, 1, 0)], pa.timestamp("ns"))
    path = tmp_path / "t.parquet"
    pq.write_table(pa.table({"user_id": users, "sku": ["a", "b", "c"], "weight": [1, 2, 3], "ts": when}), path)
    seen = preview(path)
    assert seen.guess is not None
    assert (seen.guess.user, seen.guess.item, seen.guess.value, seen.guess.time) == ("user_id", "sku", "weight", "ts")
    assert triples(read(path).dataset) == [
        ("17", "c", 3.0, 1714521600), ("17", "a", 1.0, 1714521602), ("4", "b", 2.0, 1714521601),
    ]  # fmt: skip


def test_reading_tells_its_progress_and_can_be_cancelled(tmp_path):
    from workbench.errors import Cancelled

    path = layouts.table(tmp_path / "t.csv", "user,item\n" + "a,b\n" * 1000)
    progress = Progress()
    read_dataset(path, progress=progress)
    assert progress.snapshot().fraction == 1.0
    progress.cancel()
    with pytest.raises(Cancelled):
        read_dataset(path, progress=progress)
