"""Runs that are paused, killed, cancelled, spread over processes or short of memory end as they should."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest
from small_csv import write_small_csv
from sqlalchemy import select

from workbench.catalog.tables import RunFileRecord
from workbench.errors import Cancelled, ConfigurationError, Suspended
from workbench.jobs import Progress
from workbench.workspace import Workspace
from workbench.workspace.views import DatasetSummary, RunDetails, TrainRequest

SETTINGS = {"epochs": 6, "width": 16, "layers": 1, "batch_size": 8, "patience": 0}
CHILD = {**os.environ, "OMP_NUM_THREADS": "1", "OMP_WAIT_POLICY": "PASSIVE"}


def _open(folder: Path) -> Workspace:
    workspace = Workspace.open(folder)
    workspace.runs._checkpoint_minutes = lambda: 0.002  # type: ignore[assignment,return-value]
    return workspace


def _imported(workspace: Workspace, folder: Path) -> DatasetSummary:
    return workspace.datasets.import_file(write_small_csv(folder / "small.csv"), name="Small", progress=Progress())


def _request(dataset: DatasetSummary, **settings: object) -> TrainRequest:
    return TrainRequest(dataset.id, "SASRec", {**SETTINGS, **settings})


class _AtPoint(Progress):
    """Calls `act` at the n-th point of a curve."""

    def __init__(self, series: str, n: int, act: str) -> None:
        super().__init__()
        self._series, self._left, self._act = series, n, act

    def point(self, series: str, step: float, value: float) -> None:
        super().point(series, step, value)
        self._left -= series == self._series
        if self._left == 0:
            self._left = -1
            getattr(self, self._act)()


def _vectors(workspace: Workspace, run_id: int) -> np.ndarray:
    model = workspace.runs.model(run_id)
    return model.item_vectors()  # type: ignore[attr-defined,no-any-return]


def _files(workspace: Workspace, run_id: int) -> list[RunFileRecord]:
    with workspace._catalog.reading() as session:
        query = select(RunFileRecord).where(RunFileRecord.run_id == run_id).order_by(RunFileRecord.name)
        return list(session.scalars(query))


def _epochs(details: RunDetails) -> list[float]:
    return [step for step, _ in details.points["ndcg@10"]]


def test_a_suspended_run_is_paused_and_goes_on_after_a_restart_as_if_it_had_never_stopped(tmp_path: Path) -> None:
    with _open(tmp_path / "workspace") as workspace:
        dataset = _imported(workspace, tmp_path)
        before_both = len(list((workspace.folder / "artifacts").glob("??/*")))
        whole = workspace.runs.train(_request(dataset), progress=Progress())
        with pytest.raises(Suspended):
            workspace.runs.train(_request(dataset), progress=_AtPoint("ndcg@10", 3, "suspend"))
        (paused,) = [run for run in workspace.runs.list() if run.id != whole.id]
        assert paused.state == "paused"
        with pytest.raises(ConfigurationError, match="no model: it is paused"):
            workspace.runs.model(paused.id)
    with _open(tmp_path / "workspace") as workspace:
        assert workspace.runs.get(paused.id).summary.state == "paused", "a restart leaves it paused"
        assert workspace.check() == []
        done = workspace.runs.resume(paused.id, progress=Progress())
        assert (done.id, done.state) == (paused.id, "done")
        np.testing.assert_array_equal(_vectors(workspace, done.id), _vectors(workspace, whole.id))
        details, before = workspace.runs.get(done.id), workspace.runs.get(whole.id)
        assert done.test is not None
        assert whole.test is not None
        assert done.test.metrics == whole.test.metrics
        assert _epochs(details) == _epochs(before) == [1, 2, 3, 4, 5, 6]
        assert details.points["ndcg@10"] == before.points["ndcg@10"]
        assert details.report["epochs"] == 6
        with pytest.raises(ConfigurationError, match="cannot be resumed: it is done"):
            workspace.runs.resume(done.id, progress=Progress())
        files = [file.sha256 for run in (whole, done) for file in _files(workspace, run.id)]
        assert files[: len(files) // 2] == files[len(files) // 2 :], "the same model, in the place of the checkpoint"
        assert len(list((workspace.folder / "artifacts").glob("??/*"))) == before_both + len(files) // 2


def test_a_run_that_waits_says_so_in_the_catalog_and_then_goes_on(tmp_path: Path) -> None:
    with _open(tmp_path / "workspace") as workspace:
        dataset, progress = _imported(workspace, tmp_path), _AtPoint("ndcg@10", 1, "pause")
        thread = threading.Thread(target=workspace.runs.train, args=(_request(dataset),), kwargs={"progress": progress})
        thread.start()
        deadline = time.monotonic() + 30
        while not (runs := workspace.runs.list()) or runs[0].state != "paused":
            assert time.monotonic() < deadline, runs
            time.sleep(0.01)
        progress.resume()
        thread.join(timeout=60)
        assert workspace.runs.list()[0].state == "done"


def test_a_cancelled_run_keeps_no_checkpoint_and_cannot_be_resumed(tmp_path: Path) -> None:
    with _open(tmp_path / "workspace") as workspace:
        dataset = _imported(workspace, tmp_path)
        before = list((workspace.folder / "artifacts").glob("??/*"))
        with pytest.raises(Cancelled):
            workspace.runs.train(_request(dataset), progress=_AtPoint("ndcg@10", 2, "cancel"))
        (run,) = workspace.runs.list()
        assert run.state == "cancelled"
        assert list((workspace.folder / "artifacts").glob("??/*")) == before
        with pytest.raises(ConfigurationError, match="cancelled"):
            workspace.runs.resume(run.id, progress=Progress())


def test_a_model_that_only_counts_is_not_resumed_but_trained_again(tmp_path: Path) -> None:
    with _open(tmp_path / "workspace") as workspace:
        dataset, progress = _imported(workspace, tmp_path), Progress()
        progress.suspend()
        with pytest.raises(Cancelled):
            workspace.runs.train(TrainRequest(dataset.id, "Popularity"), progress=progress)
        assert [run.state for run in workspace.runs.list()] == ["cancelled"]


_KILLED = """
import sys; from pathlib import Path; sys.path.insert(0, sys.argv[2])
from test_resuming_runs import _open, _request
from workbench.jobs import Progress
class Loud(Progress):
    def point(self, series, step, value):
        super().point(series, step, value)
        print(series, step, flush=True)
