"""How tables look in a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table

SAMPLED = " [bold red]sampled[/]"


def table(*columns: str, right: Sequence[str] = ()) -> Table:
    """Return an empty table in the house's style."""
    made = Table(box=None, pad_edge=False, header_style="bold")
    for name in columns:
        made.add_column(name, justify="right" if name in right else "left", overflow="fold")
    return made
