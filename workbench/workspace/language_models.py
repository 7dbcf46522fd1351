"""Use-cases of local language models: a list re-ranked by them, and one sentence from measured evidence."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from workbench.errors import ConfigurationError
from workbench.jobs import Progress
from workbench.workspace.datasets import DatasetUseCases
from workbench.workspace.explaining import ExplainingUseCases
from workbench.workspace.runs import RunUseCases

if TYPE_CHECKING:
    from workbench.recommendation.language_model import GeneratedSentence, Need, Normalisation

CANDIDATES = 50


@dataclass(frozen=True)
class RerankedItem:
    """An item of a list that a language model re-ranked.

    Attributes:
        rank, before: its place now, and in the list of the run; from 1.
        item, item_id, title: which.
        log_likelihood: of its title behind the prompt, in nats.
        n_tokens: of its title.
        score: what was ranked by.
    """

    rank: int
    before: int
    item: int
    item_id: str
    title: str
    log_likelihood: float
    n_tokens: int
    score: float


@dataclass(frozen=True)
class RerankedView:
    """A list that a language model re-ranked.

    Attributes:
        run_id, run_label, user_id: whose list.
        model: what the language model is called.
        need: what it takes.
        prompt: exactly what it read before each title.
        n_history: titles of the history in the prompt.
        items: best first.
        sentence: why the first item, written by the model; None where that was not asked or was refused.
        refused: why there is no sentence; empty where there is one or none was asked for.
    """

    run_id: int
    run_label: str
    user_id: str
    model: str
    need: Need
    prompt: str
    n_history: int
    items: tuple[RerankedItem, ...]
    sentence: GeneratedSentence | None
    refused: str


class LanguageModelUseCases:
    """What can be done with a local language model. Methods may be called from any thread."""

    def __init__(self, datasets: DatasetUseCases, runs: RunUseCases, explaining: ExplainingUseCases) -> None:
        self._datasets = datasets
        self._runs = runs
        self._explaining = explaining

    def estimate(self, folder: Path) -> Need:
        """Return what a model takes, without loading it. Raises `ConfigurationError` where the folder is refused."""
        from workbench.recommendation.language_model import estimate, inspect_language_model

        return estimate(inspect_language_model(folder))

    def template(self) -> str:
        """Return the prompt that is used where no other is given, for a person to change."""
        from workbench.recommendation.language_model import TEMPLATE

        return TEMPLATE

    def rerank(
        self,
        run_id: int,
        user_id: str,
        folder: Path,
        *,
        k: int = 10,
        candidates: int = CANDIDATES,
        template: str | None = None,
        normalisation: Normalisation = "token",
        sentence: bool = False,
        progress: Progress,
    ) -> RerankedView:
        """Re-rank the first candidates of a run's list by how likely a language model finds their titles.

        Args:
            run_id: a finished run.
            user_id: whose list.
            folder: a causal language model in Hugging Face layout.
            k: length of the list.
            candidates: how many of the run's list are re-ranked.
            template: the prompt, with `{history}` where the titles belong; None for the usual one.
            normalisation: rank by log-likelihood a `token`, or of the whole `title`.
            sentence: whether to write one sentence on the first item, from the interactions that it was measured to
                rest on.
            progress: a cancel is heard within a second.

        Raises:
            NotFoundError: no such run or user.
            ConfigurationError: the folder is refused or too large, the prompt cannot be used, or the items have no
                titles.
            Cancelled: the person cancelled.
        """
        from workbench.recommendation.language_model import (
            TEMPLATE,
            estimate,
            inspect_language_model,
            load_language_model,
        )
        from workbench.recommendation.top_list import recommend
        from workbench.training.device import configure_threads

        found = inspect_language_model(folder)
        need = estimate(found)
        summary = self._runs.get(run_id).summary
        dataset = self._datasets.load(summary.dataset_id)
        if not dataset.item_table.has("title"):
            raise ConfigurationError(
                "The items of this dataset have no titles, and a language model knows nothing else of them.",
                where=dataset.name,
                hint="Import a table of items with their titles.",
            )
        history = dataset.interactions.histories(np.array([self._datasets.user_code(dataset, user_id)]))
        listed = recommend(self._runs.model(run_id), history, dataset, max(k, candidates))
        configure_threads()
        progress.span(0.0, 0.3)
        model = load_language_model(found, progress)
        progress.span(0.3, 0.8 if sentence else 1.0)
        judged = model.likelihoods(
            [dataset.title(code) for code in history.item.tolist()],
            [one.title for one in listed],
            template=TEMPLATE if template is None else template,
            progress=progress,
        )
        scores = judged.scores(normalisation)
        order = np.argsort(-scores, kind="stable")[:k].tolist()
        items = tuple(
            RerankedItem(
                rank=rank,
                before=listed[n].rank,
                item=listed[n].item,
                item_id=listed[n].item_id,
                title=listed[n].title,
                log_likelihood=float(judged.log_likelihood[n]),
                n_tokens=int(judged.n_tokens[n]),
                score=float(scores[n]),
            )
            for rank, n in enumerate(order, start=1)
        )
        written, refused = None, ""
        if sentence and items:
            progress.span(0.8, 1.0)
            places = self._explaining.reasons(run_id, history, [items[0].item]).places[0]
            evidence = [dataset.title(int(history.item[place])) for place in places]
            try:
                written = model.sentence(items[0].title, evidence, progress=progress)
            except ConfigurationError as error:
                refused = error.what
        return RerankedView(
            run_id=run_id,
            run_label=summary.label,
            user_id=user_id,
            model=found.title,
            need=need,
            prompt=judged.prompt,
            n_history=judged.n_history,
            items=items,
            sentence=written,
            refused=refused,
        )
