from __future__ import annotations

import numpy as np
import pytest

from workbench.explanation.paths import path_sentence, shared_values
from workbench.models.recommender import RelationWeights

VALUES = ("Ray", "Kurosawa", "Drama", "War")


def weights(*items: dict[str, float]) -> RelationWeights:
    pairs = [(VALUES.index(name), weight) for item in items for name, weight in item.items()]
    value = np.array([code for code, _ in pairs], np.int64)
    return RelationWeights(
        offsets=np.cumsum([0] + [len(item) for item in items]),
        relation=np.where(value < 2, 0, 1),
        value=value,
        weight=np.array([weight for _, weight in pairs], np.float32),
        relation_names=("director", "genre"),
        value_names=VALUES,
    )


HISTORY = weights({"Ray": 0.5, "Drama": 0.5}, {"Kurosawa": 0.2, "War": 0.8}, {}, {"Drama": 1.0}, {"Ray": 0.5})
TITLES = ["Pather Panchali", "Ran", "Unknown", "Stalker", "Aparajito"]


def test_paths_are_ranked_by_the_product_of_both_ends_attention() -> None:
    first, second = shared_values(weights({"Ray": 0.75, "Drama": 0.25}), HISTORY)
    assert (first.relation, first.value, first.places) == ("director", "Ray", (4, 0))
    assert first.weights == pytest.approx((0.375, 0.375))
    assert first.weight == pytest.approx(0.75)
    assert (second.relation, second.value, second.places) == ("genre", "Drama", (3, 0))
    assert second.weights == pytest.approx((0.25, 0.125))


def test_attention_decides_which_reason_comes_first() -> None:
    ranked = shared_values(weights({"Ray": 0.1, "Drama": 0.9}), HISTORY)
    assert [one.value for one in ranked] == ["Drama", "Ray"]
    assert [one.value for one in shared_values(weights({"Ray": 0.1, "Drama": 0.9}), HISTORY, most=1)] == ["Drama"]


def test_nothing_shared_is_no_path() -> None:
    assert shared_values(weights({}), HISTORY) == ()
    assert shared_values(weights({"War": 1.0}), weights({"Ray": 1.0})) == ()
    assert shared_values(weights({"War": 1.0}), weights()) == ()


def test_a_sentence_names_what_is_shared_and_with_what() -> None:
    shared = shared_values(weights({"Ray": 1.0}), HISTORY)[0]
    assert path_sentence(shared, TITLES) == "shares director Ray with Aparajito, Pather Panchali"
    assert path_sentence(shared, TITLES, most=1) == "shares director Ray with Aparajito and 1 more"
