"""What a file of a project is by its name: an article, a page, what may stand beside one, or a document."""

from __future__ import annotations

from collections.abc import Mapping
from os.path import splitext

from sitegen.read.readers import READERS

_SUFFIXES = tuple(READERS)
_OTHER_FILES = ("README", "LICENSE", "CHANGELOG", "CONTRIBUTING", "NOTICE")
_SIDE_FILES = frozenset({"requirements.txt"})
SITE_FILES = frozenset({"robots.txt", "humans.txt", "cname.txt"})
"""Names of texts that a web server or a search engine asks for: no articles, wherever they stand."""
_OF_PROGRAMS = _SIDE_FILES | SITE_FILES
_OTHER_INITIALS = frozenset(name[0] for name in _OTHER_FILES)
_BESIDE = frozenset({".yaml", ".yml"})
_IMPORTED = "`sitegen import` makes an article of it"
_AS_DOCX = "save it as .docx, of which `sitegen import` makes an article, or as plain text (.txt)"
_AS_MARKDOWN = "write it as Markdown (.md) or plain text (.txt)"
_AS_HTML = "open it in a browser, and save it as .html"
WAYS_OUT: Mapping[str, str] = {
    ".docx": _IMPORTED,
    **dict.fromkeys((".doc", ".odt", ".rtf", ".pages", ".wpd"), _AS_DOCX),
    ".pdf": "copy its words into a text file (.txt); one that an article links is published beside it",
    **dict.fromkeys((".htm", ".xhtml"), "rename it to {stem}.html"),
    **dict.fromkeys((".mht", ".mhtml", ".webarchive", ".epub"), _AS_HTML),
    **dict.fromkeys((".markdown", ".mdown", ".mkd", ".mdx"), "rename it to {stem}.md"),
    **dict.fromkeys((".eml", ".msg"), "save its words as a text file (.txt)"),
    ".text": "rename it to {stem}.txt",
    **dict.fromkeys((".adoc", ".org", ".rst", ".tex", ".textile"), _AS_MARKDOWN),
}
"""By suffix the documents that people write articles in, and what to do with one that lies among articles."""


def is_article(name: str) -> bool:
    """Whether a file of this name, where articles are, is one."""
    return is_text(name) and not is_about_project(name)


def is_text(name: str) -> bool:
    """Whether a file of this name can be read."""
    return name.lower().endswith(_SUFFIXES)


def is_page(name: str) -> bool:
    """Whether a file of this name in pages/ is a page."""
    return splitext(name)[1].lower() == ".md"


def is_about_project(name: str) -> bool:
    """True for README.md, robots.txt and the like."""
    if name.lower() in _OF_PROGRAMS or name.startswith(_OTHER_FILES):
        return True
    return name[:1].upper() in _OTHER_INITIALS and splitext(name)[0].upper() in _OTHER_FILES


def is_beside(name: str) -> bool:
    """Whether a file of this name may say something about the article beside it."""
    return splitext(name)[1] in _BESIDE


def is_document(name: str) -> bool:
    """Whether a file of this name is a document that no reader reads."""
    suffix = splitext(name)[1].lower()
    return suffix in WAYS_OUT and suffix not in READERS and not name.startswith("~$")


def is_looked_at(name: str) -> bool:
    """Whether something is told of a file of this name that is no article and lies among articles."""
    return is_text(name) or is_beside(name) or is_document(name)
