"""What an author writes about an article, and every mistake in it with its line."""

from __future__ import annotations

import datetime
from contextlib import suppress

import pytest
from details import parse_details
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.build.others import OfOthers, told_of_others
from sitegen.diagnostics import Severity, SitegenError
from sitegen.files.json_file import read_json
from sitegen.files.toml_file import read_toml
from sitegen.model import NOWHERE, Publisher
from sitegen.project.foreign_keys import PASSED, AnyFrontMatter
from sitegen.project.front_matter import FrontMatter
from sitegen.read import read_text
from sitegen.read.draft import Details, Updated
from sitegen.read.frontmatter import details_of
from sitegen.read.head import Form, find_head, split_front_matter
from sitegen.read.markdown import read_markdown
from sitegen.text.near import near_words

EVERYTHING = """\
title: "A bridge: at last"
date: 2024-05-06
slug: a-bridge
dateline: LIMA
author: [Ana Lima, Tomás Ruiz]
source:
  publisher: The Quay Courier
  url: https://quay.example/a
lang: pt-BR
tags: [bridges, harbours]
summary: It was
  built.
draft: true
correction: The bridge is longer.
"""


def test_every_key() -> None:
    assert parse_details(EVERYTHING, "a.md") == Details(
        headline="A bridge: at last",
        date=datetime.date(2024, 5, 6),
        slug="a-bridge",
        dateline="LIMA",
        authors=("Ana Lima", "Tomás Ruiz"),
        publisher=Publisher("The Quay Courier", "https://quay.example/a"),
        language="pt-BR",
        tags=("bridges", "harbours"),
        summary="It was built.",
        draft=True,
        correction="The bridge is longer.",
    )


def test_no_key_at_all() -> None:
    assert parse_details("", "a.md") == Details()
    assert parse_details("title:\nauthor:\n", "a.md") == Details()


