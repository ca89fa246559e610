"""What sitegen promises to every author, tested from outside: on the command line, over whole projects."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Mapping
from contextlib import suppress
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from commands import run_fresh
from commands import run_sitegen as run

from sitegen.build import build
from sitegen.diagnostics import SitegenError

PROJECT = {
    "site.yaml": "title: The Harbour News\nbase_url: https://news.example\n",
    "articles/ferry.md": (
        "---\ntitle: The ferry is late\ndate: 2024-03-02\n---\n\nOSLO — Ferry captain *Ada Brook* said on Friday "
        "that the boat from Poland was late. “We wait,” she said.\n\n[About us](../pages/about.md)\n"
    ),
    "articles/storm.txt": " date 2024-03-01 LIMA — The storm reached Peru. “It was loud,” said Mayor Tom Reed.\n",
    "articles/zèbre.txt": "Two zebras crossed the road in Nairobi, Kenya. Nobody was hurt.",
    "pages/about.md": "# About\n\nWe write about boats.\n",
    "knowledge/boats.yaml": "- {name: Moss Ferries, kind: organization, summary: A company with two boats.}\n",
    "static/robots.txt": "User-agent: *\n",
    "static/été.txt": "Été\n",
}


def put(folder: Path, texts: Mapping[str, str]) -> Path:
    for path, text in texts.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def site(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class TestReproducible:
    def test_nothing_but_the_input_shows_in_the_bytes(self, tmp_path: Path) -> None:
        put(tmp_path / "one", PROJECT)
        put(tmp_path / "elsewhere" / "two", dict(reversed(PROJECT.items())))
        for path in (tmp_path / "elsewhere").rglob("*"):
            os.utime(path, (1, 1))
        first = run_fresh("build", "one", cwd=tmp_path, PYTHONHASHSEED="1", TZ="Pacific/Auckland", LC_ALL="C.UTF-8")
        second = run_fresh(
            *("build", ".", "--output", "../out"),
            cwd=tmp_path / "elsewhere" / "two",
            umask=0o077,
            PYTHONHASHSEED="4711",
            TZ="America/Lima",
            LC_ALL="POSIX",
            PYTHONCOERCECLOCALE="0",
            PYTHONUTF8="0",
            HOME=str(tmp_path / "home"),
            USER="somebody-else",
            COLUMNS="20",
        )
        assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
        one, two = site(tmp_path / "_site"), site(tmp_path / "elsewhere" / "out")
        assert sorted(one) == sorted(two)
        assert {"feed.xml", "feed.json", "sitemap.xml", "robots.txt"} <= set(one)
        assert [path for path in one if one[path] != two[path]] == []
        assert {path.stat().st_mode & 0o777 for path in (tmp_path / "elsewhere" / "out").rglob("*")} == {0o644, 0o755}

    def test_a_build_over_an_old_site_equals_a_clean_one(self, tmp_path: Path) -> None:
        project = put(tmp_path / "project", PROJECT)
        build(project, tmp_path / "often")
        (project / "articles/zèbre.txt").unlink()
        put(project, {"articles/ferry.md": PROJECT["articles/ferry.md"].replace("late", "early"), "static/x/new": "n"})
        build(project, tmp_path / "often")
        build(project, tmp_path / "once")
        assert site(tmp_path / "often") == site(tmp_path / "once")


class TestMistakes:
    WRONG = (
        # file, text, line that is named
        ("site.yaml", "title: x\ntilte: y\n", 2),
        ("knowledge/bad.yaml", "- name: A\n  kind: animal\n", 2),
        ("knowledge/tag.yaml", "- name: !!python/object/apply:os.system [touch pwned]\n  kind: term\n", 1),
        ("articles/bad.md", "---\ntitle: x\ndate: 2024-02-30\n---\n\nText.\n", 3),
        ("articles/list.md", "---\ntitle: [x\n---\n\nText.\n", 0),
    )

    def test_all_come_in_one_run_with_their_places_and_the_site_stays(self, tmp_path: Path) -> None:
        project = put(tmp_path / "project", PROJECT)
        build(project, tmp_path / "_site")
        before = site(tmp_path / "_site")
        put(project, {name: text for name, text, _ in self.WRONG})
        told = run("build", "project", cwd=tmp_path)
        assert told.returncode == 1
        assert "Traceback" not in told.stderr + told.stdout
        for name, _, line in self.WRONG:
            assert f"project/{name}:{line or ''}" in told.stderr, name
        assert site(tmp_path / "_site") == before
        assert not list(tmp_path.rglob("pwned"))

    def test_a_project_without_mistakes_has_none(self, tmp_path: Path) -> None:
        assert build(put(tmp_path / "project", PROJECT), tmp_path / "_site").articles == 3


ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "</title></script><svg onload=alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "{{ 7 * 7 }}{% include 'layout.html' %}${7*7}",
    "--><iframe src=//evil.example></iframe>",
)


class Unsafe(HTMLParser):
    """Collects what no page of ours has: inline code, handlers, foreign frames, unsafe addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.code = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.code = tag == "script" and "src" not in attributes and attributes.get("type") != "application/ld+json"
        ours = tag == "svg" and attributes.get("viewbox", "").startswith("0 0 2000 ") and len(attributes) == 3
        unsafe = tag in ("iframe", "object", "embed", "svg", "style", "base", "form") and not ours
        if unsafe or attributes.get("src") == "x":
            self.found.append(tag)
        for name, value in attrs:
            address = (value or "").strip().casefold()
            if name.startswith("on") or name in ("style", "srcdoc", "autofocus"):
                self.found.append(f"{tag} {name}")
            if name in ("href", "src", "action") and address.startswith(
                ("javascript:", "data:text", "vbscript:", "//")
            ):
                self.found.append(f"{tag} {name}={value}")

    def handle_data(self, data: str) -> None:
        if self.code and data.strip():
            self.found.append(data)


