"""`sitegen completion`."""

from __future__ import annotations

import click

SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script that lets SHELL complete commands and options.

    Put this line into ~/.bashrc or ~/.zshrc; for fish, write the script to ~/.config/fish/completions/sitegen.fish.

    Example: eval "$(sitegen completion bash)"
    """
    from click.shell_completion import get_completion_class

    completer = get_completion_class(shell)
    assert completer is not None
    root = context.find_root().command
    click.echo(completer(root, {}, "sitegen", "_SITEGEN_COMPLETE").source())
