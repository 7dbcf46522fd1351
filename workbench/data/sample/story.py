"""The sample without pictures and sound: films, viewers, interactions, and the truth about them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pyarrow as pa

from workbench.data.dataset import Dataset, ItemTable
from workbench.data.interactions import Interactions, Vocabulary
from workbench.data.sample.catalogue import Film, make_catalogue
from workbench.data.sample.truth import SampleTruth
from workbench.data.sample.viewers import History, Shelves, Viewer, make_histories, make_viewers
from workbench.data.sample.words import GENRES, MOODS, SIGNS
from workbench.jobs import Progress


@dataclass(frozen=True)
class Story:
    """Everything of the sample but its media."""

    films: tuple[Film, ...]
    viewers: tuple[Viewer, ...]
    shelves: Shelves
    histories: list[History]

    @property
    def names(self) -> list[str]:
        """External item ids in code order; media entries are named after them."""
        return [f"F{code + 1:04d}" for code in range(len(self.films))]

    def dataset(self, media: dict[str, str]) -> Dataset:
        """Return the dataset; columns `image` and `audio` name entries of the archives in `media`."""
        counts = np.array([len(history.items) for history in self.histories])
        interactions = Interactions.from_columns(
            np.repeat(np.arange(len(self.viewers)), counts),
            np.concatenate([history.items for history in self.histories]),
            np.concatenate([history.stars for history in self.histories]),
            np.concatenate([history.times for history in self.histories]),
            n_users=len(self.viewers),
            n_items=len(self.films),
        )
        films, viewers = self.films, self.viewers
        items = self.names
        item_columns = {
            "title": pa.array([film.title for film in films], pa.string()),
            "categories": pa.array([film.categories for film in films], pa.list_(pa.string())),
            "year": pa.array([film.year for film in films], pa.int32()),
            "text": pa.array([film.text for film in films], pa.string()),
            "mood": pa.array([MOODS[film.mood] for film in films], pa.string()),
            "image": pa.array([f"{name}.png" for name in items], pa.string()),
            "audio": pa.array([f"{name}.wav" for name in items], pa.string()),
        }
        user_columns = {
            "age_group": pa.array([viewer.age_group for viewer in viewers], pa.string()),
            "home": pa.array([viewer.home for viewer in viewers], pa.string()),
            "favourite_genre": pa.array([GENRES[viewer.genre].name for viewer in viewers], pa.string()),
            "favourite_mood": pa.array([MOODS[viewer.mood] for viewer in viewers], pa.string()),
        }
        return Dataset(
            name="Invented films",
            interactions=interactions,
            users=Vocabulary([f"U{code + 1:03d}" for code in range(len(viewers))]),
            items=Vocabulary(items),
            item_table=ItemTable(pa.table(item_columns)),
            user_table=pa.table(user_columns),
            source="Built-in sample",
            invented=True,
            media=media,
        )

    def truth(self) -> SampleTruth:
        """Return the rules behind the interactions, in the dataset's codes and rows."""
        shelves = self.shelves
        omens = [(code, sign) for sign, codes in enumerate(shelves.omens) for code in codes]
        starts = np.cumsum([0] + [len(history.items) for history in self.histories])
        events = [
            (int(start) + event.position, event.sign, int(start) + event.omen_position, int(event.kept))
            for start, history in zip(starts, self.histories, strict=False)
            for event in history.events
        ]
        rows, signs, omen_rows, kept = (np.array(column) for column in zip(*events, strict=True))
        companions = np.full((len(self.films), 2), -1, np.int32)
        for code, pair in shelves.companions.items():
            companions[code] = pair
        return SampleTruth(
            omen_items=np.array([code for code, _ in omens], np.int32),
            omen_signs=np.array([sign for _, sign in omens], np.int32),
            sign_names=SIGNS,
            crossroads_items=np.array(shelves.crossroads, np.int32),
            finales=np.array(shelves.finales, np.int32),
            rule_rows=rows.astype(np.int64),
            rule_signs=signs.astype(np.int32),
            rule_omen_rows=omen_rows.astype(np.int64),
            rule_kept=kept.astype(np.int32),
            series=tuple(shelves.series),
            companions=companions,
            unseen_items=np.array(shelves.unseen, np.int32),
            hardly_seen_items=np.array(shelves.hardly_seen, np.int32),
            favourite_genres=np.array([(v.genre, v.later_genre) for v in self.viewers], np.int32),
            genre_names=tuple(genre.name for genre in GENRES),
        )


def make_story(seed: int, progress: Progress) -> Story:
    """Write the sample of a seed. Reports its progress as fractions of 0 to 1."""
    progress.report(0.0, "inventing films")
    films = make_catalogue(seed)
    progress.check()
    shelves = Shelves(films, seed)
    viewers = make_viewers(seed)
    return Story(films, viewers, shelves, make_histories(viewers, shelves, seed, progress))


@lru_cache(maxsize=2)
def truth(seed: int = 7) -> SampleTruth:
    """Return the ground truth of a seed's sample; takes about a second, once."""
    return make_story(seed, Progress()).truth()
