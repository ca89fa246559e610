"""The text of a saved web page in whatever encoding it is: by its first bytes, by what it says, by what it can be.

As browsers do it, but for pages that say nothing and are not UTF-8: there the language of the page tells.
"""

from __future__ import annotations

import codecs
import re

_HEAD = 8_192
"""Bytes in which a page says its encoding."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<(?:meta\b[^>]*?\bcharset|\?xml\b[^>]*?\bencoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_LANGUAGE = re.compile(rb"""<html\b[^>]*?\blang\s*=\s*["']?([a-z]{2})""", re.IGNORECASE)
_MEANT = {
    **dict.fromkeys(("ascii", "iso8859-1", "latin-1"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk"), "gb18030"),
    **dict.fromkeys(("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"), "utf-8"),
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "tis-620": "cp874",
}
"""What browsers read where a page names another encoding. A page that says in its bytes that it is UTF-16 is not."""

_NO_TEXT = frozenset({"idna", "punycode", "raw_unicode_escape", "unicode_escape", "undefined", "utf-7"})
_NAMES = {"x-sjis": "cp932", "windows-31j": "cp932", "x-gbk": "gb18030", "unicode": "utf-8", "windows-874": "cp874"}
_OF_LANGUAGE = {
    **dict.fromkeys(("ru", "uk", "bg", "be", "mk", "sr"), ("cp1251",)),
    **dict.fromkeys(("pl", "cs", "sk", "hu", "hr", "sl", "ro"), ("cp1250",)),
    **dict.fromkeys(("et", "lv", "lt"), ("cp1257",)),
    "ar": ("cp1256",),
    "el": ("cp1253",),
    "fa": ("cp1256",),
    "he": ("cp1255",),
    "ja": ("euc_jp", "cp932"),
    "ko": ("cp949",),
    "th": ("cp874",),
    "tr": ("cp1254",),
    "vi": ("cp1258",),
    "zh": ("gb18030", "big5"),
}
_BROKEN_ENDS = re.compile(r"\r\n?")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
MEANT = {
    code: found
    for code in range(0x80, 0xA0)
    if (found := bytes([code]).decode("cp1252", "ignore")) and found != chr(code)
}
"""What control characters of the upper range stand for in texts of Windows-1252 that went through other hands."""
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def decode_page(content: bytes) -> str:
    """The text of a page, with plain line ends and without controls. Bytes that mean nothing become U+FFFD."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            text = content.decode(encoding, "replace").removeprefix("\ufeff")
            break
    else:
        text = _decoded(content)
    return _CONTROLS.sub(lambda found: MEANT.get(ord(found[0]), " "), _BROKEN_ENDS.sub("\n", text))


def _decoded(content: bytes) -> str:
    declared = _encoding_named(content)
    for encoding in ("utf-8" if not content.isascii() else declared, declared, *_of_language(content)):
        try:
            if encoding:
                return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    if declared == "utf-8" and not _is_mostly_utf8(content):
        declared = ""
    return content.decode(declared or "cp1252", "replace")


def _encoding_named(content: bytes) -> str:
    """The codec of the encoding that the page names; "" where it names none that is known."""
    found = _DECLARED.search(content, 0, _HEAD)
    label = found[1].decode("ascii", "ignore").lower() if found else ""
    try:
        name = codecs.lookup(_NAMES.get(label, label)).name if label else ""
        b"    ".decode(name or "utf-8")
    except LookupError:
        return ""
    return _MEANT.get(name, name) if name not in _NO_TEXT else ""


def _is_mostly_utf8(content: bytes) -> bool:
    """True where more bytes make characters of UTF-8 than do not: a page that was put together of two."""
    whole = sum(len(match.group()) for match in _SEQUENCE.finditer(content))
    return 2 * whole > sum(byte > 0x7F for byte in content)


def _of_language(content: bytes) -> tuple[str, ...]:
    found = _LANGUAGE.search(content, 0, _HEAD)
    return _OF_LANGUAGE.get(found[1].decode("ascii").lower(), ()) if found else ()
