"""A person's own ordered rules over a list: boost, demote, pin or exclude what meets conditions.

A rule is one line, so that it can be typed, kept in a configuration and read back:

    boost 0.3 when item.categories contains Comedy and user.age at most 25
    pin when item.title is "Se7en"
    exclude when item.year at most 1950 and context.weekday is Saturday
    demote when item.studio is Acme          # 0.2 where no strength is given

A condition names an attribute of the `item`, of the `user` (from the dataset's table of people) or of the `context`:
`history length`, and `hour` (0 to 23, UTC), `weekday` (Monday …) and `month` (1 to 12) of the moment that is asked for,
or of the last interaction. All conditions of a rule have to hold at once. Rules apply in their order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, get_args

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from workbench.data.attribute_filter import OPERATORS, AttributeFilter, Bool, attribute_passes
from workbench.data.dataset import Dataset
from workbench.data.interactions import Float32, Histories, Int64
from workbench.errors import ConfigurationError

Action = Literal["boost", "demote", "pin", "exclude"]
Subject = Literal["item", "user", "context"]
ACTIONS: tuple[Action, ...] = get_args(Action)
SUBJECTS: tuple[Subject, ...] = get_args(Subject)
DEFAULT_STRENGTH = 0.2
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
CONTEXT = ("history length", "hour", "weekday", "month")

_QUOTED = r'"(?:[^"\\]|\\.)*"'
_CONDITION = re.compile(
    rf"\s*(?P<subject>{'|'.join(SUBJECTS)})\.(?P<column>{_QUOTED}|.+?)"
    r"\s+(?P<operator>is not|is|contains|at least|at most)"
    rf"\s+(?P<value>{_QUOTED}|.+?)\s*(?P<rest>\band\s+(?=(?:{'|'.join(SUBJECTS)})\.).*)?$"
)
_RULE = re.compile(
    rf"\s*(?P<action>{'|'.join(ACTIONS)})(?:\s+(?P<strength>\d+(?:\.\d+)?))?(?:\s+when\s+(?P<when>.+))?\s*$"
)
_PLAIN_COLUMN = re.compile(r"[^\s\".#]+")
# What a value must not look like to be written without quotation marks.
_NEEDS_QUOTES = re.compile(r"^\s|\s$|^$|[\"#\\\n]|\band\s")


@dataclass(frozen=True)
class Condition:
    """One attribute compared with a value.

    Attributes:
        subject: whose attribute.
        test: the attribute, the comparison and the value; see `attribute_passes`.
    """

    subject: Subject
    test: AttributeFilter

    def __str__(self) -> str:
        column = self.test.column if _PLAIN_COLUMN.fullmatch(self.test.column) else _quote(self.test.column)
        value = _quote(self.test.value) if _NEEDS_QUOTES.search(self.test.value) else self.test.value
        return f"{self.subject}.{column} {self.test.operator} {value}"


@dataclass(frozen=True)
class Rule:
    """What becomes of the items that meet all conditions.

    Attributes:
        action: `boost` and `demote` move an item by `strength` times the span of the list's scores, `pin` puts it
            before all others, earlier rules first, `exclude` takes it off the list.
        conditions: all of them; none are met by everything.
        strength: above 0, for `boost` and `demote`.
    """

    action: Action
    conditions: tuple[Condition, ...] = ()
    strength: float = DEFAULT_STRENGTH

    def __str__(self) -> str:
        graded = self.action in ("boost", "demote")
        strength = f" {self.strength:g}" if graded and self.strength != DEFAULT_STRENGTH else ""
        return f"{self.action}{strength}" + (
            f" when {' and '.join(map(str, self.conditions))}" if self.conditions else ""
        )


@dataclass(frozen=True)
class RuledScores:
    """Scores after the rules.

    Attributes:
        scores: float32 [n_histories, n_items], finite; what is excluded stands below everything else.
        excluded: bool of the same shape.
        touched: int64 [n_rules, n_histories], how many items each rule moved, pinned or took off.
    """

    scores: Float32
    excluded: Bool
    touched: Int64


def parse_rules(text: str) -> tuple[Rule, ...]:
    """Read rules, one a line; empty lines and what stands behind `#` do not count.

    Raises:
        ConfigurationError: a line is no rule, with its number and what a rule looks like.
    """
    rules = []
    for number, line in enumerate(text.splitlines(), start=1):
        bare = _without_comment(line)
        if not bare.strip():
            continue
        found = _RULE.match(bare)
        strength = float(found["strength"]) if found and found["strength"] else DEFAULT_STRENGTH
        if found is None or strength <= 0.0:
            raise ConfigurationError(
                f"Line {number} of the rules cannot be read: “{bare.strip()}”.",
                hint="Write for example: boost 0.3 when item.categories contains Comedy.",
            )
        rules.append(Rule(found["action"], _conditions(found["when"], number), strength))  # type: ignore[arg-type]
    return tuple(rules)


def parse_condition(text: str) -> Condition:
    """Read one condition, `item.year at least 1990`. Raises `ConfigurationError`."""
    found = _conditions(text, 1)
    if len(found) != 1:
        raise ConfigurationError(f"“{text}” is more than one condition.", hint="Give one condition at a time.")
    return found[0]


def rules_text(rules: Sequence[Rule]) -> str:
    """Return the lines that `parse_rules` reads back to the same rules."""
    return "\n".join(map(str, rules))


class BoundRules:
    """Rules whose conditions on items and people have been looked up in a dataset.

    Args:
        rules: in their order.
        items: bool [n_rules, n_items], which items meet the conditions on items.
        users: bool [n_rules, n_users], and which people; somebody new meets only rules that ask nothing of people.
    """

    def __init__(self, rules: tuple[Rule, ...], items: Bool, users: Bool) -> None:
        self.rules = rules
        self.items = items
        self.users = users

    @staticmethod
    def to(rules: tuple[Rule, ...], dataset: Dataset) -> BoundRules:
        """Look the conditions up. Raises `ConfigurationError` for an attribute that is not there, naming the rule."""
        items = np.ones((len(rules), len(dataset.items)), bool)
        users = np.ones((len(rules), len(dataset.users)), bool)
        people = pa.table({}) if dataset.user_table is None else dataset.user_table
        for row, rule in enumerate(rules):
            for condition in rule.conditions:
                try:
                    if condition.subject == "item":
                        items[row] &= attribute_passes(dataset.item_table.columns, condition.test)
                    elif condition.subject == "user":
                        users[row] &= attribute_passes(people, condition.test)
                    else:
                        attribute_passes(_context(Histories.single([])), condition.test)
                except ConfigurationError as error:
                    raise ConfigurationError(error.what, where=f"rule “{rule}”", hint=error.hint) from None
        return BoundRules(rules, items, users)

    def apply(self, scores: Float32, histories: Histories) -> RuledScores:
        """Return the scores after the rules.

        Args:
            scores: float32 [n_histories, n_items] of the whole catalogue.
            histories: whose people and moments the rules ask for.
        """
        ruled = np.array(scores, dtype=np.float32)
        excluded = np.zeros(ruled.shape, bool)
        touched = np.zeros((len(self.rules), len(histories)), np.int64)
        if not self.rules or ruled.size == 0:
            return RuledScores(ruled, excluded, touched)
        context = _context(histories)
        span = np.maximum(np.ptp(ruled, axis=1), np.float32(1e-6))[:, None]
        pins = np.zeros(ruled.shape, np.int32)
        for row, rule in enumerate(self.rules):
            meets = self._asked(row, rule, histories, context)[:, None] & self.items[row]
            touched[row] = (meets & ~excluded).sum(axis=1)
            if rule.action == "exclude":
                excluded |= meets
            elif rule.action == "pin":
                pins = np.where(meets & (pins == 0), len(self.rules) - row, pins)
            else:
                ruled += np.where(
                    meets, span * np.float32(rule.strength if rule.action == "boost" else -rule.strength), 0
                )
        # Each step of pins lifts above all that may stand below it, and what is excluded sinks below all.
        step = np.ptp(ruled, axis=1)[:, None] + span
        ruled += pins.astype(np.float32) * step
        lowest = ruled.min(axis=1, keepdims=True)
        return RuledScores(np.where(excluded, lowest - step, ruled).astype(np.float32), excluded, touched)

    def _asked(self, row: int, rule: Rule, histories: Histories, context: pa.Table) -> Bool:
        """bool [n_histories], for whom the rule holds."""
        holds = np.ones(len(histories), bool)
        if any(condition.subject == "user" for condition in rule.conditions):
            codes = np.full(len(histories), -1) if histories.users is None else histories.users
            known = (codes >= 0) & (codes < self.users.shape[1])
            holds &= known
            holds[known] &= self.users[row, codes[known]]
        for condition in rule.conditions:
            if condition.subject == "context":
                holds &= attribute_passes(context, condition.test)
        return holds


def _context(histories: Histories) -> pa.Table:
    """One row a history, the columns of `CONTEXT`."""
    moments: list[datetime | None] = [None] * len(histories)
    seconds: npt.NDArray[Any] | None = histories.asked
    if seconds is None and histories.time is not None:
        last = np.maximum(histories.offsets[1:] - 1, 0)
        seconds = np.where(histories.lengths > 0, np.append(histories.time, 0)[last], np.iinfo(np.int64).min)
    if seconds is not None:
        moments = [_moment(int(second)) for second in seconds]
    return pa.table(
        {
            "history length": pa.array(histories.lengths, pa.int64()),
            "hour": pa.array([None if moment is None else moment.hour for moment in moments], pa.int64()),
            "weekday": pa.array(
                [None if moment is None else WEEKDAYS[moment.weekday()] for moment in moments], pa.string()
            ),
            "month": pa.array([None if moment is None else moment.month for moment in moments], pa.int64()),
        }
    )


def _moment(second: int) -> datetime | None:
    try:
        return datetime.fromtimestamp(second, UTC)
    except (OverflowError, OSError, ValueError):
        return None


def _conditions(text: str | None, line: int) -> tuple[Condition, ...]:
    found = []
    rest = text
    while rest is not None:
        match = _CONDITION.match(rest)
        if match is None:
            raise ConfigurationError(
                f"Line {line} of the rules has a condition that cannot be read: “{rest.strip()}”.",
                hint=f"Write item, user or context, a point, the attribute, then {', '.join(OPERATORS)}, and a value.",
            )
        test = AttributeFilter(_unquote(match["column"]), match["operator"], _unquote(match["value"]))  # type: ignore[arg-type]
        if match["subject"] == "context" and test.column not in CONTEXT:
            raise ConfigurationError(
                f"Line {line} of the rules: the context has no “{test.column}”.", hint=f"It has: {', '.join(CONTEXT)}."
            )
        found.append(Condition(match["subject"], test))  # type: ignore[arg-type]
        rest = match["rest"]
        rest = None if rest is None else re.sub(r"^and\s+", "", rest)
    return tuple(found)


def _without_comment(line: str) -> str:
    """Cut at the first `#` that stands outside quotation marks."""
    for match in re.finditer(rf"{_QUOTED}|#", line):
        if match.group() == "#":
            return line[: match.start()]
    return line


def _quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _unquote(text: str) -> str:
    if len(text) >= 2 and text[0] == text[-1] == '"':
        return re.sub(r"\\(.)", r"\1", text[1:-1])
    return text
