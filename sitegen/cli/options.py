"""What several commands share: options, the project folder that is meant, how mistakes are told."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from sitegen.cli.terminal import may_be_terminal
from sitegen.diagnostics import Diagnostic

Command = TypeVar("Command", bound=Callable[..., Any])

MESSAGE_FORMATS = ("text", "json", "github")
MOST_SHOWN = 20
"""So many lines of a list are shown to people."""

format_option = click.option(
    "--format",
    "message_format",
    type=click.Choice(MESSAGE_FORMATS),
    default="text",
    show_default=True,
    help="How mistakes are told: for people, for programs, or as GitHub annotations.",
)

source_argument = click.argument(
    "source", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
"""A project folder; without it `default_source` says which is meant."""

_strict_option = click.option("--strict", is_flag=True, help="Treat warnings as errors.")


def _checked_url(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """The address without a slash at the end; click tells what is wrong with one that is none."""
    if not value:
        return None
    from sitegen.project.entries import site_url

    try:
        return site_url(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


_base_url_option = click.option(
    "--base-url",
    envvar="SITEGEN_BASE_URL",
    show_envvar=True,
    callback=_checked_url,
    help="Public address of the site. Goes before base_url in site.yaml.",
)


future_option = click.option(
    "--future", is_flag=True, help="Articles that are dated ahead are part of the site, as with `future: true`."
)


def building_options(command: Command) -> Command:
    """What every command asks that builds a site: --base-url, --future, --strict and --format."""
    return _base_url_option(future_option(_strict_option(format_option(command))))


def output_option(help: str) -> Callable[[Command], Command]:
    """--output, for the folder of the site, with what it is for."""
    return click.option(
        "--output", "-o", type=click.Path(path_type=Path), default=Path("_site"), show_default=True, help=help
    )


def default_source() -> Path:
    """The project folder when none is named: here when site.yaml or articles/ is here, else ./seeds."""
    if Path("site.yaml").is_file() or Path("articles").is_dir():
        return Path(".")
    if Path("seeds").is_dir():
        return Path("seeds")
    raise click.UsageError("here is no site.yaml, no articles/ and no seeds/: name the folder with your articles")


def project_of(path: Path) -> Path:
    """The nearest folder above the article that looks like a project, else the one that it stands in."""
    folders = path.absolute().parents
    return next((f for f in folders if _is_project_of(f, path.absolute())), path.parent)


def _is_project_of(folder: Path, path: Path) -> bool:
    is_project = (folder / "site.yaml").is_file() or (folder / "knowledge").is_dir()
    return is_project or path.is_relative_to(folder / "articles")


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 page", "1,204 pages"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def first_lines(lines: Sequence[str]) -> Iterator[str]:
    """The first of many lines, indented, and how many more there are."""
    yield from (f"  {line}" for line in lines[:MOST_SHOWN])
    if len(lines) > MOST_SHOWN:
        yield f"  and {len(lines) - MOST_SHOWN:,} more (--json has them all)"


def tell(diagnostics: Iterable[Diagnostic], message_format: str) -> None:
    """Print the diagnostics to standard error in one of MESSAGE_FORMATS."""
    several = tuple(diagnostics)
    if not several or sys.stderr is None:  # closed by whoever called: there is nobody to tell
        return
    from sitegen.cli.diagnostics import plain, show

    if not may_be_terminal():
        click.echo(plain(several, message_format), err=True, nl=False)
        return
    from rich.console import Console

    show(several, Console(stderr=True), message_format)


def chosen_format(arguments: list[str]) -> str:
    """The value of --format, when the command line has got far enough to be understood."""
    for index, argument in enumerate(arguments):
        value = argument.removeprefix("--format=") if argument.startswith("--format=") else ""
        if argument == "--format":
            value = next(iter(arguments[index + 1 :]), "")
        if value in MESSAGE_FORMATS:
            return value
    return "text"
