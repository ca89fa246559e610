"""Front matter in places where few have it: behind blank lines or comments, in a comment (Nikola), in lines that begin
with a % (Pandoc) or have two colons (Logseq), below the heading of the article (Notion).

Imported late: pydantic is slow to load.
"""

from __future__ import annotations

import re

from sitegen.project.foreign_keys import AnyFrontMatter, is_known

_COMMENT = re.compile(r"<!--(?P<inside>.*?)-->[^\S\n]*(?:\n|\Z)", re.DOTALL)
_BLANK = re.compile(r"(?:[^\S\n]*\n)*")
_KEY = re.compile(r"([A-Za-z][\w -]{0,40}):(?:[ \t]+(\S.*)|[ \t]*)")
_FIRST = re.compile(r"([A-Za-z][\w-]{0,40})[ \t]*[:=]")
_NIKOLA = re.compile(r"\.\. ([a-z][\w-]*):(.*)")
_PROPERTY = re.compile(r"([A-Za-z][\w-]*)::[ \t]*(.*)")
_PANDOC = re.compile(r"%[ \t]*(.*)")
_OF_PANDOC = ("title", "author", "date")
_HEADING = re.compile(r"#[ \t]+([^\n*_`<>\[\]\\]+?)[ \t#]*\n(?:[^\S\n]*\n)+")
_FEWEST = 2
_LONGEST = 40
"""In lines."""


def find_fence(text: str, fences: tuple[str, ...]) -> tuple[int, tuple[int, ...]]:
    """Where a fence begins behind blank lines and comments, and the numbers of the lines of these.

    0 where none does, or no known key stands behind it.
    """
    at, number = 0, 1
    comments = []
    while True:
        blank = _match(_BLANK, text, at)
        at, number = at + len(blank), number + blank.count("\n")
        found = _COMMENT.match(text, at)
        if found is None:
            break
        comments.append(number)
        at, number = found.end(), number + found[0].count("\n")
    line, _, rest = text[at:].partition("\n")
    key = _FIRST.match(rest)
    is_head = line.rstrip() in fences and key is not None and is_known(key[1].lower())
    return (at, tuple(comments)) if is_head and at else (0, ())


def keys_in(text: str) -> tuple[str, int, int]:
    """The lines of keys that a text begins with, written `key: value`, where it goes on, and the first one’s number.

    "" and 0 where it begins with none.
    """
    for find in (_in_comment, _in_percents, _in_properties, _below_heading):
        keys, end, first = find(text)
        if keys:
            return keys, end, first
    return "", 0, 0


def _in_comment(text: str) -> tuple[str, int, int]:
    """`.. title: …` and more such lines in a comment, or by themselves."""
    blank = len(_match(_BLANK, text, 0))
    found = _COMMENT.match(text, blank)
    inside = found["inside"] if found is not None else text[blank:].split("\n\n", 1)[0]
    begin = found.start("inside") if found is not None else blank
    end = found.end() if found is not None else blank + len(inside)
    lines = inside.split("\n")
    keys = [_NIKOLA.fullmatch(line.rstrip()) for line in lines]
    if any(key is None and line.strip() for key, line in zip(keys, lines, strict=True)) or not _are_keys(
        [key[1] for key in keys if key is not None], "title"
    ):
        return "", 0, 0
    written = "\n".join(f"{key[1]}:{key[2]}" if key is not None else "" for key in keys)
    return written, end, text.count("\n", 0, begin) + 1


def _in_percents(text: str) -> tuple[str, int, int]:
    """The title, the authors and the day of Pandoc, each in a line with a % before it."""
    lines = []
    for line in text.split("\n", len(_OF_PANDOC) + 1)[: len(_OF_PANDOC)]:
        found = _PANDOC.fullmatch(line.rstrip())
        if found is None:
            break
        lines.append(found[1])
    if len(lines) < _FEWEST or not lines[0]:
        return "", 0, 0
    end = sum(len(line) + 1 for line in text.split("\n", len(lines))[: len(lines)])
    return "\n".join(f"{key}: {words}" for key, words in zip(_OF_PANDOC, lines, strict=False)), end, 1


def _in_properties(text: str) -> tuple[str, int, int]:
    """`title:: …` and more such lines of Logseq."""
    paragraph = text.split("\n\n", 1)[0]
    keys = [_PROPERTY.fullmatch(line.rstrip()) for line in paragraph.rstrip("\n").split("\n")]
    if not all(keys) or not _are_keys([key[1] for key in keys if key is not None]):
        return "", 0, 0
    return "\n".join(f"{key[1]}: {key[2]}" for key in keys if key is not None), len(paragraph), 1


def _below_heading(text: str) -> tuple[str, int, int]:
    """A heading of the first level and, as a paragraph below it, lines of keys and nothing else."""
    heading = _HEADING.match(text)
    if heading is None:
        return "", 0, 0
    paragraph = text[heading.end() :].split("\n\n", 1)[0]
    lines = paragraph.split("\n")
    keys = [_KEY.fullmatch(line.rstrip()) for line in lines]
    if not all(keys) or len(lines) > _LONGEST or not _are_keys([key[1] for key in keys if key is not None]):
        return "", 0, 0
    between = "\n" * text.count("\n", heading.end(1), heading.end())
    written = "\n".join(f"{key[1].replace(' ', '_')}: {key[2] or ''}" for key in keys if key is not None)
    return f"title: {heading[1]}{between}{written}", heading.end() + len(paragraph), 1


def _are_keys(keys: list[str], needed: str = "") -> bool:
    """Whether these are keys of front matter, of which one says something, or is the one that is needed."""
    known = {key.casefold() for key in keys if is_known(key.casefold())}
    return len(known) >= _FEWEST and (needed in known if needed else not known.isdisjoint(AnyFrontMatter.model_fields))


def _match(pattern: re.Pattern[str], text: str, at: int) -> str:
    found = pattern.match(text, at)
    return found[0] if found is not None else ""
