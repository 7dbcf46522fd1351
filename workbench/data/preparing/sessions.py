"""Cut each person's history into sessions where nothing happened for a while."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pydantic import Field

from workbench.data.dataset import Dataset
from workbench.data.interactions import Interactions, Vocabulary
from workbench.data.preparing.step import StepConfig, StepResult, Surroundings
from workbench.errors import ConfigurationError

# The column of a dataset of sessions that says whose session it is.
PERSON = "person"


class Sessions(StepConfig):
    """When a session ends."""

    gap_minutes: float = Field(
        30.0,
        gt=0.0,
        le=5_256_000.0,
        title="Gap (minutes)",
        description="A pause longer than this ends a session.",
    )


def sessions(dataset: Dataset, config: Sessions, around: Surroundings) -> StepResult:
    """Make every session a history of its own, called `person/1`, `person/2` …, in order of time.

    Users become sessions. Their attributes are the person's, with the person's id in the column `person` in front.
    """
    parts = dataset.interactions
    if parts.time is None:
        raise ConfigurationError(f"{dataset.name} has no times to see pauses by.", hint="Leave this step out.")
    begins = np.ones(len(parts), bool)
    if len(parts):
        pause = np.diff(parts.time) > config.gap_minutes * 60.0
        begins[1:] = pause | (np.diff(parts.user) != 0)
    around.progress.check()
    starts = np.flatnonzero(begins)
    owner = parts.user[starts]
    around.progress.check()
    first_of_owner = np.concatenate(([0], np.cumsum(np.bincount(owner, minlength=parts.n_users))))[:-1]
    number = np.arange(len(starts)) - first_of_owner[owner] + 1
    people = dataset.users.arrow.take(pa.array(owner))
    ids = pc.binary_join_element_wise(people, pa.array(number).cast(pa.string()).cast(people.type), "/")
    around.progress.check()
    attributes = pa.table({PERSON: people})
    if dataset.user_table is not None:
        for name in dataset.user_table.column_names:
            if name != PERSON:
                attributes = attributes.append_column(name, dataset.user_table[name].take(pa.array(owner)))
            else:  # sessions of sessions belong to the same person
                attributes = attributes.set_column(0, PERSON, dataset.user_table[name].take(pa.array(owner)))
    offsets = np.concatenate((starts, [len(parts)])).astype(np.int64)
    made = Interactions(parts.item, parts.value, parts.time, offsets, parts.n_items)
    said = (
        f"{len(dataset.users):,} histories became {len(starts):,} sessions, "
        f"cut where nothing happened for more than {config.gap_minutes:g} minutes."
    )
    return StepResult(replace(dataset, interactions=made, users=Vocabulary(ids), user_table=attributes), said)
