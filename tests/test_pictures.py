"""Pictures in articles: figures, captions and credits, room that is kept for them, and what is told when one fails."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from pictures import gif, jpeg, png, webp
from reading import body_of_markdown

from sitegen.annotate import annotate
from sitegen.build import build
from sitegen.diagnostics import Diagnostic, Severity, SitegenError
from sitegen.files.picture_size import find_size
from sitegen.knowledge import builtin_knowledge
from sitegen.read import read_text
from sitegen.read.figures import find_credit
from sitegen.text.spans import ATOM

BASE = "https://example.org/news"


def put(root: Path, files: dict[str, str | bytes]) -> Path:
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def article(*paragraphs: str) -> str:
    return "---\ntitle: A\ndate: 2026-01-02\n---\n" + "\n\n".join(paragraphs) + "\n"


def built(root: Path, files: dict[str, str | bytes]) -> BeautifulSoup:
    put(root / "in", {"site.yaml": f"base_url: {BASE}\n", **files})
    build(root / "in", root / "out", cache=False)
    return BeautifulSoup((root / "out/articles/a.html").read_text("utf-8"), "html.parser")


def told(root: Path, files: dict[str, str | bytes]) -> list[Diagnostic]:
    put(root, files)
    with pytest.raises(SitegenError) as caught:
        build(root, root / "out", cache=False)
    return list(caught.value.diagnostics)


CREDITS = [
    ("The ferry at the quay.", "The ferry at the quay.", ""),
    ("The ferry. Photo: Ana Lima", "The ferry. ", "Photo: Ana Lima"),
    ("The ferry. PHOTO: Ana Lima", "The ferry. ", "PHOTO: Ana Lima"),
    ("Photo: Ana Lima", "", "Photo: Ana Lima"),
    ("The ferry (Photo: Ana Lima)", "The ferry ", "(Photo: Ana Lima)"),
    ("The ferry © Kelp Pictures", "The ferry ", "© Kelp Pictures"),
    ("The ferry. ©Kelp", "The ferry. ", "©Kelp"),
    ("The ferry – Credit: Kelp / Ana Lima", "The ferry – ", "Credit: Kelp / Ana Lima"),
    ("“We sail.” Photograph by: Ana Lima", "“We sail.” ", "Photograph by: Ana Lima"),
    ("The ferry. Foto: Ana Lima", "The ferry. ", "Foto: Ana Lima"),
    ("The ferry. Photo : Ana Lima. © Kelp", "The ferry. ", "Photo : Ana Lima. © Kelp"),
    ("He spoke of the photo: it was his", "He spoke of the photo: it was his", ""),
    ("The ferry. Photo:", "The ferry. Photo:", ""),
    ("Credit where it is due. Photos are rare.", "Credit where it is due. Photos are rare.", ""),
]


@pytest.mark.parametrize(("caption", "words", "credit"), CREDITS, ids=[case[0] for case in CREDITS])
def test_the_credit_is_told_apart(caption: str, words: str, credit: str) -> None:
    at = find_credit(caption)
    assert (caption[:at], caption[at:]) == (words, credit)


@given(st.text(st.sampled_from("Photo: ©().\n aB–/"), max_size=60))
def test_a_caption_is_kept_whole(caption: str) -> None:
    assert 0 <= find_credit(caption) <= len(caption)
    line = " ".join(caption.split()).replace('"', "")
    if line:
        assert body_of_markdown(f'![a](b.png "{line}")').text == f"{ATOM}\n\n{line}"


def test_a_picture_with_a_caption_is_a_figure(tmp_path: Path) -> None:
    page = built(
        tmp_path, {"a.md": article('![A boat](boat.png "At the quay. Photo: Ana Lima")', "Words."), "boat.png": b""}
    )
    (figure,) = page.select(".article-body figure")
    assert [child.name for child in figure.find_all(True)] == ["img", "figcaption", "small"]
    (picture, caption, credit) = figure.find_all(True)
    assert picture.attrs == {"src": "../files/boat.png", "alt": "A boat"}
    assert (caption.get_text(), credit.get_text()) == ("At the quay. Photo: Ana Lima", "Photo: Ana Lima")


NO_FIGURES = [
    ("no caption", "![A boat](boat.png)", 0),
    ("an empty caption", '![A boat](boat.png "")', 0),
    ("among words", 'See ![A boat](boat.png "At the quay") here.', 0),
    ("two in a line", '![A](boat.png "One") ![B](boat.png "Two")', 0),
    ("a link around it", '[![A boat](boat.png "At the quay")](https://example.org/)', 1),
    ("a comment beside it", '![A boat](boat.png "At the quay") <!-- larger? -->', 1),
    ("in a list", '- ![A boat](boat.png "At the quay")', 1),
    ("in a quotation", '> ![A boat](boat.png "At the quay")', 1),
    ("behind a line break", '![A boat](boat.png "At the quay")\nWords.', 0),
]


@pytest.mark.parametrize(("what", "text", "figures"), NO_FIGURES, ids=[case[0] for case in NO_FIGURES])
def test_only_a_picture_alone_is_a_figure(what: str, text: str, figures: int) -> None:
    body = body_of_markdown(text)
    assert [block.tag for block in body.blocks].count("figure") == figures
    assert any(atom.tag == "img" for atom in body.atoms)


def test_a_caption_is_annotated_and_its_credit_is_not() -> None:
    caption = "Ines Duarte, the mayor of Tarma, in Peru on 3 May 2024. Photo: Marta Oblak, in Kenya on 4 May 2024"
    read = read_text(article(f'![A woman](a.png "{caption}")', "Ines Duarte spoke to Marta Oblak."), "a.md")
    found = annotate(read.article, builtin_knowledge())
    credit = read.article.text.index("Photo:")
    line = read.article.text.index("\n", credit)
    named = [(one.entity_id, one.span.start) for one in found.mentions]
    assert {name for name, at in named if at < credit} == {"ines-duarte", "tarma", "peru"}
    assert {name for name, at in named if at > line} == {"ines-duarte", "marta-oblak"}
    assert not [name for name, at in named if credit <= at < line]
    assert [date.value for date in found.dates] == ["2024-05-03"]


SIZES = [
    ("a.png", png(640, 360), (640, 360)),
    ("a.PNG", png(640, 360), (640, 360)),
    ("a.gif", gif(20, 10), (20, 10)),
    ("a.jpg", jpeg(640, 360), (640, 360)),
    ("a.JPEG", jpeg(640, 360, orientation=6), (360, 640)),
    ("a.webp", webp(640, 360), (640, 360)),
    ("misnamed.jpg", png(640, 360), (640, 360)),
    ("a.svg", b'<?xml version="1.0"?>\n<svg xmlns="x" width="640px" height="360">', (640, 360)),
    ("box.svg", b'<svg viewBox="0 0 640 360"><rect width="5" height="7"/></svg>', (640, 360)),
    ("part.svg", b'<svg width="100%" viewBox="0,0,64.4,36"><rect/></svg>', (64, 36)),
    ("bare.svg", b"<svg><rect width='5' height='7'/></svg>", None),
    ("zero.png", png(0, 360), None),
    ("huge.png", png(2**31, 1), None),
    ("empty.png", b"", None),
    ("cut.jpg", jpeg(640, 360)[:20], None),
    ("words.png", b"no picture at all", None),
    ("a.pdf", png(640, 360), None),
]


@pytest.mark.parametrize(("name", "content", "size"), SIZES, ids=[case[0] for case in SIZES])
def test_the_size_stands_in_the_file(tmp_path: Path, name: str, content: bytes, size: tuple[int, int] | None) -> None:
    (tmp_path / name).write_bytes(content)
    assert find_size(tmp_path / name) == size


def test_a_picture_that_is_gone_has_no_size(tmp_path: Path) -> None:
    assert find_size(tmp_path / "gone.png") is None


@given(
    st.binary(max_size=80),
    st.sampled_from([png(4, 4), jpeg(4, 4, 6), webp(4, 4), gif(4, 4), b"<svg ", b"\0\0\0\x18ftypavif"]),
)
def test_any_bytes_have_a_size_or_none(tmp_path_factory: pytest.TempPathFactory, more: bytes, head: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / ("any.svg" if head.startswith(b"<") else "any.png")
    path.write_bytes(head + more)
    found = find_size(path)
    assert found is None or min(found) > 0


def test_room_is_kept_and_all_but_the_first_are_loaded_late(tmp_path: Path) -> None:
    text = article("![A](a.PNG)", "Words.", "![B](/b.jpg)", "![C](../static/c.svg)", "![D](d.gif)")
    page = built(
        tmp_path,
        {
            "articles/a.md": text,
            "articles/a.PNG": png(640, 360),
            "articles/d.gif": b"broken",
            "static/b.jpg": jpeg(640, 360, orientation=8),
            "static/c.svg": b'<svg viewBox="0 0 3 2"/>',
        },
    )
    drawn = page.select(".article-body img")
    assert [(img["src"], img.get("width"), img.get("height"), img.get("loading")) for img in drawn] == [
        ("../files/articles/a.PNG", "640", "360", None),
        ("../b.jpg", "360", "640", "lazy"),
        ("../c.svg", "3", "2", "lazy"),
        ("../files/articles/d.gif", None, None, "lazy"),
    ]
    assert [img.get("decoding") for img in drawn] == [None, "async", "async", "async"]


def test_a_plain_page_keeps_room_too(tmp_path: Path) -> None:
    built(tmp_path, {"a.md": article("Words."), "pages/about.md": "# Us\n\n![A](/a.png)\n", "static/a.png": png(3, 2)})
    assert 'width="3" height="2"' in (tmp_path / "out/about.html").read_text("utf-8")


def test_backslashes_of_a_path_are_slashes(tmp_path: Path) -> None:
    page = built(tmp_path, {"a.md": article(r"![A](pictures\boat.png)"), "pictures/boat.png": png(3, 2)})
    assert [img["src"] for img in page.select(".article-body img")] == ["../files/pictures/boat.png"]


MISSING = [
    ("gone.png", "gone.png", "check the spelling; paths begin at the article's own folder"),
    ("boat.jpg", "boat.jpg", "did you mean `boat.JPG`?"),
    ("baot.JPG", "baot.JPG", "did you mean `boat.JPG`?"),
    ("quay.png", "quay.png", "did you mean `/pictures/quay.png`?"),
    ("../b/shore.pgn", "../b/shore.pgn", "did you mean `../b/shore.png`?"),
    (r"..\b\shore.pgn", "../b/shore.pgn", "did you mean `../b/shore.png`?"),
    ("<the old boat.png>", "the old boat.png", "did you mean `the-old-boat.png`?"),
]


@pytest.mark.parametrize(("target", "shown", "hint"), MISSING, ids=[case[0] for case in MISSING])
def test_a_missing_picture_is_told_with_its_line_and_a_way_out(
    tmp_path: Path, target: str, shown: str, hint: str
) -> None:
    files: dict[str, str | bytes] = {
        "articles/a.md": article("Words.", f"![A]({target})"),
        "articles/boat.JPG": b"",
        "articles/the-old-boat.png": b"",
        "b/shore.png": b"",
        "static/pictures/quay.png": b"",
    }
    (problem,) = told(tmp_path, files)
    where = (problem.path, problem.line, problem.column, problem.code)
    assert where == (str(tmp_path / "articles/a.md"), 7, 6 + target.startswith("<"), "SG410")
    assert (problem.message, problem.help) == (f"there is no file `{shown}`", hint)


@pytest.mark.parametrize("target", [r"..\..\secret.png", "..%5C..%5Csecret.png"])
def test_backslashes_lead_nobody_outside(tmp_path: Path, target: str) -> None:
    put(tmp_path, {"secret.png": b"x"})
    (problem,) = told(tmp_path / "in", {"articles/a.md": article(f"![A]({target})")})
    assert (problem.code, problem.line) == ("SG411", 5)


def test_pictures_without_words_are_told() -> None:
    read = read_text(article("Words.", "![](a.png)", '![ ](b.png "A caption")', "![A](c.png)"), "a.md")
    assert [(one.code, one.line, one.severity) for one in read.warnings] == [
        ("SG324", 7, Severity.WARNING),
        ("SG324", 9, Severity.WARNING),
    ]
    assert read.warnings[0].help == "say what it shows: `![…](a.png)`"


def test_pages_without_words_for_a_picture_are_told_too(tmp_path: Path) -> None:
    put(tmp_path, {"a.md": article("Words."), "pages/b.md": "![](/a.png)\n", "static/a.png": b""})
    warned = build(tmp_path, tmp_path / "out", cache=False).warnings
    assert [(Path(one.path).name, one.code) for one in warned] == [("b.md", "SG324")]


def test_programs_are_told_caption_credit_and_size(tmp_path: Path) -> None:
    text = article('![A boat](boat.PNG "At the quay. Photo: Ana Lima")', "Words.")
    page = built(tmp_path, {"a.md": text, "boat.PNG": png(640, 360)})
    script = page.find("script", type="application/ld+json")
    assert json.loads(script.string or "" if script else "")["image"] == {
        "@type": "ImageObject",
        "contentUrl": f"{BASE}/files/boat.PNG",
        "caption": "At the quay.",
        "creditText": "Photo: Ana Lima",
    }
    meta = {str(one["property"]): one["content"] for one in page.select("meta[property^='og:image']")}
    assert meta == {
        "og:image": f"{BASE}/files/boat.PNG",
        "og:image:width": "640",
        "og:image:height": "360",
        "og:image:alt": "A boat",
    }
    feed = json.loads((tmp_path / "out/feed.json").read_text("utf-8"))["items"][0]
    assert re.search(r'<figure><img [^>]*width="640" height="360">\s*<figcaption>At', feed["content_html"])


def test_another_size_makes_the_pages_anew_that_show_it(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "articles/a.md": article("![A](a.png)"),
        "articles/b.md": article("Words."),
        "pages/c.md": "![A](../articles/a.png)\n",
        "articles/a.png": png(3, 2),
    }
    put(tmp_path / "in", {"site.yaml": f"base_url: {BASE}\n", **files})
    build(tmp_path / "in", tmp_path / "out")
    put(tmp_path / "in", {"articles/a.png": png(30, 20)})
    build(tmp_path / "in", tmp_path / "out")
    build(tmp_path / "in", tmp_path / "clean", cache=False)
    for path in ("articles/a.html", "articles/b.html", "c.html", "feed.json", "feed.xml"):
        assert (tmp_path / "out" / path).read_bytes() == (tmp_path / "clean" / path).read_bytes(), path
    assert 'width="30"' in (tmp_path / "out/articles/a.html").read_text("utf-8")
    assert 'width="30"' in (tmp_path / "out/c.html").read_text("utf-8")
