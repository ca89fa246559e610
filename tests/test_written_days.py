"""Days as they are written."""

from __future__ import annotations

import datetime

import pytest

from sitegen.text.written_days import two_days, whole_day

WHOLE = {
    "2024/5/6": "2024-05-06",
    "2024-5-6 10:20": "2024-05-06",
    "6.5.2024, 10:20 Uhr": "2024-05-06",
    "16/5/2024": "2024-05-16",
    "5/16/2024": "2024-05-16",
    "20240506": "2024-05-06",
    "May 6th, 2024": "2024-05-06",
    "6 May 2024 at 10:20 am CET": "2024-05-06",
    "6. Mai 2024": "2024-05-06",
    "Mon, 06 May 2024 10:20:30 +0200": "2024-05-06",
    "Mon May 06 2024 10:20:30 GMT+0200 (Central European Summer Time)": "2024-05-06",
    "2024-05-06 10:20:30 UTC+02:00": "2024-05-06",
    "3/4/2024": None,
    "Wed, 04/03/2024 - 18:22": None,
    "Wednesday 04/03/2024 18:22": "2024-04-03",
    "Mon, 04/03/2024": "2024-03-04",
    "Tue, 04/03/2024": None,
    "Thu, 03/12/2026": None,
    "2024-05-06 to 2024-05-09": None,
    "about 6 May 2024": None,
    "6 May 2024 or so": None,
    "2024-05-06T25:00": None,
    "31.2.2024": None,
    "May 2024": None,
    "1714950000": "2024-05-05",
    "1714950000000": "2024-05-05",
    "171495000": None,
    "": None,
}


@pytest.mark.parametrize(("text", "day"), WHOLE.items())
def test_a_day_that_is_all_of_a_text(text: str, day: str | None) -> None:
    assert whole_day(text) == (datetime.date.fromisoformat(day) if day else None)


def test_numbers_that_may_be_two_days() -> None:
    assert two_days("3/4/2024") == (datetime.date(2024, 4, 3), datetime.date(2024, 3, 4))
    assert two_days("16/5/2024") == (datetime.date(2024, 5, 16),)
    assert two_days("3.4.2024") == two_days("soon") == ()
