"""Datasets of JSON: the public ones in their true form, and any other by dotted paths."""

from __future__ import annotations

import json

import json_layouts
import pytest

from workbench.data.reading import check_dataset, preview, read_dataset
from workbench.data.recognise import recognise
from workbench.errors import DataFormatError
from workbench.jobs import Progress


def read(path, **options):
    return read_dataset(path, progress=Progress(), **options).dataset


def triples(dataset):
    parts = dataset.interactions
    time = [None] * len(parts) if parts.time is None else parts.time.tolist()
    users, items = dataset.users.take(parts.user), dataset.items.take(parts.item)
    return list(zip(users, items, parts.value.tolist(), time, strict=True))


def about(dataset, column):
    return dict(zip(dataset.items.arrow.to_pylist(), dataset.item_table.columns[column].to_pylist(), strict=True))


def test_amazon_2014_with_metadata_of_python_literals(tmp_path):
    folder = json_layouts.amazon_2014(tmp_path / "a")
    dataset = read(folder)
    assert dataset.source == "Amazon Reviews 2014"
    assert dataset.name == "reviews_Tools_5"
    assert triples(dataset) == [
        ("A2SUAM1J3GNN3B", "0000013714", 5.0, 1252800000),
        ("A2SUAM1J3GNN3B", "B000JFCXYW", 3.0, 1252800100),
        ("A1KLRMWW2FWPL4", "0000013714", 4.0, 1297468800),
    ]
    assert about(dataset, "title") == {"0000013714": 'Girls\' "Tutu"', "B000JFCXYW": None}
    assert about(dataset, "categories") == {"0000013714": ["Sports", "Dance", "Ballet"], "B000JFCXYW": ["Tools"]}
    assert about(dataset, "price") == {"0000013714": 3.17, "B000JFCXYW": None}
    alone = read(folder / "reviews_Tools_5.json.gz")
    assert alone.fingerprint == dataset.fingerprint


def test_amazon_2018(tmp_path):
    dataset = read(json_layouts.amazon_2018(tmp_path / "a"))
    assert dataset.source == "Amazon Reviews 2018"
    assert triples(dataset) == [
        ("AUI6WTTT0QZYS", "5120053084", 5.0, 1514764800), ("AUI6WTTT0QZYS", "B01HJCN1EI", 4.0, 1514764801),
    ]  # fmt: skip
    assert about(dataset, "categories")["B01HJCN1EI"] == ["Office", "Paper"]
    assert about(dataset, "text")["B01HJCN1EI"] == "Two\ntexts"


def test_amazon_2023_counts_parent_products_and_milliseconds(tmp_path):
    dataset = read(json_layouts.amazon_2023(tmp_path / "a"))
    assert dataset.source == "Amazon Reviews 2023"
    assert triples(dataset)[0] == ("AGKHLEW2SOWHNMFQIJGBECAF7INQ", "B00YQ6X8E0", 4.0, 1588687728)
    assert about(dataset, "title") == {"B00YQ6X8E0": "Howard Balm"}
    assert about(dataset, "categories") == {"B00YQ6X8E0": ["Beauty", "Care"]}


def test_yelp_with_places_and_people(tmp_path):
    folder = json_layouts.yelp(tmp_path / "y")
    assert recognise(folder).name == "yelp"
    dataset = read(folder)
    assert triples(dataset)[0] == ("mh_-eMZ6K5RLWhZ", "XQfwVwDr-v0ZS3", 4.0, 1531001350)
    assert about(dataset, "title") == {"XQfwVwDr-v0ZS3": None, "7ATYjTIg": "Café Zoë"}
    assert about(dataset, "categories")["7ATYjTIg"] == ["Coffee & Tea", "Food"]
    assert dataset.user_table is not None
    assert dataset.user_table["review_count"].to_pylist() == [None, 43]


def test_steam_reviews_are_python_literals_whose_bad_rows_are_counted(tmp_path):
    checked = check_dataset(json_layouts.steam_reviews(tmp_path / "s"), progress=Progress())
    report = checked.report()
    assert (report.rows_read, report.rows_kept) == (3, 2)
    assert report.findings[0].examples[0].line == 3
    dataset = checked.dataset(progress=Progress())
    assert triples(dataset)[1] == ("Ariman1", "328100", 13.0, 1501632000)
    assert about(dataset, "title") == {"725280": None, "328100": "Lost Summoner"}
    assert about(dataset, "categories")["328100"] == ["Action", "Indie"]
    assert about(dataset, "year")["328100"] == 2018


