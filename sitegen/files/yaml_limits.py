"""How much may stand in a file of values."""

from __future__ import annotations

MOST_VALUES = 200_000
"""Largest number of values in one file, aliases written out; more is taken for an attack."""
DEEPEST = 50
"""Largest number of levels below the document."""
