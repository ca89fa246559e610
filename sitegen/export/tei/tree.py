"""Elements of TEI, made with ElementTree. Names and attributes are ours; every text is made fit for XML here."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree as ET

from sitegen.export.characters import storable

NAMESPACE = "http://www.tei-c.org/ns/1.0"

Attributes = Mapping[str, str]


def root(tag: str, attributes: Attributes) -> ET.Element:
    """The outermost element of a document; the namespace stands on it."""
    return ET.Element(tag, {"xmlns": NAMESPACE} | _stored(attributes))


def add(parent: ET.Element, tag: str, text: str = "", attributes: Attributes | None = None) -> ET.Element:
    """A new last child of `parent`."""
    child = ET.SubElement(parent, tag, _stored(attributes or {}))
    child.text = storable(text) or None
    return child


def append_text(parent: ET.Element, text: str) -> None:
    """Put `text`, which is fit for XML, at the end of what stands in `parent`."""
    if not text:
        return
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def render_tree(element: ET.Element) -> str:
    """The document as text, with its declaration."""
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(element, encoding="unicode") + "\n"


def _stored(attributes: Attributes) -> dict[str, str]:
    """The attributes that have a value."""
    return {name: storable(value) for name, value in attributes.items() if value}
