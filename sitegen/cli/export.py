"""`sitegen export`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.cli.options import building_options, count, default_source, source_argument, tell

if TYPE_CHECKING:
    from sitegen.export.formats import Format
    from sitegen.site import Site

NAMES = ("web-annotation", "tei", "quotations-csv", "mentions-csv", "jsonl")


@click.command()
@source_argument
@click.option("--as", "name", type=click.Choice(NAMES), required=True, help="The format that is written.")
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=str),
    default="-",
    help="A file; for tei also a folder, which gets a file for each article. Default: standard output.",
)
@building_options
def export(
    source: Path | None, name: str, output: str, base_url: str | None, future: bool, strict: bool, message_format: str
) -> None:
    """Write the annotations for other programs.

    SOURCE is a project folder. Without it: the folder you stand in when it has a site.yaml or articles/, else ./seeds.
    Nothing is written while there is a mistake in it. With --output, a name that ends with / or that a folder has
    means a folder.

    Example: sitegen export my-site --as quotations-csv > quotations.csv
    """
    from sitegen.build.made import make
    from sitegen.build.stages import STAGES
    from sitegen.build.terms import every_day
    from sitegen.export.formats import FORMATS

    chosen = FORMATS[name]
    folder = output.endswith("/") or (output != "-" and Path(output).is_dir())
    if folder and chosen.render_one is None:
        raise click.UsageError(f"{output} is a folder, and {name} is one file: name the file")
    stages = replace(STAGES, day=every_day) if future else STAGES
    made = make(source or default_source(), strict=strict, base_url=base_url, stages=stages)
    tell(made.warnings, message_format)
    if output == "-":
        click.echo(chosen.render(made.site).encode("utf-8"), nl=False)
    else:
        _write(made.site, chosen, Path(output), folder=folder)


def _write(site: Site, chosen: Format, output: Path, *, folder: bool) -> None:
    from sitegen.export.formats import article_files
    from sitegen.files.output_file import write_file

    files = [(output / name, text) for name, text in article_files(site, chosen)] if folder else []
    for path, text in files or [(output, chosen.render(site))]:
        write_file(path, text, "SG610")
    where = f"{count(len(files), 'file')} into {output}" if folder else str(output)
    click.echo(f"Wrote {where}: {count(len(site.annotated), 'article')}", err=True)
