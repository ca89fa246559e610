"""The wheel holds all that a build needs, and two builds of it are the same bytes."""

from __future__ import annotations

import functools
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def _wheel(folder: Path) -> Path:
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _wheel(tmp_path_factory.mktemp("dist"))


def test_two_wheels_are_the_same_bytes(wheel: Path, tmp_path: Path) -> None:
    assert _wheel(tmp_path).read_bytes() == wheel.read_bytes()


def test_links_lead_to_the_repository_that_builds_it_and_to_none_that_is_guessed() -> None:
    def links(**environment: str) -> dict[str, str]:
        given = {name: value for name, value in os.environ.items() if not name.startswith("GITHUB_")} | environment
        command = [sys.executable, "-m", "hatchling", "metadata"]
        done = subprocess.run(command, cwd=ROOT, env=given, check=True, capture_output=True, text=True)
        return json.loads(done.stdout).get("urls", {})

    assert links() == {}
    home = "https://git.example/news/press"
    there = links(GITHUB_SERVER_URL="https://git.example", GITHUB_REPOSITORY="news/press")
    assert (there["Source"], there["Issues"]) == (home, f"{home}/issues")


def test_the_wheel_names_both_commands(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        entry = next(name for name in archive.namelist() if name.endswith("entry_points.txt"))
        points = archive.read(entry).decode()
    assert "sitegen = sitegen.__main__:run" in points
    assert "sitegen-press = sitegen.__main__:run" in points


def test_the_wheel_builds_a_folder_elsewhere(wheel: Path, tmp_path: Path) -> None:
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    project = tmp_path / "my articles"
    project.mkdir()
    story = "LISBON — Maria Couto, the director of the Harbour Museum, said on Friday that the doors would open.\n"
    (project / "doors.txt").write_text(story, encoding="utf-8")

    run = functools.partial(_run_installed, installed, project)
    where = run("-c", "import sitegen; print(sitegen.__file__)")
    assert where.stdout.startswith(str(installed))
    done = run("-m", "sitegen", "build", ".", "--output", "../site")
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "site" / "articles" / "doors.html").read_text(encoding="utf-8")
    assert 'data-entity="maria-couto"' in page
    assert (tmp_path / "site" / "assets" / "style.css").stat().st_size > 1000


def test_the_wheel_makes_a_project_that_builds(wheel: Path, tmp_path: Path) -> None:
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    run = functools.partial(_run_installed, installed, tmp_path)
    done = run("-m", "sitegen", "new", "fresh")
    assert done.returncode == 0, done.stderr
    for path in (".github/workflows/pages.yml", ".gitignore", ".schemas/site.schema.json", "knowledge/people.yaml"):
        assert (tmp_path / "fresh" / path).is_file(), path
    done = run("-m", "sitegen", "build", "fresh", "--strict", "--output", "site")
    assert done.returncode == 0, done.stderr


def _run_installed(installed: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Python in `folder`, with the package that the wheel holds."""
    environment = os.environ | {"PYTHONPATH": str(installed)}
    command = [sys.executable, *words]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
