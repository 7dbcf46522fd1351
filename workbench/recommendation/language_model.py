"""A local causal language model that re-ranks a list, and puts measured evidence into one sentence.

A candidate's worth is the likelihood of its title behind a prompt of titles: log p(title | prompt) summed over the
title's tokens, or divided by their number. Nothing is sampled. The prompt's keys and values are computed once and kept;
candidates go through the network in batches behind them. Only folders that `inspect_folder` lets pass are loaded.
"""

from __future__ import annotations

import copy
import inspect
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import psutil
import torch

from workbench.encoders.folder_encoder import affordable
from workbench.encoders.folders import ModelFolder, inspect_folder, load_model, load_part, read_config
from workbench.errors import ConfigurationError
from workbench.jobs import Progress

TEMPLATE = "Titles that a person liked, the latest last:\n{history}\nThe title that the person likes next:\n"
SENTENCE_TEMPLATE = (
    "A person liked these titles:\n{evidence}\nTherefore “{title}” was recommended.\n"
    "One sentence that says why, from nothing but these titles:\n"
)
MOST_HISTORY = 20
SENTENCE_TOKENS = 48
# Tokens of a prompt and a title that are read at most, and titles in one pass: what memory is estimated for.
_MOST_PLACES, _MOST_BATCH = 1_024, 32
_BYTES = 4  # weights and activations are float32
_CHECK_SECONDS = 0.1

Normalisation = Literal["token", "title"]
Float64 = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Need:
    """What a model takes, known from its description and the headers of its weights before anything is loaded.

    Attributes:
        parameters: numbers in its files.
        memory_bytes: weights as float32, keys and values of the prompt and a batch, and the batch's logits.
        available_bytes: what this machine has left.
    """

    parameters: int
    memory_bytes: int
    available_bytes: int

    @property
    def fits(self) -> bool:
        """Whether there is room for it."""
        return self.memory_bytes <= self.available_bytes


@dataclass(frozen=True)
class Likelihoods:
    """How likely titles are behind a prompt.

    Attributes:
        log_likelihood: float64 [n], log p(title | prompt) in nats; −inf for a title without any token.
        n_tokens: int64 [n].
        prompt: exactly what the model read.
        n_history: titles of the history that found room in it, the latest.
    """

    log_likelihood: Float64
    n_tokens: npt.NDArray[np.int64]
    prompt: str
    n_history: int

    def scores(self, normalisation: Normalisation = "token") -> Float64:
        """Return float64 [n] to rank by: log-likelihood by token, or of the whole title (which favours short ones)."""
        if normalisation == "title":
            return self.log_likelihood
        return self.log_likelihood / np.maximum(self.n_tokens, 1)


@dataclass(frozen=True)
class GeneratedSentence:
    """A sentence that a language model wrote; shown as generated wherever it appears.

    Attributes:
        text: one sentence.
        evidence: titles that it was given: what the recommendation was measured to rest on.
        prompt: exactly what the model read.
        model: which model wrote it.
        generated: always true; a reader of the record must not take it for a measurement.
    """

    text: str
    evidence: tuple[str, ...]
    prompt: str
    model: str
    generated: bool = True


def inspect_language_model(path: Path) -> ModelFolder:
    """Look into a folder without loading anything. Raises `ConfigurationError` where it is no causal language model."""
    folder = inspect_folder(path)
    if not folder.causal:
        raise ConfigurationError(
            f"This model ({folder.model_type}) does not continue texts, so it cannot say how likely a title is.",
            where=str(folder.path),
            hint="Choose a causal language model: GPT-2, Llama, Qwen and their like.",
        )
    return folder


