"""Values: frozen to the type checker, quickly declared, quickly made where a text makes thousands, left uncollected."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import MISSING, Field, dataclass, field, fields
from functools import cache
from inspect import get_annotations
from types import CodeType, FunctionType, MemberDescriptorType
from typing import Any, TypeVar, dataclass_transform, overload

_T = TypeVar("_T")
_Method = Callable[..., Any]


@overload
def value(cls: type[_T], /) -> type[_T]: ...
@overload
def value(*, eq: bool = True, kw_only: bool = False, slots: bool = True) -> Callable[[type[_T]], type[_T]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(
    cls: type[_T] | None = None, /, *, eq: bool = True, kw_only: bool = False, slots: bool = True
) -> type[_T] | Callable[[type[_T]], type[_T]]:
    """The class as a dataclass with slots, compared and hashed by its fields, which nobody may set.

    mypy holds everybody to it. At run time nothing does: a frozen dataclass takes three times as long to make. Each
    method is written when it is first called: hundreds of such classes are declared, most runs make values of few, and
    what `dataclass` writes of a class takes longer than all else about loading it. Without `eq` a value equals
    itself alone; `kw_only` and `slots` mean what they mean to `dataclass`.
    """
    if cls is None:
        return lambda one: _declared(one, eq, kw_only, slots)
    return _declared(cls, eq, kw_only, slots)


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


def _declared(cls: type[_T], eq: bool, kw_only: bool, slots: bool) -> type[_T]:
    made = _with_slots(cls) if slots else cls
    for name in _TOLD:
        setattr(made, name, _Told(made, name, cls, kw_only))
    for name, write in (_ALWAYS | _COMPARING if eq else _ALWAYS).items():
        if cls.__dict__.get(name) is None:  # Python itself gives None as the hash of a class that says what equals it
            setattr(made, name, _later(made, name, write))
    return made


def _with_slots(cls: type[_T]) -> type[_T]:
    """The class made anew: its slots must be known when it is made."""
    own = _names_of_fields(cls)
    inherited = {slot for base in cls.__mro__[1:] for slot in base.__dict__.get("__slots__", ())}
    left_out = {*own, "__dict__", "__weakref__"}
    namespace = {name: one for name, one in cls.__dict__.items() if name not in left_out}
    namespace["__slots__"] = tuple(name for name in own if name not in inherited)
    make: Any = type(cls)
    made: type[_T] = make(cls.__name__, cls.__bases__, namespace)
    made.__qualname__ = cls.__qualname__
    return made


def _names_of_fields(cls: type) -> list[str]:
    """The names of the fields that a class itself has."""
    return [name for name, kind in get_annotations(cls).items() if "ClassVar" not in str(kind)]


_TOLD = ("__dataclass_fields__", "__dataclass_params__", "__match_args__")
_written: list[type] = []
"""The classes as they were written, once `dataclasses` has read them: let go, each would be left to the collector."""


class _Told:
    """What `dataclasses` keeps of a class, made when somebody asks: by `dataclass`, of the class as it was written."""

    def __init__(self, owner: type, name: str, written: type, kw_only: bool) -> None:
        self._owner, self._name, self._written, self._kw_only = owner, name, written, kw_only

    def __get__(self, one: object, owner: type | None = None) -> Any:
        written = self._written
        for name in _TOLD:
            if isinstance(written.__dict__.get(name), _Told):
                delattr(written, name)
        written.__doc__ = written.__doc__ or written.__name__  # for want of one `dataclass` puts a signature together
        dataclass(init=False, repr=False, eq=False, kw_only=self._kw_only)(written)
        _written.append(written)
        for name in _TOLD:
            setattr(self._owner, name, written.__dict__[name])
        return written.__dict__[self._name]

    def own(self) -> Iterator[Field[Any]]:
        """The fields that the class itself has."""
        for name in _names_of_fields(self._written):
            given = getattr(self._written, name, MISSING)
            default: Any = MISSING if isinstance(given, MemberDescriptorType) else given
            one: Field[Any] = default if isinstance(default, Field) else field(default=default)
            one.name = name
            one.kw_only = self._kw_only if one.kw_only is MISSING else one.kw_only
            yield one


def _later(owner: type, name: str, write: Callable[[type], _Method]) -> _Method:
    """Stands for a method until it is first called."""

    def stub(self: object, *given: Any, **named: Any) -> Any:
        method = write(owner)
        method.__name__, method.__qualname__ = name, f"{owner.__qualname__}.{name}"
        setattr(owner, name, method)
        return method(self, *given, **named)

    return stub


def _fields_of(owner: type) -> Iterable[Field[Any]]:
    """The fields as `dataclasses` tells them, who reads a class for as long as everything else about it takes."""
    found: dict[str, Field[Any]] = {}
    for base in reversed(owner.__mro__):
        told = base.__dict__.get(_TOLD[0])
        found |= {one.name: one for one in (told.own() if isinstance(told, _Told) else fields(base) if told else ())}
    return found.values()


def _init_of(owner: type) -> _Method:
    return _init_of_plain(owner) or _init_of_any(owner)


def _init_of_plain(owner: type) -> _Method | None:
    """The method of a value whose fields are all given as they are, as most are; None for others.

    To compile it takes longer than all else about it: so that is done once for each number of fields, and the code is
    given their names.
    """
    given = tuple(_fields_of(owner))
    made_here = (one for one in given if one.default_factory is not MISSING or not one.init or one.kw_only)
    if hasattr(owner, "__post_init__") or next(made_here, None) is not None:
        return None
    names = tuple(one.name for one in given)
    defaults = tuple(one.default for one in given if one.default is not MISSING)
    code = _init_of_so_many(len(names)).replace(co_names=names, co_varnames=("self", *names))
    return FunctionType(code, {}, "__init__", defaults)


@cache
def _init_of_so_many(fields: int) -> CodeType:
    names = [f"field{number}" for number in range(fields)]
    body = "".join(f"\n self.{name} = {name}" for name in names)
    code: CodeType = _compiled(f"def method({', '.join(('self', *names))}):{body or ' pass'}").__code__
    return code


def _init_of_any(owner: type) -> _Method:
    names: dict[str, Any] = {"_unset": object()}
    placed, named, body = ["self"], ["*"], []
    for one in _fields_of(owner):
        parameter, made, names[f"_{one.name}"] = _parameter_of(one)
        if one.init:
            (named if one.kw_only else placed).append(parameter)
        if one.init or parameter != one.name:  # else `__post_init__` sets it
            body.append(f"self.{one.name} = {made}")
    if hasattr(owner, "__post_init__"):
        body.append("self.__post_init__()")
    parameters = ", ".join(placed + named if len(named) > 1 else placed)
    return _compiled(f"def method({parameters}):\n " + "\n ".join(body or ["pass"]), names)


def _parameter_of(one: Field[Any]) -> tuple[str, str, Any]:
    """How a field stands among parameters, what it is set to, and what `_NAME` means in both."""
    name = one.name
    if one.default_factory is not MISSING:
        made = f"_{name}() if {name} is _unset else {name}" if one.init else f"_{name}()"
        return f"{name}=_unset", made, one.default_factory
    if one.default is not MISSING:
        return f"{name}=_{name}", name if one.init else f"_{name}", one.default
    return name, name, None


def _eq_of(owner: type) -> _Method:
    same = f"{_row(owner, 'self')} == {_row(owner, 'other')}"
    answer = f"{same} if other.__class__ is self.__class__ else NotImplemented"
    return _compiled(f"def method(self, other):\n return {answer}")


def _hash_of(owner: type) -> _Method:
    return _compiled(f"def method(self):\n return hash({_row(owner, 'self')})")


def _row(owner: type, of: str) -> str:
    compared = (one.name for one in _fields_of(owner) if one.compare)
    return f"({''.join(f'{of}.{name}, ' for name in compared)})"


def _repr_of(owner: type) -> _Method:
    names = [one.name for one in _fields_of(owner) if one.repr]

    def method(self: object) -> str:
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    return method


def _compiled(source: str, names: dict[str, Any] | None = None) -> _Method:
    """The function `method` of a source that is put together of nothing but the names of fields."""
    given = {} if names is None else names
    exec(source, given)
    method: _Method = given["method"]
    return method


_ALWAYS = {"__init__": _init_of, "__repr__": _repr_of}
_COMPARING = {"__eq__": _eq_of, "__hash__": _hash_of}
