"""Spans refuse nonsense and never change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.text.spans import Element, Span


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 4)])
def test_an_empty_or_backward_span_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=f"{start}, {end}"):
        Span(start, end)


spans = st.tuples(st.integers(0, 50), st.integers(1, 50)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@given(spans, spans)
def test_clip_agrees_with_covers(one: Span, other: Span) -> None:
    shared = set(range(one.start, one.end)) & set(range(other.start, other.end))
    clipped = one.clip(other)
    assert (set(range(clipped.start, clipped.end)) if clipped else set()) == shared
    assert one.covers(other) == (shared == set(range(other.start, other.end)))


def test_equal_elements_are_two() -> None:
    assert Element(Span(0, 1), "em") != Element(Span(0, 1), "em")
