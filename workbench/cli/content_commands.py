"""`workbench content` and `workbench encode`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Literal, get_args

import typer

from workbench.cli.session import OUT, Session, settings_of
from workbench.cli.table_style import table
from workbench.errors import ConfigurationError, NotFoundError

if TYPE_CHECKING:
    from workbench.workspace import Workspace
    from workbench.workspace.content_views import (
        ContentHit,
        EncoderType,
        EncodingSummary,
        ModalityCoverage,
        NearDuplicate,
        SkippedItem,
    )

Modality = Literal["text", "image", "audio"]
_SHOWN_SKIPPED = 10


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(content)
    app.command()(encode)
    app.command()(transfer)


def encode(
    context: typer.Context,
    dataset: Annotated[
        str | None, typer.Argument(help="Name or number of a stored dataset.", show_default=False)
    ] = None,
    modality: Annotated[
        list[str] | None,
        typer.Option(help="What to encode: text, image or audio; may be repeated. Left out: all there is."),
    ] = None,
    encoder: Annotated[
        str | None,
        typer.Option(
            help="A built-in encoder, or the folder of a model: /models/bert, /models/bert#cls.", metavar="CHOICE"
        ),
    ] = None,
    device: Annotated[Literal["auto", "cpu", "cuda", "mps"], typer.Option(help="Where to compute.")] = "auto",
    encoders: Annotated[bool, typer.Option("--encoders", help="List the built-in encoders.")] = False,
    delete: Annotated[int | None, typer.Option(help="Delete this encoding instead.", metavar="ENCODING")] = None,
) -> None:
    """Make vectors of items' texts, pictures and sounds; what was encoded before is found again."""
    session: Session = context.obj
    with session.workspace(writes=not encoders) as workspace:
        if encoders:
            types = workspace.content.encoder_types()
            session.print(types, lambda: _show_encoders(types))
            return
        if delete is not None:
            workspace.content.delete(delete)
            session.print({"deleted": delete}, lambda: OUT.print(f"Encoding {delete} is deleted.", highlight=False))
            return
        if dataset is None:
            raise ConfigurationError("Say which dataset to encode.", hint="`workbench datasets` lists them.")
        found = workspace.datasets.find(dataset)
        asked = modality or [one.modality for one in workspace.content.coverage(found.id) if one.n_present]
        wanted: list[Modality] = [one for one in get_args(Modality) if one in asked]
        if unknown := set(asked) - set(wanted):
            raise ConfigurationError(
                f"There is no modality “{sorted(unknown)[0]}”.", hint=f"Choose {', '.join(get_args(Modality))}."
            )
        if encoder is not None and len(wanted) != 1:
            raise ConfigurationError("An encoder reads one modality.", hint="Name it: --modality text, for example.")
        if not wanted:
            raise ConfigurationError(f"The items of “{found.label}” have no content to encode.")
        made = [
            session.work(
                f"Encoding {one} of {found.label}",
                lambda progress, one=one: workspace.content.encode(  # type: ignore[misc]
                    found.id, one, encoder, device=device, progress=progress
                ),
            )
            for one in wanted
        ]
        skipped = {encoding.id: workspace.content.skipped(encoding.id) for encoding in made}

    def show() -> None:
        _show_encodings(made)
        for encoding in made:
            _show_skipped(encoding, skipped[encoding.id])

    session.print([{"encoding": encoding, "skipped": skipped[encoding.id]} for encoding in made], show)


def content(
    context: typer.Context,
    dataset: Annotated[str, typer.Argument(help="Name or number of a stored dataset.")],
    search: Annotated[str | None, typer.Option(help="Find items by words.", metavar="WORDS")] = None,
    like: Annotated[str | None, typer.Option(help="Find items like this one.", metavar="ITEM")] = None,
    duplicates: Annotated[bool, typer.Option("--duplicates", help="Find items that are nearly the same.")] = False,
    modality: Annotated[Modality, typer.Option(help="By which vectors.")] = "text",
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="Most rows.")] = 10,
) -> None:
    """Show how much content the items have and what encoded it, or find items by their content."""
    session: Session = context.obj
    if sum((search is not None, like is not None, duplicates)) > 1:
        raise ConfigurationError("Choose one of --search, --like and --duplicates.")
    with session.workspace() as workspace:
        found = workspace.datasets.find(dataset)
        if search is not None:
            hits = workspace.content.search(_newest(workspace, found.id, modality), search, limit)
            session.print(hits, lambda: _show_hits(hits))
        elif like is not None:
            hits = workspace.content.more_like(_newest(workspace, found.id, modality), like, limit)
            session.print(hits, lambda: _show_hits(hits))
        elif duplicates:
            encoding = _newest(workspace, found.id, modality)
            pairs = session.work(
                "Comparing items",
                lambda progress: workspace.content.near_duplicates(encoding, limit=limit, progress=progress),
            )
            session.print(pairs, lambda: _show_pairs(pairs))
        else:
            coverage = workspace.content.coverage(found.id)
            session.print(coverage, lambda: _show_coverage(coverage))


