"""`python -m sitegen` and the `sitegen` command."""

from __future__ import annotations


def run() -> None:
    """Run the command line."""
    from sitegen.cli import main

    main()


if __name__ == "__main__":
    run()
