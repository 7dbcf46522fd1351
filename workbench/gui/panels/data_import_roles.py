"""What a guess says of each column as one role a column, and the guess that follows when a role is changed.

The same for the columns of companions, whose ids are shown by the role that the interactions give them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workbench.data.companion_files import Companion
    from workbench.data.table_guess import TableGuess

MAIN = ("user", "item", "value", "time")
NEEDED = ("user", "item")
OF_ITEMS = ("title", "categories", "year", "text", "image", "audio", "attribute")
OF_USERS = "user attribute"
IGNORE = "ignore"


def offered_roles(guess: TableGuess | None) -> tuple[str, ...]:
    """Return the roles that a column may be given; none where the layout fixes them."""
    if guess is None:
        return ()
    return ("user", IGNORE) if guess.matrix else (*MAIN, *OF_ITEMS, OF_USERS, IGNORE)


def roles_of(guess: TableGuess | None, columns: Sequence[str]) -> dict[str, str]:
    """Return column → role, columns that are not read left out."""
    if guess is None:
        return {}
    if guess.matrix:
        return {column: "user" if column == guess.user else "item" for column in columns}
    made = dict(guess.item_columns) | {column: OF_USERS for column, _ in guess.user_columns}
    return made | {getattr(guess, role): role for role in reversed(MAIN) if getattr(guess, role)}


def with_role(guess: TableGuess, column: str, role: str) -> TableGuess | None:
    """Return the guess in which a column has another role; None where no column of users or items would be left.

    A role that only one column can have is taken from the column that had it; users and items change places.
    """
    if guess.matrix:
        return replace(guess, user=column) if role == "user" else None
    before = roles_of(guess, [column]).get(column, IGNORE)
    changes: dict[str, Any] = {
        "item_columns": tuple(pair for pair in guess.item_columns if pair[0] != column),
        "user_columns": tuple(pair for pair in guess.user_columns if pair[0] != column),
    }
    if before in NEEDED:
        if role not in NEEDED:
            return None
        changes[before] = getattr(guess, role)
    elif before in MAIN:
        changes[before] = None
    if role in MAIN:
        changes[role] = column
    elif role in OF_ITEMS:
        changes["item_columns"] += ((column, role),)
    elif role == OF_USERS:
        changes["user_columns"] += ((column, "attribute"),)
    made = replace(guess, **changes)
    # How another column is written is told anew by its first rows.
    return replace(
        made,
        time_unit=made.time_unit if made.time == guess.time else None,
        decimal=made.decimal if made.value == guess.value else "",
    )


def companion_roles(companion: Companion) -> dict[str, str]:
    """Return column → role of a table of items or users."""
    shown = _shown(companion)
    return {column: shown.get(role, role) for column, role in companion.roles.items()}


def companion_offered(companion: Companion) -> tuple[str, ...]:
    """Return the roles that a column of a table of items or users may be given."""
    return ("item", *OF_ITEMS, IGNORE) if companion.kind == "items" else ("user", OF_USERS, IGNORE)


def companion_with_role(companion: Companion, column: str, role: str) -> Companion | None:
    """Return the companion in which a column has another role; None where no column of ids would be left."""
    wanted = {shown: own for own, shown in _shown(companion).items()}.get(role, role)
    if column == companion.key:
        return None
    return companion.with_role(column, wanted)  # type: ignore[arg-type]


def _shown(companion: Companion) -> dict[str, str]:
    """Return the roles that have another name here."""
    return {"id": "item"} if companion.kind == "items" else {"id": "user", "attribute": OF_USERS}
