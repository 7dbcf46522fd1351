"""Studies live in the catalog or in a shared storage, and what they find becomes a run."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from small_csv import write_small_csv

from workbench.errors import Cancelled, ConfigurationError, NotFoundError, WorkbenchError
from workbench.jobs import Progress
from workbench.workspace import Workspace
from workbench.workspace.views import DatasetSummary, TrainRequest, TuneRequest

SHORT = {"epochs": 2, "width": 16}


def tune(workspace: Workspace, dataset: DatasetSummary, model: str = "EASE", **more: object) -> object:
    budget = {"trials": 3} if "seconds" not in more else {}
    return workspace.tuning.tune(TuneRequest(dataset.id, model, **{**budget, **more}), progress=Progress())  # type: ignore[arg-type]


def test_the_best_is_trained_as_a_run_that_names_its_study(workspace: Workspace, small: DatasetSummary) -> None:
    study = tune(workspace, small)
    run = workspace.tuning.train_best(study.name, small.id, progress=Progress())  # type: ignore[attr-defined]
    details = workspace.runs.get(run.id)
    best = study.best  # type: ignore[attr-defined]
    origin = {"name": study.name, "storage": None, "trial": best.number, "value": best.value}  # type: ignore[attr-defined]
    spent = {"trials": 3, "seconds": round(study.seconds, 1)}  # type: ignore[attr-defined]
    assert details.study == {**origin, **spent}, "the run says what was spent on finding it"
    assert details.config == best.config
    assert details.validation is not None
    assert details.validation.metrics["ndcg@10"] == pytest.approx(best.value, abs=1e-12)
    plain = workspace.runs.train(TrainRequest(small.id, "EASE"), progress=Progress())
    assert workspace.runs.get(plain.id).study is None


def test_studies_are_listed_for_their_dataset_and_survive_a_new_start(
    workspace: Workspace, small: DatasetSummary, tmp_path: Path
) -> None:
    assert workspace.tuning.studies(small.id) == []
    tune(workspace, small)
    tune(workspace, small, "ItemKNN")
    other = workspace.datasets.import_file(
        write_small_csv(tmp_path / "other.csv", seed=9), name="Other", progress=Progress()
    )
    assert workspace.tuning.studies(other.id) == []
    folder = workspace.folder
    workspace.close()
    with Workspace.open(folder) as again:
        found = again.tuning.studies(small.id)
        assert {study.model for study in found} == {"EASE", "ItemKNN"}
        assert again.check() == []
        tune(again, small)
        assert len(again.tuning.study(found[-1].name).trials) in (3, 6)
        again.tuning.delete(found[0].name)
        assert len(again.tuning.studies(small.id)) == 1
    with Workspace.open(folder, read_only=True) as looking:
        assert len(looking.tuning.studies(small.id)) == 1
        with pytest.raises(WorkbenchError, match="look at only"):
            tune(looking, small)


def test_the_tables_of_studies_leave_the_catalogs_own_version_alone(
    workspace: Workspace, small: DatasetSummary
) -> None:
    def stamp() -> list[tuple[str]]:
        connection = sqlite3.connect(workspace.folder / "catalog.sqlite")
        try:
            return connection.execute("SELECT version_num FROM alembic_version").fetchall()
        finally:
            connection.close()

    before = stamp()
    tune(workspace, small)
    assert stamp() == before == [(workspace.info().schema_version,)]


def as_in_version_4(catalog: Path) -> None:
    """Take out of a catalog what later versions put into it; SQLite drops no column that a foreign key names."""
    later = ("study", "experiment_id", "set_up", "candidates", "refit")
    connection = sqlite3.connect(catalog)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("PRAGMA legacy_alter_table = ON")  # what refers to runs goes on referring to the new table
    for table in ("verdicts", "feedback", "experiments"):
        connection.execute(f"DROP TABLE {table}")
    made = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'runs'").fetchone()[0].splitlines()
    indexes = connection.execute("SELECT sql FROM sqlite_master WHERE tbl_name = 'runs' AND type = 'index'").fetchall()
    kept = [line for line in made if not any(name in line for name in later)]
    body = "\n".join(kept[:-1]).rstrip().rstrip(",") + "\n)"
    connection.execute("ALTER TABLE runs RENAME TO runs_of_today")
    for (index,) in indexes:
        if index is not None:
            connection.execute(f"DROP INDEX {index.split()[2]}")
    connection.execute(body)
    columns = ", ".join(row[1] for row in connection.execute("PRAGMA table_info(runs)"))
    connection.execute(f"INSERT INTO runs ({columns}) SELECT {columns} FROM runs_of_today")
    connection.execute("DROP TABLE runs_of_today")
    for (index,) in indexes:
        if index is not None and not any(name in index for name in later):
            connection.execute(index)
    connection.execute("UPDATE alembic_version SET version_num = '0004'")
    connection.commit()
    connection.close()


def test_a_catalog_with_studies_is_migrated_with_them(workspace: Workspace, small: DatasetSummary) -> None:
    tune(workspace, small)
    folder = workspace.folder
    workspace.close()
    as_in_version_4(folder / "catalog.sqlite")
    with Workspace.open(folder) as again:
        assert "upgraded" in again.info().notices[0]
        assert len(again.tuning.studies(small.id)[0].trials) == 3
        study = again.tuning.studies(small.id)[0]
        assert again.tuning.train_best(study.name, small.id, progress=Progress()).state == "done"


def test_two_workspaces_share_a_study_through_a_storage(tmp_path: Path) -> None:
    table = write_small_csv(tmp_path / "small.csv")
    url = f"sqlite:///{tmp_path / 'shared studies.sqlite'}"
    names = set()
    for name in ("one", "other"):
        with Workspace.open(tmp_path / name) as workspace:
            dataset = workspace.datasets.import_file(table, name="Small", progress=Progress())
            study = tune(workspace, dataset, storage=url)
            names.add(study.name)  # type: ignore[attr-defined]
            assert workspace.tuning.studies(dataset.id) == []
            found = workspace.tuning.studies(dataset.id, url)
            assert [len(s.trials) for s in found] == [3 if name == "one" else 6]
    assert len(names) == 1


@pytest.mark.parametrize("url", ["nonsense", "nobody+nothing://x", "sqlite:////nowhere/at/all/studies.sqlite"])
def test_a_storage_that_cannot_be_used_is_one_sentence(workspace: Workspace, small: DatasetSummary, url: str) -> None:
    with pytest.raises(WorkbenchError, match="storage of the studies"):
        tune(workspace, small, storage=url)


def test_an_unknown_study_and_one_without_a_complete_trial_are_told(
    workspace: Workspace, small: DatasetSummary
) -> None:
    with pytest.raises(NotFoundError, match="no study"):
        workspace.tuning.train_best("nothing", small.id, progress=Progress())
    with pytest.raises(ConfigurationError, match="no settings"):
        tune(workspace, small, "Random")


def test_catalog_and_study_write_at_once_without_waiting_for_ever(workspace: Workspace, small: DatasetSummary) -> None:
    stop, errors, written = threading.Event(), [], []

    def write_runs() -> None:
        try:
            while not stop.is_set():
                run = workspace.runs.train(TrainRequest(small.id, "Popularity"), progress=Progress())
                written.append(run.id)
                workspace.tuning.studies(small.id)
        except Exception as error:
            errors.append(error)

    writer = threading.Thread(target=write_runs)
    writer.start()
    try:
        tune(workspace, small, "EASE", trials=15)
    finally:
        stop.set()
        writer.join()
    assert errors == []
    assert written


def test_a_cancelled_search_of_an_attention_model_ends_and_goes_on(workspace: Workspace, small: DatasetSummary) -> None:
    progress = Progress()
    threading.Timer(1.0, progress.cancel).start()
    with pytest.raises(Cancelled):
        workspace.tuning.tune(TuneRequest(small.id, "SASRec", seconds=600.0), progress=progress)
    assert workspace.runs.list() == []
    study = tune(workspace, small, "SASRec", trials=1)
    assert study.best is not None  # type: ignore[attr-defined]


CHILD = """
import sys
from workbench.jobs import Progress
from workbench.workspace import Workspace
from workbench.workspace.views import TuneRequest
with Workspace.open(sys.argv[1]) as workspace:
    workspace.tuning.tune(TuneRequest(1, "EASE", seconds=600.0), progress=Progress())
