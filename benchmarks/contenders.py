"""The generators that `build.py` compares, and the smallest project of each that shows the same annotated pages.

Each links every mention, shows a card of each entity below its article, and makes a glossary and a page of each entity
with the articles that name it. Peers are told in the front matter who stands in an article. `hugo-auto` and `eleventy`
find the mentions themselves, by one regular expression of all names; for `hugo-hook` they are marked by hand.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from made_news import CAST, Article, Corpus, Named, front_matter, knowledge_yaml

PEERS = Path(__file__).parent / "peers"
GONE = "gone"
"""The folder of what was built before, which is deleted when all is measured."""
Files = Iterator[tuple[str, str]]


@dataclass(frozen=True)
class Contender:
    """A generator: its commands, and its project of a corpus. All paths are relative to the project."""

    name: str
    version: tuple[str, ...]
    build: tuple[str, ...]
    serve: tuple[str, ...]
    """Holds `{port}`."""
    output: str
    article: str
    """Where an article is written; holds `{slug}`."""
    page: str
    """Where its page is in the output and behind the server's address; holds `{slug}`."""
    articles: Callable[[Corpus], Files]
    knowledge: Callable[[Corpus], Files]
    """What changes when the knowledge does."""
    frame: Callable[[Corpus], Files] = lambda _: iter(())
    """Settings and templates."""
    caches: tuple[str, ...] = ()
    """What a cold build must lose besides its output."""
    finds_names: bool = True
    environment: Mapping[str, str] = field(default_factory=dict)

    def files(self, corpus: Corpus) -> Files:
        """Path and text of every file of the project."""
        yield from self.frame(corpus)
        yield from self.knowledge(corpus)
        yield from self.articles(corpus)

    def make_cold(self, project: Path) -> None:
        """Put aside what earlier builds have left, to `GONE` beside the project.

        It is not deleted, for that would be measured with the next build: ext4 without a journal goes through all that
        was deleted in the last minutes before it gives out a new file, which is half a millisecond a file after 4,000.
        """
        for left in (self.output, *self.caches):
            if os.path.lexists(project / left):
                gone = project.parent / GONE
                gone.mkdir(exist_ok=True)
                os.replace(project / left, gone / f"{project.name}-{time.time_ns()}")


def save(project: Path, files: Iterable[tuple[str, str]]) -> None:
    """Write what is not there in these words already, so that nothing else looks edited."""
    for name, text in files:
        path = project / name
        if not path.is_file() or path.read_text("utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")


def sitegen(name: str, checkout: Path) -> Contender:
    """The sitegen of a checkout, run by this Python."""
    command = (sys.executable, "-m", "sitegen")
    return Contender(
        name,
        version=(*command, "--version"),
        build=(*command, "build", "source", "--output", "out"),
        serve=(*command, "serve", "source", "--output", "out", "--port", "{port}"),
        output="out",
        article="source/articles/{slug}.md",
        page="articles/{slug}.html",
        articles=_sitegen_articles,
        knowledge=_sitegen_knowledge,
        frame=lambda _: iter([("source/site.yaml", "title: Invented news\n")]),
        caches=(".out.sitegen-cache",),
        environment={"PYTHONPATH": str(checkout)},
    )


def hugo(command: str, by_hand: bool) -> Contender:
    """Hugo, with mentions marked by hand or found by a regular expression."""
    return Contender(
        "hugo-hook" if by_hand else "hugo-auto",
        version=(command, "version"),
        build=(command, "--quiet"),
        serve=(command, "server", "--quiet", "--renderToMemory", "--bind", "127.0.0.1", "--port", "{port}"),
        output="public",
        article="content/articles/{slug}.md",
        page="articles/{slug}/index.html",
        articles=_marked_articles if by_hand else _plain_articles,
        knowledge=_hugo_knowledge,
        frame=lambda _: _frame("hugo", "hugo-hook" if by_hand else "hugo-auto"),
        caches=("resources", ".hugo_build.lock"),
        finds_names=not by_hand,
    )


def eleventy(command: tuple[str, ...]) -> Contender:
    """Eleventy, with a transform that links every name."""
    return Contender(
        "eleventy",
        version=(*command, "--version"),
        build=(*command, "--quiet"),
        serve=(*command, "--quiet", "--serve", "--incremental", "--port={port}"),
        output="_site",
        article="content/articles/{slug}.md",
        page="articles/{slug}/index.html",
        articles=_plain_articles,
        knowledge=_eleventy_knowledge,
        frame=lambda _: _frame("eleventy"),
    )


