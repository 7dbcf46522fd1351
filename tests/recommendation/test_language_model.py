from __future__ import annotations

import json
import pickle
import shutil
import sys
import threading
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pytest
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "encoders"))
import tiny_folders

from workbench.encoders.folders import inspect_folder
from workbench.errors import Cancelled, ConfigurationError
from workbench.jobs import Progress
from workbench.recommendation import language_model
from workbench.recommendation.language_model import (
    LanguageModel,
    estimate,
    inspect_language_model,
    load_language_model,
)

HISTORY = ["slow war film", "the night", "a  fast\nship"]
TITLES = ["love", "the black house", "a white ship about love", "war", "day night day night day", "funny"]
TEMPLATE = "film {history} the"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    words = len(tiny_folders.SPECIAL) + len(tiny_folders.WORDS)
    return tiny_folders.gpt2(tmp_path_factory.mktemp("gpt2"), vocabulary=words, places=40)


@pytest.fixture(scope="module")
def model(folder: Path) -> LanguageModel:
    return load_language_model(inspect_language_model(folder), Progress())


@cache
def library(folder: Path) -> tuple[Any, Any]:
    """The tokenizer and the network as the library loads them by itself."""
    from transformers import AutoModelForCausalLM, AutoTokenizer

    return AutoTokenizer.from_pretrained(folder), AutoModelForCausalLM.from_pretrained(folder).eval()


def plain(folder: Path, text: str) -> tuple[list[int], torch.Tensor]:
    """Tokens of a text, and log-probabilities (T, vocabulary) of a forward pass over it alone, without any cache."""
    tokenizer, network = library(folder)
    ids = tokenizer(text, add_special_tokens=False)["input_ids"]
    with torch.no_grad():
        logits = network(torch.tensor([ids]), use_cache=False).logits[0]
    return ids, logits.double().log_softmax(1)


@pytest.mark.parametrize("tokens", [4, 7, 1_000])
def test_likelihoods_are_those_of_a_plain_pass_over_prompt_and_title(
    folder: Path, model: LanguageModel, monkeypatch: pytest.MonkeyPatch, tokens: int
) -> None:
    monkeypatch.setattr(model, "_tokens", tokens)  # pieces of a prompt, and batches of titles
    found = model.likelihoods(HISTORY, TITLES, template=TEMPLATE, progress=Progress())
    assert found.prompt == "film slow war film\nthe night\na fast ship the"
    assert found.n_history == 3
    n_prompt = len(plain(folder, found.prompt)[0])
    for title, value, n_tokens in zip(TITLES, found.log_likelihood, found.n_tokens, strict=True):
        ids, logs = plain(folder, f"{found.prompt} {title}")
        expected = sum(float(logs[place - 1, ids[place]]) for place in range(n_prompt, len(ids)))
        assert value == pytest.approx(expected, abs=1e-4)
        assert n_tokens == len(ids) - n_prompt
    np.testing.assert_allclose(found.scores("token"), found.log_likelihood / found.n_tokens)
    np.testing.assert_array_equal(found.scores("title"), found.log_likelihood)


