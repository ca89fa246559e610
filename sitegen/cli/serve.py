"""`sitegen serve`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import click

from sitegen.cli.options import default_source, format_option, output_option, source_argument, tell
from sitegen.cli.progress import shown_progress
from sitegen.diagnostics import Diagnostic


def _checked_path(context: click.Context, parameter: click.Parameter, value: str) -> str:
    """The base path with a slash before it and none behind; click tells what is wrong with one that is none."""
    path = "/".join(part for part in value.split("/") if part)
    if not path:
        return ""
    if any(part in {".", ".."} or part.startswith(".sitegen") for part in path.split("/")):
        raise click.BadParameter("name a path such as /repo")
    if not all(c.isascii() and (c.isalnum() or c in "/-._~") for c in path):
        raise click.BadParameter("use letters, digits, - . _ ~ and slashes only")
    return f"/{path}"


@click.command()
@source_argument
@click.option(
    "--port",
    "-p",
    type=click.IntRange(0, 65535),
    help="Port to listen at. Without it: 8000, or the next one that is free.",
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen at. 0.0.0.0 lets everybody in your network read the preview.",
)
@click.option("--open", "open_browser", is_flag=True, help="Open the first page in your browser.")
@click.option(
    "--base-path",
    default="",
    callback=_checked_path,
    help="Serve the site below this path, as GitHub Pages serves a project: /repo.",
)
@click.option(
    "--review", is_flag=True, help="Correct in the browser what was found: moves are written into your files."
)
@click.option("--future", is_flag=True, help="Do not mark articles that are dated ahead.")
@output_option("Where `build` puts the site: a folder that holds no articles. Nothing is written there.")
@format_option
def serve(
    source: Path | None,
    port: int | None,
    host: str,
    open_browser: bool,
    base_path: str,
    review: bool,
    future: bool,
    output: Path,
    message_format: str,
) -> None:
    """Preview the site of SOURCE in a browser while you write.

    Builds into memory, serves it to this machine only, builds again when a file changes, and shows the new page, or
    what is wrong, in every open browser window. Nothing is written to disk. Ctrl-C ends it, with exit status 0.
    Articles that are dated ahead are shown, with a mark: `build` holds them back.
    With --review every name and quotation has a pencil: corrections are shown as a diff, and then written into front
    matter, knowledge/ or site.yaml.

    Example: sitegen serve my-articles --open
    """
    from sitegen.serve import Told
    from sitegen.serve import serve as run

    def say(words: str) -> None:
        with suppress(OSError):  # nobody reads it any more: no reason to end the preview
            click.echo(words)

    def show(diagnostics: Sequence[Diagnostic]) -> None:
        with suppress(OSError):
            tell(diagnostics, message_format)

    told = Told(say, show, shown_progress)
    folder = source or default_source()
    run(
        folder,
        output,
        told,
        host=host,
        port=port,
        base_path=base_path,
        open_browser=open_browser,
        review=review,
        future=future,
    )
    with suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(0)  # at once: the interpreter would wait for a rebuild that nobody will see
