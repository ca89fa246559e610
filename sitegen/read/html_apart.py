"""Elements of a saved page that are surely no part of its article: what readers say, teasers, the frame of the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from sitegen.read.html_hints import Hint, class_words, hint_of
from sitegen.read.html_leaves import HEADINGS, Leaves
from sitegen.read.html_lines import asks_consent, has_day, opens_offer, opens_talk
from sitegen.text.values import value

if TYPE_CHECKING:
    from bs4 import Tag

CONTAINERS = ("article", "center", "div", "main", "section")
"""Elements that hold an article, or a part of one."""

_BOXES = frozenset({*CONTAINERS, "aside", "dialog", "footer", "form", "header"})

SHORTEST_STORY = 140
"""Characters of prose in an article."""

_REPEATED = frozenset({"article", "li"})
"""Elements in which pages tease other articles."""

_OF_TEASERS = frozenset({"asset", "bookmark", "card", "inline", "teaser"})
_LONGEST_OFFER = 1_500
"""Characters in a box that sells the rest of an article."""
_HEAD_LINES = 6
_LONGEST_TEASER = 250
"""Characters of prose in a box that teases another article."""


@value
class About:
    """What the page says about itself, as far as it tells where the article stands."""

    headline: str
    description: str
    address: str = ""
    """The page's own address; empty where it is unknown."""

    def leads_elsewhere(self, href: str) -> bool:
        """True for a link to another page of the same site."""
        try:
            own, target = urlsplit(self.address), urlsplit(urljoin(self.address, href.strip()))
        except ValueError:
            return False
        if not href or href.startswith("#") or target.netloc != own.netloc:
            return False
        same_query = target.query == own.query or not own.query
        return (target.path.rstrip("/"), same_query) != (own.path.rstrip("/"), True)


def find_apart(leaves: Leaves, about: About) -> list[Tag]:
    """The elements that are surely no part of the article, the outermost of each."""
    everything = leaves.prose_of_all
    found = []
    end = 0
    story = headed_article(leaves)
    asks = [leaf.prose and asks_consent(leaf.text) for leaf in leaves.all]
    others = set(map(id, _other_stories(leaves, about)))
    for tag in leaves.blocks:
        here = leaves.range_of(tag)
        if here[1] > end and (
            id(tag) in others
            or _is_apart(tag, leaves, everything, about)
            or is_offer(tag, leaves, everything)
            or (story and _lists_articles(tag, story))
            or (any(asks[slice(*here)]) and _asks_consent(tag, leaves, asks, everything))
        ):
            found.append(tag)
            end = here[1]
    return found + list(_behind_headings(leaves))


def is_offer(tag: Tag, leaves: Leaves, everything: int) -> bool:
    """True for a box, beside a story, that begins with the words by which pages sell the rest of an article."""
    if tag.name not in _BOXES or not opens_offer(leaves.all[leaves.range_of(tag)[0]].text):
        return False
    size = sum(leaf.size for leaf in leaves.within(tag))
    return size <= _LONGEST_OFFER and everything - leaves.prose_in(tag) >= SHORTEST_STORY


def _other_stories(leaves: Leaves, about: About) -> Iterator[Tag]:
    """The articles that a page loads behind its own as one reads on: boxes like it, each with a headline of its own."""
    title = letters(about.headline)
    own = next((leaf.block for leaf in leaves.all if leaf.block.name == "h1" and letters(leaf.text) == title), None)
    for around in own.parents if own is not None and title else ():
        if around.name in CONTAINERS and _is_dated(around, leaves):
            yield from (
                other
                for other in around.find_next_siblings(around.name)
                if _is_like(other, around)
                and _is_dated(other, leaves)
                and leaves.prose_in(other) >= SHORTEST_STORY
                and not any(letters(leaf.text) == title for leaf in leaves.within(other))
            )


def _is_like(one: Tag, other: Tag) -> bool:
    return one.name == "article" or not class_words(one).isdisjoint(class_words(other))


def _is_dated(tag: Tag, leaves: Leaves) -> bool:
    """True for what has a headline, and the day of it in one of the lines around."""
    inside = leaves.within(tag)
    head = next((at for at, leaf in enumerate(inside) if leaf.block.name == "h1"), None)
    if head is None:
        return False
    return any(has_day(line) for leaf in inside[max(0, head - 2) : head + _HEAD_LINES] for line in leaf.lines)


