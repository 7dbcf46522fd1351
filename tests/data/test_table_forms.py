"""Tables in every form: workbooks, SQLite, Feather, Parquet in parts, matrices, and columns about items."""

from __future__ import annotations

import datetime as dt
import io
import sqlite3
import zipfile
from dataclasses import replace

import layouts
import numpy as np
import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet as pq
import pytest
from openpyxl import Workbook

from workbench.data.reading import check_dataset, preview, read_dataset
from workbench.errors import DataFormatError
from workbench.jobs import Progress

ROWS = [
    ("007", "x1", 4.5, dt.datetime(2024, 5, 1, 10, 0, 0)),
    ("007", "x2", 2.0, dt.datetime(2024, 5, 1, 10, 0, 1)),
    ("8", "x1", 3.0, dt.datetime(2024, 5, 2)),
]
EXPECTED = [("007", "x1", 4.5, 1714557600), ("007", "x2", 2.0, 1714557601), ("8", "x1", 3.0, 1714608000)]
NAMES = ["user", "item", "rating", "when"]


def read(path, **options):
    return read_dataset(path, progress=Progress(), **options).dataset


def triples(dataset):
    parts = dataset.interactions
    time = [None] * len(parts) if parts.time is None else parts.time.tolist()
    users, items = dataset.users.take(parts.user), dataset.items.take(parts.item)
    return list(zip(users, items, parts.value.tolist(), time, strict=True))


def workbook(path):
    book = Workbook()
    sheet = book.active
    sheet.title = "Notes"
    sheet["B2"] = "nothing here"
    ratings = book.create_sheet("Ratings")
    ratings.append([])
    ratings.append(NAMES)
    for row in ROWS:
        ratings.append(row)
    book.save(path)
    return path


def database(path):
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE people (id INTEGER, name TEXT)")
        connection.execute("CREATE TABLE ratings (user TEXT, item TEXT, rating REAL, 'when' TEXT)")
        connection.executemany("INSERT INTO ratings VALUES (?, ?, ?, ?)", [(*row[:3], str(row[3])) for row in ROWS])
    connection.close()
    return path


def test_a_sheet_of_a_workbook(tmp_path):
    path = workbook(tmp_path / "t.xlsx")
    seen = preview(path)
    assert seen.parts == ["Notes", "Ratings"]
    guess = seen.guess
    assert guess is not None
    assert guess.part == "Ratings"
    notes = preview(path, replace(guess, part="Notes"))
    assert notes.columns == ["column 1", "nothing here"]
    assert (guess.user, guess.item, guess.value, guess.time) == ("user", "item", "rating", "when")
    assert triples(read(path, guess=guess)) == EXPECTED
    with pytest.raises(DataFormatError, match="has no sheet “Sums”"):
        read(path, guess=replace(guess, part="Sums"))
    inside = tmp_path / "t.zip"
    with zipfile.ZipFile(inside, "w") as archive:
        archive.write(path, "deep/t.xlsx")
    assert triples(read(inside, guess=guess)) == EXPECTED


def test_a_workbook_that_is_cut_or_protected_is_refused(tmp_path):
    path = workbook(tmp_path / "t.xlsx")
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(DataFormatError, match="damaged"):
        read(path)
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5000)
    with pytest.raises(DataFormatError, match="damaged, protected or no workbook"):
        read(path)


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path):
    path = tmp_path / "t.xlsx"
    with zipfile.ZipFile(workbook(tmp_path / "small.xlsx")) as small, zipfile.ZipFile(path, "w", 8) as archive:
        for name in small.namelist():
            if name.endswith("sheet2.xml"):
                with archive.open(name, "w") as entry:
                    for _ in range(140):
                        entry.write(b" " * 1_000_000)
            else:
                archive.writestr(name, small.read(name))
    with pytest.raises(DataFormatError, match="too much for a workbook"):
        read(path)


def test_a_table_of_a_sqlite_file_and_a_query(tmp_path):
    path = database(tmp_path / "shop.db")
    seen = preview(path)
    assert seen.parts == ["people", "ratings"]
    assert seen.guess is not None
    assert seen.guess.part == "ratings"
    assert triples(read(path)) == EXPECTED
    query = "SELECT item AS user, user AS item, rating FROM ratings WHERE rating > 2.5"
    guess = preview(path, replace(seen.guess, query=query)).guess
    assert guess is not None
    assert [row[:3] for row in triples(read(path, guess=guess))] == [("x1", "007", 4.5), ("x1", "8", 3.0)]
    assert [p.name for p in tmp_path.iterdir()] == ["shop.db"]
    inside = tmp_path / "t.zip"
    with zipfile.ZipFile(inside, "w") as archive:
        archive.write(path, "shop.db")
    assert triples(read(inside)) == EXPECTED


