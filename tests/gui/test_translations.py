"""The translations: nothing is untranslated, places agree, what is compiled is what is written, templates are found."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from conftest import unspoken
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QApplication

from workbench.errors import DataFormatError
from workbench.gui.languages import speak
from workbench.gui.told import told, told_all, told_error


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    file = Path(__file__).resolve().parents[2] / "packaging" / "translations.py"
    spec = importlib.util.spec_from_file_location("translations_tool", file)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = made
    spec.loader.exec_module(made)
    return made


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[None]:
    speak(qapp, "zh_CN")
    yield
    unspoken(qapp)


@pytest.mark.parametrize(
    ("name", "language", "plurals"),
    [("CHINESE", "zh_CN", False), ("ENGLISH", "en_GB", True)],
    ids=["Chinese", "English"],
)
def test_no_text_of_today_lacks_a_translation_and_places_agree(
    tool: ModuleType, tmp_path: Path, name: str, language: str, plurals: bool
) -> None:
    stored: Path = getattr(tool, name)
    today = tmp_path / stored.name
    today.write_bytes(stored.read_bytes())
    tool.extract(today, language, plurals=plurals)
    assert tool.amiss(today) == [], "run packaging/translations.py and translate what it names"


def test_what_is_compiled_is_what_is_written(tool: ModuleType, qapp: QApplication) -> None:
    translator = QTranslator()
    assert translator.load(str(tool.CHINESE.with_suffix(".qm")))
    for context, source, forms, _ in tool.messages(tool.CHINESE):
        assert translator.translate(context, source, "", 5 if "%n" in source else -1) in forms, (context, source)


def test_the_list_of_templates_is_that_of_today(tool: ModuleType) -> None:
    assert json.loads(tool.TEMPLATES.read_text(encoding="utf-8")) == tool.templates()


def test_a_place_that_differs_is_found(tool: ModuleType, tmp_path: Path) -> None:
    file = tmp_path / "wrong.ts"
    file.write_text(
        "<TS><context><name>Panel</name><message><source>Wrote {path}.</source><translation>已写入 {file}。"
        "</translation></message><message><source>Ready</source><translation type='unfinished'></translation>"
        "</message></context></TS>",
        encoding="utf-8",
    )
    assert [sentence.split(":")[0] for sentence in tool.amiss(file)] == ["Panel", "Panel"]


def test_texts_with_values_in_them_are_found_by_their_template(chinese: None) -> None:
    assert told("epoch 3 / 40") == "第 3 / 40 轮"
    assert told("full ranking over 1,682 items") == "在全部 1,682 个物品上完整排序"
    assert told_all(["Import one first.", "Choose another column."]) == "请先导入一个。 请选择其他列。"


def test_an_error_is_told_in_its_three_parts(chinese: None) -> None:
    error = DataFormatError("ratings.csv is empty (0 bytes).", where="line 1", hint="Download or copy it again.")
    assert told_error(error) == "ratings.csv 是空的（0 字节）。 (第 1 行) 请重新下载或复制。"


def test_what_has_no_translation_stays_as_it_is(chinese: None) -> None:
    assert told("The Stagecoach of Wexcombe") == "The Stagecoach of Wexcombe"
    assert told("") == ""


def test_english_knows_one_from_many(qapp: QApplication) -> None:
    speak(qapp, "en")
    said = [QCoreApplication.translate("Opening", "CPU · %n thread(s)", "", n) for n in (1, 2)]
    unspoken(qapp)
    assert said == ["CPU · 1 thread", "CPU · 2 threads"]


def test_what_a_table_was_taken_for_is_told_in_chinese_with_its_unit_of_time(chinese: None) -> None:
    from workbench.data.readers.table import notes_of
    from workbench.data.table_guess import TableGuess

    guess = TableGuess(",", True, "utf-8", "who", "what", "stars", "when", "day-first")
    assert told_all(list(notes_of(guess))) == (
        "用户取自“who”，物品取自“what”，数值取自“stars”，时间取自“when”（日在前的日期）。"
    )


@pytest.mark.parametrize(
    ("english", "chinese_text"),
    [
        ("1 line is not written as the others are.", "1 行的写法与其他行不同。"),
        ("1,204 rows have no value.", "1,204 行没有数值。"),
        ("6,724 rows are dated in the future, the latest 2045-03-23.", "6,724 行的日期在未来，最晚为 2045-03-23。"),
        ("1 row has ids with spaces around them.", "1 行的标识前后有空格。"),
        ("4 rows have values outside the scale 1 to 5.", "4 行的数值超出 1 到 5 的范围。"),
        ("Kept.", "保留。"),
        ("By product: sku, label.", "按 product：sku, label。"),
    ],
)
def test_findings_of_an_import_are_told_wholly_in_chinese(chinese: None, english: str, chinese_text: str) -> None:
    assert told(english) == chinese_text
