"""Which layout a file, folder or archive has, told by its content; names only say where to look first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path

from workbench.data.encoding_guess import looks_binary
from workbench.data.readers.keyed_json import is_keyed
from workbench.data.readers.layout import Found, Head, Layout
from workbench.data.readers.registry import GENERAL, KNOWN, TABLES
from workbench.data.readers.source import Place, Source
from workbench.data.readers.table_layouts import TEXT_TABLE
from workbench.data.readers.tar_index import looks_like_tar
from workbench.data.readers.unread_forms import refusal_of_form
from workbench.errors import ConfigurationError, DataFormatError

_DEPTH = 3
_LOOKED_AT = 60
_HINT = (
    "Open a file of interactions, or a folder or archive of a known dataset: MovieLens (u.data, ratings.dat or "
    "ratings.csv), RecBole (.inter) and others."
)
_ARCHIVES = (".zip", ".tar", ".tgz")
_NEVER_TABLES = (
    ".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".svg", ".mp3", ".wav", ".flac", ".ogg", ".mp4", ".avi", ".mkv",
    ".pdf", ".html", ".htm", ".py", ".ipynb", ".md", ".pt", ".pth", ".npy", ".npz", ".pkl", ".h5", ".exe", ".dll",
    *_ARCHIVES,
)  # fmt: skip
_NEVER_DATA = ("readme*", "license*", "licence*", "source.txt", "*.md")


def recognise(path: Path, *, as_table: bool = False, layout: str = "", delimiter: str = "") -> Found:
    """Look at the head of the files and say which layout they have.

    Args:
        path: a file, folder or archive.
        as_table: whether only tables of any form are looked for, whose columns a person assigns.
        layout: the name of the layout that a person says it has, whatever the head looks like; empty to look.
        delimiter: what a person says stands between the fields of a text; with it any text is a table.

    Raises:
        DataFormatError: there is nothing here, it is empty or damaged, or it is no known layout.
        ConfigurationError: there is no layout of this name.
    """
    if layout:
        return _as_said(path, _named(layout), delimiter)
    try:
        found = _recognised(path, as_table)
    except DataFormatError:
        if not delimiter or not Path(path).is_file():
            raise
        return _as_said(path, TEXT_TABLE, delimiter)
    return replace(found, delimiter=delimiter)


def _named(name: str) -> Layout:
    known = {layout.name: layout for layout in (*KNOWN, *GENERAL)}
    if name not in known:
        raise ConfigurationError(f"There is no format “{name}”.", hint=f"Formats are {', '.join(known)}.")
    return known[name]


def _as_said(path: Path, layout: Layout, delimiter: str) -> Found:
    """Take a file for what a person says it is; of a folder or archive the files that are usually called so."""
    found, place = _opened(path)
    if found is not None:
        _check_text(found, found.head()) if layout is TEXT_TABLE else None
        return Found(layout, Path(path), (found,), place, alone=True, delimiter=delimiter)
    usual = [s for s in place.sources if any(fnmatchcase(s.name.lower(), name) for name in layout.usual_names)]
    sources = usual or sorted(_tables(place), key=lambda s: -s.size)
    if not sources:
        raise DataFormatError(f"{place.path.name} holds no file of interactions.", where=str(path), hint=_HINT)
    taken = tuple(sources) if layout.many else (sources[0],)
    return Found(layout, Path(path), taken, place, alone=False, delimiter=delimiter)


def _recognised(path: Path, as_table: bool) -> Found:
    source, place = _opened(path)
    if source is not None:
        return _file(Path(path), source, place, as_table)
    return _in_folder(Path(path), place, as_table) if Path(path).is_dir() else _in_archive(Path(path), place, as_table)


def _opened(path: Path) -> tuple[Source | None, Place]:
    """Return the file that was opened, None for a folder or an archive, and where it lies or what is in it.

    Raises:
        DataFormatError: there is nothing here, it is empty, or of a form that cannot be read.
    """
    path = Path(path)
    try:
        size = path.stat().st_size
    except (OSError, ValueError) as error:
        raise DataFormatError(
            f"There is no file or folder {path.name or path}, or it may not be looked at.",
            where=str(path),
            hint="Check the path.",
        ) from error
    if path.is_dir():
        return None, Place.folder(path, _DEPTH)
    if not path.is_file():
        raise DataFormatError(f"{path.name} is no ordinary file.", where=str(path), hint=_HINT)
    if size == 0:
        raise DataFormatError(f"{path.name} is empty (0 bytes).", where=str(path), hint="Download or copy it again.")
    source = Source(path, size=size)
    start = source.head(512)
    if (refusal := refusal_of_form(source)) is not None:
        raise refusal
    if start[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        place = Place.zip(path)
        if place.find("workbook.xml") is None:
            return None, place
    if looks_like_tar(start):
        return None, Place.tar(path)
    return source, Place.folder(path.resolve().parent)


def _in_folder(path: Path, place: Place, as_table: bool) -> Found:
    found = None if as_table else _known_in(path, place)
    if found is not None:
        return found
    archives = [s for s in place.sources if s.path.name.lower().endswith((*_ARCHIVES, ".tar.gz", ".tar.zst"))]
    if len(archives) == 1:
        return recognise(archives[0].path, as_table=as_table)
    found = _general_in(path, place, as_table)
    if found is None:
        what = "is an empty folder" if not place.sources else "is a folder without a dataset of a known layout"
        raise DataFormatError(f"{path.name or path} {what}.", where=str(path), hint=_HINT)
    return found


def _in_archive(path: Path, place: Place, as_table: bool) -> Found:
    found = None if as_table else _known_in(path, place)
    found = found or _general_in(path, place, as_table)
    if found is None:
        raise DataFormatError(
            f"{path.name} is an archive without a dataset of a known layout.",
            where=str(path),
            hint="Unpack it and open the file with the interactions.",
        )
    return found


def _file(path: Path, source: Source, place: Place, as_table: bool) -> Found:
    head = Head(source)
    for layout in TABLES if as_table else (*KNOWN, *GENERAL):
        if layout.matches(head, place):
            return Found(layout, path, (source,), place, alone=True)
    if is_keyed(head):
        raise DataFormatError(
            f"{source.label} tells about items or users by their ids; it holds no interactions.",
            where=str(path),
            hint="Open the interactions, and choose this file as that of the items.",
        )
    _check_text(source, head.data)
    raise DataFormatError(
        f"{source.label} is no table of interactions: its lines have no common delimiter.",
        where=str(path),
        hint="Give every line its user and item, separated by commas or tabs.",
    )


def _known_in(path: Path, place: Place) -> Found | None:
    """Find a known layout among many files: first by the usual names, then by content alone."""
    heads: dict[Source, Head] = {}

    def hits(layout: Layout, sources: Sequence[Source]) -> list[Source]:
        return [s for s in sources if layout.matches(heads.setdefault(s, Head(s)), place)]

    for layout in KNOWN:
        for pattern in layout.usual_names:
            usual = [s for s in place.sources if fnmatchcase(s.name.lower(), pattern)]
            if len(usual) > _LOOKED_AT and layout.many and hits(layout, usual[:1]):
                # Ten thousand files of one name are not all looked into before they are read.
                return Found(layout, path, tuple(usual), place, alone=False)
            if matching := hits(layout, usual[:_LOOKED_AT]):
                return _one(layout, path, matching, place)
    others = _tables(place)
    for layout in KNOWN:
        if matching := hits(layout, others):
            return _one(layout, path, matching, place)
    for layout in KNOWN:
        for source in place.sources:
            if layout.promise and source.name.lower() in layout.usual_names:
                _check_text(source, source.head())
                raise DataFormatError(
                    f"{source.label} is not in the layout that its name promises: {layout.promise}.",
                    where=str(path),
                    hint="Open the file itself to say how it is written.",
                )
    return None


def _one(layout: Layout, path: Path, matching: list[Source], place: Place) -> Found:
    if len(matching) > 1 and not layout.many:
        names = ", ".join(source.name for source in matching[:5])
        raise DataFormatError(
            f"{path.name} holds {len(matching)} datasets in the layout {layout.title}: {names}"
            f"{' …' if len(matching) > 5 else ''}.",
            where=str(path),
            hint="Open one of these files.",
        )
    return Found(layout, path, tuple(matching), place, alone=False)


def _general_in(path: Path, place: Place, as_table: bool) -> Found | None:
    """Find the one file that is a table of any form."""
    matching: list[tuple[Layout, Source]] = []
    for source in _tables(place):
        head = Head(source)
        layouts = TABLES if as_table else GENERAL
        layout = next((layout for layout in layouts if layout.matches(head, place)), None)
        if layout is not None:
            matching.append((layout, source))
    if not matching:
        refusals = [refusal_of_form(source) for source in place.sources[:_LOOKED_AT]]
        if (refusal := next((r for r in refusals if r is not None), None)) is not None:
            raise refusal
        return None
    if len(matching) > 1 and matching[0][0].many and all(layout is matching[0][0] for layout, _ in matching):
        return Found(matching[0][0], path, tuple(sorted((s for _, s in matching), key=lambda s: s.name)), place, False)
    if len(matching) > 1:
        names = ", ".join(source.name for _, source in matching[:5])
        raise DataFormatError(
            f"{path.name} holds several tables: {names}{' …' if len(matching) > 5 else ''}.",
            where=str(path),
            hint="Open the one with the interactions." if path.is_dir() else "Unpack it and open the interactions.",
        )
    layout, source = matching[0]
    return Found(layout, path, (source,), place, alone=False)


def _tables(place: Place) -> list[Source]:
    """Return the files that may be tables, at most 60; the largest first where there are more."""
    likely = [
        s
        for s in place.sources
        if not s.name.lower().endswith(_NEVER_TABLES)
        and not any(fnmatchcase(s.name.lower(), pattern) for pattern in _NEVER_DATA)
    ]
    return sorted(likely, key=lambda s: -s.size)[:_LOOKED_AT] if len(likely) > _LOOKED_AT else likely


def _check_text(source: Source, data: bytes) -> None:
    if not data.strip():
        nothing = ": there is no interaction in it" if data else ""
        raise DataFormatError(f"{source.label} is empty{nothing}.", where=str(source.path), hint=_HINT)
    if looks_binary(data):
        raise DataFormatError(
            f"{source.label} is not text, so it is no table of interactions.", where=str(source.path), hint=_HINT
        )
