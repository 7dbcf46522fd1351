"""Two small files for the tests of the Data place."""

from __future__ import annotations

from pathlib import Path

import numpy as np

N_USERS, N_FILMS = 60, 40
GENRES = ("Drama", "Comedy", "War")
JANUARY_2020 = 1_577_836_800
A_DAY = 86_400


def write_films(folder: Path) -> Path:
    """RecBole files: 60 users u0 … u59, 40 films, ratings 1 to 5, about a year; user 0 met most, film 0 is met most."""
    folder.mkdir()
    name = folder.name
    generator = np.random.default_rng(5)
    inter, user, item = [], [], []
    for u in range(N_USERS):
        met = np.flatnonzero(generator.random(N_FILMS) < np.linspace(0.9, 0.15, N_FILMS) * (1.0 if u else 2.0))
        met = met if len(met) > 3 else np.arange(4)
        moment = JANUARY_2020 + int(generator.integers(0, 200)) * A_DAY
        for film in generator.permutation(met):
            moment += int(generator.integers(1, 5)) * A_DAY
            inter.append(f"u{u}\tf{film}\t{generator.integers(1, 6)}\t{moment}")
        user.append(f"u{u}\t{20 + u % 30}\t{'Lyon' if u % 2 else '北京'}")
    item += [
        f"f{film}\t{'Heat' if film == 0 else f'Film {film}'}\t{GENRES[film % 3]}\t{1980 + film}"
        for film in range(N_FILMS)
    ]
    heads = {
        "inter": ("user_id:token\titem_id:token\trating:float\ttimestamp:float", inter),
        "user": ("user_id:token\tage:float\tcity:token", user),
        "item": ("item_id:token\ttitle:token_seq\tgenre:token_seq\tyear:float", item),
    }
    for kind, (head, rows) in heads.items():
        (folder / f"{name}.{kind}").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return folder


def write_pairs(path: Path) -> Path:
    """A table of users and items, nothing else: 30 users, 20 items."""
    generator = np.random.default_rng(6)
    rows = [f"p{u},thing {i}" for u in range(30) for i in generator.permutation(20)[: 5 + u % 7]]
    path.write_text("user,item\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return path
