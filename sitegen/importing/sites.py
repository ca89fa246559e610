"""A post of Hugo or Jekyll: Markdown, with what its system would have put into it translated or told."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from html import unescape
from pathlib import PurePosixPath
from urllib.parse import quote

from sitegen.importing.html import Source, item_of_html
from sitegen.importing.items import Find, Item, LeftOut, slug_of
from sitegen.importing.places import Folder, addresses, leading_on, linked_notes, old_paths, post, reference
from sitegen.read.aliases import is_path
from sitegen.read.draft import Details
from sitegen.read.file_names import day_and_rest
from sitegen.read.markdown_html import read_foreign
from sitegen.text.wordlists import reads

_FENCED = re.compile(r"(?ms)^(`{3,}|~{3,})[^\n]*\n.*?(?:^\1[`~]*\s*$|\Z)|`[^`\n]+`")
_HIGHLIGHT = re.compile(
    r"\{%-?\s{0,9}highlight\s{1,9}([\w+#-]{1,40})[^%{]*%\}\n?((?:(?!\{%-?\s{0,9}highlight\b).)*?)\{%-?\s{0,9}endhighlight\s{0,9}-?%\}",
    re.DOTALL,
)
_HUGO_CODE = re.compile(
    r"\{\{[<%]\s{0,9}highlight\s{1,9}\"?([\w+#-]{1,40})[^{}]{0,300}[>%]\}\}\n?((?:(?!\{\{[<%]\s{0,9}highlight\b).)*?)\{\{[<%]\s{0,9}/\s{0,9}highlight\s{0,9}[>%]\}\}",
    re.DOTALL,
)
_TRANSLATED = re.compile(r"(.+)\.([a-z]{2}(?:-[a-z]{2,4})?)")
_RAW = re.compile(r"\{%-?\s*(?:end)?raw\s*-?%\}")
_ADDRESS_FILTER = re.compile(
    r"\{\{\s*[\"']([^\"'{}]*)[\"']\s*\|\s*(?:relative_url|absolute_url|prepend:[^{}|]*)\s*\}\}"
)
_BASE = re.compile(r"\{\{\s*site\.(?:baseurl|url)\s*\}\}")
_KRAMDOWN = re.compile(r"\{:[^{}\n]*\}")
_REMARK = re.compile(r"(?<![\w%])%%((?:[^%]|%(?!%))*)%%")
"""A comment of Obsidian."""
_REMARKS_AROUND = re.compile(
    r"\{%-?\s{0,9}comment\b(?:(?!\{%-?\s{0,9}comment\b).)*?\{%-?\s{0,9}endcomment\s{0,9}-?%\}"
    r"|\{::comment\}(?:(?!\{::comment\}).)*?\{:/(?:comment)?\}",
    re.DOTALL,
)
"""Comments of Liquid and Kramdown, which may go around code."""
_REMARKS_WITHIN = re.compile(
    r"\{\{-?\s{0,9}/\*(?:(?!\{\{).)*?\*/\s{0,9}-?\}\}|\{#\s(?:(?!\{#).)*?#\}|\{/\*(?:(?!\{/\*).)*?\*/\}", re.DOTALL
)
"""Those of Hugo, of Nunjucks and Tera, and of MDX."""
_CALLOUT = re.compile(r"^((?:[ \t]*>)+[ \t]?)\[!([\w-]{1,30})\][+-]?[ \t]*([^\n]*)$", re.MULTILINE)
_BOX = re.compile(
    r"^:{3,}[ \t]*(?:(\w[\w-]{0,30}|\{[^{}\n]{0,200}\})(?:\[([^\]\n]{0,200})\]|[ \t]+([^\n{]{0,200}))?[^\n]*)?$",
    re.MULTILINE,
)
_FIGURE = re.compile(r"\{\{[<%]\s*figure\s{1,9}([^{}]{0,4000}?)\s{0,9}/?[>%]\}\}")
_PARAMETER = re.compile(r"(\w+)\s*=\s*(?:\"([^\"]*)\"|`([^`]*)`|(\S+))")
_TARGET = r"(?:(?<=\]\()|(?<=\]\(<)|(?<=\]: )|(?<==\")|(?<=='))"
"""Where an address begins."""
_REFERENCE = re.compile(
    _TARGET
    + r"\{\{[<%]\s{0,9}(?:rel)?ref\s{1,9}(?:path\s{0,9}=\s{0,9})?[\"'`]([^\"'`{}\n]{1,500})[\"'`][^{}\n]{0,200}[>%]\}\}"
)
_POST = re.compile(_TARGET + r"\{%-?\s{0,9}post_url\s{1,9}([^\s{}%]{1,500})\s{0,9}-?%\}")
_LINK = re.compile(_TARGET + r"\{%-?\s{0,9}link\s{1,9}([^\s{}%]{1,500})\s{0,9}-?%\}")
_TAGS = (
    ("Hugo shortcode", re.compile(r"\{\{[<%](?:(?!\{\{).)*?[>%]\}\}", re.DOTALL)),
    ("Liquid tag", re.compile(r"\{%(?:(?!\{%).)*?%\}", re.DOTALL)),
    ("Liquid output", re.compile(r"\{\{(?:(?!\{\{).)*?\}\}", re.DOTALL)),
)


def read_post(text: str, path: str, shown: str, find: Find, folder: Folder) -> Iterator[Item | LeftOut]:
    """The article in a Markdown file at `path` below the `folder` of its system; `shown` names it in messages.

    A file without a day, in its front matter or its name, is a plain page. Raises SitegenError for front matter that
    cannot be read.
    """
    told: list[str] = []
    held = read_foreign(text, shown, partial(_translated, told, folder, path))
    told += [f"front matter `{key}`" for key in held.told]
    old = old_paths(folder, path, held.details.date, held.keys)
    source = _source(held.details, folder, path, shown, tuple(dict.fromkeys(told)), old)
    own = tuple(one.words for one in held.details.aliases if is_path(one.words))
    source = replace(source, addresses=tuple(addresses(folder, path, (*old, *own))))
    yield item_of_html(held.html, source, find, base=folder.base + quote(path))


def _source(
    details: Details, folder: Folder, path: str, shown: str, told: tuple[str, ...], old: tuple[str, ...]
) -> Source:
    stem, day = _stem_and_day(path)
    stem, spoken = _without_language(stem) if folder.kind == "hugo" else (stem, "")
    spoken = spoken or ("" if reads(folder.language) else folder.language)
    date = details.date or day
    draft = details.draft or "_drafts" in PurePosixPath(path).parts
    own = (one.words for one in details.aliases if is_path(one.words))
    led_on = () if draft else (one for path in old for one in leading_on(path))
    return Source(
        origin=shown,
        title=unescape(details.headline),
        called="" if folder.kind or stem == slug_of(stem) or day is not None else stem,
        slug=details.slug or slug_of(stem),
        date=date,
        authors=details.authors,
        tags=tuple(map(unescape, details.tags)),
        publisher=details.publisher,
        language=details.language or spoken,
        summary=unescape(details.summary),
        dateline=details.dateline,
        draft=draft,
        is_page=date is None and "_drafts" not in PurePosixPath(path).parts,
        updated=details.updated.day if details.updated is not None else None,
        aliases=tuple(dict.fromkeys((*own, *led_on))),
        correction=details.correction,
        due=details.due,
        expires=details.expires,
        told=told,
    )


def _stem_and_day(path: str) -> tuple[str, datetime.date | None]:
    """The name of a post without its day, and that day; the folder's where the file is called index."""
    place = PurePosixPath(path)
    stem = place.parent.name if place.stem == "index" and place.parent.name else place.stem
    day, rest = day_and_rest(stem)
    return rest, day


