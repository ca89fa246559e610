"""A page before it is rendered, and what every page is given: its settings, the navigation, addresses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from functools import cache, partial
from typing import Any, ClassVar, TypeVarTuple, Unpack
from urllib.parse import urlsplit

from sitegen.pages.metadata import Metadata
from sitegen.project.config import Config
from sitegen.project.messages import Interface
from sitegen.site import Site
from sitegen.site.memo import once_a_site
from sitegen.site.urls import FOLDERS, relative
from sitegen.text.values import value


@value
class PlannedFile:
    """A file of the site that is no page, by its path; the same in all else."""

    path: str
    content: Callable[[], str | bytes]
    inputs: Callable[[], tuple[Any, ...]]
    origin: str = ""
    asks_more: bool = False
    shape: Callable[[], bytes] | None = None
    subjects: Sequence[str | int] = ()
    part: str = ""
    """Files that follow one another and have this in common are made of the same, which takes long to put together."""


Given = TypeVarTuple("Given")


LOST = "404.html"
"""The page that is shown where there is none."""


@value
class Content:
    """What one template is given beside the frame: a class of its own for each, with the names that themes use."""

    template: ClassVar[str]


@value
class NavigationLink:
    """A link at the top of every page; `here` is true on the page that it leads to."""

    label: str
    href: str
    here: bool


@value
class Frame:
    """What every template is given: the settings, the words, and what the page says of itself and its site."""

    site: Config
    t: Interface
    path: str
    navigation: tuple[NavigationLink, ...]
    url: Url
    metadata: Metadata


@value
class Page:
    """One page to render, its content and its frame; `origin` is the source that it comes from, when it is one."""

    frame: Frame
    content: Content
    origin: str = ""

    @property
    def path(self) -> str:
        """The path from the root of the site."""
        return self.frame.path

    @property
    def template(self) -> str:
        """The template that the content is made for."""
        return self.content.template

    @property
    def metadata(self) -> Metadata:
        """What the page says of itself to programs."""
        return self.frame.metadata

    @property
    def context(self) -> dict[str, Any]:
        """Everything that the template is given, by the names that themes use."""
        return _by_name(self.frame) | _by_name(self.content)


@value
class PlannedPage:
    """A page of the site by its path, made when it is asked for; `origin` is the source that it comes from.

    `inputs` gives, as `print_of` takes it, all that the page shows but for what every page does: pages with the same
    path and the same inputs are the same. What they are made of are facts, the texts of articles and the cards of
    entities (`site.reads`), unless it `asks_more`.

    `shape` gives the print of the part of the site's shape (`site.shapes`) that the inputs go by, where that is not the
    whole: while it is the same, and all texts and cards that they ask for, the inputs are. Where that part is all of
    some entities and articles, these are the `subjects`, by their ids and keys: `Site.touched` knows of them.
    """

    path: str
    make: Callable[[], Page]
    inputs: Callable[[], tuple[Any, ...]]
    origin: str = ""
    asks_more: bool = False
    shape: Callable[[], bytes] | None = None
    subjects: Sequence[str | int] = ()


def planned(
    path: str,
    make: Callable[[Unpack[Given]], Page],
    inputs: Callable[[Unpack[Given]], tuple[Any, ...]],
    *given: *Given,
    origin: str = "",
    asks_more: bool = False,
    shape: Callable[[], bytes] | None = None,
    subjects: Sequence[str | int] = (),
) -> PlannedPage:
    """The page at `path` that `make` makes of the values given; `inputs` gives what it shows of them."""
    return PlannedPage(path, partial(make, *given), partial(inputs, *given), origin, asks_more, shape, subjects)


def _by_name(values: Frame | Content) -> dict[str, Any]:
    given: Any = type(values)
    return {name: getattr(values, name) for name in _names(given)}


@cache
def _names(given: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(given))


def page_at(site: Site, path: str, metadata: Metadata, content: Content, origin: str = "") -> Page:
    """The page with this content at `path`, in the frame that all pages have."""
    config = site.config
    frame = Frame(config, config.interface, path, _navigation(site, path), Url(site, path), metadata)
    return Page(frame, content, origin)


def _navigation(site: Site, path: str) -> tuple[NavigationLink, ...]:
    """The links at the top of a page, which are the same for all pages of a folder to which none of them leads."""
    folder, slash, _ = path.rpartition("/")
    leads_here = path == LOST or any(path == target for _, target in _lists(site))
    return _navigation_at(site, path if leads_here else folder + slash)


@once_a_site
def _navigation_at(site: Site, path: str) -> tuple[NavigationLink, ...]:
    url = Url(site, path)
    return tuple(NavigationLink(label, url(target), target == path) for label, target in _lists(site))


@once_a_site
def _lists(site: Site) -> tuple[tuple[str, str], ...]:
    """What the links at the top are called and where they lead: only to what there is."""
    t = site.config.interface
    lists = [(t(kind), f"{folder}/index.html") for kind, folder in FOLDERS.items() if kind in site.kinds]
    archive = [(t("archive"), "archive/index.html")] if len(site.facts) > site.config.articles_per_page else []
    own = [(page.headline, f"{page.slug}.html") for page in site.pages]
    voices = [(t("voices"), "voices.html")] if site.config.voices else []
    return (*lists, *archive, (t("glossary"), "glossary.html"), (t("quotations"), "quotations.html"), *voices, *own)


@value
class Url:
    """Gives templates the address of a path below the root of the site, as written on the page `path`."""

    site: Site
    path: str

    def __call__(self, target: str) -> str:
        if self.path == LOST:  # served at any depth, so that a relative address would lead anywhere
            return f"{urlsplit(self.site.config.base_url).path}/{target}"
        return relative(self.path, target)
