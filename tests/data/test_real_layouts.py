"""The real datasets, where they are: counts as their authors give them, and what was spot-checked by eye."""

from __future__ import annotations

import numpy as np
import pytest
from real_data import real_data

from workbench.data.reading import preview, read_dataset
from workbench.data.split_strategies import make_split
from workbench.data.storage import read_dataset_files, write_dataset
from workbench.jobs import Progress

CASES = {
    "ml-100k": ("", "MovieLens 100K", 100_000, 943, 1_682),
    "ml-1m": ("", "MovieLens 1M", 1_000_209, 6_040, 3_706),
    "ml-1m-sequences": ("sequences.txt", "Sequences, one line a user", 1_000_209, 6_040, 3_706),
    "ml-latest-small": ("ml-latest-small.zip", "MovieLens latest", 100_836, 610, 9_724),
    "movietweetings-100k": ("", "MovieTweetings", 100_000, 16_554, 10_506),
    "recbole-ml-100k": ("", "RecBole atomic files", 100_000, 943, 1_682),
    "s3rec-beauty": ("", "Sequences, one line a user", 198_502, 22_363, 12_101),
    "office-products": ("", "Histories with what came next", 21_802, 3_231, 3_304),
    "spotify-mpd-slice": ("", "Spotify playlists", 1_448, 29, 1_397),
    "otto-sample": ("", "OTTO sessions", 862, 20, 510),
}


def load(name):
    return read_dataset(real_data(name), progress=Progress()).dataset


def row_of(dataset, item):
    code = dataset.items.code(item)
    return {name: dataset.item_table.cell(name, code) for name in ("title", "year", "categories")}


@pytest.mark.parametrize("case", list(CASES))
def test_counts_are_those_of_the_authors(case):
    file, title, rows, users, items = CASES[case]
    path = real_data(case.removesuffix("-sequences"))
    path = path / file if file else path
    seen = preview(path)
    assert seen.layout_title == title
    assert len(seen.rows) == 50
    dataset = read_dataset(path, progress=Progress()).dataset
    assert (len(dataset.interactions), len(dataset.users), len(dataset.items)) == (rows, users, items)
    assert dataset.source == title
    if dataset.interactions.time is not None:
        same_user = np.diff(dataset.interactions.user) == 0
        assert (np.diff(dataset.interactions.time)[same_user] >= 0).all()


def test_films_of_movielens_100k():
    dataset = load("ml-100k")
    assert row_of(dataset, "50") == {
        "title": "Star Wars (1977)", "year": 1977, "categories": ["Action", "Adventure", "Romance", "Sci-Fi", "War"],
    }  # fmt: skip
    assert row_of(dataset, "543")["title"] == "Misérables, Les (1995)"
    assert row_of(dataset, "267") == {"title": "unknown", "year": None, "categories": []}
    assert dataset.user_table is not None
    assert dataset.user_table["occupation"][dataset.users.code("1")].as_py() == "technician"


def test_films_of_the_other_film_datasets():
    assert row_of(load("ml-latest-small"), "1")["year"] == 1995
    tweetings = load("movietweetings-100k")
    assert row_of(tweetings, "0002844")["title"] == "Fantômas - À l'ombre de la guillotine (1913)"
    assert row_of(load("recbole-ml-100k"), "1") == {
        "title": "Toy Story", "year": 1995, "categories": ["Animation", "Children's", "Comedy"],
    }  # fmt: skip


def test_both_layouts_of_movielens_100k_hold_the_same_interactions():
    ours, recbole = load("ml-100k"), load("recbole-ml-100k")

    def rows(dataset):
        parts = dataset.interactions
        users = np.array(dataset.users.arrow.to_pylist(), dtype=np.int64)[parts.user]
        items = np.array(dataset.items.arrow.to_pylist(), dtype=np.int64)[parts.item]
        found = np.stack((users, items, parts.value.astype(np.int64), parts.time))
        return found[:, np.lexsort(found)]

    np.testing.assert_array_equal(rows(ours), rows(recbole))


def test_movielens_100k_splits_as_the_papers_do_and_survives_storage(tmp_path):
    dataset = load("ml-100k")
    split = make_split(dataset)
    assert (len(split.train_rows), len(split.validation), len(split.test)) == (98_114, 943, 943)
    files = {path.name: path for path in write_dataset(dataset, tmp_path)}
    back = read_dataset_files(files, name="", source="", invented=False, media={})
    assert back.fingerprint == dataset.fingerprint
    # Interactions lie on disk as in memory, so that opening reads nothing: 20 bytes a row, and 8 a user.
    assert sum(path.stat().st_size for path in files.values()) < 20 * 100_000 + 8 * 943 + 60_000
