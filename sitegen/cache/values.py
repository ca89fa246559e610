"""Numbers and strings as bytes: quick to read, never run, and sealed, so that damage shows."""

from __future__ import annotations

import marshal
import struct
from collections.abc import Iterable
from typing import Any
from zlib import crc32

from sitegen.diagnostics import Diagnostic, Severity

_SEAL = struct.Struct(">IQ")
"""What stands before each packed value and tells whether it is whole: its CRC-32, and how many bytes it has."""


class DamagedError(Exception):
    """Packed bytes are not what was packed."""


def pack_value(value: Any) -> bytes:
    """Numbers, strings, bytes, None, tuples and dictionaries of these, as bytes."""
    content = marshal.dumps(value)
    return _SEAL.pack(crc32(content), len(content)) + content


def unpack_value(packed: object) -> Any:
    """What was packed. Raises DamagedError."""
    if not isinstance(packed, bytes):
        raise DamagedError("there are no packed bytes")
    content = packed[_SEAL.size :]
    if _SEAL.pack(crc32(content), len(content)) != packed[: _SEAL.size]:
        raise DamagedError("packed bytes are not what was packed")
    return marshal.loads(content)


def flat_diagnostics(told: Iterable[Diagnostic]) -> tuple[tuple[Any, ...], ...]:
    """Diagnostics as tuples of numbers and strings."""
    return tuple(
        (one.path, one.message, one.code, one.line, one.column, one.help, one.source_line, str(one.severity))
        for one in told
    )


def diagnostics_of(flat: Iterable[tuple[Any, ...]]) -> tuple[Diagnostic, ...]:
    """The diagnostics that were made flat."""
    return tuple(_diagnostic(*one) for one in flat)


def _diagnostic(
    path: str, message: str, code: str, line: int, column: int, help: str, source_line: str, severity: str
) -> Diagnostic:
    return Diagnostic(path, message, code, line, column, help, source_line, Severity(severity))
