"""Public datasets of delimited text, from small files in their true form."""

from __future__ import annotations

import tarfile
import zipfile

import layouts
import pytest
import text_layouts

from workbench.data.reading import check_dataset, preview, read_dataset
from workbench.data.recognise import recognise
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


NETFLIX = {
    ("1488844", "1", 3.0, 1125964800), ("822109", "1", 5.0, 1115942400), ("822109", "2", 4.0, 1125878400),
    ("7", "17", 1.0, 1135987200),
}  # fmt: skip


@pytest.mark.parametrize("make", [text_layouts.netflix_films, text_layouts.netflix_combined])
@pytest.mark.parametrize("packed", ["", "zip", "tar.gz"])
def test_netflix_by_film_or_combined_with_titles_that_hold_commas(tmp_path, make, packed):
    path = folder = make(tmp_path / "nf")
    if packed == "zip":
        path = tmp_path / "nf.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in sorted(p for p in folder.rglob("*") if p.is_file()):
                archive.write(file, f"download/{file.relative_to(folder)}")
    elif packed:
        path = tmp_path / "nf.tar.gz"
        with tarfile.open(path, "w:gz") as archive:
            archive.add(folder, "download")
    dataset = read(path)
    assert dataset.source == "Netflix Prize"
    assert set(triples(dataset)) == NETFLIX
    assert about(dataset, "title")["17"] == "Roti, Kapada Aur Makaan: Café"
    assert about(dataset, "year") == {"1": 2003, "2": 2004, "17": None}


def test_a_file_of_netflix_alone_in_blocks_of_any_size_names_its_bad_lines(tmp_path, monkeypatch):
    from workbench.data.readers import netflix, source

    folder = text_layouts.netflix_combined(tmp_path / "nf")
    whole = read(folder / "combined_data_1.txt").fingerprint
    monkeypatch.setattr(source, "BLOCK", 7)
    monkeypatch.setattr(netflix, "_BLOCK", 20)
    assert read(folder / "combined_data_1.txt").fingerprint == whole
    path = folder / "combined_data_1.txt"
    path.write_text(path.read_text().replace("822109,5,", "822109,five,").replace("1488844,3,2005", "1488844,3"))
    path.write_text(path.read_text() + "5,5,2004-01-01\n6,5,2004-01-02\n")
    report = check_dataset(path, progress=Progress()).report()
    assert (report.rows_read, report.rows_kept) == (5, 3)
    assert sorted(e.line for f in report.findings if f.unreadable for e in f.examples) == [2, 3]


def test_book_crossing_with_escaped_quotes_and_latin_1(tmp_path):
    dataset = read(text_layouts.book_crossing(tmp_path / "bx"))
    assert dataset.name == "Book-Crossing"
    assert triples(dataset) == [("276725", "034545104X", 0.0, None), ("276726", "0155061224", 5.0, None)]
    assert about(dataset, "title")["034545104X"] == 'Flesh; "Tones": A Novel'
    assert about(dataset, "year") == {"034545104X": 2002, "0155061224": None}
    assert about(dataset, "Book-Author")["034545104X"] == "M. J. Rosé"
    assert dataset.user_table.to_pylist()[1] == {"Location": "são paulo, brazil", "Age": 18.0}


def test_lastfm_360k_takes_the_name_of_artists_without_id(tmp_path):
    dataset = read(text_layouts.lastfm_360k(tmp_path / "lastfm-dataset-360K"))
    assert dataset.source == "Last.fm 360K"
    assert triples(dataset)[1] == ("00000c289a1829a808ac09c00daf10bc3c4e223b", 'die "Ärzte', 1099.0, None)
    assert about(dataset, "title")["3bd73256-3905-4f3a-97e2-8b341527f805"] == "betty blowtorch"
    assert dataset.user_table["country"].to_pylist() == ["Germany", "Canada"]
    assert dataset.user_table["age"].to_pylist() == [22.0, None]


def test_hetrec_lastfm_with_the_most_frequent_tags(tmp_path):
    dataset = read(text_layouts.hetrec_lastfm(tmp_path / "hetrec2011-lastfm-2k"))
    assert dataset.source == "HetRec Last.fm"
    assert triples(dataset)[0] == ("2", "51", 13883.0, None)
    assert about(dataset, "title") == {"51": 'Duran "Duran', "52": "Morcheeba"}
    assert about(dataset, "categories") == {"51": ["pop"], "52": ["chillout", "metal"]}


def test_hetrec_movielens(tmp_path):
    dataset = read(text_layouts.hetrec_movielens(tmp_path / "hetrec2011-movielens-2k-v2"))
    assert dataset.source == "HetRec MovieLens"
    assert triples(dataset) == [("75", "3", 1.0, 1162160236), ("78", "32", 4.5, 1162160624)]
    assert about(dataset, "title") == {"3": "Grumpy", "32": None}
    assert about(dataset, "categories")["3"] == ["Comedy", "Romance"]


