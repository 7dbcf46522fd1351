"""What a person says of recommendations while the place is open: stored at once, and part of the next list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from workbench.gui.context import Context
from workbench.recommendation.feedback import Judgement
from workbench.recommendation.top_list import RecommendedItem
from workbench.workspace.list_views import FeedbackRow, LiveView, SessionReplay


class FeedbackSession(QObject):
    """The judgements of whoever is looked at.

    Signals:
        said: a `RecommendedItem` and its kind, once that is stored.
        taken_back: a list of items' codes, each with the kind, once they are no longer stored.
        replayed: a `SessionReplay`, or None with a sentence.
        failed: one sentence.
    """

    said = Signal(object, str)
    taken_back = Signal(object)
    replayed = Signal(object, str)
    failed = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context = context
        self._user: str | None = None
        self._rows: list[FeedbackRow] = []
        self.session = ""
        self.begin(None, [])

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """All that is in force, the oldest first; what was liked is in the history and needs no more."""
        known = [row for row in self._rows if row.item >= 0]
        return tuple(Judgement(row.item, row.kind) for row in known if row.kind != "up")  # type: ignore[arg-type]

    @property
    def marks(self) -> dict[int, str]:
        """What was said last of each item (by code)."""
        return {row.item: row.kind for row in self._rows}

    @property
    def n_said(self) -> int:
        """How much was said."""
        return len(self._rows)

    def begin(self, user_id: str | None, rows: Sequence[FeedbackRow]) -> None:
        """Begin a session of somebody, with what they said in earlier ones."""
        self._user, self._rows = user_id, list(rows)
        self.new_session()

    def new_session(self) -> None:
        """Begin a session: a bandit that starts now knows no answers."""
        from workbench.workspace.feedback import FeedbackUseCases

        self.session = FeedbackUseCases.new_session()

    def judge(self, item: RecommendedItem, kind: str, view: LiveView) -> None:
        """Store what is said of an item of a list, or take it back where the same was said before."""
        same = next((row for row in self._rows if (row.item, row.kind) == (item.item, kind)), None)
        if same is not None:
            self._take_back([same])
            return
        dataset, user, session = self._context.dataset_id, self._user, self.session
        if dataset is None:
            return

        def keep(row: FeedbackRow) -> None:
            self._rows.append(row)
            self.said.emit(item, kind)

        self._context.ask(
            f"recommend/judge {item.item} {kind}",
            lambda ws: ws.feedback.say(
                dataset,
                view.list,
                item.item,
                kind,  # type: ignore[arg-type]
                user_id=user,
                session=session,
                explored=view.explored,
            ),
            keep,
            self.failed.emit,
            urgent=True,
        )

    def take_all_back(self) -> None:
        """Delete all that this person said."""
        self._take_back(list(self._rows))

    def replay(self) -> None:
        """Go through the session again from what is stored."""
        session = self.session
        self._context.ask("recommend/replay", lambda ws: ws.feedback.replay(session), self._show, self._no_replay)

    def _take_back(self, rows: Sequence[FeedbackRow]) -> None:
        ids = [row.id for row in rows]
        if not ids:
            return

        def drop(_: object) -> None:
            self._rows = [one for one in self._rows if one.id not in ids]
            self.taken_back.emit([(row.item, row.kind) for row in rows])

        self._context.ask(
            f"recommend/take back {ids[0]} {len(ids)}", lambda ws: ws.feedback.take_back(ids), drop, self.failed.emit
        )

    def _show(self, made: SessionReplay) -> None:
        self.replayed.emit(made, "")

    def _no_replay(self, sentence: str) -> None:
        self.replayed.emit(None, sentence)
