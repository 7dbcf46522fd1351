"""`workbench import` and `workbench datasets`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast, get_args

import typer
from rich.markup import escape

from workbench.cli.session import ERR, OUT, Session
from workbench.cli.table_style import table
from workbench.cli.tables import show_datasets
from workbench.errors import ConfigurationError, DataFormatError

if TYPE_CHECKING:
    from workbench.data.checked_import import CheckedImport
    from workbench.data.companion_files import Companion, CompanionKind
    from workbench.data.import_report import Decisions, ImportReport
    from workbench.data.reading import ImportPreview


# What a column is called depends on these.
_SHAPE = ("delimiter", "encoding", "header", "quoted", "part", "query", "matrix")


class BadRows(StrEnum):
    """What an import does about rows that cannot be read."""

    STOP = "stop"
    DROP = "drop"


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("import")(import_)
    app.command()(datasets)


def import_(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(help="A file or folder in any known layout, or any table.")],
    name: Annotated[str | None, typer.Option(help="What to call the dataset.")] = None,
    form: Annotated[
        str,
        typer.Option(
            "--format", help="Take it for this format, movielens-1m or table for example, whatever it looks like."
        ),
    ] = "",
    user: Annotated[str | None, typer.Option(help="Column with the user ids.", metavar="COLUMN")] = None,
    item: Annotated[str | None, typer.Option(help="Column with the item ids.", metavar="COLUMN")] = None,
    value: Annotated[
        str | None, typer.Option(help="Column with ratings or weights; '' for none.", metavar="COLUMN")
    ] = None,
    time: Annotated[str | None, typer.Option(help="Column with the times; '' for none.", metavar="COLUMN")] = None,
    time_unit: Annotated[
        str | None, typer.Option(help="seconds, milli-, micro- or nanoseconds, date, day-first, month-first.")
    ] = None,
    delimiter: Annotated[str | None, typer.Option(help="What stands between columns; 'tab' for a tabulator.")] = None,
    encoding: Annotated[str | None, typer.Option(help="utf-8, latin-1, …")] = None,
    header: Annotated[
        bool | None, typer.Option("--header/--no-header", help="Whether the first row names columns.")
    ] = None,
    quotes: Annotated[
        bool | None, typer.Option("--quotes/--no-quotes", help="Whether fields may be wrapped in double quotes.")
    ] = None,
    decimal: Annotated[str | None, typer.Option(help="What stands before decimals: . or ,")] = None,
    part: Annotated[str | None, typer.Option(help="The sheet of a workbook or the table of a SQLite file.")] = None,
    query: Annotated[str | None, typer.Option(help="A SELECT over a SQLite file.", metavar="SQL")] = None,
    matrix: Annotated[
        bool | None, typer.Option("--matrix/--no-matrix", help="Whether it is a row a user, a column an item.")
    ] = None,
    missing: Annotated[str | None, typer.Option(help="Matrix cells that hold no value, 99 for example.")] = None,
    about_items: Annotated[
        list[str] | None,
        typer.Option(
            help="A column about items, as title, categories, text, …; may be repeated.", metavar="COLUMN=ROLE"
        ),
    ] = None,
    about_users: Annotated[
        list[str] | None, typer.Option(help="A column about users; may be repeated.", metavar="COLUMN")
    ] = None,
    item_file: Annotated[Path | None, typer.Option(help="A table that tells more about the items.")] = None,
    user_file: Annotated[Path | None, typer.Option(help="A table that tells more about the users.")] = None,
    item_file_column: Annotated[
        list[str] | None,
        typer.Option(
            help="What a column of --item-file is: id, title, categories, year, text, image, audio, attribute or "
            "ignore; may be repeated.",
            metavar="COLUMN=ROLE",
        ),
    ] = None,
    user_file_column: Annotated[
        list[str] | None,
        typer.Option(
            help="What a column of --user-file is: id, attribute or ignore; may be repeated.", metavar="COLUMN=ROLE"
        ),
    ] = None,
    images: Annotated[Path | None, typer.Option(help="A folder or archive of pictures named by item id.")] = None,
    audio: Annotated[Path | None, typer.Option(help="A folder or archive of sounds named by item id.")] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Check the whole file and report what would be stored; store nothing.")
    ] = False,
    bad_rows: Annotated[
        BadRows, typer.Option(help="What is done where rows cannot be read and --decide says nothing of them.")
    ] = BadRows.STOP,
    decide: Annotated[
        list[str] | None,
        typer.Option(
            help="keep, fix or drop what a check finds, duplicates=drop or no-value=fix for example; may be repeated.",
            metavar="KIND=CHOICE",
        ),
    ] = None,
    replaces: Annotated[
        str | None, typer.Option(help="Store it as a newer version of this dataset.", metavar="DATASET")
    ] = None,
) -> None:
    """Store a dataset from a local file or folder."""
    session: Session = context.obj
    decisions = _decisions(decide or [])
    wanted: dict[str, Any] = {
        "user": user,
        "item": item,
        "value": value,
        "time": time,
        "time_unit": time_unit,
        "delimiter": "\t" if delimiter in ("tab", "\\t") else delimiter,
        "encoding": encoding,
        "header": header,
        "quoted": quotes,
        "decimal": decimal,
        "part": part,
        "query": query,
        "matrix": matrix,
        "missing": missing,
        "item_columns": None if about_items is None else tuple(_role(pair) for pair in about_items),
        "user_columns": None if about_users is None else tuple((column, "attribute") for column in about_users),
    }
    changes: dict[str, Any] = {
        key: (None if given == "" else given) for key, given in wanted.items() if given is not None
    }
    with session.workspace(writes=not dry_run) as workspace:
        seen = workspace.datasets.preview(path, layout=form, delimiter=changes.get("delimiter", ""))
        guess = seen.guess
        if changes and guess is None:
            ERR.print(f"{seen.layout_title} needs no options; they are ignored.", style="yellow", markup=False)
        elif changes and guess is not None:
            # The form of the file first: it decides what the columns are called.
            shape: dict[str, Any] = {key: changes[key] for key in _SHAPE if key in changes}
            if shape:
                reread = workspace.datasets.preview(path, replace(guess, **shape), layout=form)
                guess = reread.guess or guess
            guess = replace(guess, **changes)
            seen = workspace.datasets.preview(path, guess, layout=form)
        columns = (guess.user, guess.item) if guess is not None else ("", "")
        roles: dict[str, list[str]] = {"items": item_file_column or [], "users": user_file_column or []}
        for given, file, option in ((item_file_column, item_file, "item"), (user_file_column, user_file, "user")):
            if given and file is None:
                raise ConfigurationError(
                    f"--{option}-file-column speaks of no file.", hint=f"Name one by --{option}-file."
                )
        companions = [
            _corrected(workspace.datasets.companion(file, *columns).taken_for(kind), roles.get(kind, []))
            for kind, file in _kinds(item_file, user_file, images, audio)
        ]
        checked = session.work(
            f"Checking {path.name}",
            lambda progress: workspace.datasets.check(path, guess, layout=form, progress=progress),
        )
        if dry_run:
            report = checked.report(decisions)
            session.print({"preview": seen, "report": report}, lambda: _show_dry_run(seen, report))
            return
        if bad_rows is BadRows.STOP and (refusal := checked.refusal(decisions)) is not None:
            raise _with_way_out(refusal, checked, decisions)
        replaced = None if replaces is None else workspace.datasets.find(replaces).id
        stored = session.work(
            f"Storing {path.name}",
            lambda progress: workspace.datasets.store(
                checked, decisions, name=name, replaces=replaced, companions=companions, progress=progress
            ),
        )

        def show() -> None:
            OUT.print(
                f"Stored “{stored.name}” as dataset {stored.id} ({seen.layout_title}).", markup=False, highlight=False
            )
            for note in stored.notes:
                OUT.print(f"  {note}", markup=False, highlight=False)
            show_datasets([stored])

        session.print(stored, show)


def datasets(context: typer.Context) -> None:
    """List the stored datasets."""
    session: Session = context.obj
    with session.workspace() as workspace:
        found = workspace.datasets.list()
    session.print(found, lambda: show_datasets(found))


def _kinds(
    item_file: Path | None, user_file: Path | None, images: Path | None, audio: Path | None
) -> list[tuple[CompanionKind, Path]]:
    """Say what the files beside the interactions are taken for."""
    given: list[tuple[CompanionKind, Path | None]] = [
        ("items", item_file), ("users", user_file), ("image", images), ("audio", audio),
    ]  # fmt: skip
    return [(kind, file) for kind, file in given if file is not None]


def _corrected(companion: Companion, given: list[str]) -> Companion:
    """Give columns of a companion the roles that `COLUMN=ROLE` pairs say; that of the ids first, for it must be one."""
    from workbench.data.companion_files import CompanionRole

    pairs = [_pair(pair, get_args(CompanionRole)) for pair in given]
    for column, role in sorted(pairs, key=lambda pair: pair[1] != "id"):
        companion = companion.with_role(column, cast(CompanionRole, role))
    return companion


def _decisions(given: list[str]) -> Decisions:
    """Read `KIND=CHOICE` pairs."""
    from workbench.data.import_report import KINDS, check_decisions

    found: dict[str, Any] = {}
    for pair in given:
        kind, equals, choice = pair.partition("=")
        if not equals:
            raise ConfigurationError(
                f"“{pair}” decides nothing.", hint=f"Write KIND=CHOICE; kinds are {', '.join(KINDS)}."
            )
        found[kind.strip()] = choice.strip()
    check_decisions(found)
    return found


def _role(given: str) -> tuple[str, str]:
    """Read a `COLUMN=ROLE` pair about a column of the interactions."""
    from workbench.data.table_guess import ItemRole

    return _pair(given, get_args(ItemRole))


def _pair(given: str, roles: Sequence[str]) -> tuple[str, str]:
    column, _, role = given.rpartition("=")
    if not column or role not in roles:
        raise ConfigurationError(
            f"“{given}” says nothing about a column.", hint=f"Write COLUMN=ROLE; roles are {', '.join(roles)}."
        )
    return column, role


def _with_way_out(refusal: DataFormatError, checked: CheckedImport, decisions: Decisions) -> DataFormatError:
    count = checked.unreadable(decisions)
    what = "this row" if count == 1 else f"the {count:,} rows that cannot be read"
    hint = f"{refusal.hint} Or leave out {what} by --bad-rows drop."
    gaps = [f.kind for f in checked.report(decisions).findings if f.unreadable and "fix" in f.choices]
    if gaps and not set(gaps) & set(decisions):
        hint += f" Or fill what is missing by {' '.join(f'--decide {kind}=fix' for kind in gaps)}."
    return DataFormatError(refusal.what, where=refusal.where, hint=hint)


def _show_dry_run(seen: ImportPreview, report: ImportReport) -> None:
    _show_preview(seen)
    OUT.print(
        f"{report.rows_read:,} rows read, {report.rows_kept:,} kept: {report.n_users:,} users, "
        f"{report.n_items:,} items, {report.density:.3%} of all pairs{_span(report)}.",
        markup=False,
        highlight=False,
    )
    for note in report.notes:
        OUT.print(note, markup=False, highlight=False)
    if not report.findings:
        OUT.print("Nothing suspicious was found.", markup=False)
        return
    found = table("kind", "found", "what happens", "other choices", "first lines")
    for finding in report.findings:
        others = ", ".join(choice for choice in finding.choices if choice != finding.chosen)
        lines = ", ".join(str(example.line) for example in finding.examples if example.line is not None)
        found.add_row(
            finding.kind, escape(finding.sentence), f"{finding.chosen}: {finding.what_happens}", others, lines
        )
    OUT.print(found)


def _span(report: ImportReport) -> str:
    if report.first_time is None or report.last_time is None:
        return ""
    from workbench.data.suspicions import moment

    return f", {moment(report.first_time)} to {moment(report.last_time)}"


def _show_preview(seen: ImportPreview) -> None:
    OUT.print(f"Layout: {seen.layout_title}", markup=False, highlight=False)
    if seen.guess is not None:
        OUT.print(f"Guess: {seen.guess}", markup=False, highlight=False)
    for note in seen.notes:
        OUT.print(note, markup=False, highlight=False)
    made = table(*seen.columns)
    for row in seen.rows[:10]:
        made.add_row(*row)
    OUT.print(made, markup=False)
