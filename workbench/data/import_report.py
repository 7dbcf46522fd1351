"""What a check of a whole file found, and what will be done about each finding, before anything is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from workbench.errors import ConfigurationError

Choice = Literal["keep", "fix", "drop"]
Decisions = Mapping[str, Choice]

# Every kind of finding, in the order of the report, and what may be done about it. Rows of the first group cannot be
# read, so they are left out, or the gap is filled where only a value or a time is missing; rows of the others can.
UNREADABLE = (
    "fields",
    "cut-off",
    "undecodable",
    "syntax",
    "no-user",
    "no-item",
    "no-value",
    "value",
    "no-time",
    "time",
)
KINDS: Mapping[str, tuple[Choice, ...]] = MappingProxyType(
    {
        **dict.fromkeys(UNREADABLE, ("drop",)),
        "no-value": ("drop", "fix"),
        "value": ("drop", "fix"),
        "no-time": ("drop", "fix"),
        "time": ("drop", "fix"),
        "spaces": ("fix", "keep"),
        "control-characters": ("fix", "keep"),
        "float-ids": ("fix", "keep"),
        "time-unit": ("fix", "keep"),
        "same-time": ("keep", "fix"),
        "future": ("keep", "drop"),
        "early": ("keep", "drop"),
        "outliers": ("keep", "fix", "drop"),
        "heavy-user": ("keep", "drop"),
        "duplicates": ("keep", "drop"),
        "repeats": ("keep", "drop"),
    }
)


@dataclass(frozen=True)
class Example:
    """One row that a finding speaks of.

    Attributes:
        line: its line in the text file, or its row in a table without lines, counted from 1; None where there is none.
        text: the line, or the part that matters, at most 60 characters.
    """

    line: int | None
    text: str


@dataclass(frozen=True)
class Finding:
    """One thing that was noticed, and what will be done about it.

    Attributes:
        kind: a key of `KINDS`.
        sentence: what was noticed, one sentence with its numbers.
        rows: how many rows it is about.
        examples: the first few of them, in the order of the file.
        choices: what may be done; the first is the most careful.
        effects: what each of the choices does, one sentence each, in the order of `choices`.
        chosen: what will be done: the person's decision, or our proposal.
        dropped: rows that leave by this finding; those that an earlier finding took are not counted again.
    """

    kind: str
    sentence: str
    rows: int
    examples: tuple[Example, ...]
    choices: tuple[Choice, ...]
    effects: tuple[str, ...]
    chosen: Choice
    dropped: int = 0

    @property
    def unreadable(self) -> bool:
        """Whether its rows cannot be read, so that they are left out unless what is missing is filled in."""
        return self.kind in UNREADABLE

    @property
    def what_happens(self) -> str:
        """The effect of what was chosen."""
        return self.effects[self.choices.index(self.chosen)]


@dataclass(frozen=True)
class ImportReport:
    """A file as it would become a dataset. `rows_read` is `rows_kept` plus all rows that findings drop.

    Attributes:
        rows_read: the rows of the file, its header aside.
        rows_kept: the interactions that the dataset will have.
        n_users, n_items: how many will remain.
        first_time, last_time: seconds since 1970, or None where there are no times.
        density: share of the user × item matrix that is filled, 0 … 1.
        findings: in the order of `KINDS`.
        notes: what else a person should know, one sentence each.
    """

    rows_read: int
    rows_kept: int
    n_users: int
    n_items: int
    first_time: int | None
    last_time: int | None
    density: float
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]

    @property
    def told(self) -> list[str]:
        """What was noticed and done, one sentence each, to be kept with the dataset."""
        done = {"keep": "kept", "fix": "mended", "drop": "left out"}
        return [*self.notes, *(f"{found.sentence.removesuffix('.')}; {done[found.chosen]}." for found in self.findings)]


def check_decisions(decisions: Decisions) -> None:
    """Refuse decisions that cannot be.

    Deciding about a kind that a file turns out not to have is no mistake: scripts decide once for many files.

    Raises:
        ConfigurationError: there is no such kind of finding, or it leaves no such choice.
    """
    for kind, choice in decisions.items():
        if kind not in KINDS:
            raise ConfigurationError(
                f"There is nothing called “{kind}” to decide about.", hint=f"Decide about {', '.join(KINDS)}."
            )
        if choice not in KINDS[kind]:
            offered = " or ".join(KINDS[kind])
            raise ConfigurationError(f"“{choice}” is no choice for {kind}.", hint=f"Choose {offered}.")
