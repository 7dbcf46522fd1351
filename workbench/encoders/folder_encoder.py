"""Texts, pictures and sounds through a local folder of a pretrained Transformer."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from workbench.data.content import Modality
from workbench.encoders.contract import Encoder, Float32, LoadedEncoder, Pooling, Prepared, Unreadable
from workbench.encoders.decoding import MOST_SECONDS, decode_picture, decode_sound
from workbench.encoders.folders import ModelFolder, inspect_folder, load_model, load_part
from workbench.encoders.raw_content import RawContent
from workbench.errors import ConfigurationError
from workbench.jobs import Progress

MOST_TOKENS = 512
# What a CPU, even one that has other things to do, computes in about half a second, and how much more a GPU may get.
_OPERATIONS = 2.5e10
_GPU_FACTOR = 64


class FolderEncoder(Encoder):
    """A local folder in Hugging Face layout, looked into when it is made.

    Args:
        path: the folder.
        modality: what to read with it; a folder of two towers reads either.
        pooling: how tokens of a text become one vector: `mean` over the text's tokens, `cls` the first, `last` the
            last; `auto` is what the folder's description says, otherwise the last for a causal model and the mean for
            others.
        title: what to call it; by default the folder's name.

    Raises:
        ConfigurationError: the folder is refused, or reads something else.
    """

    def __init__(self, path: Path, modality: Modality, pooling: Pooling = "auto", title: str = "") -> None:
        self.folder = inspect_folder(path)
        if modality not in self.folder.modalities:
            raise ConfigurationError(
                f"This model reads {' and '.join(self.folder.modalities)}, not {modality}.", where=str(path)
            )
        self._modality: Modality = modality
        self._pooling = _pooling(self.folder, pooling)
        self._title = title or self.folder.title

    @property
    def modality(self) -> Modality:
        """See `Encoder.modality`."""
        return self._modality

    @property
    def title(self) -> str:
        """See `Encoder.title`."""
        return self._title

    def fingerprint(self, content: RawContent) -> str:
        """See `Encoder.fingerprint`; the towers of one folder have different ones."""
        digest = hashlib.sha256(self.folder.fingerprint().encode())
        digest.update(f"\0{self._modality}\0{self._pooling}\0{MOST_TOKENS}\0{MOST_SECONDS}".encode())
        return digest.hexdigest()

    def load(self, content: RawContent, device: torch.device, progress: Progress) -> LoadedEncoder:
        """See `Encoder.load`."""
        model = load_model(self.folder).to(device)
        progress.check()
        if self._modality == "text":
            return _Texts(self.folder, model, device, self._pooling)
        return (_Pictures if self._modality == "image" else _Sounds)(self.folder, model, device)

    def words(self) -> Encoder | None:
        """See `Encoder.words`: a folder of two towers has one for texts."""
        if self._modality != "text" and "text" in self.folder.modalities:
            return FolderEncoder(self.folder.path, "text", title=self._title)
        return self if self._modality == "text" else None


def _pooling(folder: ModelFolder, wanted: Pooling) -> str:
    if folder.has_two_towers:
        return "tower"
    if wanted != "auto":
        return wanted
    return folder.pooling or ("last" if folder.causal else "mean")


class _Texts(LoadedEncoder):
    window = 2_048

    def __init__(self, folder: ModelFolder, model: Any, device: torch.device, pooling: str) -> None:
        self._tokenizer = load_part(folder, "AutoTokenizer")
        if self._tokenizer.pad_token_id is None:
            self._tokenizer.pad_token = self._tokenizer.eos_token or self._tokenizer.unk_token
        self._tokenizer.padding_side = "right"
        self._model, self._device, self._pooling = model, device, pooling
        # SigLIP was trained on padded texts without a mask, and reads the last place.
        self._always_padded = folder.model_type.startswith("siglip")
        config = getattr(model.config, "text_config", None) or model.config
        places = getattr(config, "max_position_embeddings", None) or getattr(config, "n_positions", None) or MOST_TOKENS
        if "roberta" in folder.model_type:
            places -= 2  # its places begin after the padding's
        self._longest = int(min(MOST_TOKENS, places, self._tokenizer.model_max_length or MOST_TOKENS))
        if getattr(model.config, "is_encoder_decoder", False):
            self._model = model.get_encoder()
        blocks = sum(p.numel() for p in self._model.parameters() if p.dim() >= 2 and max(p.shape) < 20_000)
        self.budget = affordable(2.0 * blocks, device, least=1)
        self.width = int(getattr(model.config, "projection_dim", 0) if pooling == "tower" else 0) or int(
            getattr(config, "hidden_size", 0) or 0
        )

    def prepare(self, raw: Sequence[Any], check: Callable[[], None]) -> list[Prepared | Unreadable]:
        made: list[Prepared | Unreadable] = []
        for start in range(0, len(raw), 256):
            check()
            ids = self._tokenizer(list(raw[start : start + 256]), truncation=True, max_length=self._longest)[
                "input_ids"
            ]
            made += [Prepared(one, len(one)) if one else Unreadable("the text has no words") for one in ids]
        return made

    @torch.inference_mode()
    def encode(self, batch: Sequence[Any]) -> Float32:
        padding = "max_length" if self._always_padded else "longest"
        inputs = self._tokenizer.pad(
            {"input_ids": list(batch)}, padding=padding, max_length=self._longest, return_tensors="pt"
        ).to(self._device)
        ids, mask = inputs["input_ids"], inputs["attention_mask"]
        if self._pooling == "tower":
            made = self._model.get_text_features(ids, None if self._always_padded else mask)
            return _numbers(getattr(made, "pooler_output", made))
        hidden = self._model(input_ids=ids, attention_mask=mask).last_hidden_state  # (B, T, C)
        if self._pooling == "cls":
            return _numbers(hidden[:, 0])
        if self._pooling == "last":
            return _numbers(hidden[torch.arange(len(hidden), device=hidden.device), mask.sum(1) - 1])
        kept = mask[..., None].to(hidden.dtype)
        return _numbers((hidden * kept).sum(1) / kept.sum(1))


class _Pictures(LoadedEncoder):
    def __init__(self, folder: ModelFolder, model: Any, device: torch.device) -> None:
        self._processor = load_part(folder, "AutoImageProcessor")
        self._model, self._device, self._tower = model, device, folder.has_two_towers
        size = self._processor.size or {}
        get = size.get if hasattr(size, "get") else lambda name, other=None: getattr(size, name, other)
        self._side = int(get("shortest_edge", None) or get("height", None) or 224)
        config = getattr(model.config, "vision_config", None) or model.config
        patch = getattr(config, "patch_size", None)
        patch = int(patch if isinstance(patch, int) else 32)
        part = getattr(model, "vision_model", model)
        operations = 2.0 * sum(p.numel() for p in part.parameters()) * max(1, (self._side // patch) ** 2)
        self.budget = min(64, affordable(operations, device, least=1))
        self.window = max(8, min(64, 4 * self.budget))
        self._has_first = hasattr(getattr(part, "embeddings", None), "cls_token")
        self.width = int(getattr(model.config, "projection_dim", 0) or getattr(config, "hidden_size", 0) or 0)

    def prepare(self, raw: Sequence[Any], check: Callable[[], None]) -> list[Prepared | Unreadable]:
        made: list[Prepared | Unreadable] = []
        for content in raw:
            check()
            try:
                picture = decode_picture(content, self._side)
                made.append(Prepared(self._processor(images=[picture], return_tensors="pt")["pixel_values"][0]))
            except Unreadable as reason:
                made.append(reason)
        return made

    @torch.inference_mode()
    def encode(self, batch: Sequence[Any]) -> Float32:
        pixels = torch.stack(list(batch)).to(self._device)
        if self._tower:
            made = self._model.get_image_features(pixels)
            return _numbers(getattr(made, "pooler_output", made))
        hidden = self._model(pixels).last_hidden_state
        if hidden.dim() == 4:  # (B, C, H, W), of convolutional networks
            return _numbers(hidden.mean((2, 3)))
        return _numbers(hidden[:, 0] if self._has_first else hidden.mean(1))


class _Sounds(LoadedEncoder):
    window = 16

    def __init__(self, folder: ModelFolder, model: Any, device: torch.device) -> None:
        self._extractor = load_part(folder, "AutoFeatureExtractor")
        self._rate = int(self._extractor.sampling_rate)
        self._model, self._device = model, device
        self._tower = folder.has_two_towers
        self._type = folder.model_type
        self._masks = bool(getattr(self._extractor, "return_attention_mask", False))
        if getattr(model.config, "is_encoder_decoder", False):
            self._model = model.get_encoder()
        part = getattr(model, "audio_model", self._model)
        # About 50 frames a second go through the network's blocks.
        a_second = 2.0 * sum(p.numel() for p in part.parameters()) * 50
        self.budget = self._rate * affordable(a_second, device, least=1)
        config = getattr(model.config, "audio_config", None) or model.config
        self.width = int(getattr(model.config, "projection_dim", 0) or getattr(config, "hidden_size", 0) or 0)

    def prepare(self, raw: Sequence[Any], check: Callable[[], None]) -> list[Prepared | Unreadable]:
        made: list[Prepared | Unreadable] = []
        for content in raw:
            check()
            try:
                sound = decode_sound(content, self._rate)
                made.append(Prepared(sound, len(sound)))
            except Unreadable as reason:
                made.append(reason)
        return made

    @torch.inference_mode()
    def encode(self, batch: Sequence[Any]) -> Float32:
        fixed = self._tower or self._type in ("audio-spectrogram-transformer", "whisper")
        if not fixed and not self._masks and len({len(sound) for sound in batch}) > 1:
            # Without a mask the network would hear the silence that fills up the shorter ones.
            return np.concatenate([self.encode([sound]) for sound in batch])
        options = {} if fixed else {"padding": True}
        inputs = self._extractor(list(batch), sampling_rate=self._rate, return_tensors="pt", **options)
        inputs = inputs.to(self._device)
        if self._tower:
            made = self._model.get_audio_features(**inputs)
            return _numbers(getattr(made, "pooler_output", made))
        out = self._model(**inputs)
        hidden = out.last_hidden_state  # (B, T, C)
        if self._type == "audio-spectrogram-transformer":
            return _numbers(hidden[:, :2].mean(1))  # its two class tokens
        if "attention_mask" in inputs and hasattr(self._model, "_get_feature_vector_attention_mask"):
            kept = self._model._get_feature_vector_attention_mask(hidden.shape[1], inputs["attention_mask"])
            kept = kept[..., None].to(hidden.dtype)
            return _numbers((hidden * kept).sum(1) / kept.sum(1))
        return _numbers(hidden.mean(1))


def affordable(operations: float, device: torch.device, *, least: int) -> int:
    """Return how many of something that costs `operations` a batch may hold, so that it takes about half a second."""
    most = _OPERATIONS * (1 if device.type == "cpu" else _GPU_FACTOR)
    return max(least, int(most / max(1.0, operations)))


def _numbers(vectors: torch.Tensor) -> Float32:
    made: Float32 = vectors.float().cpu().numpy()
    return made
