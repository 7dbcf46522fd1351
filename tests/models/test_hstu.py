from __future__ import annotations

from sequence_contract import SMALL, SequenceContract

from workbench.models.attention.hstu import HSTU, HSTUConfig


class TestHSTUKeepsTheContract(SequenceContract):
    kind = HSTU
    config = HSTUConfig(**SMALL)
    rows_sum_to_one = False
