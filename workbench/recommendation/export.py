"""Top lists of many users as a CSV file, written whole or not at all."""

from __future__ import annotations

import csv
from pathlib import Path

from workbench.data.dataset import Dataset
from workbench.data.interactions import Float32, Int32
from workbench.errors import WorkbenchError
from workbench.jobs import Progress
from workbench.models.ranking import rank_all
from workbench.models.recommender import Recommender

HEADER = ("user", "rank", "item", "title", "score")
_USERS_PER_CHUNK = 128


def write_csv(
    model: Recommender, dataset: Dataset, users: Int32, path: Path, *, k: int = 10, progress: Progress
) -> None:
    """Write the first `k` items for each user, ranked as in evaluation, given all of the user's interactions.

    UTF-8 with a byte-order mark, so that spreadsheets show every script. The file appears under its name once it is
    complete.

    Args:
        model: fitted on this dataset.
        dataset: where ids and titles come from.
        users: int32 [n], user codes.
        path: the file; one that is there is replaced.
        k: length of each list.
        progress: reported after every chunk of users.

    Raises:
        WorkbenchError: the file cannot be written.
        Cancelled: the person cancelled; nothing is left behind.
    """
    temporary = path.with_name(path.name + ".part")
    try:
        with temporary.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(HEADER)
            for start in range(0, len(users), _USERS_PER_CHUNK):
                progress.report(start / len(users), f"{start:,} / {len(users):,} users")
                chunk = users[start : start + _USERS_PER_CHUNK]
                items, scores = rank_all(model, dataset.interactions.histories(chunk), min(k, len(dataset.items)))
                writer.writerows(_lines(dataset, chunk, items, scores))
        temporary.replace(path)
    except OSError as error:
        raise WorkbenchError(
            f"The file cannot be written: {error.strerror or error}.", where=str(path), hint="Choose another folder."
        ) from error
    finally:
        temporary.unlink(missing_ok=True)
    progress.report(1.0, f"{len(users):,} users")


def _lines(dataset: Dataset, users: Int32, items: Int32, scores: Float32) -> list[tuple[object, ...]]:
    ids = dataset.users.take(users)
    return [
        (user, rank, dataset.items[item], dataset.title(item), f"{score:.6g}")
        for user, row, row_scores in zip(ids, items.tolist(), scores.tolist(), strict=True)
        for rank, (item, score) in enumerate(zip(row, row_scores, strict=True), start=1)
        if item >= 0
    ]
