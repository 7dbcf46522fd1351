from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from films_csv import write_films

from workbench.errors import ConfigurationError
from workbench.jobs import Progress
from workbench.workspace import Workspace
from workbench.workspace.views import DatasetSummary, TrainRequest

QUICK = {"width": 8, "epochs": 2, "history_length": 4}


@pytest.fixture
def films(workspace: Workspace, tmp_path: Path) -> DatasetSummary:
    table, *more = write_films(tmp_path)
    companions = [workspace.datasets.companion(path, "user", "item") for path in more]
    checked = workspace.datasets.check(table, progress=Progress())
    return workspace.datasets.store(checked, name="Films", companions=companions, progress=Progress())


def train(workspace: Workspace, dataset: DatasetSummary, model: str, **request: object) -> int:
    wanted = TrainRequest(dataset.id, model, **{"config": QUICK, **request})  # type: ignore[arg-type]
    return workspace.runs.train(wanted, progress=Progress()).id


def test_what_is_not_encoded_yet_is_encoded_first_and_the_run_says_by_what(
    workspace: Workspace, films: DatasetSummary
) -> None:
    run = train(workspace, films, "MultimodalAttention")
    content = workspace.runs.get(run).content
    assert {modality: made["encoder"] for modality, made in content.items()} == {
        "text": "WordLlama 256",
        "image": "EfficientNet-Lite0",
    }
    assert {one.fingerprint for one in workspace.content.encodings(films.id)} == {
        made["fingerprint"] for made in content.values()
    }


def test_a_run_takes_the_encoding_that_it_asks_for(workspace: Workspace, films: DatasetSummary) -> None:
    first = workspace.content.encode(films.id, "text", "tfidf", progress=Progress())
    workspace.content.encode(films.id, "text", "wordllama", progress=Progress())
    run = train(workspace, films, "FeatureSASRec", content={"text": first.fingerprint})
    assert workspace.runs.get(run).content["text"]["fingerprint"] == first.fingerprint
    with pytest.raises(ConfigurationError, match="not there any more"):
        train(workspace, films, "FeatureSASRec", content={"text": "0" * 64})


def test_texts_as_item_features_are_encoded_first_too(workspace: Workspace, films: DatasetSummary) -> None:
    plain = train(workspace, films, "SASRec")
    assert workspace.runs.get(plain).content == {}
    assert list(workspace.content.encodings(films.id)) == []
    run = train(workspace, films, "SASRec", config=QUICK | {"features": "gated", "features_from": "text"})
    assert list(workspace.runs.get(run).content) == ["text"]
    assert len(workspace.insight.recommend(run, "u001", k=4).items) == 4


def test_only_the_modalities_that_are_switched_on_are_learned_from(workspace: Workspace, films: DatasetSummary) -> None:
    workspace.content.encode(films.id, "text", "tfidf", progress=Progress())
    run = train(workspace, films, "MultimodalAttention", config=QUICK | {"image": False})
    assert list(workspace.runs.get(run).content) == ["text"]


def test_recommendations_come_with_the_shares_of_their_modalities(workspace: Workspace, films: DatasetSummary) -> None:
    workspace.content.encode(films.id, "text", "tfidf", progress=Progress())
    run = train(workspace, films, "MultimodalAttention", config=QUICK | {"image": False})
    items = [one.item for one in workspace.insight.recommend(run, "u001", k=4).items]
    shares = workspace.insight.modality_shares(run, items)
    assert [one.item for one in shares] == items
    for one in shares:
        assert set(one.shares) == {"id", "text"}
        assert sum(one.shares.values()) == pytest.approx(1.0, abs=1e-5)
    assert workspace.insight.attention(run, "u001").record.layers[-1] == "across"
    other = train(workspace, films, "Popularity", config={})
    assert workspace.insight.modality_shares(other, items) == []


