"""The benchmark of builds measures what it says: the same news each time, in the promised measure, and honest sums."""

from __future__ import annotations

import hashlib
import math
import os
import re
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from contenders import GONE, eleventy, hugo, name_pattern, save, sitegen
from made_news import (
    LATER_ALIASES,
    Corpus,
    best_known_person,
    knowledge_yaml,
    make_corpus,
    make_knowledge,
    usual_person,
)
from measuring import (
    Failed,
    Figure,
    await_page,
    family,
    folder_size,
    free_port,
    growth,
    median_ratio,
    proportional_memory,
    run,
    server,
)
from report import base_of, drawing, in_words, markdown, save_report
from rows import Bench, add_alias, edit_article, edit_summary, in_turn

from sitegen.annotate import annotate_text
from sitegen.knowledge import load_knowledge

SITEGEN = sitegen("sitegen", Path("/nowhere"))
HUGO_BY_HAND, HUGO, ELEVENTY = hugo("hugo", by_hand=True), hugo("hugo", by_hand=False), eleventy(("eleventy",))
EVERYBODY = (SITEGEN, HUGO_BY_HAND, HUGO, ELEVENTY)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return make_corpus(60)


def bench_of(corpus: Corpus, work: Path, rounds: int = 2) -> Bench:
    return Bench(corpus, EVERYBODY, work, rounds, limit=1.0)


# The news


def digest(corpus: Corpus) -> str:
    texts = (knowledge_yaml(corpus.known), *(article.body() for article in corpus.articles))
    return hashlib.sha256("".join(texts).encode()).hexdigest()


def test_the_news_is_the_same_whatever_the_seed_of_hashes() -> None:
    script = "import test_build_benchmark as t; print(t.digest(t.make_corpus(3)))"
    paths = os.pathsep.join(path for path in sys.path if path)
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": paths}
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=True)
    assert told.stdout.strip() == digest(make_corpus(3))


def test_an_article_is_the_same_in_a_larger_corpus(corpus: Corpus) -> None:
    alone = make_corpus(1).articles[0]
    assert corpus.articles[0].mentions == alone.mentions
    assert corpus.articles[0].paragraphs[0] == alone.paragraphs[0]
    assert len({article.body() for article in corpus.articles}) == 60


def test_an_article_has_the_promised_measure(corpus: Corpus) -> None:
    number = len(corpus.articles)
    paragraphs = [part for article in corpus.articles for part in article.body().split("\n\n")]
    words = sum(len(part.split()) for part in paragraphs if "Warden" not in part) / number
    mentions = sum(len(article.mentions) for article in corpus.articles) / number
    assert 360 < words < 385
    assert 40 < mentions < 43
    assert {article.body().count("“") for article in corpus.articles} == {6}
    assert "{" not in "".join(article.body() for article in corpus.articles)


def test_the_knowledge_has_the_promised_measure_and_no_name_means_two() -> None:
    known = make_knowledge()
    counts = {"person": 2000, "country": 195, "term": 500, "organization": 300, "place": 300}
    assert Counter(one.kind for one in known) == counts
    assert len({one.id for one in known}) == len(known)
    names = Counter(name for one in known for name in (one.name, *one.aliases))
    assert [name for name, times in names.items() if times > 1] == []
    assert not set(LATER_ALIASES) & set(names)


@pytest.mark.parametrize(("articles", "named_in"), [(60, 20), (20, 20), (3, 3)])
def test_each_later_alias_stands_in_twenty_articles(articles: int, named_in: int) -> None:
    bodies = [article.body() for article in make_corpus(articles).articles]
    assert {sum(alias in body for body in bodies) for alias in LATER_ALIASES} == {named_in}


def test_sitegen_finds_who_is_named(corpus: Corpus, tmp_path: Path) -> None:
    save(tmp_path, SITEGEN.knowledge(corpus))
    knowledge = load_knowledge(tmp_path / "source/knowledge")
    for article in corpus.articles[:3]:
        annotated = annotate_text(article.body(), knowledge)
        named = {mention.entity.id for mention in article.mentions}
        assert named <= {mention.entity_id for mention in annotated.mentions}
        assert len(annotated.quotations) >= 6


