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
| batch size | people, median history | a power of two, 16 … 128, that leaves at least 60 steps an epoch; 120 where \
the median person met 80 items or more |
| dropout | interactions an item | 0.5 below 20; 0.3; 0.1 from 200 on |
| epochs | median history, people | 20 where it is below 20 (short histories are soon learned by heart); otherwise 40, \
or 50 from 80 on; as many as make 1,500 or 3,000 steps, 200 at most |
| stop early | people | after 10 epochs without a gain, or as many as make 600 steps; not in the first 1,000 steps |
"""

from __future__ import annotations

from typing import Any

from workbench.models.data_shape import DataShape

# A network counts in steps, not in passes: on small data it may learn first what is popular, then for hundreds of steps
# nothing that validation sees, and only then what follows what (the sample: from step 100 to 900).
PATIENCE_STEPS = 600
EARLIEST_STOP_STEPS = 1_000
PATIENCE_EPOCHS = 10
MOST_EPOCHS = 200


def suited(shape: DataShape) -> dict[str, Any]:
    """Return every automatic setting by name; this file's first lines say the rule."""
    batch_size = min(128, max(16, power_of_two(shape.n_users // (120 if shape.long else 60))))
    return {
        "history_length": 200 if shape.long else 50,
        "layers": 1 if shape.short else 2,
        "loss": "softmax" if shape.n_items <= 2_500 else "sampled",
        "negatives": 256 if shape.n_items <= 10_000 else 512,
        "batch_size": batch_size,
        "dropout": 0.5 if shape.per_item < 20 else 0.3 if shape.per_item < 200 else 0.1,
        **(
            durations(shape, batch_size, epochs=20, steps=1_500)
            if shape.short
            else durations(shape, batch_size, epochs=50 if shape.long else 40, steps=3_000)
        ),
    }


def durations(shape: DataShape, batch_size: int, *, epochs: int, steps: int) -> dict[str, int]:
    """Return for how long to train and to wait, in epochs, at least so many as make enough steps.

    Args:
        shape: of the training part.
        batch_size: histories a step.
        epochs: most of them, where the data are large.
        steps: that the epochs make at least, where the data are small.
    """
    steps_per_epoch = max(1, -(-shape.n_sequences // batch_size))

    def at_least(least: int, n_steps: int) -> int:
        return min(MOST_EPOCHS, max(least, -(-n_steps // steps_per_epoch)))

    return {
        "epochs": at_least(epochs, steps),
        "patience": at_least(PATIENCE_EPOCHS, PATIENCE_STEPS),
        "earliest_stop": at_least(0, EARLIEST_STOP_STEPS),
    }


def power_of_two(number: int) -> int:
    """Return the largest power of two up to `number`; 1 below that."""
    return 1 << (max(1, number).bit_length() - 1)
