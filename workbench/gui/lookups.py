"""Short questions to the workspace, answered off the window's thread, a newer question overtaking an older one."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from workbench.errors import WorkbenchError
from workbench.gui.told import told_error

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Question:
    key: str
    number: int
    ask: Callable[[], Any]
    on_answer: Callable[[Any], None]
    on_error: Callable[[str], None]


class Lookups(QObject):
    """One thread that answers questions in order.

    Jobs have a thread of their own, so that a list of users does not wait for the end of a training. Answers arrive on
    the window's thread. Of several questions with the same key only the newest is answered.
    """

    _answered = Signal(object, object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._newest: dict[str, int] = {}
        self._waiting: list[_Question] = []
        self._wake = threading.Condition()
        self._closing = False
        self._busy = False
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._run, name="lookups", daemon=True)
        self._thread.start()

    def ask(
        self,
        key: str,
        question: Callable[[], Any],
        on_answer: Callable[[Any], None],
        on_error: Callable[[str], None],
        *,
        urgent: bool = False,
    ) -> None:
        """Ask a question; `on_answer` or `on_error` (with a sentence) is called later on the window's thread.

        Args:
            key: what the answer is for, `recommend/list` for example; a newer question with this key replaces it.
            question: called on the lookup thread; it may raise `WorkbenchError`.
            on_answer: takes what `question` returned.
            on_error: takes one sentence for the person.
            urgent: whether it is answered before all that wait: a person watches for it while editing.
        """
        with self._wake:
            number = self._newest.get(key, 0) + 1
            self._newest[key] = number
            self._waiting = [q for q in self._waiting if q.key != key]
            self._waiting.insert(
                0 if urgent else len(self._waiting), _Question(key, number, question, on_answer, on_error)
            )
            self._wake.notify()

    def forget(self, key: str) -> None:
        """Drop the question with this key; its answer is not delivered any more."""
        with self._wake:
            self._newest[key] = self._newest.get(key, 0) + 1
            self._waiting = [q for q in self._waiting if q.key != key]

    @property
    def idle(self) -> bool:
        """Whether no question waits or is being answered."""
        with self._wake:
            return not self._waiting and not self._busy

    def close(self) -> None:
        """Stop after the question in hand."""
        with self._wake:
            self._closing = True
            self._waiting.clear()
            self._wake.notify()
        self._thread.join(timeout=5)

    def _run(self) -> None:
        while True:
            with self._wake:
                self._busy = False
                while not self._waiting and not self._closing:
                    self._wake.wait()
                if self._closing:
                    return
                question = self._waiting.pop(0)
                self._busy = True
            try:
                answer, sentence = question.ask(), ""
            except WorkbenchError as error:
                answer, sentence = None, told_error(error)
            except Exception as error:
                log.exception("a lookup failed: %s", question.key)
                answer, sentence = None, f"{type(error).__name__}: {error}"
            if not self._closing:
                self._answered.emit(question, answer, sentence)

    def _deliver(self, question: _Question, answer: Any, sentence: str) -> None:
        if self._newest.get(question.key) != question.number or self._closing:
            return
        if sentence:
            question.on_error(sentence)
        else:
            question.on_answer(answer)
