"""What newsrooms have, made into a project: documents, exports, feeds, saved pages, folders of other systems; once, and
nothing over what is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.importing.items import Item, LeftOut
from sitegen.importing.sources import KINDS, find_items
from sitegen.importing.writing import Became, Writer, Written

__all__ = ["Became", "Report", "import_all"]


@dataclass(frozen=True, slots=True)
class Report:
    """What came of an import, in the order in which it was found."""

    written: tuple[Written, ...]
    """The articles and pages, and what became of each."""
    left_out: tuple[LeftOut, ...]
    """What made no article."""
    problems: tuple[Diagnostic, ...]
    """Files that could not be read."""


def import_all(paths: Sequence[Path], into: Path, *, uploads: Path | None = None, dry_run: bool = False) -> Report:
    """Import files and folders into the project folder `into`, which is made when something is written.

    `uploads` is a folder with the pictures that exports and feeds name. With `dry_run` nothing is written, and the
    report tells what would be. The network is never asked. What cannot be read is among the problems.
    """
    writer = Writer(into, dry_run=dry_run)
    written: list[Written] = []
    left_out: list[LeftOut] = []
    problems: list[Diagnostic] = []
    for path in paths:
        count = len(written) + len(left_out) + len(problems)
        for found in find_items(path, into, uploads):
            if isinstance(found, Item):
                _write(writer, found, written, problems)
            elif isinstance(found, LeftOut):
                left_out.append(found)
            else:
                problems.append(found)
        if count == len(written) + len(left_out) + len(problems):
            message, hint = "holds nothing that is imported", f"name {KINDS}"
            problems.append(Diagnostic(path.as_posix(), message, "SG850", help=hint))
    return Report(tuple(written), tuple(left_out), tuple(problems))


def _write(writer: Writer, item: Item, written: list[Written], problems: list[Diagnostic]) -> None:
    try:
        written.append(writer.write(item))
    except SitegenError as error:
        problems.extend(error.diagnostics)
