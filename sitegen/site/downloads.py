"""The files in which quotations can be taken along: of all while they are few, else of each year and of the newest."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.site import Site
from sitegen.site.facts import ArticleFacts
from sitegen.site.memo import once_a_site
from sitegen.text.values import value

MOST_IN_ONE = 5_000
"""More quotations than this are parted by years, so that an edit writes one year anew and no reader loads them all."""
NEWEST = 500
"""Where there is one file a year, so many quotations stand in those that are not called after one, too."""
ALL = "quotations"
"""What the files are called that have all quotations, or the newest."""
INDEX = "quotations-index.json"
"""What names the files, where there is one a year."""


@value
class Part:
    """The quotations of these articles, in a file `stem`.csv and a file `stem`.json.

    `year` is the name of their shelf; empty for all of them, and for the newest.
    """

    stem: str
    year: str
    articles: Sequence[ArticleFacts]

    @property
    def quotations(self) -> int:
        """How many there are."""
        return sum(len(one.uttered) for one in self.articles)


@once_a_site
def find_parts(site: Site) -> tuple[Part, ...]:
    """All quotations in one part; where they are many, one part for each year that has any, the newest first."""
    whole = Part(ALL, "", site.facts)
    if whole.quotations <= MOST_IN_ONE:
        return (whole,)
    years = (Part(f"{ALL}-{year.slug}", year.name, year.articles) for year in site.years)
    return tuple(part for part in years if part.quotations) or (whole,)


@once_a_site
def find_newest(site: Site) -> Part:
    """Those of the newest articles: no more than NEWEST, but those of one article whatever they are."""
    articles: list[ArticleFacts] = []
    count = 0
    for one in site.facts:
        count += len(one.uttered)
        if articles and count > NEWEST:
            break
        articles.append(one)
    return Part(ALL, "", articles)