def test_steam_libraries_and_opinions(tmp_path):
    dataset = read(json_layouts.steam_libraries(tmp_path / "australian_users_items.json.gz"))
    assert triples(dataset) == [
        ("76561197970982479", "10", 6.0, None), ("76561197970982479", "20", 0.0, None), ("evcentric", "10", 9.0, None),
    ]  # fmt: skip
    assert about(dataset, "title") == {"10": "Counter-Strike", "20": "Team's Fortress"}
    opinions = read(json_layouts.steam_opinions(tmp_path / "australian_user_reviews.json"))
    assert triples(opinions) == [
        ("76561197970982479", "22200", 0.0, 1310688000), ("76561197970982479", "1250", 1.0, 1320451200),
    ]  # fmt: skip


def test_otto_sessions(tmp_path):
    path = json_layouts.otto(tmp_path / "train.jsonl")
    assert preview(path).rows[0] == ["7", "1517085", "1659304800025", "clicks"]
    assert triples(read(path)) == [
        ("7", "1517085", 1.0, 1659304800), ("7", "1517085", 2.0, 1659304900), ("8", "3", 3.0, 1659304700),
    ]  # fmt: skip


def test_spotify_slices_of_a_folder_are_one_dataset(tmp_path):
    folder = json_layouts.spotify(tmp_path / "data")
    dataset = read(folder)
    assert [row[:2] for row in triples(dataset)] == [
        ("0", "spotify:track:a"), ("0", "spotify:track:b"), ("1000", "spotify:track:b"), ("1000", "spotify:track:c"),
    ]  # fmt: skip
    assert about(dataset, "title")["spotify:track:c"] == "Song c"
    assert about(dataset, "artist_name")["spotify:track:a"] == "Artist a"
    assert len(read(folder / "mpd.slice.0-999.json").interactions) == 2


def test_any_json_lines_by_dotted_paths(tmp_path):
    objects = [
        {
            "who": {"user_id": "007"},
            "what": {"sku": n, "name": f"Thing {n}"},
            "at": f"2024-05-0{n}T10:00:00Z",
            "stars": n,
        }
        for n in (1, 2, 3)
    ]
    path = json_layouts.lines(tmp_path / "log.jsonl", objects)
    guess = preview(path).guess
    assert guess is not None
    assert (guess.user, guess.item, guess.value, guess.time, guess.time_unit) == (
        "who.user_id", "what.sku", "stars", "at", "date",
    )  # fmt: skip
    assert triples(read(path))[0] == ("007", "1", 1.0, 1714557600)


def test_damaged_lines_of_json_are_counted_with_their_numbers(tmp_path):
    good = [json.dumps({"user": f"u{n}", "item": n, "rating": 3}) for n in range(20)]
    good[4], good[9], good[11] = '{"user": "u4", "item": 4,', '"text"', '{"user": null, "item": 4, "rating": "3"}'
    path = tmp_path / "t.jsonl"
    path.write_text("\n".join(good))
    report = check_dataset(path, progress=Progress()).report()
    assert (report.rows_read, report.rows_kept) == (20, 17)
    assert {f.kind: [e.line for e in f.examples] for f in report.findings if f.unreadable} == {
        "syntax": [5, 10], "no-user": [12],
    }  # fmt: skip


@pytest.mark.parametrize("size", [64, 8_000_000])
def test_kinds_that_change_along_a_file_and_large_numbers_keep_their_digits(tmp_path, monkeypatch, size):
    from workbench.data.readers import json_frames

    monkeypatch.setattr(json_frames, "_BLOCK", size)
    objects = [{"user": n, "item": n, "rating": 1} for n in range(150)]
    objects += [
        {"user": "x\ud83d", "item": 12345678901234567890123, "rating": 2.5},
        {"user": "é", "item": "a", "rating": "3"},
    ]
    dataset = read(json_layouts.lines(tmp_path / "t.jsonl", objects))
    assert triples(dataset)[-2:] == [("x?", "12345678901234567890123", 2.5, None), ("é", "a", 3.0, None)]
    assert len(dataset.interactions) == 152


def test_a_json_list_of_objects_is_a_table(tmp_path):
    path = tmp_path / "t.json"
    path.write_text(json.dumps([{"user": "a", "item": "x"}, {"user": "b", "item": "y"}], indent=2))
    assert [row[:2] for row in triples(read(path))] == [("a", "x"), ("b", "y")]
    path.write_text(path.read_text()[:-4])
    with pytest.raises(DataFormatError, match="no whole JSON document"):
        read(path)


def test_lists_side_by_side_make_no_rows_together(tmp_path):
    from dataclasses import replace

    path = json_layouts.lines(tmp_path / "t.jsonl", [{"u": 1, "a": [{"item": 1}], "b": [{"time": 2}]}] * 3)
    guess = preview(path).guess
    assert guess is not None
    with pytest.raises(DataFormatError, match="side by side"):
        read(path, guess=replace(guess, user="u", item="a[].item", time="b[].time", time_unit="seconds", value=None))
