"""What each person's metrics were, kept with a run: without them no two runs can be compared person by person."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save_file

from workbench.data.interactions import Int32
from workbench.errors import ArtifactDamagedError, NotFoundError
from workbench.evaluation.case_measures import CaseMeasures
from workbench.evaluation.metrics import Float64

CASES_FILE = "cases.safetensors"


@dataclass(frozen=True)
class CaseTable:
    """Every metric of every case of one evaluation.

    Attributes:
        users: int32 [n_cases], user codes, in the order of the split's part.
        names: metric at cut-off, one a column.
        values: float64 [n_cases, n_names]; NaN where a case has no value of a metric.
    """

    users: Int32
    names: tuple[str, ...]
    values: Float64

    def column(self, name: str) -> Float64:
        """Return float64 [n_cases] of one metric. Raises `NotFoundError` where it is none of a single person."""
        if name not in self.names:
            raise NotFoundError(
                f"“{name}” is not measured for each person.", hint=f"Choose one of {', '.join(self.names)}."
            )
        return self.values[:, self.names.index(name)]


def write_cases(folder: Path, users: Int32, measured: CaseMeasures) -> None:
    """Write `cases.safetensors` into a folder: `users` int32 [n], `values` float32 [n, m], the names as metadata."""
    names, values = measured.of_people()
    # Stored row by row: the file keeps bytes as they lie in memory, whatever order the columns were put together in.
    arrays = {"users": np.ascontiguousarray(users, np.int32), "values": np.ascontiguousarray(values, np.float32)}
    save_file(arrays, folder / CASES_FILE, metadata={"names": json.dumps(names)})


def read_cases(path: Path) -> CaseTable:
    """Read what `write_cases` wrote. Raises `ArtifactDamagedError`."""
    try:
        with safe_open(path, framework="np") as file:
            names = tuple(str(name) for name in json.loads(file.metadata()["names"]))
            users, values = file.get_tensor("users"), file.get_tensor("values")
    except (OSError, SafetensorError, ValueError, KeyError, TypeError) as error:
        raise ArtifactDamagedError(
            "The run's figures of each person cannot be read.", where=str(path), hint="Train it again to replace them."
        ) from error
    return CaseTable(users, names, values.astype(np.float64))
