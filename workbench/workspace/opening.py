"""Opening a workspace: its folder, its catalog and its groups of use-cases."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from workbench.catalog.catalog import Catalog
from workbench.catalog.tables import HEAD
from workbench.settings import Settings, load_settings, save_settings
from workbench.workspace.ablation import AblationUseCases
from workbench.workspace.comparing import ComparisonUseCases
from workbench.workspace.content import ContentUseCases
from workbench.workspace.dataset_store import DatasetStore
from workbench.workspace.datasets import DatasetUseCases
from workbench.workspace.encoding_store import EncodingStore
from workbench.workspace.experiments import ExperimentUseCases
from workbench.workspace.explaining import ExplainingUseCases
from workbench.workspace.feedback import FeedbackUseCases
from workbench.workspace.insight import InsightUseCases
from workbench.workspace.judging import JudgingUseCases
from workbench.workspace.language_models import LanguageModelUseCases
from workbench.workspace.lineage import LineageUseCases
from workbench.workspace.preparing import PreparingUseCases
from workbench.workspace.profile import ProfileUseCases
from workbench.workspace.recommending import RecommendingUseCases
from workbench.workspace.runs import RunUseCases
from workbench.workspace.similarity import SimilarityUseCases
from workbench.workspace.sizing import SizingUseCases
from workbench.workspace.transferring import TransferUseCases
from workbench.workspace.tuning import TuningUseCases
from workbench.workspace.views import WorkspaceInfo


def default_folder() -> Path:
    """Return the workspace folder of this person on this platform."""
    from platformdirs import user_data_path

    return user_data_path("Recommendation Workbench", appauthor=False)


class Workspace:
    """The use-cases of the application, in groups; both doors call nothing else.

    Attributes:
        datasets: import, look at and delete datasets.
        preparing: recipes, and splits to look at before training.
        profile: tables of users and items, one of them closely, quality, attributes that tell something.
        content: texts, pictures and sounds of items, their vectors, and looking through them.
        lineage: what depends on a dataset, and forgetting a person.
        runs: train and list.
        tuning: search settings, look at studies, train the best.
        experiments: set-ups repeated over seeds or folds, seen as one.
        comparisons: runs side by side, and how they differ person by person.
        ablations: models trained again without each modality, and what that changes.
        sizing: how large a model may be on this machine.
        transfer: trained models on other data, without training.
        insight: recommendations and attention.
        judging: whether a model's explanations tell the truth, and what its heads are for.
        explaining: reasons of one recommendation, and what would have to be otherwise.
        language_models: lists re-ranked by a local language model, and sentences that it writes.
        recommending: lists for edited histories, shaped by wishes, and side by side.
        feedback: what people say of lists, and sessions replayed from it.
        similarity: similar items and users, and the map of items.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self.folder = catalog.folder
        self.read_only = catalog.read_only
        self.settings = load_settings(catalog.folder)
        store = DatasetStore(catalog)
        self.datasets = DatasetUseCases(catalog, store)
        self.content = ContentUseCases(self.datasets, EncodingStore(catalog), threads=lambda: self.settings.threads)
        self.runs = RunUseCases(
            catalog,
            self.datasets,
            self.content,
            threads=lambda: self.settings.threads,
            checkpoint_minutes=lambda: self.settings.checkpoint_minutes,
        )
        self.tuning = TuningUseCases(catalog, self.datasets, self.runs, threads=lambda: self.settings.threads)
        self.experiments = ExperimentUseCases(catalog, self.datasets, self.runs)
        self.comparisons = ComparisonUseCases(catalog, self.datasets, self.runs)
        self.ablations = AblationUseCases(catalog, self.runs, self.comparisons)
        self.sizing = SizingUseCases(self.runs)
        self.transfer = TransferUseCases(self.datasets, self.runs, self.content)
        self.insight = InsightUseCases(self.datasets, self.runs)
        self.judging = JudgingUseCases(catalog, self.runs)
        self.explaining = ExplainingUseCases(self.datasets, self.runs, self.judging)
        self.language_models = LanguageModelUseCases(self.datasets, self.runs, self.explaining)
        self.recommending = RecommendingUseCases(self.datasets, self.runs)
        self.feedback = FeedbackUseCases(catalog, self.datasets)
        self.similarity = SimilarityUseCases(self.runs, self.recommending, self.content)
        store.when_gone(self.recommending.let_go)
        store.when_gone(self.similarity.let_go)
        self.preparing = PreparingUseCases(catalog.folder, store, read_only=catalog.read_only)
        self.profile = ProfileUseCases(store)
        self.lineage = LineageUseCases(store, self.runs, self.preparing)

    @classmethod
    def open(cls, folder: Path | None = None, *, read_only: bool = False) -> Workspace:
        """Open a workspace, making it where it does not exist.

        Args:
            folder: None for the person's own folder (`default_folder`).
            read_only: only look; possible while another process writes.

        Raises:
            WorkspaceBusyError: another process has it open for writing.
            WorkbenchError: it cannot be opened; the sentence says why.
        """
        return cls(Catalog(folder if folder is not None else default_folder(), read_only=read_only))

    def info(self) -> WorkspaceInfo:
        """Describe the workspace itself."""
        return WorkspaceInfo(
            folder=self.folder,
            read_only=self.read_only,
            bytes_on_disk=self._catalog.n_bytes(),
            schema_version=HEAD,
            notices=self._catalog.notices,
        )

    def check(self) -> list[str]:
        """Read the whole catalog and every artifact; return what is wrong, in sentences (empty where all is well)."""
        return self._catalog.check()

    def save_settings(self, settings: Settings) -> None:
        """Keep changed settings; in a read-only workspace they last for this session."""
        self.settings = settings
        if not self.read_only:
            save_settings(self.folder, settings)

    def close(self) -> None:
        """Close the catalog and let other processes write."""
        self.profile.close()
        self.datasets.close()
        self._catalog.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
