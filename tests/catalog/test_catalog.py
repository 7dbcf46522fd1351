"""The catalog: one writer, migrations with a backup, and whole after whatever happened."""

from __future__ import annotations

import shutil
import sqlite3
import string
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from workbench.catalog.catalog import DATABASE, Catalog
from workbench.catalog.tables import (
    HEAD,
    DatasetFileRecord,
    DatasetRecord,
    EncodingRecord,
    ExperimentRecord,
    FeedbackRecord,
    RunRecord,
    VerdictRecord,
)
from workbench.errors import ArtifactDamagedError, ReadOnlyError, WorkbenchError, WorkspaceBusyError

STORED = Path(__file__).parent / "stored"
OLD = STORED / "schema-0001.sqlite"


def dataset_record(name: str = "small", **files: tuple[str, int]) -> DatasetRecord:
    return DatasetRecord(
        name=name,
        source="test",
        invented=True,
        fingerprint="f" * 64,
        n_rows=3,
        n_users=2,
        n_items=2,
        first_time=None,
        last_time=None,
        has_values=False,
        has_titles=False,
        media=[],
        notes=[],
        files=[DatasetFileRecord(name=n, sha256=s, n_bytes=b) for n, (s, b) in files.items()],
    )


def run_record(dataset_id: int, state: str) -> RunRecord:
    return RunRecord(
        dataset_id=dataset_id,
        dataset_fingerprint="f" * 64,
        model="Popularity",
        model_title="Popularity",
        config={},
        split="leave-last-out",
        split_parameters={},
        seed=1,
        versions={},
        state=state,
    )


def schema(file: Path) -> dict[str, object]:
    with sqlite3.connect(file) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            table: (
                sorted((r[1], r[2], r[3]) for r in connection.execute(f"PRAGMA table_info({table})")),
                sorted(r[1] for r in connection.execute(f"PRAGMA index_list({table})")),
                sorted((r[2], r[3], r[6]) for r in connection.execute(f"PRAGMA foreign_key_list({table})")),
            )
            for table in tables
        }


def test_a_new_catalog_is_whole_and_stamped(tmp_path: Path) -> None:
    catalog = Catalog(tmp_path / "new" / "workspace")
    assert catalog.check() == []
    assert catalog.notices == ()
    catalog.close()
    with sqlite3.connect(tmp_path / "new" / "workspace" / DATABASE) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(HEAD,)]
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_the_stamp_is_the_newest_migration() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    import workbench.catalog.migrations as migrations

    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_a_catalog_of_the_first_schema_is_upgraded_after_a_backup(tmp_path: Path) -> None:
    shutil.copy(OLD, tmp_path / DATABASE)
    catalog = Catalog(tmp_path)
    with catalog.reading() as session:
        assert [r.name for r in session.query(DatasetRecord)] == ["kept from schema 1"]
        assert [(r.model, r.shows_attention) for r in session.query(RunRecord)] == [("SASRec", True)]
    catalog.close()
    backup = tmp_path / "catalog.schema-0001.sqlite"
    assert backup.name in catalog.notices[0]
    with sqlite3.connect(backup) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
        assert connection.execute("SELECT name FROM datasets").fetchone() == ("kept from schema 1",)


def test_a_catalog_of_the_second_schema_is_upgraded_with_its_rows(tmp_path: Path) -> None:
    shutil.copy(STORED / "schema-0002.sqlite", tmp_path / DATABASE)
    catalog = Catalog(tmp_path)
    with catalog.reading() as session:
        dataset, run = session.query(DatasetRecord).one(), session.query(RunRecord).one()
        assert (dataset.name, [f.name for f in dataset.files]) == ("kept from schema 2", ["interactions.parquet"])
        assert (dataset.parent_id, dataset.recipe, dataset.version_of, dataset.version) == (None, None, None, 1)
        assert (dataset.source_path, dataset.source_hash, dataset.binned_at) == (None, None, None)
        assert (run.model, run.forgotten_users) == ("SASRec", 0)
    catalog.close()


