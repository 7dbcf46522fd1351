"""Kill a process in the middle of its work on a workspace, and look whether that is whole afterwards.

    python tests/tools/kill_minus_nine.py [TABLE] [--times 20] [--seed 1]

A child process imports the table (or trains on it, or prepares it and forgets people) again and again until it is
killed at a random moment; then the workspace is opened and checked. TABLE is any file that `workbench import` takes;
left out, a table is generated.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "workspace"))

_IMPORT = """
import sys; from pathlib import Path
from workbench.jobs import Progress; from workbench.workspace import Workspace
with Workspace.open(Path(sys.argv[1])) as ws:
    print('ready', flush=True)
    while True:
        ws.datasets.import_file(Path(sys.argv[2]), progress=Progress())
"""
_TRAIN = """
import sys; from pathlib import Path
from workbench.jobs import Progress; from workbench.workspace import Workspace
from workbench.workspace.views import TrainRequest
with Workspace.open(Path(sys.argv[1])) as ws:
    ws.runs.model_types(); dataset = ws.datasets.list()[0].id; ws.datasets.load(dataset)
    print('ready', flush=True)
    while True:
        for model, config in (('SASRec', {'epochs': 1, 'width': 16, 'layers': 1}), ('ItemTransition', {})):
            ws.runs.train(TrainRequest(dataset, model, config), progress=Progress())
"""
_PREPARE = """
import sys; from pathlib import Path
from workbench.jobs import Progress; from workbench.workspace import Workspace
from workbench.workspace.views import RecipeStep
recipe = [RecipeStep('k-core', {'users': 2, 'items': 2}), RecipeStep('duplicates'), RecipeStep('pseudonyms')]
with Workspace.open(Path(sys.argv[1])) as ws:
    parent = ws.datasets.list()[-1].id
    print('ready', flush=True)
    while True:
        made = ws.preparing.prepare(parent, recipe, progress=Progress())
        ws.lineage.forget_user(made.id, ws.datasets.find_users(made.id, '', 1)[0].id, progress=Progress())
        ws.datasets.delete(made.id)
        ws.datasets.empty_bin([made.id] if made.id % 2 else [])
"""


@dataclass
class Tally:
    """What was found after the kills."""

    kills: int = 0
    problems: int = 0
    datasets: int = 0
    done: int = 0
    interrupted: int = 0
    forgotten: int = 0


def kill_and_look(folder: Path, table: Path, work: str, longest: float, draw: random.Random, tally: Tally) -> None:
    """Start the child, kill it after a random time, open the workspace and count what is wrong."""
    from workbench.workspace import Workspace

    child = subprocess.Popen([sys.executable, "-c", work, str(folder), str(table)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline().strip() == "ready"
    time.sleep(draw.uniform(0.0, longest))
    child.kill()
    child.wait()
    child.stdout.close()
    tally.kills += 1
    with Workspace.open(folder) as workspace:
        wrong = workspace.check()
        for dataset in workspace.datasets.list():
            loaded = workspace.datasets.load(dataset.id)
            if loaded.fingerprint != dataset.fingerprint or len(loaded.interactions) != dataset.n_rows:
                wrong.append(f"dataset {dataset.id} is not what was stored")
        runs = workspace.runs.list()
        for run in runs:
            if run.state == "done":
                workspace.runs.model(run.id)
                if run.test is None:
                    wrong.append(f"run {run.id} is done without metrics")
            elif run.state != "interrupted" or not run.message:
                wrong.append(f"run {run.id} is {run.state} and says “{run.message}”")
        if work == _PREPARE:
            # Forgetting leaves a version without a recipe and marks every run on the first dataset, or neither.
            datasets = workspace.datasets.list()
            tally.forgotten = sum(d.recipe is None for d in datasets) - 1
            if any(run.forgotten_users != tally.forgotten for run in runs if run.dataset_id == datasets[-1].id):
                wrong.append(f"{tally.forgotten} people were forgotten, and runs are marked otherwise")
        known = {f.name for f in (folder / "artifacts").glob("tmp/*")}
        if known:
            wrong.append(f"temporary files are left: {known}")
        for sentence in wrong:
            print("  PROBLEM:", sentence)
        tally.problems += len(wrong)
        tally.datasets = len(workspace.datasets.list())
        tally.done = sum(run.state == "done" for run in runs)
        tally.interrupted = sum(run.state == "interrupted" for run in runs)


def campaign(folder: Path, table: Path, times: int, seed: int, *, longest: float = 1.5) -> tuple[Tally, Tally, Tally]:
    """Kill `times` imports, then trainings, then preparations, in one workspace; return what was found after each."""
    from workbench.jobs import Progress
    from workbench.workspace import Workspace

    draw = random.Random(seed)
    imports, trainings, preparations = Tally(), Tally(), Tally()
    for _ in range(times):
        kill_and_look(folder, table, _IMPORT, longest, draw, imports)
    with Workspace.open(folder) as workspace:
        for dataset in workspace.datasets.list()[1:]:
            workspace.datasets.delete(dataset.id)
        if not workspace.datasets.list():
            workspace.datasets.import_file(table, progress=Progress())
    for _ in range(times):
        kill_and_look(folder, table, _TRAIN, longest * 2, draw, trainings)
    for _ in range(times):
        kill_and_look(folder, table, _PREPARE, longest * 2, draw, preparations)
    return imports, trainings, preparations


def main() -> int:
    """Run the tool; the exit status is 1 where anything was wrong."""
    from small_csv import write_small_csv

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", nargs="?", type=Path)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        table = given.table or write_small_csv(Path(name) / "small.csv", n_users=2000, length=60, n_items=400)
        imports, trainings, preparations = campaign(Path(name) / "workspace", table, given.times, given.seed)
    print("import:  ", imports)
    print("training:", trainings)
    print("preparing:", preparations)
    return 1 if imports.problems or trainings.problems or preparations.problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