with _open(Path(sys.argv[1])) as workspace:
    workspace.runs._checkpoint_minutes = lambda: 0  # after every step
    workspace.runs.train(_request(workspace.datasets.list()[0]), progress=Loud())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_killed_run_is_interrupted_and_goes_on_from_its_last_checkpoint(tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    with _open(folder) as workspace:
        whole = workspace.runs.train(_request(_imported(workspace, tmp_path)), progress=Progress())
    here = str(Path(__file__).parent)
    command = [sys.executable, "-c", _KILLED, str(folder), here]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=CHILD)
    assert child.stdout is not None
    for line in child.stdout:
        if line.startswith("ndcg@10 3"):
            break
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    with _open(folder) as workspace:
        killed = workspace.runs.list()[0]
        assert killed.state == "interrupted"
        progress = Progress()
        workspace.runs.resume(killed.id, progress=progress)
        begun = [p.step for p in progress.points_since(0) if p.series == "ndcg@10"]
        assert begun[0] >= 3, "epochs before the checkpoint are not made again"
        np.testing.assert_array_equal(_vectors(workspace, killed.id), _vectors(workspace, whole.id))


def test_two_processes_learn_what_one_learns(tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    with _open(folder) as workspace:
        dataset = _imported(workspace, tmp_path)
        one = workspace.runs.train(_request(dataset, dropout=0.0, epochs=3), progress=Progress())
        alone = workspace.runs.get(one.id)
    settings = {**SETTINGS, "dropout": 0.0, "epochs": 3}
    chosen = [word for name, value in settings.items() for word in ("--set", f"{name}={value}")]
    command = [sys.executable, "-m", "workbench", "train", "SASRec", "--dataset", "Small", *chosen]
    command += ["--devices", "2", "--workspace", str(folder), "--json"]
    ended = subprocess.run(command, capture_output=True, text=True, env=CHILD, timeout=120)
    assert ended.returncode == 0, ended.stderr[-2_000:]
    (run,) = json.loads(ended.stdout)
    with _open(folder) as workspace:
        together = workspace.runs.get(run["id"])
    assert together.device.endswith(" · 2 processes")
    for series in ("loss", "ndcg@10"):
        ours, theirs = (dict(details.points[series]) for details in (together, alone))
        common = sorted(ours.keys() & theirs.keys())
        assert len(common) >= 3 or series == "loss"
        np.testing.assert_allclose([ours[s] for s in common], [theirs[s] for s in common], rtol=2e-3)
    assert together.points["loss"][-1][1] == pytest.approx(alone.points["loss"][-1][1], rel=0.02)


_OFTEN_SAVED = """
import os, signal
from workbench.workspace.checkpoints import RunCheckpoints
from workbench.workspace.runs import RunUseCases

class Saved(RunCheckpoints):
    n = 0
    def save(self, write):
        super().save(write)
        Saved.n += 1
        if str(Saved.n) == os.environ.get("DIE_AT_CHECKPOINT"):
            os.killpg(0, signal.SIGKILL)

RunUseCases._checkpoints = lambda self, run_id: Saved(self._catalog, run_id, every_seconds=0.0)  # after every step
from workbench.cli import main
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL and no process groups")
def test_two_processes_that_are_killed_go_on_as_if_they_had_never_stopped(tmp_path: Path) -> None:
    """With dropout, which each process draws for itself: the checkpoint is that of the first process alone."""
    folder, script = tmp_path / "workspace", tmp_path / "often_saved.py"
    script.write_text(_OFTEN_SAVED, encoding="utf-8")
    with _open(folder) as workspace:
        _imported(workspace, tmp_path)
    settings = {**SETTINGS, "dropout": 0.3, "epochs": 3}
    chosen = [word for name, value in settings.items() for word in ("--set", f"{name}={value}")]
    anew = ["SASRec", "--dataset", "Small", *chosen]

    def trained(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(script), "train", *words, "--devices", "2", "--workspace", str(folder), "--json"]
        return subprocess.run(
            command, capture_output=True, text=True, env=CHILD | environment, timeout=120, start_new_session=True
        )

    whole = trained(*anew)
    assert whole.returncode == 0, whole.stderr[-2_000:]
    killed = trained(*anew, DIE_AT_CHECKPOINT="5")
    assert killed.returncode == -signal.SIGKILL
    with _open(folder) as workspace:
        left = workspace.runs.list()[0]
        assert left.state == "interrupted"
    resumed = trained("--resume", str(left.id))
    assert resumed.returncode == 0, resumed.stderr[-2_000:]
    with _open(folder) as workspace:
        (first,) = json.loads(whole.stdout)
        np.testing.assert_array_equal(_vectors(workspace, left.id), _vectors(workspace, first["id"]))
        again, before = workspace.runs.get(left.id), workspace.runs.get(first["id"])
        assert again.device.endswith(" · 2 processes")
        assert again.points["ndcg@10"] == before.points["ndcg@10"]


_SHORT_OF_MEMORY = """
import resource, sys; from pathlib import Path; sys.path.insert(0, sys.argv[2])
from test_resuming_runs import _open, _request
from workbench.jobs import Progress
with _open(Path(sys.argv[1])) as workspace:
    dataset = workspace.datasets.list()[0]
    tiny = workspace.runs.train(_request(dataset, epochs=1, batch_size=1), progress=Progress())  # everything is loaded
    used = int(Path('/proc/self/statm').read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + int(sys.argv[3]) * 2**20, resource.RLIM_INFINITY))
    run = workspace.runs.train(_request(dataset, epochs=1, batch_size=4096, width=64, layers=8), progress=Progress())
    print(run.state, '|', workspace.runs.get(run.id).report['details'].get('memory', ''))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the limit on memory is set in Linux's way")
def test_a_run_that_is_short_of_memory_computes_its_steps_in_parts_and_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    with _open(folder) as workspace:
        table = write_small_csv(tmp_path / "many.csv", n_users=400, length=40, n_items=60)
        workspace.datasets.import_file(table, name="Many", progress=Progress())
    command = [sys.executable, "-c", _SHORT_OF_MEMORY, str(folder), str(Path(__file__).parent), "400"]
    ended = subprocess.run(command, capture_output=True, text=True, env=CHILD, timeout=120)
    assert ended.returncode == 0, ended.stderr[-2_000:]
    state, _, said = ended.stdout.strip().partition(" | ")
    assert state == "done"
    assert said.startswith("Memory was short: steps were computed in ")
