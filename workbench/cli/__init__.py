"""The command line: the same use-cases as in the window, for scripts and for machines without a screen."""

from __future__ import annotations


def main() -> None:
    """Run `workbench`; without a command, open the window."""
    from workbench.cli.main import run

    raise SystemExit(run())


def open_window() -> None:
    """Open the window, for desktop launchers."""
    from workbench.cli.main import run

    raise SystemExit(run(["window"]))
