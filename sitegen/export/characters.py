"""Characters that every format can hold."""

from __future__ import annotations

import re
from typing import Any

_IMPOSSIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 (2.2) has no way to write: control characters, lone surrogates, U+FFFE and U+FFFF."""


def storable(text: str) -> str:
    """`text` with U+FFFD for each character that XML cannot hold; as long as before, so that offsets stay true."""
    return text if text.isascii() and text.isprintable() else _IMPOSSIBLE.sub("\ufffd", text)


def storable_values(value: Any) -> Any:
    """The same for every text in a tree of dicts and lists."""
    if isinstance(value, dict):
        return {key: storable_values(one) for key, one in value.items()}
    if isinstance(value, list):
        return [storable_values(one) for one in value]
    return storable(value) if isinstance(value, str) else value
