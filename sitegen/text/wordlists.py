"""The words that depend on a language: lists in `languages/<code>/`, one file a list, one entry a line.

A line that begins with `#` is a comment; a table's columns are split by `|`. What the pages say is such a list for
every language (`interface.txt`, `months.txt`, `weekdays.txt`): a second folder makes a second language of the pages.

The annotator reads English alone. Its lists hold the words that a rule asks about: verbs of saying, titles, heads of
names. What stands in code is the grammar of English, closed classes and the order of a sentence: articles, pronouns,
prepositions, the subject before its verb. A second language of articles needs lists of its own and rules of its own
beside `names`, `quotations` and `dates`; until then (`reads`) what is found in it needs no grammar: the names that the
user lists, countries by the names that are listed for it, words between its quotation marks.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

_SHIPPED = Path(__file__).parent.parent
ENGLISH = "en"
"""The language that the annotator reads."""


def reads(language: str) -> bool:
    """True for a language that the annotator has rules for, such as en-GB."""
    return base_of(language) == ENGLISH


def base_of(language: str) -> str:
    """The language of a code without its region, in small letters: de of de-AT; nb of no, which means it."""
    base = language.partition("-")[0].casefold()
    return "nb" if base in ("no", "nn") else base


def load_rows(name: str, language: str = "en") -> tuple[tuple[str, ...], ...]:
    """The rows of the table `name`, each a tuple of its stripped columns, in file order."""
    return _rows_of(name, language)


@cache
def _rows_of(name: str, language: str) -> tuple[tuple[str, ...], ...]:
    path = _SHIPPED.joinpath("languages", language, f"{name}.txt")
    return split_rows(path.read_text(encoding="utf-8"))


@cache
def load_table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a table of facts or weights, in the same form."""
    return split_rows(_SHIPPED.joinpath("tables", f"{name}.txt").read_text(encoding="utf-8"))


def split_rows(text: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a table in this form, each a tuple of its stripped columns."""
    lines = map(str.strip, text.splitlines())
    return tuple([tuple(map(str.strip, line.split("|"))) for line in lines if line and not line.startswith("#")])


@cache
def load_classes(name: str, language: str = "en") -> Mapping[str, frozenset[str]]:
    """A table of word classes, each a line of words behind the name of its class; lines of one class add up."""
    classes: dict[str, frozenset[str]] = {}
    for kind, words in load_rows(name, language):
        classes[kind] = classes.get(kind, frozenset()) | frozenset(words.split())
    return classes


@cache
def load_class(name: str, kind: str) -> frozenset[str]:
    """The words of one class of a table of them. Raises KeyError for a class that it has not: a misspelt one."""
    return load_classes(name)[kind]


@cache
def load_words(name: str, language: str = "en") -> frozenset[str]:
    """The entries of the list `name` (the first column, where it is a table)."""
    return frozenset(row[0] for row in load_rows(name, language))