"""


SHARING = """
import sys
from pathlib import Path
from workbench.jobs import Progress
from workbench.workspace import Workspace
from workbench.workspace.views import TuneRequest
with Workspace.open(Path(sys.argv[1])) as workspace:
    request = TuneRequest(1, "ItemKNN", trials=3, storage=sys.argv[2])
    print("ready", flush=True)
    sys.stdin.readline()
    workspace.tuning.tune(request, progress=Progress())
"""


def test_two_machines_search_at_once_in_one_study(tmp_path: Path) -> None:
    table, url = write_small_csv(tmp_path / "small.csv"), f"sqlite:///{tmp_path / 'shared.sqlite'}"
    folders = [tmp_path / name for name in ("one", "other")]
    for folder in folders:
        with Workspace.open(folder) as workspace:
            workspace.datasets.import_file(table, name="Small", progress=Progress())
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    machines = [
        subprocess.Popen(
            [sys.executable, "-c", SHARING, str(folder), url],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for folder in folders
    ]
    try:
        for machine in machines:
            assert machine.stdout is not None
            assert machine.stdout.readline() == "ready\n"
        for machine in machines:
            assert machine.stdin is not None
            machine.stdin.write("go\n")
            machine.stdin.flush()
        said = [machine.communicate(timeout=120)[1] for machine in machines]
    finally:
        for machine in machines:
            machine.kill()
            machine.wait()
    assert [machine.returncode for machine in machines] == [0, 0], said
    with Workspace.open(folders[0]) as workspace:
        (study,) = workspace.tuning.studies(1, url)
    assert len(study.trials) == 6
    assert [trial.number for trial in study.trials] == list(range(6))
    assert {trial.state for trial in study.trials} == {"complete"}
    assert 1 <= sum(trial.defaults for trial in study.trials) <= 2, "who finds them measured does not do it again"
    searched = [tuple(trial.settings.items()) for trial in study.trials if not trial.defaults]
    assert len(set(searched)) > len(searched) // 2, "they do not draw the same"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_killed_search_leaves_catalog_and_study_whole(tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    with Workspace.open(folder) as workspace:
        workspace.datasets.import_file(write_small_csv(tmp_path / "small.csv"), name="Small", progress=Progress())
    program = CHILD.replace("sys.argv[1]", "__import__('pathlib').Path(sys.argv[1])")
    child = subprocess.Popen([sys.executable, "-c", program, str(folder)], env={**os.environ, "OMP_NUM_THREADS": "1"})
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with Workspace.open(folder, read_only=True) as looking:
                studies = looking.tuning.studies(1)
                if studies and len(studies[0].trials) >= 3:
                    break
            time.sleep(0.1)
        child.send_signal(signal.SIGKILL)
    finally:
        child.kill()
        child.wait()
    with Workspace.open(folder) as again:
        assert again.check() == []
        before = len(again.tuning.studies(1)[0].trials)
        assert before >= 3
        found = again.tuning.tune(TuneRequest(1, "EASE", trials=1), progress=Progress())
        assert len(found.trials) == before + 1
        assert all(trial.state != "running" for trial in found.trials)
