"""Posters and clips of the sample: whole, the same everywhere, and telling of genre."""

from __future__ import annotations

import hashlib
import io
import wave
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from workbench.data.sample import generate
from workbench.data.sample.story import make_story
from workbench.errors import Cancelled
from workbench.jobs import Progress

# Of seed 7. They change only where the sample is changed on purpose; a platform that gives others is a defect.
ROWS = "db5d4553fdc22790855b53703d2c46b7184ebc510bc1ff850ae0bd574850ce1c"
PIXELS = {
    "F0001.png": "61b69d63df555e65",
    "F0123.png": "d8f164e3ed2565c3",
    "F0250.png": "c636f660d9b705c9",
    "F0377.png": "d1ca12d1ae3bd643",
    "F0500.png": "b0f00e4584ec7c1e",
    "F0642.png": "4d228fa8014833c0",
    "F0801.png": "aa19afc43d4fe614",
    "F1000.png": "e10499b13f36bc9f",
}
CLIPS = {
    "F0001.wav": "55fe2324a78e8df6",
    "F0123.wav": "45581c76785b5255",
    "F0250.wav": "8954a8c45af3c5fb",
    "F0377.wav": "bbff1d2e71c79162",
    "F0500.wav": "aaa8eceb09a6ad38",
    "F0642.wav": "18e89be130e24900",
    "F0801.wav": "80056b9667f190c8",
    "F1000.wav": "ff3147bdd195b062",
}


def _pixels(archive: zipfile.ZipFile, name: str) -> np.ndarray:
    with Image.open(io.BytesIO(archive.read(name))) as image:
        return np.asarray(image.convert("RGB"))


def _clip(archive: zipfile.ZipFile, name: str) -> np.ndarray:
    with wave.open(io.BytesIO(archive.read(name))) as reader:
        assert (reader.getnchannels(), reader.getsampwidth(), reader.getframerate()) == (1, 2, 8_000)
        return np.frombuffer(reader.readframes(reader.getnframes()), "<i2")


def _genres(sample) -> np.ndarray:
    names = list(sample.truth.genre_names)
    return np.array([names.index(row[0]) for row in sample.dataset.item_table.columns["categories"].to_pylist()])


def _accuracy_of_nearest_centroid(features: np.ndarray, labels: np.ndarray) -> float:
    """Learn a centroid a class on even rows, judge on odd rows."""
    features = (features - features.mean(axis=0)) / (features.std(axis=0) + 1e-9)
    centroids = np.stack([features[::2][labels[::2] == label].mean(axis=0) for label in range(labels.max() + 1)])
    distances = ((features[1::2, None, :] - centroids[None]) ** 2).sum(axis=2)
    return float((distances.argmin(axis=1) == labels[1::2]).mean())


def _accuracy_within_genres(features: np.ndarray, sample) -> float:
    """Tell the mood of films whose genre is known."""
    moods = np.unique(sample.dataset.item_table.columns["mood"].to_pylist(), return_inverse=True)[1]
    genres = _genres(sample)
    right = [_accuracy_of_nearest_centroid(features[genres == g], moods[genres == g]) for g in range(10)]
    return float(np.mean(right))


def test_rows_are_those_of_every_platform(sample):
    assert sample.dataset.fingerprint == ROWS


def test_pixels_are_those_of_every_platform(sample):
    with zipfile.ZipFile(sample.dataset.media["image"]) as archive:
        found = {name: hashlib.sha256(_pixels(archive, name).tobytes()).hexdigest()[:16] for name in PIXELS}
    assert found == PIXELS


def test_clips_are_those_of_every_platform(sample):
    with zipfile.ZipFile(sample.dataset.media["audio"]) as archive:
        found = {name: hashlib.sha256(_clip(archive, name).tobytes()).hexdigest()[:16] for name in CLIPS}
    assert found == CLIPS


def test_another_seed_makes_another_sample_and_the_same_seed_the_same():
    first, again, other = (make_story(seed, Progress()).dataset({}).fingerprint for seed in (3, 3, 4))
    assert first == again
    assert first != other


