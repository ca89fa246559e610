"""Block quotations that somebody signs or a line leads in to: they are somebody's words, without marks around them."""

from __future__ import annotations

import pytest

from sitegen.annotate import annotate
from sitegen.explain import explain
from sitegen.knowledge import builtin_knowledge
from sitegen.model import Article, Quotation
from sitegen.read import read_text

PAGE = (
    "<html><body><article><p>The ferry to the island leaves at nine, and nobody on the quay seems to be in a hurry."
    "</p>{}<p>The boats came in at noon.</p></article></body></html>"
)
WORDS = "The dam will hold."


def read(body: str) -> Article:
    """A saved page where the body is one of HTML, else a Markdown article."""
    if body.startswith("<"):
        return read_text(PAGE.format(body), "dam.html").article
    return read_text(f"The council met at noon.\n\n{body}\n\nThe boats came in.", "dam.md").article


def quotations(article: Article) -> tuple[Quotation, ...]:
    return annotate(article, builtin_knowledge()).quotations


SIGNED = {
    "in the last line": f"> {WORDS}\n> — Ines Okafor, mayor of Lund",
    "behind a hard break": f"> {WORDS}\\\n> — *Ines Okafor*",
    "in a paragraph of its own": f"> {WORDS}\n>\n> -- Ines Okafor",
    "under the block": f"> {WORDS}\n\n— Ines Okafor, mayor",
    "with a title": f"> {WORDS}\n> — Mayor Ines Okafor of Lund",
    "marks beside": f"> “{WORDS}”\n>\n> — Ines Okafor",
    "in a footer": f"<blockquote><p>{WORDS}</p><footer>— <cite>Ines Okafor</cite>, mayor</footer></blockquote>",
    "in a footer without a dash": f"<blockquote><p>{WORDS}</p><footer>Ines Okafor, mayor</footer></blockquote>",
    "cited": f"<blockquote>{WORDS} <cite>Ines Okafor</cite></blockquote>",
    "cited in a paragraph of its own": f"<blockquote><p>{WORDS}</p><cite>Ines Okafor, mayor</cite></blockquote>",
    "in a caption": f"<figure><blockquote>{WORDS}</blockquote><figcaption>Ines Okafor</figcaption></figure>",
    "as a post is embedded": f"<blockquote><p>{WORDS}</p>— Ines Okafor (@okafor) <a href='#'>May 3</a></blockquote>",
    "a post in plain paragraphs": f"{WORDS} https://t.co/q\n\n— Ines Okafor (@okafor) May 3, 2019",
}


@pytest.mark.parametrize("body", SIGNED.values(), ids=SIGNED.keys())
def test_the_words_are_the_signers(body: str) -> None:
    article = read(body)
    (found,) = quotations(article)
    assert found.rule == "signed"
    assert [segment.span.of(article.text).strip("“”") for segment in found.segments] == [WORDS]
    assert [segment.kind for segment in found.segments] == ["direct"]
    assert found.speaker is not None
    assert found.speaker.name == "Ines Okafor"
    assert found.speaker.span.of(article.text) == "Ines Okafor"


UNSIGNED = {
    "nobody signs": f"> {WORDS}",
    "a line of no saying": f"Ines Okafor has a plan:\n\n> {WORDS}",
    "a line without a colon": f"Ines Okafor left on Monday.\n\n> {WORDS}",
    "a dash that goes on": f"> {WORDS}\n> — and so will the bridge",
    "a title at the end of a sentence": "<blockquote>She played in <cite>Okafor</cite></blockquote>",
    "a list under the block": f"> {WORDS}\n\n- Ines Okafor\n- Tomas Brandt",
    "a figure of a picture": "<figure><img src='dam.jpg'><figcaption>Ines Okafor</figcaption></figure>",
    "a post without words": "Statement\n\n— Ines Okafor (@okafor) May 3, 2019",
    "a handle and no date": f"{WORDS}\n\nThen Ines Okafor (@okafor) left.",
    "a heading alone": "> ## The dam\n> — Ines Okafor",
}


@pytest.mark.parametrize("body", UNSIGNED.values(), ids=UNSIGNED.keys())
def test_words_that_nobody_signs_are_no_quotation(body: str) -> None:
    assert quotations(read(body)) == ()


LED_IN = {
    "a report": f"Ines Okafor said in a statement:\n\n> {WORDS}",
    "from somebody": f"From Ines Okafor, mayor of Lund, a statement:\n\n> {WORDS}",
    "a statement": f"Ines Okafor’s full statement:\n\n> {WORDS}",
    "on a page": f"<p>In a letter Ines Okafor wrote:</p><blockquote><p>{WORDS}</p></blockquote>",
}


@pytest.mark.parametrize("body", LED_IN.values(), ids=LED_IN.keys())
def test_words_that_a_line_leads_in_to_are_the_speakers(body: str) -> None:
    article = read(body)
    (found,) = quotations(article)
    assert [segment.span.of(article.text) for segment in found.segments] == [WORDS]
    assert [segment.kind for segment in found.segments] == ["direct"]
    assert found.speaker is not None
    assert found.speaker.name == "Ines Okafor"


def test_every_paragraph_of_a_signed_block_is_a_segment() -> None:
    article = read(f"> {WORDS}\n>\n> He said “no” to us.\n>\n> — Ines Okafor")
    (found,) = quotations(article)
    assert [segment.span.of(article.text) for segment in found.segments] == [WORDS, "He said “no” to us."]


def test_two_blocks_have_a_signer_each() -> None:
    article = read(f"> {WORDS}\n> — Ines Okafor\n\nSo they say.\n\n> It leaks.\n> — Tomas Brandt")
    speakers = [found.speaker and found.speaker.name for found in quotations(article)]
    assert speakers == ["Ines Okafor", "Tomas Brandt"]


def test_a_name_that_begins_like_a_small_word_signs_too() -> None:
    (found,) = quotations(read(f"> {WORDS}\n> — Per Lindqvist, mayor"))
    assert found.speaker is not None
    assert found.speaker.name == "Per Lindqvist"


def test_a_signed_block_can_be_explained() -> None:
    (finding,) = explain(read(SIGNED["in the last line"]), builtin_knowledge()).quotations
    assert finding.because == "named in a line of its own"
