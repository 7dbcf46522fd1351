"""How fast a large table is imported, beside what DuckDB and Polars need for a part of it.

    python tests/benchmarks/import_speed.py --peers /path/to/python/with/duckdb/and/polars

Ours is the whole import: parse, encode ids, sort, check, hash, store. Theirs is to read, to encode both ids and to sort
by (user, time), left in memory. Each runs in a process of its own; modules are imported before the clock starts. The
file is generated from a seed in MovieLens' form, sorted by user and then item, and kept in the temporary folder.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

HEADER = b"userId,movieId,rating,timestamp\n"
_ROWS_AT_ONCE = 5_000_000


def generate(rows: int, *, shuffled: bool = False) -> Path:
    """Write the file where it is not there yet: as many rows a user as in MovieLens, nobody meets an item twice."""
    name = f"import-speed-{rows}{'-shuffled' if shuffled else ''}.csv"
    path = Path(tempfile.gettempdir()) / name
    if path.exists():
        return path
    import pyarrow as pa
    import pyarrow.csv

    rng = np.random.default_rng(20)
    part = path.with_suffix(".part")
    user = 0
    catalogue = np.sort(rng.choice(131_262, 26_744, replace=False) + 1)
    popularity = 1.0 / np.arange(1, len(catalogue) + 1) ** 0.8
    taste = rng.permutation(len(catalogue))
    cumulative = np.cumsum(popularity / popularity.sum())
    with part.open("wb") as file:
        file.write(HEADER)
        left = rows
        while left:
            wanted = min(left, _ROWS_AT_ONCE)
            people = max(1, wanted // 145)
            lengths = 20 + rng.lognormal(4.1, 1.2, people)
            drawn = np.round(lengths / lengths.sum() * wanted * 1.6).astype(np.int64) + 1
            who = np.repeat(np.arange(people), drawn)
            what = taste[np.searchsorted(cumulative, rng.random(len(who)), side="right").clip(max=len(catalogue) - 1)]
            pairs = np.unique(who * len(catalogue) + what)
            keep = np.sort(rng.permutation(len(pairs))[:wanted])
            who, what = np.divmod(pairs[keep], len(catalogue))
            begun = rng.integers(8.2e8, 1.42e9, people)
            stamps = begun[who] + rng.integers(0, 4_000_000, len(who))
            order = rng.permutation(len(who)) if shuffled else slice(None)
            table = pa.table(
                {
                    "userId": (who + user + 1)[order],
                    "movieId": catalogue[what][order],
                    "rating": pa.array(np.char.mod("%.1f", np.arange(1, 11) / 2)).take(
                        pa.array(rng.integers(0, 10, len(who)))
                    ),
                    "timestamp": stamps[order],
                }
            )
            options = pa.csv.WriteOptions(include_header=False, quoting_style="none")
            pa.csv.write_csv(table, file, options)
            user += people
            left -= len(who)
    part.rename(path)
    return path


def ours(path: Path) -> None:
    """Import into a workspace beside the file."""
    from workbench.jobs import Progress
    from workbench.workspace import Workspace

    with tempfile.TemporaryDirectory(dir=path.parent) as folder, Workspace.open(Path(folder)) as workspace:
        preload()
        began = time.perf_counter()
        stored = workspace.datasets.import_file(path, progress=Progress())
        tell(time.perf_counter() - began, stored.n_rows)
        if "--open" in sys.argv:
            subprocess.run([sys.executable, __file__, "--child", "opening", folder, str(stored.id)], check=True)


def preload() -> None:
    """Import what an import needs: the peers' modules are there before their clocks start, too."""
    import workbench.data.reading
    import workbench.data.storage  # noqa: F401


