"""The parts of a hybrid: named in its settings, fitted with it, stored inside it."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt
from pydantic import Field, ValidationError, field_validator

from workbench.data.interactions import Float32, Histories
from workbench.data.splits import EvaluationPart, Split
from workbench.errors import ConfigurationError, NotFoundError
from workbench.jobs import Progress, ShareOfProgress
from workbench.models.artifacts import Arrays, StoredModel, check_shape, damaged
from workbench.models.recommender import FitReport, ModelConfig, Recommender
from workbench.models.refitting import refitted
from workbench.models.registry import model_class
from workbench.training.stopwatch import Stopwatch

USUAL_PARTS = "ItemTransition\nEASE\niALS"
_SEPARATOR = re.compile(r"[\s,;]*")
_NAME = re.compile(r"[\w.-]+")
_RUN = re.compile(r"#\s*(\d+)(?!\w)")


class HybridConfig(ModelConfig):
    """Which models a hybrid is made of.

    Class attributes:
        takes_runs: whether a part may be a stored run.
    """

    takes_runs: ClassVar[bool] = True

    parts: str = Field(
        USUAL_PARTS,
        title="Parts",
        description="Models to be combined, one a line or with commas between, each with its own settings if it needs "
        'any: EASE {"regularisation": 300}. #12 takes the model of run 12 as it is, trained on the same split.',
        json_schema_extra={"lines": 4},
    )

    @field_validator("parts")
    @classmethod
    def _can_be_made(cls, text: str) -> str:
        try:
            made = read_parts(text)
        except (ConfigurationError, NotFoundError) as error:
            raise ValueError(str(error)) from None
        if len(made) < 2:
            raise ValueError("a hybrid needs two parts or more")
        if not cls.takes_runs and any(isinstance(part, StoredRun) for part in made):
            raise ValueError(
                "this hybrid learns from what its parts say of interactions that were held back from them, and a "
                "stored run has seen those: name the model instead of the run"
            )
        return text


@dataclass(frozen=True)
class StoredRun:
    """A part that was trained before, by the number of its run."""

    number: int


# A part: a class with its configuration, to be fitted, or a run whose model is taken as it is.
Wanted = tuple[type[Recommender], ModelConfig] | StoredRun


def read_parts(text: str) -> list[Wanted]:
    """Return the models that a text names, in its order, with their settings.

    A part is a registered name, in any case, and may be followed by its settings as a JSON object; or `#` and the
    number of a stored run. Parts are set apart by line ends, commas or semicolons.

    Raises:
        NotFoundError: no installed package registers such a model.
        ConfigurationError: a part cannot take its settings, is itself a hybrid, or comes twice in the same way.
    """
    found: list[Wanted] = []
    place = _skip(text, 0)
    while place < len(text):
        run = _RUN.match(text, place)
        if run is not None:
            found.append(StoredRun(int(run.group(1))))
            place = _skip(text, run.end())
            continue
        name = _NAME.match(text, place)
        if name is None:
            raise ConfigurationError(
                f"“{text[place : place + 20]}” is no name of a model.",
                hint="Write one model a line: EASE, for example, or #12 for the model of run 12.",
            )
        place = name.end()
        settings: Any = {}
        brace = place + len(text[place:]) - len(text[place:].lstrip())
        if text[brace : brace + 1] == "{":
            try:
                settings, place = json.JSONDecoder().raw_decode(text, brace)
            except ValueError:
                raise ConfigurationError(
                    f"The settings of {name.group()} cannot be read.",
                    hint='Write them as a JSON object: {"neighbours": 20}.',
                ) from None
        found.append(_checked(name.group(), settings))
        place = _skip(text, place)
    for index, part in enumerate(found):
        if part in found[:index]:
            if isinstance(part, StoredRun):
                raise ConfigurationError(f"Run {part.number} comes twice.", hint="Leave one out.")
            raise ConfigurationError(f"{part[0].name} comes twice with the same settings.", hint="Leave one out.")
    return found


def _skip(text: str, place: int) -> int:
    found = _SEPARATOR.match(text, place)
    return place if found is None else found.end()


def _checked(name: str, settings: dict[str, Any]) -> tuple[type[Recommender], ModelConfig]:
    made = model_class(name)
    if issubclass(made.Config, HybridConfig):
        raise ConfigurationError(
            f"{made.name} is a hybrid, and hybrids are not made of hybrids.", hint="Name its parts."
        )
    try:
        return made, made.Config.model_validate(settings)
    except ValidationError as error:
        first = error.errors()[0]
        setting = ".".join(str(part) for part in first["loc"])
        raise ConfigurationError(
            f"{made.name} cannot take {setting} = {first.get('input')!r}: {first['msg']}.",
            hint=f"Its settings: {', '.join(made.Config.model_fields)}.",
        ) from None


@dataclass(frozen=True)
class Parts:
    """Fitted models that score together.

    Attributes:
        models: at least two, fitted on the same catalogue.
        reports: of the fit of each, None for a run that was taken as it is; empty once the parts were stored.
    """

    models: tuple[Recommender, ...]
    reports: tuple[FitReport | None, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """What tables call them."""
        return tuple(model.name for model in self.models)

    @staticmethod
    def fit(
        wanted: Sequence[Wanted],
        split: Split,
        validation: EvaluationPart | None,
        seed: int,
        progress: Progress,
        span: tuple[float, float],
        why: str = "",
        runs: Mapping[int, Recommender] | None = None,
    ) -> Parts:
        """Fit every part on the training part of `split`.

        Args:
            wanted: classes and configurations, or runs.
            split: only its training part is read.
            validation: for parts that stop by it.
            seed: of all parts.
            progress: reported to from `span[0]` to `span[1]`, each part getting an equal share.
            span: of the whole fit.
            why: what messages say beside the part's name.
            runs: the models of the runs.
        """
        models: list[Recommender] = []
        reports: list[FitReport | None] = []
        for place, part in enumerate(wanted):
            share = (span[1] - span[0]) / len(wanted)
            low = span[0] + place * share
            if isinstance(part, StoredRun):
                models.append(_taken(part, runs or {}))
                reports.append(None)
                continue
            made, config = part
            model = made(config)
            progress.report(low, f"{made.name}{why}")
            within = ShareOfProgress(progress, low, share)
            reports.append(model.fit(split, validation=validation, seed=seed, progress=within))
            models.append(model)
        return Parts(tuple(models), tuple(reports))

    def refitted(self, split: Split, seed: int, progress: Progress) -> Parts:
        """Return the parts fitted again on `split`; see `RefitsItself`."""
        models = []
        share = 1.0 / len(self.models)
        for place, (model, report) in enumerate(zip(self.models, self.reports, strict=True)):
            if report is None:
                raise ConfigurationError(
                    "A hybrid of stored runs cannot be fitted again: its parts are taken as they are.",
                    hint="Name models instead of runs, or do not fit again.",
                )
            progress.report(place * share, f"{model.name}, again")
            within = ShareOfProgress(progress, place * share, share)
            models.append(refitted(model, report, split, seed=seed, progress=within)[0])
        return Parts(tuple(models), self.reports)

    def scores(self, histories: Histories) -> Float32:
        """Return float32 [n_parts, n_histories, n_items], each part's scores as they are."""
        return np.stack([np.asarray(model.score(histories), dtype=np.float32) for model in self.models])

    def standard_scores(self, histories: Histories) -> Float32:
        """Return float32 [n_parts, n_histories, n_items]; see `standardised`."""
        return np.stack([standardised(np.asarray(model.score(histories)), histories) for model in self.models])

    def arrays(self) -> Arrays:
        """Return the files that the parts store, as bytes: uint8 arrays named `parts/<place>/<model>/<file>`."""
        made: Arrays = {}
        for place, model in enumerate(self.models):
            with tempfile.TemporaryDirectory() as name:
                model.save(Path(name))
                for file in sorted(Path(name).iterdir()):
                    made[f"parts/{place}/{model.name}/{file.name}"] = np.frombuffer(file.read_bytes(), np.uint8)
        return made

    @staticmethod
    def from_stored(folder: Path, stored: StoredModel) -> Parts:
        """Load the parts again. Raises `ArtifactDamagedError` where they cannot be read."""
        found: dict[int, dict[str, npt.NDArray[Any]]] = {}
        names: dict[int, str] = {}
        for key in stored.arrays:
            if key.startswith("parts/"):
                _, at, name, file = key.split("/", 3)
                names[int(at)] = name
                found.setdefault(int(at), {})[file] = check_shape(folder, stored.arrays, key, np.uint8, (None,))
        if sorted(found) != list(range(len(found))) or len(found) < 2:
            raise damaged(folder, "The parts of the stored hybrid are not all there.")
        models = []
        for place in range(len(found)):
            with tempfile.TemporaryDirectory() as inside:
                for file, content in found[place].items():
                    (Path(inside) / Path(file).name).write_bytes(content.tobytes())
                models.append(model_class(names[place]).load(Path(inside)))
        return Parts(tuple(models))


