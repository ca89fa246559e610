"""A file is replaced whole or stays as it was."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sitegen.diagnostics import SitegenError
from sitegen.files.output_file import write_file


def test_a_file_with_the_folders_above_it(tmp_path: Path) -> None:
    write_file(tmp_path / "a" / "b" / "c.txt", "één\n", "SG620")
    assert (tmp_path / "a" / "b" / "c.txt").read_bytes() == "één\n".encode()
    assert os.listdir(tmp_path / "a" / "b") == ["c.txt"]


def test_what_stood_there_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old and longer")
    write_file(tmp_path / "a", "new", "SG620")
    assert (tmp_path / "a").read_text() == "new"


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "to").write_text("old")
    (tmp_path / "link").symlink_to("to")
    write_file(tmp_path / "link", "new", "SG620")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "to").read_text() == "new"


def test_a_device_is_written_to() -> None:
    write_file(Path(os.devnull), "x", "SG620")
    assert not Path(os.devnull).is_file()


def test_what_fails_leaves_everything_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_text("old")

    def refuse(*paths: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(SitegenError, match=r"SG620.*No space left"):
        write_file(tmp_path / "a", "new", "SG620")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a", "old")]


@pytest.mark.parametrize("where", ["", "file/below", "x" * 300])
def test_what_cannot_be_written_is_told(where: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(SitegenError, match="SG620"):
        write_file(tmp_path / where, "x", "SG620")
    assert (tmp_path / "file").read_text() == "mine"
