"""The teiHeader: what is known of an article, how the annotations were made, what their codes mean."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import sitegen
from sitegen.export.statements import public
from sitegen.export.tei.tree import add
from sitegen.model import Article
from sitegen.site import Site
from sitegen.site.thresholds import SHOWN_CONFIDENCE, SHOWN_WORDS_CONFIDENCE
from sitegen.site.urls import page_of_article

_RIGHTS = "No licence is stated here. The rights in the text are its publisher's."
_METHOD = (
    "Names, quotations and their speakers were found and marked up by a program. "
    "On said, the attribute cert is the estimated probability that who is right, and corresp points at the words that "
    "name the speaker and at the verb of speech. A quotation or name that crosses other markup is cut; its pieces are "
    "chained by next and prev. What stands between marks of quotation includes them."
)
_CODES = {
    "quotations": (
        ("direct", "An utterance between marks of quotation."),
        ("partial", "Quoted words inside the reporter's sentence."),
        ("indirect", "A report of speech without marks of quotation."),
    ),
    "attributions": (
        ("shown", "The site names the speaker."),
        (
            "unshown",
            "A speaker was guessed, but not surely enough for the site to name it: the probability is below "
            f"{SHOWN_CONFIDENCE}, or below {SHOWN_WORDS_CONFIDENCE} for words that name no known entity.",
        ),
        ("unattributed", "No speaker was found."),
    ),
    "origins": (
        ("knowledge", "An entry written by the editors of the site."),
        ("built-in", "An entry of the program's own table of countries and places."),
        ("found", "Nobody listed it: the structure of a text gave it away."),
    ),
}
"""The taxonomies that `ana` points into: id and meaning of every code."""


def add_article_header(parent: ET.Element, site: Site, article: Article, *, alone: bool) -> None:
    """The header of an article; when it stands `alone`, what a corpus would say of the encoding stands in it too."""
    header = add(parent, "teiHeader")
    _add_file_description(header, site, article)
    if alone:
        _add_encoding(header)
    _add_profile(header, site, article)
    _add_revisions(header, article)
    ET.indent(header)


def _add_revisions(header: ET.Element, article: Article) -> None:
    """When it was updated, what was corrected, and who has checked the annotations."""
    checked = article.checked
    if not (article.updated or article.correction or checked):
        return
    revisions = add(header, "revisionDesc")
    if checked is not None:
        since = ", and have changed since" if checked.changed else ""
        words = f"The annotations were checked by {checked.by}{since}."
        add(revisions, "change", words, {"when": checked.on.isoformat()})
    if article.updated:
        add(revisions, "change", "The article was updated.", {"when": article.updated.isoformat()})
    if article.correction:
        add(revisions, "change", article.correction)


def add_corpus_header(parent: ET.Element, site: Site) -> None:
    """The header of all articles together."""
    header = add(parent, "teiHeader")
    file = add(header, "fileDesc")
    _add_title(file, site.config.title, ())
    _add_publication(file, site, public(site, "index.html") if site.config.base_url else "")
    add(add(file, "sourceDesc"), "p", "The articles below, each with its own source.")
    _add_encoding(header)
    profile = add(header, "profileDesc")
    add(add(profile, "langUsage"), "language", attributes={"ident": site.config.language})
    ET.indent(header)


def _add_file_description(header: ET.Element, site: Site, article: Article) -> None:
    file = add(header, "fileDesc")
    _add_title(file, article.headline, article.authors)
    _add_publication(file, site, public(site, page_of_article(article)) if site.config.base_url else "")
    source = add(add(file, "sourceDesc"), "bibl")
    add(source, "title", article.headline)
    for author in article.authors:
        add(source, "author", author)
    if article.publisher and article.publisher.name:
        add(source, "publisher", article.publisher.name)
    if article.date:
        add(source, "date", article.date.isoformat(), {"when": article.date.isoformat()})
    if article.publisher and article.publisher.url:
        add(source, "ptr", attributes={"target": article.publisher.url})


def _add_title(file: ET.Element, title: str, authors: tuple[str, ...]) -> None:
    statement = add(file, "titleStmt")
    add(statement, "title", title)
    for author in authors:
        add(statement, "author", author)
    responsible = add(statement, "respStmt")
    add(responsible, "resp", "annotated automatically by")
    add(responsible, "name", "sitegen")


def _add_publication(file: ET.Element, site: Site, where: str) -> None:
    publication = add(file, "publicationStmt")
    add(publication, "publisher", site.config.title)
    if where:
        add(publication, "idno", where, {"type": "URI"})
    add(add(publication, "availability", attributes={"status": "unknown"}), "p", _RIGHTS)


def _add_encoding(header: ET.Element) -> None:
    encoding = add(header, "encodingDesc")
    add(add(encoding, "editorialDecl"), "p", _METHOD)
    classes = add(encoding, "classDecl")
    for name, codes in _CODES.items():
        taxonomy = add(classes, "taxonomy", attributes={"xml:id": name})
        for code, meaning in codes:
            add(add(taxonomy, "category", attributes={"xml:id": code}), "catDesc", meaning)
    program = {"xml:id": "sitegen", "ident": "sitegen", "version": sitegen.__version__}
    add(add(add(encoding, "appInfo"), "application", attributes=program), "label", "sitegen")


def _add_profile(header: ET.Element, site: Site, article: Article) -> None:
    profile = add(header, "profileDesc")
    if article.summary:
        add(add(profile, "abstract"), "p", article.summary)
    if article.dateline:
        add(profile, "creation", article.dateline)
    add(add(profile, "langUsage"), "language", attributes={"ident": article.language or site.config.language})
    if article.tags:
        keywords = add(add(profile, "textClass"), "keywords")
        for tag in article.tags:
            add(keywords, "term", tag)
