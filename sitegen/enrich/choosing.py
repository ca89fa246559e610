"""Which item of Wikidata an entry means. Nothing is guessed: it is the only one that fits, or the author says which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sitegen.enrich.archive import Archive, is_qid
from sitegen.enrich.filling import countries_of, gender_of, source_in
from sitegen.enrich.items import Item, codes_of
from sitegen.knowledge.countries import load_countries
from sitegen.knowledge.written import WrittenEntry
from sitegen.text.values import value

INSTANCE_OF, PLACE_ON_EARTH, COUNTRY_CODE = "P31", "P625", "P297"
MOST_NAMED = 12
"""So many items of one name are looked at. Where there are more, none is certain."""
_HUMAN = "Q5"
_NO_ENTITIES = frozenset(
    {
        "Q4167410",  # a page that parts the meanings of a name
        "Q13406463",  # a list
        "Q4167836",  # a category
        "Q11266439",  # a template
        "Q101352",  # a surname
        "Q202444",  # a given name
        "Q12308941",
        "Q11879590",
        "Q3409032",
    }
)
"""What pages of Wikipedia are, and names as such."""
_SIGNS_OF_BODIES = ("P571", "P159", "P452", "P856", "P1454", "P112", "P169", "P488", "P749")
"""What bodies have: a day of foundation, a seat, a trade, a site, a legal form, a founder, a chief, an owner."""


@value
class Candidate:
    """An item that has the name of an entry, and why it is not meant; empty where it may be."""

    item: Item
    label: str
    description: str
    unfit: str = ""


@value
class Choice:
    """The item that an entry means, where that is certain; else all that have its name."""

    item: Item | None
    candidates: tuple[Candidate, ...] = ()
    is_cut: bool = False
    """True where more items have the name than were looked at."""

    @property
    def fitting(self) -> tuple[Candidate, ...]:
        """The candidates that may be meant."""
        return tuple(one for one in self.candidates if not one.unfit)


def choose(entry: WrittenEntry, archive: Archive, language: str, picked: str = "") -> Choice:
    """The item that the entry means: the one that was picked, or that it names among its sources, or the only one of
    its name that fits. Raises SitegenError as the archive does.
    """
    known = picked or source_in(entry.values) or _country_item(entry)
    if is_qid(known):
        return Choice(archive.item(known))
    named = [
        hit
        for hit in archive.search(entry.name, codes_of(language)[-1])
        if _is_named(entry.name, (hit.label, hit.matched))
    ]
    candidates = []
    for hit in named[:MOST_NAMED]:
        item = archive.item(hit.qid)
        unfit = unfit_kind(item, entry.kind) or contradiction(item, entry.values)
        candidates.append(Candidate(item, hit.label or item.label(language), hit.description, unfit))
    choice = Choice(None, tuple(candidates), len(named) > MOST_NAMED)
    is_certain = len(choice.fitting) == 1 and not choice.is_cut
    return replace(choice, item=choice.fitting[0].item) if is_certain else choice


def unfit_kind(item: Item, kind: str) -> str:
    """Why an item cannot be of a kind; nothing where it can."""
    classes = item.items(INSTANCE_OF)
    if kind == "person":
        return "" if _HUMAN in classes else "no person"
    if _HUMAN in classes:
        return "a person"
    if not _NO_ENTITIES.isdisjoint(classes):
        return "a name, or a page that explains one"
    signs = {"country": (COUNTRY_CODE,), "place": (PLACE_ON_EARTH,), "organization": _SIGNS_OF_BODIES}.get(kind)
    return "" if signs is None or any(map(item.values, signs)) else f"no {kind}"


def contradiction(item: Item, entry: Mapping[str, object]) -> str:
    """What an item says otherwise than an entry; nothing where they agree, or one of them is silent."""
    gender, countries = gender_of(item), countries_of(item)
    if gender and entry.get("gender", gender) not in (gender, "unknown"):
        return f"{gender}, and the entry says {entry['gender']}"
    if countries and entry.get("country") and entry["country"] not in countries:
        return f"of {', '.join(sorted(countries))}, and the entry says {entry['country']}"
    return ""


def _is_named(name: str, words: Iterable[str]) -> bool:
    return name.casefold() in map(str.casefold, words)


def _country_item(entry: WrittenEntry) -> str:
    """The item of a country of the world."""
    of_kind: Sequence[str] = (
        [one.wikidata for one in load_countries() if entry.id == one.id or entry.name == one.name]
        if entry.kind == "country"
        else []
    )
    return next(iter(of_kind), "")
