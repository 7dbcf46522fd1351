"""Public datasets of JSON lines: Amazon Reviews, Yelp, Steam and OTTO, each told by the fields of its objects.

Formats: jmcauley.ucsd.edu/data/amazon (2014), nijianmo.github.io/amazon (2018), amazon-reviews-2023.github.io (2023);
yelp.com/dataset/documentation; cseweb.ucsd.edu/~jmcauley/datasets.html#steam_data, whose lines, like those of Amazon's
metadata of 2014, are Python literals; github.com/otto-de/recsys-dataset.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from workbench.data.readers.dataset_spec import Companion, Spec, described
from workbench.data.readers.frames import Frames
from workbench.data.readers.json_frames import Derive, JsonLines
from workbench.data.readers.layout import Head
from workbench.data.readers.rows import Columns
from workbench.data.readers.source import Place, Source

_STEPS = pa.array(["clicks", "carts", "orders"])


def _open(derive: Derive | None = None) -> Callable[[Sequence[Source]], Frames]:
    return lambda sources: JsonLines(sources[0], derive)


def _has(*names: str, without: tuple[str, ...] = ()) -> Callable[[Head, Place], bool]:
    return lambda head, _: head.has_keys(*names) and not any(head.has_keys(name) for name in without)


def _otto_weight(types: Any) -> Any:
    """Return 1 for a click, 2 for a cart and 3 for an order; other types stay, to be counted as no numbers."""
    place = pc.index_in(types, value_set=_STEPS)
    return pc.coalesce(pc.add(place, 1).cast(pa.string()), types)


_AMAZON_META = Companion(
    names=("meta_{stem}*", "meta_*"),
    what="titles, categories and texts",
    id_column=("parent_asin", "asin"),
    roles=(
        ("title", "title"),
        ("categories", "categories"),
        ("category", "categories"),
        ("description", "text"),
        ("brand", "attribute"),
        ("store", "attribute"),
        ("main_category", "attribute"),
        ("main_cat", "attribute"),
        ("price", "attribute"),
        ("average_rating", "attribute"),
    ),
    open=JsonLines,
    matches=lambda head: head.has_keys("asin", "title") or head.has_keys("parent_asin", "store"),
)


def _amazon_stem(names: tuple[str, ...]) -> Companion:
    return Companion(
        names, _AMAZON_META.what, _AMAZON_META.id_column, _AMAZON_META.roles, JsonLines, _AMAZON_META.matches
    )


_OLD_AMAZON = Columns("reviewerID", "asin", "overall", "unixReviewTime", "seconds")

AMAZON_2014 = described(
    "amazon-2014",
    "Amazon Reviews 2014",
    _has("reviewerID", "asin", "helpful"),
    Spec(_open(), _OLD_AMAZON, items=_amazon_stem(("meta_*",))),
    usual_names=("reviews_*.json",),
)
AMAZON_2018 = described(
    "amazon-2018",
    "Amazon Reviews 2018",
    _has("reviewerID", "asin", "overall"),
    Spec(_open(), _OLD_AMAZON, items=_amazon_stem(("meta_{stem}.json", "meta_*"))),
)
AMAZON_2023 = described(
    "amazon-2023",
    "Amazon Reviews 2023",
    _has("user_id", "parent_asin", "rating"),
    Spec(
        _open(),
        Columns("user_id", "parent_asin", "rating", "timestamp", "milliseconds"),
        items=_amazon_stem(("meta_{stem}.jsonl", "meta_*")),
    ),
)
YELP = described(
    "yelp",
    "Yelp",
    _has("user_id", "business_id", "stars"),
    Spec(
        _open(),
        Columns("user_id", "business_id", "stars", "date", "date"),
        items=Companion(
            names=("yelp_academic_dataset_business.json", "business.json"),
            what="names and categories",
            id_column="business_id",
            roles=(
                ("name", "title"),
                ("categories", "categories"),
                ("city", "attribute"),
                ("state", "attribute"),
                ("stars", "attribute"),
                ("review_count", "attribute"),
            ),
            open=JsonLines,
            matches=lambda head: head.has_keys("business_id", "name"),
        ),
        users=Companion(
            names=("yelp_academic_dataset_user.json", "user.json"),
            what="people",
            id_column="user_id",
            roles=(
                ("review_count", "attribute"),
                ("yelping_since", "attribute"),
                ("fans", "attribute"),
                ("average_stars", "attribute"),
            ),
            open=JsonLines,
            matches=lambda head: head.has_keys("user_id", "yelping_since"),
        ),
    ),
    usual_names=("yelp_academic_dataset_review.json", "review.json"),
    named_by="title",
)

_STEAM_GAMES = Companion(
    names=("steam_games.json",),
    what="titles, genres and prices",
    id_column="id",
    roles=(
        ("app_name", "title"),
        ("genres", "categories"),
        ("release_date", "year"),
        ("tags", "attribute"),
        ("developer", "attribute"),
        ("publisher", "attribute"),
        ("price", "attribute"),
    ),
    open=JsonLines,
    matches=lambda head: head.has_keys("app_name", "id"),
)
STEAM_REVIEWS = described(
    "steam-reviews",
    "Steam reviews",
    _has("username", "product_id"),
    Spec(_open(), Columns("username", "product_id", "hours", "date", "date"), items=_STEAM_GAMES),
    usual_names=("steam_reviews.json", "steam_new.json"),
)
STEAM_LIBRARIES = described(
    "steam-libraries",
    "Steam libraries",
    _has("user_id", "items"),
    Spec(
        _open(),
        Columns("user_id", "items[].item_id", "items[].playtime_forever"),
        items=_STEAM_GAMES,
        item_columns=(("items[].item_name", "title"),),
        notes=("Values are minutes played; there are no times: the order is that of each library.",),
    ),
    usual_names=("*users_items.json",),
)
STEAM_OPINIONS = described(
    "steam-opinions",
    "Steam reviews by user",
    _has("user_id", "reviews"),
    Spec(
        _open(),
        Columns("user_id", "reviews[].item_id", "reviews[].recommend", "reviews[].posted", "date"),
        items=_STEAM_GAMES,
        notes=("Values are 1 where the person recommends the game and 0 where not.",),
    ),
    usual_names=("*user_reviews.json",),
)
OTTO = described(
    "otto",
    "OTTO sessions",
    _has("session", "events"),
    Spec(
        _open({"events[].type": _otto_weight}),
        Columns("session", "events[].aid", "events[].type", "events[].ts", "milliseconds"),
        notes=("Each session counts as a person; values are 1 for a click, 2 for a cart and 3 for an order.",),
    ),
    usual_names=("train.jsonl", "*train*.jsonl"),
)
