"""What holds for all tests."""

from __future__ import annotations

import os

from hypothesis import settings

os.environ["SOURCE_DATE_EPOCH"] = "1893585600"
"""Noon of 2 January 2030: whatever the clock says, no article of a test is dated ahead unless it means to be."""

# Machines that test may be busy: no example has to be done in a time.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
