"""What the columns of a table seem to mean, by their names, then by content and place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

import pyarrow as pa

from workbench.data.column_names import BARE_ROLES, ITEM_ROLES, NAMES, plain_name, words_of
from workbench.data.readers.cells import TimeUnit
from workbench.data.readers.dates import DateOrder, date_order
from workbench.data.table_guess import ItemRole, TableGuess
from workbench.errors import DataFormatError

_DECIMAL_COMMA = re.compile(r"^\s*[+-]?\d+,\d+\s*$")
_LONGEST_NAME = 200  # what is longer is no name but damage
_ASIN = re.compile(r"^(B0[0-9A-Z]{8}|\d{9}[\dX])$")
_UNITS: dict[DateOrder, TimeUnit] = {"year first": "date", "day first": "day-first", "month first": "month-first"}
_COUNTS: tuple[tuple[TimeUnit, float, float], ...] = (
    ("seconds", 3e8, 1e11),
    ("milliseconds", 3e11, 1e14),
    ("microseconds", 3e14, 1e17),
    ("nanoseconds", 3e17, 1e20),
)


def looks_like_header(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names columns: by a known name, or by text above columns of numbers."""
    known = set().union(*NAMES.values())
    if any(_plain(field) in known for field in rows[0]):
        return True
    if len(rows) < 2:
        return False
    if not rows[0][0].strip() and all(field.strip() for field in rows[0][1:]):
        return True  # the corner of a matrix
    if any(_number(field) is not None for field in rows[0]):
        return False
    cells = ([row[c].strip() for row in rows[1:] if c < len(row)] for c in range(len(rows[0])))
    return any(any(column) and all(not cell or _number(cell) is not None for cell in column) for column in cells)


def guess_columns(columns: Sequence[str], rows: Sequence[Sequence[str]], base: TableGuess) -> TableGuess:
    """Say which columns are users, items, values and times, by their names, then by content and place.

    Raises:
        DataFormatError: there is only one column.
    """
    if len(columns) < 2:
        raise DataFormatError(
            "A table of interactions needs a column of users and one of items, and this one has a single column.",
            hint="Check the delimiter.",
        )
    found: dict[str, str] = {}
    for exact in (True, False):
        for role, names in NAMES.items():
            if role in found:
                continue
            for name in names:
                hit = next((c for c in columns if c not in found.values() and _matches(c, name, exact)), None)
                if hit is not None:
                    found[role] = hit
                    break
    free = [c for c in columns if c not in found.values()]
    for role in ("user", "item"):
        if role not in found:
            found[role] = free.pop(0) if free else columns[0]
    cells = {c: [row[i] for row in rows if i < len(row)] for i, c in enumerate(columns)}
    # A word among numbers is a mistake that reading will name; a column of words was never a rating.
    if "value" in found:
        value = cells[found["value"]]
        is_time = "time" not in found and "time" in found["value"].lower() and time_unit(value) is not None
        if is_time or not _mostly(_number(v) is not None for v in value):
            del found["value"]
    if not base.header and _is_asin(cells[found["user"]]) and not _is_asin(cells[found["item"]]):
        found["user"], found["item"] = found["item"], found["user"]
    free = [c for c in columns if c not in found.values()]
    if "time" not in found:
        timely = next((c for c in reversed(free) if time_unit(cells[c]) is not None), None)
        if timely is not None:
            found["time"] = timely
            free.remove(timely)
    if "value" not in found and not base.header:
        numeric = next((c for c in free if cells[c] and all(_number(v) is not None for v in cells[c])), None)
        if numeric is not None:
            found["value"] = numeric
    time = found.get("time")
    unit = None if time is None else time_unit(cells[time]) or ("seconds" if base.delimiter else "date")
    guess = replace(base, user=found["user"], item=found["item"], value=found.get("value"), time=time, time_unit=unit)
    return replace(guess, item_columns=item_roles(columns, taken=guess.columns.wanted))


