"""TEI: well-formed whatever the text is, the article's words, ids that lead somewhere, elements where they may be."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from exporting import annotated_articles, article_of, find, mention, said, site_of
from hypothesis import HealthCheck, given, settings
from reading import body_of_markdown

from sitegen.build.made import make
from sitegen.export.characters import storable
from sitegen.export.tei import render_article, render_corpus
from sitegen.model import Annotated, DateMention
from sitegen.site import Site
from sitegen.text.spans import Element, Span

SEEDS = Path(__file__).parent.parent / "seeds"
TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"

MARKDOWN = """\
Before *any* heading.

***

# One

A [link](https://a.example/?a=1&b=2), `co<de>`, ~~gone~~ and a note.[^1]

### Three

- tight
- list

  with a paragraph

1. > # deep
   >
   > ***
   > quoted

## Two

| a | b |
|---|---|
| 1 |   |

```python
  x <  1
```

-

[^1]: The *note*.
"""

PHRASE = {"hi", "ref", "del", "add", "title", "persName", "placeName", "orgName", "term", "rs", "seg", "lb", "figure"}
PHRASE |= {"milestone", "date"}
INTER = PHRASE | {"said", "list", "table", "quote"}
SPECIAL = INTER | {"p", "ab"}
COMMON = {"p", "ab", "list", "table", "quote", "milestone"}
NAMES = {"persName": PHRASE, "placeName": PHRASE, "orgName": PHRASE, "term": PHRASE, "rs": PHRASE, "date": PHRASE}
CHILDREN: dict[str, set[str]] = {
    "teiCorpus": {"teiHeader", "standOff", "TEI"},
    "TEI": {"teiHeader", "standOff", "text"},
    "text": {"front", "body"},
    "body": COMMON | {"div"},
    "div": COMMON | {"head", "div", "note"},
    "list": {"item", "label"},
    "table": {"row"},
    "row": {"cell"},
    "quote": SPECIAL,
    "item": SPECIAL | {"note", "bibl", "idno", "gloss"},
    "cell": SPECIAL,
    "note": SPECIAL,
    "said": SPECIAL,
    "p": INTER,
    "ab": INTER,
    "head": INTER,
    "seg": INTER,
    "hi": INTER,
    "ref": INTER,
    "del": INTER,
    "add": INTER,
    "label": PHRASE,
    "figure": {"graphic", "figDesc"},
    "bibl": {"title", "ptr"},
    "standOff": {"listPerson", "listPlace", "listOrg", "list"},
    "listPerson": {"person"},
    "listPlace": {"place"},
    "listOrg": {"org"},
    "person": {"persName", "occupation", "idno", "note", "bibl"},
    "place": {"placeName", "country", "idno", "note", "bibl"},
    "org": {"orgName", "country", "idno", "note", "bibl"},
    **NAMES,
}
"""What may stand in an element, after the content models of TEI P5 4.x, as far as we write it."""
NO_WORDS = {"teiCorpus", "TEI", "text", "body", "div", "list", "table", "row", "standOff", "figure"}
NO_WORDS |= {"listPerson", "listPlace", "listOrg", "person", "place", "org", "lb", "milestone", "graphic"}


def plain(element: ET.Element) -> str:
    return element.tag.removeprefix(TEI)


def parse(text: str) -> ET.Element:
    return ET.fromstring(text.encode("utf-8"))


def check_elements(root: ET.Element) -> None:
    """Every element stands where it may, and words only where words may stand."""
    header = set(root.iter(f"{TEI}teiHeader")) | set(root.iter(f"{TEI}front"))
    outside = {id(element) for part in header for element in part.iter()}
    for element in root.iter():
        if id(element) in outside:
            continue
        tag, children = plain(element), [plain(child) for child in element]
        assert not set(children) - CHILDREN.get(tag, set()), f"{sorted(set(children))} in {tag}"
        if tag in NO_WORDS:
            assert not (element.text or "").strip(), tag
            assert not any((child.tail or "").strip() for child in element), tag
        if tag in {"list", "table", "row", "standOff", "listPerson", "listPlace", "listOrg"}:
            assert children, tag
        if tag in {"body", "div"}:
            divisions = [name == "div" for name in children]
            assert divisions == sorted(divisions), "after a division only divisions"
            assert "head" not in children[1:]


def check_pointers(root: ET.Element) -> None:
    """Ids are unique, every pointer into the document arrives, and chains are whole."""
    ids = [value for element in root.iter() if (value := element.get(XML_ID))]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[A-Za-z_][\w.-]*", name) for name in ids)
    by_id = {element.get(XML_ID): element for element in root.iter()}
    for element in root.iter():
        for name in ("who", "ref", "corresp", "ana", "resp", "next", "prev"):
            for pointer in (element.get(name) or "").split():
                assert pointer.removeprefix("#") in by_id, f"{name}={pointer}"
        if (following := element.get("next")) is not None:
            assert by_id[following[1:]].get("prev") == f"#{element.get(XML_ID)}"


def words(element: ET.Element) -> str:
    """The words in an element, without descriptions of pictures."""
    return (element.text or "") + "".join(
        ("" if plain(child) == "figDesc" else words(child)) + (child.tail or "") for child in element
    )


def check(site: Site) -> None:
    """Everything that holds of every site, as a corpus and article by article."""
    corpus = parse(render_corpus(site))
    documents = [parse(render_article(site, one)) for one in site.annotated]
    for root in (corpus, *documents):
        check_elements(root)
        check_pointers(root)
    inside = corpus.findall(f"{TEI}TEI")
    for annotated, *both in zip(site.annotated, documents, inside, strict=True):
        atoms = {atom.span.start for atom in annotated.article.atoms}
        letters = "".join(c for at, c in enumerate(storable(annotated.article.text)) if at not in atoms)
        for document in both:
            (body,) = document.findall(f"{TEI}text/{TEI}body")
            assert words(body).split() == letters.split()


@pytest.fixture(scope="module")
def demo() -> Site:
    return make(SEEDS, base_url="https://quay.example").site


def test_the_demo(demo: Site) -> None:
    check(demo)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(annotated_articles())
def test_any_text_under_any_spans(annotated: Annotated) -> None:
    check(site_of(annotated))


def markdown(text: str) -> Annotated:
    body = body_of_markdown(text)
    return Annotated(article_of(body.text, blocks=body.blocks, marks=body.marks, atoms=body.atoms))


def body_of(annotated: Annotated) -> ET.Element:
    (body,) = parse(render_article(site_of(annotated), annotated)).findall(f"{TEI}text/{TEI}body")
    return body


def outline(element: ET.Element) -> str:
    """The elements as in `div(head,p(hi))`."""
    inner = ",".join(outline(child) for child in element)
    return plain(element) + (f"({inner})" if inner else "")


def test_all_of_markdown() -> None:
    annotated = markdown(MARKDOWN)
    check(site_of(annotated))
    body = body_of(annotated)
    assert outline(body) == (
        "body(p(hi),milestone,"
        "div(head,p(ref,hi,del,ref),"
        "div(head,list(item(p),item(p,p)),list(item(quote(ab,milestone,p)))),"
        "div(head,table(row(cell,cell),row(cell,cell)),ab,list(item))),"
        "div(note(p(hi))))"
    )
    link, note = body.findall(f".//{TEI}ref")
    assert link.get("target") == "https://a.example/?a=1&b=2"
    assert note.get("target") == f"#{body.findall(f'.//{TEI}note')[0].get(XML_ID)}"


SHAPES = {
    "": "body(p)",
    "one": "body(p)",
    "# one": "body(div(head))",
    "## two\n\n# one\n\na": "body(div(head),div(head,p))",
    "# one\n\n### three\n\n## two\n\nb\n\n# one": "body(div(head,div(head),div(head,p)),div(head))",
    "***": "body(milestone)",
    "a\n\n***\n\nb": "body(p,milestone,p)",
    "> a\n>\n> ***": "body(quote(p,milestone))",
    "- ***": "body(list(item(milestone)))",
    "- a\n  - b": "body(list(item(list(item))))",
    "![shows](pic.svg)": "body(p(figure(graphic,figDesc)))",
    "a\\\nb": "body(p(lb))",
}


@pytest.mark.parametrize(("text", "shape"), SHAPES.items())
def test_blocks(text: str, shape: str) -> None:
    text = text or "x"
    annotated = markdown(text)
    atoms = tuple(a for a in annotated.article.atoms if a.tag != "img")
    if len(atoms) == len(annotated.article.atoms):
        check(site_of(annotated))
        assert outline(body_of(annotated)) == shape


def test_words_where_html_has_a_list_only() -> None:
    """A saved page may have words in a list outside its items, and a table of nothing but words."""
    blocks = tuple(
        Element(Span(*span), tag) for span, tag in (((0, 1), "ul"), ((0, 1), ""), ((3, 4), "table"), ((3, 4), "p"))
    )
    annotated = Annotated(article_of("a\n\nb", blocks=blocks))
    check(site_of(annotated))
    assert outline(body_of(annotated)) == "body(list(item),table(row(cell(p))))"


TEXT = "“We wait,” said Ana Lima, who is Peruvian. “For now.” It is late, officials said."


def test_a_quotation_with_its_speaker_and_verb() -> None:
    spoken = said(TEXT, "“We wait,”|“For now.”", who="ana-lima", speaker="Ana Lima", cue="said", confidence=0.98765)
    annotated = Annotated(article_of(TEXT), (mention(TEXT, "Ana Lima", "ana-lima"),), (spoken,))
    first, second = body_of(annotated).findall(f".//{TEI}said")
    assert first.attrib == {
        XML_ID: "article-a.q1",
        "direct": "true",
        "ana": "#direct #shown",
        "who": "#person-ana-lima",
        "cert": "0.988",
        "resp": "#sitegen",
        "corresp": "#article-a.m1 #article-a.q1.cue",
        "next": "#article-a.q1.2",
    }
    assert (first.text, second.text) == ("“We wait,”", "“For now.”")
    assert (second.get(XML_ID), second.get("prev")) == ("article-a.q1.2", "#article-a.q1")


def test_a_speaker_without_an_entry() -> None:
    spoken = said(TEXT, "It is late", "indirect", speaker="officials", confidence=0.4)
    body = body_of(Annotated(article_of(TEXT), (), (spoken,)))
    (quotation,), (words_of_speaker,) = body.findall(f".//{TEI}said"), body.findall(f".//{TEI}rs")
    assert (quotation.get("direct"), quotation.get("ana")) == ("false", "#indirect #unshown")
    assert quotation.get("who") == f"#{words_of_speaker.get(XML_ID)}"
    assert (words_of_speaker.text, words_of_speaker.get("type")) == ("officials", "speaker")


def test_nobody_speaks() -> None:
    (quotation,) = body_of(Annotated(article_of(TEXT), (), (said(TEXT, "“For now.”"),))).findall(f".//{TEI}said")
    assert quotation.attrib == {XML_ID: "article-a.q1", "direct": "true", "ana": "#direct #unattributed"}


@pytest.mark.parametrize(
    ("surface", "entity_id", "tag"),
    [
        ("Peruvian", "peru", "rs"),
        ("Ana Lima", "ana-lima", "persName"),
        ("Lima", "lima", "placeName"),
        ("now", "bollard", "term"),
        ("officials", "quay-board", "orgName"),
    ],
)
def test_mentions(surface: str, entity_id: str, tag: str) -> None:
    text = "Peruvian Ana Lima Lima now officials Peru"
    (named,) = body_of(Annotated(article_of(text), (mention(text, surface, entity_id),))).findall(f"{TEI}p/*")
    assert (plain(named), named.text) == (tag, surface)


@pytest.mark.parametrize(
    ("value", "approximate", "attributes"),
    [
        ("2023-01-20", False, {"when": "2023-01-20"}),
        ("2023", True, {"when": "2023", "precision": "low"}),
        ("2023-W03", False, {"when-iso": "2023-W03"}),
    ],
)
def test_dates(value: str, approximate: bool, attributes: dict[str, str]) -> None:
    date = DateMention(Span(3, 7), value, approximate=approximate)
    (found,) = body_of(Annotated(article_of("In then."), dates=(date,))).findall(f".//{TEI}date")
    assert found.text == "then"
    assert found.attrib == {XML_ID: "article-a.d1"} | attributes


def test_links_lead_to_public_addresses() -> None:
    annotated = markdown("[own](#q1) [other](b.md) [web](https://a.example/b.md)")
    other = Annotated(article_of("x", slug="b", path="b.md"))
    document = parse(render_article(site_of(annotated, other, base_url="https://quay.example/press"), annotated))
    assert [link.get("target") for link in document.findall(f".//{TEI}body//{TEI}ref")] == [
        "https://quay.example/press/articles/a.html#q1",
        "https://quay.example/press/articles/b.html",
        "https://a.example/b.md",
    ]


def test_what_crosses_is_cut_and_chained() -> None:
    text = "He said “go, Ana” Lima went."
    annotated = Annotated(
        article_of(text, marks=(Element(find(text, "said “go"), "em"),)),
        (mention(text, "Ana” Lima", "ana-lima"),),
        (said(text, "“go, Ana”"),),
    )
    check(site_of(annotated))
    paragraph = body_of(annotated)[0]
    assert outline(paragraph) == "p(hi,said(hi,persName),persName)"
    inner, outer = paragraph.findall(f".//{TEI}persName")
    assert (inner.text, outer.text) == ("Ana”", " Lima")
    assert (inner.get("next"), outer.get("prev")) == ("#article-a.m1.2", "#article-a.m1")


def test_a_part_inside_a_part_is_no_link_of_the_chain() -> None:
    text = "it was “bad” then and “worse” later"
    quotation = said(text, "it was “bad” then|“bad”|“worse”", "indirect")
    outer, inner, last = body_of(Annotated(article_of(text), (), (quotation,))).findall(f".//{TEI}said")
    assert [one.get(XML_ID) for one in (outer, inner, last)] == ["article-a.q1", None, "article-a.q1.2"]


def test_an_entry_in_the_stand_off() -> None:
    text = "Lima, Peru, Quay Board"
    mentions = (mention(text, "Lima", "lima"), mention(text, "Peru", "peru"), mention(text, "Quay Board", "quay-board"))
    annotated = Annotated(article_of(text), mentions)
    root = parse(render_article(site_of(annotated, base_url="https://q.example"), annotated))
    lima, peru = root.findall(f".//{TEI}place")
    assert [(plain(child), child.text) for child in lima] == [
        ("placeName", "Lima"),
        ("country", "Peru"),
        ("idno", "https://q.example/places/lima.html"),
    ]
    assert lima.findall(f"{TEI}country")[0].get("ref") == f"#{peru.get(XML_ID)}"
    assert ("idno", "PE") in [(plain(child), child.text) for child in peru]


def test_a_control_character_is_replaced_everywhere() -> None:
    annotated = Annotated(article_of("a\0b", headline="\ud800<&", authors=("\x01",), tags=("\ufffe",)))
    root = parse(render_article(site_of(annotated), annotated))
    assert "".join(body_of(annotated).itertext()).strip() == "a\ufffdb"
    assert root.findall(f".//{TEI}title")[0].text == "\ufffd<&"