def test_the_prompt_is_read_once(model: LanguageModel, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    forward = model._model.forward

    def counted(*args: object, **named: object) -> object:
        read.append(int(named["input_ids"].numel()))  # type: ignore[attr-defined]
        return forward(*args, **named)

    monkeypatch.setattr(model._model, "forward", counted)
    found = model.likelihoods(HISTORY, TITLES, template=TEMPLATE, progress=Progress())
    n_prompt = len(model._ids(found.prompt))
    assert read[0] == n_prompt
    assert sum(read[1:]) <= len(TITLES) * (int(found.n_tokens.max()) - 1)


def test_the_oldest_titles_make_room(model: LanguageModel) -> None:
    found = model.likelihoods(["war war war"] * 15, ["the day"], template=TEMPLATE, progress=Progress())
    assert found.n_history == (40 - 2 - 2) // 3
    with pytest.raises(ConfigurationError, match="no room"):
        model.likelihoods([], ["day"], template="night " * 40 + "{history}", progress=Progress())


def test_a_prompt_without_a_place_for_the_history_is_refused(model: LanguageModel) -> None:
    with pytest.raises(ConfigurationError, match="history"):
        model.likelihoods(HISTORY, TITLES, template="film", progress=Progress())


def test_a_title_without_tokens_comes_last(model: LanguageModel) -> None:
    found = model.likelihoods(HISTORY, ["war", " "], template=TEMPLATE, progress=Progress())
    assert found.log_likelihood[1] == -np.inf
    assert found.scores()[1] == -np.inf


def test_a_sentence_is_the_likeliest_token_after_token_and_marked(folder: Path, model: LanguageModel) -> None:
    template = "film {title} about {evidence} the"
    made = model.sentence("black ship", ["slow war", "{title}"], template=template, progress=Progress())
    assert made.generated
    assert made.evidence == ("slow war", "{title}")
    assert made.prompt == "film black ship about slow war\n{title} the"
    assert "gpt2" in made.model
    text, words = made.prompt, []
    ids = plain(folder, text)[0]
    tokenizer, network = library(folder)
    while len(ids) < 40:
        with torch.no_grad():
            token = int(network(torch.tensor([ids]), use_cache=False).logits[0, -1].argmax())
        if token == tokenizer.eos_token_id:
            break
        ids.append(token)
        words.append(token)
    assert made.text == tokenizer.decode(words, skip_special_tokens=True).strip()
    assert made.text


def test_without_evidence_no_sentence_is_written(model: LanguageModel) -> None:
    with pytest.raises(ConfigurationError, match="no sentence is written"):
        model.sentence("black ship", [], progress=Progress())
    with pytest.raises(ConfigurationError, match="evidence"):
        model.sentence("black ship", ["war"], template="film {title}", progress=Progress())


def test_pickled_weights_are_refused(folder: Path, tmp_path: Path) -> None:
    copied = Path(shutil.copytree(folder, tmp_path / "pickled"))
    (copied / "model.safetensors").unlink()
    (copied / "pytorch_model.bin").write_bytes(pickle.dumps({"weights": 1}))
    with pytest.raises(ConfigurationError, match="pickled"):
        inspect_language_model(copied)


def test_code_of_its_own_is_refused(folder: Path, tmp_path: Path) -> None:
    copied = Path(shutil.copytree(folder, tmp_path / "code"))
    config = json.loads((copied / "config.json").read_text())
    (copied / "config.json").write_text(json.dumps(config | {"auto_map": {"AutoModelForCausalLM": "own.Own"}}))
    with pytest.raises(ConfigurationError, match="code"):
        inspect_language_model(copied)


def test_a_model_that_continues_no_texts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="does not continue"):
        inspect_language_model(tiny_folders.bert(tmp_path))


def test_memory_is_known_before_loading_and_too_large_a_model_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    need = estimate(inspect_folder(folder))
    assert need.parameters == library(folder)[1].num_parameters()
    cache = 2 * 2 * 16 * (40 + 32 * (40 + 32))
    assert need.memory_bytes == 4 * (need.parameters + cache + 2 * 32 * 32 * 21)
    assert need.fits

    def little() -> object:
        return type("Memory", (), {"available": need.memory_bytes - 1})

    monkeypatch.setattr(psutil, "virtual_memory", little)
    monkeypatch.setattr(language_model, "load_model", lambda *_: pytest.fail("it was loaded"))
    with pytest.raises(ConfigurationError, match="memory"):
        load_language_model(inspect_folder(folder), Progress())


def test_a_cancel_does_not_wait_until_a_model_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    progress, goes_on = Progress(), threading.Event()

    def slow(*_: object) -> object:
        progress.cancel()
        goes_on.wait(20)
        return object()

    monkeypatch.setattr(language_model, "load_model", slow)
    with pytest.raises(Cancelled):
        load_language_model(inspect_folder(folder), progress)
    assert not goes_on.is_set()
    goes_on.set()


def test_a_cancel_is_heard_within_a_pass(model: LanguageModel, monkeypatch: pytest.MonkeyPatch) -> None:
    progress = Progress()
    blocks = model._model.transformer.h
    handle = blocks[0].register_forward_hook(lambda *_: progress.cancel())
    monkeypatch.setattr(blocks[1].mlp, "forward", lambda *_: pytest.fail("the pass went on"))
    try:
        with pytest.raises(Cancelled):
            model.likelihoods(HISTORY, TITLES, template=TEMPLATE, progress=progress)
    finally:
        handle.remove()


def test_a_cancel_is_heard_before_loading_and_while_reading(folder: Path, model: LanguageModel) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        load_language_model(inspect_folder(folder), progress)
    with pytest.raises(Cancelled):
        model.likelihoods(HISTORY, TITLES, template=TEMPLATE, progress=progress)
    with pytest.raises(Cancelled):
        model.sentence("war", ["day"], progress=progress)
