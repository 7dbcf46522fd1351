from __future__ import annotations

from sequence_contract import SMALL, SequenceContract

from workbench.models.attention.tisasrec import TiSASRec, TiSASRecConfig


class TestTiSASRecKeepsTheContract(SequenceContract):
    kind = TiSASRec
    config = TiSASRecConfig(**SMALL)
