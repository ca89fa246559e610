"""Lines with fewer points, as far from the eye as they can be."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence

Point = tuple[float, float]


def triangle(a: Point, b: Point, c: Point) -> float:
    """The area of a triangle on paper."""
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def simplify(
    line: Sequence[Point], smallest: float, area: Callable[[Point, Point, Point], float] = triangle
) -> list[Point]:
    """The line without its least important points (Visvalingam and Whyatt 1993); both ends stay, a ring keeps four.

    A point goes when the triangle with its neighbours is less than `smallest`, in what `area` measures in.
    """
    fewest = 4 if line[0] == line[-1] else 2
    before, after = list(range(-1, len(line) - 1)), list(range(1, len(line) + 1))
    areas = {n: area(line[n - 1], line[n], line[n + 1]) for n in range(1, len(line) - 1)}
    heap = [(size, n) for n, size in areas.items() if size < smallest]
    heapq.heapify(heap)
    while heap and len(areas) + 2 > fewest:
        size, n = heapq.heappop(heap)
        if areas.get(n) != size:
            continue
        del areas[n]
        left, right = before[n], after[n]
        after[left], before[right] = right, left
        for side in (left, right):
            if side in areas:
                areas[side] = max(size, area(line[before[side]], line[side], line[after[side]]))
                if areas[side] < smallest:
                    heapq.heappush(heap, (areas[side], side))
    return [line[0], *(line[n] for n in areas), line[-1]]
