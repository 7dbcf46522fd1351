"""Datasets of delimited text written by hand in their publishers' true form."""

from __future__ import annotations

from pathlib import Path

import numpy as np


def write(folder: Path, files: dict[str, str], encoding: str = "utf-8") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode(encoding))
    return folder


_TITLES = "1,2003,Dinosaur Planet\n2,2004,Isle of Man TT 2004 Review\n17,NULL,Roti, Kapada Aur Makaan: Café\n"


def netflix_films(folder: Path) -> Path:
    return write(
        folder,
        {
            "training_set/mv_0000001.txt": "1:\n1488844,3,2005-09-06\n822109,5,2005-05-13\n",
            "training_set/mv_0000002.txt": "2:\n822109,4,2005-09-05",
            "training_set/mv_0000017.txt": "17:\n7,1,2005-12-31\n",
            "movie_titles.txt": _TITLES,
        },
        "latin-1",
    )


def netflix_combined(folder: Path) -> Path:
    return write(
        folder,
        {
            "combined_data_1.txt": "1:\n1488844,3,2005-09-06\n822109,5,2005-05-13\n2:\n822109,4,2005-09-05\n",
            "combined_data_2.txt": "17:\n7,1,2005-12-31\n",
            "movie_titles.csv": _TITLES,
        },
        "latin-1",
    )


def book_crossing(folder: Path) -> Path:
    return write(
        folder,
        {
            "BX-Book-Ratings.csv": '"User-ID";"ISBN";"Book-Rating"\r\n"276725";"034545104X";"0"\r\n'
            '"276726";"0155061224";"5"\r\n',
            "BX-Books.csv": '"ISBN";"Book-Title";"Book-Author";"Year-Of-Publication";"Publisher";"Image-URL-S"\r\n'
            '"034545104X";"Flesh; \\"Tones\\": A Novel";"M. J. Rosé";"2002";"Ballantine &amp; Books";"http://x/1.jpg"\r\n'
            '"0155061224";"Rites of Passage";"Judith Rae";"0";"Heinle";"http://x/2.jpg"\r\n',
            "BX-Users.csv": '"User-ID";"Location";"Age"\r\n"276725";"tyler, texas, usa";NULL\r\n'
            '"276726";"são paulo, brazil";"18"\r\n',
        },
        "latin-1",
    )


def lastfm_360k(folder: Path) -> Path:
    betty = "3bd73256-3905-4f3a-97e2-8b341527f805"
    one, other = "00000c289a1829a808ac09c00daf10bc3c4e223b", "00001411dc427966b17297bf4d69e7e193135d89"
    return write(
        folder,
        {
            "usersha1-artmbid-artname-plays.tsv": f"{one}\t{betty}\tbetty blowtorch\t2137\n"
            f'{one}\t\tdie "Ärzte\t1099\n{other}\t{betty}\tbetty blowtorch\t5\n',
            "usersha1-profile.tsv": f"{one}\tf\t22\tGermany\tFeb 1, 2007\n{other}\tm\t\tCanada\tDec 4, 2007\n",
        },
    )


def hetrec_lastfm(folder: Path) -> Path:
    return write(
        folder,
        {
            "user_artists.dat": "userID\tartistID\tweight\n2\t51\t13883\n2\t52\t11690\n3\t51\t7\n",
            "artists.dat": 'id\tname\turl\tpictureURL\n51\tDuran "Duran\thttp://x\thttp://y\n52\tMorcheeba\thttp://x\thttp://y\n',
            "tags.dat": "tagID\ttagValue\n1\tmetal\n13\tchillout\n24\tpop\n",
            "user_taggedartists.dat": "userID\tartistID\ttagID\tday\tmonth\tyear\n"
            "2\t52\t13\t1\t4\t2009\n3\t52\t13\t1\t4\t2009\n3\t52\t1\t1\t4\t2009\n4\t51\t24\t1\t4\t2009\n",
            "user_friends.dat": "userID\tfriendID\n2\t3\n",
        },
    )


def hetrec_movielens(folder: Path) -> Path:
    return write(
        folder,
        {
            "user_ratedmovies-timestamps.dat": "userID\tmovieID\trating\ttimestamp\n"
            "75\t3\t1\t1162160236000\n78\t32\t4.5\t1162160624000\n",
            "movies.dat": "id\ttitle\timdbID\tspanishTitle\timdbPictureURL\tyear\n3\tGrumpy\t113228\tDos\thttp://x\t1993\n",
            "movie_genres.dat": "movieID\tgenre\n3\tComedy\n3\tRomance\n32\tDrama\n",
        },
    )


