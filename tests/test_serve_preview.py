"""The site in memory is always the one that a clean build would make, however it came about."""

from __future__ import annotations

import copy
import random
import shutil
import threading
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest
from made_files import files_of

from sitegen.annotate import annotate
from sitegen.build.made import make
from sitegen.build.outputs import Rendered, render_page
from sitegen.build.project import read_project
from sitegen.diagnostics import SitegenError
from sitegen.knowledge import names_only
from sitegen.pages import Page, PlannedPage
from sitegen.read import find_sources, read_article
from sitegen.serve import preview as preview_module
from sitegen.serve.preview import Plan, Preview, Stopped
from sitegen.serve.snapshot import Snapshot
from sitegen.text.values import uncollected

SEEDS = Path(__file__).parent.parent / "seeds"
STORY = "date 2026-03-14 LISBON — “It is late,” said Ines Duarte, the harbour master.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / "knowledge").mkdir(parents=True)
    (folder / "static").mkdir()
    (folder / "theme" / "static").mkdir(parents=True)
    (folder / "theme" / "templates").mkdir()
    (folder / "articles").mkdir()
    (folder / "articles" / "late.txt").write_text(STORY, encoding="utf-8")
    (folder / "articles" / "late.yaml").write_text("title: Late\n", encoding="utf-8")
    (folder / "site.yaml").write_text("title: One\n", encoding="utf-8")
    return folder


def preview_of(project: Path, **settings: str) -> Preview:
    return Preview(Plan(project, project.parent / "_site", **settings))


def contents(preview: Preview) -> dict[str, bytes]:
    return {path: file.content for path, file in preview.snapshot.files.items()}


def clean_build(project: Path) -> dict[str, bytes] | str:
    """Path and content of every file, or the mistakes, of a build that remembers nothing."""
    try:
        return files_of(make(project, base_url=""))
    except SitegenError as error:
        return str(error)


def test_the_demo_site_is_what_build_makes() -> None:
    preview = preview_of(SEEDS)
    preview.rebuild()
    assert contents(preview) == clean_build(SEEDS)
    before = preview.snapshot
    preview.rebuild()
    assert [path for path, file in before.files.items() if preview.snapshot.files[path] is not file] == []


EDITS = {
    "site.yaml": (
        "title: One\n",
        "title: Two\nlinking: first\n",
        "language: de\n",
        "maps: false\n",
        "titel: wrong\n",
        None,
    ),
    "articles/late.txt": (
        STORY,
        STORY.replace("late", "early"),
        STORY + "\nMinister Rosa Tavares of Kenya left by the Ferry.\n",
        STORY + "\n“We go,” said Ines Duarte of the Harbour Board, and Zora Lindqvist. Duarte is a pilot.\n",
        None,
        "Nobody said a word in Kenya.\n",
        "\x00",
    ),
    "articles/late.yaml": ("title: Late\n", "title: Later\nslug: other\n", "date: never\n", None),
    "articles/more.md": (
        "---\ntitle: More\n---\n# More\n\nSee [the other](late.txt) and ![it](../static/dot.svg) by Ines Duarte.\n",
        "---\ntitle: More\n---\nJust [this](entity:ferry) of [nothing](entity:).\n",
        "---\ntitle: [\n---\n",
        None,
    ),
    "articles/draft.md": ("---\ntitle: D\ndraft: true\n---\nx\n", "---\ntitle: D\nslug: late\n---\nPoland.\n", None),
    "pages/about.md": ("# About\n\nUs.\n", "# About us\n", None),
    "knowledge/a.yaml": (
        "name: Ferry\nkind: term\nsummary: A boat.\n",
        "name: Ferry\nkind: term\nsummary: A ship.\n",
        "- name: Ines Duarte\n  kind: person\n  summary: She.\n- name: Ferry\n  kind: term\n",
        "name: Ferry\nkind: animal\n",
        "name: Ines Duarte\nkind: person\nimage: {file: dot.svg, alt: She, credit: Kelp}\n",
        "name: Rosa Tavares\nkind: person\nroles: [{title: envoy}]\n",
        None,
    ),
    "knowledge/b.yaml": ("name: Harbour master\nkind: term\n", "name: Ferry\nkind: term\n", None),
    "static/dot.svg": ("<svg/>", "<svg />", None),
    "static/CNAME": ("a.example", "b.example", None),
    "theme/static/style.css": ("p { color: red }", "p { color: blue }", None),
    "theme/static/maps/kenya.svg": ("<svg/>", "<svg />", None),
    "theme/templates/page.html": (
        '{% extends "default/page.html" %}{% block footer %}1{% endblock %}',
        '{% extends "default/page.html" %}{% block footer %}2{% endblock %}',
        "{% if %}",
        "{{ nothing.at.all }}",
        None,
    ),
    "theme/templates/partials/entity.html": ("x", None),
}


