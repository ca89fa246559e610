"""Articles that are dated ahead: held back until their day, told, and shown with a mark by the preview."""

from __future__ import annotations

import datetime
import json
import random
from collections.abc import Iterable
from pathlib import Path

import pytest
from commands import run_sitegen

from sitegen.build import build
from sitegen.build.terms import today
from sitegen.diagnostics import Severity, SitegenError
from sitegen.serve.inject import Ahead, add_preview
from sitegen.serve.preview import Plan, Preview
from sitegen.serve.snapshot import State

NOON = 1_893_585_600
"""Of 2 January 2030."""
DAY = 86_400


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / "articles").mkdir(parents=True)
    write(folder, "old.md", "---\ntitle: Old\ndate: 2029-05-06\n---\nSee [the new one](new.md#x) and Ines Duarte.\n")
    write(folder, "new.md", "---\ntitle: New\ndate: 2030-01-03T00:30:00+14:00\n---\n[Old](old.md), says Ines Duarte.\n")
    return folder


def write(folder: Path, name: str, text: str) -> None:
    (folder / "articles" / name).write_text(text, encoding="utf-8")


def pages(output: Path) -> list[str]:
    return sorted(path.name for path in (output / "articles").glob("*.html"))


def built(project: Path, **how: bool) -> tuple[list[str], dict[str, str]]:
    """The pages of articles after a build, and what was told, by its code."""
    output = project.parent / "out"
    done = build(project, output, jobs=1, **how)
    return pages(output), {one.code: one.message for one in done.warnings}


