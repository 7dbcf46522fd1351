from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest
import torch
from sequence_contract import SMALL
from small_world import N_ITEMS, circles

from workbench.data.dataset import ItemTable
from workbench.data.interactions import Histories
from workbench.data.splits import Split
from workbench.errors import ConfigurationError
from workbench.jobs import Progress
from workbench.models.attention.item_features import FeatureUse, ItemFeatures, category_codes
from workbench.models.attention.layers import initialise
from workbench.models.attention.sasrec import SASRec, SASRecConfig


def _described() -> Split:
    """The small world, in which every item says which circle it is of; the last one says nothing."""
    split = circles()
    told = [["first", "even"] if item < 6 else ["second"] for item in range(N_ITEMS - 1)] + [None]
    table = pa.table({"title": [f"Item {code}" for code in range(N_ITEMS)], "categories": told})
    return replace(split, dataset=replace(split.dataset, item_table=ItemTable(table)))


def test_codes_are_padded() -> None:
    codes = category_codes(_described().dataset.item_table)
    assert codes.tolist() == [[0, 1]] * 6 + [[2, -1]] * 6 + [[-1, -1]]
    assert category_codes(circles().dataset.item_table).shape == (N_ITEMS, 0)


@pytest.mark.parametrize("use", ["mean", "gated", "attention"])
def test_features_equal_a_plain_reference_in_double_precision(use: FeatureUse) -> None:
    layer = ItemFeatures(3, 4, use)
    initialise(layer, torch.Generator().manual_seed(1), deviation=0.5)
    vectors = torch.randn(3, 4, generator=torch.Generator().manual_seed(2))
    codes = [[0, 2], [1, -1], [-1, -1]]
    with torch.no_grad():
        got = layer(vectors, torch.tensor(codes))
    p = {name: value.detach().double().numpy() for name, value in layer.named_parameters()}
    for row, vector in enumerate(vectors.double().numpy()):
        features = p["table.weight"][[code for code in codes[row] if code >= 0]]
        share = np.ones(len(features))
        if use == "attention":
            share = np.exp(features @ (p["query.weight"] @ vector + p["query.bias"]) / 2.0)
        mixed = share @ features / share.sum() if len(features) else np.zeros(4)
        if use == "gated":
            gate = p["gate.weight"] @ np.concatenate((vector, mixed)) + p["gate.bias"]
            mixed = mixed / (1.0 + np.exp(-gate))
        np.testing.assert_allclose(got[row], vector + mixed, atol=1e-5)


@pytest.mark.parametrize("use", ["mean", "gated", "attention"])
def test_a_model_with_features_scores_and_is_stored_like_any_other(
    use: FeatureUse, tmp_path: pytest.TempPathFactory
) -> None:
    split, history = _described(), Histories.single([0, 1, 2])
    model = SASRec(SASRecConfig(**{**SMALL, "epochs": 3}, features=use))
    assert model.estimate(split).parameters > SASRec(SASRecConfig(**SMALL)).estimate(split).parameters
    model.fit(split, validation=split.validation, seed=1, progress=Progress())
    scores = model.score(history)
    assert np.isfinite(scores).all()
    chosen = np.array([3, 12])
    np.testing.assert_allclose(model.score(history, chosen)[0], scores[0, chosen], rtol=1e-5, atol=1e-6)
    model.save(tmp_path)  # type: ignore[arg-type]
    np.testing.assert_array_equal(SASRec.load(tmp_path).score(history), scores)  # type: ignore[arg-type]


def test_a_dataset_without_categories_is_told_in_one_sentence() -> None:
    split = circles()
    with pytest.raises(ConfigurationError, match="no categories"):
        SASRec(SASRecConfig(**SMALL, features="mean")).fit(split, validation=None, seed=1, progress=Progress())