class HybridRecommender(Recommender):
    """A model of other models, which its settings name."""

    config: HybridConfig
    _parts: Parts

    def __init__(self, config: ModelConfig | None = None) -> None:
        super().__init__(config)
        self._runs: Mapping[int, Recommender] = {}

    def wanted_runs(self) -> tuple[int, ...]:
        """See `TakesRuns`."""
        return tuple(part.number for part in read_parts(self.config.parts) if isinstance(part, StoredRun))

    def take_runs(self, models: Mapping[int, Recommender]) -> None:
        """See `TakesRuns`."""
        self._runs = models

    def refit(self, split: Split, *, seed: int, progress: Progress) -> float:
        """See `RefitsItself`: weights, trees or gate stay as validation or held back interactions made them."""
        watch = Stopwatch(progress)
        self._parts = self._parts.refitted(split, seed, progress)
        return watch.seconds


def _taken(part: StoredRun, runs: Mapping[int, Recommender]) -> Recommender:
    if part.number not in runs:
        raise ConfigurationError(
            f"The model of run {part.number} was not given to the hybrid.", hint="Name models instead of runs."
        )
    return runs[part.number]


def standardised(scores: npt.NDArray[Any], histories: Histories) -> Float32:
    """Return float32 [n_histories, n_items]: each row less its mean, divided by its standard deviation.

    Both are taken over the items that the history does not hold, since those are what is ranked: models differ in what
    they give to items that were seen, and by how much. A row without any difference becomes zeros. So scaled, a weight
    means the same for every model and every history (z-score; Shaw & Fox, TREC-2, 1994; Renda & Straccia, SAC 2003).
    """
    unseen = np.ones(scores.shape, bool)
    unseen[histories.rows, histories.item] = False
    n = np.maximum(unseen.sum(axis=1, keepdims=True), 1)
    mean = np.where(unseen, scores, 0.0).sum(axis=1, keepdims=True, dtype=np.float64) / n
    centred = scores - mean
    deviation = np.sqrt(np.where(unseen, centred * centred, 0.0).sum(axis=1, keepdims=True) / n)
    flat = deviation <= 1e-12 * np.maximum(np.abs(mean), 1e-30)
    made: Float32 = np.where(flat, 0.0, centred / np.where(flat, 1.0, deviation)).astype(np.float32)
    return made


