"""What a check says of a file, and what becomes of the rows under a person's decisions."""

from __future__ import annotations

import random

import layouts
import numpy as np
import pytest

from workbench.data.import_report import Choice, ImportReport
from workbench.data.reading import check_dataset, read_dataset
from workbench.errors import ConfigurationError, DataFormatError
from workbench.jobs import Progress

ROWS = "".join(f"u{n},i{n},{1 + n % 5},17000000{n:02}\n" for n in range(40))
GOOD = "user,item,rating,time\n" + ROWS

SAME = "user,item,rating,time\n" + "".join(f"u{n},i{n},{1 + n % 5},1700000000\n" for n in range(40))


def checked(path, text):
    return check_dataset(layouts.table(path / "t.csv", text), progress=Progress())


def found(report: ImportReport, kind: str):
    (finding,) = [finding for finding in report.findings if finding.kind == kind]
    return finding


def holds(report: ImportReport) -> bool:
    return report.rows_read == report.rows_kept + sum(finding.dropped for finding in report.findings)


def test_a_clean_file_has_no_findings(tmp_path):
    report = checked(tmp_path, GOOD).report()
    assert report.findings == ()
    assert (report.rows_read, report.rows_kept, report.n_users, report.n_items) == (40, 40, 40, 40)
    assert (report.first_time, report.last_time) == (1700000000, 1700000039)
    assert report.density == pytest.approx(1 / 40)


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("no-user", " ,i,3,1700000000"),
        ("no-item", "u,,3,1700000000"),
        ("no-value", "u,i,,1700000000"),
        ("value", "u,i,good,1700000000"),
        ("value", "u,i,nan,1700000000"),
        ("no-time", "u,i,3,"),
        ("time", "u,i,3,yesterday"),
        ("fields", "u,i,3"),
        ("fields", "u,i,3,1700000000,5"),
    ],
)
def test_a_row_that_cannot_be_read_is_counted_shown_and_left_out(tmp_path, kind, line):
    lines = GOOD.splitlines()
    lines[30:30] = [line, "", "x,y,4,1700000050"]
    lines[10:10] = [line]
    made = checked(tmp_path, "\n".join(lines) + "\n")
    finding = found(made.report(), kind)
    assert finding.unreadable
    fillable = kind in ("no-value", "value", "no-time", "time")
    assert (finding.rows, finding.dropped, finding.choices) == (2, 2, ("drop", "fix") if fillable else ("drop",))
    assert [(example.line, example.text) for example in finding.examples] == [(11, line), (32, line)]
    report = made.report()
    assert (report.rows_read, report.rows_kept) == (43, 41)
    assert holds(report)
    assert made.refusal() is not None
    assert made.refusal().where == "t.csv, line 11"
    # What remains is what a file without these lines would have been.
    clean = [kept for kept in lines if kept != line]
    other = layouts.table(tmp_path / "clean.csv", "\n".join(clean) + "\n")
    assert made.dataset(progress=Progress()).fingerprint == read_dataset(other, progress=Progress()).dataset.fingerprint


