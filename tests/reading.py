"""What readers make of short texts, for tests that look at a part of it."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel

from sitegen.diagnostics import SitegenError
from sitegen.files.yaml_file import read_document
from sitegen.files.yaml_schema import validate
from sitegen.read.draft import Body
from sitegen.read.markdown import parse_markdown
from sitegen.read.markdown_body import Walk

Schema = TypeVar("Schema", bound=BaseModel)


def body_of_markdown(text: str) -> Body:
    """The body of a Markdown text without front matter, with its headings as they are. Raises SitegenError."""
    walk = Walk("", text.split("\n"), 0)
    body = walk.flatten(parse_markdown(text, ""))
    if walk.problems:
        raise SitegenError(walk.problems)
    return body


def parse_yaml(text: str, path: str, schema: type[Schema], first_line: int = 1) -> Schema:
    """The whole of `text` as an instance of `schema`. Raises SitegenError with line and column of every mistake."""
    document = read_document(text, path, first_line)
    return validate(document, schema, document.value)