def on(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    """Let so many days go by after 2 January 2030."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOON + days * DAY))


def test_what_is_dated_ahead_waits_for_its_day(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown, told = built(project)
    assert shown == ["old.html"]
    assert told["SG364"] == "1 article is held back, as today is 2030-01-02: articles/new.md (2030-01-03)"
    everything = b"".join(path.read_bytes() for path in (project.parent / "out").rglob("*") if path.is_file())
    assert b"new.html" not in everything
    assert b"says Ines" not in everything
    on(monkeypatch, 1)
    assert built(project) == (["new.html", "old.html"], {})
    on(monkeypatch, 0)
    assert built(project)[0] == ["old.html"]


def test_a_link_to_what_is_held_back_is_none_and_told(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "site.yaml").write_text("base_url: https://quay.example\n")
    _, told = built(project)
    assert told["SG412"].startswith("`new.md#x` is not shown")
    page = (project.parent / "out" / "articles" / "old.html").read_text(encoding="utf-8")
    feed = (project.parent / "out" / "feed.xml").read_text(encoding="utf-8")
    assert "See the new one and" in page
    assert "See the new one and" in feed
    assert not (project.parent / "out" / "files").exists()
    on(monkeypatch, 1)
    built(project)
    page = (project.parent / "out" / "articles" / "old.html").read_text(encoding="utf-8")
    assert '<a href="new.html#x"' in page


def test_a_link_does_not_publish_a_draft(project: Path) -> None:
    write(project, "new.md", "---\ntitle: New\ndraft: true\n---\nA secret.\n")
    _, told = built(project)
    assert "SG412" in told
    files = [path for path in (project.parent / "out").rglob("*") if path.is_file()]
    assert not [path for path in files if b"secret" in path.read_bytes()]


@pytest.mark.parametrize("how", ["option", "setting"])
def test_the_future_can_be_published(project: Path, how: str) -> None:
    if how == "setting":
        (project / "site.yaml").write_text("future: true\n")
    assert built(project, future=how == "option") == (["new.html", "old.html"], {})


def test_hugo_has_a_day_of_its_own_for_that_and_one_on_which_it_ends(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(
        project,
        "new.md",
        "---\ntitle: New\ndate: 2029-01-01\npublishDate: 2030-01-03\nexpiryDate: 2030-01-05\n---\nX.\n",
    )
    assert built(project)[0] == ["old.html"]
    on(monkeypatch, 1)
    assert built(project)[0] == ["new.html", "old.html"]
    on(monkeypatch, 3)
    shown, told = built(project)
    assert shown == ["old.html"]
    assert told["SG364"].endswith("articles/new.md (until 2030-01-05)")


def test_an_id_that_only_a_held_article_finds_is_dead_on_the_site(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = "---\ntitle: A\ndate: DAY\n---\nPer Lindqvist, a 48-year-old fisherman from Bergen, sat there.\n"
    asks = "---\ntitle: B\ndate: DAY\nentities: {Ines: per-lindqvist}\n---\nInes said so.\n"
    write(project, "new.md", found.replace("DAY", "2030-01-03"))
    write(project, "asks.md", asks.replace("DAY", "2030-01-03"))
    assert built(project)[0] == ["old.html"]
    write(project, "asks.md", asks.replace("DAY", "2029-01-03"))
    with pytest.raises(SitegenError) as caught:
        built(project)
    assert {one.code for one in caught.value.diagnostics} == {"SG204"}
    on(monkeypatch, 1)
    assert built(project)[0] == ["asks.html", "new.html", "old.html"]


def test_nothing_but_the_future_is_nothing_to_build(project: Path) -> None:
    (project / "articles" / "old.md").unlink()
    with pytest.raises(SitegenError) as caught:
        built(project)
    (found,) = caught.value.diagnostics
    assert found.code == "SG401"
    assert "held back" in found.message
    assert "--future" in found.help


def test_the_day_is_that_of_the_clock_in_utc_or_what_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "951868799")
    assert today() == datetime.date(2000, 2, 29)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    before = datetime.datetime.now(datetime.UTC).date()
    assert before <= today() <= datetime.datetime.now(datetime.UTC).date()
    for wrong in ("yesterday", "9" * 30, "1e9"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", wrong)
        with pytest.raises(SitegenError) as caught:
            today()
        assert [one.code for one in caught.value.diagnostics] == ["SG403"]


def test_names_are_told_in_order_and_not_all(project: Path) -> None:
    for number in random.Random(1).sample(range(1, 10), 9):
        write(project, f"n{number}.md", f"---\ntitle: N\ndate: 2030-02-0{number}\n---\nWords.\n")
    _, told = built(project)
    assert told["SG364"].startswith("10 articles are held back, as today is 2030-01-02: articles/new.md (2030-01-03), ")
    assert "articles/n4.md (2030-02-04) and 5 more" in told["SG364"]


def test_the_commands(project: Path) -> None:
    done = run_sitegen("build", ".", "--strict", "--format", "json", cwd=project)
    assert done.returncode == 1  # for the link
    write(project, "old.md", "---\ntitle: Old\ndate: 2029-05-06\n---\nInes Duarte.\n")
    done = run_sitegen("build", ".", "--strict", cwd=project)
    assert (done.returncode, pages(project / "_site")) == (0, ["old.html"])
    assert "note[SG364]" in done.stderr
    assert run_sitegen("build", ".", "--future", cwd=project).returncode == 0
    assert pages(project / "_site") == ["new.html", "old.html"]
    for options, slugs in (((), ["old"]), (("--future",), ["new", "old"])):
        lines = run_sitegen("export", ".", "--as", "jsonl", *options, cwd=project).stdout.splitlines()
        assert sorted(json.loads(line)["id"] for line in lines) == slugs


def preview_of(project: Path, *, future: bool = False) -> Preview:
    preview = Preview(Plan(project, project.parent / "_site", future=future))
    preview.rebuild()
    return preview


def test_the_preview_shows_what_is_held_back_and_tells(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    preview = preview_of(project)
    snapshot = preview.snapshot
    assert {"articles/new.html", "articles/old.html"} <= set(snapshot.files)
    assert snapshot.held == {"articles/new.html": "2030-01-03"}
    assert [one.code for one in snapshot.warnings] == ["SG364"]
    assert snapshot.warnings[0].severity is Severity.NOTE
    assert "shown here" in snapshot.warnings[0].message
    assert preview_of(project, future=True).snapshot.held == {}
    before = snapshot.state("articles/old.html")
    on(monkeypatch, 1)
    preview.rebuild()
    assert preview.snapshot.held == {}
    assert preview.snapshot.state("articles/old.html") != before


def marks(html: str) -> Iterable[str]:
    return (mark for mark in ("sitegen-held", "data-held", "2030-01-03") if mark in html)


def test_a_page_of_the_preview_has_its_mark() -> None:
    page, state = "<body><p>Words.</p></body>", State("a", "b", "c")
    ahead = ("articles/new.html",)
    assert list(marks(add_preview(page, state, ()))) == []
    assert list(marks(add_preview(page, state, (), ahead=Ahead(None, ahead)))) == ["data-held"]
    here = add_preview(page, state, (), ahead=Ahead("2030-01-03", ahead))
    assert list(marks(here)) == ["sitegen-held", "data-held", "2030-01-03"]
    assert "for it is over" in add_preview(page, state, (), ahead=Ahead("", ahead))
