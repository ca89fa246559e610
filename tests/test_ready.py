"""What is made of the tables that ship is made once for all runs of sitegen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sitegen.cache import ready
from sitegen.cache.ready import made_once
from sitegen.knowledge import kept_forms, organizations


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, bytes], bytes]:
    """What is kept, in the place of files beside the tables."""
    kept: dict[tuple[str, bytes], bytes] = {}

    def keep(path: Path, of: bytes, content: bytes) -> None:
        kept[path.name, of] = content

    monkeypatch.setattr(ready, "read_bytecode", lambda path, of: kept.get((path.name, of)))
    monkeypatch.setattr(ready, "keep_bytecode", keep)
    return kept


@pytest.mark.parametrize(
    ("module", "made", "maker"),
    [(kept_forms, "_shipped_forms", "compile_forms"), (organizations, "_bodies", "load_table")],
)
def test_what_ships_is_made_once(
    kept: object, monkeypatch: pytest.MonkeyPatch, module: Any, made: str, maker: str
) -> None:
    first = getattr(module, made).__wrapped__()
    monkeypatch.setattr(module, maker, lambda given: pytest.fail("made again"))
    assert getattr(module, made).__wrapped__() == first == getattr(module, made)()
    assert len(first) > 1000


def test_another_sitegen_makes_it_anew(kept: object, monkeypatch: pytest.MonkeyPatch) -> None:
    assert made_once("boats", lambda: ("Alma",)) == ("Alma",)
    assert made_once("boats", lambda: ("Berta",)) == ("Alma",)
    monkeypatch.setattr(ready, "print_of_sitegen", lambda: b"another")
    assert made_once("boats", lambda: ("Berta",)) == ("Berta",)
