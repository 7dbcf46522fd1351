"""The model of the README's section “A model of your own”, installed as a package of somebody else."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from workbench.models.registry import model_classes

README = Path(__file__).resolve().parents[1] / "README.md"
NAME, MODULE = "NextItem", "next_item"


def sources() -> tuple[str, str]:
    """Return the model and its `pyproject.toml` as the README shows them."""
    section = README.read_text(encoding="utf-8").partition("### A model of your own")[2].partition("\n## ")[0]
    model, project = (re.findall(rf"```{kind}\n(.*?)```", section, re.DOTALL) for kind in ("python", "toml"))
    assert (len(model), len(project)) == (1, 1)
    return model[0], project[0]


def install(folder: Path) -> Path:
    """Build and install it without a network; return the folder that has to be on the path."""
    model, project = sources()
    source, target = folder / "source", folder / "installed"
    source.mkdir()
    (source / f"{MODULE}.py").write_text(model, encoding="utf-8")
    (source / "pyproject.toml").write_text(project, encoding="utf-8")
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--quiet", "--disable-pip-version-check"]
    command = [sys.executable, "-m", "pip", "install", *options, "--target", str(target), str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    assert done.returncode == 0, done.stderr
    return target


@contextmanager
def on_the_path(target: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the application find what is installed there, as after a start."""
    monkeypatch.syspath_prepend(str(target))
    importlib.invalidate_caches()
    model_classes.cache_clear()
    try:
        yield
    finally:
        monkeypatch.undo()
        sys.modules.pop(MODULE, None)
        model_classes.cache_clear()
