"""`python -m sitegen` and the `sitegen` command."""

from __future__ import annotations

import gc


def run() -> None:
    """Run the command line."""
    gc.disable()  # modules stay: a collector would look at them again and again while they are loaded
    from sitegen.cli import main
    from sitegen.cli.ending import end_at_once

    gc.freeze()  # nor does it ever look at them
    gc.enable()
    try:
        main()
    except SystemExit as end:
        if isinstance(end.code, int):
            end_at_once(end.code)
        raise


if __name__ == "__main__":
    run()
