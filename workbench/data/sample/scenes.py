"""The scene that each genre paints: a place, a light and a few silhouettes, arranged anew for every film."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from workbench.data.sample import silhouettes as outline
from workbench.data.sample.canvas import FINE_HEIGHT, FINE_WIDTH, Canvas, Slot, mirrored, ridge, rolling
from workbench.data.sample.draws import Draws

Scene = Callable[[Canvas, Draws], None]

# The title stands below this row, on the ground.
GROUND = 424


def _stars(canvas: Canvas, draws: Draws, count: int, depth: int) -> None:
    xs, ys, sizes = draws.array(FINE_WIDTH, count), draws.array(depth, count), draws.array(8, count)
    for x, y, size in zip(xs.tolist(), ys.tolist(), sizes.tolist(), strict=True):
        side = 4 if size == 0 else 3 if size < 3 else 2
        canvas.box(x, y, side, side, Slot.LIGHT)


def _sun(canvas: Canvas, x: int, y: int, radius: int, slot: Slot = Slot.LIGHT) -> None:
    canvas.circle(x, y, radius * 2, Slot.HAZE)
    canvas.circle(x, y, radius * 3 // 2, Slot.GLOW)
    canvas.circle(x, y, radius, slot)


def _heights(draws: Draws, count: int, low: int, high: int) -> list[int]:
    return [draws.between(low, high) for _ in range(count)]


def science_fiction(canvas: Canvas, draws: Draws) -> None:
    """Paint a planet among stars, and a rocket, a saucer or a domed colony before it."""
    _stars(canvas, draws, 90, 420)
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
    canvas.ground(ridge(_heights(draws, 9, 350, 410)), Slot.MID)
    canvas.ground(ridge(_heights(draws, 6, 396, 424)), Slot.INK)
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


def romance(canvas: Canvas, draws: Draws) -> None:
    """Paint a low sun and a great heart, and two people, a rose or balloons."""
    _sun(canvas, draws.between(120, 264), draws.between(250, 320), draws.between(60, 84))
    kind = draws.below(3)
    if kind == 0:
        size = draws.between(170, 230)
        canvas.shape(outline.HEART, 192 - size // 2, draws.between(50, 90), size, size * 9 // 10, Slot.ACCENT)
    for _ in range(draws.between(5, 9)):
        size = draws.between(14, 36)
        canvas.shape(outline.HEART, draws.between(10, 350), draws.between(20, 260), size, size, Slot.ACCENT)
    canvas.ground(rolling(_heights(draws, 5, 346, 390)), Slot.FAR)
    canvas.ground(rolling(_heights(draws, 4, 376, 408)), Slot.MID)
    canvas.ground(rolling([GROUND, 404, 400, 408, GROUND]), Slot.INK)
    if kind == 2:
        for _ in range(3):
            left = draws.between(40, 300)
            top = draws.between(150, 230)
            canvas.shape(outline.ROSE, left, top, 90, 410 - top, Slot.SHADE)
            canvas.oval(left + 45, top + (410 - top) * 28 // 100, 34, (410 - top) * 22 // 100, Slot.ACCENT)
    else:
        size = draws.between(150, 190)
        points = outline.COUPLE if draws.chance(50) else mirrored(outline.COUPLE)
        canvas.shape(points, 192 - size // 2 + draws.between(-50, 50), 412 - size, size, size, Slot.INK)


def horror(canvas: Canvas, draws: Draws) -> None:
    """Paint a large moon, a bare tree, and a house or graves."""
    x, y, radius = draws.between(110, 274), draws.between(110, 180), draws.between(58, 84)
    _sun(canvas, x, y, radius)
    for _ in range(3):
        canvas.circle(x + draws.between(-40, 40), y + draws.between(-40, 40), draws.between(5, 12), Slot.GLOW)
    canvas.ground(rolling(_heights(draws, 5, 330, 380)), Slot.FAR)
    canvas.ground(rolling(_heights(draws, 6, 376, 410)), Slot.MID)
    canvas.ground(rolling(_heights(draws, 4, 402, 420)), Slot.INK)
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


def western(canvas: Canvas, draws: Draws) -> None:
    """Paint a huge low sun over mesas, a rider or cacti."""
    _sun(canvas, draws.between(110, 274), draws.between(220, 290), draws.between(80, 112))
    for _ in range(draws.between(2, 3)):
        width = draws.between(110, 210)
        height = draws.between(110, 210)
        canvas.shape(outline.MESA, draws.between(-60, 300), 392 - height, width, height, Slot.FAR)
    width = draws.between(120, 170)
    canvas.shape(outline.MESA, draws.choose((-50, 270)), 250, width, 150, Slot.ACCENT)
    canvas.ground(rolling(_heights(draws, 4, 372, 396)), Slot.MID)
    canvas.ground(rolling(_heights(draws, 5, 400, 420)), Slot.INK)
    if draws.chance(60):
        size = draws.between(140, 180)
        points = outline.HORSE_RIDER if draws.chance(50) else mirrored(outline.HORSE_RIDER)
        canvas.shape(points, draws.between(60, 180), 414 - size, size, size, Slot.INK)
    for _ in range(draws.between(1, 3)):
        size = draws.between(70, 170)
        canvas.shape(outline.CACTUS, draws.choose((0, 20, 270, 310)), 420 - size, size * 6 // 10, size, Slot.NEAR)


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
    _sun(canvas, draws.between(60, 324), draws.between(60, 120), draws.between(24, 40))
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


def fantasy(canvas: Canvas, draws: Draws) -> None:
    """Paint a castle before mountains under a crescent moon, and perhaps a dragon."""
    _stars(canvas, draws, 50, 240)
    x, y, radius = draws.between(70, 314), draws.between(70, 130), draws.between(36, 56)
    moon = Canvas()
    moon.circle(x, y, radius, Slot.LIGHT)
    moon.circle(x + radius * draws.choose((-1, 1)) // 2, y - radius // 5, radius, Slot.SKY)
    canvas.circle(x, y, radius * 3 // 2, Slot.HAZE)
    np.copyto(canvas.slots, moon.slots, where=moon.slots == Slot.LIGHT)
    canvas.ground(ridge([v + 60 * (i % 2) for i, v in enumerate(_heights(draws, 9, 220, 310))]), Slot.FAR)
    canvas.ground(ridge([v + 40 * (i % 2) for i, v in enumerate(_heights(draws, 7, 300, 370))]), Slot.MID)
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
        canvas.shape(points, FINE_WIDTH - x - size // 2, draws.between(60, 150), size, size * 7 // 10, Slot.SHADE)


def _rays(canvas: Canvas, x: int, y: int, slot: Slot) -> None:
    # Sixteen directions as whole numbers, every second gap filled.
    half = [(100, 0), (92, 38), (71, 71), (38, 92), (0, 100), (-38, 92), (-71, 71), (-92, 38)]
    ring = [*half, *((-a, -b) for a, b in half)]
    for first in range(0, 16, 2):
        (ax, ay), (bx, by) = ring[first], ring[first + 1]
        canvas.triangle(((x, y), (x + 8 * ax, y + 8 * ay), (x + 8 * bx, y + 8 * by)), slot)


def comedy(canvas: Canvas, draws: Draws) -> None:
    """Paint bright rays, and a face with hat and moustache, balloons or a parrot."""
    x = draws.between(170, 214)
    _rays(canvas, x, draws.between(200, 250), Slot.GLOW)
    kind = draws.below(3)
    if kind == 0:
        y = draws.between(220, 240)
        canvas.circle(x, y, 96, Slot.PAPER)
        canvas.shape(outline.BOWLER, x - 112, y - 158, 224, 112, Slot.INK)
        canvas.box(x - 78, y - 78, 156, 14, Slot.ACCENT)
        for side in (-1, 1):
            canvas.circle(x + side * 38, y - 8, 30, Slot.INK)
            canvas.circle(x + side * 38, y - 8, 23, Slot.PAPER)
            canvas.circle(x + side * 38 + draws.between(-8, 8), y - 6, 8, Slot.INK)
        canvas.oval(x, y + 20, 14, 18, Slot.ACCENT)
        canvas.shape(outline.MOUSTACHE, x - 72, y + 30, 144, 50, Slot.INK)
    elif kind == 1:
        for slot in (Slot.ACCENT, Slot.PAPER, Slot.SHADE, Slot.ACCENT, Slot.MID):
            bx, by, size = draws.between(70, 314), draws.between(80, 230), draws.between(34, 52)
            canvas.triangle(((bx - 1, by), (bx + 2, by), (x + 2, 400), (x - 1, 400)), Slot.INK)
            canvas.oval(bx, by, size, size * 12 // 10, slot)
            canvas.oval(bx - size // 3, by - size // 2, size // 5, size // 4, Slot.LIGHT)
        canvas.shape(outline.BOWLER, x - 40, 372, 80, 44, Slot.INK)
    else:
        canvas.circle(x, 230, 120, Slot.LIGHT)
        canvas.shape(
            outline.PARROT if draws.chance(50) else mirrored(outline.PARROT), x - 140, 80, 280, 320, Slot.ACCENT
        )
        canvas.circle(x - 6, 128, 13, Slot.PAPER)
        canvas.circle(x - 6, 128, 6, Slot.INK)
        canvas.box(x - 160, 330, 320, 12, Slot.INK)
        canvas.shape(outline.BOWLER, x - 62, 50, 110, 54, Slot.INK)
    canvas.ground(rolling(_heights(draws, 5, 396, 416)), Slot.INK)
    # Bunting along the upper edge.
    for place in range(0, FINE_WIDTH, 48):
        slot = (Slot.ACCENT, Slot.PAPER, Slot.MID)[place // 48 % 3]
        canvas.triangle(((place + 4, 0), (place + 44, 0), (place + 24, 44)), slot)


def adventure(canvas: Canvas, draws: Draws) -> None:
    """Paint a ship on the sea, or a balloon over peaks."""
    _sun(canvas, draws.between(60, 324), draws.between(90, 170), draws.between(36, 54))
    if draws.chance(60):
        for _ in range(3):
            canvas.oval(
                draws.between(0, 384), draws.between(50, 200), draws.between(40, 76), draws.between(9, 16), Slot.GLOW
            )
        canvas.ground(ridge(_heights(draws, 7, 320, 348)), Slot.FAR)
        size = draws.between(210, 260)
        left = draws.between(40, 344 - size)
        top = 396 - size
        canvas.box(left + size * 50 // 100, top, 6, size * 84 // 100, Slot.INK)
        canvas.shape(outline.SAIL, left + size * 8 // 100, top + 8, size * 40 // 100, size * 64 // 100, Slot.PAPER)
        canvas.shape(outline.JIB, left + size * 55 // 100, top + 22, size * 38 // 100, size * 56 // 100, Slot.PAPER)
        canvas.shape(outline.JIB, left + size * 52 // 100, top - 8, 40, 20, Slot.ACCENT)
        canvas.box(left + size * 12 // 100, top + size * 40 // 100, size * 34 // 100, 8, Slot.ACCENT)
        canvas.shape(outline.SHIP_HULL, left, top + size * 74 // 100, size, size * 26 // 100, Slot.INK)
        for row, slot in ((356, Slot.MID), (382, Slot.NEAR), (404, Slot.INK)):
            waves = [row + 12 * (step % 2) for step in range(draws.between(9, 13))]
            if row > 356:
                canvas.ground(rolling(waves), slot)
            else:
                canvas.box(0, 366, left, 40, slot)
                canvas.box(left + size, 366, FINE_WIDTH, 40, slot)
    else:
        peaks = [v + 110 * (i % 2) for i, v in enumerate(_heights(draws, 7, 170, 250))]
        canvas.ground(ridge(peaks) - 26, Slot.PAPER)
        jag = draws.array(22, FINE_WIDTH // 12 + 1).repeat(12)[:FINE_WIDTH]
        canvas.ground(ridge(peaks, jag), Slot.FAR)
        canvas.ground(ridge([v + 50 * (i % 2) for i, v in enumerate(_heights(draws, 9, 300, 350))]), Slot.MID)
        canvas.ground(ridge(_heights(draws, 8, 370, 410)), Slot.NEAR)
        x, y, size = draws.between(110, 274), draws.between(130, 190), draws.between(60, 80)
        canvas.triangle(
            (
                (x - size + 14, y + 34),
                (x + size - 14, y + 34),
                (x + 14, y + size * 19 // 10),
                (x - 14, y + size * 19 // 10),
            ),
            Slot.INK,
        )
        canvas.oval(x, y, size, size * 11 // 10, Slot.ACCENT)
        canvas.oval(x, y, size * 6 // 10, size * 11 // 10, Slot.PAPER)
        canvas.oval(x, y, size * 3 // 10, size * 11 // 10, Slot.ACCENT)
        canvas.shape(outline.BASKET, x - 20, y + size * 18 // 10, 40, 30, Slot.INK)
        canvas.ground(rolling([GROUND, 412, 404, 414, GROUND]), Slot.INK)
    for _ in range(draws.between(2, 5)):
        size = draws.between(18, 34)
        canvas.shape(outline.GULL, draws.between(20, 340), draws.between(40, 200), size, size // 2, Slot.INK)


def nature(canvas: Canvas, draws: Draws) -> None:
    """Paint layers of hills with pines, birds, and a deer or a heron at the water."""
    _sun(canvas, draws.between(70, 314), draws.between(150, 230), draws.between(40, 62))
    canvas.ground(rolling(_heights(draws, 4, 230, 300)), Slot.HAZE)
    canvas.ground(rolling(_heights(draws, 5, 276, 336)), Slot.FAR)
    line = rolling(_heights(draws, 5, 330, 370))
    for _ in range(draws.between(10, 18)):
        x, size = draws.between(-20, 380), draws.between(40, 84)
        foot = int(line[min(max(x + size // 4, 0), FINE_WIDTH - 1)])
        canvas.shape(outline.PINE, x, foot - size + 10, size // 2, size, Slot.MID)
    canvas.ground(line, Slot.MID)
    kind = draws.below(3)
    if kind == 0:
        canvas.box(0, 392, FINE_WIDTH, 40, Slot.GLOW)
        for _ in range(12):
            canvas.box(draws.between(-20, 360), draws.between(394, 420), draws.between(24, 80), 3, Slot.HAZE)
        size = draws.between(150, 190)
        points = outline.HERON if draws.chance(50) else mirrored(outline.HERON)
        canvas.shape(points, draws.between(60, 200), 414 - size, size * 8 // 10, size, Slot.INK)
        canvas.ground(rolling([412, 422, 426, 420, 408]), Slot.INK)
    else:
        canvas.ground(rolling(_heights(draws, 4, 392, 412)), Slot.INK)
        if kind == 1:
            size = draws.between(130, 170)
            points = outline.DEER if draws.chance(50) else mirrored(outline.DEER)
            canvas.shape(points, draws.between(80, 190), 408 - size, size, size, Slot.INK)
        for _ in range(draws.between(2, 4)):
            size = draws.between(150, 260)
            canvas.shape(
                outline.PINE, draws.choose((-50, -20, 20, 270, 310, 340)), 424 - size, size // 2, size, Slot.INK
            )
    for _ in range(draws.between(3, 8)):
        size = draws.between(16, 30)
        canvas.shape(outline.GULL, draws.between(20, 350), draws.between(30, 150), size, size // 2, Slot.NEAR)


def musical(canvas: Canvas, draws: Draws) -> None:
    """Paint curtains and spotlights, a dancer or a glitter ball, and piano keys below."""
    x = draws.between(150, 234)
    for foot in (draws.between(60, 150), draws.between(230, 330)):
        canvas.triangle(
            (
                (x - 8 if foot > 192 else x - 60, -20),
                (x + 60 if foot > 192 else x + 8, -20),
                (foot + 70, 400),
                (foot - 70, 400),
            ),
            Slot.GLOW,
        )
    canvas.oval(192, 394, 170, 22, Slot.GLOW)
    if draws.chance(40):
        radius = draws.between(50, 66)
        canvas.box(x - 2, 0, 4, 100, Slot.INK)
        canvas.circle(x, 130, radius, Slot.LIGHT)
        for row in range(130 - radius, 130 + radius, 14):
            for column in range(x - radius, x + radius, 14):
                if draws.chance(55) and (row + 7 - 130) ** 2 + (column + 7 - x) ** 2 < (radius - 9) ** 2:
                    canvas.box(column + 1, row + 1, 12, 12, draws.choose((Slot.ACCENT, Slot.FAR, Slot.SHADE)))
        _stars(canvas, draws, 30, 330)
    else:
        for _ in range(draws.between(3, 6)):
            size = draws.between(36, 72)
            canvas.shape(outline.NOTE, draws.between(60, 300), draws.between(50, 220), size, size, Slot.ACCENT)
    size = draws.between(190, 230)
    points = outline.DANCER if draws.chance(50) else mirrored(outline.DANCER)
    canvas.shape(points, 192 - size // 2 + draws.between(-40, 40), 396 - size, size, size, Slot.INK)
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


# In the order of words.GENRES.
SCENES: tuple[Scene, ...] = (
    science_fiction, romance, horror, western, crime, fantasy, comedy, adventure, nature, musical,
)  # fmt: skip
