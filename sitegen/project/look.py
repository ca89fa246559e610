"""What a site looks like by its settings: a colour, typefaces, a logo, the width of the text; all of it checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.files.picture_size import Size, find_size
from sitegen.project.colours import AA, Colour, least_contrast, nearest_readable, parse_colour, write_colour
from sitegen.text.values import value

if TYPE_CHECKING:
    from sitegen.files.yaml_file import YamlDocument
    from sitegen.project.entries import FontEntry, SiteEntry

GROUNDS: Mapping[str, tuple[str, str]] = {"accent": ("#fdfcfa", "#ffffff"), "accent_dark": ("#15181b", "#1f2428")}
"""What text stands on, light and dark: --paper and --raised of style.css."""
MOST_FONT_BYTES = 150_000
"""Typefaces that weigh more are told: they weigh more than all else that a page loads at first."""
_FORMATS = {".woff2": "woff2", ".woff": "woff", ".ttf": "truetype", ".otf": "opentype"}


@value
class Face:
    """One file of a typeface: its path in static/, weight and style as CSS has them, and its format."""

    path: str
    weight: str
    style: str
    format: str


@value
class Logo:
    """A picture in static/ in the place of the site's name, with its size where the file tells it."""

    path: str
    size: Size | None


@value
class Look:
    """What settings change of the look; what is empty stays as the style sheet has it. The width is in rem."""

    accent: str = ""
    accent_dark: str = ""
    text: tuple[Face, ...] = ()
    labels: tuple[Face, ...] = ()
    logo: Logo | None = None
    width: int = 0


NO_LOOK = Look()
USUAL_WIDTH = 38


def read_look(entry: SiteEntry, document: YamlDocument, root: Path) -> tuple[Look, tuple[Diagnostic, ...]]:
    """The look that site.yaml asks for, and what is wrong with it: SG107 for a file that is not there, SG110 for a
    colour that cannot be read. Notes (SG111) are of typefaces that weigh much.
    """
    told = (*_unreadable(entry, document), *_absent(entry, document, root), *_heavy(entry, document, root))
    look = Look(
        accent=entry.accent.lower(),
        accent_dark=entry.accent_dark.lower(),
        text=_faces(entry.fonts.text),
        labels=_faces(entry.fonts.labels),
        logo=Logo(_path(entry.logo), find_size(root / "static" / _path(entry.logo))) if entry.logo else None,
        width=entry.width if entry.width != USUAL_WIDTH else 0,
    )
    if look.accent and not look.accent_dark:
        dark = nearest_readable(parse_colour(look.accent), _grounds("accent_dark"))
        look = replace(look, accent_dark=write_colour(dark))
    return look, told


def _path(written: str) -> str:
    return written.removeprefix("static/")


def _faces(fonts: Sequence[FontEntry]) -> tuple[Face, ...]:
    return tuple(Face(_path(one.file), one.weight, one.style, _FORMATS[Path(one.file).suffix.lower()]) for one in fonts)


def _grounds(key: str) -> tuple[Colour, ...]:
    return tuple(map(parse_colour, GROUNDS[key]))


def _unreadable(entry: SiteEntry, document: YamlDocument) -> Iterator[Diagnostic]:
    for key, written in (("accent", entry.accent), ("accent_dark", entry.accent_dark)):
        if not written:
            continue
        colour, grounds = parse_colour(written), _grounds(key)
        ratio = least_contrast(colour, grounds)
        if ratio < AA:
            ground = "a light page" if key == "accent" else "a dark page"
            near = write_colour(nearest_readable(colour, grounds))
            message = f"{written} is too hard to read on {ground}: the contrast is {ratio:.2f}, and AA asks for {AA}"
            yield document.diagnostic((key,), message, "SG110", f'the nearest colour that can be read is "{near}"')
    if entry.accent_dark and not entry.accent:
        hint = "write `accent:` too, or leave this key out"
        yield document.diagnostic(("accent_dark",), "there is no accent for light pages", "SG110", hint)


def _absent(entry: SiteEntry, document: YamlDocument, root: Path) -> Iterator[Diagnostic]:
    """What is named and does not stand in static/."""
    if entry.logo and not _is_there(root, entry.logo):
        message = f"there is no picture {entry.logo!r} in static/"
        yield document.diagnostic(("logo",), message, "SG107", "put it there, or leave the key out")
    for key, number, one in _fonts(entry):
        if not _is_there(root, one.file):
            message = f"there is no typeface {one.file!r} in static/"
            yield document.diagnostic(("fonts", key, number), message, "SG107", "put the file there, or leave it out")


def _fonts(entry: SiteEntry) -> Iterator[tuple[str, int, FontEntry]]:
    for key, fonts in (("text", entry.fonts.text), ("labels", entry.fonts.labels)):
        yield from ((key, number, one) for number, one in enumerate(fonts))


def _is_there(root: Path, written: str) -> bool:
    static = (root / "static").resolve()
    path = (static / _path(written)).resolve()
    return path.is_file() and path.is_relative_to(static)


def _heavy(entry: SiteEntry, document: YamlDocument, root: Path) -> Iterator[Diagnostic]:
    """A note where the typefaces weigh much."""
    files = {_path(one.file) for _, _, one in _fonts(entry) if _is_there(root, one.file)}
    weight = sum((root / "static" / path).stat().st_size for path in files)
    if weight > MOST_FONT_BYTES:
        plural = "these typefaces weigh" if len(files) > 1 else "this typeface weighs"
        message = f"{plural} {weight / 1000:,.0f} KB, and whoever opens a page loads them"
        hint = "take WOFF2 files with the letters that you need alone, and as few weights as you can"
        note = document.diagnostic(("fonts",), message, "SG111", hint)
        yield replace(note, severity=Severity.NOTE)
