"""Plain text to paragraphs; which files are articles; what is said about a file that cannot be read."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sitegen
from sitegen.build import build
from sitegen.diagnostics import Severity, SitegenError
from sitegen.files.static_folder import find_static_files, is_published
from sitegen.knowledge import knowledge_files
from sitegen.model import Article, Publisher
from sitegen.read import find_pages, find_sources, read_article, read_page, read_text
from sitegen.read.headline import LONGEST_HEADLINE, derive_headline, find_dateline
from sitegen.read.unread import find_unread_files
from sitegen.text.weave import weave


def article(text: str) -> Article:
    return read_text(text, "news/a.txt").article


def write(root: Path, name: str, content: str | bytes = "Some words stand here.\n") -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def mistakes(path: Path, root: Path) -> list[tuple[str, str, int]]:
    """Code, path and line of everything that is wrong with a file."""
    with pytest.raises(SitegenError) as caught:
        read_article(path, root)
    return [(d.code, d.path, d.line) for d in caught.value.diagnostics]


WRAPPED = "The ferry to the islands left an hour late\nand nobody on board minded in the least, for\nthe sun was out."

TEXTS = {
    "one paragraph": ("One line.", ["One line."]),
    "two paragraphs": ("One.\n\nTwo.\n", ["One.", "Two."]),
    "hard-wrapped lines stay": ("One\ntwo\n\nthree", ["One\ntwo", "three"]),
    "many blank lines, some with spaces": ("\n\n  \nOne.\n \t \n\n\nTwo.\n\n", ["One.", "Two."]),
    "spaces at both ends of a line": ("  One  \n  two\t\n", ["One\ntwo"]),
    "long lines are paragraphs": (f"{'one ' * 60}\nTwo.", [("one " * 60).strip(), "Two."]),
    "a sentence a line": (
        "The ferry left.\nIt was late.\nNobody minded.",
        ["The ferry left.", "It was late.", "Nobody minded."],
    ),
    "two lines, the second in the middle of a sentence": ("The ferry\nto Malk.", ["The ferry\nto Malk."]),
    "two lines of a text that is wrapped": (
        f"{WRAPPED}\n\nNobody was told why it left so late, said Ada\nMoran.",
        [
            WRAPPED,
            "Nobody was told why it left so late, said Ada\nMoran.",
        ],
    ),
    "two lines of a list in such a text": (
        f"{WRAPPED}\n\nAda Moran\nBo Lind",
        [
            WRAPPED,
            "Ada Moran",
            "Bo Lind",
        ],
    ),
    "no markup": ("<b>One</b> *two* & [three](four)", ["<b>One</b> *two* & [three](four)"]),
    "a real object replacement character": ("One￼two", ["One￼two"]),
    "the word date": ("date palms grow here", ["date palms grow here"]),
    "a number after the word date": ("date 5 of the tour", ["date 5 of the tour"]),
    "a date further on": ("One.\n\ndate 2023-01-21 two", ["One.", "date 2023-01-21 two"]),
    "a date in a longer word": ("date 2023-01-21st is odd", ["date 2023-01-21st is odd"]),
}


@pytest.mark.parametrize(("text", "paragraphs"), TEXTS.values(), ids=TEXTS.keys())
def test_paragraphs(text: str, paragraphs: list[str]) -> None:
    read = article(text)
    assert [block.span.of(read.text) for block in read.blocks] == paragraphs
    assert {block.tag for block in read.blocks} == {"p"}
    assert read.text.split() == text.split()


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="aB .\n", min_size=1, max_size=200).filter(lambda text: text.strip(" \n")))
def test_a_file_and_the_annotator_see_the_same_paragraphs(text: str) -> None:
    read, plain = article(text), sitegen.annotate_text(text).article
    words = [[block.span.of(one.text).split() for block in one.blocks] for one in (read, plain)]
    assert words[0] == words[1]


def test_the_date_before_the_first_word_is_cut_and_the_dateline_stays() -> None:
    read = article(" date 2023-01-21 LIMA — The market opened.\n\nIt rained.\n")
    assert str(read.date) == "2023-01-21"
    assert read.dateline == "LIMA"
    assert read.text == "LIMA — The market opened.\n\nIt rained."


def test_the_date_may_stand_on_its_own_line() -> None:
    read = article("date 2023-01-21\n\nThe market opened.")
    assert (str(read.date), read.text) == ("2023-01-21", "The market opened.")


TEXT = "The market opened on Monday, and nobody in the whole harbour town bought any fish at all."

HEADS = {
    "date: 2026-03-14": ("", "2026-03-14", ()),
    "Date: 2026-03-14\n": ("", "2026-03-14", ()),
    "Date: 14 March 2026": ("", "2026-03-14", ()),
    "Title: The late ferry\nDate: 2026-03-14T08:00:00Z\nBy: Ana Lima and Bo Lind\n": (
        *("The late ferry", "2026-03-14"),
        ("Ana Lima", "Bo Lind"),
    ),
    "Headline: The late ferry\n\nBy Ana Lima\n": ("The late ferry", "None", ("Ana Lima",)),
    "The late ferry\n": ("The late ferry", "None", ()),
    "THE LATE FERRY\nBy Ana Lima\n": ("THE LATE FERRY", "None", ("Ana Lima",)),
    "The late ferry\n\nBy Ana Lima and Bo Lind\n\ndate 2026-03-14\n": (
        *("The late ferry", "2026-03-14"),
        ("Ana Lima", "Bo Lind"),
    ),
    "date 2026-03-14\n\nThe late ferry\n": ("The late ferry", "2026-03-14", ()),
    "\n\nBy Ana Lima\n": ("", "None", ("Ana Lima",)),
    "Author: Ana Lima\nTags: ports, ferries\nLang: de\n": ("", "None", ("Ana Lima",)),
}


@pytest.mark.parametrize(("head", "expected"), HEADS.items())
def test_what_stands_before_a_text(head: str, expected: tuple[str, str, tuple[str, ...]]) -> None:
    reading = read_text(f"{head}\n{TEXT}\n\nIt rained.\n", "a.txt")
    read, derived = reading.article, "SG310" in {one.code for one in reading.warnings}
    assert ("" if derived else read.headline, str(read.date), read.authors) == expected
    assert read.text == f"{TEXT}\n\nIt rained."


MESSAGES = {
    "From: Ana Lima <ana@quay.example>\nTo: desk@quay.example\nSubject: The late ferry\n"
    "Date: Sat, 14 Mar 2026 10:00:00 +0100\n": ("The late ferry", "2026-03-14", ("Ana Lima",)),
    "Received: from quay.example\n\tby mail.example; Fri, 13 Mar 2026\nSubject: =?utf-8?q?F=C3=A4hre?=\n sails\n"
    "X-Id: 1\nSent: 14 March 2026\n": ("Fähre sails", "2026-03-14", ()),
    'FROM: "Ana Lima" <ana@quay.example>\nSUBJECT: Fwd: RE: The late ferry\n': (
        "The late ferry",
        "None",
        ("Ana Lima",),
    ),
}


@pytest.mark.parametrize(("head", "expected"), MESSAGES.items())
def test_the_head_of_a_message(head: str, expected: tuple[str, str, tuple[str, ...]]) -> None:
    read = article(f"{head}\n{TEXT}\n\nIt rained.\n")
    assert (read.headline, str(read.date), read.authors) == expected
    assert read.text == f"{TEXT}\n\nIt rained."


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        (f"{TEXT}\n\n-- \nAna Lima\nSent from a phone\n", TEXT),
        (f"{TEXT}\n--\nAna Lima", TEXT),
        (f"{TEXT}\n\n--\n" + "A line.\n" * 20, None),
        (f"{TEXT}\n\n---\nAna Lima", None),
        (f"--\n{TEXT}", None),
    ],
)
def test_the_signature_of_a_message_is_left_out_and_told(words: str, kept: str | None) -> None:
    reading = read_text(f"Subject: The late ferry\nFrom: Ana Lima\n\n{words}", "a.txt")
    assert [one.code for one in reading.warnings] == ["SG372"] * (kept is not None)
    assert reading.article.text == kept if kept is not None else "--" in reading.article.text
    assert "--" in article(words).text


@pytest.mark.parametrize(
    "head",
    [
        "---\ntitle: The late ferry\ndate: 2026-03-14\nauthor: Ana Lima\n---\n",
        '+++\ntitle = "The late ferry"\ndate = 2026-03-14\nauthor = "Ana Lima"\n+++\n',
    ],
)
def test_front_matter_in_a_text(head: str) -> None:
    read = article(f"{head}\n{TEXT}")
    assert (read.headline, str(read.date), read.authors) == ("The late ferry", "2026-03-14", ("Ana Lima",))
    assert read.text == TEXT
    with pytest.raises(SitegenError) as caught:
        article(f"---\ntitle: The late ferry\ntitel: x\n---\n\n{TEXT}")
    assert [(one.code, one.line) for one in caught.value.diagnostics] == [("SG103", 3)]


NO_HEADS = [
    f"---\n\n{TEXT}\n\n---",
    f"---\nNote: a\n---\n\n{TEXT}",
    f"From: the harbour\nTo: the sea\n\n{TEXT}",
    f"Subject: ferries\n\n{TEXT}",
    f"Subject: ferries\nFrom: Ana\n{TEXT}",
    f"The late ferry.\n\n{TEXT}",
    f"The ferry\n\n{TEXT}",
    "The late ferry\n\nNo sentence",
    f"The late ferry\n{TEXT}",
    f"the late ferry\n\n{TEXT}",
    f"A list of all ports:\n\n{TEXT}",
    f"By Monday\n\n{TEXT}",
    f"By Monday the ferry was late again\n{TEXT}",
    f"Note: {TEXT}",
    f"Summary: {TEXT}",
    "Date: nobody knows which\n\nText.",
    f"Friday, 13 March 2026 in Lisbon\n\n{TEXT}",
    "One two three\n\nfour five six\n\nseven",
]


@pytest.mark.parametrize("text", NO_HEADS)
def test_what_is_no_head_stays(text: str) -> None:
    assert article(text).text.split() == text.split()


def test_a_headline_that_no_key_announces_is_told(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", f"\nThe late ferry\n\n{TEXT}\n")
    assert [(one.code, one.line, one.severity) for one in read_article(path, tmp_path).warnings] == [
        ("SG366", 2, Severity.NOTE)
    ]
    write(tmp_path, "a.yaml", "title: the late Ferry\n")
    reading = read_article(path, tmp_path)
    assert (reading.article.headline, reading.article.text, reading.warnings) == ("the late Ferry", TEXT, ())
    write(tmp_path, "a.yaml", "title: Another\n")
    reading = read_article(path, tmp_path)
    assert (reading.article.headline, reading.warnings) == ("Another", ())
    assert reading.article.text == f"The late ferry\n\n{TEXT}"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Title: x\nDate: soon\n", ("SG105", 2)),
        ("Title: x\n\nSlug: A B\n", ("SG105", 3)),
        ("Date: 2026-03-14\nDraft: perhaps\n", ("SG105", 2)),
        ("Title: x\ndate 2026-02-30\n", ("SG306", 2)),
    ],
)
def test_a_mistake_in_a_head(head: str, expected: tuple[str, int]) -> None:
    with pytest.raises(SitegenError) as caught:
        article(f"{head}\n{TEXT}")
    assert [(one.code, one.line) for one in caught.value.diagnostics] == [expected]


def test_a_head_may_say_that_it_is_a_draft() -> None:
    assert article(f"Title: x\nDraft: true\n\n{TEXT}").draft
    assert article(f"Title: x\nTags: ports, ferries\nLang: de\n\n{TEXT}").tags == ("ports", "ferries")


@pytest.mark.parametrize("day", ["2023-02-30", "2023-1-2", "21.01.2023", "0000-01-01", "٢٠٢٣-٠١-٠٢"])
def test_a_day_that_is_none(day: str) -> None:
    with pytest.raises(SitegenError) as caught:
        article(f"\n date {day} LIMA — The market opened.")
    found = caught.value.diagnostics[0]
    assert (found.code, found.line, found.column, found.path) == ("SG306", 2, 7, "news/a.txt")


DATELINES = {
    "PARIS — The": "PARIS",
    "SÃO PAULO, Brazil (Agency) — The": "SÃO PAULO, Brazil (Agency)",
    "KYIV/BERLIN – The": "KYIV/BERLIN",
    "WASHINGTON -- The": "WASHINGTON",
    "ST. GALLEN — The": "ST. GALLEN",
    "GOMA, Jan. 5 - The": "GOMA, Jan. 5",
    "Paris — the city of light": "",
    "The market — open since May — closed": "",
    "A dog — a large one": "",
    "PARIS The": "",
    "PARIS —": "",
    "THE DAY ALL THE LIGHTS WENT OUT — a report": "",
}


@pytest.mark.parametrize(("paragraph", "dateline"), DATELINES.items())
def test_datelines(paragraph: str, dateline: str) -> None:
    assert find_dateline(paragraph)[0] == dateline


HEADLINES = {
    "LIMA — The market opened on Monday. It rained.": "The market opened on Monday",
    "Dr. Reis came at 9 a.m. on Monday.": "Dr. Reis came at 9 a.m. on Monday",
    "The council of the harbour town voted on Saturday, by nine to two, to slow the ferry down for good.": (
        "The council of the harbour town voted on Saturday, by nine to two"
    ),
    "The harbour master and her deputy said on Monday evening that the last boat had already left the quay.": (
        "The harbour master and her deputy said on Monday evening"
    ),
    "Antidisestablishmentarianism " * 6: "Antidisestablishmentarianism Antidisestablishmentarianism…",
    "“We are in no hurry at all,” the mayor of the small town told everybody who wanted to listen to her.": (
        "“We are in no hurry at all,” the mayor of the small town told…"
    ),
    "x" * 500: "x" * 69 + "…",
    "￼ Picture first.": "Picture first",
    "…": "…",
    "": "",
}


@pytest.mark.parametrize(("paragraph", "headline"), HEADLINES.items())
def test_headlines(paragraph: str, headline: str) -> None:
    assert derive_headline(paragraph) == headline


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_headlines_are_short(paragraph: str) -> None:
    assert len(derive_headline(paragraph)) <= LONGEST_HEADLINE + 1


def test_a_missing_headline_is_a_warning(tmp_path: Path) -> None:
    reading = read_article(write(tmp_path, "a.txt", "The market opened.\n"), tmp_path)
    assert reading.article.headline == "The market opened"
    assert [(w.code, w.severity, w.path) for w in reading.warnings] == [("SG310", Severity.WARNING, "a.txt")]
    assert "a.yaml" in reading.warnings[0].help


def test_a_file_beside_the_text_says_more(tmp_path: Path) -> None:
    path = write(tmp_path, "news/Böses Wetter.txt", " date 2023-01-21 LIMA — It rained.")
    write(
        tmp_path, "news/Böses Wetter.yaml", "title: Rain\nsource: {publisher: The Courier, url: https://c.example/1}\n"
    )
    reading = read_article(path, tmp_path)
    read = reading.article
    assert (read.headline, read.slug, read.path) == ("Rain", "boses-wetter", "news/Böses Wetter.txt")
    assert read.publisher == Publisher("The Courier", "https://c.example/1")
    assert (str(read.date), read.dateline, reading.warnings) == ("2023-01-21", "LIMA", ())


def test_a_page_needs_no_headline(tmp_path: Path) -> None:
    reading = read_page(write(tmp_path, "pages/about.md", "# About\n\nUs.\n"), tmp_path)
    assert (reading.article.headline, reading.article.text, reading.warnings) == ("About", "Us.", ())


FILES = {
    b"": ("SG305", 1),
    b" \n\n": ("SG305", 1),
    b"\xef\xbb\xbf": ("SG305", 1),
    b"date 2023-01-21": ("SG305", 1),
    b"one\ntw\xffo": ("SG303", 2),
    b"\x89PNG\r\n\x1a\n\x00\x00": ("SG303", 1),
    b"one\r\n\r\ntw\x00o": ("SG304", 3),
    "one\n\nIt\x92s two".encode(): ("SG304", 3),
    "one\ufffe two".encode(): ("SG304", 1),
    b"x" * 5_000_001: ("SG302", 0),
}


@pytest.mark.parametrize(("content", "expected"), FILES.items(), ids=range(len(FILES)))
def test_files_that_are_no_article(tmp_path: Path, content: bytes, expected: tuple[str, int]) -> None:
    assert mistakes(write(tmp_path, "a.txt", content), tmp_path) == [(expected[0], "a.txt", expected[1])]


GERMAN = "Die Fähre fährt wieder. „Wir haben lange gewartet“, sagte Jörg Weiß – und lachte über die Straße."
QUOTED = "“It is late,” said Zoë Marsh, who hadn’t waited at all – the café was closed for the whole week."
OTHERS = {
    "Windows-1252": (QUOTED, "cp1252"),
    "Windows-1252, German": (GERMAN, "cp1252"),
    "Windows-1252, marks alone": ("“No,” she said. It’s over, and nobody came.", "cp1252"),
    "UTF-16 with a mark": (QUOTED, "utf-16"),
    "UTF-16 from the other end": (f"\ufeff{GERMAN}", "utf-16-be"),
    "UTF-16 without a mark": (QUOTED, "utf-16-le"),
    "UTF-16 of other letters": ("Паром опоздал, сказала Инеш Дуарте.", "utf-16"),
}


@pytest.mark.parametrize(("text", "codec"), OTHERS.values(), ids=OTHERS)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_another_encoding_is_read_where_it_is_certain(tmp_path: Path, name: str, text: str, codec: str) -> None:
    reading = read_article(write(tmp_path, name, f"{text}\r\n\r\nIt rained.\r\n".encode(codec)), tmp_path)
    assert reading.article.text == f"{text}\n\nIt rained.".removeprefix("\ufeff")
    told = [(one.code, one.severity) for one in reading.warnings if one.code != "SG310"]
    assert told == [("SG309", Severity.NOTE)]


DOUBTFUL = {
    "Windows-1250": ("Dvořák a Pešková řekli, že loď přijede až zítra ráno a že na ni nikdo nečeká.", "cp1250"),
    "Windows-1250, Polish": ("Prom znów się spóźnił, powiedziała burmistrz miasta Łódź w piątek wieczorem.", "cp1250"),
    "Windows-1250, Slovene": ("Ladja še ni prišla, je rekel pristaniški mojster in čakal do večera.", "cp1250"),
    "Windows-1254": ("Vapur gecikti, dedi liman müdürü ve akşama kadar kıyıda bekledi.", "cp1254"),
    "Windows-1251": ("Паром опоздал, сказала Инеш Дуарте.", "cp1251"),
    "Macintosh": ("“It is late,” said Ines Duarte, who hadn’t waited for it at all.", "mac-roman"),
    "DOS": ("Die Fähre fährt wieder, sagte der Hafenmeister am Freitag über den Plan.", "cp850"),
    "half UTF-16": ("It is late", "utf-16-le"),
}


@pytest.mark.parametrize(("text", "codec"), DOUBTFUL.values(), ids=DOUBTFUL)
def test_an_encoding_in_doubt_is_refused(tmp_path: Path, text: str, codec: str) -> None:
    content = text.encode(codec)[: -1 if codec.startswith("utf") else None]
    ((code, path, _),) = mistakes(write(tmp_path, "a.txt", content), tmp_path)
    assert (code, path) == ("SG304" if codec.startswith("utf") else "SG303", "a.txt")


def test_a_file_of_keys_is_utf_8(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", TEXT)
    write(tmp_path, "a.yaml", "title: It’s late\n".encode("cp1252"))
    assert mistakes(path, tmp_path) == [("SG303", "a.yaml", 1)]


def test_line_ends_and_byte_order_marks_of_others(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", b"\xef\xbb\xbfOne\r\ntwo\r\rthree\r\n")
    assert read_article(path, tmp_path).article.text == "One\ntwo\n\nthree"


def test_all_mistakes_of_a_file_come_at_once(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "date 2023-02-30 One")
    write(tmp_path, "a.yaml", "titel: x\nslug: A B\n")
    assert sorted(mistakes(path, tmp_path)) == [("SG103", "a.yaml", 1), ("SG105", "a.yaml", 2), ("SG306", "a.txt", 1)]


def test_a_name_that_makes_no_address(tmp_path: Path) -> None:
    assert mistakes(write(tmp_path, "!!!.txt"), tmp_path) == [("SG341", "!!!.txt", 0)]


def test_a_slug_is_never_too_long_for_a_disk(tmp_path: Path) -> None:
    assert len(read_article(write(tmp_path, "北" * 80 + ".txt"), tmp_path).article.slug) <= 120


ARTICLES = ["a.txt", "news/b.md", "news/deep/c.html", "d.HTML", "notice-to-mariners.txt", "other/pages/e.md"]
OTHERS = [
    "a.yaml", "pages/about.md", "knowledge/x.md", "static/x.html", "theme/y.html", "_draft.md", "_drafts/a.md",
    ".git/a.txt", "README.md", "news/README.txt", "LICENSE.txt", "CHANGELOG.md", "CONTRIBUTING.md", "NOTICE.txt",
    "readme.txt", "out/a.html", "skin/b.html", "map.png", "c.htmlx",
    "venv/pyvenv.cfg", "venv/lib/top_level.txt", "node_modules/x/notes.md", "public/.sitegen", "public/index.html",
]  # fmt: skip


def test_which_files_are_articles(tmp_path: Path) -> None:
    for name in (*ARTICLES, *OTHERS):
        write(tmp_path, name)
    found = find_sources(tmp_path, tmp_path / "out", tmp_path / "skin").paths
    assert [path.relative_to(tmp_path).as_posix() for path in found] == sorted(ARTICLES)
    assert [path.name for path in find_pages(tmp_path)] == ["about.md"]


IN_ARTICLES = ["articles/b.md", "articles/deep/c.html", "articles/deep/pages/d.txt"]


def told_unread(root: Path) -> dict[str, str]:
    """The paths of the notes on what is not read, with their codes."""
    found = tuple(find_unread_files(find_sources(root, root / "out", root / "skin")))
    assert {one.severity for one in found} <= {Severity.NOTE}
    return {one.path: one.code for one in found}


def test_beside_a_folder_of_articles_nothing_is_an_article(tmp_path: Path) -> None:
    for name in (*IN_ARTICLES, *ARTICLES, *OTHERS):
        write(tmp_path, name)
    found = find_sources(tmp_path, tmp_path / "out", tmp_path / "skin").paths
    assert [path.relative_to(tmp_path).as_posix() for path in found] == sorted(IN_ARTICLES)
    told = ["a.txt", "d.HTML", "news", "node_modules", "notice-to-mariners.txt", "other", "venv"]
    assert told_unread(tmp_path) == dict.fromkeys(told, "SG345")


def test_what_is_not_looked_into_is_told(tmp_path: Path) -> None:
    for name in ("a.txt", "venv/pyvenv.cfg", "venv/lib/top_level.txt", "public/.sitegen", "public/a.html"):
        write(tmp_path, name)
    assert [path.name for path in find_sources(tmp_path).paths] == ["a.txt"]
    assert told_unread(tmp_path) == {"venv": "SG345"}


def test_what_looks_like_an_article_and_is_none_is_told(tmp_path: Path) -> None:
    for name in (
        "articles/a.txt",
        "articles/README.md",
        "articles/node_modules/z.md",
        "pages/about.txt",
        "pages/us.md",
    ):
        write(tmp_path, name)
    assert [path.name for path in find_sources(tmp_path).paths] == ["a.txt"]
    told = ("articles/README.md", "articles/node_modules", "pages/about.txt")
    assert told_unread(tmp_path) == dict.fromkeys(told, "SG345")


def test_what_a_gitignore_names_is_read_only_in_articles(tmp_path: Path) -> None:
    for name in ("a.txt", "drafts/b.md", "sub/keep.md", "sub/c.md", "sub/d/e.md", "venv/pyvenv.cfg", "venv/f.txt"):
        write(tmp_path, name)
    write(tmp_path, ".gitignore", "/drafts/\nvenv\n*.md\n!keep.md\n")
    assert [path.name for path in find_sources(tmp_path).paths] == ["a.txt", "keep.md"]
    assert told_unread(tmp_path) == dict.fromkeys(["drafts", "sub"], "SG345"), "what was left out is told"
    write(tmp_path, "articles/g.md")
    assert [path.name for path in find_sources(tmp_path).paths] == ["g.md"]
    assert told_unread(tmp_path) == dict.fromkeys(["a.txt", "sub"], "SG345"), "what Git leaves out is no text"


def test_a_document_among_articles_is_told_with_a_way_out(tmp_path: Path) -> None:
    for name in ("a.md", "b.docx", "c.ODT", "d.htm", "deep/e.pdf", "deep/linked.pdf", "~$b.docx", "f.png"):
        write(tmp_path / "articles", name)
    write(tmp_path, "articles/a.md", "# A\n\nSee [it](deep/linked.pdf).\n")
    for number in range(5):
        write(tmp_path, f"articles/many/{number}.rtf")
    built = build(tmp_path, tmp_path / "out", strict=True)
    told = {one.path.rpartition("articles/")[2]: (one.message, one.help) for one in built.warnings}
    as_docx = "save it as .docx, of which `sitegen import` makes an article, or as plain text (.txt)"
    assert told == {
        "b.docx": ("is not read", "`sitegen import` makes an article of it"),
        "c.ODT": ("is not read", as_docx),
        "d.htm": ("is not read", "rename it to d.html"),
        "deep/e.pdf": ("is not read", told["deep/e.pdf"][1]),
        "many/0.rtf": ("and 4 other .rtf files are not read", as_docx),
    }


def test_a_folder_of_documents_alone_tells_what_to_do(tmp_path: Path) -> None:
    write(tmp_path, "a.odt")
    with pytest.raises(SitegenError) as caught:
        build(tmp_path, tmp_path / "out")
    assert [one.code for one in caught.value.diagnostics] == ["SG401", "SG345"]


def test_a_folder_that_only_some_systems_take_for_another_is_told(tmp_path: Path) -> None:
    for name in ("Articles/a.md", "STATIC/b.png", "knowledge/c.yaml", "deep/Pages/d.md", "Theme"):
        write(tmp_path, name)
    told = {one.path: one.severity for one in find_unread_files(find_sources(tmp_path)) if one.code == "SG367"}
    assert told == dict.fromkeys(("Articles", "STATIC"), Severity.WARNING)


def test_a_text_for_search_engines_is_no_article_wherever_it_lies(tmp_path: Path) -> None:
    for name in ("a.md", "robots.txt", "requirements.txt", "README.md"):
        write(tmp_path, name)
    assert told_unread(tmp_path) == {"robots.txt": "SG345"}


def test_a_link_that_leads_out_of_static_is_told(tmp_path: Path) -> None:
    for name in ("a.txt", "secret/key.txt", "static/in.txt"):
        write(tmp_path, name)
    (tmp_path / "static" / "out.txt").symlink_to(tmp_path / "secret" / "key.txt")
    (tmp_path / "static" / "folder").symlink_to(tmp_path / "secret")
    (tmp_path / "static" / "inside.txt").symlink_to(tmp_path / "static" / "in.txt")
    assert [path.name for path in find_static_files(tmp_path / "static")] == ["in.txt", "inside.txt"]
    told = {path: code for path, code in told_unread(tmp_path).items() if path.startswith("static/")}
    assert told == dict.fromkeys(["static/folder", "static/out.txt"], "SG346")


STATIC = ["CNAME", ".nojekyll", ".well-known/security.txt", "img/a.png", "robots.txt", "a.swpx", "#a", "#", "bak"]
NOT_STATIC = [
    ".env", ".htpasswd", ".DS_Store", "img/.env", "img/Thumbs.db", "notes.txt~", ".a.txt.swp", "desktop.ini", "#a.css#",
    ".#a.css", "~$list.docx", "img/ehthumbs.db", "a.css.BAK", "a.css.orig", "a.swn",
]  # fmt: skip


def test_nothing_that_nobody_meant_to_publish_is_published(tmp_path: Path) -> None:
    for name in (*STATIC, *NOT_STATIC, ".git/config", ".git/objects/12", "img/.git/HEAD", "__MACOSX/a.png"):
        write(tmp_path / "static", name)
    write(tmp_path, "articles/a.md", "# T\n\nText.\n")
    built = build(tmp_path, tmp_path / "out", strict=True)
    published = {path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*")}
    assert published >= set(STATIC)
    assert not {name for name in published if not is_published(name.rpartition("/")[2]) and name != ".sitegen"}
    told = {one.path.rpartition("static/")[2] for one in built.warnings if one.code == "SG346"}
    assert told == {*NOT_STATIC, ".git", "img/.git", "__MACOSX"}


def test_a_theme_publishes_no_more(tmp_path: Path) -> None:
    for name in ("theme/static/a.css", "theme/static/.env", "theme/static/.git/config"):
        write(tmp_path, name)
    write(tmp_path, "articles/a.md", "# T\n\nText.\n")
    built = build(tmp_path, tmp_path / "out")
    assert (tmp_path / "out/assets/a.css").is_file()
    assert not [path for path in (tmp_path / "out").rglob("*") if path.name in {".env", ".git", "config"}]
    assert [one.code for one in built.warnings] == ["SG346", "SG346"]


def test_a_folder_with_one_text_and_nothing_else(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt")
    assert find_sources(tmp_path).paths == (path,)
    assert find_sources(tmp_path, tmp_path).paths == (path,)
    assert find_pages(tmp_path) == ()
    assert find_sources(tmp_path / "nowhere").paths == ()
    assert tuple(find_unread_files(find_sources(tmp_path / "nowhere"))) == ()


def test_links_out_of_the_project_are_refused(tmp_path: Path) -> None:
    write(tmp_path, "outside/secret.txt")
    root = tmp_path / "project"
    inside = write(root, "a.txt")
    (root / "b.txt").symlink_to(inside)
    assert len(find_sources(root).paths) == 2
    (root / "c.txt").symlink_to(tmp_path / "outside" / "secret.txt")
    (root / "folder").symlink_to(tmp_path / "outside")
    with pytest.raises(SitegenError) as caught:
        find_sources(root)
    assert [(d.code, d.path) for d in caught.value.diagnostics] == [("SG340", "c.txt")]
    assert mistakes(root / "c.txt", root) == [("SG340", "c.txt", 0)]


def test_a_file_beside_the_text_is_not_read_from_outside(tmp_path: Path) -> None:
    secret = write(tmp_path, "secret.yaml", "title: secret\n")
    path = write(tmp_path / "project", "a.txt")
    path.with_suffix(".yaml").symlink_to(secret)
    assert mistakes(path, tmp_path / "project") == [("SG340", "a.yaml", 0)]


def test_a_link_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "b.txt")
    assert [path.name for path in find_sources(tmp_path).paths] == ["a.txt"]
    assert mistakes(tmp_path / "a.txt", tmp_path) == [("SG301", "a.txt", 0)]


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "ignore")))
@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, suffix: str, content: bytes) -> None:
    root = tmp_path_factory.getbasetemp()
    try:
        read = read_article(write(root, f"any{suffix}", content), root).article
    except SitegenError:
        return
    assert read.headline
    assert weave(read.text, read.blocks, read.marks, atoms=read.atoms)


@pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="its disks take only names that are text")
@pytest.mark.parametrize("name", [b"articles/b\xff.md", b"articles/\xff/b.md", b"pages/\xff.md"])
def test_a_name_that_is_no_text_is_told(tmp_path: Path, name: bytes) -> None:
    write(tmp_path, "articles/a.md")
    write(tmp_path, os.fsdecode(name))
    with pytest.raises(SitegenError) as caught:
        build(tmp_path, tmp_path / "out", cache=False)
    told = [(one.code, one.path.rpartition("/")[0].rpartition("/")[2]) for one in caught.value.diagnostics]
    assert told == [("SG349", Path(os.fsdecode(name)).parent.name.encode("utf-8", "backslashreplace").decode())]


REPORT = "LISBON (Wire) - The town voted on Friday for a slower ferry, after years of talk about it.\n\nMore.\n"


@pytest.mark.parametrize(
    "head",
    [
        "SLOWER FERRY AT LAST\n\nBy Ana Lima\nMarch 14, 2026\n\n",
        "Slower ferry at last\n14 March 2026\nBy Ana Lima\n\n",
        "March 14, 2026\n\nSlower ferry at last\n\nBy Ana Lima\n\n",
        "Slower ferry at last\n\nBy Ana Lima | Published March 14, 2026\n\n",
    ],
)
def test_a_line_that_is_a_day_is_that_of_the_article(head: str) -> None:
    read = read_text(head + REPORT, "a.txt").article
    assert (read.headline.lower(), read.authors, str(read.date)) == (
        "slower ferry at last",
        ("Ana Lima",),
        "2026-03-14",
    )
    assert read.text.startswith("LISBON (Wire)")


def test_a_day_among_words_is_text() -> None:
    read = read_text(f"Slower ferry at last\n\n14 March 2026 was a good day\n\n{REPORT}", "a.txt").article
    assert read.date is None
    assert "14 March 2026 was a good day" in read.text


@pytest.mark.parametrize("find", [find_static_files, knowledge_files])
def test_a_folder_that_cannot_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, find: Callable[[Path], object]
) -> None:
    def refuse(folder: str) -> None:
        raise PermissionError(13, "Permission denied", str(folder))

    write(tmp_path / "own", "a.yaml")
    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(SitegenError, match="SG301"):
        find(tmp_path / "own")
    monkeypatch.undo()
    assert find(tmp_path / "none") == ()


@pytest.mark.parametrize("content", [b"{\\rtf1\\ansi The pier.}", b"%PDF-1.4\n%\xe2\xe3\n", b"PK\x03\x04\x14\xff"])
def test_documents_by_the_name_of_a_text_are_told_as_such(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    with pytest.raises(SitegenError, match="holds") as caught:
        read_article(tmp_path / "a.txt", tmp_path)
    assert [told.code for told in caught.value.diagnostics] == ["SG303"]


@pytest.mark.parametrize("target", ["nowhere.txt", "a.txt"])
def test_links_that_lead_to_no_file_are_told(tmp_path: Path, target: str) -> None:
    project = tmp_path / "project"
    (project / "static").mkdir(parents=True)
    (project / "a.txt").symlink_to(target)
    (project / "b.txt").write_text("The pier opens.")
    (project / "static" / "loop.css").symlink_to("loop.css")
    with pytest.raises(SitegenError, match="leads nowhere"):
        build(project, tmp_path / "out")
