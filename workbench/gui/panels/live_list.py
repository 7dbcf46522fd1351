"""Keeps a list, its reasons and what attention saw in step with a history that is being edited."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from workbench.errors import Cancelled
from workbench.gui.context import Context
from workbench.jobs import Progress
from workbench.recommendation.exploration import Policy
from workbench.recommendation.feedback import Judgement
from workbench.recommendation.shaping import Shaping
from workbench.recommendation.what_if import EditedHistory
from workbench.workspace import Workspace
from workbench.workspace.explaining_views import Reasons
from workbench.workspace.list_views import LiveView

LIST, REASONS = "recommend/list", "recommend/reasons"
# Interactions that are taken out before the first answer.
FIRST_REMOVED = 48


class LiveList(QObject):
    """Asks for the list first, then for the reasons of its items, by the method that is most faithful for the model.

    Each is a short question of its own. Where interactions are taken out one by one, the latest come first: they move
    most, and are told within a blink; the older ones follow. A newer history drops what was asked for an older one, and
    ends what is being worked out for it.

    Signals:
        listed: the `LiveView` of the newest history.
        explained: `Reasons` for some items of that list, indices being those of its history; more come until all are
            there, and none is partial.
        failed: one sentence.
    """

    listed = Signal(object)
    explained = Signal(object)
    failed = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context = context
        self.view: LiveView | None = None
        self._run, self._history = -1, EditedHistory()
        self._original: tuple[object, tuple[int, ...]] | None = None
        self._item = -1
        self._working = Progress()
        self._explained: set[int] = set()

    def ask(
        self,
        run_id: int,
        history: EditedHistory,
        shaping: Shaping,
        *,
        user_id: str | None = None,
        judgements: tuple[Judgement, ...] = (),
        exploring: tuple[Policy, str] | None = None,
    ) -> None:
        """Ask for the list of a history; reasons follow by themselves.

        Args:
            run_id, history, shaping, user_id, judgements: see `RecommendingUseCases.live`.
            exploring: a bandit's policy, and the session whose answers it has.
        """
        self._run, self._history = run_id, history
        self._end_reasons()
        working = self._working
        # What the list was before all edits stays, as long as it would be made in the same way.
        ground = (run_id, history.original, shaping, user_id)
        original = self._original[1] if self._original is not None and self._original[0] == ground else None

        made: list[LiveView] = []

        def listing(ws: Workspace) -> LiveView:
            steps = None if exploring is None else (exploring[0], ws.feedback.steps(exploring[1]))
            view = ws.recommending.live(
                run_id,
                history,
                shaping,
                judgements=judgements,
                exploring=steps,
                user_id=user_id,
                original=original,
            )
            made.append(view)
            return made[0]

        def reasons(ws: Workspace) -> Reasons | None:
            items = [item.item for item in made[0].list.items] if made else []
            return _reasons(ws, run_id, history, items, working, most=FIRST_REMOVED)

        def show(view: LiveView) -> None:
            self._original = ground, view.original
            self.view = view
            self.listed.emit(view)

        # What is asked last is answered first; the reasons are begun while the window still paints the list.
        self._context.ask(REASONS, reasons, self._take_reasons, self.failed.emit, urgent=True)
        self._context.ask(LIST, listing, show, self._fail, urgent=True)

    def ask_reasons(self) -> None:
        """Ask for the reasons of the list that is shown once more: there may be a better method by now."""
        self._end_reasons()
        if self.view is not None:
            self._ask_rest([item.item for item in self.view.list.items])

    def pick(self, item: int) -> None:
        """Let the reasons of an item come before those of the others that are still to come."""
        self._item = item

    def forget(self) -> None:
        """Drop all questions."""
        self._context.lookups.forget(LIST)
        self._end_reasons()
        self.view = None

    def _end_reasons(self) -> None:
        self._working.cancel()
        self._working = Progress()
        self._explained = set()
        self._context.lookups.forget(REASONS)

    def _ask_rest(self, items: Sequence[int]) -> None:
        run_id, history, working = self._run, self._history, self._working
        ordered = sorted(items, key=lambda item: item != self._item)
        self._context.ask(
            REASONS,
            lambda ws: _reasons(ws, run_id, history, ordered, working),
            self._take_reasons,
            self.failed.emit,
        )

    def _take_reasons(self, found: Reasons | None) -> None:
        if found is None or self.view is None:
            return
        self.explained.emit(found)
        if not found.partial:
            self._explained.update(found.items)
        rest = [item.item for item in self.view.list.items if item.item not in self._explained]
        if rest:
            self._ask_rest(rest)

    def _fail(self, sentence: str) -> None:
        self.view = None
        self.failed.emit(sentence)


def _reasons(
    ws: Workspace,
    run_id: int,
    history: EditedHistory,
    items: Sequence[int],
    working: Progress,
    *,
    most: int | None = None,
) -> Reasons | None:
    """The reasons of all items where one measurement serves all, and of the first where each has its own."""
    if not len(history) or not items:
        return None
    asked = items if ws.judging.method(run_id) == "leave-one-out" else items[:1]
    try:
        return ws.explaining.reasons(run_id, history.histories(), asked, most=most, progress=working)
    except Cancelled:
        return None  # the answer is not waited for any more
