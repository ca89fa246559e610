"""Rings on paper: cut at a frame, rounded, and written as the `d` of an SVG path."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from sitegen.text.values import value

PaperPoint = tuple[float, float]
Step = tuple[int, int]


@value
class Box:
    """A rectangle in the coordinates of a drawing."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def middle(self) -> PaperPoint:
        """The point where its diagonals cross."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def holds(self, other: Box) -> bool:
        """Whether the other lies wholly inside."""
        return self.left <= other.left and other.right <= self.right and self._holds_height(other)

    def meets(self, other: Box) -> bool:
        """Whether the two have a point in common."""
        across = self.left <= other.right and other.left <= self.right
        return across and self.top <= other.bottom and other.top <= self.bottom

    def _holds_height(self, other: Box) -> bool:
        return self.top <= other.top and other.bottom <= self.bottom


def box_of(points: Iterable[PaperPoint]) -> Box:
    """The smallest box around some points."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def clip(ring: Sequence[PaperPoint], frame: Box) -> list[PaperPoint]:
    """The part of a closed ring that lies in the frame, without the first point again; empty when there is none.

    Where the ring leaves and comes back it follows the frame (Sutherland and Hodgman 1974).
    """
    around = box_of(ring)
    if not frame.meets(around):
        return []
    points = list(ring[:-1] if ring[0] == ring[-1] else ring)
    if frame.holds(around):
        return points
    for axis, edge, sign in ((0, frame.left, 1), (0, frame.right, -1), (1, frame.top, 1), (1, frame.bottom, -1)):
        points = _cut(points, axis, edge, sign)
    return points


def _cut(points: list[PaperPoint], axis: int, edge: float, sign: int) -> list[PaperPoint]:
    """What lies on one side of an edge."""
    kept: list[PaperPoint] = []
    for before, point in zip([*points[-1:], *points[:-1]], points, strict=True):
        inside, was_inside = (point[axis] - edge) * sign >= 0, (before[axis] - edge) * sign >= 0
        if inside != was_inside:
            share = (edge - before[axis]) / (point[axis] - before[axis])
            crossing = before[1 - axis] + share * (point[1 - axis] - before[1 - axis])
            kept.append((edge, crossing) if axis == 0 else (crossing, edge))
        if inside:
            kept.append(point)
    return kept


def area_of(points: Sequence[PaperPoint]) -> float:
    """What a ring encloses; the first point need not stand again at the end."""
    following = [*points[1:], *points[:1]]
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(points, following, strict=True))) / 2


def write_path(rings: Iterable[Sequence[PaperPoint]]) -> str:
    """The `d` of the rings in whole numbers; one that comes to nothing when rounded is left out."""
    return "".join(map(_write_ring, rings))


def _write_ring(points: Sequence[PaperPoint]) -> str:
    steps = [step for step, _ in groupby((round(x), round(y)) for x, y in points)]
    if steps[1:] and steps[0] == steps[-1]:
        steps.pop()
    return _write_steps(_without_straight(steps)) if len(steps) > 2 else ""


def _without_straight(steps: list[Step]) -> list[Step]:
    """The ring without the points that lie on a straight line between their neighbours."""
    kept: list[Step] = []
    for number, step in enumerate(steps):
        before, after = kept[-1] if kept else steps[-1], steps[(number + 1) % len(steps)]
        one, other = (step[0] - before[0], step[1] - before[1]), (after[0] - step[0], after[1] - step[1])
        ahead = one[0] * other[0] + one[1] * other[1] > 0
        if not ahead or one[0] * other[1] != one[1] * other[0]:
            kept.append(step)
    return kept


def _write_steps(steps: list[Step]) -> str:
    words = [f"M{steps[0][0]} {steps[0][1]}l"]
    for (x1, y1), (x2, y2) in pairwise(steps):
        for number in (x2 - x1, y2 - y1):
            words.append(str(number) if number < 0 or words[-1].endswith("l") else f" {number}")
    return "".join(words) + "z"
