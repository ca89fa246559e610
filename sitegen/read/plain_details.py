"""What an author writes about an article: at once where only common keys stand there, with plain values."""

from __future__ import annotations

from typing import Any

from sitegen.files.yaml_file import YamlDocument
from sitegen.project.plain import Read, line, plain_day, plain_id, plain_truth, read_plainly, several
from sitegen.read.draft import Details


def read_details(document: YamlDocument) -> Details:
    """What the values of a document say. Raises SitegenError with the place of every mistake."""
    plain = plain_details(document)
    if plain is not None:
        return plain
    from sitegen.read.frontmatter import details_of

    return details_of(document)


def plain_details(document: YamlDocument) -> Details | None:
    """What `details_of` gives, without its schema; None where not all values are plain."""
    if "entities" in document.text:  # a key of that name may be there, and have been left out with nothing behind it
        return None
    fields = read_plainly(document.value, _KEYS)
    return Details(**fields) if fields is not None else None


_MARKS = ("#", "[[", "<")


def _one_or_several(read: Read) -> Read:
    """One name is read as a list of it."""
    read_all = several(read)
    return lambda value: read_all(value if type(value) is list else [value])


def _unmarked(read: Read) -> Read:
    """Words without what would be taken for a mark of other systems."""
    return lambda value: None if type(value) is str and any(mark in value for mark in _MARKS) else read(value)


_name: Any = _unmarked(line(1))
_KEYS: dict[str, tuple[str, Read]] = {
    "title": ("headline", line(0, 500)),
    "date": ("date", plain_day),
    "slug": ("slug", plain_id),
    "dateline": ("dateline", line(0, 200)),
    "author": ("authors", _one_or_several(_name)),
    "tags": ("tags", several(_name)),
    "summary": ("summary", line()),
    "draft": ("draft", plain_truth),
    "correction": ("correction", line()),
}
