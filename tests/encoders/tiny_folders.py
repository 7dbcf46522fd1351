"""Tiny random models in Hugging Face layout, written by transformers itself."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch

Made = Callable[[str], Path]

WORDS = [
    "the", "a", "slow", "fast", "melancholic", "funny", "black", "white", "film",
    "about", "love", "war", "ship", "house", "night", "day",
]  # fmt: skip
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[EOS]"]


def tokenizer(folder: Path, *, sentence: bool, places: int = 16) -> None:
    """Write a tokenizer that knows a few words; with [CLS] … [SEP] around them, or [EOS] behind."""
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace
    from tokenizers.processors import TemplateProcessing
    from transformers import PreTrainedTokenizerFast

    vocabulary = {word: code for code, word in enumerate([*SPECIAL, *WORDS])}
    made = Tokenizer(WordLevel(vocabulary, unk_token="[UNK]"))
    made.pre_tokenizer = Whitespace()
    template = "[CLS] $A [SEP]" if sentence else "$A [EOS]"
    special = [(token, vocabulary[token]) for token in template.split() if token != "$A"]
    made.post_processor = TemplateProcessing(single=template, special_tokens=special)
    names: dict[str, Any] = {"unk_token": "[UNK]", "eos_token": "[EOS]"}
    if sentence:
        names["pad_token"] = "[PAD]"
    PreTrainedTokenizerFast(tokenizer_object=made, model_max_length=places, **names).save_pretrained(folder)


def bert(folder: Path) -> Path:
    from transformers import BertConfig, BertModel

    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=32, hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=16,
        max_position_embeddings=16,
    )  # fmt: skip
    BertModel(config).save_pretrained(folder)
    tokenizer(folder, sentence=True)
    return folder


def gpt2(folder: Path, *, vocabulary: int = 32, places: int = 16) -> Path:
    from transformers import GPT2Config, GPT2LMHeadModel

    torch.manual_seed(0)
    config = GPT2Config(vocab_size=vocabulary, n_embd=16, n_layer=2, n_head=2, n_positions=places)
    GPT2LMHeadModel(config).save_pretrained(folder)
    tokenizer(folder, sentence=False, places=places)
    return folder


def vit(folder: Path) -> Path:
    from transformers import ViTConfig, ViTImageProcessor, ViTModel

    torch.manual_seed(0)
    config = ViTConfig(
        hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=16, image_size=32, patch_size=8
    )
    ViTModel(config).save_pretrained(folder)
    ViTImageProcessor(size={"height": 32, "width": 32}).save_pretrained(folder)
    return folder


def clip(folder: Path) -> Path:
    from transformers import CLIPConfig, CLIPImageProcessor, CLIPModel

    torch.manual_seed(0)
    tower = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16}
    text = {**tower, "vocab_size": 32, "max_position_embeddings": 16, "eos_token_id": 4, "pad_token_id": 0}
    vision = {**tower, "image_size": 32, "patch_size": 8}
    CLIPModel(CLIPConfig(text_config=text, vision_config=vision, projection_dim=12)).save_pretrained(folder)
    size = {"height": 32, "width": 32}
    CLIPImageProcessor(size={"shortest_edge": 32}, crop_size=size).save_pretrained(folder)
    tokenizer(folder, sentence=False)
    return folder


def wav2vec2(folder: Path) -> Path:
    from transformers import Wav2Vec2Config, Wav2Vec2FeatureExtractor, Wav2Vec2Model

    torch.manual_seed(0)
    config = Wav2Vec2Config(
        hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16, conv_dim=(8, 8),
        conv_stride=(40, 8), conv_kernel=(40, 8), num_conv_pos_embeddings=4, num_conv_pos_embedding_groups=2,
        num_feat_extract_layers=2,
    )  # fmt: skip
    Wav2Vec2Model(config).save_pretrained(folder)
    Wav2Vec2FeatureExtractor(feature_size=1, sampling_rate=16_000).save_pretrained(folder)
    return folder


def picture(seed: int, *, kind: str = "PNG", size: tuple[int, int] = (48, 64)) -> bytes:
    from PIL import Image

    pixels = np.random.default_rng(seed).integers(0, 256, (4, 4, 3)).astype(np.uint8)
    file = io.BytesIO()
    Image.fromarray(pixels).resize(size).save(file, kind)
    return file.getvalue()


def sound(seed: int, *, seconds: float = 0.6, rate: int = 8_000, kind: str = "WAV") -> bytes:
    import soundfile

    draw = np.random.default_rng(seed)
    time = np.arange(int(seconds * rate)) / rate
    wave = 0.4 * np.sin(2 * np.pi * draw.uniform(200, 2_000) * time) + 0.05 * draw.standard_normal(len(time))
    file = io.BytesIO()
    soundfile.write(file, wave, rate, format=kind)
    return file.getvalue()
