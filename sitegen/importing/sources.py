"""What lies at a path that is to be imported: which reader each file is for, and the articles that they give."""

from __future__ import annotations

import os
import posixpath
import tempfile
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path, PurePosixPath

from sitegen.diagnostics import Diagnostic, SitegenError, naming
from sitegen.files.text_file import LoadedFile
from sitegen.importing.documents import read_document
from sitegen.importing.feeds import read_feed
from sitegen.importing.items import Find, Item, LeftOut
from sitegen.importing.media import beside, uploaded
from sitegen.importing.pages import read_saved_page
from sitegen.importing.places import Folder, folder_at
from sitegen.importing.safety import Archive, read_bytes, refuse
from sitegen.importing.sites import read_post
from sitegen.importing.wordpress import read_wordpress
from sitegen.importing.xml import root_of, without_controls
from sitegen.read.by_name import WAYS_OUT
from sitegen.text.values import value

Found = Iterator[Item | LeftOut | Diagnostic]
"""What is found, in order; a diagnostic is a file that could not be read."""

_MARKDOWN = frozenset({".md", ".markdown", ".mdown"})
_PAGES = frozenset({".html", ".htm", ".xhtml"})
_XML = frozenset({".xml", ".rss", ".atom", ".wxr", ".rdf"})
_KNOWN = _MARKDOWN | _PAGES | _XML | {".docx"}
_FENCES = ("---\n", "+++\n")
"""What front matter begins with; a page of HTML with it is a post of some system."""
_NOT_ENTERED = frozenset({"node_modules", "__pycache__", "venv"})
_UPLOADS = ("uploads", "wp-content/uploads")


@value(slots=False)
class _Place:
    """A folder that is imported: where it is, how messages name it, and which of its files hold articles."""

    root: Path
    shown: str
    kind: str
    """hugo, jekyll, or nothing for any other folder."""
    uploads: Path | None
    types: Collection[str]
    """Types of posts of WordPress that are articles besides posts."""
    closed: frozenset[Path] = frozenset()
    """Folders that are not entered."""

    @cached_property
    def folder(self) -> Folder:
        """What its settings say of addresses."""
        return folder_at(self.root, self.shown, self.kind)


def find_items(path: Path, into: Path, uploads: Path | None, types: Collection[str], open_archives: ExitStack) -> Found:
    """The articles in a file or below a folder, in order of paths; `uploads` holds pictures of exports and feeds.

    An archive is unpacked until `open_archives` are closed: pictures are loaded from it when they are written.
    What stands in the project `into` is no import, even where that lies in the folder, or is the folder.
    What is wrong with one file is given as diagnostics, and the others are read all the same.
    """
    shown = path.as_posix()
    if path.is_dir():
        yield from _from_any(_Place(path, shown, _kind_of(path), uploads, types, _homes(into)))
    elif path.suffix.lower() == ".zip":
        with _collected() as problems:
            folder = open_archives.enter_context(_unpacked(path))
            yield from _from_any(_Place(folder, shown, _kind_of(folder), uploads, types))
        yield from problems
    else:
        place = _Place(path.parent, path.parent.as_posix(), "", uploads, types)
        yield from _articles_of_notes(_from_file(place, path.name, shown))


def _articles_of_notes(found: Found) -> Found:
    """What was found, with all Markdown as articles where none of it has a day: notes, and no pages of a site."""
    all_of_it = tuple(found)
    notes = [one for one in all_of_it if isinstance(one, Item) and one.origin.lower().endswith(tuple(_MARKDOWN))]
    turned = {id(one) for one in notes if all(note.is_page for note in notes)}
    yield from (
        replace(one, is_page=False) if isinstance(one, Item) and id(one) in turned else one for one in all_of_it
    )


