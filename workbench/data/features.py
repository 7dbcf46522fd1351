"""Which attributes tell something about the interactions, which are constant, and which repeat another.

For an attribute A of items, the question is whether people keep to certain values of it: the mutual information
between the user U and the value A of an interaction drawn at random,

    I(U; A) = Σ p(u, a) · log2( p(u, a) / (p(u) · p(a)) )   in bits,

and for an attribute of users the same between the item and the value. Counted on finitely many interactions this is
too large, even for an attribute drawn by lot. So the values are shuffled among the items (or users) that have one, 19
times, which keeps every history and every popularity as they are, and the mean over the shuffles is subtracted. An
attribute is said to tell something if it exceeds all 19: a permutation test at 5 % (Good, Permutation Tests, 2000).
An item with k categories counts 1/k for each. Numbers of more than 20 values are cut into 10 quantiles.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from workbench.data.dataset import Dataset
from workbench.data.interactions import Int64
from workbench.jobs import Progress

PERMUTATIONS = 19
MOST_INTERACTIONS = 200_000
_MOST_LEVELS = 20
_QUANTILES = 10
_NO_CONTENT = ("image", "audio")

Status = Literal["informative", "uninformative", "constant", "identifier", "duplicate", "empty"]


@dataclass(frozen=True)
class AttributeReport:
    """One attribute, and what it tells.

    Attributes:
        of, name: `items` or `users`, and the column.
        status: `informative` or `uninformative` by the permutation test; `constant` (one value), `identifier` (more
            values than half of those who have one: it names them), `duplicate` (one to one with `duplicate_of`),
            or `empty`. The last four are not measured.
        duplicate_of: the earlier column that says the same, or None.
        levels: different values; for numbers before they are cut.
        missing: share of the items or users without a value, 0 … 1.
        bits: mutual information as counted; `chance_bits` its mean over the shuffles.
        told_bits: bits − chance_bits, not under 0: how much the attribute tells. Reports are ranked by it.
        told_share: told_bits as a share of the entropy of the attribute's values, 0 … 1.
    """

    of: Literal["items", "users"]
    name: str
    status: Status
    duplicate_of: str | None
    levels: int
    missing: float
    bits: float = 0.0
    chance_bits: float = 0.0
    told_bits: float = 0.0
    told_share: float = 0.0


@dataclass(frozen=True)
class FeatureReport:
    """All attributes, those that tell most first.

    Attributes:
        attributes: ranked.
        n_interactions: how many were counted; all of them up to 200,000, otherwise those of people drawn at random.
        n_permutations: shuffles an attribute.
        definition: what the numbers mean, in one sentence.
    """

    attributes: tuple[AttributeReport, ...]
    n_interactions: int
    n_permutations: int
    definition: str


@dataclass(frozen=True)
class _Levels:
    """The values of an attribute as ragged codes: entity e has `codes[offsets[e]:offsets[e + 1]]`."""

    codes: Int64
    offsets: Int64
    n_levels: int


def feature_report(dataset: Dataset, *, seed: int = 0, progress: Progress) -> FeatureReport:
    """Measure every attribute of items and users.

    Args:
        dataset: its interactions and tables.
        seed: draws people and shuffles.
        progress: reported after every attribute, checked after every shuffle.
    """
    draw = np.random.default_rng(seed)
    user, item = _interactions(dataset, draw)
    tables: tuple[tuple[Literal["items", "users"], Any], ...] = (
        ("items", dataset.item_table.columns),
        ("users", dataset.user_table),
    )
    wanted = [(of, table, name) for of, table in tables if table is not None for name in table.column_names]
    wanted = [(of, table, name) for of, table, name in wanted if name not in _NO_CONTENT]
    found: list[AttributeReport] = []
    seen: dict[str, dict[str, Any]] = {"items": {}, "users": {}}
    for place, (of, table, name) in enumerate(wanted):
        progress.report(place / max(1, len(wanted)), name)
        column = table[name].combine_chunks()
        report = _described(of, name, column, seen[of])
        if report.status == "uninformative":
            levels = _levels(column, report.levels)
            near, far = (item, user) if of == "items" else (user, item)
            report = _measured(report, levels, near, far, draw, progress)
        found.append(report)
    progress.report(1.0)
    found.sort(key=lambda report: (-report.told_bits, report.status, report.of, report.name))
    return FeatureReport(
        attributes=tuple(found),
        n_interactions=len(user),
        n_permutations=PERMUTATIONS,
        definition="Mutual information in bits between the person (for items' attributes; the item for people's) and "
        f"the value in an interaction, less its mean over {PERMUTATIONS} shuffles of the values.",
    )


def mutual_information(
    left: npt.NDArray[Any], right: npt.NDArray[Any], n_right: int, weight: npt.NDArray[np.float64] | None = None
) -> tuple[float, float]:
    """Return the mutual information of two discrete variables as counted, and the entropy of `right`, in bits.

    Args:
        left, right: integer codes from 0 [n].
        n_right: codes of `right` are under it.
        weight: float64 [n], how much each pair counts; None for 1.
    """
    if len(left) == 0:
        return 0.0, 0.0
    keys = left.astype(np.int64) * n_right + right
    weights = np.ones(len(keys)) if weight is None else weight
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    starts = np.flatnonzero(np.diff(ordered, prepend=-1))
    joint = np.add.reduceat(weights[order], starts)
    of_left, of_right = np.bincount(left, weights=weights), np.bincount(right, weights=weights, minlength=n_right)
    entropy = _entropy(of_right)
    return max(0.0, _entropy(of_left) + entropy - _entropy(joint)), entropy


def _entropy(counts: npt.NDArray[Any]) -> float:
    positive = counts[counts > 0]
    share = positive / positive.sum()
    return float(-(share * np.log2(share)).sum())


def _interactions(dataset: Dataset, draw: np.random.Generator) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """Return user and item codes of all interactions, or of whole histories drawn until there are enough."""
    parts = dataset.interactions
    if len(parts) <= MOST_INTERACTIONS:
        return parts.user, parts.item
    people = draw.permutation(parts.n_users)
    lengths = np.diff(parts.offsets)[people]
    chosen = np.sort(people[: max(1, int(np.searchsorted(np.cumsum(lengths), MOST_INTERACTIONS, side="right")))])
    histories = parts.histories(chosen)
    return chosen[histories.rows], histories.item


def _described(of: Literal["items", "users"], name: str, column: Any, seen: dict[str, Any]) -> AttributeReport:
    """Say what kind of attribute a column is; `uninformative` stands for one that is to be measured."""
    texts = _texts(column)
    codes = texts.dictionary_encode()
    known = int(len(texts) - texts.null_count)
    levels = len(codes.dictionary)
    missing = 1.0 - known / max(1, len(texts))
    status: Status = "uninformative"
    duplicate_of = None
    number = pa.types.is_integer(column.type) or pa.types.is_floating(column.type)
    if known == 0:
        status = "empty"
    elif levels == 1:
        status = "constant"
    else:
        duplicate_of = next((other for other, earlier in seen.items() if _one_to_one(codes, earlier)), None)
        if duplicate_of is not None:
            status = "duplicate"
        elif levels > _MOST_LEVELS and levels > known / 2 and not number and not _is_list(column.type):
            status = "identifier"
        seen[name] = codes
    if _is_list(column.type):
        levels = len(pc.unique(column.flatten().drop_null()))
    return AttributeReport(of, name, status, duplicate_of, levels, missing)


def _one_to_one(codes: Any, other: Any) -> bool:
    """Whether two dictionary-encoded columns are known for the same rows and only rename each other's values."""
    if len(codes.dictionary) != len(other.dictionary) or codes.null_count != other.null_count:
        return False
    known = np.asarray(codes.is_valid())
    if not np.array_equal(known, np.asarray(other.is_valid())):
        return False
    left = np.asarray(codes.indices.drop_null(), dtype=np.int64)
    right = np.asarray(other.indices.drop_null(), dtype=np.int64)
    if 2 * len(codes.dictionary) > len(left) and len(left) > 2 * _MOST_LEVELS:
        # Nearly every row has its own value: any two such columns rename each other; only the very values count.
        return bool(np.array_equal(left, right)) and bool(codes.dictionary.equals(other.dictionary))
    return len(np.unique(left * len(other.dictionary) + right)) == len(codes.dictionary)


