from __future__ import annotations

import json
import pickle
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from tiny_folders import Made, picture, sound

from workbench.encoders.choice import make_encoder
from workbench.encoders.contract import LoadedEncoder
from workbench.encoders.folders import inspect_folder
from workbench.encoders.raw_content import TextContent
from workbench.errors import ConfigurationError
from workbench.jobs import Progress

NOTHING = TextContent([])
TEXTS = ["slow melancholic film", "the funny film about a ship and love", "war"]


def loaded(modality: str, choice: str) -> LoadedEncoder:
    return make_encoder(modality, choice).load(NOTHING, torch.device("cpu"), Progress())  # type: ignore[arg-type]


def tokens_of(path: Path, text: str) -> tuple[torch.Tensor, torch.Tensor]:
    """Return ids (1, T) and hidden states (T, C) of one text alone, by the library itself."""
    from transformers import AutoModel, AutoTokenizer

    ids = AutoTokenizer.from_pretrained(path)(text, return_tensors="pt")["input_ids"]
    with torch.no_grad():
        return ids, AutoModel.from_pretrained(path).eval()(input_ids=ids).last_hidden_state[0]


@pytest.mark.parametrize(
    ("name", "pooling", "pick"),
    [
        ("bert", "", lambda hidden: hidden.mean(0)),
        ("bert", "#cls", lambda hidden: hidden[0]),
        ("gpt2", "", lambda hidden: hidden[-1]),
        ("gpt2", "#mean", lambda hidden: hidden.mean(0)),
    ],
)
def test_a_text_among_longer_ones_gets_the_vector_that_it_gets_alone(
    folder: Made, name: str, pooling: str, pick
) -> None:  # type: ignore[no-untyped-def]
    encoder = loaded("text", f"{folder(name)}{pooling}")
    together = encoder.encode_raw(TEXTS)
    assert together.dtype == np.float32
    for text, vector in zip(TEXTS, together, strict=True):
        np.testing.assert_allclose(vector, pick(tokens_of(folder(name), text)[1]).numpy(), atol=1e-5)


def test_pictures_go_through_a_vision_transformer(folder: Made) -> None:
    vectors = loaded("image", str(folder("vit"))).encode_raw([picture(1), picture(2, kind="JPEG"), picture(1)])
    assert vectors.shape == (3, 16)
    np.testing.assert_allclose(vectors[0], vectors[2], atol=1e-6)
    assert np.abs(vectors[0] - vectors[1]).max() > 1e-3


def test_words_and_pictures_of_one_folder_lie_in_one_space(folder: Made) -> None:
    pictures = make_encoder("image", str(folder("clip")))
    words = pictures.words()
    assert words is not None
    of_words = words.load(NOTHING, torch.device("cpu"), Progress()).encode_raw(["slow film", "war"])
    of_pictures = pictures.load(NOTHING, torch.device("cpu"), Progress()).encode_raw([picture(1)])
    assert of_words.shape == (2, 12)
    assert of_pictures.shape == (1, 12)
    assert pictures.fingerprint(NOTHING) != words.fingerprint(NOTHING)


def test_a_sound_among_longer_ones_gets_the_vector_that_it_gets_alone(folder: Made) -> None:
    encoder = loaded("audio", str(folder("wav2vec2")))
    sounds = [sound(1, seconds=0.4), sound(2, seconds=0.9), sound(3, rate=44_100, kind="FLAC")]
    together = encoder.encode_raw(sounds)
    assert together.shape == (3, 16)
    for one, vector in zip(sounds, together, strict=True):
        np.testing.assert_allclose(encoder.encode_raw([one])[0], vector, atol=1e-5)


def test_a_vision_model_has_no_words(folder: Made) -> None:
    assert make_encoder("image", str(folder("vit"))).words() is None


def test_pickled_weights_are_refused_and_never_opened(folder: Made, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(folder("bert"), tmp_path / "pickled"))
    (copy / "model.safetensors").unlink()

    class Trap:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return Path.touch, (Path(tmp_path / "sprung"),)  # type: ignore[return-value]

    (copy / "pytorch_model.bin").write_bytes(pickle.dumps(Trap()))
    with pytest.raises(ConfigurationError, match="pickled") as told:
        inspect_folder(copy)
    assert told.value.what.count(". ") == 0
    assert not (tmp_path / "sprung").exists()


@pytest.mark.parametrize("file", ["config.json", "tokenizer_config.json"])
def test_code_of_its_own_is_refused_and_never_run(folder: Made, tmp_path: Path, file: str) -> None:
    copy = Path(shutil.copytree(folder("bert"), tmp_path / "remote"))
    described = json.loads((copy / file).read_text())
    described["auto_map"] = {"AutoModel": "modeling_own.Own"}
    (copy / file).write_text(json.dumps(described))
    (copy / "modeling_own.py").write_text(f"open({str(tmp_path / 'sprung')!r}, 'w')")
    with pytest.raises(ConfigurationError, match="code of its own"):
        inspect_folder(copy)
    assert not (tmp_path / "sprung").exists()


def test_a_folder_without_a_description_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"config\.json"):
        inspect_folder(tmp_path)


def test_weights_that_are_not_whole_are_refused(folder: Made, tmp_path: Path) -> None:
    from safetensors.torch import load_file, save_file

    copy = Path(shutil.copytree(folder("bert"), tmp_path / "part"))
    weights = load_file(copy / "model.safetensors")
    del weights["encoder.layer.1.output.dense.weight"]
    save_file(weights, copy / "model.safetensors", {"format": "pt"})
    with pytest.raises(ConfigurationError, match="not whole"):
        loaded("text", str(copy))


def test_damaged_weights_are_told_in_one_sentence(folder: Made, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(folder("bert"), tmp_path / "cut"))
    content = (copy / "model.safetensors").read_bytes()
    (copy / "model.safetensors").write_bytes(content[: len(content) // 2])
    with pytest.raises(ConfigurationError, match="cannot be loaded"):
        loaded("text", str(copy))


def test_the_fingerprint_follows_weights_and_pooling(folder: Made, tmp_path: Path) -> None:
    first = make_encoder("text", str(folder("bert"))).fingerprint(NOTHING)
    assert make_encoder("text", str(folder("bert"))).fingerprint(NOTHING) == first
    assert make_encoder("text", f"{folder('bert')}#cls").fingerprint(NOTHING) != first
    copy = Path(shutil.copytree(folder("bert"), tmp_path / "moved"))
    assert make_encoder("text", str(copy)).fingerprint(NOTHING) == first
    content = bytearray((copy / "model.safetensors").read_bytes())
    content[-1] ^= 1
    (copy / "model.safetensors").write_bytes(content)
    assert make_encoder("text", str(copy)).fingerprint(NOTHING) != first


def test_a_folder_for_another_modality_is_refused(folder: Made) -> None:
    with pytest.raises(ConfigurationError, match="reads image, not text"):
        make_encoder("text", str(folder("vit")))