def mind(folder: Path) -> Path:
    news = 'N1\tsports\tgolf\tPGA "Tour\twinners\thttps://x\t[]\t[]\nN2\tnews\tus\tOf Lawns\t\thttps://x\t[]\t[]\n'
    return write(
        folder,
        {
            "train/behaviors.tsv": "1\tU1\t11/14/2019 8:38:04 AM\tN9 N8\tN1-1 N2-0\n"
            "2\tU1\t11/13/2019 9:05:58 PM\tN9 N8\tN2-1 N1-1 N3-0\n3\tU2\t11/14/2019 8:38:04 AM\t\tN1-0\n",
            "train/news.tsv": news,
            "dev/behaviors.tsv": "1\tU1\t11/15/2019 8:00:00 AM\tN9 N8\tN3-1\n2\tU3\t11/15/2019 8:00:00 AM\tN1\tN3-0\n",
            "dev/news.tsv": "N3\tnews\tworld\tThird\ttext\thttps://x\t[]\t[]\n",
        },
    )


def steam_200k(path: Path) -> Path:
    text = (
        '151603712,"The Elder Scrolls V, Skyrim",purchase,1.0,0\n151603712,"The Elder Scrolls V, Skyrim",play,273.0,0\n'
        "59945701,Fallout 4,purchase,1.0,0\n"
    )
    write(path.parent, {path.name: text})
    return path


def jester(folder: Path) -> Path:
    """Write 12 people who rated some of 100 jokes, in two files as Jester 1 has three."""
    rng = np.random.default_rng(3)
    for n in (1, 2):
        values = np.round(rng.uniform(-10, 10, (6, 100)), 2)
        values[rng.random((6, 100)) < 0.4] = 99
        counts = (values != 99).sum(axis=1)
        lines = [",".join([str(count), *map(str, row)]) for count, row in zip(counts, values.tolist(), strict=True)]
        write(folder, {f"jester-data-{n}.csv": "\n".join(lines) + "\n"})
    return folder


def jester_workbooks(folder: Path) -> Path:
    """Write the same 12 people as `jester` into workbooks of Excel 97, as Jester 1 is published."""
    import xlwt

    for file in sorted(jester(folder).glob("*.csv")):
        book = xlwt.Workbook()
        sheet = book.add_sheet("jester-data-new")
        for n, line in enumerate(file.read_text().splitlines()):
            for place, cell in enumerate(line.split(",")):
                sheet.write(n, place, float(cell))
        book.save(str(file.with_suffix(".xls")))
        file.unlink()
    return folder


def jester_2(folder: Path) -> Path:
    return write(
        folder,
        {
            "jester_ratings.dat": "1\t\t5\t\t0.219\n1\t\t7\t\t-9.281\n2\t\t5\t\t-9.781\n",
            "jester_items.dat": "1:\n<p>A man visits the doctor.\n</p>\n",
        },
    )


def histories(folder: Path) -> Path:
    head = "user_id,history_item_title,item_title,history_item_id,item_id\n"
    return write(
        folder,
        {
            "train.csv": f"{head}A1,\"['Pen, red']\",Tape,[7],8\nA2,[],Pen,[],7\n",
            "test.csv": f"{head}A1,\"['Pen, red', 'Tape']\",Glue,\"[7, 8]\",9\n",
            "Office.item.json": '{"7": {"title": "Pen, red", "brand": "B", "description": "Red", "categories": ""}, '
            '"8": {"title": "Tape", "brand": null}}',
        },
    )


def knowledge_graph(folder: Path) -> Path:
    """Write the graph and the links beside the files of `layouts.recbole`."""
    return write(
        folder,
        {
            "tiny.kg": "head_id:token\trelation_id:token\ttail_id:token\n"
            "m.1\tdirector\tm.9\nm.1\tactor\tm.8\nm.2\tactor\tm.8\nm.1\tactor\tm.7\n",
            "tiny.link": "item_id:token\tentity_id:token\n01\tm.1\n02\tm.2\n",
        },
    )
