"""Addresses in a folder that is imported: what its files had on the site that a system made of them."""

from __future__ import annotations

import datetime
import posixpath
import re
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote, unquote

from sitegen.diagnostics import SitegenError
from sitegen.importing.media import PICTURES
from sitegen.read.aliases import find_paths, is_path
from sitegen.read.draft import Alias
from sitegen.read.file_names import day_and_rest
from sitegen.text.values import value

_HOST = ".import.invalid"
_SPECIAL = {"ref:": "ref", "post:": "post_url"}
_OWN_FOLDERS = ("articles/", "people/", "countries/", "places/", "organizations/", "tags/", "archive/", "page/")
"""In which a site has pages of its own."""
_CONFIGS = (
    "hugo.toml",
    "hugo.yaml",
    "hugo.yml",
    "hugo.json",
    "config.toml",
    "config.yaml",
    "config.yml",
    "config.json",
)
_IS = r"""["']?[ \t]*[:=][ \t]*["']?"""
_ADDRESS = re.compile(rf"""^[ \t]*["']?(?:baseURL|url){_IS}(https?://[^\s"',#]+)""", re.IGNORECASE | re.MULTILINE)
_LANGUAGE = re.compile(
    rf"""^["']?(?:languageCode|locale|lang|language|defaultContentLanguage){_IS}([A-Za-z]{{2,3}}(?:[-_][A-Za-z]{{2,4}})?)\b""",
    re.MULTILINE,
)
_PERMALINK = re.compile(r"""^permalink[ \t]*:[ \t]*["']?([^\s"'#]+)""", re.MULTILINE)
_STYLES = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "none": "/:categories/:title.html",
}
"""The styles of Jekyll, by their names."""
_NOTE = re.compile(r"(!?)\[\[(?!\]\])([^\[\]|#\n]{0,200})(#[^\[\]|\n]{1,200})?(?:\|([^\[\]\n]{1,200}))?\]\]")
_SIZE = re.compile(r"\s*\d+(?:\s*x\s*\d+)?\s*")
"""What stands behind the name of a picture in Obsidian, if it is no words: how large it is drawn."""
_TOKEN = re.compile(r":([a-z_]+)")
_LONGEST_CONFIG = 100_000


@value
class Folder:
    """A folder of Hugo or Jekyll, or of neither, and what its settings say of addresses."""

    base: str
    """An address that stands for the folder: nothing else is below it."""
    kind: str = ""
    host: str = ""
    """The address of its site, where the settings tell it."""
    language: str = ""
    """That of its pages, where the settings tell it."""
    permalink: str = ""
    """How Jekyll writes the addresses of posts; for Hugo anything that is not usual."""


def folder_at(root: Path, shown: str, kind: str) -> Folder:
    """What is known of the folder at `root`, which messages call `shown`."""
    base = f"https://{blake2b(shown.encode(), digest_size=8).hexdigest()}{_HOST}/"
    names = {"hugo": _CONFIGS, "jekyll": ("_config.yml",)}.get(kind, ())
    files = (root / name for name in names)
    texts = [_beginning(path) for path in files if path.is_file() and not path.is_symlink()]
    settings = "\n".join(texts)
    host, permalink = _ADDRESS.search(settings), _PERMALINK.search(settings)
    unusual = kind == "hugo" and re.search(r"permalinks|uglyurls", settings, re.IGNORECASE)
    language = _LANGUAGE.search(settings)
    style = "unusual" if unusual else permalink[1] if permalink else ""
    return Folder(base, kind, host[1] if host else "", language[1].replace("_", "-") if language else "", style)


def _beginning(path: Path) -> str:
    with open(path, "rb") as stream:
        return stream.read(_LONGEST_CONFIG).decode("utf-8", "replace")


def is_inside(href: str) -> bool:
    """Whether an address is one of a place in an imported folder."""
    return href.startswith("https://") and href.partition("/")[2].lstrip("/").partition("/")[0].endswith(_HOST)


def shown_link(href: str) -> str:
    """The address as its author knows it: the path in the folder, or the reference."""
    path, _, query = href.partition(_HOST)[2].partition("?")
    for special, name in _SPECIAL.items():
        if path.startswith(f"/{special}/"):
            return f"{name} {unquote(path.removeprefix(f'/{special}/'))}"
    return unquote(path) + (f"?{query}" if query else "")


def reference(folder: Folder, words: str, here: str) -> str:
    """The address that stands for a reference of Hugo in the file at the path `here`: to a page by path or name."""
    name, _, fragment = words.strip().partition("#")
    place = posixpath.dirname(_below_content(here))
    query = "" if name.startswith("/") else f"?here={quote(place)}"
    return f"{folder.base}ref:/{quote(_page_of(name.strip('/')))}{query}" + (f"#{quote(fragment)}" if fragment else "")


