"""A floor under what is read of real saved pages, where SITEGEN_PAGES names some."""

from __future__ import annotations

import pages as measured
import pytest

LEAST = 0.96
PAGES = measured.read_pages(measured.PAGES)[::2]


@pytest.mark.skipif(not PAGES, reason="no saved pages: SITEGEN_PAGES names their folder")
def test_the_main_text_of_real_pages_is_found() -> None:
    results = [measured.read(page) for page in PAGES]
    scores = dict(measured.text_rows(results))
    assert float(scores["F1"]) >= LEAST
    assert int(scores["pages below 0.75"]) <= 1
