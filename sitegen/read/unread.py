"""What lies in a project and is not read or published: told, so that nothing is lost in silence."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from os.path import basename, splitext
from pathlib import Path

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.files.static_folder import find_left_out, is_published
from sitegen.files.walk import Closed, Found, Passed
from sitegen.publish.paths import MANIFEST
from sitegen.read.readers import READERS
from sitegen.read.sources import (
    OTHER_FOLDERS,
    SITE_FILES,
    files_below,
    folders_of_articles,
    home_of_articles,
    is_about_project,
    is_article,
    is_page,
    is_text,
    shown_path,
)
from sitegen.text.values import value

_BESIDE = frozenset({".yaml", ".yml"})
_IMPORTED = "`sitegen import` makes an article of it"
_AS_DOCX = "save it as .docx, of which `sitegen import` makes an article, or as plain text (.txt)"
_AS_MARKDOWN = "write it as Markdown (.md) or plain text (.txt)"
_AS_HTML = "open it in a browser, and save it as .html"
_WAYS_OUT: Mapping[str, str] = {
    ".docx": _IMPORTED,
    **dict.fromkeys((".doc", ".odt", ".rtf", ".pages", ".wpd"), _AS_DOCX),
    ".pdf": "copy its words into a text file (.txt); one that an article links is published beside it",
    **dict.fromkeys((".htm", ".xhtml"), "rename it to {stem}.html"),
    **dict.fromkeys((".mht", ".mhtml", ".webarchive", ".epub"), _AS_HTML),
    **dict.fromkeys((".markdown", ".mdown", ".mkd", ".mdx"), "rename it to {stem}.md"),
    ".text": "rename it to {stem}.txt",
    **dict.fromkeys((".adoc", ".org", ".rst", ".tex", ".textile"), _AS_MARKDOWN),
}
"""By suffix the documents that people write articles in, and what to do with one that lies among articles."""
_SEVERAL = 3
"""So many files are named; of more only their number is told."""


@value
class _Project:
    """A project, its folder of articles, and what is closed to articles."""

    root: Path
    home: Path
    closed: Closed

    @property
    def has_home(self) -> bool:
        """Whether articles have a folder of their own."""
        return self.home != self.root

    def shown(self, path: str | Path) -> str:
        """A path as it is told."""
        return shown_path(Path(path), self.root)


def find_unread_files(
    root: Path, output: Path | None = None, theme: Path | None = None, linked: Collection[str] = ()
) -> Iterator[Diagnostic]:
    """What lies in the project and is not read: a warning (SG343) for each file that looks as if it said something
    about an article, and (SG367) for a folder whose name is written in another way than it should be, a note (SG345)
    for texts and documents that are no articles, a warning or note (SG348) for links to folders, and a note (SG346) for
    what static/ holds unpublished.

    `linked` are the paths below `root` of files that articles lead to: these are not lost.
    """
    project = _Project(root, home_of_articles(root), folders_of_articles(root, output, theme))
    passed = Passed()
    texts: list[Found] = []
    others: list[Found] = []
    for one in files_below(project.home, project.closed, _is_looked_at, passed):
        (texts if is_text(one.where) else others).append(one)
    yield from _misspelt(root)
    yield from _beside(project, texts, others)
    yield from _documents(project, others, linked)
    yield from _of_other_names(project, texts)
    yield from _links(project, passed)
    if project.has_home:
        yield from _texts_elsewhere(project, passed)
    else:
        yield from _made_by_programs(project, passed.closed)
        yield from _ignored(project, passed.ignored)
    yield from _no_pages(project)
    for folder in (root / "static", *((theme / "static",) if theme is not None else ())):
        yield from _unpublished(folder, root)


def _misspelt(root: Path) -> Iterator[Diagnostic]:
    """A warning for each folder such as Articles/, which some systems take for articles/ and others do not."""
    for name in sorted(os.listdir(root)) if root.is_dir() else ():
        meant = name.lower()
        if meant != name and meant in {"articles", *OTHER_FOLDERS} and (root / name).is_dir():
            hint = f"rename it to {meant}: some systems take the two for one folder, and others do not"
            message = f"is not the folder {meant}/, for it is written with capitals"
            yield replace(_note(name, message, "SG367", hint), severity=Severity.WARNING)


def _is_looked_at(name: str) -> bool:
    return is_text(name) or _is_beside(name) or _is_document(name)


def _is_beside(name: str) -> bool:
    return splitext(name)[1] in _BESIDE


def _is_document(name: str) -> bool:
    suffix = splitext(name)[1].lower()
    return suffix in _WAYS_OUT and suffix not in READERS and not name.startswith("~$")


def _beside(project: _Project, texts: Sequence[Found], others: Sequence[Found]) -> Iterator[Diagnostic]:
    """A warning for each YAML file that stands beside articles and belongs to none."""
    beside = sorted(file.where for file in others if _is_beside(file.where))
    suffixes: dict[str, set[str]] = {}
    for file in texts if beside else ():
        stem, suffix = splitext(file.where)
        if not file.is_link or file.path.is_file():
            suffixes.setdefault(stem, set()).add(suffix.lower())
    for where in beside:
        path, about = Path(where), sorted(suffixes.get(splitext(where)[0], ()))
        hint = _why_not_read(path, about, project.has_home)
        if hint:
            yield replace(_note(project.shown(path), "is not read", "SG343", hint), line=1, severity=Severity.WARNING)


def _why_not_read(path: Path, about: Sequence[str], among_articles: bool) -> str:
    """The way out for a YAML file that stands beside articles with the suffixes `about`; empty where all is well."""
    if about == [".md"]:
        return f"write what it says between --- lines at the head of {path.stem}.md"
    if about and path.suffix == ".yml":
        return f"rename it to {path.stem}.yaml"
    if not about and among_articles:
        return f"there is no {path.stem}.txt or {path.stem}.html beside it; give it the name of its article"
    return ""


def _documents(project: _Project, found: Iterable[Found], linked: Collection[str]) -> Iterator[Diagnostic]:
    """A note for each document that lies among articles; one for all of a kind, where they are many."""
    kinds: dict[str, list[str]] = {}
    for shown in sorted(project.shown(file.where) for file in found if _is_document(basename(file.where))):
        if shown not in linked:
            kinds.setdefault(splitext(shown)[1].lower(), []).append(shown)
    for suffix, paths in sorted(kinds.items()):
        way_out = _WAYS_OUT[suffix]
        if len(paths) <= _SEVERAL:
            for shown in paths:
                yield _note(shown, "is not read", "SG345", way_out.format(stem=splitext(basename(shown))[0]))
        else:
            message = f"and {len(paths) - 1} other {suffix} files are not read"
            yield _note(paths[0], message, "SG345", way_out.format(stem=splitext(basename(paths[0]))[0]))


def _of_other_names(project: _Project, texts: Iterable[Found]) -> Iterator[Diagnostic]:
    """A note for texts whose names say that they are no articles: robots.txt, and in articles/ a README."""
    for where in sorted(file.where for file in texts if is_about_project(basename(file.where))):
        name = basename(where)
        if name.lower() in SITE_FILES:
            hint = "files of this name are for search engines and servers: put it into static/, or rename it"
            yield _note(project.shown(where), "is not read", "SG345", hint)
        elif project.has_home:
            hint = "files of this name are about a project; rename it, if it is an article"
            yield _note(project.shown(where), "is not read", "SG345", hint)


def _texts_elsewhere(project: _Project, among: Passed) -> Iterator[Diagnostic]:
    """A note for each text beside articles/, and for each folder with texts there that no .gitignore names."""
    passed = Passed()
    places = {*project.closed.places, os.path.realpath(project.home), *among.followed}
    elsewhere = replace(project.closed, places=places, obeys_git=True, links_into="")
    texts = tuple(file.where for file in files_below(project.root, elsewhere, is_article, passed))
    yield from _made_by_programs(project, (*among.closed, *passed.closed))
    hint = "only what is in articles/ is an article: move it there, or let its name begin with `_`"
    yield from _counted(project, texts, hint)


def _ignored(project: _Project, ignored: Sequence[str]) -> Iterator[Diagnostic]:
    """A note for the texts that a .gitignore names, where it is asked which texts are articles."""
    opened = (path for path in ignored if not _is_closed(path, project.closed))
    texts = chain.from_iterable(_texts_at(path, project.closed) for path in opened)
    yield from _counted(project, texts, "a .gitignore names it; articles may also stand in a folder articles/")


def _is_closed(folder: str, closed: Closed) -> bool:
    """Whether its name or a file in it closes the folder."""
    return basename(folder) in closed.names or any(os.path.exists(os.path.join(folder, one)) for one in closed.signs)


def _texts_at(path: str, closed: Closed) -> Iterator[str]:
    """The texts in a folder; a text itself."""
    if os.path.isdir(path):
        yield from (file.where for file in files_below(Path(path), closed, is_article))
    elif is_article(basename(path)):
        yield path


def _counted(project: _Project, texts: Iterable[str], hint: str) -> Iterator[Diagnostic]:
    """A note for each text in the project's own folder, and for each folder below it that holds some."""
    parts = (project.shown(where).split("/") for where in texts)
    counts = Counter(first if not rest else f"{first}/" for first, *rest in parts)
    for name, count in sorted(counts.items()):
        holds = f"holds {count} texts that are not read" if count > 1 else "holds a text that is not read"
        yield _note(name.rstrip("/"), holds if name.endswith("/") else "is not read", "SG345", hint)


