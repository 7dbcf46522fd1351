from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
from films_csv import write_films

from workbench.errors import Cancelled, ConfigurationError, NotFoundError
from workbench.jobs import Progress
from workbench.workspace import Workspace
from workbench.workspace.views import DatasetSummary


@pytest.fixture
def films(workspace: Workspace, tmp_path: Path) -> DatasetSummary:
    table, *more = write_films(tmp_path)
    companions = [workspace.datasets.companion(path, "user", "item") for path in more]
    checked = workspace.datasets.check(table, progress=Progress())
    return workspace.datasets.store(checked, name="Films", companions=companions, progress=Progress())


def encoded(workspace: Workspace, films: DatasetSummary, modality: str = "text", choice: str | None = "tfidf") -> int:
    return workspace.content.encode(films.id, modality, choice, progress=Progress()).id  # type: ignore[arg-type]


def test_coverage_counts_each_modality_with_examples(workspace: Workspace, films: DatasetSummary) -> None:
    text, image, audio = workspace.content.coverage(films.id)
    assert (text.modality, text.n_present, text.n_items) == ("text", 24, 24)
    assert "war film" in text.examples[0].text
    assert (image.n_present, image.share) == (12, 0.5)
    assert (audio.n_present, audio.examples, audio.encodings) == (0, (), ())


