"""Who said what, by speaker."""

from __future__ import annotations

from sitegen.addresses import page_of, relative
from sitegen.metadata import metadata_of_quotations
from sitegen.pages.excerpts import about, said_entry
from sitegen.pages.frame import Page, page_at
from sitegen.site import Site


def quotations_page(site: Site) -> Page:
    """All quotations of the site; those of nobody stand last."""
    path = "quotations.html"
    speakers = [
        {
            "name": speaking.name,
            "href": relative(path, page_of(speaking.entity)) if speaking.entity else "",
            "about": about(site, speaking.entity) if speaking.entity else "",
            "said": [said_entry(site, said, path) for said in speaking.said],
        }
        for speaking in site.speakers
    ]
    unattributed = [said_entry(site, said, path) for said in site.unattributed]
    total = sum(len(speaker["said"]) for speaker in speakers) + len(unattributed)
    metadata = metadata_of_quotations(site, path, site.config.interface("quotations"))
    articles = [one.article for one in site.annotated if one.quotations]
    return page_at(
        *(site, path, "quotations.html", metadata),
        speakers=speakers,
        unattributed=unattributed,
        total=total,
        articles=articles,
    )
