"""gSASRec: SASRec with many uniform negatives and a calibrated binary loss (Petrov & Macdonald, RecSys 2023).

With one sampled negative, SASRec grows overconfident: it has seen too few of the items that nobody chose. gBCE weighs
the target's part of binary cross-entropy down to what the sampling rate allows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

import torch
from pydantic import Field

from workbench.models.attention.configuration import Sampling
from workbench.models.attention.described_items import DescribedConfig, DescribedModel
from workbench.models.attention.sasrec import SASRecNetwork
from workbench.models.recommender import ModelConfig


class GSASRecConfig(DescribedConfig):
    """How gSASRec is built and trained."""

    loss: Annotated[
        Literal["gbce"],
        Field(
            title="Loss",
            description="Binary cross-entropy, calibrated for the negatives that were not drawn.",
            json_schema_extra={"choices": {"gbce": "gBCE (calibrated)"}},
        ),
    ] = "gbce"
    sampling: Sampling = "uniform"


class GSASRec(DescribedModel):
    """SASRec's network, taught by gBCE."""

    name: ClassVar[str] = "gSASRec"
    title: ClassVar[str] = "gSASRec (self-attention, calibrated)"
    summary: ClassVar[str] = "SASRec with many sampled negatives and a binary loss calibrated for those not drawn."
    Config: ClassVar[type[ModelConfig]] = GSASRecConfig

    config: GSASRecConfig

    def build(self, n_items: int, facts: Mapping[str, torch.Tensor]) -> SASRecNetwork:
        """See `SequenceModel.build`."""
        return SASRecNetwork(n_items, self.config, facts)
