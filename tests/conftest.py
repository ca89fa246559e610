"""What holds for all tests."""

from __future__ import annotations

import os

from hypothesis import settings

os.environ["SOURCE_DATE_EPOCH"] = "1893585600"
"""Noon of 2 January 2030: whatever the clock says, no article of a test is dated ahead unless it means to be."""

# Machines that test may be busy: no example has to be done in a time. Every run tries the same examples, so that what
# fails is what a change broke; `--hypothesis-profile random` tries others.
settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile("random", deadline=None)
settings.load_profile("same")
