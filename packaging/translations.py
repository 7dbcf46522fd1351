"""Extracts the window's texts, merges them with their translations and compiles those.

    .venv/bin/python packaging/translations.py            # extract, merge, compile; says what lacks a translation
    .venv/bin/python packaging/translations.py --check    # change nothing; exit status 1 where anything is amiss

The window's own texts are found by Qt's lupdate. What the rooms below write for people (titles of settings, sentences
of errors, messages of progress) knows nothing of Qt; it is found here, in the syntax trees, and goes into the context
`Told`, in which `workbench/gui/told.py` looks it up. Texts with values in them become templates with `{named}` places;
their list is written beside the translations, since a compiled translation cannot be searched.

Translate in `resources/translations/workbench_zh_CN.ts`, with Qt Linguist or by hand, and run this again.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "translations"
CHINESE, ENGLISH, TEMPLATES = FOLDER / "workbench_zh_CN.ts", FOLDER / "workbench_en.ts", FOLDER / "told.json"
CONTEXT = "Told"

# Rooms whose texts reach the window. The sample's own words belong to its invented films.
ROOMS = (
    "data",
    "catalog",
    "training",
    "encoders",
    "models",
    "evaluation",
    "recommendation",
    "explanation",
    "tuning",
    "workspace",
)
ALSO = ("jobs.py", "settings.py", "errors.py")
NOT = ("data/sample/", "catalog/migrations/")
TITLES = frozenset({"title", "summary", "leaks", "family", "description"})
NAMED = frozenset(
    {
        "title",
        "description",
        "where",
        "hint",
        "message",
        "speed",
        "summary",
        "leaks",
        "help",
        "candidates",
        "seen_items",
        "titles",
    }
)
VARIABLES = frozenset(
    {
        "message",
        "speed",
        "seen",
        "note",
        "notice",
        "titles",
        "candidates",
        "people",
        "PICTURES",
        "SOUNDS",
        "TIME_TITLES",
        "KEPT",
        "UNITS",
    }
)  # what such texts are called on their way
PLACE = re.compile(r"\{(\w+)\}|%n")


# ---- what the rooms below write


def told_texts() -> list[str]:
    """Return every text that the rooms below write for people, sorted; values are `{named}` places."""
    files = [p for room in ROOMS for p in sorted((ROOT / "workbench" / room).rglob("*.py"))]
    files += [ROOT / "workbench" / name for name in ALSO]
    found: set[str] = set()
    for file in files:
        name = file.relative_to(ROOT / "workbench").as_posix()
        if not name.startswith(NOT):
            tree = ast.parse(file.read_text(encoding="utf-8"))
            found.update(text for text in _texts(tree) if _readable(text))
    return sorted(found)


def _texts(tree: ast.AST) -> Iterator[str]:
    skipped = _docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _of_call(node)
        elif isinstance(node, ast.ClassDef):
            for statement in node.body:
                target = _target(statement)
                if target in TITLES and statement.value is not None:  # type: ignore[attr-defined]
                    yield from _written(statement.value)  # type: ignore[attr-defined]
        elif isinstance(node, ast.Assign) and _target(node) in VARIABLES:
            yield from _written(node.value)
        elif isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in skipped:
            for text in _written(node):
                if _is_sentence(text):
                    yield text


def _of_call(node: ast.Call) -> Iterator[str]:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name.endswith("Error") and name[:1].isupper() and node.args:
        yield from _written(node.args[0])
    if name == "report":
        for argument in node.args[1:3]:
            yield from _written(argument)
    if name in ("Metric", "Layout", "SplitStrategy"):
        for argument in node.args[1:3]:
            yield from _written(argument)
    for keyword in node.keywords:
        if keyword.arg in NAMED:
            yield from _written(keyword.value)
        if keyword.arg == "json_schema_extra" and isinstance(keyword.value, ast.Dict):
            for key, value in zip(keyword.value.keys, keyword.value.values, strict=True):
                if isinstance(key, ast.Constant) and key.value == "choices" and isinstance(value, ast.Dict):
                    for choice in value.values:
                        yield from _written(choice)


def _written(node: ast.AST) -> Iterator[str]:
    """Return the texts that an expression can be: a literal, an f-string, either branch of a choice, or several."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield _template(node)
    elif isinstance(node, ast.IfExp):
        yield from _written(node.body)
        yield from _written(node.orelse)
    elif isinstance(node, ast.Tuple):
        for element in node.elts:
            yield from _written(element)


