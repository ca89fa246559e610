"""The schemas accept what sitegen accepts and refuse what it refuses, as an editor's YAML reader sees the file."""

from __future__ import annotations

import calendar
import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from details import parse_details
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor

from sitegen.cli import cli
from sitegen.diagnostics import SitegenError
from sitegen.knowledge import load_knowledge
from sitegen.project.config import load_config
from sitegen.project.json_schema import DIALECT, NAMES, schema_of, schemas

SEEDS = Path(__file__).parent.parent / "seeds"
VALIDATORS = {name: Draft202012Validator(schema_of(name)) for name in NAMES}


class EditorConstructor(SafeConstructor):
    """YAML 1.2 as the core schema has it: a plain date is a text."""


EditorConstructor.add_constructor("tag:yaml.org,2002:timestamp", SafeConstructor.construct_yaml_str)


def as_an_editor_reads(yaml: str) -> Any:
    reader = YAML(typ="safe", pure=True)
    reader.Constructor = EditorConstructor
    return reader.load(yaml)


def schema_accepts(name: str, yaml: str) -> bool:
    return VALIDATORS[name].is_valid(as_an_editor_reads(yaml))


def sitegen_accepts(name: str, yaml: str, folder: Path) -> bool:
    try:
        if name == "article":
            parse_details(yaml, "a.md")
        elif name == "site":
            (folder / "site.yaml").write_text(yaml, encoding="utf-8")
            (folder / "theme").mkdir(exist_ok=True)
            load_config(folder)
        else:
            (folder / "knowledge").mkdir(exist_ok=True)
            (folder / "static").mkdir(exist_ok=True)
            (folder / "static" / "a.jpg").touch()
            (folder / "knowledge" / "a.yaml").write_text(yaml, encoding="utf-8")
            load_knowledge(folder / "knowledge")
    except SitegenError:
        return False
    return True


GOOD = {
    "site": (
        "",
        "# nothing yet\n",
        "{}",
        "title: The Quay",
        "title: 1984",
        "title: NO",
        "title: true",
        "title: 1.5",
        "title:\ndescription:\nbase_url:\nlanguage:\nlinking:\narticles_per_page:\nimage:\nsearch:\ntheme:\n",
        "base_url: https://quay.example/news/",
        "base_url: HTTPS://quay.example",
        'base_url: ""',
        'image: ""',
        "language: no",
        "language: pt-BR",
        "linking: first",
        "articles_per_page: 1",
        "articles_per_page: 1000",
        "articles_per_page: '30'",
        "theme: theme",
        "search: no",
        "search: true",
    ),
    "article": (
        "",
        "title: 1984\nlang: no\ndraft: no\n",
        "title: NO",
        "title:",
        'title: " "',
        "date: 2024-02-29",
        "date: '2000-02-29'",
        'date: " 2024-05-06 "',
        "date:",
        "slug: a-bridge",
        "slug: 2024",
        "slug: true",
        'slug: ""',
        "dateline: BERLIN",
        "author: Ana Lima",
        "author: 007",
        "author: [Ana Lima, Tomás Ruiz]",
        "author: []",
        "author:\n",
        "source: {publisher: The Quay Courier}",
        "source:\n  publisher: 1843\n  url: https://quay.example/a?b=c#d\n",
        "source: {publisher: A, url: }",
        "source:\n",
        "tags: [NO, 2024, 1.5, bridges]",
        "tags: ['']",
        "tags: [~, a]",
        "tags: bridges, ports",
        "author: ''",
        "author: {name: Ana, url: https://a.example}",
        "author: [{name: Ana}, Bo]",
        "source: The Quay Courier",
        "source: https://www.quay.example/a",
        "source: ''",
        "date: 2024-05-06T23:30:00-05:00",
        "date: 2024-05-06 08:30:00 +0100",
        "date: 2024-05-06 8:30 CET",
        "publishDate: 2024-05-06T23:30:00.123Z",
        "published: no",
        "published: 2024-05-06",
        "publish: false",
        "status: in progress",
        "permalink: /a/:title/",
        "permalink: false",
        "_build: {render: never, list: never}",
        "taxonomies: {tags: [a, b], categories: c}",
        "layout: post\nweight: 3\nparams: {a: {b: [1]}}\ncssclasses: [wide]\n",
        "draft: Yes",
        "draft: 1",
        "draft: 'off'",
        "draft: TRUE",
        "correction: |\n  The bridge\n  is longer.\n",
    ),
    "knowledge": (
        "",
        "[]",
        "name: Ines Duarte\nkind: person\n",
        "- name: Ines Duarte\n  kind: person\n- name: Quay\n  kind: term\n",
        "name: 1984\nkind: term\nid: 1984\n",
        "name: true\nkind: term\n",
        "name: Ines Duarte\nkind: person\nid:\naliases:\nsummary:\nglossary:\nroles:\nfacts:\nsources:\nurl:\nimage:\n"
        "country:\ngender:\n",
        "name: A\nkind: person\nid: ''\n",
        "name: A\nkind: person\nimage: static/a.jpg\n",
        "name: A\nkind: person\nimage: {file: a.jpg}\n",
        "name: A\nkind: person\nimage: {file: a.jpg, alt: '', credit: Kelp Pictures}\n",
        "name: A\nkind: organization\naliases: [AB, 3, 'no']\n",
        "name: A\nkind: person\nroles: [{title: Clerk, from: 2019}]\n",
        "name: A\nkind: person\nroles: [{title: Clerk, from: 2019-05, to: 2020-02-29}]\n",
        "name: A\nkind: person\nroles: [{title: Clerk, from: '2019', to: '2020'}]\n",
        "name: A\nkind: person\nroles: [{title: Clerk, from: , to: }]\n",
        "name: A\nkind: person\nroles: []\n",
        "name: A\nkind: person\nfacts: {Born: 1970, Died: , Left-handed: true}\n",
        "name: A\nkind: person\nsources: [{title: Report, url: https://a.example}, {title: 1984}]\n",
        "name: A\nkind: place\ncountry: poland\n",
        "name: A\nkind: person\ngender: female\nglossary: yes\n",
        "name: A\nkind: person\nstatus: draft\n",
        "name: A\nkind: person\nstatus: accepted\n",
        "name: A\nkind: person\nstatus:\n",
    ),
}

