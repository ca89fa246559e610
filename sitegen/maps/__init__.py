"""Maps: where a country lies, and which countries of the world are mentioned.

Outlines are facts; NOTICE says who gathered them. Every row of countries.txt can be shown: by its
outline, or by its point where it is too small for one.
"""

from __future__ import annotations

from functools import cache

from sitegen.knowledge.countries import load_countries


@cache
def mapped_countries() -> frozenset[str]:
    """The ids of the countries that can be shown on a map."""
    return frozenset(country.id for country in load_countries())
