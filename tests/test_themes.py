"""Themes as docs/themes.md tells of them: its example is built, its tables are held against the code."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, StrictUndefined, Template, UndefinedError
from linkcheck import find_mistakes
from markupsafe import Markup, escape

from sitegen.build import build
from sitegen.build.made import Made, make
from sitegen.diagnostics import SitegenError
from sitegen.files.shipped import find_resource_folder
from sitegen.model import Kind
from sitegen.pages import plan
from sitegen.pages.paging import PAGE_SIZES
from sitegen.pages.render import blocks_of, load_environment, page_renderer
from sitegen.project.messages import load_interface

ROOT = Path(__file__).parent.parent
DOCUMENT = (ROOT / "docs" / "themes.md").read_text(encoding="utf-8")
STORY = "“We will pay,” said Rosa Ibarra, the mayor of Tarma in Peru. Chile will not, Ibarra said. Chile is far.\n"
FOR_ALL = frozenset({"site", "t", "url", "path", "navigation", "metadata"})
PAGES = {
    "404.html": "what is shown where there is no page",
    "archive.html": "the years",
    "article.html": "an article",
    "countries.html": "the countries: map and table",
    "entities.html": "the names of a kind",
    "entity.html": "a person, country, place, organisation",
    "entity_more.html": "what was said, or where one is named, from page 2 on",
    "glossary.html": "the glossary",
    "home.html": "the newest articles",
    "moved.html": "an old address of an article, which leads on",
    "page.html": "a plain page of yours",
    "quotations.html": "who said what, newest first",
    "search.html": "the search, and the ways in without it",
    "speakers.html": "the speakers, where there are many quotations",
    "tag.html": "the articles of a tag",
    "tags.html": "all tags",
    "term.html": "where a term of the glossary occurs",
    "voices.html": "who is quoted, with `voices: true`",
    "year.html": "the articles of a year",
}
LISTS = {
    "names": "names of a kind, speakers",
    "tags": "tags",
    "articles of a year": "articles of a year",
    "quotations": "quotations, in all or of one speaker",
    "passages": "passages that name an entity or a term",
    "passages in the glossary": "passages in the glossary, shared among its terms",
    "terms": "terms with their definitions in the glossary",
    "definitions": "definitions, where there are more terms",
}


def write(root: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def example() -> dict[str, str]:
    """The files of the example, by their paths."""
    return dict(re.findall(r"^`(theme/[^`]+)`\n\n```\w+\n(.*?)```$", DOCUMENT, re.MULTILINE | re.DOTALL))


@pytest.fixture
def everything(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Made:
    """The demo and an old address, with pages so small that every template is used."""
    for name in PAGE_SIZES:
        monkeypatch.setitem(PAGE_SIZES, name, 2)
    project = shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    about = project / "pages" / "about.md"
    about.write_text(about.read_text(encoding="utf-8").replace("\n---", "\naliases: /old/\n---", 1), encoding="utf-8")
    made = make(project, tmp_path / "none")
    site = replace(made.site, config=replace(made.site.config, voices=True))
    return replace(made, site=site, pages=tuple(plan(site)))


def test_the_example_has_ten_lines_and_does_what_it_says(tmp_path: Path) -> None:
    files = example()
    assert sorted(files) == ["theme/static/theme.css", "theme/templates/layout.html"]
    assert sum(len(text.splitlines()) for text in files.values()) <= 10
    site = tmp_path / "site"
    build(write(tmp_path / "project", {"one.txt": STORY, "site.yaml": "title: The Tarma Post\n"} | files), site)
    assert find_mistakes(site) == []
    for page in sorted(site.rglob("*.html")):
        soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
        sheets = [link["href"].rsplit("/", 1)[-1] for link in soup.select("link[rel=stylesheet]")]
        assert sheets[-2:] == ["style.css", "theme.css"], page
        assert [foot.get_text(strip=True) for foot in soup.select("footer.site-footer")] == [
            "The Tarma Post · written and printed in Lisbon"
        ]
    assert (site / "assets" / "theme.css").read_text(encoding="utf-8") == files["theme/static/theme.css"]
    assert "--paper: #fdfcfa" in (site / "assets" / "style.css").read_text(encoding="utf-8")


def test_the_table_of_templates_is_true(everything: Made) -> None:
    environment = load_environment(None)
    common = set(blocks_of(environment, "layout.html"))
    rows = [f"| `layout.html` | what all pages share | {' '.join(f'`{name}`' for name in sorted(common))} | |"]
    pages = [planned.make() for planned in everything.pages]
    given = {page.template: sorted(set(page.context) - FOR_ALL) for page in pages}
    for template, page in PAGES.items():
        own = sorted(set(blocks_of(environment, template)) - common)
        names = [" ".join(f"`{name}`" for name in words) for words in (own, given[template])]
        rows.append(f"| `{template}` | {page} | {names[0]} | {names[1]} |")
    missing = [row for row in rows if row not in DOCUMENT]
    assert not missing, "docs/themes.md has to say:\n" + "\n".join(rows)
    assert all(set(page.context) >= FOR_ALL for page in pages)


def test_every_template_is_told() -> None:
    folder = find_resource_folder("templates")
    assert {path.name for path in folder.glob("*.html")} == {*PAGES, "layout.html"}


def test_the_table_of_colours_is_true() -> None:
    style = (find_resource_folder("static") / "style.css").read_text(encoding="utf-8")
    colours = set(re.findall(r"(--[a-z]+):", style[: style.index("*, ::before")]))
    told = DOCUMENT[DOCUMENT.index("## Colours") : DOCUMENT.index("## Words")]
    assert set(re.findall(r"`(--[a-z]+)`", told)) == colours


def test_the_sizes_of_pages_are_told() -> None:
    rows = [f"| {LISTS[name]} | {size} |" for name, size in PAGE_SIZES.items()]
    assert [row for row in rows if row not in DOCUMENT] == [], "\n".join(rows)


def test_the_words_of_the_document_are_words_of_the_pages(tmp_path: Path) -> None:
    line = re.search(r"^    (quotations \| .+)$", DOCUMENT, re.MULTILINE)
    assert line is not None
    files = {"one.txt": STORY, "theme/languages/en/interface.txt": f"{line[1]}\n"}
    build(write(tmp_path / "project", files), tmp_path / "site")
    page = BeautifulSoup((tmp_path / "site" / "quotations.html").read_text(encoding="utf-8"), "html.parser")
    assert page.h1 is not None
    assert page.h1.get_text() == line[1].partition(" | ")[2]


BROKEN = {
    "a misspelt block": ('{% extends "default/home.html" %}\n{% block artcles %}x{% endblock %}', 2, "`artcles`"),
    "its help": ('{% extends "default/home.html" %}\n{% block artcles %}x{% endblock %}', 2, "did you mean `articles`"),
    "a block of another template": ('{% extends "default/home.html" %}\n\n{% block who %}x{% endblock %}', 3, "`who`"),
    "a block in a condition": (
        '{% extends "default/home.html" %}\n{% if true %}\n{% block wo %}{% endblock %}{% endif %}',
        3,
        "`wo`",
    ),
    "a syntax error": ('{% extends "default/home.html" %}\n{% block articles %}\n{{ 1 + }}{% endblock %}', 3, "fails"),
    "an unclosed block": ('{% extends "default/home.html" %}\n{% block articles %}x', 2, "endblock"),
    "an unknown filter": (
        '{% extends "default/home.html" %}{% block articles %}\n{{ path|uper }}{% endblock %}',
        2,
        "uper",
    ),
    "an unknown name": (
        '{% extends "default/home.html" %}\n{% block articles %}\n{{ artcles }}{% endblock %}',
        3,
        "home.html is given: all_tags, articles",
    ),
    "an unknown attribute": (
        '{% extends "default/home.html" %}\n{% block articles %}{{ site.titel }}{% endblock %}',
        2,
        "`Config` has no `titel`",
    ),
    "what there is instead": (
        '{% extends "default/home.html" %}\n{% block articles %}{{ site.titel }}{% endblock %}',
        2,
        "did you mean `title`? It has: articles_per_page",
    ),
    "an unknown attribute of a word": (
        '{% extends "default/home.html" %}\n{% block articles %}{{ path.titel }}{% endblock %}',
        2,
        "no attribute 'titel'",
    ),
    "an unknown word": (
        '{% extends "default/home.html" %}\n{% block articles %}{{ t("nope") }}{% endblock %}',
        2,
        "nope",
    ),
    "a parent that is none": ('{% extends "default/hom.html" %}', 1, "did you mean `default/home.html`?"),
    "itself as parent": ('{% extends "home.html" %}', 1, "write: default/home.html"),
}


@pytest.mark.parametrize(("template", "line", "told"), BROKEN.values(), ids=BROKEN)
def test_a_mistake_in_a_theme_is_told_and_leaves_the_site_as_it_was(
    tmp_path: Path, template: str, line: int, told: str
) -> None:
    site = tmp_path / "site"
    build(write(tmp_path / "project", {"one.txt": STORY}), site)
    before = {path: path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}
    write(tmp_path / "project", {"theme/templates/home.html": template})
    with pytest.raises(SitegenError) as caught:
        build(tmp_path / "project", site)
    first = caught.value.diagnostics[0]
    assert (first.code, first.path.endswith("theme/templates/home.html"), first.line) == ("SG430", True, line)
    assert told in f"{first.message}\n{first.help}"
    assert {path: path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()} == before


def test_all_mistakes_of_a_theme_come_in_one_run(tmp_path: Path) -> None:
    files = {
        "one.txt": STORY,
        "theme/templates/home.html": "{% if %}",
        "theme/templates/tag.html": '{% extends "default/tag.html" %}{% block nope %}{% endblock %}',
        "theme/templates/partials/entry.html": "\n{{ }}",
    }
    with pytest.raises(SitegenError) as caught:
        build(write(tmp_path / "project", files), tmp_path / "site")
    assert [(d.path.rsplit("templates/")[-1], d.line) for d in caught.value.diagnostics] == [
        ("home.html", 1),
        ("partials/entry.html", 2),
        ("tag.html", 1),
    ]


@pytest.mark.parametrize(
    "template",
    [
        '{% extends "default/home.html" %}{% block articles %}{% block mine %}own{% endblock %}{% endblock %}',
        "{% block anything %}own{% endblock %}",
        '{% extends "layout.html" %}{% block main %}own{% endblock %}',
        '{% extends "default/" ~ "home.html" %}{% block articles %}own{% endblock %}',
    ],
)
def test_blocks_of_its_own_are_a_themes_own_affair(tmp_path: Path, template: str) -> None:
    build(write(tmp_path / "project", {"one.txt": STORY, "theme/templates/home.html": template}), tmp_path / "site")
    assert "own" in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")


def test_what_templates_import_is_made_once_a_site(everything: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str | None] = []
    make_module = Template.make_module

    def counted(template: Template, *arguments: Any, **named: Any) -> Any:
        made.append(template.name)
        return make_module(template, *arguments, **named)

    monkeypatch.setattr(Template, "make_module", counted)
    render = page_renderer(None)
    articles = [page.make() for page in everything.pages if page.path.startswith("articles/")]
    first = render(articles[0])
    at_first = list(made)
    assert "partials/entry.html" in at_first
    assert len({first, *map(render, articles)}) == len(articles) > 1
    assert made == at_first


def test_another_site_gets_its_own_words(everything: Made) -> None:
    render = page_renderer(None)
    page = next(page for page in everything.pages if page.path == "404.html").make()
    german = replace(page, frame=replace(page.frame, t=load_interface("de")))
    assert f">{load_interface('en')('lost')}<" in render(page)
    assert f">{load_interface('de')('lost')}<" in render(german)


def test_what_is_written_once_is_written_of_what_it_is_given(tmp_path: Path) -> None:
    write(tmp_path, {"templates/row.html": "{% macro row(name, n=0) %}<b>{{ name }}{{ n }}</b>{% endmacro %}"})
    write(tmp_path, {"templates/rows.html": '{% from "row.html" import row %}{{ a|once(row) }}{{ a|once(row, 2) }}'})
    template = load_environment(tmp_path).get_template("rows.html")
    assert [template.render(a=name) for name in ("<", "x", "<")] == [
        "<b>&lt;0</b><b>&lt;2</b>",
        "<b>x0</b><b>x2</b>",
        "<b>&lt;0</b><b>&lt;2</b>",
    ]


@dataclass
class _Boat:
    name: str
    crew: tuple[_Boat, ...] = ()
    log: Mapping[str, str] = field(default_factory=dict)


@pytest.mark.parametrize(
    "source",
    [
        "{{ boat.name }}",
        "{{ boat.crew[0].name }}, {{ boat.crew[0].crew[0].name|upper }}",
        "{{ boat.log.monday }} {{ boat.log['monday'] }} {{ boat.log.items()|list }}",
        "{{ boat.sails is defined }} {{ boat.log.sunday is defined }} {{ boat.sails|default('none') }}",
        "{% for one in boat.crew if one.name.startswith('B') %}{{ loop.index }} {{ one.name }}{% endfor %}",
        "{% macro tell(one) %}{{ one.name ~ one.crew|length }}{% endmacro %}{{ tell(boat) }}{{ tell(boat.crew[0]) }}",
        "{{ boat.crew|map(attribute='name')|join('-') }}{% set last = boat.crew|last %}{{ last.name }}",
        "{{ boat.sails }}",
        "{{ boat.sails.width }}",
        "{{ nobody.name }}",
    ],
)
def test_attributes_are_those_that_jinja_finds(source: str):
    boat = _Boat("Alma", (_Boat("Berta", (_Boat("Clara"),)), _Boat("<Dora>")), {"monday": "calm"})

    def told(environment: Environment) -> str:
        try:
            return environment.from_string(source).render(boat=boat)
        except UndefinedError as error:
            return f"{error}"

    assert told(load_environment(None)) == told(Environment(autoescape=True, undefined=StrictUndefined))


@pytest.mark.parametrize(
    "source",
    [
        "{% macro m(a, b='<', c=none) %}{{ a }}{{ b }}{{ c }}{% endmacro %}{{ m(1) }}{{ m(2, c=m(3)) }}{{ m(4, 5) }}",
        "{% macro m(a) %}{{ a }}{{ b }}{% endmacro %}{{ m(1) }}",
        "{% macro m(a) %}{{ a }}{% endmacro %}{{ m() }}",
        "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, 2) }}",
        "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(b=2) }}",
        "{% macro m(a) %}{{ a }}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, 2, x='<') }}{{ m(*[1], **{'y': 3}) }}",
        "{% macro m(a) %}<i>{{ caller(a) }}</i>{% endmacro %}{% call(x) m('<') %}{{ x }}&amp;{% endcall %}",
        "{% macro m(a) %}<i>{{ a }}</i>{% endmacro %}{{ [m('&')]|join('<') }}{{ m('<') ~ '<' }}{{ m(m('<')) }}",
        "{% autoescape false %}{% macro m(a) %}<i>{{ a }}</i>{% endmacro %}{{ m('<') }}{% endautoescape %}{{ m('<') }}",
        "{% macro m(a) %}<i>{{ a }}</i>{% endmacro %}{% autoescape false %}{{ m('<')|e }}{{ '<' }}{% endautoescape %}",
        "{{ say('<') }}{{ say(class='&') }}{{ say(say('<'), x=say(2)) }}{{ make('<')('&') }}",
        "{% for x in 'ab' %}{% set y = x %}{% block a scoped %}{{ say(y) }}{{ loop.index }}{% endblock %}{% endfor %}",
        "{% block one %}<{% block two %}{{ say('<') }}{% endblock %}>{% endblock %}{{ self.two() }}{{ self.one() }}",
        "{% block one %}{% filter upper %}{% block two required %}{% endblock %}{% endfilter %}{% endblock %}",
        "{% macro m(a) %}{{ a }}{% endmacro %}{% set x %}{{ m('<') }}{% endset %}{{ x }}{{ nobody(1) }}",
        "{% for x in [1, [2]] recursive %}{{ loop(x) if x is iterable else say(x) }}{% endfor %}",
    ],
)
def test_calls_and_blocks_are_written_as_jinja_writes_them(source: str):
    def say(words: object = "", **more: object) -> str:
        return f"<{words}{more}>"

    def told(environment: Environment) -> str:
        try:
            return environment.from_string(source).render(say=say, make=lambda first: lambda words: say(first, x=words))
        except Exception as error:
            return f"{type(error).__name__}: {error}"

    assert told(load_environment(None)) == told(Environment(autoescape=True, undefined=StrictUndefined))


@given(st.one_of(st.text(), st.text(alphabet="ab&<>\"'"), st.integers(), st.sampled_from(Kind)))
def test_what_a_template_writes_is_escaped(value: object) -> None:
    template = load_environment(None).from_string("{{ value }}{{ ready }}{{ [value]|join }}")
    written = template.render(value=value, ready=Markup("<b>&</b>"))
    assert written == f"{escape(value)}<b>&</b>{escape(value)}"


def test_an_entry_still_tells_a_copied_template_what_its_card_says(everything: Made) -> None:
    page = next(page for page in everything.pages if page.path.startswith("articles/")).make()
    entry = page.context["groups"][0].entries[0]
    names = [field.name for field in fields(entry.card)]
    assert [getattr(entry, name) for name in names] == [getattr(entry.card, name) for name in names]


@pytest.mark.parametrize(
    ("written", "said"),
    [("layuot.html", "did you mean `layout.html`? The"), ("frame.html", "The templates are: 404.html, ")],
)
def test_a_template_that_is_not_there_is_told_with_those_that_are(tmp_path: Path, written: str, said: str) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "article.html").write_text('{% extends "' + written + '" %}', encoding="utf-8")
    with pytest.raises(SitegenError) as caught:
        page_renderer(tmp_path)
    (told,) = caught.value.diagnostics
    assert told.message == f"there is no template `{written}`"
    assert told.help.startswith(said)