BAD = {
    "site": (
        "titel: The Quay",
        'title: ""',
        'title: "  "',
        "title: [a]",
        "title: {a: b}",
        "- title: a",
        "base_url: quay.example",
        "base_url: javascript:alert(1)",
        "base_url: https://a.example/<b>",
        "base_url: https://a.example/?b",
        "base_url: 'https://a.example/#b'",
        "image: drawing.svg",
        "image: [a.png]",
        "base_url: 8080",
        "language: English",
        "language: 12",
        "language: ''",
        "linking: last",
        "linking: true",
        "articles_per_page: 0",
        "articles_per_page: 1001",
        "articles_per_page: '1001'",
        "articles_per_page: many",
        "articles_per_page: 1.5",
        "articles_per_page: true",
        "search: never",
    ),
    "article": (
        "titel: x",
        "title: [a, b]",
        f"title: {'x' * 501}",
        "date: 2024-02-30",
        "date: 2023-02-29",
        "date: 1900-02-29",
        "date: 2024-13-01",
        "date: 0000-01-01",
        "date: 2024",
        "date: 2024-05",
        "date: yesterday",
        "date: ''",
        "date: true",
        "slug: A Bridge",
        "slug: ../a",
        "slug: a--b",
        "slug: -5",
        "slug: 1.5",
        f"slug: {'x' * 121}",
        "lang: '\"><script>'",
        "lang: true",
        "author: {mail: a@b.example}",
        "author: [[Ana]]",
        "source: https://",
        "source: 'https://a b'",
        "date: 2024-05-06T25:00",
        "date: 2024-05-06 at noon",
        "published: perhaps",
        "published: 2024-02-30",
        "publish: 2",
        "draft: 2024-05-06",
        "hidden: [a]",
        "categories: {a: b}",
        "taxonomies: [a]",
        "language: English",
        "source: {url: https://a.example}",
        "source: {publisher: , url: https://a.example}",
        "source: {publisher: ''}",
        "source: {publisher: x, url: javascript:alert(1)}",
        "source: {publisher: x, link: y}",
        "source: [{publisher: x}]",
        "tags: {a: b}",
        "draft: perhaps",
        "draft: 2",
        "draft: 0.5",
        "draft: ''",
        "draft: []",
        f"summary: {'x' * 2001}",
        "[]",
    ),
    "knowledge": (
        "name: A\n",
        "kind: person\n",
        "name:\nkind: person\n",
        "name: ''\nkind: person\n",
        "name: A\nkind:\n",
        "name: A\nkind: human\n",
        "name: A\nkind: Person\n",
        f"name: {'x' * 201}\nkind: person\n",
        "- name: A\n  kind: person\n- kind: person\n",
        "- A\n",
        "name: A\nkind: person\nid: A B\n",
        "name: A\nkind: person\nid: 1.5\n",
        "name: A\nkind: person\nalias: B\n",
        "name: A\nkind: person\naliases: B\n",
        "name: A\nkind: person\naliases: ['']\n",
        "name: A\nkind: person\naliases: [' ']\n",
        "name: A\nkind: person\naliases: [B, ~]\n",
        "name: A\nkind: person\nroles: Clerk\n",
        "name: A\nkind: person\nroles: [Clerk]\n",
        "name: A\nkind: person\nroles: [{from: 2019}]\n",
        "name: A\nkind: person\nroles: [{title: Clerk, start: 2019}]\n",
        "name: A\nkind: person\nroles: [{title: Clerk, from: 19}]\n",
        "name: A\nkind: person\nroles: [{title: Clerk, from: 20190}]\n",
        "name: A\nkind: person\nroles: [{title: Clerk, from: 2019.5}]\n",
        "name: A\nkind: person\nroles: [{title: Clerk, from: 2019-13}]\n",
        "name: A\nkind: person\nroles: [{title: Clerk, from: 2019-02-29}]\n",
        "name: A\nkind: person\nroles: [{title: Clerk, to: today}]\n",
        "name: A\nkind: person\nroles: [{title: Clerk, to: ''}]\n",
        "name: A\nkind: person\nimage: [a.jpg]\n",
        "name: A\nkind: person\nimage: {alt: At a desk}\n",
        "name: A\nkind: person\nimage: {file: ''}\n",
        "name: A\nkind: person\nimage: {file: a.jpg, credits: B}\n",
        "name: A\nkind: person\nfacts: [Born]\n",
        "name: A\nkind: person\nfacts: {Born: [1970]}\n",
        "name: A\nkind: person\nsources: [https://a.example]\n",
        "name: A\nkind: person\nsources: [{url: https://a.example}]\n",
        "name: A\nkind: person\nsources: [{title: B, url: ftp://a.example}]\n",
        "name: A\nkind: person\nurl: a.example\n",
        "name: A\nkind: person\ngender: f\n",
        "name: A\nkind: person\nglossary: perhaps\n",
        "name: A\nkind: person\nstatus: final\n",
    ),
}


