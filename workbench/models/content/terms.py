"""The terms of items: words and categories as sparse counts, weighed by TF-IDF or BM25."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import torch
from pydantic import Field
from scipy import sparse

from workbench.data.content import item_texts
from workbench.data.dataset import ItemTable
from workbench.data.interactions import Float32
from workbench.errors import ConfigurationError
from workbench.jobs import Progress
from workbench.models.sums import summed_rows

# The usual constants of BM25: how soon a term saturates, and how far long texts are held back.
BM25_K1, BM25_B = 1.2, 0.75
# Texts that are cut into terms between two checks.
ITEMS_PER_BLOCK = 2_000
# Signs that are written without spaces between words; the last two lengthen and repeat others.
_IDEOGRAM = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}ー々]"
_BREAK = "|"
# Rounds of the search for the directions that vectors are reduced to, and directions searched beyond those kept.
_ROUNDS, _OVERSAMPLING = 4, 10

ContentUse = Annotated[
    Literal["both", "categories", "text"],
    Field(
        title="Content",
        description="What of the items is compared: their categories, the words of their title, text and other "
        "describing columns, or both.",
        json_schema_extra={"choices": {"both": "Categories and words", "categories": "Categories", "text": "Words"}},
    ),
]
TermWeighting = Annotated[
    Literal["tfidf", "bm25"],
    Field(
        title="Weighting",
        description="How much a term says: rare ones say more; BM25 also holds long texts and repeated words back.",
        json_schema_extra={"choices": {"tfidf": "TF-IDF", "bm25": "BM25"}},
    ),
]
CategoryShare = Annotated[
    float,
    Field(
        ge=0.0,
        le=1.0,
        title="Share of categories",
        description="How much categories count beside words where an item has both; 1 leaves the words out.",
    ),
]


@dataclass(frozen=True)
class Terms:
    """Which terms items hold.

    Attributes:
        counts: float64 [n_items, n_terms], how often each item holds each term.
        names: the terms, in the order of the columns.
    """

    counts: sparse.csr_array
    names: tuple[str, ...]


def words(texts: pa.Array, progress: Progress | None = None) -> Terms:
    """Cut texts into terms: words in small letters, and overlapping pairs of signs where words are written together.

    Texts are normalised (Unicode NFKC) and lowered. Runs of Chinese, Japanese and Korean signs become bigrams:
    推荐系统 gives 推荐, 荐系 and 系统. That needs no dictionary and finds words of two signs exactly (Nie, Gao, Zhang &
    Zhou, On the Use of Words and N-grams for Chinese Information Retrieval, IRAL 2000). A sign alone is a term of its
    own. Everything else is cut where there is neither letter, mark nor digit.

    Args:
        texts: strings, null where there is none.
        progress: checked after every `ITEMS_PER_BLOCK` texts.
    """
    blocks = []
    for start in range(0, len(texts), ITEMS_PER_BLOCK):
        if progress is not None:
            progress.check()
        block = pc.fill_null(texts.slice(start, ITEMS_PER_BLOCK).cast(pa.large_string()), "")
        block = pc.utf8_lower(pc.utf8_normalize(block, form="NFKC"))
        block = pc.replace_substring_regex(block, r"[^\p{L}\p{M}\p{N}]+", f" {_BREAK} ")
        block = pc.replace_substring_regex(block, f"({_IDEOGRAM})", r" \1 ")
        blocks.append(pc.utf8_split_whitespace(pc.utf8_trim_whitespace(block)))
    if not blocks:
        return Terms(sparse.csr_array((len(texts), 0)), ())
    lists = pa.chunked_array(blocks)
    text = np.repeat(np.arange(len(texts)), pc.list_value_length(lists).to_numpy())
    encoded = pa.chunked_array([block.flatten() for block in blocks]).combine_chunks().dictionary_encode()
    known, token = encoded.dictionary, encoded.indices.to_numpy().astype(np.int64)
    sign = pc.match_substring_regex(known, f"^{_IDEOGRAM}$").to_numpy(zero_copy_only=False)[token]
    empty = pc.or_(pc.equal(known, _BREAK), pc.equal(known, "")).to_numpy(zero_copy_only=False)[token]

    paired = sign[:-1] & sign[1:] & (text[:-1] == text[1:])  # with the next
    alone = ~empty & ~(np.append(paired, False) | np.append(False, paired))
    pairs, pair = np.unique(token[:-1][paired] * len(known) + token[1:][paired], return_inverse=True)
    singles, single = np.unique(token[alone], return_inverse=True)
    first, second = np.divmod(pairs, max(1, len(known)))
    names = known.take(pa.array(singles)).to_pylist()
    nothing = pa.scalar("", pa.large_string())
    names += pc.binary_join_element_wise(known.take(pa.array(first)), known.take(pa.array(second)), nothing).to_pylist()
    row = np.concatenate((text[alone], text[:-1][paired]))
    column = np.concatenate((single, len(singles) + pair))
    counts = sparse.coo_array((np.ones(len(row)), (row, column)), shape=(len(texts), len(names))).tocsr()
    return Terms(sparse.csr_array(counts), tuple(names))


def categories(table: ItemTable) -> Terms:
    """Return the categories of items as terms; one that an item names twice counts once."""
    codes, offsets, names = table.category_matrix
    counts = sparse.csr_array((np.ones(len(codes)), codes, offsets), shape=(len(table), len(names)))
    counts.sum_duplicates()
    counts.data[:] = 1.0
    return Terms(counts, tuple(names))


def weighed(counts: sparse.csr_array, weighting: Literal["tfidf", "bm25"]) -> sparse.csr_array:
    """Weigh counts of terms and scale each row to length 1; a term that one item alone holds compares nothing.

    With `f` the count of a term in an item, `n` the items that hold it, `N` all items that hold any, `l` an item's
    terms and `l̄` their mean:

    - TF-IDF: `(1 + ln f) · ln(1 + N / n)` (Spärck Jones, Journal of Documentation 28, 1972; smoothed).
    - BM25: `ln(1 + (N − n + ½) / (n + ½)) · f · (k₁ + 1) / (f + k₁ · (1 − b + b · l / l̄))` (Robertson & Zaragoza, The
      Probabilistic Relevance Framework, 2009, equation 3.15).

    Args:
        counts: float64 [n_items, n_terms].
        weighting: `tfidf` or `bm25`.

    Returns:
        float64 [n_items, n_terms], rows of length 1, or 0 where an item holds nothing that is shared.
    """
    holders = np.bincount(counts.indices, minlength=counts.shape[1]).astype(np.float64)
    total = max(1, int(np.count_nonzero(np.diff(counts.indptr))))
    row = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    n, f = holders[counts.indices], counts.data
    if weighting == "tfidf":
        weight = (1.0 + np.log(f)) * np.log1p(total / n)
    else:
        lengths = np.bincount(row, weights=f, minlength=counts.shape[0])
        relative = lengths / max(float(lengths.sum()) / total, 1e-12)
        weight = np.log1p((total - n + 0.5) / (n + 0.5)) * f * (BM25_K1 + 1)
        weight /= f + BM25_K1 * (1 - BM25_B + BM25_B * relative[row])
    weight = np.where(n > 1, weight, 0.0)
    made = sparse.csr_array((weight, counts.indices, counts.indptr), shape=counts.shape)
    made.eliminate_zeros()
    return _unit_rows(made)


def item_content(
    table: ItemTable,
    use: Literal["both", "categories", "text"],
    weighting: Literal["tfidf", "bm25"],
    category_share: float,
    progress: Progress | None = None,
) -> sparse.csr_array:
    """Return float64 [n_items, n_terms]: each item's content, a row of length 1, or 0 where nothing is known of it.

    The product of two rows is the cosine of their categories times `category_share`, plus that of their words times the
    rest; where an item has only one of both, that one stands for the whole.

    Raises:
        ConfigurationError: nothing that is wanted is known of any item.
    """
    parts: list[tuple[float, sparse.csr_array]] = []
    if use != "text" and table.has("categories"):
        parts.append((category_share if use == "both" else 1.0, weighed(categories(table).counts, weighting)))
    if use != "categories":
        columns = table.columns.drop_columns(["categories"]) if table.has("categories") else table.columns
        texts = item_texts(columns)
        parts.append(
            (1.0 - category_share if use == "both" else 1.0, weighed(words(texts, progress).counts, weighting))
        )
    parts = [(share, part) for share, part in parts if part.nnz]
    if not parts:
        wanted = {"both": "categories or text", "categories": "categories", "text": "text"}[use]
        raise ConfigurationError(
            f"Items are compared by {wanted} here, and this dataset has none that two items share.",
            hint="Import a file about the items, or choose other content.",
        )
    if len(parts) == 1:
        return parts[0][1]
    scaled = [part * np.sqrt(max(share, 1e-12)) for share, part in parts]
    return _unit_rows(sparse.csr_array(sparse.hstack(scaled, format="csr")))


def reduced(content: sparse.csr_array, width: int, progress: Progress | None = None) -> Float32:
    """Return float32 [n_items, ≤ width]: rows drawn together by the leading directions, scaled to length 1 again.

    Latent semantic analysis (Deerwester, Dumais, Furnas, Landauer & Harshman, JASIS 41, 1990) by randomised subspace
    iteration (Halko, Martinsson & Tropp, SIAM Review 53, 2011, algorithm 4.4), from a fixed start. Where there are no
    more terms than `width`, nothing is lost.

    Args:
        content: float64 [n_items, n_terms].
        width: most numbers a row.
        progress: checked before every round.
    """
    if content.shape[1] <= width:
        return content.toarray().astype(np.float32)
    across = sparse.csr_array(content.T)
    searched = min(width + _OVERSAMPLING, *content.shape)
    basis = torch.randn(content.shape[1], searched, generator=torch.Generator().manual_seed(0))  # (terms, W)
    for _ in range(_ROUNDS):
        if progress is not None:
            progress.check()
        items = torch.linalg.qr(_product(content, basis))[0]  # (V, W)
        basis = torch.linalg.qr(_product(across, items))[0]
    items = _product(content, basis)
    turned = torch.linalg.svd(items, full_matrices=False)[2][:width]
    found = items @ turned.T
    return torch.nn.functional.normalize(found, dim=1, eps=1e-9).numpy()


def _product(matrix: sparse.csr_array, dense: torch.Tensor) -> torch.Tensor:
    return summed_rows(dense, matrix.indices, matrix.indptr, matrix.data)


def _unit_rows(matrix: sparse.csr_array) -> sparse.csr_array:
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1), dtype=np.float64).ravel())
    return sparse.csr_array(sparse.diags_array(1.0 / np.maximum(lengths, 1e-12)) @ matrix)
