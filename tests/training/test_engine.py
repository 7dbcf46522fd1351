from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pytest
import torch
from torch import nn
from torch.optim.optimizer import register_optimizer_step_pre_hook

from workbench.errors import Cancelled, ConfigurationError
from workbench.jobs import Progress
from workbench.training.device import available_cores, configure_threads, place
from workbench.training.engine import TrainingOptions, train
from workbench.training.schedule import learning_rate_factor


class _Batch(NamedTuple):
    x: torch.Tensor
    y: torch.Tensor
    weight: float = 1.0


class _Step(NamedTuple):
    x: torch.Tensor
    n_rows: int = 5

    def piece(self, index: int, n_pieces: int) -> _Batch:
        x = self.x[index::n_pieces]
        return _Batch(x, 3 * x, len(x) / len(self.x)) if len(x) else self.piece(0, 5)._replace(weight=0.0)


class _Line:
    """y = 3 x, in four steps of five rows an epoch."""

    n_rows = 20

    def __len__(self) -> int:
        return 4

    def epoch(self, random: np.random.Generator) -> Iterator[_Step]:
        for _ in range(4):
            yield _Step(torch.from_numpy(random.normal(size=(5, 1)).astype(np.float32)))


class _Nothing(_Line):
    def __len__(self) -> int:
        return 0


class _Slope(nn.Module):
    def __init__(self, power: float = 1.0) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(1, 1))
        self.gain = nn.Parameter(torch.ones(1))
        self.power = power

    def forward(self, batch: _Batch) -> torch.Tensor:
        return ((batch.x @ self.weight * self.gain - batch.y) ** 2).mean() * self.power


def _options(**changes: object) -> TrainingOptions:
    return TrainingOptions(**({"epochs": 30, "learning_rate": 0.05, "weight_decay": 0.0} | changes))  # type: ignore[arg-type]


def _train(module: nn.Module, options: TrainingOptions, progress: Progress | None = None, **others: object):
    return train(module, _Line(), options, placement=place("cpu"), progress=progress or Progress(), **others)


def test_any_module_whose_forward_returns_a_loss_is_trained() -> None:
    module = _Slope()
    result = _train(module, _options(epochs=60))
    assert (module.weight * module.gain).item() == pytest.approx(3.0, abs=0.1)
    assert (result.epochs, result.best_epoch, result.stopped) == (60, 60, "finished")
    assert math.isnan(result.best_value)
    assert not module.training


def test_early_stopping_keeps_the_best_weights() -> None:
    module, seen, values = _Slope(), [], iter([0.1, 0.5, 0.5, 0.4, 0.3, 0.9])

    def validate() -> float:
        assert not module.training
        seen.append(module.weight.item())
        return next(values)

    result = _train(module, _options(patience=3), validate=validate)
    assert (result.epochs, result.best_epoch, result.best_value, result.stopped) == (5, 2, 0.5, "early")
    assert module.weight.item() == seen[1]


def test_patience_counts_from_the_least_epochs_on() -> None:
    def epochs(**options: int) -> tuple[int, int]:
        values = iter([0.5, 0.4, 0.4, 0.4, 0.4, 0.6, *[0.1] * 30])
        result = _train(_Slope(), _options(epochs=20, **options), validate=lambda: next(values))
        return result.epochs, result.best_epoch

    assert epochs(patience=2) == (3, 1)
    assert epochs(patience=2, least_epochs=3) == (5, 1)
    assert epochs(patience=2, least_epochs=5) == (8, 6)
    assert epochs(least_epochs=5) == (20, 6)


def test_without_patience_all_epochs_run_and_the_best_weights_are_still_kept() -> None:
    module, seen = _Slope(), []

    def validate() -> float:
        seen.append(module.weight.item())
        return -float(len(seen))

    result = _train(module, _options(epochs=6), validate=validate)
    assert (result.epochs, result.best_epoch, result.stopped) == (6, 1, "finished")
    assert module.weight.item() == seen[0]


def test_the_same_seed_gives_the_same_weights_to_the_bit() -> None:
    weights = []
    for seed in (1, 1, 2):
        module = _Slope()
        _train(module, _options(epochs=3, seed=seed, clip_norm=0.0))
        weights.append(module.weight.item())
    assert weights[0] == weights[1] != weights[2]


def test_weight_decay_pulls_matrices_and_leaves_vectors() -> None:
    module = _Slope(power=0.0)  # no gradient but zero: only the decay moves anything
    with torch.no_grad():
        module.weight.fill_(1.0)
    _train(module, _options(epochs=1, learning_rate=0.1, weight_decay=0.5, schedule="constant"))
    assert module.weight.item() == pytest.approx((1 - 0.05) ** 4)
    assert module.gain.item() == 1.0


@pytest.mark.parametrize(("clip_norm", "largest"), [(1.0, 1.0), (0.25, 0.25), (0.0, 1e3)])
def test_gradients_are_clipped_to_the_norm_before_each_step(clip_norm: float, largest: float) -> None:
    norms: list[float] = []

    def look(optimizer: torch.optim.Optimizer, *_: object) -> None:
        gradients = [p.grad for group in optimizer.param_groups for p in group["params"] if p.grad is not None]
        norms.append(float(torch.cat([gradient.flatten() for gradient in gradients]).norm()))

    hook = register_optimizer_step_pre_hook(look)
    try:
        _train(_Slope(power=1e6), _options(epochs=1, clip_norm=clip_norm))
    finally:
        hook.remove()
    if clip_norm:
        assert norms == pytest.approx([largest] * 4, rel=1e-4)
    else:
        assert min(norms) > largest


