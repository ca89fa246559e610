"""From a source file to an article: one reader for each suffix."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path, PurePosixPath

from sitegen.diagnostics import Diagnostic, Severity, SitegenError
from sitegen.files.text_file import LoadedFile
from sitegen.model import Article
from sitegen.read.aliases import find_paths
from sitegen.read.draft import Body, Details, Draft
from sitegen.read.file_names import day_and_rest
from sitegen.read.headline import derive_headline, find_dateline
from sitegen.read.loading import LoadedArticle, load_article
from sitegen.read.named import names_not_there, with_names
from sitegen.read.plain_details import read_details
from sitegen.read.readers import READERS
from sitegen.read.sources import find_pages, find_sources
from sitegen.text.slugs import make_slug
from sitegen.text.spans import ATOM
from sitegen.text.values import value
from sitegen.text.weave import leaf_blocks

__all__ = [
    "READERS",
    "Reading",
    "find_pages",
    "find_sources",
    "read_article",
    "read_loaded",
    "read_page",
    "read_text",
]

_LONGEST_SLUG = 120
WITHOUT_HEADLINE = "SG310"


@value
class Reading:
    """An article, and what its author should know about it."""

    article: Article
    warnings: tuple[Diagnostic, ...] = ()
    withheld: tuple[str, ...] = ()
    """Keys of other systems that leave it out of the site."""
    passed: tuple[str, ...] = ()
    """Keys of other systems in its file that say nothing here."""
    due: datetime.date | None = None
    """The day from which it goes out, where that is another than its date."""
    expires: datetime.date | None = None
    """The day from which it goes out no more."""


def read_article(path: Path, root: Path) -> Reading:
    """The article in the file at `path`, in the project folder `root`.

    A text or a saved page takes more from `<stem>.yaml` beside it. Raises SitegenError with everything that is wrong
    with the file: SG3xx, and SG1xx for its YAML.
    """
    return read_loaded(load_article(path, root))


def read_loaded(loaded: LoadedArticle) -> Reading:
    """The article in files that were loaded. Raises SitegenError as `read_article` does."""
    problems: list[Diagnostic] = []
    beside = Details()
    if loaded.beside is not None:
        try:
            beside = _read_sidecar(loaded.beside)
        except SitegenError as error:
            problems.extend(error.diagnostics)
    try:
        reading = read_text(loaded.file.text(), loaded.file.shown, beside)
    except SitegenError as error:
        problems.extend(error.diagnostics)
    if problems:
        raise SitegenError(problems)
    return replace(reading, warnings=(*loaded.file.told, *reading.warnings)) if loaded.file.told else reading


def read_page(path: Path, root: Path) -> Reading:
    """The plain page in the Markdown file at `path`: an article that needs no headline. Raises SitegenError."""
    reading = read_article(path, root)
    return replace(reading, warnings=tuple(one for one in reading.warnings if one.code != WITHOUT_HEADLINE))


def read_text(text: str, shown: str, beside: Details = Details()) -> Reading:  # noqa: B008  frozen
    """The article in the text of a file whose path, as in messages, is `shown`. Raises SitegenError.

    What `beside` says goes before what the text says of itself.
    """
    draft = _under_title(READERS[PurePosixPath(shown).suffix.lower()](text, shown), beside.headline)
    details = _dated(beside.over(draft.details), shown)
    body = with_names(draft.body, details.named)
    opening = _opening(draft.body)
    headline = details.headline or derive_headline(opening) or PurePosixPath(shown).stem
    article = Article(
        slug=details.slug or _slug_of(shown),
        headline=headline,
        text=body.text,
        blocks=body.blocks,
        marks=body.marks,
        atoms=body.atoms,
        path=shown,
        date=details.date,
        updated=_updated(details),
        aliases=find_paths(details.aliases),
        dateline=details.dateline or find_dateline(opening)[0],
        authors=details.authors,
        publisher=details.publisher,
        language=details.language,
        tags=details.tags,
        summary=details.summary,
        draft=details.draft,
        correction=details.correction,
        checked=details.checked,
        corrections=details.corrections,
    )
    unheaded = () if details.headline else (_without_headline(shown, headline),)
    undated = (_without_date(shown),) if not details.date and shown.lower().endswith(".html") else ()
    told = (*draft.told, *unheaded, *undated, *names_not_there(body, details.named))
    return Reading(article, told, details.withheld, details.passed, details.due, details.expires)


def _dated(details: Details, shown: str) -> Details:
    """The details with the day of the file's name where they tell none."""
    day = None if details.date is not None else day_and_rest(PurePosixPath(shown).stem)[0]
    return replace(details, date=day) if day is not None else details


def _under_title(draft: Draft, title: str) -> Draft:
    """A draft with this title, if any: what only looked like a headline is text again, where it is another."""
    if not title or draft.whole is None:
        return draft
    is_same = title.casefold().split() == draft.details.headline.casefold().split()
    return replace(draft, body=draft.body if is_same else draft.whole, told=())


def _read_sidecar(file: LoadedFile) -> Details:
    from sitegen.files.yaml_file import read_document

    return read_details(read_document(file.text(), file.shown))


def _updated(details: Details) -> datetime.date | None:
    """The day of the last change. Raises SitegenError SG308 where that is before the day of publication."""
    updated = details.updated
    if updated is None or details.date is None or updated.day >= details.date:
        return updated.day if updated is not None else None
    if not updated.is_sure:
        return None
    where, message = updated.written, f"the article is updated ({updated.day}) before it is published ({details.date})"
    hint = "one of the two days is wrong"
    raise SitegenError(Diagnostic(where.path, message, "SG308", where.line, where.column, help=hint))


def _opening(body: Body) -> str:
    """The words of the first paragraph."""
    leaves = leaf_blocks(body.blocks)
    first = next((leaf for leaf in leaves if leaf.tag == "p"), None) or next(iter(leaves), None)
    return first.span.of(body.text).replace(ATOM, " ").strip() if first else ""


def _slug_of(shown: str) -> str:
    slug = make_slug(PurePosixPath(shown).stem, _LONGEST_SLUG, whole_words=False)
    if not slug:
        hint = "rename the file, or give it a `slug`"
        raise SitegenError(Diagnostic(shown, "the file's name makes no address for a page", "SG341", help=hint))
    return slug


def _without_date(shown: str) -> Diagnostic:
    hint = f"write `date: …` in {PurePosixPath(shown).stem}.yaml beside it"
    return Diagnostic(shown, "says of no day that it was published then", "SG333", help=hint, severity=Severity.WARNING)


def _without_headline(shown: str, headline: str) -> Diagnostic:
    where = "its front matter" if shown.lower().endswith(".md") else f"{PurePosixPath(shown).stem}.yaml beside it"
    message = f"has no headline; “{headline}” was made from its first sentence"
    return Diagnostic(
        shown, message, WITHOUT_HEADLINE, 1, help=f"write `title: …` in {where}", severity=Severity.WARNING
    )
