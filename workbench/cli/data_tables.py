"""Tables for a terminal around datasets: recipes, splits, the bin, users, items, quality and attributes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from rich.markup import escape

from workbench.cli.session import OUT
from workbench.cli.table_style import table

if TYPE_CHECKING:
    from workbench.data.features import FeatureReport
    from workbench.data.preparing.recipe import StepEffect
    from workbench.data.profile import ItemPage, TimeCounts, UserTimeline
    from workbench.data.profile_quality import QualityReport
    from workbench.data.profile_tables import TablePage
    from workbench.data.split_picture import SplitPicture
    from workbench.workspace.views import BinnedDataset, DatasetSummary, Dependents, StepType

_BARS = " ▁▂▃▄▅▆▇█"


def say(sentence: str, style: str | None = None) -> None:
    """Print a sentence as it is."""
    OUT.print(sentence, style=style, markup=False, highlight=False)


def show_steps(kinds: Sequence[StepType]) -> None:
    """Print the kinds of steps with their settings."""
    for kind in kinds:
        OUT.print(f"[bold]{escape(kind.name)}[/bold]  {escape(kind.summary)}", highlight=False)
        for name, field in kind.config.model_fields.items():
            say(f"    {name}={field.default!r}  {field.description}")


def show_effects(effects: Sequence[StepEffect]) -> None:
    """Print one line a step: before → after."""
    made = table("step", "rows", "users", "items", "seconds", right=("rows", "users", "items", "seconds"))
    for effect in effects:
        made.add_row(
            effect.title,
            f"{effect.rows_before:,} → {effect.rows_after:,}",
            f"{effect.users_before:,} → {effect.users_after:,}",
            f"{effect.items_before:,} → {effect.items_after:,}",
            f"{effect.seconds:.2f}",
        )
    OUT.print(made)
    for effect in effects:
        say(f"  {effect.description}")


def show_split(seen: SplitPicture) -> None:
    """Print the parts of a split, its timeline and its leak check."""
    say(seen.description)
    made = table("part", "rows", "share", "users", "items", "cold users", "cold items", "from", "to", "over time")
    for column in made.columns[1:7]:
        column.justify = "right"
    for part in seen.parts:
        counts = seen.time_counts[part.part]
        made.add_row(
            part.part,
            f"{part.rows:,}",
            f"{part.share:.1%}",
            f"{part.users:,}",
            f"{part.items:,}",
            f"{part.cold_users:,}",
            f"{part.cold_items:,}",
            _day(part.first_time),
            _day(part.last_time),
            _bars(counts.tolist(), 24),
        )
    OUT.print(made)
    if seen.left_out_rows:
        say(f"{seen.left_out_rows:,} interactions serve neither training nor are asked for.")
    say(f"Leak check ({seen.check.verdict}):", "bold")
    for sentence in seen.check.sentences:
        say(f"  {sentence}")


def show_dependents(dataset: DatasetSummary, depending: Dependents, *, deleted: bool) -> None:
    """Print what goes into the bin with a dataset, and what stays without it."""
    verb = "lies in the bin now" if deleted else "would go into the bin"
    say(f"“{dataset.label}” (dataset {dataset.id}) {verb}.")
    if depending.runs:
        say(f"With it: {', '.join(run.label for run in depending.runs)}.")
    if depending.children:
        children = ", ".join(f"“{child.label}” ({child.id})" for child in depending.children)
        say(f"Prepared from it, and staying: {children}.")
    if deleted:
        say(f"`workbench restore {dataset.id}` brings it back; `workbench bin --empty` deletes it for good.", "dim")


def show_bin(found: Sequence[BinnedDataset]) -> None:
    """Print one line a dataset in the bin."""
    if not found:
        say("The bin is empty.")
        return
    made = table("id", "name", "rows", "runs", "MB", "binned", right=("id", "rows", "runs", "MB"))
    for entry in found:
        when = entry.dataset.binned_at
        made.add_row(
            str(entry.dataset.id),
            escape(entry.dataset.label),
            f"{entry.dataset.n_rows:,}",
            str(entry.n_runs),
            f"{entry.n_bytes / 1e6:,.1f}",
            "" if when is None else f"{when:%Y-%m-%d %H:%M}",
        )
    OUT.print(made)


def show_page(page: TablePage) -> None:
    """Print rows of the table of users or items."""
    right = [column.name for column in page.columns if column.kind in ("count", "number")]
    made = table(*(column.name for column in page.columns), right=right)
    for row in range(len(page.codes)):
        made.add_row(*(escape(_cell(page.cells[column.name][row], column.kind)) for column in page.columns))
    OUT.print(made)
    last = page.offset + len(page.codes)
    say(f"Rows {page.offset + 1 if last > page.offset else 0:,}–{last:,} of {page.matching:,} ({page.total:,} in all)")


def show_user(seen: UserTimeline) -> None:
    """Print what one user did."""
    say(
        f"User {seen.id}: {seen.n_interactions:,} interactions with {seen.n_items:,} items "
        f"(the median user has {seen.usual_length:,})"
    )
    _show_facts(seen.attributes, seen.over_time, list(zip(seen.values.levels, seen.values.counts, strict=True)))
    if seen.categories:
        say("Categories: " + ", ".join(f"{name} {count:,}" for name, count in seen.categories))


def show_item(seen: ItemPage) -> None:
    """Print one item's page."""
    mean = "" if seen.mean_value is None else f"; mean value {seen.mean_value:.2f}"
    say(
        f"{seen.title} ({seen.id}): {seen.n_interactions:,} interactions of {seen.n_users:,} users, "
        f"number {seen.popularity_rank:,} in popularity{mean}"
    )
    _show_facts(seen.attributes, seen.over_time, list(zip(seen.values.levels, seen.values.counts, strict=True)))
    made = table("met too", "users", "share", "lift", right=("users", "share", "lift"))
    for other in seen.companions:
        made.add_row(escape(other.title), f"{other.users:,}", f"{other.share:.0%}", f"{other.lift:.2f}")
    OUT.print(made)


