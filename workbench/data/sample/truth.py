"""The rules by which the sample's viewers choose: what a model that learned everything would know.

Five structures lie in the interactions, on top of a long-tailed popularity:

1. Taste: each viewer starts with one favourite genre and drifts, over the whole history, to a second one.
2. Evenings: films of one evening tend to share a genre (dependencies at distance 1 to 3).
3. Companions: within a genre, a film is often followed by one of two fixed other films (distance 1).
4. Series: part II is watched only after part I, part III only after part II, mostly as the very next film.
5. Omens, the long-range rule. Eight *omen* films carry four signs, two films each. A viewer watches both films of a
   sign, two to four films apart, and those of another sign much later, if the history is long. Films of the
   *crossroads* kind are watched by viewers of every taste, and the film right after a crossroads film is one of its
   four *finales*, one for each sign: with probability 19/20 that of the sign of the **latest omen in the viewer's
   history**, and otherwise that of another sign. Finales are watched in no other way. At least `MIN_OMEN_DISTANCE`
   films lie between that omen and the crossroads film, and the two films before a crossroads film are never omens,
   crossroads films or finales.

So, given the crossroads film and the two films before it, all four finales are equally likely (entropy log2 4 = 2.00
bits): popularity and transition counts at distance 1 to 3 cannot do better than one in four. Given the latest omen too,
the entropy is 0.37 bits. Counts that ignore order (item-to-item similarity over whole histories) may know which signs
were met, but neither which came last nor that a finale is due now; attention over the history can know both. What else
in a history tells the sign is the finales that came after that omen, which attention may use as well.
"""

from __future__ import annotations

from dataclasses import dataclass

from workbench.data.interactions import Int32, Int64

MIN_OMEN_DISTANCE = 8
RULE_KEPT_IN_TWENTY = 19


@dataclass(frozen=True)
class SampleTruth:
    """The ground truth of one seed's rules, in the item codes and row positions of that seed's dataset.

    Attributes:
        omen_items: int32 [n_omens], the omen films.
        omen_signs: int32 [n_omens], the sign of each.
        sign_names: the names of the signs 0 … n_signs − 1.
        crossroads_items: int32 [n_crossroads], the crossroads films.
        finales: int32 [n_crossroads, n_signs], the film that follows crossroads film `c` under sign `s`.
        rule_rows: int64 [n_events], ascending positions in `Interactions` at which a finale stands; the row before
            each is its crossroads film.
        rule_signs: int32 [n_events], the sign of the latest omen before each of them.
        rule_omen_rows: int64 [n_events], the row of that omen: where attention should look.
        rule_kept: bool as int32 [n_events], 1 where the finale is the one of that sign.
        series: item codes of each series in order of its parts.
        companions: int32 [n_items, 2], the two films that often follow each; −1 where there are none.
        unseen_items: int32, films without interactions.
        hardly_seen_items: int32, films with 0 to 3 interactions.
        favourite_genres: int32 [n_users, 2], the genre (index into `genre_names`) at the start and at the end.
        genre_names: names of the genres.
    """

    omen_items: Int32
    omen_signs: Int32
    sign_names: tuple[str, ...]
    crossroads_items: Int32
    finales: Int32
    rule_rows: Int64
    rule_signs: Int32
    rule_omen_rows: Int64
    rule_kept: Int32
    series: tuple[tuple[int, ...], ...]
    companions: Int32
    unseen_items: Int32
    hardly_seen_items: Int32
    favourite_genres: Int32
    genre_names: tuple[str, ...]

    def finale_after(self, crossroads_item: int, omen_item: int) -> int:
        """Return the film that the rule puts after a crossroads film when `omen_item` was the latest omen.

        Raises:
            ValueError: one of the two films is not of its kind.
        """
        row = self.crossroads_items.tolist().index(crossroads_item)
        sign = self.omen_signs[self.omen_items.tolist().index(omen_item)]
        return int(self.finales[row, sign])