@contextmanager
def _unpacked(path: Path) -> Iterator[Path]:
    """A folder, for the time being, with what an archive holds; the only one in it, where there is but one."""
    archive = Archive(read_bytes(path, path.as_posix()), path.as_posix())
    with tempfile.TemporaryDirectory(prefix="sitegen-import-") as name:
        folder = Path(name)
        for held in archive.names:
            if PurePosixPath(held).suffix and not held.startswith("__MACOSX/"):
                _unpack(archive, held, folder / held.replace("\\", "/"), path.as_posix())
        inside = [one for one in folder.iterdir() if not one.name.startswith(".")]
        yield inside[0] if len(inside) == 1 and inside[0].is_dir() else folder


def _unpack(archive: Archive, name: str, place: Path, shown: str) -> None:
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with open(place, "xb") as stream:
            stream.write(archive.read(name))
    except OSError as error:
        refuse(
            shown,
            f"`{name[:100]}` in it cannot be unpacked ({error.strerror})",
            "SG854",
            "unpack it, and name the folder",
        )


def _kind_of(folder: Path) -> str:
    """Which system made a folder."""
    if (folder / "_config.yml").is_file() or (folder / "_posts").is_dir():
        return "jekyll"
    signs = (*(f"{name}.{end}" for name in ("hugo", "config") for end in ("toml", "yaml", "yml", "json")), "archetypes")
    return "hugo" if (folder / "content").is_dir() and any((folder / sign).exists() for sign in signs) else ""


def _from_any(place: _Place) -> Found:
    return _from_folder(place) if place.kind else _articles_of_notes(_from_folder(place))


def _from_folder(place: _Place) -> Found:
    passed: Counter[str] = Counter()
    paths = tuple(_files_below(place.root, place.closed))
    saved = {f"{stem}_files" for stem, ending in map(posixpath.splitext, paths) if ending.lower() in _PAGES}
    for path in paths:
        if any(around.as_posix() in saved for around in PurePosixPath(path).parents):
            continue
        if why := _why_not(place, path):
            yield LeftOut(f"{place.shown}/{path}", why)
        elif _is_read(place, path):
            yield from _from_file(place, path, f"{place.shown}/{path}")
        elif not _is_machinery(place, path):
            passed[PurePosixPath(path).suffix.lower() or "without ending"] += 1
    for ending, count in sorted(passed.items()):
        if ending in WAYS_OUT or ending == ".txt":
            yield LeftOut(f"{place.shown}: {count} × {ending}", _UNREAD.get(ending, _ways_out(ending)))


_OF_JEKYLL = frozenset({"_data", "_includes", "_layouts", "_sass", "_site", "vendor"})


def _ways_out(ending: str) -> str:
    """What to do with files of a kind that is not imported."""
    if ending in (".adoc", ".org", ".rst", ".tex", ".textile", ".mdx"):
        return "save them as Markdown (.md)"
    return "save them as .html" if ending in (".epub", ".mht", ".mhtml", ".webarchive") else "save them as .docx"


_UNREAD = {".txt": "put plain texts into articles/ as they are", ".pdf": "copy the text into a .txt file"}


def _homes(project: Path) -> frozenset[Path]:
    """The folders of a project that hold what an import writes, and its output."""
    return frozenset((project / name).resolve() for name in ("articles", "pages", "static", "_site"))


def _files_below(root: Path, closed: frozenset[Path]) -> Iterator[str]:
    """The paths of the files below a folder, sorted; links and what begins with a dot are passed over."""
    found: list[str] = []
    for parent, folders, names in os.walk(root):
        folders[:] = [one for one in folders if not one.startswith(".") and one not in _NOT_ENTERED]
        folders[:] = [one for one in folders if not closed or Path(parent, one).resolve() not in closed]
        below = Path(parent).relative_to(root)
        found += [
            (below / one).as_posix()
            for one in names
            if not one.startswith(".") and not (Path(parent) / one).is_symlink()
        ]
    yield from sorted(found)


def _is_machinery(place: _Place, path: str) -> bool:
    """Whether a file belongs to the system that made the folder, and not to its articles."""
    first = PurePosixPath(path).parts[0]
    if place.kind == "hugo":
        return first != "content"
    return place.kind == "jekyll" and first.startswith("_") and first not in ("_posts", "_drafts")


