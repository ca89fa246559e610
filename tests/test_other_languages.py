"""Articles in a language that nobody wrote rules for: what the author lists is linked, the rest is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.annotate import annotate
from sitegen.build import build
from sitegen.build.made import make
from sitegen.diagnostics import Severity
from sitegen.explain import explain
from sitegen.knowledge import KnowledgeBase, load_knowledge
from sitegen.model import Annotated, Article
from sitegen.text.spans import Element, Span
from sitegen.text.wordlists import reads

LISTED = """\
- {name: Ines Duarte, kind: person, aliases: [Duarte]}
- {name: Max Roth, kind: person}
- {name: Max Roth, kind: person, id: max-roth-the-other}
- {name: Polen, kind: country, id: poland}
- {name: Schleuse, kind: term, aliases: [Schleusen]}
"""

GERMAN = (
    "Kanzlerin Angela Merkel sagte am Freitag: „Wir zahlen.“ Die Bürgermeisterin Ines Duarte sagte nein. "
    "Duarte kam aus Polen, die Pole stehen. Max Roth said “no” on Friday. Chad und Turkey sind IN POLEN bekannt. "
    "Die Schleuse und die Schleusen, the Ministry of Health, Lebanon, Ohio."
)


@pytest.fixture
def knowledge(tmp_path: Path) -> KnowledgeBase:
    (tmp_path / "knowledge").mkdir()
    (tmp_path / "knowledge" / "all.yaml").write_text(LISTED, encoding="utf-8")
    return load_knowledge(tmp_path / "knowledge")


def article(language: str, text: str = GERMAN) -> Article:
    return Article("a", "A", text, blocks=(Element(Span(0, len(text)), "p"),), language=language)


def named(annotated: Annotated) -> list[tuple[str, str]]:
    return [(one.span.of(annotated.article.text), one.entity_id) for one in annotated.mentions]


EXPECTED = [
    ("Ines Duarte", "ines-duarte"),
    ("Duarte", "ines-duarte"),
    ("Polen", "poland"),
    ("Schleuse", "schleuse"),
    ("Schleusen", "schleuse"),
]


@pytest.mark.parametrize(("language", "of_site"), [("de", "en"), ("", "de"), ("fr-CA", "en"), ("DE", "en")])
def test_only_what_is_listed_is_found(knowledge: KnowledgeBase, language: str, of_site: str) -> None:
    annotated = annotate(article(language), knowledge, None, of_site)
    assert named(annotated) == EXPECTED
    assert (annotated.quotations, annotated.dates, annotated.found) == ((), (), ())
    assert annotated.sentences


@pytest.mark.parametrize(("language", "of_site"), [("", "en"), ("en", "de"), ("en-GB", "de"), ("EN", "de")])
def test_english_is_read(knowledge: KnowledgeBase, language: str, of_site: str) -> None:
    annotated = annotate(article(language), knowledge, None, of_site)
    assert ("Kanzlerin Angela Merkel", "kanzlerin-angela-merkel") in named(annotated)
    assert annotated.quotations


def test_the_author_has_the_last_word(knowledge: KnowledgeBase) -> None:
    text = "Ines Duarte traf Max Roth."
    marks = (
        Element(Span(0, 11), "entity", (("id", ""),)),
        Element(Span(17, 25), "entity", (("id", "max-roth"),)),
    )
    one = Article("a", "A", text, blocks=(Element(Span(0, len(text)), "p"),), marks=marks, language="de")
    assert named(annotate(one, knowledge)) == [("Max Roth", "max-roth")]


def test_the_explanation_says_the_same(knowledge: KnowledgeBase) -> None:
    told = explain(article("de"), knowledge)
    assert [(one.span.of(GERMAN), one.rule) for one in told.names] == [(words, "listed") for words, _ in EXPECTED]
    assert told.quotations == ()


def test_one_warning_a_build(tmp_path: Path) -> None:
    source = tmp_path / "site"
    (source / "articles").mkdir(parents=True)
    for name in ("a", "b", "c"):
        text = f"---\ntitle: {name}\nlang: de\n---\n\n{GERMAN}\n"
        (source / "articles" / f"{name}.md").write_text(text, encoding="utf-8")
    (source / "articles" / "d.md").write_text("# D\n\nAna Ruiz, the mayor, left Norway.\n", encoding="utf-8")
    built = build(source, tmp_path / "out")
    (warning,) = (one for one in built.warnings if one.code == "SG347")
    assert (warning.severity, Path(warning.path).name) == (Severity.WARNING, "a.md")
    assert "2 more" in warning.message
    people = sorted(path.name for path in (tmp_path / "out" / "people").iterdir())
    assert people == ["ana-ruiz.html", "index.html"]
    assert not (tmp_path / "out" / "countries" / "chad.html").exists()
    assert not [one for one in make(source).site.annotated if one.article.language and one.quotations]


def test_what_is_read() -> None:
    assert [reads(language) for language in ("en", "en-GB", "EN-us", "de", "eng", "")] == [True] * 3 + [False] * 3
