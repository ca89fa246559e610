"""The keys that an item of Wikidata gives an entry: facts under CC0 alone, and only what the entry does not say yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sitegen.enrich.items import Item, item_of, qualifier_day, value_of
from sitegen.files.yaml_scalars import Value
from sitegen.knowledge.countries import load_countries
from sitegen.project.entries import EntityEntry, first_day, last_day, safe_url
from sitegen.project.messages import Interface
from sitegen.text.values import value

PAGE = "https://www.wikidata.org/wiki/"
"""Where people see an item; its id comes behind."""
MOST_ROLES = 12
"""Of so many offices at most the names are asked for."""

BORN, DIED, GENDER, CITIZEN_OF, LOCATED_IN = "P569", "P570", "P21", "P27", "P17"
OFFICE, SITE, IMAGE, BEGAN, ENDED = "P39", "P856", "P18", "P580", "P582"
_GENDERS = {"Q6581072": "female", "Q6581097": "male"}


@value
class Setting:
    """What the site goes by: its language with the words for facts, and the ids of the countries that it knows."""

    language: str
    interface: Interface
    countries: frozenset[str]


@value
class Filling:
    """The keys that an item adds to an entry, with their values, and what else the author may want to know of it."""

    keys: Mapping[str, Value]
    image: str = ""
    """The name of a picture on Wikimedia Commons."""
    undated: int = 0
    """How many offices were left out because it is not told when they were held."""


def filling_of(item: Item, entry: Mapping[str, Any], setting: Setting, item_at: Callable[[str], Item]) -> Filling:
    """What the item adds to an entry with these keys; `item_at` gives other items, for what offices are called."""
    person = entry["kind"] == "person"
    roles, undated = _roles(item, setting, item_at) if person and "roles" not in entry else ((), 0)
    keys: dict[str, Value] = {
        "gender": gender_of(item) if person else "",
        "country": country_of(item, setting.countries) if entry["kind"] != "country" else "",
        "summary": _sentence(item.description(setting.language)),
        "roles": roles,
        "facts": dict(_facts(item, setting.interface)) if person else {},
        "url": _site(item),
        "sources": (source_of(item),),
    }
    missing = {key: value for key, value in keys.items() if value and key not in entry}
    image = next(iter(item.texts(IMAGE)), "") if "image" not in entry else ""
    return Filling(missing, image, undated)


def source_of(item: Item) -> Mapping[str, str]:
    """The item as a source that an entry names."""
    return {"title": f"Wikidata: {item.qid}", "url": f"{PAGE}{item.qid}"}


def source_in(entry: Mapping[str, Any]) -> str:
    """The id of the item that an entry names among its sources; nothing where it names none."""
    urls = (str(source.get("url", "")) for source in entry.get("sources", ()))
    return next((url.removeprefix(PAGE) for url in urls if url.startswith(f"{PAGE}Q")), "")


def country_of(item: Item, known: frozenset[str]) -> str:
    """The one country that an item belongs to, where it is known; nothing where there are several."""
    ids = {country.wikidata: country.id for country in load_countries() if country.wikidata}
    items = item.items(CITIZEN_OF) or item.items(LOCATED_IN)
    found = ids.get(items[0], "") if len(items) == 1 else ""
    return found if found in known else ""


def countries_of(item: Item) -> frozenset[str]:
    """The ids of all countries that an item belongs to; empty where one of them is none that sitegen knows."""
    ids = {country.wikidata: country.id for country in load_countries() if country.wikidata}
    items = (*item.items(CITIZEN_OF), *item.items(LOCATED_IN))
    return frozenset(ids[one] for one in items) if all(one in ids for one in items) else frozenset()


def gender_of(item: Item) -> str:
    """female or male, where an item says so; else nothing."""
    items = item.items(GENDER)
    return _GENDERS.get(items[0], "") if len(items) == 1 else ""


def _sentence(words: str) -> str:
    """A description as a summary begins: with a capital, where its first word has none at all."""
    first = words.partition(" ")[0]
    return words[:1].upper() + words[1:] if first.islower() else words


def _facts(item: Item, t: Interface) -> Iterator[tuple[str, str]]:
    for key, property_id in (("born", BORN), ("died", DIED)):
        if _is_day(day := item.day(property_id)):
            yield t(key), t.rough_day(day)


def _site(item: Item) -> str:
    """The official site, where there is one alone."""
    found = item.texts(SITE)
    try:
        return safe_url(found[0]) if len(found) == 1 else ""
    except ValueError:
        return ""


def _roles(item: Item, setting: Setting, item_at: Callable[[str], Item]) -> tuple[Sequence[Mapping[str, str]], int]:
    """The offices with the days on which they began and ended, oldest first, and how many were left out.

    One without a day would be shown as held for ever, and one without an end as held by a dead person.
    """
    held = [(item_of(value_of(one.get("mainsnak"))), *_span(one)) for one in item.statements(OFFICE)]
    is_dead = bool(item.values(DIED))
    dated = [one for one in held if one[0] and (one[2] or (one[1] and not is_dead)) and _in_order(one[1], one[2])]
    dated.sort(key=lambda one: (one[1] or one[2], one[2] or "9999"))
    roles = []
    for office, began, ended in dated[-MOST_ROLES:]:
        days = {"from": began, "to": ended}
        title = _sentence(item_at(office).label(setting.language))
        roles.append({"title": title} | {key: day for key, day in days.items() if day})
    return roles, len(held) - len(roles)


def _span(statement: Mapping[str, Any]) -> tuple[str, str]:
    began, ended = (qualifier_day(statement, one) for one in (BEGAN, ENDED))
    return began if _is_day(began) else "", ended if _is_day(ended) else ""


def _in_order(began: str, ended: str) -> bool:
    return not (began and ended) or bool(first_day(began) <= last_day(ended))


def _is_day(written: str) -> bool:
    """Whether this is a day, month or year that there is."""
    try:
        return bool(written) and first_day(written) is not None
    except ValueError:
        return False


def is_valid(entry: Mapping[str, Any]) -> bool:
    """Whether an entry with these keys may stand in knowledge/."""
    try:
        EntityEntry.model_validate(entry)
    except ValueError:
        return False
    return True
