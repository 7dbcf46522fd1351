from __future__ import annotations

from sequence_contract import SMALL, SequenceContract

from workbench.models.attention.gsasrec import GSASRec, GSASRecConfig


class TestGSASRecKeepsTheContract(SequenceContract):
    kind = GSASRec
    config = GSASRecConfig(**{**SMALL, "epochs": 30, "patience": 0})
    least_known = 3  # a binary loss learns slowly in a world this small
