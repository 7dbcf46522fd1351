from __future__ import annotations

from sequence_contract import SMALL, SequenceContract

from workbench.models.attention.esasrec import ESASRec, ESASRecConfig


class TestESASRecKeepsTheContract(SequenceContract):
    kind = ESASRec
    config = ESASRecConfig(**SMALL)
