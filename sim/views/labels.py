"""What outcomes and units are called and how their spread is told, without loading matplotlib."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
import xarray as xr

from sim.model.axes import QUANTILES
from sim.words import language, say

if TYPE_CHECKING:
    from sim.inputs.villages import Register
    from sim.model.simulate import Result

UNITS = {
    "10k yuan/year": "unit_10k_yuan_per_year",
    "10k yuan/village/year": "unit_10k_yuan_per_village",
    "village": "unit_villages",
    "villages": "unit_villages",
    "share": "unit_share",
    "1": "unit_share",
    "index 0..1": "unit_index",
}
CHECKSUM_SHOWN = 12
YUAN = 10_000  # yuan in one 万元
TARGET = 12  # 万元, the city's target for 2022 (fact income_target_2022)


def bands(values: xr.DataArray) -> np.ndarray:
    """The five quantiles 5, 25, 50, 75 and 95 % over the members.

    values  (member, …)  any unit
    returns (5, …)       same unit
    """
    return np.quantile(values.transpose("member", ...).to_numpy().astype(float), QUANTILES, axis=0)


def scenario_title(result: Result, lang: str | None = None) -> str:
    """The scenario's title in one language."""
    return str(result.case.scenario.title[language(lang)])


def outcome_label(outcome: str, lang: str | None = None) -> str:
    """What an outcome of `Result.city` is called, for example `below_12`."""
    kind, _, threshold = outcome.partition("_")
    if kind == "below":
        return say("figure_below", lang, threshold=limit(int(threshold), lang))
    return say(f"figure_{outcome}", lang)


def limit(threshold: float, lang: str | None = None) -> str:
    """A threshold in 万元 as the language counts: Chinese in 万元, English in yuan; whole or not."""
    return f"{threshold:,.10g}" if language(lang) == "zh" else f"{threshold * YUAN:,.10g}"


def unit_label(values: xr.DataArray, lang: str | None = None) -> str:
    """The unit of a variable in one language; an unknown unit is shown as it stands."""
    return unit_name(str(values.attrs.get("units", "")), lang)


def unit_name(unit: str, lang: str | None = None) -> str:
    """A unit of the tables in one language; an unknown one is shown as it stands."""
    return say(UNITS[unit], lang) if unit in UNITS else unit


def register_words(register: Register, lang: str | None = None) -> str:
    """Whose data a result rests on: the register's name, size and checksum, and what in it was drawn."""
    from sim.inputs.intake.drawn import drawn_columns

    values = {"count": f"{len(register.table):,}", "checksum": register.checksum[:CHECKSUM_SHOWN]}
    drawn = column_labels(drawn_columns(register.table), lang)
    rest = say("register_drawn", lang, columns=say("page_comma", lang).join(drawn)) if drawn else ""
    return say("register_words", lang, name=register.name, **values) + rest


def column_labels(names: Iterable[str], lang: str | None = None) -> list[str]:
    """What columns of the register are called."""
    from sim.inputs.villages import register_columns

    labels = {each.column: getattr(each, f"label_{language(lang)}") for each in register_columns()}
    return [labels[name] for name in names]
