"""Two seconds of sound for each invented film: instruments by genre, scale and pace by mood, in whole numbers only."""

from __future__ import annotations

import io
import wave
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.data.sample.catalogue import Film
from workbench.data.sample.draws import Draws

RATE = 8_000
LENGTH = 2 * RATE

Samples = npt.NDArray[np.int64]

_TABLE_BITS = 11
_TABLE = 1 << _TABLE_BITS
_PEAK = 26_000

# The twelve tones from middle C upwards, in hundredths of a hertz; octaves are doublings.
_CENTIHERTZ = (26_163, 27_718, 29_366, 31_113, 32_963, 34_923, 36_999, 39_200, 41_530, 44_000, 46_616, 49_388)


def _sine_table() -> Samples:
    # Bhaskara's rational approximation, 16 t (n − t) / (5 n² − 4 t (n − t)), good to 0.2 %, needs no library's sine.
    half = _TABLE // 2
    t = np.arange(half, dtype=np.int64)
    arch = (4_096 * 16 * t * (half - t)) // (5 * half * half - 4 * t * (half - t))
    return np.concatenate((arch, -arch))


_SINE = _sine_table()


def _harmonics(*shares: int) -> Samples:
    """Return a wave table of harmonics 1, 2, 3 … in the given hundredths."""
    place = np.arange(_TABLE)
    mixed = sum((_SINE[place * (number + 1) % _TABLE] * share for number, share in enumerate(shares)), np.int64(0))
    return np.asarray(mixed * 100 // (100 * sum(shares)), dtype=np.int64)


_WAVES = {
    "pure": _SINE,
    "soft": _harmonics(100, 0, 12, 0, 4),
    "reed": _harmonics(100, 10, 70, 8, 40, 5, 20),
    "brass": _harmonics(100, 80, 66, 50, 38, 26, 16, 8),
    "string": _harmonics(100, 55, 36, 26, 18, 12, 8, 5),
    "piano": _harmonics(100, 45, 18, 14, 6, 4),
    "square": _harmonics(100, 0, 33, 0, 20, 0, 14, 0, 11),
    "bell": _harmonics(100, 4, 0, 40, 0, 0, 30),
}


@dataclass(frozen=True)
class _Mood:
    """How a mood plays: samples a step, the scale in semitones, and a shift of the register."""

    step: int
    scale: tuple[int, ...]
    shift: int


# In the order of words.MOODS.
_MOODS = (
    _Mood(2_400, (0, 2, 4, 7, 9), 0),
    _Mood(1_100, (0, 1, 3, 6, 7), -2),
    _Mood(1_500, (0, 4, 5, 7, 9, 12), 4),
    _Mood(3_000, (0, 2, 3, 7, 8), -5),
    _Mood(2_000, (0, 4, 6, 7, 11), 2),
)


class _Band:
    """A clip in the making: voices are added to it."""

    def __init__(self, mood: _Mood, draws: Draws) -> None:
        self.mood, self.draws = mood, draws
        self.step = mood.step * draws.between(94, 106) // 100
        self.mixed = np.zeros(LENGTH, np.int64)
        self.root = draws.between(-2, 2) + mood.shift

    def degree(self, number: int) -> int:
        """Return the semitones of a degree of the scale; degrees beyond it go on an octave higher."""
        scale = self.mood.scale
        return scale[number % len(scale)] + 12 * (number // len(scale))

    def add(self, start: int, samples: Samples) -> None:
        """Mix samples in; what would sound after the end is cut off."""
        room = LENGTH - start
        if room > 0:
            part = samples[:room]
            self.mixed[start : start + len(part)] += part

    def note(self, start: int, semitone: int, length: int, sound: str, loud: int, fade: str = "pluck") -> None:
        """Play a note: `pluck` fades from the first sample on, `hold` swells and fades within its length."""
        place = np.arange(max(min(length, LENGTH - start), 0), dtype=np.int64)
        step = _increment(semitone + self.root)
        samples = _WAVES[sound][(place * step >> (32 - _TABLE_BITS)) & (_TABLE - 1)]
        if fade == "pluck":
            level = (length - place) * 1_024 // length
            level = level * level >> 10
        else:
            rise = max(length // 5, 1)
            level = np.minimum(np.minimum(place * 1_024 // rise, 1_024), (length - place) * 2_048 // length)
        attack = np.minimum(place * 16, 1_024)
        self.add(start, (samples * level >> 10) * attack * loud >> 17)

    def sweep(self, start: int, low: int, high: int, length: int, loud: int) -> None:
        """Play a pure tone that glides from one semitone to another."""
        place = np.arange(length, dtype=np.int64)
        first, last = _increment(low), _increment(high)
        phase = np.cumsum(first + (last - first) * place // length)
        level = np.minimum(place * 8, length - place) * 1_024 // length
        self.add(start, (_SINE[(phase >> (32 - _TABLE_BITS)) & (_TABLE - 1)] * np.minimum(level, 512) >> 9) * loud >> 7)

    def noise(self, start: int, length: int, loud: int, smooth: int, fade: bool = True) -> None:
        """Play noise; `smooth` averages that many neighbours, so that larger is darker."""
        raw = np.cumsum(self.draws.array(8_192, length + smooth) - 4_096)
        samples = (raw[smooth:] - raw[:-smooth]) // smooth
        if fade:
            level = (length - np.arange(length, dtype=np.int64)) * 1_024 // length
            samples = samples * (level * level >> 10) >> 10
        self.add(start, samples * loud >> 7)

    def drum(self, start: int, loud: int) -> None:
        """Play a drum: a short tone that falls."""
        self.sweep(start, -14, -34, 900, loud)

    def starts(self, every: int) -> range:
        """Return the sample numbers at which something that comes every `every` samples begins."""
        return range(0, LENGTH - 200, every)


def _increment(semitone: int) -> int:
    """Return how far a 32-bit phase moves in one sample."""
    octave, tone = divmod(semitone, 12)
    scaled = _CENTIHERTZ[tone] << 32
    return (scaled << octave if octave >= 0 else scaled >> -octave) // (100 * RATE)


def _science_fiction(band: _Band) -> None:
    pattern = [band.draws.below(9) for _ in range(4)]
    for count, start in enumerate(band.starts(band.step // 2)):
        band.note(start, 12 + band.degree(pattern[count % 4]), band.step // 2, "square", 46)
    band.note(0, -24, LENGTH, "reed", 60, "hold")
    band.sweep(band.draws.between(0, 6_000), 12, 31, 7_000, 30)


def _romance(band: _Band) -> None:
    for start in band.starts(3 * band.step):
        for degree in (0, 2, 4):
            band.note(start, band.degree(degree) - 12, 3 * band.step, "soft", 34, "hold")
    for start in band.starts(3 * band.step // 2):
        band.note(start, band.degree(band.draws.below(7)), 2 * band.step, "string", 80, "hold")


def _horror(band: _Band) -> None:
    band.note(0, -29, LENGTH, "brass", 70, "hold")
    band.note(0, -23, LENGTH, "brass", 44, "hold")
    for start in band.starts(max(2 * band.step, 4_000)):
        band.drum(start, 90)
        band.drum(start + 1_100, 60)
    band.note(band.draws.between(2_000, 7_000), 30 + band.draws.below(6), 8_000, "pure", 26, "hold")
    band.noise(0, LENGTH, 50, 48, fade=False)


def _western(band: _Band) -> None:
    gallop = max(band.step // 2, 700)
    for count, start in enumerate(band.starts(gallop)):
        if count % 4 != 1:
            band.noise(start, 260, 120, 5)
    for start in band.starts(band.step):
        degree = band.draws.below(6)
        band.note(start, band.degree(degree) - 8, 2 * band.step, "string", 84)
        band.note(start + band.step // 2, band.degree(degree + 2) - 8, band.step, "string", 46)


def _crime(band: _Band) -> None:
    degree = band.draws.below(4)
    for start in band.starts(band.step):
        degree = max(degree + band.draws.choose((-1, 1, 2, -2)), 0) % 8
        band.note(start, band.degree(degree) - 26, band.step, "soft", 110)
    for count, start in enumerate(band.starts(band.step // 2)):
        band.noise(start, 700 if count % 2 else 300, 46, 1)
    band.note(band.draws.between(2_000, 6_000), band.degree(band.draws.below(5)), 6_000, "reed", 46, "hold")


def _fantasy(band: _Band) -> None:
    for count, start in enumerate(band.starts(band.step)):
        band.note(start, 19 + band.degree(count % 7 + band.draws.below(2)), 3 * band.step, "bell", 60)
    for degree in (0, 2, 4):
        band.note(0, band.degree(degree) - 7, LENGTH, "soft", 22, "hold")


def _comedy(band: _Band) -> None:
    for count, start in enumerate(band.starts(band.step // 2)):
        if count % 2 == 0:
            band.note(start, -20 + (0 if count % 4 == 0 else 7), band.step // 3, "brass", 60)
        band.note(start, 7 + band.degree(band.draws.below(8)), band.step // 4, "square", 56)
    band.sweep(band.draws.between(6_000, 10_000), 4, 26, 2_600, 50)


def _adventure(band: _Band) -> None:
    for count, start in enumerate(band.starts(band.step)):
        band.note(start, band.degree(min(count, 5)) - 5, band.step * 5 // 4, "brass", 76, "hold")
        band.note(start, band.degree(min(count, 5) + 2) - 5, band.step * 5 // 4, "brass", 44, "hold")
        band.drum(start, 80)
    for start in band.starts(band.step // 3):
        band.noise(start, 420, 44, 2)


def _nature(band: _Band) -> None:
    band.noise(0, LENGTH, 130, 14, fade=False)
    for _ in range(band.draws.between(4, 7)):
        start, tone = band.draws.between(0, LENGTH - 2_500), band.draws.between(28, 34)
        for call in range(3):
            band.sweep(start + call * 700, tone, tone + 5, 500, 36)
    band.note(0, band.degree(0) - 5, LENGTH, "soft", 26, "hold")


def _musical(band: _Band) -> None:
    for count, start in enumerate(band.starts(band.step)):
        band.drum(start, 110)
        band.noise(start + band.step // 2, 260, 70, 1)
        shift = (0, 3, 4, 1)[count % 4]
        for degree in (0, 2, 4):
            band.note(start, band.degree(degree + shift), band.step, "piano", 52)
        band.note(start + band.step // 2, 12 + band.degree(band.draws.below(5) + shift), band.step // 2, "piano", 60)


# In the order of words.GENRES.
_PLAYERS: tuple[Callable[[_Band], None], ...] = (
    _science_fiction, _romance, _horror, _western, _crime, _fantasy, _comedy, _adventure, _nature, _musical,
)  # fmt: skip


def play_clip(film: Film, name: str, seed: int) -> npt.NDArray[np.int16]:
    """Return a film's clip: int16 [16000], mono, 8 kHz.

    Args:
        film: genre and mood decide what is played.
        name: the film's external id; with the seed it decides the notes.
        seed: the sample's seed.
    """
    band = _Band(_MOODS[film.mood], Draws(seed, f"clip {name}"))
    _PLAYERS[film.genre](band)
    peak = max(int(np.abs(band.mixed).max()), 1)
    edge = np.minimum(np.arange(LENGTH), np.arange(LENGTH)[::-1])
    faded = band.mixed * np.minimum(edge, 400) // 400
    return (faded * _PEAK // peak).astype(np.int16)


def encode_wav(samples: npt.NDArray[Any]) -> bytes:
    """Return int16 samples as a mono 8 kHz WAV file, the same bytes on every platform."""
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(RATE)
        writer.writeframes(samples.astype("<i2").tobytes())
    return file.getvalue()
