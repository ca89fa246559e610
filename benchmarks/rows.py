"""The rows of `build.py`: builds and previews of a corpus by every contender, each measured once a round, in turn."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from pathlib import Path
from subprocess import Popen

from contenders import Contender, environment_of, save
from made_news import LATER_ALIASES, Article, Corpus, best_known_person, usual_person
from measuring import Failed, Figure, Run, await_page, folder_size, free_port, run, server

SETTLED = 1.5
"""Seconds that a preview is left alone before an edit."""
_NEW_WORDS = (f"vermilion{number}" for number in count(1))
_NEW_SENTENCE = re.compile(r" It was vermilion\d+\.")


@dataclass(frozen=True)
class Bench:
    """One size of the corpus, as a project of every contender below `work`."""

    corpus: Corpus
    contenders: tuple[Contender, ...]
    work: Path
    rounds: int
    limit: float
    """Seconds that a preview may take to show an edit."""

    @property
    def size(self) -> int:
        """The number of articles."""
        return len(self.corpus.articles)

    def project(self, contender: Contender) -> Path:
        """The folder of the contender's project."""
        return self.work / str(self.size) / contender.name

    def page(self, contender: Contender, article: Article) -> str:
        """What the contender has written of the article; empty when it has not."""
        path = self.project(contender) / contender.output / contender.page.format(slug=article.slug)
        return path.read_text("utf-8") if path.is_file() else ""

    def lay_out(self) -> None:
        """Write every project as it is before any edit; nothing else is left there, and no earlier build."""
        for contender in self.contenders:
            project, files = self.project(contender), dict(contender.files(self.corpus))
            contender.make_cold(project)
            save(project, files.items())
            for path in [path for path in project.rglob("*") if path.is_file()]:
                if path.relative_to(project).as_posix() not in files:
                    path.unlink()

    def build(self, contender: Contender, command: Sequence[str] = (), watch_memory: bool = False) -> Run:
        """Run the contender's build, or another command of its, in its project."""
        return run(command or contender.build, self.project(contender), environment_of(contender), watch_memory)

    def build_cold(self, contender: Contender, watch_memory: bool = False) -> Run:
        """A build that finds nothing of an earlier one."""
        contender.make_cold(self.project(contender))
        return self.build(contender, watch_memory=watch_memory)


Row = Callable[[Bench], Iterator[Figure]]
Once = Callable[[Contender, int], float | Run]


@dataclass(frozen=True)
class Edit:
    """What an author saves, and what the page of an article shows afterwards."""

    files: tuple[tuple[str, str], ...]
    article: Article
    shows: str


MakeEdit = Callable[[Bench, Contender, int], Edit]