VALUES = {
    "author: Ana Lima": ("authors", ("Ana Lima",)),
    "title: NO": ("headline", "NO"),
    "title: 1984": ("headline", "1984"),
    "draft: no": ("draft", False),
    "tags: [NO, 2024]": ("tags", ("NO", "2024")),
    "tags: climate change": ("tags", ("climate change",)),
    "tags: ports, old boats,": ("tags", ("ports", "old boats")),
    "tags: '#ports #boats'": ("tags", ("ports", "boats")),
    "tags: ['#ports', ~, boats]": ("tags", ("ports", "boats")),
    "tags: [ports]\ncategories: [Ports, rivers]\ncategory: dams": ("tags", ("ports", "rivers", "dams")),
    "taxonomies: {tags: [ports], categories: rivers}": ("tags", ("ports", "rivers")),
    "date: 2024-05-06T23:30:00-05:00": ("date", datetime.date(2024, 5, 6)),
    "date: 2024-05-06 08:30 +0100": ("date", datetime.date(2024, 5, 6)),
    "date: 2024-05-06T00:30:00.5Z": ("date", datetime.date(2024, 5, 6)),
    "date: 2024/5/6": ("date", datetime.date(2024, 5, 6)),
    "date: '[[2024-05-06]]'": ("date", datetime.date(2024, 5, 6)),
    "pubDate: 'May 06 2024'": ("date", datetime.date(2024, 5, 6)),
    "date: Mon, 06 May 2024 10:00:00 +0200": ("date", datetime.date(2024, 5, 6)),
    "date: 6.5.2024": ("date", datetime.date(2024, 5, 6)),
    "date: 5/16/2024": ("date", datetime.date(2024, 5, 16)),
    "date: {created: 2024-05-06, updated: 2024-05-09}": ("date", datetime.date(2024, 5, 6)),
    "datePublished: 2024-05-06": ("date", datetime.date(2024, 5, 6)),
    "date: Last Modified": ("passed", ("date: Last Modified",)),
    "date: today\nlastmod: '{{ now }}'": ("passed", ("date: today", "lastmod: {{ now }}")),
    "last_update: {date: 5/16/2024, author: Ana}": ("updated", Updated(datetime.date(2024, 5, 16), NOWHERE, False)),
    "Title: x": ("headline", "x"),
    "publishdate: 2024-05-06": ("due", datetime.date(2024, 5, 6)),
    "DRAFT: true": ("draft", True),
    "date: 2024-05-06\ntitle:\tx": ("headline", "x"),
    "title: y\ndate:\xa02024-05-06": ("date", datetime.date(2024, 5, 6)),
    "date: 1714950000": ("date", datetime.date(2024, 5, 5)),
    "layout: post\nslug: /2024/A Bridge": ("passed", ("layout", "slug: /2024/A Bridge")),
    "layout: post\nwidth_of_all: 3": ("passed", ("layout", "width_of_all")),
    "layout: post\ncategories: rivers dams": ("tags", ("rivers", "dams")),
    "layout: post\ntags: rivers dams\ncategories: ports": ("tags", ("rivers", "dams", "ports")),
    "layout: post\ntags: big rivers, dams": ("tags", ("big rivers", "dams")),
    "tags: big rivers": ("tags", ("big rivers",)),
    "layout: a/post.njk\ncategories: rivers dams": ("tags", ("rivers dams",)),
    "categories: [[rivers, dams], ports]": ("tags", ("rivers", "dams", "ports")),
    "taxonomy: {category: [rivers], tag: dams}": ("tags", ("dams", "rivers")),
    "author: Ana Lima <ana@quay.example>": ("authors", ("Ana Lima",)),
    "author: {name: {given: Ana, family: Lima}}": ("authors", ("Ana Lima",)),
    "published: 2024-05-06": ("date", datetime.date(2024, 5, 6)),
    "date: 2024-05-06\npubDate: 2024-05-09": ("date", datetime.date(2024, 5, 6)),
    "author: '[[people/ana|Ana Lima]]'": ("authors", ("Ana Lima",)),
    "author: [{name: Ana Lima, url: 'https://a.example'}, Bo Lind]": ("authors", ("Ana Lima", "Bo Lind")),
    "authors: [Ana Lima]": ("authors", ("Ana Lima",)),
    "description: Short.": ("summary", "Short."),
    "description: Short.\nsummary: Ours.": ("summary", "Ours."),
    "language: pt_BR": ("language", "pt-BR"),
    "lang: pt_BR": ("language", "pt-BR"),
    "source: The Quay Courier": ("publisher", Publisher("The Quay Courier")),
    "source: https://www.quay.example/a": ("publisher", Publisher("quay.example", "https://www.quay.example/a")),
    "draft: true\npublish: true": ("draft", True),
    "layout: post\nweight: 3\nparams: {a: [b]}": ("passed", ("layout", "weight", "params")),
    "permalink: /a/\nstatus: done\nbuild: {list: never}": ("passed", ("permalink", "status", "build")),
    "permalink: false": ("passed", ()),
}


@pytest.mark.parametrize(("yaml", "expected"), VALUES.items())
def test_values(yaml: str, expected: tuple[str, object]) -> None:
    assert getattr(parse_details(yaml, "a.md"), expected[0]) == expected[1]


WITHHELD = {
    "draft: true": (),
    "published: false": ("published",),
    "publish: 'No'": ("publish",),
    "dg-publish: false": ("dg-publish",),
    "render: false": ("render",),
    "headless: true": ("headless",),
    "hidden: true": ("hidden",),
    "private: true": ("private",),
    "unlisted: true": ("unlisted",),
    "eleventyExcludeFromCollections: true": ("eleventyExcludeFromCollections",),
    "password: river": ("password",),
    "status: Draft": ("status",),
    "visibility: members": ("visibility",),
    "is_published: false": ("published",),
    "permalink: false": ("permalink",),
    "build: {render: never}": ("build",),
    "_build: {render: false}": ("_build",),
    "draft: false\npublish: false\nstatus: private": ("publish", "status"),
}


