"""What an author writes about an article: front matter in Markdown, `<stem>.yaml` beside a text or a saved page."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.files.yaml_file import YamlDocument, read_document, validate
from sitegen.model import Publisher
from sitegen.read.draft import Details, Named
from sitegen.schemas import Day, Id, Line, Url

FENCE = "---"


def _as_list(value: Any) -> Any:
    """A single name as a list of one."""
    return (value,) if isinstance(value, str) and value.strip() else value


_AUTHORS_SCHEMA = {
    "anyOf": [{"type": "string", "minLength": 1}, {"type": "array", "items": {"type": "string"}}],
}


class SourceEntry(BaseModel):
    """Who first published the article."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    publisher: Line = Field(min_length=1, max_length=200, description="The publisher's name.")
    url: Url = Field(default="", description="Where the article stands there: http:// or https://.")


class FrontMatter(BaseModel):
    """The keys of front matter. Every key is optional."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Line = Field(default="", max_length=500, description="The headline.")
    date: Day = Field(default=None, description="The day of publication, YYYY-MM-DD.")
    slug: str = Field(
        default="",
        max_length=120,
        pattern=r"^([a-z0-9]+(-[a-z0-9]+)*)?$",
        description="The page's file name: a–z, 0–9 and hyphens. By default the name of this file.",
    )
    dateline: Line = Field(default="", max_length=200, description="Where the report was written, such as BERLIN.")
    author: Annotated[tuple[Line, ...], BeforeValidator(_as_list), WithJsonSchema(_AUTHORS_SCHEMA)] = Field(
        default=(), description="The author, or a list of them."
    )
    source: SourceEntry | None = Field(default=None, description="The first publisher, with the address there.")
    lang: str = Field(
        default="", pattern=r"^([A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*)?$", description="The language, such as en."
    )
    tags: tuple[Line, ...] = Field(default=(), description="Subjects; articles of one tag are listed together.")
    summary: Line = Field(default="", max_length=2000, description="One or two sentences for lists and previews.")
    draft: bool = Field(default=False, description="True: the article is left out of the site.")
    correction: Line = Field(default="", max_length=2000, description="What was corrected, and when.")
    entities: dict[Annotated[Line, Field(min_length=1, max_length=200)], Id] = Field(
        default={},
        description='Whom a name means in this article: Ana Ruiz: ana-ruiz-mayor. Behind it "": it is left alone.',
    )


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
    place = document.diagnostic(("entities", name), "", "")
    return Named(name, entity_id, place.path, place.line, place.column)


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