def test_features_have_shares_in_items_too_and_all_views_show_them(
    workspace: Workspace, films: DatasetSummary, tmp_path: Path
) -> None:
    workspace.content.encode(films.id, "text", "tfidf", progress=Progress())
    for use in ("mean", "gated", "attention"):
        run = train(workspace, films, "SASRec", config=QUICK | {"features": use, "features_from": "text"})
        view = workspace.explaining.look(run, "u001")
        assert view.signals == ("id", "text")
        assert view.shares is not None
        assert view.shares.shape == (len(view.listed) + len(view.titles), 2)
        np.testing.assert_allclose(view.shares.sum(axis=1), 1.0, atol=1e-5)
        assert (view.shares > 0).all()
    network, items = workspace.runs.model(run).network, torch.arange(3)  # type: ignore[attr-defined]
    with torch.inference_mode():
        own, whole, lengths = network.item(items), network.described(items), network.lengths(items)
    expected = torch.stack((own.norm(dim=-1), (whole - own).norm(dim=-1)), dim=1)
    np.testing.assert_allclose(lengths, expected, rtol=1e-4)
    workspace.explaining.export(view, "signals", view.shares, "Signals", tmp_path / "signals.csv")
    assert "text" in (tmp_path / "signals.csv").read_text(encoding="utf-8-sig")
    plain = workspace.explaining.look(train(workspace, films, "SASRec"), "u001")
    assert (plain.signals, plain.shares) == ((), None)


def test_items_are_compared_by_what_an_encoder_made_of_them(workspace: Workspace, films: DatasetSummary) -> None:
    run = train(workspace, films, "Popularity", config={})
    assert "text" not in workspace.similarity.kinds(run)
    with pytest.raises(ConfigurationError, match="no vectors of text"):
        workspace.similarity.items(run, 0, by="text")
    encoding = workspace.content.encode(films.id, "text", "tfidf", progress=Progress())
    assert "text" in workspace.similarity.kinds(run)
    found = workspace.similarity.items(run, 0, by="text", k=5)
    likest = workspace.content.more_like(encoding.id, 0, k=5)
    np.testing.assert_allclose([one.cosine for one in found], [one.similarity for one in likest], atol=1e-5)
    assert workspace.similarity.map(run, by="text", progress=Progress()).points.shape[1] == 2
    assert workspace.similarity.has_map(run, "text", "pca")


def test_a_model_of_texts_is_measured_on_other_data_without_training(
    workspace: Workspace, films: DatasetSummary, tmp_path: Path
) -> None:
    workspace.content.encode(films.id, "text", "wordllama", progress=Progress())
    run = train(workspace, films, "FeatureSASRec")
    (tmp_path / "other").mkdir()
    table, about, _ = write_films(tmp_path / "other", n_users=12, n_items=15)
    checked = workspace.datasets.check(table, progress=Progress())
    companions = [workspace.datasets.companion(about, "user", "item")]
    other = workspace.datasets.store(checked, name="Other", companions=companions, progress=Progress())
    found = workspace.transfer.zero_shot(run, other.id, progress=Progress())
    assert 0.0 < found.metrics["ndcg@10"] <= 1.0
    assert [one.title for one in workspace.content.encodings(other.id)] == ["WordLlama 256"]


def test_what_cannot_be_moved_says_so(workspace: Workspace, films: DatasetSummary) -> None:
    popular = train(workspace, films, "Popularity", config={})
    with pytest.raises(ConfigurationError, match="cannot be moved"):
        workspace.transfer.zero_shot(popular, films.id, progress=Progress())
    own = workspace.content.encode(films.id, "text", "tfidf", progress=Progress())
    run = train(workspace, films, "FeatureSASRec", content={"text": own.fingerprint})
    workspace.content.delete(own.id)
    with pytest.raises(ConfigurationError, match="belongs to its dataset alone"):
        workspace.transfer.zero_shot(run, films.id, progress=Progress())