def test_an_encoding_is_made_once_and_found_again(
    workspace: Workspace, films: DatasetSummary, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = workspace.content.encode(films.id, "text", "wordllama", progress=Progress())
    assert (first.n_encoded, first.n_skipped, first.width, first.complete) == (24, 0, 256, True)

    def never(*_: object) -> None:
        raise AssertionError("loaded again")

    monkeypatch.setattr("workbench.encoders.built_in.WordLlama.load", never)
    assert workspace.content.encode(films.id, "text", "wordllama", progress=Progress()) == first
    assert [one.id for one in workspace.content.encodings(films.id)] == [first.id]


def test_another_dataset_takes_over_what_has_the_same_content(
    workspace: Workspace, films: DatasetSummary, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workbench.workspace.views import RecipeStep

    whole = workspace.content.encode(films.id, "text", "wordllama", progress=Progress())
    step = RecipeStep("k-core", {"users": 1, "items": 9})
    part = workspace.preparing.prepare(films.id, [step], name="Part", progress=Progress())
    assert 0 < part.n_items < films.n_items
    monkeypatch.setattr("workbench.encoders.built_in.WordLlama.load", None)
    made = workspace.content.encode(part.id, "text", "wordllama", progress=Progress())
    known, of_part = workspace.datasets.load(films.id), workspace.datasets.load(part.id)
    place = [known.items.code(of_part.items[code]) for code in range(part.n_items)]
    np.testing.assert_array_equal(
        workspace.content.vectors(made.id).vectors, workspace.content.vectors(whole.id).vectors[place]
    )


def test_damaged_pictures_are_listed_with_their_items(workspace: Workspace, films: DatasetSummary) -> None:
    made = workspace.content.encode(films.id, "image", progress=Progress())
    assert (made.n_encoded, made.n_skipped) == (11, 1)
    (skipped,) = workspace.content.skipped(made.id)
    assert (skipped.item_id, skipped.title) == ("f04", "Film 4")
    assert "cannot be read" in skipped.reason


def test_words_find_the_items_that_they_describe(workspace: Workspace, films: DatasetSummary) -> None:
    for choice in ("tfidf", "wordllama"):
        encoding = encoded(workspace, films, choice=choice)
        assert workspace.content.searchable(encoding)
        hits = workspace.content.search(encoding, "battle of soldiers", 5)
        assert {int(hit.item_id[1:]) % 3 for hit in hits} == {0}
        assert [hit.similarity for hit in hits] == sorted((hit.similarity for hit in hits), reverse=True)


def test_pictures_of_one_tower_cannot_be_searched_by_words(workspace: Workspace, films: DatasetSummary) -> None:
    encoding = encoded(workspace, films, "image", None)
    assert not workspace.content.searchable(encoding)
    with pytest.raises(ConfigurationError, match="cannot be searched by words"):
        workspace.content.search(encoding, "battle")


def test_more_like_this_never_lists_the_item_itself(workspace: Workspace, films: DatasetSummary) -> None:
    hits = workspace.content.more_like(encoded(workspace, films), "f06", 5)
    assert {int(hit.item_id[1:]) % 3 for hit in hits} == {0}
    assert "f06" not in {hit.item_id for hit in hits}
    with pytest.raises(NotFoundError):
        workspace.content.more_like(encoded(workspace, films), "f99")


def test_near_duplicates_are_pairs_above_the_threshold(workspace: Workspace, films: DatasetSummary) -> None:
    encoding = encoded(workspace, films)
    pairs = workspace.content.near_duplicates(encoding, 0.6, progress=Progress())
    vectors = workspace.content.vectors(encoding).vectors
    rows = vectors - vectors.mean(0)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    wanted = np.argwhere(np.triu(rows @ rows.T >= 0.6, 1))
    assert sorted((pair.first.item, pair.second.item) for pair in pairs) == sorted(map(tuple, wanted.tolist()))
    assert len(pairs) > 0


def test_the_map_keeps_kinds_together(workspace: Workspace, films: DatasetSummary) -> None:
    made = workspace.content.projection(encoded(workspace, films), "pca", 3, progress=Progress())
    assert made.place.shape == (24, 2)
    assert np.isfinite(made.place).all()
    ids = np.array([int(workspace.datasets.load(films.id).items[code][1:]) for code in made.item])
    for number in range(3):
        assert len(set((ids[made.cluster == number] % 3).tolist())) == 1
        assert made.cluster_titles[number].startswith("Film")


def test_a_cancelled_encoding_keeps_what_was_done_and_goes_on(
    workspace: Workspace, films: DatasetSummary, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workbench.encoders.built_in import _StaticTexts

    monkeypatch.setattr("workbench.encoders.encode.KEEP_EVERY_SECONDS", 0.0)
    monkeypatch.setattr(_StaticTexts, "window", 4)
    progress, encode, seen = Progress(), _StaticTexts.encode, []

    def noted(self: _StaticTexts, batch: list[str]) -> object:
        seen.extend(batch)
        if len(seen) > 8:
            progress.cancel()
        return encode(self, batch)

    monkeypatch.setattr(_StaticTexts, "encode", noted)
    with pytest.raises(Cancelled):
        workspace.content.encode(films.id, "text", "wordllama", progress=progress)
    (part,) = workspace.content.encodings(films.id)
    assert not part.complete
    assert 0 < part.n_encoded < 24
    seen.clear()
    whole = workspace.content.encode(films.id, "text", "wordllama", progress=Progress())
    assert (whole.id, whole.n_encoded, whole.complete) == (part.id, 24, True)
    assert len(seen) == 24 - part.n_encoded


def test_a_dataset_without_sounds_says_so(workspace: Workspace, films: DatasetSummary) -> None:
    with pytest.raises(ConfigurationError, match="have no audio"):
        workspace.content.encode(films.id, "audio", progress=Progress())


def test_an_encoding_goes_with_its_dataset_and_leaves_no_file(workspace: Workspace, films: DatasetSummary) -> None:
    encoded(workspace, films)
    workspace.datasets.delete(films.id)
    workspace.datasets.empty_bin()
    files = [path for path in (workspace.folder / "artifacts").rglob("*") if path.is_file()]
    assert files == []


def test_two_threads_may_encode_the_same(workspace: Workspace, films: DatasetSummary) -> None:
    threads = [threading.Thread(target=encoded, args=(workspace, films)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(workspace.content.encodings(films.id)) == 1
    assert workspace.check() == []