def test_undecodable_lines_are_counted_wherever_the_bytes_are(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes(
        GOOD.encode() + ROWS.encode() * 300 + ROWS.replace("u7,", "ü7,").replace(",i9,", ",é9,").encode("latin-1")
    )
    made = check_dataset(path, progress=Progress())
    finding = found(made.report(), "undecodable")
    assert [(example.line, example.text[:2]) for example in finding.examples] == [(12_049, "·7"), (12_051, "u9")]
    assert "é9" not in str(made.dataset(progress=Progress()).items.arrow.to_pylist())
    assert holds(made.report())


def test_mostly_unreadable_files_are_refused_with_their_first_line(tmp_path):
    text = "user,item,rating\n" + "a,b,3\n" * 200 + "a;b;3\n" * 300
    with pytest.raises(DataFormatError, match="1 field where 3 are expected") as caught:
        checked(tmp_path, text)
    assert caught.value.where == "t.csv, line 202"


@pytest.mark.parametrize(
    ("kind", "text", "rows", "proposed"),
    [
        ("duplicates", GOOD + GOOD.splitlines()[3] + "\n", 1, "keep"),
        ("repeats", GOOD + "u3,i3,1,1700000099\n", 1, "keep"),
        ("spaces", GOOD + " u3,i5,1,1700000099\n", 1, "fix"),
        ("control-characters", GOOD + "u3\x01,i5,1,1700000099\n", 1, "fix"),
        ("float-ids", GOOD + "u3,12.0,1,1700000099\n", 1, "keep"),
        ("future", GOOD + "u3,i5,1,9900000099\n", 1, "keep"),
        ("early", GOOD + "u3,i5,1,17\n", 1, "keep"),
        ("same-time", SAME, 40, "keep"),
        ("outliers", GOOD + ROWS * 2 + "u3,i5,99,1700000099\n", 1, "keep"),
        ("heavy-user", GOOD + "".join(f"u3,i{n},3,1700000099\n" for n in range(40) if n != 3), 40, "keep"),
    ],
)  # fmt: skip
def test_what_is_suspicious_is_told(tmp_path, kind, text, rows, proposed):
    report = checked(tmp_path, text).report()
    finding = found(report, kind)
    assert (finding.rows, finding.chosen) == (rows, proposed)
    assert finding.examples
    assert finding.what_happens in finding.effects
    assert holds(report)


def test_missing_values_and_times_are_filled_where_a_person_says_so(tmp_path):
    text = (
        "user,item,rating,time\n"
        "new,i9,,1700000000\n"  # the first row of all: its user comes first in the dataset
        "a,i1,1,1700000001\n"
        "a,i2,2,\n"
        "b,i1,4,1700000003\n"
        "b,i2,good,never\n"
        "b,i3,5,1700000005\n"
        "c,,3,1700000006\n"
        "c,i3,3,1700000007\n"
    )
    made = checked(tmp_path, text)
    report = made.report()
    assert {f.kind: (f.rows, f.dropped, f.chosen) for f in report.findings} == {
        "no-value": (1, 1, "drop"),
        "value": (1, 1, "drop"),
        "no-time": (1, 1, "drop"),
        "no-item": (1, 1, "drop"),
    }
    assert (report.rows_read, report.rows_kept) == (8, 4)
    one = made.report({"value": "fix"})
    assert (one.rows_kept, found(one, "no-value").dropped, found(one, "value").dropped) == (5, 1, 0)
    assert found(one, "value").what_happens == (
        "Each gets the middle one of all values, 3; a missing time is that of the row before."
    )
    assert holds(one)
    decisions: dict[str, Choice] = dict.fromkeys(("no-value", "value", "no-time", "time"), "fix")
    every = made.report(decisions)
    assert (every.rows_kept, every.n_users, every.n_items) == (7, 4, 4)
    assert holds(every)
    mended = (
        "user,item,rating,time\nnew,i9,3,1700000000\na,i1,1,1700000001\na,i2,2,1700000001\nb,i1,4,1700000003\n"
        "b,i2,3,1700000003\nb,i3,5,1700000005\nc,i3,3,1700000007\n"
    )
    other = read_dataset(layouts.table(tmp_path / "mended.csv", mended), progress=Progress()).dataset
    assert made.dataset(decisions, progress=Progress()).fingerprint == other.fingerprint
    assert made.dataset(progress=Progress()).users.arrow.to_pylist() == ["a", "b", "c"]


def test_filled_rows_are_looked_at_like_others_and_named_by_their_lines(tmp_path):
    made = checked(tmp_path, GOOD + "u3,i3,,1700000003\nu3,i3,4,1700000003\n")
    finding = found(made.report({"no-value": "fix"}), "repeats")
    assert [(e.line, e.text) for e in finding.examples] == [(42, "u3, i3, 3, 2023-11-14")]
    assert "repeats" not in [f.kind for f in made.report().findings]


def test_rows_that_are_decided_about_do_not_refuse_a_file(tmp_path):
    made = checked(tmp_path, GOOD + "u3,i4,,1700000003\nu3,,4,1700000003\n")
    assert made.refusal().where == "t.csv, line 42"
    assert made.refusal({"no-value": "fix"}).where == "t.csv, line 43"
    assert made.unreadable({"no-value": "fix"}) == 1
    assert made.refusal({"no-value": "fix", "no-item": "drop"}) is None


@pytest.mark.parametrize(("choice", "values"), [("keep", [99, -7]), ("fix", [5, 1]), ("drop", [])])
def test_values_outside_their_scale_are_kept_moved_to_its_ends_or_left_out(tmp_path, choice, values):
    made = checked(tmp_path, GOOD + ROWS * 5 + "z,i1,99,1700000000\nz,i2,-7,1700000001\n")
    report = made.report({"outliers": choice})
    assert (found(report, "outliers").rows, found(report, "outliers").dropped) == (2, 2 - len(values))
    assert holds(report)
    dataset = made.dataset({"outliers": choice}, progress=Progress())
    code = dataset.users.code("z")
    history = [] if code is None else dataset.interactions.histories(np.array([code])).value.tolist()
    assert history == values


def test_of_people_who_meet_an_item_again_the_first_row_of_the_file_may_stay_alone(tmp_path):
    made = checked(tmp_path, GOOD + "u3,i3,1,1700000099\nu3,i3,2,1700000098\n")
    report = made.report({"repeats": "drop"})
    assert (found(report, "repeats").dropped, report.rows_kept) == (2, 40)
    clean = read_dataset(layouts.table(tmp_path / "clean.csv", GOOD), progress=Progress()).dataset
    assert made.dataset({"repeats": "drop"}, progress=Progress()).fingerprint == clean.fingerprint


def test_times_in_another_unit_are_divided(tmp_path):
    text = "user,item,time\n" + "".join(f"u{n},i{n},17000000{n:02}000\n" for n in range(40))
    path = layouts.table(tmp_path / "t.csv", text)
    from dataclasses import replace

    from workbench.data.reading import preview

    guess = preview(path).guess
    assert guess is not None
    made = check_dataset(path, guess=replace(guess, time_unit="seconds"), progress=Progress())
    assert found(made.report(), "time-unit").chosen == "fix"
    assert made.report().first_time == 1700000000
    assert made.report({"time-unit": "keep"}).first_time == 1700000000000


def test_ids_are_mended_into_one_or_kept_as_written(tmp_path):
    text = "user,item\n" + "".join(f"{n},{n % 7}.0\n" for n in range(30)) + "3 ,6\n"
    made = checked(tmp_path, text)
    assert {finding.kind: finding.chosen for finding in made.report().findings} == {"spaces": "fix", "float-ids": "fix"}
    assert (made.report().n_users, made.report().n_items) == (30, 7)
    kept = made.report({"spaces": "keep", "float-ids": "keep"})
    assert (kept.n_users, kept.n_items) == (31, 8)
    dataset = made.dataset({"spaces": "keep"}, progress=Progress())
    assert dataset.users.code("3 ") == 30
    assert dataset.items.arrow.to_pylist() == [str(n) for n in range(7)]


def test_decisions_that_cannot_be_are_refused(tmp_path):
    made = checked(tmp_path, GOOD)
    assert made.report({"duplicates": "drop"}) == made.report()
    with pytest.raises(ConfigurationError, match="nothing called “klingons”"):
        made.report({"klingons": "drop"})
    with pytest.raises(ConfigurationError, match="“fix” is no choice for duplicates"):
        made.report({"duplicates": "fix"})


def plainly(text: str, drop: set[str]) -> tuple[int, list[tuple[str, str, float, int]]]:
    """A slow reader that shares nothing with ours: the rows read, and those kept, in order of user and time."""
    rows: list[tuple[str, str, float, int]] = []
    read = 0
    for line in text.splitlines()[1:]:
        if not line.strip():
            continue
        read += 1
        fields = line.split(",")
        try:
            user, item, value, time = fields[0].strip(), fields[1].strip(), float(fields[2]), int(fields[3])
        except (ValueError, IndexError):
            continue
        if len(fields) != 4 or not user or not item or not np.isfinite(value):
            continue
        rows.append((user, item, value, time))
    if "duplicates" in drop:
        rows = list(dict.fromkeys(rows))
    if "early" in drop:
        rows = [row for row in rows if row[3] >= 631_152_000]
    users = list(dict.fromkeys(row[0] for row in rows))
    return read, sorted(rows, key=lambda row: (users.index(row[0]), row[3]))


@pytest.mark.parametrize("seed", range(25))
def test_random_tables_are_read_as_a_slow_reader_reads_them(tmp_path, monkeypatch, seed):
    from workbench.data.readers import source

    chance = random.Random(seed)
    bad = ["", "a,b", "a,b,3,1700000000,9", ",b,3,1700000000", "a,,3,1700000000", "a,b,x,1700000000", "a,b,3,x", " "]
    lines = ["user,item,rating,time"]
    for _ in range(60):
        if chance.random() < 0.1:
            lines.append(chance.choice(bad))
        else:
            time = chance.choice([5, 1700000000 + chance.randrange(5)])
            lines.append(
                f"{chance.choice('pqrs')}{chance.choice(['', ' '])},{chance.choice('xyz')},{chance.randrange(3)},{time}"
            )
    text = "\n".join(lines) + chance.choice(["\n", ""])
    path = layouts.table(tmp_path / "t.csv", text)
    plain = source.Source.blocks
    monkeypatch.setattr(
        source.Source, "blocks", lambda self, progress: plain(self, progress, chance.choice([7, 64, 9999]))
    )
    made = check_dataset(path, progress=Progress())
    for decisions in ({}, {"duplicates": "drop"}, {"early": "drop", "duplicates": "drop"}):
        taken: dict[str, Choice] = dict.fromkeys(decisions, "drop")
        read, expected = plainly(text, set(decisions))
        report = made.report(taken)
        assert (report.rows_read, report.rows_kept) == (read, len(expected))
        assert holds(report)
        dataset = made.dataset(taken, progress=Progress())
        parts = dataset.interactions
        assert parts.time is not None
        rows = list(
            zip(
                dataset.users.take(parts.user),
                dataset.items.take(parts.item),
                parts.value.tolist(),
                parts.time.tolist(),
                strict=True,
            )
        )
        assert rows == expected
        assert (report.n_users, report.n_items) == (len(dataset.users), len(dataset.items))
        assert dataset.users.arrow.to_pylist() == list(dict.fromkeys(row[0] for row in expected))


@pytest.mark.parametrize(
    "odd", ["007", "-7", "+7", "7.0", "0x7", "7 ", '"7"', "", "seven", "9007199254740993", "99999999999999999999", "0"]
)
@pytest.mark.parametrize("delimiter", [",", "\t", "::"])
def test_ids_stay_the_text_they_were_among_whole_numbers(tmp_path, monkeypatch, odd, delimiter):
    from workbench.data.readers import source

    rows = [[str(n % 9 + 1), str(n * 3 + 1), "3.5", str(1700000000 + n)] for n in range(60)]
    rows[41][0] = odd
    text = "".join(delimiter.join(row) + "\n" for row in [["user", "item", "rating", "time"], *rows])
    plain = source.Source.blocks
    monkeypatch.setattr(source.Source, "blocks", lambda self, progress: plain(self, progress, 300))
    made = check_dataset(layouts.table(tmp_path / "t.csv", text), progress=Progress())
    dataset = made.dataset({"spaces": "keep", "float-ids": "keep"}, progress=Progress())
    quoted = odd == '"7"' and delimiter != "::"
    expected = [row[0] for row in rows if row[0]]
    users = list(dict.fromkeys("7" if quoted and user == odd else user for user in expected))
    assert dataset.users.arrow.to_pylist() == users
    assert dataset.items.arrow.to_pylist() == [row[1] for row in rows if row[0]]
