"""The elements that are woven into an article's text: blocks, quotations, mentions, marks, dates."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from sys import intern

from sitegen.model import Annotated, Article, Entity, Kind
from sitegen.pages.dates import ExplainedDate, label_of
from sitegen.project.messages import Interface
from sitegen.site import Site
from sitegen.site.anchors import Anchor, paragraph_id, quotation_id
from sitegen.site.memo import once_a_site
from sitegen.site.thresholds import shown_speaker
from sitegen.site.urls import ANY_ARTICLE, page_of, relative
from sitegen.text.spans import Element
from sitegen.text.values import value
from sitegen.text.weave import weave, write_attributes

_SHORT_CELL = 32
"""A cell of a table with more letters than these is not squeezed to a word a line."""

_LATER = (("loading", "lazy"), ("decoding", "async"))

KINDS_IN_ORDER = tuple(Kind)
"""The order in which the kinds stand in lists."""


def number_entries(annotated: Annotated, site: Site) -> dict[str, int]:
    """The entities of an article in the order in which its list shows them, each with its note number from 1."""
    named = dict.fromkeys(m.entity_id for m in annotated.mentions if m.entity_id in site.entities)
    ordered = sorted(named, key=lambda entity_id: KINDS_IN_ORDER.index(site.entities[entity_id].kind))
    return {entity_id: number for number, entity_id in enumerate(ordered, 1)}


@value
class LinksShown:
    """The addresses of the author's targets, and for some of these the id of the entry that is their card."""

    addresses: Mapping[str, str]
    entries: Mapping[str, str]


def weave_article(
    annotated: Annotated,
    site: Site,
    links: LinksShown,
    anchors: Iterable[Anchor],
    dates: Iterable[ExplainedDate],
    bare: Collection[str] = (),
    path: str = ANY_ARTICLE,
) -> str:
    """The HTML of the article's body. Links to notes and to entries of the list have a card.

    Mentions with the fragments in `bare` are links and no more: their cards would tell nothing new. On another `path`
    than that of an article the paragraphs have no numbers.
    """
    article = annotated.article
    blocks = _reachable(article.blocks)
    marks = tuple(_lead(mark, links) for mark in article.marks if mark.tag != "entity")
    return weave(
        article.text,
        tuple(_number_paragraphs(blocks, site) if path == ANY_ARTICLE else blocks),
        tuple(_quotation_elements(annotated, site)),
        tuple(_mention_elements(number_entries(annotated, site), site, anchors, bare, path)),
        marks,
        tuple(_date_elements(dates, site.config.interface)),
        atoms=tuple(map(_with_note, _drawn_atoms(article, site, links.addresses))),
    )


def weave_plain(article: Article, site: Site, links: Mapping[str, str]) -> str:
    """The HTML of a plain page's body, or of an article's without annotations."""
    marks = tuple(_resolve(mark, links) for mark in article.marks if mark.tag != "entity")
    atoms = tuple(_drawn_atoms(article, site, links))
    return weave(article.text, tuple(_reachable(article.blocks)), marks, atoms=atoms)


def _drawn_atoms(article: Article, site: Site, links: Mapping[str, str]) -> Iterator[Element]:
    """The atoms with their targets turned into addresses; pictures are as large as their files say, so that no text
    jumps when they come, and all but the first come when they are near."""
    is_first = True
    for atom in article.atoms:
        if (article.path, atom.get("src")) in site.links.lost:
            yield Element(atom.span, "")
            continue
        resolved = _label(_resolve(atom, links), site.config.interface)
        if atom.tag == "img":
            size = site.links.size_of(article, atom.get("src") or "")
            room = (("width", str(size[0])), ("height", str(size[1]))) if size is not None else ()
            resolved = replace(resolved, attrs=(*resolved.attrs, *room, *(() if is_first else _LATER)))
            is_first = False
        yield resolved


def _reachable(blocks: Iterable[Element]) -> Iterator[Element]:
    """The blocks; a table, which may be wider than its page, is a stop for the keys that scroll it.

    A cell with more than a few words gets room for them.
    """
    for block in blocks:
        if block.tag == "table":
            yield replace(block, attrs=(*block.attrs, ("tabindex", "0")))
        elif block.tag in ("td", "th") and len(block.span) > _SHORT_CELL:
            yield replace(block, attrs=_with_class(block.attrs, "wordy"))
        else:
            yield block


def _with_class(attrs: tuple[tuple[str, str], ...], name: str) -> tuple[tuple[str, str], ...]:
    """The attributes, with one class more."""
    classes = " ".join((*(value for key, value in attrs if key == "class"), name))
    return (*(one for one in attrs if one[0] != "class"), ("class", classes))


def _number_paragraphs(blocks: Iterable[Element], site: Site) -> Iterator[Element]:
    number = 0
    for block in blocks:
        if block.tag == "p":
            number += 1
            link = Element(block.span, "a", written=_permalink(site, number))
            yield Element(block.span, "p", (("id", paragraph_id(number)), *block.attrs), link)
        else:
            yield block