def duckdb(path: Path) -> None:
    """Read, encode by joining with the distinct ids, and sort."""
    import duckdb as peer

    began = time.perf_counter()
    session = peer.connect()
    session.execute("SET preserve_insertion_order = false")
    kinds = "{'userId': 'BIGINT', 'movieId': 'BIGINT', 'rating': 'FLOAT', 'timestamp': 'BIGINT'}"
    session.execute(f"CREATE TABLE rows AS SELECT * FROM read_csv('{path}', header = true, columns = {kinds})")
    for noun, column in (("users", "userId"), ("items", "movieId")):
        session.execute(
            f"CREATE TABLE {noun} AS SELECT id, (row_number() OVER () - 1)::INTEGER AS code "
            f"FROM (SELECT DISTINCT {column} AS id FROM rows)"
        )
    session.execute(
        'CREATE TABLE sorted AS SELECT u.code AS "user", i.code AS item, rating, "timestamp" FROM rows '
        'JOIN users u ON userId = u.id JOIN items i ON movieId = i.id ORDER BY u.code, "timestamp"'
    )
    tell(time.perf_counter() - began, session.execute("SELECT count(*) FROM sorted").fetchone()[0])


def polars(path: Path) -> None:
    """Read, encode by dense ranks, and sort."""
    import polars as peer

    began = time.perf_counter()
    rows = peer.read_csv(path)
    rows = rows.with_columns(
        (peer.col(name).rank("dense") - 1).cast(peer.Int32) for name in ("userId", "movieId")
    ).sort("userId", "timestamp")
    tell(time.perf_counter() - began, len(rows))


def opening(folder: Path) -> None:
    """Open a stored dataset in a fresh process, until its numbers are there, then until its curves are."""
    from workbench.workspace import Workspace

    dataset_id = int(sys.argv[4])
    began = time.perf_counter()
    with Workspace.open(folder, read_only=True) as workspace:
        opened = time.perf_counter()
        dataset = workspace.datasets.load(dataset_id)
        counts = len(dataset.interactions), len(dataset.users), len(dataset.items)
        done = time.perf_counter()
        workspace.datasets.shape(dataset_id)
        drawn = time.perf_counter()
        print(
            f"  opening it again: workspace {opened - began:.3f} s, dataset {done - opened:.3f} s, {counts[0]:,} rows, "
            f"curves {drawn - done:.3f} s"
        )


def tell(seconds: float, rows: int) -> None:
    """Print what the parent process reads."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(json.dumps({"seconds": seconds, "peak_gb": peak, "rows": rows}), flush=True)


def measure(python: str, what: str, path: Path, *more: str) -> tuple[float, float]:
    """Run one of the functions above in a process of its own, and print its figures."""
    done = subprocess.run(
        [python, __file__, "--child", what, str(path), *more], check=True, capture_output=True, text=True
    )
    first, *rest = done.stdout.splitlines()
    found = json.loads(first)
    print(f"{what:8} {found['seconds']:6.2f} s   peak {found['peak_gb']:.2f} GB   {found['rows']:,} rows", flush=True)
    for line in rest:
        print(line, flush=True)
    return found["seconds"], found["peak_gb"]


def main() -> None:
    """Generate, measure, and print ratio and peaks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=20_000_000)
    parser.add_argument("--shuffled", action="store_true", help="rows in random order (within blocks of five million)")
    parser.add_argument("--peers", help="a Python interpreter that has duckdb and polars")
    given = parser.parse_args()
    path = generate(given.rows, shuffled=given.shuffled)
    print(f"{path.name}: {path.stat().st_size / 1e6:,.0f} MB")
    path.read_bytes() if path.stat().st_size < 2e9 else None  # into the cache of the system, for all alike
    seconds, peak = measure(sys.executable, "ours", path, "--open")
    if given.peers:
        fastest = min(measure(given.peers, what, path)[0] for what in ("duckdb", "polars"))
        print(f"ratio to the faster: {seconds / fastest:.2f} (aim: 1.25)   peak {peak:.2f} GB (aim: 2.0)")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        {"ours": ours, "duckdb": duckdb, "polars": polars, "opening": opening}[sys.argv[2]](Path(sys.argv[3]))
    else:
        main()
