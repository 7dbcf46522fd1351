"""A process killed in the middle of an import, a training or a preparation leaves a whole workspace."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from small_csv import write_small_csv

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_killed_process_leaves_the_workspace_whole(tmp_path: Path) -> None:
    from kill_minus_nine import campaign

    table = write_small_csv(tmp_path / "small.csv", n_users=300, length=30, n_items=60)
    imports, trainings, preparations = campaign(tmp_path / "workspace", table, 2, seed=3, longest=0.4)
    assert (imports.kills, imports.problems) == (2, 0)
    assert (trainings.kills, trainings.problems) == (2, 0)
    assert (preparations.kills, preparations.problems) == (2, 0)
    assert trainings.done + trainings.interrupted > 0
