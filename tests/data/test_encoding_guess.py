"""Texts in the encodings that people's files have."""

from __future__ import annotations

import layouts
import pytest

from workbench.data.encoding_guess import guess_encoding, looks_binary
from workbench.data.reading import preview, read_dataset
from workbench.jobs import Progress

WESTERN = ["José;Les Misérables;été", "Zoë;Château de ma mère;où", "Müller;Die Blechtrommel;Köln", "Bärbel;Straße;süß"]
TEXTS = {
    "western": (WESTERN, ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252"]),
    "euro": (["José;5 €;“été”"], ["cp1252"]),
    "chinese": (["张三;红楼梦;好", "李四;三国演义;好", "王五;水浒传;好"], ["utf-8", "gb18030", "gbk", "utf-16"]),
    "short chinese": (["1;霸王别姬;2", "1;无间道;3"], ["gb18030"]),
    "traditional": (["張三;紅樓夢;5", "李四;三國演義;4"], ["big5"]),
    "japanese": (["1;千と千尋の神隠し;2", "2;となりのトトロ;3", "3;もののけ姫;4"], ["shift_jis", "euc_jp"]),
    "korean": (["1;기생충;2", "2;올드보이;3", "3;살인의 추억;5"], ["euc_kr"]),
    "russian": (["1;Сталкер;2", "2;Солярис;3", "3;Андрей Рублёв;5"], ["cp1251", "koi8_r"]),
    "polish": (["1;Popiół i diament;2", "2;Człowiek z żelaza;3", "3;Nóż w wodzie;3"], ["cp1250"]),
    "greek": (["1;Ζορμπάς;2", "2;Ποτέ την Κυριακή;3"], ["cp1253"]),
}


@pytest.mark.parametrize(("kind", "encoding"), [(kind, e) for kind, (_, names) in TEXTS.items() for e in names])
def test_a_text_is_decoded_as_it_was_written(tmp_path, kind, encoding):
    lines = TEXTS[kind][0]
    text = "user;item;note\n" + "".join(f"{line}\n" for line in lines)
    data = text.encode(encoding)
    assert data.decode(guess_encoding(data)).removeprefix("\ufeff") == text
    assert not looks_binary(data)
    path = layouts.table(tmp_path / "t.csv", text, encoding)
    assert preview(path).rows[0] == lines[0].split(";")
    dataset = read_dataset(path, progress=Progress()).dataset
    assert dataset.items.arrow.to_pylist() == [line.split(";")[1] for line in lines]


def test_a_head_that_ends_within_a_character_is_utf8_still():
    data = "née".encode() * 99
    assert guess_encoding(data[:-2]) == "utf-8"


def test_bytes_are_no_text():
    assert looks_binary(bytes(range(256)) * 4)
    assert not looks_binary(b"a,b\n1,2\n")
