"""When time stamps are trusted: a later change may not leave the same ones."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sitegen.files.listing import list_below, stamps_at
from sitegen.files.settled import is_settled

NOW = 1_900_000_000
IN_SECONDS, IN_HUNDREDTHS, FINER = 0, 470_000_000, 470_000_001


@pytest.mark.parametrize(
    ("age", "part", "trusted"),
    [
        (3, IN_SECONDS, True),
        (1, IN_SECONDS, False),
        (3, IN_HUNDREDTHS, True),
        (1, IN_HUNDREDTHS, False),
        (1, FINER, True),
        (0, FINER, False),
        (-5, FINER, False),
    ],
)
def test_a_disk_that_shows_small_parts_of_a_second_is_trusted_soon(age: int, part: int, trusted: bool) -> None:
    moment = NOW + 0.5  # nearly as late as the stamps of this second
    assert is_settled((NOW - age) * 10**9 + part, moment) == trusted


def test_a_file_is_looked_at_again_until_its_stamps_are_trusted(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("one", encoding="utf-8")
    changed = os.stat(file).st_ctime_ns / 1e9
    assert stamps_at(file, changed) == b""
    assert stamps_at(file, changed + 2.1) != b""


def test_a_listing_tells_what_may_still_change_unseen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_text("one", encoding="utf-8")
    changed = os.stat(tmp_path / "a.md").st_ctime_ns / 1e9
    found = {}
    for later in (0.0, 2.1):
        monkeypatch.setattr("time.time", lambda later=later: changed + later)
        found[later] = list_below(tmp_path, ()).unsettled
    assert found == {0.0: {"a.md"}, 2.1: frozenset()}
