"""The house stands as ARCHITECTURE.md says: imports go downhill, every dependency has one door."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import list_rooms
import pytest

PACKAGE = Path(__file__).parent.parent / "sitegen"

FLOORS = (
    ("text", "diagnostics"),
    ("model", "files", "publish"),
    ("cache",),
    ("project", "dates"),
    ("knowledge",),
    ("names", "quotations", "read", "site", "maps"),
    ("annotate", "pages"),
    ("explain", "check"),
    ("export", "new", "importing"),
    ("build",),
    ("desk",),
    ("serve", "deploy", "enrich"),
    ("cli",),
    ("__main__",),
)
"""Rooms from the ground up: a room imports from its own floor and those below."""

FLOOR_OF = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}

DOORS = {
    "jinja2": ("pages/render", "pages/compiled", "pages/generated"),
    "markdown_it": "read",
    "mdit_py_plugins": "read",
    "bs4": "read",
    "click": "cli",
    "rich": "cli",
    "ruamel": ("files/yaml_file", "files/yaml_edit"),
    "yaml": ("files/yaml_events", "files/yaml_places", "files/yaml_nodes"),
    "pydantic": ("project", "files/yaml_schema"),
    "ahocorasick_rs": "knowledge/gazetteer",
    "starlette": "serve",
    "uvicorn": "serve",
    "watchfiles": "serve",
    "ghp_import": "deploy",
    "feedgenerator": "pages/feeds",
    "imagesize": "files/picture_size",
    "mammoth": "importing/documents",
    "feedparser": "importing/feeds",
    "defusedxml": "importing/xml",
    "spacy": "text/spacy_model",
    "distributed": "build/cluster",
}
"""The rooms or modules in which each dependency may be named."""


@dataclass(frozen=True)
class Module:
    """A module of the package: its path without suffix, and the names that it imports."""

    path: str
    imports: tuple[str, ...]
    imports_at_top: tuple[str, ...]

    @property
    def room(self) -> str:
        return self.path.split("/")[0]


@cache
def modules() -> tuple[Module, ...]:
    """Every module but the package's own, each parsed once."""
    paths = (path for path in sorted(PACKAGE.rglob("*.py")) if path.parent != PACKAGE or path.name != "__init__.py")
    return tuple(_read(path) for path in paths)


def _read(path: Path) -> Module:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    name = "/".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix("/__init__")
    top = ast.Module([node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)], [])
    return Module(name, tuple(_imports(tree)), tuple(_imports(top)))


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full"
            yield node.module or ""


def _rooms(module: Module) -> Iterator[str]:
    """The other rooms that a module imports from."""
    parts = (name.split(".") for name in module.imports)
    yield from (name[1] for name in parts if name[0] == "sitegen" and len(name) > 1 and name[1] != module.room)


def test_every_room_has_a_floor_and_every_floor_is_built() -> None:
    assert {module.room for module in modules()} == FLOOR_OF.keys(), "say in FLOORS where each room stands"


def test_imports_go_downhill() -> None:
    uphill = [
        f"{module.path} imports {room}"
        for module in modules()
        for room in _rooms(module)
        if FLOOR_OF[room] > FLOOR_OF[module.room]
    ]
    assert not uphill


@pytest.mark.parametrize("dependency", DOORS)
def test_a_dependency_has_one_door(dependency: str) -> None:
    doors = (DOORS[dependency],) if isinstance(DOORS[dependency], str) else DOORS[dependency]
    named_in = {module.path for module in modules() for name in module.imports if name.split(".")[0] == dependency}
    assert named_in, f"{dependency} is imported nowhere"
    assert not [path for path in named_in if not any(f"{path}/".startswith(f"{door}/") for door in doors)]


def _reach(graph: Mapping[str, set[str]], start: str) -> set[str]:
    seen: set[str] = set()
    waiting = list(graph.get(start, ()))
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting.extend(graph.get(name, ()))
    return seen


def test_no_circle_of_modules() -> None:
    graph = {
        module.path: {
            name.removeprefix("sitegen.").replace(".", "/") for name in module.imports_at_top if "sitegen." in name
        }
        for module in modules()
    }
    assert not [name for name in graph if name in _reach(graph, name)]


def test_no_circle_of_rooms() -> None:
    """Two rooms on one floor may lean on each other, but not in a circle; imports inside functions count too."""
    graph: dict[str, set[str]] = {}
    for module in modules():
        graph.setdefault(module.room, set()).update(_rooms(module))
    assert not [room for room in graph if room in _reach(graph, room)]


def test_the_architecture_page_tells_the_floors() -> None:
    page = (PACKAGE.parent / "ARCHITECTURE.md").read_text(encoding="utf-8")
    told = [page.find(" · ".join(f"`{room}`" for room in rooms if room != "__main__")) for rooms in FLOORS[:-1]]
    assert -1 not in told, "ARCHITECTURE.md lists the rooms of each floor, the highest first"
    assert all(upper > lower for upper, lower in pairwise(told))


def test_the_architecture_page_lists_every_module() -> None:
    page = list_rooms.PAGE.read_text(encoding="utf-8")
    assert list_rooms.table().count(".py`") == len(modules())
    assert list_rooms.renewed(page) == page, "python tools/list_rooms.py"


def test_no_module_keeps_what_it_does_not_use() -> None:
    """A private name at the top of a module is read by something else in it."""
    assert not [f"{path.relative_to(PACKAGE)}: {name}" for path in PACKAGE.rglob("*.py") for name in _unread(path)]


def _unread(path: Path) -> Iterator[str]:
    body = ast.parse(path.read_text(encoding="utf-8")).body
    read = [{name.id for name in ast.walk(node) if isinstance(name, ast.Name) and _is_read(name)} for node in body]
    for number, node in enumerate(body):
        others = set[str]().union(*read[:number], *read[number + 1 :])
        yield from (name for name in _defined(node) if name[0] == "_" != name[1] and name not in others)


def _is_read(name: ast.Name) -> bool:
    return isinstance(name.ctx, ast.Load)


def _defined(node: ast.stmt) -> Iterator[str]:
    """The names that a statement gives a meaning to."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        yield node.name
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    yield from (target.id for target in targets if isinstance(target, ast.Name))


def test_no_words_stand_about_nothing() -> None:
    """A string among the statements of a module is its own docstring, or that of the name right above."""
    assert not [f"{path.relative_to(PACKAGE)}:{line}" for path in PACKAGE.rglob("*.py") for line in _idle_words(path)]


def _idle_words(path: Path) -> Iterator[int]:
    for above, node in pairwise(ast.parse(path.read_text(encoding="utf-8")).body):
        if isinstance(node, ast.Expr) and not isinstance(above, ast.Assign | ast.AnnAssign):
            yield node.lineno
