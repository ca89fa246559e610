"""Entries of knowledge/ as they stand in their files, drafts too, for whoever adds to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sitegen.files.text_file import read_text_file
from sitegen.files.yaml_places import Path as Place
from sitegen.knowledge import knowledge_files
from sitegen.text.letters import clean
from sitegen.text.slugs import make_slug
from sitegen.text.values import value


@value
class WrittenEntry:
    """An entry as somebody wrote it: its id, its file, where it stands there, and its keys with their values."""

    id: str
    path: Path
    shown: str
    """The path of the file for messages."""
    line: int
    """From 1."""
    at: Place
    values: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Its name, with its letters composed."""
        return clean(" ".join(str(self.values["name"]).split()))

    @property
    def kind(self) -> str:
        """Its kind, as it is written."""
        return str(self.values["kind"])

    @property
    def names(self) -> frozenset[str]:
        """Its name and its aliases."""
        return frozenset((self.name, *(clean(str(alias)) for alias in self.values.get("aliases", ()))))

    @property
    def is_draft(self) -> bool:
        """Whether it stays out of the site."""
        return self.values.get("status") == "draft"


def written_entries(folder: Path, root: Path) -> Iterator[WrittenEntry]:
    """The entries in a folder that `load_knowledge` reads without mistakes, in the order of its files.

    Raises SitegenError as that does for what is no YAML.
    """
    from sitegen.files.yaml_file import read_document

    for path in knowledge_files(folder):
        shown = path.relative_to(root).as_posix()
        document = read_document(read_text_file(path, shown), shown)
        is_list = isinstance(document.value, list)
        for index, values in enumerate(document.value if is_list else [document.value] if document.value else []):
            at = (index,) if is_list else ()
            line = document.diagnostic((*at, "name"), "", "").line
            yield WrittenEntry(_id_of(values), path, shown, line, at, values)


def _id_of(values: Mapping[str, Any]) -> str:
    return str(values.get("id") or make_slug(clean(" ".join(str(values["name"]).split()))))
