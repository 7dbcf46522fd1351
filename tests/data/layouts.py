"""Small datasets written by hand in each layout's true form, for the readers' tests."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

GENRES = 19


def movielens_100k(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    rows = [
        "7\t3\t5\t881250949",
        "2\t3\t1\t881250950",
        "7\t1\t4\t881250949",
        "7\t2\t3\t881250940",
        "2\t1\t2\t881250950",
    ]
    (folder / "u.data").write_text("".join(f"{row}\n" for row in rows))
    flags = {1: (1, 5), 2: (0,), 3: (8,)}
    films = {1: "Café Noir (1995)", 2: "unknown", 3: "Heat, The (1974)"}
    lines = [
        f"{n}|{title}|01-Jan-1995||http://example.org/{n}|"
        + "|".join("1" if flag in flags[n] else "0" for flag in range(GENRES))
        for n, title in films.items()
    ]
    (folder / "u.item").write_bytes("".join(f"{line}\n" for line in lines).encode("latin-1"))
    (folder / "u.user").write_text("2|53|F|other|94043\n7|24|M|technician|85711\n")
    return folder


def movielens_1m(folder: Path, *, zipped: bool = True) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    ratings = b"1::1193::5::978300760\n1::661::3::978302109\n2::1193::4::978299026\n2::5::4::978299026\n"
    if zipped:
        (folder / "ratings.dat.gz").write_bytes(gzip.compress(ratings))
    else:
        (folder / "ratings.dat").write_bytes(ratings)
    films = (
        "661::James (1996)::Animation|Musical",
        "1193::Über: A Nest (1975)::Drama",
        "5::Plain::Comedy",
        "9::X::War",
    )
    (folder / "movies.dat").write_bytes("".join(f"{film}\n" for film in films).encode("latin-1"))
    (folder / "users.dat").write_text("1::F::1::10::48067\n2::M::56::16::70072\n")
    return folder


def movielens_latest(path: Path) -> Path:
    """Write the archive as GroupLens ships it: everything in one folder inside the zip."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ml-tiny/", "")
        archive.writestr("ml-tiny/README.txt", "read me\n")
        archive.writestr(
            "ml-tiny/ratings.csv",
            "userId,movieId,rating,timestamp\r\n1,10,4.0,964982703\r\n1,20,0.5,964981247\r\n2,10,3.5,964982224\r\n",
        )
        archive.writestr(
            "ml-tiny/movies.csv",
            'movieId,title,genres\r\n10,"American President, The (1995)",Comedy|Drama\r\n'
            '20,"Say ""Ah"" (2006–2007)",(no genres listed)\r\n30,Unseen (2001),War\r\n',
        )
        archive.writestr("ml-tiny/tags.csv", "userId,movieId,tag,timestamp\r\n")
    return path


def movielens_10m(folder: Path) -> Path:
    """Write ratings with half stars, tags, and no table of people; texts are UTF-8, unlike those of MovieLens 1M."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "ratings.dat").write_text(
        "1::122::5::838985046\n1::185::4.5::838983525\n2::122::0.5::868245777\n2::588::3::868244603\n"
    )
    (folder / "movies.dat").write_text(
        "122::Boomerang (1992)::Comedy|Romance\n185::Net, The (1995)::Action|Crime\n"
        "588::Misérables, Les (1995)::Drama|War\n",
        encoding="utf-8",
    )
    (folder / "tags.dat").write_text(
        "15::122::excellent!::1215184630\n20::185::politics::1188263867\n20::185::Politics ::1188263868\n"
        '21::185::"satire"::1188263835\n21::9999::nobody saw it::1188263836\n'
    )
    for name in ("README.html", "allbut.pl", "split_ratings.sh"):
        (folder / name).write_text("#!/bin/sh\nfor i in 1 2 3 4 5\ndo\n  echo $i\ndone\n")
    return folder


def movielens_csv(folder: Path) -> Path:
    """Write the files of MovieLens 20M, 25M and 32M, the genome of tags too."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {
        "ratings.csv": "userId,movieId,rating,timestamp\n1,296,5.0,1147880044\n1,306,3.5,1147868817\n"
        "3,296,0.5,1439474476\n",
        "movies.csv": 'movieId,title,genres\n296,"Pulp, ""Fiction"" (1994)",Comedy|Crime\n306,Rouge (1994),Drama\n',
        "tags.csv": 'userId,movieId,tag,timestamp\n3,296,classic,1439472355\n4,296,"dark, hero",1573943598\n'
        "5,296,Classic,1573943604\n",
        "links.csv": "movieId,imdbId,tmdbId\n296,0110912,680\n306,0111495,\n",
        "genome-scores.csv": "movieId,tagId,relevance\n296,1,0.02875\n296,2,0.0237\n306,1,0.0625\n306,2,0.1\n",
        "genome-tags.csv": "tagId,tag\n1,007\n2,007 (series)\n",
        "README.txt": "Summary\n=======\n",
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def movietweetings(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "ratings.dat").write_text(
        "1::0111161::9::1365029107\n2::0002844::7::1365029108\n1::0002844::8::1365029109\n"
    )
    (folder / "movies.dat").write_text(
        "0002844::Fantômas (1913)::Crime|Drama\n0111161::Escape (1994)::Drama\n", encoding="utf-8"
    )
    (folder / "users.dat").write_text("1::139564917\n2::17528189\n")
    return folder


def recbole(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tiny.inter").write_text(
        "user_id:token\titem_id:token\trating:float\ttimestamp:float\n"
        "a\t01\t3\t881250949\nb\t02\t1.5\t881250950\na\t02\t4\t881250948\n"
    )
    (folder / "tiny.item").write_text(
        "item_id:token\tmovie_title:token_seq\trelease_year:token\tclass:token_seq\tprice:float\n"
        "01\tToy Box\t1995\tAnimation Comedy\t9.5\n02\tGolden\t\t\t\n"
    )
    (folder / "tiny.user").write_text("user_id:token\tage:float\tgender:token\nb\t30\tF\na\t\tM\n")
    return folder


def sequences(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("u1 5 7 5\nu2 7\nu3 1 2 3 4\nu4 9 1\n")
    return path


def table(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path