def show_quality(dataset: DatasetSummary, report: QualityReport) -> None:
    """Print the numbers of a dataset's quality, and what stands out."""
    say(f"{dataset.label}: {dataset.n_rows:,} rows, {dataset.n_users:,} users, {dataset.n_items:,} items", "bold")
    made = table("what", "number", right=("number",))
    for what, number in (
        ("share of the matrix that is filled", f"{report.density:.3%}"),
        ("rows that repeat a meeting", f"{report.repeated_rows:,}"),
        ("of these identical", f"{report.identical_rows:,}"),
        ("users with one interaction", f"{report.single_users:,}"),
        ("items with one interaction", f"{report.single_items:,}"),
        ("median history", f"{report.median_history:g}"),
        ("longest history", f"{report.longest_history:,} ({report.longest_history_share:.1%})"),
        ("share of the most popular 1% of items", f"{report.top_share:.1%}"),
        ("Gini coefficient of popularity", f"{report.gini:.3f}"),
        ("rows on the same second as the one before", f"{report.same_second_rows:,}"),
        ("different moments", f"{report.moments:,}"),
        ("different values", f"{report.value_levels:,}"),
    ):
        made.add_row(what, number)
    for missing in report.missing:
        if missing.missing:
            made.add_row(f"{missing.of} without {escape(missing.name)}", f"{missing.missing:,} of {missing.total:,}")
    OUT.print(made)
    for remark in report.remarks:
        say(f"! {remark}", "yellow")


def show_features(report: FeatureReport) -> None:
    """Print the attributes, ranked."""
    made = table("attribute", "of", "verdict", "told bits", "share", "levels", "missing")
    for column in made.columns[3:]:
        column.justify = "right"
    for found in report.attributes:
        measured = found.status in ("informative", "uninformative")
        made.add_row(
            escape(found.name),
            found.of,
            found.status if found.duplicate_of is None else f"duplicate of {escape(found.duplicate_of)}",
            f"{found.told_bits:.4f}" if measured else "",
            f"{found.told_share:.1%}" if measured else "",
            f"{found.levels:,}",
            f"{found.missing:.0%}",
        )
    OUT.print(made)
    say(f"{report.definition} Counted on {report.n_interactions:,} interactions.", "dim")


def _show_facts(attributes: dict[str, Any], over_time: TimeCounts, values: list[tuple[float, int]]) -> None:
    for name, value in attributes.items():
        say(f"{name}: {_cell(value, 'text')}")
    if len(over_time.counts):
        first, last = int(over_time.edges[0]), int(over_time.edges[-1]) - 1
        say(f"{_day(first)} {_bars(over_time.counts.tolist(), 48)} {_day(last)}")
    if len(values) > 1:
        say("Values: " + ", ".join(f"{level:g} × {count:,}" for level, count in values))


def _cell(value: Any, kind: str) -> str:
    if value is None:
        return ""
    if kind == "time":
        return _day(int(value))
    if isinstance(value, tuple | list):
        return ", ".join(str(part) for part in value)
    return f"{value:.3g}" if isinstance(value, float) else str(value)


def _day(seconds: int | None) -> str:
    if seconds is None:
        return ""
    try:
        return f"{datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds):%Y-%m-%d}"
    except OverflowError:
        return str(seconds)


def _bars(counts: Sequence[int], width: int) -> str:
    """Return counts as a line of blocks, neighbours joined to at most `width`."""
    if not counts:
        return ""
    size = -(-len(counts) // width)
    joined = [sum(counts[start : start + size]) for start in range(0, len(counts), size)]
    top = max(max(joined), 1)
    return "".join(_BARS[-(-count * (len(_BARS) - 1) // top)] for count in joined)
