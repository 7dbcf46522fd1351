"""Which models there are: whatever registers in the entry-point group `workbench.models`, ours included."""

from __future__ import annotations

import logging
from functools import cache
from importlib.metadata import entry_points

from workbench.errors import NotFoundError
from workbench.models.recommender import Recommender

GROUP = "workbench.models"
log = logging.getLogger(__name__)


@cache
def model_classes() -> dict[str, type[Recommender]]:
    """Return the registered models by name, built-in ones first.

    A package whose model cannot be imported is left out with a warning in the log: it must not take ours with it.
    """
    found: dict[str, type[Recommender]] = {}
    points = sorted(entry_points(group=GROUP), key=lambda p: not p.value.startswith("workbench."))
    for point in points:
        try:
            made = point.load()
        except Exception:
            log.warning("the model %s (%s) cannot be imported and is left out", point.name, point.value, exc_info=True)
            continue
        if not (isinstance(made, type) and issubclass(made, Recommender)):
            log.warning("the model %s (%s) is not a Recommender and is left out", point.name, point.value)
            continue
        found.setdefault(point.name, made)
    return found


def model_class(name: str) -> type[Recommender]:
    """Return one model's class by its registered name, whatever its case.

    Raises:
        NotFoundError: no installed package registers this model.
    """
    classes = model_classes()
    for known, made in classes.items():
        if known.casefold() == name.casefold():
            return made
    raise NotFoundError(f"There is no model called “{name}”.", hint=f"Installed models: {', '.join(classes)}.")
