"""Puts what was drafted or learned into the files of knowledge/: only added, nothing that stands there is changed."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.files.output_file import write_file
from sitegen.files.yaml_append import with_entry
from sitegen.files.yaml_scalars import Value
from sitegen.text.values import value


@value
class Change:
    """The text of a file before and after. `shown` is its path for messages."""

    path: Path
    shown: str
    before: str
    after: str

    def diff(self) -> Iterator[str]:
        """The lines of a unified diff, without line ends."""
        lines = (self.before.splitlines(), self.after.splitlines())
        yield from difflib.unified_diff(*lines, self.shown, self.shown, lineterm="", n=3)

    def write(self) -> None:
        """Make the file what it is after. Raises SitegenError (SG773) where it changed or cannot be written."""
        if read_raw(self.path) != self.before:
            message = "was changed by somebody else meanwhile; nothing was written"
            raise SitegenError(Diagnostic(self.shown, message, "SG773", help="run the command again"))
        try:
            write_file(self.path, self.after, "SG773")
        except SitegenError as error:
            hint = "check the permissions of the file and its folder"
            raise SitegenError(replace(one, path=self.shown, help=hint) for one in error.diagnostics) from error


def read_raw(path: Path) -> str:
    """The text of a file as it is, with its own line ends; empty where there is no file."""
    return path.read_bytes().decode("utf-8") if path.is_file() else ""


def added_entry(root: Path, names: Sequence[str], entry: Mapping[str, Value], lines: Iterable[str]) -> Change:
    """The entry put behind all others of the first of these files below `root` that takes one; `lines` write it.

    Raises SitegenError (SG773) when none does.
    """
    written = tuple(lines)
    for name in names:
        path = root / name
        text = read_raw(path)
        after = with_entry(text, entry, written)
        if after is not None:
            return Change(path, name, text, after)
    message = "takes no further entry: it is no list with an entry on lines of its own"
    hint = "write the entry by hand, as it is printed without --write"
    raise SitegenError(Diagnostic(names[0], message, "SG773", help=hint))
