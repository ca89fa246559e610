"""Pictures of a saved page: kept with their words where they lie beside it, named where they are left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from pictures import png
from saved_pages import LINES, article_in, read_page

from sitegen.build import build
from sitegen.text.weave import weave

DAY = '<meta name="date" content="2024-11-16">'


def woven(piece: str) -> str:
    """What a piece between the paragraphs of an article becomes."""
    read = article_in(f"<article><p>{LINES[0]}</p>{piece}<p>{LINES[1]}</p></article>")
    made = weave(read.text, read.blocks, read.marks, atoms=read.atoms)
    return made.removeprefix(f"<p>{LINES[0]}</p>").removesuffix(f"<p>{LINES[1]}</p>").strip()


IMG = '<img src="pier_files/pier.jpg" alt="The pier">'
FIGURE = f"<figure>{IMG}\n\n<figcaption>The pier on Friday. <small>Photo: Ana Lima / Kelp</small></figcaption></figure>"
KEPT = {
    "a figure": (f"<figure>{IMG}<figcaption>The pier on Friday. Photo: Ana Lima / Kelp</figcaption></figure>", FIGURE),
    "a credit of its own": (
        f"<figure>{IMG}<figcaption>The pier on Friday. <b>Photo: Ana Lima / Kelp</b></figcaption></figure>",
        FIGURE,
    ),
    "a box with a caption": (
        f'<div>{IMG}<p class="caption">The pier on Friday.</p><p class="credit">Photo: Ana Lima / Kelp</p></div>',
        FIGURE,
    ),
    "a figure without words": (f"<figure><picture>{IMG}</picture></figure>", f"<figure>{IMG}</figure>"),
    "a picture alone": (f"<p>{IMG}</p>", f"<p>{IMG}</p>"),
    "a picture in a line": (f"<p>Here {IMG} it is.</p>", f"<p>Here {IMG} it is.</p>"),
    "an address with a question": (f"<p>{IMG.replace('.jpg', '.jpg?w=300')}</p>", f"<p>{IMG}</p>"),
    "a figure with a table": (
        "<figure><table><tr><td>Nine boats</td></tr></table><figcaption>The fleet.</figcaption></figure>",
        "<table><tr><td>Nine boats</td></tr></table>\n\n<p>The fleet.</p>",
    ),
}


@pytest.mark.parametrize(("piece", "expected"), KEPT.values(), ids=KEPT.keys())
def test_what_is_kept(piece: str, expected: str) -> None:
    assert woven(piece) == expected


CAPTION = "<figcaption>The pier on Friday.</figcaption>"
LEFT_OUT = {
    "another site's": (f'<figure><img src="https://e.org/a/pier.jpg">{CAPTION}</figure>', "pier.jpg"),
    "at the root of its site": ('<p><img src="/media/pier.jpg"></p>', "pier.jpg"),
    "a video": ('<video src="https://e.org/v.mp4"></video>', "e.org/v.mp4"),
    "a video of several files": ('<video><source src="https://e.org/v.webm"></video>', "e.org/v.webm"),
    "a frame": ('<iframe src="https://video.example/embed/7"></iframe>', "video.example/embed/7"),
    "an icon": ('<p><img src="https://e.org/i.png" width="16" height="16"></p>', ""),
    "in itself": ('<p><img src="data:image/png;base64,AAAA"></p>', ""),
    "in a list of links": ('<ul><li><a href="/a"><img src="https://e.org/x.jpg">Ferry on Sundays</a></li></ul>', ""),
}


@pytest.mark.parametrize(("piece", "name"), LEFT_OUT.values(), ids=LEFT_OUT.keys())
def test_what_is_left_out_is_named(piece: str, name: str) -> None:
    reading = read_page(f"<article><p>{LINES[0]}</p>{piece}<p>{LINES[1]}</p></article>", f"<title>A pier</title>{DAY}")
    assert reading.article.text == "\n\n".join(LINES[:2])
    message = f"pictures of other sites, and videos, are left out: {name}"
    assert [(one.code, one.message) for one in reading.warnings] == ([("SG334", message)] if name else [])


def test_pictures_that_are_not_there_are_told_and_the_site_is_built(tmp_path: Path) -> None:
    story = f"<p>{LINES[0]}</p><figure>{IMG}{CAPTION}</figure><p>{LINES[1]}</p>"
    page = f"<title>A pier</title>{DAY}<article>{story}</article>"
    folder = tmp_path / "articles" / "pier_files"
    folder.mkdir(parents=True)
    (tmp_path / "articles" / "pier.html").write_text(page, encoding="utf-8")
    (folder / "frame.html").write_text(f"<p>{LINES[2]}</p>", encoding="utf-8")
    made = build(tmp_path, tmp_path / "out", cache=False)
    assert made.articles == 1
    assert [(one.code, one.message.rpartition(": ")[2]) for one in made.warnings] == [("SG335", "pier_files/pier.jpg")]
    assert "<img" not in (tmp_path / "out/articles/pier.html").read_text("utf-8")
    (folder / "pier.jpg").write_bytes(png(640, 480))
    assert not build(tmp_path, tmp_path / "out", cache=False).warnings
    shown = '<img src="../files/articles/pier_files/pier.jpg" alt="The pier" width="640" height="480">'
    assert shown in (tmp_path / "out/articles/pier.html").read_text("utf-8")


SIGNED = {
    "a footer": "<blockquote><p>The pier stays.</p><footer>— {0}</footer></blockquote>",
    "a caption": "<figure><blockquote><p>The pier stays.</p></blockquote><figcaption>{0}</figcaption></figure>",
    "a caption of a class": '<figure><blockquote>No.</blockquote><figcaption class="credit">{0}</figcaption></figure>',
    "a cite": "<blockquote><p>The pier stays.</p><cite>{0}</cite></blockquote>",
    "a paragraph of a class": '<blockquote><p>The pier stays.</p><p class="author">{0}</p></blockquote>',
    "a cite behind it": "<blockquote><p>The pier stays.</p></blockquote><cite>{0}, mayor</cite>",
}


@pytest.mark.parametrize("quotation", SIGNED.values(), ids=SIGNED.keys())
def test_who_signs_a_quotation_stays_even_where_that_is_the_author(quotation: str) -> None:
    page = f"<article><p>{LINES[0]}</p>{quotation.format('Ana Lima')}<p>{LINES[1]}</p></article>"
    assert "Ana Lima" in article_in(page, '<meta name="author" content="Ana Lima">').text
