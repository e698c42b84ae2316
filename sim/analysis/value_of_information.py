"""Survey this next: what knowing one uncertainty exactly would be worth to a named decision.

Expected value of partial perfect information by regression on draws that exist (Strong, Oakley and
Brennan 2014): the expected net benefit of each option given one uncertainty is a smooth curve through
the members; knowing the uncertainty is worth the mean of the highest curve less the highest mean.
What a curve fitted to noise would show anyway is measured on shuffled draws and told beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sim.analysis.outcomes import public_cost
from sim.analysis.sensitivity import city_runner
from sim.faults import fault
from sim.inputs.case import Case, beside
from sim.inputs.programme import in_use
from sim.runs.ensemble import draw_members

if TYPE_CHECKING:
    from sim.model.simulate import Result

_KNOTS = 4  # inside a curve: bends, but not with every member
_SHUFFLES = 8  # shuffled copies of an uncertainty, from which the noise is read
CRITERIA = ("yuan", "villages")
_OPTIONS = (
    "programme",
    "money_first",
    "people_first",
    "courses_first",
    "weakest_first",
)  # roles of scenarios


@dataclass(frozen=True)
class Decision:
    """A choice among scenarios by expected net benefit.

    options  scenarios, the first is what is done unless something speaks against it
    yuan_per_yuan     value of one yuan of extra village income, in public yuan
    yuan_per_village  value of one village at the target in the last year, 10k yuan; with it both count
    cost_per_village  what a village at the target may cost, 10k yuan, by which cost is turned into villages
                      (None: the criterion "villages" leaves cost aside)
    """

    options: tuple[str, ...]
    yuan_per_yuan: float = 1.0
    yuan_per_village: float = 0.0
    cost_per_village: float | None = None


def make_decision(
    options: Sequence[str] = (), yuan_per_yuan: float = 1.0, yuan_per_village: float = 0.0
) -> Decision:
    """A choice among scenarios; without any, among those of `_OPTIONS` that the programme in use has."""
    chosen = tuple(options) or tuple(filter(None, map(in_use().scenario, _OPTIONS)))
    return Decision(chosen, yuan_per_yuan, yuan_per_village)


@dataclass(frozen=True)
class Benefits:
    """Net benefit of every option for every member.

    draws   (member x uncertainty)
    values  by criterion, (member, option): 10k yuan for "yuan", villages at the target for "villages"
    """

    decision: Decision
    draws: pd.DataFrame
    values: Mapping[str, np.ndarray]


def benefits(case: Case, decision: Decision, members: int = 4096, seed: int = 0) -> Benefits:
    """Run every option in the same world on the same members and luck.

    Income is summed over the horizon, undiscounted; what assets earn after it does not count.
    """
    if len(decision.options) < 2:
        raise fault("", "decision_options", count=len(decision.options))
    draws = draw_members(case.parameters, members, seed)
    results = [city_runner(beside(case, name), seed)(draws) for name in decision.options]
    values = {
        "yuan": np.stack([net_yuan(result, decision) for result in results], axis=1),
        "villages": np.stack([net_villages(result, decision) for result in results], axis=1),
    }
    return Benefits(decision, draws, values)


def net_yuan(result: Result, decision: Decision) -> np.ndarray:
    """Income over the horizon and villages at the target at their value, less public cost, 10k yuan.

    returns (member,)
    """
    income = result.city["total"].sum("year").to_numpy()
    worth = decision.yuan_per_yuan * income + decision.yuan_per_village * _reached(result)
    return worth - public_cost(result).sum("year").to_numpy()


def net_villages(result: Result, decision: Decision) -> np.ndarray:
    """Villages at the target in the last year, less those that the money could have lifted elsewhere.

    returns (member,)
    """
    if decision.cost_per_village is None:
        return _reached(result)
    return _reached(result) - public_cost(result).sum("year").to_numpy() / decision.cost_per_village


def _reached(result: Result) -> np.ndarray:
    """Villages at the target in the last year, (member,)."""
    below = result.city[f"below_{result.case.programme.target.amount}"][{"year": -1}]
    return float(result.city.attrs["villages"]) - below.to_numpy()


def survey_next(found: Benefits, seed: int = 0) -> pd.DataFrame:
    """What knowing each uncertainty is worth: rows (criterion, uncertainty), the most worth first.

    Columns: worth, noise (the mean of what shuffled draws show), counts (worth above the largest shuffled
    value), best_now (the option chosen today), changes_to (options that knowing it would choose instead),
    chance (that knowing it changes the choice), switch (the value where it changes first, NaN where never).
    Raises nothing for an uncertainty that never changes: it is left out.
    """
    varying = [name for name in found.draws if found.draws[name].nunique() > 2 * _KNOTS]
    tables = {}
    for criterion, values in found.values.items():
        rows = {name: _row(found, name, values, seed) for name in varying}
        table = pd.DataFrame.from_dict(rows, orient="index")
        tables[criterion] = table.sort_values("worth", ascending=False, kind="stable")
    return pd.concat(tables, names=["criterion", "uncertainty"])


def _row(found: Benefits, name: str, values: np.ndarray, seed: int) -> dict[str, object]:
    known = found.draws[name].to_numpy()
    random = np.random.default_rng([seed, len(known)])
    span = smooth_span(known)
    noise = [gained(span[random.permutation(len(known))], values) for _ in range(_SHUFFLES)]
    worth = gained(span, values)
    # Of the order of rounding.
    floor = 1e-6 * perfect_information(values) + 1e-9 * float(np.abs(values).mean())
    counts = worth > max(*noise, floor)
    now = int(values.mean(axis=0).argmax())
    chosen = fitted(span, values).argmax(axis=1)
    options = found.decision.options
    others = [options[k] for k in dict.fromkeys(chosen[np.argsort(known)]) if k != now] if counts else []
    return {
        "worth": worth if counts or worth > floor else 0.0,
        "noise": float(np.mean(noise)),
        "counts": counts,
        "best_now": options[now],
        "changes_to": ";".join(others),
        "chance": float((chosen != now).mean()) if counts else 0.0,
        "switch": _switch(known, chosen) if counts else np.nan,
    }


def gained(span: np.ndarray, values: np.ndarray) -> float:
    """What choosing along the curves in `span` gains over choosing once.

    span (member, column), values (member, option)
    """
    along = fitted(span, values)
    return max(float(along.max(axis=1).mean() - along.mean(axis=0).max()), 0.0)


def perfect_information(values: np.ndarray) -> float:
    """EVPI: what knowing everything, luck included, would be worth; the ceiling of every EVPPI.

    values (member, option)
    """
    return float(values.max(axis=1).mean() - values.mean(axis=0).max())


def fitted(span: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Expected value of each option along the curves in an orthonormal span (member, column): least squares.

    values (member, option); returns (member, option).
    """
    return span @ (span.T @ values)


