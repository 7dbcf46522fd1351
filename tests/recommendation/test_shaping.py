"""A shaped list: filters and diversity in order, each telling what it changed; brute force beside it."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from workbench.data.dataset import Dataset, ItemTable
from workbench.data.interactions import Histories, Interactions, Vocabulary
from workbench.errors import ConfigurationError
from workbench.models.ranking import top_items
from workbench.models.rules import parse_rules
from workbench.recommendation.filters import Filters
from workbench.recommendation.shaping import Shaper, Shaping
from workbench.recommendation.similarity import content_vectors

N = 60
GENRES = ("Drama", "Comedy", "War")


def dataset(categories: bool = True) -> Dataset:
    draw = np.random.default_rng(1)
    columns: dict[str, Any] = {"title": [f"T{i}" for i in range(N)], "year": [1980 + i % 30 for i in range(N)]}
    if categories:
        columns["categories"] = [[GENRES[i % 3]] for i in range(N)]
    whole = Interactions.from_columns(
        np.repeat(np.arange(20), 8), draw.integers(0, N - 5, 160), None, None, n_users=20, n_items=N
    )
    ids = Vocabulary([f"u{u}" for u in range(20)]), Vocabulary([f"i{i}" for i in range(N)])
    return Dataset("shaped", whole, *ids, ItemTable(pa.table(columns)))


DATA = dataset()
SCORES = np.random.default_rng(2).normal(size=N).astype(np.float32)
HISTORY = Histories.single([0, 1, 3])


def shaped(**wanted: Any) -> Any:
    return Shaper(DATA, Shaping(**wanted), content_vectors(DATA.item_table)).shape(SCORES, HISTORY)


def test_without_wishes_the_list_is_the_model_s_own() -> None:
    plain = top_items(SCORES[None], 10, exclude=HISTORY)[0][0]
    made = shaped()
    assert made.items.tolist() == plain.tolist()
    assert made.scores == pytest.approx(SCORES[plain])
    assert made.effects == ()
    assert made.after.score_kept == pytest.approx(1.0)


def test_each_filter_says_what_left_the_list_and_the_catalogue() -> None:
    made = shaped(filters=Filters(categories=("War",), years=(1990, None)))
    allowed = [i for i in range(N) if i % 3 == 2 and i % 30 >= 10]
    assert made.items.tolist() == sorted(allowed, key=lambda i: -SCORES[i])[:10]
    unseen = [i for i in range(N) if i not in (0, 1, 3)]
    plain = sorted(unseen, key=lambda i: -SCORES[i])[:10]
    war = sorted([i for i in unseen if i % 3 == 2], key=lambda i: -SCORES[i])
    first, second = made.effects
    assert (first.name, first.removed, first.left) == ("categories", sum(i not in war[:10] for i in plain), len(war))
    assert (second.name, second.left) == ("years", len(allowed))
    assert second.removed == sum(i not in made.items for i in war[:10])


def test_seen_items_can_be_asked_for() -> None:
    assert sorted(shaped(filters=Filters(seen="seen")).items.tolist()) == [0, 1, 3]
    assert set(shaped(k=N, filters=Filters(seen="all")).items.tolist()) == set(range(N))


@pytest.mark.parametrize("method", ["mmr", "dpp", "calibrated"])
def test_diversity_rises_with_the_slider_and_the_score_kept_falls(method: Any) -> None:
    only_war = np.where(np.arange(N) % 3 == 2, 5.0, 0.0).astype(np.float32) + SCORES
    shaper = [Shaper(DATA, Shaping(method=method, diversity=d), content_vectors(DATA.item_table)) for d in (0.0, 0.9)]
    plain, varied = (one.shape(only_war, HISTORY) for one in shaper)
    assert plain.after.diversity == pytest.approx(0.0)
    assert varied.before.diversity == pytest.approx(0.0)
    assert (varied.after.diversity or 0.0) > 0.3
    assert varied.after.score_kept < varied.before.score_kept == pytest.approx(1.0)
    assert varied.effects[-1].step == "diversity"
    assert varied.effects[-1].removed > 0


def test_calibration_brings_the_categories_nearer_to_the_history_s() -> None:
    made = shaped(method="calibrated", diversity=0.9)
    assert made.before.calibration is not None
    assert made.after.calibration is not None
    assert made.after.calibration < made.before.calibration


def test_items_that_nothing_tells_apart_cannot_be_made_diverse() -> None:
    bare = dataset(categories=False)
    for method in ("mmr", "dpp", "calibrated"):
        with pytest.raises(ConfigurationError):
            Shaper(bare, Shaping(method=method, diversity=0.5), None).shape(SCORES, HISTORY)  # type: ignore[arg-type]
    assert len(Shaper(bare, Shaping(), None).shape(SCORES, HISTORY).items) == 10


def test_wishes_out_of_bounds_are_refused() -> None:
    with pytest.raises(ConfigurationError):
        Shaper(DATA, Shaping(k=0), None)
    with pytest.raises(ConfigurationError):
        Shaper(DATA, Shaping(diversity=1.5), None)


def test_a_filter_that_nothing_passes_leaves_an_empty_list() -> None:
    made = shaped(filters=Filters(years=(2050, None)))
    assert len(made.items) == 0
    assert made.after.diversity is None


BOOST, OLD = "boost 0.3 when item.categories is Drama", "exclude when item.year at least 2000"
TENS, PIN = "demote 0.1 when item.title contains T1", "pin when item.title is T44"


def test_rules_are_applied_in_order_and_each_says_what_it_changed() -> None:
    made = shaped(rules=parse_rules("\n".join((BOOST, OLD, TENS, PIN))))
    scores = {i: float(s) for i, s in enumerate(SCORES)}

    def first_ten(without: set[int]) -> list[int]:
        return sorted((i for i in scores if i not in without), key=lambda i: -scores[i])[:10]

    seen = {0, 1, 3}
    lists = [first_ten(seen)]
    span = float(np.ptp(SCORES))
    scores = {i: s + (0.3 * span if i % 3 == 0 else 0.0) for i, s in scores.items()}
    lists.append(first_ten(seen))
    late = seen | {i for i in scores if 1980 + i % 30 >= 2000}
    lists.append(first_ten(late))
    scores = {i: s - (0.1 * span if "T1" in f"T{i}" else 0.0) for i, s in scores.items()}
    lists.append(first_ten(late))
    lists.append([44, *(i for i in lists[-1] if i != 44)][:10])
    assert made.items.tolist() == lists[-1]
    for effect, (before, after) in zip(made.effects, pairwise(lists), strict=True):
        assert effect.removed == sum(i not in after for i in before)
        assert effect.moved == sum(i in after and after.index(i) != before.index(i) for i in before)
    assert [effect.name for effect in made.effects] == [BOOST, OLD, TENS, PIN]


def test_a_pin_stays_whatever_diversity_does_and_an_excluded_item_is_not_pinned() -> None:
    made = shaped(rules=parse_rules("pin when item.title is T50"), diversity=0.9)
    assert made.items[0] == 50
    assert len(set(made.items.tolist())) == 10
    for order in (
        "exclude when item.title is T50\npin when item.title is T50",
        "pin when item.title is T50\nexclude when item.title is T50",
    ):
        assert 50 not in shaped(rules=parse_rules(order)).items
    assert (
        50
        not in shaped(
            rules=parse_rules(PIN + "\npin when item.title is T50"), filters=Filters(years=(2001, 2050))
        ).items
    )


def test_pins_stand_in_the_order_of_their_rules() -> None:
    made = shaped(rules=parse_rules("pin when item.title is T50\npin when item.title is T51"))
    assert made.items[:2].tolist() == [50, 51]


def test_a_chosen_order_is_cut_to_the_list_below_the_pins() -> None:
    shaper = Shaper(DATA, Shaping(k=4, rules=parse_rules("pin when item.title is T50")), None)
    pool = shaper.pool(SCORES, HISTORY)
    assert len(pool.items) == 50
    assert 50 not in pool.items
    made = shaper.reordered(SCORES, HISTORY, pool.items[::-1].copy())
    assert made.items.tolist() == [50, *pool.items[::-1][:3].tolist()]
    assert made.effects[-1].step == "bandit"


def test_what_left_by_feedback_is_not_brought_back_by_a_rule() -> None:
    scores = SCORES.copy()
    scores[50] = -np.inf
    shaper = Shaper(
        DATA, Shaping(rules=parse_rules("boost 1 when item.title is T50\npin when item.title is T50")), None
    )
    made = shaper.shape(scores, HISTORY)
    assert 50 not in made.items
    assert len(made.items) == 10
