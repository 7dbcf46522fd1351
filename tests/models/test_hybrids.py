from __future__ import annotations

from dataclasses import fields, replace
from itertools import product
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest
import torch
from model_contract import HISTORIES, ModelContract
from small_world import N_ITEMS, circles, split_of

from workbench.data.interactions import Histories
from workbench.data.splits import EvaluationPart, Split
from workbench.errors import ArtifactDamagedError, Cancelled, ConfigurationError, NotFoundError
from workbench.jobs import Progress
from workbench.models import registry
from workbench.models.ease import EASE
from workbench.models.hybrids import neural_hybrid, stacking, weighted_hybrid
from workbench.models.hybrids.neural_hybrid import NeuralHybrid, NeuralHybridConfig
from workbench.models.hybrids.parts import (
    HybridConfig,
    Parts,
    StoredRun,
    held_back,
    read_parts,
    standardised,
    target_places,
)
from workbench.models.hybrids.rank_fusion import RankFusion, RankFusionConfig, places
from workbench.models.hybrids.stacking import Stacking, StackingConfig
from workbench.models.hybrids.switching import Switching, SwitchingConfig, boundaries
from workbench.models.hybrids.trees import Forest
from workbench.models.hybrids.weighted_hybrid import WeightedHybrid, WeightedHybridConfig, best_weights, mean_gain
from workbench.models.item_knn import ItemKNN
from workbench.models.item_transition import ItemTransition
from workbench.models.popularity import Popularity
from workbench.models.ranking import ndcg_at, rank_all
from workbench.models.recommender import FitReport, Recommender
from workbench.models.refitting import refitted

PARTS = 'ItemTransition\nItemKNN {"neighbours": 4}'
LEARNED: dict[str, int] = {"shortlist": 4, "trees": 10, "leaves": 4}


class TestWeightedHybridKeepsTheContract(ModelContract):
    kind = WeightedHybrid
    config = WeightedHybridConfig(parts=PARTS)


class TestRankFusionKeepsTheContract(ModelContract):
    kind = RankFusion
    config = RankFusionConfig(parts=PARTS)


class TestSwitchingKeepsTheContract(ModelContract):
    kind = Switching
    config = SwitchingConfig(parts=PARTS, least_cases=5)


class TestLambdaRankKeepsTheContract(ModelContract):
    kind = Stacking
    config = StackingConfig(parts=PARTS, **LEARNED)


class TestStackedForestKeepsTheContract(ModelContract):
    kind = Stacking
    config = StackingConfig(parts=PARTS, learner="forest", **LEARNED)


class TestNeuralHybridKeepsTheContract(ModelContract):
    kind = NeuralHybrid
    config = NeuralHybridConfig(parts=PARTS, epochs=2)


def _fitted(model: Recommender, split: Split | None = None) -> Any:
    split = circles() if split is None else split
    model.fit(split, validation=split.validation, seed=1, progress=Progress())
    return model


@pytest.mark.parametrize(
    "model",
    [
        WeightedHybrid(WeightedHybridConfig(parts=PARTS)),
        RankFusion(RankFusionConfig(parts=PARTS)),
        Switching(SwitchingConfig(parts=PARTS, least_cases=5)),
        Stacking(StackingConfig(parts=PARTS, **LEARNED)),
        NeuralHybrid(NeuralHybridConfig(parts=PARTS, epochs=2)),
    ],
    ids=lambda model: model.name,
)
def test_fitting_again_exchanges_the_parts_alone(model: Any) -> None:
    report = model.fit(circles(), validation=circles().validation, seed=1, progress=Progress())
    before = {name: value for name, value in vars(model).items() if name not in ("_parts", "_runs")}
    parts = model._parts
    again, told = refitted(model, report, circles().joined(), seed=1, progress=Progress())
    assert again is model
    assert told.details == report.details
    assert all(vars(model)[name] is value for name, value in before.items())
    fresh = Parts.fit(read_parts(PARTS), circles().joined(), None, 1, Progress(), (0.0, 1.0))
    for old, new, expected in zip(parts.models, model._parts.models, fresh.models, strict=True):
        np.testing.assert_array_equal(new.score(HISTORIES), expected.score(HISTORIES))
        assert not np.array_equal(new.score(HISTORIES), old.score(HISTORIES))


