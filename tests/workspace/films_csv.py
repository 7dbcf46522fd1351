"""A small dataset whose items have texts and pictures, one of them damaged."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
from PIL import Image

KINDS = ("a war film about soldiers and a battle", "a comedy of love and a wedding", "a ship lost at sea, a storm")


def write_films(folder: Path, n_users: int = 30, n_items: int = 24, length: int = 8) -> tuple[Path, Path, Path]:
    """Write interactions, a table about the items, and a folder of pictures; item i is of kind i % 3."""
    draw = np.random.default_rng(3)
    lines = ["user,item,timestamp"]
    for user in range(n_users):
        for step in range(length):
            item = 3 * int(draw.integers(n_items // 3)) + user % 3
            lines.append(f"u{user:03d},f{item:02d},{1_000_000 + user * 1000 + step}")
    lines += [f"u{item % n_users:03d},f{item:02d},{2_000_000 + item}" for item in range(n_items)]
    table = folder / "films.csv"
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    about = folder / "about.csv"
    rows = [f'f{item:02d},Film {item},"{KINDS[item % 3]} number {item}"' for item in range(n_items)]
    about.write_text("item,title,text\n" + "\n".join(rows) + "\n", encoding="utf-8")
    pictures = folder / "pictures"
    pictures.mkdir()
    for item in range(0, n_items, 2):
        colour = np.zeros((40, 30, 3), np.uint8)
        colour[..., item % 3] = 200
        colour += draw.integers(0, 40, colour.shape).astype(np.uint8)
        file = io.BytesIO()
        Image.fromarray(colour).save(file, "PNG")
        content = file.getvalue()
        (pictures / f"f{item:02d}.png").write_bytes(content[:80] if item == 4 else content)
    return table, about, pictures
