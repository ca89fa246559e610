"""Why an article is annotated as it is: for every name and quotation the rule or the score that decided.

Nothing is decided here. The annotator's own functions are called once more and their intermediate values read, so that
an explanation cannot differ from what the pages show.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.annotate import annotate
from sitegen.explain.finding import NameFinding, QuotationFinding, Reason, Rival
from sitegen.explain.names import explain_names
from sitegen.explain.speech import explain_quotations
from sitegen.knowledge import KnowledgeBase
from sitegen.model import Article
from sitegen.names import find_names
from sitegen.text.spacy_model import Model
from sitegen.text.wordlists import ENGLISH

__all__ = ["Explanation", "NameFinding", "QuotationFinding", "Reason", "Rival", "explain"]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What was found in an article and what was nearly found, in order of text."""

    article: Article
    names: tuple[NameFinding, ...]
    quotations: tuple[QuotationFinding, ...]


def explain(
    article: Article, knowledge: KnowledgeBase, model: Model | None = None, language: str = ENGLISH
) -> Explanation:
    """The reasons for everything that `annotate` gives for this article, and for what it leaves out."""
    names = find_names(article, knowledge, model, language)
    annotated = annotate(article, knowledge, model, language)
    return Explanation(
        article,
        tuple(sorted(explain_names(names, annotated, knowledge), key=lambda finding: finding.span)),
        tuple(sorted(explain_quotations(names, annotated), key=lambda finding: finding.span)) if names.is_read else (),
    )
