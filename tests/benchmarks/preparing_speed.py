"""How long steps, splits, tables and measures of a large dataset take, and what share of the floor that is.

    python tests/benchmarks/preparing_speed.py [ROWS]

A MovieLens-like dataset of ROWS (5,000,000) interactions is generated: long-tailed items and users, sorted by user and
time. The floor is one stable argsort of its packed (user, item) keys, the cheapest way to see which rows belong
together. Peak memory is that of the process after each line. The stall is the longest time for which another thread,
which wakes every millisecond, did not get the interpreter: what the window would feel.
"""

from __future__ import annotations

import resource
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pyarrow as pa

from workbench.data.dataset import Dataset, ItemTable
from workbench.data.export import export_dataset
from workbench.data.features import feature_report
from workbench.data.interactions import Interactions, Vocabulary
from workbench.data.preparing.apply import apply_recipe
from workbench.data.preparing.recipe import RecipeStep
from workbench.data.preparing.step import Surroundings
from workbench.data.profile import item_page, sparsity, user_timeline
from workbench.data.profile_quality import quality
from workbench.data.profile_tables import EntityTable
from workbench.data.split_picture import picture
from workbench.data.split_strategies import make_split, strategies
from workbench.jobs import Progress

STEPS = [
    RecipeStep("time-range", {"start": "2015-01-01"}),
    RecipeStep("value-threshold", {"minimum": 3}),
    RecipeStep("implicit-weights", {"weights": "log"}),
    *[RecipeStep("duplicates", {"keep": keep}) for keep in ("first", "last", "sum", "max")],
    RecipeStep("k-core", {"users": 20, "items": 50}),
    RecipeStep("k-core", {"users": 20, "items": 50, "distinct": True}),
    RecipeStep("attribute", {"column": "categories", "value": "g1"}),
    RecipeStep("sample-users", {"share": 0.5}),
    RecipeStep("sessions", {}),
    RecipeStep("bins", {"by": "count"}),
    RecipeStep("normalise", {"to": "person-standard"}),
    RecipeStep("pseudonyms", {}),
]


def generate(n_rows: int) -> Dataset:
    """Draw the dataset; a fifth of the rows as users, a hundredth as items, a million of each at most."""
    draw = np.random.default_rng(0)
    n_users, n_items = min(1_000_000, n_rows // 5), max(100, n_rows // 100)
    lengths = np.minimum(draw.zipf(1.6, n_users), 5_000).astype(np.float64)
    user = np.searchsorted(np.cumsum(lengths) / lengths.sum(), draw.random(n_rows)).astype(np.int32)
    user[:n_users] = np.arange(n_users)
    item = (n_items * draw.random(n_rows) ** 3).astype(np.int32)
    item[:n_items] = np.arange(n_items)
    when = draw.integers(1_300_000_000, 1_600_000_000, n_rows)
    value = draw.integers(1, 11, n_rows).astype(np.float32) / 2
    parts = Interactions.from_columns(user, item, value, when, n_users=n_users, n_items=n_items)
    genres = [[f"g{n % 17}", f"g{n % 5}"] for n in range(n_items)]
    table = pa.table(
        {
            "title": [f"Film number {n}" for n in range(n_items)],
            "categories": pa.array(genres, pa.list_(pa.string())),
            "year": pa.array(draw.integers(1950, 2020, n_items).astype(np.int32)),
            "country": [f"c{n % 30}" for n in range(n_items)],
        }
    )
    users = Vocabulary(pa.array(np.char.add("user", np.arange(n_users).astype(str))))
    items = Vocabulary(pa.array(np.char.add("film", np.arange(n_items).astype(str))))
    town = pa.table({"town": pa.array(draw.integers(0, 500, n_users).astype(str))})
    return Dataset("generated", parts, users, items, ItemTable(table), town)


class Ticker:
    """Measures how long a thread that wakes every millisecond has to wait."""

    def __enter__(self) -> Ticker:
        self.longest, self._stop = 0.0, threading.Event()
        self._thread = threading.Thread(target=self._tick, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _tick(self) -> None:
        last = time.perf_counter()
        while not self._stop.is_set():
            time.sleep(0.001)
            now = time.perf_counter()
            self.longest, last = max(self.longest, now - last), now


def timed(label: str, work: Callable[[], Any], floor: float | None = None, *, repeat: int = 1) -> tuple[Any, float]:
    """Run and print; of several repeats the median."""
    seconds = []
    made = None
    with Ticker() as ticker:
        for _ in range(repeat):
            began = time.perf_counter()
            made = work()
            seconds.append(time.perf_counter() - began)
    took = float(np.median(seconds))
    ratio = "" if floor is None else f"{took / floor:6.2f} x floor"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    stall = ticker.longest * 1000
    print(f"{label:44s} {took * 1000:9.1f} ms {ratio:16s} stall {stall:6.1f} ms  peak {peak:5.2f} GB", flush=True)
    return made, took


def main() -> None:
    """Run the benchmark."""
    sys.setswitchinterval(0.001)  # as the application does
    n_rows = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000_000
    dataset = generate(n_rows)
    parts = dataset.interactions
    print(f"{len(parts):,} rows, {parts.n_users:,} users, {parts.n_items:,} items")
    keys = parts.user.astype(np.int64) * parts.n_items + parts.item
    _, floor = timed("floor: stable argsort of packed keys", lambda: np.argsort(keys, kind="stable"))
    around = Surroundings(Progress(), lambda: b"k" * 32)
    for step in STEPS:
        name = " ".join(str(part) for part in (step.step, *step.parameters.values()))
        timed(name, lambda step=step: apply_recipe(dataset, [step], around), floor)
    for strategy in strategies():
        split, _ = timed(f"split {strategy.name}", lambda s=strategy: make_split(dataset, s.name, {}, seed=1), floor)
        timed(f"picture of {strategy.name}", lambda split=split: picture(split, Progress()), floor)
    for of in ("users", "items"):
        table, _ = timed(f"open the table of {of}", lambda of=of: EntityTable(dataset, of), floor)
        for column in [c.name for c in table.columns]:
            timed(f"  {of}: first sort by {column}", lambda c=column, t=table: t.page(sort=c, descending=False))
            timed(f"  {of}: again, another page", lambda c=column, t=table: t.page(sort=c, offset=500), repeat=5)
        timed(f"  {of}: first search", lambda t=table: t.page(search="77"))
        timed(f"  {of}: another search", lambda t=table: t.page(search="123"))
        timed(f"  {of}: next page of it", lambda t=table: t.page(search="123", offset=100), repeat=5)
    busiest = int(np.argmax(np.diff(parts.offsets)))
    timed("timeline of the busiest user", lambda: user_timeline(dataset, busiest))
    timed("page of the most popular item", lambda: item_page(dataset, int(np.argmax(parts.item_counts))))
    timed("page of a rare item", lambda: item_page(dataset, int(np.argmin(parts.item_counts))))
    timed("sparsity picture", lambda: sparsity(dataset), floor)
    timed("quality", lambda: quality(dataset), floor)
    timed("attributes", lambda: feature_report(dataset, progress=Progress()))
    with TemporaryDirectory() as folder:
        for form in ("csv", "parquet", "recbole"):
            timed(f"export {form}", lambda f=form: export_dataset(dataset, Path(folder) / f, f, progress=Progress()))
    timed("fingerprint", lambda: dataset.fingerprint, floor)


if __name__ == "__main__":
    main()
