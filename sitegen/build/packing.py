"""Filed articles as bytes: flat, quick to read, and sealed, so that damage to a cache shows."""

from __future__ import annotations

import datetime
import marshal
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, Protocol, overload

from sitegen.build.asked import Asked
from sitegen.build.filing import Clerk, Record
from sitegen.cache.values import diagnostics_of, flat_diagnostics, pack_value, unpack_value
from sitegen.model import Annotated, Article, Corrections
from sitegen.read.loading import LoadedArticle
from sitegen.site.facts import ArticleFacts, Filed
from sitegen.site.flat import Flat, annotated_of, flat_head, head_from
from sitegen.site.prints import in_short, print_of
from sitegen.site.rows import FlatRows, Found, LaterRows, Naming, Passage, Quoted, RoleGiven, Rows, Shapes, as_rows
from sitegen.site.text_prints import TextPrints
from sitegen.site.thresholds import is_certain
from sitegen.site.told_genders import ToldGender
from sitegen.text.letters import clean
from sitegen.text.slugs import make_slug
from sitegen.text.tokens import shadow_of
from sitegen.text.values import value

_RUNS = re.compile(r"[\w'’]+")
_NOT_AS_IN_IDS = re.compile(r"\w*[^\W\x00-\x7f]\w*|\b\w*['’][A-Z]\w+|\b[A-Z]\w*['’]\w{2,}")
"""Words that are other letters in an id: Łódź, d’Alembert, O’Neil."""


class Packed(NamedTuple):
    """An article taken apart, as bytes; `namings` by the id of the entity."""

    facts: bytes
    """What every build reads of them."""
    rows: bytes
    prints: bytes
    annotated: bytes
    quoted: bytes
    namings: tuple[tuple[str, bytes], ...]
    text: bytes
    """As `searchable` has it."""
    words: bytes


class PackedFiling(NamedTuple):
    """A record, without facts, and the article it is about where there is one to show."""

    record: Record
    packed: Packed | None


@value(slots=False)
class PackingClerk:
    """Files articles and packs them, for a process that sends them to another."""

    clerk: Clerk

    def __call__(self, path: Path) -> PackedFiling:
        """The filing of the source file at `path`, packed."""
        return self.do(self.fetch(path))

    @property
    def needs(self) -> tuple[str, ...]:
        """The distributions that articles are annotated with, beside sitegen."""
        model = self.clerk.model
        return () if model is None else ("spacy", model.name)

    def fetch(self, path: Path) -> LoadedArticle:
        """What `do` needs of the source file at `path`."""
        return self.clerk.load(path)

    def do(self, loaded: LoadedArticle) -> PackedFiling:
        """The filing of a source file that was loaded, packed; nothing is read from the disk."""
        filing = self.clerk.file(loaded)
        record = filing.record
        return PackedFiling(replace(record, facts=None), pack(filing.filed) if filing.filed is not None else None)


def pack(filed: Filed) -> Packed:
    """The article taken apart, as bytes."""
    return Packed(
        facts=pack_value(_flat_facts(filed.facts)),
        rows=pack_value(
            tuple(tuple(map(tuple, rows)) for rows in (filed.facts.named, filed.facts.uttered, filed.facts.together))
        ),
        prints=pack_value(filed.facts.prints.packed),
        annotated=pack_value(filed.flat),
        quoted=pack_value(tuple([marshal.dumps((tuple(one.passage), *one[1:])) for one in filed.quoted])),
        namings=tuple((entity_id, pack_namings(shown)) for entity_id, shown in filed.namings.items()),
        text=pack_value(searchable(filed.annotated.article)),
        words=pack_value(filed.words),
    )


