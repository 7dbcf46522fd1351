from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from small_csv import write_small_csv

from workbench.jobs import Progress
from workbench.workspace import Workspace
from workbench.workspace.views import DatasetSummary


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.open(tmp_path / "workspace") as opened:
        yield opened


@pytest.fixture
def small(workspace: Workspace, tmp_path: Path) -> DatasetSummary:
    path = write_small_csv(tmp_path / "small.csv")
    return workspace.datasets.import_file(path, name="Small", progress=Progress())
