"""The interactions that are named are those that an item owes most to."""

from __future__ import annotations

import numpy as np

from workbench.recommendation.because import strongest


def test_the_strongest_are_named_and_weak_or_harmful_ones_are_not() -> None:
    fallen = np.array([[0.1, -1.0], [0.5, -0.1], [0.4, 0.0]], np.float32)
    assert strongest(fallen, [3, 5, 9]) == [(5, 9), ()]
    assert strongest(fallen, [3, 5, 9], most=1) == [(5,), ()]
    assert strongest(fallen, [3, 5, 9], share=0.9) == [(5,), ()]
