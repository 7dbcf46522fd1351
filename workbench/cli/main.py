"""The command `workbench`: global options, exit codes, and one sentence for whatever goes wrong."""

from __future__ import annotations

import itertools
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from workbench import __version__
from workbench.cli import (
    ablate_command,
    content_commands,
    data_commands,
    demo_command,
    doctor_command,
    explain_commands,
    judging_commands,
    language_commands,
    look_commands,
    prepare_commands,
    profile_commands,
    run_commands,
    sizes_command,
    tune_commands,
)
from workbench.cli.session import ERR, Session
from workbench.errors import Cancelled, WorkbenchError

app = typer.Typer(
    name="workbench",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
_GLOBAL_FLAGS = ("--json", "--read-only")
_GLOBAL_VALUES = ("--workspace", "--threads")
for module in (
    data_commands,
    prepare_commands,
    profile_commands,
    content_commands,
    run_commands,
    ablate_command,
    sizes_command,
    tune_commands,
    judging_commands,
    look_commands,
    language_commands,
    explain_commands,
    demo_command,
    doctor_command,
):
    module.register(app)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"Recommendation Workbench {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def options(
    context: typer.Context,
    workspace: Annotated[Path | None, typer.Option(help="Workspace folder; left out: your own.", metavar="DIR")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print results as JSON.")] = False,
    read_only: Annotated[bool, typer.Option("--read-only", help="Only look; works while the window is open.")] = False,
    threads: Annotated[
        int | None, typer.Option(min=1, help="CPU threads for training; left out: all cores but one.")
    ] = None,
    _version_asked: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show it.")
    ] = False,
) -> None:
    """Recommendation Workbench: train recommender systems and see inside their attention, offline.

    Without a command the window opens.
    """
    context.obj = Session(workspace, as_json, read_only, threads)
    if context.invoked_subcommand is None:
        window(context)


@app.command()
def window(
    context: typer.Context,
    sample: Annotated[
        bool, typer.Option("--sample", help="Make the built-in sample where there is no dataset.")
    ] = False,
    safe_mode: Annotated[bool, typer.Option("--safe-mode", help="Ignore stored settings.")] = False,
    time_start: Annotated[
        bool, typer.Option("--time-start", help="Print the time to the first paint, then quit.")
    ] = False,
) -> None:
    """Open the window."""
    session: Session = context.obj
    try:
        from workbench.gui.app import run as run_window
    except ImportError as error:
        raise WorkbenchError(
            f"The window cannot start: {error}.",
            hint="Run `python3 packaging/bootstrap.py setup` to install what Qt needs.",
        ) from error
    raise typer.Exit(
        run_window(
            session.folder,
            read_only=session.read_only,
            sample=sample,
            safe_mode=safe_mode,
            argv=["workbench", *(["--time-start"] if time_start else [])],
        )
    )


def run(arguments: list[str] | None = None) -> int:
    """Run one command line and return its exit status.

    0 done; 2 wrong usage; 64 and up by the kind of `WorkbenchError`; 70 a defect of ours (its traceback goes to the
    log); 130 stopped by Ctrl-C.
    """
    try:
        status = app(args=global_first(sys.argv[1:] if arguments is None else arguments), standalone_mode=False)
        return int(status or 0)
    except WorkbenchError as error:
        ERR.print(f"Error: {error}", style="red", markup=False, highlight=False, soft_wrap=True)
        return error.exit_code
    except (Cancelled, KeyboardInterrupt, typer.Abort):
        ERR.print("Stopped.", style="yellow")
        return 130
    except typer.Exit as leaving:
        return leaving.exit_code
    except Exception as error:
        if hasattr(error, "format_message"):  # wrong usage, in the words of the command-line library
            ERR.print(f"Error: {error.format_message()}", style="red", markup=False, soft_wrap=True)
            return int(getattr(error, "exit_code", 2))
        file = log_file()
        logging.basicConfig(filename=file, level=logging.WARNING)
        logging.getLogger(__name__).exception("unexpected error: %s", sys.argv)
        ERR.print(
            f"Error: this should not have happened ({type(error).__name__}: {error}). The details are in {file}.",
            style="red",
            markup=False,
            soft_wrap=True,
        )
        return 70


def global_first(arguments: Sequence[str]) -> list[str]:
    """Return the same words with the global options at the front: people write them after the command as well.

    What stands behind `--` stays as it is.
    """
    moved: list[str] = []
    left: list[str] = []
    words = iter(_each_named(arguments))
    for word in words:
        if word == "--":
            left += [word, *words]
        elif word in _GLOBAL_FLAGS or (word.partition("=")[0] in _GLOBAL_VALUES and "=" in word):
            moved.append(word)
        elif word in _GLOBAL_VALUES:
            moved += [word, *itertools.islice(words, 1)]
        else:
            left.append(word)
    return [*moved, *left]


def _each_named(arguments: Sequence[str]) -> list[str]:
    """Return the same words with `--seeds 1 2 3` written as `--seeds 1 --seeds 2 --seeds 3`."""
    made: list[str] = []
    inside = first = False
    for word in arguments:
        if inside and not word.isdigit():
            inside = False
        if inside and not first:
            made.append("--seeds")
        first = word == "--seeds"
        inside = inside or first
        made.append(word)
    return made


def log_file() -> Path:
    """Return where tracebacks go."""
    from platformdirs import user_log_path

    folder = user_log_path("Recommendation Workbench", appauthor=False)
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "workbench.log"