def test_a_run_is_named_by_its_number() -> None:
    for text in ("#12, EASE", "# 12\nEASE", "ease;#12"):
        assert StoredRun(12) in read_parts(text)
        assert WeightedHybrid(WeightedHybridConfig(parts=text)).wanted_runs() == (12,)
    with pytest.raises(ConfigurationError, match="Run 12 comes twice"):
        read_parts("#12 #12")
    with pytest.raises(ConfigurationError, match="no name of a model"):
        read_parts("#twelve, EASE")
    with pytest.raises(ConfigurationError, match="was not given"):
        _fitted(WeightedHybrid(WeightedHybridConfig(parts="#12, EASE")))


def test_parts_are_read_one_a_line_or_with_commas_with_their_settings() -> None:
    for text in (PARTS, 'itemtransition, itemknn{"neighbours": 4}', ';ItemTransition;  ItemKNN  {"neighbours":\n4},'):
        (first, _), (second, config) = read_parts(text)
        assert (first, second) == (ItemTransition, ItemKNN)
        assert config.model_dump()["neighbours"] == 4


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("EASE, Nonsense", NotFoundError, "Nonsense"),
        ("EASE {neighbours: 4}", ConfigurationError, "settings of EASE cannot be read"),
        ('ItemKNN {"neighbours": -4}', ConfigurationError, "ItemKNN cannot take neighbours = -4"),
        ("EASE, RankFusion", ConfigurationError, "RankFusion is a hybrid"),
        ("EASE, ease", ConfigurationError, "EASE comes twice"),
        ("EASE, {}", ConfigurationError, "no name of a model"),
    ],
)
def test_parts_that_cannot_be_are_told_in_one_sentence(text: str, kind: type[Exception], said: str) -> None:
    with pytest.raises(kind, match=said):
        read_parts(text)
    with pytest.raises(ValueError, match=said):
        HybridConfig(parts=text)


def test_one_part_is_no_hybrid() -> None:
    with pytest.raises(ValueError, match="two parts or more"):
        HybridConfig(parts="EASE")


def test_scores_are_made_standard_over_what_the_history_does_not_hold() -> None:
    histories = Histories(np.array([1], np.int32), np.ones(1, np.float32), None, np.array([0, 1, 1], np.int64))
    made = standardised(np.array([[1.0, 100.0, 3.0], [5.0, 5.0, 5.0]], np.float32), histories)
    np.testing.assert_allclose(made, [[-1.0, 98.0, 1.0], [0.0, 0.0, 0.0]])


def test_places_are_those_counted_by_hand_and_pass_over_what_was_seen() -> None:
    histories = Histories(np.array([0, 3], np.int32), np.ones(2, np.float32), None, np.array([0, 2], np.int64))
    found = places(np.array([[9.0, 2.0, 5.0, 4.0, 1.0]]), histories)
    assert found.tolist() == [[1, 2, 1, 2, 3]], "seen items stand where they would among the others"


def test_equal_scores_are_placed_by_the_tie_rule() -> None:
    empty = Histories(np.zeros(0, np.int32), np.zeros(0, np.float32), None, np.array([0, 0], np.int64))
    listed, _ = rank_all(_fitted(Popularity()), empty, N_ITEMS)
    found = places(_fitted(Popularity()).score(empty), empty)
    assert found[0, listed[0]].tolist() == list(range(1, N_ITEMS + 1))


def test_fusion_is_the_sum_computed_by_hand() -> None:
    model = _fitted(RankFusion(RankFusionConfig(parts=PARTS, k=7)))
    parts = [_fitted(made(config)) for made, config in read_parts(PARTS)]
    history = Histories.single([0, 1])
    expected = sum(1.0 / (7 + places(part.score(history), history)) for part in parts)
    np.testing.assert_allclose(model.score(history), expected, rtol=1e-6)


def test_the_place_of_a_target_is_its_place_in_the_list() -> None:
    split, model = circles(), _fitted(ItemKNN())
    cases = split.validation
    found = target_places(model.score(cases.histories), cases)
    scores = model.score(cases.histories)
    for case, place in enumerate(found):
        history = cases.histories.chunk(case, case + 1)
        unseen = np.setdiff1d(np.arange(N_ITEMS), history.item)
        own = scores[case, cases.target_item[case]]
        better, equal = (scores[case, unseen] > own).sum(), (scores[case, unseen] == own).sum() - 1
        assert place == 1 + better + equal // 2


