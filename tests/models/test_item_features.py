from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
import torch
from sequence_contract import SMALL
from small_world import CIRCLE, N_ITEMS, circles, circles_with_texts, next_in_circle

from workbench.data.dataset import ItemTable
from workbench.data.interactions import Histories
from workbench.data.splits import Split
from workbench.errors import ConfigurationError
from workbench.jobs import Progress
from workbench.models.attention.described_items import DescribedModel
from workbench.models.attention.esasrec import ESASRec
from workbench.models.attention.gsasrec import GSASRec
from workbench.models.attention.item_features import FeatureSource, FeatureUse, ItemFeatures, category_codes
from workbench.models.attention.layers import initialise
from workbench.models.attention.sasrec import SASRec, SASRecConfig
from workbench.models.recommender import UsesContent


def _described() -> Split:
    """The small world, in which every item has a text, and all but the last a category by its circle."""
    split = circles_with_texts()
    told = [["first", "even"] if item < 6 else ["second"] for item in range(N_ITEMS - 1)] + [None]
    table = pa.table({"title": [f"Item {code}" for code in range(N_ITEMS)], "categories": told})
    return replace(split, dataset=replace(split.dataset, item_table=ItemTable(table)))


def test_codes_are_padded() -> None:
    codes = category_codes(_described().dataset.item_table)
    assert codes.tolist() == [[0, 1]] * 6 + [[2, -1]] * 6 + [[-1, -1]]
    assert category_codes(circles().dataset.item_table).shape == (N_ITEMS, 0)


@pytest.mark.parametrize("use", ["mean", "gated", "attention"])
def test_lengths_are_those_of_the_parts_that_are_added(use: FeatureUse) -> None:
    layer = ItemFeatures(3, 2, 4, use)
    initialise(layer, torch.Generator().manual_seed(1), deviation=0.5)
    vectors = torch.randn(3, 4, generator=torch.Generator().manual_seed(2))
    codes, text = torch.tensor([[0, 2], [1, -1], [-1, -1]]), torch.tensor([[0.6, 0.8], [0.0, 0.0], [0.0, 0.0]])
    with torch.no_grad():
        lengths = layer.lengths(vectors, codes, text)
        added = layer(vectors, codes, text) - vectors
    assert lengths.shape == (3, 3)  # the item's own, its categories, its text
    torch.testing.assert_close(lengths[:, 0], vectors.norm(dim=-1))
    torch.testing.assert_close(lengths[1:, 1], added[1:].norm(dim=-1))  # without a text all that is added is categories
    assert lengths[1:, 2].tolist() == [0.0, 0.0]
    assert lengths[2].tolist()[1:] == [0.0, 0.0]
    assert lengths[0, 1] > 0 < lengths[0, 2]
    assert (lengths[0, 1] - lengths[0, 2]).abs() - 1e-5 < added[0].norm() < lengths[0, 1] + lengths[0, 2] + 1e-5


@pytest.mark.parametrize("use", ["mean", "gated", "attention"])
@pytest.mark.parametrize("source", ["categories", "text", "both"])
def test_features_equal_a_plain_reference_in_double_precision(use: FeatureUse, source: FeatureSource) -> None:
    layer = ItemFeatures(3 if source != "text" else 0, 2 if source != "categories" else 0, 4, use)
    initialise(layer, torch.Generator().manual_seed(1), deviation=0.5)
    vectors = torch.randn(3, 4, generator=torch.Generator().manual_seed(2))
    codes, text = [[0, 2], [1, -1], [-1, -1]], [[0.6, 0.8], [0.0, 0.0], [-1.0, 0.0]]
    if source == "text":
        text[2] = [0.0, 0.0]  # one item says nothing in either way
    with torch.no_grad():
        got = layer(vectors, torch.tensor(codes), torch.tensor(text).half())
    p = {name: value.detach().double().numpy() for name, value in layer.named_parameters()}
    for row, vector in enumerate(vectors.double().numpy()):
        told = [] if source == "text" else [p["table.weight"][code] for code in codes[row] if code >= 0]
        if source != "categories" and any(text[row]):
            told.append(p["read_text.weight"] @ np.float64(np.float16(text[row])))
        features = np.array(told).reshape(-1, 4)
        share = np.ones(len(features))
        if use == "attention":
            share = np.exp(features @ (p["query.weight"] @ vector + p["query.bias"]) / 2.0)
        mixed = share @ features / share.sum() if len(features) else np.zeros(4)
        if use == "gated":
            gate = p["gate.weight"] @ np.concatenate((vector, mixed)) + p["gate.bias"]
            mixed = mixed / (1.0 + np.exp(-gate))
        np.testing.assert_allclose(got[row], vector + mixed, atol=1e-5)


