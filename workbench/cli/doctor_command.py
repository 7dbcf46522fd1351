"""`workbench doctor`: what this installation is, and whether the workspace is whole."""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version

import typer

from workbench import __version__
from workbench.cli.session import OUT, Session
from workbench.errors import WorkbenchError

_LIBRARIES = ("torch", "numpy", "pyarrow", "SQLAlchemy", "PySide6_Essentials", "pyqtgraph")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(doctor)


def doctor(context: typer.Context) -> None:
    """Check the installation and read the whole workspace."""
    session: Session = context.obj
    facts = {"workbench": __version__, "python": platform.python_version(), "platform": platform.platform()}
    for name in _LIBRARIES:
        try:
            facts[name] = version(name)
        except PackageNotFoundError:
            facts[name] = "missing"
    from workbench.training.device import place

    facts["cores"] = str(os.cpu_count())
    facts["device"] = place("auto").description
    with session.workspace() as workspace:
        info = workspace.info()
        facts["workspace"] = f"{info.folder} · {info.bytes_on_disk / 1e6:.1f} MB · schema {info.schema_version}"
        wrong = workspace.check()

    def show() -> None:
        for name, value in facts.items():
            OUT.print(f"{name:20s} {value}", markup=False, highlight=False)
        for sentence in wrong:
            OUT.print(sentence, style="red", markup=False)
        if not wrong:
            OUT.print("The workspace is whole.", style="green")

    session.print({**facts, "problems": wrong}, show)
    if wrong:
        raise WorkbenchError("The workspace is damaged.", hint="The lines above say what; import or train it again.")
