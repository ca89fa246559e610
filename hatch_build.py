"""Links of the project for its metadata: to the repository that a workflow builds it in, and to none elsewhere."""

from __future__ import annotations

import os
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface


class Links(MetadataHookInterface):
    """Where the source, the documentation, the changes and a way to report are: known where GitHub builds it."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Add the links."""
        server, repository = os.environ.get("GITHUB_SERVER_URL", ""), os.environ.get("GITHUB_REPOSITORY", "")
        metadata["urls"] = links(f"{server}/{repository}") if server and repository else {}


def links(home: str) -> dict[str, str]:
    """The links of the repository at `home`."""
    return {
        "Source": home,
        "Documentation": f"{home}/blob/HEAD/README.md",
        "Changelog": f"{home}/blob/HEAD/CHANGELOG.md",
        "Issues": f"{home}/issues",
        "Security": f"{home}/security/policy",
    }
