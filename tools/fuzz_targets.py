"""What is fuzzed: whatever reads what others wrote, given any bytes, and what has to hold of what comes out.

A target returns, or raises SitegenError: any other exception is a find. `make fuzz` gives them bytes by the million,
and `tests/test_fuzz_targets.py` a few, made of pieces that mean something to each.
"""

from __future__ import annotations

import ast
import io
import re
import tempfile
import unicodedata
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.files.ignored import NOTHING
from sitegen.files.text_file import LoadedFile
from sitegen.importing import Became, import_all
from sitegen.knowledge import load_knowledge
from sitegen.model import Article
from sitegen.project.config import load_config
from sitegen.read import read_loaded
from sitegen.read.loading import LoadedArticle
from sitegen.text.weave import leaf_blocks, weave

_TAG = re.compile(r"<[^>]*>")
_LETTERS = re.compile("[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Target:
    """Something that reads: what is done with the bytes, pieces that mean something to it, and a beginning."""

    run: Callable[[bytes], None]
    pieces: tuple[str, ...]
    sound: bytes = b""
    """What it reads."""


def check_article(article: Article, source: str) -> None:
    """Every element lies in the text, the page can be woven, and no letter is on it that the source does not have."""
    size = len(article.text)
    for element in (*article.blocks, *article.marks, *article.atoms):
        assert 0 <= element.span.start <= element.span.end <= size, element
    ends = [leaf.span for leaf in leaf_blocks(article.blocks)]
    assert all(one.end <= other.start for one, other in pairwise(ends)), "leaves overlap"
    page = weave(article.text, article.blocks, article.marks, atoms=article.atoms)
    assert "<script" not in page.casefold()
    assert article.headline
    if "&" not in source:
        more = Counter(_LETTERS.findall(article.text)) - Counter(_LETTERS.findall(source))
        assert not more, f"letters that the source does not have: {more}"


def _article(suffix: str) -> Callable[[bytes], None]:
    def run(data: bytes) -> None:
        text, mark, beside = data.partition(b"\x00\x00")
        loaded = LoadedArticle(
            LoadedFile(f"articles/a{suffix}", text), LoadedFile("articles/a.yaml", beside) if mark else None
        )
        check_article(read_loaded(loaded).article, loaded.file.text())

    return run


def _plain(data: bytes) -> None:
    """Of a plain text every word stays, in its order, from some place on."""
    file = LoadedFile("articles/a.txt", data)
    article = read_loaded(LoadedArticle(file)).article
    source = file.text()
    check_article(article, source)
    words = _seen(article.text).split()
    assert _seen(source).split()[-len(words) :] == words, "the words of the text are not those at the end of the source"


def _seen(text: str) -> str:
    """The text without characters that nobody sees."""
    return "".join(char for char in text if unicodedata.category(char) != "Cf")


def _front_matter(data: bytes) -> None:
    _article(".md")(b"---\n" + data + b"\n---\nWords.\n")


def _sidecar(data: bytes) -> None:
    _article(".txt")(b"Ana Roza said so.\x00\x00" + data)


def _in_folder(name: str, read: Callable[[Path], object]) -> Callable[[bytes], None]:
    """What reads a file from a folder, given one with these bytes."""

    def run(data: bytes) -> None:
        path = Path(_scratch().name, name)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        read(Path(_scratch().name))

    return run


@cache
def _scratch() -> tempfile.TemporaryDirectory[str]:
    """A folder that goes with this process."""
    return tempfile.TemporaryDirectory(prefix="fuzz-")


def _knowledge(folder: Path) -> None:
    for entity in load_knowledge(folder / "knowledge", folder):
        assert entity.id
        assert entity.name


def _gitignore(folder: Path) -> None:
    rules = NOTHING.with_rules_of(str(folder))
    for name in ("a.md", "in/b.md", "[x]", "-", "\\"):
        rules.names(str(folder / name), is_folder=False)


def _imported(name: str) -> Callable[[bytes], None]:
    """What `sitegen import` makes of a file called like this: whatever it takes, a build can read."""

    def run(data: bytes) -> None:
        path = Path(_scratch().name, "given", name)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        report = import_all([path], path.parent / "site", dry_run=True)
        broken = [(one.item.body, one.why) for one in report.written if one.became is Became.BROKEN]
        assert not broken
        if report.problems:
            raise SitegenError(report.problems)

    return run


def _document(data: bytes) -> None:
    """A document with these bytes as its body."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("word/document.xml", _DOCUMENT.replace(b"BODY", data))
        archive.writestr("[Content_Types].xml", b"<Types/>")
        archive.writestr("_rels/.rels", _RELATIONS)
    _imported("a.docx")(held.getvalue())


_DOCUMENT = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>BODY</w:body></w:document>'
_RELATIONS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    b"</Relationships>"
)


def _pieces(*sections: str) -> tuple[str, ...]:
    """What stands in these sections of fuzz_pieces.txt."""
    found: dict[str, list[str]] = {}
    for line in (Path(__file__).parent / "fuzz_pieces.txt").read_text(encoding="ascii").splitlines()[1:]:
        if line.startswith("["):
            pieces = found.setdefault(line.strip("[]"), [])
        else:
            pieces.append(ast.literal_eval(line))
    return tuple(piece for section in sections for piece in found[section])


_PAGE = (
    b"<html lang=en><title>Quay</title><article><h1>The quay is open</h1><time datetime=2026-03-14>Saturday</time>"
    b"<p>The quay of the harbour town was opened on Saturday, after two years of work.</p><blockquote>We waited, and"
    b" it was worth it.<footer>Ana Roza</footer></blockquote><p>Nobody asked what it had cost, she said.</p></article>"
)
_NOTED = b"---\ntitle: Quay\ntags: [a, b]\n---\n# Quay\n\n- *Ana* [Roza](a.md)[^1]\n> B\n\n![x](b.png)\n\n[^1]: No.\n"
_POST = (
    b'<rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
    b"<item><title>Quay</title><content:encoded><![CDATA[The quay.\n\n[caption]<img src=a.png>A[/caption]]]>"
    b"</content:encoded><wp:post_type>post</wp:post_type><wp:status>draft</wp:status></item></channel></rss>"
)
_FEED = (
    b"<rss><channel><item><title>Quay</title><description>The &lt;b>quay&lt;/b>.</description></item></channel></rss>"
)
_SHORT = (
    b'---\ntitle: Quay\n---\n{{< figure src="a.png" caption="B" >}}\n\n'
    b"<b>The</b> {% raw %}quay.{% endraw %}[^1]\n\n[^1]: No.\n"
)
_ENTITY = b"- name: Ana Roza\n  kind: person\n  aliases: [A. Roza]\n  roles:\n    - {title: mayor, from: 2020}\n"

TARGETS: Mapping[str, Target] = {
    "text": Target(_plain, _pieces("text", "words"), b"date 2026-03-14 LIMA \xe2\x80\x94 Words.\n\nMore words.\n"),
    "markdown": Target(_article(".md"), _pieces("markdown", "words"), _NOTED),
    "html": Target(_article(".html"), _pieces("html", "words"), _PAGE),
    "front matter": Target(_front_matter, _pieces("keys", "words"), b"title: A\nentities: {Roza: ana}"),
    "sidecar": Target(_sidecar, _pieces("keys", "words"), b"title: A\nquotations: []\n"),
    "knowledge": Target(_in_folder("knowledge/a.yaml", _knowledge), _pieces("knowledge", "keys", "words"), _ENTITY),
    "settings": Target(_in_folder("site.yaml", load_config), _pieces("settings", "keys", "words"), b"title: A\n"),
    "exports": Target(_imported("a.xml"), _pieces("exports", "html", "words"), _POST),
    "feeds": Target(_imported("a.rss"), _pieces("exports", "html", "words"), _FEED),
    "posts": Target(_imported("a.md"), _pieces("posts", "markdown", "html", "words"), _SHORT),
    "documents": Target(_document, _pieces("documents", "words"), b"<w:p><w:r><w:t>The quay.</w:t></w:r></w:p>"),
    "gitignore": Target(_in_folder(".gitignore", _gitignore), _pieces("gitignore"), b"/a*\n!**/[b-d].md\n"),
}
"""By name, everything that is fuzzed."""


def runs(target: Target, data: bytes) -> bool:
    """Whether the bytes can be read; False where they are refused. All else is a find, a warning of Python’s too."""
    told: tuple[Diagnostic, ...] = ()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            target.run(data)
    except SitegenError as error:
        told = error.diagnostics
        is_read = False
    else:
        is_read = True
    assert is_read or told, "refused without a word"
    assert all(one.message and one.code != "SG900" for one in told), told
    return is_read
