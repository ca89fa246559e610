"""What lies in a project and is not read or published: told, so that nothing is lost in silence."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from os.path import basename, splitext
from pathlib import Path

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.files.static_folder import find_left_out, is_published
from sitegen.files.walk import Closed, Passed
from sitegen.publish.paths import MANIFEST
from sitegen.read.by_name import (
    SITE_FILES,
    WAYS_OUT,
    is_about_project,
    is_article,
    is_beside,
    is_document,
    is_page,
    is_text,
)
from sitegen.read.sources import OTHER_FOLDERS, Sources, files_below, shown_path

_SEVERAL = 3
"""So many files are named; of more only their number is told."""


def find_unread_files(sources: Sources, linked: Collection[str] = ()) -> Iterator[Diagnostic]:
    """What lies in the project and is not read: a warning (SG343) for each file that looks as if it said something
    about an article, and (SG367) for a folder whose name is written in another way than it should be, a note (SG345)
    for texts and documents that are no articles, a warning or note (SG348) for links to folders, and a note (SG346) for
    what static/ holds unpublished.

    `linked` are the paths below the root of files that articles lead to: these are not lost.
    """
    root, theme, passed = sources.root, sources.theme, sources.passed
    yield from _misspelt(root)
    yield from _beside(sources)
    yield from _documents(sources, linked)
    yield from _of_other_names(sources)
    yield from _links(sources, passed)
    if sources.has_home:
        yield from _texts_elsewhere(sources, passed)
    else:
        yield from _made_by_programs(sources, passed.closed)
        yield from _ignored(sources, passed.ignored)
    yield from _no_pages(sources)
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


def _beside(sources: Sources) -> Iterator[Diagnostic]:
    """A warning for each YAML file that stands beside articles and belongs to none."""
    beside = sorted(sources.shown(file.where) for file in sources.others if is_beside(file.name))
    texts = (sources.shown(file.where) for file in sources.texts if not file.is_link or file.path.is_file())
    suffixes: dict[str, set[str]] = {}
    for text in (*sources.articles, *texts) if beside else ():
        stem, suffix = splitext(text)
        suffixes.setdefault(stem, set()).add(suffix.lower())
    for shown in beside:
        hint = _why_not_read(Path(shown), sorted(suffixes.get(splitext(shown)[0], ())), sources.has_home)
        if hint:
            yield replace(_note(shown, "is not read", "SG343", hint), line=1, severity=Severity.WARNING)


def _why_not_read(path: Path, about: Sequence[str], among_articles: bool) -> str:
    """The way out for a YAML file that stands beside articles with the suffixes `about`; empty where all is well."""
    if about == [".md"]:
        return f"write what it says between --- lines at the head of {path.stem}.md"
    if about and path.suffix == ".yml":
        return f"rename it to {path.stem}.yaml"
    if not about and among_articles:
        return f"there is no {path.stem}.txt or {path.stem}.html beside it; give it the name of its article"
    return ""


def _documents(sources: Sources, linked: Collection[str]) -> Iterator[Diagnostic]:
    """A note for each document that lies among articles; one for all of a kind, where they are many."""
    kinds: dict[str, list[str]] = {}
    for shown in sorted(sources.shown(file.where) for file in sources.others if is_document(file.name)):
        if shown not in linked:
            kinds.setdefault(splitext(shown)[1].lower(), []).append(shown)
    for suffix, paths in sorted(kinds.items()):
        way_out = WAYS_OUT[suffix]
        if len(paths) <= _SEVERAL:
            for shown in paths:
                yield _note(shown, "is not read", "SG345", way_out.format(stem=splitext(basename(shown))[0]))
        else:
            message = f"and {len(paths) - 1} other {suffix} files are not read"
            yield _note(paths[0], message, "SG345", way_out.format(stem=splitext(basename(paths[0]))[0]))


def _of_other_names(sources: Sources) -> Iterator[Diagnostic]:
    """A note for texts whose names say that they are no articles: robots.txt, and in articles/ a README."""
    for where, name in sorted((file.where, file.name) for file in sources.texts if is_about_project(file.name)):
        if name.lower() in SITE_FILES:
            hint = "files of this name are for search engines and servers: put it into static/, or rename it"
            yield _note(sources.shown(where), "is not read", "SG345", hint)
        elif sources.has_home:
            hint = "files of this name are about a project; rename it, if it is an article"
            yield _note(sources.shown(where), "is not read", "SG345", hint)


def _texts_elsewhere(sources: Sources, among: Passed) -> Iterator[Diagnostic]:
    """A note for each text beside articles/, and for each folder with texts there that no .gitignore names."""
    passed = Passed()
    places = {*sources.closed.places, os.path.realpath(sources.home), *among.followed}
    elsewhere = replace(sources.closed, places=places, obeys_git=True, links_into="")
    texts = tuple(file.where for file in files_below(sources.root, elsewhere, is_article, passed, sources.listing))
    yield from _made_by_programs(sources, (*among.closed, *passed.closed))
    hint = "only what is in articles/ is an article: move it there, or let its name begin with `_`"
    yield from _counted(sources, texts, hint)


def _ignored(sources: Sources, ignored: Sequence[str]) -> Iterator[Diagnostic]:
    """A note for the texts that a .gitignore names, where it is asked which texts are articles."""
    opened = (path for path in ignored if not _is_closed(path, sources.closed))
    texts = chain.from_iterable(_texts_at(path, sources) for path in opened)
    yield from _counted(sources, texts, "a .gitignore names it; articles may also stand in a folder articles/")


def _is_closed(folder: str, closed: Closed) -> bool:
    """Whether its name or a file in it closes the folder."""
    return basename(folder) in closed.names or any(os.path.exists(os.path.join(folder, one)) for one in closed.signs)


def _texts_at(path: str, sources: Sources) -> Iterator[str]:
    """The texts in a folder; a text itself."""
    if os.path.isdir(path):
        yield from (file.where for file in files_below(Path(path), sources.closed, is_article, listing=sources.listing))
    elif is_article(basename(path)):
        yield path


def _counted(sources: Sources, texts: Iterable[str], hint: str) -> Iterator[Diagnostic]:
    """A note for each text in the project's own folder, and for each folder below it that holds some."""
    parts = (sources.shown(where).split("/") for where in texts)
    counts = Counter(first if not rest else f"{first}/" for first, *rest in parts)
    for name, count in sorted(counts.items()):
        holds = f"holds {count} texts that are not read" if count > 1 else "holds a text that is not read"
        yield _note(name.rstrip("/"), holds if name.endswith("/") else "is not read", "SG345", hint)


