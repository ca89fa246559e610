"""The house stands as ARCHITECTURE.md says: imports go downhill, every dependency has one door."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "sitegen"

FLOORS = (
    {"text", "diagnostics"},
    {"model", "files"},
    {"project"},
    {"knowledge"},
    {"addresses", "maps"},
    {"names", "quotations", "dates", "read"},
    {"annotate"},
    {"site"},
    {"body", "metadata", "explain"},
    {"pages", "feeds", "sitemap", "export", "doubts", "search"},
    {"publish", "render", "report"},
    {"build"},
    {"serve", "deploy", "new"},
    {"cli"},
    {"__main__"},
)
"""Rooms from the ground up: a room imports from its own floor and those below."""

SUITES = {
    "site": {"archive", "moments", "passages", "places", "shown", "targets"},
}
"""Modules that belong to one room and stand on its floor."""

DOORS = {
    "jinja2": {"render"},
    "markdown_it": {"read"},
    "mdit_py_plugins": {"read"},
    "bs4": {"read"},
    "click": {"cli"},
    "rich": {"cli", "report"},
    "ruamel": {"files"},
    "ahocorasick_rs": {"knowledge"},
    "starlette": {"serve"},
    "uvicorn": {"serve"},
    "watchfiles": {"serve"},
    "ghp_import": {"deploy"},
    "feedgenerator": {"feeds"},
    "spacy": {"text"},
}
"""The rooms in which each dependency may be named."""


def _modules() -> Iterator[tuple[str, str, ast.Module]]:
    """Room, path and syntax tree of every module."""
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        if parts != ("__init__",):
            yield parts[0], "/".join(parts), ast.parse(path.read_text(encoding="utf-8"))


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full"
            yield node.module or ""


def _floor(room: str) -> int | None:
    for number, rooms in enumerate(FLOORS):
        if room in rooms or any(room in SUITES.get(owner, ()) for owner in rooms):
            return number
    return None


def test_every_module_has_a_floor() -> None:
    homeless = {room for room, _, _ in _modules() if _floor(room) is None}
    assert not homeless, f"say in FLOORS or SUITES where these stand: {sorted(homeless)}"


def test_imports_go_downhill() -> None:
    uphill = []
    for room, path, tree in _modules():
        for name in _imports(tree):
            parts = name.split(".")
            if parts[0] != "sitegen" or len(parts) < 2 or parts[1] == room:
                continue
            target = _floor(parts[1])
            if target is None or target > (_floor(room) or 0):
                uphill.append(f"{path} imports {name}")
    assert not uphill


@pytest.mark.parametrize("dependency", DOORS)
def test_a_dependency_has_one_door(dependency: str) -> None:
    strangers = [
        path
        for room, path, tree in _modules()
        if room not in DOORS[dependency] and any(name.split(".")[0] == dependency for name in _imports(tree))
    ]
    assert not strangers


def test_no_circle() -> None:
    """Two rooms on one floor may lean on each other, but not in a circle."""
    graph: dict[str, set[str]] = {}
    for _, path, tree in _modules():
        name = path.replace("/__init__", "").replace("/", ".")
        top_level = ast.Module([n for n in tree.body if isinstance(n, ast.Import | ast.ImportFrom)], [])
        graph[name] = {n.removeprefix("sitegen.") for n in _imports(top_level) if n.startswith("sitegen.")}

    def reach(start: str) -> set[str]:
        seen: set[str] = set()
        waiting = list(graph.get(start, ()))
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                waiting.extend(graph.get(name, ()))
        return seen

    assert not [name for name in graph if name in reach(name)]
