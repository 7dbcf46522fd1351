"""Recommend: a history that can be edited, what a model recommends next, and why."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QStackedWidget, QVBoxLayout, QWidget

from workbench.gui.components.basics import Badge, Notice, button, page_title
from workbench.gui.components.columns import column_of_cards, scrolled
from workbench.gui.components.segmented import SegmentedControl
from workbench.gui.context import Context
from workbench.gui.panels import wording
from workbench.gui.panels.compare_page import ComparePage
from workbench.gui.panels.exploration_page import ExplorationPage
from workbench.gui.panels.export_lists import ListExport
from workbench.gui.panels.feedback_session import FeedbackSession
from workbench.gui.panels.history_card import HistoryCard
from workbench.gui.panels.language_page import LanguagePage
from workbench.gui.panels.list_card import ListCard
from workbench.gui.panels.live_list import LiveList
from workbench.gui.panels.map_page import MapPage
from workbench.gui.panels.paths_card import PathsCard
from workbench.gui.panels.recommend_ground import Ground, ground_of, nothing_yet
from workbench.gui.panels.run_picker import RunPicker
from workbench.gui.panels.user_picker import UserPicker
from workbench.gui.panels.why_answers import WhyAnswers
from workbench.gui.panels.why_card import WhyCard
from workbench.gui.panels.wishes_card import WishesCard
from workbench.recommendation.shaping import Shaping
from workbench.recommendation.top_list import RecommendedItem
from workbench.workspace import Workspace
from workbench.workspace.list_views import FeedbackRow, LiveView, SimilarUser
from workbench.workspace.views import HistoryRow, ItemRow, UserRow

_LENGTH = 10
_WHY_WIDTH = 300


class RecommendPanel(QWidget):
    """The Recommend place."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        self._stale = True
        self._wanted_run: int | None = None
        self._offered: int | None = None  # the dataset whose filters are offered
        self._awaited = False  # whether the history of whoever was chosen is still to come
        self.live = LiveList(context)
        self.users = UserPicker(context)
        self.users.offer_more()
        self.users.chosen.connect(self._take_user)
        self.users.new_wanted.connect(self._begin_new)
        self.users.like_wanted.connect(self._look_for_like)
        self.runs = RunPicker()
        self.runs.chosen.connect(lambda _id: self._recommend())
        self.invented = Badge(self.tr("Invented"), "warning")
        self.invented.hide()
        self.export_lists = ListExport(context, self)
        self.export = self.export_lists.button
        self.notice = Notice()
        self.export_lists.ended.connect(self._say)
        self.wish = button(self.tr("Filters and rules"), self._toggle_wishes, icon="rules", checkable=True)
        self.views = SegmentedControl(self.tr("View"))
        self.views.set_choices(
            [
                ("why", self.tr("Why"), self.tr("Why each item is in the list")),
                ("compare", self.tr("Compare"), self.tr("Two models or two histories side by side")),
                ("map", self.tr("Map"), self.tr("All items by their likeness, with history and list on it")),
                ("language", self.tr("LLM"), self.tr("Re-rank the list by a language model on this machine")),
                ("explore", self.tr("Explore"), self.tr("A bandit that learns from thumbs up and down")),
            ]
        )
        self.views.set_value("why")
        self.views.chosen.connect(lambda _: self._show_chosen_view())
        row = QHBoxLayout()
        row.setSpacing(10)
        for part in (page_title(self.tr("Recommend")), self.users, self.runs, self.invented):
            row.addWidget(part)
        row.addStretch(1)
        for control in (self.views, self.wish, self.export):
            row.addWidget(control)
        self._pages = QStackedLayout()
        self.no_data, self.no_run = nothing_yet(context)
        for page in (self._working(), self.no_data, self.no_run):
            self._pages.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 14, 20, 14)
        outer.setSpacing(12)
        outer.addLayout(row)
        outer.addWidget(self.notice)
        outer.addLayout(self._pages, 1)
        for signal in (context.opened, context.datasets_changed, context.runs_changed):
            signal.connect(self._refresh)
        context.dataset_chosen.connect(self._on_dataset)
        self._refresh()

    def _working(self) -> QWidget:
        self.history = HistoryCard(self._context)
        self.history.edited.connect(self._recommend)
        self.top = ListCard(self._context)
        self.top.wished.connect(self._recommend)
        self.top.list.picked.connect(self._on_picked)
        self.why = WhyCard()
        self.why.whole_map.connect(self._open_map)
        self.wishes = WishesCard()
        self.wishes.changed.connect(self._recommend)
        self.side = QStackedWidget()
        page, column = column_of_cards()
        column.addWidget(self.why)
        self.paths = PathsCard(self._context)
        column.addWidget(self.paths)
        self._why_side = scrolled(page)
        self.side.addWidget(self._why_side)
        self.side.addWidget(self.wishes)
        self.side.setFixedWidth(_WHY_WIDTH)
        self.compare = ComparePage(self._context)
        self.map = MapPage(self._context)
        self.language = LanguagePage(self._context)
        self.explore = ExplorationPage()
        self.explore.wished.connect(self._on_policy)
        self.wide = QStackedWidget()
        for page in (self.compare, self.map, self.language, self.explore):
            self.wide.addWidget(page)
        self.wide.hide()
        self.feedback = FeedbackSession(self._context)
        self.explore.replay_wanted.connect(self.feedback.replay)
        self.feedback.replayed.connect(self.explore.show_session)
        self.feedback.said.connect(self._on_said)
        self.feedback.taken_back.connect(self._on_taken_back)
        self.top.list.judged.connect(self._judge)
        self.top.take_back_wanted.connect(self.feedback.take_all_back)
        for failing in (self.feedback.failed, self.compare.failed, self.map.failed, self.language.failed):
            failing.connect(lambda sentence: self._say(sentence, "bad"))
        self.answers = WhyAnswers(self._context, self.live, self.runs, self.history, self.top, self.why)
        self.live.listed.connect(self._show_list)
        self.live.failed.connect(self._fail)
        made = QWidget()
        columns = QHBoxLayout(made)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(14)
        columns.addWidget(self.history)
        columns.addWidget(self.top, 1)
        columns.addWidget(self.wide, 1)
        columns.addWidget(self.side)
        return made

    @property
    def shaping(self) -> Shaping:
        """What the person wants of a list."""
        return Shaping(
            k=_LENGTH,
            filters=self.wishes.filters,
            rules=self.wishes.rules,
            method=self.top.chosen_method,  # type: ignore[arg-type]
            diversity=self.top.diversity,
        )

    # ---- what the window calls

    def show_argument(self, argument: Any) -> None:
        """Show a run (its number) or a user (its id)."""
        if isinstance(argument, int):
            self._wanted_run = argument
            if self.runs.choose(argument):
                self._recommend()
        elif isinstance(argument, str):
            self.users.choose(UserRow(0, argument, 0, ""))
            self.users.choose_id(argument)
            self._take_user(argument)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for what changed while the place was hidden."""
        super().showEvent(event)
        if self._stale:
            self._refresh()

    # ---- whose history

    def _on_dataset(self, dataset_id: int | None) -> None:
        self.users.choose(None)
        self.live.forget()
        self.history.show_stored([])
        self._refresh()

    def _refresh(self) -> None:
        self._stale = True
        if not self._context.is_open or not self.isVisible():
            return
        self._stale = False
        dataset = self._context.dataset_id
        self._context.ask("recommend/ground", lambda ws: ground_of(ws, dataset), self._show_ground)

    def _show_ground(self, ground: Ground) -> None:
        dataset, runs = ground.dataset, ground.runs
        ready = dataset is not None and bool(runs)
        self._pages.setCurrentIndex(1 if dataset is None else 2 if not runs else 0)
        for part in (self.users, self.runs, self.export, self.views, self.wish):
            part.setVisible(ready)
        self.invented.setVisible(dataset is not None and dataset.invented)
        if not ready or dataset is None:
            return
        self.history.expect_values(dataset.has_values)
        self.runs.show_runs(runs)
        self.compare.offer(runs)
        if dataset.id != self._offered:
            self._offered = dataset.id
            self._context.ask(
                "recommend/choices",
                lambda ws: ws.recommending.choices(dataset.id),
                self.wishes.offer,
                self._fail,
            )
        if self._wanted_run is not None and self.runs.choose(self._wanted_run):
            self._wanted_run = None
        if self.users.user_id is None and len(self.history.now) == 0 and ground.first is not None:
            self.users.choose(ground.first)
            self._take_user(ground.first.id)
        else:
            self._recommend()

    def _take_user(self, user_id: str) -> None:
        dataset = self._context.dataset_id
        if dataset is None:
            return
        self.notice.say("")
        self._awaited = True
        self._context.ask(
            "recommend/history",
            lambda ws: (ws.datasets.history(dataset, user_id), ws.feedback.of_user(dataset, user_id)),
            lambda answer: self._show_history(user_id, *answer),
            self._have_nobody,
            urgent=True,
        )

    def _have_nobody(self, sentence: str) -> None:
        self.history.show_stored([])
        self._fail(sentence)

    def _show_history(self, user_id: str, rows: list[HistoryRow], said: list[FeedbackRow]) -> None:
        self._awaited = False
        self.history.show_stored(rows, self.tr("This user has no interactions."))
        self.feedback.begin(user_id, said)
        # What was liked in earlier sessions belongs to the history; the badge says that it is more than is stored.
        self.history.blockSignals(True)
        for row in said:
            if row.kind == "up" and row.item >= 0:
                self.history.add_item(ItemRow(row.item, row.item_id, row.title, 0), liked=True)
        self.history.blockSignals(False)
        self._recommend()

    def _look_for_like(self) -> None:
        run, history, user = self.runs.run, self.history.now, self.users.user_id
        if run is None:
            return

        def look(ws: Workspace) -> list[SimilarUser]:
            kinds = ws.similarity.kinds(run.id)
            return ws.similarity.users(run.id, history, by=kinds[0] if kinds else "learned", leave_out=user)

        def show(found: list[SimilarUser]) -> None:
            self.users.show_found(
                [UserRow(-1, u.id, u.n_interactions, f"{u.cosine:.2f} · {u.attributes}".rstrip(" ·")) for u in found]
            )

        self._context.ask("recommend/like", look, show, lambda sentence: self._say(sentence, "bad"))

    def _begin_new(self) -> None:
        self._context.lookups.forget("recommend/history")
        self._awaited = False
        self.users.choose_new(self.tr("New person"))
        self.history.show_stored([], self.tr("Add items to put a person together; the list follows."))
        self.feedback.begin(None, [])
        self._recommend()

    # ---- the list

    def _recommend(self) -> None:
        run = self.runs.run
        if run is not None and self._context.dataset_id is not None and not self._awaited:
            self.notice.say("")
            policy, user, shaping = self.explore.policy, self.users.user_id, self.shaping
            self.live.ask(
                run.id,
                self.history.now,
                shaping,
                user_id=user,
                judgements=self.feedback.judgements,
                exploring=None if policy is None else (policy, self.feedback.session),
            )
            self.export_lists.follow(run, user, shaping)
            n = self.wishes.n_active
            self.wish.setText(self.tr("Filters and rules") + (f" · {n}" if n else ""))
            self._ask_wide()

    def _show_list(self, view: LiveView) -> None:
        self.top.show_view(view, compared=self.history.now.n_changes > 0)
        self.top.list.top.judge(self.feedback.marks)
        self.top.show_said(self.feedback.n_said)
        self.wishes.show_effects(view.effects)
        self.explore.show_view(view)
        self.map.mark([entry.item for entry in self.history.now.entries], [item.item for item in view.list.items])

    def _on_picked(self, item: RecommendedItem) -> None:
        run = self.runs.run
        self.paths.ask(None if run is None else run.id, self.users.user_id, item.item)
        if self.views.value() == "map":
            self.map.pick(item.item, item.title)

    def _open_map(self) -> None:
        run = self.runs.run
        if run is not None:
            wanted = {"run": run.id, "user": self.users.user_id, "target": self.top.list.current()}
            self._context.go.emit("attention", wanted)

    def _fail(self, sentence: str) -> None:
        self.top.clear()
        self.answers.clear()
        self.notice.say(sentence, "bad")

    # ---- filters, views, feedback

    def _say(self, sentence: str, tone: str) -> None:
        self.notice.say(sentence, "good" if tone == "good" else "bad")

    def _toggle_wishes(self) -> None:
        if self.wish.isChecked():
            self.views.set_value("why")  # beside a wide view there is no room for them
        self._arrange()

    def _show_chosen_view(self) -> None:
        self.wish.setChecked(False)
        self.map.look_again()
        self._arrange()
        self._ask_wide()

    def _arrange(self) -> None:
        """Give each view its columns: the map and exploration stand beside the list, a comparison instead of it."""
        view = self.views.value()
        pages = {"compare": self.compare, "map": self.map, "language": self.language, "explore": self.explore}
        page = pages.get(view)
        self.wide.setVisible(page is not None)
        if page is not None:
            self.wide.setCurrentWidget(page)
        self.top.setVisible(view != "compare")
        self.top.set_narrow(page is not None)
        self.side.setVisible(page is None)
        self.side.setCurrentWidget(self.wishes if self.wish.isChecked() else self._why_side)

    def _ask_wide(self) -> None:
        run, view = self.runs.run, self.views.value()
        if run is None:
            return
        if view == "compare":
            self.compare.ask(run.id, self.history.now, self.shaping, wording.run_label(run))
        elif view == "map":
            self.map.show_run(run.id)
            picked = self.top.list.current()
            if picked is not None:
                self.map.pick(picked.item, picked.title)
        elif view == "language":
            self.language.show_list(run, self.users.user_id)

    def _judge(self, item: RecommendedItem, kind: str) -> None:
        if self.live.view is not None:
            self.feedback.judge(item, kind, self.live.view)

    def _on_said(self, item: RecommendedItem, kind: str) -> None:
        if kind == "up":
            # The edit asks for the new list by itself.
            self.history.add_item(ItemRow(item.item, item.item_id, item.title, 0), liked=True)
        else:
            self._recommend()
        if self.explore.policy is not None:
            self.feedback.replay()

    def _on_taken_back(self, said: list[tuple[int, str]]) -> None:
        for item, kind in said:
            places = [place for place, e in enumerate(self.history.now.entries) if e.item == item and e.origin is None]
            if kind == "up" and places:
                self.history.remove(places[-1])
        self._recommend()

    def _on_policy(self) -> None:
        self.feedback.new_session()
        self.explore.show_session(None)
        self._recommend()
