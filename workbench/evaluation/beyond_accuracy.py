"""Metrics of what is recommended, beside whether it hits: breadth, novelty, diversity, surprise, calibration.

Notation: case `u` has the history `H_u` and the list `i_1 … i_k`; `x_i` is the number of lists that hold item `i`
(its exposure), `I` the catalogue, `n` the number of lists. Lists are int32 [n, k], best first, −1 where one is shorter.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from workbench.data.interactions import Float32, Histories, Int64
from workbench.evaluation.metrics import PADDING, Bool, Float64, ratio

# Steck's α: how much of the history's distribution is mixed into the list's, so that the divergence stays finite.
SMOOTHING = 0.01
# Pairs that one step looks at together: some 10 ms of work, and memory stays at some 30 MB.
_PAIRS_PER_STEP = 500_000


# ---- of all lists together: from the exposure


def exposure(items: npt.NDArray[Any], n_items: int) -> Int64:
    """Return int64 [n_items], how many of the lists `items` [n, k] hold each item."""
    return np.bincount(items[items != PADDING], minlength=n_items).astype(np.int64)


def catalogue_coverage(exposed: Int64) -> float:
    """`coverage@k = |∪_u {i_1 … i_k}| / |I|` from `exposure` (Ge, Delgado-Battenfeld & Jannach, RecSys 2010, eq. 1)."""
    return float(np.count_nonzero(exposed) / max(1, len(exposed)))


def gini(exposed: Int64) -> float:
    """Gini index of the exposure over the whole catalogue, items never shown included.

    `G = Σ_j (2j − n − 1)·x_(j) / (n · Σ x)` with the exposures in ascending order: 0 where every item is shown equally
    often, `1 − 1/n` where only one is (Castells, Hurley & Vargas, Recommender Systems Handbook, 2022, section 4). 0
    where nothing was recommended.
    """
    total = float(exposed.sum())
    n = len(exposed)
    if total == 0.0:
        return 0.0
    return float(np.sort(exposed) @ (2.0 * np.arange(1, n + 1) - n - 1.0) / (n * total))


def shannon_entropy(exposed: Int64) -> float:
    """`H = −Σ_i p_i · log2 p_i` in bits, `p_i = x_i / Σ x`: how even exposure is (Shannon, 1948).

    0 where one item is all that is shown, `log2 |I|` where all are shown equally often (Castells et al., 2022,
    section 4). 0 where nothing was recommended.
    """
    shown = exposed[exposed > 0] / max(1.0, float(exposed.sum()))
    return float(-(shown * np.log2(shown)).sum()) if len(shown) else 0.0


def personalisation(exposed: Int64, n_lists: int, k: int) -> float:
    """Mean distance between two people's lists: `1 − mean over pairs u < v of |L_u ∩ L_v| / k`.

    This is the inter-user diversity of Zhou et al. (PNAS 107, 2010, eq. 2). An item in `x` lists is shared by
    `x·(x − 1)/2` pairs, so the mean over all pairs is exact without looking at any pair. NaN for fewer than two lists.

    Args:
        exposed: int64 [n_items] of the first `k` places.
        n_lists: how many lists there are.
        k: the cut-off.
    """
    if n_lists < 2:
        return float("nan")
    counts = exposed.astype(np.float64)
    return float(1.0 - (counts * (counts - 1.0)).sum() / (n_lists * (n_lists - 1.0)) / k)


def exposure_half_widths(items: npt.NDArray[Any], exposed: Int64, k: int) -> dict[str, float]:
    """Return half the widths of 95 % intervals of coverage, gini, entropy and personalisation, over people.

    These are no means over cases. `1.96 · σ` comes from how each figure moves when one person's list is left out
    (coverage: the jackknife) or weighs a little less (the others: the infinitesimal jackknife, which is what the
    bootstrap's standard error tends to with ever more resamples; Efron & Tibshirani, An Introduction to the
    Bootstrap, 1993, chapters 11 and 21). Nothing is drawn.

    Args:
        items: int32 [n, k], lists of length `k`.
        exposed: int64 [n_items], their exposure.
        k: the cut-off.
    """
    n, n_items = len(items), len(exposed)
    total = float(exposed.sum())
    if n < 2 or total == 0.0:
        return {}
    counts = exposed.astype(np.float64)
    places = np.empty(n_items)
    places[np.argsort(exposed, kind="stable")] = np.arange(1, n_items + 1)
    # Equal exposures share their mean place: any order among them gives the same index.
    _, group, sizes = np.unique(exposed, return_inverse=True, return_counts=True)
    places = (np.bincount(group, places) / sizes)[group]
    share = counts / total
    moves = {
        "coverage": (exposed == 1) / n_items,
        "gini": (2.0 * places - n_items - 1.0) / (n_items * total) - gini(exposed) / total,
        "entropy": -(np.log2(np.where(share > 0, share, 1.0)) + shannon_entropy(exposed)) / total,
        "personalisation": -2.0 * counts / (n * (n - 1.0) * k),
    }
    return {name: 1.96 * float(np.sqrt(n * np.var(_list_sums(items, move)))) for name, move in moves.items()}


def _list_sums(items: npt.NDArray[Any], of_item: Float64) -> Float64:
    return np.asarray(np.where(items != PADDING, of_item[items], 0.0).sum(axis=1), np.float64)


# ---- of each list: float64 [n, n_cutoffs]


def self_information(users_of_item: Int64, n_users: int) -> Float64:
    """Return float64 [n_items], `−log2(|U_i| / |U|)` in bits: how surprising it is that a user has met the item.

    Args:
        users_of_item: int64 [n_items] from `users_per_item` of the training part.
        n_users: training users; an item that none of them met counts as met by one, so that it stays finite
            (Zhou et al., PNAS 107, 2010, eq. 3).
    """
    return -np.log2(np.maximum(users_of_item, 1) / float(max(1, n_users)))


def list_means(items: npt.NDArray[Any], of_item: npt.NDArray[Any], cutoffs: tuple[int, ...]) -> Float64:
    """Return float64 [n, n_cutoffs]: the mean of a property of items over each list's first `k` items.

    With `self_information` this is novelty (Zhou et al., 2010; Castells et al., 2022, section 3.1), with the share of
    users who met an item it is mean popularity. NaN for a list that is empty: it has no mean.

    Args:
        items: int32 [n, k], −1 where a list is shorter.
        of_item: float64 [n_items].
        cutoffs: cut-offs, each at most `k` or cut there.
    """
    real = items != PADDING
    return _means_at(np.where(real, of_item[items], 0.0), real, cutoffs)


def _means_at(values: Float64, real: Bool, cutoffs: tuple[int, ...]) -> Float64:
    places = np.minimum(np.asarray(cutoffs), real.shape[1]) - 1
    sums, counts = np.cumsum(values, axis=1)[:, places], np.cumsum(real, axis=1)[:, places]
    return ratio(sums, counts, otherwise=np.nan)


def category_bits(codes: npt.NDArray[Any], offsets: npt.NDArray[Any], n_categories: int) -> npt.NDArray[np.uint64]:
    """Pack each item's set of categories into uint64 [n_items, ⌈n_categories / 64⌉], one bit a category.

    Args:
        codes: int32 [n], categories item by item.
        offsets: int64 [n_items + 1].
        n_categories: number of categories.
    """
    n_items = len(offsets) - 1
    bits = np.zeros((n_items, max(1, -(-n_categories // 64))), np.uint64)
    rows = np.repeat(np.arange(n_items), np.diff(offsets))
    np.bitwise_or.at(bits, (rows, codes // 64), np.uint64(1) << (codes % 64).astype(np.uint64))
    return bits


def intra_list_diversity(items: npt.NDArray[Any], bits: npt.NDArray[np.uint64], cutoffs: tuple[int, ...]) -> Float64:
    """Return float64 [n, n_cutoffs]: the mean Jaccard distance of the categories over all pairs of a list's items.

    `ILD@k = mean over pairs a < b of 1 − |C_a ∩ C_b| / |C_a ∪ C_b|` (Ziegler et al., WWW 2005, eq. 5, as a distance).
    Pairs with an item that has no categories are left out, since nothing is known of their distance; a list without
    any pair left has no diversity (NaN) and does not count in the mean.

    Args:
        items: int32 [n, k], −1 where a list is shorter.
        bits: uint64 [n_items, words] from `category_bits`.
        cutoffs: cut-offs, each at most `k` or cut there.
    """
    known = np.bitwise_count(bits).sum(axis=1) > 0

    def distances(block: npt.NDArray[Any], first: Int64, second: Int64) -> Float64:
        both = either = np.zeros((len(block), len(first)), np.uint16)
        for word in bits.T:  # a word at a time keeps the arrays small
            one, other = word[block[:, first]], word[block[:, second]]
            both = both + np.bitwise_count(one & other)
            either = either + np.bitwise_count(one | other)
        return 1.0 - both / np.maximum(either, 1)

    return _pair_means(items, known, distances, cutoffs)


def content_diversity(items: npt.NDArray[Any], vectors: Float32, present: Bool, cutoffs: tuple[int, ...]) -> Float64:
    """Return float64 [n, n_cutoffs]: the mean cosine distance `1 − cos(v_a, v_b)` over all pairs of a list's items.

    As `intra_list_diversity`, with vectors of content instead of categories (Castells et al., 2022, section 3.2);
    pairs with an item that has no vector are left out.

    Args:
        items: int32 [n, k], −1 where a list is shorter.
        vectors: float32 [n_items, width], of any length.
        present: bool [n_items], which items have a vector.
        cutoffs: cut-offs, each at most `k` or cut there.
    """
    norms = np.linalg.norm(vectors, axis=1)
    known = present & (norms > 0)

    def distances(block: npt.NDArray[Any], first: Int64, second: Int64) -> Float64:
        of_list = vectors[block] / np.where(norms > 0, norms, 1.0)[block][:, :, None]
        return np.asarray(1.0 - (of_list @ of_list.transpose(0, 2, 1))[:, first, second], np.float64)

    return _pair_means(items, known, distances, cutoffs)


def _pair_means(items: npt.NDArray[Any], known: Bool, distances: Any, cutoffs: tuple[int, ...]) -> Float64:
    """Return the mean of a distance over the pairs of known items within each cut-off; NaN where there are none."""
    n, width = items.shape
    # Pairs in the order of their second item: those within a cut-off then come first.
    second, first = np.tril_indices(width, -1)
    ends = np.array([min(k, width) * (min(k, width) - 1) // 2 for k in cutoffs])
    found = np.full((n, len(cutoffs)), np.nan)
    step = max(1, _PAIRS_PER_STEP // max(1, len(first)))
    for start in range(0, n, step):
        block = items[start : start + step]
        listed = known[block] & (block != PADDING)
        pair = listed[:, first] & listed[:, second]
        apart = np.where(pair, distances(block, first, second), 0.0)
        for column, end in enumerate(ends):
            found[start : start + step, column] = ratio(
                apart[:, :end].sum(axis=1), pair[:, :end].sum(axis=1), otherwise=np.nan
            )
    return found


def met_places(histories: Histories, place_of: Int64) -> tuple[Int64, Int64]:
    """Return the distinct items of each history as rows int64 [m] and ascending places int64 [m] in an order of items.

    Args:
        histories: any number of them.
        place_of: int64 [n_items], each item's place in the order, 0 the first.
    """
    keys = histories.rows * len(place_of) + place_of[histories.item]
    if len(histories) * len(place_of) < 2**31:
        keys = keys.astype(np.int32)  # sorted twice as fast
    keys.sort()
    rows, places = np.divmod(keys[np.diff(keys, prepend=-1) > 0], len(place_of))
    return rows.astype(np.int64), places.astype(np.int64)


def expected_before(rows: Int64, places: Int64, n: int, cutoffs: tuple[int, ...]) -> Int64:
    """Return int64 [n, n_cutoffs], the place in an order of items below which an item is in each case's own top `k`.

    The top `k` leaves out what the history holds: the place is that of the `k`-th item that does not stand in it, plus
    one. With `s_0 < s_1 < …` the places of the history's items, `s_j − j` others stand before `s_j`, so that the
    `k`-th has place `k − 1 + |{j: s_j − j < k}|`.

    Args:
        rows, places: from `met_places`.
        n: number of cases.
        cutoffs: cut-offs.
    """
    starts = np.searchsorted(rows, np.arange(n))
    before = places - (np.arange(len(rows)) - starts[rows])
    return np.stack([k + np.bincount(rows[before < k], minlength=n) for k in cutoffs], axis=1)


def unexpectedness(items: npt.NDArray[Any], place_of: Int64, expected: Int64, cutoffs: tuple[int, ...]) -> Float64:
    """Return float64 [n, n_cutoffs], the share of a list that the most popular items would not have shown.

    `unexpectedness@k = |{i_1 … i_k} \\ PM_k| / |{i_1 … i_k}|`, with the primitive model PM: the `k` most popular items
    that the person has not met (Ge, Delgado-Battenfeld & Jannach, RecSys 2010, section 3.2). NaN for an empty list.

    Args:
        items: int32 [n, k], without anything that the history holds, −1 where a list is shorter.
        place_of: int64 [n_items], each item's place by popularity.
        expected: int64 [n, n_cutoffs] from `expected_before`.
        cutoffs: cut-offs.
    """
    real = items != PADDING
    columns = [
        _means_at(real & (place_of[items] >= expected[:, [column]]), real, (k,)) for column, k in enumerate(cutoffs)
    ]
    return np.concatenate(columns, axis=1)


def serendipity(
    items: npt.NDArray[Any], hits: Bool, place_of: Int64, expected: Int64, cutoffs: tuple[int, ...]
) -> Float64:
    """Return float64 [n, n_cutoffs]: `serendipity@k = Σ_{r≤k} rel_r · [i_r ∉ PM_k] / k`.

    The share of the list that is right and not to be expected, with PM as for `unexpectedness` (Ge, Delgado-Battenfeld
    & Jannach, RecSys 2010, eq. 4).

    Args:
        hits: bool [n, k] from `hit_matrix`; the rest as for `unexpectedness`.
    """
    places = place_of[items]
    columns = [
        (hits[:, :k] & (places[:, :k] >= expected[:, [column]])).sum(axis=1) / k for column, k in enumerate(cutoffs)
    ]
    return np.stack(columns, axis=1)


def category_shares(codes: npt.NDArray[Any], offsets: npt.NDArray[Any], n_categories: int) -> sparse.csr_array:
    """Return float64 CSR [n_items, n_categories], `p(g|i)`: an item's weight in equal parts on its categories."""
    lengths = np.diff(offsets)
    weights = np.repeat(1.0 / np.maximum(lengths, 1), lengths)
    return sparse.csr_array((weights, codes, offsets), shape=(len(lengths), n_categories))


