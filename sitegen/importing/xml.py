"""XML of strangers: read element by element, without document types, with the line of every mistake."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sitegen.importing.safety import INSTALL, refuse, refuse_document_type

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_CONTROLS = bytes((*range(9), 11, 12, *range(14, 32)))
_DEEPEST = 500


def without_controls(content: bytes) -> bytes:
    """The bytes of XML without control characters, which exports hold and no XML may; UTF-16 stays as it is."""
    return content if content[:2] in (b"\xff\xfe", b"\xfe\xff") else content.translate(None, _CONTROLS)


def root_of(content: bytes, shown: str) -> str:
    """The name of the first element, as `{namespace}name`. Raises SitegenError as `elements` does."""
    return next((element.tag for event, element in _events(content, shown) if event == "start"), "")


def elements(content: bytes, shown: str, names: frozenset[str]) -> Iterator[Element]:
    """Every element with one of these names, whole, in the order in which they end; each is emptied after it.

    Raises SitegenError: SG853 for a document type, SG857 with the line for what is no XML, SG858 without the library.
    """
    inside = 0
    for event, element in _events(content, shown):
        if element.tag in names:
            inside += 1 if event == "start" else -1
            if event == "end" and not inside:
                yield element
        if event == "end" and not inside:
            element.clear()


def _events(content: bytes, shown: str) -> Iterator[tuple[str, Element]]:
    refuse_document_type(content, shown)
    try:
        from defusedxml.ElementTree import iterparse
    except ImportError:
        refuse(shown, "reading XML needs a library that is not installed", "SG858", f"install it with: {INSTALL}")
    depth = 0
    try:
        for event, element in iterparse(io.BytesIO(content), events=("start", "end"), forbid_dtd=True):
            depth += 1 if event == "start" else -1
            if depth > _DEEPEST:
                refuse(shown, "elements are nested too deep", "SG857", "export it again")
            yield event, element
    except SyntaxError as error:
        line = error.lineno or int((re.search(r"line (\d+)", str(error)) or (0, 0))[1])
        refuse(shown, f"is no XML that can be read: {error.msg}", "SG857", "export it again", line)
    except (ValueError, LookupError) as error:  # what defusedxml refuses, and encodings that nobody knows
        refuse(shown, f"is no XML that can be read: {error}", "SG857", "export it again as UTF-8")
