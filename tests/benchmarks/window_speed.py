"""How fast the engine trains inside the running window, against the same fit by the command line.

Run by hand, alone on the machine:

    xvfb-run -s "-screen 0 1440x900x24" python tests/benchmarks/window_speed.py DATASET
        [--model SASRec] [--set epochs=8 …] [--rounds 2]

Both doors train the same model on the same data with the same threads, in turns, each in a process of its own; in the
window the Train place is open, with its charts moving. What is compared is the speed that the run's report holds, user
sequences a second without validation, and the wall time of the fit. The best of the rounds counts for each door. The
exit status is 1 where the window reaches less than nine tenths.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

LEAST_SHARE = 0.9


def in_window(folder: Path, model: str, config: dict[str, Any]) -> None:
    """Train from the Train place of a window on a workspace with one dataset."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools"))
    from person import Person
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    app = QApplication(sys.argv[:1])
    person = Person(app, folder)
    person.open()
    panel = person.go("train")
    person.wait(lambda: bool(panel.set_up.models), 120)
    person.choose(panel.set_up.model, model)
    panel.set_up.model_form.set_values(config)
    person.settle(1.0)
    person.click(panel.start)
    # The event loop runs free of any polling by this script, as it does for a person.
    person.context.runner.ended.connect(lambda _: QTimer.singleShot(200, app.quit))
    app.exec()
    person.settle()
    person.close()


def by_command(folder: Path, model: str, config: dict[str, Any]) -> None:
    """Train the same by the command line."""
    chosen = [word for name, value in config.items() for word in ("--set", f"{name}={value}")]
    _command(folder, "train", model, "--dataset", "1", *chosen)


def _command(folder: Path, *words: str) -> None:
    command = [sys.executable, "-m", "workbench", *words, "--workspace", str(folder), "--json"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def newest(folder: Path) -> tuple[float, float]:
    """Return sequences a second and seconds of the newest run's fit."""
    from workbench.workspace import Workspace

    with Workspace.open(folder, read_only=True) as workspace:
        run = workspace.runs.list()[0]
        assert run.state == "done", run.state
        report = workspace.runs.get(run.id).report
    return float(report["throughput"]), float(report["seconds"])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dataset", type=Path)
    parser.add_argument("--model", default="SASRec")
    parser.add_argument("--set", nargs="+", default=["epochs=8"], metavar="NAME=VALUE")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--window", type=Path, default=None, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    config = {name: json.loads(value) for name, _, value in (pair.partition("=") for pair in chosen.set)}
    if chosen.window is not None:
        in_window(chosen.window, chosen.model, config)
        return 0
    best = {"command line": (0.0, 0.0), "window": (0.0, 0.0)}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "workspace"
        _command(folder, "import", str(chosen.dataset))
        for number in range(chosen.rounds):
            for door in best:
                if door == "window":
                    again = [sys.executable, __file__, str(chosen.dataset), "--window", str(folder)]
                    subprocess.run([*again, "--model", chosen.model, "--set", *chosen.set], check=True)
                else:
                    by_command(folder, chosen.model, config)
                speed, seconds = newest(folder)
                print(f"round {number + 1}, {door:<12} {speed:>8,.0f} sequences/s, fit {seconds:.1f} s", flush=True)
                best[door] = max(best[door], (speed, seconds))
    (speed, seconds), (outside, seconds_outside) = best["window"], best["command line"]
    share = speed / outside
    print(
        f"{chosen.model} on {chosen.dataset.name}: the window reaches {share:.3f} of the speed outside it "
        f"({speed:,.0f} of {outside:,.0f} sequences/s; fit {seconds:.1f} and {seconds_outside:.1f} s)"
    )
    return 0 if share >= LEAST_SHARE else 1


if __name__ == "__main__":
    sys.exit(main())
