"""The review table of a project: what was found in it, and what its author should look at, as values.

Nothing is annotated here: everything stands in the site as it was made, and in what the sources were told.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sitegen.check.entities import draft_rows, entity_rows, unlisted_rows, unused_rows
from sitegen.check.fragments import Fragment, fragment_rows, fragments_in
from sitegen.check.nobodys import PlainSpeaker, plain_speaker_rows, plain_speakers, site_name_rows, site_names_in
from sitegen.check.quotations import quotation_rows
from sitegen.check.roles import Unheld, role_rows, unheld_in
from sitegen.check.rows import Review, Row, Topic
from sitegen.check.seen import Seen
from sitegen.check.told import told_rows
from sitegen.diagnostics import Diagnostic
from sitegen.knowledge import KnowledgeBase
from sitegen.knowledge.written import written_entries
from sitegen.pages import PlannedPage
from sitegen.site import Site
from sitegen.text.values import value

__all__ = ["BELOW", "Review", "Row", "Subject", "Topic", "review"]

BELOW = 0.9
"""Quotations of which the annotator is less sure are worth a look: in news every sixth of those that pages show."""

_OF_ENTRIES = frozenset({Topic.ROLES, Topic.UNUSED, Topic.DRAFTS})


@value
class Subject:
    """What is reviewed: a site as it was made, and what was told of its sources."""

    site: Site
    knowledge: KnowledgeBase
    pages: Sequence[PlannedPage]
    told: tuple[Diagnostic, ...] = ()
    drafts: tuple[str, ...] = ()
    """The paths of articles that are drafts."""


def review(
    subject: Subject, topics: Collection[Topic] = tuple(Topic), below: float = BELOW, article: str = ""
) -> Review:
    """The rows of these topics, least sure first within each, of quotations those whose speaker a page tells; of one
    article, by its path, when it is named.

    Quotations of which the annotator is less sure than `below` are told, whether a page names their speaker or not.
    Rows about a place in an article have its offset; `places.located` finds their lines. Raises SitegenError: SG430
    for a mistake in a template, where a page is made for its fragments.
    """
    site, wanted, root = subject.site, frozenset(topics), subject.site.config.root
    facts = [one for one in site.facts if article in ("", one.article.path)]
    pages = [page for page in site.pages if article in ("", page.path)]
    seen = Seen()
    rows: list[Row] = []
    unheld: list[Unheld] = []
    fragments: list[Fragment] = []
    plain: list[PlainSpeaker] = []
    there: set[str] = set()
    for annotated in map(site.annotated_of, facts):
        seen.add(annotated)
        unheld.extend(unheld_in(annotated, site))
        fragments.extend(fragments_in(annotated.article, site))
        plain.extend(plain_speakers(annotated))
        there |= site_names_in(site.config, annotated.article.text)
        rows.extend(quotation_rows(annotated, below))
    for page in pages:
        fragments.extend(fragments_in(page, site))
    known = tuple({**subject.knowledge.by_id, **site.entities}.values())
    entries = tuple(written_entries(root / "knowledge", root)) if wanted & _OF_ENTRIES else ()
    about_files = (*told_rows(subject.told, root), *draft_rows(entries, subject.drafts))
    if Topic.UNUSED in wanted:
        unused = (*unused_rows(site, subject.knowledge, entries), *site_name_rows(site.config, there, known))
        about_files = (*about_files, *unused)
    rows.extend(row for row in about_files if article in ("", row.path))
    rows.extend(plain_speaker_rows(plain, known, root))
    rows.extend((*role_rows(unheld, entries), *entity_rows(site, seen), *unlisted_rows(site, seen)))
    if Topic.LINKS in wanted:
        rows.extend(fragment_rows(fragments, subject.pages, site))
    rows.sort(key=_order)  # within a topic they stand as its rows were made
    checked = sum(one.article.checked is not None and not one.article.checked.changed for one in facts)
    return Review(len(facts), tuple(row for row in rows if row.topic in wanted), checked)


_ORDER = {topic: number for number, topic in enumerate(Topic)}


def _order(row: Row) -> tuple[int, bool, float, str]:
    """Topic by topic; quotations by how sure the annotator is, those first whose speaker a page tells, for he may be
    the wrong one; pictures by file."""
    is_said = row.topic is Topic.QUOTATIONS
    certainty = row.certainty or 0.0 if is_said else 0.0
    is_silent = is_said and not row.details["shown"]
    return _ORDER[row.topic], is_silent, certainty, row.path if row.topic is Topic.PICTURES else ""
