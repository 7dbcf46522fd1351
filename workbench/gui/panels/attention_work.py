"""What the Attention place asks for that takes long: removing items, describing heads, judging a model."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from workbench.explanation.heads import HeadDescription
from workbench.gui.context import Context
from workbench.gui.runner import Job
from workbench.workspace.explaining_views import ChangeView, ExplainedView, HeadWorth, LookView


class AttentionWork(QObject):
    """Starts the jobs of the place, and keeps what they found of heads.

    Signals:
        explained: an `ExplainedView`, or None with a sentence why there is none (yet).
        heads_changed: something new is known of heads.
        judged: number of a run, and its `ModelVerdict`.
        told: a sentence for the person, and its tone.
    """

    explained = Signal(object, str)
    heads_changed = Signal()
    judged = Signal(int, object)
    told = Signal(str, str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._described: dict[int, tuple[HeadDescription, ...]] = {}
        self._worth: dict[int, dict[tuple[int, int], HeadWorth]] = {}
        self._explaining: Job | None = None
        for runner in (context.previews, context.runner):
            runner.ended.connect(self._on_end)

    def described(self, run: int) -> tuple[HeadDescription, ...]:
        """Return what each head of a run does; nothing where that was not asked, or is not known yet."""
        return self._described.get(run, ())

    def worth(self, run: int) -> dict[tuple[int, int], HeadWorth]:
        """Return what is known of switching heads of a run off, by layer and head."""
        return self._worth.get(run, {})

    # ---- starting

    def explain(self, view: LookView) -> None:
        """Find what a recommendation rests on; what was asked before is given up."""
        if self._explaining is not None and self._explaining.state in ("waiting", "running"):
            self._context.previews.cancel(self._explaining)
        if len(view.titles) < 2:
            self.explained.emit(None, self.tr("A history of fewer than two interactions leaves no order to judge."))
            return
        self.explained.emit(None, "")
        workspace = self._context.workspace
        self._explaining = self._context.previews.submit(
            Job(
                self.tr("Removing items"),
                lambda progress: workspace.explaining.explain(
                    view.run_id, view.user_id, item=view.target.item, hidden=view.hidden, progress=progress
                ),
                kind="attention/explain",
            )
        )

    def describe(self, run: int) -> None:
        """Find what each head of a run does, once."""
        if run in self._described:
            return
        self._described[run] = ()
        workspace = self._context.workspace
        self._context.previews.submit(
            Job(
                self.tr("Looking at heads"),
                lambda progress: workspace.judging.heads(run, progress=progress),
                kind="attention/heads",
                about=run,
            )
        )

    def judge_model(self, view: LookView) -> None:
        """Find how faithful the attention of the model is over many people."""
        workspace = self._context.workspace
        self._context.runner.submit(
            Job(
                self.tr("Judging {run}").format(run=view.run_label),
                lambda progress: workspace.judging.faithfulness(view.run_id, progress=progress),
                kind="attention/model",
                about=view.run_id,
            )
        )

    def switch_off(self, view: LookView, layer: int, head: int) -> None:
        """Find how much worse the model is without a head."""
        workspace = self._context.workspace
        self._context.runner.submit(
            Job(
                self.tr("Switching off layer {layer}, head {head}").format(layer=layer + 1, head=head + 1),
                lambda progress: workspace.judging.switch_off(view.run_id, layer, head, progress=progress),
                kind="attention/off",
                about=view.run_id,
            )
        )

    def change(self, view: LookView) -> None:
        """Find the change of the history that drops the item from the list, or brings it in."""
        workspace = self._context.workspace
        inside = any(one.item == view.target.item for one in view.listed)
        ask = workspace.explaining.drop_out if inside else workspace.explaining.bring_in
        self._context.runner.submit(
            Job(
                self.tr("Changing the history"),
                lambda progress: ask(view.run_id, view.user_id, view.target.item, progress=progress),
                kind="attention/change",
            )
        )

    # ---- ending

    def _on_end(self, job: Job) -> None:
        if not job.kind.startswith("attention/"):
            return
        if job.kind == "attention/heads" and job.state in ("cancelled", "failed"):
            # It may be asked for again.
            self._described.pop(job.about, None)
        if job.state == "cancelled":
            return
        if job.state == "failed":
            if job.kind == "attention/explain":
                self.explained.emit(None, job.error)
            else:
                self.told.emit(job.error, "bad")
        elif job is self._explaining:
            assert isinstance(job.result, ExplainedView)
            self.explained.emit(job.result, "")
        elif job.kind == "attention/heads":
            self._described[job.about] = job.result
            self.heads_changed.emit()
        elif job.kind == "attention/off":
            self._worth.setdefault(job.about, {})[job.result.layer, job.result.head] = job.result
            self.heads_changed.emit()
        elif job.kind == "attention/model":
            self.judged.emit(job.about, job.result)
        elif job.kind == "attention/change":
            self.told.emit(self._change_text(job.result), "neutral")

    def _change_text(self, change: ChangeView) -> str:
        if not change.found:
            return self.tr(
                "No change of the history that was tried moves “{title}” across the edge of the top 10."
            ).format(title=change.title)
        least = self.tr("No smaller change does it.") if change.minimal else self.tr("A smaller change may do it too.")
        if change.removed:
            text = self.tr("Without {names}, “{title}” goes from rank {before} to rank {after}.")
        else:
            text = self.tr("With {names} added, “{title}” goes from rank {before} to rank {after}.")
        told = text.format(
            names=", ".join(change.removed or change.added),
            title=change.title,
            before=change.rank_before,
            after=change.rank_after,
        )
        return f"{told} {least}"
