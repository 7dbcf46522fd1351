"""TwoTower: a network for people beside one for items, which meet in one product.

Covington, Adams & Sargin, Deep Neural Networks for YouTube Recommendations, RecSys 2016: the tower of people reads what
was met before (the mean of it, and the latest item) and what is known of the person; the tower of items reads an id
and categories. Learned as in Yi et al., Sampling-Bias-Corrected Neural Modeling for Large Corpus Item Recommendations,
RecSys 2019: each next item against those of the rest of the batch, whose logits are corrected by the log of how often
an item is in a batch (equation 5). A history, known, new or edited, goes through the tower like any other; somebody of
whom nothing is known beside it has attributes of their own kind, “unknown”, which the tower has met in training.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import torch
import torch.nn.functional as F
from pydantic import Field
from torch import nn

from workbench.data.interactions import Float32, Histories, Interactions
from workbench.data.splits import Split
from workbench.models.factor_model import (
    FACT,
    Dropout,
    FactorConfig,
    FactorModel,
    Factors,
    LearningRate,
    Regularisation,
)
from workbench.models.met_items import dropped
from workbench.models.recommender import ModelConfig
from workbench.models.sums import summed_rows

# Values of an attribute of people that are told apart, and parts that numbers are cut into.
MOST_VALUES, PARTS_OF_NUMBERS = 64, 8
# Share of people who are trained on as if nothing were known of them, so that the tower knows what to do then.
UNKNOWN_SHARE = 0.1


class TwoTowerConfig(FactorConfig):
    """Widths of the towers, and how they are learned."""

    factors: Factors = 64
    hidden: int = Field(128, ge=4, le=2_048, title="Hidden width", description="Width of each tower's inner layer.")
    temperature: float = Field(
        0.1,
        gt=0.0,
        le=10.0,
        title="Temperature",
        description="Cosines between towers are divided by it: smaller tells items apart more sharply.",
    )
    dropout: Dropout = 0.2
    learning_rate: LearningRate = 0.003
    regularisation: Regularisation = 0.01


class Towers(nn.Module):
    """The two towers.

    Shapes: V items, K categories, B people, A attributes, D factors.

    Args:
        n_items: V.
        n_categories: K.
        values: int64 (A,), how many values each attribute of people has, “unknown” as the first.
        factors: D.
        hidden: width of the inner layers.
    """

    def __init__(self, n_items: int, n_categories: int, values: list[int], factors: int, hidden: int) -> None:
        super().__init__()
        self.ids = nn.Parameter(torch.empty(n_items, factors))
        self.categories = nn.Parameter(torch.empty(max(1, n_categories), factors))
        self.attributes = nn.ParameterList(nn.Parameter(torch.empty(n, factors)) for n in values)
        self.item_inner = nn.Linear(factors, hidden)
        self.item_out = nn.Linear(hidden, factors)
        self.person_inner = nn.Linear(2 * factors + factors * bool(values), hidden)
        self.person_out = nn.Linear(hidden, factors)

    def described(self) -> torch.Tensor:
        """Return float (V, D): each item's id and the mean of its categories."""
        codes, offsets = self.get_buffer(FACT + "categories"), self.get_buffer(FACT + "category_offsets")
        if len(codes) == 0:
            return self.ids
        return self.ids + F.embedding_bag(codes, self.categories, offsets[:-1], mode="mean")

    def items(self, described: torch.Tensor) -> torch.Tensor:
        """Return float (V, D), the item tower's vectors, of length one."""
        return F.normalize(described + self.item_out(F.relu(self.item_inner(described))), dim=1)

    def people(self, mean: torch.Tensor, latest: torch.Tensor, known: torch.Tensor) -> torch.Tensor:
        """Return float (B, D), the person tower's vectors, of length one.

        Args:
            mean: float (B, D), of what was met before.
            latest: float (B, D), of the last of it.
            known: int64 (B, A), the value of each attribute, 0 where it is not known.
        """
        parts = [mean, latest]
        if len(self.attributes):
            parts.append(torch.stack([table[known[:, a]] for a, table in enumerate(self.attributes)]).mean(0))
        inner = F.relu(self.person_inner(torch.cat(parts, dim=1)))
        return F.normalize(0.5 * (mean + latest) + self.person_out(inner), dim=1)


