"""`sitegen schema`."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("name", required=False, type=click.Choice(("site", "knowledge", "article")))
@click.option(
    "--output",
    "-o",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the files site.schema.json, knowledge.schema.json and article.schema.json.",
)
def schema(name: str | None, output: Path | None) -> None:
    """Write JSON Schemas of site.yaml, of knowledge files and of front matter, for editors.

    With a name, that schema goes to standard output. With --output, the named one or all three go into a folder. An
    editor with a YAML language server completes and underlines when the first line of a file names its schema:

        # yaml-language-server: $schema=../.schemas/knowledge.schema.json

    Example: sitegen schema --output .schemas
    """
    from sitegen.files.output_file import write_file
    from sitegen.project.json_schema import NAMES, file_name, render_schema, schema_of

    if output is None:
        if name is None:
            raise click.UsageError("say which schema is wanted: site, knowledge or article; or name a folder: --output")
        click.echo(render_schema(schema_of(name)), nl=False)
        return
    for one in (name,) if name else NAMES:
        path = output / file_name(one)
        write_file(path, render_schema(schema_of(one)), "SG620")
        click.echo(f"Wrote {path}", err=True)