@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM ratings", "SELECT 1 AS a, 2 AS b; DROP TABLE ratings", "ATTACH 'x.db' AS x", "SELEC 1",
        "SELECT load_extension('x'), 1", "INSERT INTO ratings VALUES (1, 2, 3, 4) RETURNING *",
        "PRAGMA writable_schema",
    ],
)  # fmt: skip
def test_nothing_but_one_select_may_be_asked_of_a_sqlite_file(tmp_path, query):
    path = database(tmp_path / "shop.db")
    before = path.read_bytes()
    guess = preview(path).guess
    assert guess is not None
    with pytest.raises(DataFormatError):
        preview(path, replace(guess, query=query))
    assert path.read_bytes() == before


def test_an_endless_query_can_be_cancelled(tmp_path):
    import threading

    from workbench.errors import Cancelled

    path = database(tmp_path / "shop.db")
    guess = preview(path).guess
    assert guess is not None
    endless = "WITH RECURSIVE n(user) AS (SELECT 1 UNION ALL SELECT user + 1 FROM n)"
    query = f"{endless} SELECT user, user AS item FROM n WHERE user < 0"
    progress = Progress()
    threading.Timer(0.2, progress.cancel).start()
    with pytest.raises(Cancelled):
        read_dataset(path, guess=replace(guess, query=query, value=None, time=None), progress=progress)


def test_feather(tmp_path):
    table = pa.table({name: list(column) for name, column in zip(NAMES, zip(*ROWS, strict=True), strict=True)})
    path = tmp_path / "t.feather"
    pyarrow.feather.write_feather(table, str(path), compression="uncompressed")
    assert triples(read(path)) == EXPECTED
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(DataFormatError, match="damaged"):
        read(path)


@pytest.mark.parametrize(
    ("name", "start", "says"),
    [
        ("t.feather", b"FEA1" + bytes(40), "a Feather file of the old version 1"),
        ("t.h5", b"\x89HDF\r\n\x1a\n" + bytes(40), "an HDF5 file"),
        ("t.pkl", b"\x80\x04\x95" + bytes(40), "a Python pickle, which could run programs when it is read"),
        ("t.pdf", b"%PDF-1.7\n" + bytes(40), "a PDF"),
        ("t.rds.orc", b"ORC" + bytes(40), "an ORC file"),
    ],
)
def test_forms_that_are_not_read_are_refused_by_their_name_and_with_advice(tmp_path, name, start, says):
    (tmp_path / name).write_bytes(start)
    for place in (tmp_path / name, tmp_path):
        with pytest.raises(DataFormatError, match=says) as caught:
            read(place)
        assert caught.value.hint.startswith("Save")


def test_an_open_document_sheet_is_refused_with_advice(tmp_path):
    path = tmp_path / "t.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<x/>")
    with pytest.raises(DataFormatError, match="an OpenDocument file") as caught:
        read(path)
    assert "xlsx or CSV" in caught.value.hint


def test_parquet_in_parts_in_an_archive_and_with_nested_fields(tmp_path):
    table = pa.table({name: list(column) for name, column in zip(NAMES, zip(*ROWS, strict=True), strict=True)})
    folder = tmp_path / "parts"
    folder.mkdir()
    for n in range(3):
        pq.write_table(table.slice(n, 1), folder / f"part-{n}.parquet")
    assert triples(read(folder)) == EXPECTED
    nested = pa.table({"who": [{"user_id": 7}], "what": [{"item": {"sku": "a"}}]})
    held = io.BytesIO()
    pq.write_table(nested, held)
    with zipfile.ZipFile(tmp_path / "t.zip", "w") as archive:
        archive.writestr("t.parquet", held.getvalue())
    assert [row[:2] for row in triples(read(tmp_path / "t.zip"))] == [("7", "a")]


@pytest.mark.parametrize(
    ("unit", "factor"), [("seconds", 1), ("milliseconds", 10**3), ("microseconds", 10**6), ("nanoseconds", 10**9)]
)
def test_counted_times_of_any_unit(tmp_path, unit, factor):
    text = "user,item,t\n" + "".join(f"a,x,{(1_700_000_000 + n) * factor}\n" for n in range(5))
    path = layouts.table(tmp_path / "t.csv", text)
    guess = preview(path).guess
    assert guess is not None
    assert guess.time_unit == unit
    assert read(path).interactions.time.tolist() == [1_700_000_000 + n for n in range(5)]


