"""Writing the sample: story, posters and clips, with progress and cancellation between any two films."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

from workbench.data.dataset import Dataset
from workbench.data.sample.catalogue import Film
from workbench.data.sample.posters import draw_poster, encode_png
from workbench.data.sample.sounds import encode_wav, play_clip
from workbench.data.sample.story import make_story
from workbench.jobs import Progress


def generate(folder: Path, *, seed: int = 7, progress: Progress) -> Dataset:
    """Generate the built-in sample of invented films.

    Rows, pixels and audio samples follow from the seed alone, on every platform: all arithmetic is on whole numbers.
    What structure lies in the interactions is told by `truth.py`; `truth(seed)` gives it in codes and rows.

    Args:
        folder: existing folder; `image.zip` (1,000 PNG, 192 × 288) and `audio.zip` (1,000 WAV, 2 s, 8 kHz) are written
            into it, stored without compression. Nothing is left there where the work was cancelled.
        seed: not negative.
        progress: takes fractions 0 to 1 and is checked at least every 100 ms.

    Returns:
        1,000 items with title, categories, year, text, mood, image and audio; 800 users with attributes; about 61,000
        interactions with ratings 1 to 5 and times.

    Raises:
        Cancelled: the person cancelled.
    """
    progress.span(0.0, 0.1)
    story = make_story(seed, progress)
    names = story.names
    progress.span(0.1, 0.75)
    images = folder / "image.zip"
    _write_archive(
        images, story.films, names, lambda film, name: encode_png(draw_poster(film, name, seed)),
        suffix=".png", message="drawing posters", progress=progress,
    )  # fmt: skip
    progress.span(0.75, 1.0)
    sounds = folder / "audio.zip"
    try:
        _write_archive(
            sounds, story.films, names, lambda film, name: encode_wav(play_clip(film, name, seed)),
            suffix=".wav", message="playing clips", progress=progress,
        )  # fmt: skip
        dataset = story.dataset({"image": str(images), "audio": str(sounds)})
        progress.report(1.0, "sample ready")
    except BaseException:
        images.unlink(missing_ok=True)
        sounds.unlink(missing_ok=True)
        raise
    return dataset


def _write_archive(
    path: Path,
    films: tuple[Film, ...],
    names: list[str],
    make: Callable[[Film, str], bytes],
    *,
    suffix: str,
    message: str,
    progress: Progress,
) -> None:
    """Write one entry a film under a temporary name, then rename: an archive is whole or it is not there."""
    unfinished = path.with_suffix(".zip.part")
    try:
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_STORED) as archive:
            for number, (film, name) in enumerate(zip(films, names, strict=True)):
                progress.report(number / len(films), message)
                # ZipInfo's default date is fixed, so that equal entries make equal archives.
                archive.writestr(zipfile.ZipInfo(name + suffix), make(film, name))
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
