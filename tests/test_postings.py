"""Where names stand, found anew and brought up to date; and the lists that are made of it when somebody asks."""

from __future__ import annotations

import datetime
import itertools
import pickle
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from sitegen.cache.values import pack_value, unpack_value
from sitegen.knowledge import KnowledgeBase
from sitegen.model import Article, Entity, Kind
from sitegen.project.config import Config
from sitegen.site import Site
from sitegen.site.assembly import assemble_facts
from sitegen.site.facts import ArticleFacts
from sitegen.site.postings import Postings, Touched, find_postings
from sitegen.site.postings_again import flat_postings, postings_from, renewed
from sitegen.site.rows import LaterRows, Named, Rows, Uttered
from sitegen.site.store import MemoryStore

IDS = ("ana-ruiz", "peru", "lindby", "oslo", "per-vik")
KNOWN = KnowledgeBase(tuple(Entity(one, Kind.PERSON, "Peru" if one == "peru" else "Ana Ruiz") for one in sorted(IDS)))


def some_rows(chance: random.Random) -> Rows:
    named = tuple(Named(one, one, chance.randint(1, 9), chance.randint(1, 4)) for one in chance.sample(IDS, 3))
    uttered = tuple(
        Uttered(number, "direct", *chance.choice((("peru", "Peru"), ("oslo", "Oslo"), ("", "Officials"), ("", ""))),
                chance.choice((1.0, 0.0)), "after", tuple(chance.sample(IDS, chance.randint(0, 2))))
        for number in range(1, chance.randint(1, 5))
    )  # fmt: skip
    return Rows(named, uttered)


def facts(key: int, rows: Rows | Callable[[], Rows]) -> ArticleFacts:
    """An article, the later its key the newer, with such rows; what they are is asked where they have to be read."""
    slug, day = f"a{key}", datetime.date.fromordinal(700_000 + key)
    held = rows if isinstance(rows, Rows) else LaterRows(rows)
    known = rows if isinstance(rows, Rows) else rows()
    article = Article(slug, slug, "", (), path=f"{slug}.txt", date=day)
    return ArticleFacts(key, article, held, len(known.uttered), head_print=bytes([key]))


def site_of(articles: Sequence[ArticleFacts]) -> Site:
    return assemble_facts(Config(root=Path()), articles, KNOWN, (), MemoryStore(()))


@pytest.mark.parametrize("seed", range(20))
def test_what_is_brought_up_to_date_is_what_would_be_found(seed: int) -> None:
    chance, edits = random.Random(seed), itertools.count()
    shown = {key: (some_rows(chance), b"at first") for key in range(30)}
    before: Postings | None = None
    for _ in range(6):
        newest = sorted(shown, reverse=True)
        articles = [facts(key, shown[key][0]) for key in newest]
        prints = [(key, shown[key][1], bytes([key])) for key in newest]
        now, touched = renewed(before, articles, prints)
        assert now == find_postings(articles, prints)
        assert (touched is None) == (before is None)
        if before is not None and touched is not None:
            check_untouched(before, now, touched)
        before = postings_from(unpack_value(pack_value(flat_postings(now))))
        assert before == now
        for key in chance.sample(newest, min(chance.choice((0, 1, 2, 20)), len(newest))):
            del shown[key]
        for key in chance.sample(range(60), chance.choice((0, 1, 20))):
            shown[key] = some_rows(chance), str(next(edits)).encode()


def check_untouched(before: Postings, now: Postings, touched: Touched) -> None:
    """What is not said to be touched is named in the same articles, says the same and is spoken of by the same."""
    assert touched.since == before.print

    def told(postings: Postings, entity_id: str) -> object:
        rows = postings.rows_of(entity_id)
        named = [
            (postings.articles[place], *more) for place, *more in zip(rows[::3], rows[1::3], rows[2::3], strict=True)
        ]
        places = postings.said_by(entity_id), postings.said_about(entity_id)
        return named, [[postings.articles[place] for place in some] for some in places]

    for one in IDS:
        assert touched.has(one) or told(before, one) == told(now, one)
    named = {key: [one for one in IDS if place in now.naming(one)] for place, (key, *_) in enumerate(now.articles)}
    for place, (key, *_) in enumerate(now.articles):
        if not touched.has(key):
            assert before.articles[place] == now.articles[place]
            assert all(before.naming(one) == now.naming(one) for one in named[key])


