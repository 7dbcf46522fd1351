"""Live lists, feedback and its replay, likeness and maps, through the use-cases."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from small_csv import write_small_csv

from workbench.data.counting import users_per_item
from workbench.errors import ConfigurationError, NotFoundError
from workbench.jobs import Progress
from workbench.models.rules import parse_rules
from workbench.recommendation.exploration import Policy
from workbench.recommendation.feedback import Judgement
from workbench.recommendation.filters import Filters
from workbench.recommendation.shaping import Shaping
from workbench.recommendation.what_if import EditedHistory, Entry
from workbench.workspace import Workspace
from workbench.workspace.views import TrainRequest

USER = "u3"


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, int, int]:
    """A workspace with a dataset and runs: 1 SASRec, 2 Popularity."""
    folder = tmp_path_factory.mktemp("lists")
    workspace = Workspace.open(folder / "workspace")
    small = workspace.datasets.import_file(write_small_csv(folder / "small.csv"), name="Small", progress=Progress())
    tiny = {"epochs": 2, "width": 16, "layers": 1}
    run = workspace.runs.train(TrainRequest(small.id, "SASRec", dict(tiny)), progress=Progress())
    workspace.runs.train(TrainRequest(small.id, "Popularity"), progress=Progress())
    return workspace, small.id, run.id


def history_of(workspace: Workspace, dataset: int, user: str) -> EditedHistory:
    rows = workspace.datasets.history(dataset, user)
    return EditedHistory.of([Entry(row.item, row.value, row.time) for row in rows])


def first_user(workspace: Workspace, dataset: int) -> str:
    return workspace.datasets.find_users(dataset, "", 5)[-1].id


def test_a_live_list_of_a_stored_history_is_the_list_of_the_user(stored: tuple[Workspace, int, int]) -> None:
    workspace, dataset, run = stored
    user = first_user(workspace, dataset)
    live = workspace.recommending.live(run, history_of(workspace, dataset, user), Shaping())
    plain = workspace.insight.recommend(run, user)
    shaped, effects = workspace.recommending.for_user(run, user, Shaping())
    assert [i.item for i in live.list.items] == [i.item for i in plain.items] == [i.item for i in shaped.items]
    assert live.original == tuple(item.item for item in plain.items)
    assert effects == ()
    assert live.record is not None


def test_two_runs_and_two_histories_are_compared(stored: tuple[Workspace, int, int]) -> None:
    workspace, dataset, run = stored
    history = history_of(workspace, dataset, first_user(workspace, dataset))
    same = workspace.recommending.compare((run, history), (run, history), Shaping())
    assert (same.agreement.shared, same.agreement.rbo) == (10, pytest.approx(1.0))
    other = workspace.recommending.compare((run, history), (run + 1, history), Shaping())
    lists = [{item.item for item in view.items} for view in (other.first, other.second)]
    assert other.agreement.shared == len(lists[0] & lists[1])
    fewer = workspace.recommending.compare((run, history), (run, history.remove(0)), Shaping())
    assert history.entries[0].item in {item.item for item in fewer.second.items} or fewer.agreement.rbo <= 1.0


def test_what_is_disliked_leaves_the_list(stored: tuple[Workspace, int, int]) -> None:
    workspace, dataset, run = stored
    history = history_of(workspace, dataset, first_user(workspace, dataset))
    before = workspace.recommending.live(run, history, Shaping())
    item = before.list.items[0].item
    after = workspace.recommending.live(run, history, Shaping(), judgements=[Judgement(item, "down")])
    assert item not in [one.item for one in after.list.items]


def test_an_item_is_cold_where_the_training_part_does_not_hold_it(stored: tuple[Workspace, int, int]) -> None:
    workspace, dataset, run = stored
    history = history_of(workspace, dataset, first_user(workspace, dataset))
    known = users_per_item(workspace.runs.split(run).train)
    least = int(known.min())
    cold = set(np.flatnonzero(known <= least).tolist())
    everywhere = set(np.flatnonzero(users_per_item(workspace.datasets.load(dataset).interactions) <= least).tolist())
    assert cold > everywhere  # some are met in validation and test only
    wishes = Shaping(k=30, filters=Filters(seen="all", cold=True, cold_users=least))
    listed = workspace.recommending.live(run, history, wishes).list.items
    assert {item.item for item in listed} == cold


def test_a_session_is_stored_and_replayed_to_the_same_orders(stored: tuple[Workspace, int, int]) -> None:
    workspace, dataset, run = stored
    history = history_of(workspace, dataset, first_user(workspace, dataset))
    for policy in (Policy("LinUCB", 0.7, 1), Policy("Thompson", 0.7, 4)):
        session, judgements = workspace.feedback.new_session(), []
        for number, kind in enumerate(("up", "not-now", "more", "down")):
            steps = workspace.feedback.steps(session)
            assert len(steps) == number
            view = workspace.recommending.live(
                run, history, Shaping(k=5), judgements=judgements, exploring=(policy, steps)
            )
            assert view.explored is not None
            shown = [one.item for one in view.list.items]
            assert shown == view.explored.candidates[view.explored.order][:5].tolist()
            said = workspace.feedback.say(
                dataset, view.list, shown[1], kind, user_id=USER, session=session, explored=view.explored
            )  # type: ignore[arg-type]
            assert said.step == number
            judgements.append(Judgement(shown[1], kind))  # type: ignore[arg-type]
            history = history.add(shown[1], 5.0) if kind == "up" else history
        again = workspace.feedback.replay(session)
        assert again.same
        assert again.policy == policy
        assert [row.kind for row in again.rows] == ["up", "not-now", "more", "down"]
        assert again.replay.rewards.tolist() == [1.0, 0.0, 1.0, 0.0]
        assert (np.diff(again.replay.regret) >= 0).all()


def test_feedback_is_kept_by_person_taken_back_and_forgotten(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "workspace") as workspace:
        path = write_small_csv(tmp_path / "small.csv")
        small = workspace.datasets.import_file(path, name="Small", progress=Progress())
        run = workspace.runs.train(TrainRequest(small.id, "Popularity"), progress=Progress())
        users = [row.id for row in workspace.datasets.find_users(small.id, "", 2)]
        session = workspace.feedback.new_session()
        for user in users:
            view = workspace.insight.recommend(run.id, user)
            item = view.items[0].item
            workspace.feedback.say(small.id, view, item, "up", user_id=user, session=session)
            said = workspace.feedback.say(small.id, view, item, "more", user_id=user, session=session)
            workspace.feedback.take_back([said.id])
        assert [row.kind for row in workspace.feedback.of_user(small.id, users[0])] == ["up"]
        with pytest.raises(NotFoundError):
            workspace.feedback.take_back([said.id])
        with pytest.raises(NotFoundError, match="bandit"):
            workspace.feedback.replay(session)
        workspace.lineage.forget_user(small.id, users[0], progress=Progress())
        assert workspace.feedback.of_user(small.id, users[0]) == []
        assert len(workspace.feedback.of_user(small.id, users[1])) == 1


def test_similar_items_and_users_and_the_map(stored: tuple[Workspace, int, int]) -> None:
    workspace, dataset, run = stored
    assert "learned" in workspace.similarity.kinds(run)
    vectors = workspace.runs.model(run).item_vectors()  # type: ignore[attr-defined]
    vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    found = workspace.similarity.items(run, 3, k=4)
    order = [i for i in np.argsort(-(vectors @ vectors[3])).tolist() if i != 3][:4]
    assert [one.item for one in found] == order
    user = first_user(workspace, dataset)
    like = workspace.similarity.users(run, history_of(workspace, dataset, user), k=3, leave_out=user)
    assert user not in [one.id for one in like]
    itself = workspace.similarity.users(run, history_of(workspace, dataset, user), k=1)
    assert itself[0].cosine == pytest.approx(1.0, abs=1e-5)
    made = workspace.similarity.map(run, progress=Progress())
    assert made.points.shape == (30, 2)
    assert workspace.similarity.has_map(run, "learned", "pca")
    assert workspace.similarity.kinds(run + 1) == workspace.similarity.kinds(run)[1:]
    with pytest.raises(ConfigurationError, match="learns no vectors"):
        workspace.similarity.items(run + 1, 3)


def test_lists_are_exported_with_their_wishes(stored: tuple[Workspace, int, int], tmp_path: Path) -> None:
    workspace, dataset, run = stored
    title = workspace.datasets.find_items(dataset, "", 30)[-1].title
    wishes = Shaping(k=3, filters=Filters(seen="all"))
    if workspace.recommending.choices(dataset).attributes:
        wishes = Shaping(k=3, filters=Filters(seen="all"), rules=parse_rules(f'pin when item.title is "{title}"'))
    file = tmp_path / "lists.json"
    assert workspace.recommending.export(run, file, wishes, progress=Progress()) == 40
    assert file.read_text(encoding="utf-8").count('"rank": 1') == 40


@pytest.fixture(scope="module", autouse=True)
def closing(stored: tuple[Workspace, int, int]):  # type: ignore[no-untyped-def]
    yield
    stored[0].close()
