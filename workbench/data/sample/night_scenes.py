"""Scenes after dark: science fiction, horror, crime, fantasy and the musical stage."""

from __future__ import annotations

import numpy as np

from workbench.data.sample import silhouettes as outline
from workbench.data.sample.canvas import FINE_HEIGHT, FINE_WIDTH, Canvas, Slot, mirrored, ridge, rolling
from workbench.data.sample.draws import Draws
from workbench.data.sample.scene_parts import GROUND, heights, stars, sun


def science_fiction(canvas: Canvas, draws: Draws) -> None:
    """Paint a planet among stars, and a rocket, a saucer or a domed colony before it."""
    stars(canvas, draws, 90, 420)
    x, y, radius = draws.between(90, 294), draws.between(120, 200), draws.between(64, 104)
    canvas.circle(x, y, radius + 18, Slot.HAZE)
    canvas.circle(x, y, radius, Slot.ACCENT)
    shade = draws.between(18, 34)
    # The night side is what a second disc leaves uncovered.
    half = Canvas()
    half.circle(x, y, radius, Slot.SHADE)
    half.circle(x - shade, y - shade, radius, Slot.SKY)
    np.copyto(canvas.slots, half.slots, where=half.slots == Slot.SHADE)
    if draws.chance(50):
        ring = Canvas()
        ring.oval(x, y, radius * 17 // 10, radius * 4 // 10, Slot.LIGHT)
        ring.oval(x, y, radius * 15 // 10, radius * 3 // 10, Slot.SKY)
        ring.slots[: y - 2, x - radius : x + radius] = np.where(
            canvas.slots[: y - 2, x - radius : x + radius] >= Slot.ACCENT,
            0,
            ring.slots[: y - 2, x - radius : x + radius],
        )
        np.copyto(canvas.slots, ring.slots, where=ring.slots == Slot.LIGHT)
    canvas.circle(FINE_WIDTH - x, draws.between(50, 90), draws.between(10, 18), Slot.LIGHT)
    canvas.ground(ridge(heights(draws, 9, 350, 410)), Slot.MID)
    canvas.ground(ridge(heights(draws, 6, 396, 424)), Slot.INK)
    kind = draws.below(3)
    if kind == 0:
        left = draws.between(90, 210)
        canvas.shape(outline.FLAME, left, 356, 84, 80, Slot.ACCENT)
        canvas.shape(outline.ROCKET, left, 190, 84, 180, Slot.PAPER)
        canvas.circle(left + 42, 248, 11, Slot.INK)
        canvas.circle(left + 42, 248, 7, Slot.ACCENT)
    elif kind == 1:
        left, top = draws.between(100, 284), draws.between(230, 270)
        canvas.triangle(((left - 26, top), (left + 26, top), (left + 90, 420), (left - 90, 420)), Slot.GLOW)
        canvas.oval(left, top - 12, 34, 26, Slot.PAPER)
        canvas.oval(left, top, 76, 18, Slot.INK)
        for step in range(-2, 3):
            canvas.circle(left + 26 * step, top, 5, Slot.ACCENT)
    else:
        for _ in range(3):
            left, size = draws.between(20, 364), draws.between(30, 62)
            canvas.circle(left, 412, size, Slot.NEAR)
            canvas.circle(left, 412, size - 7, Slot.FAR)
            canvas.box(left - 3, 412 - size - 30, 6, 34, Slot.NEAR)
            canvas.circle(left, 412 - size - 32, 6, Slot.ACCENT)
            canvas.box(left - 14, 396, 28, 8, Slot.LIGHT)


def horror(canvas: Canvas, draws: Draws) -> None:
    """Paint a large moon, a bare tree, and a house or graves."""
    x, y, radius = draws.between(110, 274), draws.between(110, 180), draws.between(58, 84)
    sun(canvas, x, y, radius)
    for _ in range(3):
        canvas.circle(x + draws.between(-40, 40), y + draws.between(-40, 40), draws.between(5, 12), Slot.GLOW)
    canvas.ground(rolling(heights(draws, 5, 330, 380)), Slot.FAR)
    canvas.ground(rolling(heights(draws, 6, 376, 410)), Slot.MID)
    canvas.ground(rolling(heights(draws, 4, 402, 420)), Slot.INK)
    if draws.chance(55):
        size = draws.between(190, 240)
        left = draws.between(20, 344 - size)
        canvas.shape(outline.HAUNTED_HOUSE, left, 416 - size, size, size, Slot.INK)
        for px, py in ((14, 60), (40, 56), (40, 30), (76, 56), (14, 80), (76, 80)):
            if draws.chance(65):
                canvas.box(left + px * size // 100, 416 - size + py * size // 100, 12, 20, Slot.ACCENT)
    else:
        for _ in range(4):
            size = draws.between(34, 58)
            canvas.shape(outline.GRAVE, draws.between(10, 330), 416 - size, size * 7 // 10, size, Slot.NEAR)
        canvas.shape(outline.DETECTIVE, draws.between(120, 210), 300, 66, 116, Slot.INK)
    size = draws.between(230, 300)
    left = draws.choose((-70, -40, 384 - size + 40, 384 - size + 70))
    canvas.shape(outline.BARE_TREE, left, 424 - size, size, size, Slot.INK)
    for _ in range(draws.between(2, 6)):
        size = draws.between(22, 52)
        canvas.shape(outline.BAT, draws.between(20, 330), draws.between(30, 220), size, size * 6 // 10, Slot.INK)


def _skyline(canvas: Canvas, draws: Draws, low: int, high: int, slot: Slot, lit: int) -> None:
    x = -draws.below(20)
    while x < FINE_WIDTH:
        width, top = draws.between(34, 66), draws.between(low, high)
        canvas.box(x, top, width, GROUND + 10 - top, slot)
        if draws.chance(30):
            canvas.box(x + width // 2 - 2, top - 28, 4, 28, slot)
        if lit:
            for wx in range(x + 7, x + width - 9, 13):
                for wy in range(top + 10, GROUND - 30, 18):
                    if draws.chance(lit):
                        canvas.box(wx, wy, 7, 9, Slot.ACCENT)
        x += width + draws.below(5)


def crime(canvas: Canvas, draws: Draws) -> None:
    """Paint a city at night with lit windows, a street lamp and a figure in a hat, often in the rain."""
    sun(canvas, draws.between(60, 324), draws.between(60, 120), draws.between(24, 40))
    _skyline(canvas, draws, 130, 270, Slot.FAR, 0)
    _skyline(canvas, draws, 190, 330, Slot.MID, 26)
    canvas.box(0, 396, FINE_WIDTH, FINE_HEIGHT - 396, Slot.INK)
    side = draws.choose((1, -1))
    lamp = 192 + side * draws.between(70, 120)
    canvas.triangle(((lamp - 14, 226), (lamp + 14, 226), (lamp + 96, 404), (lamp - 96, 404)), Slot.GLOW)
    canvas.oval(lamp, 404, 96, 12, Slot.GLOW)
    canvas.shape(outline.LAMP, lamp - 34, 200, 68, 206, Slot.INK)
    canvas.circle(lamp, 218, 9, Slot.LIGHT)
    size = draws.between(150, 200)
    canvas.shape(
        outline.DETECTIVE, lamp - side * draws.between(50, 100) - size // 4, 408 - size, size // 2, size, Slot.INK
    )
    if draws.chance(60):
        xs, ys = draws.array(FINE_WIDTH + 60, 110).tolist(), draws.array(400, 110).tolist()
        for x, y in zip(xs, ys, strict=True):
            for step in range(4):
                canvas.box(x - step * 2, y + step * 6, 2, 6, Slot.HAZE)


def _dragon_flight(canvas: Canvas, draws: Draws) -> None:
    x, y, radius = draws.between(150, 234), draws.between(140, 180), draws.between(84, 110)
    sun(canvas, x, y, radius)
    size = radius * draws.between(19, 24) // 10
    points = outline.DRAGON if draws.chance(50) else mirrored(outline.DRAGON)
    canvas.shape(points, x - size // 2 + draws.between(-24, 24), y - size * 36 // 100, size, size * 72 // 100, Slot.INK)
    canvas.ground(ridge([v + 70 * (i % 2) for i, v in enumerate(heights(draws, 7, 270, 320))]), Slot.FAR)
    canvas.ground(ridge([v + 50 * (i % 2) for i, v in enumerate(heights(draws, 9, 320, 360))]), Slot.MID)
    canvas.ground(ridge(heights(draws, 7, 372, 412)), Slot.NEAR)
    size = draws.between(90, 130)
    left = draws.between(20, 250)
    canvas.shape(outline.CASTLE, left, 414 - size, size, size, Slot.INK)
    for px, py in ((9, 62), (32, 50), (51, 52), (70, 54), (51, 76)):
        canvas.box(left + px * size // 100, 414 - size + py * size // 100, 5, 9, Slot.ACCENT)


def fantasy(canvas: Canvas, draws: Draws) -> None:
    """Paint a castle before mountains under a crescent moon, and perhaps a dragon."""
    stars(canvas, draws, 50, 240)
    if draws.chance(30):
        _dragon_flight(canvas, draws)
        return
    x, y, radius = draws.between(70, 314), draws.between(70, 130), draws.between(36, 56)
    moon = Canvas()
    moon.circle(x, y, radius, Slot.LIGHT)
    moon.circle(x + radius * draws.choose((-1, 1)) // 2, y - radius // 5, radius, Slot.SKY)
    canvas.circle(x, y, radius * 3 // 2, Slot.HAZE)
    np.copyto(canvas.slots, moon.slots, where=moon.slots == Slot.LIGHT)
    canvas.ground(ridge([v + 60 * (i % 2) for i, v in enumerate(heights(draws, 9, 220, 310))]), Slot.FAR)
    canvas.ground(ridge([v + 40 * (i % 2) for i, v in enumerate(heights(draws, 7, 300, 370))]), Slot.MID)
    size = draws.between(190, 250)
    left = draws.between(30, 354 - size)
    canvas.ground(rolling([GROUND, 400, draws.between(370, 392), 404, GROUND]), Slot.NEAR)
    canvas.shape(outline.CASTLE, left, 402 - size, size, size, Slot.INK)
    for px, py in ((9, 62), (32, 50), (51, 32), (51, 52), (70, 54), (88, 68), (32, 74), (51, 76)):
        if draws.chance(70):
            canvas.box(left + px * size // 100, 402 - size + py * size // 100, 7, 13, Slot.ACCENT)
    for px, py in ((11, 30), (34, 14), (53, 0), (72, 24), (89, 40)):
        px, py = left + px * size // 100, 402 - size + py * size // 100
        canvas.box(px - 1, py - 20, 3, 24, Slot.INK)
        canvas.shape(outline.JIB, px + 2, py - 20, 20, 12, Slot.ACCENT)
    canvas.ground(rolling([GROUND, 408, 398, 410, GROUND - 4]), Slot.INK)
    if draws.chance(55):
        size = draws.between(90, 140)
        points = outline.DRAGON if draws.chance(50) else mirrored(outline.DRAGON)
        canvas.shape(points, FINE_WIDTH - x - size // 2, draws.between(60, 150), size, size * 7 // 10, Slot.INK)


def musical(canvas: Canvas, draws: Draws) -> None:
    """Paint curtains and spotlights, a dancer or a glitter ball, and piano keys below."""
    x, shift = draws.between(150, 234), draws.between(-40, 40)
    for corner, foot in ((40, 270), (344, 114)):
        foot += draws.between(-30, 30)
        canvas.triangle(((corner - 10, -10), (corner + 10, -10), (foot + 60, 400), (foot - 60, 400)), Slot.HAZE)
    canvas.triangle(((172, -10), (212, -10), (282 + shift, 400), (102 + shift, 400)), Slot.GLOW)
    canvas.oval(192 + shift, 394, 120, 22, Slot.GLOW)
    if draws.chance(40):
        radius = draws.between(50, 66)
        canvas.box(x - 2, 0, 4, 100, Slot.INK)
        canvas.circle(x, 130, radius, Slot.LIGHT)
        for row in range(130 - radius, 130 + radius, 14):
            for column in range(x - radius, x + radius, 14):
                if draws.chance(55) and (row + 7 - 130) ** 2 + (column + 7 - x) ** 2 < (radius - 9) ** 2:
                    canvas.box(column + 1, row + 1, 12, 12, draws.choose((Slot.ACCENT, Slot.FAR, Slot.SHADE)))
        stars(canvas, draws, 30, 330)
    else:
        for _ in range(draws.between(3, 6)):
            size = draws.between(36, 72)
            canvas.shape(outline.NOTE, draws.between(60, 300), draws.between(50, 220), size, size, Slot.ACCENT)
    size = draws.between(190, 230)
    points = outline.DANCER if draws.chance(50) else mirrored(outline.DANCER)
    canvas.shape(points, 192 + shift - size // 2, 396 - size, size, size, Slot.INK)
    head = 192 + shift + size * (1 if points is outline.DANCER else -1) // 50
    canvas.circle(head, 396 - size * 93 // 100, size * 7 // 100, Slot.INK)
    # Curtains: folds of two tones that swing out towards the upper corners.
    reach = draws.between(56, 78)
    for fold, slot in enumerate((Slot.SHADE, Slot.ACCENT, Slot.SHADE, Slot.ACCENT)):
        width = reach - fold * 16
        canvas.triangle(((-1, -1), (width + 44, -1), (width, 200), (width - 18, 400), (-1, 400)), slot)
        canvas.triangle(
            (
                (FINE_WIDTH, -1),
                (FINE_WIDTH - width - 44, -1),
                (FINE_WIDTH - width, 200),
                (FINE_WIDTH - width + 18, 400),
                (FINE_WIDTH, 400),
            ),
            slot,
        )
    canvas.box(0, 396, FINE_WIDTH, FINE_HEIGHT, Slot.INK)
    canvas.box(0, 400, FINE_WIDTH, 30, Slot.PAPER)
    for key in range(0, FINE_WIDTH, 24):
        canvas.box(key, 400, 2, 30, Slot.INK)
        if key // 24 % 7 not in (2, 6):
            canvas.box(key + 17, 400, 13, 18, Slot.INK)
