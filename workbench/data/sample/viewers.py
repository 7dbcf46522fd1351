"""The viewers of the sample and what each of them watched, film by film, by the rules of `truth.py`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from workbench.data.sample.catalogue import Film, Kind
from workbench.data.sample.draws import Draws
from workbench.data.sample.truth import MIN_OMEN_DISTANCE, RULE_KEPT_IN_TWENTY
from workbench.data.sample.words import GENRES, MOODS, SIGNS
from workbench.jobs import Progress

N_VIEWERS = 800
AGE_GROUPS = ("under 18", "18–29", "30–44", "45–59", "60 and over")
HOMES = ("city", "suburb", "village", "coast")

_FIRST_DAY = 18_993  # 2022-01-01, in days since 1970
_LAST_DAY = 20_453  # 2025-12-31
_MIN_EVENT_GAP = 4  # films between a finale and the next crossroads film
_BARELY_PLACES = 3


@dataclass(frozen=True)
class Viewer:
    """Who somebody is.

    Attributes:
        age_group, home: attributes for the user table.
        genre, later_genre: indices of the favourite genres at the start and at the end of the history.
        mood: index of the favourite mood.
    """

    age_group: str
    home: str
    genre: int
    later_genre: int
    mood: int


@dataclass
class RuleEvent:
    """One use of the long-range rule: positions within the viewer's history, and the sign that should decide."""

    position: int
    omen_position: int
    sign: int
    kept: bool


@dataclass
class History:
    """What one viewer watched: item codes, ratings 1 to 5 and seconds since 1970, oldest first."""

    items: list[int] = field(default_factory=list)
    stars: list[int] = field(default_factory=list)
    times: list[int] = field(default_factory=list)
    events: list[RuleEvent] = field(default_factory=list)


class Shelves:
    """The films arranged for choosing: by genre with weights of popularity, by companion, by series, by kind."""

    def __init__(self, films: Sequence[Film], seed: int) -> None:
        draws = Draws(seed, "shelves")
        self.films = films
        self.companions: dict[int, tuple[int, int]] = {}
        self.by_genre: list[list[int]] = []
        self.genre_weights: list[list[int]] = []
        weights: dict[int, int] = {}
        for genre in range(len(GENRES)):
            # Only what may be chosen freely; later parts, rule films and cold films have rules of their own.
            shelf = draws.shuffled(
                [
                    code
                    for code, film in enumerate(films)
                    if film.genre == genre and film.kind in (Kind.ORDINARY, Kind.SERIES) and film.part == 0
                ]
            )
            for place, code in enumerate(shelf):
                weights[code] = 1_000_000 // (place + 3)
            self.by_genre.append(shelf)
            self.genre_weights.append(list(accumulate(weights[code] for code in shelf)))
            ring = draws.shuffled(shelf)
            for place, code in enumerate(ring):
                self.companions[code] = (ring[(place + 1) % len(ring)], ring[(place + 2) % len(ring)])
        everywhere = [code for shelf in self.by_genre for code in shelf]
        self.everywhere = everywhere
        self.everywhere_weights = list(accumulate(weights[code] for code in everywhere))
        groups: dict[int, list[int]] = {}
        for code, film in enumerate(films):
            if film.kind is Kind.SERIES:
                groups.setdefault(film.group, []).append(code)
        self.series = [tuple(sorted(codes, key=lambda code: films[code].part)) for _, codes in sorted(groups.items())]
        self.next_part = {a: b for codes in self.series for a, b in pairwise(codes)}
        self.omens = [
            [code for code, film in enumerate(films) if film.kind is Kind.OMEN and film.sign == sign]
            for sign in range(len(SIGNS))
        ]
        crossroads = [code for code, film in enumerate(films) if film.kind is Kind.CROSSROADS]
        self.crossroads = sorted(crossroads, key=lambda code: films[code].group)
        finales = {(film.group, film.sign): code for code, film in enumerate(films) if film.kind is Kind.FINALE}
        self.finales = [[finales[group, sign] for sign in range(len(SIGNS))] for group in range(len(crossroads))]
        self.unseen = [code for code, film in enumerate(films) if film.kind is Kind.UNSEEN]
        self.hardly_seen = [code for code, film in enumerate(films) if film.kind is Kind.HARDLY_SEEN]


