"""The nearest joint change of a few inputs at which a function changes its sign, in normal scores.

Every input is told by its normal score: 0 at the middle of its prior, ±1 at its 16 and 84 %, whatever its
distribution. How far a joint change goes is the Euclidean length of its scores, as the reliability index
counts it (Hasofer and Lind 1974); a change moves few inputs and leaves all others at their middle.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

MOST = 4  # inputs that a change moves
REACH = 3.0  # how far along its prior an input goes: from the 0.1 to the 99.9 %
_STEPS = np.array([-3.0, -2.0, -1.0, 1.0, 2.0, 3.0])  # along each input alone
_GRID = np.linspace(-REACH, REACH, 13)  # of the surrogate, in every dimension
_CROSS = 1.5  # where two inputs are moved together
_CANDIDATES = 10  # inputs that are moved together
_STARTS = 3  # changes of each size that are refined
_DIFFERENCE = 0.2  # scores, for a gradient
_ROUNDS, _FEW_ROUNDS = 12, 5  # steps of a refinement; from where a like function turns
_BOLD = 4  # of these steps, those that are taken whole
_NEARLY = 0.1  # how much of the centre's margin a point may be off to count as on the boundary
_RADII = 16  # points along a ray on which its first change of sign is sought
_MARGINS = (0.005, 0.01, 0.02, 0.05)  # parts of its distance within which both sides are proved
_FEWER = 1.05  # a change of fewer inputs is told where it is not farther than this

Margin = Callable[[np.ndarray], np.ndarray]  # scores (point, input) -> (point,); the claim holds above 0
_Point = tuple[tuple[int, ...], np.ndarray]  # positions of inputs and their scores, (place,)


@dataclass(frozen=True)
class JointChange:
    """A joint change that overturns.

    scores    (input,) of all inputs, 0 where it moves none
    distance  the length of the scores
    before, beyond  the function short of the boundary and past it by `gap` parts of the distance
    """

    scores: np.ndarray
    distance: float
    before: float
    beyond: float
    gap: float

    @property
    def moved(self) -> tuple[int, ...]:
        """Positions of the inputs that it moves, the farthest first."""
        places = np.flatnonzero(self.scores)
        return tuple(int(each) for each in places[np.argsort(-np.abs(self.scores[places]), kind="stable")])


@dataclass(frozen=True)
class Searched:
    """What a search has found.

    centre   the function with all inputs in the middle
    by_size  the nearest change that moves 1, 2, … inputs; none of a size that brings nothing nearer
    closest  where no change overturns, the least that the function shrinks to, signed as `centre`; else 0
    points   how many points the function was asked for
    begun    where the search of a like function may begin
    """

    centre: float
    by_size: dict[int, JointChange]
    closest: float
    points: int
    begun: tuple[_Point, ...]

    @property
    def nearest(self) -> JointChange | None:
        """The nearest change; one of fewer inputs where it is hardly farther."""
        if not self.by_size:
            return None
        best = min(each.distance for each in self.by_size.values())
        return self.by_size[min(k for k, each in self.by_size.items() if each.distance <= _FEWER * best)]


class _Asked:
    """The function in the sign of its centre, so that it is above 0 there, and how often it was asked."""

    def __init__(self, margin: Margin, inputs: int):
        self.margin, self.inputs, self.points = margin, inputs, 1
        self.centre = float(margin(np.zeros((1, inputs)))[0])
        self.sign = 1.0 if self.centre > 0 else -1.0

    def __call__(self, scores: np.ndarray) -> np.ndarray:
        self.points += len(scores)
        return self.sign * self.margin(scores)

    def at(self, places: Sequence[int], values: np.ndarray) -> np.ndarray:
        """The function where some inputs are moved; values (point, place), or (place,) of one point."""
        values = np.atleast_2d(values)
        scores = np.zeros((len(values), self.inputs))
        scores[:, list(places)] = values
        return self(scores)


def search(
    margin: Margin,
    inputs: int,
    rough: Margin | None = None,
    most: int = MOST,
    begun: Sequence[_Point] = (),
) -> Searched:
    """The nearest joint changes of at most `most` of so many inputs that turn the sign of a function.

    rough  a cheaper form of it by which directions are found; each change is proved on `margin` itself
    begun  of the search of a like function: this one is sought from there, in a tenth of the runs

    One input after the other is moved alone, the strongest in pairs; a surrogate of these lines and products
    is searched on a whole grid for every few inputs, its best points are refined on the function along its
    tangent planes, and the boundary is found by bisection. It is the nearest that was found: a function that
    bends between the points may hide a nearer one.
    """
    asked = _Asked(margin, inputs)
    quick = _Asked(rough or margin, inputs)
    quick.sign = asked.sign
    found: dict[int, JointChange] = {}
    if begun:
        lowest = [(places, _outward(values)) for places, values in begun]
        near = list(begun)
    else:
        surrogate = _surrogate(quick, inputs)
        starts = [surrogate.starts(size) for size in range(1, min(most, inputs) + 1)]
        near, lowest = [each for some, _ in starts for each in some], [low for _, low in starts]
    closest = min(abs(asked.centre), *(float(asked.at(*each)[0]) for each in lowest))
    if not near and closest <= 0:  # the surrogate took for safe what is not
        near = lowest
    refined = _refined(quick, near, _FEW_ROUNDS if begun else _ROUNDS)
    for size in sorted({len(places) for places, _ in refined}):
        own = [each for each in refined if len(each[0]) == size]
        change = _first_met(asked, sorted(own, key=lambda each: float(each[1] @ each[1])))
        if change is not None and all(change.distance < each.distance for each in found.values()):
            found[size] = change
    closest = 0.0 if found else asked.sign * max(closest, 0.0)
    ends = [(each.moved, each.scores[list(each.moved)]) for each in found.values()]
    return Searched(asked.centre, found, closest, asked.points + quick.points, tuple(ends or lowest))


def _outward(values: np.ndarray) -> np.ndarray:
    """The end of the reach on the way through a point, (place,)."""
    return values * (REACH / np.abs(values).max())


def _first_met(asked: _Asked, points: Sequence[_Point]) -> JointChange | None:
    """The first of some points on whose ray a boundary is met, and proved."""
    return next((each for each in (_along(asked, *point) for point in points) if each is not None), None)


# --- the surrogate ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Surrogate:
    """The function as a sum of what inputs do alone and in pairs.

    places  (candidate,) positions of the inputs looked at
    alone   (candidate, grid) what each does by itself at the points of the grid
    cross   (candidate, candidate) what a product of two scores does
    """

    centre: float
    places: np.ndarray
    alone: np.ndarray
    cross: np.ndarray

    def starts(self, size: int) -> tuple[list[_Point], _Point]:
        """For so many inputs: points at which it is turned, the nearest first, and its lowest one."""
        turned, lowest = [], []
        squares = _summed([_GRID**2] * size)
        for chosen in combinations(range(len(self.places)), size):
            values = self.centre + _summed([self.alone[each] for each in chosen])
            for one, two in combinations(range(size), 2):
                product = self.cross[chosen[one], chosen[two]] * np.multiply.outer(_GRID, _GRID)
                shape = [1] * size
                shape[one] = shape[two] = len(_GRID)
                values = values + product.reshape(shape)
            places = tuple(int(self.places[each]) for each in chosen)
            low = np.unravel_index(int(values.argmin()), values.shape)
            lowest.append((float(values.min()), places, _GRID[list(low)]))
            if values.min() <= 0:
                far = np.where(values <= 0, squares, np.inf)
                near = np.unravel_index(int(far.argmin()), far.shape)
                turned.append((float(far.min()), places, _GRID[list(near)]))
        turned.sort(key=lambda each: each[0])
        return [each[1:] for each in turned[:_STARTS]], min(lowest, key=lambda each: each[0])[1:]


def _summed(rows: Sequence[np.ndarray]) -> np.ndarray:
    """The outer sum of some rows: an axis each."""
    total = rows[0]
    for row in rows[1:]:
        total = np.add.outer(total, row)
    return total


def _surrogate(asked: _Asked, inputs: int) -> _Surrogate:
    """Move every input alone, and those that turn the function most in pairs."""
    from scipy.interpolate import PchipInterpolator

    centre = asked.sign * asked.centre
    scores = np.zeros((inputs, len(_STEPS), inputs))
    for place in range(inputs):
        scores[place, :, place] = _STEPS
    lines = asked(scores.reshape(-1, inputs)).reshape(inputs, -1) - centre
    places = np.argsort(lines.min(axis=1), kind="stable")[: min(_CANDIDATES, inputs)]
    middle = len(_STEPS) // 2
    whole = np.insert(lines[places], middle, 0.0, axis=1)
    alone = PchipInterpolator(np.insert(_STEPS, middle, 0.0), whole, axis=1)(_GRID)
    cross = np.zeros((len(places), len(places)))
    pairs = list(combinations(range(len(places)), 2))
    if pairs:
        signs = np.array([(1, 1), (1, -1), (-1, 1), (-1, -1)])
        moved = np.zeros((len(pairs), 4, inputs))
        for row, pair in enumerate(pairs):
            moved[row][:, places[list(pair)]] = _CROSS * signs
        values = asked(moved.reshape(-1, inputs)).reshape(-1, 4)
        found = values @ signs.prod(axis=1) / (4 * _CROSS**2)
        for (one, two), value in zip(pairs, found, strict=True):
            cross[one, two] = cross[two, one] = value
    return _Surrogate(centre, places, alone, cross)


# --- on the function itself --------------------------------------------------------------------------------


def _refined(asked: _Asked, starts: Sequence[_Point], rounds: int) -> list[_Point]:
    """From each start the nearest point at the boundary that was found; the start where none was.

    Steps to the nearest point of the tangent plane within reach, of all starts at once (the iteration of
    Hasofer, Lind, Rackwitz and Fiessler).
    """
    if not starts:
        return []
    scores = np.zeros((len(starts), asked.inputs))
    for row, (places, values) in enumerate(starts):
        scores[row, list(places)] = values
    free = scores != 0
    for row, (places, _) in enumerate(starts):
        free[row, list(places)] = True
    best = scores.copy()
    found = np.full(len(starts), np.inf)
    for turn in range(rounds):
        values, slopes = _values_and_slopes(asked, scores, free)
        size = np.maximum(np.linalg.norm(scores, axis=1), 1e-9)
        fall = -(slopes * scores).sum(axis=1) / size  # along the ray: the rest of the way
        near = (np.abs(values) <= _NEARLY * abs(asked.centre)) & (fall > 0) & (size > 1e-6)
        lengths = np.where(near, size + values / np.where(fall > 0, fall, 1.0), np.inf)
        better = (lengths < found) & (lengths > 0)
        best[better], found[better] = scores[better], lengths[better]
        step = _to_the_plane(scores, values, slopes)
        scores = step if turn < _BOLD else (scores + step) / 2
    return [(places, best[row][list(places)]) for row, (places, _) in enumerate(starts)]


def _values_and_slopes(asked: _Asked, scores: np.ndarray, free: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The function, (point,), and its slopes along the free inputs, (point, input), from one set of runs."""
    rows, places = np.nonzero(free)
    aside = np.zeros((len(rows), asked.inputs))
    aside[np.arange(len(rows)), places] = _DIFFERENCE
    told = asked(np.concatenate([scores, scores[rows] + aside, scores[rows] - aside]))
    above, below = told[len(scores) : len(scores) + len(rows)], told[len(scores) + len(rows) :]
    slopes = np.zeros_like(scores)
    slopes[rows, places] = (above - below) / (2 * _DIFFERENCE)
    return told[: len(scores)], slopes


