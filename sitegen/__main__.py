"""`python -m sitegen` and the `sitegen` command."""

from __future__ import annotations


def run() -> None:
    """Run the command line."""
    from sitegen.cli import main
    from sitegen.cli.ending import end_at_once

    try:
        main()
    except SystemExit as end:
        if isinstance(end.code, int):
            end_at_once(end.code)
        raise


if __name__ == "__main__":
    run()