def test_an_article_that_is_another_touches_those_of_whom_it_names_anew() -> None:
    rows = [("ana-ruiz", "peru"), ("peru",), ("peru", "oslo"), ("lindby", "oslo"), ("ana-ruiz",)]

    def touched(*, at: int, names: tuple[str, ...], head: bytes = b"head") -> Touched | None:
        named = [Rows(tuple(Named(one, one, 1, 1) for one in ids)) for ids in rows]
        before = find_postings([facts(*one) for one in enumerate(named)], [(key, b"", b"head") for key in range(5)])
        named[at] = Rows(tuple(Named(one, one, 2, 1) for one in names))
        prints = [(key, b"other" if key == at else b"", head if key == at else b"head") for key in range(5)]
        return renewed(before, [facts(*one) for one in enumerate(named)], prints).touched

    same = touched(at=0, names=("ana-ruiz", "peru"))
    assert same is not None
    assert (same.entities, same.articles) == ({"ana-ruiz", "peru"}, {0})
    more = touched(at=0, names=("ana-ruiz", "oslo"))
    assert more is not None
    assert (more.entities, more.articles) == ({"ana-ruiz", "peru", "oslo"}, {0, 1, 2, 3})
    headed = touched(at=0, names=("ana-ruiz", "peru"), head=b"other")
    assert headed is not None
    assert (headed.entities, headed.articles) == ({"ana-ruiz", "peru"}, None)


def test_only_articles_with_another_shape_are_looked_at() -> None:
    chance, asked = random.Random(1), set[int]()

    def reading(key: int, rows: Rows) -> ArticleFacts:
        one = facts(key, rows)
        return ArticleFacts(key, one.article, LaterRows(lambda: (asked.add(key), rows)[1]), one.quotations)

    rows = {key: some_rows(chance) for key in range(40)}
    before = find_postings([facts(key, rows[key]) for key in range(40)], [(key, b"", b"") for key in range(40)])
    prints = [(key, b"other" if key == 7 else b"", b"") for key in range(40)]
    again, _ = renewed(before, [reading(key, rows[key]) for key in range(40)], prints)
    assert asked == {7}
    assert again.named == before.named
    assert renewed(again, [reading(key, rows[key]) for key in range(40)], prints).postings is again


def test_lists_have_what_their_articles_have() -> None:
    chance = random.Random(2)
    site = site_of([facts(key, some_rows(chance)) for key in range(50)])
    every = [(one.key, uttered) for one in site.facts for uttered in one.uttered]
    assert [(one.facts.key, one.uttered) for one in site.every_said] == every
    for entity_id in IDS:
        naming = [(one.key, named) for one in site.facts for named in one.named if named.entity_id == entity_id]
        named_in = site.named_in[entity_id]
        assert [(one.facts.key, one.named) for one in named_in] == naming
        assert [(named_in[at].facts.key, named_in[at].named) for at in range(-3, 3)] == [
            naming[at] for at in range(-3, 3)
        ]
        about = [row for row in every if entity_id in row[1].names]
        said = site.said_about[entity_id]
        assert [(one.facts.key, one.uttered) for one in said] == about
        assert [(one.facts.key, one.uttered) for one in said[3:9][1:4]] == about[4:7]
        assert (said[-1].uttered, len(said)) == (about[-1][1], len(about))
        assert site.mention_counts[entity_id] == sum(named.mentions for _, named in naming)
    of_peru = [row for row in every if row[1].speaker_id == "peru" and row[1].is_named]
    assert [(one.facts.key, one.uttered) for one in site.said_by["peru"].said] == of_peru
    assert "nobody" not in site.named_in
    with pytest.raises(KeyError):
        site.said_about["nobody"]


def test_of_two_speakers_with_one_name_that_one_comes_first_who_is_quoted_first() -> None:
    def quoting(*speakers: str) -> Rows:
        return Rows(uttered=tuple(Uttered(n, "direct", one, one, 1.0, "after") for n, one in enumerate(speakers, 1)))

    def order(*articles: Rows) -> list[str]:
        site = site_of([facts(key, rows) for key, rows in enumerate(reversed(articles))])
        return [one.entity.id for one in site.speakers if one.entity is not None]

    assert order(quoting("oslo", "ana-ruiz"), quoting("per-vik", "oslo")) == ["oslo", "ana-ruiz", "per-vik"]
    assert order(quoting("per-vik"), quoting("oslo", "ana-ruiz")) == ["per-vik", "oslo", "ana-ruiz"]


def test_a_site_can_be_sent_to_another_process() -> None:
    chance = random.Random(3)
    site = site_of([facts(key, some_rows(chance)) for key in range(5)])
    again: Site = pickle.loads(pickle.dumps(site))
    assert [one.uttered for one in again.every_said] == [one.uttered for one in site.every_said]
    assert [one.named for one in again.named_in["peru"]] == [one.named for one in site.named_in["peru"]]