# The projects


@pytest.mark.parametrize("contender", EVERYBODY, ids=lambda contender: contender.name)
def test_a_project_holds_every_article_where_it_is_edited(corpus: Corpus, tmp_path: Path, contender) -> None:  # type: ignore[no-untyped-def]
    save(tmp_path, contender.files(corpus))
    for article in corpus.articles:
        text = (tmp_path / contender.article.format(slug=article.slug)).read_text("utf-8")
        assert text.endswith(article.body()) != (contender is HUGO_BY_HAND)
        assert re.sub(r"\[([^]]+)\]\(entity:[^)]+\)", r"\1", text).endswith(article.body())
    assert contender.finds_names != (contender is HUGO_BY_HAND)


def test_only_what_differs_is_written(corpus: Corpus, tmp_path: Path) -> None:
    save(tmp_path, HUGO.knowledge(corpus))
    before = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "data").iterdir()}
    for path in (tmp_path / "data").iterdir():
        os.utime(path, ns=(1, 1))
    save(tmp_path, HUGO.knowledge(corpus.with_summary(corpus.known[0].id, "More.")))
    written = {path.name for path in (tmp_path / "data").iterdir() if path.stat().st_mtime_ns != 1}
    assert written == {"known.json"} < set(before)


def test_names_are_found_whole_and_the_longest_first() -> None:
    pattern = name_pattern({"Kelp": "a", "Kelp Bay (East)": "b", "U.S. Bay": "c", "Kelp Bay": "d"})
    assert pattern.index("Kelp Bay|") < pattern.index("|Kelp)")
    assert re.findall(pattern, "Kelp Bay, Kelpie, Kelp.") == ["Kelp Bay", "Kelp"]
    assert re.findall(pattern, "UxSx Bay") == []


def test_a_cold_build_finds_nothing_of_an_earlier_one(tmp_path: Path) -> None:
    project = tmp_path / "sitegen"
    for _ in range(2):
        for name in ("out/a/index.html", ".out.sitegen-cache/a", "source/site.yaml"):
            (project / name).parent.mkdir(parents=True, exist_ok=True)
            (project / name).touch()
        SITEGEN.make_cold(project)
        assert [path.name for path in project.iterdir()] == ["source"]
    assert len([path for path in (tmp_path / GONE).iterdir() if path.is_dir()]) == 4  # nothing is deleted meanwhile


def test_a_project_is_laid_out_as_if_nothing_had_been_there(corpus: Corpus, tmp_path: Path) -> None:
    bench = bench_of(corpus, tmp_path)
    project = bench.project(SITEGEN)
    left = project / "source/articles/older.md"
    save(project, [("source/articles/older.md", "Old."), ("source/site.yaml", "title: Old\n"), ("out/index.html", "")])
    bench.lay_out()
    assert not left.exists()
    assert not (project / "out").exists()
    assert "Old" not in (project / "source/site.yaml").read_text("utf-8")


# The edits


def test_an_edit_of_an_article_replaces_the_one_before(corpus: Corpus, tmp_path: Path) -> None:
    bench = bench_of(corpus, tmp_path)
    bench.lay_out()
    for _ in range(2):
        edit = edit_article(bench, HUGO, 0)
        save(bench.project(HUGO), edit.files)
    ((name, text),) = edit.files
    assert text.endswith(f" It was {edit.shows}.\n")
    assert text.count("vermilion") == 1
    assert edit.article.body().rstrip() in text
    assert (bench.project(HUGO) / name).read_text("utf-8") == text


def test_an_edited_summary_is_of_somebody_in_the_article(corpus: Corpus, tmp_path: Path) -> None:
    edit = edit_summary(bench_of(corpus, tmp_path), SITEGEN, 0)
    changed = "".join(text for _, text in edit.files)
    (line,) = [line for line in changed.splitlines() if edit.shows in line]
    before = changed[: changed.index(line)].rpartition("- id: ")[2].split("\n")[0]
    assert before in {mention.entity.id for mention in edit.article.mentions}


