from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from workbench.data.dataset import Dataset
from workbench.data.sample import SampleTruth, generate, truth
from workbench.jobs import Progress


@dataclass(frozen=True)
class Sample:
    dataset: Dataset
    truth: SampleTruth
    folder: Path


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """The whole sample of the default seed, generated once."""
    folder = tmp_path_factory.mktemp("sample")
    return Sample(generate(folder, progress=Progress()), truth(), folder)
