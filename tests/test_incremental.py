"""An incremental build makes what a clean one would, byte for byte, and does no more than it has to."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from edited_project import (
    Files,
    article,
    contents,
    edited,
    entries,
    first_project,
    outcome,
    put_entries,
    trust_stamps,
    write,
)

import sitegen.build.annotating
import sitegen.build.filing
import sitegen.build.printing
from sitegen.build import build
from sitegen.build.asking import pack_numbers
from sitegen.build.cache import Cache
from sitegen.build.inputs import Prints, Taker
from sitegen.build.made import make
from sitegen.knowledge import KnowledgeBase, builtin_knowledge
from sitegen.knowledge.gazetteer import Form, Gazetteer
from sitegen.knowledge.kept_forms import Flat, flat_forms
from sitegen.pages.paging import PAGE_SIZES
from sitegen.site.checked import digest_of
from sitegen.site.facts import ArticleFacts
from sitegen.site.postings import Postings, Printed, find_postings
from sitegen.site.postings_again import Renewed, renewed

CUT = {
    "sitegen.pages.paging.LETTERS_FROM": (2, 60),
    "sitegen.pages.search_names.MOST_IN_HEAD": (3, 200),
    "sitegen.pages.search_names.MOST_OF_LETTER": (1, 150),
    "sitegen.pages.search_names.MOST_QUOTATION_FILES": (1, 2),
    "sitegen.pages.search_words.MOST_ARTICLES": (2, 500),
    "sitegen.pages.search_words.COMMON_FROM": (1, 20),
    "sitegen.pages.search_index.MOST_QUOTATIONS": (3, 4000),
    "sitegen.pages.home.MOST_TAGS": (1, 20),
    "sitegen.pages.home.MOST_RECENT": (2, 12),
    "sitegen.pages.home.MOST_PEOPLE": (1, 8),
    "sitegen.pages.home.SHORTEST_WORDS": (5, 40),
    "sitegen.pages.lead.LONGEST_BEGINNING": (30, 900),
    "sitegen.site.opening.SHORTEST_OPENING": (5, 40),
    "sitegen.pages.feeds.MOST_ARTICLES": (2, 20),
    "sitegen.pages.said.FILTERED_FROM": (1, 10),
    "sitegen.pages.entities.MOST_ARTICLES_OF_A_ROLE": (1, 5),
    "sitegen.pages.entities.MOST_COMPATRIOTS": (1, 40),
    "sitegen.pages.article.MOST_FULL_ENTRIES": (4, 200),
    "sitegen.pages.article.MOST_NUMBERED": (4, 120),
    "sitegen.pages.article.MOST_SHARED": (1, 3),
    "sitegen.pages.metadata.structured.MOST_MENTIONED": (2, 20),
    "sitegen.pages.sitemap.MOST_IN_ONE": (10, 50_000),
    "sitegen.site.company.MOST_COMPANIONS": (1, 8),
    "sitegen.site.company.MOST_RELATED": (1, 4),
    "sitegen.site.company.NEAREST": (1, 10),
    "sitegen.build.shelf._FEW": (1, 500),
    "sitegen.build.asking._FEW": (0, 16),
}
"""How long lists are before they are cut: so short that they are in a small project, or as they are."""


SOME_DAY, A_YEAR_LATER = 1_870_000_000, 1_902_000_000
"""Days in 2029 and 2030, in seconds: some articles are dated between them."""


def cut_short(chance: random.Random, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, lengths in CUT.items():
        monkeypatch.setattr(name, chance.choice(lengths))
    for name in PAGE_SIZES:
        monkeypatch.setitem(PAGE_SIZES, name, chance.choice((1, 2, 3, 50)))
    most = max(PAGE_SIZES["quotations"], chance.choice((3, 5000)))
    monkeypatch.setattr("sitegen.site.downloads.MOST_IN_ONE", most)


def look_after_kept_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever print of a file is kept has to be the one that would be taken anew."""
    take = Prints.take

    def checked(prints: Prints) -> None:
        take(prints)
        now = prints.inputs
        for number, one in enumerate(prints._planned):
            if one.asks_more:  # never kept; and that of a file of the author's is another once its stamps count
                continue
            anew, asked = prints.taker(one), now.asked.of(one.path)
            assert anew.print == prints[number], one.path
            cards = pack_numbers(now.numbers[card] for card in anew.cards)
            assert (anew.texts, cards, anew.shape) == asked, one.path

    monkeypatch.setattr(Prints, "take", checked)


