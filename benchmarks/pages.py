"""Measures how saved web pages are read: their main text, structure, day, authors and headline, and MB a second.

    python benchmarks/pages.py [--worst 10] [--half 0|1] [--write PRED.json]

The pages are a folder of html/KEY.html.gz, with truth.json ({KEY: {"articleBody", "url"}}); SITEGEN_PAGES names it.
Text is compared by its runs of four words: precision and recall are means over the pages, F1 is made of the two.
Nothing of the pages is kept.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from sitegen.diagnostics import SitegenError
from sitegen.files.text_file import LoadedFile
from sitegen.model import Article
from sitegen.read import Reading, read_loaded
from sitegen.read.loading import LoadedArticle
from sitegen.text.spans import ATOM

PAGES = Path(os.environ.get("SITEGEN_PAGES", "../shared/pages"))
BROKEN = 0.75
"""A page with an F1 below this was not read."""

RUN = 4
"""Words that are compared at a time."""

STRUCTURE = {"li": 4, "a": 1, "table": 4, "blockquote": 4}
"""What is counted, from how many words on: shorter list items stand in every menu."""

_DAY = re.compile(r"/(20\d\d)[/-]?([01]\d)[/-]?([0-3]\d)(?=\D)")


@dataclass(frozen=True)
class Page:
    """A saved page and what is known of it."""

    key: str
    url: str
    content: bytes
    text: str

    @property
    def day(self) -> str:
        """The day in its address; "" where it holds none."""
        found = _DAY.search(self.url)
        return "-".join(found.groups()) if found else ""


@dataclass(frozen=True)
class Result:
    """What was read from a page, beside what is true of it."""

    page: Page
    reading: Reading | None
    """None where the page was refused."""

    @property
    def text(self) -> str:
        """The text that was read."""
        return self.reading.article.text.replace(ATOM, " ") if self.reading else ""

    @property
    def precision(self) -> float | None:
        """The share of the text read that is the article's; None without text."""
        return overlap(self.page.text, self.text)[0]

    @property
    def recall(self) -> float | None:
        """The share of the article that was read."""
        return overlap(self.page.text, self.text)[1]

    @property
    def f1(self) -> float:
        """Precision and recall in one figure."""
        return harmonic(self.precision or 0.0, self.recall or 0.0)


def read_pages(folder: Path) -> tuple[Page, ...]:
    """The pages of the folder, in the order of their keys; none where it is not there."""
    if not (folder / "truth.json").is_file():
        return ()
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    return tuple(
        Page(key, one["url"], gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes()), one["articleBody"])
        for key, one in sorted(truth.items())
    )


def read(page: Page) -> Result:
    """The page as an article."""
    try:
        return Result(page, read_loaded(LoadedArticle(LoadedFile("page.html", page.content))))
    except SitegenError:
        return Result(page, None)


def runs(text: str) -> Counter[tuple[str, ...]]:
    """The runs of words of a text, each as often as it stands there."""
    words = re.findall(r"\w+", text)
    size = max(1, min(RUN, len(words)))
    return Counter(tuple(words[at : at + size]) for at in range(len(words) - size + 1))


def overlap(true: str, given: str) -> tuple[float | None, float | None]:
    """Precision and recall of a text that was read."""
    wanted, found = runs(true), runs(given)
    both = (wanted & found).total()
    return both / found.total() if found else None, both / wanted.total() if wanted else None


