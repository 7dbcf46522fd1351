from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from model_contract import ModelContract
from real_data import real_data
from small_world import split_of

from workbench.data.content import item_texts
from workbench.data.dataset import ItemTable
from workbench.data.interactions import Histories
from workbench.data.reading import read_dataset
from workbench.data.split_strategies import make_split
from workbench.data.splits import Split
from workbench.errors import ConfigurationError
from workbench.explanation.attributions import attribute
from workbench.explanation.removal import rivals
from workbench.jobs import Progress
from workbench.models.content import content_profile
from workbench.models.content.content_knn import ContentKNN, ContentKNNConfig
from workbench.models.content.content_profile import ContentProfile, ContentProfileConfig
from workbench.models.content.terms import categories, item_content, reduced, weighed, words
from workbench.models.ranking import ndcg_at, rank_all
from workbench.models.recommender import FindsSimilar, Recommender, ReplaysAttention, ShowsAttention

# Items 0–2 are space films, 3–5 are cooking; nobody ever met 2 and 5, and of 6 nothing is known.
KINDS = [["space"], ["space", "drama"], ["space"], ["cooking"], ["cooking", "drama"], ["cooking"], None]
TEXTS = [
    "A rocket to Mars",
    "The rocket returns",
    "Mars, rocket, Mars",
    "Soup of the day",
    "Soup wars",
    "More soup",
    "",
]


class TestContentKNNKeepsTheContract(ModelContract):
    kind = ContentKNN
    config = ContentKNNConfig(neighbours=4)


class TestContentProfileKeepsTheContract(ModelContract):
    kind = ContentProfile
    config = ContentProfileConfig(temperature=0.3, forgetting=0.1, popularity=0.1)


def _described(kinds: list[list[str] | None] = KINDS, texts: list[str] | None = TEXTS) -> Split:
    split = split_of([0] * 4 + [1] * 4, [0, 1, 1, 0, 3, 4, 3, 4], n_items=len(kinds))
    columns = {
        "title": pa.array([None] * len(kinds), pa.string()),
        "categories": pa.array(kinds, pa.list_(pa.string())),
    }
    if texts is not None:
        columns["text"] = pa.array(texts)
    dataset = replace(split.dataset, item_table=ItemTable(pa.table(columns)))
    return replace(split, dataset=dataset)


def _fitted(model: Recommender, split: Split) -> Recommender:
    model.fit(split, validation=split.validation, seed=1, progress=Progress())
    return model


def _terms_of(text: str) -> dict[str, float]:
    found = words(pa.array([text]))
    return dict(zip(found.names, found.counts.toarray()[0].tolist(), strict=True))


def test_words_are_small_letters_between_signs_that_are_none() -> None:
    assert _terms_of("The Café's cafe\u0301 — №1, the") == {"the": 2, "café": 2, "s": 1, "no1": 1}


def test_chinese_japanese_and_korean_become_pairs_of_signs() -> None:
    assert _terms_of("推荐系统") == {"推荐": 1, "荐系": 1, "系统": 1}
    assert _terms_of("ラーメン") == {"ラー": 1, "ーメ": 1, "メン": 1}
    assert _terms_of("영화관") == {"영화": 1, "화관": 1}


def test_pairs_do_not_cross_spaces_stops_or_words_and_a_sign_alone_is_a_term() -> None:
    assert _terms_of("电影。明星 abc茶") == {"电影": 1, "明星": 1, "abc": 1, "茶": 1}


def test_terms_belong_to_their_item_and_missing_texts_have_none() -> None:
    found = words(pa.array(["电", "影", None, "电影 a"]))
    table = found.counts.toarray()
    rows = [{found.names[term] for term in np.flatnonzero(row)} for row in table]
    assert rows == [{"电"}, {"影"}, set(), {"电影", "a"}]


def test_an_item_of_which_nothing_is_known_keeps_its_place_among_the_texts() -> None:
    columns = pa.table({"title": pa.array([None, "Solaris", None]), "text": pa.array(["A planet.", "", None])})
    assert item_texts(columns).to_pylist() == ["A planet.", "Solaris", None]


def test_tfidf_is_the_one_computed_by_hand() -> None:
    counts = words(pa.array(["sun sun moon", "moon", "sun star"])).counts
    made = weighed(counts, "tfidf").toarray()
    sun, moon = (1 + math.log(2)) * math.log(1 + 3 / 2), math.log(1 + 3 / 2)
    assert sorted(made[0].tolist()) == pytest.approx(sorted([0.0, sun, moon] / np.hypot(sun, moon)))
    assert sorted(made[2].tolist()) == [0.0, 0.0, 1.0], "nobody else has a star"