def _cases(n: int, n_items: int, seed: int) -> EvaluationPart:
    random = np.random.default_rng(seed)
    histories = Histories(np.zeros(0, np.int32), np.zeros(0, np.float32), None, np.zeros(n + 1, np.int64))
    targets = random.integers(0, n_items, n).astype(np.int32)
    return EvaluationPart(np.arange(n, dtype=np.int32), histories, targets, np.arange(n + 1, dtype=np.int64))


def test_weights_are_as_good_as_those_that_trying_all_finds() -> None:
    cases, random = _cases(60, 40, 3), np.random.default_rng(4)
    scores = random.normal(size=(3, 60, 40)).astype(np.float32)
    for part, strength in enumerate((2.0, 1.0, 0.0)):
        scores[part, np.arange(60), cases.target_item] += strength
    weights, found = best_weights(scores, cases, 20, Progress())
    steps = np.linspace(0.0, 1.0, 11)
    tried = [np.array(w, np.float32) / sum(w) for w in product(steps, repeat=3) if sum(w) > 0]
    best = max(mean_gain(scores, w, cases, Progress()) for w in tried)
    assert found >= best - 0.01
    assert found > max(mean_gain(scores[[part]], np.ones(1, np.float32), cases, Progress()) for part in range(3))
    assert weights.sum() == pytest.approx(1.0, abs=1e-6)
    assert (weights >= 0).all()


def test_the_gain_of_weights_is_the_ndcg_that_validation_measures() -> None:
    model = _fitted(WeightedHybrid(WeightedHybridConfig(parts="ItemTransition, ItemKNN")))
    split = circles()
    scores = weighted_hybrid.collected(model._parts, split.validation, N_ITEMS, Progress())
    gain = mean_gain(scores, model._weights, split.validation, Progress())
    assert gain == pytest.approx(ndcg_at(model, split.validation), abs=0.02), "ties are counted by half, not by rule"


def test_a_hybrid_is_no_worse_on_validation_than_each_of_its_parts() -> None:
    split = circles()
    hybrid = _fitted(WeightedHybrid(WeightedHybridConfig(parts="Popularity, ItemTransition")))
    assert ndcg_at(hybrid, split.validation) >= ndcg_at(_fitted(ItemTransition()), split.validation) - 1e-6
    assert ndcg_at(hybrid, split.validation) > ndcg_at(_fitted(Popularity()), split.validation)


class Memoriser(Recommender):
    """Knows by heart what came after what in every history it was fitted on, and nothing else."""

    name: ClassVar[str] = "Memoriser"
    title: ClassVar[str] = "Memoriser"
    family: ClassVar[str] = "tests"
    summary: ClassVar[str] = "Learns by heart."
    Config: ClassVar[Any] = type(Popularity().config)
    fitted_on: ClassVar[list[int]] = []

    def fit(self, split: Split, *, validation: Any, seed: int, progress: Progress) -> FitReport:
        train = split.train
        type(self).fitted_on.append(len(train))
        self._n_items = train.n_items
        self._next = {}
        for user in range(train.n_users):
            items = train.item[train.offsets[user] : train.offsets[user + 1]].tolist()
            for end in range(1, len(items)):
                self._next[(user, tuple(items[:end]))] = items[end]
        # Only whole histories are known: the same walk of another person says nothing.
        self._known = {walk: item for (_, walk), item in self._next.items() if self._unique(walk)}
        return FitReport(0.0)

    def _unique(self, walk: tuple[int, ...]) -> bool:
        return sum(1 for _, other in self._next if other == walk) == 1

    def score(self, histories: Histories, candidates: Any = None) -> Any:
        scores = np.zeros((len(histories), self._n_items), np.float32)
        for row in range(len(histories)):
            walk = tuple(histories.item[histories.offsets[row] : histories.offsets[row + 1]].tolist())
            if walk in self._known:
                scores[row, self._known[walk]] = 1.0
        return scores if candidates is None else scores[:, candidates]

    def save(self, folder: Path) -> None:
        raise NotImplementedError

    @classmethod
    def load(cls, folder: Path) -> Any:
        raise NotImplementedError


@pytest.fixture
def memoriser(monkeypatch: pytest.MonkeyPatch) -> type[Memoriser]:
    known = dict(registry.model_classes()) | {"Memoriser": Memoriser}
    monkeypatch.setattr(registry, "model_classes", lambda: known)
    Memoriser.fitted_on.clear()
    return Memoriser