def names_both(columns: Sequence[str]) -> bool:
    """Whether some columns have names of users and of items."""
    known = [set(NAMES[role]) for role in ("user", "item")]
    names = [{_plain(column), _plain(_last(column))} for column in columns]
    return all(any(words & name for name in names) for words in known)


def item_roles(
    columns: Sequence[str], *, taken: Sequence[str], of_items: bool = False
) -> tuple[tuple[str, ItemRole], ...]:
    """Say which columns tell about items, by their names.

    Args:
        columns: the columns of a table.
        taken: those that mean something else.
        of_items: whether the table is one of items, so that bare names count and whatever is left is an attribute.
    """
    free = [column for column in columns if column not in taken]
    roles: dict[str, ItemRole] = {}
    for known in (ITEM_ROLES, BARE_ROLES) if of_items else (ITEM_ROLES,):
        for role, words in known.items():
            named = [c for word in words for c in free if word in (_plain(c), _plain(_last(c)))]
            for column in dict.fromkeys(named):
                # The first of the names says it best; what else is named like a title or a year is an attribute.
                single = role in roles.values() and role in ("title", "year", "image", "audio")
                roles.setdefault(column, "attribute" if single else role)
    return tuple((c, roles.get(c, "attribute")) for c in free if of_items or c in roles)


def _is_asin(cells: Sequence[str]) -> bool:
    """Whether cells are Amazon's product numbers, which its files without header put first or second."""
    return bool(cells) and sum(_ASIN.match(cell) is not None for cell in cells) >= 0.9 * len(cells)


def time_unit(cells: Sequence[str]) -> TimeUnit | None:
    """Return the unit of times written as text, or None where they do not look like times since 1980."""
    if not cells:
        return None
    values = [_number(cell) or 0.0 for cell in cells]
    for unit, least, most in _COUNTS:
        if _mostly(least <= value < most for value in values):
            return unit
    found = date_order(pa.array(cells, pa.string()))
    if found is None:
        return None
    return _UNITS[found[0]]


def told_by_cells(guess: TableGuess, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> TableGuess:
    """Return a guess that says of its times and values how they are written, where it did not."""

    def cells(column: str) -> list[str]:
        place = columns.index(column)
        return [row[place] for row in rows if place < len(row)]

    if guess.time in columns and guess.time is not None and guess.time_unit is None:
        guess = replace(guess, time_unit=time_unit(cells(guess.time)) or "seconds")
    if guess.value in columns and guess.value is not None and not guess.decimal:
        guess = replace(guess, decimal=decimal_of(cells(guess.value)))
    return guess


def decimal_of(cells: Sequence[str]) -> str:
    """Return what stands before the decimals of numbers: a comma where it does in several, and a point in none."""
    commas = sum(_DECIMAL_COMMA.match(cell) is not None for cell in cells)
    usual = commas > 1 and commas >= 0.1 * len(cells)  # a single one among others is a slip of the pen
    return "," if usual and not any("." in cell for cell in cells) else "."


def is_ambiguous(cells: Sequence[str]) -> bool:
    """Whether dates such as 03/04/2020 read as well with the day first as with the month first."""
    found = date_order(pa.array(cells, pa.string()))
    return found is not None and found[1]


def _mostly(hits: Iterable[bool]) -> bool:
    counted = list(hits)
    return sum(counted) >= 0.6 * len(counted)


def _plain(name: str) -> str:
    return "" if len(name) > _LONGEST_NAME else plain_name(name.split(":")[0])


def _last(name: str) -> str:
    """Return the last step of a path such as `events[].aid`."""
    return re.split(r"\.|\[\]", name)[-1] if len(name) <= _LONGEST_NAME else ""


def _matches(column: str, name: str, exact: bool) -> bool:
    if exact:
        return name in (_plain(column), _plain(_last(column)))
    return len(name) >= 4 and len(column) <= _LONGEST_NAME and name in words_of(column)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return float(text.replace(",", ".")) if _DECIMAL_COMMA.match(text) else None
