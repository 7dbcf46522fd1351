from __future__ import annotations

from pytestqt.qtbot import QtBot

from workbench.gui.panels.train_form import ChoiceBox, ConfigForm
from workbench.models.attention.sasrec import SASRecConfig


def test_a_choice_that_is_too_long_ends_in_an_ellipsis(qtbot: QtBot) -> None:
    box = ChoiceBox()
    qtbot.addWidget(box)
    box.addItems(["Short", "TransitionSASRec (attention over a memory of transitions)"])
    box.resize(180, 30)
    assert box.shown_text() == "Short"
    box.setCurrentIndex(1)
    assert box.shown_text().startswith("Transition")
    assert box.shown_text().endswith("…")
    box.resize(900, 30)
    assert box.shown_text() == box.currentText()


def test_an_automatic_setting_says_so_and_stays_automatic(qtbot: QtBot) -> None:
    form = ConfigForm()
    qtbot.addWidget(form)
    form.show_config(SASRecConfig)
    for name in ("layers", "history_length", "dropout", "epochs", "batch_size", "negatives"):
        assert form.fields[name].text() == "Automatic"  # type: ignore[attr-defined]
    assert form.mistake() == ""
    assert SASRecConfig(**form.values()) == SASRecConfig()
    form.set_values({"layers": 3, "dropout": 0.0})
    assert form.fields["layers"].text() == "3"  # type: ignore[attr-defined]
    assert form.fields["dropout"].text() == "0"  # type: ignore[attr-defined]