def _to_the_plane(scores: np.ndarray, values: np.ndarray, slopes: np.ndarray) -> np.ndarray:
    """The point of least length within reach at which each tangent plane is 0, (point, input).

    It is −t·slope, cut off at the reach, of the right t, which bisection finds.
    """
    wanted = (slopes * scores).sum(axis=1) - values
    size = np.linalg.norm(slopes, axis=1)
    low = np.zeros(len(scores))
    high = np.full(len(scores), 1.0) * 1e3 / np.maximum(size, 1e-12)
    for _ in range(60):
        middle = (low + high) / 2
        point = np.clip(-middle[:, None] * slopes, -REACH, REACH)
        short = (slopes * point).sum(axis=1) > wanted
        low, high = np.where(short, middle, low), np.where(short, high, middle)
    return np.clip(-high[:, None] * slopes, -REACH, REACH)


def _along(asked: _Asked, places: Sequence[int], point: np.ndarray) -> JointChange | None:
    """The first boundary on the ray through a point, by bisection, proved on both sides; None without one.

    point  (place,)
    """
    ray = point / np.linalg.norm(point)
    end = REACH / np.abs(ray).max()
    radii = np.linspace(0, end, _RADII + 1)[1:]
    values = asked.at(places, radii[:, None] * ray)
    if not (values <= 0).any():
        return None
    first = int((values <= 0).argmax())
    low, high = (radii[first - 1] if first else 0.0), radii[first]
    while high - low > 1e-3 * high:
        tried = np.linspace(low, high, 9)[1:-1]  # eight parts at once cost little more than two
        past = asked.at(places, tried[:, None] * ray) <= 0
        where = int(past.argmax()) if past.any() else len(tried)
        low, high = (tried[where - 1] if where else low), (tried[where] if where < len(tried) else high)
    for gap in _MARGINS:
        sides = high * np.array([1 - gap, 1 + gap])  # as far short and past as is told
        sides[1] = min(sides[1], end)
        before, beyond = asked.at(places, sides[:, None] * ray)
        if before > 0 >= beyond:
            scores = np.zeros(asked.inputs)
            scores[list(places)] = high * ray
            sides = asked.sign * np.array([before, beyond])
            return JointChange(scores, float(high), float(sides[0]), float(sides[1]), gap)
    return None
