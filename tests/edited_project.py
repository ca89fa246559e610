"""A small invented project with something of everything, and edits of every kind that an author may make to it."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from pictures import gif, png

from sitegen.build import build
from sitegen.diagnostics import SitegenError

Files = dict[str, bytes]
"""A project: what its files hold, by their paths."""
Edit = Callable[[random.Random, Files], None]
"""Changes a project."""

PARAGRAPHS = (
    "“The ferry leaves at nine,” said Ines Duarte, the harbour master of Lisbon.",
    "Per Lindqvist, a 48-year-old fisherman from Bergen, said the quay was “in a poor state”.",
    "Officials of the ministry said that the boats would come back on Monday.",
    "“Nobody has asked us about the dock.”",
    "Odile Varga, the mayor of Tarma in Peru, spoke for an hour. “We will pay for the dam,” Varga said.",
    "Duarte did not answer. “It is late,” she said.",
    "The Larkmoor Institute published a report on 3 May 2024. “The figures are wrong,” the institute said.",
    "Larkmoor will close in the spring, Poland and Norway said in Warsaw.",
    "Ana Ruiz met Marta Oblak in Kenya. “We agree,” Ruiz told Oblak.",
    "Ana Ruiz, the judge, was in the court of Tarma on Friday.",
    "The World Health Organization sent ten doctors to Nairobi, and NATO sent none.",
    "Tomas Bielak, president of the Vistula Rowing Federation, said: “Our boats are older than I am.”",
    "“Older than the river,” Bielak joked a day later in Krakow.",
    "A new [quay](entity:quay) stands beside [the old one](entity:).",
    "See [the other story](story.md), [the plan](plan.pdf) and [our page](../pages/about.md#us).",
    "![The ferry at the quay](../static/ferry.png)",
    "> “Rivers are patient,” wrote Zofia Lenart, the poet.",
    "Its costs are told in a note.[^1]\n\n[^1]: Ines Duarte gave the figure in 2021.",
    "Ferries and quays cost money, and the Fed raised rates.",
    "Chancellor Dr. Heike Amsel of Germany said the talks in Vilnius had “only begun”. Amsel left on Sunday.",
    "Amsel, 61, was seen in Vilnius. “No comment,” she said.",
    "Mr Kessar said nothing. Ola Kessar, a Kenyan engineer, built the dam. “It holds,” Kessar said.",
    "The Polish-born engineer Zoë Marsh of Acme Dredging Ltd. was not there.",
    "Acme Dredging has 40 workers. A spokesman for Acme Dredging Ltd. said that the work goes on.",
    "MAYOR VARGA OPENS DAM\n\n## Rates\n\n| Port | Boats |\n|---|---|\n| Lisbon | 4 |",
    "“We,” Lenart said, “go on.” She added: “Always.”",
    "The prime minister, Jonas Vetra, arrived in Lithuania. The prime minister said the dam was safe.",
    "## Of [boats](entity:quay)\n\nNobody came.",
    "The Harbour Board met. Staff of Kestrel Bay slept. The Kestrel Board met.",
    "A spokesman for the Harbour Board said that the Harbour Board had voted on Tuesday.",
    '![The quay](../static/ferry.png "Ines Duarte at the quay of Tarma. Photo: Per Lindqvist")',
    "„Wir warten auf das Schiff“, sagte Ines Duarte in Polen. « Nous attendons tous le bateau », disait la Pologne.",
)
"""What articles are made of: listed, found and wordless speakers, links, notes, names surer here than there."""

NAMES = (
    *("Ines Duarte", "Per Lindqvist", "Odile Varga", "Ana Ruiz", "Marta Oblak", "Tomas Bielak", "Zofia Lenart"),
    *("Heike Amsel", "Ola Kessar", "Zoë Marsh", "Jonas Vetra", "Duarte", "Amsel", "Kessar", "Ruiz", "Lenart"),
    *("Larkmoor Institute", "Larkmoor", "Vistula Rowing Federation", "Acme Dredging Ltd.", "Acme Dredging"),
    *("quay", "ferry", "dam", "dock", "Tarma", "Vilnius", "Krakow", "Lisbon", "NATO", "Fed", "Poland", "Kenya"),
    *("World Health Organization", "report", "Nobody Atall", "Friday"),
)
"""What entries may be called; nearly all of it stands in some article."""

WORDS = ("slowly", "Duarte", "Kessar", "boats", "“well,”", "Norway")
DAYS = (
    *("2021-03-01", "2022-07-14", "2022-07-15", "2023-11-30", "2024-02-29", "2024-05-03", "2025-01-01", "2030-03-01"),
    "",
)
PICTURES = (png(4, 3), gif(2, 2), b"no picture")
TEMPLATES = {
    "page.html": '{% extends "default/page.html" %}{% block footer %}Page NUMBER{% endblock %}',
    "article.html": '{% extends "default/article.html" %}{% block footer %}{{ article.slug }} NUMBER{% endblock %}',
    "entity.html": '{% extends "default/entity.html" %}{% block footer %}{{ entity.name }} NUMBER{% endblock %}',
    "unused.html": "NUMBER",
}
THEME_WORDS = ("quotations = Who spoke NUMBER\n", "people = Persons NUMBER\n", "")


def front_matter(details: Mapping[str, Any]) -> str:
    """The keys of front matter, one a line."""
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in details.items())


def article(path: str, details: Mapping[str, Any], paragraphs: list[str]) -> Files:
    """The files of one article: Markdown with its front matter, others with their keys in a file beside them."""
    if path.endswith(".md"):
        body = "\n\n".join(paragraphs)
        return {path: f"---\n{front_matter(details)}---\n{body}\n".encode()}
    beside = {f"{path.rpartition('.')[0]}.yaml": front_matter(details).encode()} if details else {}
    if path.endswith(".txt"):
        return {path: "\n\n".join(map(_plain, paragraphs)).encode() + b"\n", **beside}
    inside = "\n".join(f"<p>{_plain(one)}</p>" for one in paragraphs)
    head = "<!doctype html><html><head><title>Saved</title></head><body><article><h1>A saved page</h1>"
    boat = '<figure><img src="boat.png" alt="A boat"><figcaption>Per Lindqvist rows. Photo: Kelp</figcaption></figure>'
    return {path: f"{head}\n{boat}\n{inside}\n</article></body></html>\n".encode(), **beside}


def read_article(files: Files, path: str) -> tuple[dict[str, Any], list[str]]:
    """The keys and the paragraphs of an article that `article` wrote."""
    text = files[path].decode()
    if path.endswith(".md"):
        _, head, body = text.split("---\n", 2)
        return _details(head), body.strip("\n").split("\n\n")
    head = files.get(f"{path.rpartition('.')[0]}.yaml", b"").decode()
    if path.endswith(".txt"):
        return _details(head), text.strip("\n").split("\n\n")
    lines = [line.removeprefix("<p>").removesuffix("</p>") for line in text.splitlines() if line.startswith("<p>")]
    return _details(head), lines


def _details(head: str) -> dict[str, Any]:
    pairs = (line.split(": ", 1) for line in head.splitlines())
    return {key: json.loads(value) for key, value in pairs}


def _plain(paragraph: str) -> str:
    """The paragraph without Markdown, on one line."""
    return " ".join(paragraph.replace("[", "").replace("](", " (").replace("^1]", "").split()).lstrip("> !#|")


def entries(files: Files, path: str) -> list[dict[str, Any]]:
    """The entries of a knowledge file that `put_entries` wrote."""
    return [json.loads(line.removeprefix("- ")) for line in files.get(path, b"").decode().splitlines()]


def put_entries(files: Files, path: str, listed: list[dict[str, Any]]) -> None:
    """Write a knowledge file; without entries there is none."""
    files[path] = "".join(f"- {json.dumps(one, ensure_ascii=False)}\n" for one in listed).encode()
    if not listed:
        del files[path]


def first_project() -> Files:
    """The project before any edit."""
    files: Files = {
        "site.yaml": b'title: "The river"\nbase_url: "https://example.org/river"\narticles_per_page: 3\nvoices: true\n',
        "pages/about.md": b"---\ntitle: About us\n---\n## Us {#us}\n\nSee [a story](../articles/story.md).\n",
        "static/ferry.png": PICTURES[0],
        "static/people/ines.png": PICTURES[1],
        "static/CNAME": b"example.org\n",
        "articles/plan.pdf": b"%PDF-1.4 plan",
        "theme/templates/page.html": TEMPLATES["page.html"].encode(),
        "theme/static/own.css": b"p { color: red }\n",
    }
    told: tuple[tuple[str, dict[str, Any], tuple[int, ...]], ...] = (
        (
            "story.md",
            {"title": "The ferry", "date": DAYS[0], "tags": ["Ports", "boats"], "author": "Ana Ruiz"},
            (0, 5, 13, 14, 15),
        ),
        ("bergen.md", {"title": "A quay in Bergen", "date": DAYS[1], "tags": ["ports"]}, (1, 2, 3, 17, 29)),
        ("tarma.txt", {"title": "The dam", "date": DAYS[2], "author": ["Odile Varga", "Reuters"]}, (4, 9, 21, 8)),
        ("institute.md", {"title": "A report", "date": DAYS[3], "summary": "What it says."}, (6, 7, 10, 28)),
        ("rowing.html", {"title": "Old boats", "date": DAYS[4]}, (11, 12, 3, 25)),
        ("talks.txt", {"title": "Talks", "date": DAYS[5], "tags": ["Talks"]}, (19, 26, 2)),
        ("later.md", {"title": "Later talks", "date": DAYS[6], "correction": "A name."}, (20, 16, 25, 18)),
        ("works.md", {"title": "The works"}, (22, 23, 0, 24)),
        ("deep/acme.txt", {"date": DAYS[6], "tags": ["boats"]}, (23, 5, 4)),
        ("schiff.md", {"title": "Das Schiff", "date": DAYS[2], "lang": "de"}, (31, 28, 3)),
        ("draft.md", {"title": "Not yet", "draft": True}, (0, 8)),
    )
    for path, details, numbers in told:
        files |= article(f"articles/{path}", details, [PARAGRAPHS[number] for number in numbers])
    put_entries(
        files,
        "knowledge/people.yaml",
        [
            {
                "name": "Ines Duarte",
                "kind": "person",
                "aliases": ["I. Duarte"],
                "image": "people/ines.png",
                "gender": "female",
                "country": "portugal",
                "summary": "She runs the harbour.",
                "roles": [
                    {"title": "pilot", "to": "2019"},
                    {"title": "harbour master", "from": "2019-05", "to": "2023"},
                ],
            },
            {"name": "Odile Varga", "kind": "person", "country": "peru", "roles": [{"title": "mayor of Tarma"}]},
            {"name": "Ana Ruiz", "id": "ana-ruiz-judge", "kind": "person", "roles": [{"title": "judge"}]},
            {"name": "Ana Ruiz", "id": "ana-ruiz-envoy", "kind": "person", "roles": [{"title": "envoy"}]},
        ],
    )
    put_entries(
        files,
        "knowledge/more/things.yaml",
        [
            {"name": "quay", "kind": "term", "summary": "Where boats lie.", "aliases": ["wharf"]},
            {"name": "Tarma", "kind": "place", "country": "peru", "glossary": True, "summary": "A town."},
            {"name": "Larkmoor Institute", "kind": "organization", "country": "norway", "url": "https://example.org/l"},
        ],
    )
    return files


def trust_stamps(monkeypatch: pytest.MonkeyPatch, seconds: float = -1.0) -> None:
    """Time stamps of files count after so many seconds; at once when it is less than none."""
    for name in ("SETTLED", "SOON_SETTLED"):
        monkeypatch.setattr(f"sitegen.files.settled.{name}", seconds)


def _articles(files: Files) -> list[str]:
    return sorted(path for path in files if path.startswith("articles/") and path.endswith((".md", ".txt", ".html")))


def _edit_article(
    chance: random.Random, files: Files, change: Callable[[dict[str, Any], list[str]], None], path: str = ""
) -> None:
    path = path or chance.choice(_articles(files))
    details, paragraphs = read_article(files, path)
    files.pop(f"{path.rpartition('.')[0]}.yaml", None)
    change(details, paragraphs)
    files.update(article(path, details, paragraphs))


def add_paragraph(chance: random.Random, files: Files) -> None:
    _edit_article(chance, files, lambda _, told: told.insert(chance.randint(0, len(told)), chance.choice(PARAGRAPHS)))


def remove_paragraph(chance: random.Random, files: Files) -> None:
    _edit_article(
        chance, files, lambda _, told: None if len(told) < 2 else told.pop(chance.randrange(len(told))) and None
    )


def move_paragraph(chance: random.Random, files: Files) -> None:
    _edit_article(chance, files, lambda _, told: chance.shuffle(told))


def change_word(chance: random.Random, files: Files) -> None:
    def change(_: dict[str, Any], told: list[str]) -> None:
        at = chance.randrange(len(told))
        words = told[at].split(" ")
        words[chance.randrange(len(words))] = chance.choice(
            ("slowly", "Duarte", "Kessar", "boats", "“well,”", "Norway")
        )
        told[at] = " ".join(words)

    _edit_article(chance, files, change)


def set_key(chance: random.Random, files: Files) -> None:
    """A key of front matter, or of the file beside an article, or none of it."""
    values: dict[str, tuple[Any, ...]] = {
        "title": ("The ferry", "The quay", "“No,” says Duarte", None),
        "date": (*DAYS, None),
        "tags": (["Ports"], ["boats", "Talks"], ["C", "C++"], [], None),
        "author": ("Ana Ruiz", ["Ines Duarte"], ["Larkmoor Institute", "Odile Varga"], "Heike Amsel", None),
        "summary": ("In short.", "In other words.", None),
        "correction": ("The day was wrong.", None),
        "slug": ("one", "two", "story", "bergen", None),
        "dateline": ("BERGEN", None),
        "lang": ("de", "fr", "en-GB", None),
        "source": ({"publisher": "The Bergen Post", "url": "https://example.com/a"}, None),
        "draft": (True, False, None),
        "publish": (True, False, None),
        "published": ("2024-05-03", True, False, None),
        "categories": ("rivers, boats", ["Talks"], None),
        "layout": ("post", None),
        "aliases": (["/old/one/", "Another title"], ["/old/two", "/old/three.html"], None),
        "updated": ("2030-05-01", "2030-06-01", None),
        "lastmod": ("2022-01-01T10:00:00Z", None),
        "publishDate": ("2029-12-01", "2023-01-01T10:00:00Z", None),
        "expiryDate": ("2030-01-01", None),
        "status": ("draft", "done", None),
        "checked": (
            {"by": "A. Reader", "on": "2024-05-01"},
            {"by": "A. Reader", "on": "2024-05-02", "digest": "0a1b"},
            None,
        ),
        "entities": (
            *({"Ana Ruiz": "ana-ruiz-judge"}, {"Tarma": ""}, {"boats": "quay"}, None),
            *({"Tarma": {"kind": "person"}, "dock": {"kind": "term"}}, {"Kessar": "ola-kessar", "Per Lindqvist": ""}),
            *({"Zofia Lenart": {"role": "poet laureate"}, "Officials": {"role": "clerks"}}, {"Varga": "per-lindqvist"}),
            *({"Rates": {"kind": "term"}}, {"Duarte": "ines-duarte", "Ines Duarte": ""}),
        ),
        "quotations": (
            [{"quote": "The ferry leaves", "speaker": "ola-kessar"}, {"quote": "No comment", "not": True}],
            [{"quote": "It is late", "speaker": "Somebody else"}, {"quote": "We agree", "speaker": ""}],
            [{"quote": "in a poor state", "starts": "the quay", "ends": "state", "kind": "indirect"}],
            [{"quote": "spoke for an hour", "starts": "the old mayor", "ends": "pay", "speaker": "odile-varga"}],
            [{"quote": "Nobody came"}, {"quote": "Older than", "speaker": "larkmoor"}],
            [{"quote": "Our boats are much older", "speaker": "zofia-lenart"}],
            None,
        ),
        "mentions": (
            [{"quote": "spoke for an hour. “We will pay for the dam,” Varga said", "name": "Varga", "entity": ""}],
            [
                {"quote": "Krakow", "name": "Krakow", "kind": "person"},
                {"quote": "met Marta", "name": "met", "entity": ""},
            ],
            [{"quote": "a day later in Krakow", "name": "Krakow", "entity": "ines-duarte"}],
            None,
        ),
        "dates": (
            [{"quote": "come back on Monday", "words": "Monday", "means": "2024-05-13"}],
            [
                {"quote": "in the spring", "means": "2025-04"},
                {"quote": "Tarma on Friday", "words": "Friday", "means": ""},
            ],
            None,
        ),
    }
    key = chance.choice(list(values))
    value = chance.choice(values[key])

    def change(details: dict[str, Any], _: list[str]) -> None:
        details.pop(key, None)
        if value is not None:
            details[key] = value

    _edit_article(chance, files, change)


def add_article(chance: random.Random, files: Files) -> None:
    day = chance.choice(("", "", "2022-07-14-"))
    path = f"articles/{day}new-{chance.randint(1, 4)}{chance.choice(('.md', '.txt', '.html'))}"
    details = {"title": f"New {chance.randint(1, 3)}", "date": chance.choice(DAYS)} if chance.random() < 0.8 else {}
    files |= article(path, details, chance.sample(PARAGRAPHS, 4))


def remove_article(chance: random.Random, files: Files) -> None:
    if len(_articles(files)) > 6:
        path = chance.choice(_articles(files))
        del files[path]
        files.pop(f"{path.rpartition('.')[0]}.yaml", None)


def rename_article(chance: random.Random, files: Files) -> None:
    path = chance.choice(_articles(files))
    stem, _, suffix = path.rpartition(".")
    new = f"{stem}-x" if len(stem) < 30 else f"articles/short-{chance.randint(1, 9)}"
    for ending in (suffix, "yaml"):
        if f"{stem}.{ending}" in files:
            files[f"{new}.{ending}"] = files.pop(f"{stem}.{ending}")


def _edit_entries(chance: random.Random, files: Files, change: Callable[[list[dict[str, Any]]], None]) -> None:
    path = chance.choice(("knowledge/people.yaml", "knowledge/more/things.yaml", "knowledge/third.yaml"))
    listed = entries(files, path)
    change(listed)
    files.setdefault(path, b"")
    put_entries(files, path, listed)


def add_entry(chance: random.Random, files: Files) -> None:
    name = chance.choice(NAMES)
    entry: dict[str, Any] = {"name": name, "kind": chance.choice(("person", "person", "place", "organization", "term"))}
    if chance.random() < 0.3:
        entry["id"] = chance.choice(("ola-kessar", "vilnius", "heike-amsel", "own-id", "acme-dredging-ltd", "nato"))
    if chance.random() < 0.4:
        entry["aliases"] = [chance.choice(NAMES)]
    _edit_entries(chance, files, lambda listed: listed.append(entry))


def override_entry(chance: random.Random, files: Files) -> None:
    """An entry over a built-in one."""
    over: tuple[dict[str, Any], ...] = (
        {"name": "Poland", "kind": "country", "summary": "Ours.", "aliases": ["the Vistula land"]},
        {"name": "Kenia", "id": "kenya", "kind": "country"},
        {"name": "NATO", "kind": "organization", "summary": "The alliance."},
        {"name": "Health Body", "id": "world-health-organization", "kind": "organization"},
        {"name": "Somebody", "id": "poland", "kind": "person"},
        {"name": "Somewhere", "id": "federal-reserve", "kind": "place"},
        {"name": "Norway", "id": "norway", "kind": "country", "facts": {"Capital": "Bergen"}},
    )
    _edit_entries(chance, files, lambda listed: listed.append(dict(chance.choice(over))))


def remove_entry(chance: random.Random, files: Files) -> None:
    def change(listed: list[dict[str, Any]]) -> None:
        if listed:
            del listed[chance.randrange(len(listed))]

    _edit_entries(chance, files, change)


def change_entry(chance: random.Random, files: Files) -> None:
    """One key of an entry: what it is called, or what is only shown."""
    values: dict[str, tuple[Any, ...]] = {
        "name": NAMES,
        "summary": ("In short.", "At length: " + "word " * 30, None),
        "aliases": (["Larkmoor"], ["Kessar", "Varga"], ["the river town"], ["boats"], [], None),
        "roles": (
            [{"title": "judge"}],
            [{"title": "mayor", "to": "2022-12"}, {"title": "envoy", "from": "2023"}],
            None,
        ),
        "facts": ({"Born": "1970"}, {"Born": "1971", "Region": "Europe"}, None),
        "sources": ([{"title": "A book", "url": "https://en.wikipedia.org/wiki/Tarma"}], None),
        "url": ("https://example.org/x", None),
        "image": (
            *("ferry.png", "static/people/ines.png", None),
            *({"file": "ferry.png", "alt": chance.choice(("", "A ferry", "Two ferries"))}, {"file": "people/ines.png"}),
            {"file": "people/ines.png", "alt": "At a desk", "credit": chance.choice(("Kelp", "Kelp, CC BY 4.0"))},
        ),
        "gender": ("female", "male", None),
        "sort_name": ("Zed, A", "a", None),
        "country": ("peru", "kenya", "norway", "poland", None),
        "glossary": (True, False),
        "status": ("draft", None),
        "kind": ("person", "place", "organization", "term"),
    }
    key = chance.choice(list(values))
    value = chance.choice(values[key])

    def change(listed: list[dict[str, Any]]) -> None:
        for one in chance.sample(listed, min(1, len(listed))):
            if one["kind"] == "country" and key in ("kind", "name"):
                continue
            one.pop(key, None)
            if value is not None:
                one[key] = value

    _edit_entries(chance, files, change)


def change_setting(chance: random.Random, files: Files) -> None:
    values: dict[str, tuple[Any, ...]] = {
        "title": ("The river", "The sea"),
        "description": ("All about it.", None),
        "base_url": ("https://example.org/river", "https://example.com", None),
        "linking": ("first", "all", "section", None),
        "voices": (True, True, None),
        "accent": ("#7a1f5c", None),
        "logo": ("ferry.png", None),
        "width": (44, None),
        "maps": (False, True, None),
        "future": (False, True, None),
        "search": (False, True, None),
        "articles_per_page": (1, 2, 3, 30),
        "language": ("de", "en", "en-GB", None),
        "image": ("ferry.png", None),
        "theme": ("other", "theme", None),
        "ignore": (["Ines Duarte"], ["Ola Kessar", "quay"], ["Larkmoor", "Tarma"], [], None),
        "kinds": ({"Zofia Lenart": "organization"}, {"dock": "term", "Varga": "place"}, {"Vilnius": "person"}, None),
    }
    settings = _details(files["site.yaml"].decode())
    key = chance.choice(list(values))
    value = chance.choice(values[key])
    settings.pop(key, None)
    if value is not None:
        settings[key] = value
    if value == "other":
        files.setdefault("other/static/own.css", b"b { color: green }\n")
    files["site.yaml"] = front_matter(settings).encode()


def change_template(chance: random.Random, files: Files) -> None:
    name = chance.choice(list(TEMPLATES))
    path = f"theme/templates/{name}"
    if path in files and chance.random() < 0.4:
        del files[path]
    else:
        files[path] = TEMPLATES[name].replace("NUMBER", str(chance.randint(1, 3))).encode()


def change_theme_file(chance: random.Random, files: Files) -> None:
    path = f"theme/static/{chance.choice(('own.css', 'style.css', 'maps/kenya.svg', 'maps/poland.svg', 'search.js'))}"
    if path in files and chance.random() < 0.5:
        del files[path]
    else:
        files[path] = b"/* %d */" % chance.randint(1, 3)


def change_theme_words(chance: random.Random, files: Files) -> None:
    path = "theme/languages/en/interface.txt"
    files[path] = chance.choice(THEME_WORDS).replace("NUMBER", str(chance.randint(1, 2))).encode()


def change_static_file(chance: random.Random, files: Files) -> None:
    path = chance.choice(
        ("static/ferry.png", "static/people/ines.png", "static/CNAME", "static/robots.txt", "static/a.txt")
    )
    if path in files and chance.random() < 0.4:
        del files[path]
    else:
        files[path] = chance.choice((*PICTURES, b"one", b"two"))


def change_linked_file(chance: random.Random, files: Files) -> None:
    if chance.random() < 0.4:
        files["articles/plan.pdf"] = b"%%PDF-1.4 plan %d" % chance.randint(1, 3)
    elif "articles/boat.png" in files and chance.random() < 0.5:
        del files["articles/boat.png"]
    else:
        files["articles/boat.png"] = chance.choice(PICTURES)


def change_page(chance: random.Random, files: Files) -> None:
    path = chance.choice(("pages/about.md", "pages/team.md"))
    if path in files and chance.random() < 0.3:
        del files[path]
    else:
        title = chance.choice(("About us", "About it", "The team"))
        words = chance.choice(("See [a story](../articles/story.md).", "Ines Duarte.", "![It](../static/ferry.png)"))
        files[path] = f"---\ntitle: {title}\n---\n## Us {{#us}}\n\n{words}\n".encode()


def make_a_mistake(chance: random.Random, files: Files) -> None:
    """A file that no site can be built of."""
    path, content = chance.choice(
        (
            ("site.yaml", b"titel: wrong\n"),
            ("knowledge/third.yaml", b"- {name: Ferry, kind: animal}\n"),
            ("articles/story.md", b"---\ntitle: [\n---\nOne.\n"),
            ("articles/wrong.md", b"[Nobody](entity:nobody-at-all) and [nothing](nowhere.md).\n"),
            ("theme/templates/page.html", b"{% if %}"),
            ("theme/templates/article.html", b"{{ nothing.at.all }}"),
            ("pages/about.md", b"\x00"),
        )
    )
    files[path] = content


EDITS: tuple[Edit, ...] = (
    *(add_paragraph, remove_paragraph, move_paragraph, change_word, set_key, set_key),
    *(add_article, remove_article, rename_article),
    *(add_entry, override_entry, remove_entry, change_entry, change_entry, change_entry),
    *(change_setting, change_template, change_theme_file, change_theme_words),
    *(change_static_file, change_linked_file, change_page, make_a_mistake),
)
"""Every kind of edit; those with many kinds in them stand several times."""


def write(root: Path, before: Mapping[str, bytes], after: Mapping[str, bytes]) -> None:
    """Make the files below `root`, which are as they were `before`, as they are `after`; no other is touched."""
    for path in before.keys() - after.keys():
        (root / path).unlink()
    for path, content in after.items():
        if before.get(path) != content:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(content)


def contents(folder: Path) -> Files:
    """What stands in a folder, by the paths of its files; nothing where there is none."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def outcome(project: Path, output: Path, **how: Any) -> tuple[object, ...]:
    """What a build of the project tells: its counts and its warnings, or what is wrong."""
    try:
        built = build(project, output, **how)
    except SitegenError as error:
        return "wrong", *map(str, error.diagnostics)
    counts = (built.articles, built.entities, built.mentions, built.quotations, built.pages)
    return counts, *map(str, built.warnings)


def edited(files: Files, chance: random.Random, times: int) -> Iterator[tuple[str, Files]]:
    """The project after each of so many edits in a row, with what was done; a mistake is the last."""
    for _ in range(times):
        files = dict(files)
        edit = chance.choice(EDITS)
        edit(chance, files)
        yield edit.__name__, files
        if edit is make_a_mistake:
            return


SECOND = first_project() | {"articles/more.md": b"# More\n\nOdile Varga met Ola Kessar in Tarma.\n"}
"""What the first project is edited to."""


def clean_second(folder: Path) -> Files:
    """What a clean build makes of the second project."""
    write(folder / "project", {}, SECOND)
    build(folder / "project", folder / "out", cache=False, jobs=1)
    return contents(folder / "out")
