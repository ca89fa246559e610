"""Nothing that a text can end with breaks anything; and what nobody foresaw is told with its file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import sitegen
from sitegen.build import annotating, build, workers
from sitegen.diagnostics import SitegenError
from sitegen.read import read_text
from sitegen.text.paragraphs import find_paragraphs
from sitegen.text.tokens import tokenize
from sitegen.text.wordlists import load_rows

ARTICLES = Path(__file__).parent.parent / "seeds" / "articles"

DEMO = sorted(path for path in ARTICLES.iterdir() if path.suffix in {".txt", ".md"})
VERBS = sorted({form for row in load_rows("speech_verbs") for form in row[:5]})
FEW = ("say", "said", "says", "saying", "told", "asked", "added", "according", "denied", "announced", "think", "warned")
NAMES = (
    "Ana Ruiz",
    "Ruiz",
    "Mr. Orlo",
    "the mayor",
    "Norway",
    "the Harbour Board",
    "Holmvik",
    "She",
    "he",
    "who",
    "it",
)
WORDS = (
    *("and", "but", "or", "that", "no", "to", "of", "in", "on", "when", "after", "the", "a", "not", "was", "is", "as"),
    *("according to", "in the words of", "declined", "Friday", "2016", "48", "reporters", "it rained", "so", "out"),
)
MARKS = (*",.;:—–-()?!“”‘’\"'«»…", "’s", "''", "\n\n", "\n")

TOKENS = st.one_of(*map(st.sampled_from, (VERBS, NAMES, WORDS, MARKS)))
EDGES = (
    *MARKS,
    *(
        "[",
        "]",
        "...",
        "`",
        "*",
        "_",
        "/",
        "\\",
        "&",
        "<",
        "£",
        "%",
        "@",
        "@ruiz",
        "#",
        "#tag",
        "█",
        "██ ██",
        "[REDACTED]",
    ),
    *(
        "😀",
        "👩\u200d💻",
        "\u00ad",
        "\u0301",
        "\ufffc",
        "\ufeff",
        "U.S.",
        "Mr.",
        "Dr.",
        "J.",
        "a.m.",
        "St.",
        "48,",
        "R-TX",
    ),
)
NEWS = st.lists(TOKENS, max_size=25).map(" ".join)


@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.stem)
def test_every_paragraph_of_the_demo_may_end_after_every_word(path: Path) -> None:
    text = read_text(path.read_text(encoding="utf-8"), path.name).article.text
    for span in find_paragraphs(text):
        paragraph = span.of(text)
        for end in tokenize(paragraph).ends:
            assert sitegen.annotate_text(paragraph[:end]).article.text == paragraph[:end]


@pytest.mark.parametrize("edge", EDGES, ids=ascii)
def test_a_text_may_begin_and_end_with_any_verb_of_saying_beside_any_mark(edge: str) -> None:
    for text in _edges(edge):
        assert sitegen.annotate_text(text).article.text == text


def _edges(edge: str) -> Iterator[str]:
    """Every form of a few verbs at both ends of a text, and then every verb at both ends of a paragraph."""
    ends = (
        "{v} {e}",
        "{e}{v}",
        "Ana Ruiz {v} {e}",
        "{e} {v} Ana Ruiz",
        "“No,” {e} {v}",
        "Ana Ruiz {v}{e}",
        "“No,” {v} {e}",
    )
    yield from (end.format(v=verb, e=edge) for verb in FEW for end in ends)
    yield "\n\n".join(ends[n % len(ends)].format(v=verb, e=edge) for n, verb in enumerate(VERBS))


@settings(max_examples=400, deadline=None)
@given(NEWS)
@example("Ana Ruiz said no")
@example("Ana Ruiz said it rained and")
@example("“No,” Ana Ruiz said it")
@example("said")
@example("accuse — — acknowledge accuse accuse accuse")
def test_text_like_news_may_end_anywhere(text: str) -> None:
    assert sitegen.annotate_text(text).article.text == text


def project(folder: Path, articles: int) -> Path:
    (folder / "articles").mkdir(parents=True)
    for number in range(articles):
        (folder / "articles" / f"a{number}.md").write_text(f"# {number}\n\nText.\n", encoding="utf-8")
    return folder


def broken(article: object, *_: object) -> object:
    if getattr(article, "headline", "") == "1":
        raise IndexError("past the end")
    return real_annotate(article, *_)


real_annotate = annotating.annotate


@pytest.mark.parametrize("articles", [2, workers.WORTH_A_PROCESS], ids=["alone", "shared out"])
def test_an_unexpected_error_names_its_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, articles: int) -> None:
    monkeypatch.setattr(annotating, "annotate", broken)
    with pytest.raises(SitegenError) as caught:
        build(project(tmp_path / "site", articles), tmp_path / "out")
    (told,) = caught.value.diagnostics
    assert (told.code, Path(told.path).name) == ("SG900", "a1.md")
    assert "past the end" in told.message
    assert not (tmp_path / "out").exists()


def test_the_developer_gets_the_error_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITEGEN_TRACEBACK", "1")
    monkeypatch.setattr(annotating, "annotate", broken)
    with pytest.raises(IndexError):
        build(project(tmp_path / "site", 2), tmp_path / "out")