def test_a_catalog_of_the_third_schema_is_upgraded_with_its_rows(tmp_path: Path) -> None:
    shutil.copy(STORED / "schema-0003.sqlite", tmp_path / DATABASE)
    catalog = Catalog(tmp_path)
    with catalog.reading() as session:
        dataset, run = session.query(DatasetRecord).one(), session.query(RunRecord).one()
        assert (dataset.name, run.model, run.content) == ("kept from schema 3", "SASRec", {})
        assert session.query(EncodingRecord).count() == 0
    catalog.close()


@pytest.mark.parametrize("old", [4, 5])
def test_a_catalog_of_the_fourth_or_fifth_schema_is_upgraded_with_its_rows(tmp_path: Path, old: int) -> None:
    shutil.copy(STORED / f"schema-000{old}.sqlite", tmp_path / DATABASE)
    catalog = Catalog(tmp_path)
    with catalog.reading() as session:
        dataset, run = session.query(DatasetRecord).one(), session.query(RunRecord).one()
        assert (dataset.name, run.model, run.state) == (f"kept from schema {old}", "SASRec", "done")
        assert session.query(FeedbackRecord).count() == 0
    catalog.close()


def test_a_catalog_of_the_sixth_schema_is_upgraded_with_its_rows(tmp_path: Path) -> None:
    shutil.copy(STORED / "schema-0006.sqlite", tmp_path / DATABASE)
    catalog = Catalog(tmp_path)
    with catalog.reading() as session:
        dataset, run = session.query(DatasetRecord).one(), session.query(RunRecord).one()
        assert (dataset.name, run.model, run.study) == ("kept from schema 6", "SASRec", None)
        assert (run.experiment_id, run.set_up, run.candidates) == (None, 0, {})
        assert run.evaluations[0].metrics == {"ndcg@10": 0.1}
        assert session.query(ExperimentRecord).count() == 0
    catalog.close()


def test_a_catalog_of_the_seventh_schema_is_upgraded_with_its_rows(tmp_path: Path) -> None:
    shutil.copy(STORED / "schema-0007.sqlite", tmp_path / DATABASE)
    catalog = Catalog(tmp_path)
    with catalog.reading() as session:
        dataset, run = session.query(DatasetRecord).one(), session.query(RunRecord).one()
        assert (dataset.name, run.model, run.experiment_id, run.set_up) == ("kept from schema 7", "Popularity", 1, 1)
        assert session.query(ExperimentRecord).one().planned == [1, 2]
        assert session.query(VerdictRecord).count() == 0
    catalog.close()


def test_a_catalog_of_the_eighth_schema_is_upgraded_with_its_rows(tmp_path: Path) -> None:
    shutil.copy(STORED / "schema-0008.sqlite", tmp_path / DATABASE)
    catalog = Catalog(tmp_path)
    with catalog.reading() as session:
        run = session.query(RunRecord).one()
        assert (run.dataset_id, run.model, run.refit) == (1, "EASE", False)
        assert session.query(VerdictRecord).one().found == {"lead": 0.5}
    catalog.close()


@pytest.mark.parametrize("old", sorted(STORED.glob("*.sqlite")), ids=lambda p: p.stem)
def test_upgrading_gives_the_same_schema_as_a_new_catalog(tmp_path: Path, old: Path) -> None:
    shutil.copy(old, tmp_path / DATABASE)
    Catalog(tmp_path).close()
    Catalog(tmp_path / "new").close()
    assert schema(tmp_path / DATABASE) == schema(tmp_path / "new" / DATABASE)


def test_a_newer_schema_is_refused_and_left_alone(tmp_path: Path) -> None:
    Catalog(tmp_path).close()
    with sqlite3.connect(tmp_path / DATABASE) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(WorkbenchError, match="newer version"):
        Catalog(tmp_path)
    Catalog(tmp_path / "other").close()  # the lock of the refused one was given back


