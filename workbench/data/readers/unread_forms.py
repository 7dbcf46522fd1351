"""Forms of files that hold tables but are not read here, told by their first bytes, each with what to do instead."""

from __future__ import annotations

from workbench.data.readers.source import Source
from workbench.errors import DataFormatError

_AS_PARQUET = "Save it as Parquet or CSV with the program that wrote it."
_FORMS: tuple[tuple[bytes, int, str, str], ...] = (  # mark, where it stands, what it is, what to do
    (b"FEA1", 0, "a Feather file of the old version 1", "Save it anew: pandas.read_feather(…).to_parquet(…)."),
    (b"mimetypeapplication/vnd.oasis.opendocument.", 30, "an OpenDocument file", "Save its sheet as .xlsx or CSV."),
    (b"\x89HDF\r\n\x1a\n", 0, "an HDF5 file", _AS_PARQUET),
    (b"ORC", 0, "an ORC file", _AS_PARQUET),
    (b"Obj\x01", 0, "an Avro file", _AS_PARQUET),
    (b"\x93NUMPY", 0, "a NumPy array", "Save its rows as CSV: user, item, and what else there is."),
    (b"$FL2", 0, "an SPSS file", _AS_PARQUET),
    (b"RDX", 0, "an R data file", "Save the table as CSV in R: write.csv(…)."),
    (b"%PDF-", 0, "a PDF", "Save the table in it as CSV."),
    *(
        (b"\x80" + bytes([version]), 0, "a Python pickle, which could run programs when it is read", _AS_PARQUET)
        for version in (2, 3, 4, 5)
    ),
)


def refusal_of_form(source: Source) -> DataFormatError | None:
    """Return the error that refuses a file of a known form that is not read; None for every other."""
    start = source.head(120)
    for mark, place, what, hint in _FORMS:
        if start[place : place + len(mark)] == mark:
            return DataFormatError(f"{source.label} is {what}; it is not read.", where=str(source.path), hint=hint)
    return None