def _behind_headings(leaves: Leaves) -> Iterator[Tag]:
    """What stands behind the first heading over what readers say, where a story stands before it."""
    before = 0
    for leaf in leaves.all:
        if before >= SHORTEST_STORY and leaf.block.name in HEADINGS and opens_talk(leaf.text):
            around = leaf.block
            while around.parent is not None and not (behind := _with_leaves(around.find_next_siblings(), leaves)):
                around = around.parent
            yield from behind
            return
        before += leaf.size - leaf.linked if leaf.prose else 0


def _with_leaves(tags: Iterable[Tag], leaves: Leaves) -> list[Tag]:
    return [tag for tag in tags if leaves.range_of(tag) != (0, 0)]


def _is_apart(tag: Tag, leaves: Leaves, everything: int, about: About) -> bool:
    hint = hint_of(tag)
    if hint is Hint.TALK:
        return not holds_headline(tag, leaves)
    if hint < Hint.APART and tag.name not in _REPEATED and not _is_small_box(tag, leaves):
        return False
    return 2 * leaves.prose_in(tag) <= everything and (hint >= Hint.APART or _teases(tag, leaves, about))


def _asks_consent(tag: Tag, leaves: Leaves, asks: Sequence[bool], everything: int) -> bool:
    """True for a box, beside a story, of whose prose most asks to be allowed to follow the reader."""
    if tag.name not in _BOXES:
        return False
    here = leaves.range_of(tag)
    asked = sum(leaves.all[at].size for at in range(*here) if asks[at])
    own = leaves.prose_in(tag)
    if 2 * asked <= own or everything - own < SHORTEST_STORY:
        return False
    return hint_of(tag) is not Hint.NONE or not holds_headline(tag, leaves)


def _is_small_box(tag: Tag, leaves: Leaves) -> bool:
    """True for one of several boxes of a kind with a sentence or two in it."""
    if tag.name not in CONTAINERS or not tag.get("class") or leaves.prose_in(tag) > _LONGEST_TEASER:
        return False
    begin, end = leaves.range_of(tag)
    if end - begin < 2 or sum(leaf.prose for leaf in leaves.all[begin:end]) > 1:
        return False
    return not class_words(tag).isdisjoint(_OF_TEASERS) or any(
        kind_of(other) == kind_of(tag)
        for other in (*tag.find_next_siblings(limit=2), *tag.find_previous_siblings(limit=2))
    )


def headed_article(leaves: Leaves) -> Tag | None:
    """The innermost <article> that holds the headline and a story, or None."""
    found = None
    for tag in leaves.blocks:
        if tag.name == "article" and holds_headline(tag, leaves) and leaves.prose_in(tag) >= SHORTEST_STORY:
            found = tag
    return found


def _lists_articles(tag: Tag, story: Tag) -> bool:
    """True for an <article> of several others, beside the one that is the story."""
    if tag.name != "article" or tag is story or tag in story.parents or story in tag.parents:
        return False
    return len(tag.find_all("article", limit=2)) > 1


def holds_headline(tag: Tag, leaves: Leaves) -> bool:
    """True for an element with a heading of the first level in it."""
    return any(leaf.block.name == "h1" for leaf in leaves.within(tag))


def _teases(tag: Tag, leaves: Leaves, about: About) -> bool:
    """True when the first heading inside is wholly a link to another page of the site."""
    first = next((leaf for leaf in leaves.within(tag) if leaf.block.name in HEADINGS), None)
    if first is None or 10 * first.linked < 9 * first.size or holds_headline(tag, leaves):
        return False
    if letters(first.text) == letters(about.headline):
        return False
    return all(about.leads_elsewhere(str(link.get("href") or "")) for link in first.links)


def letters(words: str) -> str:
    """The letters and digits alone, in lower case: what two spellings of one line have in common."""
    return re.sub(r"\W+", "", words).lower()


def kind_of(tag: Tag) -> tuple[object, ...]:
    """What two elements have in common that a page treats alike."""
    return tag.name, tag.get("class"), tag.get("itemprop")
