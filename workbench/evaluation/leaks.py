"""What of the judged part can be known from training, counted from the rows themselves: the protocol card says it."""

from __future__ import annotations

import weakref

import numpy as np

from workbench.data.interactions import Int64, Interactions
from workbench.data.split_picture import leak_check
from workbench.data.splits import Split
from workbench.jobs import Progress
from workbench.models.ranking import mixed_codes

# A person of fewer items is too often like another by chance.
FEWEST_ITEMS = 3
_SEEDS = (11, 12)
# Keyed by identity: splits are immutable but hold arrays, so they cannot be hashed.
_known: dict[int, tuple[str, ...]] = {}


def leak_findings(split: Split, progress: Progress) -> tuple[str, ...]:
    """Return in sentences, with counts, what training gives away of the test; kept as long as `split` lives.

    - the future: training interactions later than the test (`leak_check`);
    - duplicates: test interactions whose person and item meet in training too;
    - twins: people of the test who met exactly the items of somebody else.
    """
    key = id(split)
    if key not in _known:
        found = list(leak_check(split, progress).sentences)
        progress.check()
        found += _twin_sentences(split)
        _known[key] = tuple(found)
        weakref.finalize(split, _known.pop, key, None)
    return _known[key]


def _twin_sentences(split: Split) -> list[str]:
    judged = np.unique(split.dataset.interactions.user[split.test_rows])
    twins = int(np.isin(judged, people_with_twins(split.dataset.interactions)).sum())
    if twins == 0:
        return []
    return [
        f"{twins:,} of {len(judged):,} people in the test have met exactly the items of somebody else: they may be one "
        "person under two ids, and what was held out of one is then known from the other."
    ]


def people_with_twins(interactions: Interactions) -> Int64:
    """Return int64, the codes of people whose set of items, of three or more, is exactly that of somebody else.

    Sets are compared by two sums of 64-bit hashes of their items: two sets of different items agree by chance once in
    10³⁸.
    """
    first = interactions.first_meetings
    users = interactions.user[first]
    offsets = np.concatenate(([0], np.cumsum(np.bincount(users, minlength=interactions.n_users))))
    sums = [_sums(mixed_codes(interactions.item[first].astype(np.uint64), seed), offsets) for seed in _SEEDS]
    enough = np.flatnonzero(np.diff(offsets) >= FEWEST_ITEMS)
    keys = np.stack([total[enough] for total in sums], axis=1)
    _, groups, sizes = np.unique(keys, axis=0, return_inverse=True, return_counts=True)
    return enough[sizes[groups.ravel()] > 1]


def _sums(hashes: np.ndarray, offsets: Int64) -> np.ndarray:
    """Return the sums of each person's hashes, modulo 2⁶⁴."""
    total = np.concatenate((np.zeros(1, np.uint64), np.cumsum(hashes, dtype=np.uint64)))
    return total[offsets[1:]] - total[offsets[:-1]]
