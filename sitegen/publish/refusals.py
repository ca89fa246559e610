"""Where a site may be published: in a folder of its own, and never where somebody's work would be swept away."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NoReturn

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.publish.manifest import read_manifest
from sitegen.publish.paths import MANIFEST

BYSTANDERS = frozenset(
    {".DS_Store", ".git", ".gitattributes", ".gitignore", ".htaccess", ".nojekyll", ".well-known", "CNAME"}
)
"""What may stand in an output folder that no build has filled yet; like all that is not ours it is carried over."""


def check_output(output: Path, protected: Sequence[Path] = ()) -> str:
    """The real, absolute path of `output`, where a site may be published.

    Raises SitegenError: SG501 when it is, or holds, the file system's root, a home, the folder one stands in or one
    of `protected`; SG502 when it is no folder that can be replaced; SG503 when it holds files of others.
    """
    target = _real(output)
    for name, folder in _places(protected):
        if _holds(target, folder):
            _refuse(output, f"the output would replace {name}", "SG501", "name a folder of its own, such as `_site`")
    if output.is_symlink():
        _refuse(output, "the output is a symbolic link", "SG502", f"name the folder itself: {os.path.realpath(output)}")
    if target.exists() and not target.is_dir():
        _refuse(output, "the output is a file", "SG502", "name a folder")
    if target.is_mount():
        _refuse(output, "the output is a mount point, which cannot be replaced", "SG502", "name a folder inside it")
    check_contents(output, str(target))
    return str(target)


def check_contents(output: Path, target: str) -> frozenset[str]:
    """The files in `target` that are sitegen's own. Raises SitegenError (SG503, SG506) when it is somebody else's."""
    try:
        names = frozenset(os.listdir(target))
    except FileNotFoundError:
        return frozenset()
    except NotADirectoryError:
        _refuse(output, "a part of this path is a file", "SG502", "name a folder")
    except PermissionError:
        hint = "give yourself the right to read it, or name another output folder"
        _refuse(output, "the output folder cannot be looked into", "SG502", hint)
    if MANIFEST not in names and names - BYSTANDERS:
        foreign = min(names - BYSTANDERS)
        message = f"the output folder holds files that sitegen did not write, such as `{foreign}`"
        _refuse(output, message, "SG503", "name a new or empty folder")
    return read_manifest(target) or frozenset()


def _real(output: Path) -> Path:
    try:
        return output.resolve()
    except (OSError, RuntimeError, ValueError) as error:
        raise SitegenError(
            Diagnostic(str(output), f"this is no path: {error}", "SG502", help="name a folder")
        ) from error


def _places(protected: Sequence[Path]) -> Iterator[tuple[str, Path]]:
    """What no site may replace, with its name for the reader."""
    yield "the whole file system", Path(Path.cwd().anchor)
    yield from (("a home folder", home) for home in _homes())
    yield from ((f"`{folder}`, which it is built from", folder) for folder in protected)
    yield "the folder you stand in", Path.cwd()


def _homes() -> Iterator[Path]:
    """The user's home, as the environment and as the system has it."""
    if home := os.environ.get("HOME"):
        yield Path(home)
    if os.name == "posix":
        import pwd

        try:
            yield Path(pwd.getpwuid(os.getuid()).pw_dir)
        except KeyError:
            return
    else:
        yield Path.home()


def _holds(target: Path, folder: Path) -> bool:
    """True when `target` is `folder` or a folder above it, by whatever name."""
    inner = folder.resolve()
    if target == inner or target in inner.parents:
        return True
    return target.exists() and any(
        folder.exists() and os.path.samefile(folder, target) for folder in (inner, *inner.parents)
    )


def _refuse(output: Path, message: str, code: str, hint: str) -> NoReturn:
    raise SitegenError(Diagnostic(str(output), message, code, help=hint))
