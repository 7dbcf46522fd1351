from __future__ import annotations

from pathlib import Path

import pytest
import tiny_folders
from tiny_folders import Made


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Give the folder of a tiny model by its name, made once."""
    found: dict[str, Path] = {}

    def make(name: str) -> Path:
        if name not in found:
            found[name] = getattr(tiny_folders, name)(tmp_path_factory.mktemp(name))
        return found[name]

    return make
