"""Files whose first lines are damaged: read where a person says how they are written, every lost line counted."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from workbench.data.import_report import ImportReport
from workbench.data.reading import check_dataset, preview
from workbench.errors import ConfigurationError, DataFormatError
from workbench.jobs import Progress

ODD = ["%%% copied from a mail", "", "1::2", "garbage :: here :: and :: there :: and :: more", "---", "::::::", "x"]


def ratings(delimiter: str, good: int = 300) -> list[str]:
    return [delimiter.join((str(n % 30 + 1), str(n), str(1 + n % 5), str(978_300_000 + n))) for n in range(good)]


def damaged(path: Path, lines: list[str], odd: int) -> Path:
    """Put odd lines before and among the first good ones."""
    generator = random.Random(odd)
    head = [ODD[n % len(ODD)] for n in range(odd)]
    for line in lines[:20]:
        head.insert(generator.randint(0, len(head)), line)
    path.write_text("\n".join([*head, *lines[20:]]) + "\n")
    return path


def holds(report: ImportReport) -> bool:
    return report.rows_read == report.rows_kept + sum(finding.dropped for finding in report.findings)


@pytest.mark.parametrize("odd", [3, 10, 40, 100, 200])
def test_a_forced_format_reads_past_a_damaged_head_and_counts_each_lost_line(tmp_path: Path, odd: int) -> None:
    path = damaged(tmp_path / "ratings.dat", ratings("::"), odd)
    assert preview(path, layout="movielens-1m").layout_title == "MovieLens 1M"
    report = check_dataset(path, layout="movielens-1m", progress=Progress()).report()
    assert report.rows_kept == 300
    assert report.rows_read == sum(bool(line) for line in path.read_text().splitlines())
    assert holds(report)


def test_a_forced_format_that_hardly_a_line_has_is_refused_in_one_sentence_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "ratings.dat"
    path.write_text("a,b,c\n" * 500 + "1::2::3::978300000\n")
    with pytest.raises(DataFormatError) as caught:
        check_dataset(path, layout="movielens-1m", progress=Progress())
    assert "line 1" in caught.value.where
    assert "\n" not in caught.value.what


@pytest.mark.parametrize("odd", [3, 10, 40, 100, 200])
@pytest.mark.parametrize("delimiter", [",", ";", "::"])
def test_a_delimiter_that_a_person_gives_cuts_a_file_whatever_its_first_lines_are(
    tmp_path: Path, delimiter: str, odd: int
) -> None:
    path = damaged(tmp_path / "mine.txt", ratings(delimiter), odd)
    guess = preview(path, delimiter=delimiter).guess
    assert guess is not None
    assert (guess.delimiter, guess.header, guess.time, guess.time_unit) == (delimiter, False, "column 4", "seconds")
    report = check_dataset(path, guess=guess, progress=Progress()).report()
    assert report.rows_kept == 300
    assert holds(report)


@pytest.mark.parametrize("odd", [3, 7, 12])
def test_a_table_in_whose_head_most_lines_agree_needs_no_help(tmp_path: Path, odd: int) -> None:
    path = damaged(tmp_path / "mine.csv", ratings(","), odd)
    report = check_dataset(path, progress=Progress()).report()
    assert report.rows_kept == 300
    assert holds(report)


def test_a_format_that_there_is_not_is_refused_with_those_that_there_are(tmp_path: Path) -> None:
    path = damaged(tmp_path / "ratings.dat", ratings("::"), 3)
    with pytest.raises(ConfigurationError, match="no format “movielens-9z”") as caught:
        preview(path, layout="movielens-9z")
    assert "movielens-1m" in caught.value.hint
