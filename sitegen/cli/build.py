"""`sitegen build`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.cli.options import building_options, count, default_source, output_option, source_argument, tell
from sitegen.cli.progress import shown_progress
from sitegen.diagnostics import Severity

if TYPE_CHECKING:
    from sitegen.build import Built
    from sitegen.build.workers import Workers


def _cluster(context: click.Context, parameter: click.Parameter, address: str | None) -> Workers | None:
    """The cluster at this address; click tells what is wrong with one that is none."""
    if address is None:
        return None
    from sitegen.build.cluster import Cluster

    try:
        return Cluster(address)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


@click.command()
@source_argument
@output_option("Folder for the site. It is replaced whole, or not at all.")
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(1),
    metavar="N",
    help="How many processes share the work; as many as there are processors.",
)
@click.option(
    "--dask",
    metavar="ADDRESS",
    callback=_cluster,
    help="Have articles read and annotated on the Dask cluster whose scheduler is there, such as tcp://host:8786.",
)
@click.option("--no-cache", is_flag=True, help="Make everything anew, and remove the cache.")
@building_options
def build(
    source: Path | None,
    output: Path,
    jobs: int | None,
    dask: Workers | None,
    no_cache: bool,
    base_url: str | None,
    future: bool,
    strict: bool,
    message_format: str,
) -> None:
    """Build the site from SOURCE.

    SOURCE is a project folder. Without it: the folder you stand in when it has a site.yaml or articles/, else ./seeds.

    What has not changed since the last build is taken from a cache, the folder .OUTPUT.sitegen-cache beside the output.
    It may be removed at any time.

    Example: sitegen build my-articles --output public
    """
    from sitegen.build import build as build_site
    from sitegen.cli.ending import HELD

    source = source or default_source()
    with shown_progress() as watch:
        built = build_site(
            source,
            output,
            strict=strict,
            base_url=base_url,
            future=future,
            jobs=jobs,
            cache=not no_cache,
            workers=dask,
            watch=watch,
            held=HELD,
        )
    tell(built.warnings, message_format)
    click.echo(_summary(built))


def _summary(built: Built) -> str:
    several = sum(one.severity is Severity.WARNING for one in built.warnings)
    warnings = f", {count(several, 'warning')}" if several else ""
    return (
        f"Built {count(built.articles, 'article')} into {built.output}: {count(built.pages, 'page')}, "
        f"{count(built.mentions, 'mention')} of {count(built.entities, 'entity', 'entities')}, "
        f"{count(built.quotations, 'quotation')}{warnings} in {built.seconds:.1f} s"
    )
