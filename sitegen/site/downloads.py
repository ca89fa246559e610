"""The files in which the quotations can be taken along: one of all while they are few, else one a year."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.site import Site
from sitegen.site.facts import ArticleFacts
from sitegen.site.memo import once_a_site
from sitegen.text.values import value

MOST_IN_ONE = 5_000
"""More quotations than this are parted by years, so that an edit writes one year anew and no reader loads them all."""
ALL = "quotations"
"""What the files are called that have all quotations, or those of the newest year."""
INDEX = "quotations-index.json"
"""What names the files, where there is one a year."""


@value
class Part:
    """The quotations of these articles, in a file `stem`.csv and a file `stem`.json.

    `year` is the name of their shelf; empty for all of them.
    """

    stem: str
    year: str
    articles: Sequence[ArticleFacts]

    @property
    def quotations(self) -> int:
        """How many there are."""
        return sum(one.quotations for one in self.articles)


@once_a_site
def find_parts(site: Site) -> tuple[Part, ...]:
    """All quotations in one part; where they are many, one part for each year that has any, the newest first."""
    whole = Part(ALL, "", site.facts)
    if whole.quotations <= MOST_IN_ONE:
        return (whole,)
    years = (Part(f"{ALL}-{year.slug}", year.name, year.articles) for year in site.years)
    return tuple(part for part in years if part.quotations) or (whole,)
