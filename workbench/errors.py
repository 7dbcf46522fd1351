"""Errors that a person may read: what was wrong, where, and what to do about it.

Everything that can go wrong through input, configuration or the machine's state is raised as a `WorkbenchError`.
Both doors show its three sentences as they are; any other exception is a defect of ours, and goes to the log with
its traceback.
"""

from __future__ import annotations


class WorkbenchError(Exception):
    """Something a person can understand and mend.

    Args:
        what: one sentence that says what was wrong, ending with a full stop.
        where: the place: a file, a line, a column, a run. Empty where the sentence says it already.
        hint: one sentence that says what to do next. Empty where there is nothing to do.
    """

    exit_code = 1

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        self.what = what
        self.where = where
        self.hint = hint
        super().__init__(what, where, hint)

    def __str__(self) -> str:
        place = f" ({self.where})" if self.where else ""
        advice = f" {self.hint}" if self.hint else ""
        return f"{self.what}{place}{advice}"


class DataFormatError(WorkbenchError):
    """A file cannot be read as a dataset; nothing was stored."""

    exit_code = 65  # EX_DATAERR


class NotFoundError(WorkbenchError):
    """A dataset, run, user or item with this name is not in the workspace."""

    exit_code = 66  # EX_NOINPUT


class ConfigurationError(WorkbenchError):
    """A setting of a model, a split or the application is out of its bounds."""

    exit_code = 64  # EX_USAGE


class ArtifactDamagedError(WorkbenchError):
    """Bytes beside the catalog are missing or do not match the hash that was stored with them."""

    exit_code = 74  # EX_IOERR


class WorkspaceBusyError(WorkbenchError):
    """Another process holds this workspace open for writing."""

    exit_code = 75  # EX_TEMPFAIL


class ReadOnlyError(WorkbenchError):
    """The workspace was opened to look at only."""

    exit_code = 77  # EX_NOPERM


class Cancelled(Exception):
    """Raised inside a job at the next check after `Cancel`; the job leaves the catalog as it was before."""


class Suspended(Cancelled):
    """Raised inside a job that was asked to end for now, after it saved what allows it to go on."""
