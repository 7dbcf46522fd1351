"""What several scenes are composed of: a sun or a moon in its halo, stars, and a random height line."""

from __future__ import annotations

from workbench.data.sample.canvas import FINE_WIDTH, Canvas, Slot
from workbench.data.sample.draws import Draws

# The title stands below this row, on the ground.
GROUND = 424


def stars(canvas: Canvas, draws: Draws, count: int, depth: int) -> None:
    """Scatter stars over the sky down to row `depth`."""
    xs, ys, sizes = draws.array(FINE_WIDTH, count), draws.array(depth, count), draws.array(8, count)
    for x, y, size in zip(xs.tolist(), ys.tolist(), sizes.tolist(), strict=True):
        side = 4 if size == 0 else 3 if size < 3 else 2
        canvas.box(x, y, side, side, Slot.LIGHT)


def sun(canvas: Canvas, x: int, y: int, radius: int, slot: Slot = Slot.LIGHT) -> None:
    """Paint a disc of light in two rings of haze."""
    canvas.circle(x, y, radius * 2, Slot.HAZE)
    canvas.circle(x, y, radius * 3 // 2, Slot.GLOW)
    canvas.circle(x, y, radius, slot)


def heights(draws: Draws, count: int, low: int, high: int) -> list[int]:
    """Return `count` rows between `low` and `high`, for `ridge` and `rolling`."""
    return [draws.between(low, high) for _ in range(count)]
