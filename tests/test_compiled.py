"""What our templates compile to is kept beside them; what a theme's compile to is kept nowhere."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment

from sitegen.files.bytecode import keep_bytecode, read_bytecode
from sitegen.pages import compiled, render
from sitegen.pages.compiled import CompiledTemplates

Write = Callable[..., str]


@pytest.fixture
def ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of templates that takes the place of ours, and may be written to."""
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "note.html").write_text("The {{ name }} sails.")
    for module in (compiled, render):
        monkeypatch.setattr(module, "find_resource_folder", lambda _: folder)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    return folder


@pytest.fixture
def times(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the templates that were compiled."""
    names: list[str] = []
    generate = Environment._generate

    def noted(environment: Environment, source: Any, name: str, *more: Any, **named: Any) -> str:
        names.append(name)
        return generate(environment, source, name, *more, **named)

    monkeypatch.setattr(Environment, "_generate", noted)
    return names


@pytest.fixture
def write(monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes a template as a new run of the program does."""

    def written(theme: Path | None = None, name: str = "note.html") -> str:
        monkeypatch.setattr(render, "COMPILED", CompiledTemplates())
        return render.load_environment(theme).get_template(name).render(name="Alma")

    return written


def test_the_next_run_compiles_nothing(ours: Path, times: list[str], write: Write) -> None:
    assert [write(), write()] == ["The Alma sails."] * 2
    assert times == ["note.html"]
    assert [path.suffix for path in (ours / "__pycache__").iterdir()] == [".pyc"]


def test_another_text_is_compiled_anew(ours: Path, times: list[str], write: Write) -> None:
    write()
    (ours / "note.html").write_text("The {{ name }} sinks.")
    assert write() == "The Alma sinks."
    assert times == ["note.html"] * 2


def test_another_sitegen_compiles_anew(
    ours: Path, times: list[str], write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write()
    monkeypatch.setattr(compiled, "print_of_sitegen", lambda: b"another")
    assert write() == "The Alma sails."
    assert times == ["note.html"] * 2


@pytest.mark.parametrize("cut", [0, 10, -1])
def test_what_is_damaged_is_compiled_anew(ours: Path, times: list[str], write: Write, cut: int) -> None:
    write()
    (kept,) = (ours / "__pycache__").iterdir()
    kept.write_bytes(kept.read_bytes()[:cut])
    assert write() == "The Alma sails."
    assert times == ["note.html"] * 2


def test_one_template_under_two_names_is_compiled_once(ours: Path, times: list[str], write: Write) -> None:
    assert write(name="default/note.html") == write() == "The Alma sails."
    assert times == ["note.html"]


def test_nothing_is_kept_of_a_theme(ours: Path, tmp_path: Path, times: list[str], write: Write) -> None:
    theme = tmp_path / "theme"
    (theme / "templates").mkdir(parents=True)
    (theme / "templates" / "note.html").write_text("The good ship {{ name }}.")
    assert [write(theme), write(theme)] == ["The good ship Alma."] * 2
    assert times == ["note.html"] * 2
    assert [path.name for path in theme.rglob("*")] == ["templates", "note.html"]


def test_nothing_is_written_where_python_writes_no_bytecode(
    ours: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert write() == "The Alma sails."
    assert not (ours / "__pycache__").exists()


def test_a_folder_that_cannot_be_written_to_is_no_mistake(ours: Path, write: Write) -> None:
    (ours / "__pycache__").write_text("a file where the folder would be")
    assert [write(), write()] == ["The Alma sails."] * 2


def test_bytecode_is_that_of_the_same_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    path = tmp_path / "note.html"
    keep_bytecode(path, b"one", b"content")
    assert read_bytecode(path, b"one") == b"content"
    assert read_bytecode(path, b"other") is None
    assert read_bytecode(tmp_path / "other.html", b"one") is None
    keep_bytecode(path, b"two", b"more")
    assert read_bytecode(path, b"two") == b"more"
    assert len(list(path.parent.glob("__pycache__/*"))) == 1
