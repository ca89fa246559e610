"""The files of an article as bytes: loaded where they lie, they can be read anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sitegen.diagnostics import SitegenError
from sitegen.files.text_file import LoadedFile, load_file
from sitegen.read.sources import refuse_outside, shown_path
from sitegen.text.values import value


@value
class LoadedArticle:
    """What an article is read from. What keeps a file from being read stands in its place."""

    file: LoadedFile
    beside: LoadedFile | None = None
    """`<stem>.yaml`, where there is one; Markdown has everything in itself."""

    def __iter__(self) -> Iterator[LoadedFile]:
        """The file of the article, and that beside it."""
        yield self.file
        if self.beside is not None:
            yield self.beside


def load_article(path: Path, root: Path) -> LoadedArticle:
    """The files of the article at `path`, in the project folder `root`."""
    file = _load(path, root)
    sidecar = path.with_suffix(".yaml")
    alone = file.problems or path.suffix.lower() == ".md" or not sidecar.is_file()
    return LoadedArticle(file) if alone else LoadedArticle(file, _load(sidecar, root))


def _load(path: Path, root: Path) -> LoadedFile:
    shown = shown_path(path, root)
    try:
        refuse_outside(path, root)
    except SitegenError as error:
        return LoadedFile(shown, problems=error.diagnostics)
    return load_file(path, shown)
