"""Whether what a move would write is right: read by the project's own readers before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sitegen.build.asked import find_dead, found_entities
from sitegen.build.filing import Record
from sitegen.desk.changes import FileChange
from sitegen.desk.entries import FOLDER
from sitegen.desk.job import SITE
from sitegen.desk.scene import Scene
from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.files.mirror import mirrored
from sitegen.files.text_file import LoadedFile
from sitegen.files.yaml_file import read_document
from sitegen.files.yaml_schema import validate
from sitegen.knowledge import KnowledgeBase, knowledge_files, load_knowledge, names_only
from sitegen.read.loading import LoadedArticle, load_article
from sitegen.read.site_names import SiteNames

MOST_OTHERS = 20
"""So many other articles are read anew before something is written that holds in all of them."""


def check(changes: Iterable[FileChange], scene: Scene, others: Sequence[str] = ()) -> tuple[Diagnostic, ...]:
    """What the article would newly be warned of. Raises SitegenError with all that would be wrong.

    With what holds on the whole site, the `others`, paths of articles, are looked at, too.
    """
    contents = {change.shown: change.after for change in changes if change.after is not None}
    knowledge, site_names = scene.grounds.knowledge, scene.grounds.clerk.site_names
    if any(shown.startswith(f"{FOLDER}/") for shown in contents):
        knowledge = knowledge_with(scene.grounds.root, contents)
    if SITE in contents:
        site_names = _names_in_site(LoadedFile(SITE, contents[SITE]))
    clerk = replace(scene.grounds.clerk, names=names_only(knowledge), site_names=site_names)
    now = clerk.file(loaded_with(contents, scene)).record
    wide = [path for path in others if clerk != scene.grounds.clerk and path != scene.article.path][:MOST_OTHERS]
    filed = (clerk.file(load_article(scene.grounds.root / path, scene.grounds.root)).record for path in wide)
    _refuse_wrong((now, *filed), scene, knowledge)
    before = scene.grounds.clerk.file(scene.loaded).record
    known = {_bare(one) for one in (*before.warnings, *before.open_names)}
    return tuple(one for one in (*now.warnings, *now.open_names) if _bare(one) not in known)


def _refuse_wrong(records: Sequence[Record], scene: Scene, knowledge: KnowledgeBase) -> None:
    """Nothing, where articles as they would be have no mistake, and ask for no id that nobody would have."""
    problems = [problem for one in records for problem in one.problems]
    asked = [one for record in records for one in record.asked]
    if asked:
        fresh = {record.path: record.facts for record in records}
        facts = (fresh.get(one.article.path, one) for one in scene.grounds.site.facts)
        problems += find_dead(asked, found_entities(one for one in facts if one is not None), knowledge)
    if problems:
        raise SitegenError(problems)


def _names_in_site(file: LoadedFile) -> SiteNames:
    """What site.yaml says of names, when it is right."""
    from sitegen.project.entries import SiteEntry

    document = read_document(file.text(), file.shown)
    entry = validate(document, SiteEntry, document.value)
    return SiteNames.of(entry.ignore, entry.kinds)


def _bare(told: Diagnostic) -> tuple[str, str, str]:
    return told.code, told.message, told.source_line


def loaded_with(contents: Mapping[str, bytes], scene: Scene) -> LoadedArticle:
    """The files of the article, with these bytes in the place of theirs."""
    file, beside = scene.loaded.file, scene.loaded.beside
    if file.shown in contents:
        return replace(scene.loaded, file=LoadedFile(file.shown, contents[file.shown]))
    if scene.home.shown in contents:
        beside = LoadedFile(scene.home.shown, contents[scene.home.shown])
    return LoadedArticle(file, beside)


def knowledge_with(root: Path, contents: Mapping[str, bytes]) -> KnowledgeBase:
    """What knowledge/ would say with these files in the place of its own. Raises SitegenError as `load_knowledge`.

    It is read in a folder of its own, for the reader of knowledge takes a folder: pictures are looked for in static/.
    """
    inside = {shown: content for shown, content in contents.items() if shown.startswith(f"{FOLDER}/")}
    with mirrored(root, knowledge_files(root / FOLDER), inside, linked=("static",)) as mirror:
        return load_knowledge(mirror / FOLDER, mirror)
