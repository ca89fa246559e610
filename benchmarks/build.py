"""Measures how long builds, edits and previews take, beside other generators and another checkout of sitegen.

    python benchmarks/build.py [--sizes 100,1000] [--rounds 3] [--only cold,serve,sitegen,hugo-auto] [--against PATH]

The news is made up (`made_news.py`), the same for all. Peers take part when they are on PATH: hugo, and eleventy or npx
with Eleventy in reach. Writes DATE.md and DATE.svg, anew after every row.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from contenders import GONE, Contender, environment_of, find_contenders, version_of
from made_news import LATER_ALIASES, Corpus, make_corpus
from measuring import Failed, Figure
from report import in_words, machine_card, save_report
from rows import ROWS, Bench, Row, in_turn

HERE = Path(__file__).resolve().parent


def one_article(bench: Bench) -> Iterator[Figure]:
    """Builds of a single article with the knowledge of those whom it names."""
    yield from in_turn(bench, "one article", bench.contenders, lambda contender, _: bench.build_cold(contender))


def start(bench: Bench) -> Iterator[Figure]:
    """How long it takes to say a version, and sitegen to tell its help."""
    for word in ("--version", "--help"):
        asked = [one for one in bench.contenders if word == "--version" or one.name.startswith("sitegen")]

        def once(contender: Contender, _: int, word: str = word) -> float:
            command = [word if part == "--version" else part for part in contender.version]
            return bench.build(contender, command).wall

        for figure in in_turn(bench, f"start: {word}", asked, once):
            yield replace(figure, articles=0)


def annotator(bench: Bench) -> Iterator[Figure]:
    """Words a second that the annotators of the checkouts read on one core, as `speed.py` counts them."""
    asked = [one for one in bench.contenders if one.name.startswith("sitegen")]
    speeds: dict[str, list[float]] = {contender.name: [] for contender in asked}
    for _ in range(bench.rounds):
        for contender in asked:
            speeds[contender.name].append(_words_a_second(contender))
    for name, values in speeds.items():
        yield Figure("annotator", name, 0, "words/s", tuple(values))


def _words_a_second(contender: Contender) -> float:
    command = (sys.executable, str(HERE / "speed.py"), "--runs", "1")
    told = subprocess.run(command, capture_output=True, text=True, env=environment_of(contender), check=False)
    if found := re.match(r"[\d,]+(?= words a second)", told.stdout):
        return float(found[0].replace(",", ""))
    raise Failed(f"speed.py fails with {contender.name}", told.stderr[-600:])


ALONE: Mapping[str, Row] = {"one": one_article, "start": start, "annotator": annotator}
"""Rows that are measured once, over a single article or none."""


def chosen(only: str, contenders: Sequence[Contender]) -> tuple[list[str], list[Contender]]:
    """The rows and the contenders that a list with commas names; all rows where it names none, and so for contenders.

    Raises Failed for a word that is neither.
    """
    words = [word.strip() for word in only.split(",") if word.strip()]
    rows, names = [*ROWS, *ALONE], [contender.name for contender in contenders]
    if strange := [word for word in words if word not in (*rows, *names)]:
        raise Failed(f"--only: {', '.join(strange)}: neither a row ({', '.join(rows)}) nor here ({', '.join(names)})")
    kept_rows = [row for row in rows if row in words] or rows
    return kept_rows, [one for one in contenders if one.name in words] or list(contenders)


def single(corpus: Corpus) -> Corpus:
    """The first article alone, with the knowledge of those whom it names."""
    article = corpus.articles[0]
    named = {mention.entity.id for mention in article.mentions}
    return Corpus(tuple(one for one in corpus.known if one.id in named), (article,))


def working(bench: Bench) -> Bench:
    """The same with those contenders alone that can build; the others are told of. It compiles what needs compiling."""
    bench.lay_out()
    able = []
    for contender in bench.contenders:
        try:
            bench.build(contender)
            able.append(contender)
        except (Failed, OSError) as failure:
            print(f"{contender.name} left out: {failure}", file=sys.stderr)
    return replace(bench, contenders=tuple(able))


def measured(bench: Bench, sizes: Sequence[int], rows: Sequence[str]) -> Iterator[Figure]:
    """The figures of all rows, as they come; `bench` is that of a single article."""
    for row in (row for row in rows if row in ALONE):
        yield from ALONE[row](bench)
    asked = [row for row in rows if row in ROWS]
    for size in sorted(sizes) if asked else ():
        of_size = replace(bench, corpus=make_corpus(size))
        of_size.lay_out()
        for row in asked:
            yield from ROWS[row](of_size)


def _sizes(text: str) -> list[int]:
    sizes = text.split(",")
    if not all(size.isdecimal() and int(size) > 1 for size in sizes):
        raise argparse.ArgumentTypeError("numbers from 2 on, with commas, such as 100,1000")
    return [int(size) for size in sizes]


def _rounds(text: str) -> int:
    if not (text.isdecimal() and 1 <= int(text) <= len(LATER_ALIASES)):
        raise argparse.ArgumentTypeError(f"1 to {len(LATER_ALIASES)} rounds, for each gives one more alias")
    return int(text)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=_sizes, default=[100, 1000], help="numbers of articles, with commas")
    parser.add_argument("--rounds", type=_rounds, default=3, help="how often each thing is measured")
    parser.add_argument("--only", default="", help=f"rows ({', '.join((*ROWS, *ALONE))}) and contenders")
    parser.add_argument("--against", type=Path, help="another checkout of sitegen, which takes part as sitegen-old")
    parser.add_argument("--baseline", default="hugo-hook", help="the contender that ratios are to")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "sitegen-bench", help="for projects")
    parser.add_argument("--results", type=Path, default=HERE / "results", help="folder of the report")
    parser.add_argument("--limit", type=float, default=120, help="seconds that a preview may take to show an edit")
    return parser.parse_args()


def main() -> None:
    """Measure, or say in one line what cannot be measured."""
    asked = _arguments()
    try:
        _measure(asked)
    except Failed as failure:
        sys.exit(str(failure))
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        for gone in asked.work.glob(f"*/{GONE}"):
            shutil.rmtree(gone)


def _measure(asked: argparse.Namespace) -> None:
    """Say every figure as it comes, and keep the report up to date."""
    if asked.against and not (asked.against / "sitegen").is_dir():
        raise Failed(f"--against: there is no sitegen in {asked.against}")
    everybody = find_contenders(HERE.parent, asked.against and asked.against.resolve())
    rows, contenders = chosen(asked.only, everybody)
    alone = Bench(single(make_corpus(1)), tuple(contenders), asked.work.resolve(), asked.rounds, asked.limit)
    bench = working(alone)
    names = [contender.name for contender in bench.contenders]
    baseline = asked.baseline if asked.baseline in names else names[0]
    versions = {contender.name: version_of(contender) for contender in bench.contenders}
    card, figures = machine_card(versions), []
    today = date.today().isoformat()
    for figure in measured(bench, asked.sizes, rows):
        figures.append(figure)
        size = f", {figure.articles:,} articles" if figure.articles > 1 else ""
        told = f"{figure.row}{size}, {figure.contender}"
        print(f"{told}: {in_words(figure.median, figure.unit)} (n = {len(figure.values)}) {figure.note}", flush=True)
        save_report(asked.results, today, card, figures, baseline)
    print(f"{len(figures)} figures in {asked.results / today}.md")


if __name__ == "__main__":
    main()
