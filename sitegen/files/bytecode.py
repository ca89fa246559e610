"""What is made of a file that ships with sitegen and takes long to make, kept beside it where Python keeps bytecode."""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path

_SEAL = 16


def read_bytecode(path: Path, made_of: bytes) -> bytes | None:
    """What `keep_bytecode` kept for the file at `path` when it was made of the same; else None."""
    try:
        kept = _place(path).read_bytes()
    except OSError:
        return None
    seal, content = kept[:_SEAL], kept[_SEAL:]
    return content if seal == _seal(made_of, content) else None


def keep_bytecode(path: Path, made_of: bytes, content: bytes) -> None:
    """Keep what was made of the file at `path`, and of all that `made_of` stands for, for other runs of sitegen.

    As with the bytecode of modules nothing is said where the folder cannot be written to, and nothing is written where
    Python is told to write none (PYTHONDONTWRITEBYTECODE).
    """
    if sys.dont_write_bytecode:
        return
    place = _place(path)
    stage = place.with_name(f"{place.name}.{os.getpid()}")
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        with open(stage, "xb") as stream:
            stream.write(_seal(made_of, content) + content)
        os.replace(stage, place)
    with suppress(OSError):
        stage.unlink()


def _place(path: Path) -> Path:
    """Beside the file, or in the folder that Python is given for all bytecode (PYTHONPYCACHEPREFIX)."""
    return Path(cache_from_source(f"{path}.py"))


def _seal(made_of: bytes, content: bytes) -> bytes:
    return hashlib.blake2b(content, key=hashlib.blake2b(made_of).digest(), digest_size=_SEAL).digest()
