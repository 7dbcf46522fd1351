"""`workbench import`: a report before anything is stored, and decisions by options."""

from __future__ import annotations

from pathlib import Path

from command_shell import Shell

ROWS = "".join(f"u{n % 9},i{n},{1 + n % 5},17000000{n:02}\n" for n in range(40))


def written(path: Path, more: str = "") -> str:
    path.write_text("user,item,rating,time\n" + ROWS + more, encoding="utf-8")
    return str(path)


def test_a_dry_run_reports_the_whole_file_and_stores_nothing(shell: Shell, tmp_path: Path) -> None:
    path = written(tmp_path / "mine.csv", ROWS.splitlines()[3] + "\nu1,,3,1700000000\n")
    report = shell.json("import", path, "--dry-run")["report"]
    assert (report["rows_read"], report["rows_kept"]) == (42, 41)
    found = {finding["kind"]: finding for finding in report["findings"]}
    assert set(found) == {"no-item", "duplicates"}
    assert found["no-item"]["examples"] == [{"line": 43, "text": "u1,,3,1700000000"}]
    decided = shell.json("import", path, "--dry-run", "--decide", "duplicates=drop")["report"]
    assert decided["rows_kept"] == 40
    status, out, _ = shell("import", path, "--dry-run")
    assert status == 0
    assert "42 rows read, 41 kept: 9 users, 40 items" in out
    assert shell.json("datasets") == []


def test_a_row_that_cannot_be_read_stops_with_one_sentence_that_says_how_to_go_on(shell: Shell, tmp_path: Path) -> None:
    path = written(tmp_path / "mine.csv", "u1,i2,good,1700000000\nu1,i2,bad,1700000000\n")
    status, _, err = shell("import", path)
    assert status == 65
    assert err.count("\n") == 1
    assert "“good” is not a number" in err
    assert "line 42" in err
    assert "leave out the 2 rows that cannot be read by --bad-rows drop" in err
    assert "fill what is missing by --decide value=fix" in err
    assert shell.json("datasets") == []
    stored = shell.json("import", path, "--bad-rows", "drop")
    assert stored["n_rows"] == 40
    assert "2 lines have a value that is not a number; left out." in stored["notes"]


def test_what_is_missing_is_filled_where_asked_and_the_report_counts_it(shell: Shell, tmp_path: Path) -> None:
    path = written(tmp_path / "mine.csv", "u1,i2,good,1700000000\nu1,i2,3,\nu1,,3,1700000000\n")
    fill = ("--decide", "value=fix", "--decide", "no-time=fix")
    status, _, err = shell("import", path, *fill)
    assert (status, "line 44" in err, "leave out this row" in err) == (65, True, True)
    stored = shell.json("import", path, *fill, "--decide", "no-item=drop")
    assert stored["n_rows"] == 42
    assert "1 line has a value that is not a number; mended." in stored["notes"]
    assert "1 line has no time; mended." in stored["notes"]
    assert "1 line has no item; left out." in stored["notes"]


def test_a_changed_file_is_stored_as_a_newer_version(shell: Shell, tmp_path: Path) -> None:
    first = shell.json("import", written(tmp_path / "mine.csv"), "--name", "Mine")
    path = written(tmp_path / "mine.csv", "u1,i2,3,1700000050\n")
    second = shell.json("import", path, "--replaces", "mine")
    assert (second["name"], second["version"], second["version_of"], second["n_rows"]) == ("Mine", 2, first["id"], 41)


def test_decisions_and_columns_that_cannot_be(shell: Shell, tmp_path: Path) -> None:
    path = written(tmp_path / "mine.csv")
    for words, said in (
        (("--decide", "duplicates"), "KIND=CHOICE"),
        (("--decide", "klingons=drop"), "klingons"),
        (("--decide", "duplicates=fix"), "keep or drop"),
        (("--about-items", "rating=colour"), "COLUMN=ROLE"),
    ):
        status, _, err = shell("import", path, *words)
        assert (status, said in err) == (64, True), err


def test_columns_about_items_and_another_decimal_sign_are_read_as_asked(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("user;item;rating;shade\na;x;3,5;dark\nb;y;4,0;light\nb;x;1,5;dark\n", encoding="utf-8")
    options = ("--decimal", ",", "--value", "rating", "--about-items", "shade=title")
    stored = shell.json("import", str(path), *options)
    assert (stored["n_rows"], stored["has_titles"], stored["has_values"]) == (3, True, True)


def test_the_columns_of_a_companion_are_read_as_asked(shell: Shell, tmp_path: Path) -> None:
    path = written(tmp_path / "mine.csv")
    films = tmp_path / "films.csv"
    films.write_text("nr,code,label\n1,i1,Heat\n2,i2,Fargo\n")
    status, _, err = shell("import", path, "--item-file", str(films))
    assert (status, "speaks of none of the 40 items" in err) == (65, True)
    asked = ("--item-file-column", "nr=ignore", "--item-file-column", "code=id", "--item-file-column", "label=title")
    stored = shell.json("import", path, "--item-file", str(films), *asked)
    assert stored["has_titles"]
    assert "films.csv tells about 2 of 40 items." in stored["notes"]
    status, _, err = shell("import", path, "--item-file", str(films), "--item-file-column", "label=colour")
    assert (status, "COLUMN=ROLE" in err) == (64, True)


def test_a_file_with_a_damaged_head_is_read_in_the_format_that_is_asked_for(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "ratings.dat"
    lines = [f"{n % 9}::{n}::{1 + n % 5}::9783000{n:02}" for n in range(60)]
    path.write_text("\n".join(["copied from a mail", "%%"] * 15 + lines) + "\n")
    status, _, err = shell("import", str(path))
    assert (status, err.count("\n")) == (65, 1)
    stored = shell.json("import", str(path), "--format", "movielens-1m", "--bad-rows", "drop")
    assert (stored["n_rows"], stored["source"]) == (60, "MovieLens 1M")
    assert "30 lines have another number of fields than the others; left out." in stored["notes"]
    by_delimiter = shell.json("import", str(path), "--delimiter", "::", "--bad-rows", "drop")
    assert (by_delimiter["n_rows"], by_delimiter["source"]) == (60, "Table")
    status, _, err = shell("import", str(path), "--format", "movielens-9z")
    assert (status, "movielens-1m" in err) == (64, True)
