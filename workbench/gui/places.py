"""The places of the rail: what they are called, and where their panel lies. Panels are imported at the first visit."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QWidget

from workbench.gui.context import Context


@dataclass(frozen=True)
class Place:
    """One place of the rail.

    Attributes:
        key: how `Context.go` and the commands name it; its icon has the same name.
        title: English, marked for translation in the context `Places`.
        panel: `module:Class` of its panel, which takes the `Context`.
    """

    key: str
    title: str
    panel: str

    def shown_title(self) -> str:
        """Return the title in the language of the window."""
        return QCoreApplication.translate("Places", self.title)

    def make(self, context: Context) -> QWidget:
        """Import the panel's module and make the panel."""
        module, name = self.panel.split(":")
        made: QWidget = getattr(import_module(module), name)(context)
        return made


PLACES = (
    Place("data", QT_TRANSLATE_NOOP("Places", "Data"), "workbench.gui.panels.data:DataPanel"),
    Place("train", QT_TRANSLATE_NOOP("Places", "Train"), "workbench.gui.panels.train:TrainPanel"),
    Place("models", QT_TRANSLATE_NOOP("Places", "Models"), "workbench.gui.panels.models:ModelsPanel"),
    Place("recommend", QT_TRANSLATE_NOOP("Places", "Recommend"), "workbench.gui.panels.recommend:RecommendPanel"),
    Place("attention", QT_TRANSLATE_NOOP("Places", "Attention"), "workbench.gui.panels.attention:AttentionPanel"),
    Place("metrics", QT_TRANSLATE_NOOP("Places", "Metrics"), "workbench.gui.panels.metrics:MetricsPanel"),
    Place("settings", QT_TRANSLATE_NOOP("Places", "Settings"), "workbench.gui.panels.settings:SettingsPanel"),
)