def look_after_kept_postings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is kept of where names stand has to be what would be found anew."""

    def checked(before: Postings | None, articles: Sequence[ArticleFacts], prints: Sequence[Printed]) -> Renewed:
        found = renewed(before, articles, prints)
        assert found.postings == find_postings(articles, prints)
        return found

    monkeypatch.setattr("sitegen.site.assembly.renewed", checked)
    monkeypatch.setattr("sitegen.site.postings_again._FEW", 2)


@pytest.mark.parametrize("seed", range(4))
def test_after_any_edits_it_is_what_a_clean_build_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    chance = random.Random(seed)
    cut_short(chance, monkeypatch)
    trust_stamps(monkeypatch, (-1.0, 2.0)[seed % 2])
    look_after_kept_prints(monkeypatch)
    look_after_kept_postings(monkeypatch)
    project, output, clean = (tmp_path / name for name in ("project", "out", "clean"))
    files: Files = {}
    after, done, good = first_project(), ["the first"], 0
    if seed % 2:  # templates of a theme may show all of an entity anywhere
        after = {path: content for path, content in after.items() if not path.startswith("theme/templates/")}
    for _ in range(16):
        write(project, files, after)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(chance.choice((SOME_DAY, SOME_DAY, A_YEAR_LATER))))
        before, files = files, after
        stood = contents(output)
        shutil.rmtree(clean, ignore_errors=True)
        told = outcome(project, clean, cache=False, jobs=1)
        assert outcome(project, output, jobs=1) == told, done
        if told[0] == "wrong":
            assert contents(output) == stood, done
            after, done = before, ["taken back"]
            continue
        good += 1
        made = contents(output)
        assert [path for path, content in contents(clean).items() if made.get(path) != content] == [], done
        assert made.keys() == contents(clean).keys(), done
        assert beside(output) == [".out.sitegen-cache", "clean", "out", "project"]
        steps = list(edited(files, chance, chance.choice((0, 1, 1, 1, 2, 3, 4))))
        done = [name for name, _ in steps]
        after = steps[-1][1] if steps else files
    assert good > 8


def beside(output: Path) -> list[str]:
    """What stands beside the output; a cache holds nothing but its database and the site before."""
    for cache in output.parent.glob(".*-cache"):
        assert {path.name for path in cache.iterdir()} - {"site"} == {"articles.db"}
    return sorted(path.name for path in output.parent.iterdir())


def test_the_project_has_what_is_to_be_tested(tmp_path: Path) -> None:
    """Who and what articles find for each other, and lists that are cut."""
    write(tmp_path, {}, first_project())
    site = make(tmp_path).site
    found: dict[str, list[float]] = {}
    for one in site.facts:
        for entity in site.store.annotated(one.key).found:
            found.setdefault(entity.id, []).append(entity.certainty)
    assert any(len(set(certainties)) > 1 for certainties in found.values())
    assert any("" in changes.values() for changes in site.changed_ids.values())
    assert {bool(one.entity) for one in site.speakers} == {True, False}
    assert not all(one.uttered.is_named for one in site.every_said)
    assert len(site.facts) > site.config.articles_per_page
    assert len(site.years) > 2


@dataclass
class Work:
    """What builds do: the articles that they read and annotate, and the pages that they make."""

    read: list[str] = field(default_factory=list)
    annotated: list[str] = field(default_factory=list)
    made: list[str] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)
    """The files of which the inputs were put together."""


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    counted = Work()

    def counting(module: Any, name: str, seen: list[str], what: Any, at: int = 0) -> None:
        real = getattr(module, name)

        def call(*given: Any) -> Any:
            seen.append(what(given[at]))
            return real(*given)

        monkeypatch.setattr(module, name, call)

    counting(sitegen.build.filing, "read_loaded", counted.read, lambda loaded: Path(loaded.file.shown).name)
    counting(sitegen.build.annotating, "annotate", counted.annotated, lambda article: Path(article.path).name)
    counting(sitegen.build.printing, "render_page", counted.made, lambda planned: planned.path)
    counting(Taker, "take", counted.printed, lambda planned: planned.path, 1)
    return counted


@dataclass
class Edited:
    """A project that was built once, and its output."""

    project: Path
    output: Path
    files: Files
    work: Work

    def after(self, files: Files) -> tuple[Work, Sequence[str]]:
        """What the next build does for these files, and the pages that are others then."""
        for seen in (self.work.read, self.work.annotated, self.work.made, self.work.printed):
            seen.clear()
        before = contents(self.output)
        write(self.project, self.files, files)
        self.files = dict(files)
        build(self.project, self.output, jobs=1)
        made = contents(self.output)
        assert made == self.clean()
        return self.work, sorted(p for p in made if p.endswith(".html") and made[p] != before.get(p))

    def clean(self) -> Files:
        lists = self.work.read, self.work.annotated, self.work.made, self.work.printed
        kept = [list(seen) for seen in lists]
        clean = self.output.with_name("clean")
        build(self.project, clean, cache=False, jobs=1)
        for seen, before in zip(lists, kept, strict=True):
            seen[:] = before
        return contents(clean)


@pytest.fixture(params=["stamps", "bytes"])
def once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, work: Work, request: pytest.FixtureRequest) -> Edited:
    """The first project, built; what is known of files is their stamps, or their bytes."""
    trust_stamps(monkeypatch, -1.0 if request.param == "stamps" else 1e9)
    project, output = tmp_path / "project", tmp_path / "out"
    write(project, {}, first_project())
    build(project, output, jobs=1)
    return Edited(project, output, first_project(), work)


def replaced(files: Files, path: str, old: str, new: str) -> Files:
    assert old in files[path].decode()
    return files | {path: files[path].replace(old.encode(), new.encode())}


def with_entry(files: Files, path: str, name: str, **keys: Any) -> Files:
    files = dict(files)
    put_entries(files, path, [one | keys if one["name"] == name else one for one in entries(files, path)])
    return files


def test_nothing_is_done_where_nothing_has_changed(once: Edited) -> None:
    folder = once.output.stat().st_ino
    for files in (once.files, dict(once.files)):
        done, changed = once.after(files)
        assert (done.read, done.annotated, done.made, changed) == ([], [], [], [])
        assert once.output.stat().st_ino == folder


def test_on_another_day_only_that_is_made_which_shows_what_became_due(
    once: Edited, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(SOME_DAY))
    ahead = article("articles/ahead.md", {"title": "Ahead", "date": "2030-03-01"}, ["Nobody came."])
    once.after(once.files | ahead)
    assert "articles/ahead.html" not in contents(once.output)
    done, _ = once.after(once.files)
    assert (done.read, done.made) == ([], [])
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(A_YEAR_LATER))
    done, changed = once.after(once.files)
    assert done.read == []
    assert {"articles/ahead.html", "index.html"} <= set(changed)
    assert set(changed) <= set(done.made)
    done, _ = once.after(once.files)
    assert (done.read, done.made) == ([], [])


def test_a_file_that_was_only_touched_is_not_read_again(once: Edited) -> None:
    for path in once.files:
        (once.project / path).touch()
    done, _ = once.after(once.files)
    assert (done.read, done.annotated, done.made) == ([], [], [])


def test_a_word_without_names_about_it_is_on_the_page_of_its_article_alone(once: Edited) -> None:
    done, changed = once.after(replaced(once.files, "articles/works.md", "was not there", "came late"))
    assert done.annotated == done.read == ["works.md"]
    assert "articles/works.html" in done.made
    assert done.made == changed or set(changed) <= set(done.made)
    assert not [path for path in done.made if path.startswith("articles/") and path != "articles/works.html"]


def test_a_word_behind_all_quotations_makes_no_download_of_them(once: Edited) -> None:
    files = {path: content for path, content in once.files.items() if not path.startswith("theme/")}
    once.after(files)
    inode = (once.output / "quotations.csv").stat().st_ino
    path = "articles/story.md"
    once.after(files | {path: files[path] + b"\nThat was all.\n"})
    assert (once.output / "quotations.csv").stat().st_ino == inode
    once.after(files | {path: files[path].replace(b"\n---\n", b"\n---\nThat was first.\n\n", 1)})
    assert (once.output / "quotations.csv").stat().st_ino != inode  # it tells the places of the words


def test_a_word_beside_a_name_is_on_the_page_of_the_name_too(once: Edited) -> None:
    done, changed = once.after(replaced(once.files, "articles/bergen.md", "in a poor state", "in a fine state"))
    assert done.annotated == ["bergen.md"]
    assert set(done.made) ^ set(changed) <= {"index.html"}  # which shows some of what was said lately
    assert {"articles/bergen.html", "people/per-lindqvist.html"} <= set(changed)
    assert "people/ines-duarte.html" not in changed


def test_an_edit_compiles_few_names_and_a_summary_none(once: Edited, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[int] = []
    make_gazetteer, compile_all = Gazetteer.__init__, flat_forms

    def counting(self: Gazetteer, forms: Iterable[Form]) -> None:
        make_gazetteer(self, forms)
        compiled.append(len(self.forms))

    def counting_all(knowledge: KnowledgeBase) -> Flat:
        compiled.append(-1)
        return compile_all(knowledge)

    monkeypatch.setattr(Gazetteer, "__init__", counting)
    monkeypatch.setattr("sitegen.build.looked_for.flat_forms", counting_all)
    monkeypatch.setattr(Edited, "clean", lambda self: contents(self.output))
    once.after(replaced(once.files, "articles/works.md", "was not there", "came late"))
    assert compiled
    assert -1 not in compiled  # as the first build, of few articles, has kept them
    assert max(compiled) < 1000 < len(builtin_knowledge().entities)
    files = with_entry(once.files, "knowledge/more/things.yaml", "Tarma", aliases=["the poet"])
    once.after(files)
    assert -1 not in compiled
    assert max(compiled) < 1000
    compiled.clear()
    once.after(with_entry(files, "knowledge/people.yaml", "Ines Duarte", summary="She has left the harbour."))
    assert compiled == []


def test_a_summary_annotates_nothing(once: Edited) -> None:
    files = with_entry(once.files, "knowledge/people.yaml", "Ines Duarte", summary="She has left the harbour.")
    done, changed = once.after(files)
    assert (done.read, done.annotated) == ([], [])
    assert set(changed) <= set(done.made)
    assert {"people/ines-duarte.html", "articles/story.html"} <= set(changed)
    assert "articles/tarma.html" not in done.made


@pytest.mark.parametrize(
    ("alias", "named"),
    [
        ("the poet", ["later.md"]),
        ("Vilnius", ["later.md", "talks.txt"]),
        ("Zyxtown", []),
        ("Vistula Rowing", ["rowing.html"]),
    ],
)
def test_an_alias_annotates_those_articles_alone_in_which_it_may_stand(
    once: Edited, alias: str, named: list[str]
) -> None:
    without = once.files
    done, _ = once.after(with_entry(without, "knowledge/more/things.yaml", "Tarma", aliases=[alias]))
    assert sorted(done.annotated) == named
    done, _ = once.after(without)
    assert sorted(done.annotated) == named


def test_a_summary_makes_no_list_that_shows_the_name_alone(once: Edited) -> None:
    files = {path: content for path, content in once.files.items() if not path.startswith("theme/")}
    once.after(files)
    done, _ = once.after(with_entry(files, "knowledge/people.yaml", "Ines Duarte", summary="She left."))
    assert {"people/ines-duarte.html", "articles/story.html", "people/index.html"} <= set(done.made)
    assert not [path for path in (*done.made, *done.printed) if path.startswith(("quotations", "assets/said"))]


def test_an_alias_stands_in_the_lines_of_a_glossary_that_is_cut(once: Edited, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PAGE_SIZES, "terms", 1)
    files = {path: content for path, content in once.files.items() if not path.startswith("theme/")}
    put_entries(files, "knowledge/terms.yaml", [{"name": "keel", "kind": "term"}, {"name": "barge", "kind": "term"}])
    once.after(files)
    assert b'data-name="keel"' in contents(once.output)["glossary.html"]
    _, changed = once.after(with_entry(files, "knowledge/terms.yaml", "keel", aliases=["Zyxwharf"]))
    assert "glossary.html" in changed


def test_an_alias_makes_no_page_that_names_the_entity_otherwise_unless_a_theme_may_show_it(once: Edited) -> None:
    files = {path: content for path, content in once.files.items() if not path.startswith("theme/")}
    once.after(files)
    done, _ = once.after(with_entry(files, "knowledge/more/things.yaml", "Tarma", aliases=["Zyxtown"]))
    assert "places/tarma.html" in done.made
    assert not {"articles/tarma.html", "articles/acme.html"} & set(done.made)
    done, _ = once.after(once.files | first_project())
    done, _ = once.after(with_entry(once.files, "knowledge/more/things.yaml", "Tarma", aliases=["Zyxtown"]))
    assert {"places/tarma.html", "articles/tarma.html", "articles/acme.html"} <= set(done.made)


@pytest.mark.parametrize("setting", ['ignore: ["Tomas Bielak"]\n', 'kinds: {"Tomas Bielak": "organization"}\n'])
def test_a_name_of_site_yaml_annotates_those_articles_alone_that_hold_it(once: Edited, setting: str) -> None:
    without = once.files
    holding = sorted(
        Path(path).name
        for path, content in without.items()
        if path.startswith("articles/")
        and not path.endswith(".yaml")
        and any(w in content for w in (b"Bielak", b"Tomas"))
    )
    assert holding
    done, changed = once.after(without | {"site.yaml": without["site.yaml"] + setting.encode()})
    assert sorted(done.annotated) == holding
    assert "people/tomas-bielak.html" not in changed
    done, _ = once.after(without)
    assert sorted(done.annotated) == holding


def test_knowledge_takes_back_what_was_checked_and_gives_it_again(once: Edited) -> None:
    unsigned = once.files
    page = "articles/signed.html"

    def signed(digest: str) -> Files:
        keys = f"title: Signed\nchecked: {{by: R. Editor, on: 2024-05-01, digest: '{digest}'}}\n"
        return unsigned | {"articles/signed.md": f"---\n{keys}---\nWhat Jorun Aske, 61, saw in Tarma.\n".encode()}

    once.after(signed("new"))
    (facts,) = (one for one in make(once.project).site.facts if one.article.slug == "signed")
    assert facts.article.checked is not None
    assert facts.article.checked.changed
    annotated = make(once.project).site.store.annotated(facts.key)
    files = signed(digest_of(annotated))
    once.after(files)
    assert "have changed since" not in contents(once.output)[page].decode()
    other = dict(files)
    more = {"name": "Jorun Aske", "kind": "person", "id": "aske-the-elder"}
    put_entries(other, "knowledge/people.yaml", [*entries(files, "knowledge/people.yaml"), more])
    _, changed = once.after(other)
    assert page in changed
    assert "have changed since" in contents(once.output)[page].decode()
    once.after(files)
    assert "have changed since" not in contents(once.output)[page].decode()


def test_an_edit_puts_together_the_inputs_of_those_files_that_ask_for_what_is_another(once: Edited) -> None:
    every = {path for path in contents(once.output) if path.endswith(".html")}
    done, _ = once.after(replaced(once.files, "articles/works.md", "was not there", "came late"))
    assert {path for path in done.printed if path.startswith("articles/")} == {"articles/works.html"}
    assert len(every.intersection(done.printed)) < len(every) / 2
    done, changed = once.after(replaced(once.files, "articles/bergen.md", "in a poor state", "in a fine state"))
    assert set(changed) <= set(done.printed)
    assert len(every.intersection(done.printed)) < len(every) / 2
    files = with_entry(once.files, "knowledge/people.yaml", "Ines Duarte", summary="She has left the harbour.")
    done, changed = once.after(files)
    assert set(changed) <= set(done.printed)
    assert "articles/tarma.html" not in done.printed
    done, changed = once.after(replaced(once.files, "articles/works.md", "came late", "came late, said Otto Bramwell"))
    assert set(changed) <= set(done.printed)
    assert [path for path in done.printed if path.startswith("articles/") and path in every] == ["articles/works.html"]
    assert {"people/otto-bramwell.html", "people/zoe-marsh.html"} <= set(done.printed)
    assert "people/tomas-bielak.html" in every.difference(done.printed)


def test_what_files_ask_for_is_kept_anew_only_where_it_is_another(
    once: Edited, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[str] = []
    tell = Cache.tell
    monkeypatch.setattr(Cache, "tell", lambda self, name, value: kept.append(name) or tell(self, name, value))
    monkeypatch.setattr(Edited, "clean", lambda self: contents(self.output))
    files = replaced(once.files, "articles/works.md", "was not there", "came late")
    once.after(files)
    assert "inputs" in kept
    assert "asked" not in kept
    once.after(replaced(files, "articles/works.md", "came late", "came late, said Otto Bramwell"))
    assert "asked" in kept


def test_a_template_makes_pages_and_annotates_nothing(once: Edited) -> None:
    done, changed = once.after(replaced(once.files, "theme/templates/page.html", "NUMBER", "1"))
    assert (done.read, done.annotated) == ([], [])
    assert "about.html" in changed


def test_a_file_of_the_theme_makes_no_page(once: Edited) -> None:
    done, changed = once.after(once.files | {"theme/static/own.css": b"p { color: blue }\n"})
    assert (done.read, done.annotated, done.made, changed) == ([], [], [], [])
    assert (once.output / "assets" / "own.css").read_bytes() == b"p { color: blue }\n"
