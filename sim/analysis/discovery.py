"""Scenario discovery: under which conditions does the programme miss its target?

PRIM (Friedman and Fisher 1999; Bryant and Lempert 2010) peels the space of uncertainties to a box in which
misses are dense; a tree (CART) cuts the same members into a few leaves as a second opinion. Both come out
as boxes that can be said in words (sim/figures/certainty.py). PRIM is written out here: the library that
has it brings a second modelling framework along and breaks in two at Python 3.12.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import stats

from sim.faults import fault

if TYPE_CHECKING:
    from sim.model.simulate import Result

_PEEL = 0.05  # share of a box's members that one peel takes off
_SMALLEST = 0.05  # share of all members below which a box is not peeled further
_SIGNIFICANT = 0.05  # chance below which a limit of a box is no accident
_LEAVES, _LEAF = 6, 0.05  # of the tree: leaves at most, share of members in one at least
_RARE = 0.02  # share of misses, or of hits, below which there is nothing to discover


@dataclass(frozen=True)
class Box:
    """Conditions on some uncertainties, and what happens under them.

    limits     (uncertainty -> (low, high)), infinite where that side is open
    density    share of the box's members that miss
    coverage   share of all misses that lie in the box
    mass       share of all members that lie in the box
    """

    limits: Mapping[str, tuple[float, float]]
    density: float
    coverage: float
    mass: float


def misses(result: Result, outcome: str, year: int, limit: float, above: bool = True) -> np.ndarray:
    """Which members miss: the outcome is above (or below) a limit in a year, (member,) bool.

    outcome  blank: the villages below the programme's target; year  0: the scenario's last
    Raises InputFaults where nearly all or nearly none do: there is nothing to tell apart.
    """
    outcome = result.case.programme.outcome(outcome or "below_target")
    values = result.city[outcome].sel(year=year or result.case.scenario.years[-1]).to_numpy()
    missed = values > limit if above else values < limit
    if not _RARE <= missed.mean() <= 1 - _RARE:
        middle = float(np.median(values))
        raise fault(
            "",
            "discovery_one_sided",
            count=f"{missed.sum():,}",
            all=f"{len(missed):,}",
            outcome=outcome,
            limit=f"{limit:g}",
            median=f"{middle:.4g}",
        )
    return missed


# --- PRIM ----------------------------------------------------------------------------------------


def prim(draws: pd.DataFrame, missed: np.ndarray, boxes: int = 3) -> list[Box]:
    """Up to `boxes` boxes in which misses are dense, each found among the members that the others leave.

    draws (member x uncertainty), missed (member,) bool
    """
    names = [name for name in draws if draws[name].nunique() > 2]
    values = draws[names].to_numpy()
    left = np.ones(len(missed), dtype=bool)
    found: list[Box] = []
    while len(found) < boxes and missed[left].mean() > _RARE and left.mean() > _SMALLEST:
        limits = _significant(values, missed, left, _peeled(values, missed, left))
        if not limits:
            break
        box = _measured(values, missed, left, limits, names)
        if box.density < 1.2 * missed[left].mean():
            break
        found.append(box)
        left &= ~_inside(values, limits)
    return found


_Limits = dict[int, tuple[float, float]]


def _inside(values: np.ndarray, limits: _Limits) -> np.ndarray:
    inside = np.ones(len(values), dtype=bool)
    for column, (low, high) in limits.items():
        inside &= (values[:, column] >= low) & (values[:, column] <= high)
    return inside


def _peeled(values: np.ndarray, missed: np.ndarray, left: np.ndarray) -> _Limits:
    """The limits, along the whole peeling, that hold the most misses beyond what as many members would."""
    limits: _Limits = {}
    best, best_score = limits, 0.0
    kept = left.copy()
    base = missed[left].mean()
    while kept.sum() * (1 - _PEEL) > _SMALLEST * len(values):
        limits = _one_peel(values, missed, kept, limits)
        smaller = left & _inside(values, limits)
        if smaller.sum() == kept.sum():
            break
        kept = smaller
        score = kept.sum() * (missed[kept].mean() - base)  # weighted relative accuracy
        if score > best_score:
            best, best_score = limits, score
    return best


def _one_peel(values: np.ndarray, missed: np.ndarray, kept: np.ndarray, limits: _Limits) -> _Limits:
    """The limits after the peel that leaves the highest density of misses."""
    inside, hit = values[kept], missed[kept]
    low, high = np.quantile(inside, [_PEEL, 1 - _PEEL], axis=0)
    best, best_density = limits, -1.0
    for column in range(values.shape[1]):
        old = limits.get(column, (-np.inf, np.inf))
        for bounds, stays in (
            ((low[column], old[1]), inside[:, column] >= low[column]),
            ((old[0], high[column]), inside[:, column] <= high[column]),
        ):
            if 0 < stays.sum() < len(stays) and hit[stays].mean() > best_density:
                best, best_density = limits | {column: bounds}, hit[stays].mean()
    return best


def _significant(values: np.ndarray, missed: np.ndarray, left: np.ndarray, limits: _Limits) -> _Limits:
    """The limits without which the box would be less dense than by accident, one sided binomial test."""
    while limits:
        inside = left & _inside(values, limits)
        chances = {}
        for column in limits:
            without = left & _inside(values, {k: v for k, v in limits.items() if k != column})
            chances[column] = stats.binom.sf(missed[inside].sum() - 1, inside.sum(), missed[without].mean())
        worst = max(chances, key=lambda column: chances[column])
        if chances[worst] < _SIGNIFICANT:
            return limits
        limits = {k: v for k, v in limits.items() if k != worst}
    return limits


def _measured(
    values: np.ndarray, missed: np.ndarray, left: np.ndarray, limits: _Limits, names: list[str]
) -> Box:
    inside = left & _inside(values, limits)
    named = {names[column]: (float(low), float(high)) for column, (low, high) in sorted(limits.items())}
    return Box(
        named, float(missed[inside].mean()), float(missed[inside].sum() / missed.sum()), float(inside.mean())
    )


# --- CART ----------------------------------------------------------------------------------------


def cart(draws: pd.DataFrame, missed: np.ndarray, seed: int = 0) -> list[Box]:
    """The leaves of a small tree in which misses are denser than overall, densest first.

    draws (member x uncertainty), missed (member,) bool
    """
    from sklearn.tree import DecisionTreeClassifier

    names = [name for name in draws if draws[name].nunique() > 2]
    values = draws[names].to_numpy()
    tree = DecisionTreeClassifier(max_leaf_nodes=_LEAVES, min_samples_leaf=_LEAF, random_state=seed).fit(
        values, missed
    )
    # sklearn compares in float32; a member at a cut must lie where the tree put it
    leaf = tree.apply(values)
    boxes = []
    for number, limits in _leaves(tree.tree_).items():
        inside = leaf == number
        named = {names[column]: bounds for column, bounds in sorted(limits.items())}
        boxes.append(
            Box(
                named,
                float(missed[inside].mean()),
                float(missed[inside].sum() / missed.sum()),
                float(inside.mean()),
            )
        )
    return sorted((box for box in boxes if box.density > missed.mean()), key=lambda box: -box.density)


def _leaves(tree: object) -> dict[int, _Limits]:
    """The limits on the way to every leaf of a fitted tree."""
    found: dict[int, _Limits] = {}
    waiting: list[tuple[int, _Limits]] = [(0, {})]
    while waiting:
        node, limits = waiting.pop()
        column, cut = int(tree.feature[node]), float(tree.threshold[node])  # type: ignore[attr-defined]
        if column < 0:
            found[node] = limits
            continue
        low, high = limits.get(column, (-np.inf, np.inf))
        waiting.append((int(tree.children_left[node]), limits | {column: (low, min(high, cut))}))  # type: ignore[attr-defined]
        waiting.append((int(tree.children_right[node]), limits | {column: (max(low, cut), high)}))  # type: ignore[attr-defined]
    return found


def box_table(boxes: list[Box]) -> pd.DataFrame:
    """The boxes as rows (box, uncertainty): low, high and the box's density, coverage and mass."""
    rows = [
        {"box": number, "uncertainty": name, "low": low, "high": high}
        | {share: getattr(box, share) for share in ("density", "coverage", "mass")}
        for number, box in enumerate(boxes, 1)
        for name, (low, high) in box.limits.items()
    ]
    columns = ["box", "uncertainty", "low", "high", "density", "coverage", "mass"]
    return pd.DataFrame(rows, columns=columns).set_index(["box", "uncertainty"])
