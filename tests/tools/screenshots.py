"""Grabs every place in both schemes, both languages and two sizes, for somebody to look at.

Usage: xvfb-run -s "-screen 0 1440x900x24" python tests/tools/screenshots.py WORKSPACE FOLDER [--only en-dark-1440]
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from workbench.gui.app import Session
from workbench.gui.languages import speak
from workbench.gui.places import PLACES

SIZES = {"1440": (1440, 900), "1280": (1280, 800)}


def settle(session: Session, seconds: float = 0.6, longest: float = 60) -> None:
    began = time.monotonic()
    quiet_since = began
    app = QApplication.instance()
    while time.monotonic() - began < longest:
        app.processEvents()
        time.sleep(0.01)
        if (
            not session.context.is_open
            or not session.context.lookups.idle
            or session.context.runner.current is not None
        ):
            quiet_since = time.monotonic()
        if time.monotonic() - quiet_since > seconds:
            return


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("workspace", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--places", nargs="*", default=[p.key for p in PLACES])
    parser.add_argument("--sample", action="store_true")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    for language in ("en", "zh_CN"):
        for size_name, size in SIZES.items():
            wanted = [s for s in ("light", "dark") if options.only in f"{language}-{s}-{size_name}"]
            if not wanted:
                continue
            session = Session(app, options.workspace, read_only=False, safe_mode=True, sample=options.sample)
            speak(app, language)
            session.window.deleteLater()
            session.window = type(session.window)(session.context, session.preferences)
            session.window.resize(*size)
            session.window.show()
            session.open()
            settle(session)
            for scheme in wanted:
                session.theme.choose(scheme)
                for place in options.places:
                    session.window.show_place(place)
                    settle(session)
                    session.window.grab().save(str(options.folder / f"{place}-{language}-{scheme}-{size_name}.png"))
            session.window.close()
            session.end()
            session.window.deleteLater()
            session.deleteLater()
            app.processEvents()
    return 0


if __name__ == "__main__":
    sys.exit(main())
