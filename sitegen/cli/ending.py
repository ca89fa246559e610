"""The end of the process of a command: at once, for to take the values of a large site apart takes long."""

from __future__ import annotations

import atexit
import os
import sys
import threading

HELD: list[object] = []
"""What the command has made and nobody takes apart before the process ends."""


def end_at_once(status: int) -> None:
    """End the process with this exit status: what was printed is out, and what was to be done at the end is done.

    Returns, so that Python ends the process in its own way, while another thread works, while somebody measures or
    follows what runs, and where what was printed cannot be written.
    """
    if threading.active_count() > 1 or sys.getprofile() is not None or sys.gettrace() is not None:
        return
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
    except (OSError, ValueError):
        return
    atexit._run_exitfuncs()
    os._exit(status)