TEXTS = ["articles/late.txt"] * 4
"""Is edited more often than other files: most such edits change nothing but what pages show of its text."""


def write(project: Path, name: str, content: str | None) -> None:
    path = project / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    if content is not None:
        path.write_text(content, encoding="utf-8")


@pytest.mark.parametrize("told", [False, True])
@pytest.mark.parametrize("seed", range(4))
def test_after_any_edits_it_is_what_a_clean_build_makes(project: Path, seed: int, told: bool) -> None:
    """Whether or not it is told which files have changed."""
    chance = random.Random(seed)
    preview = preview_of(project)
    good, changed = 0, set[str]()
    for _ in range(30):
        names = chance.sample([*sorted(EDITS), *TEXTS], chance.randint(1, 2))
        for name in names:
            write(project, name, chance.choice(EDITS[name]))
        before = preview.snapshot
        changed.update(names)
        paths = {str(project / name) for name in changed} if told else ()
        preview.rebuild(paths, ("index.html",), show_early=lambda _: None)
        changed.clear()
        clean = clean_build(project)
        if isinstance(clean, str):
            assert str(SitegenError(preview.snapshot.problems)) == clean
            assert preview.snapshot.files is before.files, "the last good build stays"
            for name in chance.sample(sorted(EDITS), 6):  # so that more than a few builds are good
                write(project, name, EDITS[name][0])
                changed.add(name)
        else:
            good += 1
            assert not preview.snapshot.problems
            assert contents(preview) == clean
    assert good > 3


@pytest.mark.parametrize("elsewhere", [False, True])
def test_only_what_was_read_anew_is_annotated_anew(
    project: Path, monkeypatch: pytest.MonkeyPatch, elsewhere: bool
) -> None:
    annotated: list[str] = []

    def counted(article, knowledge, model, language):
        annotated.append(article.path)
        made = annotate(article, knowledge, model, language)
        return copy.deepcopy(made) if elsewhere else made  # what comes from another process is a copy

    monkeypatch.setattr("sitegen.build.annotating.annotate", counted)
    write(project, "articles/more.md", EDITS["articles/more.md"][0])
    write(project, "static/dot.svg", "<svg/>")
    preview = preview_of(project)

    def rebuilt(name: str, content: str) -> list[str]:
        annotated.clear()
        write(project, name, content)
        assert not preview.rebuild().problems
        return sorted(annotated)

    both = ["articles/late.txt", "articles/more.md"]
    assert rebuilt("site.yaml", "title: One\n") == both
    assert rebuilt("site.yaml", "title: Two\n") == []
    assert rebuilt("articles/late.txt", STORY) == []
    assert rebuilt("articles/late.txt", STORY + "\nMore.\n") == ["articles/late.txt"]
    assert rebuilt("articles/late.yaml", "title: New\n") == ["articles/late.txt"]
    assert rebuilt("knowledge/a.yaml", "name: Ferry\nkind: term\nsummary: One.\n") == []
    assert rebuilt("knowledge/a.yaml", "name: Ferry\nkind: term\naliases: [other]\n") == ["articles/more.md"]
    assert rebuilt("knowledge/a.yaml", "name: Ferry\nkind: term\nsummary: Two.\n") == ["articles/more.md"]
    assert rebuilt("site.yaml", "title: Two\nlinking: first\n") == both
    assert rebuilt("theme/static/style.css", "p { color: red }") == []


def test_the_annotator_needs_only_the_names() -> None:
    project = read_project(SEEDS)
    names = names_only(project.knowledge)
    assert names != project.knowledge
    for path in find_sources(SEEDS).paths:
        article = read_article(path, SEEDS).article
        assert annotate(article, names) == annotate(article, project.knowledge)


