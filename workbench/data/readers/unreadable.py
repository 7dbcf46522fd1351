"""Rows that cannot be read: counted by kind, the first few kept to be shown, and the very first to be refused by."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from workbench.data.import_report import UNREADABLE, Example, Finding
from workbench.errors import DataFormatError

EXAMPLES = 5
Unit = Literal["line", "row"]
UNITS = ("line", "row")  # told in the window's language by themselves, as parts of sentences

_CORRECT = "Correct the line, or choose another column."
_HINTS = {
    "fields": "Correct the line, or check the delimiter.",
    "cut-off": "Download or copy it again.",
    "undecodable": "Choose another encoding: latin-1 reads most older files.",
    "syntax": "Correct the line.",
    "no-user": "Give every row its ids.",
    "no-item": "Give every row its ids.",
    "no-time": "Give every row its time.",
}
# One row, and several; `unit` is a line or a row.
_SENTENCES: dict[str, tuple[str, str]] = {
    "fields": (
        "1 {unit} has another number of fields than the others.",
        "{count} {unit}s have another number of fields than the others.",
    ),
    "cut-off": (
        "1 {unit} is cut off: the file seems not to be whole.",
        "{count} {unit}s are cut off: the file seems not to be whole.",
    ),
    "undecodable": ("1 {unit} is not text in this encoding.", "{count} {unit}s are not text in this encoding."),
    "syntax": ("1 {unit} is not written as the others are.", "{count} {unit}s are not written as the others are."),
    "no-user": ("1 {unit} has no user.", "{count} {unit}s have no user."),
    "no-item": ("1 {unit} has no item.", "{count} {unit}s have no item."),
    "no-value": ("1 {unit} has no value.", "{count} {unit}s have no value."),
    "value": ("1 {unit} has a value that is not a number.", "{count} {unit}s have a value that is not a number."),
    "no-time": ("1 {unit} has no time.", "{count} {unit}s have no time."),
    "time": ("1 {unit} has a time that cannot be read.", "{count} {unit}s have a time that cannot be read."),
}


@dataclass(frozen=True)
class Fault:
    """One row that cannot be read.

    Attributes:
        line: its number, counted from 1.
        text: what stands there, as an error may quote it.
        what: one sentence that says what is wrong with it.
    """

    line: int
    text: str
    what: str


class Unreadable:
    """The rows of one file that cannot be read.

    Args:
        label: how errors call the file.
        unit: what `Fault.line` counts: lines of a text, or rows of a table.
    """

    def __init__(self, label: str, unit: Unit = "line") -> None:
        self.label = label
        self.unit = unit
        self.counts: dict[str, int] = {}
        self._faults: dict[str, list[Fault]] = {}

    def __len__(self) -> int:
        return sum(self.counts.values())

    def add(self, kind: str, faults: Sequence[Fault], count: int | None = None) -> None:
        """Count rows of a kind of `UNREADABLE`.

        Args:
            kind: what is wrong with them.
            faults: the first few of them (`wanted` says how many), in the order of the file.
            count: how many there are in all, where they are more than `faults`.
        """
        self.counts[kind] = self.counts.get(kind, 0) + (len(faults) if count is None else count)
        self._faults.setdefault(kind, []).extend(faults[: self.wanted(kind)])

    def wanted(self, kind: str) -> int:
        """How many more rows of a kind would be shown as examples."""
        return EXAMPLES - len(self._faults.get(kind, ()))

    def add_rows(
        self, kind: str, rows: Sequence[int], locate: Callable[[int], tuple[int, str]], say: Callable[[int, str], str]
    ) -> None:
        """Count rows of a block: `locate` gives a row's line and text, `say` the sentence for a row and its text."""
        faults = []
        for row in rows[: self.wanted(kind)]:
            line, text = locate(int(row))
            faults.append(Fault(line, text, say(int(row), text)))
        self.add(kind, faults, len(rows))

    def refusal(self, decided: Collection[str] = ()) -> DataFormatError | None:
        """The error that names the first of these rows, those of decided kinds aside; None where there are none."""
        undecided = [(kind, faults) for kind, faults in self._faults.items() if kind not in decided]
        found = [(fault.line, kind, fault) for kind, faults in undecided for fault in faults]
        if not found:
            return None
        line, kind, fault = min(found, key=lambda entry: entry[0])
        return DataFormatError(fault.what, where=f"{self.label}, {self.unit} {line}", hint=_HINTS.get(kind, _CORRECT))

    def left_out(self) -> tuple[str, ...]:
        """Say how many rows of a table of items or users are left out: one sentence where there are such, else none."""
        lost = len(self)
        lines = [fault.line for faults in self._faults.values() for fault in faults]
        if not lost:
            return ()
        of, label, unit = " of" if lost == 1 else "s of", self.label, self.unit
        if not lines:
            return (f"{lost:,} {unit}{of} {label} could not be read; left out.",)
        return (f"{lost:,} {unit}{of} {label} could not be read, first {unit} {min(lines)}; left out.",)

    def findings(self) -> list[Finding]:
        """Return what a report says of these rows, all of them left out."""
        made = []
        for kind in UNREADABLE:
            count = self.counts.get(kind, 0)
            if count:
                one, many = _SENTENCES[kind]
                sentence = (one if count == 1 else many).format(count=f"{count:,}", unit=self.unit)
                examples = tuple(Example(fault.line, fault.text) for fault in self._faults[kind])
                made.append(Finding(kind, sentence, count, examples, ("drop",), ("Left out.",), "drop", count))
        return made