def test_mind_puts_earlier_clicks_before_those_of_impressions(tmp_path):
    folder = text_layouts.mind(tmp_path / "MIND")
    assert recognise(folder).name == "mind"
    dataset = read(folder)
    first, second = 1573679158, 1573720684
    assert triples(dataset) == [
        ("U1", "N9", 1.0, first), ("U1", "N8", 1.0, first), ("U1", "N2", 1.0, first), ("U1", "N1", 1.0, first),
        ("U1", "N1", 1.0, second), ("U1", "N3", 1.0, 1573804800), ("U3", "N1", 1.0, 1573804800),
    ]  # fmt: skip
    assert about(dataset, "title") == {"N9": None, "N8": None, "N2": "Of Lawns", "N1": 'PGA "Tour', "N3": "Third"}
    assert about(dataset, "categories")["N1"] == ["sports", "golf"]
    assert preview(folder / "train" / "behaviors.tsv").rows[0] == ["U1", "N1", "11/14/2019 8:38:04 AM"]


def test_steam_200k(tmp_path):
    dataset = read(text_layouts.steam_200k(tmp_path / "steam-200k.csv"))
    assert dataset.source == "Steam 200k"
    assert triples(dataset)[1] == ("151603712", "The Elder Scrolls V, Skyrim", 273.0, None)


def test_jester_as_text_numbers_people_over_its_files(tmp_path):
    dataset = read(text_layouts.jester(tmp_path / "jester"))
    assert dataset.source == "Jester"
    assert dataset.users.arrow.to_pylist() == [str(n) for n in range(1, 13)]
    files = [tmp_path / "jester" / f"jester-data-{n}.csv" for n in (1, 2)]
    lines = [line.split(",") for file in files for line in file.read_text().splitlines()]
    expected = [
        (str(user), str(joke), float(cell))
        for user, row in enumerate(lines, start=1)
        for joke, cell in enumerate(row[1:], start=1)
        if float(cell) != 99
    ]
    assert [(u, i, pytest.approx(v)) for u, i, v in expected] == [row[:3] for row in triples(dataset)]


def test_jester_as_workbooks_of_excel_97_holds_the_same(tmp_path):
    text = read(text_layouts.jester(tmp_path / "text"))
    folder = text_layouts.jester_workbooks(tmp_path / "jester")
    assert {path.name for path in folder.iterdir()} == {"jester-data-1.xls", "jester-data-2.xls"}
    assert recognise(folder).name == "jester"
    assert read(folder).fingerprint == text.fingerprint
    assert len(preview(folder / "jester-data-1.xls").rows) == 50


def test_jester_2_with_two_tabs_between_fields(tmp_path):
    dataset = read(text_layouts.jester_2(tmp_path / "jester_2"))
    assert dataset.source == "Jester 2"
    assert [(u, i, round(v, 3)) for u, i, v, _ in triples(dataset)] == [
        ("1", "5", 0.219), ("1", "7", -9.281), ("2", "5", -9.781),
    ]  # fmt: skip


def test_histories_give_the_longest_row_of_each_person(tmp_path):
    dataset = read(text_layouts.histories(tmp_path / "office"))
    assert [row[:2] for row in triples(dataset)] == [("A1", "7"), ("A1", "8"), ("A1", "9"), ("A2", "7")]
    assert about(dataset, "title") == {"7": "Pen, red", "8": "Tape", "9": None}


def test_a_knowledge_graph_of_recbole_tells_attributes_of_items(tmp_path):
    folder = layouts.recbole(tmp_path / "tiny")
    text_layouts.knowledge_graph(folder)
    dataset = read(folder)
    assert about(dataset, "actor") == {"01": ["m.8", "m.7"], "02": ["m.8"]}
    assert about(dataset, "director") == {"01": ["m.9"], "02": []}
    assert about(dataset, "title") == {"01": "Toy Box", "02": "Golden"}


def test_pairs_of_users_and_items_as_sasrec_has_them(tmp_path):
    path = layouts.table(tmp_path / "ml-1m.txt", "1 1\n1 2\n2 1\n1 3\n")
    assert [row[:2] for row in triples(read(path))] == [("1", "1"), ("1", "2"), ("1", "3"), ("2", "1")]


def test_sequences_take_the_attributes_of_s3rec(tmp_path):
    path = layouts.sequences(tmp_path / "Beauty.txt")
    (tmp_path / "Beauty_item2attributes.json").write_text('{"5": [1, 2], "7": [], "99": [3]}')
    dataset = read(tmp_path)
    assert about(dataset, "categories")["5"] == ["1", "2"]
    assert len(dataset.interactions) == len(read(path).interactions) == 10