def test_a_file_that_is_replaced_at_once_with_one_of_its_size_is_seen(project: Path) -> None:
    preview = preview_of(project)
    for letter in "abcdefgh":
        (project / "static" / "x.txt").write_text(letter)
        assert preview.rebuild().files["x.txt"].content == letter.encode()


def test_an_article_behind_a_link_to_its_folder_is_followed(project: Path) -> None:
    write(project, "wire/boats.md", "# Boats\n\nThe boats left.\n")
    (project / "articles/wire").symlink_to("../wire")
    preview = preview_of(project)
    preview.rebuild()
    write(project, "wire/boats.md", "# Boats\n\nThe boats came back.\n")
    preview.rebuild({str(project / "wire/boats.md")})
    assert "The boats came back." in preview.snapshot.files["articles/boats.html"].content.decode()
    assert contents(preview) == clean_build(project)


def test_a_public_address_is_that_of_the_preview(project: Path) -> None:
    write(project, "site.yaml", "base_url: https://a.example/where\n")
    preview = preview_of(project, root="http://127.0.0.1:8000")
    page = preview.rebuild().files["index.html"].content.decode()
    assert 'rel="canonical" href="http://127.0.0.1:8000/"' in page
    assert 'href="/index.html"' in preview.snapshot.files["404.html"].content.decode()


def test_a_site_that_does_not_know_its_address_gets_none(project: Path) -> None:
    preview = preview_of(project, root="http://127.0.0.1:8000")
    assert b"canonical" not in preview.rebuild().files["index.html"].content
    below = preview_of(project, root="http://127.0.0.1:8000", base_path="/repo")
    assert b'href="/repo/index.html"' in below.rebuild().files["404.html"].content


def test_what_publishing_would_refuse_is_told(project: Path) -> None:
    preview = preview_of(project)
    write(project, "static/index.html", "mine")
    assert [problem.code for problem in preview.rebuild().problems] == ["SG421"]


def test_a_portrait_that_goes_is_told_and_one_that_comes_back_shown(project: Path) -> None:
    preview = preview_of(project)
    write(project, "static/ines.svg", "<svg/>")
    write(project, "knowledge/a.yaml", "name: Ines Duarte\nkind: person\nimage: ines.svg\n")
    assert [warning.code for warning in preview.rebuild().warnings] == ["SG213"]
    write(project, "static/ines.svg", None)
    assert [problem.code for problem in preview.rebuild().problems] == ["SG210"]
    write(project, "static/ines.svg", "<svg/>")
    assert [warning.code for warning in preview.rebuild().warnings] == ["SG213"]


