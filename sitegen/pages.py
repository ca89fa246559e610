"""Which pages a site has, and what each template is given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from markupsafe import Markup

from sitegen.addresses import FOLDERS, page_of, page_of_article, relative
from sitegen.body import number_entries, weave_article, weave_passage, weave_plain
from sitegen.model import Annotated, Article, Entity, Kind, Origin, Quotation
from sitegen.places import find_places, quotation_id
from sitegen.site import Backlink, Said, Site, shown_speaker, sort_key
from sitegen.text import Span

LONGEST_SUMMARY = 240
WORDS_A_MINUTE = 220
MOST_FULL_ENTRIES = 200
"""The list of an article with more entities than this gives only names and roles; the rest stands on their pages."""
HEADINGS = {
    Kind.PERSON: "People",
    Kind.COUNTRY: "Countries",
    Kind.PLACE: "Places",
    Kind.ORGANIZATION: "Organisations",
    Kind.TERM: "Glossary terms",
}
"""How the kinds are called on the pages, in the order in which they stand there."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page to render: its path from the root, its template, what the template is given, and where it comes from."""

    path: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    origin: str = ""


def plan(site: Site) -> Iterator[Page]:
    """Every page of the site, each built when it is asked for."""
    yield _page(site, "index.html", "home.html", articles=[_card(a, "index.html") for a in site.annotated])
    for annotated in site.annotated:
        yield _article_page(site, annotated)
    for kind, folder in FOLDERS.items():
        entities = [entity for entity in site.entities.values() if entity.kind is kind]
        if entities:
            yield _list_page(site, kind, f"{folder}/index.html", entities)
        for entity in entities:
            yield _entity_page(site, entity)
    yield _glossary_page(site)
    yield _quotations_page(site)
    for article in site.pages:
        path = f"{article.slug}.html"
        body = Markup(weave_plain(article, site.targets.addresses(article, path)))
        yield _page(site, path, "page.html", origin=article.path, article=article, body=body)
    yield _page(site, "404.html", "404.html")


def _page(site: Site, path: str, template: str, origin: str = "", **context: Any) -> Page:
    base = {"site": site.config, "path": path, "navigation": _navigation(site, path), "url": _Url(site, path)}
    return Page(path, template, base | context, origin)


def _article_page(site: Site, annotated: Annotated) -> Page:
    article = annotated.article
    path = page_of_article(article)
    entities = len({mention.entity_id for mention in annotated.mentions})
    return _page(
        site,
        path,
        "article.html",
        origin=article.path,
        article=article,
        body=Markup(weave_article(annotated, site, path, site.targets.addresses(article, path))),
        groups=_groups(site, annotated, path),
        brief=entities > MOST_FULL_ENTRIES,
        minutes=max(1, round(len(article.text.split()) / WORDS_A_MINUTE)),
        quotations=len(annotated.quotations),
        entities=entities,
    )


def _groups(site: Site, annotated: Annotated, path: str) -> list[dict[str, Any]]:
    """The entries of "Who and what is in this article", by kind."""
    places: dict[str, list[str]] = {}
    for place in find_places(annotated, site.config.linking):
        places.setdefault(place.mention.entity_id, []).append(f"#{place.fragment}")
    said = _said_here(annotated)
    notes = number_entries(annotated, site)
    entities = [site.entities[entity_id] for entity_id in notes]
    groups = []
    for kind, heading in HEADINGS.items():
        entries = [
            {
                "note": notes[entity.id],
                "href": relative(path, page_of(entity)),
                "mentions": places[entity.id],
                "said": said.get(entity.id, [])[:2],
            }
            | _entry(site, entity, annotated.article)
            for entity in entities
            if entity.kind is kind
        ]
        if entries:
            groups.append({"kind": kind, "heading": heading, "entries": entries})
    return groups


def _said_here(annotated: Annotated) -> dict[str, list[dict[str, str]]]:
    """What each entity says in the article, in order, with the way to it."""
    said: dict[str, list[dict[str, str]]] = {}
    for number, quotation in enumerate(annotated.quotations, 1):
        speaker = shown_speaker(quotation)
        if speaker is not None and speaker.entity_id:
            entry = {"href": f"#{quotation_id(number)}", "words": _excerpt(annotated.article, quotation)}
            said.setdefault(speaker.entity_id, []).append(entry)
    return said


def _entry(site: Site, entity: Entity, article: Article) -> dict[str, Any]:
    """What the list says of an entity on the day of the article."""
    role = entity.role_on(article.date)
    return {
        "entity": entity,
        "role": role.title if role else "",
        "country": site.countries.get(entity.country),
        "summary": shorten(entity.summary, LONGEST_SUMMARY),
    }


def _excerpt(article: Article, quotation: Quotation) -> str:
    """The first segment's words, without pictures, at most 120 characters."""
    atoms = {atom.span.start for atom in article.atoms}
    span = quotation.segments[0].span
    words = "".join(article.text[place] for place in range(span.start, span.end) if place not in atoms)
    return shorten(words, 120)


def shorten(words: str, most: int) -> str:
    """`words` on one line, cut at a word's end with … when they are longer than `most` characters."""
    line = " ".join(words.split())
    if len(line) <= most:
        return line
    return line[: most - 1].rsplit(" ", 1)[0].rstrip(",;:—– ") + "…"


