"""What holds for all tests."""

from __future__ import annotations

import os

os.environ["SOURCE_DATE_EPOCH"] = "1893585600"
"""Noon of 2 January 2030: whatever the clock says, no article of a test is dated ahead unless it means to be."""
