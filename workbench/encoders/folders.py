"""A local folder in Hugging Face layout: what it holds, whether it may be used, and its fingerprint.

Only weights that are plain numbers are read (safetensors): a pickle may run any program when it is opened. A folder
that brings Python code of its own is refused for the same reason. Nothing is ever looked for outside the folder.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from workbench.data.content import Modality
from workbench.errors import ConfigurationError

_PICKLED = ("*.bin", "*.pt", "*.pth", "*.ckpt", "*.pkl", "*.h5", "*.msgpack")
_DESCRIBING = (
    "config.json",
    "tokenizer.json",
    "tokenizer_config.json",
    "vocab.txt",
    "vocab.json",
    "merges.txt",
    "preprocessor_config.json",
    "processor_config.json",
)
_TWO_TOWERS: dict[str, tuple[Modality, ...]] = {
    "clip": ("text", "image"),
    "chinese_clip": ("text", "image"),
    "siglip": ("text", "image"),
    "siglip2": ("text", "image"),
    "clap": ("text", "audio"),
}


@dataclass(frozen=True)
class ModelFolder:
    """A folder that may be used.

    Attributes:
        path: absolute.
        model_type: the architecture, `bert` for example.
        modalities: what it can read; two of them lie in one space.
        causal: whether each token sees only those before it, so that the last one knows most.
        weight_bytes: size of its weights.
        pooling: what its own description asks for, `mean` or `cls`; empty where it says nothing.
    """

    path: Path
    model_type: str
    modalities: tuple[Modality, ...]
    causal: bool
    weight_bytes: int
    pooling: str

    @property
    def title(self) -> str:
        """What people call it: the folder's name and the architecture."""
        return f"{self.path.name} ({self.model_type})"

    @property
    def has_two_towers(self) -> bool:
        """Whether it puts texts and pictures, or texts and sounds, into one space."""
        return self.model_type in _TWO_TOWERS

    def fingerprint(self) -> str:
        """SHA-256 (hex) over the weights and the files that say how they are used."""
        digest = hashlib.sha256(b"folder 1")
        files = sorted(self.path.glob("*.safetensors")) + [self.path / name for name in _DESCRIBING]
        for file in files:
            if file.is_file():
                digest.update(file.name.encode() + b"\0" + file_digest(file))
        return digest.hexdigest()


def inspect_folder(path: Path) -> ModelFolder:
    """Look into a folder without loading anything.

    Raises:
        ConfigurationError: it is no such folder, its weights are pickled, it asks for code of its own, or its
            architecture is not known.
    """
    path = path.expanduser().resolve()
    config = _json(path / "config.json")
    if config is None:
        raise ConfigurationError(
            "This is no folder of a pretrained model: it has no config.json that can be read.",
            where=str(path),
            hint="Choose a folder in Hugging Face layout: config.json, *.safetensors and the tokenizer's files.",
        )
    for file in sorted(path.glob("*.json")):
        content = config if file.name == "config.json" else _json(file)
        if isinstance(content, dict) and (content.get("auto_map") or content.get("custom_pipelines")):
            raise ConfigurationError(
                "This model asks for Python code of its own to be run, which is refused.",
                where=str(file),
                hint="Choose a model whose architecture is part of the library transformers.",
            )
    weights = sorted(path.glob("*.safetensors"))
    if not weights:
        pickled = [file.name for pattern in _PICKLED for file in sorted(path.glob(pattern))]
        if pickled:
            raise ConfigurationError(
                f"The weights of this model are pickled ({pickled[0]}), which could run any program, and are refused.",
                where=str(path),
                hint="Convert them to safetensors on a machine where you trust them, or choose another model.",
            )
        raise ConfigurationError("This folder has no weights (*.safetensors).", where=str(path))
    model_type = str(config.get("model_type", ""))
    modalities = modalities_of(model_type)
    if not modalities:
        raise ConfigurationError(
            f"The architecture “{model_type or 'unknown'}” cannot encode texts, pictures or sounds here.",
            where=str(path / "config.json"),
            hint="BERT-like, GPT-like, ViT-like, wav2vec2-like, AST, CLIP, SigLIP and CLAP models can.",
        )
    return ModelFolder(
        path=path,
        model_type=model_type,
        modalities=modalities,
        causal=modalities == ("text",) and is_causal(model_type, config),
        weight_bytes=sum(file.stat().st_size for file in weights),
        pooling=_described_pooling(path),
    )


