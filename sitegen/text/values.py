"""Small values of which a text makes thousands: frozen to the type checker, quickly made, and left uncollected."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

_T = TypeVar("_T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(cls: type[_T]) -> type[_T]:
    """The class as a dataclass with slots, compared and hashed by its fields, which nobody may set.

    mypy holds everybody to it. At run time nothing does: a frozen dataclass takes three times as long to make.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)


@dataclass_transform(frozen_default=True, order_default=True, field_specifiers=(field,))
def ordered_value(cls: type[_T]) -> type[_T]:
    """The same, ordered by its fields."""
    return dataclass(slots=True, order=True, unsafe_hash=True)(cls)


@contextmanager
def uncollected() -> Iterator[None]:
    """The cyclic collector rests: it would look at many new values again and again, and no cycle is among them."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