def linked_notes(folder: Folder, text: str, here: str) -> str:
    """A text with the links of Obsidian, [[Note#part|words]], as those of Markdown, and its ![[picture.png]]."""

    def link(found: re.Match[str]) -> str:
        shown, name, part, words = found[1], found[2].strip(), found[3] or "", found[4]
        if shown and PurePosixPath(name).suffix.lower() in PICTURES:
            return f"![{words if words and not _SIZE.fullmatch(words) else ''}]({quote(name)})"
        if not name:
            return words or part.lstrip("#^")
        return f"[{words or name}]({reference(folder, name + part, here)})"

    return _NOTE.sub(link, text)


def post(folder: Folder, name: str) -> str:
    """The address that stands for a post of Jekyll, named by its file without ending."""
    return f"{folder.base}post:/{quote(name.strip('/'))}"


def addresses(folder: Folder, path: str, old: tuple[str, ...]) -> Iterator[str]:
    """The addresses of the file at a path of the folder: by its path, by references, and `old` paths of its page."""
    yield folder.base + quote(path)
    if folder.kind != "jekyll":
        page = _page_of(_below_content(path))
        yield from (f"{folder.base}ref:/{quote(one)}" for one in dict.fromkeys((page, page.rpartition("/")[2])))
    elif "_posts/" in f"/{path}":
        inside = PurePosixPath(path.partition("_posts/")[2])
        yield from (post(folder, one) for one in dict.fromkeys((inside.with_suffix("").as_posix(), inside.stem)))
    for one in old:
        yield folder.base + quote(one.lstrip("/"))
        if folder.host:
            yield folder.host.rstrip("/") + "/" + quote(one.lstrip("/"))


def old_paths(folder: Folder, path: str, date: datetime.date | None, keys: Mapping[str, Any]) -> tuple[str, ...]:
    """The paths that the page of a file had on its site: as its front matter says, else as its system makes them."""
    said = next((one for key in ("url", "permalink") if isinstance(one := keys.get(key), str) and _is_plain(one)), "")
    path = said or _made_path(folder, path, date, keys)
    return (f"/{path.lstrip('/')}",) if path else ()


def _is_plain(address: str) -> bool:
    return address.startswith("/") and ":" not in address and is_path(address)


def _made_path(folder: Folder, path: str, date: datetime.date | None, keys: Mapping[str, Any]) -> str:
    if folder.kind == "hugo" and not folder.permalink and path.startswith("content/"):
        page = _page_of(_below_content(path))
        above, _, name = page.rpartition("/")
        made = f"{above}/{_slug(keys) or name}".strip("/").lower().replace(" ", "-")
        return f"/{made}/" if "." not in name else ""
    if folder.kind == "jekyll":
        return _jekyll_path(folder, path, date, keys)
    return ""


def _jekyll_path(folder: Folder, path: str, date: datetime.date | None, keys: Mapping[str, Any]) -> str:
    place = PurePosixPath(path)
    if "_posts" not in place.parts:
        return f"/{place.stem}/" if folder.permalink == "pretty" else f"/{place.stem}.html"
    day, rest = day_and_rest(place.stem)
    day = date or day
    style = _STYLES.get(folder.permalink or "date", folder.permalink)
    if day is None or not style.startswith("/"):
        return ""
    values = {
        "categories": "/".join(_categories(keys)),
        "year": f"{day:%Y}",
        "month": f"{day:%m}",
        "day": f"{day:%d}",
        "i_month": str(day.month),
        "i_day": str(day.day),
        "short_year": f"{day:%y}",
        **dict.fromkeys(("title", "slug"), _slug(keys) or rest),
    }
    if not set(_TOKEN.findall(style)) <= values.keys():
        return ""
    return re.sub("/{2,}", "/", _TOKEN.sub(lambda found: values[found[1]], style))


def _slug(keys: Mapping[str, Any]) -> str:
    """The slug as it is written, whether or not it could be one here."""
    return slug if isinstance(slug := keys.get("slug"), str) else ""


def _categories(keys: Mapping[str, Any]) -> list[str]:
    """The categories as the addresses of Jekyll have them."""
    held = keys.get("categories", keys.get("category", ()))
    words = held.split() if isinstance(held, str) else held if isinstance(held, list) else ()
    return [one.lower() for one in words if isinstance(one, str)]


def _below_content(path: str) -> str:
    return path.removeprefix("content/")


def _page_of(path: str) -> str:
    """The page of a file of Hugo: its path without ending, that of its folder where it is called index."""
    page = re.sub(r"\.(?:md|markdown|mdown|html?)\Z", "", path, flags=re.IGNORECASE)
    return page.removesuffix("/index")


def leading_on(address: str) -> Iterator[str]:
    """The path of an address, so that it leads on; none for what is not in a folder, nor where a
    site has pages of its own."""
    if is_path(address) and address.strip("/"):
        try:
            (file,) = find_paths((Alias(address),))
        except SitegenError:
            return
        if file.count("/") and not file.startswith(_OWN_FOLDERS):
            yield address