def _made_by_programs(project: _Project, closed: Iterable[str]) -> Iterator[Diagnostic]:
    """A note for each folder that holds the packages of a program, where articles are looked for or beside them."""
    for path in sorted(closed):
        if not os.path.exists(os.path.join(path, MANIFEST)):
            yield _note(project.shown(path), "is not looked into", "SG345", "it holds the packages of a program")


def _links(project: _Project, passed: Passed) -> Iterator[Diagnostic]:
    """A warning for each link to a folder out of the project, a note for one into a folder that holds no articles."""
    root, home = (os.path.realpath(folder) for folder in (project.root, project.home))
    for link in sorted(passed.links):
        place = Path(os.path.realpath(link))
        if not place.is_relative_to(root):
            hint = "copy what it leads to into the project"
            message = "is a link that leads out of the project, and is not followed"
            severity = Severity.WARNING if project.has_home else Severity.NOTE
            yield replace(_note(project.shown(link), message, "SG348", hint), severity=severity)
        elif not any(map(place.is_relative_to, (home, *passed.followed))):
            hint = "link a folder that holds articles and nothing else, or move them into articles/"
            yield _note(project.shown(link), "is a link that is not followed", "SG348", hint)


def _no_pages(project: _Project) -> Iterator[Diagnostic]:
    """A note for each text in pages/ that is no Markdown."""
    texts = files_below(project.root / "pages", Closed(), lambda name: is_text(name) and not is_page(name))
    for path in sorted(found.path for found in texts):
        yield _note(project.shown(path), "is not read", "SG345", f"pages are Markdown: rename it to {path.stem}.md")


def _unpublished(folder: Path, root: Path) -> Iterator[Diagnostic]:
    for path in find_left_out(folder):
        hint = "what systems, editors and version control leave in a folder stays there; .well-known/ is published"
        if is_published(path.name):
            hint = "it is a link that leads out of the folder: copy what it leads to"
        yield _note(shown_path(path, root), "is not published", "SG346", hint)


def _note(path: str, message: str, code: str, hint: str) -> Diagnostic:
    return Diagnostic(path, message, code, help=hint, severity=Severity.NOTE)
