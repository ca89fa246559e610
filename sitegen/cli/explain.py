"""`sitegen explain`."""

from __future__ import annotations

import json
import os
from pathlib import Path

import click

from sitegen.cli.options import count, format_option, project_of
from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.text.near import nearest

LONGEST_NUMBER = 10
"""Digits of a line's number; what is longer is part of the file's name."""


@click.command()
@click.argument("article", metavar="ARTICLE[:LINE]")
@click.option(
    "--source",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The project folder. Default: the nearest above the article that has a site.yaml or knowledge/, or articles/ "
    "with the article in it.",
)
@click.option("--all", "everything", is_flag=True, help="Also tell of names that were far from being taken.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON for programs.")
@format_option
def explain(article: str, source: Path | None, everything: bool, as_json: bool, message_format: str) -> None:
    """Say why an article is annotated as it is.

    For every name and quotation, by the lines of the file: the rule or score that decided, what speaks for and
    against, who else it could have been, what was left out, and how to overrule it.

    Example: sitegen explain articles/ferry.md:12
    """
    from sitegen.build.made import paths_as_typed
    from sitegen.explain import explain as explain_article
    from sitegen.explain.render import record_of_explanation, render_text, select
    from sitegen.files.text_file import read_text_file
    from sitegen.knowledge import load_knowledge
    from sitegen.project.config import load_config
    from sitegen.read import read_article
    from sitegen.read.head import Form, find_head
    from sitegen.read.site_names import SiteNames
    from sitegen.read.source_lines import find_lines

    path, line = _place(article)
    root = source or project_of(path)
    reading = read_article(path, root)
    text = read_text_file(path, path.as_posix())
    if line > len(text.splitlines()):
        hint = f"the file has {count(len(text.splitlines()), 'line')}"
        raise SitegenError(Diagnostic(path.as_posix(), f"there is no line {line}", "SG801", help=hint))
    with paths_as_typed(root):
        config = load_config(root)
    explanation = explain_article(
        SiteNames.of(config.ignore, config.kinds).mark(reading.article),
        load_knowledge(root / "knowledge", root),
        config.model,
        config.language,
    )
    lines = find_lines(reading.article, text)
    findings = select(explanation, lines, line, everything=everything)
    head = find_head(text, path.as_posix()) if path.suffix.lower() == ".md" else None
    form = head.form if head is not None and not head.is_bare else Form.YAML
    if as_json:
        record = record_of_explanation(explanation, lines, findings, form)
        click.echo(json.dumps(record, ensure_ascii=False, indent=2))
    else:
        click.echo(render_text(explanation, lines, findings, path.as_posix(), form), nl=False)


def _place(article: str) -> tuple[Path, int]:
    """The file, and the line when one is named, else 0. Raises SitegenError: SG801 when there is no such article."""
    from sitegen.read import READERS

    name, _, number = article.rpartition(":")
    named = bool(name) and number.isdecimal() and 0 < len(number.lstrip("0")) < LONGEST_NUMBER
    path, line = (Path(name), int(number)) if named else (Path(article), 0)
    if os.path.isfile(article):  # unlike Path.is_file, no error for a name that is too long
        path, line = Path(article), 0
    if Path(name).suffix.lower() in READERS and not named:
        message = f"{number!r} is no number of a line"
        raise SitegenError(Diagnostic(name, message, "SG801", help=f"write a number behind the colon: {name}:12"))
    if path.suffix.lower() not in READERS:
        raise SitegenError(Diagnostic(path.as_posix(), "is no article", "SG801", help="name a .txt, .md or .html file"))
    if not os.path.isfile(path):
        meant = nearest(path.name, os.listdir(path.parent)) if path.parent.is_dir() else ""
        hint = "name a file, and a line behind a colon if you like: articles/ferry.md:12"
        hint = f"did you mean `{(path.parent / meant).as_posix()}`?" if meant else hint
        raise SitegenError(Diagnostic(path.as_posix(), "there is no such file", "SG801", help=hint))
    return path, line