def estimate(folder: ModelFolder, *, batch: int = _MOST_BATCH, title_tokens: int = 32) -> Need:
    """Return what a model will take; only the headers of its weights are read.

    Args:
        folder: from `inspect_language_model`.
        batch: titles in one pass at most.
        title_tokens: of a long title.
    """
    from safetensors import SafetensorError, safe_open

    parameters = 0
    try:
        for file in sorted(folder.path.glob("*.safetensors")):
            with safe_open(file, framework="np") as weights:
                for name in weights.keys():  # noqa: SIM118 - this is no dictionary
                    parameters += int(np.prod(weights.get_slice(name).get_shape(), dtype=np.int64))
    except (OSError, SafetensorError) as error:
        raise ConfigurationError("The weights of this model cannot be read.", where=str(file)) from error
    config = read_config(folder)
    config = config.get("text_config") or config
    layers = _number(config, ("num_hidden_layers", "n_layer"), 1)
    width = _number(config, ("hidden_size", "n_embd"), 1)
    heads = _number(config, ("num_attention_heads", "n_head"), 1)
    shared = _number(config, ("num_key_value_heads",), heads)
    head_width = _number(config, ("head_dim",), width // max(1, heads))
    places = min(_MOST_PLACES, _number(config, ("max_position_embeddings", "n_positions"), _MOST_PLACES))
    cache = 2 * layers * shared * head_width * (places + batch * (places + title_tokens))
    logits = 2 * batch * title_tokens * _number(config, ("vocab_size",), 1)
    return Need(parameters, _BYTES * (parameters + cache + logits), int(psutil.virtual_memory().available))


def load_language_model(folder: ModelFolder, progress: Progress) -> LanguageModel:
    """Load a folder where there is room for it; a cancel is heard at once, and what was being read is thrown away.

    Raises:
        ConfigurationError: there is not enough memory, or the folder cannot be loaded.
        Cancelled: the person cancelled.
    """
    need = estimate(folder)
    if not need.fits:
        raise ConfigurationError(
            f"This model needs about {need.memory_bytes / 1e9:.1f} GB of memory, "
            f"and {need.available_bytes / 1e9:.1f} GB are free.",
            where=str(folder.path),
            hint="Choose a smaller model, or close other programs.",
        )
    progress.report(0.0, "loading the language model")
    found: list[tuple[Any, Any]] = []
    failed: list[BaseException] = []

    def read() -> None:
        try:
            found.append((load_part(folder, "AutoTokenizer"), load_model(folder, "AutoModelForCausalLM")))
        except BaseException as error:  # handed to whoever waits
            failed.append(error)

    # No daemon: a process that ended in the middle of it would be aborted by the library.
    reader = threading.Thread(target=read, name="reading a language model")
    reader.start()
    while reader.is_alive():
        reader.join(_CHECK_SECONDS)
        progress.check()
    if failed:
        raise failed[0]
    return LanguageModel(folder, *found[0])


class LanguageModel:
    """A loaded causal language model, on the CPU, for one thread at a time.

    Args:
        folder: where it came from.
        tokenizer, model: of the library transformers.
    """

    def __init__(self, folder: ModelFolder, tokenizer: Any, model: Any) -> None:
        self.folder = folder
        self._tokenizer, self._model = tokenizer, model
        config = getattr(model.config, "text_config", None) or model.config
        places = getattr(config, "max_position_embeddings", None) or getattr(config, "n_positions", None)
        self.places = int(min(_MOST_PLACES, places or _MOST_PLACES, tokenizer.model_max_length or _MOST_PLACES))
        self._progress = Progress()
        for module in model.modules():  # a pass over a large model takes seconds: a cancel is heard within it
            module.register_forward_pre_hook(self._heard)
        # What the CPU computes in about half a second goes through at once.
        blocks = sum(p.numel() for p in model.parameters() if p.dim() >= 2)
        self._tokens = affordable(2.0 * blocks, torch.device("cpu"), least=4)
        # Transformers 5 has renamed it, architecture by architecture.
        self._cache = "cache" if "cache" in inspect.signature(model.forward).parameters else "past_key_values"
        first = tokenizer("a")["input_ids"][:1]
        self._begin = first if first and first[0] == tokenizer.bos_token_id else []

    # ---- ranking

    def likelihoods(
        self, history: Sequence[str], candidates: Sequence[str], *, template: str = TEMPLATE, progress: Progress
    ) -> Likelihoods:
        """Say how likely each candidate's title is behind the prompt.

        Args:
            history: titles, oldest first; the latest that find room are read.
            candidates: titles.
            template: the prompt; `{history}` stands for the titles, one a line.
            progress: checked at every module of the network.

        Raises:
            ConfigurationError: the template has no place for the history, or leaves no room for a title.
            Cancelled: the person cancelled.
        """
        self._progress = progress
        if "{history}" not in template:
            raise ConfigurationError("The prompt has no {history} in it.", hint="Say where the titles belong.")
        # The end of the line belongs to a title: “Alien” is not the beginning of “Aliens”.
        titles = [self._ids(_line(title) + "\n") for title in candidates]
        room = self.places - max((len(ids) for ids in titles), default=0)
        prompt, ids, n_history = self._prompt(template, [_line(title) for title in history], room)
        progress.report(0.0, "reading the prompt")
        cache, last = self._read(ids)
        values = np.full(len(titles), -np.inf)
        order = sorted((n for n, title in enumerate(titles) if title), key=lambda n: len(titles[n]))
        done = 0
        while done < len(order):
            count = 1
            for n in order[done + 1 : done + _MOST_BATCH]:  # the longest of a batch comes last
                if (count + 1) * len(titles[n]) > self._tokens:
                    break
                count += 1
            batch = order[done : done + count]
            values[batch] = self._behind(cache, last, [titles[n] for n in batch])
            done += count
            progress.report(done / len(order), "reading titles")
        return Likelihoods(values, np.array([len(title) for title in titles], np.int64), prompt, n_history)

    # ---- one sentence

    def sentence(
        self, title: str, evidence: Sequence[str], *, template: str = SENTENCE_TEMPLATE, progress: Progress
    ) -> GeneratedSentence:
        """Write one sentence on a recommendation from its evidence, each token the likeliest one.

        Args:
            title: what was recommended.
            evidence: titles that the recommendation was measured to rest on.
            template: the prompt; `{title}` and `{evidence}` stand for these.
            progress: checked at every module of the network.

        Raises:
            ConfigurationError: there is no evidence, the template has no place for it, or nothing was written.
            Cancelled: the person cancelled.
        """
        self._progress = progress
        if not evidence:
            raise ConfigurationError(
                "No interaction was found that this recommendation rests on, so no sentence is written.",
                where=title,
                hint="Choose another item, or another model of recommendations.",
            )
        if "{evidence}" not in template or "{title}" not in template:
            raise ConfigurationError("The prompt needs {title} and {evidence} in it.", hint="Say where they belong.")
        # In one pass, so that braces inside a title stay what they are.
        before, after = template.split("{evidence}", 1)
        fill: Callable[[str], str] = lambda part: part.replace("{title}", _line(title))  # noqa: E731
        prompt = fill(before) + "\n".join(_line(one) for one in evidence) + fill(after)
        ids = [*self._begin, *self._ids(prompt)]
        if len(ids) >= self.places:
            raise ConfigurationError("The prompt is longer than the model can read.", where=f"{len(ids)} tokens")
        progress.report(0.0, "writing a sentence")
        cache, last = self._read(ids)
        written: list[int] = []
        text = ""
        while len(written) < min(SENTENCE_TOKENS, self.places - len(ids)):
            token = int(last.argmax())
            if token == self._tokenizer.eos_token_id:
                break
            written.append(token)
            text = self._tokenizer.decode(written, skip_special_tokens=True).lstrip()
            if text and (text.endswith((".", "!", "?", "。", "！", "？")) or "\n" in text):
                break
            logits, cache = self._forward(torch.tensor([[token]]), cache)
            last = logits[0, -1]
        text = text.split("\n")[0].strip()
        if not text:
            raise ConfigurationError("The language model wrote nothing.", hint="Change the prompt or the model.")
        return GeneratedSentence(text, tuple(evidence), prompt, self.folder.title)

    # ---- what they share

    def _heard(self, *_: Any) -> None:
        self._progress.check()

    def _ids(self, text: str) -> list[int]:
        return list(self._tokenizer(text, add_special_tokens=False)["input_ids"])

    def _prompt(self, template: str, history: list[str], room: int) -> tuple[str, list[int], int]:
        """Return the prompt with as many of the latest titles as there is room for, its tokens, and their number."""
        for n in range(min(MOST_HISTORY, len(history)), -1, -1):
            prompt = template.replace("{history}", "\n".join(history[len(history) - n :]))
            ids = [*self._begin, *self._ids(prompt)]
            if ids and len(ids) <= room:
                return prompt, ids, n
        raise ConfigurationError(
            "The prompt leaves no room for a title.", where=f"{self.places} tokens", hint="Shorten the prompt."
        )

    def _read(self, ids: list[int]) -> tuple[Any, torch.Tensor]:
        """Return the keys and values of a prompt, and float (vocabulary,), the logits behind it."""
        cache, logits = None, torch.zeros(0)
        for start in range(0, len(ids), self._tokens):
            piece = torch.tensor([ids[start : start + self._tokens]])
            made, cache = self._forward(piece, cache)
            logits = made[0, -1]
        if not all(hasattr(layer, "batch_repeat_interleave") for layer in getattr(cache, "layers", [None])):
            raise ConfigurationError(
                f"This architecture ({self.folder.model_type}) keeps no keys and values of what it has read.",
                where=str(self.folder.path),
                hint="Choose a Transformer: GPT-2, Llama, Qwen and their like.",
            )
        return cache, logits

    def _forward(self, ids: torch.Tensor, cache: Any) -> tuple[torch.Tensor, Any]:
        """Return float (B, T, vocabulary), logits, and the cache with `ids` int64 (B, T) behind what it held."""
        with torch.inference_mode():
            made = self._model(input_ids=ids, use_cache=True, **{self._cache: cache})
        return made.logits, getattr(made, self._cache, None)

    def _behind(self, cache: Any, last: torch.Tensor, titles: list[list[int]]) -> Float64:
        """Return float64 [n], the log-likelihood of each title behind the prompt that `cache` holds."""
        length = torch.tensor([len(title) for title in titles])
        ids = torch.zeros(len(titles), int(length.max()), dtype=torch.int64)
        for row, title in enumerate(titles):
            ids[row, : len(title)] = torch.tensor(title)
        total = last.double().log_softmax(0)[ids[:, 0]]
        if ids.shape[1] > 1:
            # Padding stands behind a title, where no token of it looks.
            prefix = copy.deepcopy(cache)
            prefix.batch_repeat_interleave(len(titles))
            logits, _ = self._forward(ids[:, :-1], prefix)
            chosen = logits.gather(2, ids[:, 1:, None])[..., 0] - logits.logsumexp(2)
            there = torch.arange(1, ids.shape[1]) < length[:, None]
            total = total + (chosen * there).sum(1).double()
        values: Float64 = total.numpy()
        return values


def _line(title: str) -> str:
    """A title on one line: a line break in it would end it."""
    return " ".join(title.split())


def _number(config: dict[str, Any], names: tuple[str, ...], otherwise: int) -> int:
    return next((int(config[name]) for name in names if isinstance(config.get(name), int)), otherwise)
