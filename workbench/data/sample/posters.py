"""Posters of invented films, drawn from what the films are: scene by genre, colours by mood, emblem by sign."""

from __future__ import annotations

import io

import numpy as np
import numpy.typing as npt
from PIL import Image

from workbench.data.sample import silhouettes as outline
from workbench.data.sample.canvas import FINE_HEIGHT, FINE_WIDTH, Canvas, Slot, rolling
from workbench.data.sample.catalogue import Film, Kind
from workbench.data.sample.draws import Draws
from workbench.data.sample.lettering import letter
from workbench.data.sample.palettes import palette
from workbench.data.sample.scene_parts import GROUND
from workbench.data.sample.scenes import SCENES


def draw_poster(film: Film, name: str, seed: int) -> npt.NDArray[np.uint8]:
    """Return a film's poster, uint8 [288, 192, 3].

    Films of one series, or of one crossroads, share the scene; parts differ in the turn of their colours, finales in
    their emblem.

    Args:
        film: what to draw.
        name: the film's external id; with the seed it decides the arrangement.
        seed: the sample's seed.
    """
    family = "series" if film.kind is Kind.SERIES else "crossroads"
    shared = f"{family} {film.group}" if film.group >= 0 else name
    draws = Draws(seed, f"poster {shared}")
    canvas = Canvas()
    SCENES[film.genre](canvas, draws)
    # Whatever the scene left there, the title stands on dark ground.
    canvas.ground(rolling([GROUND + 8, GROUND, GROUND + 8]), Slot.INK)
    if film.kind is Kind.OMEN:
        _emblem(canvas, film.sign, FINE_WIDTH // 2, 150, 96)
    elif film.kind is Kind.FINALE:
        _emblem(canvas, film.sign, FINE_WIDTH - 62, 62, 46)
    letter(canvas, film.title, FINE_HEIGHT - 20)
    return canvas.render(palette(film.genre, film.mood, (draws.below(3) + film.part) % 3))


def encode_png(pixels: npt.NDArray[np.uint8]) -> bytes:
    """Return the pixels as a PNG file; its bytes may differ by zlib's version, its pixels not."""
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG", compress_level=1)
    return file.getvalue()


def _emblem(canvas: Canvas, sign: int, x: int, y: int, radius: int) -> None:
    """Paint a medal with one of `words.SIGNS` around `x, y`."""
    canvas.circle(x, y, radius, Slot.INK)
    canvas.circle(x, y, radius - radius // 14 - 2, Slot.PAPER)
    canvas.circle(x, y, radius - radius // 7 - 3, Slot.INK)
    size = radius * 13 // 10
    left, top = x - size // 2, y - size // 2
    if sign == 0:
        canvas.shape(outline.RAVEN, left, top, size, size, Slot.PAPER)
    elif sign == 1:
        canvas.shape(outline.COMET_TAIL, left, top, size, size, Slot.ACCENT)
        canvas.circle(left + size * 20 // 100, top + size * 78 // 100, size * 19 // 100, Slot.PAPER)
    elif sign == 2:
        canvas.box(x - size // 16, y, size // 8, size // 2, Slot.PAPER)
        canvas.oval(x, y - size // 8, size * 28 // 100, size * 36 // 100, Slot.PAPER)
        canvas.oval(x, y - size // 8, size * 22 // 100, size * 30 // 100, Slot.ACCENT)
        canvas.oval(x - size // 14, y - size // 5, size * 6 // 100, size * 12 // 100, Slot.PAPER)
    else:
        canvas.shape(outline.WAVE, left, top, size, size * 9 // 10, Slot.PAPER)
