"""Slugs of names: the short way for plain names gives what the library gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slugify import slugify

from sitegen.text.slugs import MOST_LETTERS, make_slug

NAMES = st.one_of(
    st.text(st.sampled_from("aB9 -.'’&;#xé_/"), max_size=12),
    st.lists(st.sampled_from(["Ada", "de", "X9", "ministry"]), max_size=30).map(" ".join),
)


@given(NAMES, st.sampled_from([20, MOST_LETTERS]), st.booleans())
def test_a_name_has_the_slug_that_the_library_gives(name: str, longest: int, whole_words: bool) -> None:
    assert make_slug(name, longest, whole_words) == slugify(name, max_length=longest, word_boundary=whole_words)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Ada Moran", "ada-moran"),
        ("Zoë O’Hara-Lund", "zoe-ohara-lund"),
        ("A &amp; B", "a-b"),
        ("…", ""),
        ("word " * 20, "-".join(["word"] * 16)),
    ],
)
def test_a_slug_is_plain(name: str, slug: str) -> None:
    assert make_slug(name) == slug
