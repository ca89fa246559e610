"""What an author writes about an article: front matter in Markdown, `<stem>.yaml` beside a text or a saved page."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.files.yaml_file import YamlDocument
from sitegen.files.yaml_schema import validate
from sitegen.model import (
    NOWHERE,
    Checked,
    Corrections,
    DateCorrection,
    Kind,
    MentionCorrection,
    NameCorrection,
    Publisher,
    QuotationCorrection,
    QuotationKind,
    Written,
)
from sitegen.project.foreign_forms import in_known_terms
from sitegen.project.foreign_keys import PASSED, AnyFrontMatter
from sitegen.project.front_matter import DateEntry, FrontMatter, MentionEntry, NameEntry, QuotationEntry
from sitegen.read.aliases import is_path
from sitegen.read.draft import Alias, Details, Named, Updated
from sitegen.text.selectors import Selector


def details_that_fit(document: YamlDocument) -> tuple[Details, tuple[str, ...]]:
    """What front matter of whatever origin says, and its keys that say nothing here or what cannot be taken."""
    document, silent = in_known_terms(document)
    if not isinstance(document.value, dict):
        return Details(), ()
    fitting = {key: one for key, one in document.value.items() if _fits(document, key, one)}
    told = tuple(key for key in document.value if key not in fitting or key in _OF_CORRECTIONS)
    return details_of(replace(document, value=fitting)), (*told, *silent)


_OF_CORRECTIONS = frozenset({"checked", "entities", "mentions", "quotations"})


def _fits(document: YamlDocument, key: str, value: object) -> bool:
    """Whether a key by itself is one that is known, with a value that it may have."""
    if key in PASSED:
        return True
    try:
        validate(document, AnyFrontMatter, {key: value})
    except SitegenError:
        return False
    return True


def details_of(document: YamlDocument) -> Details:
    """What the values of a document say. Raises SitegenError with the place of every mistake."""
    document, others = in_known_terms(document)
    held = document.value
    said = {key: one for key, one in held.items() if key not in PASSED} if isinstance(held, dict) else held
    entry = validate(document, AnyFrontMatter, said)
    if "entities" in document.text and (empty := tuple(_names_without_id(document))):
        raise SitegenError(empty)
    aliases = tuple(_aliases(document, entry))
    titles = ("aliases",) if any(not is_path(one.words) for one in aliases) else ()
    withholding = tuple(entry.withholding())
    return Details(
        headline=entry.title,
        date=entry.date or entry.publish_date or entry.pub_date or _day(entry.published),
        updated=_updated(document, entry),
        aliases=aliases,
        slug=entry.slug,
        dateline=entry.dateline,
        authors=entry.author or entry.authors,
        publisher=Publisher(entry.source.publisher, entry.source.url) if entry.source else None,
        language=(entry.lang or entry.language).replace("_", "-"),
        tags=_tags(entry),
        summary=entry.summary or entry.description or entry.excerpt,
        draft=entry.draft or bool(withholding),
        correction=entry.correction,
        checked=_checked(document, entry),
        named=tuple(_named(document, name, one) for name, one in entry.entities.items()),
        corrections=_corrections(document, entry),
        withheld=withholding,
        passed=(*entry.silent(held), *others, *titles),
        due=max(filter(None, (entry.publish_date, entry.pub_date)), default=None),
        expires=entry.expiry_date,
    )


def _day(published: bool | datetime.date | None) -> datetime.date | None:
    return published if isinstance(published, datetime.date) else None


def _aliases(document: YamlDocument, entry: AnyFrontMatter) -> Iterator[Alias]:
    for key, words in (("aliases", entry.aliases), ("alias", entry.alias), ("redirect_from", entry.redirect_from)):
        for index, one in enumerate(words):
            if one:
                yield Alias(one, _written(document, (key, index)))


def _updated(document: YamlDocument, entry: AnyFrontMatter) -> Updated | None:
    if entry.updated is not None:
        return Updated(entry.updated, _written(document, ("updated",)))
    day = next(filter(None, entry.last_days), None)
    return Updated(day, NOWHERE, is_sure=False) if day is not None else None


def _tags(entry: AnyFrontMatter) -> tuple[str, ...]:
    """The subjects, in whatever key they stand; those of other systems where they are not among ours."""
    tags = list(entry.tags)
    for tag in (*entry.tag, *entry.categories, *entry.category, *entry.taxonomies):
        if tag.casefold() not in map(str.casefold, tags):
            tags.append(tag)
    return tuple(tags)


def _checked(document: YamlDocument, entry: FrontMatter) -> Checked | None:
    one = entry.checked
    return Checked(one.by, one.on, one.digest, written=_written(document, ("checked",))) if one is not None else None


def _names_without_id(document: YamlDocument) -> Iterator[Diagnostic]:
    """A mistake (SG361) for each name with nothing behind it: else nobody would notice that it is not hidden."""
    held = document.value.get("entities", {})
    for at in document.positions:
        if len(at) == len(("entities", "name")) and at[0] == "entities" and at[1] not in held:
            hint = f'write `{at[1]}: ""` to hide the name, or behind it the id of whom it means'
            yield document.diagnostic(at, f"behind the name “{at[1]}” there is nothing", "SG361", hint)


def _named(document: YamlDocument, name: str, entry: NameEntry) -> Named:
    return Named(name, entry.id, _written(document, ("entities", name)), entry.kind or "")


def _written(document: YamlDocument, at: tuple[str | int, ...]) -> Written:
    where = document.diagnostic(at, "", "")
    return Written(where.path, where.line, where.column)


def _corrections(document: YamlDocument, entry: FrontMatter) -> Corrections | None:
    """What the author says against what is found; None where nothing is said."""
    if not (entry.entities or entry.mentions or entry.quotations or entry.dates):
        return None
    return Corrections(
        names=tuple(
            NameCorrection(name, one.id or "", _kind(one.kind), one.role, _written(document, ("entities", name)))
            for name, one in entry.entities.items()
        ),
        mentions=tuple(
            MentionCorrection(
                _selector(one),
                one.name,
                one.entity,
                _kind(one.kind),
                _written(document, ("mentions", index)),
            )
            for index, one in enumerate(entry.mentions)
        ),
        quotations=tuple(
            QuotationCorrection(
                selector=_selector(one),
                speaker=one.speaker,
                starts=one.starts,
                ends=one.ends,
                kind=QuotationKind(one.kind) if one.kind else None,
                unsaid=one.unsaid,
                written=_written(document, ("quotations", index)),
            )
            for index, one in enumerate(entry.quotations)
        ),
        dates=tuple(
            DateCorrection(_selector(one), one.words or one.quote, one.means, _written(document, ("dates", index)))
            for index, one in enumerate(entry.dates)
        ),
    )


def _kind(kind: str | None) -> Kind | None:
    return Kind(kind) if kind else None


def _selector(entry: QuotationEntry | MentionEntry | DateEntry) -> Selector:
    return Selector(entry.quote, entry.prefix, entry.suffix)
