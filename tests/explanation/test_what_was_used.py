"""The record of attention holds what the model used, and gradients add up: for every model that shows attention."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "models"))
from small_world import N_ITEMS, circles_with_texts

from workbench.data.interactions import Histories
from workbench.explanation.gradients import integrated_gradients
from workbench.explanation.removal import leads, rivals
from workbench.jobs import Progress
from workbench.models.attention.sequence_model import SequenceModel
from workbench.models.recommender import ReplaysAttention, ShowsGradients
from workbench.models.registry import model_classes

SHOWING = sorted(name for name, kind in model_classes().items() if issubclass(kind, SequenceModel))
HISTORY = Histories.single([9, 0, 1, 2, 7, 3], time=[0, 10, 500, 4_000, 9_000, 9_050])


@cache
def model(name: str) -> SequenceModel:
    kind = model_classes()[name]
    made = kind(kind.Config(epochs=1, width=16, heads=2, layers=2, history_length=5, learning_rate=0.01))
    made.fit(circles_with_texts(), validation=None, seed=0, progress=Progress())
    assert isinstance(made, SequenceModel)
    return made


def test_there_are_models_to_look_into() -> None:
    assert {"SASRec", "BERT4Rec", "HSTU", "TargetAttention", "TransitionSASRec", "MultiInterest"} <= set(SHOWING)


@pytest.mark.parametrize("name", SHOWING)
def test_scoring_again_from_the_record_gives_the_scores(name: str) -> None:
    made = model(name)
    assert isinstance(made, ReplaysAttention)
    layers, _ = made.attention_layers(HISTORY, 4, rivals(N_ITEMS))
    np.testing.assert_allclose(made.score_from(HISTORY, layers), made.score(HISTORY), atol=1e-5)
    # And the weights matter: others give other scores.
    flat = [replace(layer, weights=np.full_like(layer.weights, 0.2)) for layer in layers]
    assert np.abs(made.score_from(HISTORY, flat) - made.score(HISTORY)).max() > 1e-4


@pytest.mark.parametrize("name", SHOWING)
def test_the_map_that_is_shown_is_the_one_that_is_used(name: str) -> None:
    made = model(name)
    shown = made.attention(HISTORY).weights
    layers, _ = made.attention_layers(HISTORY, 4, rivals(N_ITEMS))
    whole = [layer for layer in layers if layer.kind == "self"]
    if name in ("MultiInterest", "TargetAttention"):
        return  # they show the last look over the history, which the next tests hold
    for index, layer in enumerate(whole):
        used = layer.weights
        if name == "BERT4Rec":
            used = used[:, [*range(4), 5], :5]
        np.testing.assert_allclose(shown[index], used, atol=1e-5)


def test_the_interests_and_the_candidates_that_are_shown_are_those_that_are_used() -> None:
    made = model("MultiInterest")
    layers, _ = made.attention_layers(HISTORY, 4, rivals(N_ITEMS))
    np.testing.assert_allclose(made.attention(HISTORY).weights[0], layers[-1].weights, atol=1e-5)
    made = model("TargetAttention")
    layers, _ = made.attention_layers(HISTORY, 4, rivals(N_ITEMS))
    asked = layers[-1].candidates
    assert asked is not None
    assert len(set(asked.tolist())) == layers[-1].weights.shape[1]
    np.testing.assert_allclose(layers[-1].weights.sum(-1), 1.0, atol=1e-5)


@pytest.mark.parametrize("name", SHOWING)
def test_derivatives_by_weights_are_those_of_finite_differences(name: str) -> None:
    made = model(name)
    layers, gradients = made.attention_layers(HISTORY, 4, rivals(N_ITEMS))
    candidates = np.concatenate(([4], rivals(N_ITEMS))).astype(np.int32)

    def lead(step: float) -> float:
        moved = [
            replace(layer, weights=layer.weights + np.float32(step) * gradient)
            for layer, gradient in zip(layers, gradients, strict=True)
        ]
        scores = made.score_from(HISTORY, moved, candidates)[0]
        return float(scores[0] - scores[1:].mean())

    size = float(np.sqrt(sum(np.square(gradient).sum() for gradient in gradients)))
    step = 0.001 / size
    slope = (lead(step) - lead(-step)) / (2 * step)
    assert slope == pytest.approx(size**2, rel=0.05)


@pytest.mark.parametrize("name", SHOWING)
def test_integrated_gradients_add_up_to_one_percent(name: str) -> None:
    made = model(name)
    assert isinstance(made, ShowsGradients)
    for item in (4, 8):
        found = integrated_gradients(made, HISTORY, item, n_items=N_ITEMS)
        assert found.parts[0] == 0.0, "the first of six is not read by a model that reads five"
        assert abs(found.parts.sum() - found.whole) <= 0.01 * max(abs(found.whole), 1e-3)
        assert found.complete
    ends, _ = made.presence_gradients(HISTORY, np.ones((1, 5), np.float32), 4, rivals(N_ITEMS))
    assert ends[0] == pytest.approx(float(leads(made, HISTORY, 4, n_items=N_ITEMS)[0, 0]), abs=1e-4)


@pytest.mark.parametrize("name", SHOWING)
def test_a_head_that_is_switched_off_changes_scores_and_not_the_model(name: str) -> None:
    made = model(name)
    before = made.score(HISTORY)
    silent = made.without_head(0, 0)
    assert np.abs(silent.score(HISTORY) - before).max() > 1e-6
    layers, _ = made.attention_layers(HISTORY, 4, rivals(N_ITEMS))
    weights = layers[0].weights.copy()
    weights[0] = 0.0
    expected = made.score_from(HISTORY, [replace(layers[0], weights=weights), *layers[1:]])
    if name != "TargetAttention":  # its candidates look again when the first stage changes
        again, _ = silent.attention_layers(HISTORY, 4, rivals(N_ITEMS))
        assert len(again) == len(layers)
    if len(layers) == 1:
        np.testing.assert_allclose(silent.score(HISTORY), expected, atol=1e-5)
    np.testing.assert_array_equal(made.score(HISTORY), before)


@pytest.mark.parametrize("name", SHOWING)
def test_an_untrained_model_knows_nothing_and_the_trained_one_stays_as_it_was(name: str) -> None:
    made = model(name)
    before = made.score(HISTORY)
    other = made.untrained(3)
    np.testing.assert_array_equal(other.score(HISTORY), made.untrained(3).score(HISTORY))
    assert np.abs(other.score(HISTORY) - before).max() > 1e-3
    np.testing.assert_array_equal(made.score(HISTORY), before)
