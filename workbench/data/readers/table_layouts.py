"""Tables whose columns a person may assign: recognised, shown with a guess, and read as the guess says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from workbench.data.attributes import Attributes
from workbench.data.column_guess import guess_columns, is_ambiguous, names_both, told_by_cells
from workbench.data.readers import table
from workbench.data.readers.arrow_files import FEATHER_MARK, PARQUET_MARK, ArrowFiles
from workbench.data.readers.attribute_columns import read_attributes
from workbench.data.readers.frames import Frames, read_interactions
from workbench.data.readers.json_frames import JsonDocuments, JsonLines, is_document
from workbench.data.readers.keyed_json import is_keyed
from workbench.data.readers.layout import PREVIEW_ROWS, Found, Head, ImportPreview, Layout, Parts
from workbench.data.readers.matrix import is_matrix, missing_mark, read_matrix
from workbench.data.readers.source import Place
from workbench.data.readers.sqlite_table import SQLITE_MARK, SqliteTable
from workbench.data.readers.text_frames import TextFrames
from workbench.data.readers.text_table import delimiter_name
from workbench.data.readers.workbook import Sheet, is_workbook
from workbench.data.table_guess import TableGuess
from workbench.errors import DataFormatError
from workbench.jobs import Progress

NO_TIMES = "There is no column of times: the order of the rows will be the order in time."
_GUESSED_ANEW = "Some chosen columns are not there when lines are cut like this; they were guessed anew."
_TWO_WAYS = "Dates such as 03/04/2020 can be read in two ways; check whether the day or the month stands first."
_ONE_COLUMN = "There is a single column, where there should be one of users and one of items at least."
_IS_MATRIX = "Each row seems to be a person and each column an item: a matrix whose cells are the values."


def _understood(
    columns: Sequence[str], rows: Sequence[Sequence[str]], base: TableGuess, guess: TableGuess | None
) -> tuple[TableGuess, list[str]]:
    """Return the guess that holds for a table, and what to say of it: the one given where it fits, else a new one."""
    if len(columns) < 2:
        return replace(base, user=columns[0], item=columns[0]), [_ONE_COLUMN]
    own = guess_columns(columns, rows, base)
    if not names_both(columns) and is_matrix(columns, rows):
        own = replace(own, matrix=True, user=columns[0], missing=missing_mark(rows), item_columns=())
    notes = []
    if guess is None:
        guess = own
    elif not guess.matrix and not set(guess.columns.wanted) <= set(columns):
        kept = [name for name in (guess.user, guess.item) if name in columns]
        if len(set(kept)) == 2 and not {own.value, own.time} & set(kept):
            own = replace(own, user=guess.user, item=guess.item)
        guess = replace(own, part=guess.part, query=guess.query)
        notes.append(_GUESSED_ANEW)
    guess = replace(guess, item_columns=tuple(r for r in guess.item_columns if r[0] in columns))
    guess = told_by_cells(guess, columns, rows)
    if guess.matrix:
        notes.append(_IS_MATRIX)
    elif guess.time is None:
        notes.append(NO_TIMES)
    elif is_ambiguous([row[place] for row in rows if (place := columns.index(guess.time)) < len(row)]):
        notes.append(_TWO_WAYS)
    return guess, notes


def _parts_of(frames: Frames, guess: TableGuess, progress: Progress) -> Parts:
    """Read a table as a guess says, whatever its form."""
    if guess.matrix:
        if guess.user not in frames.columns:
            raise DataFormatError(f"{frames.label} has no column “{guess.user}” for the users.", where=frames.where)
        items = [name for name in frames.columns if name != guess.user]
        notes = (f"A matrix: users from “{guess.user}”, {len(items):,} columns as items.",)
        return Parts(read_matrix(frames, guess.user, items, guess.missing, progress), notes=notes)
    table.check_columns(guess, frames.columns, frames.label)
    rows = read_interactions(frames, guess.columns, progress)
    return told(Parts(rows, notes=table.notes_of(guess)), frames, guess, progress)


def told(parts: Parts, frames: Frames, guess: TableGuess, progress: Progress) -> Parts:
    """Add what columns of the interactions themselves tell about items and users; goes through the file again."""
    items: Attributes | None = None
    users: Attributes | None = None
    for roles in (guess.item_columns, guess.user_columns):
        lacking = next((name for name, _ in roles if name not in frames.columns), None)
        if lacking is not None:
            raise DataFormatError(f"{frames.label} has no column “{lacking}”.", hint="Choose another column.")
    if guess.item_columns:
        items, _said = read_attributes(frames, guess.item, guess.item_columns, progress)
    if guess.user_columns:
        users, _said = read_attributes(frames, guess.user, guess.user_columns, progress)
    return replace(parts, items=items, users=users)


# ---- delimited text


def _is_text_table(head: Head, _: Place) -> bool:
    return bool(head.lines) and not is_keyed(head) and table.table_head(head.source) is not None


def _preview_text(found: Found, guess: TableGuess | None) -> ImportPreview:
    head = table.table_head(found.source, guess, found.delimiter)
    if head is None:
        raise DataFormatError(f"{found.source.label} is empty.", where=str(found.path))
    shape = head.shape
    if len(head.columns) < 2:
        cut = delimiter_name(shape.delimiter)
        only = head.columns[0]
        guess = TableGuess(shape.delimiter, shape.header, shape.encoding, only, only)
        notes = [f"Cut at {cut}, lines have a single field; choose another delimiter."]
        return ImportPreview(found.title, guess, head.columns, head.rows, notes)
    base = TableGuess(
        shape.delimiter, shape.header, shape.encoding, head.columns[0], head.columns[-1], quoted=shape.quoted
    )
    guess, notes = _understood(head.columns, head.rows, base, guess)
    return ImportPreview(found.title, guess, head.columns, head.rows[:PREVIEW_ROWS], notes)


def _read_text(found: Found, guess: TableGuess | None, progress: Progress) -> Parts:
    chosen = guess or _preview_text(found, None).guess
    assert chosen is not None
    if not chosen.matrix and not chosen.item_columns and not chosen.user_columns:
        return table.read_text(found.source, chosen, progress)
    head = table.table_head(found.source, chosen)
    if head is None:
        raise DataFormatError(f"{found.source.label} is empty.", where=str(found.path))
    frames = TextFrames(found.source, head.shape, head.columns)
    if chosen.matrix:
        return _parts_of(frames, chosen, progress)
    return told(table.read_text(found.source, chosen, progress), frames, chosen, progress)


TEXT_TABLE = Layout("table", "Table", _is_text_table, _read_text, _preview_text)


# ---- everything else that gives blocks of columns


def _layout(
    name: str,
    title: str,
    matches: Callable[[Head, Place], bool],
    opens: Callable[[Found, TableGuess | None], Frames],
    *,
    header: bool = True,
    usual_names: tuple[str, ...] = (),
    many: bool = False,
) -> Layout:
    def base(found: Found, guess: TableGuess | None) -> tuple[Frames, list[list[str]], TableGuess, list[str]]:
        frames = opens(found, guess)
        columns, rows = frames.columns, frames.head(PREVIEW_ROWS)
        if not columns:
            raise DataFormatError(f"{frames.label} is empty: there is no column in it.", where=frames.where)
        plain = TableGuess(
            "", getattr(frames, "header", header), "", columns[0], columns[-1], part=getattr(frames, "part", "")
        )
        made, notes = _understood(columns, rows, plain, guess)
        return frames, rows, made, notes

    def preview(found: Found, guess: TableGuess | None) -> ImportPreview:
        frames, rows, made, notes = base(found, guess)
        parts = list(getattr(frames, "parts", []))
        return ImportPreview(found.title, made, frames.columns, rows, notes, parts)

    def read(found: Found, guess: TableGuess | None, progress: Progress) -> Parts:
        if guess is None:
            frames, _, guess, _ = base(found, None)
        else:
            frames = opens(found, guess)
        return _parts_of(frames, guess, progress)

    return Layout(name, title, matches, read, preview, usual_names, many)


def _is_sqlite(head: Head, _: Place) -> bool:
    return head.data.startswith(SQLITE_MARK)


PARQUET = _layout(
    "parquet",
    "Parquet table",
    lambda head, _: head.data.startswith(PARQUET_MARK),
    lambda found, _: ArrowFiles(found.sources),
    many=True,
)
FEATHER = _layout(
    "feather",
    "Feather table",
    lambda head, _: head.data.startswith(FEATHER_MARK),
    lambda found, _: ArrowFiles(found.sources),
    many=True,
)
WORKBOOK = _layout(
    "excel",
    "Excel workbook",
    lambda head, _: is_workbook(head),
    lambda found, guess: Sheet(
        found.source, guess.part if guess else "", guess.header if guess else None, looks_right=names_both
    ),
)
SQLITE = _layout(
    "sqlite",
    "SQLite file",
    _is_sqlite,
    lambda found, guess: SqliteTable(
        found.source, guess.part if guess else "", guess.query if guess else "", looks_right=names_both
    ),
)
JSON_LINES = _layout(
    "json-lines",
    "JSON lines",
    lambda head, _: bool(head.objects) and not is_keyed(head),
    lambda found, _: JsonLines(found.source),
)
JSON_DOCUMENT = _layout(
    "json",
    "JSON document",
    lambda head, _: is_document(head.data) and JsonDocuments([head.source]).has_rows,
    lambda found, _: JsonDocuments(found.sources),
)
