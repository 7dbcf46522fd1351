"""What every model must keep, run by each model's tests on the small world."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from small_world import N_ITEMS, circles

from workbench.data.interactions import Histories
from workbench.data.splits import Split
from workbench.errors import ArtifactDamagedError, Cancelled
from workbench.jobs import Progress
from workbench.models.ranking import rank_all
from workbench.models.recommender import ModelConfig, Recommender
from workbench.models.registry import model_class

HISTORIES = Histories(
    item=np.array([0, 1, 2, 7, 8, 3, 3, 12, 4], np.int32),
    value=np.ones(9, np.float32),
    time=None,
    offsets=np.array([0, 3, 5, 5, 8, 9], np.int64),
)
EMPTY = 2


@cache
def _fitted(kind: type[Recommender], config: ModelConfig, seed: int, world: Callable[[], Split]) -> Recommender:
    model = kind(config)
    split = world()
    model.fit(split, validation=split.validation, seed=seed, progress=Progress())
    return model


class ModelContract:
    """Mix in, and set `kind` and `config`."""

    kind: type[Recommender]
    config: ModelConfig
    #: What the model is fitted on; another one where it needs more than ids.
    world: Callable[[], Split] = staticmethod(circles)

    def fitted(self, seed: int = 1) -> Recommender:
        return _fitted(self.kind, self.config, seed, self.world)

    def test_it_is_registered_under_its_name(self) -> None:
        assert model_class(self.kind.name) is self.kind

    def test_its_configuration_makes_a_form(self) -> None:
        for name, field in type(self.config).model_fields.items():
            assert field.title, f"{name} has no title"
            assert field.description, f"{name} has no description"

    def test_scores_have_the_contracts_shape_and_type_and_are_finite(self) -> None:
        scores = self.fitted().score(HISTORIES)
        assert scores.shape == (5, N_ITEMS)
        assert scores.dtype == np.float32
        assert np.isfinite(scores).all()

    def test_no_histories_give_no_rows(self) -> None:
        assert self.fitted().score(HISTORIES.chunk(0, 0)).shape == (0, N_ITEMS)

    def test_candidates_score_as_they_do_in_the_whole_catalogue(self) -> None:
        candidates = np.array([7, 0, 12, 3], np.int32)
        scores = self.fitted().score(HISTORIES, candidates)
        assert scores.shape == (5, 4)
        np.testing.assert_allclose(scores, self.fitted().score(HISTORIES)[:, candidates], rtol=1e-5, atol=1e-6)

    def test_a_history_scores_the_same_alone_and_among_others(self) -> None:
        together = self.fitted().score(HISTORIES)
        for row in range(len(HISTORIES)):
            alone = self.fitted().score(HISTORIES.chunk(row, row + 1))
            np.testing.assert_allclose(alone[0], together[row], rtol=1e-4, atol=1e-5)

    def test_scoring_changes_no_history(self) -> None:
        before = HISTORIES.item.copy()
        rank_all(self.fitted(), HISTORIES, 5)
        np.testing.assert_array_equal(HISTORIES.item, before)

    def test_seen_items_are_never_recommended(self) -> None:
        items, _ = rank_all(self.fitted(), HISTORIES, N_ITEMS)
        for row in range(len(HISTORIES)):
            seen = set(HISTORIES.item[HISTORIES.offsets[row] : HISTORIES.offsets[row + 1]].tolist())
            listed = [item for item in items[row].tolist() if item >= 0]
            assert sorted(listed) == sorted(set(range(N_ITEMS)) - seen)

    def test_a_new_person_is_recommended_what_is_popular(self) -> None:
        items, _ = rank_all(self.fitted(), HISTORIES.chunk(EMPTY, EMPTY + 1), N_ITEMS)
        counts = self.world().train.item_counts[items[0]]
        assert counts.tolist() == sorted(counts.tolist(), reverse=True)

    def test_the_same_seed_gives_the_same_scores_to_the_bit(self) -> None:
        split = self.world()
        again = self.kind(self.config)
        again.fit(split, validation=split.validation, seed=1, progress=Progress())
        np.testing.assert_array_equal(again.score(HISTORIES), self.fitted().score(HISTORIES))

    def test_a_stored_model_scores_the_same_to_the_bit(self, tmp_path: Path) -> None:
        self.fitted().save(tmp_path)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["model.json", "weights.safetensors"]
        loaded = self.kind.load(tmp_path)
        assert loaded.config == self.fitted().config
        np.testing.assert_array_equal(loaded.score(HISTORIES), self.fitted().score(HISTORIES))

    @pytest.mark.parametrize("name", ["model.json", "weights.safetensors"])
    @pytest.mark.parametrize("damage", ["missing", "empty", "cut", "text"])
    def test_damaged_files_are_told_in_one_sentence(self, tmp_path: Path, name: str, damage: str) -> None:
        self.fitted().save(tmp_path)
        path = tmp_path / name
        content = path.read_bytes()
        path.unlink()
        if damage != "missing":
            path.write_bytes({"empty": b"", "cut": content[: len(content) // 2], "text": b"[1, 2]"}[damage])
        with pytest.raises(ArtifactDamagedError) as told:
            self.kind.load(tmp_path)
        assert str(tmp_path) in told.value.where
        assert told.value.what.endswith(".")
        assert ". " not in told.value.what

    def test_a_cancelled_fit_stops(self) -> None:
        progress = Progress()
        progress.cancel()
        split = self.world()
        with pytest.raises(Cancelled):
            self.kind(self.config).fit(split, validation=split.validation, seed=1, progress=progress)
