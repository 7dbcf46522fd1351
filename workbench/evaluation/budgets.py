"""Whether the models of a comparison got the same chance: a tuned model against untuned ones proves little."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

# Beyond this ratio of trials and of seconds, budgets are no longer called the same.
ALIKE = 1.5
_NAMED = 3


def unequal_budgets(runs: Sequence[tuple[str, Mapping[str, Any] | None]]) -> str:
    """Return one sentence where runs were not tuned alike, nothing where they were or nobody was tuned.

    Budgets are alike where trials or seconds are: a budget in time gives a quick model more trials, one in trials gives
    a slow model more time, and either is fair.

    Args:
        runs: label and, of a run that a search found the settings of, what it was: `trials` and `seconds` among others.
    """
    tuned = [(label, study) for label, study in runs if study]
    untuned = [label for label, study in runs if not study]
    if not tuned:
        return ""
    if untuned:
        named, more = ", ".join(untuned[:_NAMED]), len(untuned) - _NAMED
        others = named if more <= 0 else f"{named} and {more} others"
        label, study = max(tuned, key=lambda pair: pair[1].get("trials", 0))
        trials = study.get("trials")
        if trials is None:
            return f"{label} was tuned, {others} not: tune each with the same budget before calling one better."
        return (
            f"{label} was tuned ({trials} trials), {others} not: tune each with the same budget before calling one "
            "better."
        )
    for spent in ("trials", "seconds"):
        known = [study[spent] for _, study in tuned if study.get(spent)]
        if len(known) < len(tuned) or max(known) <= ALIKE * min(known):
            return ""
    least, most = (choose(tuned, key=lambda pair: pair[1]["trials"]) for choose in (min, max))
    return (
        f"{most[0]} was tuned with {most[1]['trials']} trials in {most[1]['seconds']:.0f} s, {least[0]} with "
        f"{least[1]['trials']} in {least[1]['seconds']:.0f} s: their budgets were not the same."
    )
