"""`sitegen new`: a project that builds, with every key explained, and nothing of the user's touched."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result
from reading import parse_yaml
from ruamel.yaml import YAML

from sitegen.annotate import annotate
from sitegen.build import build
from sitegen.cli import cli
from sitegen.diagnostics import SitegenError
from sitegen.knowledge import load_knowledge
from sitegen.model import Kind, Origin
from sitegen.new import heading_of, make_project
from sitegen.project.entries import EntityEntry, SiteEntry
from sitegen.project.front_matter import FrontMatter
from sitegen.read import read_article

EXAMPLE = "articles/the-late-clock.md"
FILES = {
    ".github/workflows/pages.yml",
    ".gitignore",
    "README.md",
    EXAMPLE,
    "site.yaml",
    *(f".schemas/{name}.schema.json" for name in ("article", "knowledge", "site")),
    *(f"knowledge/{kind}.yaml" for kind in ("countries", "organizations", "people", "places", "terms")),
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project as it is made, to read only."""
    folder = tmp_path_factory.mktemp("made") / "harbour-news"
    make_project(folder)
    return folder


@pytest.fixture
def away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that one stands in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def new(*words: str) -> Result:
    """`sitegen new` as the command line runs it; its error is in `exception`."""
    return CliRunner().invoke(cli, ["new", *words])


