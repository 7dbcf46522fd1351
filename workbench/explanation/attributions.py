"""Ways of saying which interactions a recommendation comes from, and the two controls that stand beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from workbench.data.interactions import Float32, Histories
from workbench.explanation import attention_methods
from workbench.explanation.gradients import integrated_gradients
from workbench.explanation.removal import check_single, leave_one_out, places_read
from workbench.jobs import Progress
from workbench.models.recommender import Recommender, ReplaysAttention, ShowsAttention, ShowsGradients


@dataclass(frozen=True)
class Method:
    """A way of saying what a recommendation comes from.

    Attributes:
        name: `leave-one-out`.
        title: for people.
        description: its definition, one sentence.
        attention: whether it is made of attention.
        control: whether it is a control that knows nothing of the model.
    """

    name: str
    title: str
    description: str
    attention: bool = False
    control: bool = False


METHODS: dict[str, Method] = {
    method.name: method
    for method in (
        Method(
            "leave-one-out",
            title="Leave-one-out",
            description="How far the lead falls when the interaction is taken out, measured.",
        ),
        Method(
            "integrated-gradients",
            title="Integrated gradients",
            description="Derivatives of the lead, summed while the interactions grow from average items to themselves.",
        ),
        Method(
            "attention",
            title="Attention",
            description="Weights of the last look at the history, averaged over its heads.",
            attention=True,
        ),
        Method(
            "rollout",
            title="Attention rollout",
            description="Weights multiplied through the layers, half of each layer being what it was before.",
            attention=True,
        ),
        Method(
            "flow",
            title="Attention flow",
            description="The most that can flow from the interaction to the prediction if weights are widths of pipes.",
            attention=True,
        ),
        Method(
            "value-norm",
            title="Value-weighted attention",
            description="Attention times the size of the vector that is attended to.",
            attention=True,
        ),
        Method(
            "gradient-attention",
            title="Gradient × attention",
            description="Attention times the derivative of the lead by it, over all layers and heads.",
            attention=True,
        ),
        Method(
            "recency",
            title="Recency",
            description="A control that knows nothing of the model: the latest first.",
            control=True,
        ),
        Method("random", title="Random order", description="A control that knows nothing at all.", control=True),
    )
}

_FROM_ATTENTION = {
    "attention": attention_methods.raw,
    "rollout": attention_methods.rollout,
    "flow": attention_methods.flow,
    "value-norm": attention_methods.value_weighted,
    "gradient-attention": attention_methods.gradient_weighted,
}
_NEED_REPLAY = ("value-norm", "gradient-attention")


def methods_of(model: Recommender) -> tuple[str, ...]:
    """Return the names of the methods that a model allows, the controls last."""
    return tuple(
        name
        for name, method in METHODS.items()
        if (not method.attention or isinstance(model, ShowsAttention))
        and (name not in _NEED_REPLAY or isinstance(model, ReplaysAttention))
        and (name != "integrated-gradients" or isinstance(model, ShowsGradients))
    )


def attribute(
    model: Recommender,
    history: Histories,
    item: int,
    methods: Sequence[str],
    *,
    n_items: int,
    seed: int = 0,
    most_points: int = 256,
    progress: Progress | None = None,
) -> dict[str, Float32]:
    """Return what each interaction is worth to an item, by several methods.

    Args:
        model: fitted.
        history: exactly one, with n interactions.
        item: code of the item.
        methods: names from `methods_of`.
        n_items: size of the catalogue.
        seed: of the random order.
        most_points: of integrated gradients.
        progress: checked.

    Returns:
        float32 [n] for each method, in the order asked for; 0 for interactions that the model does not read. Numbers
        of one method compare with each other only.
    """
    check_single(history)
    n = len(history.item)
    read = places_read(model, history)
    found: dict[str, Float32] = {}
    looked = None
    for name in methods:
        if progress is not None:
            progress.check()
        worth = np.zeros(n, np.float32)
        if n == 0:
            pass
        elif name == "leave-one-out":
            worth = leave_one_out(model, history, item, n_items=n_items, progress=progress)[0]
        elif name == "integrated-gradients":
            assert isinstance(model, ShowsGradients)
            worth = integrated_gradients(
                model, history, item, n_items=n_items, most_points=most_points, progress=progress
            ).parts
        elif name == "recency":
            worth[read] = np.arange(1, len(read) + 1)
        elif name == "random":
            worth[read] = np.random.default_rng((seed, n)).permutation(len(read)) + 1.0
        else:
            looked = attention_methods.look(model, history, item, n_items=n_items) if looked is None else looked
            worth[looked.read] = _FROM_ATTENTION[name](looked)
        found[name] = worth
    return found