def cases(table: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(name, yaml) for name, files in table.items() for yaml in files]


@pytest.mark.parametrize(("name", "yaml"), cases(GOOD))
def test_what_sitegen_accepts_the_schema_accepts(name: str, yaml: str, tmp_path: Path) -> None:
    assert sitegen_accepts(name, yaml, tmp_path)
    assert [error.message for error in VALIDATORS[name].iter_errors(as_an_editor_reads(yaml))] == []


@pytest.mark.parametrize(("name", "yaml"), cases(BAD))
def test_what_sitegen_refuses_the_schema_refuses(name: str, yaml: str, tmp_path: Path) -> None:
    assert not sitegen_accepts(name, yaml, tmp_path)
    assert not schema_accepts(name, yaml)


KNOWN_DIFFERENCES = {
    "an empty key that nobody knows": ("article", "titel:\n", False),
    "a key in other capitals": ("article", "Title: x\n", False),
    "a key that is another system's for those beside it": ("article", "layout: post\nmood: grey\n", False),
    "a day as others write it": ("article", "date: 6.5.2024\n", False),
    "white space that is joined": ("article", f"title: 'a{' ' * 500}b'", False),
    "a role that ends before it begins": (
        "knowledge",
        "name: A\nkind: person\nroles: [{title: Clerk, from: 2020, to: 2019}]\n",
        True,
    ),
    "a picture that is not there": ("site", "image: preview.PNG", True),
    "a portrait that is not there": ("knowledge", "name: A\nkind: person\nimage: b.jpg\n", True),
    "a country that nobody knows": ("knowledge", "name: A\nkind: place\ncountry: utopia\n", True),
}


