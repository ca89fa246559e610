"""The command line. Exit status: 0 fine, 1 something wrong in files, 2 the command line itself, 130 interrupted."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from importlib import import_module
from typing import NoReturn

import click

import sitegen
from sitegen.cli.options import MESSAGE_FORMATS, chosen_format, tell
from sitegen.cli.utf8 import in_utf8
from sitegen.diagnostics import SitegenError, unexpected

__all__ = ["MESSAGE_FORMATS", "cli", "main"]


_OTHER_NAMES: Mapping[str, str] = {"import": "import_"}
_COMMANDS = (
    *("add", "annotate", "build", "check", "completion", "deploy", "enrich", "explain", "export", "impact", "import"),
    *("new", "schema", "serve", "voices"),
)
"""The commands by their names; each is in the module of the same name, where Python allows that."""


class _Commands(click.Group):
    """The commands, each loaded when it is asked for: a run is of one, and all take as long to load as click."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all."""
        return list(_COMMANDS)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is asked for. One that there is not is told with the one that may be meant."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from sitegen.text.near import nearest  # a run of a command has no use for it

            meant = nearest(args[0], _COMMANDS)
            raise click.UsageError(f"{error.message} Did you mean `{meant}`?", ctx) if meant else error from None

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name; None where there is none."""
        if cmd_name not in _COMMANDS:
            return None
        name = _OTHER_NAMES.get(cmd_name, cmd_name)
        command: click.Command = getattr(import_module(f"sitegen.cli.{name}"), name)
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(sitegen.__version__, "--version", prog_name="sitegen", message="%(prog)s %(version)s")
def cli() -> None:
    """Make a web site of annotated articles.

    Put the plain text of an article in a folder and run `sitegen build`: every person, country, place, organisation
    and glossary term gets a card, and every quotation knows who said it.
    """


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
