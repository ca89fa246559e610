"""What front matter may hold, and the file beside an article. Imported late: pydantic is slow to load."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from sitegen.project.entries import Id, Line, Moment, RequiredDay, Strict, Url
from sitegen.text.written_days import whole_day

_LINKED = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]")
"""A link in a note of Obsidian, and the words that it shows."""
_MAIL = re.compile(r"\s+<[^<>\s]+@[^<>\s]+>\s*$")


def _as_list(value: Any) -> list[Any] | Any:
    """A single value as a list of one, an empty text as an empty list; entries that are nothing are left out."""
    if isinstance(value, str | dict):
        value = [value] if value and not (isinstance(value, str) and not value.strip()) else []
    return [one for one in value if one is not None] if isinstance(value, list | tuple) else value


def _name(value: Any) -> Any:
    """The name in a mapping, without the brackets of a link and without an address of mail behind it."""
    if isinstance(value, dict):
        name = value.get("name")
        if isinstance(name, dict):
            name = " ".join(str(name[part]) for part in ("given", "family") if name.get(part))
        if not isinstance(name, str):
            raise ValueError("an author is a name, or a mapping with `name:`")
        value = name
    return _MAIL.sub("", _LINKED.sub(r"\1", value)) if isinstance(value, str) else value


def _names(value: Any) -> Any:
    listed = _as_list(value)
    return [_name(one) for one in listed] if isinstance(listed, list) else listed


def _subjects(value: Any) -> Any:
    """A list of subjects; those in one text are parted by commas, or each has a # before it."""
    listed = _as_list(value)
    if not isinstance(listed, list):
        return listed
    if isinstance(value, str):
        words = value.split()
        listed = words if all(word.startswith("#") for word in words) else value.split(",")
    plain = [one.strip().removeprefix("#") if isinstance(one, str) else one for one in listed]
    return [one for one in plain if one != ""]


_TEXT_SCHEMA = {"type": "string"}
_PERSON_SCHEMA = {"type": "object", "additionalProperties": {}, "required": ["name"]}
_NOTHING_SCHEMA = {"type": "null"}


def _one_or_several(*schemas: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [*schemas, {"type": "array", "items": {"anyOf": [*schemas, _NOTHING_SCHEMA]}}]}


_AUTHORS_SCHEMA = _one_or_several(_TEXT_SCHEMA, _PERSON_SCHEMA)
SUBJECTS_SCHEMA = _one_or_several(_TEXT_SCHEMA)
LISTED_SUBJECTS_SCHEMA = _one_or_several(
    _TEXT_SCHEMA, {"type": "array", "items": {"anyOf": [_TEXT_SCHEMA, _NOTHING_SCHEMA]}}
)
"""Of subjects among which some may be listed together."""

Lines = Annotated[tuple[Line, ...], BeforeValidator(_as_list), WithJsonSchema(_one_or_several(_TEXT_SCHEMA))]
Names = Annotated[tuple[Line, ...], BeforeValidator(_names), WithJsonSchema(_AUTHORS_SCHEMA)]
Subjects = Annotated[tuple[Line, ...], BeforeValidator(_subjects), WithJsonSchema(SUBJECTS_SCHEMA)]


class SourceEntry(Strict):
    """Who first published the article."""

    publisher: Line = Field(min_length=1, max_length=200, description="The publisher's name.")
    url: Url = Field(default="", description="Where the article stands there: http:// or https://.")


_ADDRESS = re.compile(r"\s*https?://(?:(?:www\.)?([^\s/?#<>\"]+))?", re.IGNORECASE)
_PUBLISHER_OR_ADDRESS = r'^(?:(?!\s*[Hh][Tt][Tt][Pp][Ss]?://)|\s*[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#<>"][^\s<>"]*\s*$)'


def _as_source(value: Any) -> Any:
    """The name of a publisher, or the address of the article there, as the whole entry; None for an empty text."""
    if not isinstance(value, str):
        return value
    address = _ADDRESS.match(value)
    return {"publisher": address[1] or "", "url": value} if address else {"publisher": value} if value.split() else None


