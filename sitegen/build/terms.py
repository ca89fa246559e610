"""What a build is asked for, and the one thing that it asks of the clock: which day it is."""

from __future__ import annotations

import datetime
import os

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.text.values import value

EPOCH = "SOURCE_DATE_EPOCH"
"""The variable of the environment that says which time it is, in seconds since 1970 (reproducible-builds.org)."""


@value
class Terms:
    """What is asked of a build beside what the project says."""

    strict: bool = False
    base_url: str | None = None
    day: datetime.date | None = None
    """The day that it is; none where nothing is held back."""


def today() -> datetime.date:
    """The day of SOURCE_DATE_EPOCH where that is set, else that of the machine's clock, both in UTC.

    Raises SitegenError SG403 where the variable is no number of seconds.
    """
    seconds = os.environ.get(EPOCH, "").strip()
    if not seconds:
        return datetime.datetime.now(datetime.UTC).date()
    try:
        return datetime.datetime.fromtimestamp(int(seconds), datetime.UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        message = f"`{seconds[:40]}` is no number of seconds since 1970"
        raise SitegenError(Diagnostic(EPOCH, message, "SG403", help="unset the variable, or let it be one")) from error


def every_day() -> None:
    """No day: nothing is held back."""
