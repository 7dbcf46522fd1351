"""A small table of our own with sequential structure, for tests that need a stored dataset."""

from __future__ import annotations

from pathlib import Path

import numpy as np


def write_small_csv(path: Path, n_users: int = 40, length: int = 12, n_items: int = 30, seed: int = 5) -> Path:
    """Write `user,item,rating,timestamp` rows in which item i is mostly followed by item i + 1."""
    draw = np.random.default_rng(seed)
    lines = ["user,item,rating,timestamp"]
    for user in range(n_users):
        item = int(draw.integers(n_items))
        for step in range(length):
            lines.append(f"u{user:03d},i{item:02d},{draw.integers(1, 6)},{1_000_000 + user * 1000 + step}")
            item = (item + 1) % n_items if draw.random() < 0.8 else int(draw.integers(n_items))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
