"""Settings of one project: site.yaml, validated at the door."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


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
    theme: Path | None = None
    """Folder with templates/ and static/ that override the built-in ones."""
