"""Front matter of other systems in the keys and values that are known here: before it is judged, for one mistake of it
would keep a whole site from being built.

A key in other capitals is that key, as for Hugo. Where one key is another system's, those that are near to none that
says something are its too: themes have keys of their own. Imported late: pydantic is slow to load.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from sitegen.files.yaml_file import YamlDocument
from sitegen.files.yaml_places import Path, Position
from sitegen.project.foreign_keys import PASSED, AnyFrontMatter, is_known
from sitegen.project.front_matter import FrontMatter
from sitegen.text.near import nearest
from sitegen.text.wordlists import load_table

_DAYS = ("date", "updated", "pubDate", "publishDate", "lastmod", "last_modified_at", "modified", "date-modified")
_CLOCK = re.compile(
    r"\s*(?:(?:git )?(?:last modified|created)|last-modified|today|now|`r\b.*`|.*(?:\{\{|\{%|<%).*)\s*",
    re.IGNORECASE | re.DOTALL,
)
"""What stands for a day that Eleventy, Quarto, R Markdown or a template asks of its clock or its files."""
_SLUG = re.compile(r"\s*|[a-z0-9]+(?:-[a-z0-9]+)*")
"""A name of a page as it is written here; other systems have paths, capitals and other letters in it."""
_LAYOUT = re.compile(r"[a-z][\w-]*")
"""The name of a layout as Jekyll has it: no path, and no ending."""


def in_known_terms(document: YamlDocument) -> tuple[YamlDocument, tuple[str, ...]]:
    """The document in keys and values that are known, and what of it says nothing here, as it is written."""
    held = document.value
    if not isinstance(held, dict):
        return document, ()
    names = {key: name for key in held if (name := _known_name(key, held)) != key}
    said: dict[str, Any] = {str(names.get(key, key)): value for key, value in held.items()}
    said = _with_days(said) | _subjects(said)
    silent = dict(_silent(said))
    if not names and not silent and said == held:
        return document, ()
    places: dict[Path, Position] = {
        (names.get(str(at[0])) or at[0], *at[1:]) if at else at: where for at, where in document.positions.items()
    }
    kept = {key: value for key, value in said.items() if key not in silent}
    return replace(document, value=kept, read_positions=places), tuple(silent.values())


def _known_name(key: str, held: Mapping[str, Any]) -> str:
    """The known key that says what this one says, unless it stands there itself; else the key."""
    if is_known(key):
        return key
    known = _others().get(key.casefold(), key)
    earlier = next(other for other in held if other == key or _others().get(other.casefold()) == known)
    return known if known not in held and earlier == key else key


@cache
def _others() -> Mapping[str, str]:
    """Known keys by their names in other systems and in other capitals, in small letters."""
    fields = (field.alias or name for name, field in AnyFrontMatter.model_fields.items())
    named = {one.strip(): ours for ours, theirs in load_table("foreign_names") for one in theirs.split(",")}
    known = {key: key for key in (*PASSED, *fields)}
    return {key.casefold(): name for key, name in (named | known).items()}


def _with_days(said: dict[str, Any]) -> dict[str, Any]:
    """The two days that MkDocs has below `date`, each behind a key of its own."""
    days = said.get("date")
    if not isinstance(days, dict) or "created" not in days:
        return said
    rest = {key: value for key, value in said.items() if key != "date"}
    return {"lastmod": days.get("updated")} | rest | {"date": days["created"]}


def _subjects(said: dict[str, Any]) -> dict[str, Any]:
    """Categories and tags that Jekyll has as words in one text, each by itself."""
    layout = said.get("layout")
    if not isinstance(layout, str) or not _LAYOUT.fullmatch(layout):
        return {}
    written = {key: said.get(key) for key in ("categories", "tags")}
    return {key: words.split() for key, words in written.items() if isinstance(words, str) and "," not in words}


def _silent(said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What says nothing here, each key and how it is told: a day of a clock, a path for a slug, the key of a theme."""
    for key in _DAYS:
        if isinstance(said.get(key), str) and _CLOCK.fullmatch(said[key]):
            yield key, f"{key}: {said[key].strip()}"
    if not any(key in PASSED or key in AnyFrontMatter.of_others for key in said):
        return
    if isinstance(said.get("slug"), str) and _SLUG.fullmatch(said["slug"]) is None:
        yield "slug", f"slug: {said['slug']}"
    ours = (*FrontMatter.model_fields, *AnyFrontMatter.of_others)
    yield from ((key, key) for key in said if not is_known(key) and not nearest(key, ours))