def contents(folder: Path) -> dict[str, str]:
    """The text of every file below `folder`, and the names of all empty folders."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") if path.is_file() else ""
        for path in sorted(folder.rglob("*"))
        if path.is_file() or path.is_symlink() or not any(path.iterdir())
    }


def refused(folder: Path) -> list[tuple[str, str]]:
    with pytest.raises(SitegenError) as caught:
        make_project(folder)
    assert all(diagnostic.help for diagnostic in caught.value.diagnostics)
    return [(diagnostic.code, diagnostic.path) for diagnostic in caught.value.diagnostics]


def test_the_files_of_a_project(project: Path) -> None:
    assert set(contents(project)) == FILES
    assert [path.name for path in project.parent.iterdir()] == [project.name]


def test_it_builds_without_a_warning(project: Path, tmp_path: Path) -> None:
    built = build(project, tmp_path / "site", strict=True)
    assert built.warnings == ()
    assert (tmp_path / "site" / "articles" / "the-late-clock.html").is_file()


def test_the_example_shows_what_sitegen_does(project: Path) -> None:
    knowledge = load_knowledge(project / "knowledge", project)
    found = annotate(read_article(project / EXAMPLE, project).article, knowledge)
    mentioned = {mention.entity_id for mention in found.mentions}
    own = {entity.id: entity.kind for entity in knowledge if entity.origin is Origin.KNOWLEDGE}
    assert set(own.values()) == set(Kind)
    assert set(own) <= mentioned
    assert [(person.name, [role.title for role in person.roles]) for person in found.found] == [
        ("Fintan Orrell", ["mayor"])
    ]
    text = found.article.text
    said = [
        (quotation.speaker.entity_id, text[segment.span.start : segment.span.end][:10])
        for quotation in found.quotations
        for segment in quotation.segments
        if quotation.speaker
    ]
    assert said == [
        ("maeve-tolland", "“A clock t"),
        ("maeve-tolland", "“Ours is a"),
        ("fintan-orrell", "visitors f"),
        ("fintan-orrell", "A second c"),
        ("fintan-orrell", "“for peopl"),
    ]


def test_every_setting_stands_in_site_yaml_with_a_word_about_it(project: Path) -> None:
    text = (project / "site.yaml").read_text(encoding="utf-8")
    keys = re.findall(r"^(?:# )?(\w+): \S", text, re.MULTILINE)
    assert sorted(keys) == sorted(SiteEntry.model_fields), "sitegen/starter/site.yaml shows every key of SiteEntry once"
    for key in keys:
        assert re.search(rf"^# [A-Z].*\.\n(# .*\n)*?(# )?{key}:|^{key}:", text, re.MULTILINE), key


def test_the_settings_hold_when_they_are_taken_out_of_their_comments(project: Path) -> None:
    text = (project / "site.yaml").read_text(encoding="utf-8")
    whole = parse_yaml(re.sub(r"^# (\w+: )", r"\1", text, flags=re.MULTILINE), "site.yaml", SiteEntry)
    assert whole.title == "Harbour news"
    free = {"title", "description", "base_url", "image", "spacy", "ignore", "kinds", "fonts", "logo"}
    free |= {"accent", "accent_dark"}
    assert whole.model_dump(exclude=free) == SiteEntry().model_dump(exclude=free)


def test_editors_are_told_the_schema(project: Path) -> None:
    for path in (project / "site.yaml", *(project / "knowledge").glob("*.yaml")):
        first = path.read_text(encoding="utf-8").split("\n")[0]
        assert first.startswith("# yaml-language-server: $schema="), path
        schema = json.loads((path.parent / first.partition("=")[2]).read_text(encoding="utf-8"))
        validator = jsonschema.Draft202012Validator(schema)
        written = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
        assert list(validator.iter_errors(written)) == [], path
        assert list(validator.iter_errors({"titel": "x"})), path


def test_the_readme_of_a_project_is_true(project: Path) -> None:
    text = (project / "README.md").read_text(encoding="utf-8")
    assert text.startswith("# Harbour news\n")
    assert len(text.splitlines()) <= 20
    assert set(re.findall(r"sitegen (\w+)  ", text)) == {"serve", "build"}
    assert not re.search(r"\{\w+\}", text)


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("harbour-news", "Harbour news"),
        ("Die_Zeitung", "Die Zeitung"),
        ("news2", "News2"),
        ("žuvys", "Žuvys"),
        ("it's: #1", "It's: #1"),
        ("no", "No"),
        ("2026", "My annotated articles"),
        ("...", "My annotated articles"),
        ("", "My annotated articles"),
    ],
)
def test_the_title_comes_from_the_name(name: str, heading: str, tmp_path: Path) -> None:
    assert heading_of(name) == heading
    if name not in ("", "..."):
        make_project(tmp_path / name)
        settings = (tmp_path / name / "site.yaml").read_text(encoding="utf-8")
        assert parse_yaml(settings, "site.yaml", SiteEntry).title == heading


def test_two_projects_of_one_name_are_the_same_bytes(project: Path, tmp_path: Path) -> None:
    make_project(tmp_path / project.name)
    assert contents(tmp_path / project.name) == contents(project)


def test_it_ends_with_the_next_steps(away: Path) -> None:
    done = new("my news")
    assert done.exit_code == 0
    assert done.stdout.endswith("Next:\n  cd 'my news'\n  sitegen serve\n")
    assert "  articles/the-late-clock.md\n" in done.stdout


def test_in_the_folder_one_stands_in_there_is_nowhere_to_go(away: Path) -> None:
    done = new(".")
    assert done.stdout.endswith("Next:\n  sitegen serve\n")
    assert set(contents(away)) >= FILES


def test_what_exists_is_not_touched(away: Path) -> None:
    (away / "README.md").write_text("mine\n")
    (away / ".gitignore").write_text("also mine\n")
    (away / "notes").mkdir()
    done = new(".")
    assert (away / "README.md").read_text() == "mine\n"
    assert (away / ".gitignore").read_text() == "also mine\n"
    assert "Left as they were:\n  .gitignore\n  README.md\n" in done.stdout
    assert set(contents(away)) >= FILES


def test_a_second_time_nothing_happens(project: Path) -> None:
    before = contents(project)
    again = make_project(project)
    assert again.written == ()
    assert set(again.kept) >= {".github/workflows/pages.yml", ".gitignore", "README.md", "site.yaml"}
    assert contents(project) == before
    assert new(str(project)).stdout.startswith(f"Everything is in {project} already.\nNext:")


@pytest.mark.parametrize("beginning", ["site.yaml", "articles/one.txt", "knowledge/a.yaml"])
def test_a_project_that_has_begun_gets_no_example(beginning: str, away: Path) -> None:
    (away / beginning).parent.mkdir(exist_ok=True)
    (away / beginning).write_text("")
    done = new(".")
    assert done.exit_code == 0
    assert "no example" in done.stdout
    assert not (away / EXAMPLE).exists()
    assert not (away / "knowledge" / "people.yaml").exists()
    assert (away / ".github" / "workflows" / "pages.yml").is_file()


@pytest.mark.parametrize(
    ("there", "named", "told"),
    [
        ({"way": "a file"}, "way", [("SG710", "way")]),
        ({"way": "a file"}, "way/deeper", [("SG710", "way")]),
        ({"d/articles": "a file"}, "d", []),
        ({"d/.github": "a file"}, "d", [("SG711", "d/.github")]),
        (
            {"d/.github/workflows": "x", "d/README.md/x": "x"},
            "d",
            [("SG711", "d/.github/workflows"), ("SG711", "d/README.md")],
        ),
    ],
)
def test_something_in_the_way(there: dict[str, str], named: str, told: list[tuple[str, str]], away: Path) -> None:
    for path, text in there.items():
        (away / path).parent.mkdir(parents=True, exist_ok=True)
        (away / path).write_text(text)
    before = contents(away)
    if told:
        assert refused(Path(named)) == told
        assert contents(away) == before
    else:
        make_project(Path(named))
        assert {path: contents(away)[path] for path in before} == before


def test_nothing_is_written_through_a_link(away: Path) -> None:
    (away / "outside").mkdir()
    (away / "d").mkdir()
    (away / "d" / ".github").symlink_to(away / "outside")
    assert refused(Path("d")) == [("SG711", "d/.github")]
    (away / "broken").symlink_to(away / "nowhere")
    assert refused(Path("broken")) == [("SG710", "broken")]
    assert contents(away / "outside") == {}


@pytest.mark.parametrize("there", [False, True])
@pytest.mark.parametrize("number", [1, 2, 5, 9])
def test_a_failing_disk_leaves_nothing(there: bool, number: int, away: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import builtins

    (away / "deep").mkdir()
    if there:
        (away / "deep" / "d").mkdir()
        (away / "deep" / "d" / "README.md").write_text("mine")
    before = contents(away)
    writes = 0

    def failing(path: object, mode: str = "r", *rest: object, **more: object) -> object:
        nonlocal writes
        writes += mode == "x"
        if writes == number and mode == "x":
            raise OSError(28, "No space left on device", str(path))
        return plain(path, mode, *rest, **more)  # type: ignore[call-overload]

    plain = builtins.open
    monkeypatch.setattr("builtins.open", failing)
    assert [code for code, _ in refused(Path("deep/d" if there else "deep/er/d"))] == ["SG712"]
    monkeypatch.undo()
    os.chdir(away)
    assert contents(away) == before


@pytest.mark.parametrize("name", ["a\nb", "\x1b[31m"])
def test_a_name_that_cannot_be_shown_is_refused(name: str, away: Path) -> None:
    assert new(name).exit_code == 2
    assert contents(away) == {}


def test_a_name_that_is_too_long_is_told(away: Path) -> None:
    assert [code for code, _ in refused(Path("n" * 300))] == ["SG712"]
    assert contents(away) == {}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_no_right_to_write_is_told(away: Path) -> None:
    away.chmod(0o555)
    assert [code for code, _ in refused(Path("d"))] == ["SG712"]


def test_the_folder_is_for_everybody_whom_the_mask_allows(away: Path) -> None:
    before = os.umask(0o027)
    try:
        make_project(Path("d"))
    finally:
        os.umask(before)
    assert (away / "d").stat().st_mode & 0o777 == 0o750
    assert (away / "d" / "site.yaml").stat().st_mode & 0o777 == 0o640


def test_at_the_root_of_a_repository_the_workflow_builds_it_all(away: Path) -> None:
    subprocess.run(["git", "init", "-q", "repo"], check=True)
    done = new("repo")
    assert "Git repository" not in done.stdout
    assert "SOURCE: .\n" in (away / "repo/.github/workflows/pages.yml").read_text(encoding="utf-8")


def test_below_the_root_of_a_repository_it_says_where_the_workflow_belongs(away: Path) -> None:
    subprocess.run(["git", "init", "-q", "."], check=True)
    done = new("docs/it's news")
    assert "GitHub runs workflows of its root only" in done.stdout
    command = next(line for line in done.stdout.splitlines() if line.strip().startswith("mkdir"))
    subprocess.run(command, shell=True, check=True)
    moved = (away / ".github/workflows/pages.yml").read_text(encoding="utf-8")
    assert "SOURCE: 'docs/it''s news'\n" in moved
    assert not (away / "docs/it's news/.github/workflows/pages.yml").exists()


def test_the_entries_and_front_matter_use_known_keys_only(project: Path) -> None:
    """The example is where people learn the keys: it shows most of them."""
    text = "".join(path.read_text(encoding="utf-8") for path in (project / "knowledge").glob("*.yaml"))
    shown = set(re.findall(r"^[- ] (\w+):", text, re.MULTILINE))
    assert shown <= set(EntityEntry.model_fields)
    assert {"name", "kind", "aliases", "summary", "roles", "facts", "sources", "country"} <= shown
    front = (project / EXAMPLE).read_text(encoding="utf-8").split("---")[1]
    assert set(re.findall(r"^(\w+):", front, re.MULTILINE)) <= set(FrontMatter.model_fields)