def transfer(
    context: typer.Context,
    run: Annotated[int, typer.Argument(help="A finished run of FeatureSASRec.")],
    dataset: Annotated[str, typer.Argument(help="Name or number of another stored dataset.")],
    split: Annotated[
        str, typer.Option(help="How to split that one: leave-last-out, global-time, …")
    ] = "leave-last-out",
    split_set: Annotated[list[str] | None, typer.Option(help="A parameter of the split.", metavar="KEY=VALUE")] = None,
    seed: Annotated[int, typer.Option(help="Draws people or items, where the split does.")] = 42,
) -> None:
    """Measure a trained model on another dataset without training it there."""
    session: Session = context.obj
    with session.workspace(writes=True) as workspace:
        found = workspace.datasets.find(dataset)
        measured = session.work(
            f"Moving run {run} to {found.label}",
            lambda progress: workspace.transfer.zero_shot(
                run, found.id, split, settings_of(split_set), seed=seed, progress=progress
            ),
        )

    def show() -> None:
        made = table("metric", "value", "± 95 %", right=("value", "± 95 %"))
        for name, value in measured.metrics.items():
            made.add_row(name, f"{value:.4f}", f"{measured.intervals.get(name, 0.0):.4f}")
        OUT.print(made)
        OUT.print(f"{measured.protocol.split}: {measured.protocol.candidates}.", markup=False, highlight=False)

    session.print(measured, show)


def _newest(workspace: Workspace, dataset_id: int, modality: str) -> int:
    for encoding in workspace.content.encodings(dataset_id, modality):
        if encoding.complete:
            return encoding.id
    raise NotFoundError(f"The {modality} of this dataset is not encoded yet.", hint="`workbench encode` does it.")


def _show_encoders(types: Sequence[EncoderType]) -> None:
    made = table("modality", "encoder", "width", "installed", "what it does", right=("width",))
    for one in types:
        state = "no" if not one.installed else "yes, first choice" if one.is_default else "yes"
        made.add_row(one.modality, one.name, f"{one.width:,}", state, one.summary)
    OUT.print(made)


def _show_encodings(encodings: Sequence[EncodingSummary]) -> None:
    made = table("encoding", "modality", "encoder", "width", "items", "skipped", "seconds", "device",
                 right=("encoding", "width", "items", "skipped", "seconds"))  # fmt: skip
    for one in encodings:
        title = one.title if one.complete else f"{one.title} (a part)"
        made.add_row(str(one.id), one.modality, title, f"{one.width:,}", f"{one.n_encoded:,}", f"{one.n_skipped:,}",
                     f"{one.seconds:,.1f}", one.device)  # fmt: skip
    OUT.print(made)


def _show_skipped(encoding: EncodingSummary, skipped: Sequence[SkippedItem]) -> None:
    for one in skipped[:_SHOWN_SKIPPED]:
        OUT.print(f"  {encoding.modality} of {one.item_id} ({one.title}): {one.reason}.", markup=False, highlight=False)
    if encoding.n_skipped > _SHOWN_SKIPPED:
        OUT.print(f"  and {encoding.n_skipped - _SHOWN_SKIPPED:,} more.", highlight=False)


def _show_coverage(coverage: Sequence[ModalityCoverage]) -> None:
    made = table("modality", "items", "share", "for example", right=("items", "share"))
    for one in coverage:
        example = one.examples[0].text[:60] if one.examples else ""
        made.add_row(one.modality, f"{one.n_present:,} of {one.n_items:,}", f"{one.share:.1%}", example)
    OUT.print(made)
    encodings = [encoding for one in coverage for encoding in one.encodings]
    if encodings:
        _show_encodings(encodings)


def _show_hits(hits: Sequence[ContentHit]) -> None:
    made = table("item", "title", "similarity", right=("similarity",))
    for hit in hits:
        made.add_row(hit.item_id, hit.title, f"{hit.similarity:.3f}")
    OUT.print(made)


def _show_pairs(pairs: Sequence[NearDuplicate]) -> None:
    made = table("item", "title", "item", "title", "similarity", right=("similarity",))
    for pair in pairs:
        made.add_row(
            pair.first.item_id, pair.first.title, pair.second.item_id, pair.second.title, f"{pair.similarity:.3f}"
        )
    OUT.print(made)
