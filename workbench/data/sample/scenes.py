"""The scene that each genre paints: a place, a light and a few silhouettes, arranged anew for every film."""

from __future__ import annotations

from collections.abc import Callable

from workbench.data.sample.canvas import Canvas
from workbench.data.sample.day_scenes import adventure, comedy, nature, romance, western
from workbench.data.sample.draws import Draws
from workbench.data.sample.night_scenes import crime, fantasy, horror, musical, science_fiction

# In the order of words.GENRES.
SCENES: tuple[Callable[[Canvas, Draws], None], ...] = (
    science_fiction, romance, horror, western, crime, fantasy, comedy, adventure, nature, musical,
)  # fmt: skip
