"""Sequence models whose items may be more than a row of a table: side features are added to each item's vector.

A model that offers this has a configuration from `DescribedConfig`, a network from `DescribedNetwork` and is itself a
`DescribedModel`; the rest it writes as any other. An item's vector, features included, is what the history is read by
and what the next item is compared with.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy.typing as npt
import torch

from workbench.data.splits import Split
from workbench.errors import ConfigurationError
from workbench.jobs import Progress
from workbench.models.attention.configuration import SequenceConfig
from workbench.models.attention.item_features import Features, FeaturesFrom, ItemFeatures, category_codes
from workbench.models.attention.network import BlockNetwork
from workbench.models.attention.sequence_model import SequenceModel
from workbench.models.content.rows import WIDTH, rows
from workbench.models.recommender import ModalityShares


class DescribedConfig(SequenceConfig):
    """How such a model is built and trained."""

    features: Features = "none"
    features_from: FeaturesFrom = "categories"

    @property
    def adds_categories(self) -> bool:
        """Whether categories are added to item vectors."""
        return self.features != "none" and self.features_from != "text"

    @property
    def adds_texts(self) -> bool:
        """Whether vectors of texts are added to item vectors."""
        return self.features != "none" and self.features_from != "categories"


class DescribedNetwork(BlockNetwork):
    """Blocks over items with their features; a subclass sets `features` by `features_of`.

    Facts: `categories` int64 (V, G) and `n_categories`, `text` float16 (V, D); each only where it is used.
    """

    features: ItemFeatures | None  # no default: it would hide the module from torch

    def features_of(self, config: DescribedConfig, facts: Mapping[str, torch.Tensor]) -> ItemFeatures | None:
        """Return the module that adds what the facts hold; None where they hold nothing."""
        n_categories = int(facts["n_categories"]) if "n_categories" in facts else 0
        text_width = facts["text"].shape[1] if "text" in facts else 0
        if n_categories + text_width == 0:
            return None
        return ItemFeatures(n_categories, text_width, config.width, config.features)

    def item_vectors(self, items: torch.Tensor | None = None) -> torch.Tensor:
        """See `SequenceNetwork.item_vectors`."""
        if self.features is None:
            return super().item_vectors(items)
        return self.described(torch.arange(self.n_items, device=self.item.weight.device) if items is None else items)

    def described(self, items: torch.Tensor) -> torch.Tensor:
        """See `SequenceNetwork.described`: with their features, where there are any."""
        vectors = self.item(items)
        if self.features is None:
            return vectors
        described: torch.Tensor = self.features(vectors, *self._known_of(self.features, items))
        return described

    def lengths(self, items: torch.Tensor) -> torch.Tensor | None:
        """Return float (…, kinds), see `ItemFeatures.lengths`; None where nothing is added."""
        if self.features is None:
            return None
        return self.features.lengths(self.item(items), *self._known_of(self.features, items))

    def _known_of(self, features: ItemFeatures, items: torch.Tensor) -> tuple[torch.Tensor | None, torch.Tensor | None]:
        codes = self.get_buffer("fact_categories")[items] if features.table is not None else None
        text = self.get_buffer("fact_text")[items] if features.read_text is not None else None
        return codes, text


class DescribedModel(SequenceModel):
    """Finds the features that its configuration asks for."""

    config: DescribedConfig

    def modalities(self) -> tuple[str, ...]:
        """See `UsesContent`."""
        return ("text",) if self.config.adds_texts else ()

    def facts(self, split: Split, progress: Progress) -> dict[str, torch.Tensor]:
        """Return the items' categories and the vectors of their texts, where they are used.

        Raises:
            ConfigurationError: they are to be used, and the dataset has none.
        """
        facts: dict[str, torch.Tensor] = {}
        if self.config.adds_categories:
            items = split.dataset.item_table
            n_categories = len(items.category_matrix[2])
            if n_categories == 0:
                raise ConfigurationError(
                    "The items of this dataset have no categories.", hint="Set “Item features” to “Not used”."
                )
            facts |= {"categories": category_codes(items), "n_categories": torch.tensor(n_categories)}
        if self.config.adds_texts:
            content = split.dataset.content.get("text")
            if content is None or not content.present.any():
                raise ConfigurationError(
                    f"The items of “{split.dataset.name}” have no texts.",
                    hint="Set “Item features” to “Not used”, or “Features from” to “Categories”.",
                )
            facts["text"] = torch.from_numpy(rows(content)).half()
        return facts

    def facts_of_cost(self, split: Split) -> dict[str, torch.Tensor]:
        """See `SequenceModel.facts_of_cost`; texts that are not encoded yet count as wide as they may become."""
        if not self.config.adds_texts or "text" in split.dataset.content:
            return self.facts(split, Progress())
        others = type(self)(self.config.model_copy(update={"features_from": "categories"}))
        facts = others.facts(split, Progress()) if self.config.adds_categories else {}
        return facts | {"text": torch.zeros(split.train.n_items, WIDTH).half()}

    @torch.inference_mode()
    def feature_shares(self, items: npt.NDArray[Any]) -> ModalityShares | None:
        """See `SharesFeatures`."""
        network = self.network
        assert isinstance(network, DescribedNetwork)
        lengths = network.lengths(self._codes(items))
        if lengths is None:
            return None
        used = (("categories", self.config.adds_categories), ("text", self.config.adds_texts))
        shares = lengths / lengths.sum(-1, keepdim=True).clamp(min=1e-12)
        return ModalityShares(("id", *(name for name, there in used if there)), shares.float().cpu().numpy())