@pytest.mark.parametrize(("name", "yaml", "accepted"), KNOWN_DIFFERENCES.values(), ids=KNOWN_DIFFERENCES)
def test_what_is_beyond_a_schema(name: str, yaml: str, accepted: bool, tmp_path: Path) -> None:
    """When one of these no longer holds, the docstring of the module is to be changed."""
    assert schema_accepts(name, yaml) is accepted
    assert sitegen_accepts(name, yaml, tmp_path) is not accepted


def test_every_day_of_the_calendar_and_no_other(tmp_path: Path) -> None:
    day = VALIDATORS["article"]
    for year in (1, 4, 100, 400, 1582, 1900, 1999, 2000, 2023, 2024, 2100, 9999):
        for month in range(14):
            last = calendar.monthrange(year, month)[1] if 1 <= month <= 12 else 0
            for number in range(33):
                written = f"{year:04}-{month:02}-{number:02}"
                assert day.is_valid({"date": written}) is (1 <= number <= last), written


scalars = st.one_of(
    st.text("ab -:/.é1", max_size=8),
    st.integers(-3, 3000).map(str),
    st.dates(datetime.date(1, 1, 1)).map(str),
    st.sampled_from(("yes", "No", "true", "0", "1", "https://a.example", "person", "term", "first", "en", "~", "")),
)
values = st.recursive(
    scalars.map(lambda text: json.dumps(text, ensure_ascii=False)),
    lambda inner: st.lists(inner, max_size=3).map(lambda found: f"[{', '.join(found)}]"),
    max_leaves=4,
)


@pytest.mark.parametrize("name", ["article", "site"])
def test_both_judge_alike_whatever_stands_behind_a_key(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Texts between marks, which every reader of YAML takes for the same; any key that names nothing to be there."""
    folder = tmp_path_factory.mktemp(name)

    @settings(deadline=None)
    @given(st.sampled_from([key for key in schema_of(name)["properties"] if key not in ("theme", "spacy")]), values)
    def check(key: str, value: str) -> None:
        yaml = f"{key}: {value}\n"
        assert schema_accepts(name, yaml) is sitegen_accepts(name, yaml, folder), yaml

    check()


def _objects(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        if "properties" in schema:
            yield schema
        for inner in schema.values():
            yield from _objects(inner)


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_one(name: str) -> None:
    schema = schema_of(name)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == DIALECT
    assert schema["$id"].endswith(name)
    assert schema["title"]


@pytest.mark.parametrize("name", NAMES)
def test_every_key_is_described(name: str) -> None:
    for found in _objects(schema_of(name)):
        assert found["additionalProperties"] is False
        silent = [key for key, value in found["properties"].items() if not value.get("description")]
        assert not silent


def test_the_demo_passes() -> None:
    files = dict.fromkeys((SEEDS / "knowledge").glob("*.yaml"), "knowledge") | {SEEDS / "site.yaml": "site"}
    files |= dict.fromkeys((SEEDS / "articles").glob("*.yaml"), "article")
    assert len(files) > 5
    for path, name in files.items():
        assert schema_accepts(name, path.read_text(encoding="utf-8")), path


def test_one_goes_to_standard_output() -> None:
    done = CliRunner().invoke(cli, ["schema", "knowledge"])
    assert done.exit_code == 0
    assert json.loads(done.stdout) == schema_of("knowledge")
    assert done.stderr == ""


def test_all_go_into_a_folder(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["schema", "--output", str(tmp_path / "a" / "b")])
    assert done.exit_code == 0
    assert done.stdout == ""
    written = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in (tmp_path / "a" / "b").iterdir()}
    assert written == schemas()


def test_one_goes_into_a_folder(tmp_path: Path) -> None:
    assert CliRunner().invoke(cli, ["schema", "site", "-o", str(tmp_path)]).exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["site.schema.json"]


def test_nothing_named_is_a_mistake_of_the_command_line() -> None:
    assert CliRunner().invoke(cli, ["schema"]).exit_code == 2
    assert CliRunner().invoke(cli, ["schema", "page"]).exit_code == 2


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = CliRunner().invoke(cli, ["schema", "--output", str(tmp_path / "file" / "below")])
    assert isinstance(done.exception, SitegenError)
    assert [found.code for found in done.exception.diagnostics] == ["SG620"]