def test_bm25_is_the_one_computed_by_hand() -> None:
    counts = words(pa.array(["sun sun moon", "moon", "sun moon"])).counts
    made = weighed(counts, "bm25").toarray()
    held_back = 1.2 * (1 - 0.75 + 0.75 * 3 / 2)
    sun = math.log(1 + (3 - 2 + 0.5) / 2.5) * 2 * 2.2 / (2 + held_back)
    moon = math.log(1 + (3 - 3 + 0.5) / 3.5) * 1 * 2.2 / (1 + held_back)
    assert sorted(made[0].tolist()) == pytest.approx(sorted([sun, moon] / np.hypot(sun, moon)))


def test_cosines_mix_categories_and_words_by_their_share() -> None:
    table = _described().dataset.item_table
    kinds = weighed(categories(table).counts, "tfidf")
    texts = weighed(words(table.columns["text"].combine_chunks()).counts, "tfidf")
    mixed = item_content(table, "both", "tfidf", 0.25)
    expected = 0.25 * (kinds @ kinds.T).toarray() + 0.75 * (texts @ texts.T).toarray()
    np.testing.assert_allclose((mixed @ mixed.T).toarray()[:6, :6], expected[:6, :6], atol=1e-12)
    assert mixed[[6]].nnz == 0


def test_reducing_keeps_cosines_where_the_directions_suffice() -> None:
    random = np.random.default_rng(0)
    content = weighed(
        words(pa.array([" ".join(f"w{n}" for n in random.integers(0, 40, 6)) for _ in range(30)])).counts, "bm25"
    )
    vectors = reduced(content, 30)
    assert vectors.shape[1] <= 30
    np.testing.assert_allclose(vectors @ vectors.T, (content @ content.T).toarray(), atol=1e-4)


@pytest.mark.parametrize("kind", [ContentKNN, ContentProfile])
def test_items_that_nobody_met_are_recommended_by_their_content(kind: type[Recommender]) -> None:
    model = _fitted(kind(), _described())
    assert rank_all(model, Histories.single([0, 1]), 1)[0].tolist() == [[2]]
    assert rank_all(model, Histories.single([4, 3]), 1)[0].tolist() == [[5]]


@pytest.mark.parametrize("kind", [ContentKNN, ContentProfile])
def test_similar_items_are_those_of_like_content(kind: type[Recommender]) -> None:
    model = _fitted(kind(), _described())
    assert isinstance(model, FindsSimilar)
    cosines = model.item_vectors() @ model.item_vectors().T
    assert cosines[0, 2] > cosines[0, 1] > cosines[0, 3]


@pytest.mark.parametrize("kind", [ContentKNN, ContentProfile])
def test_items_of_which_nothing_is_known_are_told_in_one_sentence(kind: type[Recommender]) -> None:
    with pytest.raises(ConfigurationError, match="has none that two items share"):
        _fitted(kind(), _described([["only"], ["mine"], None, None, None], None))
    with pytest.raises(ConfigurationError, match="compared by categories here"):
        _fitted(kind(kind.Config(content="categories")), _described([None] * 7))


def test_the_profile_is_the_attention_of_its_docstring() -> None:
    config = ContentProfileConfig(temperature=0.4, forgetting=0.3, popularity=0.0)
    model = _fitted(ContentProfile(config), _described())
    assert isinstance(model, ContentProfile)
    vectors, history = model.item_vectors().astype(np.float64), [0, 6, 4, 1]
    scores = model.score(Histories.single(history))[0] - model.score(Histories.single([]))[0]
    for candidate in range(7):
        cosines = [float(vectors[candidate] @ vectors[item]) for item in (0, 4, 1)]  # of 6 nothing is known
        shares = [math.exp(cosine / 0.4 - 0.3 * age) for cosine, age in zip(cosines, (2, 1, 0), strict=True)]
        expected = sum(share * cosine for share, cosine in zip(shares, cosines, strict=True)) / sum(shares)
        assert scores[candidate] == pytest.approx(expected, abs=1e-5)


def test_the_attention_that_is_shown_is_the_one_that_scores() -> None:
    model = _fitted(ContentProfile(ContentProfileConfig(temperature=0.2, forgetting=0.1, popularity=0.0)), _described())
    assert isinstance(model, ContentProfile)
    assert isinstance(model, ShowsAttention)
    history = Histories.single([3, 6, 0, 1])
    shown = model.attention(history)
    assert (shown.item.tolist(), shown.position.tolist()) == ([3, 0, 1], [0, 2, 3])
    np.testing.assert_allclose(shown.weights.sum(axis=-1), 1.0, atol=1e-6)
    assert (np.triu(shown.weights[0, 0], 1) == 0).all()
    first = int(rank_all(model, history, 1)[0][0, 0])
    interest = shown.weights[0, 0, -1] @ model.item_vectors()[shown.item]
    answer_to_nobody = model.score(Histories.single([]))[0, first]
    assert interest @ model.item_vectors()[first] == pytest.approx(
        model.score(history)[0, first] - answer_to_nobody, abs=1e-5
    )


