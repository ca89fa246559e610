"""What site.yaml and the files in knowledge/ may hold. Imported late: pydantic is slow to load."""

from __future__ import annotations

import calendar
import datetime
import re
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from sitegen.text.slugs import make_slug
from sitegen.text.written_days import two_days, whole_day

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ROUGH = re.compile(r"\d{4}(-\d{2})?")
_TIME = (
    r"(?:[Tt]|[ \t]+)(?:[01]?[0-9]|2[0-4]):[0-5][0-9](?::[0-6][0-9](?:[.,][0-9]+)?)?"
    r"(?:[ \t]*(?:[A-Za-z]{1,5}|[+-][0-9]{2}(?::?[0-9]{2})?))?"
)
"""A time of the day and its zone, behind a day: as RFC 3339, Jekyll and Hugo write them."""
_MOMENT = re.compile(rf"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}){_TIME}")
_URL = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"

_YEARS = r"(?!0000)[0-9]{4}"
_MONTHS = r"(?:0[1-9]|1[0-2])"
_LEAP_YEARS = r"(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)"
_DAYS = (
    rf"(?:{_YEARS}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    rf"|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|{_LEAP_YEARS}-02-29)"
)
_DAY_SCHEMA = {"type": "string", "pattern": rf"^\s*{_DAYS}\s*$"}
MOMENT_SCHEMA = {"type": "string", "pattern": rf"^\s*{_DAYS}(?:{_TIME})?\s*$"}
_ROUGH_DAY_SCHEMA = {
    "type": "string",
    "pattern": rf"^\s*(?:{_DAYS}|{_YEARS}(?:-{_MONTHS})?)\s*$",
    "minimum": 1000,
    "maximum": 9999,
}
"""The two bounds are for a year that a YAML reader takes for a number."""
_URL_SCHEMA = {"type": "string", "pattern": r'^(?:\s*[Hh][Tt][Tt][Pp][Ss]?://[^\s<>"]+\s*)?$'}
_SITE_URL_SCHEMA = {"type": "string", "pattern": r'^(?:\s*[Hh][Tt][Tt][Pp][Ss]?://[^\s<>"?#]+\s*)?$'}


def read_day(value: Any) -> Any:
    """A date from `YYYY-MM-DD`; anything else is refused. None stays None."""
    if value is None or isinstance(value, datetime.date):
        return value
    if not isinstance(value, str) or not _DAY.fullmatch(value.strip()):
        raise ValueError(f"a date is written YYYY-MM-DD, not {value!r}")
    try:
        return datetime.date.fromisoformat(value.strip())
    except ValueError as error:
        raise ValueError(f"there is no day {value.strip()}") from error


def read_moment(value: Any) -> Any:
    """The day of `YYYY-MM-DD`, perhaps with a time and a zone: as it is written, in whatever zone.

    What other systems and people write is read where it means one day: `2024/5/6`, `6.5.2024`, `May 6th, 2024`,
    `Mon, 06 May 2024 10:00:00 +0200`, and the link to the note of a day of Obsidian, `[[2024-05-06]]`.
    """
    if not isinstance(value, str):
        return read_day(value)
    written = value.strip().removeprefix("[[").removesuffix("]]")
    found = _MOMENT.fullmatch(written)
    if found is not None or _DAY.fullmatch(written):
        return read_day(found[1] if found is not None else written)
    day = whole_day(written)
    if day is None and len(days := two_days(written)) > 1:
        raise ValueError(f"{written!r} may be {' or '.join(map(str, days))}: write the one that it is")
    return day or read_day(value)


def first_day(value: Any) -> Any:
    """A date from a day, a month (its first day) or a year (its first day)."""
    return _first_day(value) if isinstance(value, str) else read_day(value)


@lru_cache(maxsize=10_000)
def _first_day(value: str) -> Any:
    text = value.strip()
    return read_day(text + "-01-01"[(len(text) - 4) :] if _ROUGH.fullmatch(text) else value)