class TestHostileText:
    def hostile(self, attack: str) -> dict[str, str]:
        words = attack.replace("'", "''")
        return {
            "site.yaml": f"title: '{words}'\ndescription: '{words}'\nbase_url: https://news.example\n",
            "articles/one.md": (
                f"---\ntitle: '{words}'\nauthor: '{words}'\nsummary: '{words}'\ncorrection: '{words}'\n"
                f"tags: ['{words}']\ndateline: '{words}'\nsource: {{publisher: '{words}'}}\n---\n\n"
                f"Mayor Ada Brook met Moss Ferries. {attack} “So {attack} be it,” said Brook.\n\n- {attack}\n"
            ),
            "articles/two.txt": f"{attack} happened in Norway. “{attack}” said Mayor Tom Reed, the {attack} of Oslo.",
            "knowledge/x.yaml": (
                f"- name: Moss Ferries\n  kind: organization\n  summary: '{words}'\n  aliases: ['{words}']\n"
                f"  facts: {{'{words}': '{words}'}}\n  sources: [{{title: '{words}'}}]\n"
            ),
        }

    def test_it_stays_text(self, tmp_path: Path) -> None:
        for number, attack in enumerate(ATTACKS):
            out = tmp_path / f"{number}-site"
            build(put(tmp_path / f"{number}", self.hostile(attack)), out)
            for path in sorted(out.rglob("*.html")):
                unsafe = Unsafe()
                unsafe.feed(path.read_text(encoding="utf-8"))
                assert unsafe.found == [], f"{attack} in {path.name}"
            for page in out.rglob("*.html"):
                for words in re.findall(r"<script type=\"application/ld\+json\">(.*?)</script", page.read_text(), re.S):
                    assert json.loads(words)["@context"] == "https://schema.org"
            feed, json_feed = ElementTree.parse(out / "feed.xml"), json.loads((out / "feed.json").read_text())
            assert attack in feed.findtext("{*}title", "") == json_feed["title"]
            assert {element.tag.partition("}")[0] for element in feed.iter()} == {"{http://www.w3.org/2005/Atom"}
            assert not re.search(
                "<(script|iframe|svg|img)", " ".join(one["content_html"] for one in json_feed["items"])
            )
            ElementTree.parse(out / "sitemap.xml")
        assert "{{ 7 * 7 }}" in (tmp_path / f"{len(ATTACKS) - 2}-site/articles/two.html").read_text()

    @pytest.mark.parametrize(
        "address", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x"]
    )
    def test_a_link_that_runs_code_is_refused_or_stays_text(self, tmp_path: Path, address: str) -> None:
        words = f"A boat left Oslo.\n\n[x]({address})\n\n<{address}>\n\n[y]\n\n[y]: {address}\n"
        with suppress(SitegenError):
            build(put(tmp_path / "project", {"articles/a.md": words}), tmp_path / "out")
        for path in (tmp_path / "out").rglob("*.html"):
            unsafe = Unsafe()
            unsafe.feed(path.read_text())
            assert unsafe.found == []

    def test_the_judge_knows_an_attack_when_it_sees_one(self) -> None:
        for attack in (*ATTACKS[:2], *ATTACKS[4:6], ATTACKS[7]):
            unsafe = Unsafe()
            unsafe.feed(f"<p>{attack}</p>")
            assert unsafe.found, attack

    def test_every_page_has_a_strict_policy(self, tmp_path: Path) -> None:
        build(put(tmp_path / "project", PROJECT), tmp_path / "out")
        for path in (tmp_path / "out").rglob("*.html"):
            (policy,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', path.read_text())
            rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
            assert {rules[name] for name in ("default-src", "base-uri", "form-action")} == {"'none'"}
            assert rules["script-src"] == rules["style-src"] == "'self'"
            assert set(" ".join(rules.values()).split()) == {"'none'", "'self'", "data:"}

    def test_a_file_s_name_stays_text(self, tmp_path: Path) -> None:
        name = "articles/<img src=x onerror=alert(1)> & 'co'.txt"
        build(put(tmp_path / "project", {name: "A boat left Oslo."}), tmp_path / "out")
        for path in (tmp_path / "out").rglob("*.html"):
            unsafe = Unsafe()
            unsafe.feed(path.read_text())
            assert unsafe.found == []


SECRET = "the-words-of-a-stranger"


class TestInsideTheProject:
    """Nothing outside the project is read, nothing outside the output is written."""

    WAYS_OUT = (
        # a link in the project, where it leads
        ("articles/leak.txt", "secret/words.txt"),
        ("articles/leak.md", "secret/words.md"),
        ("articles/folder", "secret"),
        ("pages/leak.md", "secret/words.md"),
        ("knowledge/leak.yaml", "secret/words.yaml"),
        ("static/leak.txt", "secret/words.txt"),
        ("static/folder", "secret"),
        ("theme", "secret"),
    )

    @pytest.mark.parametrize(("link", "target"), WAYS_OUT)
    def test_links_lead_nowhere(self, tmp_path: Path, link: str, target: str) -> None:
        entry = f"- {{name: Moss Ferries, kind: organization, summary: {SECRET}}}"
        secret = {"words.txt": SECRET, "words.md": SECRET, "words.yaml": entry}
        put(tmp_path / "secret", secret | {"static/style.css": SECRET, "templates/home.html": SECRET})
        project = put(tmp_path / "project", {"articles/a.txt": "Moss Ferries left Oslo."})
        (project / link).parent.mkdir(exist_ok=True)
        (project / link).symlink_to(tmp_path / target)
        self.build_and_look(tmp_path)

    PATHS = (
        "![x](../../secret.png)",
        "![x](..%2f..%2fsecret.png)",
        "![x](/etc/passwd)",
        "[x](../../secret.md)",
        "![x](link.png)",
    )

    @pytest.mark.parametrize("words", PATHS)
    def test_paths_lead_nowhere(self, tmp_path: Path, words: str) -> None:
        put(tmp_path, {"secret.png": SECRET, "secret.md": SECRET})
        project = put(tmp_path / "project", {"articles/a.md": f"A boat left Oslo. {words}\n"})
        (project / "articles/link.png").symlink_to(tmp_path / "secret.png")
        self.build_and_look(tmp_path)

    @pytest.mark.parametrize("slug", ["../../out", "/tmp/out", "a/../../out", "..", "a\\b", "%2e%2e/x", "con"])
    def test_slugs_lead_nowhere(self, tmp_path: Path, slug: str) -> None:
        put(tmp_path / "project", {"articles/a.md": f"---\ntitle: x\nslug: '{slug}'\n---\n\nA boat left Oslo.\n"})
        self.build_and_look(tmp_path)

    def build_and_look(self, tmp_path: Path) -> None:
        """Build or be refused; either way no secret is in the site, and nothing stands beside it."""
        before = set(tmp_path.rglob("*"))
        out = tmp_path / "out"
        with suppress(SitegenError):
            build(tmp_path / "project", out)
        assert not [path for path, content in site(out).items() if SECRET.encode() in content]
        cache = tmp_path / ".out.sitegen-cache"
        assert not [path for path in cache.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]
        new = [path for path in tmp_path.rglob("*") if path not in before and not path.is_relative_to(out)]
        assert not [path for path in new if not path.is_relative_to(cache)]
        shutil.rmtree(out, ignore_errors=True)
