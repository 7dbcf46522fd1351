"""Where the real datasets for tests lie; they may not be shipped, so a test that needs one skips where it is absent."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def real_data(name: str) -> Path:
    """Return the folder of a real dataset, or skip the calling test with the reason."""
    base = os.environ.get("WORKBENCH_TEST_DATA")
    root = Path(base) if base else Path(__file__).resolve().parents[2] / "shared" / "data"
    folder = root / name
    if not folder.exists():
        pytest.skip(
            f"the real dataset {name} is not here ({folder}); set WORKBENCH_TEST_DATA to the folder that holds it"
        )
    return folder