@pytest.mark.parametrize(
    "content", [b"not a database at all, but long enough to be taken for one" * 40, b"SQLite format 3\0"]
)
def test_a_damaged_catalog_gives_one_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / DATABASE).write_bytes(content)
    with pytest.raises(WorkbenchError, match="backup") as caught:
        Catalog(tmp_path)
    assert str(tmp_path) in str(caught.value)
    assert (tmp_path / DATABASE).read_bytes() == content


def test_a_second_process_is_told_and_can_look(tmp_path: Path) -> None:
    catalog = Catalog(tmp_path)
    with catalog.writing() as session:
        session.add(dataset_record("seen by both"))
    code = (
        "import sys; from pathlib import Path; from workbench.catalog.catalog import Catalog\n"
        "from workbench.catalog.tables import DatasetRecord\nfrom workbench.errors import *\n"
        "folder = Path(sys.argv[1])\n"
        "try: Catalog(folder)\nexcept WorkspaceBusyError as error: print(error)\n"
        "other = Catalog(folder, read_only=True)\n"
        "with other.reading() as session: print([r.name for r in session.query(DatasetRecord)])\n"
        "try:\n    with other.writing(): pass\nexcept ReadOnlyError: print('refused')\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    assert "read-only" in lines[0]
    assert lines[1:] == ["['seen by both']", "refused"]
    catalog.close()


def test_two_writers_in_one_process_are_refused_too(tmp_path: Path) -> None:
    catalog = Catalog(tmp_path)
    with pytest.raises(WorkspaceBusyError):
        Catalog(tmp_path)
    catalog.close()
    Catalog(tmp_path).close()


def test_looking_at_a_folder_without_workspace_creates_nothing(tmp_path: Path) -> None:
    with pytest.raises(WorkbenchError, match="no workspace"):
        Catalog(tmp_path / "nothing", read_only=True)
    assert not (tmp_path / "nothing").exists()


def test_read_only_refuses_to_migrate(tmp_path: Path) -> None:
    shutil.copy(OLD, tmp_path / DATABASE)
    with pytest.raises(ReadOnlyError, match="older version"):
        Catalog(tmp_path, read_only=True)


def test_runs_that_never_ended_are_interrupted_at_the_next_opening(tmp_path: Path) -> None:
    catalog = Catalog(tmp_path)
    with catalog.writing() as session:
        session.add(dataset_record())
        session.flush()
        session.add_all([run_record(1, "running"), run_record(1, "done")])
    catalog.close()
    catalog = Catalog(tmp_path)
    with catalog.reading() as session:
        states = [(r.state, bool(r.message)) for r in session.query(RunRecord).order_by(RunRecord.id)]
    assert states == [("interrupted", True), ("done", False)]
    assert any("interrupted" in notice for notice in catalog.notices)
    catalog.close()


def test_a_failed_write_leaves_nothing(tmp_path: Path) -> None:
    catalog = Catalog(tmp_path)

    def half() -> None:
        with catalog.writing() as session:
            session.add(dataset_record())
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    with catalog.reading() as session:
        assert session.query(DatasetRecord).count() == 0
    catalog.close()


def test_rows_that_refer_to_nothing_are_refused(tmp_path: Path) -> None:
    from sqlalchemy.exc import IntegrityError

    catalog = Catalog(tmp_path)
    with pytest.raises(IntegrityError), catalog.writing() as session:
        session.add(run_record(77, "done"))
    catalog.close()


@pytest.mark.parametrize("n_threads", [4, 12])
def test_threads_write_and_read_at_once(tmp_path: Path, n_threads: int) -> None:
    """More threads than the pool keeps connections, too: none may lose the one that it uses."""
    catalog = Catalog(tmp_path)
    failures: list[BaseException] = []

    def write(name: str) -> None:
        try:
            for number in range(10):
                with catalog.writing() as session:
                    session.add(dataset_record(f"{name}{number}"))
                with catalog.reading() as session:
                    session.query(DatasetRecord).count()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=write, args=(name,)) for name in string.ascii_lowercase[:n_threads]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with catalog.reading() as session:
        assert session.query(DatasetRecord).count() == 10 * n_threads
    catalog.close()


