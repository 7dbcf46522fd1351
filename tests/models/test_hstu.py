from __future__ import annotations

import numpy as np
import pytest
from sequence_contract import SMALL, SequenceContract
from small_world import split_of

from workbench.data.interactions import Histories
from workbench.data.splits import Split
from workbench.evaluation.evaluate import TARGET_TIME_IS_KNOWN, evaluate
from workbench.jobs import Progress
from workbench.models.attention.hstu import HSTU, HSTUConfig


class TestHSTUKeepsTheContract(SequenceContract):
    kind = HSTU
    config = HSTUConfig(**SMALL)
    rows_sum_to_one = False


def _timed() -> Split:
    """The next item depends on how long the person waits: a day leads to 1, a year to 2."""
    user, item, time = [], [], []
    for code in range(60):
        start = 1_000_000 * code
        for step, (one, wait) in enumerate([(0, 0), (3, 60), (4, 60), (1 + code % 2, 86_400 * (1 + 364 * (code % 2)))]):
            user.append(code)
            item.append(one)
            time.append(start + wait + step)
            start += wait
        user += [code, code]
        item += [5, 6]
        time += [start + 10, start + 20]
    return split_of(user, item, 7, time)


@pytest.mark.parametrize("target_time", [True, False])
def test_only_the_variant_that_is_told_knows_when_something_is_asked_for(target_time: bool) -> None:
    split = _timed()
    model = HSTU(HSTUConfig(**{**SMALL, "epochs": 30, "patience": 0}, target_time=target_time))
    model.fit(split, validation=None, seed=1, progress=Progress())
    items = np.array([0, 3, 4], np.int32)
    now = np.array([0, 60, 120], np.int64)
    answers = []
    for wait in (86_400, 86_400 * 365):
        history = Histories(items, np.ones(3, np.float32), now, np.array([0, 3]), asked=np.array([120 + wait]))
        scores = model.score(history)[0]
        answers.append(scores[1] > scores[2])
    assert answers == [True, False] if target_time else answers[0] == answers[1]


def test_the_protocol_card_says_that_the_time_is_known() -> None:
    split = _timed()
    cards = []
    for target_time in (False, True):
        model = HSTU(HSTUConfig(**{**SMALL, "epochs": 1}, target_time=target_time))
        model.fit(split, validation=split.validation, seed=1, progress=Progress())
        cards.append(evaluate(model, split.test, split, progress=Progress()).protocol)
    assert TARGET_TIME_IS_KNOWN in cards[1].leaks
    assert TARGET_TIME_IS_KNOWN not in cards[0].leaks
    assert cards[0].differs(cards[1]) == ["leaks"]
