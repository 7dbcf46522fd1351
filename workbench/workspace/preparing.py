"""Use-cases around preparing: recipes that make a dataset from another, and splits to look at before training."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.data.preparing.recipe import RecipeStep
from workbench.errors import ConfigurationError, ReadOnlyError
from workbench.jobs import Progress
from workbench.workspace.dataset_store import DatasetStore, Origin
from workbench.workspace.views import DatasetSummary, RecipePreview, StepType

if TYPE_CHECKING:
    from workbench.data.dataset import Dataset
    from workbench.data.preparing.step import Surroundings
    from workbench.data.split_picture import SplitPicture

KEY_FILE = "pseudonyms.key"


class PreparingUseCases:
    """What can be done to make one dataset from another. Methods may be called from any thread."""

    def __init__(self, folder: Path, store: DatasetStore, *, read_only: bool) -> None:
        self._folder = folder
        self._store = store
        self._read_only = read_only

    def step_types(self) -> list[StepType]:
        """Return the kinds of steps a recipe can have, in the order in which recipes mostly use them."""
        from workbench.data.preparing.apply import kinds

        return [StepType(kind.name, kind.title, kind.summary, kind.Config) for kind in kinds()]

    def preview_recipe(self, dataset_id: int, recipe: Sequence[RecipeStep], *, progress: Progress) -> RecipePreview:
        """Say what each step of a recipe would do; nothing is stored.

        Raises:
            ConfigurationError: a step is out of bounds or does not suit the dataset; it names the step.
            Cancelled: the person cancelled.
        """
        from workbench.data.preparing.apply import apply_recipe

        # A preview leaves no trace: not even the key of pseudonyms, which is made by the first recipe that is stored.
        key = self.stored_key() or secrets.token_bytes(32)
        made, effects = apply_recipe(self._store.load(dataset_id), recipe, _around(progress, key))
        time = made.interactions.time
        timed = time is not None and len(time) > 0
        return RecipePreview(
            effects=effects,
            n_rows=len(made.interactions),
            n_users=len(made.users),
            n_items=len(made.items),
            first_time=int(time.min()) if timed and time is not None else None,
            last_time=int(time.max()) if timed and time is not None else None,
        )

    def prepare(
        self,
        dataset_id: int,
        recipe: Sequence[RecipeStep],
        *,
        name: str | None = None,
        newer_than: int | None = None,
        progress: Progress,
    ) -> DatasetSummary:
        """Make a new dataset by a recipe and store it, with the recipe and its parent.

        The recipe of a stored dataset (`DatasetSummary.recipe`) can be given as it is, to replay it on another dataset
        or on a newer version; the same recipe on the same dataset gives the same fingerprint.

        Args:
            dataset_id: the parent.
            recipe: at least one step.
            name: what to call it; left out, the parent's name with “prepared”.
            newer_than: a dataset of which this becomes the newest version, when a recipe is replayed or was edited.
            progress: cancelling leaves nothing behind.

        Raises:
            ConfigurationError: a step is out of bounds or does not suit the dataset, or nothing would be left.
        """
        from workbench.data.preparing.apply import apply_recipe, complete

        if not recipe:
            raise ConfigurationError("This recipe has no step.", hint="Add a step first.")
        steps = complete(recipe)
        parent = self._store.load(dataset_id, verified=True)
        progress.span(0.0, 0.7)
        made, effects = apply_recipe(parent, steps, _around(progress, self._key_for(steps)))
        if len(made.interactions) == 0:
            emptied = effects[-1]
            raise ConfigurationError(
                f"Nothing is left after step {len(effects)}, {emptied.title}.", hint="Ask for less in that step."
            )
        progress.span(0.7, 1.0)
        previous = None if newer_than is None else self._store.get(newer_than)
        wanted = (name or "").strip() or (f"{parent.name} (prepared)" if previous is None else previous.name)
        return self._store.add(
            replace(made, name=wanted),
            [effect.description for effect in effects],
            progress,
            origin=Origin(parent_id=dataset_id, recipe=steps, newer_than=newer_than),
        )

    def split_picture(
        self,
        dataset_id: int,
        strategy: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        seed: int = 42,
        progress: Progress,
    ) -> SplitPicture:
        """Split a dataset as training would, and count what came out: sizes, cold users and items, leaks.

        Raises:
            ConfigurationError: the strategy is unknown, or does not suit the dataset.
        """
        from workbench.data.split_picture import picture
        from workbench.data.split_strategies import make_split

        dataset: Dataset = self._store.load(dataset_id)
        progress.report(0.1, "splitting")
        split = make_split(dataset, strategy, dict(parameters or {}), seed=seed)
        progress.report(0.5, "counting")
        return picture(split, progress)

    # ---- the key of pseudonyms

    def _key_for(self, steps: Sequence[RecipeStep]) -> bytes:
        """Return the workspace's key, made at the first recipe that needs it."""
        stored = self.stored_key()
        if stored is not None:
            return stored
        made = secrets.token_bytes(32)
        if not any(step.step == "pseudonyms" and step.parameters.get("key") == "kept" for step in steps):
            return made
        if self._read_only:
            raise ReadOnlyError("This workspace is open to look at only.", hint="Open it for writing to make a key.")
        path = self._folder / KEY_FILE
        temporary = path.with_name(path.name + ".part")
        temporary.unlink(missing_ok=True)
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(made.hex() + "\n")
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        return made

    def stored_key(self) -> bytes | None:
        """Return the key of pseudonyms that stays in this workspace; None before the first recipe that needs it.

        Raises:
            ConfigurationError: its file is damaged.
        """
        path = self._folder / KEY_FILE
        try:
            text = path.read_text(encoding="ascii").strip()
            key = bytes.fromhex(text)
        except FileNotFoundError:
            return None
        except (OSError, ValueError):
            key = b""
        if len(key) != 32:
            raise ConfigurationError(
                "The key of pseudonyms cannot be read.",
                where=str(path),
                hint="Restore it from a backup, or delete it to begin with a new key.",
            )
        return key


def _around(progress: Progress, key: bytes) -> Surroundings:
    from workbench.data.preparing.step import Surroundings

    return Surroundings(progress=progress, workspace_key=lambda: key)