Source = Annotated[
    SourceEntry | None,
    BeforeValidator(
        _as_source, json_schema_input_type=Annotated[str, Field(pattern=_PUBLISHER_OR_ADDRESS)] | SourceEntry | None
    ),
]


class NameEntry(Strict):
    """What a name is in one article: whom it means, what sort of thing it is, which role somebody has there."""

    id: Id | None = Field(default=None, max_length=200, description='An id. "": the name is left alone.')
    kind: Literal["person", "country", "place", "organization", "term"] | None = Field(
        default=None, description="What sort of thing the name means in this article."
    )
    role: Annotated[Line, Field(max_length=200)] | None = Field(
        default=None, description='The office or occupation of a person in this article. "": none.'
    )

    @model_validator(mode="after")
    def _says_something(self) -> NameEntry:
        if self.id is None and self.kind is None and self.role is None:
            raise ValueError("it says nothing: write `id:`, `kind:` or `role:`")
        if self.id == "" and (self.kind or self.role):
            raise ValueError("a name that is left alone has no kind and no role")
        return self


_MOST_CORRECTIONS = 2000
_LETTER = re.compile(r"\w")
Words = Annotated[Line, Field(max_length=2000, json_schema_extra={"minLength": 1})]


def _telling(value: str) -> str:
    """Words with at least one letter or figure."""
    if _LETTER.search(value) is None:
        raise ValueError("some words of the text are expected here")
    return value


class _Anchored(Strict):
    quote: Annotated[Words, AfterValidator(_telling)] = Field(
        description="Words of the article, enough of them to tell the place."
    )
    prefix: Words = Field(default="", description="Words right before these, where they stand in several places.")
    suffix: Words = Field(default="", description="Words right behind them.")


class QuotationEntry(_Anchored):
    """A quotation that was not found as it should be, or not at all."""

    speaker: Annotated[Line, Field(max_length=200)] | None = Field(
        default=None, description='Who says it: an id, or words. "": nobody is named.'
    )
    starts: Words = Field(default="", description="Its first words, where they are others than those found.")
    ends: Words = Field(default="", description="Its last words.")
    kind: Literal["direct", "partial", "indirect"] | None = Field(
        default=None, description="direct: an utterance; partial: words in a sentence; indirect: no words verbatim."
    )
    unsaid: bool = Field(default=False, alias="not", description="True: nobody says this.")

    @model_validator(mode="after")
    def _one_or_the_other(self) -> QuotationEntry:
        if self.unsaid and (self.speaker is not None or self.starts or self.ends or self.kind):
            raise ValueError("what nobody says (`not: true`) has no speaker, no first or last words and no kind")
        return self


class MentionEntry(_Anchored):
    """Whom or what one of several mentions of a name means."""

    name: Annotated[Words, AfterValidator(_telling)] = Field(description="The words of the mention, inside `quote`.")
    entity: Id | None = Field(default=None, max_length=200, description='An id. "": the mention is left alone.')
    kind: Literal["person", "country", "place", "organization", "term"] | None = Field(
        default=None, description="What sort of thing the mention means, instead of an id."
    )

    @model_validator(mode="after")
    def _says_one_thing(self) -> MentionEntry:
        if (self.entity is None) == (self.kind is None):
            raise ValueError("write either `entity:` or `kind:`")
        return self


_MEANT = re.compile(r"(?P<year>\d{4})(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d))?|W(?P<week>\d\d)))?")


def _as_meant(value: Any) -> Any:
    """A day or a year that is no text as text, and a day that is written another way as it is written here."""
    if isinstance(value, str) and _MEANT.fullmatch(value) is None:
        value = whole_day(value) or _meant(value)
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return value.isoformat() if isinstance(value, datetime.date) else str(value) if is_number else value