@pytest.mark.parametrize(("yaml", "keys"), WITHHELD.items())
def test_what_another_system_would_not_publish_is_a_draft(yaml: str, keys: tuple[str, ...]) -> None:
    details = parse_details(yaml, "a.md")
    assert details.draft
    assert details.withheld == keys


@pytest.mark.parametrize(
    "yaml", ["draft: false", "published: true", "publish: yes", "status: published", "password: ''", "build: {}"]
)
def test_what_another_system_would_publish_is_none(yaml: str) -> None:
    assert not parse_details(yaml, "a.md").draft


def test_no_key_that_is_passed_over_is_near_to_one_of_ours() -> None:
    """Where it were, a slip of the finger would lose what was meant: such a key says the same, or is a mistake."""
    ours = set(FrontMatter.model_fields)
    assert {key: near for key in PASSED if (near := near_words(key, ours))} == {}
    assert not set(PASSED) & {field.alias or name for name, field in AnyFrontMatter.model_fields.items()}


MISTAKES = {
    "titel: x": ("SG103", 2, "did you mean `title`?"),
    "date: 2024-02-30": ("SG105", 2, ""),
    "date: yesterday": ("SG105", 2, ""),
    "slug: A Bridge": ("SG105", 2, ""),
    "slug: ../a": ("SG105", 2, ""),
    "slug: a--b": ("SG105", 2, ""),
    "lang: '\"><script>'": ("SG105", 2, ""),
    "source: {url: https://a.example}": ("SG104", 2, ""),
    "source:\n  publisher: x\n  url: javascript:alert(1)": ("SG105", 4, ""),
    "source:\n  publisher: x\n  link: y": ("SG103", 4, ""),
    "draft: perhaps": ("SG105", 2, ""),
    "publish: perhaps": ("SG105", 2, ""),
    "published: 2024-02-30": ("SG105", 2, ""),
    "publsh: no": ("SG103", 2, "did you mean `publish`?"),
    "layuot: post": ("SG103", 2, "known keys: title, date, "),
    "mood: grey": ("SG103", 2, "may stand below `extra:`"),
    "Title: x\ntitle: x": ("SG103", 2, "did you mean `title`?"),
    "layout: post\nsumary: x": ("SG103", 3, "did you mean `summary`?"),
    "layout: post\nPublsh: no": ("SG103", 3, "did you mean `publish`?"),
    "layout: post\npublish_date: soon": ("SG105", 3, ""),
    "date: 3/4/2024": ("SG105", 2, ""),
    "date: 2024-05-06 to 2024-05-09": ("SG105", 2, ""),
    "author: {mail: a@b.example}": ("SG105", 2, ""),
    "date: 2024-05-06T25:61": ("SG105", 2, ""),
    "title: [a, b]": ("SG105", 2, ""),
    "title: a\ntitle: b": ("SG102", 3, ""),
    "- a\n- b": ("SG105", 2, ""),
    "title: !!python/object:x {}": ("SG102", 2, ""),
    "title: 'open": ("SG101", 2, ""),
}


@pytest.mark.parametrize(("yaml", "expected"), MISTAKES.items())
def test_mistakes(yaml: str, expected: tuple[str, int, str]) -> None:
    with pytest.raises(SitegenError) as caught:
        parse_details(yaml, "a.md", first_line=2)
    found = caught.value.diagnostics[0]
    assert (found.code, found.line) == expected[:2]
    assert expected[2] in found.help


def test_all_mistakes_at_once() -> None:
    with pytest.raises(SitegenError) as caught:
        parse_details("titel: x\ndate: 2\nslug: _", "a.md", first_line=2)
    assert sorted(d.line for d in caught.value.diagnostics) == [2, 3, 4]


TOML = """\
title = "A bridge: at last"
date = 2024-05-06T23:30:00-05:00
tags = ["bridges", "1984"]
draft = true
weight = 3
authors = ["Ana Lima"]
[source]
publisher = "The Quay Courier"
url = "https://quay.example/a"
[params]
mood = "grey"
"""


