"""RecBole's knowledge graph, `.kg` (head, relation, tail) and `.link` (item, entity), as attributes of items.

Format: recbole.io/docs/user_guide/data/atomic_files.html. Each of the most frequent relations becomes a list per item.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from workbench.data.attributes import Attributes
from workbench.data.readers.source import Source
from workbench.data.readers.text_frames import open_text
from workbench.errors import DataFormatError
from workbench.jobs import Progress

_MOST_RELATIONS = 12


def relations(graph: Source, link: Source, progress: Progress) -> Attributes:
    """Return what the graph says of items: a list of entities for each relation, which names the column.

    Raises:
        DataFormatError: a file has not the columns that it should.
    """
    heads, names, tails = _columns(graph, ("head_id", "relation_id", "tail_id"), progress)
    items, entities = _columns(link, ("item_id", "entity_id"), progress)
    place = pc.index_in(heads, value_set=entities)
    known = np.asarray(place.is_valid())
    of_item = np.asarray(place.drop_null(), dtype=np.int64)
    names, tails = names.filter(pa.array(known)), tails.filter(pa.array(known))
    counts = pc.value_counts(names)
    order = np.argsort(-np.asarray(counts.field("counts")), kind="stable")[:_MOST_RELATIONS]
    columns: dict[str, Any] = {}
    for relation in counts.field("values").take(pa.array(order)).to_pylist():
        rows = np.flatnonzero(np.asarray(pc.equal(names, relation)))
        rows = rows[np.argsort(of_item[rows], kind="stable")]
        lengths = np.bincount(of_item[rows], minlength=len(items))
        offsets = np.concatenate(([0], np.cumsum(lengths))).astype(np.int32)
        columns[str(relation)] = pa.ListArray.from_arrays(pa.array(offsets), tails.take(pa.array(rows)))
        progress.check()
    return Attributes(items, pa.table(columns))


def _columns(source: Source, wanted: tuple[str, ...], progress: Progress) -> list[Any]:
    frames = open_text(source, "\t")
    found = {name.split(":")[0]: name for name in frames.columns}
    if not set(wanted) <= set(found):
        raise DataFormatError(
            f"{source.label} has not the columns {', '.join(wanted)}.",
            where="line 1",
            hint="Correct its header, or move the file away to import without it.",
        )
    names = [found[name] for name in wanted]
    blocks = list(frames.blocks(names, progress))
    return [pa.concat_arrays([b.columns[n] for b in blocks]) if blocks else pa.array([], pa.string()) for n in names]
