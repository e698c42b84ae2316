"""Results as tables that say their units, and the answer to a question as several of them.

What a researcher needs is `sim` itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

import pandas as pd

from sim.axes import CITY_UNITS
from sim.inputs.case import Case

# As the engine says them; `Money.named` in a programme's own.
MONEY_A_YEAR, MONEY = "10k yuan/year", "10k yuan"
SHARE, INDEX, VILLAGE = "share", "index 0..1", "village"
BY_ROW = "by row"  # the column `unit` says it
MEMBERS = 1000  # draws where nobody asks for another number


def unit_of(case: Case, outcome: str) -> str:
    """The unit of a city outcome, in the programme's money."""
    name = case.programme.outcome(outcome)
    if name.startswith(("below_", "reach_")):
        return VILLAGE
    return INDEX if name == "gini" else case.programme.money.named(CITY_UNITS.get(name, MONEY_A_YEAR))


def with_units(table: pd.DataFrame, usual: str = "", **units: str) -> pd.DataFrame:
    """The table with `attrs["units"]`: the unit of every column of numbers, {column: unit}.

    usual  the unit of the columns that `units` does not name; a table with a column `unit` has one a row
    """
    usual = BY_ROW if "unit" in table else usual
    numbers = table.select_dtypes("number").columns
    told = table.copy(deep=False)
    told.attrs = {**table.attrs, "units": {name: units.get(str(name), usual) for name in numbers}}
    return told


class AnswerTables(Mapping[str, Any]):
    """The answer to a question: tables by name, each an attribute too, and what stands behind them.

    tables  by name a DataFrame whose `attrs["units"]` is {column: unit}, or a Dataset each of whose variables
            has a unit in `attrs["units"]`; `unit: by row` where a column `unit` says it row by row
    found   the object of `sim.analysis` that the tables are read from; its attributes are the answer's too
    ready   what else the answer gives by name, made while its programme was in use

    In Jupyter the answer shows its tables one under another.

    Example:
    >>> from sim import attribute
    >>> answer = attribute("talent-first", members=8, levers=False)
    >>> list(answer)
    ['forces', 'interaction', 'orders']
    >>> answer["forces"] is answer.forces
    True
    >>> answer.forces.attrs["units"]["mean"]
    '10k yuan/year'
    """

    def __init__(self, found: Any, tables: Mapping[str, Any], **ready: Any):
        self.found, self._tables, self._ready = found, dict(tables), ready

    def __getitem__(self, name: str) -> Any:
        return self._tables[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):  # while it is being copied it has no tables yet
            raise AttributeError(name)
        for known in (self._tables, self._ready):
            if name in known:
                return known[name]
        return getattr(self.found, name)

    def __dir__(self) -> list[str]:
        own = [name for name in dir(self.found) if not name.startswith("_")]
        return sorted({*super().__dir__(), *self._tables, *self._ready, *own})

    def __repr__(self) -> str:
        shapes = ", ".join(f"{name} {_shape(table)}" for name, table in self._tables.items())
        return f"AnswerTables({type(self.found).__name__}: {shapes})"

    def _repr_html_(self) -> str:
        return "".join(
            f"<h4>{escape(name)}</h4>{table._repr_html_()}" for name, table in self._tables.items()
        )


def _shape(table: Any) -> str:
    sizes = table.shape if isinstance(table, pd.DataFrame) else dict(table.sizes).values()
    return "x".join(map(str, sizes))