def make_viewers(seed: int) -> tuple[Viewer, ...]:
    """Return the `N_VIEWERS` viewers of a seed."""
    draws = Draws(seed, "viewers")
    return tuple(
        Viewer(
            age_group=AGE_GROUPS[draws.weighted((1, 4, 8, 11, 13))],
            home=draws.choose(HOMES),
            genre=(genre := draws.below(len(GENRES))),
            later_genre=(genre + draws.between(1, len(GENRES) - 1)) % len(GENRES),
            mood=draws.below(len(MOODS)),
        )
        for _ in range(N_VIEWERS)
    )


def make_histories(viewers: Sequence[Viewer], shelves: Shelves, seed: int, progress: Progress) -> list[History]:
    """Let every viewer watch; about 60,000 films in all. Reports its progress as fractions of 0 to 1."""
    rare: list[list[int]] = [[] for _ in viewers]
    draws = Draws(seed, "hardly seen")
    for code in shelves.hardly_seen:
        for _ in range(draws.between(1, _BARELY_PLACES)):
            rare[draws.below(len(viewers))].append(code)
    histories = []
    for number, viewer in enumerate(viewers):
        if number % 10 == 0:
            progress.report(number / len(viewers), "inviting viewers")
        watching = _Watching(viewer, shelves, rare[number], Draws(seed, f"history {number}"))
        histories.append(watching.watch_all())
    return histories


