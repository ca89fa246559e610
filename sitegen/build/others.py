"""What is told of front matter that was written for other systems: once for the whole project."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sitegen.diagnostics import Diagnostic, Severity

_MOST_NAMED = 3
"""At most so many files are named."""


_ADDRESSES = frozenset({"permalink", "url"})
"""Keys by which other systems give a page its address."""


class OfOthers(NamedTuple):
    """The keys of other systems in one file: those that leave it out of the site, and those that say nothing here."""

    path: str
    withheld: tuple[str, ...]
    passed: tuple[str, ...]


def told_of_others(files: Iterable[OfOthers]) -> Iterator[Diagnostic]:
    """A note (SG368) on the keys that say nothing here, and one (SG369) on the files that such keys leave out."""
    files = sorted(files)
    yield from _passed([one for one in files if one.passed])
    yield from _withheld([one for one in files if one.withheld])


def _passed(files: list[OfOthers]) -> Iterator[Diagnostic]:
    if files:
        counts = Counter(key for one in files for key in one.passed)
        keys = ", ".join(f"`{key}`" + (f" ({count} files)" if count > 1 else "") for key, count in counts.most_common())
        message = f"keys of other systems say nothing here: {keys}"
        has_address = not counts.keys().isdisjoint(_ADDRESSES)
        old = ", but for old addresses, which `aliases: [/the/path/]` has lead on" if has_address else ""
        hint = f"nothing has to be done{old}; sitegen has no use for them"
        yield Diagnostic(files[0].path, message, "SG368", 1, help=hint, severity=Severity.NOTE)


def _withheld(files: list[OfOthers]) -> Iterator[Diagnostic]:
    if files:
        counts = Counter(one.withheld[0] for one in files)
        keys = ", ".join(f"`{key}`" + (f" ({count})" if len(counts) > 1 else "") for key, count in counts.most_common())
        kept = "keep" if len(counts) > 1 else "keeps"
        which = "this file" if len(files) == 1 else f"{len(files)} files"
        message = f"{keys} in front matter {kept} {which} out of the site"
        others = [one.path for one in files[1:]]
        more = f" and {len(others) - _MOST_NAMED} more" if len(others) > _MOST_NAMED else ""
        named = f"the others: {', '.join(others[:_MOST_NAMED])}{more}; " if others else ""
        hint = f"{named}take the key out to publish"
        yield Diagnostic(files[0].path, message, "SG369", 1, help=hint, severity=Severity.NOTE)
