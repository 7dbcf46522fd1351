from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
import torch
from torch import nn

from workbench.errors import ArtifactDamagedError, Cancelled, Suspended
from workbench.jobs import Progress
from workbench.training.checkpoints import read_checkpoint
from workbench.training.device import place
from workbench.training.engine import TrainingOptions, TrainingResult, train

STEPS = 6


class _Batch(NamedTuple):
    row: torch.Tensor
    weight: float


class _Step(NamedTuple):
    rows: torch.Tensor

    @property
    def n_rows(self) -> int:
        return len(self.rows)

    def piece(self, index: int, n_pieces: int) -> _Batch:
        rows = self.rows[index::n_pieces]
        return _Batch(rows, len(rows) / len(self.rows))


class _Rows:
    n_rows = 10 * STEPS

    def __len__(self) -> int:
        return STEPS

    def epoch(self, random: np.random.Generator) -> Iterator[_Step]:
        for rows in np.split(random.integers(0, 40, self.n_rows), STEPS):
            yield _Step(torch.from_numpy(rows))


class _Table(nn.Module):
    def __init__(self, rowwise: bool) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.linspace(-1, 1, 120).view(40, 3).clone())
        self.rowwise = rowwise


class _Noisy(nn.Module):
    """Draws from a generator of its own, has a table that may be trained row by row, and says when it steps."""

    def __init__(self, rowwise: bool = False) -> None:
        super().__init__()
        self.table = _Table(rowwise)
        self.map = nn.Linear(3, 1)
        nn.init.ones_(self.map.weight)
        nn.init.zeros_(self.map.bias)
        self.noise = torch.Generator().manual_seed(5)
        self.steps = 0
        self.at_step: dict[int, Callable[[], None]] = {}

    def forward(self, batch: _Batch) -> torch.Tensor:
        self.steps += 1
        self.at_step.get(self.steps, lambda: None)()
        vectors = nn.functional.embedding(batch.row, self.table.weight, sparse=self.table.rowwise)
        noise = torch.randn(len(batch.row), 1, generator=self.noise)
        return (self.map(vectors) - batch.row[:, None] / 40 + 0.1 * noise).square().mean()


class _Store:
    def __init__(self, folder: Path, every_seconds: float = 1e9) -> None:
        self.folder, self.every_seconds = folder, every_seconds
        self.said: list[str] = []

    @contextmanager
    def latest(self) -> Iterator[Path | None]:
        yield self.folder if self.folder.is_dir() else None

    def save(self, write: Callable[[Path], None]) -> None:
        self.said.append("saved")
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        write(self.folder)

    def paused(self) -> None:
        self.said.append("paused")

    def resumed(self) -> None:
        self.said.append("resumed")


def _fit(
    module: _Noisy, store: _Store | None = None, progress: Progress | None = None, **changes: object
) -> TrainingResult:
    options = {"epochs": 5, "learning_rate": 0.05, "warmup_steps": 3, "patience": 3} | changes
    own = options.pop("own", False)  # whether each process draws otherwise
    seen = iter(range(100))

    def validate() -> float:
        progress_.check()
        return -abs(module.map.bias.item() - 0.3) + 0 * next(seen)

    progress_ = progress or Progress()
    return train(
        module,
        _Rows(),
        TrainingOptions(**options),  # type: ignore[arg-type]
        placement=place("cpu"),
        progress=progress_,
        validate=validate,
        generators={} if own else {"noise": module.noise},
        noise=module.noise if own else None,
        checkpoints=store,
    )


def _weights(module: _Noisy) -> list[np.ndarray]:
    return [p.detach().numpy().copy() for p in module.parameters()]


KINDS = [{}, {"average": 0.9}, {"parts": 2}, {"schedule": "constant", "patience": 0}, {"own": True}]


@pytest.mark.parametrize("rowwise", [False, True])
@pytest.mark.parametrize("changes", KINDS)
@pytest.mark.parametrize("step", [1, 4, STEPS, STEPS + 1, 3 * STEPS])
def test_a_resumed_fit_ends_with_the_same_weights_to_the_bit(
    tmp_path: Path, changes: dict[str, object], step: int, rowwise: bool
) -> None:
    whole = _Noisy(rowwise)
    expected = _fit(whole, **changes)

    store, first, progress = _Store(tmp_path / "checkpoint"), _Noisy(rowwise), Progress()
    first.at_step[step * int(changes.get("parts", 1))] = progress.suspend
    with pytest.raises(Suspended):
        _fit(first, store, progress, **changes)
    assert store.said == ["saved", "paused"]

    second = _Noisy(rowwise)
    result = _fit(second, store, **changes)
    for one, other in zip(_weights(whole), _weights(second), strict=True):
        np.testing.assert_array_equal(one, other)
    assert (result.epochs, result.best_epoch, result.best_value) == (
        expected.epochs,
        expected.best_epoch,
        expected.best_value,
    )
    assert first.steps + second.steps == whole.steps, "no step is made twice"


def test_a_killed_fit_goes_on_from_the_last_checkpoint(tmp_path: Path) -> None:
    class _Killed(BaseException):
        pass

    def die() -> None:
        raise _Killed

    whole, first, second = _Noisy(), _Noisy(), _Noisy()
    _fit(whole)
    first.at_step[9] = die
    store = _Store(tmp_path / "checkpoint", every_seconds=0.0)
    with pytest.raises(_Killed):
        _fit(first, store)
    assert store.said == ["saved"] * 8
    _fit(second, store)
    for one, other in zip(_weights(whole), _weights(second), strict=True):
        np.testing.assert_array_equal(one, other)


def test_a_pause_saves_the_state_and_a_cancelled_pause_just_ends(tmp_path: Path) -> None:
    store, module, progress = _Store(tmp_path / "checkpoint"), _Noisy(), Progress()
    module.at_step[3] = lambda: (progress.pause(), threading.Timer(0.15, progress.resume).start())[1]
    _fit(module, store, progress)
    assert store.said == ["saved", "paused", "resumed"]

    module, progress = _Noisy(), Progress()
    module.at_step[3] = lambda: (progress.pause(), threading.Timer(0.15, progress.cancel).start())[1]
    with pytest.raises(Cancelled) as told:
        _fit(module, _Store(tmp_path / "other"), progress)
    assert not isinstance(told.value, Suspended)


def test_a_job_that_keeps_no_state_is_cancelled_when_it_is_suspended() -> None:
    module, progress = _Noisy(), Progress()
    module.at_step[2] = progress.suspend
    with pytest.raises(Cancelled) as told:
        _fit(module, None, progress)
    assert not isinstance(told.value, Suspended)


def test_the_time_left_of_a_resumed_job_follows_from_what_it_does_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [100.0]
    monkeypatch.setattr("workbench.jobs.time.monotonic", lambda: clock[0])
    progress = Progress()
    progress.begin_at(0.5)
    clock[0] += 10.0
    progress.report(0.6)
    assert progress.snapshot().seconds_left == pytest.approx(40.0)


@pytest.mark.parametrize("name", ["checkpoint.json", "checkpoint.safetensors"])
def test_a_damaged_checkpoint_is_told_in_one_sentence(tmp_path: Path, name: str) -> None:
    store, module, progress = _Store(tmp_path / "checkpoint"), _Noisy(), Progress()
    module.at_step[1] = progress.suspend
    with pytest.raises(Suspended):
        _fit(module, store, progress)
    path = store.folder / name
    path.write_bytes(path.read_bytes()[:20])
    with pytest.raises(ArtifactDamagedError, match="cannot be read"):
        read_checkpoint(store.folder)
