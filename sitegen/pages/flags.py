"""The flags of the countries that pages show, as files, and the address of each."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from functools import cache, partial

from sitegen.files.shipped import find_resource_folder
from sitegen.model import Entity, Kind
from sitegen.pages.frame import PlannedFile
from sitegen.site import Site
from sitegen.site.urls import file_of_flag, relative

CREDIT = "circle-flags, Copyright (c) HatScripts, MIT License"


def flag_files(site: Site) -> Iterator[PlannedFile]:
    """The flag, as SVG, of each country that is mentioned or that somebody mentioned belongs to; a theme's goes before.

    The drawing is a square, which the style sheet cuts round.
    """
    shown = (one if one.kind is Kind.COUNTRY else site.countries.get(one.country) for one in site.entities.values())
    codes = {one.country_code.lower() for one in shown if one is not None} - site.config.own_flags
    for code in sorted(codes.intersection(drawn_flags())):
        yield PlannedFile(file_of_flag(code), partial(_draw, code), tuple)


def flag_of(site: Site, country: Entity | None, path: str) -> str:
    """The address of a country's flag as written on the page `path`; nothing where there is none."""
    code = country.country_code.lower() if country is not None else ""
    has_flag = code in drawn_flags() or (code and code in site.config.own_flags)
    return relative(path, file_of_flag(code)) if has_flag else ""


@cache
def drawn_flags() -> Mapping[str, str]:
    """By the two letters of ISO 3166-1, small, what is drawn in a square of 512, as tools/make_flags.py left it."""
    table = find_resource_folder("tables").joinpath("flags.json.gz").read_bytes()
    drawings: dict[str, str] = json.loads(gzip.decompress(table))
    return drawings


def _draw(code: str) -> str:
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">'
    return f"{head}<!-- {CREDIT} -->{drawn_flags()[code]}</svg>\n"
