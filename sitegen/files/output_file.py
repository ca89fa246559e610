"""Single files that a command writes where the user says, each whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from sitegen.diagnostics import Diagnostic, SitegenError


def write_file(path: Path, content: str, code: str) -> None:
    """Make `content` the text of the file at `path`, in UTF-8; the folders above it are made.

    What stood there is replaced in one step, and stays when anything goes wrong; a link is followed, and what is no
    plain file (/dev/stdout, a pipe) is written to. Raises SitegenError with `code` for the system's refusal.
    """
    try:
        _replace(Path(os.path.realpath(path)), content.encode("utf-8"))
    except OSError as error:
        message = f"this file cannot be written: {error.strerror or error}"
        raise SitegenError(Diagnostic(str(path), message, code, help="name another file: --output")) from error


def replace_file(path: Path, content: bytes | None, code: str, shown: str) -> None:
    """Make these the bytes of the file at `path`, in one step, with the permissions that it has; None removes it.

    A link is followed: whoever calls has looked where it leads. Raises SitegenError with `code` for the system’s
    refusal, of a file that is shown as `shown`.
    """
    place = Path(os.path.realpath(path))
    try:
        if content is None:
            place.unlink()
        else:
            _replace(place, content, place.stat().st_mode & 0o777 if place.exists() else None)
    except OSError as error:
        message = f"this file cannot be written: {error.strerror or error}"
        hint = "check the permissions of the file and of its folder"
        raise SitegenError(Diagnostic(shown, message, code, help=hint)) from error


def _replace(path: Path, content: bytes, mode: int | None = None) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and not path.is_file():
        with open(path, "wb") as stream:
            stream.write(content)
        return
    stage = path.with_name(f".{path.name[:100]}.{os.getpid()}.sitegen")
    try:
        with open(stage, "xb") as stream:
            stream.write(content)
        if mode is not None:
            os.chmod(stage, mode)
        os.replace(stage, path)
    except BaseException:
        with suppress(OSError):
            stage.unlink()
        raise
