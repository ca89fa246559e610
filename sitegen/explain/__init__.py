"""Why an article is annotated as it is: for every name, quotation and date the rule or the score that decided.

Nothing is decided here. The annotator's own functions are called once more and their intermediate values read, so that
an explanation cannot differ from what the pages show.
"""

from __future__ import annotations

from dataclasses import replace

from sitegen.annotate import annotate
from sitegen.annotate.anchoring import mark_mentions
from sitegen.annotate.named import find_corrected_names
from sitegen.annotate.restored import cleaned, restored_segments, restored_speaker
from sitegen.explain.dated import explain_dates
from sitegen.explain.finding import DateFinding, NameFinding, QuotationFinding, Reason, Rival
from sitegen.explain.names import explain_names
from sitegen.explain.speech import explain_quotations, plainly
from sitegen.knowledge import KnowledgeBase
from sitegen.model import Article
from sitegen.text.letters import Clean
from sitegen.text.spacy_model import Model
from sitegen.text.values import value
from sitegen.text.wordlists import ENGLISH

__all__ = ["DateFinding", "Explanation", "NameFinding", "QuotationFinding", "Reason", "Rival", "explain"]


@value
class Explanation:
    """What was found in an article and what was nearly found, in order of text."""

    article: Article
    names: tuple[NameFinding, ...]
    quotations: tuple[QuotationFinding, ...]
    dates: tuple[DateFinding, ...] = ()


def explain(
    article: Article, knowledge: KnowledgeBase, model: Model | None = None, language: str = ENGLISH
) -> Explanation:
    """The reasons for everything that `annotate` gives for this article, and for what it leaves out."""
    article, _ = mark_mentions(article)
    text = Clean.of(article.text)
    if text is not None:
        return _restored(_explain(cleaned(article, text), knowledge, model, language), article, text)
    return _explain(article, knowledge, model, language)


def _explain(article: Article, knowledge: KnowledgeBase, model: Model | None, language: str) -> Explanation:
    """The same for an article whose text is clean."""
    names = find_corrected_names(article, knowledge, model, language).names
    annotated = annotate(article, knowledge, model, language)
    quotations = explain_quotations(names, annotated) if names.is_read else map(plainly, annotated.quotations)
    return Explanation(
        article,
        tuple(sorted(explain_names(names, annotated, knowledge), key=lambda finding: finding.span)),
        tuple(sorted(quotations, key=lambda finding: finding.span)),
        tuple(explain_dates(annotated)),
    )


def _restored(explanation: Explanation, article: Article, text: Clean) -> Explanation:
    """The explanation of a cleaned text over the article as it came."""
    return Explanation(
        article,
        tuple(replace(finding, span=text.back(finding.span)) for finding in explanation.names),
        tuple(
            replace(
                finding,
                span=text.back(finding.span),
                segments=restored_segments(finding.segments, text),
                cue=text.back(finding.cue) if finding.cue is not None else None,
                speaker=restored_speaker(finding.speaker, text),
            )
            for finding in explanation.quotations
        ),
        tuple(replace(finding, span=text.back(finding.span)) for finding in explanation.dates),
    )