def searchable(article: Article) -> bytes:
    """The text in small letters, composed and without invisible ones, in which words of names are looked for.

    At its end stand the words that ids write otherwise (Łódź, O’Neil), and the ids that the author gave.
    """
    text = clean(article.text)
    odd = (words for words in dict.fromkeys(text.split()) if "'" in words or not words.isascii())
    runs = [run for run in _RUNS.findall(" ".join(odd)) if "'" in run or not run.isascii()]
    written = map(make_slug, dict.fromkeys(_NOT_AS_IN_IDS.findall(" ".join(runs))))
    given = (mark.get("id") or "" for mark in article.marks if mark.tag == "entity")
    return _to_find("\n".join((text, *map(clean, (*written, *given, *_said(article.corrections))))))


def _said(corrections: Corrections | None) -> Iterator[str]:
    """The ids, and words that may be ids or names, in the author's corrections."""
    if corrections is not None:
        yield from (words for one in corrections.names for words in (one.entity_id, one.name))
        yield from (one.speaker or "" for one in corrections.quotations)


def word_to_find(word: str) -> bytes:
    """The word as `searchable` has it."""
    return _to_find(clean(word))


def _to_find(cleaned: str) -> bytes:
    return shadow_of(cleaned).casefold().encode("utf-8", "surrogatepass")


def pack_namings(namings: Iterable[Naming]) -> bytes:
    """The passages that name an entity in one article, as bytes."""
    return pack_value(tuple((tuple(one.passage), one.place) for one in namings))


class PackedRows(Protocol):
    """Gives more facts of articles by their keys, packed. Its methods raise DamagedError."""

    def rows(self, key: int) -> bytes:
        """The rows."""

    def prints(self, key: int) -> bytes:
        """The prints of the text."""


def facts_from(flat: Flat, key: int, more: PackedRows) -> ArticleFacts:
    """The facts of the article with this key; `more` is asked for the rest where that is."""
    return _facts_from(flat, key, LaterRows(partial(_read_rows, more, key)), partial(_read_prints, more, key))


def whole_facts_from(flat: Flat, key: int, more: PackedRows) -> ArticleFacts:
    """The same with the rest at once, for who asks for all of it. Raises DamagedError."""
    return _facts_from(flat, key, unpack_rows(more.rows(key)), _read_prints(more, key))


def _facts_from(flat: Flat, key: int, rows: Rows | LaterRows, prints: bytes | Callable[[], bytes]) -> ArticleFacts:
    head, quotations, found, told, roles, genders, targets, head_print, each, opening, shapes = flat
    return ArticleFacts(
        *(key, head_from(head), rows, quotations),
        as_rows(Found, found) if found else (),
        as_rows(Found, told) if told else (),
        as_rows(RoleGiven, roles) if roles else (),
        as_rows(ToldGender, genders) if genders else (),
        *(targets, head_print, TextPrints(each, opening, prints), Shapes(*shapes)),
    )


@value
class _Held:
    """The rest of the facts of one article, in memory."""

    packed_rows: bytes
    packed_prints: bytes

    def rows(self, _: int) -> bytes:
        return self.packed_rows

    def prints(self, _: int) -> bytes:
        return self.packed_prints


def facts_of(packed: Packed, key: int) -> ArticleFacts:
    """The facts of an article, which gets this key; they hold what they need of the bytes. Raises DamagedError."""
    return facts_from(unpack_value(packed.facts), key, _Held(packed.rows, packed.prints))


def unpack_rows(packed: bytes) -> Rows:
    """The rows of an article. Raises DamagedError."""
    return LaterRows(partial(unpack_value, packed)).whole


def _read_rows(more: PackedRows, key: int) -> FlatRows:
    rows: FlatRows = unpack_value(more.rows(key))
    return rows


def _read_prints(more: PackedRows, key: int) -> bytes:
    prints: bytes = unpack_value(more.prints(key))
    return prints


def unpack_annotated(packed: bytes) -> Annotated:
    """The article with its annotations. Raises DamagedError."""
    return annotated_of(unpack_value(packed))


