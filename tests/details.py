"""What front matter says, read from a string."""

from __future__ import annotations

from sitegen.files.yaml_file import read_document
from sitegen.read.draft import Details
from sitegen.read.frontmatter import details_of


def parse_details(yaml: str, path: str, first_line: int = 1) -> Details:
    """What the YAML text says. Raises SitegenError with line and column of every mistake."""
    return details_of(read_document(yaml, path, first_line))