def test_every_round_adds_another_alias(corpus: Corpus, tmp_path: Path) -> None:
    bench = bench_of(corpus, tmp_path)
    edits = [add_alias(usual_person, bench, SITEGEN, number) for number in range(2)]
    for edit, alias in zip(edits, LATER_ALIASES, strict=False):
        assert alias in edit.article.body()
        assert edit.shows == f">{alias}</a>"
        assert f'"{alias}"' in "".join(text for _, text in edit.files)
    assert best_known_person(corpus) == corpus.known[0].id


def test_half_of_all_persons_are_better_known_than_the_usual_one() -> None:
    corpus = make_corpus(1000)
    named = Counter(one for article in corpus.articles for one in {mention.entity.id for mention in article.mentions})
    persons = [named[one.id] for one in corpus.known if one.kind == "person"]
    middle = [one.id for one in corpus.known if one.kind == "person"].index(usual_person(corpus))
    assert middle == len(persons) // 2
    assert sum(persons[:middle]) > 2 * sum(persons[middle:])
    assert named[best_known_person(corpus)] == max(persons)


def test_one_that_fails_is_left_out_and_the_others_go_on(corpus: Corpus, tmp_path: Path) -> None:
    asked: list[tuple[str, int]] = []

    def once(contender, number: int) -> float:  # type: ignore[no-untyped-def]
        asked.append((contender.name, number))
        if contender is HUGO:
            raise Failed("fails with 3", "and much more")
        return 2.0 + number

    figures = list(in_turn(bench_of(corpus, tmp_path), "a row", (SITEGEN, HUGO), once, {"sitegen": "a note"}))
    assert asked == [("sitegen", 0), ("hugo-auto", 0), ("sitegen", 1)]
    assert [(one.contender, one.values, one.note) for one in figures] == [
        ("sitegen", (2.0, 3.0), "a note"),
        ("hugo-auto", (), "fails with 3"),
    ]
    assert "–" in markdown("Title", "", figures, "sitegen")


# The sums


def test_a_ratio_is_taken_round_by_round() -> None:
    assert median_ratio((2.0, 30.0, 9.0), (1.0, 10.0, 9.0)) == 2.0
    assert median_ratio((2.0,), (0.0,)) is None
    assert median_ratio((), (1.0,)) is None


def test_growth_is_from_a_size_to_the_next() -> None:
    sizes = ((1000, 20.0), (100, 2.0), (10_000, 300.0))
    figures = [Figure("cold build", "sitegen", size, "s", (value, value)) for size, value in sizes]
    assert growth(figures) == {("sitegen", 100, 1000): 10.0, ("sitegen", 1000, 10_000): 15.0}


@pytest.mark.parametrize(
    ("value", "told"),
    [(0.012345, "0.0123 s"), (1.5, "1.50 s"), (12.34, "12.3 s"), (38123.4, "38,123 s"), (0, "0 s"), (math.nan, "–")],
)
def test_a_number_has_three_digits_that_mean_something(value: float, told: str) -> None:
    assert in_words(value, "s") == told


def test_a_figure_is_compared_with_its_own_row_and_size() -> None:
    figures = [
        Figure(row, name, size, "s", (size * factor,))
        for row in ("cold build", "nothing changed")
        for size in (100, 1000)
        for name, factor in (("sitegen", 3.0), ("hugo-hook", 1.0))
    ]
    base = base_of(figures[2], figures, "hugo-hook")
    assert base is figures[3]
    assert base_of(figures[2], figures, "absent") is None
    old = Figure("cold build", "sitegen-old", 1000, "s", (9.0,))
    assert base_of(figures[2], [*figures, old], "absent") is old
    text = markdown("Title", "- Cores: 2\n", figures, "hugo-hook")
    assert "| cold build | 1,000 | sitegen | 1 | 3,000 s | 3,000 – 3,000 | × 3.00 |" in text
    assert "| sitegen | 100 → 1,000 | × 10.0 |" in text


def test_a_family_is_all_that_a_process_started() -> None:
    assert family(1, {1: 0, 2: 1, 3: 2, 4: 0, 5: 4}) == {1, 2, 3}


