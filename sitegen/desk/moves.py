"""One correction as a browser sends it: parsed from JSON, every key checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.model import Kind, QuotationKind
from sitegen.text.values import value

LONGEST = 2000
"""Characters of a text in a move."""
_LONGEST_NAME = 200
_MOST_ALIASES = 20
_MOST_FILES = 100
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_HALF = re.compile(r"[\x00\ud800-\udfff]")
_UNPRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")

Value = TypeVar("Value")


class Act(StrEnum):
    """What a move does."""

    HIDE = "hide"
    ENTITY = "entity"
    KIND = "kind"
    ROLE = "role"
    ACCEPT = "accept"
    ENTRY = "entry"
    ALIAS = "alias"
    SPEAKER = "speaker"
    SPAN = "span"
    FORM = "form"
    UNSAID = "unsaid"
    QUOTATION = "quotation"
    DATE = "date"
    CHECKED = "checked"
    WITHDRAW = "withdraw"


class Scope(StrEnum):
    """Where a move holds."""

    HERE = "here"
    ARTICLE = "article"
    EVERYWHERE = "everywhere"


@value
class Place:
    """A stretch of an article: offsets into its text, or the words, with those right before and behind them."""

    start: int = -1
    end: int = -1
    exact: str = ""
    prefix: str = ""
    suffix: str = ""


@value
class NewEntry:
    """An entry for knowledge/; what is empty is left out of it."""

    name: str
    kind: Kind
    id: str = ""
    aliases: tuple[str, ...] = ()
    role: str = ""
    summary: str = ""
    country: str = ""
    gender: str = ""
    file: str = ""
    """Where it goes, below the project folder; empty: where entries of its kind are."""


@value
class Move:
    """One correction."""

    act: Act
    scope: Scope
    article: str
    """Path of the source file below the project folder."""
    at: Place
    name: str = ""
    entity: str = ""
    entry: NewEntry | None = None
    kind: Kind | None = None
    role: str = ""
    speaker: str | None = None
    """An id or words; "" for nobody, None where nothing is said of it."""
    form: QuotationKind | None = None
    means: str = ""
    """The day, week, month or year of a date; "" where the words are none."""
    by: str = ""
    """Who has checked the article."""
    to: Place | None = None


@value
class _Rule:
    """Where an act may hold, the first where nothing is said; the keys that it needs, one of `either`, and may have."""

    scopes: tuple[Scope, ...]
    needs: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    either: tuple[str, ...] = ()


_ALL = (Scope.ARTICLE, Scope.HERE, Scope.EVERYWHERE)
_HERE = (Scope.HERE,)
_EVERYWHERE = (Scope.EVERYWHERE,)
_RULES: Mapping[Act, _Rule] = {
    Act.HIDE: _Rule(_ALL, may=("name",)),
    Act.ENTITY: _Rule(_ALL, may=("name",), either=("entity", "entry")),
    Act.KIND: _Rule(_ALL, ("kind",), ("name",)),
    Act.ROLE: _Rule((Scope.ARTICLE, Scope.EVERYWHERE), ("role",), ("name",)),
    Act.ACCEPT: _Rule(_ALL, may=("name",)),
    Act.ENTRY: _Rule(_EVERYWHERE, ("entry",), ("name",)),
    Act.ALIAS: _Rule(_EVERYWHERE, ("entity",), ("name",)),
    Act.SPEAKER: _Rule(_HERE, ("speaker",)),
    Act.SPAN: _Rule(_HERE, ("to",)),
    Act.FORM: _Rule(_HERE, ("form",)),
    Act.UNSAID: _Rule(_HERE),
    Act.QUOTATION: _Rule(_HERE, may=("speaker", "form")),
    Act.DATE: _Rule(_HERE, ("means",)),
    Act.CHECKED: _Rule((Scope.ARTICLE,), ("by",)),
    Act.WITHDRAW: _Rule((Scope.HERE, Scope.ARTICLE, Scope.EVERYWHERE), may=("name",)),
}
_ALWAYS = frozenset({"act", "scope", "article", "at"})


def malformed(message: str, hint: str = "reload the page") -> SitegenError:
    """The refusal (SG751) of what is no move."""
    return SitegenError(Diagnostic("desk", message, "SG751", help=hint))


def parse_move(given: Any) -> Move:
    """The move in a value that was read from JSON. Raises SitegenError (SG751) for whatever does not fit."""
    keys = _mapping(given, "a move")
    act = _one_of(Act, keys.get("act"), "act")
    rule = _RULES[act]
    scope = _one_of(Scope, keys.get("scope", rule.scopes[0]), "scope")
    if scope not in rule.scopes:
        raise malformed(f"`{act}` cannot hold {scope}; it can: {', '.join(rule.scopes)}")
    if act is Act.CHECKED:
        keys = {"at": {"start": 0, "end": 1}, **keys}
    _check_keys(keys, _ALWAYS | {*rule.needs, *rule.may, *rule.either}, ("article", "at", *rule.needs), "a move")
    if rule.either and sum(key in keys for key in rule.either) != 1:
        raise malformed(f"`{act}` needs one of {', '.join(rule.either)}")
    return Move(
        act=act,
        scope=scope,
        article=_path(keys["article"], "article"),
        at=_place(keys["at"], "at"),
        name=_name(keys.get("name", ""), "name"),
        entity=_id(keys["entity"], "entity") if "entity" in keys else "",
        entry=_entry(keys["entry"]) if "entry" in keys else None,
        kind=_one_of(Kind, keys["kind"], "kind") if "kind" in keys else None,
        role=_said(keys["role"], "role") if "role" in keys else "",
        speaker=_text(keys["speaker"], "speaker", _LONGEST_NAME) if "speaker" in keys else None,
        form=_one_of(QuotationKind, keys["form"], "form") if "form" in keys else None,
        means=_name(keys["means"], "means") if "means" in keys else "",
        by=_said(keys["by"], "by") if "by" in keys else "",
        to=_place(keys["to"], "to") if "to" in keys else None,
    )


def parse_digests(given: Any) -> Mapping[str, str]:
    """The digests by the paths of their files. Raises SitegenError (SG751)."""
    digests = _mapping(given, "digests")
    wrong = (d for d in digests.values() if not (isinstance(d, str) and re.fullmatch(r"(?:[0-9a-f]{64})?", d)))
    if next(wrong, None) is not None:
        raise malformed("a digest is made of 64 hexadecimal digits")
    if len(digests) > _MOST_FILES:
        raise malformed(f"at most {_MOST_FILES} files are looked at")
    return {_path(path, "digests"): digest for path, digest in digests.items()}


def _mapping(given: Any, what: str) -> Mapping[str, Any]:
    if not isinstance(given, dict):
        raise malformed(f"{what}: an object is expected")
    return given


def _check_keys(keys: Mapping[str, Any], known: frozenset[str], needed: tuple[str, ...], what: str) -> None:
    unknown, missing = sorted(keys.keys() - known), [key for key in needed if key not in keys]
    if unknown:
        raise malformed(f"{what} has no `{unknown[0][:40]}` here")
    if missing:
        raise malformed(f"{what} needs `{missing[0]}`")


def _place(given: Any, what: str) -> Place:
    keys = _mapping(given, f"`{what}`")
    if "exact" in keys:
        _check_keys(keys, frozenset({"exact", "prefix", "suffix"}), (), f"`{what}`")
        exact, prefix, suffix = (_words(keys.get(key, ""), key) for key in ("exact", "prefix", "suffix"))
        if not exact.strip():
            raise malformed(f"`{what}` has no words")
        return Place(exact=exact, prefix=prefix, suffix=suffix)
    _check_keys(keys, frozenset({"start", "end"}), ("start", "end"), f"`{what}`")
    start, end = keys["start"], keys["end"]
    if type(start) is not int or type(end) is not int or not 0 <= start < end:
        raise malformed(f"`{what}` is no stretch of a text")
    return Place(start, end)


def _entry(given: Any) -> NewEntry:
    keys = _mapping(given, "an entry")
    known = ("name", "kind", "id", "role", "summary", "country", "gender", "aliases", "file")
    _check_keys(keys, frozenset(known), ("name", "kind"), "an entry")
    aliases = keys.get("aliases", [])
    if not isinstance(aliases, list) or len(aliases) > _MOST_ALIASES:
        raise malformed(f"`aliases` is a list of at most {_MOST_ALIASES} names")
    return NewEntry(
        name=_said(keys["name"], "name"),
        kind=_one_of(Kind, keys["kind"], "kind"),
        id=_id(keys["id"], "id") if keys.get("id", "") != "" else "",
        aliases=tuple(dict.fromkeys(_said(alias, "aliases") for alias in aliases)),
        role=_name(keys.get("role", ""), "role"),
        summary=_text(keys.get("summary", ""), "summary", LONGEST),
        country=_id(keys["country"], "country") if keys.get("country", "") != "" else "",
        gender=_text(keys.get("gender", ""), "gender", _LONGEST_NAME),
        file=_path(keys.get("file", ""), "file"),
    )


def _one_of(words: Callable[[Any], Value], given: Any, what: str) -> Value:
    try:
        return words(given)
    except ValueError:
        raise malformed(f"`{what}` is no word that is known here") from None


def _text(given: Any, what: str, longest: int) -> str:
    """The text on one line."""
    if not isinstance(given, str) or len(given) > longest:
        raise malformed(f"`{what}` is a text of at most {longest} characters")
    text = " ".join(given.split())
    if _UNPRINTED.search(text):
        raise malformed(f"`{what}` holds a character that cannot be printed")
    return text


def _path(given: Any, what: str) -> str:
    """The path, as it is."""
    if not isinstance(given, str) or len(given) > LONGEST or _UNPRINTED.search(given):
        raise malformed(f"`{what}` is no path")
    return given


def _name(given: Any, what: str) -> str:
    return _text(given, what, _LONGEST_NAME)


def _said(given: Any, what: str) -> str:
    if not (text := _name(given, what)):
        raise malformed(f"`{what}` is empty")
    return text


def _words(given: Any, what: str) -> str:
    if not isinstance(given, str) or len(given) > 20 * LONGEST or _HALF.search(given):
        raise malformed(f"`{what}` is a text")
    return given


def _id(given: Any, what: str) -> str:
    if not isinstance(given, str) or len(given) > _LONGEST_NAME or not _ID.fullmatch(given):
        raise malformed(f"`{what}` is no id", "an id is made of a–z, 0–9 and single hyphens")
    return given