def transformers() -> Any:
    """Return the library, silenced and cut off from the network."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    import transformers as library

    library.utils.logging.set_verbosity_error()
    library.utils.logging.disable_progress_bar()
    return library


def read_config(folder: ModelFolder) -> dict[str, Any]:
    """Return a folder's config.json."""
    return _json(folder.path / "config.json") or {}


def load_model(folder: ModelFolder, kind: str = "AutoModel") -> Any:
    """Load a folder's network on the CPU, ready to evaluate, as `AutoModel` or `AutoModelForCausalLM`.

    Raises:
        ConfigurationError: the weights cannot be read, or do not fit the description.
    """
    library = transformers()
    try:
        model, report = getattr(library, kind).from_pretrained(
            str(folder.path),
            local_files_only=True,
            trust_remote_code=False,
            use_safetensors=True,
            output_loading_info=True,
            dtype="float32",
        )
    except Exception as error:  # whatever a damaged folder makes the library raise
        first = (str(error).splitlines() or [""])[0][:200]
        raise ConfigurationError(
            f"The model cannot be loaded: {type(error).__name__}.", where=f"{folder.path}: {first}"
        ) from error
    missing = [name for name in report["missing_keys"] if "pooler" not in name and "position_ids" not in name]
    if missing:
        raise ConfigurationError(
            f"The weights of this model are not whole: {len(missing)} parts are missing ({missing[0]}).",
            where=str(folder.path),
        )
    return model.eval().requires_grad_(False)


def load_part(folder: ModelFolder, kind: str) -> Any:
    """Load `AutoTokenizer`, `AutoImageProcessor` or `AutoFeatureExtractor` of a folder.

    Raises:
        ConfigurationError: the folder has none that can be read.
    """
    try:
        return getattr(transformers(), kind).from_pretrained(
            str(folder.path), local_files_only=True, trust_remote_code=False
        )
    except Exception as error:  # whatever a damaged folder makes the library raise
        part = {"AutoTokenizer": "tokenizer", "AutoImageProcessor": "image processor"}.get(kind, "feature extractor")
        raise ConfigurationError(
            f"The model's {part} cannot be loaded: {type(error).__name__}.",
            where=str(folder.path),
            hint="Copy all files of the model into the folder, not its weights alone.",
        ) from error


@lru_cache(maxsize=256)
def modalities_of(model_type: str) -> tuple[Modality, ...]:
    """Return what an architecture reads; nothing where it is not known."""
    if model_type in _TWO_TOWERS:
        return _TWO_TOWERS[model_type]
    transformers()
    from transformers.models.auto import modeling_auto as names

    if model_type in names.MODEL_FOR_AUDIO_CLASSIFICATION_MAPPING_NAMES:
        return ("audio",)
    if model_type in names.MODEL_FOR_IMAGE_CLASSIFICATION_MAPPING_NAMES:
        return ("image",)
    texts = (
        names.MODEL_FOR_MASKED_LM_MAPPING_NAMES,
        names.MODEL_FOR_CAUSAL_LM_MAPPING_NAMES,
        names.MODEL_FOR_SEQ_TO_SEQ_CAUSAL_LM_MAPPING_NAMES,
    )
    return ("text",) if any(model_type in known for known in texts) else ()


def is_causal(model_type: str, config: dict[str, Any]) -> bool:
    """Whether an architecture of texts lets each token see only what came before it."""
    from transformers.models.auto import modeling_auto as names

    decodes = model_type in names.MODEL_FOR_CAUSAL_LM_MAPPING_NAMES
    masks = model_type in names.MODEL_FOR_MASKED_LM_MAPPING_NAMES
    return bool(config.get("is_decoder")) or (decodes and not masks and not config.get("is_encoder_decoder"))


def _described_pooling(path: Path) -> str:
    """Read how the sentence-transformers layout wants tokens made into one vector."""
    described = _json(path / "1_Pooling" / "config.json") or {}
    if described.get("pooling_mode_cls_token"):
        return "cls"
    return "mean" if described.get("pooling_mode_mean_tokens") else ""


def _json(path: Path) -> dict[str, Any] | None:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return content if isinstance(content, dict) else None


def file_digest(path: Path) -> bytes:
    """Return the SHA-256 of a file; a file that has not changed since is not read again."""
    found = path.stat()
    return _file_digest(str(path), found.st_size, found.st_mtime_ns)


@lru_cache(maxsize=256)
def _file_digest(path: str, _n_bytes: int, _changed: int) -> bytes:
    with open(path, "rb") as file:  # noqa: PTH123 - keyed by the name as text
        return hashlib.file_digest(file, "sha256").digest()
