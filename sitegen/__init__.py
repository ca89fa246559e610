"""sitegen turns plain news articles into an annotated static web site.

`sitegen.annotate_text(text)` gives the mentions, quotations and found entities of a plain text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sitegen.annotate import annotate_text

__all__ = ["annotate_text"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """The public names, loaded when they are first asked for: `sitegen --version` must not wait for the annotator."""
    if name == "annotate_text":
        from sitegen.annotate import annotate_text

        return annotate_text
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
