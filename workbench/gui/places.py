"""The places of the rail: what they are called, and where their panel lies. Panels are imported at the first visit."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from workbench.gui.context import Context


@dataclass(frozen=True)
class Place:
    """One place of the rail.

    Attributes:
        key: how `Context.go` and the commands name it; its icon has the same name.
        panel: `module:Class` of its panel, which takes the `Context`.
    """

    key: str
    panel: str

    def shown_title(self) -> str:
        """Return the title in the language of the window."""
        translate = QCoreApplication.translate
        return {
            "data": translate("Places", "Data"),
            "train": translate("Places", "Train"),
            "models": translate("Places", "Models"),
            "recommend": translate("Places", "Recommend"),
            "attention": translate("Places", "Attention"),
            "metrics": translate("Places", "Metrics"),
            "settings": translate("Places", "Settings"),
        }[self.key]

    def make(self, context: Context) -> QWidget:
        """Import the panel's module and make the panel."""
        module, name = self.panel.split(":")
        made: QWidget = getattr(import_module(module), name)(context)
        return made


PLACES = (
    Place("data", "workbench.gui.panels.data:DataPanel"),
    Place("train", "workbench.gui.panels.train:TrainPanel"),
    Place("models", "workbench.gui.panels.models:ModelsPanel"),
    Place("recommend", "workbench.gui.panels.recommend:RecommendPanel"),
    Place("attention", "workbench.gui.panels.attention:AttentionPanel"),
    Place("metrics", "workbench.gui.panels.metrics:MetricsPanel"),
    Place("settings", "workbench.gui.panels.settings:SettingsPanel"),
)
