"""The command line. Exit status: 0 fine, 1 something wrong in files, 2 the command line itself, 130 interrupted."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

import sitegen
from sitegen.errors import Diagnostic, SitegenError

if TYPE_CHECKING:
    from sitegen.build import Built
    from sitegen.knowledge import KnowledgeBase

MESSAGE_FORMATS = ("text", "json", "github")

_format_option = click.option(
    "--format",
    "message_format",
    type=click.Choice(MESSAGE_FORMATS),
    default="text",
    show_default=True,
    help="How mistakes are told: for people, for programs, or as GitHub annotations.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(sitegen.__version__, "--version", prog_name="sitegen", message="%(prog)s %(version)s")
def cli() -> None:
    """Make a web site of annotated articles.

    Put the plain text of an article in a folder and run `sitegen build`: every person, country, place, organisation
    and glossary term gets a card, and every quotation knows who said it.
    """


@cli.command()
@click.argument("source", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    default=Path("_site"),
    show_default=True,
    help="Folder for the site. It is replaced whole, or not at all.",
)
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@_format_option
def build(source: Path | None, output: Path, strict: bool, message_format: str) -> None:
    """Build the site from SOURCE.

    SOURCE is a project folder. Without it: the folder you stand in when it has a site.yaml, else ./seeds.

    Example: sitegen build my-articles --output public
    """
    from sitegen.build import build as build_site

    built = build_site(source or default_source(), output, strict=strict)
    _tell(built.warnings, message_format)
    click.echo(_summary(built))


@cli.command()
@click.argument("files", nargs=-1, type=click.File("r", encoding="utf-8"))
@click.option(
    "--source",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A project folder whose knowledge is used beside the built-in countries.",
)
@_format_option
def annotate(files: tuple[Any, ...], source: Path | None, message_format: str) -> None:
    """Annotate texts: JSON lines in, JSON lines out.

    Reads objects {"id": …, "text": …}, one a line, from FILES or standard input. Writes for each, in the same order,
    the entities and quotations found, with code-point offsets into exactly that text.

    Example: sitegen annotate < articles.jsonl > annotations.jsonl
    """
    from sitegen.knowledge import builtin_knowledge, load_knowledge

    knowledge = load_knowledge(source / "knowledge", source) if source else builtin_knowledge()
    problems: list[Diagnostic] = []
    streams: tuple[Any, ...] = files or (click.open_file("-", encoding="utf-8"),)
    for stream in streams:
        for record in _annotated_records(stream, knowledge, problems):
            click.echo(json.dumps(record, ensure_ascii=False, separators=(",", ":")))
    if problems:
        raise SitegenError(problems)


def default_source() -> Path:
    """The project folder when none is named: here when site.yaml is here, else ./seeds."""
    if Path("site.yaml").is_file():
        return Path(".")
    if Path("seeds").is_dir():
        return Path("seeds")
    raise click.UsageError("there is no site.yaml here and no folder seeds/: name the folder with your articles")


def _annotated_records(
    stream: Iterable[str], knowledge: KnowledgeBase, problems: list[Diagnostic]
) -> Iterator[dict[str, Any]]:
    from sitegen.annotate import annotate_text
    from sitegen.exchange import record_of

    name = getattr(stream, "name", "<stdin>")
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            identifier, text = record["id"], record["text"]
            if not isinstance(text, str):
                raise TypeError
        except (ValueError, KeyError, TypeError, RecursionError):
            hint = 'write {"id": "…", "text": "…"} on one line'
            problems.append(Diagnostic(name, "this is not an object with `id` and `text`", "SG601", number, help=hint))
            continue
        yield record_of(annotate_text(text, knowledge), knowledge, identifier)


def _summary(built: Built) -> str:
    warnings = f", {_count(len(built.warnings), 'warning')}" if built.warnings else ""
    return (
        f"Built {_count(built.articles, 'article')} into {built.output}: {_count(built.pages, 'page')}, "
        f"{_count(built.mentions, 'mention')} of {_count(built.entities, 'entity', 'entities')}, "
        f"{_count(built.quotations, 'quotation')}{warnings} in {built.seconds:.1f} s"
    )


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _tell(diagnostics: Iterable[Diagnostic], message_format: str) -> None:
    from rich.console import Console

    from sitegen.report import show

    show(diagnostics, Console(stderr=True), message_format)


def _chosen_format(arguments: list[str]) -> str:
    """The value of --format, when the command line has got far enough to be understood."""
    for index, argument in enumerate(arguments):
        value = argument.removeprefix("--format=") if argument.startswith("--format=") else ""
        if argument == "--format":
            value = next(iter(arguments[index + 1 :]), "")
        if value in MESSAGE_FORMATS:
            return value
    return "text"


def main() -> NoReturn:
    """Run the command line and leave with its exit status; no traceback reaches the user."""
    sys.exit(_run())


def _run() -> int:
    try:
        cli.main(prog_name="sitegen", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except SitegenError as error:
        _tell(error.diagnostics, _chosen_format(sys.argv[1:]))
        return 1
    except (KeyboardInterrupt, click.Abort):
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        if os.environ.get("SITEGEN_TRACEBACK"):
            raise
        hint = "this is a mistake in sitegen; run it again with SITEGEN_TRACEBACK=1 and report what it prints"
        _tell([Diagnostic("sitegen", f"{type(error).__name__}: {error}", "SG900", help=hint)], "text")
        return 1
    return 0
