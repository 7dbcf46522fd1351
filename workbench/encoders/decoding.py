"""Pictures and sounds out of files that may be anything: bounded in bytes, pixels and seconds."""

from __future__ import annotations

import io
import warnings
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.encoders.contract import Unreadable

MOST_PIXELS = 50_000_000
MOST_SECONDS = 10.0
# Formats whose decoders are well tried; none of them runs programs or reads other files.
_FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF")
_LEAST_SECONDS = 0.05


def decode_picture(content: bytes, least_side: int) -> Any:
    """Return a picture (PIL, RGB), its first frame where it moves.

    Args:
        content: the bytes of a file.
        least_side: a JPEG may be decoded at a fraction of its size, but with no side under this; saves most of the
            time for a large one.

    Raises:
        Unreadable: it is no picture, is damaged, or has more than 50 million pixels.
    """
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of Pillow, about sizes that are checked below
            picture = Image.open(io.BytesIO(content), formats=_FORMATS)
            width, height = picture.size
            if width * height > MOST_PIXELS:
                raise Unreadable(f"the picture has {width:,} × {height:,} pixels; 50 million are read at most")
            picture.draft("RGB", (2 * least_side, 2 * least_side))
            return picture.convert("RGB")
    except Unreadable:
        raise
    except Exception as error:  # a damaged file may raise anything inside a decoder
        raise Unreadable(f"the picture cannot be read: {type(error).__name__}") from error


def decode_sound(content: bytes, rate: int) -> npt.NDArray[np.float32]:
    """Return float32 [n], the first ten seconds of a sound as one channel at `rate` samples a second, −1 … 1.

    Raises:
        Unreadable: it is no sound, is damaged, or shorter than a twentieth of a second.
    """
    import soundfile
    from scipy.signal import resample_poly

    try:
        with soundfile.SoundFile(io.BytesIO(content)) as file:
            found = int(file.samplerate)
            if not 1_000 <= found <= 768_000 or file.channels > 32:
                raise Unreadable(f"the sound has {found:,} samples a second in {file.channels} channels")
            samples = file.read(int(MOST_SECONDS * found), dtype="float32", always_2d=True).mean(axis=1)
    except Unreadable:
        raise
    except Exception as error:  # a damaged file may raise anything inside a decoder
        raise Unreadable(f"the sound cannot be read: {type(error).__name__}") from error
    if len(samples) < _LEAST_SECONDS * found:
        raise Unreadable("the sound is shorter than a twentieth of a second")
    if not np.isfinite(samples).all():
        raise Unreadable("the sound holds numbers that are none")
    if found != rate:
        common = int(np.gcd(found, rate))
        samples = resample_poly(samples, rate // common, found // common)
    return np.ascontiguousarray(samples, dtype=np.float32)
