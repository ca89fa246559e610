"""Makes sitegen/tables/country_names/: what the countries are called in other languages than English.

    python tools/make_country_names.py

The names are those of the CLDR (Unicode License V3, see NOTICE), as the package Babel holds them; what they need
besides stands in country_names.txt. Case forms are made where they are regular beyond doubt, and listed by hand.
Left out are languages without blanks between words or without capital letters, in which a name cannot be told from a
word, and those that nobody looked through.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from babel import Locale, localedata
from babel.core import get_cldr_version

from sitegen.knowledge.countries import load_countries
from sitegen.text.wordlists import split_rows

FOLDER = Path(__file__).parent.parent / "sitegen" / "tables" / "country_names"
MORE = Path(__file__).parent / "country_names.txt"
LANGUAGES = "bg ca cs da de el es et fi fr hr hu id it lt lv nb nl pl pt ro ru sk sl sv tr uk"
HEAD = f"""# Names of countries in this language: id of the country | forms; without an id, longer names that mean none.
# ~ stands before a form that counts only inside a sentence. Made by tools/make_country_names.py from the CLDR
# {get_cldr_version()}: Copyright © 1991-2025 Unicode, Inc., Unicode License V3 (see NOTICE).
"""
ENDINGS: Mapping[str, tuple[tuple[str, int, str], ...]] = {
    "pl": (("[cszi]ja|[bdgklnprt]ia", 1, "i ę ą"), ("stan", 0, "u owi em ie")),
    "ru": (("ия", 1, "и ю ей"), ("стан", 0, "а у ом е")),
    "uk": (("ія", 1, "ї ю єю"), ("стан", 0, "у ом і")),
    "cs": (("[sc]ko", 1, "a u em"), ("ie", 1, "i í"), ("stán", 0, "u em")),
    "sk": (("[sc]ko", 1, "a u om"),),
    "hr": (("ija", 1, "e i u om"), ("[sč]ka", 1, "e oj u om")),
    "sl": (("ija", 1, "e i o"), ("[sšč]ka", 1, "e i o")),
    "lt": (("ija", 1, "os ai ą oje"),),
    "lv": (("ija", 1, "as ai u ā"),),
    "el": (("ία", 0, "ς"),),
    "de": ((".*[^sßxz]", 0, "s"),),
    "da": ((".*[^sxz]", 0, "s"),),
    "nb": ((".*[^sxz]", 0, "s"),),
    "sv": ((".*[^sxz]", 0, "s"),),
}
"""By language: how a name of one word ends, how many letters go, and the endings of its case forms."""
WITHOUT_CASES = re.compile(
    r"Türkei|Slowakei|Mongolei|Antarktis|Ukraine|Elfenbeinküste|.*inseln?|.*-Inseln?|.*stadt|Färöer"
    r"|Niederlanden?|Philippinen|Malediven|Seychellen|Komoren|Salomonen|Kapverden"
)
"""German names that have no -s: those with an article, and plurals."""
_BRACKETS, _DASH = re.compile(r"\s*\(.*\)"), re.compile(r"\s+[-–—]\s+")


def main() -> None:
    """Write the tables, one a language."""
    FOLDER.mkdir(exist_ok=True)
    for language in LANGUAGES.split():
        (FOLDER / f"{language}.txt").write_text(make_table(language), encoding="utf-8")


def make_table(language: str) -> str:
    """The table of one language, as its file holds it."""
    more = [
        (ident, names.split(";")) for of, ident, names in split_rows(MORE.read_text("utf-8")) if of in ("*", language)
    ]
    rows = {country.id: tuple(_forms(country.id, country.alpha_2, language, more)) for country in load_countries()}
    claimed = Counter(form.lstrip("~") for forms in rows.values() for form in forms)
    larger = ";".join(name for ident, names in more if not ident for name in names)
    lines = (
        f"{ident}|{';'.join(kept)}"
        for ident, forms in rows.items()
        if (kept := [form for form in forms if claimed[form.lstrip("~")] == 1])
    )
    return HEAD + "\n".join((f"|{larger}", *lines)) + "\n"


def _forms(ident: str, code: str, language: str, more: Iterable[tuple[str, list[str]]]) -> Iterator[str]:
    """The forms of one country, each once, the name first."""
    said = [name for of, names in more if of == ident for name in names]
    out = {name[1:] for name in said if name.startswith("-")}
    names = [] if "" in out else [name for name in _names_in_cldr(code, language) if name not in out]
    added = [name for name in said if not name.startswith("-")]
    listed = dict.fromkeys((*names, *added))
    cased = (form for name in listed if " " not in name for form in _case_forms(name.lstrip("~"), language))
    yield from (form for form in dict.fromkeys((*listed, *cased)) if form not in out)


def _names_in_cldr(code: str, language: str) -> Iterator[str]:
    """What the language and its regions call the country, as a sentence would."""
    locales = sorted(
        one for one in localedata.locale_identifiers() if one == language or one.startswith(f"{language}_")
    )
    for locale in map(Locale.parse, locales):
        if locale.variant:
            continue
        name = _DASH.sub("-", _BRACKETS.sub("", locale.territories.get(code, "")))
        if len(name) > 2 and name[0].isupper() and not re.search(r"[,.:]|\bо-в", name):
            yield name


def _case_forms(name: str, language: str) -> Iterator[str]:
    if name.isupper() or WITHOUT_CASES.fullmatch(name):
        return
    for ending, gone, cases in ENDINGS.get(language, ()):
        if re.search(rf"(?:{ending})\Z", name):
            yield from (name[: len(name) - gone] + case for case in cases.split())
            return


if __name__ == "__main__":
    main()