def test_a_run_tells_its_seconds_and_a_failure_its_last_words(tmp_path: Path) -> None:
    taken = run((sys.executable, "-c", "sum(range(100000))"), tmp_path, os.environ)
    assert taken.cpu > 0
    assert taken.wall > 0
    assert taken.memory == 0
    with pytest.raises(Failed, match=r"fails with 3: .*no news") as caught:
        run((sys.executable, "-c", "print('no news'); raise SystemExit(3)"), tmp_path, os.environ)
    assert caught.value.short == "fails with 3"


def test_a_page_is_awaited_as_long_as_there_is_somebody_to_answer(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>vermilion7</p>", "utf-8")
    port = free_port()
    command = (sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1")
    with server(command, tmp_path, os.environ) as process:
        assert await_page(f"http://127.0.0.1:{port}/", "vermilion7", 60, process) is not None
        assert await_page(f"http://127.0.0.1:{port}/", "vermilion8", 0.05, process) is None
        assert await_page(f"http://127.0.0.1:{port}/absent.html", "", 0.05, process) is None
    assert process.returncode is not None
    assert await_page(f"http://127.0.0.1:{port}/", "vermilion7", 60, process) is None


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="Linux alone tells it")
def test_memory_is_that_of_a_process_that_runs() -> None:
    assert proportional_memory(os.getpid()) > 1_000_000
    assert proportional_memory(2**30) == 0


def test_the_size_of_a_folder_is_that_of_its_files(tmp_path: Path) -> None:
    save(tmp_path, iter([("a", "12"), ("b/c", "345")]))
    assert folder_size(tmp_path) == (2, 5)


# The drawing


def test_the_drawing_is_well_formed_and_keeps_inside_its_frame() -> None:
    lines = {"sitegen <new>": [(100, 2.5), (10_000, 238.0), (1000, 25.0)], "hugo-hook": [(100, 0.6), (1000, 2.1)]}
    text = drawing("Seconds & articles", lines)
    root = ElementTree.fromstring(text)
    dots = root.findall(".//{*}circle")
    assert len(dots) == 5
    assert all(0 < float(dot.get("cx", "")) < 720 and 0 < float(dot.get("cy", "")) < 440 for dot in dots)
    assert [float(dot.get("cx", "")) for dot in dots[:3]] == sorted(float(dot.get("cx", "")) for dot in dots[:3])
    assert float(dots[2].get("cy", "")) < float(dots[0].get("cy", ""))
    assert {"sitegen <new>", "hugo-hook", "100", "10,000", "1,000 s"} <= {
        each.text for each in root.findall(".//{*}text")
    }
    assert "prefers-color-scheme: dark" in text


def test_labels_do_not_stand_on_each_other() -> None:
    root = ElementTree.fromstring(drawing("A", {"a": [(100, 5.0)], "b": [(100, 5.1)], "c": [(100, 5.2)]}))
    heights = sorted(float(text.get("y", "")) for text in root.findall(".//{*}text[@class='name']"))
    assert len(heights) == 3
    assert all(below - above >= 15 for above, below in pairwise(heights))


def test_ten_times_the_articles_and_ten_times_the_seconds_are_as_far_everywhere() -> None:
    root = ElementTree.fromstring(drawing("A", {"a": [(100, 1.0), (1000, 10.0), (10_000, 100.0)]}))
    places = [(float(dot.get("cx", "")), float(dot.get("cy", ""))) for dot in root.findall(".//{*}circle")]
    (a, b), (c, d), (e, f) = places
    assert c - a == pytest.approx(e - c, abs=0.2)
    assert b - d == pytest.approx(d - f, abs=0.2)


def test_a_report_has_a_drawing_only_where_cold_builds_were_measured(tmp_path: Path) -> None:
    save_report(tmp_path, "a", "", [Figure("start: --help", "sitegen", 0, "s", (0.1,))], "sitegen")
    save_report(tmp_path, "b", "", [Figure("cold build", "sitegen", 100, "s", (2.0,))], "sitegen")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md", "b.md", "b.svg"]
    assert "](b.svg)" in (tmp_path / "b.md").read_text("utf-8")
