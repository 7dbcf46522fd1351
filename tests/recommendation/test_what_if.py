"""An edited history: edits keep order and dates together, count what differs, and can be taken back."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest

from workbench.errors import ConfigurationError
from workbench.recommendation.what_if import EditedHistory, EditLog, Entry

DAY = 86_400


def five() -> EditedHistory:
    return EditedHistory.of([Entry(item, 3.0, item * DAY) for item in range(5)])


def items(history: EditedHistory) -> list[int]:
    return [entry.item for entry in history.entries]


def test_a_stored_history_has_no_changes_and_reads_as_models_read_it() -> None:
    read = five().histories()
    assert five().n_changes == 0
    assert read.item.tolist() == [0, 1, 2, 3, 4]
    assert read.value.tolist() == [3.0] * 5
    assert read.time is not None
    assert read.time.tolist() == [item * DAY for item in range(5)]


def test_removing_adding_and_rating_count_one_change_each() -> None:
    edited = five().remove(1).add(9, 4.0).rate(0, 1.0)
    assert items(edited) == [0, 2, 3, 4, 9]
    assert edited.n_changes == 3
    assert edited.entries[-1].time == 4 * DAY


def test_a_moved_entry_takes_the_nearest_time_that_its_place_allows() -> None:
    edited = five().move(4, 1)
    assert items(edited) == [0, 4, 1, 2, 3]
    assert edited.entries[1].time == 1 * DAY
    assert edited.n_changes == 1


def test_moving_there_and_back_without_dates_is_no_change() -> None:
    undated = EditedHistory.of([Entry(item) for item in range(5)])
    assert undated.move(4, 1).n_changes == 1
    assert undated.move(4, 1).move(1, 4).n_changes == 0


def test_an_entry_goes_to_where_its_new_date_belongs() -> None:
    edited = five().date(0, 2 * DAY + 1)
    assert items(edited) == [1, 2, 0, 3, 4]
    assert edited.n_changes == 1
    assert five().add(7, None, DAY).entries[2].item == 7


def test_times_never_fall_whatever_is_edited() -> None:
    draw = np.random.default_rng(3)
    history = five()
    for _ in range(300):
        place, other = (int(n) for n in draw.integers(0, len(history), 2))
        action = int(draw.integers(5))
        if action == 0 and len(history) > 2:
            history = history.remove(place)
        elif action == 1:
            history = history.add(int(draw.integers(50)), 1.0, int(draw.integers(6 * DAY)))
        elif action == 2:
            history = history.move(place, other)
        elif action == 3:
            history = history.rate(place, 2.0)
        else:
            history = history.date(place, int(draw.integers(6 * DAY)))
        times = [entry.time or 0 for entry in history.entries]
        assert all(a <= b for a, b in pairwise(times))


def test_the_fewest_entries_count_as_moved() -> None:
    draw = np.random.default_rng(4)
    undated = EditedHistory.of([Entry(item) for item in range(7)])
    for _ in range(60):
        shuffled = EditedHistory(undated.original, tuple(undated.entries[i] for i in draw.permutation(7)))
        order = [entry.origin or 0 for entry in shuffled.entries]
        longest = max(
            size for size in range(1, 8) if any(list(chosen) == sorted(chosen) for chosen in combinations(order, size))
        )
        assert shuffled.n_changes == 7 - longest


def test_changes_far_from_both_ends_are_counted_as_those_at_the_ends_are() -> None:
    long = EditedHistory.of([Entry(item % 7, 3.0, item * DAY) for item in range(60)])
    edited = long.remove(20).rate(30, 1.0).date(40, 25 * DAY).add(3, 5.0, 50 * DAY)
    assert edited.n_changes == 4
    assert edited.remove(0).remove(0).remove(56).n_changes == 7
    assert EditedHistory(long.original, ()).n_changes == 60
    assert EditedHistory.of([]).add(1).n_changes == 1


def test_edits_are_taken_back_and_done_again() -> None:
    log = EditLog(five())
    log.push(log.now.remove(0))
    log.push(log.now.remove(0))
    assert items(log.undo()) == [1, 2, 3, 4]
    assert items(log.undo()) == [0, 1, 2, 3, 4]
    assert not log.can_undo
    assert items(log.redo()) == [1, 2, 3, 4]
    log.push(log.now.add(8))
    assert not log.can_redo
    assert items(log.now) == [1, 2, 3, 4, 8]


def test_an_edit_that_changes_nothing_is_not_kept() -> None:
    log = EditLog(five())
    log.push(log.now.move(2, 2))
    assert not log.can_undo


def test_a_person_from_scratch_begins_empty() -> None:
    made = EditedHistory().add(3).add(5)
    assert items(made) == [3, 5]
    assert made.n_changes == 2
    assert made.histories().time is None
    with pytest.raises(ConfigurationError):
        made.remove(2)
