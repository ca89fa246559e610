"""One change spliced into the text of a YAML file: nothing outside of it is written anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sitegen.files.yaml_nodes import Node, OddError, node_at, nodes_of
from sitegen.files.yaml_places import Path
from sitegen.files.yaml_scalars import Flow, Value, write_block, write_entry, write_inline, write_item, write_scalar
from sitegen.text.values import value


@value
class Put:
    """`value` at a path: in the place of what stands there, or new; a list gets it at its end.

    What is replaced is replaced on one line: `value` is then a text or a Flow. What is missing on the way is made.
    """

    path: Path
    value: Value


@value
class Remove:
    """Nothing at a path any more, nor what would be empty without it."""

    path: Path


Edit = Put | Remove


def spliced(text: str, edit: Edit) -> str | None:
    """The text with the edit spliced in; None where it is not plain enough."""
    try:
        root = nodes_of(text)
    except OddError:
        return None
    if isinstance(edit, Remove):
        return _cut(text, root, edit.path) if root is not None else None
    depth = len(edit.path)
    while depth and (root is None or node_at(root, edit.path[:depth]) is None):
        depth -= 1
    if root is None or (depth == 0 and root.shape == "nothing"):
        return _appended(text, edit.path, edit.value)
    node = node_at(root, edit.path[:depth])
    assert node is not None
    if depth == len(edit.path):
        return _replaced(text, node, edit.value, _is_inside(root, edit.path))
    value = _nested(edit.path[depth + 1 :], edit.value)
    if node.shape == "nothing" or (node.flow and not node.entries and depth):
        return _filled(text, root, edit.path[:depth], _nested(edit.path[depth:], edit.value))
    return _inserted(text, node, edit.path[depth], value)


def _is_inside(root: Node, path: Path) -> bool:
    """Whether what stands at a path stands in a {} or []."""
    return any(node.flow for end in range(len(path)) if (node := node_at(root, path[:end])) is not None)


def _nested(path: Path, value: Value) -> Value:
    """The value below what leads to it."""
    for step in reversed(path):
        value = {step: value} if isinstance(step, str) else [value]
    return value


def _appended(text: str, path: Path, value: Value) -> str:
    """A text without values, with this at its end."""
    break_ = "" if not text or text.endswith("\n") else "\n"
    nested = _nested(path, value)
    assert isinstance(nested, (Mapping, Sequence))
    return text + break_ + _joined(write_block(nested, 0))


def _joined(lines: Iterator[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _replaced(text: str, node: Node, value: Value, inside: bool) -> str | None:
    if not isinstance(value, (str, bool, Flow)):
        return None
    space = " " if text[node.start - 1 : node.start] == ":" else ""
    return text[: node.start] + space + write_inline(value, inside=inside) + text[node.end :]


def _filled(text: str, root: Node, path: Path, value: Value) -> str | None:
    """Lines of their own below a key that has nothing behind it, or an empty {} or []."""
    holder, node = node_at(root, path[:-1]), node_at(root, path)
    if holder is None or node is None or holder.flow or holder.shape != "mapping":
        return None
    assert isinstance(value, (Mapping, Sequence))
    entry = holder.entries[path[-1]]
    bare = text[: entry.value.start].rstrip(" ") + text[entry.value.end :]
    end = _line_end(bare, entry.key_end)
    return bare[:end] + _joined(write_block(value, holder.column + 2)) + bare[end:]


def _line_end(text: str, at: int) -> int:
    """Where the next line begins."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def _inserted(text: str, node: Node, step: str | int, value: Value) -> str | None:
    """A new entry at the end of a mapping or list."""
    if node.shape not in {"mapping", "list"} or (node.shape == "mapping") != isinstance(step, str):
        return None
    if node.flow:
        return _inserted_inside(text, node, step, value)
    lines = write_entry(step, value, node.column) if isinstance(step, str) else write_item(value, node.column)
    end = _line_end(text, node.end)
    break_ = "" if text[:end].endswith("\n") else "\n"
    blank = "\n" if node.shape == "list" and _is_parted(text, node) else ""
    return text[:end] + break_ + blank + _joined(lines) + text[end:]


def _is_parted(text: str, node: Node) -> bool:
    """Whether a blank line stands between the entries of a list, or before its only one."""
    last = max(node.entries.values(), key=lambda entry: entry.start)
    return text[: text.rfind("\n", 0, last.start) + 1].endswith("\n\n")


def _inserted_inside(text: str, node: Node, step: str | int, value: Value) -> str | None:
    """A new entry before the } or ] of a mapping or list on one line."""
    if not isinstance(value, (str, bool, Flow)):
        return None
    key = f"{write_scalar(step, inside=True)}: " if isinstance(step, str) else ""
    written = key + write_inline(value, inside=True)
    end = len(text[: node.end - 1].rstrip(" \n,"))
    comma = ", " if node.entries else ""
    return text[:end] + comma + written + text[end:].lstrip(",")


def _cut(text: str, root: Node, path: Path) -> str | None:
    """The text without what stands at a path, nor what would be empty without it."""
    node = node_at(root, path)
    while len(path) > 1 and node is not None and len(_holder(root, path).entries) == 1:
        path = path[:-1]
        node = node_at(root, path)
    if node is None:
        return text
    holder = _holder(root, path)
    if holder.flow:
        return _cut_inside(text, holder, path[-1])
    entry = holder.entries[path[-1]]
    start = text.rfind("\n", 0, entry.start) + 1
    if text[start : entry.start].strip(" ") not in ({"-"} if holder.shape == "list" else {""}):
        return None
    return text[:start] + text[_line_end(text, entry.value.end) :]


def _holder(root: Node, path: Path) -> Node:
    holder = node_at(root, path[:-1])
    assert holder is not None
    return holder


def _cut_inside(text: str, holder: Node, step: str | int) -> str:
    steps = list(holder.entries)
    number = steps.index(step)
    entry = holder.entries[step]
    if number + 1 < len(steps):
        return text[: entry.start] + text[holder.entries[steps[number + 1]].start :]
    before = holder.entries[steps[number - 1]].value.end if number else entry.start
    return text[:before] + text[entry.value.end :]
