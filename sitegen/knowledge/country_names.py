"""What the countries are called in other languages than English, from the tables that ship with sitegen.

A table is loaded when a text in its language is read first. There is none for languages without blanks between words or
without capital letters, in which a name cannot be told from a word by its letters.
"""

from __future__ import annotations

from functools import cache

from sitegen.files.shipped import find_resource_folder
from sitegen.text.tokens import shadow_of
from sitegen.text.values import value
from sitegen.text.wordlists import base_of, load_table

_FOLDER = "country_names"


@value
class CountryForm:
    """A spelling as the shadow of a text has it, and the id of the country that it means.

    Without an id it is a longer name in which that of a country stands, such as Tour de France.
    """

    spelling: str
    country: str
    inside: bool = False
    """True when it counts only inside a sentence: at its beginning it may be an ordinary word."""


@cache
def has_country_names(language: str) -> bool:
    """Whether countries are known by their names in this language, such as de-AT."""
    return find_resource_folder("tables").joinpath(_FOLDER, f"{base_of(language)}.txt").is_file()


@cache
def country_forms(language: str) -> tuple[CountryForm, ...]:
    """Everything that a text in this language may call a country; nothing where there is no table."""
    if not has_country_names(language):
        return ()
    rows = load_table(f"{_FOLDER}/{base_of(language)}")
    return tuple(_form(form, country) for country, forms in rows for form in forms.split(";"))


def _form(form: str, country: str) -> CountryForm:
    return CountryForm(shadow_of(form.removeprefix("~")), country, form.startswith("~"))


@cache
def names_in_all_languages(country: str) -> tuple[str, ...]:
    """Every spelling of one country in all the tables, each once."""
    folder = find_resource_folder("tables").joinpath(_FOLDER)
    languages = sorted(file.name.removesuffix(".txt") for file in folder.iterdir() if file.name.endswith(".txt"))
    every = (form for language in languages for form in country_forms(language))
    return tuple(dict.fromkeys(form.spelling for form in every if form.country == country))
