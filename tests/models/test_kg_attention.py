from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pyarrow as pa
import pytest
from model_contract import ModelContract
from small_world import N_ITEMS, circles, split_of

from workbench.data.dataset import ItemTable
from workbench.data.interactions import Histories
from workbench.data.splits import Split
from workbench.errors import ConfigurationError
from workbench.jobs import Progress
from workbench.models.bpr import BPR, BPRConfig
from workbench.models.item_relations import ItemRelations, names_from_bytes
from workbench.models.kg_attention import KGAttention, KGAttentionConfig
from workbench.models.popularity import Popularity
from workbench.models.ranking import ndcg_at
from workbench.models.recommender import Recommender, WeighsRelations

SMALL = KGAttentionConfig(factors=8, relation_width=4, epochs=3, negatives=16)
DIRECTORS, FILMS_OF_EACH, SHELVES = 10, 40, 8


def told_circles() -> Split:
    """The small world, whose items say their circle and whether they are even; the last one says nothing."""
    split = circles()
    table = pa.table(
        {
            "title": [f"Item {code}" for code in range(N_ITEMS)],
            "categories": [["even", "first"] if code % 2 == 0 else ["odd"] for code in range(N_ITEMS - 1)] + [None],
            "circle": ["left" if code < 6 else "right" for code in range(N_ITEMS - 1)] + [None],
        }
    )
    return replace(split, dataset=replace(split.dataset, item_table=ItemTable(table)))


class TestKGAttentionKeepsTheContract(ModelContract):
    kind = KGAttention
    config = SMALL
    world = staticmethod(told_circles)


@cache
def directors() -> Split:
    """Everybody watches films of one director, each film about once: who met what says little, its director all."""
    draw = np.random.default_rng(3)
    n_items = DIRECTORS * FILMS_OF_EACH
    user, item = [], []
    for code in range(160):
        user += [code] * 6
        item += (draw.permutation(FILMS_OF_EACH)[:6] + code % DIRECTORS * FILMS_OF_EACH).tolist()
    split = split_of(user, item, n_items)
    table = pa.table(
        {
            "title": [f"Film {code}" for code in range(n_items)],
            "director": [f"director {code // FILMS_OF_EACH}" for code in range(n_items)],
            "shelf": [f"shelf {code}" for code in draw.integers(0, SHELVES, n_items)],
        }
    )
    return replace(split, dataset=replace(split.dataset, item_table=ItemTable(table)))


@cache
def _of_directors() -> KGAttention:
    model = KGAttention(KGAttentionConfig(factors=16, relation_width=8, epochs=40, negatives=64, patience=0))
    model.fit(directors(), validation=None, seed=1, progress=Progress())
    return model


def test_only_the_attribute_predicts_and_the_model_finds_it() -> None:
    split = directors()
    others: list[Recommender] = [Popularity(), BPR(BPRConfig(factors=16, epochs=40, negatives=64, patience=0))]
    for each in others:
        each.fit(split, validation=None, seed=1, progress=Progress())
    ours = ndcg_at(_of_directors(), split.test, 10)
    unmet = FILMS_OF_EACH - 5  # of a director; which of them comes next is chance
    best = sum(1 / np.log2(rank + 1) for rank in range(1, 11)) / unmet
    assert ours > 0.8 * best
    assert ours > 1.5 * max(ndcg_at(each, split.test, 10) for each in others)


def test_a_film_that_nobody_met_is_recommended_by_its_director() -> None:
    unseen = np.flatnonzero(directors().train.item_counts == 0)
    assert len(unseen) > 10
    scores = _of_directors().score(Histories.single([0, 1, 2, 3]))[0][unseen]
    same = unseen < FILMS_OF_EACH
    assert scores[same].min() > scores[~same].max()


def test_the_relation_that_predicts_gets_the_attention() -> None:
    model = _of_directors()
    assert isinstance(model, WeighsRelations)
    weights = model.relation_weights(np.arange(DIRECTORS * FILMS_OF_EACH))
    of_director = weights.weight[weights.relation == weights.relation_names.index("director")]
    assert of_director.mean() > 0.65


