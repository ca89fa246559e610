"""A message that was saved as a text: about what it is, who sent it and when; where the signature stands."""

from __future__ import annotations

import re

from sitegen.read.draft import Details
from sitegen.read.html_authors import split_names
from sitegen.text.written_days import day_in

_FIELD = re.compile(r"([A-Za-z][\w-]{0,40}):[ \t]*(.*)")
_PREFIX = re.compile(r"(?:(?:re|fwd?|aw|wg)\s*:\s*)+", re.IGNORECASE)
_LONGEST = 200
"""In lines."""
_SIGNATURE = re.compile(r"\n--[ \t]*+(?=\n(?!--)(?:[^\n]*+(?:\n|\Z)){1,12}+\Z)")
"""The line that parts a message from the signature, which is of few lines."""


def find_mail_head(text: str) -> tuple[int, Details]:
    """Where the head of a message ends that begins a text, and what it says of an article.

    It has a subject, and who sent the message or on which day. 0 and nothing for any other text.
    """
    begin = len(text) - len(text.lstrip("\n"))
    fields: dict[str, str] = {}
    at, key = begin, ""
    for line in text[begin:].split("\n", _LONGEST)[:_LONGEST]:
        found = _FIELD.fullmatch(line.rstrip())
        if not line.strip():
            break
        if line[0].isspace() and key:
            fields[key] += f" {line.strip()}"
        elif found is not None:
            key = found[1].lower()
            fields.setdefault(key, found[2])
        else:
            return 0, Details()
        at += len(line) + 1
    subject = " ".join(_PREFIX.sub("", _decoded(fields.get("subject", ""))).split())
    if not subject or fields.keys().isdisjoint({"from", "date", "sent"}):
        return 0, Details()
    names = split_names(_decoded(fields.get("from", "")).replace('"', ""))
    return min(at, len(text)), Details(subject, day_in(fields.get("date", fields.get("sent", ""))), authors=names)


def find_signature(text: str, begin: int) -> int:
    """Where the line stands that parts the signature from a message whose words begin at `begin`; -1 without one."""
    last = text.rfind("\n--", begin)
    return last + 1 if last > begin and text[begin:last].strip() and _SIGNATURE.match(text, last) else -1


def _decoded(words: str) -> str:
    """The words of a field, which may be written in letters of ASCII alone (`=?utf-8?q?…?=`)."""
    if "=?" not in words:
        return words
    from email.errors import HeaderParseError
    from email.header import decode_header, make_header

    try:
        decoded = str(make_header(decode_header(words)))
    except (HeaderParseError, LookupError, ValueError):
        return words
    return "".join(char if char.isprintable() else " " for char in decoded)
