"""MultVAE: a variational autoencoder that completes histories.

Liang, Krishnan, Hoffman & Jebara, Variational Autoencoders for Collaborative Filtering, WWW 2018: a history is scaled
to length one and partly dropped, encoded to the mean and the variance of a normal distribution, and a draw of it
decoded to a multinomial distribution over all items: minimise `−Σ_i x_i ln π_i + β KL` (equation 7), β rising from zero
over the first steps. To recommend, the mean is decoded.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np
import numpy.typing as npt
import torch
from pydantic import Field
from torch import nn

from workbench.data.interactions import Float32, Histories, Interactions
from workbench.models.factor_model import Dropout, FactorConfig, FactorModel, LearningRate, Regularisation
from workbench.models.met_items import MetItems, dropped
from workbench.models.recommender import ModelConfig
from workbench.models.sums import summed_rows

# Steps until the divergence has its full price.
ANNEALING_STEPS = 2_000


class MultVAEConfig(FactorConfig):
    """Widths of the network, and how it is learned."""

    hidden: int = Field(
        600, ge=4, le=4_096, title="Hidden width", description="Width of the layers before and behind the middle."
    )
    latent: int = Field(200, ge=2, le=1_024, title="Latent width", description="Numbers that a history is encoded to.")
    divergence: float = Field(
        0.2,
        ge=0.0,
        le=1.0,
        title="Divergence",
        description="Price of codes that are not normally distributed (β in the paper).",
    )
    dropout: Dropout = 0.5
    learning_rate: LearningRate = 0.001
    regularisation: Regularisation = 0.01


class Autoencoder(nn.Module):
    """Encoder and decoder with one hidden layer each.

    Shapes: B histories, V items, H hidden, L latent.
    """

    def __init__(self, n_items: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.read = nn.Parameter(torch.empty(n_items, hidden))  # the first layer, a row an item
        self.read_bias = nn.Parameter(torch.empty(hidden))
        self.code = nn.Linear(hidden, 2 * latent)
        self.hidden = nn.Linear(latent, hidden)
        self.items = nn.Parameter(torch.empty(n_items, hidden))  # the last layer, a row an item
        self.bias = nn.Parameter(torch.empty(n_items))
        self.register_buffer("steps", torch.zeros(1, dtype=torch.int64))

    def encode(self, summed: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Return mean and log variance, float (B, L) each, for the weighted sums of first-layer rows (B, H)."""
        mean, log_variance = self.code(torch.tanh(summed + self.read_bias)).chunk(2, dim=1)
        return mean, log_variance

    def decode(self, code: torch.Tensor, candidates: torch.Tensor | None = None) -> torch.Tensor:
        """Return logits float (B, V) or (B, J)."""
        items, bias = self.items, self.bias
        if candidates is not None:
            items, bias = items[candidates], bias[candidates]
        return torch.addmm(bias, torch.tanh(self.hidden(code)), items.T)


class MultVAE(FactorModel):
    """Ranks by the probability that the decoder gives an item."""

    name: ClassVar[str] = "MultVAE"
    title: ClassVar[str] = "MultVAE (autoencoder)"
    family: ClassVar[str] = "factors"
    summary: ClassVar[str] = "Encodes a history to a few numbers, and decodes those to what is likely to belong to it."
    Config: ClassVar[type[ModelConfig]] = MultVAEConfig

    config: MultVAEConfig
    network: Autoencoder

    def build(self, n_items: int, facts: Mapping[str, torch.Tensor]) -> Autoencoder:
        """See `FactorModel.build`."""
        return Autoencoder(n_items, self.config.hidden, self.config.latent)

    def initialise(self, network: nn.Module, data: Interactions, generator: torch.Generator) -> None:
        """Glorot's normal matrices; the last biases start at log popularity."""
        assert isinstance(network, Autoencoder)
        with torch.no_grad():
            for parameter in network.parameters():
                if parameter.ndim == 2:
                    parameter.normal_(0.0, (2.0 / sum(parameter.shape)) ** 0.5, generator=generator)
                else:
                    parameter.zero_()
            network.bias.copy_(torch.log(torch.from_numpy(data.item_counts).float() + 1.0))
            network.bias.sub_(network.bias.mean())

    def step_size(self, interactions: int) -> int:
        """See `FactorModel.step_size`: a person's whole history costs one row of the network."""
        return 8_192

    def loss(self, data: Interactions, people: npt.NDArray[np.int64], generator: torch.Generator) -> torch.Tensor:
        """Mean over people of what equation 7 says of their history."""
        network, met = self.network, MetItems.of(data, people)
        kept = dropped(torch.ones(len(met.item)), self.config.dropout, generator)
        weight = kept * met.length[met.owner] ** -0.5
        summed = network.read.new_zeros(len(people), network.read.shape[1])
        summed = summed.index_add(0, met.owner, network.read[met.item] * weight[:, None])
        mean, log_variance = network.encode(summed)
        noise = torch.randn(mean.shape, generator=generator)
        logits = network.decode(mean + noise * (0.5 * log_variance).exp())
        log_probability = logits.log_softmax(1)[met.owner, met.item]
        reconstruction = -log_probability.sum() / len(people)
        divergence = 0.5 * (log_variance.exp() + mean.square() - 1.0 - log_variance).sum() / len(people)
        steps = network.get_buffer("steps")
        price = self.config.divergence * min(1.0, float(steps) / ANNEALING_STEPS)
        steps += 1
        return reconstruction + price * divergence

    def scores(self, histories: Histories, candidates: torch.Tensor | None) -> torch.Tensor:
        """See `FactorModel.scores`."""
        length = torch.from_numpy(np.maximum(histories.lengths, 1)).float()[:, None]
        summed = summed_rows(self.network.read, histories.item, histories.offsets) / length.sqrt()
        return self.network.decode(self.network.encode(summed)[0], candidates)

    def item_vectors(self) -> Float32:
        """Return float32 [n_items, hidden], the rows of the last layer."""
        vectors: Float32 = self.network.items.detach().numpy()
        return vectors
