"""Numbers, sizes, times and dates as people read them, in the language of the window."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale


def whole(number: int) -> str:
    """Return a whole number with the language's digit groups: `100,000`."""
    return QLocale().toString(number)


def compact(number: float, digits: int = 1) -> str:
    """Return a large number in thousands, millions or billions: `943`, `107.9 k`, `1.1 M`, `2.3 G`."""
    for least, unit, letter in ((1e9, 1e9, "G"), (1e6, 1e6, "M"), (1e4, 1e3, "k")):
        if abs(number) >= least:
            return f"{number / unit:.{digits}f} {letter}"
    return whole(round(number))


def percent(share: float) -> str:
    """Return a share as a percentage with as many digits as it needs: `6.3%`, `0.04%`."""
    value = share * 100
    digits = 0 if value >= 10 or value == 0 else 1 if value >= 1 else 2
    return f"{value:.{digits}f}%"


def size(n_bytes: float) -> str:
    """Return a number of bytes in the unit that suits it: `1.1 GB`."""
    for unit in ("B", "KB", "MB", "GB"):
        if n_bytes < 1000 or unit == "GB":
            break
        n_bytes /= 1024
    return f"{n_bytes:.1f} {unit}" if unit == "GB" else f"{n_bytes:.0f} {unit}"


def duration(seconds: float) -> str:
    """Return a span of time in its two largest units: `1 min 10 s`, `0.9 s`."""
    if seconds < 9.95:
        return QCoreApplication.translate("Formatting", "{s} s").format(s=f"{seconds:.1f}")
    whole_seconds = round(seconds)
    if whole_seconds < 60:
        return QCoreApplication.translate("Formatting", "{s} s").format(s=whole_seconds)
    minutes, rest = divmod(whole_seconds, 60)
    if minutes < 60:
        return QCoreApplication.translate("Formatting", "{min} min {s} s").format(min=minutes, s=rest)
    hours, minutes = divmod(minutes, 60)
    return QCoreApplication.translate("Formatting", "{h} h {min} min").format(h=hours, min=minutes)


def day(seconds: int) -> str:
    """Return the date of a moment given in seconds since 1970 (UTC): `12 Mar 1998`."""
    moment = datetime.fromtimestamp(seconds, UTC)
    form = QCoreApplication.translate("Formatting", "d MMM yyyy", "a date as Qt's format")
    return QLocale().toString(QDate(moment.year, moment.month, moment.day), form)