def test_a_feature_that_calls_very_loudly_does_not_overflow() -> None:
    layer = ItemFeatures(2, 0, 4, "attention")
    initialise(layer, torch.Generator().manual_seed(1), deviation=30.0)
    vectors = 30.0 * torch.randn(2, 4, generator=torch.Generator().manual_seed(2))
    assert torch.isfinite(layer(vectors, torch.tensor([[0, 1], [-1, -1]]))).all()


@pytest.mark.parametrize("kind", [SASRec, ESASRec, GSASRec])
@pytest.mark.parametrize(("use", "source"), [("mean", "categories"), ("gated", "text"), ("attention", "both")])
def test_a_model_with_features_scores_and_is_stored_like_any_other(
    kind: type[DescribedModel], use: FeatureUse, source: FeatureSource, tmp_path: Path
) -> None:
    split, history = _described(), Histories.single([0, 1, 2])
    model = kind(kind.Config(**{**SMALL, "epochs": 3}, features=use, features_from=source))
    assert isinstance(model, UsesContent)
    assert model.modalities() == (() if source == "categories" else ("text",))
    bare = kind(kind.Config(**SMALL)).estimate(split).parameters
    assert model.estimate(split).parameters > bare
    encoded_later = replace(split, dataset=replace(split.dataset, content={}))
    assert model.estimate(encoded_later).parameters > bare
    model.fit(split, validation=split.validation, seed=1, progress=Progress())
    scores = model.score(history)
    assert np.isfinite(scores).all()
    chosen = np.array([3, 12])
    np.testing.assert_allclose(model.score(history, chosen)[0], scores[0, chosen], rtol=1e-5, atol=1e-6)
    model.save(tmp_path)
    np.testing.assert_array_equal(kind.load(tmp_path).score(history), scores)


def test_an_item_that_nobody_met_is_wanted_when_the_item_that_reads_alike_is() -> None:
    """Item 12 reads like item 3 and was met by nobody."""
    walks = [[next_in_circle(start, step) for step in range(3)] for start in range(2 * CIRCLE)]

    def agreement(**features: str) -> float:
        """Correlation of the scores of items 3 and 12 over all walks."""
        model = SASRec(SASRecConfig(**{**SMALL, "epochs": 30, "sampling": "uniform", "loss": "sampled"}, **features))
        model.fit(circles_with_texts(), validation=None, seed=1, progress=Progress())
        scores = np.concatenate([model.score(Histories.single(walk)) for walk in walks])
        return float(np.corrcoef(scores[:, 3], scores[:, 12])[0, 1])

    with_texts, without = agreement(features="mean", features_from="text"), agreement()
    assert with_texts > 0.95 > without + 0.15, (with_texts, without)


@pytest.mark.parametrize(("source", "words"), [("categories", "no categories"), ("text", "no texts")])
def test_a_dataset_without_features_is_told_in_one_sentence(source: FeatureSource, words: str) -> None:
    split = circles()
    model = SASRec(SASRecConfig(**SMALL, features="mean", features_from=source))
    with pytest.raises(ConfigurationError, match=words):
        model.fit(split, validation=None, seed=1, progress=Progress())
