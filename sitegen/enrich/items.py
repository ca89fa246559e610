"""An item of Wikidata, read: its words in a language, and its statements by the ids of their properties.

The format: https://www.mediawiki.org/wiki/Wikibase/DataModel/JSON. What is not as it says there counts as absent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sitegen.text.values import value

_TIME = re.compile(r"\+(\d{4})-(\d{2})-(\d{2})T.*")
_GREGORIAN = "Q1985727"
_LENGTHS = {9: 4, 10: 7, 11: 10}
"""How much of YYYY-MM-DD a precision vouches for: that of a year, of a month, of a day."""


def at(value: Any, *steps: str) -> Any:
    """What stands at these keys; None where nothing does."""
    for step in steps:
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def listed(value: Any) -> Sequence[Any]:
    """A list; an empty one for anything else."""
    return value if isinstance(value, list) else []


@value
class Item:
    """An item as Special:EntityData gives it."""

    data: Mapping[str, Any]

    @property
    def qid(self) -> str:
        """Its id: that of the item to which it was joined, where it was."""
        return str(self.data["id"])

    def label(self, language: str) -> str:
        """What it is called in a language, else in English, else by its id."""
        for code in (*codes_of(language), "mul", "en"):
            if words := words_of(at(self.data, "labels", code, "value")):
                return words
        return self.qid

    def description(self, language: str) -> str:
        """What it is, in this language alone; nothing where that is not said."""
        found = (words_of(at(self.data, "descriptions", code, "value")) for code in codes_of(language))
        return next(filter(None, found), "")

    def statements(self, property_id: str) -> Iterator[Mapping[str, Any]]:
        """The statements that nobody has withdrawn, in their order."""
        for one in listed(at(self.data, "claims", property_id)):
            if isinstance(one, Mapping) and one.get("rank") != "deprecated":
                yield one

    def values(self, property_id: str) -> tuple[Any, ...]:
        """The values of the statements that are preferred, or of all where none is."""
        statements = tuple(self.statements(property_id))
        best = tuple(one for one in statements if one.get("rank") == "preferred") or statements
        values = (value_of(one.get("mainsnak")) for one in best)
        return tuple(value for value in values if value is not None)

    def items(self, property_id: str) -> tuple[str, ...]:
        """The ids of the items that a property leads to, each once."""
        return tuple(dict.fromkeys(filter(None, map(item_of, self.values(property_id)))))

    def texts(self, property_id: str) -> tuple[str, ...]:
        """The texts that a property has."""
        return tuple(value for value in self.values(property_id) if isinstance(value, str))

    def day(self, property_id: str) -> str:
        """The day, month or year of a property, where there is one alone; else nothing."""
        days = {day_of(value) for value in self.values(property_id)}
        return days.pop() if len(days) == 1 else ""


def value_of(snak: Any) -> Any:
    """The value of a snak; None where it is unknown, or there is none."""
    return at(snak, "datavalue", "value") if at(snak, "snaktype") == "value" else None


def item_of(value: Any) -> str:
    """The id of the item that a value stands for; nothing where it is no item."""
    found = at(value, "id")
    return found if isinstance(found, str) and found.startswith("Q") and found[1:].isdecimal() else ""


def day_of(value: Any) -> str:
    """A point of time as YYYY-MM-DD, YYYY-MM or YYYY, as precisely as it is known; nothing where that is less than the
    year, before our era, or in another calendar.
    """
    found = _TIME.fullmatch(at(value, "time") or "") if isinstance(at(value, "time"), str) else None
    length = _LENGTHS.get(at(value, "precision") if isinstance(at(value, "precision"), int) else 0, 0)
    calendar = str(at(value, "calendarmodel") or "")
    return "-".join(found.groups())[:length] if found and calendar.endswith(f"/{_GREGORIAN}") else ""


def qualifier_day(statement: Mapping[str, Any], property_id: str) -> str:
    """The day that a statement is qualified with, where there is one alone; else nothing."""
    days = {day_of(value_of(snak)) for snak in listed(at(statement, "qualifiers", property_id))}
    return days.pop() if len(days) == 1 else ""


def codes_of(language: str) -> tuple[str, ...]:
    """The codes under which Wikidata has the words of a language: pt-br before pt."""
    code = language.lower()
    return tuple(dict.fromkeys((code, code.partition("-")[0])))


def words_of(value: Any) -> str:
    """A text on one line, without what cannot be seen; nothing for anything else."""
    words = " ".join(value.split()) if isinstance(value, str) else ""
    return "".join(c for c in words if c.isprintable())