def flat_record(record: Record) -> Flat:
    """What is told of a source file but its facts, as numbers and strings and tuples of these."""
    told = (record.problems, record.warnings, record.open_names, tuple(one.dead for one in record.asked))
    asked = tuple((one.entity_id, one.speaks, one.words) for one in record.asked)
    days = tuple(day.toordinal() if day is not None else 0 for day in (record.due, record.expires))
    flat = tuple(map(flat_diagnostics, told)) if any(told) else ()
    return flat, asked, record.is_draft, record.withheld, record.passed, *days


def record_from(path: str, flat: Flat, facts: ArticleFacts | None) -> Record:
    """What is told of the source file at `path`, with its facts."""
    told, ids, is_draft, withheld, passed, due, expires = flat
    problems, warnings, open_names, dead = map(diagnostics_of, told) if told else ((), (), (), ())
    asked = tuple(
        [
            Asked(entity_id, speaks, words, told_dead)
            for (entity_id, speaks, words), told_dead in zip(ids, dead, strict=True)
        ]
    )
    last = datetime.date.fromordinal(expires) if expires else None
    first = datetime.date.fromordinal(due) if due else None
    return Record(path, facts, problems, asked, warnings, open_names, is_draft, withheld, passed, first, last)


def unpack_quoted(packed: bytes) -> Sequence[Quoted]:
    """The quotations of an article as other pages show them. Raises DamagedError."""
    return _PackedQuoted(unpack_value(packed))


class _PackedQuoted(Sequence[Quoted]):
    """Quotations, each unpacked when it is asked for: most pages show one of an article, and packed they are small."""

    def __init__(self, packed: tuple[bytes, ...]) -> None:
        self._packed = packed

    def __len__(self) -> int:
        return len(self._packed)

    @overload
    def __getitem__(self, place: int, /) -> Quoted: ...
    @overload
    def __getitem__(self, place: slice, /) -> Sequence[Quoted]: ...
    def __getitem__(self, place: int | slice, /) -> Quoted | Sequence[Quoted]:
        if isinstance(place, slice):
            return _PackedQuoted(self._packed[place])
        passage, *more = marshal.loads(self._packed[place])
        return Quoted(Passage(*passage), *more)


def unpack_words(packed: bytes) -> tuple[str, ...]:
    """The words of an article that the search finds. Raises DamagedError."""
    words: tuple[str, ...] = unpack_value(packed)
    return words


def unpack_namings(packed: bytes) -> tuple[Naming, ...]:
    """The passages of an article that name an entity. Raises DamagedError."""
    return tuple(Naming(Passage(*passage), place) for passage, place in unpack_value(packed))


def _flat_facts(facts: ArticleFacts) -> tuple[Any, ...]:
    rows = (tuple(map(tuple, row)) for row in (facts.found, facts.told, facts.roles, facts.genders))
    prints = facts.head_print, facts.prints.each, facts.prints.opening, tuple(_shapes_of(facts))
    return (flat_head(facts.article), facts.quotations, *rows, facts.targets, *prints)


def _shapes_of(facts: ArticleFacts) -> Shapes:
    """The prints of the facts but for their texts; of how sure the annotator is, only on which side of the lines."""
    uttered = tuple((*in_short(one), one._replace(speaker_id="").is_named) for one in facts.uttered)
    found = tuple((*one._replace(certainty=is_certain(one)),) for one in (*facts.found, *facts.told))
    named, roles, genders = (tuple(map(tuple, row)) for row in (facts.named, facts.roles, facts.genders))
    speakers = {one.speaker_id for one in facts.uttered}
    of_speakers = tuple(tuple(role) for role in facts.roles if role.entity_id in speakers)
    said = print_of(facts.head_print, uttered, of_speakers)
    together = print_of(facts.together)
    whole = print_of(said, together, named, roles, genders, len(facts.found), found, facts.targets)
    return Shapes(whole, said, together)
