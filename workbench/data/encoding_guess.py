"""Which encoding a text is written in, guessed from its first bytes."""

from __future__ import annotations

import codecs
import re

# Encodings in which words of another script than Latin are runs of high bytes.
_OTHER_SCRIPTS = ["gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "cp1251", "koi8_r", "cp1253"]
_MARKS = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SAMPLE = 30_000
_SIGN_IN_WORD = re.compile(r"[^\W\d_][¹³¿¼¾¯£¥][^\W\d_]")
_HANZI = re.compile("[\u4e00-\u9fff]")


def guess_encoding(data: bytes) -> str:
    """Return a codec's name for the first bytes of a text; `utf-8` stands for UTF-8 with a mark too.

    UTF by its mark or its pattern first; then, where high bytes stand in runs, the encodings of Chinese, Japanese,
    Korean, Cyrillic and Greek as charset-normalizer weighs them; else those of Western and Central Europe.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    if (wide := _unmarked_utf16(data)) is not None:
        return wide
    if is_utf8(data):
        return "utf-8"
    lines = data[:200_000].split(b"\n")
    sample = b"\n".join(line for line in lines if not line.isascii())[:_SAMPLE]
    if _share_in_runs(sample) >= 0.7:
        other = _weighed(sample)
        if other is not None:
            return other
    return _european(sample)


def is_utf8(data: bytes) -> bool:
    """Whether bytes are UTF-8, a character that is cut off at their end aside."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return False
    return True


def looks_binary(data: bytes) -> bool:
    """Whether bytes are no text in any encoding that `guess_encoding` knows."""
    if any(data.startswith(mark) for mark, _ in _MARKS) or _unmarked_utf16(data) is not None:
        return False
    odd = sum(data.count(bytes([code])) for code in range(32) if code not in (9, 10, 12, 13, 30, 31))
    return b"\0" in data[:1_000] or odd > 0.01 * len(data)


def _unmarked_utf16(data: bytes) -> str | None:
    """Tell UTF-16 without a mark by the zeros beside its line ends and commas."""
    start = data[:2_000]
    if len(start) < 8 or start.count(b"\0") < 0.2 * len(start):
        return None
    even, odd = start[0::2].count(b"\0"), start[1::2].count(b"\0")
    if odd > 0.4 * len(start) / 2 and even == 0:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * len(start) / 2 and odd == 0 else None


def _share_in_runs(sample: bytes) -> float:
    """Return the share of high bytes that stand beside another high byte: accents stand alone, other scripts do not."""
    runs = [len(run) for run in re.findall(rb"[\x80-\xff]+", sample)]
    return sum(run for run in runs if run > 1) / max(sum(runs), 1)


def _weighed(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    found = from_bytes(sample, cp_isolation=_OTHER_SCRIPTS).best()
    if found is None:
        return None
    if found.encoding == "euc_kr" and _HANZI.search(str(found)):
        # Korean of today is written without Chinese characters; short Chinese texts look like both.
        return "gb18030"
    return {"gb2312": "gb18030", "gbk": "gb18030"}.get(found.encoding, found.encoding)


def _european(sample: bytes) -> str:
    """Tell Central European (Windows) text by letters where Western encodings have signs inside words."""
    western, central = sample.decode("cp1252", "replace"), sample.decode("cp1250", "replace")
    if _SIGN_IN_WORD.search(western) and "\ufffd" not in central and not _SIGN_IN_WORD.search(central):
        return "cp1250"
    if re.search(rb"[\x80-\x9f]", sample) and "\ufffd" not in western:
        return "cp1252"
    return "latin-1"
