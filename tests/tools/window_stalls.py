"""How still the window stands while a model is trained: the delay of a 10 ms timer from Start to the end.

    xvfb-run -s "-screen 0 1440x900x24" python tests/tools/window_stalls.py DATASET [--model SASRec] [--set epochs=5]

The real window opens on a workspace of its own, the dataset is dropped on it, and the model is trained from the Train
place. A delay is how much later than 10 ms after the tick before a tick comes.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from person import Person
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

INTERVAL_MS = 10


class Ticker(QObject):
    """A precise 10 ms timer that keeps when it was late, and what the job said then."""

    def __init__(self, person: Person) -> None:
        super().__init__()
        self._person = person
        self.times: list[float] = []
        self.said: list[str] = []
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Begin."""
        self._timer.start()

    def stop(self) -> None:
        """End."""
        self._timer.stop()

    def delays(self) -> np.ndarray:
        """Milliseconds by which each tick was late, float64."""
        return np.maximum(0.0, np.diff(self.times) * 1000 - INTERVAL_MS)

    def _tick(self) -> None:
        job = self._person.context.runner.current
        self.times.append(time.perf_counter())
        self.said.append("no job" if job is None else job.progress.snapshot().message)


def main() -> int:
    """Run the tool; the exit status is 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dataset", type=Path)
    parser.add_argument("--model", default="SASRec")
    parser.add_argument("--set", nargs="*", default=[], metavar="KEY=VALUE")
    parser.add_argument("--workspace", type=Path, help="kept afterwards; left out, a temporary one")
    parser.add_argument("--idle", type=float, default=0.0, help="measure an idle window for so many seconds instead")
    given = parser.parse_args()
    config = {key: json.loads(value) for key, value in (pair.split("=", 1) for pair in given.set)}
    app = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as name:
        person = Person(app, given.workspace or Path(name) / "workspace")
        person.open()
        if not person.session.context.workspace.datasets.list():
            person.import_dropped(given.dataset)
        panel = person.go("train")
        person.wait(lambda: bool(panel.set_up.models))
        person.choose(panel.set_up.model, given.model)
        panel.set_up.model_form.set_values(config)
        person.settle(1.0)
        ticker = Ticker(person)
        ticker.start()
        began = time.perf_counter()
        if given.idle:
            person.wait(lambda: time.perf_counter() - began > given.idle, given.idle + 5)
        else:
            person.click(panel.start)
            app.processEvents()
            # The event loop runs free of the tool's own polling, as it does for a person.
            person.context.runner.ended.connect(lambda _: QTimer.singleShot(500, app.quit))
            app.exec()
        ticker.stop()
        person.settle()
        run = next(iter(person.context.workspace.runs.list()), None)
        person.close()
    delays = ticker.delays()
    p50, p99, most = (float(np.quantile(delays, q)) for q in (0.5, 0.99, 1.0))
    print(f"{len(delays):,} ticks in {time.perf_counter() - began:.1f} s")
    if run is not None and run.test is not None:
        print(f"{run.label}: {run.state}, ndcg@10 {run.test.metrics['ndcg@10']:.6f} in {run.seconds:.1f} s")
    print(f"delay p50 {p50:.1f} ms, p99 {p99:.1f} ms, longest {most:.1f} ms, over 100 ms: {int((delays > 100).sum())}")
    for place in np.argsort(-delays)[:8]:
        at = ticker.times[place] - ticker.times[0]
        print(f"  {delays[place]:6.1f} ms at {at:6.2f} s  {ticker.said[place]} → {ticker.said[place + 1]}")
    return 1 if p99 > 16 or most > 100 else 0


if __name__ == "__main__":
    raise SystemExit(main())
