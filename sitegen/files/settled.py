"""Whether time stamps are old enough to be trusted: a later change of the file cannot leave the same ones.

A disk may write down times by the second (ext3), by two (FAT) or by the hundredth of a second (exFAT). One that shows
smaller parts takes the time from a clock of the system that moves often: each 1 to 10 milliseconds on Linux, each 15.6
on Windows.
"""

from __future__ import annotations

SETTLED = 2.0
"""Seconds after which stamps of any disk are trusted."""
SOON_SETTLED = 0.1
"""Seconds after which those are trusted that show smaller parts of a second than `_LARGE_PART`."""
_LARGE_PART = 10_000_000
"""In nanoseconds: the smallest part that a disk tells apart which does not take the time from such a clock."""


def settled_before(moment: float) -> float:
    """The time, in nanoseconds, before which any file was changed last that is trusted at a moment, in seconds."""
    return (moment - SETTLED) * 1e9


def is_settled(newest: int, moment: float) -> bool:
    """Whether stamps are trusted at a moment, in seconds, of which the latest is this one, in nanoseconds."""
    seconds = SOON_SETTLED if newest % _LARGE_PART else SETTLED
    return newest < (moment - seconds) * 1e9
