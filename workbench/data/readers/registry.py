"""The layouts that are known, in the order in which they are tried."""

from __future__ import annotations

from workbench.data.readers import (
    double_colon,
    exported,
    hetrec,
    histories,
    jester,
    json_datasets,
    mind,
    movielens_100k,
    movielens_latest,
    netflix,
    recbole,
    sequences,
    spotify,
    table_layouts,
    text_datasets,
)
from workbench.data.readers.layout import Layout

# Layouts of particular datasets: the first that matches wins, so the more particular stand first.
KNOWN: tuple[Layout, ...] = (
    exported.CSV,
    exported.PARQUET,
    movielens_100k.LAYOUT,
    double_colon.MOVIETWEETINGS,
    double_colon.MOVIELENS_1M,
    double_colon.MOVIELENS_10M,
    hetrec.LASTFM,
    hetrec.MOVIELENS,
    movielens_latest.LAYOUT,
    text_datasets.BOOK_CROSSING,
    netflix.LAYOUT,
    recbole.LAYOUT,
    json_datasets.AMAZON_2014,
    json_datasets.AMAZON_2018,
    json_datasets.AMAZON_2023,
    json_datasets.YELP,
    json_datasets.STEAM_REVIEWS,
    json_datasets.STEAM_LIBRARIES,
    json_datasets.STEAM_OPINIONS,
    json_datasets.OTTO,
    spotify.LAYOUT,
    mind.LAYOUT,
    text_datasets.LASTFM_360K,
    text_datasets.STEAM_200K,
    text_datasets.JESTER_2,
    jester.LAYOUT,
    histories.LAYOUT,
)

# Forms that any dataset may have.
GENERAL: tuple[Layout, ...] = (
    table_layouts.PARQUET,
    table_layouts.FEATHER,
    table_layouts.SQLITE,
    table_layouts.WORKBOOK,
    table_layouts.JSON_LINES,
    table_layouts.JSON_DOCUMENT,
    sequences.LAYOUT,
    table_layouts.TEXT_TABLE,
)

# Those of them whose columns a person may assign.
TABLES = tuple(layout for layout in GENERAL if layout is not sequences.LAYOUT)
