"""The uncertainties with their priors from `parameters.csv`, and the conventions of appraisal.

Nobody knows them exactly; each has a unit, a prior and a source, and a posterior may stand in its place.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from sim.axes import UNCERTAINTIES
from sim.faults import Fault, InputFaults, unknown
from sim.folders import DESCRIPTION, programme_folder
from sim.inputs.tables import ASSUMPTION, joined_tables, unknown_source
from sim.words import further_columns, say, text_of

# ---- The uncertainties: one row of `parameters.csv` per quantity that nobody knows exactly, with its prior

DISTRIBUTIONS = ("uniform", "normal", "lognormal", "triangular", "loguniform", "constant")
GRADES = ("measured", "published", "expert", "assumption")
ROLES = ("uncertainty", "constant")
_BOUND_QUANTILE = 1.6448536269514722  # the standard normal's 95 % point: low and high of normal priors


@dataclass(frozen=True)
class Parameter:
    """One uncertain quantity and its prior.

    `low` and `high` are the bounds of the prior, for normal and lognormal its 5 % and 95 % points;
    `value` is the mode of a triangular prior and the centre shown for the others.
    """

    name: str
    value: float
    low: float
    high: float
    distribution: str
    unit: str
    role: str
    grade: str
    source: tuple[str, ...]
    label_zh: str
    label_en: str
    reason_zh: str
    reason: str
    # Texts in other languages, by column.
    further: Mapping[str, str] = field(default_factory=dict, hash=False)

    def label(self) -> str:
        """The parameter's name in `zh` or `en`."""
        return text_of(self, "label")

    def quantile(self, u: np.ndarray) -> np.ndarray:
        """The prior's quantiles at probabilities `u` in 0..1, same shape, in the parameter's unit."""
        return _QUANTILES[self.distribution](self, np.asarray(u, dtype=np.float64))


def _uniform(p: Parameter, u: np.ndarray) -> np.ndarray:
    return p.low + (p.high - p.low) * u


def _loguniform(p: Parameter, u: np.ndarray) -> np.ndarray:
    return np.exp(np.log(p.low) + np.log(p.high / p.low) * u)


def _triangular(p: Parameter, u: np.ndarray) -> np.ndarray:
    return triangular(np.asarray(p.low), np.asarray(p.value), np.asarray(p.high), u)


def triangular(low: np.ndarray, mode: np.ndarray, high: np.ndarray, u: np.ndarray) -> np.ndarray:
    """Quantiles of triangular priors at probabilities `u` in 0..1, (…) in the unit of low, mode and high.

    low, mode, high  of one shape, which `u` is broadcast with; where low is high, that value
    """
    width = high - low
    rise = (mode - low) / np.where(width > 0, width, 1.0)
    left = low + width * np.sqrt(u * rise)
    right = high - width * np.sqrt((1 - u) * (1 - rise))
    return np.where(u < rise, left, right)


def _normal(p: Parameter, u: np.ndarray) -> np.ndarray:
    from scipy.special import ndtri

    return (p.low + p.high) / 2 + (p.high - p.low) / (2 * _BOUND_QUANTILE) * ndtri(u)


def _lognormal(p: Parameter, u: np.ndarray) -> np.ndarray:
    return np.exp(_normal(dataclasses.replace(p, low=np.log(p.low), high=np.log(p.high)), u))


def _constant(p: Parameter, u: np.ndarray) -> np.ndarray:
    return np.full(u.shape, p.value)


_QUANTILES = {
    "uniform": _uniform,
    "loguniform": _loguniform,
    "triangular": _triangular,
    "normal": _normal,
    "lognormal": _lognormal,
    "constant": _constant,
}


_FURTHER = further_columns("label", "reason")
_COLUMNS = (
    "name", "value", "low", "high", "distribution", "unit", "role", "grade", "source", "label_zh", "label_en",
    "reason_zh", "reason", *_FURTHER,
)  # fmt: skip
_NOT_BLANK = ("unit", "label_zh", "label_en", "reason_zh", "reason", *_FURTHER)


def uncertain(parameters: Mapping[str, Parameter]) -> list[Parameter]:
    """The parameters that nobody knows: constants, which are assumed but not drawn, are none of them."""
    return [row for row in parameters.values() if row.role == "uncertainty"]


def varying(parameters: Mapping[str, Parameter]) -> tuple[str, ...]:
    """The names of the parameters that are drawn from a prior and have not one value, in their order."""
    return tuple(name for name, row in parameters.items() if row.distribution != "constant")


