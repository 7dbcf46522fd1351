"""How a fitted model lies on disk: `model.json` says what it is, `weights.safetensors` holds its arrays."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from pydantic import ValidationError
from safetensors import SafetensorError
from safetensors.numpy import load_file, save_file

from workbench.errors import ArtifactDamagedError
from workbench.models.recommender import ModelConfig, Recommender

FORMAT = "recommendation-workbench model"
FORMAT_VERSION = 1
DESCRIPTION_FILE = "model.json"
WEIGHTS_FILE = "weights.safetensors"

Arrays = dict[str, npt.NDArray[Any]]


@dataclass(frozen=True)
class StoredModel:
    """What `read_model` found.

    Attributes:
        config: the model's configuration.
        n_items: size of the catalogue it was fitted on.
        arrays: its arrays by name.
    """

    config: ModelConfig
    n_items: int
    arrays: Arrays


def write_model(folder: Path, model: Recommender, arrays: Arrays, *, n_items: int) -> None:
    """Write a fitted model into an existing folder.

    Args:
        folder: where `model.json` (UTF-8 JSON: format, version, model, configuration, n_items) and
            `weights.safetensors` are written.
        model: whose name and configuration are stored.
        arrays: numpy arrays of any shape.
        n_items: size of the catalogue.
    """
    description = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "model": model.name,
        "config": model.config.model_dump(mode="json"),
        "n_items": n_items,
    }
    save_file({name: np.ascontiguousarray(array) for name, array in arrays.items()}, folder / WEIGHTS_FILE)
    text = json.dumps(description, indent=2, ensure_ascii=False) + "\n"
    (folder / DESCRIPTION_FILE).write_text(text, encoding="utf-8")


def read_model(folder: Path, model: type[Recommender]) -> StoredModel:
    """Read what `write_model` wrote.

    Raises:
        ArtifactDamagedError: a file is missing, cut off or not what it should be, or it is another model's.
    """
    path = folder / DESCRIPTION_FILE
    try:
        description = json.loads(path.read_text(encoding="utf-8"))
        if description["format"] != FORMAT or description["model"] != model.name:
            raise damaged(path, f"This is not a stored {model.name} model.")
        if int(description["version"]) > FORMAT_VERSION:
            raise damaged(path, "This model was stored by a newer version of the application.")
        config = model.Config.model_validate(description["config"])
        n_items = int(description["n_items"])
    except (OSError, ValueError, KeyError, TypeError, ValidationError) as error:
        raise damaged(path, "The description of the stored model cannot be read.") from error
    weights = folder / WEIGHTS_FILE
    try:
        arrays: Arrays = load_file(weights)
    except (OSError, SafetensorError, ValueError, KeyError) as error:
        raise damaged(weights, "The weights of the stored model cannot be read.") from error
    return StoredModel(config, n_items, arrays)


def check_shape(
    folder: Path, arrays: Arrays, name: str, dtype: npt.DTypeLike, shape: tuple[int | None, ...]
) -> npt.NDArray[Any]:
    """Return one stored array, or raise `ArtifactDamagedError` where it is absent or not of this dtype and shape.

    Args:
        folder: for the error's place.
        arrays: what was read.
        name: the array's name.
        dtype: its dtype.
        shape: its shape; None stands for any length.
    """
    array = arrays.get(name)
    fits = (
        array is not None
        and array.dtype == np.dtype(dtype)
        and array.ndim == len(shape)
        and all(wanted in (None, length) for wanted, length in zip(shape, array.shape, strict=True))
    )
    if array is None or not fits:
        raise damaged(folder / WEIGHTS_FILE, f"The stored model's array “{name}” is missing or has another shape.")
    return array


def damaged(path: Path, what: str) -> ArtifactDamagedError:
    """Return the error that says a stored model cannot be used."""
    return ArtifactDamagedError(what, where=str(path), hint="Train the model again to replace it.")
