"""Titles on posters, in a small alphabet of our own: no font file, the same pixels everywhere."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from workbench.data.sample.canvas import FINE_WIDTH, Canvas, Mask, Slot

# Seven rows of five pixels a letter, one hexadecimal pair a row.
_GLYPHS = {
    "A": "0E11111F111111", "B": "1E11111E11111E", "C": "0E11101010110E", "D": "1E11111111111E", "E": "1F10101E10101F",
    "F": "1F10101E101010", "G": "0E11101713110E", "H": "1111111F111111", "I": "0E04040404040E", "J": "0702020202120C",
    "K": "11121418141211", "L": "1010101010101F", "M": "111B1515111111", "N": "11191915131311", "O": "0E11111111110E",
    "P": "1E11111E101010", "Q": "0E11111115120D", "R": "1E11111E141211", "S": "0E11100E01110E", "T": "1F040404040404",
    "U": "1111111111110E", "V": "11111111110A04", "W": "1111111515150A", "X": "11110A040A1111", "Y": "11110A04040404",
    "Z": "1F01020408101F", "'": "04040000000000", ",": "00000000040408", ":": "00040000000400", "-": "0000000E000000",
    " ": "00000000000000",
}  # fmt: skip


@lru_cache(maxsize=128)
def _glyph(letter: str, scale: int) -> Mask:
    """Return a letter as bool [7 scale, 5 scale], its stairs rounded (the EPX rules, by doubling or tripling)."""
    rows = bytes.fromhex(_GLYPHS[letter])
    small = np.array([[row >> (4 - column) & 1 for column in range(5)] for row in rows], np.bool_)
    return _double(_double(small)) if scale == 4 else _triple(small)


def _neighbours(image: Mask) -> tuple[Mask, Mask, Mask, Mask]:
    padded = np.pad(image, 1)
    return padded[:-2, 1:-1], padded[2:, 1:-1], padded[1:-1, :-2], padded[1:-1, 2:]


def _double(image: Mask) -> Mask:
    up, down, left, right = _neighbours(image)
    bends = (up != down) & (left != right)
    made = np.repeat(np.repeat(image, 2, axis=0), 2, axis=1)
    for row, vertical in enumerate((up, down)):
        for column, horizontal in enumerate((left, right)):
            made[row::2, column::2] = np.where(bends & (vertical == horizontal), vertical, image)
    return made


def _triple(image: Mask) -> Mask:
    up, down, left, right = _neighbours(image)
    bends = (up != down) & (left != right)
    made = np.repeat(np.repeat(image, 3, axis=0), 3, axis=1)
    for row, vertical in ((0, up), (2, down)):
        for column, horizontal in ((0, left), (2, right)):
            made[row::3, column::3] = np.where(bends & (vertical == horizontal), vertical, image)
    return made


def _wrap(title: str, columns: int) -> list[str]:
    lines = [""]
    for word in title.upper().split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= columns or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def letter(canvas: Canvas, title: str, bottom: int) -> None:
    """Write a title, centred, its last line ending at row `bottom`; large where two lines hold it, else smaller."""
    lines, scale = _wrap(title, 14), 4
    if len(lines) > 2 or max(map(len, lines)) > 15:
        lines, scale = _wrap(title, 19), 3
    pitch, leading = 6 * scale, 9 * scale
    top = bottom - leading * len(lines) + 2 * scale
    canvas.box(FINE_WIDTH // 2 - 24, top - 16, 48, 4, Slot.ACCENT)
    for row, line in enumerate(lines):
        x = (FINE_WIDTH - pitch * len(line) + scale) // 2
        for place, character in enumerate(line):
            canvas.stamp(_glyph(character, scale), x + place * pitch, top + row * leading, Slot.PAPER)
