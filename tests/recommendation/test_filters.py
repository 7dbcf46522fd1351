"""Filters keep what they say, by comparison with plain Python over every item."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from workbench.data.attribute_filter import AttributeFilter, attribute_names, attribute_passes
from workbench.data.dataset import ItemTable
from workbench.errors import ConfigurationError
from workbench.recommendation.filters import Filters, passing

ROWS: list[dict[str, Any]] = [
    {"title": "Heat", "categories": ["Crime", "Drama"], "year": 1995, "studio": "Warner", "length": "170"},
    {"title": "Fargo", "categories": ["Crime"], "year": 1996, "studio": "Gramercy", "length": "98"},
    {"title": "Up", "categories": ["Animation"], "year": 2009, "studio": None, "length": "ninety"},
    {"title": "Nameless", "categories": None, "year": None, "studio": "warner", "length": None},
]
TABLE = ItemTable(pa.table({name: [row[name] for row in ROWS] for name in ROWS[0]}))
USERS = np.array([40, 3, 0, 5])


def kept(filters: Filters) -> list[str]:
    mask = np.ones(len(ROWS), bool)
    for _, passes in passing(filters, TABLE, USERS):
        mask &= passes
    return [row["title"] for row, good in zip(ROWS, mask, strict=True) if good]


def test_categories_keep_items_that_have_any_of_them() -> None:
    assert kept(Filters(categories=("Drama", "Animation"))) == ["Heat", "Up"]
    assert kept(Filters(categories=("Western",))) == []


def test_years_are_bounds_on_either_side_and_unknown_years_do_not_pass() -> None:
    assert kept(Filters(years=(1996, None))) == ["Fargo", "Up"]
    assert kept(Filters(years=(None, 1995))) == ["Heat"]
    assert kept(Filters(years=(1995, 1996))) == ["Heat", "Fargo"]


@pytest.mark.parametrize(
    ("operator", "value", "titles"),
    [
        ("is", "WARNER", ["Heat", "Nameless"]),
        ("is not", "warner", ["Fargo", "Up"]),
        ("contains", "gram", ["Fargo"]),
    ],
)
def test_texts_are_compared_without_regard_to_capitals(operator: Any, value: str, titles: list[str]) -> None:
    assert kept(Filters(attributes=(AttributeFilter("studio", operator, value),))) == titles


def test_numbers_written_as_text_are_compared_as_numbers() -> None:
    assert kept(Filters(attributes=(AttributeFilter("length", "at least", "99"),))) == ["Heat"]
    assert kept(Filters(attributes=(AttributeFilter("length", "at most", "99"),))) == ["Fargo"]


def test_a_list_passes_where_any_entry_does() -> None:
    assert attribute_passes(TABLE.columns, AttributeFilter("categories", "is", "crime")).tolist() == [
        True,
        True,
        False,
        False,
    ]
    assert kept(Filters(attributes=(AttributeFilter("categories", "contains", "anim"),))) == ["Up"]


def test_cold_items_are_those_that_few_have_met() -> None:
    assert kept(Filters(cold=True, cold_users=5)) == ["Fargo", "Up", "Nameless"]
    assert kept(Filters(cold=True, cold_users=0)) == ["Up"]


def test_all_filters_have_to_hold_at_once() -> None:
    both = Filters(categories=("Crime",), years=(1996, None))
    assert kept(both) == ["Fargo"]
    assert both.n_active == 2
    assert Filters().n_active == 0


def test_what_cannot_be_filtered_by_is_told() -> None:
    with pytest.raises(ConfigurationError, match="no attribute “colour”"):
        kept(Filters(attributes=(AttributeFilter("colour", "is", "red"),)))
    with pytest.raises(ConfigurationError, match="“long” is not a number"):
        kept(Filters(attributes=(AttributeFilter("length", "at least", "long"),)))
    assert attribute_names(TABLE.columns) == ("title", "categories", "year", "studio", "length")
