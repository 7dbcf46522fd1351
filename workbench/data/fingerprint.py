"""The content hash of Arrow columns: equal values give equal digests, however the column is stored."""

from __future__ import annotations

import hashlib
import sys
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

_ROWS_AT_ONCE = 1_000_000


def column_digest(column: Any) -> bytes:
    """Return the SHA-256 digest of an Arrow array or chunked array by its values.

    Chunking, slicing, buffer padding, 32- or 64-bit offsets, dictionary encoding and whatever bytes lie beneath a
    null make no difference; a null differs from an empty text, and so do the boundaries between values. Works on
    whole buffers and holds the interpreter lock for no row.
    """
    chunks = column.chunks if isinstance(column, pa.ChunkedArray) else [column]
    kind = column.type
    if pa.types.is_dictionary(kind):
        chunks = [chunk.dictionary_decode() for chunk in chunks]
        kind = kind.value_type
    pieces = [chunk.slice(start, _ROWS_AT_ONCE) for chunk in chunks for start in range(0, len(chunk), _ROWS_AT_ONCE)]
    valid, body = hashlib.sha256(), hashlib.sha256()
    for piece in pieces:
        valid.update(np.asarray(piece.is_valid()).astype(np.uint8).data)
    name = str(kind)
    if _is_text(kind):
        name = "text"
        lengths = hashlib.sha256()
        for piece in pieces:
            piece_lengths, content = _text_buffers(piece)
            lengths.update(piece_lengths.data)
            body.update(content)
        body.update(lengths.digest())
    elif pa.types.is_list(kind) or pa.types.is_large_list(kind):
        name = "list"
        for piece in pieces:
            body.update(_little(np.asarray(piece.value_lengths().fill_null(0)).astype(np.int64)).data)
        body.update(column_digest(pa.chunked_array([piece.flatten() for piece in pieces], type=kind.value_type)))
    elif pa.types.is_null(kind):
        pass
    elif pa.types.is_boolean(kind) or pa.types.is_integer(kind) or pa.types.is_floating(kind):
        for piece in pieces:
            filled = piece.fill_null(False if pa.types.is_boolean(kind) else 0)
            body.update(_little(np.asarray(filled)).data)
    else:
        for piece in pieces:
            for start in range(0, len(piece), 4_096):
                body.update("\x1e".join(map(repr, piece.slice(start, 4_096).to_pylist())).encode() + b"\x1e")
    return hashlib.sha256(f"{name}\0".encode() + valid.digest() + body.digest()).digest()


def _is_text(kind: Any) -> bool:
    return bool(
        pa.types.is_string(kind)
        or pa.types.is_large_string(kind)
        or pa.types.is_binary(kind)
        or pa.types.is_large_binary(kind)
    )


def _text_buffers(piece: Any) -> tuple[npt.NDArray[np.int64], memoryview]:
    """Return the byte length of each value (nulls count 0) and the bytes of all values, one after the other."""
    if piece.null_count:
        piece = pa.concat_arrays([pc.fill_null(piece, b"" if "binary" in str(piece.type) else "")])
    width = np.dtype(np.int64 if str(piece.type).startswith("large") else np.int32)
    _, offset_buffer, data = piece.buffers()
    if len(piece) == 0 or offset_buffer is None:
        return np.zeros(len(piece), np.int64), memoryview(b"")
    offsets = np.frombuffer(offset_buffer, dtype=width)[piece.offset : piece.offset + len(piece) + 1]
    content = memoryview(b"") if data is None else memoryview(data)[int(offsets[0]) : int(offsets[-1])]
    return _little(np.diff(offsets).astype(np.int64)), content


def _little(array: npt.NDArray[Any]) -> npt.NDArray[Any]:
    if sys.byteorder == "little":
        return np.ascontiguousarray(array)
    return np.ascontiguousarray(array).astype(array.dtype.newbyteorder("<"))