def calibration(
    items: npt.NDArray[Any], histories: Histories, shares: sparse.csr_array, cutoffs: tuple[int, ...]
) -> Float64:
    """Return float64 [n, n_cutoffs], how far a list's categories are from the history's, in nats; 0 is calibrated.

    `C = KL(p ‖ q̃) = Σ_g p(g|u) · ln(p(g|u) / q̃(g|u))`, `q̃ = (1 − α)·q + α·p`, `α = 0.01`, with
    `p(g|u) = Σ_{i∈H_u} p(g|i) / Σ_g Σ_{i∈H_u} p(g|i)` and `q` the same over the list (Steck, Calibrated
    Recommendations, RecSys 2018, eq. 2, 3 and 6, all items weighing alike). NaN where the history or the list has no
    item with categories.

    Args:
        items: int32 [n, k], −1 where a list is shorter.
        histories: the n histories.
        shares: from `category_shares`.
        cutoffs: cut-offs.
    """
    n = len(items)
    liked = _category_sums(histories.item, histories.offsets, shares)
    total = liked.sum(axis=1, keepdims=True)
    wanted = ratio(liked, total)
    logs = np.log(np.where(wanted > 0, wanted, 1.0))
    found = np.full((n, len(cutoffs)), np.nan)
    for column, k in enumerate(cutoffs):
        top = items[:, :k]
        real = top != PADDING
        offsets = np.concatenate(([0], np.cumsum(real.sum(axis=1))))
        shown = _category_sums(top[real], offsets, shares)
        of_list = shown.sum(axis=1, keepdims=True)
        mixed = (1.0 - SMOOTHING) * ratio(shown, of_list) + SMOOTHING * wanted
        terms = wanted * (logs - np.log(np.where(mixed > 0, mixed, 1.0)))
        known = (total[:, 0] > 0) & (of_list[:, 0] > 0)
        # Rounding may leave a divergence of exactly alike distributions a hair below 0.
        found[known, column] = np.maximum(terms[known].sum(axis=1), 0.0)
    return found


def _category_sums(item: npt.NDArray[Any], offsets: npt.NDArray[Any], shares: sparse.csr_array) -> Float64:
    chosen = sparse.csr_array((np.ones(len(item)), item, offsets), shape=(len(offsets) - 1, shares.shape[0]))
    return np.asarray((chosen @ shares).toarray(), np.float64)


def repeat_rate(items: npt.NDArray[Any], histories: Histories, n_items: int, cutoffs: tuple[int, ...]) -> Float64:
    """Return float64 [n, n_cutoffs], `|{i_1 … i_k} ∩ H_u| / |{i_1 … i_k}|`: how much of a list the person knows.

    (Anderson et al., The Dynamics of Repeat Consumption, WWW 2014.) Always 0 where seen items are left out, so it is
    measured only where they are kept. NaN for an empty list.
    """
    met = np.unique(histories.rows * n_items + histories.item)
    real = items != PADDING
    wanted = np.arange(len(items), dtype=np.int64)[:, None] * n_items + items
    return _means_at((np.isin(wanted, met) & real).astype(np.float64), real, cutoffs)
