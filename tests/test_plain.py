"""What is read without its schema is what the schema gives; whatever may be wrong, or mean more, is left to that."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.diagnostics import SitegenError
from sitegen.files.yaml_file import YamlDocument, read_document
from sitegen.files.yaml_schema import validate
from sitegen.knowledge import listed
from sitegen.knowledge.listed import EntryFile
from sitegen.knowledge.plain_entries import plain_entries
from sitegen.project import config
from sitegen.project.entries import EntityEntry, SiteEntry
from sitegen.project.foreign_keys import PASSED, AnyFrontMatter
from sitegen.project.plain import read_plainly
from sitegen.read.frontmatter import details_of
from sitegen.read.plain_details import plain_details

_WORDS = st.one_of(
    st.sampled_from(
        (
            *(
                "",
                " ",
                "Alto",
                " The  harbour\tof Alto ",
                "ferry-2",
                "Ferry 2",
                "a" * 121,
                "ab " * 800,
                "[[Alto]]",
                "# quay",
            ),
            *(
                "2026-10-05",
                "2026-02-30",
                "2026-10-05T10:00Z",
                "٢٠٢٦-10-05",
                "2026",
                "true",
                "false",
                "True",
                "no",
                "1",
            ),
            *("https://alto.example/", "https://alto.example/?q=1", "ftp://alto.example", "HTTPS://alto.example/a b"),
            *(
                "en",
                "en-GB",
                "english",
                "all",
                "first",
                "person",
                "term",
                "female",
                "\ud800",
                "Al\u200bto",
                "a\x00b",
                "#",
            ),
        )
    ),
    st.text(max_size=8),
)
_VALUES: Any = st.recursive(
    _WORDS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(("title", "url", "name", "Born")), inner)
    ),
    max_leaves=4,
)


def _keys(*schemas: Any) -> list[str]:
    keys = {one.alias or name for schema in schemas for name, one in schema.model_fields.items()}
    return sorted(keys | {"titel", "extra", *sorted(PASSED)[:3]})


def _mappings(schema: Any, *common: str) -> Any:
    keys = st.sampled_from(common) | st.sampled_from(_keys(schema))
    return st.dictionaries(keys, _VALUES, max_size=4)


def _document(value: Any) -> YamlDocument:
    return YamlDocument(value, "some.yaml", str(value), 1, {})


@given(_mappings(AnyFrontMatter, "title", "date", "tags", "author", "slug", "summary", "draft"))
def test_plain_front_matter_says_what_it_says_by_its_schema(value: dict[str, Any]) -> None:
    document = _document(value)
    plain = plain_details(document)
    assert plain is None or plain == details_of(document)


@given(_mappings(SiteEntry, "title", "language", "base_url", "linking", "maps"))
def test_plain_settings_are_what_they_are_by_their_schema(value: dict[str, Any]) -> None:
    root = Path(__file__).parent / "nowhere"
    plain = read_plainly(value, config._PLAIN)
    assert plain is None or config._plain(root, plain) == config._checked(root, _document(value))


@given(_mappings(EntityEntry, "name", "kind", "id", "aliases", "sources", "facts"), st.booleans())
def test_a_plain_entry_is_what_it_is_by_its_schema(value: dict[str, Any], whole: bool) -> None:
    value = {"name": "Alto", "kind": "place"} | value if whole else value
    file, entries = EntryFile("some.yaml", ""), plain_entries([value])
    if entries is not None:
        by_schema = validate(_document(value), EntityEntry, value)
        assert _told(file, entries[0]) == _told(file, by_schema)


def _told(file: EntryFile, entry: Any) -> Any:
    try:
        one = listed._listed(file, entry, (0,))
    except SitegenError as error:
        return [(problem.code, problem.message) for problem in error.diagnostics]
    return one.entity, one.key, one.is_draft, one.is_described


@pytest.mark.parametrize(
    "yaml",
    [
        "title: Ferries\ndate: 2026-10-05\ntags: [harbour, ferries]\nauthor: Ines Duarte\ndraft: true\n",
        'slug: ferry-2\nauthor:\n  - Ines Duarte\n  - Rui Alba\nsummary: "It sails."\ndateline: LISBON\n',
    ],
)
def test_common_front_matter_is_plain(yaml: str) -> None:
    assert plain_details(read_document(yaml, "harbour.md")) is not None


@pytest.mark.parametrize(
    "yaml",
    [
        "title: Ferries\nentities:\n",
        "title: Ferries\ntags: harbour, ferries\n",
        "author: '[[Ines Duarte]]'\n",
        "date: 2026-02-30\n",
        "titel: Ferries\n",
        "layout: post\n",
        "- title\n",
    ],
)
def test_what_has_to_be_looked_at_is_not(yaml: str) -> None:
    assert plain_details(read_document(yaml, "harbour.md")) is None


def test_common_entries_and_settings_are_plain() -> None:
    yaml = (
        "- {name: Ines Duarte, kind: person, aliases: [Duarte], gender: female, facts: {Born: '1970'}}\n"
        "- {id: alto, name: Alto, kind: place, country: portugal, url: 'https://alto.example/', summary: A port.,\n"
        "   sources: [{title: Annual report, url: 'https://alto.example/report'}, {title: Gazette}]}\n"
    )
    entries = plain_entries(read_document(yaml, "people.yaml").value)
    assert entries is not None
    assert [one.name for one in entries] == ["Ines Duarte", "Alto"]
    site = read_document("title: The Alto Gazette\nbase_url: https://alto.example/\nlanguage: en-GB\nmaps: false\n", "")
    assert read_plainly(site.value, config._PLAIN) == {
        "title": "The Alto Gazette",
        "base_url": "https://alto.example",
        "language": "en-GB",
        "maps": False,
    }
