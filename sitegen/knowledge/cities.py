"""The larger cities of the world, by name: what makes it likely that an unknown name in a text is a place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from sitegen.text.wordlists import load_table


@cache
def load_cities() -> Mapping[str, tuple[str, ...]]:
    """The ids of the countries that have a city of the name, by name; the country of the largest first."""
    found: dict[str, list[str]] = defaultdict(list)
    for country, names in load_table("cities"):
        for name in names.split(";"):
            found[name].append(country)
    return {name: tuple(countries) for name, countries in found.items()}
