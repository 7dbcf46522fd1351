"""Dates as people and programs write them, whole columns at once, to seconds since 1970 (UTC where no zone is said)."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from workbench.data.interactions import Int64

DateOrder = Literal["year first", "day first", "month first"]
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CLOCK = (
    r"(?P<H>\d{1,2})(?:[:h]|時|时)(?P<M>\d{2})(?:(?::|分)(?P<S>\d{2})(?:[.,](?P<f>\d+))?)?秒?\s*(?P<p>[ap]\.?m\.?)?"
)
_ZONE = r"(?P<z>z|utc|gmt|[+-]\d{2}:?\d{2}|[+-]\d{2})?"
_AFTER = rf"(?:(?:\s*[t,]\s*|\s+)(?:at\s+)?{_CLOCK}\s*{_ZONE}(?:\s*\([a-z .]+\))?)?"
# In each form: y, m and d are numbers; months by name have become `@5@`.
_FORMS: dict[str, str] = {
    "year first": rf"^(?P<y>\d{{4}})[-/.年](?P<m>\d{{1,2}})[-/.月](?P<d>\d{{1,2}})日?{_AFTER}$",
    "year and name": rf"^(?P<y>\d{{4}})[-/. ]@(?P<m>\d+)@[-/. ](?P<d>\d{{1,2}}){_AFTER}$",
    "compact": r"^(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?:[t ]?(?P<H>\d{2}):?(?P<M>\d{2}):?(?P<S>\d{2})?(?P<f>)(?P<p>))?"
    rf"{_ZONE}$",
    "day and name": rf"^(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.)?[-/., ]*@(?P<m>\d+)@[-/., ]*(?P<y>\d{{4}}|\d{{2}}){_AFTER}$",
    "name and day": rf"^@(?P<m>\d+)@[-/., ]*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,\s*|\s+|[-/.])(?P<y>\d{{4}}){_AFTER}$",
    "as C writes it": rf"^@(?P<m>\d+)@ +(?P<d>\d{{1,2}}) +{_CLOCK} *{_ZONE} *(?P<y>\d{{4}})$",
    "day first": rf"^(?P<d>\d{{1,2}})[-/. ](?P<m>\d{{1,2}})[-/. ](?P<y>\d{{4}}|\d{{2}}){_AFTER}$",
    "month first": rf"^(?P<m>\d{{1,2}})[-/. ](?P<d>\d{{1,2}})[-/. ](?P<y>\d{{4}}|\d{{2}}){_AFTER}$",
}
_LENGTHS = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])


def read_dates(texts: Any, order: DateOrder) -> tuple[Int64, npt.NDArray[np.bool_]]:
    """Read dates with or without a time of day.

    Understood are ISO 8601 and its like with slashes or points, `20240531`, `31 May 2024`, `May 31, 2024 1:45 PM`,
    `Fri, 31 May 2024 13:45:00 +0200`, `Fri May 31 13:45:00 2024`, `2024年5月31日`, and three numbers in the order
    given.

    Args:
        texts: Arrow array of texts.
        order: how dates of three numbers are to be read, where the year does not stand first: as written in `day first`
            and `month first`; `year first` refuses them.

    Returns:
        int64 [n] seconds since 1970, and bool [n], which of them were dates.
    """
    seconds = np.zeros(len(texts), np.int64)
    done = np.zeros(len(texts), bool)
    plain = _simplified(texts)
    for name, form in _FORMS.items():
        if name in ("day first", "month first") and name != order:
            continue
        left = np.flatnonzero(~done)
        if not len(left):
            break
        fields = pc.extract_regex(plain.take(pa.array(left)), form)
        hit = np.asarray(fields.is_valid())
        if not hit.any():
            continue
        found, right = _moment(fields.filter(pa.array(hit)))
        rows = left[hit]
        seconds[rows[right]] = found[right]
        done[rows[right]] = True
    return seconds, done


def date_order(texts: Any) -> tuple[DateOrder, bool] | None:
    """Return the order in which most of some texts are dates, and whether another order would read as many.

    None where they are no dates.
    """
    plain = texts.filter(pc.not_equal(pc.utf8_trim_whitespace(texts), ""))
    if not len(plain):
        return None
    # A bare number is a count, however many digits it has, unless all of them are dates without signs.
    orders: tuple[DateOrder, ...] = ("year first", "month first", "day first")
    counts = {order: int(read_dates(plain, order)[1].sum()) for order in orders}
    best = max(orders, key=lambda order: (counts[order], order == "year first"))
    if counts[best] < 0.6 * len(plain):
        return None
    if best != "year first" and counts["month first"] == counts["day first"]:
        # Points between numbers are a habit of countries that write the day first.
        pointed = bool(pc.any(pc.match_substring_regex(plain, r"^\d{1,2}\.\d{1,2}\.")).as_py())
        return ("day first" if pointed else "month first"), not pointed
    return best, False


def _simplified(texts: Any) -> Any:
    plain = pc.utf8_lower(pc.utf8_trim_whitespace(pc.fill_null(texts, "")))
    if pc.any(pc.match_substring_regex(plain, r"[a-z]{3}")).as_py():
        plain = pc.replace_substring_regex(plain, r"^(posted|released|on|date:?)\s+", "")
        plain = pc.replace_substring_regex(plain, r"^(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", "")
        plain = pc.replace_substring_regex(plain, r"(\d)\s+of\s+", r"\1 ")
        for number, name in enumerate(_MONTHS, start=1):
            plain = pc.replace_substring_regex(plain, rf"(^|[^a-z]){name}[a-z]*\.?", rf"\1@{number}@")
    return pc.replace_substring_regex(plain, r"[.\s]+$", "")


def _moment(fields: Any) -> tuple[Int64, npt.NDArray[np.bool_]]:
    """Return the seconds of dates that were cut into fields, and which of them there really were."""
    names = {field.name for field in fields.type}

    def number(name: str, other: int = 0) -> Int64:
        if name not in names:
            return np.full(len(fields), other, np.int64)
        text = pc.struct_field(fields, name)
        return np.asarray(pc.cast(pc.if_else(pc.equal(text, ""), str(other), text), pa.int64()), dtype=np.int64)

    def text(name: str) -> Any:
        return pc.struct_field(fields, name) if name in names else pa.array([""] * len(fields))

    year, month, day = number("y"), number("m"), number("d")
    year = np.where(year >= 100, year, np.where(year < 70, year + 2000, year + 1900))
    hour, minute, second = number("H"), number("M"), number("S")
    half = text("p")
    afternoon = np.asarray(pc.starts_with(half, "p"))
    morning = np.asarray(pc.starts_with(half, "a"))
    right = ~((afternoon | morning) & ((hour < 1) | (hour > 12)))
    hour = np.where(afternoon & (hour < 12), hour + 12, np.where(morning & (hour == 12), 0, hour))
    leap = ((year % 4 == 0) & (year % 100 != 0)) | (year % 400 == 0)
    right &= (month >= 1) & (month <= 12) & (hour <= 24) & (minute <= 59) & (second <= 60) & (year >= 1)
    month = np.clip(month, 1, 12)
    length = _LENGTHS[month - 1] + (leap & (month == 2))
    right &= (day >= 1) & (day <= length)
    # Days since 1970 of a civil date (H. Hinnant, "chrono-compatible low-level date algorithms").
    shifted = year - (month <= 2)
    era = shifted // 400
    of_era = shifted - era * 400
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    days = era * 146_097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719_468
    return days * 86_400 + hour * 3_600 + minute * 60 + second - _offsets(text("z")), right


def _offsets(zones: Any) -> Int64:
    """Return seconds east of UTC of zones such as `+02:00`, `-0330` and `z`."""
    parts = pc.extract_regex(zones, r"^(?P<s>[+-])(?P<h>\d{2}):?(?P<m>\d{2})?$")
    if parts.null_count == len(parts):
        return np.zeros(len(zones), np.int64)
    hours, minutes = (
        np.asarray(pc.cast(_filled(pc.struct_field(parts, name)), pa.int64()), dtype=np.int64) for name in "hm"
    )
    sign = np.where(np.asarray(pc.fill_null(pc.equal(pc.struct_field(parts, "s"), "-"), False)), -1, 1)
    return np.asarray(sign * (hours * 3_600 + minutes * 60), dtype=np.int64)


def _filled(texts: Any) -> Any:
    texts = pc.fill_null(texts, "0")
    return pc.if_else(pc.equal(texts, ""), "0", texts)
