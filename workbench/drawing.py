"""How figures that are written to files look: the light scheme's colours and fonts, without a screen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import matplotlib as mpl
from matplotlib import font_manager

from workbench.resources_folder import resource

SERIES = ("#3457d5", "#d97f06", "#0f9d8a", "#b0429d", "#6c7683", "#c2362b", "#2b8cbe", "#7a8b00")
HEAT = ("#f7f8fd", "#d9dff7", "#a9baf0", "#6d88e6", "#3457d5", "#233c9b", "#14215f")
TEXT, SECONDARY, LINE, BAD = "#1b2026", "#5f6a78", "#e3e6ea", "#b3261e"
_FONTS = ("Inter", "Noto Sans CJK SC", "Noto Sans CJK JP", "Microsoft YaHei", "PingFang SC", "DejaVu Sans")


@cache
def _fonts() -> list[str]:
    """Return the fonts of the list above that this machine has, the interface's own first."""
    for file in sorted(resource("fonts").glob("*.otf")):
        font_manager.fontManager.addfont(str(file))
    known = set(font_manager.get_font_names())
    return [name for name in _FONTS if name in known]


@contextmanager
def drawing_style() -> Iterator[None]:
    """Use the application's fonts and text colours for the figures drawn inside the block."""
    with mpl.rc_context(
        {
            "font.family": _fonts(),
            "font.size": 9,
            "text.color": TEXT,
            "axes.labelcolor": SECONDARY,
            "svg.fonttype": "none",
            "svg.hashsalt": "workbench",  # equal figures give equal files
        }
    ):
        yield
