from __future__ import annotations

import numpy as np
import pytest
import torch
from sequence_contract import SMALL, SequenceContract
from small_world import CIRCLE, N_ITEMS, circles, circles_with_texts, next_in_circle, split_of, with_content

from workbench.data.interactions import Histories
from workbench.jobs import Progress
from workbench.models.attention.multimodal_attention import (
    MultimodalAttention,
    MultimodalAttentionConfig,
    MultimodalObjective,
)
from workbench.models.ranking import rank_all
from workbench.models.recommender import SharesModalities, UsesContent

COLD = N_ITEMS - 1


class TestWithoutContent(SequenceContract):
    kind = MultimodalAttention
    config = MultimodalAttentionConfig(**SMALL)


class TestWithTexts(SequenceContract):
    kind = MultimodalAttention
    config = MultimodalAttentionConfig(**SMALL)
    world = staticmethod(circles_with_texts)
    rows_sum_to_one = False

    def multimodal(self) -> MultimodalAttention:
        model = self.fitted()
        assert isinstance(model, MultimodalAttention)
        return model

    def test_an_item_that_nobody_met_is_ranked_by_its_content(self) -> None:
        """Item 12 reads like item 3: it fits after 0, 1, 2 and not after 6, 7, 8."""
        fits = self.model().score(Histories.single([0, 1, 2]))[0]
        fits_not = self.model().score(Histories.single([6, 7, 8]))[0]
        assert (fits[COLD] > np.delete(fits, [3, COLD])).mean() > 0.7
        assert (fits_not[COLD] < np.delete(fits_not, COLD)).mean() > 0.5

    def test_shares_say_what_an_item_is_made_of(self) -> None:
        model = self.multimodal()
        assert isinstance(model, SharesModalities)
        shares = model.shares()
        assert shares.names == ("id", "text")
        np.testing.assert_allclose(shares.share.sum(axis=1), 1.0, atol=1e-6)
        assert shares.share[COLD].tolist() == [0.0, 1.0]
        np.testing.assert_array_equal(model.shares(np.array([2, COLD])).share, shares.share[[2, COLD]])

    def test_layers_of_attention_have_names(self) -> None:
        shown = self.multimodal().attention(Histories.single([0, 1, 2]))
        assert shown.layers == ("id", "text", "across → id", "across → text", "across")
        sums = shown.weights.sum(axis=-1)
        np.testing.assert_allclose(sums[[0, 1, 4]], 1.0, atol=1e-5)
        np.testing.assert_allclose(sums[2] + sums[3], 1.0, atol=1e-5)

    def test_it_says_which_content_it_reads(self) -> None:
        model = self.multimodal()
        assert isinstance(model, UsesContent)
        assert model.modalities() == ("text", "image", "audio")
        assert MultimodalAttention(MultimodalAttentionConfig(image=False)).modalities() == ("text", "audio")


def fitted(split, **settings) -> MultimodalAttention:  # type: ignore[no-untyped-def]
    model = MultimodalAttention(MultimodalAttentionConfig(**(SMALL | settings)))
    model.fit(split, validation=None, seed=1, progress=Progress())
    return model


def test_a_modality_of_noise_gets_a_share_near_zero() -> None:
    """A world large enough to tell chance from meaning: 400 people walk along ten circles of eight items."""
    draw = np.random.default_rng(0)
    user, item = [], []
    for code in range(400):
        first, start = 8 * int(draw.integers(10)), int(draw.integers(8))
        user += [code] * 6
        item += [first + (start + step) % 8 for step in range(6)]
    meaning = np.zeros((80, 10), np.float32)
    meaning[np.arange(80), np.arange(80) // 8] = 1.0
    meaning += 0.1 * draw.standard_normal(meaning.shape).astype(np.float32)
    noise = draw.standard_normal((80, 32))
    split = with_content(split_of(user, item, 80), text=meaning, audio=noise)
    model = fitted(split, epochs=10)
    told = dict(zip(model.network.names, model.network.get_buffer("fact_signal").tolist(), strict=True))
    assert told["text"] > 0.5
    assert told["audio"] == 0.0
    shares = model.shares()
    assert shares.share[:, shares.names.index("audio")].mean() < 0.02


def test_items_without_a_modality_give_it_no_share() -> None:
    vectors = circles_with_texts().dataset.content["text"].vectors.copy()
    vectors[:3] = 0.0
    shares = fitted(with_content(circles(), text=vectors)).shares()
    assert (shares.share[:3, 1] == 0).all()
    assert (shares.share[3:COLD, 1] > 0).all()


def test_alignment_draws_content_towards_the_id() -> None:
    def misalignment(alignment: float) -> float:
        split = circles_with_texts()
        model = fitted(split, alignment=alignment)
        objective = model.objective(model.network, split.train, torch.Generator())
        assert isinstance(objective, MultimodalObjective)
        with torch.no_grad():
            return float(objective.misalignment(torch.arange(2 * CIRCLE)))

    assert misalignment(1.0) < 0.7 * misalignment(0.0)


def test_a_cold_item_is_no_negative_in_training() -> None:
    model = fitted(circles_with_texts())
    objective = model.objective(model.network, circles().train, torch.Generator().manual_seed(1))
    offsets = circles().train.offsets
    batch = model.batches(circles().train).make(offsets[:-1], offsets[1:], np.random.default_rng(0))
    objective.eval()
    objective(batch).backward()
    gradient = model.network.item.weight.grad
    assert gradient is not None
    assert (gradient[COLD] == 0).all()
    assert (gradient[:COLD] != 0).any(dim=1).all()


@pytest.mark.parametrize("modality", ["text", "image", "audio"])
def test_a_modality_can_be_left_out(modality: str) -> None:
    vectors = circles_with_texts().dataset.content["text"].vectors
    split = with_content(circles(), text=vectors, image=vectors, audio=vectors)
    model = fitted(split, epochs=1, **{modality: False})
    assert modality not in model.network.names
    assert len(model.network.names) == 3


def test_walks_go_on_where_ids_are_hidden_from_most_items() -> None:
    model = fitted(circles_with_texts(), modality_dropout=0.5, epochs=20)
    items, _ = rank_all(model, Histories.single([0, 1, 2]), 2)
    assert next_in_circle(0, 3) in items[0].tolist()


def test_a_model_stored_before_compares_as_many_directions_as_it_learned_with() -> None:
    vectors = np.random.default_rng(0).standard_normal((N_ITEMS, 64)).astype(np.float32)
    split = with_content(circles(), text=vectors)
    now = fitted(split, epochs=1)
    assert now.item_vectors().shape[1] == SMALL["width"] + now.network.get_buffer("fact_text_vectors").shape[1]

    facts = {n.removeprefix("fact_"): b for n, b in now.network.named_buffers() if n.startswith("fact_")}
    wide = facts | {"text_vectors": torch.zeros(N_ITEMS, 64, dtype=torch.float16)}
    earlier = {name: fact for name, fact in wide.items() if name != "compared"}
    model = MultimodalAttention(now.config)
    assert model._empty_network(N_ITEMS, wide).memories["text"].kept == 64
    assert model._empty_network(N_ITEMS, earlier).memories["text"].kept == 32