def load_parameters(folder: Path | None = None) -> dict[str, Parameter]:
    """Every parameter by name, in the order of `parameters.csv`; all its faults at once.

    The parameters of a programme must be those that the model wants, from sources that the programme has; a
    table on its own, such as a run's, is checked by itself.
    """
    folder = folder or programme_folder()
    path = folder / "parameters.csv"
    stamp = path.stat() if path.is_file() else None
    whole = (folder / DESCRIPTION).is_file()
    return dict(_parameters_at(path, whole, stamp and (stamp.st_mtime_ns, stamp.st_size)))


@lru_cache(maxsize=4)
def _parameters_at(path: Path, whole: bool, stamp: tuple[int, int] | None) -> Mapping[str, Parameter]:
    from sim.inputs.facts import grounds_in
    from sim.inputs.tables import numbers, read_sheet, repeated

    table = read_sheet(path, _COLUMNS)
    faults = repeated(path.name, table["name"])
    places = {f"{path.name}:{line}": f"{path.name}:{line}: {name}" for line, name in table["name"].items()}
    for name in ("value", "low", "high"):
        table[name], wrong = numbers(path.name, table[name])
        faults += [each._replace(where=places[each.where]) for each in wrong]
    others: list[Fault] = []
    grounds = grounds_in(path.parent, others) if whole else None
    known = [*grounds.facts, *grounds.findings, ASSUMPTION] if grounds else None
    rows = {line: _parameter(row) for line, row in zip(table.index, table.to_dict("records"), strict=True)}
    for line, row in rows.items():
        faults += _row_faults(places[f"{path.name}:{line}"], row, known)
    given = [row.name for row in rows.values()]
    faults += [
        Fault(path.name, "parameter_missing", {"name": name}) for name in UNCERTAINTIES if name not in given
    ]
    if faults or others:
        raise InputFaults([*others, *faults])
    return {row.name: row for row in rows.values()}


def parameters_as_written(path: Path) -> dict[str, Parameter]:
    """The parameters of a table however faulty it is: to check what names them."""
    from sim.inputs.tables import numbers, read_sheet

    table = read_sheet(path, _COLUMNS)
    for name in ("value", "low", "high"):
        table[name] = numbers(path.name, table[name])[0]
    return {row["name"]: _parameter(row) for row in table.to_dict("records")}


def _parameter(row: dict[str, Any]) -> Parameter:
    source = tuple(part.strip() for part in row["source"].split(";"))
    texts = {name: row[name] for name in _FURTHER}
    fields = {name: value for name, value in row.items() if name not in _FURTHER}
    return Parameter(**{**fields, "source": source, "further": texts})


def _row_faults(where: str, row: Parameter, sources: Collection[str] | None) -> list[Fault]:
    """Everything that is wrong with one parameter; sources: those that there are, None where nobody knows."""
    faults = []
    if row.name not in UNCERTAINTIES:
        faults.append(unknown(where, say("word_parameter"), row.name, UNCERTAINTIES))
    for kind, name, known in (("kind_role", row.role, ROLES), ("word_grade", row.grade, GRADES)):
        if name not in known:
            faults.append(unknown(where, say(kind), name, known))
    texts = {name: row.further[name] if name in _FURTHER else getattr(row, name) for name in _NOT_BLANK}
    faults += [Fault(where, "table_blank", {"column": name}) for name, text in texts.items() if not text]
    if sources is not None:
        strange = [each for each in row.source if each not in sources]
        faults += [unknown_source(where, "source", each, sources) for each in strange]
        if row.grade != ASSUMPTION and row.source == (ASSUMPTION,):
            faults.append(Fault(where, "parameter_grade", {"name": row.name, "grade": row.grade}))
    if np.isnan([row.value, row.low, row.high]).any():
        return faults  # told already, cell by cell
    return [*faults, *prior_faults(row, where)]


def prior_faults(parameter: Parameter, where: str) -> list[Fault]:
    """What is wrong with one prior: the door that table, scenario file and slider all pass."""
    if parameter.distribution not in DISTRIBUTIONS:
        return [unknown(where, say("word_distribution"), parameter.distribution, DISTRIBUTIONS)]
    faults = []
    values = {"low": parameter.low, "value": parameter.value, "high": parameter.high}
    if not all(np.isfinite(list(values.values()))):
        faults.append(Fault(where, "fault_prior_not_finite", values))
    elif parameter.distribution != "constant" and not (
        parameter.low <= parameter.value <= parameter.high and parameter.low < parameter.high
    ):
        faults.append(Fault(where, "fault_prior_order", values))
    elif parameter.distribution in ("loguniform", "lognormal") and parameter.low <= 0:
        faults.append(Fault(where, "fault_prior_positive", values))
    return faults


