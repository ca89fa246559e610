"""A portrait with its words and its credit: in the list and card, on the page of the entity, for programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pictures import png

from sitegen.build import build
from sitegen.knowledge import load_knowledge, names_only
from sitegen.pages.article import MOST_FULL_ENTRIES

ARTICLE = "---\ntitle: A\ndate: 2026-01-02\n---\nInes Duarte came. “It is late,” Duarte said.\n"
WHOLE = 'image: {file: ines.png, alt: "At a <desk>", credit: "Kelp & Sons, CC BY 4.0"}'


def built(root: Path, image: str, settings: str = "base_url: https://example.org/news\n") -> Path:
    files = {
        "in/site.yaml": settings,
        "in/articles/a.md": ARTICLE,
        "in/knowledge/a.yaml": f"name: Ines Duarte\nkind: person\n{image}\n",
        "in/static/ines.png": "x",
    }
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    build(root / "in", root / "out")
    return root / "out"


def thing(page: str) -> Any:
    data = json.loads(page.split('<script type="application/ld+json">')[1].split("</script>")[0])
    return data["@graph"][0] if "@graph" in data else data


FORMS = [
    ("a plain path", "image: ines.png", "", ""),
    ("a path from the project", "image: static/ines.png", "", ""),
    ("a file alone", "image: {file: static/ines.png}", "", ""),
    ("words", "image: {file: ines.png, alt: At a desk}", "At a desk", ""),
    ("a credit", "image: {file: ines.png, credit: Kelp}", "", "Kelp"),
]


@pytest.mark.parametrize(("what", "image", "alt", "credit"), FORMS, ids=[case[0] for case in FORMS])
def test_every_form_is_shown(tmp_path: Path, what: str, image: str, alt: str, credit: str) -> None:
    out = built(tmp_path, image)
    article = (out / "articles" / "a.html").read_text("utf-8")
    assert f'<img class="initials" src="../ines.png" alt="{alt}">' in article
    assert ('<p class="entry-credit">Picture: Kelp</p>' in article) is bool(credit)
    page = (out / "people" / "ines-duarte.html").read_text("utf-8")
    assert f'<img src="../ines.png" alt="{alt}" class="portrait">' in page
    assert ('<figcaption class="about">Picture: Kelp</figcaption>' in page) is bool(credit)


def test_words_and_credit_are_written_as_text(tmp_path: Path) -> None:
    out = built(tmp_path, WHOLE)
    for path in ("articles/a.html", "people/ines-duarte.html"):
        page = (out / path).read_text("utf-8")
        assert 'alt="At a &lt;desk&gt;"' in page
        assert "Picture: Kelp &amp; Sons, CC BY 4.0</" in page


def test_programs_are_told_who_made_it(tmp_path: Path) -> None:
    page = (built(tmp_path, WHOLE) / "people" / "ines-duarte.html").read_text("utf-8")
    assert thing(page)["image"] == {
        "@type": "ImageObject",
        "contentUrl": "https://example.org/news/ines.png",
        "description": "At a <desk>",
        "creditText": "Kelp & Sons, CC BY 4.0",
    }
    assert 'property="og:image" content="https://example.org/news/ines.png"' in page
    assert 'property="og:image:alt" content="At a &lt;desk&gt;"' in page


def test_of_a_plain_path_programs_are_told_the_address(tmp_path: Path) -> None:
    page = (built(tmp_path, "image: ines.png") / "people" / "ines-duarte.html").read_text("utf-8")
    assert thing(page)["image"] == "https://example.org/news/ines.png"
    assert 'property="og:image:alt" content="Ines Duarte"' in page


def test_a_site_without_an_address_tells_programs_of_no_picture(tmp_path: Path) -> None:
    page = (built(tmp_path, WHOLE, "title: A\n") / "people" / "ines-duarte.html").read_text("utf-8")
    assert "image" not in thing(page)


def test_the_credit_stands_in_a_brief_list_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_FULL_ENTRIES
    monkeypatch.setattr("sitegen.pages.article.MOST_FULL_ENTRIES", 0)
    assert "Picture: Kelp &amp; Sons" in (built(tmp_path, WHOLE) / "articles" / "a.html").read_text("utf-8")


def test_the_words_of_a_picture_annotate_nothing_anew(tmp_path: Path) -> None:
    first, second = (tmp_path / name for name in ("one", "two"))
    built(first, "image: ines.png")
    built(second, WHOLE)
    known = [names_only(load_knowledge(root / "in" / "knowledge")) for root in (first, second)]
    assert known[0] is known[1]


def test_another_credit_makes_the_pages_anew(tmp_path: Path) -> None:
    built(tmp_path, WHOLE)
    out = built(tmp_path, WHOLE.replace("Kelp", "Moss").replace("desk", "quay"))
    for path in ("articles/a.html", "people/ines-duarte.html"):
        page = (out / path).read_text("utf-8")
        assert "Moss &amp; Sons" in page
        assert "At a &lt;quay&gt;" in page


def test_its_page_keeps_room_for_a_portrait_and_for_another_after_it(tmp_path: Path) -> None:
    built(tmp_path, WHOLE)
    drawing, page = tmp_path / "in" / "static" / "ines.png", tmp_path / "out" / "people" / "ines-duarte.html"
    assert 'width="' not in page.read_text("utf-8").split('class="portrait"')[1].split(">")[0]
    for size in ((3, 4), (8, 5)):
        drawing.write_bytes(png(*size))
        build(tmp_path / "in", tmp_path / "out")
        assert f'class="portrait" width="{size[0]}" height="{size[1]}">' in page.read_text("utf-8")
