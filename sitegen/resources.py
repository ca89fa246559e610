"""Where the templates and static files that ship with sitegen are."""

from __future__ import annotations

from pathlib import Path

import sitegen


def find_resource_folder(name: str) -> Path:
    """The folder `name`: inside the package when it was installed from a wheel, beside it in a checkout."""
    package = Path(sitegen.__file__).parent
    inside = package / name
    return inside if inside.is_dir() else package.parent / name
