"""Whatever bytes a reader is given, it reads them or refuses them with a diagnostic, and makes no word of its own."""

from __future__ import annotations

import random
from pathlib import Path

import fuzz
import pytest
from fuzz_targets import TARGETS, Target, check_article, runs
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.read import read_text


def inputs(target: Target) -> st.SearchStrategy[bytes]:
    """Bytes made of pieces that mean something to the target, of any letters, and of any bytes."""
    pieces = st.sampled_from(target.pieces).map(str.encode)
    letters = st.text(max_size=6).map(lambda text: text.encode("utf-8", "ignore"))
    parts = st.lists(st.one_of(pieces, pieces, letters, st.binary(max_size=3)), max_size=25).map(b"".join)
    begins = st.integers(0, len(target.sound))
    return st.builds(lambda part, at: target.sound[:at] + part + target.sound[at:], parts, begins) | parts


@pytest.mark.parametrize("name", TARGETS)
def test_any_bytes_are_read_or_refused(name: str) -> None:
    @settings(max_examples=50, deadline=None)
    @given(inputs(TARGETS[name]))
    def check(data: bytes) -> None:
        runs(TARGETS[name], data)

    check()


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_reads_something(name: str) -> None:
    assert runs(TARGETS[name], TARGETS[name].sound)


def test_a_target_tells_what_nobody_foresaw() -> None:
    def fail(data: bytes) -> None:
        raise SitegenError(Diagnostic("a", "an IndexError", "SG900")) if data else IndexError

    for data, kind in ((b"", IndexError), (b"x", AssertionError)):
        with pytest.raises(kind):
            runs(Target(fail, ()), data)


def test_a_letter_out_of_nothing_is_seen() -> None:
    article = read_text("Some words.\n", "a.txt").article
    check_article(article, "Some words.")
    with pytest.raises(AssertionError, match="letters"):
        check_article(article, "Some word.")


def test_the_harness_keeps_what_it_finds(tmp_path: Path) -> None:
    def fail(data: bytes) -> None:
        assert b"a" not in data

    target = Target(fail, ("a", "b"))
    found = fuzz.search(target, 5.0, random.Random(1), tmp_path)
    assert found is not None
    assert b"a" in found.read_bytes()
    assert fuzz.search(Target(lambda data: None, ("b",)), 0.05, random.Random(1), tmp_path) is None
