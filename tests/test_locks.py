"""Locks and the exchange of folders as Windows needs them, on any system; a lock of the kernel’s plays `msvcrt`."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from sitegen.diagnostics import SitegenError
from sitegen.publish import OutputFile, locks, publish, swap
from sitegen.publish.locks import LOCK, locked_folder

fcntl = pytest.importorskip("fcntl")


def _locking(descriptor: int, mode: int, size: int) -> None:
    """What the function of this name does on Windows: lock at once, or tell that it cannot be."""
    assert (mode, size) == (2, 1)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise PermissionError(errno.EACCES, "Permission denied") from error


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "IS_WINDOWS", True)
    monkeypatch.setattr(swap, "_exchange", lambda one, other: errno.ENOSYS)
    monkeypatch.setattr(swap, "PAUSES", (0.0, 0.0, 0.0))
    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(locking=_locking, LK_NBLCK=2))


def site(output: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in output.iterdir() if path.name != ".sitegen"}


@pytest.mark.usefixtures("windows")
def test_a_folder_is_one_build_s_until_it_is_given_back(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    with locked_folder(str(folder)) as work:
        assert os.listdir(work) == [LOCK]
        with pytest.raises(SitegenError, match="SG507"), locked_folder(work, patience=0.05):
            pass
        assert os.listdir(work) == [LOCK], "it is still locked"
    assert not folder.exists()
    with locked_folder(str(folder)):
        (folder / "kept").touch()
    assert os.listdir(folder) == ["kept"]


@pytest.mark.usefixtures("windows")
def test_what_a_killed_build_leaves_locks_nothing(tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / LOCK).touch()
    with locked_folder(str(tmp_path / "work"), patience=0):
        pass
    assert not (tmp_path / "work").exists()


@pytest.mark.usefixtures("windows")
def test_a_lock_that_was_removed_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another build gave it back, and removed the file, between its opening and its locking here."""
    gone: list[str] = []

    def remove_first(descriptor: int, mode: int, size: int) -> None:
        if not gone:
            gone.append(LOCK)
            (tmp_path / "work" / LOCK).unlink()
        _locking(descriptor, mode, size)

    monkeypatch.setattr(sys.modules["msvcrt"], "locking", remove_first)
    with locked_folder(str(tmp_path / "work")) as work:
        assert gone
        assert os.listdir(work) == [LOCK]


@pytest.mark.usefixtures("windows")
def test_a_site_is_exchanged_for_the_next_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    for words in ("old", "new"):
        assert publish([OutputFile("a.html", words.encode())], tmp_path / "site").warnings == ()
        assert site(tmp_path / "site") == {"a.html": words}
    assert os.listdir(tmp_path) == ["site"]


def _refusing(times: int) -> Callable[..., None]:
    """`os.rename`, refused so often, as while a virus scanner holds a file."""
    rename, left = os.rename, [times]

    def refuse(source: str, target: str) -> None:
        if left[0]:
            left[0] -= 1
            raise PermissionError(errno.EACCES, "Access is denied", source)
        rename(source, target)

    return refuse


@pytest.mark.usefixtures("windows")
@pytest.mark.parametrize("times", [1, 3])
def test_a_refusal_of_the_moment_is_outlived(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    (tmp_path / "one").mkdir()
    monkeypatch.setattr(os, "rename", _refusing(times))
    swap.rename(str(tmp_path / "one"), str(tmp_path / "two"))
    assert os.listdir(tmp_path) == ["two"]


@pytest.mark.usefixtures("windows")
def test_a_refusal_that_stays_leaves_the_old_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = tmp_path / "site"
    publish([OutputFile("a.html", b"old")], output)
    rename = os.rename

    def refuse(source: str, target: str) -> None:
        if str(target) == str(output) and "new-" in str(source):
            raise PermissionError(errno.EACCES, "Access is denied", source)
        rename(source, target)

    monkeypatch.setattr(os, "rename", refuse)
    with pytest.raises(SitegenError, match="SG505"):
        publish([OutputFile("a.html", b"new")], output)
    assert site(output) == {"a.html": "old"}
    assert os.listdir(tmp_path) == ["site"]


def test_where_a_refusal_is_for_good_nobody_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "rename", _refusing(1))
    with pytest.raises(PermissionError):
        swap.rename(str(tmp_path / "one"), str(tmp_path / "two"))
