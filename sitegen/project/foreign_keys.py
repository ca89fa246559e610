"""Keys that other systems have in front matter: those that say what one of ours says, and those that say nothing here.

Imported late: pydantic is slow to load.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, WithJsonSchema

from sitegen.project.entries import MOMENT_SCHEMA, Line, Moment, read_moment
from sitegen.project.front_matter import LISTED_SUBJECTS_SCHEMA, SUBJECTS_SCHEMA, FrontMatter, Lines, Names, Subjects
from sitegen.text.wordlists import load_table

PASSED: Mapping[str, str] = {key: system for system, keys in load_table("foreign_keys") for key in keys.split()}
"""The keys that say nothing here, each with a system that has it; with a key of ours none can be confused."""

ASIDE = "extra"
"""Below this key, which Zola has, may stand whatever other programs need."""

_RESTRICTED = ("private", "hidden", "members", "paid", "tiers", "internal", "unlisted", "draft")
"""Words of Ghost and others behind `visibility:` for what not everybody may read."""

_HIDDEN = ("draft", "private", "pending", "hidden", "trash", "future", "auto-draft", "unpublished", "skip", "unlisted")
"""Words of WordPress, Pelican and others for what is not public, behind `status:`."""


def _published(value: Any) -> Any:
    """A truth value, or the day on which something was published."""
    return read_moment(value) if isinstance(value, str) and _YEAR.match(value) else value


_YEAR = re.compile(r"\s*[0-9]{4}-")
_PUBLISHED_SCHEMA = {"anyOf": [{"type": "boolean"}, MOMENT_SCHEMA]}


def _address(value: Any) -> Any:
    """False where there shall be no page; None for an address, which says nothing here."""
    return False if value == "false" else None


def _is_hidden(value: Any) -> Any:
    """Whether a word behind `status:` says that an article is not public."""
    return isinstance(value, str) and value.strip().lower() in _HIDDEN


def _is_restricted(value: Any) -> Any:
    """Whether a word behind `visibility:` says that not everybody may read an article."""
    return isinstance(value, str) and value.strip().lower() in _RESTRICTED


def _date_below(value: Any) -> Any:
    """The day below `date:`, where a mapping has it."""
    return value.get("date") if isinstance(value, dict) else value


def _flat(value: Any) -> Any:
    """A list without the lists in it, of which Hexo makes a path of categories."""
    if not isinstance(value, list):
        return value
    return [one for held in value for one in (held if isinstance(held, list) else [held])]


def _is_rendered(value: Any) -> Any:
    """False for `render: never` and `render: false` below `build:`."""
    rendered = value.get("render") if isinstance(value, dict) else value
    return not (isinstance(rendered, str) and rendered.strip().lower() in {"never", "false"})


def _taxonomies(value: Any) -> Any:
    """The tags and categories of Zola, or of Grav, as one list."""
    if not isinstance(value, dict):
        raise ValueError("a mapping is expected here: lines of `tags: [one, two]`")
    lists = (value.get(key, ()) for key in ("tags", "tag", "categories", "category"))
    return [one for held in lists for one in (held if isinstance(held, list | tuple) else [held])]


_ANYTHING = WithJsonSchema({})
_TAXONOMIES_SCHEMA = {"type": "object", "additionalProperties": SUBJECTS_SCHEMA}
_Published = Annotated[
    bool | Annotated[datetime.date, Field(strict=True)] | None,
    BeforeValidator(_published),
    WithJsonSchema(_PUBLISHED_SCHEMA),
]
_Build = Annotated[bool, BeforeValidator(_is_rendered), _ANYTHING]
_Categories = Annotated[Subjects, BeforeValidator(_flat), WithJsonSchema(LISTED_SUBJECTS_SCHEMA)]
_DayBelow = Annotated[
    datetime.date | None,
    BeforeValidator(lambda value: read_moment(_date_below(value))),
    WithJsonSchema({"anyOf": [MOMENT_SCHEMA, {"type": "object", "additionalProperties": {}}]}),
]
_LEFT_OUT = "leaves the article out of the site."


class AnyFrontMatter(FrontMatter):
    """Front matter as people have it: our keys, and those of others that say the same."""

    aside: ClassVar[str] = f"what is for another program may stand below `{ASIDE}:`"
    of_others: ClassVar[frozenset[str]] = frozenset()
    """The keys that nobody needs who writes for this program."""

    alias: Lines = Field(default=(), description="Of Obsidian: `aliases`.")
    redirect_from: Lines = Field(default=(), description="Of Jekyll: `aliases`.")
    authors: Names = Field(default=(), description="Of Hugo, Zola and Pelican: `author`.")
    description: Line = Field(default="", max_length=2000, description="Of Hugo, Eleventy and others: `summary`.")
    excerpt: Line = Field(default="", max_length=2000, description="Of Jekyll and Hexo: `summary`.")
    language: str = Field(
        default="", pattern=r"^([A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*)?$", description="As in site.yaml: `lang`."
    )
    tag: Subjects = Field(default=(), description="Of Jekyll and Obsidian: `tags`.")
    category: Subjects = Field(default=(), description="Of Pelican and Jekyll: one more of the `tags`.")
    categories: _Categories = Field(default=(), description="Of Hugo, Jekyll and Hexo: more `tags`.")
    taxonomies: Annotated[Subjects, BeforeValidator(_taxonomies), WithJsonSchema(_TAXONOMIES_SCHEMA)] = Field(
        default=(), description="Of Zola: lists of `tags` and of `categories`."
    )
    publish_date: Moment = Field(
        default=None, alias="publishDate", description="Of Hugo: `date`; the article is held back until then."
    )
    expiry_date: Moment = Field(
        default=None, alias="expiryDate", description="Of Hugo: the day from which the article is left out."
    )
    pub_date: Moment = Field(default=None, alias="pubDate", description="Of Astro: `date`.")
    lastmod: Moment = Field(default=None, description="Of Hugo: `updated`.")
    last_modified_at: Moment = Field(default=None, description="Of Jekyll: `updated`.")
    modified: Moment = Field(default=None, description="Of Pelican and Obsidian: `updated`.")
    updated_date: Moment = Field(default=None, alias="updatedDate", description="Of Astro: `updated`.")
    date_modified: Moment = Field(default=None, alias="date-modified", description="Of Quarto: `updated`.")
    last_update: _DayBelow = Field(default=None, description="Of Docusaurus: `updated`, as `date:` below it.")
    published: _Published = Field(default=None, description=f"Of Jekyll: false {_LEFT_OUT} A day: `date`.")
    publish: bool = Field(default=True, description=f"Of Obsidian: false {_LEFT_OUT}")
    dg_publish: bool = Field(default=True, alias="dg-publish", description=f"Of Obsidian: false {_LEFT_OUT}")
    render: bool = Field(default=True, description=f"Of Zola: false {_LEFT_OUT}")
    headless: bool = Field(default=False, description=f"Of Hugo: true {_LEFT_OUT}")
    hidden: bool = Field(default=False, description=f"Of several systems: true {_LEFT_OUT}")
    private: bool = Field(default=False, description=f"Of several systems: true {_LEFT_OUT}")
    unlisted: bool = Field(default=False, description=f"Of Docusaurus: true {_LEFT_OUT}")
    uncollected: bool = Field(
        default=False, alias="eleventyExcludeFromCollections", description=f"Of Eleventy: true {_LEFT_OUT}"
    )
    password: str = Field(default="", description=f"Of WordPress and Hexo: a word here {_LEFT_OUT}")
    status: Annotated[bool, BeforeValidator(_is_hidden), _ANYTHING] = Field(
        default=False, description=f"Of WordPress and Pelican: `draft`, `private` and the like {_LEFT_OUT}"
    )
    visibility: Annotated[bool, BeforeValidator(_is_restricted), _ANYTHING] = Field(
        default=False, description=f"Of Ghost: `members`, `paid` and the like {_LEFT_OUT}"
    )
    permalink: Annotated[bool | None, BeforeValidator(_address), _ANYTHING] = Field(
        default=None, description=f"Of Jekyll and Eleventy: false {_LEFT_OUT}"
    )
    build: _Build = Field(default=True, description=f"Of Hugo: `render: never` below it {_LEFT_OUT}")
    older_build: _Build = Field(default=True, alias="_build", description="Of Hugo before 0.145: `build`.")

    @property
    def last_days(self) -> tuple[datetime.date | None, ...]:
        """What other systems say of the day of the last change."""
        return (
            self.lastmod,
            self.last_modified_at,
            self.modified,
            self.updated_date,
            self.date_modified,
            self.last_update,
        )

    def withholding(self) -> Iterator[str]:
        """The keys of other systems that leave the article out of the site."""
        for name, said in _WITHHOLDING.items():
            if getattr(self, name) is said:
                yield _as_written(name)
        if self.password:
            yield "password"

    def silent(self, keys: Iterable[str]) -> Iterator[str]:
        """Of the keys of a file those that say nothing here."""
        loud = set(self.withholding())
        yield from (key for key in keys if key in PASSED or (key in _MOSTLY_SILENT and key not in loud))


_WITHHOLDING = {
    **dict.fromkeys(("published", "publish", "dg_publish", "render", "permalink", "build", "older_build"), False),
    **dict.fromkeys(("headless", "hidden", "private", "unlisted", "uncollected", "status", "visibility"), True),
}
"""What these fields are where the article stays out of the site."""
_MOSTLY_SILENT = frozenset({"permalink", "build", "_build", "status", "visibility"})


def _as_written(name: str) -> str:
    return AnyFrontMatter.model_fields[name].alias or name


AnyFrontMatter.of_others = frozenset(map(_as_written, {*AnyFrontMatter.model_fields} - {*FrontMatter.model_fields}))


def is_known(key: str) -> bool:
    """Whether front matter has this key, here or in another system."""
    return key in PASSED or key in _KEYS


_KEYS = frozenset(map(_as_written, AnyFrontMatter.model_fields))
