"""What stands before a plain text: its date, lines such as `Title: …`, a headline, a byline."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from sitegen.diagnostics import Diagnostic, Severity, SitegenError
from sitegen.read.draft import Details
from sitegen.read.head import find_surely
from sitegen.read.html_authors import byline_names, split_names
from sitegen.read.html_lines import is_of_time
from sitegen.read.mail_head import find_mail_head, find_signature
from sitegen.read.plain_details import read_details
from sitegen.text.values import value
from sitegen.text.written_days import day_in

_DATE = re.compile(r"[ \t]*(?:date:?|Date:|DATE:)[ \t]+(\d+[-/.]\d+[-/.]\d+)(?!\S)[ \t]*")
_KEY = re.compile(r"[ \t]*([A-Za-z]+):[ \t]+(\S[^\n]*)")
_FIRST = {"title": "title", "headline": "title", "date": "date", "author": "author", "byline": "author"}
"""The keys of which one begins a head; what they are in front matter."""
_KEYS = _FIRST | {
    **{key: key for key in ("summary", "tags", "slug", "lang", "language", "dateline", "source", "updated", "draft")},
    "by": "author",
}
_BLANK = re.compile(r"(?:[^\S\n]*+\n)*+")
_LONGEST = 120
_LONGEST_BYLINE = 100
_FEWEST_WORDS = 3
_FEWEST_NAMES = 2
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*\Z")
_ENDS = re.compile(r"[.!?…,;:—–-][\"'”’»)\]]*\Z")
_SHORTEST_TEXT = 60
"""In characters: so long is the first paragraph under a headline at least."""


@value
class Head:
    """What the lines before a text say, and where the words begin."""

    begin: int
    details: Details
    headline_at: int = -1
    """Where a headline stands that no key announces; -1 where there is none."""
    told: tuple[Diagnostic, ...] = ()
    end: int | None = None
    """Where the words end before the end of the text, as those of a message do before the signature."""


def find_head(text: str, path: str) -> Head:
    """What stands before the text: front matter, the head of a message, or lines of its own.

    Raises SitegenError: SG306 for a day that is none, SG1xx for other wrong values, SG307 for front matter left open.

    A headline, a byline or a day without a key counts only where a paragraph of sentences follows.
    """
    written = find_surely(text, path)
    if written is not None:
        return Head(written.begin, read_details(written.read(path)))
    begin, details = find_mail_head(text)
    if begin:
        return _of_message(text, path, begin, details)
    sure = _Walk(text, path)
    while sure.step():
        pass
    whole = replace(sure, values=dict(sure.values), lines=dict(sure.lines))
    while not sure.in_text and whole.step(freely=True):
        pass
    taken = whole if whole.at > sure.at and _is_running(text[whole.at :]) else sure
    return Head(taken.at, taken.details(), taken.headline_at, tuple(taken.told()))


def _of_message(text: str, path: str, begin: int, details: Details) -> Head:
    """The head of a message, which ends before its signature; a note (SG372) tells of that."""
    signature = find_signature(text, begin)
    if signature < 0:
        return Head(begin, details)
    number = text.count("\n", 0, signature) + 1
    message = "what stands below `--` is taken for the signature of the message, and left out"
    hint = "where it is part of the text, take the line `--` out"
    told = Diagnostic(path, message, "SG372", number, help=hint, severity=Severity.NOTE)
    return Head(begin, details, told=(told,), end=signature)


def _is_running(text: str) -> bool:
    """Whether a text begins with a paragraph that is long and ends like a sentence."""
    first = text.lstrip().split("\n\n", 1)[0].rstrip()
    return len(first) >= _SHORTEST_TEXT and _SENTENCE.search(first) is not None


@dataclass(slots=True)
class _Walk:
    """Goes over the lines before the text, from the top."""

    text: str
    path: str
    at: int = 0
    date: datetime.date | None = None
    authors: tuple[str, ...] = ()
    headline: str = ""
    headline_at: int = -1
    values: dict[str, str | list[str]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    in_text: bool = False
    """True where the text begins in the middle of a line."""
    parted: bool = False
    """Whether a blank line stands before the next."""

    def step(self, *, freely: bool = False) -> bool:
        """Go over one line more that is no text; False where the text begins. What no key announces only `freely`."""
        blank = _BLANK.match(self.text, self.at)
        ends = self.text.count("\n", self.at, blank.end()) if blank is not None else 0
        self.at += blank.end() - self.at if blank is not None else 0
        self.parted = ends > 1 or (self.parted and ends == 0)
        line = self._line()
        if not line.strip():
            return False
        if self._dated(line) or self._keyed(line):
            return True
        return freely and (self._signed(line) or self._told_day(line) or self._headed(line))

    def _line(self) -> str:
        return self.text[self.at :].split("\n", 1)[0]

    def _dated(self, line: str) -> bool:
        found = _DATE.match(line) if self.date is None else None
        if found is None:
            return False
        number = self.text.count("\n", 0, self.at) + 1
        self.date = _day(found, line, self.path, number)
        self.in_text = found.end() < len(line)
        self.at += found.end()
        return not self.in_text

    def _keyed(self, line: str) -> bool:
        found = _KEY.fullmatch(line)
        is_begun = bool(self.values) or (self.date is not None and not self.parted)
        key = (_KEYS if is_begun else _FIRST).get(found[1].lower(), "") if found is not None else ""
        if found is None or not key or key in self.values:
            return False
        value = found[2].strip()
        if key == "date":
            day = day_in(value[:_LONGEST])
            if day is None and not self.values:
                return False
            value = day.isoformat() if day is not None else value
        self.values[key] = list(split_names(value)) or value if key == "author" else value
        self.lines[key] = self.text.count("\n", 0, self.at) + 1
        self.at += len(line)
        return True

    def _signed(self, line: str) -> bool:
        if self.authors or len(line) > _LONGEST_BYLINE or _ENDS.search(line.strip()) or not self._is_alone(line):
            return False
        names = byline_names(line)
        if any(len(name.split()) < _FEWEST_NAMES for name in names):
            return False
        self.authors = names
        if names and self.date is None and "date" not in self.values:
            self.date = day_in(line)
        self.at += len(line) if names else 0
        return bool(names)

    def _told_day(self, line: str) -> bool:
        """Go over a line that is nothing but a day."""
        if self.date is not None or "date" in self.values:
            return False
        self.date = day_in(line) if is_of_time(line) else None
        self.at += len(line) if self.date is not None else 0
        return self.date is not None

    def _headed(self, line: str) -> bool:
        words = line.split()
        is_line = len(words) >= _FEWEST_WORDS and len(line) <= _LONGEST and not _ENDS.search(line.strip())
        if self.headline or "title" in self.values or not is_line or not self._is_alone(line):
            return False
        if words[0][0].islower() or "\t" in line or day_in(line) is not None:
            return False
        self.headline, self.headline_at = " ".join(words), self.at
        self.at += len(line)
        return True

    def _is_alone(self, line: str) -> bool:
        """Whether nothing follows in the paragraph of the line but what belongs to a head."""
        following = self.text[self.at + len(line) + 1 :].split("\n", 1)[0]
        known = _KEY.fullmatch(following)
        is_key = known is not None and known[1].lower() in _KEYS
        is_day = is_of_time(following) and day_in(following) is not None
        return not following.strip() or is_key or is_day or bool(_DATE.fullmatch(following) or byline_names(following))

    def details(self) -> Details:
        """What the lines say. Raises SitegenError (SG1xx) for a value that is none."""
        told = Details(headline=self.headline, date=self.date, authors=self.authors)
        if not self.values:
            return told
        from sitegen.files.yaml_file import YamlDocument
        from sitegen.files.yaml_places import Path, Position

        places: dict[Path, Position] = {(key,): (line, 1) for key, line in self.lines.items()}
        return read_details(YamlDocument(self.values, self.path, self.text, 1, places)).over(told)

    def told(self) -> Iterator[Diagnostic]:
        """A note (SG366) on the headline that no key announces."""
        if self.headline:
            number = self.text.count("\n", 0, self.headline_at) + 1
            message = f"“{self.headline}” is taken for the headline"
            hint = "where it is part of the text, let it end with a point, or give the article another title"
            yield Diagnostic(self.path, message, "SG366", number, help=hint, severity=Severity.NOTE)


def _day(found: re.Match[str], line: str, path: str, number: int) -> datetime.date:
    try:
        if not _ISO.fullmatch(found[1]):
            raise ValueError("not written YYYY-MM-DD")
        return datetime.date.fromisoformat(found[1])
    except ValueError as error:
        message = f"the date {found[1]} is no day of the calendar" if "day" in str(error) else f"no date: {found[1]}"
        hint = "write date YYYY-MM-DD, such as date 2023-01-21"
        column = found.start(1) + 1
        raise SitegenError(Diagnostic(path, message, "SG306", number, column, hint, line[:200])) from error
