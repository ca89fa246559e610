"""Where the templates and static files that ship with sitegen are."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent.parent


def find_resource_folder(name: str) -> Path:
    """The folder `name`: inside the package when it was installed from a wheel, beside it in a checkout."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
