"""Values are dataclasses in all that anybody asks of them, but that their methods are written when they are called."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, ClassVar

import pytest

from sitegen.text.values import value


@value
class Boat:
    """A boat of the harbour."""

    name: str
    berths: tuple[int, ...] = ()
    crew: list[str] = field(default_factory=list, compare=False)
    log: dict[str, int] = field(default_factory=dict, init=False, repr=False, compare=False)
    line: ClassVar[str] = "Quay Line"


@value
class Ferry(Boat):
    cars: int = 0


@value(kw_only=True)
class Sailing:
    at: str = "noon"
    boat: Boat


@value(eq=False)
class Buoy:
    number: int


@value(slots=False)
class Harbour:
    boats: tuple[Boat, ...]

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(boat.name for boat in self.boats)


@value
class Knot:
    length: int
    twice: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "twice", 2 * self.length)


@dataclass(frozen=True, slots=True)
class _Plain:
    name: str
    berths: tuple[int, ...] = ()
    crew: list[str] = field(default_factory=list, compare=False)


def test_values_are_compared_and_hashed_by_the_fields_that_count() -> None:
    assert Boat("Alma", (3,), ["Ines"]) == Boat("Alma", (3,), ["Rui"])
    assert Boat("Alma") != Boat("Berta")
    assert Boat("Alma") != Ferry("Alma")
    assert {Boat("Alma"), Boat("Alma"), Boat("Alma", (1,))} == {Boat("Alma"), Boat("Alma", (1,))}
    assert hash(Boat("Alma", (3,))) == hash(_Plain("Alma", (3,)))
    assert Buoy(1) != Buoy(1)


def test_values_show_themselves_as_dataclasses_do() -> None:
    assert repr(Boat("Alma", (3,), ["Ines"])) == repr(_Plain("Alma", (3,), ["Ines"])).replace("_Plain", "Boat")
    assert repr(Ferry("Alma", cars=2)) == "Ferry(name='Alma', berths=(), crew=[], cars=2)"


def test_what_is_not_given_is_made_for_each_value_alone() -> None:
    one, other = Boat("Alma"), Boat("Alma")
    one.crew.append("Ines")
    one.log["knots"] = 4
    assert (other.crew, other.log, other.line) == ([], {}, "Quay Line")
    assert Boat("Alma", crew=[]).crew == []


def test_what_is_set_behind_the_rest_may_ask_for_it() -> None:
    assert Knot(4).twice == 8
    assert replace(Knot(4), length=5).twice == 10


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: Boat(), "Boat.__init__() missing 1 required positional argument: 'name'"),
        (lambda: Boat("Alma", sails=2), "Boat.__init__() got an unexpected keyword argument 'sails'"),
        (lambda: Sailing(Boat("Alma")), "Sailing.__init__() takes 1 positional argument but 2 were given"),
    ],
)
def test_wrong_arguments_are_told_as_python_tells_them(make: Callable[[], Any], told: str) -> None:
    for _ in range(2):  # the method is not there yet, and is
        with pytest.raises(TypeError, match=told.replace("(", r"\(").replace(")", r"\)")):
            make()


def test_fields_may_be_given_by_name_alone() -> None:
    assert Sailing(boat=Boat("Alma")) == Sailing(at="noon", boat=Boat("Alma"))


def test_a_class_above_others_has_their_fields_whoever_asked_for_them() -> None:
    @value
    class Raft:
        logs: int = 4
        crew: list[str] = field(default_factory=list)

    @value(kw_only=True)
    class Ark(Raft):
        logs: int = 40
        pairs: int

    assert (Ark(pairs=7).logs, Ark(pairs=7).crew) == (40, [])
    assert [(one.name, one.kw_only) for one in dataclasses.fields(Ark)] == [
        ("logs", True),
        ("crew", False),
        ("pairs", True),
    ]

    @value
    class Hull(Ark):
        pass

    assert Hull(["Noah"], pairs=1, logs=3) == Hull(crew=["Noah"], pairs=1, logs=3)


def test_dataclasses_knows_the_fields_before_any_value_is_made() -> None:
    @value
    class Pier:
        length: int
        lit: bool = False

    assert [one.name for one in dataclasses.fields(Pier)] == ["length", "lit"]
    assert dataclasses.is_dataclass(Pier)
    assert Pier.__match_args__ == ("length", "lit")
    assert dataclasses.asdict(Pier(3)) == {"length": 3, "lit": False}


def test_values_have_places_for_their_fields_and_no_others() -> None:
    boat: Any = Ferry("Alma")
    assert not hasattr(boat, "__dict__")
    with pytest.raises(AttributeError):
        boat.sails = 2
    assert Harbour((Boat("Alma"),)).names == ("Alma",)


@pytest.mark.parametrize("one", [Boat("Alma", (1,)), Ferry("Alma", cars=3), Harbour((Boat("Alma"),))])
def test_values_travel_between_processes(one: object) -> None:
    assert pickle.loads(pickle.dumps(one)) == one
    assert copy.deepcopy(one) == one


def test_a_class_may_say_itself_what_equals_it() -> None:
    @value
    class Tide:
        height: int

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Tide)

    assert Tide(1) == Tide(2)


def test_a_method_is_written_once_when_it_is_first_called() -> None:
    @value
    class Lamp:
        colour: str

    def written(name: str) -> bool:
        return Lamp.__dict__[name].__name__ == name

    assert not written("__init__")
    lamp = Lamp("red")
    assert written("__init__")
    assert not written("__eq__")
    assert lamp == Lamp("red")
    assert written("__eq__")