def _noisy_walks(n_users: int = 250, n_items: int = 60) -> Split:
    """A walk's whole past is mostly one's own: who learns it by heart knows the training part and nothing else."""
    random = np.random.default_rng(7)
    user, item = [], []
    for code in range(n_users):
        walk = [int(random.integers(n_items))]
        for _ in range(6):
            new = [other for other in range(n_items) if other not in walk]
            follows = (walk[-1] + 1) % n_items
            walk.append(follows if follows in new and random.random() < 0.6 else int(random.choice(new)))
        user += [code] * len(walk)
        item += walk
    return split_of(user, item, n_items)


@pytest.mark.parametrize("hybrid", ["lambdarank", "forest", "gate"])
def test_a_part_that_learns_by_heart_is_not_believed(
    hybrid: str, memoriser: type[Memoriser], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On what it was fitted on the memoriser is always right. Learned from that, a hybrid follows it alone."""
    split, parts = _noisy_walks(), "ItemTransition, Memoriser"
    reduced, cases = held_back(split)
    assert ndcg_at(_fitted(Memoriser(), split), cases) > 0.9, "it knows what it was fitted on"
    assert ndcg_at(_fitted(Memoriser(), reduced), cases) < 0.3, "and not what was held back"

    def made() -> Recommender:
        if hybrid == "gate":
            model: Recommender = NeuralHybrid(NeuralHybridConfig(parts=parts, epochs=10))
        else:
            model = Stacking(StackingConfig(parts=parts, shortlist=10, trees=60, learner=hybrid))
        # No validation part, so that nothing but what is held back can teach it.
        model.fit(split, validation=None, seed=1, progress=Progress())
        return model

    Memoriser.fitted_on.clear()
    alone, believing = ndcg_at(_fitted(ItemTransition(), split), split.test), made()
    honest = ndcg_at(believing, split.test)
    assert Memoriser.fitted_on[-2:] == [len(reduced.train), len(split.train)], "without what is held back, then on all"
    assert honest > 0.8 * alone
    for module in (stacking, neural_hybrid):
        monkeypatch.setattr(module, "held_back", lambda whole: (whole, held_back(whole)[1]))
    misled = made()
    if isinstance(misled, NeuralHybrid) and isinstance(believing, NeuralHybrid):
        # Where the memoriser is silent the gate cannot do harm; how much it is believed tells.
        assert _belief(misled, split) > 1.2 * _belief(believing, split)
    else:
        assert ndcg_at(misled, split.test) < honest, "what leaks does harm, which is how this test can tell"


def _belief(model: NeuralHybrid, split: Split) -> float:
    """The mean weight of the second part over the test histories."""
    histories = split.test.histories
    with torch.no_grad():
        return float(model._gate(model._state(histories, model._parts.standard_scores(histories)))[:, 1].mean())


def test_what_is_held_back_is_the_last_of_each_training_history_and_nothing_of_the_other_parts() -> None:
    split = circles()
    reduced, cases = held_back(split)
    assert len(reduced.train) == len(split.train) - len(cases)
    for case, user in enumerate(cases.users):
        whole = split.train.item[split.train.offsets[user] : split.train.offsets[user + 1]]
        history = cases.histories.item[cases.histories.offsets[case] : cases.histories.offsets[case + 1]]
        assert [*history, cases.target_item[case]] == whole.tolist()
    assert set(reduced.train_rows) <= set(split.train_rows)
    np.testing.assert_array_equal(reduced.test_rows, split.test_rows)


@pytest.mark.parametrize("kind", [WeightedHybrid, RankFusion, Switching, Stacking, NeuralHybrid])
def test_no_hybrid_looks_at_the_test_part(kind: type[Recommender]) -> None:
    class Closed(Split):
        @property
        def test(self) -> EvaluationPart:  # type: ignore[override]
            raise AssertionError("the test part was looked at")

    split = circles()
    closed = Closed(**{field.name: getattr(split, field.name) for field in fields(split)})
    settings = LEARNED if kind is Stacking else {}
    model = kind(kind.Config(parts=PARTS, **settings))
    model.fit(closed, validation=split.validation, seed=1, progress=Progress())
    other = replace(split, test_rows=split.test_rows[:1], test_history_rows=split.test_history_rows[:1])
    again = kind(kind.Config(parts=PARTS, **settings))
    again.fit(other, validation=split.validation, seed=1, progress=Progress())
    np.testing.assert_array_equal(again.score(HISTORIES), model.score(HISTORIES))


def test_switching_answers_with_the_best_part_of_each_length() -> None:
    split = circles()
    model = _fitted(Switching(SwitchingConfig(parts="Popularity, ItemTransition", groups=1)))
    assert isinstance(model, Switching)
    np.testing.assert_array_equal(model.score(HISTORIES), _fitted(ItemTransition(), split).score(HISTORIES))
    model._boundaries, model._chosen = np.array([2], np.int64), np.array([0, 1], np.int64)
    popular, transition = (part.score(HISTORIES) for part in model._parts.models)
    expected = np.where((HISTORIES.lengths < 2)[:, None], popular, transition)
    np.testing.assert_array_equal(model.score(HISTORIES), expected)


def test_groups_have_enough_cases_each() -> None:
    lengths = np.array([1] * 10 + [2] * 10 + [9] * 10, np.int64)
    assert boundaries(lengths, 3, 10).tolist() == [2, 9]
    assert boundaries(np.append(lengths, [9, 9]), 3, 11).tolist() == [9]
    assert boundaries(lengths, 3, 31).tolist() == []
    assert boundaries(np.ones(50, np.int64), 4, 1).tolist() == []


def test_a_forest_of_arrays_answers_as_scikit_learn_does() -> None:
    from sklearn.ensemble import RandomForestClassifier

    random = np.random.default_rng(1)
    features = random.normal(size=(300, 5)).astype(np.float32)
    label = (features[:, 0] * features[:, 1] > 0).astype(np.int8)
    made = RandomForestClassifier(7, max_leaf_nodes=20, random_state=1).fit(features, label)
    asked = random.normal(size=(100, 5)).astype(np.float32)
    np.testing.assert_allclose(Forest.of(made).predict(asked), made.predict_proba(asked)[:, 1], atol=1e-12)


def test_a_stored_forest_that_leads_in_circles_is_damaged(tmp_path: Path) -> None:
    model = _fitted(Stacking(StackingConfig(parts=PARTS, learner="forest", **LEARNED)))
    forest = model._forest
    inner = np.flatnonzero(forest.feature >= 0)
    assert len(inner)
    broken = forest.left.copy()
    broken[inner[0]] = inner[0]
    model._forest = replace(forest, left=broken)
    model.save(tmp_path)
    with pytest.raises(ArtifactDamagedError, match="forest does not fit"):
        Stacking.load(tmp_path)


def test_parts_are_stored_inside_and_come_back_with_their_settings(tmp_path: Path) -> None:
    model = _fitted(RankFusion(RankFusionConfig(parts=PARTS)))
    model.save(tmp_path)
    loaded = RankFusion.load(tmp_path)
    assert loaded._parts.names == ("ItemTransition", "ItemKNN")
    assert loaded._parts.models[1].config.model_dump()["neighbours"] == 4


def test_cancel_is_heard_inside_a_part() -> None:
    class Impatient(Progress):
        def report(self, *given: Any, **named: Any) -> None:
            super().report(*given, **named)
            if self.snapshot().fraction and self.snapshot().fraction > 0.05:
                self.cancel()

    split, progress = circles(), Impatient()
    with pytest.raises(Cancelled):
        WeightedHybrid(WeightedHybridConfig(parts="EASE, ItemTransition")).fit(
            split, validation=split.validation, seed=1, progress=progress
        )


def test_the_fractions_of_parts_fill_the_whole_and_never_go_back() -> None:
    class Watched(Progress):
        seen: list[float]

        def report(self, fraction: float | None = None, message: str | None = None, speed: str | None = None) -> None:
            super().report(fraction, message, speed)
            if fraction is not None:
                self.seen.append(fraction)

    for model in (Stacking(StackingConfig(parts=PARTS, **LEARNED)), NeuralHybrid(NeuralHybridConfig(parts=PARTS))):
        progress = Watched()
        progress.seen = []
        model.fit(circles(), validation=circles().validation, seed=1, progress=progress)
        assert progress.seen == sorted(progress.seen)
        assert progress.seen[-1] == 1.0
        assert isinstance(model._parts, Parts)


def test_histories_of_one_interaction_cannot_teach_a_stack() -> None:
    split = circles()
    first = split.train.offsets[:-1]
    short = replace(split, train_rows=split.train_rows[first])
    for model in (Stacking(StackingConfig(parts=PARTS)), NeuralHybrid(NeuralHybridConfig(parts=PARTS))):
        with pytest.raises(ConfigurationError, match="held back, and every history has only one"):
            model.fit(short, validation=None, seed=1, progress=Progress())


def test_ease_is_there_for_the_usual_parts() -> None:
    assert [made for made, _ in read_parts(HybridConfig().parts)][1] is EASE
