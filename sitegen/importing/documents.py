"""A document of a word processor (.docx): its text with headings, lists, tables, links, notes and pictures."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from sitegen.importing.html import Source, item_of_html
from sitegen.importing.items import Find, Item, LeftOut, Load, counted
from sitegen.importing.safety import INSTALL, Archive, refuse, refuse_document_type
from sitegen.importing.xml import elements
from sitegen.text.wordlists import reads

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='caption'] => p.caption:fresh
p[style-name='Caption'] => p.caption:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
"""
_CAPTIONED = re.compile(r'<p>(<img [^<>]*/?>)</p><p class="caption">(.*?)</p>')
_HEADED = re.compile(r"<h1>((?:(?!</?h1>|<img ).)*)</h1>", re.DOTALL)
_MOST_TEXT = 50_000_000
_STALE = re.compile(r"\s*(?:Microsoft Word|Untitled|Document ?\d*|Dokument ?\d*|Microsoft Office)\b", re.IGNORECASE)


def read_document(content: bytes, shown: str) -> Iterator[Item | LeftOut]:
    """The article in a document.

    Raises SitegenError: SG853 and SG857 for its XML, SG854 to SG856 for its archive, SG858 without the library, SG859
    for what is no document.
    """
    archive = Archive(content, shown)
    if "word/document.xml" not in archive.names and "[Content_Types].xml" not in archive.names:
        refuse(shown, "is no .docx document", "SG859", "save it as .docx")
    for name in archive.names:
        if name.lower().endswith((".xml", ".rels")):
            _check_part(archive, name, shown)
    held: dict[str, Load] = {}
    html = _html_of(content, shown, held)
    about = _properties(archive, shown)
    headed = _HEADED.match(html)
    title = about.get("title", "")
    named = title if title and not _STALE.match(title) else _title_of(shown)
    find: Find = held.get
    source = Source(
        origin=shown,
        title=_plain(headed[1]) if headed else named,
        date=_day(about.get("created", "")),
        authors=tuple(filter(None, re.split(r"\s*;\s*", about.get("creator", "")))),
        language=about.get("language", "") or _language(archive),
        told=tuple(_left_behind(archive)),
    )
    yield item_of_html(html[headed.end() :] if headed else html, source, find)


def _left_behind(archive: Archive) -> Iterator[str]:
    """What the library leaves out without a word, and what it shows although nobody saw it."""
    text, comments = "word/document.xml", "word/comments.xml"
    for name, sign, one, more in (
        (comments, rb"<w:comment ", "comment beside the text", "comments beside the text"),
        (text, rb"<m:oMath[ >]", "formula", "formulas"),
        (text, rb"<c:chart ", "chart", "charts"),
        (text, rb"<w:vanish/>(?:(?!</w:r>).)*?<w:t[ >]", "hidden passage, shown now", "hidden passages, shown now"),
    ):
        count = len(re.findall(sign, archive.read(name), re.DOTALL)) if name in archive.names else 0
        if count:
            yield counted(count, one, more)


def _check_part(archive: Archive, name: str, shown: str) -> None:
    part = archive.read(name)
    if len(part) > _MOST_TEXT:
        refuse(shown, f"`{name}` in it is {len(part):,} bytes long", "SG851", "split the document")
    refuse_document_type(part, shown)


def _html_of(content: bytes, shown: str, held: dict[str, Load]) -> str:
    """The document as HTML; its pictures are put into `held`, by the addresses that the HTML has for them."""
    try:
        import mammoth
    except ImportError:
        refuse(shown, "reading .docx needs a library that is not installed", "SG858", f"install it with: {INSTALL}")

    def keep(image: Any) -> dict[str, str]:
        ending = PurePosixPath(str(image.content_type)).name.partition("+")[0].replace("jpeg", "jpg")
        address = f"picture-{len(held) + 1}.{re.sub(r'[^a-z0-9]', '', ending.lower()) or 'bin'}"
        try:
            with image.open() as stream:
                picture = bytes(stream.read())
        except Exception:  # a picture that is only linked, or not in the archive: the library has several errors for it
            return {"src": "that the document does not hold"}
        held[address] = lambda: picture
        return {"src": address}

    try:
        converted = mammoth.convert_to_html(
            io.BytesIO(content),
            style_map=_STYLES,
            convert_image=mammoth.images.img_element(keep),
            external_file_access=False,
        )
    except Exception as error:  # the library has no error of its own, and documents can be broken in any way
        message = f"cannot be read as a document ({type(error).__name__})"
        refuse(shown, message, "SG859", "open it in a word processor and save it again as .docx")
    return _CAPTIONED.sub(r"<figure>\1<figcaption>\2</figcaption></figure>", str(converted.value))


def _properties(archive: Archive, shown: str) -> dict[str, str]:
    """What the document says about itself, by the local names of its properties."""
    if "docProps/core.xml" not in archive.names:
        return {}
    parts: Iterator[Element] = elements(archive.read("docProps/core.xml"), shown, _PROPERTIES)
    return {one.tag.rpartition("}")[2]: " ".join((one.text or "").split()) for one in parts}


_PROPERTIES = frozenset(
    {f"{{http://purl.org/dc/elements/1.1/}}{name}" for name in ("title", "creator", "language")}
    | {"{http://purl.org/dc/terms/}created"}
)


_SPELLED = re.compile(rb"""<w:lang\b[^<>]{0,200}?\bw:val=["']([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)["']""")


def _language(archive: Archive) -> str:
    """The language in which the document is spelled, unless it is English, which says little: it is what there is."""
    name = "word/styles.xml"
    found = _SPELLED.search(archive.read(name)) if name in archive.names else None
    language = found[1].decode("ascii") if found is not None else ""
    return "" if reads(language) else language


def _day(moment: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(moment[:10])
    except ValueError:
        return None


def _title_of(shown: str) -> str:
    """A title made of the name of the file."""
    return " ".join(PurePosixPath(shown).stem.replace("_", " ").split())


def _plain(words: str) -> str:
    from html import unescape

    return " ".join(unescape(re.sub(r"<[^<>]*>", " ", words)).split())
