"""A command ends with all that it has printed and has to do, and without taking its values apart."""

from __future__ import annotations

import subprocess
import sys

import pytest

BEGUN = """
import atexit, sys, threading
from sitegen.cli.ending import end_at_once

class Value:
    def __del__(self):
        print("taken apart")

value = Value()
atexit.register(print, "done")
print("printed")
"""


@pytest.mark.parametrize(
    ("more", "told", "status"),
    [
        ("end_at_once(3)", ["printed", "done"], 3),
        ("end_at_once(0)", ["printed", "done"], 0),
        ("threading.Thread(target=threading.Event().wait, daemon=True).start()", ["printed"], 4),
        ("sys.settrace(lambda *_: None)", ["printed"], 4),
        ("sys.setprofile(lambda *_: None)", ["printed"], 4),
    ],
)
def test_the_end(more: str, told: list[str], status: int) -> None:
    own_way = "" if status != 4 else "\nend_at_once(3)\nprint('its own way')\nsys.exit(4)"
    ended = subprocess.run([sys.executable, "-c", f"{BEGUN}{more}{own_way}"], capture_output=True, text=True)
    expected = [*told, "its own way", "done"] if own_way else told
    printed = [line for line in ended.stdout.splitlines() if line != "taken apart" or not own_way]
    assert (printed, ended.returncode) == (expected, status)


def test_what_cannot_be_printed_is_told_as_python_tells_it() -> None:
    closed = f"{BEGUN}sys.stdout.close()\nend_at_once(3)\nsys.exit(4)"
    ended = subprocess.run([sys.executable, "-c", closed], capture_output=True, text=True)
    assert ended.returncode == 4