@pytest.mark.parametrize(
    ("texts", "unit", "seconds"),
    [
        (["31/05/2024", "01/02/2024"], "day-first", [1717113600, 1706745600]),
        (["5/31/2024 1:45 PM", "1/2/2024 12:00 AM"], "month-first", [1717163100, 1704153600]),
        (["31.05.2024 13:45", "1.2.2024 0:00"], "day-first", [1717163100, 1706745600]),
        (["May 31, 2024", "February 1, 2024"], "date", [1717113600, 1706745600]),
        (["Fri, 31 May 2024 13:45:00 +0200", "Thu, 01 Feb 2024 00:00:00 GMT"], "date", [1717155900, 1706745600]),
        (["20240531", "20240201"], "date", [1717113600, 1706745600]),
        (["2024年5月31日", "2024年2月1日"], "date", [1717113600, 1706745600]),
        (["Fri May 31 13:45:00 2024", "Thu Feb  1 00:00:00 2024"], "date", [1717163100, 1706745600]),
    ],
)
def test_dates_in_usual_forms(tmp_path, texts, unit, seconds):
    path = layouts.table(
        tmp_path / "t.tsv", "user\titem\tdate\n" + "".join(f"u{n}\tx\t{t}\n" for n, t in enumerate(texts))
    )
    guess = preview(path).guess
    assert guess is not None
    assert guess.time_unit == unit
    assert read(path).interactions.time.tolist() == seconds


def test_dates_that_read_in_two_ways_are_pointed_out(tmp_path):
    path = layouts.table(tmp_path / "t.csv", "user,item,date\na,x,03/04/2020\nb,y,05/06/2020\n")
    seen = preview(path)
    assert seen.guess is not None
    assert any("two ways" in note for note in seen.notes)
    assert read(path).interactions.time.tolist() == [1583280000, 1588723200]
    assert read(path, guess=replace(seen.guess, time_unit="day-first")).interactions.time.tolist() == [
        1585872000, 1591315200,
    ]  # fmt: skip


def test_dates_that_are_none_are_counted(tmp_path):
    rows = "".join(f"u{n},x,{n + 1:02}/05/2024\n" for n in range(20)) + "u,x,31/02/2024\nu,x,soon\n"
    report = check_dataset(layouts.table(tmp_path / "t.csv", "user,item,date\n" + rows), progress=Progress()).report()
    assert (report.rows_read, report.rows_kept) == (22, 20)
    assert [e.line for e in report.findings[0].examples] == [22, 23]


def test_a_matrix_of_users_and_items(tmp_path):
    names = [f"Film {n}" for n in range(12)]
    values = np.zeros((6, 12), int)
    values[0, 3], values[2, 0], values[2, 11], values[5, 5] = 4, 5, 1, 3
    rows = "".join(f"u{u}," + ",".join(str(v) if v else "" for v in row) + "\n" for u, row in enumerate(values))
    path = layouts.table(tmp_path / "m.csv", "," + ",".join(names) + "\n" + rows)
    seen = preview(path)
    assert seen.guess is not None
    assert seen.guess.matrix
    assert triples(read(path)) == [
        ("u0", "Film 3", 4.0, None), ("u2", "Film 0", 5.0, None), ("u2", "Film 11", 1.0, None),
        ("u5", "Film 5", 3.0, None),
    ]  # fmt: skip
    filled = path.read_text().replace(",,", ",0,").replace(",,", ",0,").replace(",\n", ",0\n")
    zeros = layouts.table(tmp_path / "z.csv", filled)
    assert preview(zeros).guess.missing == "0"
    assert triples(read(zeros)) == triples(read(path))


def test_a_cell_of_a_matrix_that_is_no_number_is_counted(tmp_path):
    lines = [",".join([f"u{u}"] + ["" if (u + n) % 3 else str(n) for n in range(12)]) for u in range(9)]
    lines[4] = lines[4].replace(",2,", ",two,")
    path = layouts.table(
        tmp_path / "m.csv", "who," + ",".join(f"f{n}" for n in range(12)) + "\n" + "\n".join(lines) + "\n"
    )
    report = check_dataset(path, progress=Progress()).report()
    assert (report.rows_read, report.rows_kept) == (36, 35)
    assert report.findings[0].examples[0].line == 6


def test_columns_of_a_table_that_tell_about_items_and_users(tmp_path):
    text = (
        "user_id,video_id,video_title,genres,watch_seconds,watched_at,country\n"
        "a,v1,Birds,Nature;Film,30,2024-05-01 10:00:00,FR\nb,v1,Birds,Nature;Film,10,2024-05-01 11:00:00,DE\n"
        "b,v2,Cars,Motor,5,2024-05-01 12:00:00,DE\n"
    )
    path = layouts.table(tmp_path / "watch.csv", text)
    guess = preview(path).guess
    assert guess is not None
    assert (guess.user, guess.item, guess.value, guess.time) == ("user_id", "video_id", "watch_seconds", "watched_at")
    assert guess.item_columns == (("video_title", "title"), ("genres", "categories"))
    dataset = read(path, guess=replace(guess, user_columns=(("country", "attribute"),)))
    assert dataset.item_table.columns.to_pylist() == [
        {"title": "Birds", "categories": ["Nature", "Film"]}, {"title": "Cars", "categories": ["Motor"]},
    ]  # fmt: skip
    assert dataset.user_table.to_pylist() == [{"country": "FR"}, {"country": "DE"}]


