"""From points of the globe to points on paper. Both projections keep areas true, so that no country looks too large."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from sitegen.text.values import value

Vector = tuple[float, float, float]
"""A point of the globe as a vector of length 1 from its centre."""
PaperPoint = tuple[float, float]
"""A point on paper in radii of the globe, x to the right and y up."""

NEAR_A_POLE = 0.996
"""The sine of the latitude from which on (85°) a centre is moved to the pole itself."""


def vector_of(longitude: float, latitude: float) -> Vector:
    """The vector to a point in degrees east and north."""
    east, north = math.radians(longitude), math.radians(latitude)
    return math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north)


def dot(a: Vector, b: Vector) -> float:
    """The cosine of the angle between two points as seen from the centre of the globe."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def unit(vector: Vector) -> Vector:
    """The vector of length 1 in the same direction; to the pole where it has no length."""
    length = math.hypot(*vector)
    return (vector[0] / length, vector[1] / length, vector[2] / length) if length else (0.0, 0.0, 1.0)


@value
class Azimuthal:
    """Lambert's azimuthal equal-area projection (Snyder 1987, Map Projections – A Working Manual, pp. 182–190)."""

    centre: Vector
    east: Vector
    north: Vector

    @classmethod
    def around(cls, centre: Vector) -> Azimuthal:
        """The projection around a point, with north up there; close to a pole, around the pole with Greenwich up."""
        if abs(centre[2]) > NEAR_A_POLE:
            up = math.copysign(1.0, centre[2])
            return cls((0.0, 0.0, up), (0.0, -up, 0.0), (1.0, 0.0, 0.0))
        east = unit((-centre[1], centre[0], 0.0))
        (ux, uy, uz), (ex, ey, _) = centre, east
        return cls(centre, east, (-uz * ey, uz * ex, ux * ey - uy * ex))

    def points(self, vectors: Iterable[Vector]) -> Iterator[PaperPoint]:
        """Where points of the globe lie. The one opposite of the centre, which lies nowhere, is put far away."""
        (ux, uy, uz), (ex, ey, ez), (nx, ny, nz) = self.centre, self.east, self.north
        for x, y, z in vectors:
            scale = math.sqrt(2 / (1 + x * ux + y * uy + z * uz + 1e-9))
            yield scale * (x * ex + y * ey + z * ez), scale * (x * nx + y * ny + z * nz)

    def vector(self, point: PaperPoint) -> Vector:
        """The point of the globe that lies at `point`, which is less than 2 from the centre."""
        square = point[0] ** 2 + point[1] ** 2
        up, out = 1 - square / 2, math.sqrt(max(1 - square / 4, 0.0))
        east, north = out * point[0], out * point[1]
        x, y, z = (up * c + east * e + north * n for c, e, n in zip(self.centre, self.east, self.north, strict=True))
        return x, y, z


_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796


def equal_earth(longitude: float, latitude: float) -> PaperPoint:
    """Where a point lies on the Equal Earth map, longitude counted from the middle of the map, both in degrees.

    Source: Šavrič, Patterson and Jenny 2018, The Equal Earth map projection, equations 1 to 9.
    """
    t = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    t2, t6 = t * t, t**6
    slope = 9 * _A4 * t6 * t2 + 7 * _A3 * t6 + 3 * _A2 * t2 + _A1
    x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(t) / (3 * slope)
    return x, t * (_A4 * t6 * t2 + _A3 * t6 + _A2 * t2 + _A1)
