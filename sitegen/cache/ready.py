"""Values that are made of the tables that ship with sitegen, and take long to make: made once for all runs of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import sitegen
from sitegen.cache.maker import print_of_sitegen
from sitegen.cache.values import pack_value, unpack_value
from sitegen.files.bytecode import keep_bytecode, read_bytecode


def made_once(name: str, make: Callable[[], Any]) -> Any:
    """What `make` gives, which `pack_value` can pack, kept under a name as long as sitegen is the same."""
    path, of = Path(sitegen.__file__).with_name("tables") / name, print_of_sitegen()
    kept = read_bytecode(path, of)
    if kept is not None:
        return unpack_value(kept)
    made = make()
    keep_bytecode(path, of, pack_value(made))
    return made