def _measured(
    report: AttributeReport,
    levels: _Levels,
    near: npt.NDArray[Any],
    far: npt.NDArray[Any],
    draw: np.random.Generator,
    progress: Progress,
) -> AttributeReport:
    """Measure an attribute of `near` (items, say) against `far` (users)."""
    lengths = np.diff(levels.offsets)
    near, far = near[lengths[near] > 0], far[lengths[near] > 0]
    met = np.unique(near)
    if len(met) == 0:
        return report
    bits, entropy = _information(levels, near, far)
    shuffled = []
    owner = np.arange(len(lengths))
    for _ in range(PERMUTATIONS):
        progress.check()
        owner[met] = draw.permutation(met)
        shuffled.append(_information(levels, owner[near], far)[0])
    chance = float(np.mean(shuffled))
    told = max(0.0, bits - chance)
    return replace(
        report,
        status="informative" if bits > max(shuffled) else "uninformative",
        bits=bits,
        chance_bits=chance,
        told_bits=told,
        told_share=told / entropy if entropy > 0 else 0.0,
    )


def _information(levels: _Levels, near: npt.NDArray[Any], far: npt.NDArray[Any]) -> tuple[float, float]:
    lengths = np.diff(levels.offsets)[near]
    if bool((lengths == 1).all()):
        return mutual_information(far, levels.codes[levels.offsets[near]], levels.n_levels)
    ends = np.cumsum(lengths)
    rows = np.arange(int(ends[-1])) + np.repeat(levels.offsets[near] - (ends - lengths), lengths)
    weight = np.repeat(1.0 / lengths, lengths)
    return mutual_information(np.repeat(far, lengths), levels.codes[rows], levels.n_levels, weight)


