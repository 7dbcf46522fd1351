"""Colours of posters: the genre gives the base, the mood bends it."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from workbench.data.sample.canvas import Colour, Slot, gradients, mix

# Sky above, sky at the horizon, accent, light (sun, moon, windows), ink; in the order of words.GENRES.
_BASES: tuple[tuple[Colour, Colour, Colour, Colour, Colour], ...] = (
    ((12, 16, 56), (84, 66, 158), (74, 214, 226), (232, 236, 255), (10, 10, 34)),
    ((222, 92, 118), (255, 206, 178), (206, 30, 72), (255, 240, 220), (92, 20, 52)),
    ((14, 30, 28), (96, 122, 74), (214, 226, 96), (240, 244, 190), (6, 12, 10)),
    ((224, 108, 44), (255, 216, 134), (176, 46, 28), (255, 244, 200), (84, 32, 20)),
    ((16, 24, 42), (92, 106, 130), (250, 196, 62), (255, 226, 140), (8, 10, 18)),
    ((50, 40, 122), (232, 152, 196), (255, 206, 96), (255, 246, 214), (30, 20, 66)),
    ((30, 164, 200), (255, 238, 156), (240, 78, 66), (255, 250, 224), (28, 66, 120)),
    ((18, 104, 158), (196, 234, 224), (244, 126, 60), (255, 252, 236), (8, 44, 76)),
    ((112, 188, 170), (240, 242, 192), (226, 112, 52), (255, 252, 226), (20, 70, 48)),
    ((84, 16, 86), (242, 84, 124), (255, 214, 84), (255, 244, 206), (40, 8, 46)),
)

_Bases = tuple[Colour, Colour, Colour, Colour, Colour]


def _mood(bases: _Bases, mood: int) -> _Bases:
    top, horizon, accent, light, ink = bases
    if mood == 0:  # calm: paler, towards sea green
        return (
            mix(top, (150, 206, 206), 30),
            mix(horizon, (240, 244, 228), 35),
            accent,
            light,
            mix(ink, (20, 60, 76), 25),
        )
    if mood == 1:  # tense: dark above, a red horizon
        return (
            mix(top, (16, 6, 14), 50),
            mix(horizon, (222, 48, 30), 45),
            mix(accent, (255, 90, 40), 30),
            light,
            mix(ink, (10, 2, 6), 50),
        )
    if mood == 2:  # joyful: bright and warm
        return (
            mix(top, (60, 170, 255), 22),
            mix(horizon, (255, 232, 110), 50),
            mix(accent, (255, 70, 90), 20),
            light,
            ink,
        )
    if mood == 3:  # sombre: grey and darker
        return (
            mix(_grey(top, 55), (24, 28, 36), 35),
            mix(_grey(horizon, 55), (92, 100, 112), 35),
            _grey(accent, 35),
            mix(_grey(light, 40), (200, 204, 212), 30),
            mix(ink, (14, 16, 20), 45),
        )
    # dreamy: towards violet and pink
    return (
        mix(top, (118, 70, 190), 38),
        mix(horizon, (255, 176, 226), 42),
        mix(accent, (255, 150, 230), 22),
        light,
        mix(ink, (50, 20, 84), 35),
    )


def _grey(colour: Colour, percent: int) -> Colour:
    level = (3 * colour[0] + 6 * colour[1] + colour[2]) // 10
    return mix(colour, (level, level, level), percent)


@lru_cache(maxsize=256)
def palette(genre: int, mood: int, turn: int) -> npt.NDArray[np.uint32]:
    """Return the gradients of a poster.

    Args:
        genre: index into `words.GENRES`.
        mood: index into `words.MOODS`.
        turn: 0, 1 or 2, a slight change so that films of one kind don't look alike.

    Returns:
        uint32 [n_slots, FINE_HEIGHT] for `Canvas.render`.
    """
    top, horizon, accent, light, ink = _mood(_BASES[genre], mood)
    if turn == 1:
        top, horizon = mix(top, ink, 22), mix(horizon, accent, 14)
    elif turn == 2:
        top, horizon = mix(top, horizon, 24), mix(horizon, light, 24)
    # The horizon lies at two thirds, where scenes put it; below it the sky is hidden or glows on.
    sky = (top, mix(top, horizon, 45), horizon, mix(horizon, light, 15))
    slots = {
        Slot.SKY: sky,
        Slot.HAZE: tuple(mix(colour, light, 12) for colour in sky),
        Slot.GLOW: tuple(mix(colour, light, 30) for colour in sky),
        Slot.LIGHT: (light, mix(light, horizon, 25)),
        Slot.FAR: (mix(horizon, ink, 22), mix(horizon, ink, 38)),
        Slot.MID: (mix(horizon, ink, 46), mix(horizon, ink, 66)),
        Slot.NEAR: (mix(horizon, ink, 72), mix(horizon, ink, 92)),
        Slot.INK: (mix(ink, horizon, 4), ink),
        Slot.ACCENT: (accent, mix(accent, ink, 18)),
        Slot.SHADE: (mix(accent, ink, 42), mix(accent, ink, 55)),
        Slot.PAPER: (mix(light, (255, 252, 240), 60), mix(light, (255, 252, 240), 60)),
    }
    return gradients([slots[slot] for slot in Slot])