def edit_article(bench: Bench, contender: Contender, round_number: int) -> Edit:
    """A new word at the end of the article in the middle."""
    article, word = bench.corpus.articles[bench.size // 2], next(_NEW_WORDS)
    name = contender.article.format(slug=article.slug)
    text = _NEW_SENTENCE.sub("", (bench.project(contender) / name).read_text("utf-8")).rstrip()
    return Edit(((name, f"{text} It was {word}.\n"),), article, word)


def edit_summary(bench: Bench, contender: Contender, round_number: int) -> Edit:
    """A new word in the summary of the first entity of the article in the middle."""
    article, word = bench.corpus.articles[bench.size // 2], next(_NEW_WORDS)
    changed = bench.corpus.with_summary(article.mentions[0].entity.id, f"It was {word}.")
    return Edit(tuple(contender.knowledge(changed)), article, word)


def add_alias(owner: Callable[[Corpus], str], bench: Bench, contender: Contender, round_number: int) -> Edit:
    """One more alias of a person, which stands in twenty articles (in all, where there are fewer)."""
    aliases, person = LATER_ALIASES[: round_number + 1], owner(bench.corpus)
    changed = bench.corpus.with_aliases(person, aliases)
    # one that names the person by another name, too, may link that alone
    article = next(
        article
        for article in bench.corpus.articles
        if aliases[-1] in article.body() and all(mention.entity.id != person for mention in article.mentions)
    )
    return Edit(tuple(contender.knowledge(changed)), article, f">{aliases[-1]}</a>")


def cold(bench: Bench) -> Iterator[Figure]:
    """Builds that find nothing of an earlier one, and what they have written."""
    yield from in_turn(bench, "cold build", bench.contenders, lambda contender, _: bench.build_cold(contender))
    for contender in bench.contenders:
        files, size = folder_size(bench.project(contender) / contender.output)
        marks = len(re.findall(r'class="mention[ "]', bench.page(contender, bench.corpus.articles[0])))
        note = f"{files:,} files; {marks} mentions linked in the first article"
        yield Figure("output", contender.name, bench.size, "MB", (size / 1e6,), (), note)


def memory(bench: Bench) -> Iterator[Figure]:
    """The peak of all processes of a cold build together; once, for looking costs time."""
    once = replace(bench, rounds=1)
    peaks: dict[str, float] = {}

    def build(contender: Contender, _: int) -> Run:
        taken = bench.build_cold(contender, watch_memory=True)
        peaks[contender.name] = taken.memory / 1e6
        return taken

    for figure in in_turn(once, "peak memory", bench.contenders, build):
        values = tuple(peaks[figure.contender] for _ in figure.values)
        yield replace(figure, unit="MB", values=values, cpu=())


def unchanged(bench: Bench) -> Iterator[Figure]:
    """Builds of a site that is up to date."""
    contenders = _built(bench, bench.contenders)
    yield from in_turn(bench, "nothing changed", contenders, lambda contender, _: bench.build(contender))


def article_edited(bench: Bench) -> Iterator[Figure]:
    """Builds after one article was edited."""
    yield from _edited(bench, "an article edited", edit_article, bench.contenders)


def summary_edited(bench: Bench) -> Iterator[Figure]:
    """Builds after the summary of one entity was edited."""
    yield from _edited(bench, "a summary edited", edit_summary, bench.contenders)


def alias_added(bench: Bench) -> Iterator[Figure]:
    """Builds after a person was given an alias, by those who find names: one in the middle, and the best known, whom
    many pages have to show with twenty articles more.
    """
    finding = [contender for contender in bench.contenders if contender.finds_names]
    for row, owner in (("an alias added", usual_person), ("an alias of the best known", best_known_person)):
        for contender in _built(bench, finding):
            save(bench.project(contender), contender.knowledge(bench.corpus))
            bench.build(contender)
        yield from _edited(bench, row, partial(add_alias, owner), finding)


def serve(bench: Bench) -> Iterator[Figure]:
    """From saving a file to the first answer of the preview that shows it. All previews run at the same time."""
    with ExitStack() as running:
        previews: dict[str, tuple[str, Popen[bytes]]] = {}
        for contender in bench.contenders:
            port = free_port()
            command = [word.format(port=port) for word in contender.serve]
            process = running.enter_context(server(command, bench.project(contender), environment_of(contender)))
            address = f"http://127.0.0.1:{port}/{contender.page}"
            first = address.format(slug=bench.corpus.articles[0].slug)
            if await_page(first, "</html>", 10 * bench.limit, process) is None:
                print(f"the preview of {contender.name} does not answer", file=sys.stderr)
                continue
            previews[contender.name] = address, process
        ready = [contender for contender in bench.contenders if contender.name in previews]
        for row, make_edit in (("serve: an article", edit_article), ("serve: a summary", edit_summary)):
            yield from in_turn(bench, row, ready, _shown_after(bench, make_edit, previews))


ROWS: Mapping[str, Row] = {
    "cold": cold,
    "memory": memory,
    "unchanged": unchanged,
    "article": article_edited,
    "summary": summary_edited,
    "alias": alias_added,
    "serve": serve,
}


def in_turn(
    bench: Bench, row: str, contenders: Sequence[Contender], once: Once, notes: Mapping[str, str] | None = None
) -> Iterator[Figure]:
    """The seconds of every contender, each measured once a round. One that fails is left out from then on.

    `notes` on the contenders are read when all is done.
    """
    taken: dict[str, list[float | Run]] = {contender.name: [] for contender in contenders}
    failures: dict[str, str] = {}
    for round_number in range(bench.rounds):
        for contender in [one for one in contenders if one.name not in failures]:
            try:
                taken[contender.name].append(once(contender, round_number))
            except Failed as failure:
                print(f"{row}, {bench.size} articles: {contender.name} left out: {failure}", file=sys.stderr)
                failures[contender.name] = failure.short
    for name, several in taken.items():
        walls = tuple(one.wall if isinstance(one, Run) else one for one in several)
        cpus = tuple(one.cpu for one in several if isinstance(one, Run))
        note = failures.get(name) or (notes or {}).get(name, "")
        yield Figure(row, name, bench.size, "s", walls, cpus, note)


def _built(bench: Bench, contenders: Sequence[Contender]) -> list[Contender]:
    """Those whose site is there, or can be built now."""
    missing = [one for one in contenders if not (bench.project(one) / one.output).exists()]
    built = in_turn(replace(bench, rounds=1), "first build", missing, lambda contender, _: bench.build(contender))
    failed = {figure.contender for figure in built if not figure.values}
    return [contender for contender in contenders if contender.name not in failed]


def _edited(bench: Bench, row: str, make_edit: MakeEdit, contenders: Sequence[Contender]) -> Iterator[Figure]:
    notes: dict[str, str] = {}

    def once(contender: Contender, round_number: int) -> Run:
        edit = make_edit(bench, contender, round_number)
        save(bench.project(contender), edit.files)
        taken = bench.build(contender)
        if edit.shows not in bench.page(contender, edit.article):
            notes[contender.name] = "the page does not show it"
        return taken

    yield from in_turn(bench, row, _built(bench, contenders), once, notes)


def _shown_after(bench: Bench, make_edit: MakeEdit, previews: Mapping[str, tuple[str, Popen[bytes]]]) -> Once:
    def once(contender: Contender, round_number: int) -> float:
        edit = make_edit(bench, contender, round_number)
        time.sleep(SETTLED)
        begun = time.perf_counter()
        save(bench.project(contender), edit.files)
        address, process = previews[contender.name]
        if await_page(address.format(slug=edit.article.slug), edit.shows, bench.limit, process) is None:
            raise Failed(f"not shown within {bench.limit:.0f} s")
        return time.perf_counter() - begun

    return once
