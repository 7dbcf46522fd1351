"""The window's language: the system's or the chosen one, from the compiled translations in `resources/`."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from workbench.resources_folder import resource


def locale_of(choice: str) -> QLocale:
    """Return the locale of a setting: `system`, `en` or `zh_CN`."""
    if choice == "system":
        system = QLocale.system()
        return system if system.language() == QLocale.Language.Chinese else QLocale("en_GB")
    return QLocale("zh_CN" if choice == "zh_CN" else "en_GB")


def speak(app: QApplication, choice: str) -> str:
    """Install the translations of a setting in place of those before; return the language's name, `zh_CN` or `en`."""
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.setParent(None)
        old.deleteLater()
    locale = locale_of(choice)
    QLocale.setDefault(locale)
    name = "zh_CN" if locale.language() == QLocale.Language.Chinese else "en"
    own = QTranslator(app)
    if own.load(str(resource("translations") / f"workbench_{name}.qm")):
        app.installTranslator(own)
    if name != "en":
        qt = QTranslator(app)
        if qt.load(f"qtbase_{name}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            app.installTranslator(qt)
    return name