def test_toml_says_the_same() -> None:
    assert details_of(read_toml(TOML, "a.md")) == Details(
        headline="A bridge: at last",
        date=datetime.date(2024, 5, 6),
        authors=("Ana Lima",),
        publisher=Publisher("The Quay Courier", "https://quay.example/a"),
        tags=("bridges", "1984"),
        draft=True,
        passed=("weight", "params"),
    )


TOML_MISTAKES = {
    'titel = "x"': ("SG103", 2, 1, "did you mean `title`?"),
    'title = "x"\n\n  slug = "A B"': ("SG105", 4, 3, ""),
    '[source]\n"link" = "y"\npublisher = "x"': ("SG103", 3, 1, ""),
    'source.publisher = "x"\nsource.url = "javascript:alert(1)"': ("SG105", 3, 1, ""),
    '[[mentions]]\nquote = "a"\nname = "a"\nentity = ""\n[[mentions]]\nquote = "b"\nname = "b"\nenttiy = ""': (
        *("SG103", 9, 1),
        "`entity`",
    ),
    "title = x": ("SG101", 2, 9, ""),
    'title = "x"\ntitle = "y"': ("SG101", 3, 1, ""),
    'title = "x': ("SG101", 2, 1, ""),
    "a = " + "[" * 3000: ("SG101", 2, 1, ""),
    "a = " + "9" * 9000: ("SG101", 2, 1, ""),
    f"a = {'[' * 120}{']' * 120}": ("SG101", 2, 1, ""),
    "date = 08:30:00": ("SG105", 2, 1, ""),
}


@pytest.mark.parametrize(("toml", "expected"), TOML_MISTAKES.items(), ids=range(len(TOML_MISTAKES)))
def test_mistakes_in_toml(toml: str, expected: tuple[str, int, int, str]) -> None:
    with pytest.raises(SitegenError) as caught:
        details_of(read_toml(toml, "a.md", first_line=2))
    found = caught.value.diagnostics[0]
    assert (found.code, found.line, found.column) == expected[:3]
    assert expected[3] in found.help


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="ab =[]\".\n#'{}1-", max_size=60))
def test_whatever_stands_in_toml(text: str) -> None:
    with suppress(SitegenError):
        details_of(read_toml(text, "a.md"))


JSON = """\
{
  "title": "A bridge: at last",
  "date": "2024-05-06",
  "tags": ["bridges", 1984],
  "draft": true,
  "summary": null,
  "weight": 3.0,
  "authors": ["Ana Lima"],
  "source": {"publisher": "The Quay Courier", "url": "https://quay.example/a"},
  "params": {"mood": "grey \\ud83d\\ude00"}
}
"""


def test_json_says_the_same() -> None:
    assert details_of(read_json(JSON, "a.md")) == details_of(read_toml(TOML, "a.md"))
    draft = read_markdown(f"{JSON}\nThe bridge is open.\n", "a.md")
    assert (draft.details.headline, draft.body.text) == ("A bridge: at last", "The bridge is open.")


JSON_MISTAKES = {
    '{"titel": "x"}': ("SG103", 1, 2, "did you mean `title`?"),
    '{\n  "title": "x",\n  "slug": "A B"\n}': ("SG105", 3, 3, ""),
    '{"tags": ["a", {"b": 1}]}': ("SG105", 1, 16, ""),
    '{\n"title": "x",\n"source": {"publisher": "y",\n "link": "z"}}': ("SG103", 4, 2, ""),
    '{"title": "x",\n "date" "2024-05-06"}': ("SG101", 2, 9, ""),
    '{"title": "x",}': ("SG101", 1, 15, ""),
    '{"title": "x",\n"title": "y"}': ("SG102", 2, 1, ""),
    '{"title": "x"': ("SG101", 1, 14, ""),
    '{"title": ' + "[" * 3000: ("SG101", 1, 1, ""),
    f'{{"title": {"[" * 120}{"]" * 120}}}': ("SG101", 1, 1, ""),
}


