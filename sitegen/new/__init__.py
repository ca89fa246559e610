"""A new project, ready to be built: what `starter/` holds, with the project's own name in it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.files.shipped import find_resource_folder
from sitegen.new.origin import find_origin
from sitegen.project.json_schema import render_schema, schemas
from sitegen.text.values import value

ELSEWHERE = {"gitignore": ".gitignore", "pages.yml": ".github/workflows/pages.yml"}
"""Files of the starter that stand somewhere else in a project; all others stand where they are."""

EXAMPLE = frozenset({"articles", "knowledge"})
"""What only a project gets that has not begun yet."""
_BEGINNINGS = ("site.yaml", *sorted(EXAMPLE))


_UNSURE = """\
          # The sitegen that wrote this came from a folder of its own machine, which GitHub cannot reach. If the version
          # below is not in the package index, name where it is: sitegen-press @ git+https://HOST/OWNER/REPOSITORY@COMMIT
"""
"""What the workflow says where nobody can install what runs here."""


@value
class StarterFile:
    """One file of a new project: path relative to its folder with slashes, and content."""

    path: str
    content: str


@value
class NewProject:
    """What was made, by path: the files written, and those that were there before and are as they were."""

    folder: Path
    written: tuple[str, ...]
    kept: tuple[str, ...]
    with_example: bool
    repository: Path | None
    """Root of the Git repository that `folder` is in, when it is not the root itself; workflows run only from there."""


def make_project(folder: Path) -> NewProject:
    """A project in `folder`, which is made when it is not there; nothing that exists is touched.

    A folder that holds a site.yaml, articles/ or knowledge/ already gets no example. Raises SitegenError, with nothing
    written: SG710 for no folder, SG711 for something in the way inside it, SG712 for the system's refusal.
    """
    try:
        _check_folder(folder)
        begun = any(os.path.lexists(folder / name) for name in _BEGINNINGS)
        repository = find_repository(folder)
        files = tuple(starter_files(folder, repository))
        if begun:
            files = tuple(file for file in files if file.path.split("/")[0] not in EXAMPLE)
        if problems := tuple(_obstacles(folder, files)):
            raise SitegenError(problems)
        kept = tuple(file.path for file in files if os.path.lexists(folder / file.path))
        _write(folder, tuple(file for file in files if file.path not in kept))
    except OSError as error:
        raise SitegenError(_refusal(error, folder)) from error
    written = tuple(file.path for file in files if file.path not in kept)
    below = repository if repository and repository != folder.resolve() else None
    return NewProject(folder, written, kept, not begun, below)


def starter_files(folder: Path, repository: Path | None = None) -> Iterator[StarterFile]:
    """Every file of a new project in `folder`, which lies in the Git repository with the root `repository`."""
    starter = find_resource_folder("starter")
    home, origin = folder.resolve(), find_origin()
    words = {
        "{heading}": heading_of(home.name),
        "{title}": _yaml_text(heading_of(home.name)),
        "{requirement}": origin.requirement,
        "{unsure}": "" if origin.is_sure else _UNSURE,
        "{source}": _yaml_text(home.relative_to(repository).as_posix() if repository else "."),
    }
    paths = {path.relative_to(starter).as_posix(): path for path in starter.rglob("*") if path.is_file()}
    for target, path in sorted((ELSEWHERE.get(name, name), path) for name, path in paths.items()):
        content = path.read_text(encoding="utf-8")
        for gap, word in words.items():
            content = content.replace(gap, word)
        yield StarterFile(target, content)
    for name, schema in schemas().items():
        yield StarterFile(f".schemas/{name}", render_schema(schema))


def heading_of(name: str) -> str:
    """A title made of a folder's name: "harbour-news" gives "Harbour news"."""
    words = " ".join(name.replace("-", " ").replace("_", " ").split())
    printable = words and words.isprintable() and any(char.isalpha() for char in words)
    return words[:1].upper() + words[1:] if printable else "My annotated articles"


def find_repository(folder: Path) -> Path | None:
    """The root of the Git work tree that `folder`, which may not exist yet, lies in."""
    home = folder.resolve()
    return next((root for root in (home, *home.parents) if (root / ".git").exists()), None)


def _yaml_text(words: str) -> str:
    """The words as a YAML scalar, between marks when they could mean anything else."""
    plain = words[:1].isalpha() and words[-1] != " " and all(char.isalnum() or char in " ./_-" for char in words)
    special = words.casefold() in {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}
    return words if words == "." or (plain and not special) else "'" + words.replace("'", "''") + "'"


def _check_folder(folder: Path) -> None:
    """Raises SitegenError when no project can be in `folder` because it is, or is below, something else."""
    for path in (folder, *folder.parents):
        if os.path.lexists(path):
            if not path.is_dir():
                what = "is a link that leads nowhere" if path.is_symlink() else "is a file"
                _refuse(str(path), f"this {what}, so no project can be made in it", "SG710", "name another folder")
            return


def _obstacles(folder: Path, files: Iterable[StarterFile]) -> Iterator[Diagnostic]:
    """What stands where a folder or a file of the project has to be."""
    parents = {parent for file in files for parent in PurePosixPath(file.path).parents if parent.parts}
    for path in (folder / parent for parent in sorted(parents)):
        if path.is_symlink():
            message, hint = "this is a link, and sitegen writes through none", "replace it by a folder"
        elif path.exists() and not path.is_dir():
            message, hint = "this is a file, and a folder has to stand here", "move it away, or name another folder"
        else:
            continue
        yield Diagnostic(str(path), message, "SG711", help=hint)
    for path in (folder / file.path for file in files):
        if path.is_dir():
            message, hint = "this is a folder, and a file has to stand here", "move it away, or name another folder"
            yield Diagnostic(str(path), message, "SG711", help=hint)


def _write(folder: Path, files: Iterable[StarterFile]) -> None:
    """Write all files or none. A folder that is not there appears in one step; what fails is taken back."""
    made: list[Path] = []
    try:
        if os.path.lexists(folder):
            _write_each(folder, files, made)
            return
        _make_folders(folder.parent, made)
        stage = Path(tempfile.mkdtemp(prefix=f".{folder.name[:40]}.", dir=folder.parent))
        try:
            _write_each(stage, files, [])
            stage.chmod(0o777 & ~_umask())
            stage.rename(folder)
        except BaseException:
            shutil.rmtree(stage, ignore_errors=True)
            raise
    except BaseException:
        for path in reversed(made):
            with suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()
        raise


def _write_each(folder: Path, files: Iterable[StarterFile], made: list[Path]) -> None:
    """Write the files into a folder that is there, noting in `made` whatever was not there before."""
    for file in files:
        path = folder / file.path
        _make_folders(path.parent, made)
        with open(path, "x", encoding="utf-8", newline="\n") as stream:
            made.append(path)
            stream.write(file.content)


def _make_folders(folder: Path, made: list[Path]) -> None:
    for path in reversed((folder, *folder.parents)):
        if not path.is_dir():
            path.mkdir()
            made.append(path)


def _umask() -> int:
    """The user's mask, which the system tells only when it is set."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _refusal(error: OSError, folder: Path) -> Diagnostic:
    where = error.filename if error.filename and Path(error.filename).is_relative_to(folder) else folder
    hint = "name another folder, or give yourself the right to write there; nothing was written"
    return Diagnostic(str(where), f"the project could not be made: {error.strerror or error}", "SG712", help=hint)


def _refuse(path: str, message: str, code: str, hint: str) -> None:
    raise SitegenError(Diagnostic(path, message, code, help=hint))
