"""Numbers as colours of a ramp, one pixel a number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QColor, QImage


def ramp_pixels(shares: npt.NDArray[Any], ramp: Sequence[str]) -> npt.NDArray[np.uint32]:
    """Return opaque ARGB pixels, uint32 of the shape of `shares`.

    Args:
        shares: float [height, width]; 0 gets the first colour of the ramp and 1 the last, beyond is cut.
        ramp: colours from low to high.
    """
    colours = [QColor(name) for name in ramp]
    stops = np.array([(c.red(), c.green(), c.blue()) for c in colours], dtype=np.float64)
    place = np.clip(shares, 0.0, 1.0) * (len(stops) - 1)
    low = np.minimum(place.astype(np.int64), len(stops) - 2)
    part = (place - low)[..., None]
    rgb = (stops[low] * (1 - part) + stops[low + 1] * part).round().astype(np.uint32)
    return (np.uint32(255) << 24) | (rgb[..., 0] << 16) | (rgb[..., 1] << 8) | rgb[..., 2]


def pixel_image(pixels: npt.NDArray[np.uint32]) -> QImage:
    """Return an image of ARGB pixels, uint32 [height, width]."""
    height, width = pixels.shape
    return QImage(np.ascontiguousarray(pixels).tobytes(), width, height, width * 4, QImage.Format.Format_ARGB32).copy()
