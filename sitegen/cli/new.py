"""`sitegen new`."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.cli.options import format_option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.new import NewProject


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@format_option
def new(folder: Path, message_format: str) -> None:
    """Make a new project in DIR.

    Writes settings with every key explained, an example article with its knowledge, and a workflow that publishes the
    site on GitHub Pages. Nothing that exists is touched.

    Example: sitegen new my-site
    """
    from sitegen.new import make_project

    if not str(folder).isprintable():
        raise click.BadParameter("the name has a character that cannot be shown", param_hint="DIR")
    for line in _told(make_project(folder)):
        click.echo(line)


def _told(project: NewProject) -> Iterator[str]:
    """What was done and what comes next, line by line."""
    yield f"Made a project in {project.folder}:" if project.written else f"Everything is in {project.folder} already."
    yield from (f"  {path}" for path in sorted(project.written))
    if project.written and project.kept:
        yield "Left as they were:"
        yield from (f"  {path}" for path in sorted(project.kept))
    if project.written and not project.with_example:
        yield "There is a project here already, so it got no example."
    if ".github/workflows/pages.yml" in project.written:
        yield from _about_the_origin()
    if project.repository:
        yield from _about_the_workflow(project.folder, project.repository)
    yield "Next:"
    if project.folder.resolve() != Path.cwd():
        yield f"  cd {shlex.quote(str(project.folder))}"
    yield "  sitegen serve"


def _about_the_origin() -> Iterator[str]:
    """Where nobody else can install the sitegen that runs, the first push may fail."""
    from sitegen.new.origin import find_origin

    origin = find_origin()
    if not origin.is_sure:
        yield f"The workflow installs {origin.requirement} from the package index, for this sitegen came from a folder"
        yield "of this machine. .github/workflows/pages.yml says what to write there if that version is not published."


def _about_the_workflow(folder: Path, repository: Path) -> Iterator[str]:
    """GitHub runs workflows from a repository's root only; a file there is the author's to write."""
    workflows = shlex.quote(os.path.relpath(repository / ".github" / "workflows"))
    mine = shlex.quote(str(folder / ".github" / "workflows" / "pages.yml"))
    yield f"This folder is inside the Git repository {repository}, and GitHub runs workflows of its root only."
    yield "To publish from there:"
    yield f"  mkdir -p {workflows} && mv {mine} {workflows}/"
