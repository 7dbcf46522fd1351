"""One person through a family of datasets: under which name they are in each, and the dataset without them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from workbench.data.dataset import Dataset
from workbench.data.preparing.pseudonyms import pseudonym
from workbench.data.preparing.recipe import RecipeStep
from workbench.data.preparing.selection import Mask, keep_rows
from workbench.data.preparing.sessions import PERSON
from workbench.jobs import Progress


class Trail:
    """Follows a person through recipes.

    A person is named by their id; in a dataset of sessions by what its column `person` says.

    Args:
        key: the workspace's key of pseudonyms, or None where there is none.
    """

    def __init__(self, key: bytes | None) -> None:
        self._key = key

    def person(self, dataset: Dataset, user_id: str) -> str | None:
        """Return the name of the person with a user id (or a session's id) in a dataset; None where there is none."""
        code = dataset.users.code(user_id)
        table = dataset.user_table
        if table is None or PERSON not in table.column_names:
            return None if code is None else user_id
        if code is not None:
            return str(table[PERSON][code].as_py())
        return user_id if self.holds(dataset, user_id) else None

    def holds(self, dataset: Dataset, person: str) -> bool:
        """Whether a dataset has a user, or a session, of this person."""
        return bool(_codes(dataset, person).any())

    def follow(self, person: str, recipe: Sequence[RecipeStep], there: Dataset, upwards: bool) -> str | None:
        """Return the person's name at the other end of a recipe.

        Args:
            person: the name at this end.
            recipe: the steps from parent to child.
            there: the dataset at the other end.
            upwards: from the child to its parent.

        Returns:
            The name; None where a key was thrown away on the way, so that nobody can tell.
        """
        hashes = [
            step.parameters for step in recipe if step.step == "pseudonyms" and step.parameters.get("users", True)
        ]
        if not hashes:
            return person
        if self._key is None or any(step.get("key") == "thrown-away" for step in hashes):
            return None
        if not upwards:
            return self._hashed(person, [int(step.get("digits", 32)) for step in hashes])
        digits = [int(step.get("digits", 32)) for step in hashes]
        for candidate in _people(there):
            if self._hashed(candidate, digits) == person:
                return candidate
        return person  # a pseudonym that nobody there has: the person is not in it

    def _hashed(self, person: str, digits: Sequence[int]) -> str:
        for count in digits:
            person = pseudonym(person, "user", self._key or b"", count)
        return person


def without_person(dataset: Dataset, person: str, progress: Progress) -> Dataset:
    """Return the dataset without a person's rows; items that only they met leave too."""
    return keep_rows(dataset, ~_codes(dataset, person)[dataset.interactions.user], progress)


def _codes(dataset: Dataset, person: str) -> Mask:
    """Return bool [n_users]: the users that are this person."""
    table = dataset.user_table
    names = dataset.users.arrow if table is None or PERSON not in table.column_names else table[PERSON]
    return np.asarray(pc.fill_null(pc.equal(names, pa.scalar(person, names.type)), False))


def _people(dataset: Dataset) -> list[str]:
    table = dataset.user_table
    names = dataset.users.arrow if table is None or PERSON not in table.column_names else table[PERSON]
    return [str(name) for name in names.to_pylist()]