def test_weights_are_the_papers_softmax_over_an_items_relations() -> None:
    split = told_circles()
    model = KGAttention(SMALL)
    model.fit(split, validation=None, seed=1, progress=Progress())
    network = model.network
    item, value, relation, projection = (
        part.detach().numpy().astype(np.float64)
        for part in (network.items, network.values, network.relations, network.projections)
    )
    asked = np.array([4, N_ITEMS - 1, 1])
    found = model.relation_weights(asked)
    assert found.offsets.tolist() == [0, 3, 3, 5]
    names = [found.value_names[code] for code in found.value]
    assert names == ["even", "first", "left", "odd", "left"]
    for n in (0, 2):
        rows = slice(found.offsets[n], found.offsets[n + 1])
        logits = [
            (value[a] @ projection[r]) @ np.tanh(item[asked[n]] @ projection[r] + relation[r])
            for r, a in zip(found.relation[rows], found.value[rows], strict=True)
        ]
        np.testing.assert_allclose(found.weight[rows], np.exp(logits) / np.exp(logits).sum(), rtol=1e-4)


def test_scores_are_sums_over_own_vectors_and_attributes() -> None:
    model = KGAttention(SMALL)
    model.fit(told_circles(), validation=None, seed=1, progress=Progress())
    network = model.network
    weights = model.relation_weights(np.arange(N_ITEMS))
    owner = np.repeat(np.arange(N_ITEMS), np.diff(weights.offsets))
    told = np.zeros((N_ITEMS, 8))
    np.add.at(told, owner, network.values.detach().numpy()[weights.value] * weights.weight[:, None])
    taste, items = network.taste.detach().numpy() + told, network.items.detach().numpy() + told
    expected = network.bias.detach().numpy() + items @ (taste[[0, 1, 1]].sum(axis=0) / 3**0.5)
    np.testing.assert_allclose(model.score(Histories.single([0, 1, 1]))[0], expected, rtol=1e-4, atol=1e-5)


def test_a_graph_has_what_items_share_and_nothing_else() -> None:
    table = pa.table(
        {
            "title": ["A", "A", "B", "C"],
            "cast": [["Ann", "Bob", "Ann"], ["Bob"], None, ["Zoe", "Ann"]],
            "slug": ["one", "two", "three", "four"],
            "same": ["x", "x", "x", "x"],
            "year": pa.array([1994, 1999, 2001, None], pa.int32()),
            "series": ["", "Apu", "Apu", None],
            "length": [1.5, 1.5, 2.0, 2.0],
        }
    )
    graph = ItemRelations.of(ItemTable(table))
    assert graph.relation_names == ("cast", "year", "series")
    edges = [
        (graph.relation_names[r], graph.value_names[graph.value[e]], int(graph.item[e]))
        for r in range(3)
        for e in range(graph.edges[r], graph.edges[r + 1])
    ]
    assert edges == [
        ("cast", "Ann", 0),
        ("cast", "Bob", 0),
        ("cast", "Bob", 1),
        ("cast", "Ann", 3),
        ("year", "1990s", 0),
        ("year", "1990s", 1),
        ("series", "Apu", 1),
        ("series", "Apu", 2),
    ]
    assert names_from_bytes(graph.names_as_bytes()) == (graph.relation_names, graph.value_names)


def test_numbers_with_many_values_are_no_relation() -> None:
    votes = pa.array([code // 2 for code in range(200)])
    stars = pa.array([code % 5 for code in range(200)])
    graph = ItemRelations.of(ItemTable(pa.table({"votes": votes, "stars": stars})))
    assert graph.relation_names == ("stars",)


def test_items_without_shared_attributes_are_refused() -> None:
    with pytest.raises(ConfigurationError, match="attributes"):
        KGAttention(SMALL).fit(circles(), validation=None, seed=1, progress=Progress())
