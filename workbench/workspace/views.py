"""What the use-cases return, gathered for the doors: plain frozen data that a table, a chart or a printer can show."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.data.preparing.recipe import RecipeStep as RecipeStep
from workbench.data.preparing.recipe import StepEffect as StepEffect
from workbench.tuning.study import StudyRecord as StudyRecord
from workbench.tuning.study import Trial as Trial
from workbench.workspace.board import Board as Board
from workbench.workspace.board import BoardRun as BoardRun
from workbench.workspace.board import Curves as Curves
from workbench.workspace.comparison_views import Comparison as Comparison
from workbench.workspace.comparison_views import Differences as Differences
from workbench.workspace.comparison_views import Experiment as Experiment
from workbench.workspace.comparison_views import RepeatedModel as RepeatedModel
from workbench.workspace.comparison_views import SlicedMetric as SlicedMetric
from workbench.workspace.comparison_views import UserDifferences as UserDifferences
from workbench.workspace.dataset_views import BinnedDataset as BinnedDataset
from workbench.workspace.dataset_views import DatasetShape as DatasetShape
from workbench.workspace.dataset_views import DatasetSummary as DatasetSummary
from workbench.workspace.dataset_views import Dependents as Dependents
from workbench.workspace.dataset_views import ForgetResult as ForgetResult
from workbench.workspace.dataset_views import HistoryRow as HistoryRow
from workbench.workspace.dataset_views import ItemRow as ItemRow
from workbench.workspace.dataset_views import RecipePreview as RecipePreview
from workbench.workspace.dataset_views import StepType as StepType
from workbench.workspace.dataset_views import UserRow as UserRow
from workbench.workspace.run_views import Estimate as Estimate
from workbench.workspace.run_views import ModelType as ModelType
from workbench.workspace.run_views import RunDetails as RunDetails
from workbench.workspace.run_views import RunSummary as RunSummary
from workbench.workspace.run_views import SplitType as SplitType
from workbench.workspace.run_views import TrainRequest as TrainRequest
from workbench.workspace.run_views import TuneRequest as TuneRequest

if TYPE_CHECKING:
    # The window imports this file before its first paint: what only annotations name is not imported for it.
    from workbench.explanation.attention import AttentionRecord
    from workbench.recommendation.top_list import RecommendedItem


@dataclass(frozen=True)
class WorkspaceInfo:
    """The workspace itself, for the status bar and `workbench doctor`."""

    folder: Path
    read_only: bool
    bytes_on_disk: int
    schema_version: str
    notices: tuple[str, ...] = ()  # what opening found and mended: interrupted runs, a migration, a backup


@dataclass(frozen=True)
class RecommendationView:
    """A top list for one history."""

    run_id: int
    user_id: str | None
    n_items: int
    items: tuple[RecommendedItem, ...]
    milliseconds: float  # scoring and ranking


@dataclass(frozen=True)
class AttentionView:
    """Attention over one history and where it comes from."""

    run_id: int
    run_label: str
    user_id: str | None
    record: AttentionRecord
    target: RecommendedItem | None = None
