"""Commands as data: what can be done from anywhere, for the palette and the shortcuts alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication

from workbench.gui.context import Context
from workbench.gui.places import PLACES


@dataclass(frozen=True)
class Command:
    """Something to do by name.

    Attributes:
        id: stable name, `go.data` for example.
        title: in the language of the window.
        run: what it does.
        group: what the palette writes beside it, `Place` or `Dataset` for example.
        icon: a name of `components.icons`.
        shortcut: key sequence in Qt's portable text, or empty.
    """

    id: str
    title: str
    run: Callable[[], object]
    group: str = ""
    icon: str = "command"
    shortcut: str = ""

    def matches(self, text: str) -> bool:
        """Whether every word of `text` occurs in the title."""
        title = self.title.casefold()
        return all(word in title for word in text.casefold().split())


def window_commands(context: Context) -> list[Command]:
    """Return the commands that are there whatever is open."""
    translate = QCoreApplication.translate
    place = translate("Commands", "Place")
    action = translate("Commands", "Command")
    go = context.go.emit
    made = [
        Command(f"go.{p.key}", p.shown_title(), partial(go, p.key, None), place, p.key, f"Ctrl+{number}")
        for number, p in enumerate(PLACES, start=1)
    ]
    made += [
        Command(
            "data.open",
            translate("Commands", "Open a dataset…"),
            lambda: go("data", "open"),
            action,
            "import",
            "Ctrl+O",
        ),
        Command(
            "data.sample", translate("Commands", "Create the sample"), lambda: go("data", "sample"), action, "sample"
        ),
        Command("theme.light", translate("Commands", "Light colours"), lambda: context.theme.choose("light"), action),
        Command("theme.dark", translate("Commands", "Dark colours"), lambda: context.theme.choose("dark"), action),
        Command(
            "theme.system",
            translate("Commands", "Colours as the system has them"),
            lambda: context.theme.choose("system"),
            action,
        ),
        Command(
            "job.cancel", translate("Commands", "Cancel the running job"), lambda: _cancel(context), action, "cancel"
        ),
        Command(
            "job.pause",
            translate("Commands", "Pause or resume the running job"),
            lambda: _pause(context),
            action,
            "pause",
        ),
    ]
    return made


def _cancel(context: Context) -> None:
    if context.runner.current is not None:
        context.runner.cancel(context.runner.current)


def _pause(context: Context) -> None:
    job = context.runner.current
    if job is not None and job.can_pause:
        context.runner.toggle_pause(job)
