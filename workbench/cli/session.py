"""What all commands share: the workspace they work on, how they print, and how long work shows and stops."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, is_dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from rich.console import Console

from workbench.jobs import Progress

if TYPE_CHECKING:
    from workbench.workspace import Workspace
    from workbench.workspace.views import RunSummary, TrainRequest

T = TypeVar("T")
OUT = Console()
ERR = Console(stderr=True)
_POLL_SECONDS = 0.1


@dataclass(frozen=True)
class Session:
    """The global options of one call."""

    folder: Path | None
    as_json: bool
    read_only: bool
    threads: int | None

    @contextmanager
    def workspace(self, *, writes: bool = False) -> Iterator[Workspace]:
        """Open the workspace for the length of a command.

        Args:
            writes: whether the command changes it; commands that only look share it with a running window.
        """
        from workbench.errors import WorkspaceBusyError
        from workbench.workspace import Workspace

        try:
            opened = Workspace.open(self.folder, read_only=self.read_only)
        except WorkspaceBusyError:
            if writes:
                raise
            opened = Workspace.open(self.folder, read_only=True)
        with opened as workspace:
            for notice in workspace.info().notices:
                ERR.print(notice, style="yellow", markup=False)
            if self.threads is not None:
                workspace.settings = replace(workspace.settings, threads=self.threads)
            yield workspace

    def print(self, value: Any, show: Callable[[], None]) -> None:
        """Print `value` as JSON where that was asked for, otherwise call `show`."""
        if self.as_json:
            sys.stdout.write(json.dumps(plain(value), ensure_ascii=False, indent=2) + "\n")
        else:
            show()

    def work(self, title: str, job: Callable[[Progress], T], *, place: tuple[int, int] = (0, 1)) -> T:
        """Run a job with a progress bar on standard error; Ctrl-C stops it within a second.

        The job runs on a thread of its own, as in the window, so that the bar moves and Ctrl-C is heard at once.

        Args:
            title: what is being done.
            job: what does it.
            place: how many jobs were done before this one, and of how many; of several, a second bar shows the whole.
        """
        progress = Progress()
        outcome: list[T] = []
        failure: list[BaseException] = []

        def body() -> None:
            try:
                outcome.append(job(progress))
            except BaseException as error:
                failure.append(error)

        worker = threading.Thread(target=body, name="worker", daemon=True)
        worker.start()
        try:
            _watch(title, progress, worker, place)
        except KeyboardInterrupt:
            progress.cancel()
            worker.join(timeout=10)
            raise
        if failure:
            raise failure[0]
        return outcome[0]


def _watch(title: str, progress: Progress, worker: threading.Thread, place: tuple[int, int]) -> None:
    if not ERR.is_terminal:
        worker.join()
        return
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.fields[message]}", markup=False),
        TimeRemainingColumn(),
    )
    with Bars(*columns, console=ERR, transient=True) as bars:
        before, number = place
        whole = bars.add_task(f"{before + 1} of {number}", total=number, message="") if number > 1 else None
        task = bars.add_task(title, total=1.0, message="")
        while worker.is_alive():
            worker.join(_POLL_SECONDS)
            now = progress.snapshot()
            message = " · ".join(part for part in (now.message, now.speed) if part)
            bars.update(task, completed=now.fraction or 0.0, message=message)
            if whole is not None:
                bars.update(whole, completed=before + (now.fraction or 0.0))


def plain(value: Any) -> Any:
    """Return dataclasses, tuples, dates and paths as what JSON knows."""
    if is_dataclass(value) and not isinstance(value, type):
        return {name: plain(part) for name, part in asdict(value).items()}
    if isinstance(value, dict):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, datetime):
        return value.isoformat()
    if hasattr(value, "tolist"):  # numpy's arrays and numbers, without importing it
        return plain(value.tolist())
    return str(value) if isinstance(value, Path) else value


def training(workspace: Workspace, work: TrainRequest | int) -> Callable[[Progress], RunSummary]:
    """Return the job that trains what a request asks for, or goes on with the run of a number."""

    def job(progress: Progress) -> RunSummary:
        if isinstance(work, int):
            return workspace.runs.resume(work, progress=progress)
        return workspace.runs.train(work, progress=progress)

    return job


def settings_of(given: Sequence[str] | None) -> dict[str, Any]:
    """Read `key=value` pairs; values are JSON where they can be (numbers, true, null), text otherwise."""
    from workbench.errors import ConfigurationError

    found: dict[str, Any] = {}
    for pair in given or []:
        key, separator, value = pair.partition("=")
        if not separator or not key.strip():
            raise ConfigurationError(
                f"“{pair}” is not a setting.", hint="Write it as KEY=VALUE, epochs=20 for example."
            )
        try:
            found[key.strip()] = json.loads(value)
        except ValueError:
            found[key.strip()] = value
    return found
