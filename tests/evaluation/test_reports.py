"""Comparisons as LaTeX and HTML, and the figures of each person as a file."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file

from workbench.drawing import BAD
from workbench.evaluation.case_file import CASES_FILE, read_cases, write_cases
from workbench.evaluation.export import write_comparison
from workbench.evaluation.figures import MOST_RUNS
from workbench.evaluation.latex import escape_latex, latex_table
from workbench.evaluation.protocol import Evaluation, ProtocolCard
from workbench.evaluation.report import ReportRun, ReportTests, html_report
from workbench.evaluation.significance import compare_paired

CARD = ProtocolCard(
    "Last out.", "Nothing leaks.", "full ranking over 9 items", "filtered", (10,), 12, "By id.", "f" * 64
)


LEAK = "7 of 12 test interactions repeat one of training."


def evaluation(value: float, *, sampled: bool = False, leaks: tuple[str, ...] = ()) -> Evaluation:
    card = CARD if not sampled else ProtocolCard(**{**vars(CARD), "sampled": True, "candidates": "99 sampled items"})
    card = replace(card, leak_findings=leaks)
    return Evaluation(card, {"ndcg@10": value, "rmse": 1 - value, "popularity@10": value}, {"ndcg@10": 0.01})


def test_the_latex_table_is_escaped_and_bolds_the_best() -> None:
    made = latex_table([("A_1 & B", "100% data", evaluation(0.2)), ("C", "d", evaluation(0.3))])
    assert r"A\_1 \& B & 100\% data" in made
    assert r"\textbf{0.3000} {\scriptsize$\pm$0.0100}" in made
    assert r"\textbf{0.7000}" in made  # RMSE: lower is better
    assert r"\toprule" in made
    assert r"\bottomrule" in made
    assert "Full ranking over 9 items" in made
    body = made.split(r"\midrule")[1].split(r"\bottomrule")[0]
    assert all(line.count("&") - line.count(r"\&") == 3 for line in body.strip().splitlines())


def test_everything_that_latex_reads_as_a_command_is_written_out() -> None:
    assert escape_latex(r"\{}$&%#_~^") == (r"\textbackslash{}\{\}\$\&\%\#\_\textasciitilde{}\textasciicircum{}")


class Tags(HTMLParser):
    """Collects tags and attributes, and fails where they do not close."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def report() -> str:
    draw = np.random.default_rng(3)
    first = draw.random(50)
    tests = ReportTests("ndcg@10", "A", [("B <b>", compare_paired(first, [first + draw.random(50)])[0])])
    runs = [
        ReportRun("A", "Films & series", evaluation(0.2), {"setting: width": 64}),
        ReportRun("B <b>", "Films & series", evaluation(0.3, sampled=True)),
    ]
    return html_report(runs, tests=tests, warnings=["Take <care>."])


def test_the_report_is_one_whole_file_without_links_and_scripts() -> None:
    made = report()
    tags = Tags()
    tags.feed(made)
    assert tags.open == []
    assert not {"script", "link", "img", "iframe", "a"} & {tag for tag, _ in tags.seen}
    assert not re.search(r"https?://|url\(|@import", made)
    assert "prefers-color-scheme: dark" in made


def test_the_report_holds_every_protocol_card_and_marks_sampled_candidates() -> None:
    made = report()
    assert "Protocol 1" in made
    assert "Protocol 2" in made
    assert "full ranking over 9 items" in made
    assert "99 sampled items" in made
    assert 'class="bad">sampled candidates' in made
    assert "Take &lt;care&gt;." in made
    assert "B &lt;b&gt;" in made
    assert "setting: width" in made
    assert "p (Holm)" in made


@pytest.mark.parametrize("suffix", [".csv", ".json", ".tex", ".html", ".svg"])
def test_every_format_marks_sampled_candidates_and_says_what_leaks(tmp_path: Path, suffix: str) -> None:
    entries = [("Full", "d", evaluation(0.2, leaks=(LEAK,))), ("Few", "d", evaluation(0.9, sampled=True))]
    write_comparison(entries, tmp_path / f"c{suffix}", warnings=["Different rules."])
    written = (tmp_path / f"c{suffix}").read_text(encoding="utf-8")
    assert LEAK in written
    assert "Different rules." in written
    assert "99 sampled items" in written.lower()
    red = {".tex": r"\textcolor{red}{Few$^\dagger$}", ".html": 'class="bad">Few', ".svg": f"fill: {BAD}"}
    if suffix in red:
        assert red[suffix] in written
        assert red[suffix] not in single(entries[0], tmp_path / f"one{suffix}")


def single(entry: tuple[str, str, Evaluation], path: Path) -> str:
    write_comparison([entry], path)
    return path.read_text(encoding="utf-8")


def test_of_several_protocols_no_value_is_called_the_best() -> None:
    entries = [("Full", "d", evaluation(0.2)), ("Few", "d", evaluation(0.9, sampled=True))]
    assert r"\textbf" not in latex_table(entries)
    assert r"\textbf{0.9000}" in latex_table([entries[1], entries[1]])


def test_of_many_runs_the_charts_show_the_best_and_say_so(tmp_path: Path) -> None:
    entries = [(f"Run-{place:03d}", "d", evaluation(place / 500)) for place in range(500)]
    write_comparison(entries, tmp_path / "many.svg")
    drawn = (tmp_path / "many.svg").read_text(encoding="utf-8")
    assert f"the best {MOST_RUNS} of 500 runs by NDCG@10" in drawn
    assert "Run-499" in drawn
    assert f"Run-{500 - MOST_RUNS:03d}" in drawn
    assert f"Run-{499 - MOST_RUNS:03d}" not in drawn
    write_comparison(entries, tmp_path / "many.html")
    written = (tmp_path / "many.html").read_text(encoding="utf-8")
    assert "NDCG@10: highest 30 of 500 runs" in written
    assert "RMSE: lowest 30 of 500 runs" in written
    assert written.count("<rect ") == 60
    assert written.count("Run-000") == 2, "tables hold every run"


def test_reports_are_written_by_their_suffix(tmp_path: Path) -> None:
    for name, part in (("a.tex", r"\begin{table}"), ("a.html", "<!DOCTYPE html>")):
        write_comparison([("A", "d", evaluation(0.2))], tmp_path / name)
        assert part in (tmp_path / name).read_text(encoding="utf-8")


def test_figures_of_each_person_keep_their_columns_whatever_their_order_in_memory(tmp_path: Path) -> None:
    class Measured:
        def of_people(self) -> tuple[tuple[str, ...], np.ndarray]:
            return ("a@1", "b@1", "c@1"), np.asfortranarray(np.arange(12.0).reshape(4, 3))

    write_cases(tmp_path, np.arange(4), Measured())  # type: ignore[arg-type]
    found = read_cases(tmp_path / CASES_FILE)
    assert found.column("b@1").tolist() == [1.0, 4.0, 7.0, 10.0]
    assert load_file(tmp_path / CASES_FILE)["users"].tolist() == [0, 1, 2, 3]
