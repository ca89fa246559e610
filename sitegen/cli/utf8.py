"""File names as UTF-8, whatever the locale says: a site must not depend on where it is built."""

from __future__ import annotations

import os
import sys


def in_utf8() -> None:
    """Nothing where Python reads file names as UTF-8; else the same command begins anew in its UTF-8 mode (PEP 540).

    That mode cannot be entered later on, and needs no variable of the environment.
    """
    if sys.getfilesystemencoding() == "utf-8" or sys.platform == "win32" or not sys.executable:
        return
    os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])