def _meant(value: str) -> str:
    """A day, week, month or year that there is, or nothing."""
    found = _MEANT.fullmatch(value)
    if value and (found is None or not _is_there(**found.groupdict())):
        raise ValueError('a day is written 2026-10-05, a month 2026-10, a week 2026-W41, a year 2026, and no date ""')
    return value


def _is_there(year: str, month: str | None, day: str | None, week: str | None) -> bool:
    try:
        if week is not None:
            datetime.date.fromisocalendar(int(year), int(week), 1)
        datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return False
    return True


class DateEntry(_Anchored):
    """A date that was not understood as it should be, or not at all."""

    words: Words = Field(default="", description="The words of the date, inside `quote`, where that has more.")
    means: Annotated[str, BeforeValidator(_as_meant), AfterValidator(_meant)] = Field(
        max_length=10, description='The day, month, week or year: 2026-10-05, 2026-10, 2026-W41, 2026. "": no date.'
    )


def _as_entry(value: Any) -> Any:
    """An id as the entry that has nothing else."""
    return {"id": value} if isinstance(value, str) else value


class CheckedEntry(Strict):
    """Who has read the annotations of the article."""

    by: Line = Field(min_length=1, max_length=200, description="Who has read them.")
    on: RequiredDay = Field(description="The day, YYYY-MM-DD.")
    digest: str = Field(
        default="",
        max_length=40,
        description="What was checked, in short, as sitegen tells it: an edit after that is noticed.",
    )


class FrontMatter(Strict):
    """The keys of front matter. Every key is optional."""

    title: Line = Field(default="", max_length=500, description="The headline.")
    date: Moment = Field(default=None, description="The day of publication, YYYY-MM-DD; a time behind it is not kept.")
    updated: Moment = Field(default=None, description="The day of the last change, not before that of publication.")
    slug: str = Field(
        default="",
        max_length=120,
        pattern=r"^([a-z0-9]+(-[a-z0-9]+)*)?$",
        description="The page's file name: a–z, 0–9 and hyphens. By default the name of this file.",
    )
    aliases: Lines = Field(default=(), description="Old addresses, as paths below the site: pages there lead on.")
    dateline: Line = Field(default="", max_length=200, description="Where the report was written, such as BERLIN.")
    author: Names = Field(default=(), description="The author, or a list of them.")
    source: Source = Field(default=None, description="The first publisher, with the address there.")
    lang: str = Field(
        default="",
        pattern=r"^([A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*)?$",
        description="The language, such as de. In others than English less is found.",
    )
    tags: Subjects = Field(
        default=(), description="Subjects, as a list or parted by commas; articles of one tag are listed together."
    )
    summary: Line = Field(default="", max_length=2000, description="One or two sentences for lists and previews.")
    draft: bool = Field(default=False, description="True: the article is left out of the site.")
    correction: Line = Field(default="", max_length=2000, description="What was corrected, and when.")
    checked: CheckedEntry | None = Field(default=None, description="Who has read the annotations, and when.")
    entities: dict[
        Annotated[Line, Field(min_length=1, max_length=200)],
        Annotated[NameEntry, BeforeValidator(_as_entry, json_schema_input_type=Id | NameEntry)],
    ] = Field(
        default={},
        description='Whom a name means in this article: Ana Ruiz: ana-ruiz-mayor. Behind it "": it is left alone.',
    )
    quotations: tuple[QuotationEntry, ...] = Field(
        default=(),
        max_length=_MOST_CORRECTIONS,
        description="Quotations that were not found as they should be: `quote:` and what is to change.",
    )
    mentions: tuple[MentionEntry, ...] = Field(
        default=(),
        max_length=_MOST_CORRECTIONS,
        description="Single mentions of a name: `quote:` with the words around, `name:`, and `entity:` or `kind:`.",
    )
    dates: tuple[DateEntry, ...] = Field(
        default=(),
        max_length=_MOST_CORRECTIONS,
        description="Dates that mean another day, or none: `quote:` with the words around, `words:`, and `means:`.",
    )
