"""The command line. Exit status: 0 fine, 1 something wrong in files, 2 the command line itself, 130 interrupted."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

import click

import sitegen
from sitegen.cli.add import add
from sitegen.cli.annotate import annotate
from sitegen.cli.build import build
from sitegen.cli.check import check
from sitegen.cli.completion import completion
from sitegen.cli.deploy import deploy
from sitegen.cli.enrich import enrich
from sitegen.cli.explain import explain
from sitegen.cli.export import export
from sitegen.cli.impact import impact
from sitegen.cli.import_ import import_command
from sitegen.cli.new import new
from sitegen.cli.options import MESSAGE_FORMATS, chosen_format, tell
from sitegen.cli.schema import schema
from sitegen.cli.serve import serve
from sitegen.cli.utf8 import in_utf8
from sitegen.cli.voices import voices
from sitegen.diagnostics import SitegenError, unexpected

__all__ = ["MESSAGE_FORMATS", "cli", "main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(sitegen.__version__, "--version", prog_name="sitegen", message="%(prog)s %(version)s")
def cli() -> None:
    """Make a web site of annotated articles.

    Put the plain text of an article in a folder and run `sitegen build`: every person, country, place, organisation
    and glossary term gets a card, and every quotation knows who said it.
    """


for command in (
    build,
    new,
    import_command,
    serve,
    check,
    annotate,
    explain,
    add,
    enrich,
    impact,
    voices,
    completion,
    schema,
    deploy,
    export,
):
    cli.add_command(command)


def main() -> NoReturn:
    """Run the command line and leave with its exit status; no traceback reaches the user."""
    in_utf8()
    sys.exit(_run())


def _run() -> int:
    try:
        cli.main(prog_name="sitegen", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except SitegenError as error:
        tell(error.diagnostics, chosen_format(sys.argv[1:]))
        return 1
    except (KeyboardInterrupt, click.Abort):
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        if os.environ.get("SITEGEN_TRACEBACK"):
            raise
        tell([unexpected(error)], "text")
        return 1
    return 0