def last_day(value: Any) -> Any:
    """A date from a day, a month (its last day) or a year (its last day)."""
    return _last_day(value) if isinstance(value, str) else read_day(value)


@lru_cache(maxsize=10_000)
def _last_day(value: str) -> Any:
    text = value.strip()
    if not _ROUGH.fullmatch(text):
        return read_day(value)
    year, month = int(text[:4]), int(text[5:] or 12)
    if not (year and 1 <= month <= 12):
        return read_day(value)
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def safe_url(value: str) -> str:
    """The address, when it is http or https; anything else is refused."""
    if value and not _URL.fullmatch(value.strip()):
        raise ValueError(f"an address begins with http:// or https://, not {value!r}")
    return value.strip()


def plain_id(value: Any) -> Any:
    """The id of an entity, which may be empty; one with other characters is refused."""
    if isinstance(value, str) and value and not re.fullmatch(_ID, value):
        near = make_slug(value)
        raise ValueError(
            f"an id is made of a–z, 0–9 and single hyphens{f', as {near!r} is' if near else ''}, not {value!r}"
        )
    return value


def site_url(value: str) -> str:
    """The address of a whole site, without a slash at the end; one with a query or a fragment is refused."""
    if "?" in value or "#" in value:
        raise ValueError(f"the address of a site has no ? and no #: {value!r}")
    return safe_url(value).rstrip("/")


Day = Annotated[datetime.date | None, BeforeValidator(read_day), WithJsonSchema(_DAY_SCHEMA)]
Moment = Annotated[datetime.date | None, BeforeValidator(read_moment), WithJsonSchema(MOMENT_SCHEMA)]
"""A day, perhaps with a time, of which only the day is kept."""
RequiredDay = Annotated[datetime.date, BeforeValidator(read_day), WithJsonSchema(_DAY_SCHEMA)]
RoughDay = Annotated[
    str, BeforeValidator(lambda value: first_day(value) and value.strip()), WithJsonSchema(_ROUGH_DAY_SCHEMA)
]
"""A day, a month or a year, kept as it was written: the pages must not show more than the author said."""
Line = Annotated[str, BeforeValidator(lambda value: " ".join(value.split()) if isinstance(value, str) else value)]
Id = Annotated[
    str, BeforeValidator(lambda value: plain_id(value)), WithJsonSchema({"type": "string", "pattern": f"^(?:{_ID})?$"})
]
Url = Annotated[
    str,
    BeforeValidator(lambda value: safe_url(value) if isinstance(value, str) else value),
    WithJsonSchema(_URL_SCHEMA),
]
SiteUrl = Annotated[
    str,
    BeforeValidator(lambda value: site_url(value) if isinstance(value, str) else value),
    WithJsonSchema(_SITE_URL_SCHEMA),
]


