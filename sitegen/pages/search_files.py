"""A file of the index of the search: where it stands, and how it hands its part to the script that asked for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sitegen.pages.frame import PlannedFile
from sitegen.pages.metadata.json_ld import harmless_json

FOLDER = "assets/search/"


def index_file(
    name: str,
    text: Callable[[], str],
    inputs: Callable[[], tuple[Any, ...]],
    *,
    asks_more: bool = False,
    shape: Callable[[], bytes] | None = None,
) -> PlannedFile:
    """The file of the index with this name."""
    return PlannedFile(f"{FOLDER}{name}.js", text, inputs, "the index of the search", asks_more, shape)


def script_of(part: Mapping[str, Any]) -> str:
    """What stands in a file that has this part of the index."""
    return f"sitegenSearch({harmless_json(part)});\n"
