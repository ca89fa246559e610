"""Annotates articles that were read, and takes them apart: loaded only where one has to be."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from sitegen.annotate import annotate
from sitegen.annotate.told import told_of_corrections
from sitegen.build.asked import find_asked
from sitegen.build.filing import Filing, Record
from sitegen.build.open_names import OpenNames
from sitegen.diagnostics import Severity
from sitegen.files.text_file import LoadedFile
from sitegen.knowledge import KnowledgeBase
from sitegen.model import Article
from sitegen.read.loading import LoadedArticle
from sitegen.site.checked import told_of_check
from sitegen.site.facts import file_article
from sitegen.text.spacy_model import Model
from sitegen.text.spans import Element, Span
from sitegen.text.values import value


@value(slots=False)
class Annotator:
    """Files articles that were read; everything it annotates by is here."""

    names: KnowledgeBase
    model: Model | None
    language: str
    linking: str

    def file(self, article: Article, loaded: LoadedArticle, record: Record) -> Filing:
        """The filing of an article that was loaded so, and of which the record tells what its reader has."""
        annotated = annotate(article, self.names, self.model, self.language)
        told = told_of_corrections(annotated, loaded)
        problems = tuple(one for one in told if one.severity is Severity.ERROR)
        asked = tuple(find_asked(annotated, loaded, self.names))
        record = replace(record, warnings=(*record.warnings, *told), asked=asked)
        if problems:
            kept = tuple(one for one in record.warnings if one not in problems)
            return Filing(replace(record, problems=problems, warnings=kept))
        filed = file_article(annotated, self.linking)
        record = replace(record, warnings=(*record.warnings, *told_of_check(annotated)))
        open_names = tuple(self._open_names.find(annotated, loaded.file))
        return Filing(replace(record, facts=filed.facts, open_names=open_names), filed)

    @cached_property
    def _open_names(self) -> OpenNames:
        return OpenNames(self.names)

    def prepare(self) -> None:
        """Compile what annotating needs."""
        blank = Article(slug="", headline="", text="Prepared.", blocks=(Element(Span(0, 9), "p"),))
        tuple(self._open_names.find(annotate(blank, self.names, self.model, self.language), LoadedFile("")))
