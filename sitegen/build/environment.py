"""What every page is made of beside its own inputs: sitegen itself, the settings, the theme, the links at the top."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.cache.maker import print_of_sitegen
from sitegen.project.config import Config
from sitegen.site import Site
from sitegen.site.prints import print_of


def print_of_environment(site: Site) -> bytes:
    """The print of what every page of the site is made of."""
    config, files = site.config, tuple(sorted(site.links.files))
    navigation = (
        tuple(sorted(map(str, site.kinds))),
        len(site.facts) > config.articles_per_page,
        tuple((page.headline, page.slug) for page in site.pages),
    )
    return print_of(print_of_sitegen(), _settings(config), tuple(_templates(config)), files, navigation)


def _settings(config: Config) -> tuple[str, ...]:
    t = config.interface
    words = tuple(f"{key}={forms}" for key, forms in sorted(t.words.items()))
    own = (tuple(sorted(config.own_maps)), tuple(sorted(config.own_flags)))
    named = (config.title, config.description, config.base_url, config.language, config.linking, config.image)
    numbers = (config.articles_per_page, config.maps, config.search, config.voices)
    logo = config.look.logo
    return (*named, repr(logo), repr(numbers), repr(own), t.language, *words, *t.months, *t.weekdays)


def _templates(config: Config) -> Iterator[tuple[str, bytes]]:
    """The templates of the theme."""
    folder = config.theme / "templates" if config.theme is not None else None
    for path in sorted(folder.rglob("*")) if folder is not None else ():
        if path.is_file():
            yield path.as_posix(), path.read_bytes()