def _template(node: ast.JoinedStr) -> str:
    parts, used = [], {}
    for part in node.values:
        if isinstance(part, ast.Constant):
            parts.append(str(part.value))
            continue
        assert isinstance(part, ast.FormattedValue)
        words = re.findall(r"[A-Za-z_]\w*", ast.unparse(part.value))
        name = (words[-1] if words else "value").strip("_") or "value"
        used[name] = used.get(name, 0) + 1
        parts.append("{" + (name if used[name] == 1 else f"{name}{used[name]}") + "}")
    return "".join(parts)


def _target(statement: ast.stmt) -> str:
    if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
        return statement.target.id
    if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
        return statement.targets[0].id
    return ""


def _docstrings(tree: ast.AST) -> set[int]:
    """Return the ids of docstrings, and of the parts of f-strings, which are no texts of their own."""
    found = set()
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and isinstance(body[0], ast.Expr):
            found.add(id(body[0].value))
        if isinstance(node, ast.JoinedStr):
            found.update(id(part) for part in ast.walk(node) if part is not node)
    return found


def _is_sentence(text: str) -> bool:
    bare = PLACE.sub("X", text)
    return bool(re.match(r"[A-Z“]|1 [a-zX]", bare)) and bare.endswith((".", "?", "!")) and " " in bare


def _readable(text: str) -> bool:
    """Whether there is anything to translate in it."""
    return len(re.findall(r"[A-Za-z]", PLACE.sub("", text))) >= 2 and not re.fullmatch(r"[\w./:-]+_[\w./:-]+", text)


# ---- Qt's tools


def tool(name: str) -> str:
    """Return the path of one of Qt's tools that PySide6 brings."""
    return str(Path(sys.executable).with_name(name))


def extract(target: Path, language: str, *, plurals: bool) -> None:
    """Merge the texts of today into a translation file; translations of texts that are gone leave with them."""
    sources = sorted(str(p) for p in (ROOT / "workbench" / "gui").rglob("*.py"))
    with tempfile.TemporaryDirectory() as name:
        told = Path(name) / "told.py"
        lines = [f'QCoreApplication.translate("{CONTEXT}", {json.dumps(t, ensure_ascii=False)})' for t in told_texts()]
        told.write_text("\n".join(lines) + "\n", encoding="utf-8")
        options = ["-no-obsolete", "-locations", "none", "-disable-heuristic", "similartext", "-silent"]
        options += ["-pluralonly"] if plurals else []
        command = [tool("pyside6-lupdate"), *options, *sources, str(told), "-source-language", "en_GB"]
        subprocess.run([*command, "-target-language", language, "-ts", str(target)], check=True)


def compile_file(source: Path, target: Path) -> None:
    """Compile a translation file."""
    subprocess.run([tool("pyside6-lrelease"), "-silent", str(source), "-qm", str(target)], check=True)


# ---- what is amiss


def messages(file: Path) -> Iterator[tuple[str, str, list[str], bool]]:
    """Yield context, source, translations (several for plurals) and whether each message is finished."""
    for context in ET.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = [form.text or "" for form in translation.findall("numerusform")] or [translation.text or ""]
            yield (
                context.findtext("name", ""),
                message.findtext("source", ""),
                forms,
                translation.get("type") is None,
            )


def amiss(file: Path) -> list[str]:
    """Return what is wrong in a translation file: texts without a translation, places that do not agree."""
    found = []
    for context, source, forms, finished in messages(file):
        if not finished or not all(forms):
            found.append(f"{context}: {source!r} has no translation")
        for form in filter(None, forms):
            if not _agree(context, set(PLACE.findall(source)), set(PLACE.findall(form))):
                found.append(f"{context}: the places of {source!r} and {form!r} differ")
            if "%n" in source and "%n" not in form and len(forms) == 1:
                found.append(f"{context}: {form!r} lacks the number of {source!r}")
    return found


def _agree(context: str, source: set[str], form: set[str]) -> bool:
    """Whether a translation has the places of its source; of those below, grammar's own (a plural's ending) may go."""
    return form <= source if context == CONTEXT else form == source


def templates() -> list[str]:
    """Return the texts of the rooms below that have places in them."""
    return [text for text in told_texts() if PLACE.search(text)]


def main() -> int:
    """Run the tool."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        for file, language, plurals in ((CHINESE, "zh_CN", False), (ENGLISH, "en_GB", True)):
            target = Path(name) / file.name if given.check else file
            if given.check:
                target.write_bytes(file.read_bytes())
            extract(target, language, plurals=plurals)
            wrong += amiss(target)
            if not given.check:
                compile_file(file, file.with_suffix(".qm"))
    if given.check and json.loads(TEMPLATES.read_text(encoding="utf-8")) != templates():
        wrong.append(f"{TEMPLATES.name} is not of today")
    elif not given.check:
        TEMPLATES.write_text(json.dumps(templates(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for sentence in wrong:
        print(sentence)
    print(f"{len(wrong)} amiss" if wrong else "every text has its translation")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
