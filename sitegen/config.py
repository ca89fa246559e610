"""Settings of one project: site.yaml, validated at the door."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.errors import SitegenError
from sitegen.sourcefile import read_text_file

if TYPE_CHECKING:
    from sitegen.yamlfile import YamlDocument


@dataclass(frozen=True, slots=True)
class Config:
    """What site.yaml says, with every default filled in."""

    root: Path
    """The project folder."""
    title: str = "Annotated articles"
    description: str = ""
    base_url: str = ""
    """Public address with scheme and without a slash at the end, or empty."""
    language: str = "en"
    linking: str = "all"
    """Which mentions are links in the text: "all", or only the "first" of each entity."""
    articles_per_page: int = 30
    """How many articles the home page and the page of a tag list before the next one begins."""
    theme: Path | None = None
    """Folder with templates/ and static/ that override the built-in ones."""


def load_config(root: Path) -> Config:
    """The settings in `root`/site.yaml; every key and the file itself may be missing. Raises SitegenError (SG1xx)."""
    path = root / "site.yaml"
    if not path.is_file():
        return Config(root=root, theme=_theme(root, "theme", None))
    from sitegen.schemas import SiteEntry
    from sitegen.yamlfile import read_document, validate

    document = read_document(read_text_file(path, path.name), path.name)
    entry = validate(document, SiteEntry, document.value)
    return Config(
        root=root,
        title=entry.title,
        description=entry.description,
        base_url=entry.base_url.rstrip("/"),
        language=entry.language,
        linking=entry.linking,
        articles_per_page=entry.articles_per_page,
        theme=_theme(root, entry.theme, document if "theme" in entry.model_fields_set else None),
    )


def _theme(root: Path, name: str, named: YamlDocument | None) -> Path | None:
    """The theme folder, or None when there is none. One that site.yaml names must be there, inside the project."""
    folder = (root / name).resolve()
    if folder.is_relative_to(root.resolve()) and folder.is_dir() and folder != root.resolve():
        return folder
    if named is not None:
        message = f"there is no theme folder {name!r} in this project"
        raise SitegenError(named.diagnostic(("theme",), message, "SG106", "make it, or leave the key out"))
    return None
