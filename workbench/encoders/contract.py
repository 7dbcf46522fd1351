"""The contract of encoders: an item's raw content in, one float32 vector out, the same wherever it is made.

An `Encoder` is light: it can be asked for its title and its fingerprint before any weight is loaded, so that vectors
which are in the cache cost nothing. `load` gives the `LoadedEncoder` that computes.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

import numpy as np
import numpy.typing as npt
import torch

from workbench.data.content import Modality
from workbench.encoders.raw_content import RawContent
from workbench.jobs import Progress

Float32 = npt.NDArray[np.float32]
Pooling = Literal["auto", "mean", "cls", "last"]


class Unreadable(Exception):
    """One item's content cannot be encoded; the text says why, for the list of what was skipped."""


@dataclass(frozen=True)
class Prepared:
    """An item's content, ready for the network.

    Attributes:
        content: what `encode` takes: token ids, pixels, samples.
        length: what makes it long, for batches of equal lengths; 1 where all are equal.
    """

    content: Any
    length: int = 1


class LoadedEncoder(ABC):
    """An encoder with its weights in memory.

    Attributes:
        width: numbers a vector.
        window: how many items are prepared at once, and then ordered by length.
        budget: most items × longest length of a batch: what a network computes well within a second.
    """

    width: int
    window: int = 64
    budget: int = 16

    @abstractmethod
    def prepare(self, raw: Sequence[Any], check: Callable[[], None]) -> list[Prepared | Unreadable]:
        """Decode or tokenise contents, on a thread beside the network's; `check` between items may raise to stop."""

    @abstractmethod
    def encode(self, batch: Sequence[Any]) -> Float32:
        """Return float32 [n, width] of the contents of n prepared items, none of them empty."""

    def encode_raw(self, raw: Sequence[Any]) -> Float32:
        """Return float32 [n, width] of raw contents, the few words of a search for example.

        Raises:
            Unreadable: one of them cannot be encoded.
        """
        ready = self.prepare(raw, lambda: None)
        for one in ready:
            if isinstance(one, Unreadable):
                raise one
        return self.encode([one.content for one in ready if isinstance(one, Prepared)])


class Encoder(ABC):
    """What turns content of one modality into vectors.

    Class attributes:
        of_corpus: whether it is fitted on the very content that it encodes; its fingerprint then counts that too, and
            its vectors mean nothing beside those of another dataset.
    """

    of_corpus: ClassVar[bool] = False

    @property
    @abstractmethod
    def modality(self) -> Modality:
        """What it reads."""

    @property
    @abstractmethod
    def title(self) -> str:
        """What people call it."""

    @abstractmethod
    def fingerprint(self, content: RawContent) -> str:
        """Return the SHA-256 (hex) of its weights and of how they are used, without loading them.

        Args:
            content: what is to be encoded; counts only for encoders that are fitted on it.

        Raises:
            ConfigurationError: the encoder cannot be used; the sentence says why.
        """

    @abstractmethod
    def load(self, content: RawContent, device: torch.device, progress: Progress) -> LoadedEncoder:
        """Load, or fit, what computes.

        Args:
            content: what is to be encoded.
            device: where to compute.
            progress: checked, and reported to by those that are fitted.

        Raises:
            ConfigurationError: the encoder cannot be used; the sentence says why.
        """

    def words(self) -> Encoder | None:
        """Return the encoder of texts into the same space, so that items can be searched by words; None without."""
        return None
