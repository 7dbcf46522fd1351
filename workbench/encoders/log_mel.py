"""Sounds without a pretrained network: log-mel statistics, and a small network that learns from the user's own clips.

The network learns by contrast: two random cuts of one clip are to be told from cuts of other clips, by the loss of
SimCLR (Chen et al., ICML 2020, eq. 1) on log-mel cuts as in COLA (Saeed et al., ICASSP 2021). The vector is the mean,
deviation and movement of each mel band beside what the network says of the whole clip.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, ClassVar

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from workbench.data.content import Modality
from workbench.encoders.contract import Encoder, Float32, LoadedEncoder, Prepared, Unreadable
from workbench.encoders.decoding import decode_sound
from workbench.encoders.raw_content import RawContent
from workbench.errors import ConfigurationError
from workbench.jobs import Progress

RATE = 16_000
BANDS = 64
_WINDOW, _HOP = 512, 256
_LEARNED = 64
_STEPS, _BATCH, _CUT = 300, 48, 48  # a cut of 48 frames is 0.77 s
_MOST_CLIPS = 2_000
_TEMPERATURE = 0.1


class LogMel(Encoder):
    """Statistics of mel bands, and a small network trained on the dataset's own clips; 256 wide."""

    of_corpus: ClassVar[bool] = True

    @property
    def modality(self) -> Modality:
        """See `Encoder.modality`."""
        return "audio"

    @property
    def title(self) -> str:
        """See `Encoder.title`."""
        return "Log-mel, trained here"

    def fingerprint(self, content: RawContent) -> str:
        """See `Encoder.fingerprint`."""
        return hashlib.sha256(f"log-mel 1 {content.content_hash}".encode()).hexdigest()

    def load(self, content: RawContent, device: torch.device, progress: Progress) -> LoadedEncoder:
        """Decode up to 2,000 of the clips and train the network on them; see `Encoder.load`."""
        there = [item for item, digest in enumerate(content.hashes) if digest is not None]
        draw = np.random.default_rng(0)
        if len(there) > _MOST_CLIPS:
            there = np.sort(draw.choice(there, _MOST_CLIPS, replace=False)).tolist()
        clips = []
        for item in there:
            progress.report(0.0, "listening to the clips")
            try:
                clips.append(log_mel(decode_sound(content.read([item])[0], RATE)))
            except Unreadable:
                continue  # the encoding itself lists it
        if not clips:
            raise ConfigurationError("None of the sounds can be read.", hint="Look at the files that were skipped.")
        return _Clips(clips, device, progress)


def log_mel(samples: Float32) -> Float32:
    """Return float32 [n_frames, 64]: the logarithm of the energy in each mel band, in frames of 32 ms every 16 ms.

    Bands are triangles at equal distances on the mel scale, 2595 · log10(1 + f / 700), from 20 Hz to 8 kHz.

    Args:
        samples: float32 [n], 16,000 a second.
    """
    padded = np.pad(samples, (0, max(0, _WINDOW - len(samples))))
    frames = np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)[::_HOP]
    power = np.abs(np.fft.rfft(frames * np.hanning(_WINDOW), axis=1)) ** 2
    made: Float32 = np.log(power @ _bands() + 1e-6).astype(np.float32)
    return made


