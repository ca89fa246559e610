"""Whether standard error may be a terminal: only then is what draws bars and colours loaded, which is slow to load."""

from __future__ import annotations

import os
import sys

_SAY_TERMINAL = frozenset({"FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"})
"""Variables that say what is a terminal. What they say is for rich to tell."""


def may_be_terminal() -> bool:
    """False where nobody can see bars or colours; there may be no standard error at all."""
    return sys.stderr is not None and (sys.stderr.isatty() or bool(_SAY_TERMINAL & os.environ.keys()))