def find_contenders(checkout: Path, against: Path | None) -> list[Contender]:
    """This checkout, the other one, and the peers that are on PATH."""
    found = [sitegen("sitegen", checkout)]
    if against:
        found.append(sitegen("sitegen-old", against))
    if command := shutil.which("hugo"):
        found += [hugo(command, by_hand=False), hugo(command, by_hand=True)]
    if eleventy_command := _eleventy_command():
        found.append(eleventy(eleventy_command))
    return found


def environment_of(contender: Contender) -> dict[str, str]:
    """The variables that its commands see: compiled Python is kept, as for every user."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, **contender.environment}


def version_of(contender: Contender) -> str:
    """What it says of its version, on one line."""
    told = subprocess.run(
        contender.version,
        capture_output=True,
        text=True,
        env=environment_of(contender),
        check=False,
        stdin=subprocess.DEVNULL,
    )
    version = " ".join((told.stdout or told.stderr).split())[:80]
    return f"{version} {_commit(contender.environment.get('PYTHONPATH', ''))}".strip()


def _commit(checkout: str) -> str:
    """The commit of a checkout, with a plus where it was changed since; nothing where there is none."""
    command = ("git", "-C", checkout, "describe", "--always", "--dirty=+")
    told = subprocess.run(command, capture_output=True, text=True, check=False) if checkout else None
    return told.stdout.strip() if told else ""


def _eleventy_command() -> tuple[str, ...]:
    if command := shutil.which("eleventy"):
        return (command,)
    command = shutil.which("npx")
    asked = (command, "--no-install", "@11ty/eleventy") if command else ()
    there = asked and subprocess.run((*asked, "--version"), capture_output=True, check=False).returncode == 0
    return asked if there else ()


def _frame(*folders: str) -> Files:
    """Settings and templates of a peer, as they lie in peers/."""
    for folder in folders:
        for path in sorted((PEERS / folder).rglob("*")):
            if path.is_file():
                yield path.relative_to(PEERS / folder).as_posix(), path.read_text("utf-8")


def _sitegen_articles(corpus: Corpus) -> Files:
    for article in corpus.articles:
        head = front_matter({"title": article.title, "date": article.date})
        yield f"source/articles/{article.slug}.md", head + article.body()


def _sitegen_knowledge(corpus: Corpus) -> Files:
    for kind in CAST:
        yield f"source/knowledge/{kind}.yaml", knowledge_yaml(one for one in corpus.known if one.kind == kind)


def _peer_head(article: Article) -> str:
    entities = sorted({named.entity.id for named in article.mentions})
    return front_matter({"title": article.title, "date": article.date, "entities": entities})


def _plain_articles(corpus: Corpus) -> Files:
    for article in corpus.articles:
        yield f"content/articles/{article.slug}.md", _peer_head(article) + article.body()


def _marked_articles(corpus: Corpus) -> Files:
    def marked(named: Named) -> str:
        return f"[{named.words}](entity:{named.entity.id})"

    for article in corpus.articles:
        yield f"content/articles/{article.slug}.md", _peer_head(article) + article.body(marked)


def _known(corpus: Corpus) -> str:
    return json.dumps(
        {one.id: {"id": one.id, "name": one.name, "summary": one.summary, "kind": one.kind} for one in corpus.known}
    )


def name_pattern(names: Mapping[str, str]) -> str:
    """A regular expression of all names as whole words, the longest first, for Go and JavaScript."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return r"\b(?:" + "|".join(re.sub(r"([.()])", r"\\\1", name) for name in longest_first) + r")\b"


def _names(corpus: Corpus) -> str:
    ids = {name: one.id for one in corpus.known for name in (one.name, *one.aliases)}
    return json.dumps({"pattern": name_pattern(ids), "ids": ids})


def _hugo_knowledge(corpus: Corpus) -> Files:
    yield "data/known.json", _known(corpus)
    yield "data/names.json", _names(corpus)


def _eleventy_knowledge(corpus: Corpus) -> Files:
    yield "known.json", _known(corpus)
    yield "names.json", _names(corpus)
