"""Scenes by daylight: romance, western, comedy, adventure and nature."""

from __future__ import annotations

from workbench.data.sample import silhouettes as outline
from workbench.data.sample.canvas import FINE_WIDTH, Canvas, Slot, mirrored, ridge, rolling
from workbench.data.sample.draws import Draws
from workbench.data.sample.scene_parts import GROUND, heights, sun


def _heart(canvas: Canvas, x: int, y: int, size: int, slot: Slot) -> None:
    """Paint a heart whose upper edge is at `y`, centred on `x`: two discs and what hangs from them."""
    radius = size * 27 // 100
    for side in (-1, 1):
        canvas.circle(x + side * size * 23 // 100, y + radius, radius, slot)
    reach, shoulder = size * 44 // 100, y + radius + size * 17 // 100
    canvas.triangle(((x, y + size * 12 // 100), (x + reach, shoulder), (x, y + size), (x - reach, shoulder)), slot)


def romance(canvas: Canvas, draws: Draws) -> None:
    """Paint a low sun and a great heart, and two people, a rose or balloons."""
    sun(canvas, draws.between(120, 264), draws.between(250, 320), draws.between(60, 84))
    kind = draws.below(3)
    if kind == 0:
        size = draws.between(170, 230)
        _heart(canvas, 192, draws.between(40, 80), size, Slot.ACCENT)
    for _ in range(draws.between(5, 9)):
        size = draws.between(14, 36)
        _heart(canvas, draws.between(20, 364), draws.between(20, 260), size, Slot.ACCENT)
    canvas.ground(rolling(heights(draws, 5, 346, 390)), Slot.FAR)
    canvas.ground(rolling(heights(draws, 4, 376, 408)), Slot.MID)
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


def western(canvas: Canvas, draws: Draws) -> None:
    """Paint a huge low sun over mesas, a rider or cacti."""
    sun(canvas, draws.between(110, 274), draws.between(220, 290), draws.between(80, 112))
    for _ in range(draws.between(2, 3)):
        width = draws.between(110, 210)
        height = draws.between(110, 210)
        canvas.shape(outline.MESA, draws.between(-60, 300), 392 - height, width, height, Slot.FAR)
    width = draws.between(120, 170)
    canvas.shape(outline.MESA, draws.choose((-50, 270)), 250, width, 150, Slot.ACCENT)
    canvas.ground(rolling(heights(draws, 4, 372, 396)), Slot.MID)
    canvas.ground(rolling(heights(draws, 5, 400, 420)), Slot.INK)
    if draws.chance(60):
        size = draws.between(140, 180)
        points = outline.HORSE_RIDER if draws.chance(50) else mirrored(outline.HORSE_RIDER)
        canvas.shape(points, draws.between(60, 180), 414 - size, size, size, Slot.INK)
    for _ in range(draws.between(1, 3)):
        size = draws.between(70, 170)
        canvas.shape(outline.CACTUS, draws.choose((0, 20, 270, 310)), 420 - size, size * 6 // 10, size, Slot.NEAR)


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
    canvas.ground(rolling(heights(draws, 5, 396, 416)), Slot.INK)
    # Bunting along the upper edge.
    for place in range(0, FINE_WIDTH, 48):
        slot = (Slot.ACCENT, Slot.PAPER, Slot.MID)[place // 48 % 3]
        canvas.triangle(((place + 4, 0), (place + 44, 0), (place + 24, 44)), slot)


def adventure(canvas: Canvas, draws: Draws) -> None:
    """Paint a ship on the sea, or a balloon over peaks."""
    x, y, radius = draws.between(60, 324), draws.between(90, 170), draws.between(36, 54)
    if draws.chance(60):
        for _ in range(3):
            canvas.oval(
                draws.between(0, 384), draws.between(50, 200), draws.between(40, 76), draws.between(9, 16), Slot.GLOW
            )
        sun(canvas, x, y, radius)
        canvas.ground(ridge(heights(draws, 7, 320, 348)), Slot.FAR)
        canvas.ground(rolling([358 + 8 * (step % 2) for step in range(12)]), Slot.MID)
        size = draws.between(210, 260)
        left = draws.between(40, 344 - size)
        top = 396 - size
        canvas.box(left + size * 50 // 100, top, 6, size * 84 // 100, Slot.INK)
        canvas.shape(outline.SAIL, left + size * 8 // 100, top + 8, size * 40 // 100, size * 64 // 100, Slot.PAPER)
        canvas.shape(outline.JIB, left + size * 55 // 100, top + 22, size * 38 // 100, size * 56 // 100, Slot.PAPER)
        canvas.shape(outline.JIB, left + size * 52 // 100, top - 8, 40, 20, Slot.ACCENT)
        canvas.box(left + size * 12 // 100, top + size * 40 // 100, size * 34 // 100, 8, Slot.ACCENT)
        canvas.shape(outline.SHIP_HULL, left, top + size * 74 // 100, size, size * 26 // 100, Slot.INK)
        for row, slot in ((382, Slot.NEAR), (404, Slot.INK)):
            canvas.ground(rolling([row + 12 * (step % 2) for step in range(draws.between(9, 13))]), slot)
    else:
        sun(canvas, x, y, radius)
        peaks = [v + 110 * (i % 2) for i, v in enumerate(heights(draws, 7, 170, 250))]
        canvas.ground(ridge(peaks) - 26, Slot.PAPER)
        jag = draws.array(22, FINE_WIDTH // 12 + 1).repeat(12)[:FINE_WIDTH]
        canvas.ground(ridge(peaks, jag), Slot.FAR)
        canvas.ground(ridge([v + 50 * (i % 2) for i, v in enumerate(heights(draws, 9, 300, 350))]), Slot.MID)
        canvas.ground(ridge(heights(draws, 8, 370, 410)), Slot.NEAR)
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
    sun(canvas, draws.between(70, 314), draws.between(150, 230), draws.between(40, 62))
    canvas.ground(rolling(heights(draws, 4, 230, 300)), Slot.HAZE)
    canvas.ground(rolling(heights(draws, 5, 276, 336)), Slot.FAR)
    line = rolling(heights(draws, 5, 330, 370))
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
        canvas.ground(rolling(heights(draws, 4, 392, 412)), Slot.INK)
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