@pytest.mark.parametrize(("keys", "expected"), JSON_MISTAKES.items(), ids=range(len(JSON_MISTAKES)))
def test_mistakes_in_json(keys: str, expected: tuple[str, int, int, str]) -> None:
    with pytest.raises(SitegenError) as caught:
        details_of(read_json(keys, "a.md"))
    found = caught.value.diagnostics[0]
    assert (found.code, found.line) == expected[:2]
    assert expected[2] == found.column
    assert expected[3] in found.help


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet='{}[]":,\\ \ntitle1', max_size=60))
def test_whatever_stands_in_json(text: str) -> None:
    with suppress(SitegenError):
        details_of(read_json(text, "a.md"))


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ('{"title": "x"}\nText', "Text"),
        ('{ "unknown": "x", "layout": "post" }  \n\nText', "\nText"),
        ('{"title": "x"}', ""),
    ],
)
def test_an_object_at_the_head_is_front_matter(text: str, body: str) -> None:
    head = find_head(text, "a.md")
    assert head is not None
    assert (head.form, text[head.begin :]) == (Form.JSON, body)


@pytest.mark.parametrize(
    "text",
    [
        *("{not} so fast", '{"name": 3} is an object', '{"a": 1}\nText', "{}\nText", '{"a": 1', "{", "{{< figure >}}"),
        *('["title"]\nText', ' {"title": "x"}\nText', '{"title"}', '{"a\\q": 1'),
    ],
)
def test_a_text_that_begins_with_a_brace_is_text(text: str) -> None:
    assert find_head(text, "a.md") is None
    assert read_markdown(text, "a.md").body.text.startswith(text.strip()[:4])


def test_an_object_that_breaks_off_is_told_where_its_first_key_is_known() -> None:
    with pytest.raises(SitegenError) as caught:
        read_markdown('{\n"title": "x"\n"date": "y"\n}\nText', "a.md")
    assert [(one.code, one.line) for one in caught.value.diagnostics] == [("SG101", 3)]


SPLITS = {
    '+++\ntitle = "x"\n+++\nText': ('title = "x"\n', "Text"),
    "+++\n---\n+++\nText": ("---\n", "Text"),
    "++++\nText": ("", "++++\nText"),
    "---\ntitle: x\n---\nText": ("title: x\n", "Text"),
    "---  \ntitle: x\n---\t\nText": ("title: x\n", "Text"),
    "---\n---\nText": ("", "Text"),
    "---\ntitle: x\n---": ("title: x\n", ""),
    "---\na: |\n  ---\n---\nText": ("a: |\n  ---\n", "Text"),
    "Text\n---\ntitle: x\n---\n": ("", "Text\n---\ntitle: x\n---\n"),
    "----\nText": ("", "----\nText"),
    " ---\nText": ("", " ---\nText"),
    "": ("", ""),
}


@pytest.mark.parametrize(("text", "expected"), SPLITS.items())
def test_front_matter_stands_between_lines_of_three_hyphens(text: str, expected: tuple[str, str]) -> None:
    yaml, begin = split_front_matter(text, "a.md")
    assert (yaml, text[begin:]) == expected


@pytest.mark.parametrize(
    "text", ["---\ntitle: x\n", "---", "---\n --- x\n", "+++\ntitle = 1\n---\n", "---js\n{title: x}\n---\nText."]
)
def test_front_matter_that_is_not_closed(text: str) -> None:
    with pytest.raises(SitegenError) as caught:
        split_front_matter(text, "a.md")
    assert [(d.code, d.line) for d in caught.value.diagnostics] == [("SG307", 1)]


