"""Grabs every place and every state of the window in both schemes, both languages and two sizes, to be looked at.

    xvfb-run -s "-screen 0 1920x1200x24" python tests/tools/screenshots.py WORKSPACE FOLDER
        [--only zh_CN-dark-1280] [--shots data recommend palette] [--prepare DATASET]

WORKSPACE holds a dataset and trained runs; with `--prepare` they are made first, from the window, as a person would:
the dataset is dropped on it, SASRec is trained to its early stop, then the baselines. States that need a workspace of
their own (empty, a training that runs) are made in a temporary one.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from person import Person
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from workbench.gui.places import PLACES

SIZES = {"1280": (1280, 800), "1920": (1920, 1080)}
LANGUAGES, SCHEMES = ("en", "zh_CN"), ("light", "dark")


def prepare(person: Person, dataset: Path) -> None:
    """Import a dataset and train all models on it, from the window."""
    person.import_dropped(dataset)
    person.train("SASRec")
    panel = person.go("train")
    person.click(panel.add_baselines)
    person.wait(lambda: person.context.runner.current is None, 600)
    person.settle()


# ---- states of a workspace with runs


def palette(person: Person) -> None:
    """The command palette with something typed into it."""
    person.go("recommend")
    person.click(person.window.top_bar.field)
    QTest.keyClicks(person.window.palette_box.field, "re")
    person.settle()


def notice(person: Person) -> None:
    """A sentence that says what went wrong, with the longest words that occur."""
    person.go("train")
    person.context.complain.emit(
        "Importing ratings failed: The rating “five” is not a number. "
        "(/home/somebody/Documents/recommender/ratings.csv, line 31,415, column “rating”) "
        "Choose another column for the value, or correct the line.",
        "bad",
    )
    person.settle()


def users(person: Person) -> None:
    """The list of users, open."""
    panel = person.go("recommend")
    person.click(panel.users)
    person.settle()


def picked(person: Person) -> None:
    """Another recommendation than the first is picked."""
    panel = person.go("recommend")
    row = panel.top.list.visualRect(panel.top.list.top.index(2)).center()
    person.click(panel.top.list.viewport(), row)
    person.settle()


def what_if(person: Person) -> None:
    """A history with two changes, its list with arrows, and diversity half way."""
    panel = person.go("recommend")
    panel.history.remove(len(panel.history.now) - 1)
    panel.history.remove(len(panel.history.now) - 3)
    panel.top.slider.setValue(10)
    person.settle()


def wishes(person: Person) -> None:
    """Filters and rules, and what each changed."""
    panel = person.go("recommend")
    if not panel.wish.isChecked():
        person.click(panel.wish)
    panel.wishes.rule_lines.setPlainText(
        "boost 0.3 when item.categories contains Com\n"
        "pin when item.title contains (1995)\n"
        "exclude when item.year at most 1960"
    )
    panel.wishes._take()
    person.settle()


def _view(person: Person, name: str) -> Any:
    panel = person.go("recommend")
    person.click(panel.views.buttons[name])
    person.settle()
    return panel


def compared(person: Person) -> None:
    """Two models side by side."""
    _view(person, "compare")


def mapped(person: Person) -> None:
    """The map of items, with the history and the list on it."""
    _view(person, "map")


def explored(person: Person) -> None:
    """Exploration, after some thumbs."""
    panel = _view(person, "explore")
    panel.wishes.clear()
    panel.top.slider.setValue(0)
    person.click(panel.explore.algorithm.buttons["LinUCB"])
    person.settle()
    for row, kind in ((0, "up"), (1, "not-now"), (2, "up"), (0, "down"), (3, "more")):
        panel._judge(panel.top.list.top.items[row], kind)
        person.settle()


def new_person(person: Person) -> None:
    """Somebody put together from scratch, with three items."""
    panel = person.go("recommend")
    panel.users.new_wanted.emit()
    person.settle()
    for item in person.context.workspace.datasets.find_items(person.context.dataset_id, "", 30)[3:30:9]:
        panel.history.add_item(item)
    person.settle()


def zoomed(person: Person) -> None:
    """The heat map, read and enlarged."""
    panel = person.go("attention")
    panel.views.map.zoom(2.5)
    QTest.mouseMove(panel.views.map, panel.views.map.rect().center() - QPoint(40, 60))
    person.settle()


def more(person: Person) -> None:
    """The form of SASRec with all its settings."""
    panel = person.go("train")
    person.wait(lambda: panel.set_up.model_form.more is not None)
    if not panel.set_up.model_form.more.isChecked():
        person.click(panel.set_up.model_form.more)
    panel.set_up.scroll_area.verticalScrollBar().setValue(10_000)
    person.settle()


# ---- states of an empty workspace, in this order


def refused(person: Person, folder: Path) -> None:
    """The preview of a file that cannot be read as a dataset."""
    file = folder / "ratings.csv"
    file.write_bytes(b"")
    person.drop(file)
    person.settle()


def preview(person: Person, folder: Path) -> None:
    """The preview of a table."""
    file = folder / "purchases 2026.csv"
    rows = [f"person{n % 7},item{n * 5 % 11},{1 + n % 5},{1_700_000_000 + n * 977}" for n in range(400)]
    file.write_text("customer,product,stars,when\n" + "\n".join(rows) + "\n", encoding="utf-8")
    person.drop(file)
    person.settle()


def untrained(person: Person, place: str) -> None:
    """A place while there is a dataset but no model."""
    if not person.context.workspace.datasets.list():
        person.click(person.import_page().import_button)
        person.settle()
    person.go(place)


def training(person: Person) -> None:
    """A training that runs, and two that wait."""
    panel = person.go("train")
    person.wait(lambda: bool(panel.set_up.models))
    panel.set_up.model_form.set_values({"epochs": 400, "patience": 0, "width": 32})
    person.click(panel.start)
    person.click(panel.start)
    person.wait(lambda: len(panel.charts.points.get("ndcg@10", [])) > 5, 60)


FULL: dict[str, Callable[[Person], object]] = {
    **{place.key: (lambda person, key=place.key: person.go(key)) for place in PLACES},
    "more": more,
    "picked": picked,
    "what-if": what_if,
    "wishes": wishes,
    "compared": compared,
    "mapped": mapped,
    "explored": explored,
    "new-person": new_person,
    "zoomed": zoomed,
    "palette": palette,
    "notice": notice,
    "users": users,
}
EMPTY = [f"empty-{place.key}" for place in PLACES if place.key != "settings"]
FRESH = [*EMPTY, "refused", "preview", "untrained-recommend", "untrained-attention", "untrained-metrics", "training"]


def fresh_states(folder: Path) -> dict[str, Callable[[Person], object]]:
    """The states of a workspace that begins empty."""
    made: dict[str, Callable[[Person], object]] = {
        name: (lambda person, name=name: person.go(name.removeprefix("empty-"))) for name in EMPTY
    }
    made["refused"] = partial(refused, folder=folder)
    made["preview"] = partial(preview, folder=folder)
    for place in ("recommend", "attention", "metrics"):
        made[f"untrained-{place}"] = partial(untrained, place=place)
    made["training"] = training
    return made


def grab(person: Person, path: Path) -> None:
    """Write what the screen shows of the window, dialogs and lists over it included."""
    QTest.qWait(60)
    area = person.window.geometry()
    screen = person.window.screen().grabWindow(0, area.x(), area.y(), area.width(), area.height())
    (screen if not screen.isNull() else person.window.grab()).save(str(path))


def tidy(person: Person) -> None:
    """Close what a state has opened over the window."""
    popup = person.app.activePopupWidget()
    while popup is not None:
        popup.close()
        popup = person.app.activePopupWidget()
    person.window.palette_box.close()
    person.window.notice.hide()


def main() -> int:
    """Run the tool."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workspace", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="part of LANGUAGE-SCHEME-SIZE")
    parser.add_argument("--shots", nargs="*", default=[*FULL, *FRESH])
    parser.add_argument("--prepare", type=Path, metavar="DATASET")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    if given.prepare is not None:
        person = Person(app, given.workspace)
        person.open()
        prepare(person, given.prepare)
        person.close()
    for language in LANGUAGES:
        for scheme in SCHEMES:
            for name, size in SIZES.items():
                kind = f"{language}-{scheme}-{name}"
                if given.only not in kind:
                    continue
                with tempfile.TemporaryDirectory() as temporary:
                    temporary_folder = Path(temporary)
                    states = [(given.workspace, FULL), (temporary_folder / "empty", fresh_states(temporary_folder))]
                    for workspace, shots in states:
                        wanted = {shot: do for shot, do in shots.items() if shot in given.shots}
                        if not wanted:
                            continue
                        person = Person(app, workspace, size=size, language=language, scheme=scheme)
                        person.open()
                        for shot, do in wanted.items():
                            do(person)
                            grab(person, given.folder / f"{shot}-{kind}.png")
                            tidy(person)
                        person.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