def _list_page(site: Site, kind: Kind, path: str, entities: list[Entity]) -> Page:
    ordered = sorted(entities, key=lambda entity: sort_key(entity.name))
    entries = [
        {
            "entity": entity,
            "href": relative(path, page_of(entity)),
            "about": _about(site, entity),
            "count": len(site.mentions_of.get(entity.id, ())),
        }
        for entity in ordered
    ]
    return _page(site, path, "entities.html", heading=HEADINGS[kind], kind=kind, entries=entries)


def _about(site: Site, entity: Entity) -> str:
    """One line on an entity: its latest role, else its summary."""
    return entity.roles[-1].title if entity.roles else shorten(entity.summary, 140)


def _entity_page(site: Site, entity: Entity) -> Page:
    path = page_of(entity)
    said = site.said_by.get(entity.id)
    return _page(
        site,
        path,
        "entity.html",
        entity=entity,
        heading=HEADINGS[entity.kind],
        found=entity.origin is Origin.FOUND,
        country=site.countries.get(entity.country),
        image=_image(site, entity, path),
        articles=_mentions_by_article(site, entity, path),
        said=[_said(site, one, path) for one in said.said] if said else [],
    )


def _mentions_by_article(site: Site, entity: Entity, path: str) -> list[dict[str, Any]]:
    """The sentences that name the entity, by article, newest first; one that names it twice stands once."""
    groups = []
    for _, links in groupby(site.mentions_of.get(entity.id, ()), key=lambda link: link.article.slug):
        passages: dict[Span, list[Backlink]] = {}
        for link in links:
            passages.setdefault(link.passage.span, []).append(link)
        article = next(iter(passages.values()))[0].article
        page = relative(path, page_of_article(article))
        shown = [_mentioned(together, page) for together in passages.values()]
        groups.append({"article": article, "href": page, "passages": shown})
    return groups


def _mentioned(together: list[Backlink], page: str) -> dict[str, Any]:
    """A passage of the article at `page`, with every name of the entity in it made to stand out."""
    first = together[0]
    names = tuple(link.place.mention.span for link in together)
    return {
        "words": Markup(weave_passage(first.passage, highlighted=names)),
        "passage": first.passage,
        "href": f"{page}#{first.place.fragment}",
    }


def _said(site: Site, said: Said, path: str) -> dict[str, Any]:
    article = said.passage.article
    quotation = said.quotation
    return {
        "words": Markup(weave_passage(said.passage, quotation=quotation)),
        "passage": said.passage,
        "kind": quotation.segments[0].kind,
        "cue": quotation.cue.of(article.text) if quotation.cue else "",
        "article": article,
        "href": f"{relative(path, page_of_article(article))}#{quotation_id(said.number)}",
    }


def _glossary_page(site: Site) -> Page:
    path = "glossary.html"
    entries: list[dict[str, Any]] = [
        {
            "entity": entity,
            "href": relative(path, page_of(entity))
            if entity.kind is not Kind.TERM and entity.id in site.entities
            else "",
            "aliases": [alias for alias in entity.aliases if alias.casefold() != entity.name.casefold()],
            "articles": _mentions_by_article(site, entity, path),
        }
        for entity in site.glossary
    ]
    letters = [
        {"letter": letter, "entries": list(group)}
        for letter, group in groupby(entries, key=lambda entry: _letter(entry["entity"].name))
    ]
    return _page(site, path, "glossary.html", letters=letters)


def _letter(name: str) -> str:
    first = sort_key(name)[0][:1].upper()
    return first if first.isalpha() else "#"


def _quotations_page(site: Site) -> Page:
    path = "quotations.html"
    speakers = [
        {
            "name": speaking.name,
            "href": relative(path, page_of(speaking.entity)) if speaking.entity else "",
            "about": _about(site, speaking.entity) if speaking.entity else "",
            "said": [_said(site, said, path) for said in speaking.said],
        }
        for speaking in site.speakers
    ]
    unattributed = [_said(site, said, path) for said in site.unattributed]
    total = sum(len(speaker["said"]) for speaker in speakers) + len(unattributed)
    return _page(site, path, "quotations.html", speakers=speakers, unattributed=unattributed, total=total)


def _card(annotated: Annotated, path: str) -> dict[str, Any]:
    """One line of the list of articles."""
    return {
        "article": annotated.article,
        "href": relative(path, page_of_article(annotated.article)),
        "entities": len({mention.entity_id for mention in annotated.mentions}),
        "quotations": len(annotated.quotations),
    }


def _image(site: Site, entity: Entity, path: str) -> str:
    """The address of the entity's picture in static/, or nothing."""
    name = entity.image.removeprefix("static/")
    return relative(path, name) if name in site.targets.files else ""


def _navigation(site: Site, path: str) -> list[dict[str, Any]]:
    """The links at the top of every page: only to what there is."""
    lists = [(HEADINGS[kind], f"{folder}/index.html") for kind, folder in FOLDERS.items() if kind in site.kinds]
    own = [(page.headline, f"{page.slug}.html") for page in site.pages]
    links = [*lists, ("Glossary", "glossary.html"), ("Who said what", "quotations.html"), *own]
    url = _Url(site, path)
    return [{"label": label, "href": url(target), "here": target == path} for label, target in links]


@dataclass(frozen=True, slots=True)
class _Url:
    """Gives templates the address of a path below the root of the site, as written on the page `path`."""

    site: Site
    path: str

    def __call__(self, target: str) -> str:
        if self.path == "404.html" and self.site.config.base_url:
            return f"{self.site.config.base_url}/{target}"
        return relative(self.path, target)
