"""Where the sitegen that runs came from, so that a workflow can install the same."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, distribution
from typing import Any

import sitegen
from sitegen.text.values import value

DISTRIBUTION = "sitegen-press"
_PUBLIC = re.compile(r"https?://[\w.-]+(?::\d+)?/[\w./~%+-]+")
"""An address that everybody may ask: no name, no password, nothing that a workflow could take for its own."""
_PLAIN = re.compile(r"[\w./-]+")


@value
class Origin:
    """What to install, as `pip` and `uv` take it, and whether that is where the running one came from."""

    requirement: str
    is_sure: bool = True


def find_origin() -> Origin:
    """The origin of the installed distribution: the index, or what its `direct_url.json` tells (PEP 610)."""
    try:
        told = distribution(DISTRIBUTION).read_text("direct_url.json")
    except PackageNotFoundError:
        return _FROM_HERE
    return origin_told(told)


def origin_told(direct_url: str | None) -> Origin:
    """The origin as a `direct_url.json` with this content tells it; None is the index.

    A folder or a file of this machine, and an address that asks for a password, is none that others can install from.
    """
    if direct_url is None:
        return Origin(_FROM_HERE.requirement)
    try:
        told = json.loads(direct_url)
    except ValueError:
        return _FROM_HERE
    return _from(told) if isinstance(told, dict) else _FROM_HERE


_FROM_HERE = Origin(f"{DISTRIBUTION}~={sitegen.__version__}", is_sure=False)


def _from(told: Mapping[str, Any]) -> Origin:
    url, folder = str(told.get("url", "")), str(told.get("subdirectory", ""))
    if not _PUBLIC.fullmatch(url) or (folder and not _PLAIN.fullmatch(folder)):
        return _FROM_HERE
    inside = f"#subdirectory={folder}" if folder else ""
    if isinstance(repository := told.get("vcs_info"), dict):
        vcs, commit = str(repository.get("vcs", "")), str(repository.get("commit_id", ""))
        if vcs in {"git", "hg"} and _PLAIN.fullmatch(commit):
            return Origin(f"{DISTRIBUTION} @ {vcs}+{url}@{commit}{inside}")
        return _FROM_HERE
    return Origin(f"{DISTRIBUTION} @ {url}{inside}") if "archive_info" in told else _FROM_HERE