def harmonic(precision: float, recall: float) -> float:
    """F1."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def structure_there(page: Page) -> Mapping[str, Counter[str]]:
    """The lists, links, tables and block quotations of the page whose words stand in the true text, by their words."""
    from bs4 import BeautifulSoup

    true = f" {plain(page.text)} "
    soup = BeautifulSoup(page.content, "html.parser")
    for junk in soup.find_all(("script", "style", "noscript", "template")):
        junk.decompose()
    found: dict[str, Counter[str]] = {tag: Counter() for tag in STRUCTURE}
    for tag in soup.find_all(tuple(STRUCTURE)):
        words = plain(tag.get_text())
        around = plain(tag.parent.get_text()) if tag.name == "a" and tag.parent else words
        enough = len(words.split()) >= STRUCTURE[tag.name] and (tag.name != "a" or around != words)
        if enough and f" {around} " in true:
            found[tag.name][words] += 1
    return found


def structure_read(article: Article) -> Mapping[str, Counter[str]]:
    """The same of an article."""
    found: dict[str, Counter[str]] = {tag: Counter() for tag in STRUCTURE}
    for element in (*article.blocks, *article.marks):
        if element.tag in found:
            found[element.tag][plain(element.span.of(article.text).replace(ATOM, " "))] += 1
    return found


def plain(words: str) -> str:
    """The words alone, one space between them."""
    return " ".join(re.findall(r"\w+", words.lower()))


def structure_rows(results: Iterable[Result]) -> list[tuple[str, str]]:
    """How many of the lists, links, tables and block quotations were kept."""
    there: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    for result in results:
        wanted = structure_there(result.page)
        given = structure_read(result.reading.article) if result.reading else {}
        for tag in STRUCTURE:
            there[tag] += wanted[tag].total()
            kept[tag] += (wanted[tag] & given.get(tag, Counter())).total()
    return [(f"<{tag}> kept", f"{kept[tag]} of {there[tag]}") for tag in STRUCTURE]


def day_row(results: Iterable[Result]) -> tuple[str, str]:
    """How many days are those in the address."""
    dated = [result for result in results if result.page.day]
    given = [str(result.reading.article.date or "") if result.reading else "" for result in dated]
    right = sum(day == result.page.day for day, result in zip(given, dated, strict=True))
    return "day of the address", f"{right} of {len(dated)} ({given.count('')} without)"


def text_rows(results: Sequence[Result]) -> list[tuple[str, str]]:
    """How well the main text was found."""
    precision = mean(result.precision for result in results if result.precision is not None)
    recall = mean(result.recall for result in results if result.recall is not None)
    broken = sum(result.f1 < BROKEN for result in results)
    return [
        ("F1", f"{harmonic(precision, recall):.3f}"),
        ("precision", f"{precision:.3f}"),
        ("recall", f"{recall:.3f}"),
        (f"pages below {BROKEN}", str(broken)),
    ]


def naming_rows(results: Sequence[Result]) -> list[tuple[str, str]]:
    """On how many pages something was found."""
    articles = [result.reading.article for result in results if result.reading]
    told = Counter(one.code for result in results if result.reading for one in result.reading.warnings)
    return [
        ("pages with a date", str(sum(article.date is not None for article in articles))),
        ("pages with an author", str(sum(bool(article.authors) for article in articles))),
        ("pages with a headline", str(len(articles) - told["SG310"])),
        ("warnings", ", ".join(f"{code} {count}" for code, count in sorted(told.items())) or "none"),
    ]


def main() -> int:
    """Print the table; 1 when the pages are not there."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--worst", type=int, default=0, help="how many of the worst pages are named")
    parser.add_argument("--half", type=int, choices=(0, 1), help="every second page, from this one on")
    parser.add_argument("--write", type=Path, help="file for text and day of every page, as JSON")
    options = parser.parse_args()
    pages = read_pages(PAGES)
    if not pages:
        print(f"no pages in {PAGES}; SITEGEN_PAGES names their folder", file=sys.stderr)
        return 1
    pages = pages if options.half is None else pages[options.half :: 2]
    read(pages[0])
    begun = time.process_time()
    results = [read(page) for page in pages]
    seconds = time.process_time() - begun
    size = sum(len(page.content) for page in pages) / 1e6
    rows = [*text_rows(results), *structure_rows(results), day_row(results), *naming_rows(results)]
    for name, value in (("pages", str(len(pages))), *rows, ("MB a second", f"{size / seconds:.2f}")):
        print(f"{name:24}{value}")
    for result in sorted(results, key=lambda result: result.f1)[: options.worst]:
        scores = f"{result.f1:.2f}  {result.precision or 0:.2f}  {result.recall or 0:.2f}"
        print(f"  {scores}  {result.page.key[:8]}  {result.page.url}")
    if options.write:
        given = {
            result.page.key: {
                "text": result.text,
                "date": str(result.reading.article.date or "") if result.reading else "",
            }
            for result in results
        }
        options.write.write_text(json.dumps(given, ensure_ascii=False), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
