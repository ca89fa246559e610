"""What an author writes about an article: front matter in Markdown, `<stem>.yaml` beside a text or a saved page."""

from __future__ import annotations

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.files.yaml_file import YamlDocument, read_document, validate
from sitegen.model import Publisher
from sitegen.project.entries import FrontMatter
from sitegen.read.draft import Details, Named

FENCE = "---"


def parse_details(yaml: str, path: str, first_line: int = 1) -> Details:
    """What the YAML text says. Raises SitegenError with line and column of every mistake."""
    document = read_document(yaml, path, first_line)
    entry = validate(document, FrontMatter, document.value)
    return Details(
        headline=entry.title,
        date=entry.date,
        slug=entry.slug,
        dateline=entry.dateline,
        authors=entry.author,
        publisher=Publisher(entry.source.publisher, entry.source.url) if entry.source else None,
        language=entry.lang,
        tags=entry.tags,
        summary=entry.summary,
        draft=entry.draft,
        correction=entry.correction,
        named=tuple(_named(document, name, entity_id) for name, entity_id in entry.entities.items()),
    )


def _named(document: YamlDocument, name: str, entity_id: str) -> Named:
    where = document.diagnostic(("entities", name), "", "")
    return Named(name, entity_id, where.path, where.line, where.column)


def split_front_matter(text: str, path: str) -> tuple[str, int]:
    """The YAML between the `---` lines at the head of `text`, and the offset where the body begins.

    A text that does not begin with such a line has none: "" and 0. Raises SitegenError SG307 when it is not closed.
    """
    if text.split("\n", 1)[0].rstrip() != FENCE:
        return "", 0
    begin = len(text.split("\n", 1)[0]) + 1
    at = begin
    for line in text[begin:].split("\n"):
        if line.rstrip() == FENCE:
            return text[begin:at], min(at + len(line) + 1, len(text))
        at += len(line) + 1
    hint = "close it with a line that holds --- alone; a rule across the page is written ***"
    raise SitegenError(Diagnostic(path, "the front matter is not closed", "SG307", 1, 1, hint, FENCE))
