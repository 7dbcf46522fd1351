from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "encoders"))
import tiny_folders

from workbench.errors import ConfigurationError
from workbench.jobs import Progress
from workbench.workspace import Workspace
from workbench.workspace.views import DatasetSummary, TrainRequest


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    words = len(tiny_folders.SPECIAL) + len(tiny_folders.WORDS)
    return tiny_folders.gpt2(tmp_path_factory.mktemp("gpt2"), vocabulary=words, places=128)


def titled(workspace: Workspace, folder: Path) -> DatasetSummary:
    """Store films named in words of the tiny model, which people walk through one after another."""
    words = tiny_folders.WORDS
    lines = [f"u{user},m{(user + step) % 12},{1000 + step}" for user in range(24) for step in range(6)]
    table, about = folder / "met.csv", folder / "about.csv"
    table.write_text("user,movie,timestamp\n" + "\n".join(lines) + "\n", encoding="utf-8")
    rows = [f"m{code},{words[code]} {words[-1 - code]}" for code in range(12)]
    about.write_text("movie,title\n" + "\n".join(rows) + "\n", encoding="utf-8")
    companion = workspace.datasets.companion(about, "user", "movie")
    checked = workspace.datasets.check(table, progress=Progress())
    return workspace.datasets.store(checked, name="Films", companions=[companion], progress=Progress())


def test_a_list_is_reordered_by_likelihood_and_says_what_was_read(
    workspace: Workspace, tmp_path: Path, folder: Path
) -> None:
    films = titled(workspace, tmp_path)
    run = workspace.runs.train(TrainRequest(films.id, "ItemTransition"), progress=Progress()).id
    listed = workspace.insight.recommend(run, "u3", k=5).items
    found = workspace.language_models.rerank(run, "u3", folder, k=4, candidates=5, sentence=True, progress=Progress())
    assert len(found.items) == 4
    assert {one.item for one in found.items} <= {one.item for one in listed}
    assert [one.rank for one in found.items] == [1, 2, 3, 4]
    assert all(listed[one.before - 1].item == one.item for one in found.items)
    scores = [one.score for one in found.items]
    assert scores == sorted(scores, reverse=True)
    assert [one.log_likelihood / one.n_tokens for one in found.items] == pytest.approx(scores)
    dataset = workspace.datasets.load(films.id)
    assert found.n_history == 6
    titles = [dataset.item_table.title(dataset.items.code(f"m{(3 + step) % 12}"), "") for step in range(6)]  # type: ignore[arg-type]
    assert found.prompt == workspace.language_models.template().replace("{history}", "\n".join(titles))
    assert found.sentence is not None or found.refused
    if found.sentence is not None:
        assert found.sentence.generated
        assert set(found.sentence.evidence) <= set(titles)

    own = workspace.language_models.rerank(
        run, "u3", folder, template="film {history} the", normalisation="title", progress=Progress()
    )
    assert own.prompt.startswith("film ")
    assert [one.score for one in own.items] == [one.log_likelihood for one in own.items]
    assert own.sentence is None


def test_a_model_that_reads_no_history_gives_no_evidence_and_so_no_sentence(
    workspace: Workspace, tmp_path: Path, folder: Path
) -> None:
    films = titled(workspace, tmp_path)
    run = workspace.runs.train(TrainRequest(films.id, "Popularity"), progress=Progress()).id
    found = workspace.language_models.rerank(run, "u3", folder, sentence=True, progress=Progress())
    assert found.sentence is None
    assert "no sentence is written" in found.refused


def test_items_without_titles_are_refused(workspace: Workspace, small: DatasetSummary, folder: Path) -> None:
    run = workspace.runs.train(TrainRequest(small.id, "Popularity"), progress=Progress()).id
    with pytest.raises(ConfigurationError, match="titles"):
        workspace.language_models.rerank(run, "u007", folder, progress=Progress())
