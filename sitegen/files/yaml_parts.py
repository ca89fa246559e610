"""A YAML file that is one list, taken apart into its items: where one has changed, the others are not read again."""

from __future__ import annotations

import re
from typing import Any

from sitegen.files.yaml_limits import MOST_VALUES
from sitegen.files.yaml_lines import values_in_lines

_REFERS = re.compile(r"(?<![^\s\[{,])[&*!](?=\S)")
"""What begins an anchor, an alias or a tag: an item may mean another one by it."""
_BEFORE_VALUES = ("\n", ",", "[", "{", "- ", ": ")
"""Before each value of a file, but the first, stands one of these."""


def items_apart(text: str) -> tuple[str, ...]:
    """The items of a list, each with all lines up to the next; none where they may not be told apart."""
    head, *items = f"\n{text}".split("\n- ")
    if not items or any(line and not line.startswith("#") for line in head.split("\n")):
        return ()
    if any(mark in text for mark in "&*!") and _REFERS.search(text):
        return ()
    if sum(map(text.count, _BEFORE_VALUES)) >= MOST_VALUES:
        return ()
    return (*[f"- {item}\n" for item in items[:-1]], f"- {items[-1]}")


def lines_of_item(item: str) -> str:
    """The lines of one of these items without what sets them in, two characters each; empty where they are not so."""
    is_set_in = "\n" not in item.rstrip("\n").replace("\n  ", "")
    return item[2:].replace("\n  ", "\n") if is_set_in else ""


def value_of_item(item: str) -> Any:
    """The value of one of these items; None where there is doubt."""
    value = values_in_lines(lines_of_item(item))
    if value is not None:
        return value
    from sitegen.files.yaml_events import values_of

    values = values_of(item)
    return values[0] if isinstance(values, list) and len(values) == 1 else None