BARE_HEADS = {
    "Pelican": (
        "Title: A bridge: at last\nDate: 2024-05-06 10:20\nModified: 2024-05-07\nCategory: Harbours\n"
        "Tags: bridges, cats\n"
        "Authors: Ana Lima, Tomás Ruiz\nSummary: It was\n    built.\n\nText: here.\n",
        Form.LINES,
    ),
    "MultiMarkdown": (
        "title:   A bridge: at last  \nAuthor: Ana Lima and Tomás Ruiz\nDate: May 6, 2024\n\nText: here.\n",
        Form.LINES,
    ),
    "Hexo": (
        'title: "A bridge: at last"\ndate: 2024/5/6 10:20:30\nauthor: [Ana Lima, Tomás Ruiz]\n'
        "tags:\n- bridges\n---\nText: here.\n",
        Form.YAML,
    ),
    "three points behind YAML": (
        '---\ntitle: "A bridge: at last"\ndate: 2024-05-06\nauthor: [Ana Lima, Tomás Ruiz]\n...\nText: here.',
        Form.YAML,
    ),
    "behind blank lines and comments": (
        '\n<!-- by the\nquay -->\n\n---\ntitle: "A bridge: at last"\ndate: 2024-05-06\n'
        "author: [Ana Lima, Tomás Ruiz]\n---\nText: here.",
        Form.YAML,
    ),
    "Nikola": (
        "<!--\n.. title: A bridge: at last\n.. date: 2024-05-06 10:20:00 UTC+01:00\n.. tags:\n"
        ".. author: Ana Lima; Tomás Ruiz\n.. link:\n-->\n\nText: here.\n",
        Form.LINES,
    ),
    "Nikola without a comment": (
        ".. title: A bridge: at last\n.. date: 2024-05-06\n.. author: Ana Lima, Tomás Ruiz\n\nText: here.\n",
        Form.LINES,
    ),
    "Pandoc": ("% A bridge: at last\n% Ana Lima; Tomás Ruiz\n% 6 May 2024\n\nText: here.\n", Form.LINES),
    "Logseq": (
        "title:: A bridge: at last\ndate:: [[2024-05-06]]\nauthor:: Ana Lima; Tomás Ruiz\n\nText: here.\n",
        Form.LINES,
    ),
    "a fence that names YAML": (
        '---yaml\ntitle: "A bridge: at last"\ndate: 2024-05-06\nauthor: [Ana Lima, Tomás Ruiz]\n---\nText: here.',
        Form.YAML,
    ),
    "Notion": (
        "# A bridge: at last\n\nDate: May 6, 2024\nAuthor: Ana Lima, Tomás Ruiz\nReading time: 3\n\nText: here.\n",
        Form.LINES,
    ),
    "a fence that names the form": (
        '---json\n{"title": "A bridge: at last", "date": "2024-05-06", "author": ["Ana Lima", "Tomás Ruiz"]}\n'
        "---\nText: here.",
        Form.JSON,
    ),
}


@pytest.mark.parametrize(("text", "form"), BARE_HEADS.values(), ids=BARE_HEADS.keys())
def test_front_matter_without_a_line_before_it(text: str, form: Form) -> None:
    head = find_head(text, "a.md")
    assert head is not None
    assert head.form is form
    read = read_text(text, "a.md").article
    assert (read.headline, read.text) == ("A bridge: at last", "Text: here.")
    assert (str(read.date), read.authors) == ("2024-05-06", ("Ana Lima", "Tomás Ruiz"))


def test_comments_before_front_matter_are_told_and_its_mistakes_have_their_lines() -> None:
    text = "<!-- by the\nquay -->\n\n---\ntitle: A bridge\n---\nText <!-- b --> here.\n"
    told = read_text(text, "a.md").warnings
    assert [(one.code, one.line, one.message) for one in told] == [
        ("SG344", 1, "2 comments are left out of the site"),
    ]
    for mistake, line in (("titel: x\n---", 6), ("tags: [a", 4)):
        with pytest.raises(SitegenError) as caught:
            read_text(f"<!-- by the\nquay -->\n\n---\ntitle: A bridge\n{mistake}\nText.\n", "a.md")
        assert caught.value.diagnostics[0].line == line