def _without_language(stem: str) -> tuple[str, str]:
    """A name of Hugo without the language at its end, and that: about.de is about, in German."""
    found = _TRANSLATED.fullmatch(stem)
    return (found[1], found[2]) if found is not None else (stem, "")


def _translated(told: list[str], folder: Folder, path: str, text: str) -> str:
    """The Markdown without what its system would have replaced: translated where there is something like it here, else
    left out and told."""
    text = _REMARKS_AROUND.sub(partial(_left_out, told, "comment"), text)
    for pattern in (_HIGHLIGHT, _HUGO_CODE):
        text = pattern.sub(lambda found: f"```{found[1]}\n{found[2].strip(chr(10))}\n```", text)
    return "".join(_outside_code(text, partial(_without_tags, told, folder, path)))


def _outside_code(text: str, change: Callable[[str], str]) -> Iterator[str]:
    at = 0
    for found in _FENCED.finditer(text):
        yield change(text[at : found.start()])
        yield found[0]
        at = found.end()
    yield change(text[at:])


def _without_tags(told: list[str], folder: Folder, path: str, text: str) -> str:
    text = _ADDRESS_FILTER.sub(r"\1", _BASE.sub("", _RAW.sub("", text)))
    text = _REMARKS_WITHIN.sub(partial(_left_out, told, "comment"), text)
    if not folder.kind:
        text = linked_notes(folder, _REMARK.sub(partial(_left_out, told, "comment"), text), path)
    text = _BOX.sub(partial(_box, told), _CALLOUT.sub(partial(_callout, told), text))
    text = _REFERENCE.sub(lambda found: reference(folder, found[1], path), text)
    text = _POST.sub(lambda found: post(folder, found[1]), _LINK.sub(lambda found: _from_root(found[1]), text))
    text = _FIGURE.sub(_figure, text)
    for what, pattern in _TAGS:
        text = pattern.sub(partial(_left_out, told, what), text)
    return _KRAMDOWN.sub("", text)


def _callout(told: list[str], found: re.Match[str]) -> str:
    """The beginning of a quotation that GitHub and Obsidian draw as a box: its title stays, as a line of its own."""
    told.append(f"the box [!{found[2]}]: it is a quotation now")
    title = found[3].strip()
    return f"{found[1]}**{title}**\n{found[1].rstrip()}" if title else found[1].rstrip()


def _box(told: list[str], found: re.Match[str]) -> str:
    """A line that begins or ends a box of Docusaurus, Quarto and others: its title stays, as a paragraph."""
    if found[1] is None:
        return "\n"
    told.append(f"the box :::{found[1]}: its words stand in the text")
    title = (found[2] or found[3] or "").strip()
    return f"\n**{title}**\n" if title else "\n"


def _from_root(name: str) -> str:
    return f"/{name.lstrip('/')}"


def _left_out(told: list[str], what: str, found: re.Match[str]) -> str:
    words = " ".join(found[0].split())
    told.append(f"{what} {words[:200]}")
    return ""


def _figure(found: re.Match[str]) -> str:
    """Hugo’s figure as HTML."""
    from html import escape

    held = {name: quoted or raw or bare for name, quoted, raw, bare in _PARAMETER.findall(found[1])}
    words = " ".join(filter(None, (held.get("title", ""), held.get("caption", ""), held.get("attr", ""))))
    alt = held.get("alt") or held.get("caption") or held.get("title") or ""
    picture = f'<img src="{escape(held.get("src", ""))}" alt="{escape(alt)}">'
    return f"\n\n<figure>{picture}<figcaption>{escape(words)}</figcaption></figure>\n\n"
