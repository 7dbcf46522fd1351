"""The catalogue of invented films: what each one is, before anybody has watched it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum

from workbench.data.sample.draws import Draws
from workbench.data.sample.words import (
    CROSSROADS_TEXT,
    CROSSROADS_TITLES,
    ENDINGS,
    FINALE_TEXT,
    GENRES,
    MOODS,
    NUMBERS,
    OMEN_TEXT,
    OMEN_TITLES,
    PEOPLE,
    PLACES,
    SIGNS,
    TITLE_PATTERNS,
    Genre,
)

N_FILMS = 1_000
N_TRILOGIES = 40
N_PAIRS = 25
N_CROSSROADS = 8
N_UNSEEN = 30
N_HARDLY_SEEN = 50
_PARTS = ("", " II", " III")


class Kind(Enum):
    """What part a film plays in the sample's structure."""

    ORDINARY = "ordinary"
    SERIES = "series"
    OMEN = "omen"
    CROSSROADS = "crossroads"
    FINALE = "finale"
    UNSEEN = "unseen"
    HARDLY_SEEN = "hardly seen"


@dataclass(frozen=True)
class Film:
    """One invented film.

    Attributes:
        title: unique in the catalogue.
        text: two sentences.
        genre: index into `words.GENRES`, the first category.
        second_genre: another index, or −1.
        mood: index into `words.MOODS`.
        year: of release; films without viewers are the newest.
        quality: −1, 0 or 1, what ratings lean to.
        kind: its part in the sample's structure.
        group: series or crossroads number, −1 where it belongs to none.
        part: 0, 1, 2 for I, II, III of a series.
        sign: index into `words.SIGNS` for omens and finales, else −1.
    """

    title: str
    text: str
    genre: int
    second_genre: int
    mood: int
    year: int
    quality: int = 0
    kind: Kind = Kind.ORDINARY
    group: int = -1
    part: int = 0
    sign: int = -1

    @property
    def categories(self) -> list[str]:
        """Category names, the first genre first; omens carry their rare kind as a category too."""
        names = [GENRES[self.genre].name]
        if self.second_genre >= 0:
            names.append(GENRES[self.second_genre].name)
        if self.kind is Kind.OMEN:
            names.append("Omen")
        return names


def make_catalogue(seed: int) -> tuple[Film, ...]:
    """Return the `N_FILMS` films of a seed in item-code order; kinds lie mixed, so a code tells nothing."""
    writer = _Writer(Draws(seed, "catalogue"))
    films: list[Film] = []
    for group in range(N_TRILOGIES + N_PAIRS):
        films += writer.series(group, parts=3 if group < N_TRILOGIES else 2)
    films += [writer.omen(sign, which) for sign in range(len(SIGNS)) for which in range(2)]
    for group in range(N_CROSSROADS):
        films += writer.crossroads(group)
    films += [writer.film(Kind.UNSEEN, (2026, 2026)) for _ in range(N_UNSEEN)]
    films += [writer.film(Kind.HARDLY_SEEN, (2021, 2021)) for _ in range(N_HARDLY_SEEN)]
    films += [writer.film(Kind.ORDINARY, (1962, 2021)) for _ in range(N_FILMS - len(films))]
    return tuple(writer.draws.shuffled(films))


class _Writer:
    """Writes films with titles that never repeat."""

    def __init__(self, draws: Draws) -> None:
        self.draws = draws
        self._taken: set[str] = set()
        # Dealt in turn, so that no genre and no mood is left thin.
        self._deal = [(genre, mood) for genre in range(len(GENRES)) for mood in range(len(MOODS))]
        self._next: list[tuple[int, int]] = []

    def film(self, kind: Kind, years: tuple[int, int]) -> Film:
        """Write a film that stands for itself."""
        genre, mood = self._genre_and_mood()
        draws = self.draws
        title, words = self._title(TITLE_PATTERNS, genre)
        # Newer years are likelier: the later of two draws.
        year = max(draws.between(*years), draws.between(*years))
        return Film(
            title=title,
            text=self._synopsis(genre, mood, words),
            genre=genre,
            second_genre=self._second(genre),
            mood=mood,
            year=year,
            quality=draws.choose((-1, 0, 0, 0, 1)),
            kind=kind,
        )

    def series(self, group: int, parts: int) -> list[Film]:
        """Write the films of one series: the same genre and mood, a few years apart."""
        first = replace(self.film(Kind.SERIES, (1968, 2012)), group=group)
        made = [first]
        for part in range(1, parts):
            text = self._synopsis(first.genre, first.mood, self._words(GENRES[first.genre]))
            year = made[-1].year + self.draws.between(1, 4)
            made.append(replace(first, title=first.title + _PARTS[part], text=text, year=year, part=part))
        return made

    def omen(self, sign: int, which: int) -> Film:
        """Write an omen film of a sign."""
        genre, mood = self._genre_and_mood()
        title, words = self._title((OMEN_TITLES[sign][which],), genre)
        return Film(
            title=title,
            text=OMEN_TEXT.format(sign=SIGNS[sign], **words),
            genre=genre,
            second_genre=-1,
            mood=mood,
            year=self.draws.between(1975, 2015),
            kind=Kind.OMEN,
            sign=sign,
        )

    def crossroads(self, group: int) -> list[Film]:
        """Write a crossroads film and its finales, one for each sign."""
        genre, mood = self._genre_and_mood()
        title, words = self._title((CROSSROADS_TITLES[group % len(CROSSROADS_TITLES)],), genre)
        year = self.draws.between(1980, 2016)
        film = Film(title, CROSSROADS_TEXT.format(**words), genre, -1, mood, year, kind=Kind.CROSSROADS, group=group)
        finales = [
            replace(
                film,
                title=f"{title}: The {name}",
                text=FINALE_TEXT.format(sign=name, **words),
                year=year + 2,
                kind=Kind.FINALE,
                sign=sign,
            )
            for sign, name in enumerate(SIGNS)
        ]
        return [film, *finales]

    def _genre_and_mood(self) -> tuple[int, int]:
        if not self._next:
            self._next = self.draws.shuffled(self._deal)
        return self._next.pop()

    def _second(self, genre: int) -> int:
        other = self.draws.below(len(GENRES))
        return other if self.draws.chance(35) and other != genre else -1

    def _synopsis(self, genre: int, mood: int, words: dict[str, str]) -> str:
        opening = self.draws.choose(GENRES[genre].openings).format(**{**words, "thing": words["thing"].lower()})
        return _with_articles(f"{opening[0].upper()}{opening[1:]}. {self.draws.choose(ENDINGS[MOODS[mood]])}")

    def _words(self, genre: Genre) -> dict[str, str]:
        draws = self.draws
        return {
            "thing": draws.choose(genre.things),
            "plural": draws.choose(genre.plurals),
            "quality": draws.choose(genre.qualities),
            "role": draws.choose(genre.roles),
            "place": draws.choose(PLACES),
            "person": draws.choose(PEOPLE),
            "number": draws.choose(NUMBERS),
        }

    def _title(self, patterns: tuple[str, ...], genre: int) -> tuple[str, dict[str, str]]:
        """Return a title that nothing has yet, and the words it is made of, for the text to be about the same."""
        while True:
            words = self._words(GENRES[genre])
            title = _with_articles(self.draws.choose(patterns).format(**words))
            if title not in self._taken:
                self._taken.add(title)
                return title, words


def _with_articles(text: str) -> str:
    """Mend `a umbrella` to `an umbrella`."""
    return re.sub(r"\b([Aa]) (?=[AEIOUaeiou])", r"\1n ", text)
