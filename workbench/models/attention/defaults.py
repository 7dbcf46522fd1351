"""One rule for what a person gets who touches nothing: settings chosen from the shape of the data.

Where a setting of a sequence model is left automatic, `suited` chooses it when the fit begins, from the training part
alone; the values it chose are stored with the run. It says in terms of shapes what was best on validation on MovieLens
100K and Amazon Beauty and is usual for MovieLens 1M, so that other data get the settings of the data they look like:

| setting | by | rule |
|---|---|---|
| history length | median history | 50; 200 where the median person met 80 items or more |
| layers | median history | 1 where it is below 20 (there is little to attend to); otherwise 2 |
| loss | catalogue | softmax over all items up to 2,500 of them; a sample beyond |
| negatives | catalogue | 256 up to 10,000 items; 512 beyond |
| batch size | people | a power of two, 16 … 128, that leaves at least 60 steps an epoch |
| dropout | interactions an item | 0.5 below 20; 0.3; 0.2 from 200 on |
| epochs | median history | 20 where it is below 20 (short histories are soon learned by heart); otherwise 40 |
"""

from __future__ import annotations

from typing import Any

from workbench.models.data_shape import DataShape


def suited(shape: DataShape) -> dict[str, Any]:
    """Return every automatic setting by name; this file's first lines say the rule."""
    steps = max(1, shape.n_users // 60)
    return {
        "history_length": 200 if shape.long else 50,
        "layers": 1 if shape.short else 2,
        "loss": "softmax" if shape.n_items <= 2_500 else "sampled",
        "negatives": 256 if shape.n_items <= 10_000 else 512,
        "batch_size": min(128, max(16, 1 << (steps.bit_length() - 1))),
        "dropout": 0.5 if shape.per_item < 20 else 0.3 if shape.per_item < 200 else 0.2,
        "epochs": 20 if shape.short else 40,
    }
