"""Use-cases around items' content: how much there is, its vectors, and looking through them."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np

from workbench.data.content import MODALITIES, ContentVectors, Modality
from workbench.data.dataset import Dataset
from workbench.errors import ConfigurationError, NotFoundError
from workbench.jobs import Progress
from workbench.workspace.content_views import (
    ContentExample,
    ContentHit,
    ContentMap,
    EncoderType,
    EncodingSummary,
    ModalityCoverage,
    ModelFolderView,
    NearDuplicate,
    SkippedItem,
)
from workbench.workspace.datasets import DatasetUseCases
from workbench.workspace.encoding_store import EncodingStore

if TYPE_CHECKING:
    import numpy.typing as npt

    from workbench.encoders.contract import Encoder, LoadedEncoder
    from workbench.encoders.encode import Encoded

_EXAMPLES = 6
_TITLES_A_CLUSTER = 3


class ContentUseCases:
    """What can be done with texts, pictures and sounds of items. Methods may be called from any thread."""

    def __init__(
        self, datasets: DatasetUseCases, encodings: EncodingStore, *, threads: Callable[[], int | None]
    ) -> None:
        self._datasets = datasets
        self._encodings = encodings
        self._threads = threads
        self._lock = threading.RLock()
        self._searching: tuple[tuple[str, str], LoadedEncoder] | None = None

    # ---- encoders

    def encoder_types(self) -> list[EncoderType]:
        """Return the built-in encoders, those of each modality in the order in which they are proposed."""
        from workbench.encoders.choice import OPTIONS

        made: list[EncoderType] = []
        for option in OPTIONS:
            first = not any(one.modality == option.modality and one.installed for one in made)
            made.append(
                EncoderType(
                    modality=option.modality,
                    name=option.name,
                    title=option.title,
                    summary=option.summary,
                    width=option.width,
                    installed=option.installed,
                    is_default=option.installed and first,
                )
            )
        return made

    def inspect_folder(self, path: Path) -> ModelFolderView:
        """Look into the folder of a pretrained model.

        Raises:
            ConfigurationError: it cannot or may not be used; the sentence says why.
        """
        from workbench.encoders.folders import inspect_folder

        folder = inspect_folder(path)
        proposed = folder.pooling or ("last" if folder.causal else "mean")
        poolings = (proposed, *(p for p in ("mean", "cls", "last") if p != proposed))
        return ModelFolderView(
            path=folder.path,
            title=folder.title,
            modalities=folder.modalities,
            poolings=poolings if folder.modalities == ("text",) else (),
            weight_bytes=folder.weight_bytes,
        )

    # ---- what there is

    def coverage(self, dataset_id: int) -> list[ModalityCoverage]:
        """Return each modality with examples and encodings; those that no item has, too."""
        from workbench.data.content import item_texts

        dataset = self._datasets.load(dataset_id)
        table = dataset.item_table
        found = self._encodings.of_dataset(dataset_id)
        made = []
        for modality in MODALITIES:
            if modality == "text":
                column = item_texts(table.columns) if table.columns.num_columns else None
            else:
                column = table.columns[modality] if table.has(modality) and modality in dataset.media else None
            present = np.zeros(0, np.int64) if column is None else np.flatnonzero(np.asarray(column.is_valid()))
            shown = present[np.linspace(0, len(present) - 1, min(_EXAMPLES, len(present))).astype(np.int64)]
            examples = tuple(
                ContentExample(
                    int(item),
                    dataset.items[int(item)],
                    dataset.title(int(item)),
                    "" if column is None else str(column[int(item)].as_py()),
                )
                for item in shown
            )
            encodings = tuple(one for one in found if one.modality == modality)
            made.append(ModalityCoverage(modality, len(dataset.items), len(present), examples, encodings))
        return made

    def encodings(self, dataset_id: int, modality: str | None = None) -> list[EncodingSummary]:
        """Return a dataset's encodings, the newest first."""
        return self._encodings.of_dataset(dataset_id, modality)

    def skipped(self, encoding_id: int) -> list[SkippedItem]:
        """Return what could not be encoded, and why; the first thousand."""
        dataset = self._datasets.load(self._encodings.get(encoding_id).dataset_id)
        return [
            SkippedItem(item, dataset.items[item], dataset.title(item), reason)
            for item, reason in self._encodings.skipped(encoding_id)
        ]

    def delete(self, encoding_id: int) -> None:
        """Delete an encoding; models that learned from it keep what they need of it."""
        self._encodings.delete(encoding_id)

    # ---- encoding

    def encode(
        self,
        dataset_id: int,
        modality: Modality,
        choice: str | None = None,
        *,
        device: str = "auto",
        progress: Progress,
    ) -> EncodingSummary:
        """Make the vectors of one modality, or find them where this encoder has made them before.

        What was encoded is kept every 20 seconds: a job that was cancelled, or whose process was killed, goes on from
        there when it is asked for again. Items of other datasets with the same content are taken over.

        Args:
            dataset_id: the dataset.
            modality: `text`, `image` or `audio`.
            choice: a built-in encoder's name or a folder, see `encoders.choice`; None for the first that is installed.
            device: `auto`, `cpu`, `cuda` or `mps`.
            progress: reported to.

        Raises:
            ConfigurationError: the dataset has nothing of this modality, or the encoder cannot be used.
            Cancelled: the person cancelled.
        """
        from workbench.encoders.choice import default_choice, make_encoder
        from workbench.encoders.encode import encode
        from workbench.encoders.raw_content import raw_content
        from workbench.training.device import configure_threads, place

        chosen = choice or default_choice(modality)
        encoder = make_encoder(modality, chosen)
        dataset = self._datasets.load(dataset_id, verified=True)
        progress.report(0.0, "reading the content")
        with raw_content(dataset, modality, progress) as content:
            if not any(content.hashes):
                raise ConfigurationError(
                    f"The items of “{dataset.name}” have no {modality}.",
                    hint="Import it with a file or folder that tells more about its items.",
                )
            fingerprint = encoder.fingerprint(content)
            found = self._encodings.find(dataset_id, modality, fingerprint)
            if found is not None:
                return found
            configure_threads(self._threads())
            placement = place(device)
            began = time.perf_counter()
            described = {
                "dataset_id": dataset_id,
                "modality": modality,
                "encoder": chosen,
                "encoder_title": encoder.title,
                "encoder_fingerprint": fingerprint,
                "content_hash": content.content_hash,
                "device": placement.description,
            }

            def keep(part: Encoded) -> None:
                if part.n_new:
                    seconds = time.perf_counter() - began
                    self._encodings.put(part, complete=False, seconds=seconds, **described)

            made = encode(
                content,
                encoder,
                device=placement.device,
                known=self._encodings.known(fingerprint),
                keep=keep,
                progress=progress,
            )
            progress.check()
            return self._encodings.put(made, complete=True, seconds=time.perf_counter() - began, **described)

    def like(self, dataset_id: int, modality: str, fingerprint: str, *, progress: Progress) -> EncodingSummary:
        """Return a dataset's vectors by the encoder of this fingerprint, made where they are not there yet.

        Raises:
            ConfigurationError: no encoding of any dataset tells which encoder that is, or it has changed since.
        """
        found = self._encodings.find(dataset_id, modality, fingerprint)
        if found is not None:
            return found
        choice = self._encodings.choice(fingerprint)
        if choice is not None:
            made = self.encode(dataset_id, next(m for m in MODALITIES if m == modality), choice, progress=progress)
            if made.fingerprint == fingerprint:
                return made
        raise ConfigurationError(
            f"The encoder of {modality} that the model learned from has changed, or belongs to its dataset alone.",
            hint="Train it on vectors of WordLlama, MiniLM or a folder, which mean the same in every dataset.",
        )

    def for_training(
        self, dataset_id: int, modalities: tuple[str, ...], wanted: Mapping[str, str], *, progress: Progress | None
    ) -> dict[str, ContentVectors]:
        """Return the vectors that a model is to learn from.

        Args:
            dataset_id: the dataset.
            modalities: which the model reads.
            wanted: fingerprints of encoders by modality. For a modality that is not named it is the newest encoding,
                and where there is none, one is made with the first encoder that is installed.
            progress: reported to where something has to be encoded; None leaves out what is not encoded yet.

        Raises:
            ConfigurationError: a wanted encoding is not there.
        """
        coverage = {one.modality: one for one in self.coverage(dataset_id)}
        found: dict[str, ContentVectors] = {}
        for modality in MODALITIES:
            if modality not in modalities or coverage[modality].n_present == 0:
                continue
            complete = [one for one in coverage[modality].encodings if one.complete]
            fingerprint = wanted.get(modality)
            if fingerprint is not None:
                complete = [one for one in complete if one.fingerprint == fingerprint]
                if not complete:
                    raise ConfigurationError(
                        f"The vectors of {modality} that this run learned from are not there any more.",
                        hint="Encode the dataset again with the same encoder.",
                    )
            if not complete and progress is None:
                continue
            if not complete and progress is not None:
                complete = [self.encode(dataset_id, modality, progress=progress)]
            found[modality] = self._encodings.vectors(complete[0].id)
        return found

    # ---- looking through vectors

    def vectors(self, encoding_id: int) -> ContentVectors:
        """Return an encoding's vectors, float32 [n_items, width]."""
        return self._encodings.vectors(encoding_id)

    def searchable(self, encoding_id: int) -> bool:
        """Whether items can be searched by words through this encoding. Loads nothing."""
        encoding = self._encodings.get(encoding_id)
        try:
            return self._encoder(encoding).words() is not None
        except ConfigurationError:
            return False

    def search(self, encoding_id: int, words: str, k: int = 20) -> list[ContentHit]:
        """Return the items whose content is nearest to some words; the first search loads the encoder.

        Raises:
            ConfigurationError: this encoder knows no words, or has changed or gone since.
        """
        from workbench.encoders.contract import Unreadable
        from workbench.encoders.similarity import directions, nearest

        encoding = self._encodings.get(encoding_id)
        dataset = self._datasets.load(encoding.dataset_id)
        try:
            query = self._words(encoding, dataset).encode_raw([words])[0]
        except Unreadable as reason:
            raise ConfigurationError(f"These words cannot be searched for: {reason}.") from reason
        content = self._encodings.vectors(encoding_id)
        rows = directions(content, centred=False)
        return _hits(dataset, *nearest(rows, content.present, query, k))

    def more_like(self, encoding_id: int, item: int | str, k: int = 20) -> list[ContentHit]:
        """Return the items whose content is most like that of an item, a code or an external id.

        Raises:
            NotFoundError: there is no such item.
            ConfigurationError: the item has no vector.
        """
        from workbench.encoders.similarity import directions, nearest

        encoding = self._encodings.get(encoding_id)
        dataset = self._datasets.load(encoding.dataset_id)
        content = self._encodings.vectors(encoding_id)
        if isinstance(item, str):
            code = dataset.items.code(item)
            if code is None:
                raise NotFoundError(
                    f"There is no item “{item}” in “{dataset.name}”.", hint="Search for a part of its id."
                )
            item = code
        if not content.present[item]:
            raise ConfigurationError(
                f"“{dataset.title(item)}” has no {encoding.modality} to compare.", hint="Choose another item."
            )
        rows = directions(content, centred=True)
        return _hits(dataset, *nearest(rows, content.present, rows[item], k, without=item))

    def near_duplicates(
        self, encoding_id: int, least: float = 0.95, limit: int = 200, *, progress: Progress
    ) -> list[NearDuplicate]:
        """Return pairs of items whose contents are nearly the same, the closest first."""
        from workbench.encoders.similarity import directions, near_duplicates

        encoding = self._encodings.get(encoding_id)
        dataset = self._datasets.load(encoding.dataset_id)
        content = self._encodings.vectors(encoding_id)
        rows = directions(content, centred=True)
        pairs, cosines = near_duplicates(rows, content.present, least, limit, progress)
        found = []
        for pair, cosine in zip(pairs, cosines, strict=True):
            first, second = _hits(dataset, pair, np.array([cosine, cosine], np.float32))
            found.append(NearDuplicate(first, second, float(cosine)))
        return found

    def projection(
        self, encoding_id: int, method: Literal["pca", "umap"] = "pca", n_clusters: int = 8, *, progress: Progress
    ) -> ContentMap:
        """Return the items in the plane, coloured by cluster; see `encoders.similarity.project`."""
        from workbench.encoders.similarity import directions, project

        encoding = self._encodings.get(encoding_id)
        dataset = self._datasets.load(encoding.dataset_id)
        content = self._encodings.vectors(encoding_id)
        made = project(content, method, n_clusters, progress)
        rows = directions(content, centred=True)[made.item]
        titles = []
        for number in range(int(made.cluster.max()) + 1 if len(made.cluster) else 0):
            members = np.flatnonzero(made.cluster == number)
            near = members[np.argsort(-(rows[members] @ rows[members].mean(axis=0)), kind="stable")]
            titles.append(" · ".join(dataset.title(int(made.item[one])) for one in near[:_TITLES_A_CLUSTER]))
        names = tuple(dataset.title(item) for item in made.item.tolist())
        return ContentMap(encoding, method, made.item, names, made.place, made.cluster, tuple(titles))

    def _encoder(self, encoding: EncodingSummary) -> Encoder:
        from workbench.encoders.choice import make_encoder

        modality: Modality = next(one for one in MODALITIES if one == encoding.modality)
        return make_encoder(modality, encoding.encoder)

    def _words(self, encoding: EncodingSummary, dataset: Dataset) -> LoadedEncoder:
        """Return the loaded encoder of words into an encoding's space; the last one stays in memory."""
        from workbench.encoders.raw_content import raw_content
        from workbench.training.device import place

        key = (encoding.encoder, encoding.fingerprint)
        with self._lock:
            if self._searching is not None and self._searching[0] == key:
                return self._searching[1]
            encoder = self._encoder(encoding)
            reading = encoder.words()
            if reading is None:
                raise ConfigurationError(
                    f"{encoding.title} cannot be searched by words.",
                    hint="Encode with a model of two towers, CLIP or CLAP for example, or search among the texts.",
                )
            with raw_content(dataset, encoder.modality, Progress()) as content:
                if encoder.fingerprint(content) != encoding.fingerprint:
                    raise ConfigurationError(
                        "The encoder has changed since these vectors were made.", hint="Encode the dataset again."
                    )
                loaded = reading.load(content, place("cpu").device, Progress())
            self._searching = key, loaded
            return loaded


def _hits(dataset: Dataset, items: npt.NDArray[np.int32], cosines: npt.NDArray[np.float32]) -> list[ContentHit]:
    return [
        ContentHit(code, dataset.items[code], dataset.title(code), float(cosine))
        for code, cosine in zip(items.tolist(), cosines.tolist(), strict=True)
    ]
