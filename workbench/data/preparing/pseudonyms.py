"""Ids that say nothing of a person to whoever has not the key: HMAC-SHA256 (RFC 2104) of the id."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import replace
from typing import Any, Literal

import pyarrow as pa
from pydantic import Field, model_validator

from workbench.data.dataset import Dataset
from workbench.data.interactions import Vocabulary
from workbench.data.preparing.sessions import PERSON
from workbench.data.preparing.step import StepConfig, StepResult, Surroundings
from workbench.errors import ConfigurationError
from workbench.jobs import Progress

_IDS_AT_ONCE = 10_000


class Pseudonyms(StepConfig):
    """Whose ids are replaced, and what becomes of the key."""

    users: bool = Field(True, title="People's ids", description="Replace the ids of people.")
    items: bool = Field(False, title="Items' ids", description="Replace the ids of items; their titles stay.")
    key: Literal["kept", "thrown-away"] = Field(
        "kept",
        title="Key",
        description="Kept in this workspace, the same person gets the same pseudonym again, and can be found to be "
        "forgotten; thrown away, nobody can ever tell who is who.",
        json_schema_extra={"choices": {"kept": "Stays in the workspace", "thrown-away": "Is thrown away"}},
    )
    digits: int = Field(
        32,
        ge=16,
        le=64,
        title="Digits",
        description="Hexadecimal digits of a pseudonym.",
        json_schema_extra={"advanced": True},
    )
    drop_attributes: bool = Field(
        False,
        title="Leave attributes of people out",
        description="Age, town and occupation together often name a person.",
    )

    @model_validator(mode="after")
    def _replaces_something(self) -> Pseudonyms:
        if not self.users and not self.items:
            raise ValueError("choose people's ids, items' ids, or both")
        return self


def pseudonyms(dataset: Dataset, config: Pseudonyms, around: Surroundings) -> StepResult:
    """Replace ids by pseudonyms; codes, and so histories, stay as they are."""
    key = around.workspace_key() if config.key == "kept" else secrets.token_bytes(32)
    users, items, table = dataset.users, dataset.items, dataset.user_table
    if config.users:
        users = Vocabulary(_hashed(users.arrow, "user", key, config.digits, around.progress))
        if table is not None and PERSON in table.column_names:
            people = table[PERSON].combine_chunks().dictionary_encode()
            hashed = _hashed(people.dictionary, "user", key, config.digits, around.progress)
            place = table.column_names.index(PERSON)
            table = table.set_column(place, PERSON, hashed.take(people.indices))
        if config.drop_attributes and table is not None:
            kept = [name for name in table.column_names if name == PERSON]
            table = table.select(kept) if kept else None
    if config.items:
        items = Vocabulary(_hashed(items.arrow, "item", key, config.digits, around.progress))
    noun = " and ".join(name for name, chosen in (("people", config.users), ("items", config.items)) if chosen)
    fate = "stays in this workspace" if config.key == "kept" else "was thrown away"
    return StepResult(
        replace(dataset, users=users, items=items, user_table=table),
        f"The ids of {noun} became pseudonyms by HMAC-SHA256; the key {fate}.",
    )


def pseudonym(external_id: str, kind: Literal["user", "item"], key: bytes, digits: int) -> str:
    """Return the pseudonym of one id; users and items of the same id get different ones."""
    return hmac.digest(key, f"{kind}\0{external_id}".encode(), "sha256").hex()[:digits]


def _hashed(ids: Any, kind: Literal["user", "item"], key: bytes, digits: int, progress: Progress) -> Any:
    pieces = []
    for start in range(0, len(ids), _IDS_AT_ONCE):
        progress.check()
        piece = ids.slice(start, _IDS_AT_ONCE).to_pylist()
        pieces.append(pa.array([pseudonym(text, kind, key, digits) for text in piece], pa.string()))
    made = pa.concat_arrays(pieces) if pieces else pa.array([], pa.string())
    distinct = len(made.dictionary_encode().dictionary)
    if distinct < len(made):
        raise ConfigurationError(f"{len(made) - distinct:,} pseudonyms came out twice.", hint="Give them more digits.")
    return made