def smooth_span(known: np.ndarray) -> np.ndarray:
    """An orthonormal basis of the natural cubic splines in one uncertainty (member,): one for all fits.

    Returns (member, column). Knots stand at equal shares of members.
    """
    basis = _natural_spline(known, np.quantile(known, np.linspace(0.02, 0.98, _KNOTS + 2)))
    span, sizes, _ = np.linalg.svd(basis, full_matrices=False)
    return span[:, sizes > sizes[0] * len(known) * np.finfo(float).eps]


def _natural_spline(x: np.ndarray, knots: np.ndarray) -> np.ndarray:
    """Basis of cubic splines that are straight beyond their outermost knots, (member, knots)."""
    scale = knots[-1] - knots[0]
    x, knots = (x - knots[0]) / scale, (knots - knots[0]) / scale

    def bend(k: int) -> np.ndarray:
        above = np.maximum(x - knots[k], 0) ** 3 - np.maximum(x - knots[-1], 0) ** 3
        return above / (knots[-1] - knots[k])

    last = bend(len(knots) - 2)
    return np.column_stack([np.ones_like(x), x, *(bend(k) - last for k in range(len(knots) - 2))])


def _switch(known: np.ndarray, chosen: np.ndarray) -> float:
    """The value nearest the middle of an uncertainty at which the chosen option changes."""
    order = np.argsort(known)
    changes = np.flatnonzero(np.diff(chosen[order]))
    if not len(changes):
        return np.nan
    places = (known[order][changes] + known[order][changes + 1]) / 2
    return float(places[np.abs(places - np.median(known)).argmin()])