def test_a_mistake_of_ours_is_told_and_not_the_end(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    preview = preview_of(project)
    preview.rebuild()
    with monkeypatch.context() as broken:
        broken.setattr("sitegen.serve.preview.complete_site", lambda *_: 1 / 0)
        write(project, "articles/late.yaml", "title: Later\n")
        snapshot = preview.rebuild()
        assert [problem.code for problem in snapshot.problems] == ["SG900"]
        assert snapshot.files
    assert not preview.rebuild().problems


def test_a_project_that_goes_and_comes_back(project: Path) -> None:
    preview = preview_of(project)
    preview.rebuild()
    shutil.move(project, project.parent / "away")
    assert preview.rebuild().problems
    shutil.move(project.parent / "away", project)
    assert not preview.rebuild().problems


def test_a_preview_that_is_stopped_gives_up(project: Path) -> None:
    stopped = threading.Event()
    preview = Preview(Plan(project, project.parent / "_site"), stopped)
    stopped.set()
    with pytest.raises(Stopped):
        preview.rebuild()


def test_the_site_stays_when_only_the_text_of_an_article_is_another(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview = preview_of(project)
    preview.rebuild()
    before, page = preview.snapshot, "articles/late.html"
    tags = {path: file.tag for path, file in before.files.items()}
    monkeypatch.setattr("sitegen.serve.preview.read_project", lambda *_: pytest.fail("not everything is looked at"))
    write(project, "articles/late.txt", STORY.replace("late", "early"))
    preview.rebuild({str(project / "articles" / "late.txt")})
    assert preview.snapshot.files is before.files
    assert b"It is early" in preview.snapshot.files[page].content
    changed = {path for path, file in preview.snapshot.files.items() if file.tag != tags[path]}
    assert {page, "index.html", "people/ines-duarte.html", "quotations.html", "quotations.csv"} <= changed
    assert not changed & {"404.html", "search.html", "people/index.html", "assets/style.css"}


def test_a_summary_gathers_no_facts_anew(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gathered: list[object] = []
    real = preview_module.gather_facts
    monkeypatch.setattr(preview_module, "gather_facts", lambda *given: gathered.append(given) or real(*given))
    preview = preview_of(project)
    entry = project / "knowledge" / "ines.yaml"
    for summary, name, times in (("One", "Ines", 1), ("Two", "Ines", 1), ("Two", "Ines Duarte", 2)):
        entry.write_text(f"{{name: {name}, kind: person, summary: {summary}.}}\n", encoding="utf-8")
        preview.rebuild()
        assert contents(preview) == clean_build(project)
        assert len(gathered) == times


def test_a_mistake_that_is_mended_needs_no_look_at_everything(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    preview, late = preview_of(project), str(project / "articles" / "late.txt")
    preview.rebuild()
    write(project, "articles/late.txt", "\x00")
    assert preview.rebuild({late}).problems
    monkeypatch.setattr("sitegen.serve.preview.read_project", lambda *_: pytest.fail("not everything is looked at"))
    write(project, "articles/late.txt", STORY.replace("late", "early"))
    assert not preview.rebuild({late}).problems
    assert b"It is early" in preview.snapshot.files["articles/late.html"].content


def test_what_changed_while_there_was_a_mistake_is_not_forgotten(project: Path) -> None:
    preview, late, site = preview_of(project), str(project / "articles" / "late.txt"), str(project / "site.yaml")
    preview.rebuild()
    write(project, "articles/late.txt", "\x00")
    write(project, "site.yaml", "title: Two\n")
    assert preview.rebuild({late, site}).problems
    write(project, "articles/late.txt", STORY)
    preview.rebuild({late})
    assert contents(preview) == clean_build(project)


def test_an_edition_goes_with_the_last_who_holds_it(project: Path) -> None:
    preview = preview_of(project)
    files = preview.rebuild().files
    assert files["index.html"].content
    edition = weakref.ref(files["index.html"].edition)
    write(project, "site.yaml", "title: Two\n")
    with uncollected():
        preview.rebuild()
        assert edition() is not None
        del files
        assert edition() is None


def test_a_page_is_made_when_it_is_asked_for(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def counted(planned: PlannedPage, render: Callable[[Page], str]) -> Rendered:
        made.append(planned.path)
        return render_page(planned, render)

    monkeypatch.setattr("sitegen.serve.edition.render_page", counted)
    for number in range(5):
        write(project, f"articles/more{number}.md", f"# More {number}\n\nNothing.\n")
    preview = preview_of(project)
    files = preview.rebuild().files
    assert len([path for path in made if path.startswith("articles/")]) == 1, "one of each kind, to find mistakes"
    made.clear()
    assert files["articles/more3.html"].content == files["articles/more3.html"].content
    assert made == ["articles/more3.html"], "and once"
    assert files["articles/more2.html"].content
    made.clear()
    write(project, "articles/more4.md", "# More 4\n\nNew.\n")
    preview.rebuild({str(project / "articles" / "more4.md")}, ("articles/more2.html",))
    assert made == ["articles/more4.html"], "what is open is as it was"


def test_an_article_that_a_template_cannot_show_leaves_the_last_good_site(project: Path) -> None:
    write(project, "theme/templates/article.html", "{{ 1 / (article.text|length - 11) }}")
    preview, late = preview_of(project), str(project / "articles" / "late.txt")
    preview.rebuild()
    good = preview.snapshot.files["articles/late.html"].content
    write(project, "articles/late.txt", "date 2026-03-14 LISBON — 9.\n")
    assert [one.code for one in preview.rebuild({late}).problems] == ["SG430"]
    assert preview.snapshot.files["articles/late.html"].content == good


def test_a_mistake_that_shows_only_when_a_page_is_asked_for_is_told_once(project: Path) -> None:
    told: list[str] = []
    write(project, "theme/templates/article.html", "{{ 1 / (article.headline|length - 3) }}")
    write(project, "articles/odd.md", "---\ntitle: Odd\ndate: 2020-01-01\n---\nNothing.\n")
    preview = Preview(
        Plan(project, project.parent / "_site"), tell=lambda told_of: told.extend(o.code for o in told_of)
    )
    assert not preview.rebuild().problems
    for _ in range(2):
        with pytest.raises(SitegenError, match="SG430"):
            assert preview.snapshot.files["articles/odd.html"].content
    assert told == ["SG430"]


def test_a_file_that_became_a_link_out_of_the_project_is_not_sent(project: Path) -> None:
    write(project, "static/x.txt", "mine")
    (project.parent / "secret.txt").write_text("treasure")
    preview = preview_of(project)
    files = preview.rebuild().files
    assert files["x.txt"].content == b"mine"
    (project / "static" / "x.txt").unlink()
    (project / "static" / "x.txt").symlink_to(project.parent / "secret.txt")
    with pytest.raises(SitegenError, match="SG301"):
        assert files["x.txt"].content
    assert "x.txt" not in preview.rebuild().files


def test_the_page_of_an_edited_article_is_shown_before_the_rest_of_the_site(project: Path) -> None:
    preview, late, early = preview_of(project), str(project / "articles" / "late.txt"), []
    before = preview.rebuild()
    write(project, "articles/late.txt", STORY + "\nMinister Rosa Tavares of Kenya left.\n")
    now = preview.rebuild({late}, show_early=early.append)
    assert len(early) == 1
    page, lists = early[0].files["articles/late.html"], ("index.html", "people/index.html", "quotations.html")
    assert (page.tag, page.content) == (now.files["articles/late.html"].tag, now.files["articles/late.html"].content)
    assert b"Rosa Tavares" in page.content
    assert all(early[0].files[path] is before.files[path] for path in lists)
    assert now.files["index.html"].tag != before.files["index.html"].tag
    assert early[0].state("index.html").files == before.state("index.html").files


SENTENCES = (
    "Minister Rosa Tavares of Kenya left by the Ferry.",
    "“We go,” said Ines Duarte of the Harbour Board.",
    "Duarte is a pilot; Rosa Tavares, a judge, is not.",
    "“We stay,” Zora Lindqvist said.",
    "Nothing happened.",
)


@pytest.mark.parametrize("seed", range(2))
def test_what_is_shown_early_is_what_a_clean_build_makes_or_has_another_tag(project: Path, seed: int) -> None:
    chance, early, same = random.Random(seed), list[Snapshot](), 0
    write(project, "knowledge/a.yaml", "name: Ferry\nkind: term\n")
    write(project, "articles/more.md", "---\ntitle: More\n---\nNothing.\n")
    preview = preview_of(project)
    preview.rebuild()
    for _ in range(12):
        name = chance.choice(("late.txt", "more.md"))
        head = STORY if name == "late.txt" else "---\ntitle: More\n---\n"
        write(project, f"articles/{name}", head + "\n" + "\n\n".join(chance.sample(SENTENCES, 3)) + "\n")
        preview.rebuild({str(project / "articles" / name)}, show_early=early.append)
        clean = clean_build(project)
        assert contents(preview) == clean
        path = f"articles/{name.partition('.')[0]}.html"
        if early and early[-1].files[path].tag == preview.snapshot.files[path].tag:
            same += 1
            assert early[-1].files[path].content == clean[path]
    assert len(early) > 3
    assert same


@pytest.mark.parametrize(
    "edit", ["date 2026-03-15 LISBON \u2014 Later.\n", "\x00", None, STORY + "\nSee [it](other.txt).\n"]
)
def test_what_concerns_more_than_an_article_or_is_wrong_is_not_shown_early(project: Path, edit: str | None) -> None:
    preview, late, early = preview_of(project), str(project / "articles" / "late.txt"), []
    preview.rebuild()
    write(project, "articles/late.txt", edit)
    preview.rebuild({late}, show_early=early.append)
    assert not early
