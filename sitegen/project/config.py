"""Settings of one project: site.yaml, validated at the door."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sitegen.diagnostics import Diagnostic, Severity, SitegenError
from sitegen.files.text_file import read_text_file
from sitegen.project.look import NO_LOOK, Look, read_look
from sitegen.project.messages import Interface, load_interface
from sitegen.project.plain import Read, line, one_of, plain_language, plain_truth, plain_url, read_plainly
from sitegen.text.spacy_model import Model, UnfitModelError, find_model
from sitegen.text.values import value

if TYPE_CHECKING:
    from sitegen.files.yaml_file import YamlDocument
    from sitegen.project.entries import SiteEntry


@value
class NamedThere:
    """A name in site.yaml, where it stands there, and what to do where it is listed as well."""

    name: str
    line: int
    column: int
    source_line: str
    effect: str
    way_out: str


@value
class Config:
    """What site.yaml says, with every default filled in."""

    root: Path
    """The project folder."""
    title: str = "Annotated articles"
    description: str = ""
    base_url: str = ""
    """Public address with scheme and without a slash at the end, or empty."""
    language: str = "en"
    linking: str = "section"
    """Which mentions are links in the text: "all", the "first" of each entity, or the first in each "section" and those
    in quotations."""
    articles_per_page: int = 30
    """How many articles the home page and the page of a tag list before the next one begins."""
    image: str = ""
    """Path below static/ of the picture that previews show for a page without one, or empty."""
    maps: bool = True
    """Whether countries are shown on maps."""
    own_maps: frozenset[str] = frozenset()
    """Ids of the countries for which the theme has a locator map, in static/maps/."""
    own_flags: frozenset[str] = frozenset()
    """The two small letters of the countries for which the theme has a flag, in static/flags/."""
    model: Model | None = None
    """The spaCy model whose features are weighed with the annotator's own, where site.yaml asks for one."""
    search: bool = True
    """False: the site has no search."""
    voices: bool = False
    """True: there is a page, and a table, of who is quoted."""
    future: bool = False
    """Whether articles are shown that are dated ahead."""
    ignore: tuple[str, ...] = ()
    """Names that no article links."""
    kinds: Mapping[str, str] = field(default_factory=dict)
    """What sort of thing names are that have no entry."""
    look: Look = NO_LOOK
    """What settings change of how the pages look."""
    notes: tuple[Diagnostic, ...] = ()
    """What the author should know of the settings."""
    named: tuple[NamedThere, ...] = ()
    """Where site.yaml has these names."""
    theme: Path | None = None
    """Folder with templates/ and static/ that override the built-in ones."""
    interface: Interface = field(default_factory=load_interface)
    """What the pages themselves say."""


def load_config(root: Path) -> Config:
    """The settings in `root`/site.yaml; every key and the file itself may be missing. Raises SitegenError (SG1xx)."""
    path = root / "site.yaml"
    if not path.is_file():
        return _plain(root, {})
    from sitegen.files.yaml_file import read_document

    document = read_document(read_text_file(path, path.name), path.name)
    plain = read_plainly(document.value, _PLAIN)
    return _checked(root, document) if plain is None else _plain(root, plain)


def _plain(root: Path, said: Mapping[str, Any]) -> Config:
    """The settings of a site.yaml with nothing but plain ones; what it leaves out is as it is without any."""
    theme = _theme(root, "theme")
    return Config(
        root=root,
        own_maps=_own_drawings(theme, "maps"),
        own_flags=_own_drawings(theme, "flags"),
        theme=theme,
        interface=load_interface(said.get("language", "en"), theme, root),
        **said,
    )


_PLAIN: Mapping[str, tuple[str, Read]] = {
    "title": ("title", line(1)),
    "description": ("description", line()),
    "base_url": ("base_url", lambda value: plain_url(value) and value.rstrip("/")),
    "language": ("language", plain_language),
    "linking": ("linking", one_of("section", "all", "first")),
    **{key: (key, plain_truth) for key in ("maps", "search", "voices", "future")},
}
"""The settings of which nothing has to be looked up, and how they are read."""


