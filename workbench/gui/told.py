"""What the rooms below write for people, in the language of the window.

Those rooms know nothing of Qt, and write English. `packaging/translations.py` finds their texts and puts them into the
translations under the context `Told`. A text with values in it is found again by its template.
"""

from __future__ import annotations

import json
import re
from functools import cache

from PySide6.QtCore import QCoreApplication

from workbench.errors import WorkbenchError
from workbench.resources_folder import resource

CONTEXT = "Told"
_PLACE = re.compile(r"\{(\w+)\}")
_DEPTH = 2  # a value inside a text may be a text itself, and hold one


def told(text: str) -> str:
    """Return a text of the rooms below in the language of the window; as it is where no translation is known.

    May be called from any thread.
    """
    if not text or QCoreApplication.instance() is None:
        return text
    return _told(text, _DEPTH)


def told_error(error: WorkbenchError) -> str:
    """Return the three parts of an error as one text, each in the language of the window."""
    place = f" ({told(error.where)})" if error.where else ""
    advice = f" {told(error.hint)}" if error.hint else ""
    return f"{told(error.what)}{place}{advice}"


def told_all(sentences: tuple[str, ...] | list[str]) -> str:
    """Return sentences as one text."""
    return " ".join(told(sentence) for sentence in sentences)


def _told(text: str, depth: int) -> str:
    translated = QCoreApplication.translate(CONTEXT, text)
    if translated != text or depth == 0 or not _is_foreign():
        return translated
    for template, pattern in _templates():
        found = pattern.fullmatch(text)
        if found is None:
            continue
        translated = QCoreApplication.translate(CONTEXT, template)
        if translated == template:
            continue
        parts = _PLACE.split(translated)
        return "".join(_told(found[part], depth - 1) if place % 2 else part for place, part in enumerate(parts))
    return text


def _is_foreign() -> bool:
    """Whether any translation of these texts is installed; in English the templates are not looked through."""
    return QCoreApplication.translate(CONTEXT, "Width") != "Width"


@cache
def _templates() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the templates and their patterns, those with most text of their own first."""
    stored: list[str] = json.loads(resource("translations/told.json").read_text(encoding="utf-8"))
    stored.sort(key=lambda template: -len(_PLACE.sub("", template)))
    return tuple((template, _pattern(template)) for template in stored)


def _pattern(template: str) -> re.Pattern[str]:
    parts = _PLACE.split(template)  # text, name, text, name, … text
    made = "".join(f"(?P<{part}>.*?)" if place % 2 else re.escape(part) for place, part in enumerate(parts))
    return re.compile(made, re.DOTALL)