def test_a_loss_that_is_not_finite_is_told_to_a_person() -> None:
    with pytest.raises(ConfigurationError, match="learning rate"):
        _train(_Slope(power=float("inf")), _options())


def test_nothing_to_train_on_is_told_to_a_person() -> None:
    with pytest.raises(ConfigurationError, match="two or more interactions"):
        train(_Slope(), _Nothing(), _options(), placement=place("cpu"), progress=Progress())


def test_points_and_messages_say_where_the_training_is() -> None:
    progress = Progress()
    _train(_Slope(), _options(epochs=12), progress, validate=lambda: 0.25)
    points = progress.points_since(0)
    losses = [point for point in points if point.series == "loss"]
    validated = [point for point in points if point.series == "ndcg@10"]
    assert [point.step for point in validated] == [float(epoch) for epoch in range(1, 13)]
    assert {point.value for point in validated} == {0.25}
    assert losses
    assert all(0 < point.step <= 12 for point in losses)
    snapshot = progress.snapshot()
    assert snapshot.message == "epoch 12 / 12"
    assert snapshot.speed.endswith(" sequences/s")
    assert snapshot.fraction == 1.0


def test_every_step_hears_a_cancel() -> None:
    class _CancelledInside(_Slope):
        steps = 0

        def forward(self, batch: _Batch) -> torch.Tensor:
            self.steps += 1
            if self.steps == 3:
                progress.cancel()
            return super().forward(batch)

    progress, module = Progress(), _CancelledInside()
    with pytest.raises(Cancelled):
        _train(module, _options(), progress)
    assert module.steps == 3


@pytest.mark.parametrize("schedule", ["cosine", "constant"])
def test_the_learning_rate_warms_up_and_then_follows_the_schedule(schedule: str) -> None:
    factors = [
        learning_rate_factor(step, 24, schedule=schedule, warmup_steps=4, final=0.1)  # type: ignore[arg-type]
        for step in range(24)
    ]
    assert factors[:4] == [0.25, 0.5, 0.75, 1.0]
    if schedule == "constant":
        assert set(factors[4:]) == {1.0}
    else:
        expected = [0.1 + 0.9 * 0.5 * (1 + math.cos(math.pi * done / 20)) for done in range(20)]
        assert factors[4:] == pytest.approx(expected)


def test_a_device_that_is_not_there_is_told_to_a_person() -> None:
    if torch.cuda.is_available():
        pytest.skip("this machine has the device that the test wants to miss")
    with pytest.raises(ConfigurationError, match="cuda"):
        place("cuda")


def test_threads_leave_one_core_free_unless_told_otherwise() -> None:
    before = torch.get_num_threads()
    try:
        assert configure_threads(1) == 1
        assert torch.get_num_threads() == 1
        assert configure_threads() == 1, "what was set once stays"
        assert place("cpu").description == "cpu · 1 thread · float32"
        with pytest.raises(ConfigurationError):
            configure_threads(0)
        assert available_cores() >= 1
    finally:
        configure_threads(before)


class _Greedy(_Slope):
    """Runs out of memory on batches of more than `holds` rows, as torch says it on the CPU."""

    def __init__(self, holds: int) -> None:
        super().__init__()
        self.holds = holds

    def forward(self, batch: _Batch) -> torch.Tensor:
        if len(batch.x) > self.holds:
            raise RuntimeError("[enforce fail at alloc_cpu.cpp:121] . DefaultCPUAllocator: can't allocate memory")
        return super().forward(batch)


@pytest.mark.parametrize(("holds", "parts"), [(5, 1), (4, 2), (2, 4), (1, 8)])
def test_where_memory_runs_out_steps_are_computed_in_parts_and_learn_the_same(holds: int, parts: int) -> None:
    whole, module, progress = _Slope(), _Greedy(holds), Progress()
    _train(whole, _options(epochs=3))
    result = _train(module, _options(epochs=3), progress)
    assert result.parts == parts
    torch.testing.assert_close(module.weight, whole.weight, rtol=1e-5, atol=1e-6)
    assert ("memory was short" in progress.snapshot().speed) == (parts > 1)


def test_memory_that_does_not_hold_a_single_row_is_told_to_a_person() -> None:
    with pytest.raises(ConfigurationError, match="not enough memory"):
        _train(_Greedy(0), _options(epochs=1))


def test_other_errors_are_not_taken_for_missing_memory() -> None:
    class _Broken(_Slope):
        def forward(self, batch: _Batch) -> torch.Tensor:
            raise RuntimeError("shapes do not match")

    with pytest.raises(RuntimeError, match="shapes"):
        _train(_Broken(), _options(epochs=1))


def test_the_average_of_the_weights_is_what_is_validated_and_kept() -> None:
    module, seen = _Slope(), []

    def validate() -> float:
        seen.append(module.weight.item())
        return float(len(seen))

    result = _train(module, _options(epochs=4, average=0.9), validate=validate)
    assert result.best_epoch == 4
    assert module.weight.item() == seen[-1]
    plain = _Slope()
    _train(plain, _options(epochs=4))
    assert 0 < module.weight.item() < plain.weight.item(), "the average lags behind"
    without_validation = _Slope()
    _train(without_validation, _options(epochs=4, average=0.9))
    assert without_validation.weight.item() == module.weight.item()