class _Watching:
    """One viewer's history in the making."""

    def __init__(self, viewer: Viewer, shelves: Shelves, rare: list[int], draws: Draws) -> None:
        self.viewer, self.shelves, self.rare, self.draws = viewer, shelves, rare, draws
        self.history = History()
        self.seen: set[int] = set()
        # Long tail of activity: most watch some dozens, a few watch hundreds.
        self.length = 24 + 192 * draws.below(1_000) ** 3 // 1_000**3
        # One in three histories ends with the rule, so that a leave-last-out test sees it too; one in three has it as
        # the last film but one, where validation looks.
        self.ending = draws.below(3)
        age = AGE_GROUPS.index(viewer.age_group)
        self.oldest_year = 1990 if age < 2 else 0
        self.newest_year = 2008 if age > 2 else 9_999
        self.omen_position = -1
        self.sign = -1
        self.signs = draws.shuffled(range(len(SIGNS)))
        self.second_omen = -1
        self.last_finale = -_MIN_EVENT_GAP
        self.next_omen = draws.between(1, 4)
        self.paths = draws.shuffled(range(len(shelves.crossroads)))

    def watch_all(self) -> History:
        """Watch until the history has its length, then put ratings and dates to it."""
        items = self.history.items
        while len(items) < self.length:
            left = self.length - len(items)
            since_omen = len(items) - self.omen_position - 1
            since_finale = len(items) - self.last_finale - 1
            omen_is_due = len(items) >= self.next_omen and (self.second_omen >= 0 or bool(self.signs))
            if omen_is_due and since_finale >= 2 and left > MIN_OMEN_DISTANCE + 2:
                self._watch_omen()
            elif (
                len(self.paths) > bool(self.ending)
                and self.sign >= 0
                and since_omen >= MIN_OMEN_DISTANCE
                and since_finale >= _MIN_EVENT_GAP
                and left > _MIN_EVENT_GAP + 2
                and self.draws.chance(30)
            ):
                self._watch_crossroads()
            else:
                self._watch(self._ordinary())
        if self.ending:
            self._watch_crossroads()
            if self.ending == 2:
                self._watch(self._ordinary())
        self._rate()
        self._date()
        return self.history

    def _watch(self, code: int) -> None:
        self.history.items.append(code)
        self.seen.add(code)

    def _watch_omen(self) -> None:
        """Watch an omen: both films of a sign come within a few evenings, then a new sign much later."""
        position = len(self.history.items)
        if self.second_omen >= 0:
            omen, self.second_omen = self.second_omen, -1
            self.next_omen = position + self.draws.between(45, 90)
        else:
            self.sign = self.signs.pop()
            omen, self.second_omen = self.draws.shuffled(self.shelves.omens[self.sign])
            self.next_omen = position + self.draws.between(2, 4)
        self.omen_position = position
        self._watch(omen)

    def _watch_crossroads(self) -> None:
        path = self.paths.pop()
        self._watch(self.shelves.crossroads[path])
        kept = self.draws.below(20) < RULE_KEPT_IN_TWENTY
        sign = self.sign if kept else (self.sign + self.draws.between(1, len(SIGNS) - 1)) % len(SIGNS)
        self.last_finale = len(self.history.items)
        self.history.events.append(RuleEvent(self.last_finale, self.omen_position, self.sign, kept))
        self._watch(self.shelves.finales[path][sign])

    def _ordinary(self) -> int:
        """Choose the next film by series, companion, evening, taste or fame, in this order of strength."""
        draws, shelves = self.draws, self.shelves
        last = self.history.items[-1] if self.history.items else -1
        following = shelves.next_part.get(last, -1)
        if following >= 0 and draws.chance(75):
            return following
        waiting = [
            shelves.next_part[code]
            for code in self.history.items[-8:]
            if code in shelves.next_part and shelves.next_part[code] not in self.seen
        ]
        if waiting and draws.chance(12):
            return waiting[0]
        if self.rare and draws.chance(10):
            return self.rare.pop()
        for code in self._wishes(last):
            if code not in self.seen:
                return code
        return next(code for code in shelves.everywhere if code not in self.seen)

    def _wishes(self, last: int) -> list[int]:
        draws, shelves = self.draws, self.shelves
        wishes: list[int] = []
        if last in shelves.companions and draws.chance(38):
            wishes += shelves.companions[last] if draws.chance(70) else shelves.companions[last][::-1]
        genre = self._genre_now(last)
        for attempt in range(16):
            if attempt == 0 and draws.chance(12):
                wishes.append(shelves.everywhere[draws.weighted(shelves.everywhere_weights)])
                continue
            code = shelves.by_genre[genre][draws.weighted(shelves.genre_weights[genre])]
            film = shelves.films[code]
            # Half of the films that don't suit the mood are put back, and half of those that are too old or too new.
            suits = film.mood == self.viewer.mood or draws.chance(50)
            if suits and (self.oldest_year <= film.year <= self.newest_year or draws.chance(50)):
                wishes.append(code)
        return wishes

    def _genre_now(self, last: int) -> int:
        """Return the genre of tonight: that of the last film, or by a taste that drifts along the history."""
        draws, viewer = self.draws, self.viewer
        if last >= 0 and draws.chance(35):
            return self.shelves.films[last].genre
        if draws.chance(18):
            return draws.below(len(GENRES))
        return viewer.later_genre if draws.below(self.length) < len(self.history.items) else viewer.genre

    def _rate(self) -> None:
        draws, viewer, count = self.draws, self.viewer, len(self.history.items)
        for position, code in enumerate(self.history.items):
            film = self.shelves.films[code]
            favourite = viewer.later_genre if 2 * position > count else viewer.genre
            points = 62 + 14 * film.quality + draws.between(-26, 26)
            points += 12 * (film.genre == favourite) + 8 * (film.mood == viewer.mood)
            self.history.stars.append(min(max(points // 18, 1), 5))

    def _date(self) -> None:
        """Spread the films over evenings: about two hours apart within one, days apart between them."""
        draws, times, count = self.draws, self.history.times, len(self.history.items)
        evening, minutes = 0, [(0, draws.between(17 * 60, 20 * 60))]
        for _ in range(count - 1):
            minute = minutes[-1][1]
            if minute < 21 * 60 and draws.chance(50):
                minute += draws.between(95, 150)
            else:
                evening += 1
                minute = draws.between(17 * 60, 20 * 60)
            minutes.append((evening, minute))
        span = max(draws.between(150, 1_100), 2 * (evening + 1))
        first = draws.between(_FIRST_DAY, _LAST_DAY - span)
        chosen: set[int] = set()
        while len(chosen) <= evening:
            chosen.add(first + draws.below(span))
        days = sorted(chosen)
        times += [(days[evening] * 1_440 + minute) * 60 + draws.below(60) for evening, minute in minutes]
