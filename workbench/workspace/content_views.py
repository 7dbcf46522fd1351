"""What the use-cases around items' content return: plain frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


@dataclass(frozen=True)
class EncoderType:
    """A built-in encoder that can be chosen; a folder of a model can be named in its place."""

    modality: str  # "text", "image" or "audio"
    name: str  # how it is chosen
    title: str
    summary: str
    width: int  # numbers a vector
    installed: bool
    is_default: bool


@dataclass(frozen=True)
class ModelFolderView:
    """A folder of a pretrained model that may be used."""

    path: Path
    title: str
    modalities: tuple[str, ...]  # what it reads; two of them can be compared with each other
    poolings: tuple[str, ...]  # how tokens may become one vector, the proposed one first; nothing where it is fixed
    weight_bytes: int


@dataclass(frozen=True)
class SkippedItem:
    """An item whose content could not be encoded."""

    item: int  # code
    item_id: str
    title: str
    reason: str


@dataclass(frozen=True)
class EncodingSummary:
    """Vectors of one modality of a dataset."""

    id: int
    dataset_id: int
    modality: str
    encoder: str  # the choice that made it: a built-in encoder's name, or a folder
    title: str  # what the encoder is called
    fingerprint: str  # of the encoder
    width: int
    n_encoded: int
    n_skipped: int
    complete: bool  # otherwise a part of an encoding that was interrupted
    seconds: float
    device: str
    created: datetime
    n_bytes: int


@dataclass(frozen=True)
class ContentExample:
    """What one item holds of a modality."""

    item: int  # code
    item_id: str
    title: str
    text: str  # of the modality text; otherwise the name of the file


@dataclass(frozen=True)
class ModalityCoverage:
    """How much of a modality the items have."""

    modality: str
    n_items: int
    n_present: int
    examples: tuple[ContentExample, ...]
    encodings: tuple[EncodingSummary, ...]  # the newest first

    @property
    def share(self) -> float:
        """Share of the items that have it, 0 … 1."""
        return self.n_present / max(1, self.n_items)


@dataclass(frozen=True)
class ContentHit:
    """An item that was found by its content."""

    item: int  # code
    item_id: str
    title: str
    similarity: float  # cosine, −1 … 1


@dataclass(frozen=True)
class NearDuplicate:
    """Two items whose contents are nearly the same."""

    first: ContentHit
    second: ContentHit
    similarity: float  # cosine


@dataclass(frozen=True)
class ItemShares:
    """What an item is made of for a model that mixes ids with content or features."""

    item: int  # code
    shares: dict[str, float]  # by "id", "categories", "text", "image", "audio", as the model reads them; sum to 1


@dataclass(frozen=True)
class ContentMap:
    """Items in the plane, coloured by cluster; arrays of equal length."""

    encoding: EncodingSummary
    method: str  # "pca" or "umap"
    item: npt.NDArray[np.int32]  # codes
    titles: tuple[str, ...]
    place: npt.NDArray[np.float32]  # [n, 2]
    cluster: npt.NDArray[np.int32]  # numbered by size, the largest first
    cluster_titles: tuple[str, ...]  # the titles nearest to each cluster's middle, joined
