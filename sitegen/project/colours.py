"""Colours as the sRGB space has them, and the contrast between two of them as WCAG 2.2 measures it."""

from __future__ import annotations

from collections.abc import Iterable

AA = 4.5
"""The contrast that text of usual size needs (WCAG 2.2, 1.4.3)."""
BLACK, WHITE = (0, 0, 0), (255, 255, 255)
_STEPS = 256

Colour = tuple[int, int, int]
"""Red, green and blue, from 0 to 255."""


def parse_colour(written: str) -> Colour:
    """The colour that is written #rgb or #rrggbb."""
    digits = written.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def write_colour(colour: Colour) -> str:
    """The colour as #rrggbb."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def contrast(one: Colour, other: Colour) -> float:
    """The ratio of the lighter to the darker of two colours, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def least_contrast(colour: Colour, grounds: Iterable[Colour]) -> float:
    """The contrast to that of the grounds on which the colour is read worst."""
    return min(contrast(colour, ground) for ground in grounds)


def nearest_readable(colour: Colour, grounds: Iterable[Colour], least: float = AA) -> Colour:
    """The colour, mixed with no more black or white than it needs to be read on all these grounds.

    On grounds of which some need a darker colour and some a lighter one it is black or white, whichever is read better.
    """
    every = tuple(grounds)
    for step in range(_STEPS + 1):
        mixed = [_mix(colour, end, step / _STEPS) for end in (BLACK, WHITE)]
        readable = [one for one in mixed if least_contrast(one, every) >= least]
        if readable:
            return readable[0]
    return max((BLACK, WHITE), key=lambda one: least_contrast(one, every))


def _mix(colour: Colour, end: Colour, share: float) -> Colour:
    red, green, blue = (round(here + (there - here) * share) for here, there in zip(colour, end, strict=True))
    return red, green, blue


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(value / 255) for value in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
