"""Where the author's links and pictures may lead."""

from __future__ import annotations

import re
from dataclasses import replace

from sitegen.diagnostics import Diagnostic, Severity

LINK_SCHEMES = frozenset({"http", "https", "mailto"})

_SCHEME = re.compile(r"[\x00-\x20]*([A-Za-z][A-Za-z0-9+.-]*):")
_OTHER_HOST = re.compile(r"[\x00-\x20]*(?:[/\\]|%5[Cc]){2}")
_ENTITY = "entity:"


def scheme_of(target: str) -> str:
    """The scheme of an address in lower case; "" for a relative one, "//" for one that names only a host."""
    if _OTHER_HOST.match(target):
        return "//"
    found = _SCHEME.match(target)
    return found[1].lower() if found else ""


def entity_of(target: str) -> str | None:
    """The id in `entity:ID`, which may be empty; None for any other address."""
    return target[len(_ENTITY) :] if target.startswith(_ENTITY) else None


def link_problem(target: str, path: str, line: int, source_line: str = "") -> Diagnostic | None:
    """What is wrong with a link to `target`, or None: http, https, mailto and relative addresses are right (SG320)."""
    scheme = scheme_of(target)
    if not scheme or scheme in LINK_SCHEMES:
        return None
    named = f"{scheme}:" if scheme != "//" else "//"
    hint = "write http:, https: or mailto:, or name a file of this project"
    return _diagnostic(f"a link must not begin with {named}", "SG320", hint, target, path, line, source_line)


def image_problem(target: str, path: str, line: int, source_line: str = "") -> Diagnostic | None:
    """What is wrong with a picture at `target`, or None: pictures are files of the project (SG321)."""
    scheme = scheme_of(target)
    if not scheme and target:
        return None
    message = "a picture must not be loaded from another site" if target else "a picture has no address"
    hint = "save it beside the article and write its name here"
    return _diagnostic(message, "SG321", hint, target, path, line, source_line)


def without_words(target: str, path: str, line: int, source_line: str = "") -> Diagnostic:
    """The warning (SG324) that the picture at `target` tells nothing to those who do not see it."""
    hint = f"say what it shows: `![…]({target})`"
    message = "the picture has no alternative text"
    told = _diagnostic(message, "SG324", hint, target, path, line, source_line)
    return replace(told, severity=Severity.WARNING)


def _diagnostic(message: str, code: str, hint: str, target: str, path: str, line: int, source_line: str) -> Diagnostic:
    column = source_line.find(target) + 1 if target else 0
    return Diagnostic(path, message, code, line, column, hint, source_line[:200])
