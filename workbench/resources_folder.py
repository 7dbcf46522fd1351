"""Where icons, fonts and translations lie: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def resource(name: str) -> Path:
    """Return the path of a file or folder under `resources/`."""
    installed = _HERE / "resources"
    return (installed if installed.is_dir() else _HERE.parent / "resources") / name