class Strict(BaseModel):
    """Keys of which none may be unknown."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class RoleEntry(Strict):
    """An office, with the days on which it began and ended."""

    title: Line = Field(min_length=1, description="The office or occupation, such as President of Ukraine.")
    start: RoughDay = Field(default="", alias="from", description="First day: YYYY-MM-DD, YYYY-MM or YYYY.")
    end: RoughDay = Field(default="", alias="to", description="Last day: YYYY-MM-DD, YYYY-MM or YYYY.")

    @model_validator(mode="after")
    def _in_order(self) -> RoleEntry:
        if self.start and self.end and first_day(self.start) > last_day(self.end):
            raise ValueError(f"the role ends ({self.end}) before it begins ({self.start}): one of the two is wrong")
        return self


class ReferenceEntry(Strict):
    """Where a statement can be checked."""

    title: Line = Field(min_length=1, description="What it is called, such as Port of Lisbon, annual report.")
    url: Url = Field(default="", description="Its address: http:// or https://.")


class PictureEntry(Strict):
    """A picture of an entity."""

    file: Line = Field(min_length=1, description="The picture, as a path in static/, such as portraits/ines.jpg.")
    alt: Line = Field(
        default="", description='What it shows, for who cannot see it; "" where it only goes with the name.'
    )
    credit: Line = Field(default="", description="Who made it and under which licence; shown in small print.")


def _as_picture(value: Any) -> Any:
    """A plain path as a picture of which nothing else is said; None for an empty one."""
    return ({"file": value} if value.strip() else None) if isinstance(value, str) else value


def _picture_or_path(schema: dict[str, Any]) -> None:
    """Let a JSON Schema of a picture take a plain path, too."""
    schema["anyOf"] = [{"type": "string"}, *schema.pop("anyOf")]


class EntityEntry(Strict):
    """One entry of the knowledge base."""

    name: Line = Field(min_length=1, max_length=200, description="The name as it is shown and found in the text.")
    kind: Literal["person", "country", "place", "organization", "term"] = Field(description="What sort of thing it is.")
    id: Id = Field(
        default="",
        max_length=200,
        description="Stable identifier, of a–z, 0–9 and hyphens; by default the slug of the name.",
    )
    aliases: tuple[Annotated[Line, Field(json_schema_extra={"minLength": 1})], ...] = Field(
        default=(), description="Other spellings that mean the same, each exactly as texts write it."
    )
    summary: Line = Field(default="", description="One or two sentences for the card, at most 240 characters.")
    glossary: bool = Field(default=False, description="True: it also stands in the glossary. Terms always do.")
    roles: tuple[RoleEntry, ...] = Field(
        default=(), description="Offices and occupations, the oldest first; `to` once one has ended."
    )
    facts: dict[Line, Line] = Field(default={}, description="Labelled statements, such as Born: 1970.")
    sources: tuple[ReferenceEntry, ...] = Field(default=(), description="Where what stands here can be checked.")
    url: Url = Field(default="", description="The entity's own web site.")
    image: Annotated[PictureEntry | None, BeforeValidator(_as_picture)] = Field(
        default=None,
        description="A picture in static/: its path, or a mapping with file, alt and credit.",
        json_schema_extra=_picture_or_path,
    )
    country: str = Field(default="", description="Id of the country that it belongs to.")
    gender: Literal["female", "male", "unknown"] = Field(
        default="unknown", description="Which pronouns mean a person: she or he. Used to resolve “she said”."
    )
    sort_name: Line = Field(
        default="",
        max_length=200,
        description="By what it stands in lists, such as Gaulle, Charles de; by default the surname of a person.",
    )
    status: Literal["draft", "accepted"] = Field(
        default="accepted", description="draft: the entry is checked and stays out of the site until it is accepted."
    )

    @field_validator("aliases")
    @classmethod
    def _no_empty_alias(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if any(not alias for alias in value):
            raise ValueError("an alias is empty")
        return value


Name = Annotated[Line, Field(min_length=1, max_length=200)]
_MOST_NAMES = 20_000


class FontEntry(Strict):
    """One file of a typeface."""

    file: Line = Field(
        pattern=r"^[\w./ -]+\.(woff2|woff|ttf|otf|WOFF2|WOFF|TTF|OTF)$",
        description="The file, as a path in static/, such as fonts/literata.woff2.",
    )
    weight: str = Field(
        default="400",
        pattern=r"^[1-9]00( [1-9]00)?$",
        description="Its weight, such as 700; of a variable font the first and the last, such as 200 900.",
    )
    style: Literal["normal", "italic"] = Field(default="normal", description="Whether it is upright or italic.")


def _as_fonts(value: Any) -> Any:
    """The files of a typeface: a list, or a single one; a plain path is a file of which nothing else is said."""
    listed = value if isinstance(value, list) else [value] if value else []
    return tuple({"file": one} if isinstance(one, str) else one for one in listed)


def _fonts_or_path(schema: dict[str, Any]) -> None:
    """Let a JSON Schema of a typeface take a plain path, too, a single file, or a list of these."""
    one = {"anyOf": [{"type": "string"}, schema.pop("items")]}
    schema["anyOf"] = [*one["anyOf"], {"type": schema.pop("type"), "items": one}]


Fonts = Annotated[tuple[FontEntry, ...], BeforeValidator(_as_fonts)]
_Colour = Annotated[str, Field(pattern=r"^(|#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6}))$")]


class FontsEntry(Strict):
    """The typefaces of the site."""

    text: Fonts = Field(
        default=(), json_schema_extra=_fonts_or_path, description="Of the text: a file, or a list of its files."
    )
    labels: Fonts = Field(
        default=(), json_schema_extra=_fonts_or_path, description="Of all that stands about the text: the same."
    )


class SiteEntry(Strict):
    """site.yaml. Every key is optional."""

    title: Line = Field(default="Annotated articles", min_length=1, description="The name of the site.")
    description: Line = Field(default="", description="One sentence about the site, for search engines and feeds.")
    base_url: SiteUrl = Field(default="", description="Public address of the site, for canonical links and feeds.")
    language: str = Field(
        default="en",
        pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
        description="The language of articles and pages, such as en-GB.",
    )
    linking: Literal["section", "all", "first"] = Field(
        default="section",
        description="Link the first mention of a name in each section and those in quotations; all; or the first.",
    )
    articles_per_page: int = Field(
        default=30,
        ge=1,
        le=1000,
        description="How many articles the home page lists before the next one begins.",
        json_schema_extra={"pattern": r"^\s*\+?0*(?:1000|[1-9][0-9]{0,2})(?:\.0+)?\s*$"},
    )
    image: str = Field(
        default="",
        pattern=r"^(|.+\.(avif|gif|jpe?g|png|webp|AVIF|GIF|JPE?G|PNG|WEBP))$",
        description="A picture in static/ (PNG, JPEG, WebP), for previews of pages that have none, as a path.",
    )
    maps: bool = Field(default=True, description="False: no locator maps of countries, and no map of the world.")
    spacy: str = Field(
        default="",
        pattern=r"^(?:[A-Za-z][A-Za-z0-9_-]*)?$",
        description="An installed spaCy model, such as en_core_web_sm, that also reads the articles.",
    )
    search: bool = Field(default=True, description="False: the site has no search.")
    voices: bool = Field(default=False, description="True: a page and a table of who is quoted, and how often.")
    future: bool = Field(default=False, description="True: articles that are dated ahead are published already.")
    accent: _Colour = Field(default="", description="The colour of the site on light pages, such as #7a1f5c.")
    accent_dark: _Colour = Field(default="", description="The same on dark pages; else one is made of the accent.")
    fonts: FontsEntry = Field(default_factory=FontsEntry, description="Typefaces in static/ for text and labels.")
    logo: str = Field(
        default="",
        pattern=r"^(|.+\.(avif|gif|jpe?g|png|svg|webp|AVIF|GIF|JPE?G|PNG|SVG|WEBP))$",
        description="A picture in static/ in the place of the name of the site at the top, as a path.",
    )
    width: int = Field(
        default=38,
        ge=28,
        le=60,
        description="How wide the text of an article is, in rem.",
        json_schema_extra={"pattern": r"^\s*\+?0*(?:2[89]|[345][0-9]|60)(?:\.0+)?\s*$"},
    )
    theme: str = Field(default="theme", description="Folder that overrides templates and static files.")
    ignore: tuple[Name, ...] = Field(
        default=(), max_length=_MOST_NAMES, description="Names that are linked in no article, and listed nowhere."
    )
    kinds: dict[Name, Literal["person", "place", "organization", "term"]] = Field(
        default={}, max_length=_MOST_NAMES, description="What sort of thing a name means that has no entry."
    )