def _levels(column: Any, n_values: int) -> _Levels:
    kind = column.type
    if _is_list(kind):
        owners = np.asarray(pc.list_parent_indices(column))
        encoded = column.flatten().dictionary_encode()
        known = np.asarray(encoded.is_valid())
        counts = np.bincount(owners[known], minlength=len(column))
        codes = np.asarray(encoded.indices.drop_null(), dtype=np.int64)
        return _Levels(codes, np.concatenate(([0], np.cumsum(counts))).astype(np.int64), len(encoded.dictionary))
    if (pa.types.is_integer(kind) or pa.types.is_floating(kind)) and n_values > _MOST_LEVELS:
        numbers = np.asarray(column.cast(pa.float64()).fill_null(float("nan")))
        known = ~np.isnan(numbers)
        edges = np.unique(np.quantile(numbers[known], np.arange(1, _QUANTILES) / _QUANTILES))
        codes = np.searchsorted(edges, numbers[known], side="right").astype(np.int64)
        size = len(edges) + 1
    else:
        encoded = _texts(column).dictionary_encode()
        known = np.asarray(encoded.is_valid())
        codes, size = np.asarray(encoded.indices.drop_null(), dtype=np.int64), len(encoded.dictionary)
    return _Levels(codes, np.concatenate(([0], np.cumsum(known))).astype(np.int64), size)


def _texts(column: Any) -> Any:
    """Return values as texts; empty texts, empty lists and NaN are unknown."""
    kind = column.type
    if _is_list(kind):
        joined = pc.binary_join(column.cast(pa.list_(pa.string())), "\x1f")
        return pc.if_else(pc.equal(joined, ""), None, joined)
    if pa.types.is_floating(kind):
        column = pc.if_else(pc.is_nan(column), None, column)
    texts = column.cast(pa.string())
    return pc.if_else(pc.equal(texts, ""), None, texts)


def _is_list(kind: Any) -> bool:
    return bool(pa.types.is_list(kind) or pa.types.is_large_list(kind))
