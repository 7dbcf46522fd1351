"""Use-cases of one recommendation: what the model looked at, its reasons, and what would have to be otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.data.interactions import Float32, Histories
from workbench.errors import ConfigurationError
from workbench.jobs import Progress
from workbench.workspace.datasets import DatasetUseCases
from workbench.workspace.explaining_views import ChangeView, ExplainedView, LookView, PathsView, Reasons
from workbench.workspace.insight import shares_of
from workbench.workspace.judging import JudgingUseCases
from workbench.workspace.runs import RunUseCases

if TYPE_CHECKING:
    from workbench.data.dataset import Dataset
    from workbench.models.recommender import Recommender

# Interactions that leave-one-out takes out of one history while a person waits, the latest of them.
MOST_REMOVED = 200
_LISTED = 10
_NAMED = 2
_SECOND = 0.4  # share of the strongest that the next has to reach to be named, too
_NEIGHBOURS = 200


class ExplainingUseCases:
    """Why a model recommends what it does. Methods may be called from any thread."""

    def __init__(self, datasets: DatasetUseCases, runs: RunUseCases, judging: JudgingUseCases) -> None:
        self._datasets = datasets
        self._runs = runs
        self._judging = judging

    # ---- one recommendation

    def look(
        self, run_id: int, user_id: str, *, item: int | None = None, hidden: Sequence[int] = (), n_listed: int = _LISTED
    ) -> LookView:
        """Return all attention with which a model scores an item for a user.

        Args:
            run_id: a finished run of a model that shows attention.
            user_id: whose history.
            item: code of the item; None takes the first recommendation.
            hidden: indices into the history of interactions that the model is not shown.
            n_listed: recommendations to return with it.

        Raises:
            NotFoundError: no such run or user.
            ConfigurationError: the model has no attention, or nothing is left of the history.
        """
        from workbench.explanation.attention_methods import look
        from workbench.explanation.attributions import METHODS, attribute, methods_of
        from workbench.explanation.maps import candidate_rows, head_maps
        from workbench.recommendation.top_list import as_read, recommend

        model, dataset, history = self._known(run_id, user_id)
        kept = np.ones(len(history.item), np.bool_)
        kept[list(hidden)] = False
        shown = _subset(history, kept)
        listed = recommend(model, shown, dataset, n_listed)
        if item is None:
            if not listed:
                raise ConfigurationError("Nothing is left to recommend.", hint="Choose another user.")
            item = listed[0].item
        looked = look(model, shown, item, n_items=len(dataset.items))
        ways = [name for name in methods_of(model) if METHODS[name].attention]
        worth = attribute(model, shown, item, ways, n_items=len(dataset.items))
        places = np.flatnonzero(kept)[looked.read]
        codes = shown.item[looked.read]
        target = next((one for one in listed if one.item == item), None)
        if target is None:
            score = model.score(shown, np.array([item], np.int32))[0]
            target = as_read(dataset, np.array([item]), score)[0]
        shares = shares_of(model, [*(one.item for one in listed), *codes.tolist()])
        return LookView(
            run_id=run_id,
            run_label=self._runs.get(run_id).summary.label,
            user_id=user_id,
            target=target,
            listed=listed,
            positions=tuple(places.tolist()),
            items=tuple(codes.tolist()),
            titles=tuple(dataset.title(code) for code in codes.tolist()),
            maps=head_maps(looked),
            attributions={name: values[looked.read] for name, values in worth.items()},
            candidates=candidate_rows(
                model, shown, looked, np.array([one.item for one in listed], np.int32), n_items=len(dataset.items)
            ),
            layers=looked.layers,
            hidden=tuple(sorted(hidden)),
            signals=() if shares is None else shares.names,
            shares=None if shares is None else shares.share,
        )

    def explain(
        self, run_id: int, user_id: str, *, item: int | None = None, hidden: Sequence[int] = (), progress: Progress
    ) -> ExplainedView:
        """Explain one recommendation by every method, measure each, and judge.

        Raises:
            NotFoundError: no such run or user.
            ConfigurationError: the history has fewer than two interactions.
        """
        from workbench.explanation.faithfulness import explain
        from workbench.explanation.randomisation import first_recommendation
        from workbench.explanation.verdict import judge_one

        model, dataset, history = self._known(run_id, user_id)
        kept = np.ones(len(history.item), np.bool_)
        kept[list(hidden)] = False
        shown = _subset(history, kept)
        code = first_recommendation(model, shown) if item is None else item
        progress.report(0.0, "removing items")
        found = explain(model, shown, code, n_items=len(dataset.items), progress=progress)
        return ExplainedView(
            run_id=run_id,
            run_label=self._runs.get(run_id).summary.label,
            user_id=user_id,
            item=code,
            title=dataset.title(code),
            positions=tuple(np.flatnonzero(kept)[found.read].tolist()),
            titles=tuple(dataset.title(one) for one in shown.item[found.read].tolist()),
            explained=found,
            verdict=judge_one(found),
        )

    def reasons(
        self,
        run_id: int,
        history: Histories,
        items: Sequence[int],
        *,
        most: int | None = None,
        progress: Progress | None = None,
    ) -> Reasons:
        """Return for each of some items what each interaction is worth, by the most faithful method of this model.

        Args:
            run_id: a finished run.
            history: exactly one.
            items: codes.
            most: how many interactions leave-one-out takes out, the latest; None or more than that: `MOST_REMOVED`.
            progress: checked at least every 100 ms; raises `Cancelled` there.
        """
        from workbench.explanation.attributions import attribute
        from workbench.explanation.removal import leave_one_out, places_read

        model, dataset = self._runs.model(run_id), self._dataset(run_id)
        method, n_items = self._judging.method(run_id), len(dataset.items)
        removed = None if method != "leave-one-out" else min(most or MOST_REMOVED, MOST_REMOVED)
        if removed is not None:  # one scoring of all shorter histories serves every item
            worth = leave_one_out(model, history, list(items), n_items=n_items, most=removed, progress=progress)
        else:
            made = [attribute(model, history, code, [method], n_items=n_items, progress=progress) for code in items]
            worth = np.stack([one[method] for one in made]) if made else np.zeros((0, len(history.item)), np.float32)
        named = tuple(_strongest(row) for row in worth)
        read = places_read(model, history, removed)
        partial = removed is not None and len(read) < len(places_read(model, history, MOST_REMOVED))
        measured = self._judging.verdict(run_id) is not None
        return Reasons(method, measured, named, tuple(items), worth, tuple(read.tolist()), partial)

    def paths(self, run_id: int, user_id: str, *, item: int | None = None) -> PathsView:
        """Return what an item shares with a user's history, ranked by the model's attention over relations.

        Args:
            run_id: a finished run of a model that weighs relations.
            user_id: whose history.
            item: code of the item; None takes the first recommendation.

        Raises:
            NotFoundError: no such run or user.
            ConfigurationError: the model weighs no relations.
        """
        from workbench.explanation.paths import path_sentence, shared_values
        from workbench.explanation.randomisation import first_recommendation
        from workbench.models.recommender import WeighsRelations

        model, dataset, history = self._known(run_id, user_id)
        if not isinstance(model, WeighsRelations):
            raise ConfigurationError(
                f"{model.title} weighs no relations of items.", hint="Train KGAttention on this dataset."
            )
        code = first_recommendation(model, history) if item is None else item
        if code < 0:
            raise ConfigurationError("Nothing is left to recommend.", hint="Choose another user.")
        own = model.relation_weights(np.array([code]))
        shared = shared_values(own, model.relation_weights(history.item.astype(np.int64)))
        titles = [dataset.title(met) for met in history.item.tolist()]
        return PathsView(
            run_id=run_id,
            run_label=self._runs.get(run_id).summary.label,
            user_id=user_id,
            item=code,
            title=dataset.title(code),
            relations=tuple(
                (own.relation_names[own.relation[n]], own.value_names[own.value[n]], float(own.weight[n]))
                for n in np.argsort(-own.weight, kind="stable").tolist()
            ),
            shared=shared,
            sentences=tuple(path_sentence(one, titles) for one in shared),
            titles=tuple(titles),
        )

    def drop_out(self, run_id: int, user_id: str, item: int, *, progress: Progress) -> ChangeView:
        """Find the smallest change of a history that drops an item out of the top 10; see `counterfactual.drop_out`."""
        from workbench.explanation.counterfactual import drop_out

        model, dataset, history = self._known(run_id, user_id)
        progress.report(0.0, "looking for a smaller history")
        found = drop_out(model, history, item, n_items=len(dataset.items), progress=progress)
        return _change_view(dataset, history, item, found)

    def bring_in(self, run_id: int, user_id: str, item: int, *, progress: Progress) -> ChangeView:
        """Find the smallest change that brings an item into the top 10; see `counterfactual.bring_in`.

        Items to add are looked for among those that people with this item met most often beside it.
        """
        from workbench.explanation.counterfactual import bring_in

        model, dataset, history = self._known(run_id, user_id)
        progress.report(0.0, "looking for what would bring it in")
        found = bring_in(model, history, item, _companions(dataset, item), progress=progress)
        return _change_view(dataset, history, item, found)

    # ---- files

    def export(
        self,
        view: LookView,
        kind: str,
        weights: Any,
        title: str,
        path: Path,
        names: tuple[Sequence[str], Sequence[str]] | None = None,
    ) -> None:
        """Write what is looked at as `.png`, `.svg`, `.pdf`, `.csv`, `.npz` or `.json`.

        Args:
            view: from `look`.
            kind: `map`, `arcs`, `bars`, `candidates`, `signals` or `heads`.
            weights: float32 [n, n], or [k, n] for candidates, or [k + n, n_signals].
            title: over a picture.
            path: the file.
            names: of rows and columns; None takes those of the view.
        """
        from workbench.explanation.export import View, write_view

        dataset = self._dataset(view.run_id)
        caption = f"{dataset.name} · {view.run_label} · {view.user_id} · {view.target.title}"
        if dataset.invented:
            caption += " · invented data"
        listed = [one.title for one in view.listed]
        rows = {"candidates": listed, "signals": [*listed, *view.titles]}.get(kind, list(view.titles))
        columns: Sequence[str] = view.signals if kind == "signals" else view.titles
        if names is not None:
            rows, columns = list(names[0]), names[1]
        record = {
            "format": "attention record",
            "version": 1,
            "dataset": dataset.name,
            "invented": dataset.invented,
            "run": view.run_id,
            "model": view.run_label,
            "user": view.user_id,
            "item": {"id": view.target.item_id, "title": view.target.title, "score": view.target.score},
            "history": [
                {"position": position, "id": dataset.items[code], "title": name}
                for position, code, name in zip(view.positions, view.items, view.titles, strict=True)
            ],
            "layers": [
                {"kind": layer.kind, "weights": layer.weights, "sizes": layer.sizes, "candidates": layer.candidates}
                for layer in view.layers
            ],
            "attributions": view.attributions,
            "signals": {"names": view.signals, "shares": view.shares},
        }
        drawn = "map" if kind in ("candidates", "signals", "heads") else kind
        write_view(View(drawn, title, rows, columns, weights, caption, record), path)

    # ---- what they share

    def _dataset(self, run_id: int) -> Dataset:
        return self._datasets.load(self._runs.get(run_id).summary.dataset_id)

    def _known(self, run_id: int, user_id: str) -> tuple[Recommender, Dataset, Histories]:
        model, dataset = self._runs.model(run_id), self._dataset(run_id)
        code = self._datasets.user_code(dataset, user_id)
        return model, dataset, dataset.interactions.histories(np.array([code]))


def _strongest(worth: Float32) -> tuple[int, ...]:
    """The places to name, the strongest first: a second one only where it says nearly as much as the first."""
    order = np.argsort(-worth, kind="stable")[:_NAMED].tolist()
    return tuple(place for place in order if worth[place] > 0 and worth[place] >= _SECOND * worth[order[0]])


def _subset(history: Histories, kept: Any) -> Histories:
    from workbench.explanation.removal import subsets

    return history if kept.all() else subsets(history, kept[None])


def _companions(dataset: Dataset, item: int) -> list[int]:
    """Item codes by how many people met them beside `item`, most first."""
    data = dataset.interactions
    people = np.unique(data.user[data.item == item])
    beside = data.histories(people).item
    counts = np.bincount(beside, minlength=data.n_items)
    counts[item] = 0
    order = np.argsort(-counts, kind="stable")[:_NEIGHBOURS]
    return [code for code in order.tolist() if counts[code] > 0]


def _change_view(dataset: Dataset, history: Histories, item: int, found: Any) -> ChangeView:
    if found is None:
        return ChangeView(item, dataset.title(item), (), (), (), 0, 0, False, False)
    return ChangeView(
        item=item,
        title=dataset.title(item),
        positions=found.removed,
        removed=tuple(dataset.title(code) for code in history.item[list(found.removed)].tolist()),
        added=tuple(dataset.title(code) for code in found.added),
        rank_before=found.rank_before,
        rank_after=found.rank_after,
        minimal=found.minimal,
        found=True,
    )
