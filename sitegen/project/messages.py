"""What the pages themselves say, in the language of the site: one catalogue a language, in `languages/<code>/`.

A theme may change words or add a language: `theme/languages/<code>/interface.txt`, with `months.txt` and
`weekdays.txt`. What a catalogue leaves out is said in English. A number takes the second form unless it is 1, as in
English and German.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import lru_cache, partial
from pathlib import Path

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.files.shipped import find_resource_folder
from sitegen.files.text_file import read_text_file
from sitegen.text.values import value
from sitegen.text.wordlists import load_rows, split_rows

_FIELD = re.compile(r"(\{\w+\})")
_DAYS = ("months", "weekdays")
_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ku", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"})


@value
class Interface:
    """The words of the pages in one language. Called with a key it gives the words, with the values in their gaps."""

    language: str
    words: Mapping[str, tuple[str, ...]] = field(hash=False, repr=False)
    months: tuple[str, ...] = field(hash=False, repr=False)
    weekdays: tuple[str, ...] = field(hash=False, repr=False)
    """Monday first."""

    def __call__(self, key: str, n: int | None = None, **values: object) -> str:
        """The words for `key`; those for more than one when `n` is not 1. Raises KeyError for a key that is none."""
        forms = self.words[key]
        words = forms[-1] if n is not None and n != 1 else forms[0]
        if not values:
            return words if n is None else words.replace("{n}", self.number(n))
        shown = {name: str(value) for name, value in values.items()}
        if n is not None:
            shown["n"] = self.number(n)
        elif len(shown) == 1:
            ((name, said),) = shown.items()
            return words.replace(f"{{{name}}}", said)
        return "".join([shown.get(name, piece) for piece, name in _pieces(words)])

    @property
    def direction(self) -> str:
        """ "ltr" or "rtl"."""
        return self("direction")

    def number(self, n: int) -> str:
        """A number with a thin space between thousands, from 10,000 on, as ISO 80000-1 writes it."""
        return f"{n:,}".replace(",", "\N{NARROW NO-BREAK SPACE}") if n >= 10_000 else str(n)

    def day(self, day: datetime.date) -> str:
        """A date in words, the same under every locale: 21 January 2023."""
        return self("day", day=day.day, month=self.months[day.month - 1], year=day.year)

    def month(self, month: tuple[int, int]) -> str:
        """January 2023, from the year and the month."""
        return self("month", month=self.months[month[1] - 1], year=month[0])

    def rough_day(self, written: str) -> str:
        """21 January 2023, January 2023 or 2023, from the same with hyphens: no more than was written."""
        parts = [int(part) for part in written.split("-")]
        if len(parts) == 3:
            return self.day(datetime.date(*parts))
        return self.month((parts[0], parts[1])) if len(parts) == 2 else str(parts[0])


@lru_cache(maxsize=1024)
def _pieces(words: str) -> tuple[tuple[str, str], ...]:
    """The words cut at their gaps, each piece with the name of its gap; what stands between gaps has none."""
    return tuple((piece, piece[1:-1] if number % 2 else "") for number, piece in enumerate(_FIELD.split(words)))


def direction_of(language: str) -> str:
    """ "rtl" for a language whose script runs from right to left, else "ltr" (the scripts of CLDR)."""
    return "rtl" if language.partition("-")[0].casefold() in _RIGHT_TO_LEFT else "ltr"


def load_interface(language: str = "en", theme: Path | None = None, root: Path | None = None) -> Interface:
    """The words for the best of the catalogues: of the whole code ("de-AT"), of its language ("de"), else English.

    Raises SitegenError (SG108) for a theme's catalogue with a line that cannot be used, its path as seen from `root`.
    """
    english = dict(_built_in("en", "interface"))
    words, known = english, "en"
    days = {name: tuple(row[0] for row in load_rows(name)) for name in _DAYS}
    for code in dict.fromkeys((language.partition("-")[0].casefold(), language.casefold())):
        for find in (_built_in, partial(_themed, theme, root)):
            if rows := find(code, "interface"):
                words, known = words | rows, language
                words["language"] = (language,)
                words["direction"] = rows.get("direction", (direction_of(language),))
            own = {name: tuple(find(code, name)) for name in _DAYS}
            days |= {name: names for name, names in own.items() if len(names) == len(days[name])}
    return Interface(known, words, days["months"], days["weekdays"])


def _built_in(code: str, name: str) -> dict[str, tuple[str, ...]]:
    path = find_resource_folder("languages").joinpath(code, f"{name}.txt")
    return {row[0]: row[1:] for row in load_rows(name, code)} if code.isalpha() and path.is_file() else {}


def _themed(theme: Path | None, root: Path | None, code: str, name: str) -> dict[str, tuple[str, ...]]:
    """A theme's own catalogue: key → forms. A link that leads out of the theme is not followed."""
    if theme is None:
        return {}
    path = theme / "languages" / code / f"{name}.txt"
    if not path.is_file() or not path.resolve().is_relative_to(theme.resolve()):
        return {}
    shown = path.relative_to(root.resolve()) if root and path.is_relative_to(root.resolve()) else path
    text = read_text_file(path, str(shown))
    problems = tuple(_problems(text, str(shown))) if name == "interface" else ()
    if problems:
        raise SitegenError(problems)
    return {row[0]: row[1:] for row in split_rows(text)}


def _problems(text: str, path: str) -> Iterator[Diagnostic]:
    known = _built_in("en", "interface")
    for number, line in enumerate(text.splitlines(), 1):
        row = next(iter(split_rows(line)), None)
        if row is None:
            continue
        if len(row) < 2 or not row[1]:
            yield Diagnostic(
                path, "this line has no words", "SG108", number, help="write: key | words", source_line=line
            )
        elif row[0] not in known:
            hint = f"the keys are: {', '.join(known)}"
            yield Diagnostic(path, f"there is no key `{row[0]}`", "SG108", number, help=hint, source_line=line)
