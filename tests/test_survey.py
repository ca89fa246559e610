"""A folder that was looked at is looked at again only where it has changed since, and nothing that came is missed."""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.publish import survey
from sitegen.publish.survey import Seen, flat_survey, look_again, survey_from, survey_of, take_survey
from sitegen.publish.tree import Stamps, stamps_of

FILES = ("index.html", "a/one.html", "a/two.html", "a/b/three.html", "c/four.html")


@pytest.fixture
def output(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    for path in FILES:
        put(folder / path, path)
    return folder


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """The times of folders are trusted at once."""
    monkeypatch.setattr(survey, "is_settled", lambda newest, moment: True)


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def recorded_in(folder: Path) -> dict[str, Stamps]:
    found = {path.relative_to(folder).as_posix(): stamps_of(str(path)) for path in folder.rglob("*")}
    return {path: stamps for path, stamps in found.items() if stamps is not None}


def in_short(seen: Seen) -> tuple[list[str], list[str], list[str]]:
    return sorted(seen.folders), sorted(seen.others), sorted(seen.missing)


@pytest.fixture
def looked_into(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the folders that are looked into."""
    seen: list[str] = []
    real = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: seen.append(os.path.basename(os.path.normpath(path))) or real(path))
    return seen


def test_what_is_as_recorded_what_is_missing_and_what_else_is_there(output: Path) -> None:
    recorded = recorded_in(output)
    (output / "a/one.html").unlink()
    put(output / "c/four.html", "another text")
    put(output / "mine/x", "mine")
    (output / "link").symlink_to("index.html")
    seen = take_survey(str(output), None, recorded).output
    assert in_short(seen) == (
        ["", "a", "a/b", "c", "mine"],
        ["c/four.html", "link", "mine/x"],
        ["a/one.html", "c/four.html"],
    )
    assert seen.unlisted(recorded, set(FILES)) == {"link", "mine/x"}
    assert seen.unlisted(recorded, set(FILES) - {"index.html"}) == {"index.html", "link", "mine/x"}


def test_of_the_twin_those_files_are_missing_that_are_no_names_of_the_same(output: Path) -> None:
    twin = output.with_name("twin")
    shutil.copytree(output, twin, copy_function=os.link)
    recorded = recorded_in(output)
    for path in ("a/one.html", "index.html"):
        (twin / path).unlink()
    put(twin / "a/one.html", "a/one.html")
    put(output / "c/four.html", "written to both")
    seen = take_survey(str(output), str(twin), recorded).twin
    assert seen.others == {"a/one.html", "c/four.html"}
    assert seen.missing == {"a/one.html", "c/four.html", "index.html"}


def test_where_nothing_stands_all_is_missing(tmp_path: Path) -> None:
    recorded = {"a/one.html": (1, 2, 3)}
    taken = take_survey(str(tmp_path / "out"), None, recorded)
    for seen in (taken.output, taken.twin, look_again(taken.output, str(tmp_path / "out"), recorded)):
        assert in_short(seen) == ([], [], ["a/one.html"])
    put(tmp_path / "out/a/two.html", "two")
    assert in_short(taken.renewed(str(tmp_path / "out")).output) == (["", "a"], ["a/two.html"], ["a/one.html"])


@pytest.mark.usefixtures("settled")
def test_only_what_has_changed_is_looked_into_again(output: Path, looked_into: list[str]) -> None:
    taken = take_survey(str(output), None, recorded_in(output))
    looked_into.clear()
    output = output.rename(output.with_name("old"))
    looked_into.clear()
    taken.renewed(str(output))
    assert set(looked_into) <= {"old"}, "its own name alone is another"
    looked_into.clear()
    time.sleep(0.02)
    put(output / "a/b/mine", "mine")
    assert taken.renewed(str(output)).output.others == {"a/b/mine"}
    assert set(looked_into) <= {"old", "b"}


def test_what_was_changed_a_moment_ago_is_looked_into_again(
    output: Path, looked_into: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(survey, "is_settled", lambda newest, moment: False)
    taken = take_survey(str(output), None, recorded_in(output))
    looked_into.clear()
    assert taken.renewed(str(output)) == taken
    assert sorted(looked_into) == ["a", "b", "c", "out"]


@pytest.mark.usefixtures("settled")
def test_who_puts_back_the_times_of_a_folder_hides_nothing(output: Path) -> None:
    taken = take_survey(str(output), None, recorded_in(output))
    before = (output / "a").stat()
    time.sleep(0.02)
    put(output / "a/mine", "mine")
    os.utime(output / "a", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert taken.renewed(str(output)).output.others == {"a/mine"}


def _add(chance: random.Random, folder: Path, files: list[Path]) -> None:
    put(chance.choice(files).parent / f"new{chance.randrange(9)}", "new")


def _add_folder(chance: random.Random, folder: Path, files: list[Path]) -> None:
    put(chance.choice(files).parent / f"folder{chance.randrange(3)}" / "deep" / "new", "new")


def _remove(chance: random.Random, folder: Path, files: list[Path]) -> None:
    chance.choice(files).unlink()


def _replace(chance: random.Random, folder: Path, files: list[Path]) -> None:
    put(folder / "other", chance.choice(("same", "longer")))
    (folder / "other").replace(chance.choice(files))


def _remove_folder(chance: random.Random, folder: Path, files: list[Path]) -> None:
    gone = chance.choice(files).parent
    if gone != folder:
        shutil.rmtree(gone)


def _move_folder(chance: random.Random, folder: Path, files: list[Path]) -> None:
    moved = chance.choice(files).parent
    if moved != folder:
        moved.rename(folder / f"moved{chance.randrange(10**9)}")


def _file_for_folder(chance: random.Random, folder: Path, files: list[Path]) -> None:
    gone = chance.choice(files).parent
    if gone != folder:
        shutil.rmtree(gone)
        gone.write_text("no folder", encoding="utf-8")


EDITS: tuple[Callable[[random.Random, Path, list[Path]], None], ...] = (
    *(_add, _add, _add_folder, _remove, _replace, _remove_folder, _move_folder, _file_for_folder),
)


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("seed", range(6))
def test_after_any_changes_it_is_what_one_who_looks_anew_sees(output: Path, seed: int) -> None:
    chance = random.Random(seed)
    recorded = recorded_in(output)
    taken = take_survey(str(output), None, recorded)
    for _ in range(12):
        time.sleep(0.02)  # the clock by which folders are stamped goes in steps
        for _ in range(chance.choice((0, 1, 1, 3))):
            files = sorted(path for path in output.rglob("*") if path.is_file())
            if files:
                chance.choice(EDITS)(chance, output, files)
        renewed = taken.renewed(str(output))
        assert in_short(renewed.output) == in_short(take_survey(str(output), None, recorded).output)
        if chance.random() < 0.5:
            taken = renewed


def test_folders_are_opened_on_the_way(output: Path) -> None:
    recorded = recorded_in(output)
    for path in ("a/b", "a", "c"):
        os.chmod(output / path, 0o500)
    taken = take_survey(str(output), None, recorded)
    assert look_again(taken.output, str(output), recorded, opened=True).missing == set()
    assert {path.stat().st_mode & 0o777 for path in output.rglob("*") if path.is_dir()} == {0o755}


def test_it_may_be_told_by_another_process(output: Path) -> None:
    recorded = recorded_in(output)
    put(output / "mine", "mine")
    (output / "index.html").unlink()
    taken = take_survey(str(output), str(output), recorded)
    assert survey_from(flat_survey(taken), recorded) == taken
    assert survey_of(str(output)).output.others == {*FILES, "mine"} - {"index.html"}