def test_all_that_lines_of_keys_say() -> None:
    read = read_text(BARE_HEADS["Pelican"][0], "a.md").article
    assert (str(read.updated), read.tags, read.summary) == (
        "2024-05-07",
        ("bridges", "cats", "Harbours"),
        "It was built.",
    )
    with pytest.raises(SitegenError) as caught:
        read_text("Title: A\nDate: soon\n\nText.\n", "a.md")
    assert [(one.code, one.line) for one in caught.value.diagnostics] == [("SG105", 2)]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Title: A\n---\nText.",
            "Title: A\n\nText.",
            "Note: A\nDate: 2024-05-06\n\nText.",
            "Title: A\nand more\n\nText.",
        ),
        *(
            "Title: A\nDate: x\n\nand: more\n---\nText.\n"[9:],
            "Title:A\nDate:x\n\nText.",
            "Title: A\n***\nDate: x\n---\n",
        ),
        *(
            "\n---\nText: a\n---\n",
            "<!-- a -->\n\nText.",
            "<!--\n.. see: a\n-->\nText.",
            "% of all\n\nText.",
            "# A bridge\n\nDate: 2024-05-06\n\nText.",
            "# A bridge\n\nDate: 2024-05-06\nAuthor: Ana\nand more\n\nText.",
            "# A bridge\n\nLead: a\nNext: b\n\nText.",
        ),
    ],
)
def test_words_with_colons_are_text(text: str) -> None:
    assert find_head(text, "a.md") is None


NAMES_WITH_DAYS = {
    "2024-05-06-night-ferry.md": "2024-05-06",
    "news/2024-5-6_night.txt": "2024-05-06",
    "2024-05-06.md": "2024-05-06",
    "2024-05-06 Night ferry.md": "2024-05-06",
    "2024-02-30-night.md": None,
    "2024-05-06night.md": None,
    "12024-05-06-night.md": None,
    "night-2024-05-06.md": None,
    "2024-05-06-news/night.md": None,
}


@pytest.mark.parametrize(("name", "day"), NAMES_WITH_DAYS.items())
def test_an_article_without_a_date_has_the_day_of_its_file(name: str, day: str | None) -> None:
    article = read_text("The ferry sails at night now.\n", name).article
    assert (article.date and article.date.isoformat()) == day


def test_a_date_that_is_told_goes_before_that_of_the_file_and_the_address_stays() -> None:
    article = read_text("---\ntitle: x\ndate: 2025-01-01\n---\nText.", "2024-05-06-night.md").article
    assert (article.date, article.slug) == (datetime.date(2025, 1, 1), "2024-05-06-night")
    beside = read_text("Text.", "2024-05-06-night.txt", Details(date=datetime.date(2023, 1, 1))).article
    assert beside.date == datetime.date(2023, 1, 1)
    assert read_text("Date: 14 March 2026\n\nText.", "2024-05-06-night.txt").article.date == datetime.date(2026, 3, 14)
    assert read_text("---\nslug: night\n---\nText.", "2024-05-06-night.md").article.slug == "night"


def test_keys_of_others_are_told_once_for_the_project() -> None:
    files = [
        OfOthers("b.md", (), ("layout",)),
        OfOthers("a.md", (), ("layout", "weight")),
        OfOthers("c.md", ("publish",), ()),
        OfOthers("d.md", ("published", "status"), ()),
        OfOthers("e.md", (), ()),
    ]
    keys, kept = told_of_others(files)
    assert (keys.code, keys.path, keys.severity) == ("SG368", "a.md", Severity.NOTE)
    assert "`layout` (2 files), `weight`" in keys.message
    assert (kept.code, kept.path, kept.severity) == ("SG369", "c.md", Severity.NOTE)
    assert kept.message == "`publish` (1), `published` (1) in front matter keep 2 files out of the site"
    assert "the others: d.md" in kept.help
    assert list(told_of_others([OfOthers("e.md", (), ())])) == []
