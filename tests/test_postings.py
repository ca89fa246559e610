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
from sitegen.site.postings import Postings, find_postings
from sitegen.site.postings_again import are_worth_keeping, flat_postings, postings_from, renewed
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
        articles, shapes = [facts(key, shown[key][0]) for key in newest], [shown[key][1] for key in newest]
        now = renewed(before, articles, shapes)
        assert now == find_postings(articles, shapes)
        before = postings_from(unpack_value(pack_value(flat_postings(now))))
        assert before == now
        for key in chance.sample(newest, min(chance.choice((0, 1, 2, 20)), len(newest))):
            del shown[key]
        for key in chance.sample(range(60), chance.choice((0, 1, 20))):
            shown[key] = some_rows(chance), str(next(edits)).encode()


def test_only_articles_with_another_shape_are_looked_at() -> None:
    chance, asked = random.Random(1), set[int]()

    def reading(key: int, rows: Rows) -> ArticleFacts:
        one = facts(key, rows)
        return ArticleFacts(key, one.article, LaterRows(lambda: (asked.add(key), rows)[1]), one.quotations)

    rows = {key: some_rows(chance) for key in range(40)}
    before = find_postings([facts(key, rows[key]) for key in range(40)], [b"as it was"] * 40)
    shapes = [b"other" if key == 7 else b"as it was" for key in range(40)]
    again = renewed(before, [reading(key, rows[key]) for key in range(40)], shapes)
    assert asked == {7}
    assert again.named == before.named
    assert renewed(again, [reading(key, rows[key]) for key in range(40)], shapes) is again


def test_little_is_not_kept_anew() -> None:
    articles = [facts(key, Rows()) for key in range(200)]
    before = find_postings(articles, [b"same"] * 200)
    few, many = ([b"other" if key < most else b"same" for key in range(200)] for most in (5, 100))
    assert are_worth_keeping(before, None)
    assert not are_worth_keeping(before, before)
    assert not are_worth_keeping(renewed(before, articles, few), before)
    assert are_worth_keeping(renewed(before, articles, many), before)
    assert are_worth_keeping(renewed(before, articles[1:], few[1:]), before)


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