def _checked(root: Path, document: YamlDocument) -> Config:
    """The settings by their schema, with the files that they name looked for."""
    from sitegen.files.yaml_schema import validate
    from sitegen.project.entries import SiteEntry

    entry = validate(document, SiteEntry, document.value)
    look, told = read_look(entry, document, root)
    problems = [*_missing(root, entry, document), *(one for one in told if one.severity is Severity.ERROR)]
    model = None
    try:
        model = find_model(entry.spacy, entry.language) if entry.spacy else None
    except UnfitModelError as error:
        problems.append(document.diagnostic(("spacy",), error.message, "SG109", error.help))
    if problems:
        raise SitegenError(problems)
    theme = _theme(root, entry.theme)
    return Config(
        root=root,
        title=entry.title,
        description=entry.description,
        base_url=entry.base_url,
        language=entry.language,
        linking=entry.linking,
        articles_per_page=entry.articles_per_page,
        image=entry.image.removeprefix("static/"),
        maps=entry.maps,
        own_maps=_own_drawings(theme, "maps"),
        own_flags=_own_drawings(theme, "flags"),
        model=model,
        search=entry.search,
        voices=entry.voices,
        future=entry.future,
        ignore=entry.ignore,
        kinds=entry.kinds,
        look=look,
        notes=tuple(one for one in told if one.severity is not Severity.ERROR),
        named=tuple(_named(document, entry)),
        theme=theme,
        interface=load_interface(entry.language, theme, root),
    )


def _named(document: YamlDocument, entry: SiteEntry) -> Iterator[NamedThere]:
    for index, name in enumerate(entry.ignore):
        at = document.diagnostic(("ignore", index), "", "")
        hint = "take it out of `ignore:`, or the entry out of knowledge/"
        yield NamedThere(name, at.line, at.column, at.source_line, "linked nowhere under this name", hint)
    for name in entry.kinds:
        at = document.diagnostic(("kinds", name), "", "")
        hint = "take it out of `kinds:`; the entry has a `kind:`"
        yield NamedThere(name, at.line, at.column, at.source_line, "what counts", hint)


def _theme(root: Path, name: str) -> Path | None:
    """The theme folder, which is inside the project; None when there is none."""
    try:
        folder = (root / name).resolve()
        is_inside = folder.is_relative_to(root.resolve()) and folder != root.resolve()
        return folder if is_inside and folder.is_dir() else None
    except (OSError, RuntimeError, ValueError):  # no name of any file, or links in a circle
        return None


def _own_drawings(theme: Path | None, name: str) -> frozenset[str]:
    """The names of the theme's drawings in a folder of static/; links that leave it are passed over."""
    folder = theme / "static" / name if theme else None
    if theme is None or folder is None or not folder.is_dir():
        return frozenset()
    home = (theme / "static").resolve()
    return frozenset(
        path.stem for path in folder.glob("*.svg") if path.is_file() and path.resolve().is_relative_to(home)
    )


def _missing(root: Path, entry: SiteEntry, document: YamlDocument) -> Iterator[Diagnostic]:
    """What site.yaml names and the project does not have."""
    if "theme" in entry.model_fields_set and _theme(root, entry.theme) is None:
        message = f"there is no theme folder {entry.theme!r} in this project"
        yield document.diagnostic(("theme",), message, "SG106", "make it, or leave the key out")
    picture = (root / "static" / entry.image.removeprefix("static/")).resolve()
    if entry.image and not (picture.is_file() and picture.is_relative_to((root / "static").resolve())):
        message = f"there is no picture {entry.image!r} in static/"
        yield document.diagnostic(("image",), message, "SG107", "put it there, or leave the key out")