def test_a_history_of_which_nothing_is_known_has_nothing_to_look_at() -> None:
    model = _fitted(ContentProfile(), _described())
    assert isinstance(model, ContentProfile)
    shown = model.attention(Histories.single([6]))
    assert (shown.weights == 0).all()
    assert not shown.rows_sum_to_one


def test_blocks_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    model = _fitted(ContentProfile(ContentProfileConfig(temperature=0.2)), _described())
    histories = Histories(np.array([0, 1, 3, 4, 0], np.int32), np.ones(5, np.float32), None, np.array([0, 2, 2, 5]))
    whole = model.score(histories)
    monkeypatch.setattr(content_profile, "PAIRS_PER_BLOCK", 1)
    monkeypatch.setattr(content_profile, "LEAST_CANDIDATES", 2)
    np.testing.assert_allclose(model.score(histories), whole, atol=1e-6)


def test_what_is_left_automatic_is_chosen_on_validation_and_stored(tmp_path: Path) -> None:
    split = _described()
    model = _fitted(ContentProfile(ContentProfileConfig(temperature=0.7)), split)
    assert isinstance(model, ContentProfile)
    chosen = model.config
    assert (chosen.temperature, chosen.forgetting >= 0, chosen.popularity >= 0) == (0.7, True, True)
    best = ndcg_at(model, split.validation)
    for other in (0.0, 0.1, 1.0):
        fixed = chosen.model_copy(update={"popularity": other})
        assert best >= ndcg_at(_fitted(ContentProfile(fixed), split), split.validation)
    model.save(tmp_path)
    assert ContentProfile.load(tmp_path).config == chosen


def test_content_beats_popularity_on_real_films() -> None:
    from workbench.models.popularity import Popularity

    split = make_split(read_dataset(real_data("ml-100k"), progress=Progress()).dataset)
    profile = _fitted(ContentProfile(ContentProfileConfig(temperature=5.0, forgetting=0.0, popularity=3.0)), split)
    popular = _fitted(Popularity(), split)
    assert ndcg_at(profile, split.test) > ndcg_at(popular, split.test)
    held = make_split(split.dataset, "cold-items")
    alike = _fitted(ContentKNN(), held)
    found = [ndcg_at(model, held.test) for model in (alike, _fitted(Popularity(), held))]
    assert found[0] > found[1], "nobody has met what is asked for, and content alone knows it"


def test_a_profile_scores_the_same_again_from_the_record_of_its_attention() -> None:
    model = _fitted(ContentProfile(ContentProfileConfig(temperature=0.3, forgetting=0.2, recent=4)), _described())
    assert isinstance(model, ContentProfile)
    assert isinstance(model, ReplaysAttention)
    n_items = len(model.item_vectors())
    history = Histories.single([4, 0, 1, 6, 2, 3])
    layers, _ = model.attention_layers(history, 1, rivals(n_items))
    np.testing.assert_allclose(model.score_from(history, layers), model.score(history), atol=1e-5)
    flat = [replace(layer, weights=np.full_like(layer.weights, 0.1)) for layer in layers]
    assert np.abs(model.score_from(history, flat) - model.score(history)).max() > 1e-3
    one = model.score_from(history, flat, np.array([2, 1]))
    np.testing.assert_allclose(one, model.score_from(history, flat)[:, [2, 1]], atol=1e-6)


def test_derivatives_of_a_profile_are_those_of_finite_differences_and_its_head_can_be_switched_off() -> None:
    model = _fitted(ContentProfile(ContentProfileConfig(temperature=0.3, forgetting=0.2)), _described())
    assert isinstance(model, ContentProfile)
    against = rivals(len(model.item_vectors()))
    history = Histories.single([0, 1, 2])
    (layer,), (gradient,) = model.attention_layers(history, 1, against)
    asked = np.concatenate(([1], against))

    def lead(step: float) -> float:
        scores = model.score_from(history, [replace(layer, weights=layer.weights + step * gradient)], asked)[0]
        return float(scores[0] - scores[1:].mean())

    assert (lead(0.1) - lead(-0.1)) / 0.2 == pytest.approx(float(np.square(gradient).sum()), rel=1e-3)
    silent = model.without_head(0, 0)
    nothing = [replace(layer, weights=np.zeros_like(layer.weights))]
    np.testing.assert_allclose(silent.score(history)[:, asked], model.score_from(history, nothing, asked), atol=1e-6)
    for way in ("attention", "rollout", "flow", "value-norm", "gradient-attention"):
        worth = attribute(model, history, 1, [way], n_items=len(model.item_vectors()))[way]
        assert worth.shape == (3,)
        assert np.abs(worth).sum() > 0.0