# ---- The conventions of economic appraisal: choices of the appraiser, not uncertainties of the world ----

_CONVENTIONS = ("discount_rate", "residual_years", "optimism_bias", "income_elasticity")
_HIGHEST_RATE, _LONGEST = 0.5, 60


@dataclass(frozen=True)
class _Convention:
    """One row of `appraisal.csv`: the value used and the range over which to try others."""

    name: str
    value: float
    low: float
    high: float
    unit: str
    grade: str
    source: str
    label_zh: str
    label_en: str
    reason_zh: str
    reason: str
    # Texts in other languages, by column.
    further: Mapping[str, str] = field(default_factory=dict, hash=False)

    def why(self) -> str:
        """Why the value is what it is, in the language in force."""
        return text_of(self, "reason", plain="en")


def load_appraisal(folder: Path | None = None) -> dict[str, _Convention]:
    """Every convention by name: those that all programmes share, with the programme's own in their place.

    Raises InputFaults with every fault of the two tables.
    """
    rows = joined_tables("appraisal.csv", "name", folder)
    found, faults = {}, []
    for row in rows:
        where = f"appraisal.csv: {row['name']}"
        further: Any = {name: row.pop(name, "") for name in further_columns("label", "reason")}
        try:
            numbers = {name: float(row[name]) for name in ("value", "low", "high")}
        except (KeyError, TypeError, ValueError):
            faults.append(Fault(where, "appraisal_numbers", {}))
            continue
        missing = [each for each in _CONVENTION_TEXTS if not row.get(each)]
        faults += [Fault(where, "table_blank", {"column": each}) for each in missing]
        if row["name"] not in _CONVENTIONS:
            faults.append(unknown(where, say("word_name"), row["name"], _CONVENTIONS))
        elif row.get("grade") not in GRADES:
            faults.append(unknown(where, say("word_grade"), str(row.get("grade")), GRADES))
        elif not numbers["low"] <= numbers["value"] <= numbers["high"]:
            faults.append(Fault(where, "fault_prior_order", numbers))
        else:
            known: Any = {each: row[each] for each in ("name", *_CONVENTION_TEXTS)} | numbers
            found[row["name"]] = _Convention(**known, further=further)
    if faults:
        raise InputFaults(faults)
    return found


_CONVENTION_TEXTS = ("unit", "grade", "source", "label_zh", "label_en", "reason_zh", "reason")


@dataclass(frozen=True)
class Appraisal:
    """What an appraiser chooses; each choice but the rate is switched off by 0.

    rate        discount rate, share a year
    residual    years after the horizon in which what is there by then goes on earning
    optimism    share by which the money is taken to cost more than planned
    elasticity  of the weight of money in the income of the village that gets it: (median / income) ** it
    gross       count gross income, subsidies included, instead of the net return that it leaves
    """

    rate: float
    residual: int = 0
    optimism: float = 0.0
    elasticity: float = 0.0
    gross: bool = False

    def __post_init__(self) -> None:
        faults = []
        if not 0 <= self.rate <= _HIGHEST_RATE:
            faults.append(Fault("discount_rate", "fault_discount_rate", {"value": f"{self.rate:g}"}))
        if not 0 <= self.residual <= _LONGEST or self.residual % 1:
            values = {"value": f"{self.residual:g}", "most": _LONGEST}
            faults.append(Fault("residual_years", "fault_residual_years", values))
        for name, value in (("optimism_bias", self.optimism), ("income_elasticity", self.elasticity)):
            if not 0 <= value <= _MOST[name]:
                values = {"value": f"{value:g}", "most": _MOST[name]}
                faults.append(Fault(name, "fault_appraisal_bounds", values))
        if faults:
            raise InputFaults(faults)


_MOST = {"optimism_bias": 5, "income_elasticity": 4}


def make_appraisal(
    rate: float | None = None,
    residual: bool = True,
    optimism: bool = False,
    weights: bool = False,
    gross: bool = False,
) -> Appraisal:
    """The choices of `appraisal.csv`, each on or off; a rate of one's own in place of the table's.

    As standard assets and what people have learnt go on earning after the horizon, costs are as planned,
    money counts the same whoever gets it, and income is net of what it costs to earn.
    """
    table = load_appraisal()
    return Appraisal(
        table["discount_rate"].value if rate is None else float(rate),
        int(table["residual_years"].value) if residual else 0,
        table["optimism_bias"].value if optimism else 0.0,
        table["income_elasticity"].value if weights else 0.0,
        gross,
    )
