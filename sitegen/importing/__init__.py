"""What newsrooms have, made into a project: documents, exports, feeds, saved pages, folders of other systems; once, and
nothing over what is there."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import ExitStack
from pathlib import Path

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.importing.items import Item, LeftOut
from sitegen.importing.sources import KINDS, find_items
from sitegen.importing.writing import Became, Writer, Written
from sitegen.text.values import value

__all__ = ["Became", "Report", "import_all"]


@value
class Report:
    """What came of an import, in the order in which it was found."""

    written: tuple[Written, ...]
    """The articles and pages, and what became of each."""
    left_out: tuple[LeftOut, ...]
    """What made no article."""
    problems: tuple[Diagnostic, ...]
    """Files that could not be read."""


def import_all(
    paths: Sequence[Path],
    into: Path,
    *,
    uploads: Path | None = None,
    types: Collection[str] = frozenset(),
    dry_run: bool = False,
) -> Report:
    """Import files and folders into the project folder `into`, which is made when something is written.

    `uploads` is a folder with the pictures that exports and feeds name; posts of WordPress of these `types` are
    articles as well. Links between the articles lead to their new files. With `dry_run` nothing is written, and the
    report tells what would be. The network is never asked. What cannot be read is among the problems.
    """
    writer = Writer(into, dry_run=dry_run)
    written: list[Written] = []
    with ExitStack() as open_archives:
        found = [one for path in paths for one in _found_at(path, into, uploads, types, open_archives)]
        problems = [one for one in found if isinstance(one, Diagnostic)]
        for item, path in [(one, writer.place(one)) for one in found if isinstance(one, Item)]:
            _write(writer, item, path, written, problems)
    return Report(tuple(written), tuple(one for one in found if isinstance(one, LeftOut)), tuple(problems))


def _found_at(
    path: Path, into: Path, uploads: Path | None, types: Collection[str], open_archives: ExitStack
) -> Sequence[Item | LeftOut | Diagnostic]:
    """All that is found at a path; where there is nothing, that is a mistake."""
    found = tuple(find_items(path, into, uploads, types, open_archives))
    message, hint = "holds nothing that is imported", f"name {KINDS}"
    return found or (Diagnostic(path.as_posix(), message, "SG850", help=hint),)


def _write(writer: Writer, item: Item, path: str, written: list[Written], problems: list[Diagnostic]) -> None:
    try:
        written.append(writer.write(item, path))
    except SitegenError as error:
        problems.extend(error.diagnostics)
