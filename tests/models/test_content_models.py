from __future__ import annotations

import numpy as np
import pytest
import torch
from model_contract import ModelContract
from sequence_contract import SMALL, SequenceContract
from small_world import CIRCLE, N_ITEMS, circles, circles_with_texts, with_content

from workbench.data.content import ContentVectors
from workbench.data.interactions import Histories
from workbench.errors import ConfigurationError
from workbench.jobs import Progress
from workbench.models.attention.feature_sasrec import FeatureSASRec, FeatureSASRecConfig
from workbench.models.content.content_similarity import ContentSimilarity, ContentSimilarityConfig
from workbench.models.content.rows import rows, signal

COLD = N_ITEMS - 1


class TestContentSimilarity(ModelContract):
    kind = ContentSimilarity
    config = ContentSimilarityConfig()
    world = staticmethod(circles_with_texts)

    def test_scores_are_cosines_with_the_profile(self) -> None:
        vectors = rows(circles_with_texts().dataset.content["text"]).astype(np.float64)
        profile = vectors[4] + 0.5 ** (1 / 10.0) * vectors[1]
        wanted = vectors @ profile / np.linalg.norm(profile)
        np.testing.assert_allclose(self.fitted().score(Histories.single([1, 4]))[0], wanted, atol=1e-5)

    def test_an_item_that_nobody_met_is_found_by_its_content(self) -> None:
        scores = self.fitted().score(Histories.single([3]))[0]
        assert scores[COLD] == np.delete(scores, 3).max()


def test_an_item_without_content_comes_last() -> None:
    vectors = circles_with_texts().dataset.content["text"].vectors.copy()
    vectors[5] = 0.0
    split = with_content(circles(), text=vectors)
    model = ContentSimilarity()
    model.fit(split, validation=None, seed=1, progress=Progress())
    assert model.score(Histories.single([0]))[0].argmin() == 5


@pytest.mark.parametrize("kind", [ContentSimilarity, FeatureSASRec])
def test_a_dataset_without_content_is_told_so(kind: type[ContentSimilarity] | type[FeatureSASRec]) -> None:
    with pytest.raises(ConfigurationError, match="have no"):
        kind().fit(circles(), validation=None, seed=1, progress=Progress())


class TestFeatureSASRec(SequenceContract):
    kind = FeatureSASRec
    config = FeatureSASRecConfig(**(SMALL | {"epochs": 20}), experts=2)
    world = staticmethod(circles_with_texts)

    def test_it_moves_to_other_data_without_training(self) -> None:
        """The other dataset has the same texts in another order: the same walk goes on to the same text."""
        model = self.fitted()
        assert isinstance(model, FeatureSASRec)
        order = np.random.default_rng(1).permutation(N_ITEMS)
        split = circles_with_texts()
        text = split.dataset.content["text"]
        other = with_content(split, text=text.vectors[order]).dataset
        moved = model.moved_to(other, split.train)
        place = np.argsort(order)  # where each item stands in the other dataset
        here = model.score(Histories.single([0, 1, 2]))[0]
        there = moved.score(Histories.single(place[[0, 1, 2]].tolist()))[0]
        np.testing.assert_allclose(there[place], here, atol=2e-3)

    def test_another_encoder_is_refused(self) -> None:
        model = self.fitted()
        assert isinstance(model, FeatureSASRec)
        split = circles_with_texts()
        text = split.dataset.content["text"]
        split.dataset.content["text"] = ContentVectors(text.vectors, text.present, "another", "cd" * 32)  # type: ignore[index]
        with pytest.raises(ConfigurationError, match="another encoder"):
            model.moved_to(split.dataset, split.train)

    def test_there_are_no_ids(self) -> None:
        assert self.model().network.item.weight.numel() == 0
        assert N_ITEMS not in [p.shape[0] for p in self.model().network.parameters()]


def test_rows_are_of_length_one_and_keep_who_is_like_whom() -> None:
    draw = np.random.default_rng(0)
    hidden = draw.standard_normal((60, 3)) @ draw.standard_normal((3, 40))
    content = ContentVectors(hidden.astype(np.float32), np.arange(60) != 7, "", "")
    made = rows(content, 4)
    assert made.shape == (60, 4)
    assert (made[7] == 0).all()
    np.testing.assert_allclose(np.linalg.norm(np.delete(made, 7, 0), axis=1), 1.0, atol=1e-5)
    there = np.delete(hidden, 7, 0) - np.delete(hidden, 7, 0).mean(0)
    there /= np.linalg.norm(there, axis=1, keepdims=True)
    kept = np.delete(made, 7, 0)
    np.testing.assert_allclose(kept @ kept.T, there @ there.T, atol=1e-4)


def test_the_signal_of_noise_is_zero_and_that_of_meaning_is_not() -> None:
    split = circles_with_texts()
    meaning = split.dataset.content["text"]
    assert signal(rows(meaning), meaning.present, split.train) > 0.1
    for seed in range(20):
        noise = np.random.default_rng(seed).standard_normal((N_ITEMS, 16)).astype(np.float32)
        made = ContentVectors(noise, np.ones(N_ITEMS, np.bool_), "", "")
        assert signal(rows(made), made.present, split.train) <= 0.3 * signal(
            rows(meaning), meaning.present, split.train
        )


def test_the_place_in_a_circle_is_read_from_the_texts() -> None:
    model = FeatureSASRec(FeatureSASRecConfig(**(SMALL | {"epochs": 20}), experts=2))
    model.fit(circles_with_texts(), validation=None, seed=1, progress=Progress())
    vectors = torch.from_numpy(model.item_vectors())
    assert vectors.shape[0] == 2 * CIRCLE + 1