def held_back(split: Split) -> tuple[Split, EvaluationPart]:
    """Hold the last interaction of each training history back, so that what parts do not know can be learned from.

    Returns:
        The split whose training part lacks them, and the cases: the shortened histories, of at least one interaction
        each, and the interaction that followed.
    """
    train = split.train
    last = train.offsets[1:][np.diff(train.offsets) >= 2] - 1
    keep = np.ones(len(train), bool)
    keep[last] = False
    reduced = replace(
        split,
        train_rows=split.train_rows[keep],
        validation_rows=split.train_rows[last],
        validation_history_rows=split.train_rows[keep],
    )
    return reduced, reduced.validation


def case_blocks(part: EvaluationPart, n_items: int, n_parts: int, most_scores: int) -> Iterator[tuple[int, int]]:
    """Yield ranges of cases whose scores by all parts stay within `most_scores`; at least one case each."""
    step = max(1, most_scores // max(1, n_items * n_parts))
    for start in range(0, len(part), step):
        yield start, min(start + step, len(part))


def target_places(scores: Float32, part: EvaluationPart) -> npt.NDArray[np.int64]:
    """Return int64 [m], the rank (1 is best) of every target among the items that its history does not hold.

    Args:
        scores: float32 [n_cases, n_items].
        part: the cases. Items that score as the target does are counted as above it by half.
    """
    rows = np.repeat(np.arange(len(part)), np.diff(part.target_offsets))
    own = scores[rows, part.target_item]
    if len(rows) == len(part):  # one target each: no copy of the scores is needed
        seen = np.unique(part.histories.rows * scores.shape[1] + part.histories.item)
        case, item = np.divmod(seen, scores.shape[1])
        against = scores[case, item]
        above = (scores > own[:, None]).sum(axis=1) - np.bincount(case[against > own[case]], minlength=len(part))
        equal = (scores == own[:, None]).sum(axis=1) - np.bincount(case[against == own[case]], minlength=len(part))
    else:
        masked = scores.copy()
        masked[part.histories.rows, part.histories.item] = -np.inf
        above = (masked[rows] > own[:, None]).sum(axis=1)
        equal = (masked[rows] == own[:, None]).sum(axis=1)
    return 1 + above + np.maximum(equal - 1, 0) // 2
