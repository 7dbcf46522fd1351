"""Keeps a list, its reasons and what attention saw in step with a history that is being edited."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from workbench.gui.context import Context
from workbench.recommendation.exploration import Policy
from workbench.recommendation.feedback import Judgement
from workbench.recommendation.shaping import Shaping
from workbench.recommendation.what_if import EditedHistory
from workbench.workspace import Workspace
from workbench.workspace.list_views import LiveView

# Removals that one short question measures: some 8 ms, so that the next edit never waits longer for its turn.
_AT_ONCE = 6
_MOST_MEASURED = 200
LIST, REASONS, MOVES = "recommend/list", "recommend/reasons", "recommend/moves"


class LiveList(QObject):
    """Asks for the list first, then for the reasons of all its items, then for all that moves the picked one.

    Each is a short question of its own. A newer history drops what was asked for an older one.

    Signals:
        listed: the `LiveView` of the newest history.
        explained: for each item of that list, the places in the history that it is there because of.
        moved: places of the history, and how much the picked item's score falls without each; more comes until all
            were measured. True with the last.
        failed: one sentence.
    """

    listed = Signal(object)
    explained = Signal(object)
    moved = Signal(object, object, bool)
    failed = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context = context
        self.view: LiveView | None = None
        self._run, self._history = -1, EditedHistory()
        self._original: tuple[object, tuple[int, ...]] | None = None
        self._item = -1
        self._measured: dict[int, float] = {}

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
        for key in (REASONS, MOVES):
            self._context.lookups.forget(key)
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

        def reasons(ws: Workspace) -> tuple[tuple[int, ...], ...]:
            return ws.recommending.because(run_id, history, made[0]) if made and len(history) else ()

        def show(view: LiveView) -> None:
            self._original = ground, view.original
            self.view = view
            self.listed.emit(view)

        # What is asked last is answered first; the reasons are begun while the window still paints the list.
        self._context.ask(REASONS, reasons, self.explained.emit, self._fail, urgent=True)
        self._context.ask(LIST, listing, show, self._fail, urgent=True)

    def pick(self, item: int) -> None:
        """Measure what moves an item's score, for the history of the list that is shown."""
        self._item, self._measured = item, {}
        self._context.lookups.forget(MOVES)
        if self.view is not None:
            self._measure(_places(self.view, self._history))

    def forget(self) -> None:
        """Drop all questions."""
        for key in (LIST, REASONS, MOVES):
            self._context.lookups.forget(key)
        self.view = None

    def _measure(self, places: Sequence[int]) -> None:
        if not places:
            return
        run_id, history, item = self._run, self._history, self._item
        now, later = places[:_AT_ONCE], places[_AT_ONCE:]

        def take(falls: tuple[float, ...]) -> None:
            self._measured |= dict(zip(now, falls, strict=True))
            self.moved.emit(list(self._measured), list(self._measured.values()), not later)
            self._measure(later)

        self._context.ask(MOVES, lambda ws: ws.recommending.moves(run_id, history, item, now), take, self._fail)

    def _fail(self, sentence: str) -> None:
        self.view = None
        self.failed.emit(sentence)


def _places(view: LiveView, history: EditedHistory) -> list[int]:
    """Return the places to remove, the newest first: those that the model read, at most `_MOST_MEASURED`."""
    read = range(len(history)) if view.record is None else view.record.positions
    return list(read)[::-1][:_MOST_MEASURED]