def _made_by_programs(sources: Sources, closed: Iterable[str]) -> Iterator[Diagnostic]:
    """A note for each folder that holds the packages of a program, where articles are looked for or beside them."""
    for path in sorted(closed):
        if not os.path.exists(os.path.join(path, MANIFEST)):
            yield _note(sources.shown(path), "is not looked into", "SG345", "it holds the packages of a program")


def _links(sources: Sources, passed: Passed) -> Iterator[Diagnostic]:
    """A warning for each link to a folder out of the project, a note for one into a folder that holds no articles."""
    root, home = (os.path.realpath(folder) for folder in (sources.root, sources.home))
    for link in sorted(passed.links):
        place = Path(os.path.realpath(link))
        if not place.is_relative_to(root):
            hint = "copy what it leads to into the project"
            message = "is a link that leads out of the project, and is not followed"
            severity = Severity.WARNING if sources.has_home else Severity.NOTE
            yield replace(_note(sources.shown(link), message, "SG348", hint), severity=severity)
        elif not any(map(place.is_relative_to, (home, *passed.followed))):
            hint = "link a folder that holds articles and nothing else, or move them into articles/"
            yield _note(sources.shown(link), "is a link that is not followed", "SG348", hint)


def _no_pages(sources: Sources) -> Iterator[Diagnostic]:
    """A note for each text in pages/ that is no Markdown."""
    folder = sources.root / "pages"
    texts = files_below(folder, Closed(), lambda name: is_text(name) and not is_page(name), listing=sources.listing)
    for path in sorted(found.path for found in texts):
        yield _note(sources.shown(path), "is not read", "SG345", f"pages are Markdown: rename it to {path.stem}.md")


def _unpublished(folder: Path, root: Path) -> Iterator[Diagnostic]:
    for path in find_left_out(folder):
        hint = "what systems, editors and version control leave in a folder stays there; .well-known/ is published"
        if is_published(path.name):
            hint = "it is a link that leads out of the folder: copy what it leads to"
        yield _note(shown_path(path, root), "is not published", "SG346", hint)


def _note(path: str, message: str, code: str, hint: str) -> Diagnostic:
    return Diagnostic(path, message, code, help=hint, severity=Severity.NOTE)