def test_every_film_has_a_poster_and_a_clip_stored_without_compression(sample):
    columns = sample.dataset.item_table.columns
    for kind in ("image", "audio"):
        path = Path(sample.dataset.media[kind])
        assert path == sample.folder / f"{kind}.zip"
        with zipfile.ZipFile(path) as archive:
            assert archive.namelist() == columns[kind].to_pylist()
            assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}
            assert archive.testzip() is None
    assert sorted(path.name for path in sample.folder.iterdir()) == ["audio.zip", "image.zip"]


def test_posters_differ_and_tell_the_genre(sample):
    with zipfile.ZipFile(sample.dataset.media["image"]) as archive:
        posters = [_pixels(archive, name) for name in archive.namelist()]
    assert {poster.shape for poster in posters} == {(288, 192, 3)}
    assert len({poster.tobytes() for poster in posters}) == 1_000
    small = np.stack([poster[:216].reshape(18, 12, 16, 12, 3).mean(axis=(1, 3)).ravel() for poster in posters])
    assert _accuracy_of_nearest_centroid(small, _genres(sample)) > 0.7  # chance is 0.1


def test_posters_of_one_genre_tell_the_mood(sample):
    with zipfile.ZipFile(sample.dataset.media["image"]) as archive:
        colours = np.stack([_pixels(archive, name)[:216].reshape(6, 36, -1, 3).mean(axis=(1, 2)).ravel()
                            for name in archive.namelist()])  # fmt: skip
    assert _accuracy_within_genres(colours, sample) > 0.6  # chance is 0.2


def test_clips_differ_fill_two_seconds_and_tell_the_genre(sample):
    with zipfile.ZipFile(sample.dataset.media["audio"]) as archive:
        clips = np.stack([_clip(archive, name) for name in archive.namelist()]).astype(np.float64)
    assert clips.shape == (1_000, 16_000)
    assert len({clip.tobytes() for clip in clips}) == 1_000
    assert (np.abs(clips).max(axis=1) > 15_000).all()
    assert (np.abs(clips).max(axis=1) < 32_767).all()
    spectrum = (
        np.abs(np.fft.rfft(clips.reshape(1_000, 16, 1_000), axis=2))[:, :, :500].reshape(1_000, 16, 25, 20).mean(axis=3)
    )
    loudness = np.log1p(spectrum)
    features = np.concatenate((loudness.mean(axis=1), loudness.std(axis=1)), axis=1)
    assert _accuracy_of_nearest_centroid(features, _genres(sample)) > 0.7  # chance is 0.1
    assert _accuracy_within_genres(features, sample) > 0.45  # for moods chance is 0.2


class _Watched(Progress):
    """Counts checks and cancels at the n-th."""

    def __init__(self, cancel_at: int) -> None:
        super().__init__()
        self.checks, self.cancel_at = 0, cancel_at

    def check(self) -> None:
        self.checks += 1
        if self.checks == self.cancel_at:
            self.cancel()
        super().check()


@pytest.mark.parametrize("cancel_at", [1, 40, 120, 1_150])
def test_cancelling_leaves_nothing_behind(tmp_path, cancel_at):
    progress = _Watched(cancel_at)
    with pytest.raises(Cancelled):
        generate(tmp_path, progress=progress)
    assert list(tmp_path.iterdir()) == []
    assert progress.checks == cancel_at


def test_progress_reaches_the_end_and_never_goes_back(tmp_path, monkeypatch):
    fractions = []

    class Recorder(Progress):
        def check(self) -> None:
            fractions.append(self.snapshot().fraction)

    monkeypatch.setattr("workbench.data.sample.generation.draw_poster", lambda *_: np.zeros((2, 2, 3), np.uint8))
    monkeypatch.setattr("workbench.data.sample.generation.play_clip", lambda *_: np.zeros(2, np.int16))
    generate(tmp_path, progress=Recorder())
    known = [fraction for fraction in fractions if fraction is not None]
    assert known == sorted(known)
    assert known[-1] == 1.0
    assert len(known) > 2_000
