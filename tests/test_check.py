"""`sitegen check`: every kind of row, found where there is something to look at and not where all is well."""

from __future__ import annotations

import json
import re
import shlex
from dataclasses import replace
from pathlib import Path

import pytest
from commands import run_sitegen
from made_site import write_files

from sitegen.annotate import annotate
from sitegen.build.made import Made, make
from sitegen.build.recalled import with_made
from sitegen.check import BELOW, Review, Row, Subject, Topic, review
from sitegen.check import fragments as fragments_module
from sitegen.check.places import located
from sitegen.check.quotations import quotation_rows
from sitegen.check.render import render_review
from sitegen.cli.check import TOPICS, check
from sitegen.diagnostics import SitegenError
from sitegen.knowledge import builtin_knowledge
from sitegen.model import Article, SpeakerRule
from sitegen.read import read_text
from sitegen.site.thresholds import SHOWN_CLAUSE_CONFIDENCE, SHOWN_CONFIDENCE, in_percent, without_doubtful_clauses

KNOWLEDGE = """\
- name: Ines Duarte
  kind: person
  roles:
    - {title: harbour master, from: 2015, to: 2020-05}
    - {title: mayor, from: 2022-02}
- {name: Odra Kessel, kind: person, aliases: [Kessel]}
- {name: Jan Kessel, kind: person, aliases: [Kessel]}
- {name: Great Britain, kind: country}
- {name: Portugal, kind: country}
- {name: Mira Sand, kind: person, country: portugal}
- {name: Mudlark, kind: term, summary: A bird.}
- {name: Unready Person, kind: person, status: draft}
- {name: Ilse Quay, kind: person, image: ilse.png, aliases: [Chile]}
"""
FERRY = """\
---
title: The ferry is late
date: 2021-03-04
---

The harbour was closed, Ines Duarte said, [before](other.md#p9), [here](#the-way-bach), [b](#the-way-back),
[t](other.md#p1), at [the top](#) and [at it](other.md#TOP), by [her](#m-ines-duarte-1), [not](https://example.org/#x).

![](quay.svg) and ![A quay](quay.svg)

## The way back

“We wait,” Peter Halmos, a sailor, said. Kessel laughed, and Mira Sand said it would be a long night.

“Nobody asked us.”
"""
OTHER = """\
---
title: Another
date: 2021-03-05
entities: {Harbour Rest: ines-duarte}
---
Peter Halmos slept in Norway[^1], and so did Ines Duarte.

[^1]: It was cold.
"""
FILES = {
    "site.yaml": "title: The Quay\n",
    "knowledge/people.yaml": KNOWLEDGE,
    "articles/ferry.md": FERRY,
    "articles/other.md": OTHER,
    "articles/soon.md": "---\ntitle: Soon\ndraft: true\n---\nNot yet.\n",
    "articles/plain.txt": "A text without a headline ends here, and it names nobody. Then it goes on for a while.\n",
    "articles/quay.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>\n',
    "pages/about.md": "# About\n\n[the ferry](../articles/ferry.md#q99), [old](/old.html#x), [older](/old.html#y)\n",
    "static/ilse.png": "no picture",
    "static/old.html": "<a name=x>An anchor</a>\n",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_files(tmp_path_factory.mktemp("project"), FILES)


def reviewed(made: Made, *topics: Topic, article: str = "") -> tuple[Review, tuple[Row, ...]]:
    subject = Subject(made.site, made.knowledge, made.pages, made.warnings, made.drafts)
    found = review(subject, topics or tuple(Topic), article=article)
    return found, located(found.rows, made.site)


@pytest.fixture(scope="module")
def rows(project: Path) -> tuple[Row, ...]:
    return reviewed(make(project))[1]


def told(rows: tuple[Row, ...], topic: Topic, project: Path) -> list[tuple[str, str]]:
    """Place and subject of the rows of a topic."""
    found = [row for row in rows if row.topic is topic]
    return [(f"{Path(row.path).relative_to(project).as_posix()}:{row.line}", row.subject) for row in found]


def test_links_to_places_that_are_not_there_are_told(rows: tuple[Row, ...], project: Path) -> None:
    assert told(rows, Topic.LINKS, project) == [
        ("articles/ferry.md:6", "other.md#p9"),
        ("articles/ferry.md:6", "#the-way-bach"),
        ("pages/about.md:3", "../articles/ferry.md#q99"),
        ("pages/about.md:3", "/old.html#y"),
    ]
    hints = {row.subject: row.help for row in rows if row.topic is Topic.LINKS}
    assert hints["#the-way-bach"] == "did you mean `#the-way-back`?"


def test_a_role_that_misses_the_day_is_told_with_the_place_of_its_entry(rows: tuple[Row, ...], project: Path) -> None:
    assert told(rows, Topic.ROLES, project) == [("articles/other.md:6", "Ines Duarte")]
    row = next(row for row in rows if row.topic is Topic.ROLES)
    assert row.message.endswith("2021-03-04, 2021-03-05")
    assert "knowledge/people.yaml:1" in row.help
    assert row.details["articles"] == 2


def test_pictures_without_alternative_text_are_told(rows: tuple[Row, ...], project: Path) -> None:
    assert told(rows, Topic.PICTURES, project) == [
        ("articles/ferry.md:9", ""),
        ("knowledge/people.yaml:13", ""),
    ]


def test_names_that_may_be_two_people_are_told(rows: tuple[Row, ...], project: Path) -> None:
    assert told(rows, Topic.AMBIGUOUS, project) == [("articles/ferry.md:13", ""), ("knowledge/people.yaml:13", "")]


def test_names_of_corrections_that_do_not_stand_there_are_told(rows: tuple[Row, ...], project: Path) -> None:
    assert told(rows, Topic.CORRECTIONS, project) == [("articles/other.md:4", "")]


def test_corrections_that_fit_no_more_or_only_nearly_are_told(tmp_path: Path) -> None:
    keys = (
        "quotations:\n"
        "  - {quote: the ferry leaves at noon on most days, speaker: A guard}\n"
        "  - {quote: nobody has seen these words, speaker: A guard}\n"
        "  - {quote: We wait, speaker: A guard}\n"
    )
    text = f"---\ntitle: T\n{keys}---\n“We wait,” she said. “The ferry now leaves at noon on most days,” she said.\n"
    _, rows = reviewed(make(write_files(tmp_path, {"articles/a.md": text})), Topic.CORRECTIONS, Topic.QUOTATIONS)
    assert [(row.topic, row.code, row.line) for row in rows] == [
        (Topic.CORRECTIONS, "SG351", 4),
        (Topic.CORRECTIONS, "SG352", 5),
    ]


def test_notes_on_days_and_keys_of_other_systems_are_nothing_to_look_at(tmp_path: Path) -> None:
    ahead = "---\ntitle: T\ndate: 2999-01-01\nweight: 10\n---\nIt will rain.\n"
    files = {"articles/a.md": "---\ntitle: S\ncover: a.png\n---\nIt rained.\n", "articles/b.md": ahead}
    made = make(write_files(tmp_path, files))
    assert {one.code for one in made.warnings} >= {"SG364", "SG368"}
    assert reviewed(made)[1] == ()


SITE = "title: T\nignore: [Home Nest, Ferry Inn]\nkinds: {Ashby Combe: place, Vera Holms: person}\n"


def test_names_of_the_settings_that_no_article_has_are_told(tmp_path: Path) -> None:
    text = "Vera Holm, the mayor, came to Ashby Combe. The Ferry Inn slept.\n"
    made = make(write_files(tmp_path, {"site.yaml": SITE, "articles/a.txt": text}))
    _, rows = reviewed(made, Topic.UNUSED)
    place = (tmp_path / "site.yaml").as_posix()
    assert [(row.subject, row.path, row.line, row.code) for row in rows] == [
        ("Home Nest", place, 2, "SG797"),
        ("Vera Holms", place, 3, "SG797"),
    ]
    assert [row.help for row in rows] == ["write it as the articles do, or take it out", "did you mean “Vera Holm”?"]
    assert reviewed(made, Topic.UNUSED, article="articles/a.txt")[1] == ()


@pytest.mark.parametrize(
    ("speaker", "said"),
    [
        ("Ines Duarte", "is the name of `ines-duarte`"),
        ("Ines Duartte", "nearly “Ines Duarte”, the name of `ines-duarte`"),
        ("Duart", "nearly “Duarte”, the name of `ines-duarte`"),
        ("Kessel", "is the name of 2 known ones"),
        ("a fisherman", ""),
        ("Ada Quill", ""),
        ("Norway", ""),
        ("ines-duarte", ""),
        ("", ""),
    ],
)
def test_a_speaker_as_words_that_are_nearly_a_name_is_told(tmp_path: Path, speaker: str, said: str) -> None:
    names = ("Ines Duarte", "Odra Kessel", "Jan Kessel")
    known = "".join(f"- {{name: {name}, kind: person}}\n" for name in names)
    text = f'---\ntitle: T\nquotations:\n  - {{quote: We wait, speaker: "{speaker}"}}\n---\n“We wait,” she said.\n'
    made = make(write_files(tmp_path, {"knowledge/k.yaml": known, "articles/a.md": text}))
    _, rows = reviewed(made, Topic.CORRECTIONS)
    assert [(row.subject, row.line, row.code) for row in rows] == ([(speaker, 4, "SG798")] if said else [])
    assert all(said in row.message and "`speaker: " in row.help for row in rows)


def test_somebody_hidden_who_speaks_as_words_is_not_told(tmp_path: Path) -> None:
    keys = 'entities: {Vera Holm: ""}\nquotations: [{quote: We wait, speaker: Holm}]\n'
    text = f"---\ntitle: T\n{keys}---\nVera Holm came. “We wait,” she said.\n"
    other = "---\ntitle: U\n---\nAda Quill, a clerk, left.\n"
    made = make(write_files(tmp_path, {"articles/a.md": text, "articles/b.md": other}))
    assert reviewed(made, Topic.CORRECTIONS)[1] == ()


def test_what_the_author_decided_is_not_asked_again(tmp_path: Path) -> None:
    said = "“Nobody asked us.”\n\nIt rained.\n"
    keys = 'quotations: [{quote: Nobody asked us, speaker: ""}]\n'
    asked, settled = (
        reviewed(make(write_files(tmp_path / name, {"a.md": f"---\ntitle: T\n{more}---\n{said}"})), Topic.QUOTATIONS)
        for name, more in (("asked", ""), ("settled", keys))
    )
    assert [row.message for row in asked[1]] == ["the page names nobody for these words"]
    assert not settled[1]


def test_other_warnings_of_a_build_are_told(rows: tuple[Row, ...], project: Path) -> None:
    assert told(rows, Topic.WARNINGS, project) == [("articles/plain.txt:1", "")]
    assert [row.code for row in rows if row.topic is Topic.WARNINGS] == ["SG310"]


def test_names_without_an_entry_are_told_once_and_with_the_way_to_one(rows: tuple[Row, ...], project: Path) -> None:
    assert told(rows, Topic.NAMES, project) == [("articles/ferry.md:13", "Peter Halmos")]
    row = next(row for row in rows if row.topic is Topic.NAMES)
    assert (row.details["times"], row.details["articles"]) == (2, 2)
    assert row.help.startswith("`sitegen add 'Peter Halmos'`")


def test_entries_that_nobody_names_are_told_but_for_countries_of_others(rows: tuple[Row, ...], project: Path) -> None:
    assert [subject for _, subject in told(rows, Topic.UNUSED, project)] == [
        *("Odra Kessel", "Jan Kessel", "Great Britain", "Mudlark", "Ilse Quay")
    ]
    places = {subject: place for place, subject in told(rows, Topic.UNUSED, project)}
    assert places["Jan Kessel"] == "knowledge/people.yaml:7"


def test_drafts_of_both_kinds_are_told(rows: tuple[Row, ...], project: Path) -> None:
    assert told(rows, Topic.DRAFTS, project) == [
        ("articles/soon.md:1", "soon"),
        ("knowledge/people.yaml:12", "Unready Person"),
    ]


def test_every_entity_is_listed_with_how_it_is_known_and_where_first(rows: tuple[Row, ...], project: Path) -> None:
    listed = {row.subject: row for row in rows if row.topic is Topic.ENTITIES}
    assert {name: row.details["how"] for name, row in listed.items()} == {
        "Peter Halmos": "found",
        "Ines Duarte": "listed",
        "Mira Sand": "listed",
        "Norway": "built in",
    }
    assert listed["Ines Duarte"].path.endswith("ferry.md"), "the older of the two"
    assert not any(row.needs_attention for row in listed.values())
    assert all(row.needs_attention for row in rows if row.topic is not Topic.ENTITIES)


def annotated(text: str):
    article = read_text(f"---\ntitle: T\n---\n{text}\n", "a.md").article
    return annotate(article, builtin_knowledge())


def test_quotations_are_told_below_the_line_and_below_the_wish() -> None:
    one = annotated("“We wait,” Peter Halmos, a sailor, said. “Nobody,” he said, “asked us.”")
    first, *_ = one.quotations
    sure = replace(one, quotations=(replace(first, confidence=0.95),))
    assert not list(quotation_rows(sure, 0.9))
    assert len(list(quotation_rows(sure, 0.96))) == 1
    (shown,) = quotation_rows(replace(one, quotations=(replace(first, confidence=0.8),)), 0.9)
    assert (shown.details["shown"], shown.message) == (True, "the page says Peter Halmos: 80% sure")
    (hidden,) = quotation_rows(replace(one, quotations=(replace(first, confidence=0.699),)), 0.9)
    wanted = f"69% sure, and {SHOWN_CONFIDENCE:.0%} is needed"
    assert hidden.message == f"the page names nobody; perhaps Peter Halmos: {wanted}"
    (nobody,) = quotation_rows(replace(one, quotations=(replace(first, speaker=None),)), 0.0)
    assert (nobody.subject, nobody.certainty) == ("We wait,", None)


def test_a_clause_that_no_page_shows_is_told_with_its_own_line() -> None:
    one = annotated("Peter Halmos, a sailor, said that the ferry was late.")
    assert [quotation.rule for quotation in one.quotations] == [SpeakerRule.CLAUSE]
    doubtful = without_doubtful_clauses(replace(one, quotations=(replace(one.quotations[0], confidence=0.8),)))
    assert not doubtful.quotations
    (row,) = quotation_rows(doubtful, 0.5)
    assert row.message.endswith(f"80% sure, and {SHOWN_CLAUSE_CONFIDENCE:.0%} is needed")
    assert row.message.startswith("not on the page as a quotation; perhaps ")
    assert row.details["on_page"] is False


def test_quotations_come_least_sure_first_across_articles(tmp_path: Path) -> None:
    body = "“We wait,” Peter Halmos, a sailor, said.\n\n“Nobody asked us.”"
    texts = {f"articles/{name}.md": f"---\ntitle: {name}\n---\n{body}\n" for name in ("one", "other")}
    made = make(write_files(tmp_path, texts))
    found = review(Subject(made.site, made.knowledge, made.pages), (Topic.QUOTATIONS,), below=1.0)
    shown = [bool(row.details["shown"]) for row in found.rows]
    certainties = [row.certainty or 0.0 for row in found.rows if row.details["shown"]]
    silent = [row.certainty or 0.0 for row in found.rows if not row.details["shown"]]
    assert shown == sorted(shown, reverse=True)
    assert silent == sorted(silent)
    assert len({row.path for row in found.rows}) == 2
    assert len(set(certainties)) > 1
    assert certainties == sorted(certainties)


def test_one_article_is_reviewed_alone(project: Path) -> None:
    found, rows = reviewed(make(project), article="articles/other.md")
    assert found.articles == 1
    assert {Path(row.path).name for row in rows} == {"other.md"}
    assert [row.subject for row in rows if row.topic is Topic.NAMES] == ["Peter Halmos"]


def test_only_pages_that_links_lead_to_are_made(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = make(project)
    rendered: list[str] = []
    render = fragments_module.page_renderer

    def counting(theme):
        inner = render(theme)
        return lambda page: rendered.append(page.path) or inner(page)

    monkeypatch.setattr(fragments_module, "page_renderer", counting)
    reviewed(made, Topic.LINKS)
    assert sorted(rendered) == ["articles/ferry.html", "articles/other.html"]
    reviewed(made, Topic.NAMES)
    assert len(rendered) == 2


def test_text_fits_its_width_and_counts_what_it_leaves_out(project: Path) -> None:
    found, rows = reviewed(make(project))
    for width in (80, 120):
        text = render_review(found, "project", [replace(row, path=Path(row.path).name) for row in rows], width)
        assert all(len(line) <= width for line in text.splitlines())
    text = render_review(found, "project", [], 80)
    assert text.splitlines()[0] == f"project: 3 articles, {found.open} things to look at"
    first = next(row for row in rows if row.topic is Topic.UNUSED)
    assert "  … and 4 more: --only unused --all" in render_review(found, "project", [first], 80).splitlines()


def test_a_terminal_is_shown_no_control_characters() -> None:
    row = Row(Topic.WARNINGS, "a\x1b[2J", "b\x07", "c\x1b", "d\x1b")
    assert "\x1b" not in render_review(Review(1, (row,)), "p", [row], 80)


@pytest.mark.parametrize(("certainty", "line", "words"), [(0.999, 1.0, "99%"), (0.699, 0.7, "69%"), (0.42, 0.7, "42%")])
def test_a_percentage_stays_below_its_line(certainty: float, line: float, words: str) -> None:
    assert in_percent(certainty, line) == words


def test_the_command_ends_well_unless_it_is_strict(project: Path) -> None:
    run = run_sitegen("check", str(project), cwd=project)
    assert (run.returncode, run.stderr) == (0, "")
    assert "LINKS TO PLACES THAT ARE NOT THERE (links, 4)" in run.stdout
    assert run_sitegen("check", "--strict", cwd=project).returncode == 1
    assert run_sitegen("check", "--strict", "--only", "entities", cwd=project).returncode == 0
    assert run_sitegen("check", "--strict", "--only", "entities,links", cwd=project).returncode == 1
    assert run_sitegen("check", "--only", "entity", cwd=project).returncode == 2


def test_one_article_can_be_named(project: Path) -> None:
    run = run_sitegen("check", "articles/ferry.md", "--only", "links", cwd=project)
    assert [line for line in run.stdout.splitlines() if line.startswith("  articles/ferry.md:6")]
    assert "about.md" not in run.stdout
    wrong = run_sitegen("check", "site.yaml", cwd=project)
    assert wrong.returncode == 1
    assert "error[SG799]" in wrong.stderr


def test_programs_get_every_row(project: Path) -> None:
    record = json.loads(run_sitegen("check", "--format", "json", cwd=project).stdout)
    assert record["counts"]["links"] == 4
    assert len(record["rows"]) == sum(record["counts"].values())
    assert record["open"] == len([row for row in record["rows"] if row["needs_attention"]])
    assert {"path": "articles/ferry.md", "line": 6, "id": "ines-duarte", "how": "listed"}.items() <= next(
        row for row in record["rows"] if row["topic"] == "entities" and row["subject"] == "Ines Duarte"
    ).items()


def test_github_marks_what_needs_attention(project: Path) -> None:
    lines = run_sitegen("check", "--format", "github", "--only", "links,entities", cwd=project).stdout.splitlines()
    assert len(lines) == 4
    assert lines[0].startswith("::warning file=articles/ferry.md,line=6,col=")


def test_mistakes_are_told_as_by_a_build(tmp_path: Path) -> None:
    files = {"articles/a.md": "---\ntitle: A\n---\n[x](gone.md) is not there.\n"}
    run = run_sitegen("check", cwd=write_files(tmp_path, files | {"site.yaml": "title: T\n"}))
    assert (run.returncode, run.stdout) == (1, "")
    assert "articles/a.md:4:5: error[SG410]" in run.stderr


def test_nothing_is_left_behind_and_the_cache_of_a_build_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write_files(tmp_path / "project", {path: FILES[path] for path in ("site.yaml", "articles/other.md")})
    run_sitegen("check", cwd=source)
    assert sorted(path.name for path in source.iterdir()) == ["articles", "site.yaml"]
    run_sitegen("build", cwd=source)
    monkeypatch.chdir(source)
    asked: list[str] = []

    def unread(article: Article, *more: object) -> None:
        asked.append(article.path)
        raise SitegenError(())

    monkeypatch.setattr("sitegen.build.annotating.annotate", unread)
    assert with_made(Path("."), Path("_site"), lambda made: len(made.site.facts)) == 1
    assert not asked
    with pytest.raises(SitegenError):
        with_made(Path("."), Path("other"), lambda made: None)


def test_a_project_without_anything_to_look_at_is_well(tmp_path: Path) -> None:
    files = {
        "site.yaml": "title: T\n",
        "articles/a.md": "---\ntitle: A\n---\nIt rained.\n",
    }
    run = run_sitegen("check", "--strict", cwd=write_files(tmp_path, files))
    assert (run.returncode, run.stdout) == (0, ".: 1 article, all is well\n")


def test_the_page_about_it_knows_every_topic_and_its_commands_work(project: Path) -> None:
    page = (Path(__file__).parent.parent / "docs" / "checking.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE) == list(Topic) == list(TOPICS)
    commands = [
        shlex.split(found, comments=True) for found in re.findall(r"^    sitegen (check.*)", page, re.MULTILINE)
    ]
    in_workflow = re.search(r"sitegen (check(?:\n? +--[\w-]+[ \w,]*)+)", page)
    assert in_workflow
    assert len(commands) == 4
    for words in (*commands, in_workflow[1].split()):
        run = run_sitegen(*(str(project) if word == "my-site" else word for word in words), cwd=project)
        assert run.returncode == ("--strict" in words), run.stderr


def test_the_command_s_own_figure_is_that_of_the_review() -> None:
    assert next(option for option in check.params if option.name == "below").default == BELOW
