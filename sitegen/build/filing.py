"""From a source file to what the site needs of it: read, annotated, taken apart; every mistake kept beside it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.build.asked import Asked
from sitegen.build.workers import Sent, Watch, Workers, unwatched
from sitegen.diagnostics import Diagnostic, SitegenError, naming
from sitegen.files.text_file import LoadedFile
from sitegen.knowledge import KnowledgeBase
from sitegen.read import Reading, read_loaded
from sitegen.read.loading import LoadedArticle, load_article
from sitegen.read.site_names import NO_NAMES, SiteNames
from sitegen.read.sources import shown_path
from sitegen.site.facts import ArticleFacts, Filed
from sitegen.site.postings import Postings
from sitegen.site.store import MemoryStore, Store
from sitegen.text.spacy_model import Model
from sitegen.text.values import value

if TYPE_CHECKING:
    from sitegen.build.annotating import Annotator


@value
class Record:
    """What became of one source file. A draft, and one with mistakes, has no facts."""

    path: str
    """Its path below the project folder."""
    facts: ArticleFacts | None = None
    problems: tuple[Diagnostic, ...] = ()
    """Mistakes in the file."""
    asked: tuple[Asked, ...] = ()
    """Ids that the author writes and that the article does not explain."""
    warnings: tuple[Diagnostic, ...] = ()
    open_names: tuple[Diagnostic, ...] = ()
    """Warnings of names that several listed people bear."""
    is_draft: bool = False
    withheld: tuple[str, ...] = ()
    """Keys of other systems that make it a draft."""
    passed: tuple[str, ...] = ()
    """Keys of other systems that say nothing here."""
    due: datetime.date | None = None
    """The day from which it is shown; None where that is always."""
    expires: datetime.date | None = None
    """The day from which it is shown no more."""


@value
class Filing:
    """A record, and the article taken apart where there is one to show."""

    record: Record
    filed: Filed | None = None


@value(slots=False)
class Clerk(Sent):
    """Files articles; everything it goes by is here. Without `names` a file is only read, for its mistakes."""

    root: Path
    names: KnowledgeBase | None
    model: Model | None = None
    language: str = "en"
    linking: str = "section"
    site_names: SiteNames = NO_NAMES

    def __call__(self, path: Path) -> Filing:
        """The filing of the source file at `path`; what is wrong with it stands in the record."""
        return self.file(self.load(path))

    def load(self, path: Path) -> LoadedArticle:
        """What `file` needs of the source file at `path`."""
        shown = shown_path(path, self.root)
        try:
            with naming(shown):
                return load_article(path, self.root)
        except SitegenError as error:
            return LoadedArticle(LoadedFile(shown, problems=error.diagnostics))

    def file(self, loaded: LoadedArticle) -> Filing:
        """The same as of its path, of a source file that was loaded, anywhere: nothing is read from the disk."""
        shown = loaded.file.shown
        try:
            with naming(shown):
                return self._filing(read_loaded(loaded), loaded)
        except SitegenError as error:
            return Filing(Record(shown, problems=error.diagnostics))

    def _filing(self, reading: Reading, loaded: LoadedArticle) -> Filing:
        article = reading.article
        record = Record(
            loaded.file.shown,
            warnings=reading.warnings,
            is_draft=article.draft,
            withheld=reading.withheld,
            passed=reading.passed,
            due=max(filter(None, (article.date, reading.due)), default=None),
            expires=reading.expires,
        )
        if article.draft or self.names is None:
            return Filing(record)
        return self._annotator.file(self.site_names.mark(article), loaded, record)

    @cached_property
    def _annotator(self) -> Annotator:
        # many modules, which a build without it does without
        from sitegen.build.annotating import Annotator

        return Annotator(self.names or KnowledgeBase(), self.model, self.language, self.linking)

    def prepare(self) -> None:
        """Load and compile what annotating needs, so that processes which begin with this clerk have it already."""
        if self.names is not None:
            self._annotator.prepare()


@value
class FiledArticles:
    """The records of all source files, in their order, and the store that has the rest of those with facts."""

    records: tuple[Record, ...]
    store: Store
    postings: Postings | None = None
    """Where everything stood when a site was last made of these."""

    @property
    def facts(self) -> tuple[ArticleFacts, ...]:
        """The facts of the articles to show."""
        return tuple(record.facts for record in self.records if record.facts is not None)


def file_all(paths: Sequence[Path], clerk: Clerk, watch: Watch = unwatched, *, workers: Workers) -> FiledArticles:
    """Every source file filed, and kept in memory."""
    if workers.are_worth(len(paths)):
        clerk.prepare()
    return in_memory(workers.map(clerk, paths, partial(watch, "annotate")))


def in_memory(filings: Iterable[Filing]) -> FiledArticles:
    """The filings with a store in memory: the key of an article is its place among those to show."""
    records: list[Record] = []
    filed: list[Filed] = []
    for filing in filings:
        record = filing.record
        if filing.filed is not None and record.facts is not None:
            record = replace(record, facts=replace(record.facts, key=len(filed)))
            filed.append(replace(filing.filed, flat=()))  # nothing packs it any more
        records.append(record)
    return FiledArticles(tuple(records), MemoryStore(filed))
