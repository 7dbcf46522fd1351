"""The application's settings: typed, checked, stored as one JSON file in the workspace."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from workbench.errors import ConfigurationError

log = logging.getLogger(__name__)

FILE = "settings.json"
THEMES = ("system", "light", "dark")
LANGUAGES = ("system", "en", "zh_CN")
RECENT_LIMIT = 8
MOST_CHECKPOINT_MINUTES = 1_440


@dataclass(frozen=True)
class Settings:
    """What a person chose.

    Attributes:
        theme: one of `THEMES`.
        language: one of `LANGUAGES`.
        threads: CPU threads for training, or None for all cores but one.
        checkpoint_minutes: a run that trains saves its state so often.
        recent: paths of files that were imported, newest first.
        dataset_id: the dataset that was in use last.
        place: the place of the rail that was shown last.
        geometry: the window's geometry as Qt's hex text, or empty.
        encoders: for each modality the encoder that was chosen last, a built-in one's name or a folder.
        language_model: the folder of the causal language model that was chosen last, or empty.
    """

    theme: str = "system"
    language: str = "system"
    threads: int | None = None
    checkpoint_minutes: int = 5
    recent: tuple[str, ...] = ()
    dataset_id: int | None = None
    place: str = "data"
    geometry: str = ""
    encoders: Mapping[str, str] = field(default_factory=dict)
    language_model: str = ""

    def __post_init__(self) -> None:
        for name, check in _CHECKS.items():
            if not check(getattr(self, name)):
                raise ConfigurationError(f"The setting “{name}” cannot be {getattr(self, name)!r}.")

    def with_recent(self, path: str) -> Settings:
        """Return the settings with `path` as the newest recent file."""
        return replace(self, recent=(path, *(p for p in self.recent if p != path))[:RECENT_LIMIT])


_CHECKS: dict[str, Callable[[Any], bool]] = {
    "theme": lambda v: v in THEMES,
    "language": lambda v: v in LANGUAGES,
    "threads": lambda v: v is None or (type(v) is int and 1 <= v <= 1024),
    "checkpoint_minutes": lambda v: type(v) is int and 1 <= v <= MOST_CHECKPOINT_MINUTES,
    "recent": lambda v: isinstance(v, tuple) and all(isinstance(p, str) for p in v),
    "dataset_id": lambda v: v is None or type(v) is int,
    "place": lambda v: isinstance(v, str),
    "geometry": lambda v: isinstance(v, str),
    "encoders": lambda v: isinstance(v, dict) and all(isinstance(part, str) for pair in v.items() for part in pair),
    "language_model": lambda v: isinstance(v, str),
}


def load_settings(folder: Path) -> Settings:
    """Read the settings of a workspace folder; a value that is missing or out of bounds takes its default.

    A file that cannot be read at all is kept beside as `settings.json.damaged`.
    """
    file = folder / FILE
    try:
        stored = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError):
        log.warning("the settings in %s cannot be read; defaults are used", file)
        try:
            file.replace(file.with_suffix(".json.damaged"))
        except OSError:
            log.warning("the damaged settings cannot be moved away", exc_info=True)
        return Settings()
    made = Settings()
    for known in fields(Settings):
        value = stored.get(known.name) if isinstance(stored, dict) else None
        if value is None:
            continue
        change: dict[str, Any] = {known.name: tuple(value) if isinstance(value, list) else value}
        try:
            made = replace(made, **change)
        except ConfigurationError:
            log.warning("the setting %s = %r is ignored", known.name, value)
    return made


def save_settings(folder: Path, settings: Settings) -> None:
    """Write the settings whole: to a temporary name, then renamed."""
    file = folder / FILE
    temporary = file.with_suffix(".json.tmp")
    with temporary.open("w", encoding="utf-8") as handle:
        json.dump(asdict(settings), handle, indent=2, ensure_ascii=False)
        handle.flush()
        os.fsync(handle.fileno())
    temporary.replace(file)
