"""The layouts that are known, in the order in which they are tried."""

from __future__ import annotations

from workbench.data.readers import (
    double_colon,
    movielens_100k,
    movielens_latest,
    recbole,
    sequences,
    table_layouts,
)
from workbench.data.readers.layout import Layout

# Layouts of particular datasets: the first that matches wins, so the more particular stand first.
KNOWN: tuple[Layout, ...] = (
    movielens_100k.LAYOUT,
    double_colon.MOVIETWEETINGS,
    double_colon.MOVIELENS_1M,
    double_colon.MOVIELENS_10M,
    movielens_latest.LAYOUT,
    recbole.LAYOUT,
)

# Forms that any dataset may have.
GENERAL: tuple[Layout, ...] = (
    table_layouts.PARQUET,
    sequences.LAYOUT,
    table_layouts.TEXT_TABLE,
)