def _bands() -> Float32:
    """float32 [257, 64], the weight of each frequency in each band."""
    lowest, highest = (2595 * np.log10(1 + f / 700) for f in (20.0, RATE / 2))
    mels = np.linspace(lowest, highest, BANDS + 2)
    edges = 700 * (10 ** (mels / 2595) - 1)
    place = np.fft.rfftfreq(_WINDOW, 1 / RATE)[:, None]
    rising = (place - edges[:-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[2:] - place) / (edges[2:] - edges[1:-1])
    return np.maximum(0.0, np.minimum(rising, falling)).astype(np.float32)


class _Network(nn.Module):
    """Four convolutions over bands and time, and the mean of the last one: (B, 1, T, 64) to (B, 64)."""

    def __init__(self) -> None:
        super().__init__()
        widths = (1, 16, 32, 64, _LEARNED)
        self.convolutions = nn.ModuleList(
            nn.Conv2d(before, after, 3, stride=2, padding=1) for before, after in pairwise(widths)
        )
        self.norms = nn.ModuleList(nn.GroupNorm(8, after) for after in widths[1:])
        self.head = nn.Linear(_LEARNED, _LEARNED)  # of the contrast only (SimCLR, §4.2)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        for convolution, norm in zip(self.convolutions, self.norms, strict=True):
            x = F.gelu(norm(convolution(x)))
        return x.mean((2, 3))


class _Clips(LoadedEncoder):
    width = 3 * BANDS + _LEARNED
    window = 32

    def __init__(self, clips: list[Float32], device: torch.device, progress: Progress) -> None:
        self._device = device
        everything = np.concatenate(clips)
        self._mean, self._deviation = everything.mean(0), everything.std(0) + 1e-3
        statistics = np.stack([self._statistics(clip) for clip in clips])
        self._centre, self._spread = statistics.mean(0), statistics.std(0) + 1e-3
        self._network = _trained([self._standard(clip) for clip in clips], device, progress)
        learned = np.concatenate([self._learned(self._standard(clip)) for clip in clips])
        self._learned_centre, self._learned_spread = learned.mean(0), learned.std(0) + 1e-3
        self.budget = 4_096

    def prepare(self, raw: Sequence[Any], check: Callable[[], None]) -> list[Prepared | Unreadable]:
        made: list[Prepared | Unreadable] = []
        for content in raw:
            check()
            try:
                frames = log_mel(decode_sound(content, RATE))
                made.append(Prepared(frames, len(frames)))
            except Unreadable as reason:
                made.append(reason)
        return made

    def encode(self, batch: Sequence[Any]) -> Float32:
        made = []
        for clip in batch:  # one by one, since a mean over padding would differ
            statistics = (self._statistics(clip) - self._centre) / self._spread
            learned = (self._learned(self._standard(clip))[0] - self._learned_centre) / self._learned_spread
            made.append(np.concatenate((statistics, learned)).clip(-10, 10))
        return np.stack(made).astype(np.float32)

    def _standard(self, clip: Float32) -> Float32:
        return np.asarray((clip - self._mean) / self._deviation, dtype=np.float32)

    def _statistics(self, clip: Float32) -> Float32:
        movement = np.abs(np.diff(clip, axis=0)).mean(0) if len(clip) > 1 else np.zeros(BANDS, np.float32)
        return np.concatenate((clip.mean(0), clip.std(0), movement))

    @torch.inference_mode()
    def _learned(self, clip: Float32) -> Float32:
        made: Float32 = self._network(torch.from_numpy(clip)[None, None].to(self._device)).cpu().numpy()
        return made


def _trained(clips: list[Float32], device: torch.device, progress: Progress) -> _Network:
    """Return the network after 300 steps of contrast; the same clips give the same one."""
    draw = np.random.default_rng(1)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(1)
        network = _Network().to(device)
    clips = [np.pad(clip, ((0, max(0, _CUT - len(clip))), (0, 0)), mode="edge") for clip in clips]
    if len(clips) < 4:
        return network.eval()  # nothing to tell apart: the statistics must do
    optimizer = torch.optim.AdamW(network.parameters(), lr=1e-3)
    rate = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, _STEPS)
    size = min(_BATCH, len(clips))
    for step in range(_STEPS):
        progress.report(0.0, f"learning from the clips · {step} / {_STEPS}")
        chosen = draw.choice(len(clips), size, replace=False)
        views = torch.from_numpy(np.stack([_cut(clips[i], draw) for i in (*chosen, *chosen)]))[:, None].to(device)
        vectors = F.normalize(network.head(network(views)), dim=1)  # (2B, C)
        likeness = vectors @ vectors.T / _TEMPERATURE
        likeness.fill_diagonal_(-torch.inf)
        partner = (torch.arange(2 * size, device=device) + size) % (2 * size)
        loss = F.cross_entropy(likeness, partner)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        rate.step()
    return network.eval()


def _cut(clip: Float32, draw: np.random.Generator) -> Float32:
    start = int(draw.integers(0, len(clip) - _CUT + 1))
    return np.asarray(clip[start : start + _CUT] + draw.normal(0.0, 0.3), dtype=np.float32)  # louder or softer