def _is_read(place: _Place, path: str) -> bool:
    parts, suffix = PurePosixPath(path).parts, PurePosixPath(path).suffix.lower()
    if suffix not in _KNOWN or _is_machinery(place, path):
        return False
    if place.kind == "jekyll" and not ({"_posts", "_drafts"} & set(parts)):
        return suffix in _MARKDOWN and len(parts) == 1 and parts[0].split(".")[0].lower() not in _OF_REPOSITORIES
    return suffix in _MARKDOWN | {".html"} if place.kind else parts[-1].split(".")[0].lower() not in _OF_REPOSITORIES


_OF_REPOSITORIES = frozenset({"readme", "license", "changelog", "contributing", "notice"})


def _why_not(place: _Place, path: str) -> str:
    """Why a file that looks like an article is none; empty where it may be one."""
    if place.kind == "jekyll" and _is_of_collection(PurePosixPath(path)):
        return "is neither a post nor a plain page at the head of the folder: name it by itself to import it"
    if place.kind == "hugo" and PurePosixPath(path).name == "_index.md" and path.startswith("content/"):
        return "is the page of a list, and lists are made of what a site has"
    return ""


def _is_of_collection(path: PurePosixPath) -> bool:
    """Whether a file in a folder of Jekyll is Markdown of a collection, or of a folder of pages."""
    if path.suffix.lower() not in _MARKDOWN or len(path.parts) == 1 or {"_posts", "_drafts"} & set(path.parts):
        return False
    return path.parts[0] not in _OF_JEKYLL and path.name.split(".")[0].lower() not in _OF_REPOSITORIES


def _from_file(place: _Place, path: str, shown: str) -> Found:
    """What one file holds."""
    with _collected() as problems, naming(shown):
        content = read_bytes(place.root / path, shown)
        yield from _read(place, path, shown, content)
    yield from problems


@contextmanager
def _collected() -> Iterator[list[Diagnostic]]:
    """What goes wrong inside, as diagnostics."""
    problems: list[Diagnostic] = []
    try:
        yield problems
    except SitegenError as error:
        problems.extend(error.diagnostics)


def _read(place: _Place, path: str, shown: str, content: bytes) -> Iterator[Item | LeftOut]:
    """What the file holds. Raises SitegenError (SG850) for one of another kind, and what its reader raises."""
    suffix = PurePosixPath(path).suffix.lower()
    if suffix not in _KNOWN:
        refuse(shown, f"files that end in `{suffix}` are not imported", "SG850", _WAYS)
    if suffix == ".docx":
        return read_document(content, shown)
    if suffix in _XML:
        return _read_xml(place, shown, content)
    text = LoadedFile(shown, content).text()
    find = beside(place.root, path)
    if suffix in _MARKDOWN or place.kind or text.startswith(_FENCES):
        return read_post(text, path, shown, find, place.folder)
    return read_saved_page(text, path, shown, find)


KINDS = "a .docx, a WordPress export or feed (.xml), a saved page (.html), a .zip, or a folder of these"
_WAYS = f"name {KINDS}"


def _read_xml(place: _Place, shown: str, content: bytes) -> Iterator[Item | LeftOut]:
    content = without_controls(content)
    root = root_of(content, shown).rpartition("}")[2].lower()
    find: Find = uploaded(place.uploads or _uploads_beside(place.root))
    if root == "rss" and b"http://wordpress.org/export/" in content[:20_000]:
        return read_wordpress(content, shown, find, place.types)
    if root not in ("rss", "feed", "rdf"):
        message = f"is neither a WordPress export nor a feed: its first element is <{root[:50]}>"
        refuse(shown, message, "SG850", _WAYS)
    return read_feed(content, shown, find)


def _uploads_beside(folder: Path) -> Path | None:
    return next((folder / name for name in _UPLOADS if (folder / name).is_dir()), None)
