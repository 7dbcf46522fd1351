"""A small painter in whole numbers: the same pixels on every platform, and fast enough for a thousand posters.

A poster is painted at twice its size as one plane of colour slots, without blending; slots become colours, each a
vertical gradient, at the end, and averaging 2 × 2 fine pixels smooths the edges. All coordinates are fine pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

WIDTH, HEIGHT = 192, 288
FINE_WIDTH, FINE_HEIGHT = 2 * WIDTH, 2 * HEIGHT

Colour = tuple[int, int, int]
Mask = npt.NDArray[np.bool_]
Points = tuple[tuple[int, int], ...]

_ROWS = np.arange(FINE_HEIGHT, dtype=np.int32)[:, None]
_COLUMNS = np.arange(FINE_WIDTH, dtype=np.int32)


class Slot(IntEnum):
    """The colour slots of a poster, from the sky to the lettering."""

    SKY = 0
    HAZE = 1
    GLOW = 2
    LIGHT = 3
    FAR = 4
    MID = 5
    NEAR = 6
    INK = 7
    ACCENT = 8
    SHADE = 9
    PAPER = 10


def mix(first: Colour, second: Colour, percent: int) -> Colour:
    """Return the colour `percent` of the way from the first to the second."""
    r, g, b = ((a * (100 - percent) + c * percent + 50) // 100 for a, c in zip(first, second, strict=True))
    return r, g, b


@lru_cache(maxsize=512)
def disc(radius: int) -> Mask:
    """Return a filled circle as bool [2 r, 2 r]."""
    odd = 2 * np.arange(2 * radius) + 1 - 2 * radius
    return (odd[:, None] ** 2 + odd[None, :] ** 2) <= 4 * radius * radius


@lru_cache(maxsize=512)
def ellipse(half_width: int, half_height: int) -> Mask:
    """Return a filled ellipse as bool [2 half_height, 2 half_width]."""
    x = (2 * np.arange(2 * half_width) + 1 - 2 * half_width).astype(np.int64) * half_height
    y = (2 * np.arange(2 * half_height) + 1 - 2 * half_height).astype(np.int64) * half_width
    return (y[:, None] ** 2 + x[None, :] ** 2) <= 4 * (half_width * half_height) ** 2


@lru_cache(maxsize=2_048)
def polygon(points: Points, width: int, height: int) -> Mask:
    """Return a filled polygon (even-odd) given on a grid of 100 × 100, stretched to bool [height, width]."""
    made = np.zeros((height, width), np.bool_)
    columns = np.arange(width, dtype=np.int64)[None, :] * 200 + 100
    rows = np.arange(height, dtype=np.int64) * 200 + 100
    corners = [(200 * x * width // 100, 200 * y * height // 100) for x, y in points]
    for (x1, y1), (x2, y2) in zip(corners, (*corners[1:], corners[0]), strict=True):
        if y1 == y2:
            continue
        if y1 > y2:
            x1, y1, x2, y2 = x2, y2, x1, y1
        crossed = (rows >= y1) & (rows < y2)
        crossing = x1 + (rows - y1) * (x2 - x1) // (y2 - y1)
        made ^= crossed[:, None] & (columns >= crossing[:, None])
    return made


@lru_cache(maxsize=64)
def mirrored(points: Points) -> Points:
    """Return the polygon looking the other way."""
    return tuple((100 - x, y) for x, y in points)


class Canvas:
    """One poster in the making."""

    def __init__(self) -> None:
        self.slots = np.zeros((FINE_HEIGHT, FINE_WIDTH), np.uint8)

    def stamp(self, mask: Mask, x: int, y: int, slot: Slot) -> None:
        """Paint a mask with its top left corner at `x, y`; what lies outside the canvas is cut off."""
        height, width = mask.shape
        left, top = max(x, 0), max(y, 0)
        right, bottom = min(x + width, FINE_WIDTH), min(y + height, FINE_HEIGHT)
        if left < right and top < bottom:
            part = mask[top - y : bottom - y, left - x : right - x]
            np.copyto(self.slots[top:bottom, left:right], np.uint8(slot), where=part)

    def circle(self, x: int, y: int, radius: int, slot: Slot) -> None:
        """Paint a disc around `x, y`."""
        self.stamp(disc(radius), x - radius, y - radius, slot)

    def oval(self, x: int, y: int, half_width: int, half_height: int, slot: Slot) -> None:
        """Paint an ellipse around `x, y`."""
        self.stamp(ellipse(half_width, half_height), x - half_width, y - half_height, slot)

    def box(self, x: int, y: int, width: int, height: int, slot: Slot) -> None:
        """Paint a rectangle."""
        self.slots[max(y, 0) : max(y + height, 0), max(x, 0) : max(x + width, 0)] = slot

    def shape(self, points: Points, x: int, y: int, width: int, height: int, slot: Slot) -> None:
        """Paint a polygon given on 100 × 100, stretched into the box."""
        self.stamp(polygon(points, width, height), x, y, slot)

    def triangle(self, corners: Sequence[tuple[int, int]], slot: Slot) -> None:
        """Paint a polygon given in canvas coordinates, which may lie outside; for rays and beams."""
        inside = np.zeros((FINE_HEIGHT, FINE_WIDTH), np.bool_)
        rows = _ROWS[:, 0].astype(np.int64)
        for (x1, y1), (x2, y2) in zip(corners, (*corners[1:], corners[0]), strict=True):
            if y1 == y2:
                continue
            if y1 > y2:
                x1, y1, x2, y2 = x2, y2, x1, y1
            low, high = max(y1, 0), min(y2, FINE_HEIGHT)
            if low < high:
                crossing = x1 + (rows[low:high] - y1) * (x2 - x1) // (y2 - y1)
                inside[low:high] ^= crossing[:, None] <= _COLUMNS
        np.copyto(self.slots, np.uint8(slot), where=inside)

    def ground(self, profile: npt.NDArray[Any], slot: Slot) -> None:
        """Paint everything from a height line (int [FINE_WIDTH], row numbers) down to the lower edge."""
        top = max(int(profile.min()), 0)
        np.copyto(self.slots[top:], np.uint8(slot), where=_ROWS[top:] >= profile[None, :])

    def render(self, colours: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint8]:
        """Turn slots into pixels.

        Args:
            colours: uint32 [n_slots, FINE_HEIGHT], packed 0x00RRGGBB, from `gradients`.

        Returns:
            uint8 [HEIGHT, WIDTH, 3].
        """
        fine = colours.reshape(-1)[self.slots * np.int32(FINE_HEIGHT) + _ROWS]
        corners = (fine[0::2, 0::2], fine[0::2, 1::2], fine[1::2, 0::2], fine[1::2, 1::2])
        # Two channels are averaged at once in the two halves of a word.
        outer = sum((c & np.uint32(0xFF00FF) for c in corners), np.uint32(0x020002)) >> np.uint32(2)
        middle = sum(((c >> np.uint32(8)) & np.uint32(0xFF) for c in corners), np.uint32(2)) >> np.uint32(2)
        pixels = np.empty((HEIGHT, WIDTH, 3), np.uint8)
        pixels[:, :, 0] = (outer >> np.uint32(16)) & np.uint32(0xFF)
        pixels[:, :, 1] = middle
        pixels[:, :, 2] = outer & np.uint32(0xFF)
        return pixels


def gradients(stops: Sequence[Sequence[Colour]]) -> npt.NDArray[np.uint32]:
    """Return uint32 [n_slots, FINE_HEIGHT]: for each slot its colours at evenly spaced stops, top to bottom, mixed."""
    made = np.zeros((len(stops), FINE_HEIGHT), np.uint32)
    for row, colours in enumerate(stops):
        table = np.array(colours, np.int64)
        if len(table) == 1:
            table = np.repeat(table, 2, axis=0)
        place = np.arange(FINE_HEIGHT) * (len(table) - 1)
        low = np.minimum(place // FINE_HEIGHT, len(table) - 2)
        share = (place - low * FINE_HEIGHT)[:, None]
        mixed = (table[low] * (FINE_HEIGHT - share) + table[low + 1] * share) // FINE_HEIGHT
        made[row] = (mixed[:, 0] << 16 | mixed[:, 1] << 8 | mixed[:, 2]).astype(np.uint32)
    return made


def ridge(heights: Sequence[int], rough: npt.NDArray[Any] | None = None) -> npt.NDArray[np.int64]:
    """Return int64 [FINE_WIDTH]: straight lines between evenly spaced heights, with `rough` added."""
    steps = len(heights) - 1
    place = np.arange(FINE_WIDTH, dtype=np.int64) * steps
    low = place // FINE_WIDTH
    share = place - low * FINE_WIDTH
    table = np.array(heights, np.int64)
    line: npt.NDArray[np.int64] = (table[low] * (FINE_WIDTH - share) + table[low + 1] * share) // FINE_WIDTH
    return line if rough is None else line + rough


def rolling(heights: Sequence[int]) -> npt.NDArray[np.int64]:
    """Return int64 [FINE_WIDTH]: a smooth line through evenly spaced heights (cubic easing, in whole numbers)."""
    steps = len(heights) - 1
    place = np.arange(FINE_WIDTH, dtype=np.int64) * steps
    low = place // FINE_WIDTH
    share = place - low * FINE_WIDTH
    eased = share * share * (3 * FINE_WIDTH - 2 * share) // FINE_WIDTH**2
    table = np.array(heights, np.int64)
    line: npt.NDArray[np.int64] = (table[low] * (FINE_WIDTH - eased) + table[low + 1] * eased) // FINE_WIDTH
    return line