# ---- artifacts


def stored(catalog: Catalog, name: str, content: bytes) -> tuple[str, int]:
    with catalog.artifacts.staging() as folder:
        (folder / name).write_bytes(content)
        with catalog.artifacts.storing([folder / name]) as made, catalog.writing() as session:
            session.add(dataset_record(name, **{name: (made[name].sha256, made[name].n_bytes)}))
    return made[name].sha256, made[name].n_bytes


def test_an_artifact_comes_back_as_it_was_stored(tmp_path: Path) -> None:
    catalog = Catalog(tmp_path)
    key = stored(catalog, "a", b"some bytes")
    assert catalog.artifacts.path(*key, "it").read_bytes() == b"some bytes"
    assert catalog.check() == []
    catalog.close()


@pytest.mark.parametrize("content", [b"", b"some bytez", b"some bytes and more"])
def test_a_changed_artifact_is_noticed(tmp_path: Path, content: bytes) -> None:
    catalog = Catalog(tmp_path)
    sha256, n_bytes = stored(catalog, "a", b"some bytes")
    (tmp_path / "artifacts" / sha256[:2] / sha256[2:]).write_bytes(content)
    with pytest.raises(ArtifactDamagedError, match="the dataset “a”"):
        catalog.artifacts.path(sha256, n_bytes, "the dataset “a”")
    assert len(catalog.check()) == 1
    catalog.close()


def test_a_missing_artifact_is_noticed(tmp_path: Path) -> None:
    catalog = Catalog(tmp_path)
    sha256, n_bytes = stored(catalog, "a", b"some bytes")
    (tmp_path / "artifacts" / sha256[:2] / sha256[2:]).unlink()
    with pytest.raises(ArtifactDamagedError, match="missing"):
        catalog.artifacts.path(sha256, n_bytes, "the dataset “a”")
    catalog.close()


def test_what_a_killed_process_left_is_swept(tmp_path: Path) -> None:
    catalog = Catalog(tmp_path)
    kept = stored(catalog, "a", b"some bytes")
    catalog.close()
    orphan = tmp_path / "artifacts" / "ab" / ("c" * 62)
    orphan.parent.mkdir(exist_ok=True)
    orphan.write_bytes(b"half")
    (tmp_path / "artifacts" / "tmp" / "x").mkdir(parents=True)
    (tmp_path / "artifacts" / "tmp" / "x" / "half").write_bytes(b"half")
    catalog = Catalog(tmp_path)
    assert not orphan.exists()
    assert not (tmp_path / "artifacts" / "tmp").exists()
    assert catalog.artifacts.path(*kept, "it").read_bytes() == b"some bytes"
    catalog.close()


def test_bytes_that_two_rows_share_stay_until_both_are_gone(tmp_path: Path) -> None:
    catalog = Catalog(tmp_path)
    key = stored(catalog, "a", b"shared")
    assert stored(catalog, "b", b"shared") == key
    for remaining in (1, 0):
        with catalog.writing() as session:
            session.delete(session.query(DatasetRecord).first())
        catalog.collect({key[0]})
        assert (tmp_path / "artifacts" / key[0][:2] / key[0][2:]).exists() == bool(remaining)
    catalog.close()


def test_an_artifact_being_stored_is_not_collected(tmp_path: Path) -> None:
    catalog = Catalog(tmp_path)
    with catalog.artifacts.staging() as folder:
        (folder / "a").write_bytes(b"not referred to yet")
        with catalog.artifacts.storing([folder / "a"]) as made:
            catalog.collect({made["a"].sha256})
            assert catalog.artifacts.path(made["a"].sha256, made["a"].n_bytes, "it").exists()
    catalog.collect({made["a"].sha256})
    assert not (tmp_path / "artifacts" / made["a"].sha256[:2] / made["a"].sha256[2:]).exists()
    catalog.close()