class TwoTower(FactorModel):
    """Ranks by the cosine of a person's vector with the items'."""

    name: ClassVar[str] = "TwoTower"
    title: ClassVar[str] = "TwoTower (people and items)"
    family: ClassVar[str] = "factors"
    summary: ClassVar[str] = "One network reads histories and people, another reads items; their vectors are compared."
    Config: ClassVar[type[ModelConfig]] = TwoTowerConfig

    config: TwoTowerConfig
    network: Towers

    def facts(self, split: Split) -> dict[str, torch.Tensor]:
        """Categories of items, and what is known of people, as codes."""
        codes, offsets, names = split.dataset.item_table.category_matrix
        known, values = _codes_of_people(split.dataset.user_table, len(split.dataset.users))
        share = (split.train.item_counts + 1.0) / (len(split.train) + split.train.n_items)
        return {
            "categories": torch.from_numpy(codes.astype(np.int64)),
            "category_offsets": torch.from_numpy(offsets.astype(np.int64)),
            "n_categories": torch.tensor([len(names)]),
            "known": torch.from_numpy(known),  # (U, A)
            "values": torch.from_numpy(values),  # (A,)
            "log_share": torch.from_numpy(np.log(share)).float(),  # (V,)
        }

    def build(self, n_items: int, facts: Mapping[str, torch.Tensor]) -> Towers:
        """See `FactorModel.build`."""
        n_categories, values = int(facts["n_categories"][0]), facts["values"].tolist()
        return Towers(n_items, n_categories, values, self.config.factors, self.config.hidden)

    def initialise(self, network: nn.Module, data: Interactions, generator: torch.Generator) -> None:
        """Tables of small numbers, Glorot's normal layers."""
        with torch.no_grad():
            for name, parameter in network.named_parameters():
                if name.startswith(("ids", "categories", "attributes")):
                    parameter.normal_(0.0, 0.1, generator=generator)
                elif parameter.ndim == 2:
                    parameter.normal_(0.0, (2.0 / sum(parameter.shape)) ** 0.5, generator=generator)
                else:
                    parameter.zero_()

    def step_size(self, interactions: int) -> int:
        """See `FactorModel.step_size`: the batch is also what its items are compared with."""
        return 1_024

    def loss(self, data: Interactions, people: npt.NDArray[np.int64], generator: torch.Generator) -> torch.Tensor:
        """Softmax of each next item among the batch's, from what was met before it."""
        network, config = self.network, self.config
        histories = data.histories(people)
        item = torch.from_numpy(histories.item.astype(np.int64))  # (N,)
        owner = torch.from_numpy(histories.rows)
        first = torch.from_numpy(histories.offsets[:-1])
        place = torch.arange(len(item)) - first[owner]
        described = network.described()
        met = described[item]
        before = met.cumsum(0) - met  # all rows before, of other people too
        before = before - before[first][owner]
        later = place > 0
        if not bool(later.any()):
            return described.sum() * 0.0
        mean = (before / place.clamp(min=1)[:, None])[later]
        latest = met.roll(1, 0)[later]
        known = network.get_buffer(FACT + "known")[torch.from_numpy(people)]
        hidden = torch.rand(len(people), generator=generator) < UNKNOWN_SHARE
        known = known.masked_fill(hidden[:, None], 0)[owner[later]]
        vectors = network.people(
            dropped(mean, config.dropout, generator), dropped(latest, config.dropout, generator), known
        )
        targets = item[later]
        columns, own = torch.unique(targets, return_inverse=True)
        logits = vectors @ network.items(described[columns]).T / config.temperature
        corrected = logits - network.get_buffer(FACT + "log_share")[columns]
        return F.cross_entropy(corrected, own)

    def scores(self, histories: Histories, candidates: torch.Tensor | None) -> torch.Tensor:
        """See `FactorModel.scores`."""
        network = self.network
        described = network.described()
        length = torch.from_numpy(np.maximum(histories.lengths, 1)).float()[:, None]
        mean = summed_rows(described, histories.item, histories.offsets) / length
        last = np.append(histories.item, 0)[np.maximum(histories.offsets[1:] - 1, 0)]
        latest = described[torch.from_numpy(last.astype(np.int64))]
        everybody = network.get_buffer(FACT + "known")
        codes = np.full(len(histories), -1) if histories.users is None else histories.users
        is_known = torch.from_numpy((codes >= 0) & (codes < len(everybody)))
        rows = torch.from_numpy(np.where(is_known.numpy(), codes, 0).astype(np.int64))
        known = (
            torch.where(is_known[:, None], everybody[rows], 0)
            if len(everybody)
            else everybody.new_zeros(len(histories), everybody.shape[1])
        )
        items = network.items(described if candidates is None else described[candidates])
        return network.people(mean, latest, known) @ items.T / self.config.temperature

    def item_vectors(self) -> Float32:
        """Return float32 [n_items, factors], of length one."""
        with torch.inference_mode():
            vectors: Float32 = self.network.items(self.network.described()).numpy()
        return vectors


def _codes_of_people(table: pa.Table | None, n_users: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """What is known of people as codes, 0 for what is not.

    Numbers are cut into parts of about equally many people; of texts the most frequent values are told apart.

    Returns:
        int64 [n_users, A], and int64 [A], how many codes each attribute has.
    """
    columns, counts = [], []
    for chunks in [] if table is None else table.columns:
        column = chunks.combine_chunks()
        if pa.types.is_floating(column.type) or pa.types.is_integer(column.type):
            numbers = np.asarray(pc.cast(column, pa.float64()).fill_null(float("nan")), dtype=np.float64)
            there = np.isfinite(numbers)
            if not there.any():
                continue
            edges = np.unique(np.quantile(numbers[there], np.linspace(0, 1, PARTS_OF_NUMBERS + 1)[1:-1]))
            codes = np.where(there, np.searchsorted(edges, numbers, side="right") + 1, 0)
            n = len(edges) + 2
        elif (
            pa.types.is_string(column.type) or pa.types.is_large_string(column.type) or pa.types.is_boolean(column.type)
        ):
            encoded = pc.cast(column, pa.string()).dictionary_encode()
            raw = np.asarray(encoded.indices.fill_null(-1), dtype=np.int64)
            frequency = np.bincount(raw[raw >= 0], minlength=len(encoded.dictionary))
            kept = np.argsort(-frequency, kind="stable")[:MOST_VALUES]
            place = np.zeros(len(frequency) + 1, np.int64)
            place[kept] = np.arange(1, len(kept) + 1)
            codes, n = place[raw], len(kept) + 1
        else:
            continue
        columns.append(codes.astype(np.int64))
        counts.append(n)
    known = np.stack(columns, axis=1) if columns else np.zeros((n_users, 0), np.int64)
    return known, np.array(counts, np.int64)