@once_a_site
def _permalink(site: Site, number: int) -> str:
    """What the link of a paragraph to itself has, in whichever article."""
    label = site.config.interface("paragraph_link", number)
    return write_attributes((("class", "permalink"), ("href", f"#{paragraph_id(number)}"), ("aria-label", label)))


def _quotation_elements(annotated: Annotated, site: Site) -> Iterator[Element]:
    for number, quotation in enumerate(annotated.quotations, 1):
        speaker = shown_speaker(quotation)
        entity = site.entities.get(speaker.entity_id) if speaker else None
        name = entity.name if entity else speaker.name if speaker else ""
        speaking = (("data-speaker", entity.id),) if entity else ()
        for part, segment in enumerate(quotation.segments):
            label = (("data-by", name),) if name and not part else ()
            attrs = (("class", f"quotation {segment.kind}"), ("id", quotation_id(number)), *speaking, *label)
            yield Element(segment.span, "span", attrs)


def _mention_elements(
    notes: Mapping[str, int], site: Site, anchors: Iterable[Anchor], bare: Collection[str], path: str
) -> Iterator[Element]:
    """What changes with each mention goes first: the rest then compresses as one piece."""
    written = {entity_id: _attributes_of(site, site.entities[entity_id], path) for entity_id in notes}
    for anchor in anchors:
        entity_id = anchor.mention.entity_id
        if anchor.woven and entity_id in notes:
            attrs: tuple[tuple[str, str], ...] = (("id", anchor.fragment),)
            if anchor.number == 1:
                attrs = (*attrs, ("data-note", str(notes[entity_id])))
            named, details, same = written[entity_id]
            first = " first" if anchor.number == 1 else ""
            card = "" if anchor.fragment in bare else details
            yield Element(anchor.mention.span, "a", attrs, written=f'{named}{first}"{card}{same}')


@once_a_site
def _attributes_of(site: Site, entity: Entity, path: str) -> tuple[str, str, str]:
    """What mentions of an entity have on the page at `path`: their class, but for that of the first and the mark behind
    it; the way to their card, where they have one; and the rest.
    """
    same = write_attributes((("data-entity", entity.id), ("href", relative(path, page_of(entity)))))
    details = write_attributes((("aria-details", f"who-{entity.id}"),))
    return intern(f' class="mention {entity.kind}'), details, same


def _date_elements(dates: Iterable[ExplainedDate], t: Interface) -> Iterator[Element]:
    """Inside everything else, so that no link is cut. Only what needs an explanation looks and acts like a name."""
    explained: set[str] = set()
    for moment in dates:
        attrs: tuple[tuple[str, str], ...] = (("datetime", moment.date.value),)
        if moment.key:
            entry = f"when-{moment.key}"
            label = () if moment.key in explained else (("data-label", _date_label(moment, t)),)
            explained.add(moment.key)
            attrs = (
                ("class", "date"),
                ("id", moment.fragment),
                *attrs,
                ("aria-details", entry),
                *label,
            )
        yield Element(moment.date.span, "time", attrs)


def _date_label(moment: ExplainedDate, t: Interface) -> str:
    return label_of(moment.date.value, t, approximate=moment.date.approximate, short=True)


_NOTES = {"data-note": "note", "data-back": "note_back"}
"""The keys of what a note's reference and the way back from a note are called, by the attribute with its number."""


def _label(atom: Element, t: Interface) -> Element:
    """A reference to a note, the way back from one, or the box of a task, with a name for those who do not see it."""
    if atom.tag == "input":
        key = "task_open" if atom.get("checked") is None else "task_done"
        return Element(atom.span, atom.tag, (*atom.attrs, ("aria-label", t(key))))
    names = tuple(("aria-label", t(_NOTES[name], int(value))) for name, value in atom.attrs if name in _NOTES)
    return Element(atom.span, atom.tag, (*atom.attrs, *names)) if names else atom


def _with_note(atom: Element) -> Element:
    """A reference to a note with the note as its card."""
    note = atom.get("data-note") and atom.get("href")
    return replace(atom, attrs=(*atom.attrs, ("aria-details", note.removeprefix("#")))) if note else atom


def _lead(mark: Element, links: LinksShown) -> Element:
    """The mark, as a link with its address and with the entry that is its card, if there is one."""
    entry = links.entries.get(mark.get("href") or "")
    resolved = _resolve(mark, links.addresses)
    return replace(resolved, attrs=(*resolved.attrs, ("aria-details", entry))) if entry else resolved


def _resolve(element: Element, links: Mapping[str, str]) -> Element:
    """The element with its targets turned into addresses; one that draws nothing where there is no address."""
    if element.tag not in {"a", "img"}:
        return element
    if any(name in {"href", "src"} and links.get(value) == "" for name, value in element.attrs):
        return Element(element.span, "")
    attrs = tuple(
        (name, links.get(value, value) if name in {"href", "src"} else value) for name, value in element.attrs
    )
    return Element(element.span, element.tag, attrs)
