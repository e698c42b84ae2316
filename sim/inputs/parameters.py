"""The uncertainties: one row of `parameters.csv` per quantity that nobody knows exactly, with its prior."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sim.faults import Fault, InputFaults, unknown
from sim.folders import programme_folder
from sim.inputs.tables import read_table

DISTRIBUTIONS = ("uniform", "normal", "lognormal", "triangular", "loguniform", "constant")
GRADES = ("measured", "published", "expert", "assumption")
ROLES = ("uncertainty", "constant")
BOUND_QUANTILE = 1.6448536269514722  # the standard normal's 95 % point: low and high of normal priors


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

    def label(self, lang: str) -> str:
        """The parameter's name in `zh` or `en`."""
        return self.label_en if lang == "en" else self.label_zh

    def quantile(self, u: np.ndarray) -> np.ndarray:
        """The prior's quantiles at probabilities `u` in 0..1, same shape, in the parameter's unit."""
        return QUANTILES[self.distribution](self, np.asarray(u, dtype=np.float64))


def _uniform(p: Parameter, u: np.ndarray) -> np.ndarray:
    return p.low + (p.high - p.low) * u


def _loguniform(p: Parameter, u: np.ndarray) -> np.ndarray:
    return np.exp(np.log(p.low) + np.log(p.high / p.low) * u)


def _triangular(p: Parameter, u: np.ndarray) -> np.ndarray:
    width, rise = p.high - p.low, (p.value - p.low) / (p.high - p.low)
    left = p.low + width * np.sqrt(u * rise)
    right = p.high - width * np.sqrt((1 - u) * (1 - rise))
    return np.where(u < rise, left, right)


def _normal(p: Parameter, u: np.ndarray) -> np.ndarray:
    from scipy.special import ndtri

    return (p.low + p.high) / 2 + (p.high - p.low) / (2 * BOUND_QUANTILE) * ndtri(u)


def _lognormal(p: Parameter, u: np.ndarray) -> np.ndarray:
    return np.exp(_normal(dataclasses.replace(p, low=np.log(p.low), high=np.log(p.high)), u))


def _constant(p: Parameter, u: np.ndarray) -> np.ndarray:
    return np.full(u.shape, p.value)


QUANTILES = {
    "uniform": _uniform,
    "loguniform": _loguniform,
    "triangular": _triangular,
    "normal": _normal,
    "lognormal": _lognormal,
    "constant": _constant,
}


def uncertain(parameters: Mapping[str, Parameter]) -> list[Parameter]:
    """The parameters that nobody knows: constants, which are assumed but not drawn, are none of them."""
    return [row for row in parameters.values() if row.role == "uncertainty"]


def load_parameters(folder: Path | None = None) -> dict[str, Parameter]:
    """Every parameter by name, in the order of `parameters.csv`; all its faults at once."""
    path = (folder or programme_folder()) / "parameters.csv"
    rows = read_table(path, key="name")
    parameters = {row["name"]: _parameter(row) for row in rows}
    faults = [fault for p in parameters.values() for fault in prior_faults(p, f"{path.name}: {p.name}")]
    if faults:
        raise InputFaults(faults)
    return parameters


def _parameter(row: dict[str, str]) -> Parameter:
    numbers = {name: float(row[name]) for name in ("value", "low", "high")}
    sources = tuple(row["source"].split(";"))
    return Parameter(**{**row, **numbers, "source": sources})  # type: ignore[arg-type]


def prior_faults(parameter: Parameter, where: str) -> list[Fault]:
    """What is wrong with one prior: the door that table, scenario file and slider all pass."""
    if parameter.distribution not in DISTRIBUTIONS:
        return [unknown(where, "distribution", parameter.distribution, DISTRIBUTIONS)]
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
