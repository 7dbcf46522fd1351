"""From an edit to the painted result, in the running window, at the size of MovieLens 1M or larger.

    xvfb-run -s "-screen 0 1440x900x24" python tests/tools/what_if_latency.py WORKSPACE DATASET [--run N] [--edits 120]
    python tests/tools/what_if_latency.py --generate WORKSPACE     # 100,000 items, one person who met 2,000

The window opens on a stored dataset with a trained run. The person with most interactions (or `--user`) is chosen, and
the history is edited as a person does it: remove, add, move, change a value, undo. Measured from the call that makes
the edit to the end of the paint of the list, of the first reasons under it (those of the latest
interactions), and of all reasons. Stutter is how late a 10 ms timer comes meanwhile, as in `window_stalls.py`.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from person import Person
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from window_stalls import Ticker

from workbench.jobs import Progress
from workbench.workspace import Workspace
from workbench.workspace.views import TrainRequest

WAITED_FOR = ("list", "reasons", "all reasons")
N_ITEMS, N_USERS, LONG = 100_000, 3_000, 2_000


class Paints(QObject):
    """Keeps when a widget was painted: when each paint began, and when it was over and on the screen.

    A paint is one of many that the window makes in one turn of the event loop and then shows at once; an urgent event
    that is posted when it begins is the first thing of the next turn, and no later paint is mistaken for it.
    """

    def __init__(self, watched: QObject) -> None:
        super().__init__()
        self._begun: list[float] = []
        self._painted: list[tuple[float, float]] = []
        watched.installEventFilter(self)

    def clear(self) -> None:
        """Forget all paints so far."""
        self._painted.clear()

    def after(self, moment: float) -> float | None:
        """Return when the first paint that began after `moment` was on the screen; None while there is none."""
        return next((over for began, over in self._painted if began >= moment), None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._begun.append(time.perf_counter())
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), Qt.EventPriority.HighEventPriority.value)
        return False

    def customEvent(self, event: QEvent) -> None:
        self._painted.append((self._begun.pop(0), time.perf_counter()))


def generate(folder: Path) -> None:
    """Make a dataset of 100,000 items and 3,000 people, one with 2,000 interactions, and train SASRec an epoch."""
    draw = np.random.default_rng(0)
    lengths = np.concatenate(([LONG], draw.integers(20, 80, N_USERS - 1)))
    users = np.repeat(np.arange(N_USERS), lengths)
    items = (N_ITEMS * draw.random(len(users)) ** 2).astype(int)
    missing = np.setdiff1d(np.arange(N_ITEMS), items)
    users = np.concatenate((users, np.repeat(np.arange(1, N_USERS), -(-len(missing) // (N_USERS - 1)))[: len(missing)]))
    items = np.concatenate((items, missing))
    times = 1_600_000_000 + draw.integers(0, 10**8, len(users))
    file = folder.parent / "large.csv"
    rows = zip(users.tolist(), items.tolist(), (1 + items % 5).tolist(), times.tolist(), strict=True)
    file.write_text("user,item,rating,timestamp\n" + "\n".join(f"u{u},i{i},{v},{t}" for u, i, v, t in rows) + "\n")
    with Workspace.open(folder) as workspace:
        made = workspace.datasets.import_file(file, name="Large", progress=Progress())
        run = workspace.runs.train(TrainRequest(made.id, "SASRec", {"epochs": 1}), progress=Progress())
        print(f"{made.n_rows:,} rows, {made.n_users:,} users, {made.n_items:,} items; {run.label}")


def edits(person: Person, panel: Any, n: int) -> list[Callable[[], object]]:
    """Return what a person does to the history, one call an edit."""
    dataset = person.context.dataset_id
    known = person.context.workspace.datasets.find_items(dataset, "", 500)
    draw = np.random.default_rng(1)
    card = panel.history

    def one() -> Callable[[], object]:
        kind, last = int(draw.integers(5)), int(draw.integers(1, 30))
        if kind == 0:
            return lambda: card.remove(len(card.now) - last)
        if kind == 1:
            item = known[int(draw.integers(len(known)))]
            return lambda: card.add_item(item)
        if kind == 2:
            return lambda: card.move_entry(len(card.now) - last, len(card.now) - 31)
        if kind == 3:
            return lambda: card._push(card.now.rate(len(card.now) - last, float(last % 5) + 0.5))
        return lambda: card.undo() if card.log.can_undo else card.remove(len(card.now) - last)

    return [one() for _ in range(n)]


def measure(person: Person, panel: Any, n: int) -> dict[str, Any]:
    """Make the edits, waiting for each to be painted, and return the figures in milliseconds."""
    paints = Paints(panel.top.list.viewport())
    arrived: dict[str, float] = {}
    panel.live.listed.connect(lambda _: arrived.__setitem__("list", time.perf_counter()))

    def note_reasons(found: Any) -> None:
        arrived.setdefault("reasons", time.perf_counter())
        if not found.partial:
            arrived["all reasons"] = time.perf_counter()

    panel.live.explained.connect(note_reasons)
    ticker = Ticker(person)
    figures: dict[str, list[float]] = {what: [] for what in WAITED_FOR}
    for warm, edit in enumerate([*edits(person, panel, 5), *edits(person, panel, n)]):
        arrived.clear()
        paints.clear()
        if warm == 5:
            ticker.start()
        before = panel.history.now
        began = time.perf_counter()
        edit()
        if panel.history.now is before:
            continue
        for what in WAITED_FOR:
            while (painted := paints.after(arrived.get(what, np.inf))) is None:
                person.app.processEvents()
                time.sleep(0.0005)
                if time.perf_counter() - began > 5:
                    raise TimeoutError(f"{what} was not painted within 5 s")
            if warm >= 5:
                figures[what].append((painted - began) * 1000)
        QTest.qWait(int(30 + 40 * (warm % 3)))
    ticker.stop()
    delays = ticker.delays()
    found: dict[str, Any] = {"edits": len(figures["list"])}
    for what, took in figures.items():
        found |= {f"{what} p50 ms": round(float(np.quantile(took, 0.5)), 1)}
        found |= {f"{what} p95 ms": round(float(np.quantile(took, 0.95)), 1), f"{what} most ms": round(max(took), 1)}
    found |= {f"timer late p{q} ms": round(float(np.quantile(delays, q / 100)), 1) for q in (50, 99, 100)}
    return found


def main() -> int:
    """Run the tool; the exit status is 1 where the list is painted later than 50 ms after one edit in twenty."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workspace", type=Path)
    parser.add_argument("dataset", nargs="?", default="Large")
    parser.add_argument("--run", type=int)
    parser.add_argument("--user")
    parser.add_argument("--edits", type=int, default=120)
    parser.add_argument("--diversity", type=float, default=0.0)
    parser.add_argument("--generate", action="store_true")
    parser.add_argument("--output", type=Path, help="write the figures as JSON, too")
    given = parser.parse_args()
    if given.generate:
        generate(given.workspace)
        return 0
    app = QApplication(sys.argv[:1])
    person = Person(app, given.workspace)
    person.open()
    dataset = person.context.workspace.datasets.find(given.dataset)
    person.context.choose_dataset(dataset.id)
    panel = person.go("recommend")
    if given.run is not None:
        panel.show_argument(given.run)
    if given.user is not None:
        panel.show_argument(given.user)
    person.wait(lambda: panel.live.view is not None)
    person.settle()
    panel.top.slider.setValue(round(given.diversity * 20))
    person.settle()
    n = len(panel.history.now)
    found = {
        "dataset": dataset.name,
        "items": dataset.n_items,
        "history": n,
        "run": panel.runs.run.label,
        "screen": app.platformName(),
        "processor": platform.processor() or platform.machine(),
        **measure(person, panel, given.edits),
    }
    person.close()
    print(json.dumps(found, indent=2, ensure_ascii=False))
    if given.output is not None:
        given.output.write_text(json.dumps(found, indent=2, ensure_ascii=False), encoding="utf-8")
    return 1 if found["list p95 ms"] > 50 else 0


if __name__ == "__main__":
    raise SystemExit(main())