@pytest.mark.parametrize(
    ("texts", "lists"),
    [
        (["a|b", "b"], [["a", "b"], ["b"]]),
        (["['a', 'b']", "[]"], [["a", "b"], []]),
        (['["a, c", "b"]', '["d"]'], [["a, c", "b"], ["d"]]),
        (["a, b", ""], [["a", "b"], []]),
        (["Home > Garden", "Home > Tools"], [["Home", "Garden"], ["Home", "Tools"]]),
        (["plain", "words"], [["plain"], ["words"]]),
        ([None, "a;b"], [[], ["a", "b"]]),
    ],
)
def test_categories_however_they_are_separated(texts, lists):
    from workbench.data.readers.attribute_columns import split_categories

    assert split_categories(pa.array(texts, pa.string())).to_pylist() == lists


@pytest.mark.parametrize(
    ("names", "title"),
    [
        (("Kunden-Nr.", "Artikel", "Bewertung", "Datum", "Titel"), "Titel"),
        (("Utilisateur", "Produit", "Évaluation", "Horodatage", "Titre"), "Titre"),
        (("usuario_id", "Película", "Puntuación", "Fecha", "Título"), "Título"),
        (("用户ID", "电影", "评分", "时间", "片名"), "片名"),
        (("ユーザー", "アイテム", "評価", "日時", "タイトル"), "タイトル"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_names_of_columns_in_other_languages(tmp_path, names, title, turned):
    rows = [(f"k{n}", f"a{n % 3}", "4,5", f"2024-01-{n + 1:02}", f"T{n % 3}") for n in range(9)]
    # Turned around, the place of a column says nothing of what it is.
    lines = [";".join(row[::-1] if turned else row) for row in (names, *rows)]
    path = layouts.table(tmp_path / "t.csv", "\n".join(lines) + "\n")
    guess = preview(path).guess
    assert guess is not None
    assert (guess.user, guess.item, guess.value, guess.time) == names[:4]
    assert guess.item_columns == ((title, "title"),)


def test_amazon_files_without_header_tell_products_from_people(tmp_path):
    text = "0060009810,A3I4QFZDLSNM1G,5.0,1469059200\nB001OT8E6M,A2JF660V0QMCNY,4.0,1469059201\n"
    guess = preview(layouts.table(tmp_path / "Books.csv", text)).guess
    assert guess is not None
    assert (guess.user, guess.item) == ("column 2", "column 1")


def test_decimals_behind_a_comma_are_told_by_the_first_rows(tmp_path):
    path = layouts.table(tmp_path / "t.csv", "user;item;rating\nu1;i1;4,5\nu1;i2;3\nu2;i1;12,25\n")
    assert preview(path).guess.decimal == ","
    assert triples(read(path)) == [("u1", "i1", 4.5, None), ("u1", "i2", 3.0, None), ("u2", "i1", 12.25, None)]


def test_a_comma_among_points_is_no_decimal(tmp_path):
    path = layouts.table(tmp_path / "t.csv", "user;item;rating\nu1;i1;4.5\nu1;i2;3,5\nu2;i1;2.5\n")
    assert preview(path).guess.decimal == "."
    report = check_dataset(path, progress=Progress()).report()
    assert (report.rows_kept, [(f.kind, f.examples[0].line) for f in report.findings]) == (2, [("value", 3)])


def test_quotes_can_be_taken_for_letters(tmp_path):
    path = layouts.table(tmp_path / "t.csv", 'user,item\n"a,x\n"b,y\nc,x\n')
    guess = replace(preview(path).guess, quoted=False)
    assert preview(path, guess).rows == [['"a', "x"], ['"b', "y"], ["c", "x"]]
    assert [user for user, *_ in triples(read(path, guess=guess))] == ['"a', '"b', "c"]


def test_a_known_layout_can_be_read_as_any_other_table(tmp_path):
    path = layouts.table(
        tmp_path / "u.data", "".join(f"{n % 9 + 1}\t{n % 7 + 1}\t3\t88125{n:04d}\n" for n in range(30))
    )
    assert preview(path).guess is None
    guess = preview(path, as_table=True).guess
    assert (guess.delimiter, guess.user, guess.item) == ("\t", "column 1", "column 2")
    swapped = replace(guess, user=guess.item, item=guess.user)
    assert preview(path, swapped).guess == swapped
    assert (len(read(path).users), len(read(path, guess=swapped).users)) == (9, 7)
