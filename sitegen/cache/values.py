"""Numbers and strings as bytes: quick to read, never run, and sealed, so that damage shows."""

from __future__ import annotations

import hashlib
import marshal
from typing import Any

_SEAL = 8
"""Bytes before each packed value that tell whether it is whole."""


class DamagedError(Exception):
    """Packed bytes are not what was packed."""


def pack_value(value: Any) -> bytes:
    """Numbers, strings, bytes, None and tuples of these, as bytes."""
    content = marshal.dumps(value)
    return hashlib.blake2b(content, digest_size=_SEAL).digest() + content


def unpack_value(packed: bytes) -> Any:
    """What was packed. Raises DamagedError."""
    content = packed[_SEAL:]
    if hashlib.blake2b(content, digest_size=_SEAL).digest() != packed[:_SEAL]:
        raise DamagedError("packed bytes are not what was packed")
    return marshal.loads(content)
