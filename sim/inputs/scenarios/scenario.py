"""What a scenario is once it is read: a setting for every lever, and each change with its reason."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from html import escape
from typing import Any

from sim.faults import Fault
from sim.folders import programme_folder
from sim.inputs.levers import Lever, load_levers
from sim.inputs.parameters import Parameter, load_parameters
from sim.words import in_language, say

NAMED_VILLAGES = "villages"


@dataclass(frozen=True)
class LeverSetting:
    """What one lever does: an amount per year of the horizon (natural units) and who gets it.

    `villages` holds the ids in the order of the file where `targeting` is "villages", else nothing.
    `extra` is what named villages get on top, (village, units per year); `totals` are amounts and extra.
    """

    amounts: tuple[float, ...]
    targeting: str
    villages: tuple[str, ...] = ()
    extra: tuple[tuple[str, tuple[float, ...]], ...] = ()

    @property
    def totals(self) -> tuple[float, ...]:
        """All that the lever hands out in each year."""
        if not self.extra:
            return self.amounts
        return tuple(
            amount + sum(path[year] for _, path in self.extra) for year, amount in enumerate(self.amounts)
        )

    @property
    def content(self) -> dict[str, Any]:
        """What it says, by field; `extra` only where there is any, so that no earlier checksum moves."""
        given = asdict(self)
        return given if self.extra else {name: each for name, each in given.items() if name != "extra"}


@dataclass(frozen=True)
class Override:
    """A prior in place of the one of parameters.csv, in the parameter's own unit; a blank grade keeps its."""

    value: float
    low: float
    high: float
    distribution: str
    grade: str = ""

    @property
    def given(self) -> dict[str, Any]:
        """What it says, by the names of a parameter's fields."""
        return {name: value for name, value in asdict(self).items() if value != ""}


@dataclass(frozen=True)
class Change:
    """One difference from the baseline: what `field` of `target` was and is, why, and on which line."""

    target: str
    field: str
    old: Any
    new: Any
    reason: str | Mapping[str, str]
    line: int | None = None


@dataclass(frozen=True)
class Scenario:
    """A choice of levers, resolved: one setting for every lever of the table, for every year."""

    id: str
    title: Mapping[str, str]
    question: Mapping[str, str]
    baseline: str | None
    years: tuple[int, ...]
    settings: Mapping[str, LeverSetting]
    changes: tuple[Change, ...] = ()
    parameters: Mapping[str, Override] = field(default_factory=dict)
    notes: tuple[Fault, ...] = ()  # what was not written as it should be, and how it was read
    part: float = 1.0  # of the published amounts that are shared out, what its register receives
    posterior: str = ""  # the whole name of a stored one, which draws what `parameters` does not set
    home: str = field(default="", compare=False)  # the programme it was read in: an id or a whole path

    def __repr__(self) -> str:
        """One line: what it is called, stands on and changes; not its settings of every lever."""
        changed = list(dict.fromkeys(change.target for change in self.changes))
        return (
            f"Scenario({self.id!r}, on {self.baseline or '-'!r}, {self.years[0]}-{self.years[-1]}, "
            f"changes: {', '.join(changed) or 'none'})"
        )

    def _repr_html_(self) -> str:
        """What Jupyter shows: the title, and each change with what it was, is, and why."""
        folder = programme_folder(self.home or None)
        known: dict[str, Lever | Parameter] = {**load_levers(folder), **load_parameters(folder)}
        units = {
            name: f"{each.label()}, {each.unit_label() if isinstance(each, Lever) else each.unit}"
            for name, each in known.items()
        }
        heads = "".join(f"<th>{say(f'report_change_{name}')}</th>" for name in ("what", "old", "new", "why"))
        rows = "".join(
            f"<tr><td>{escape(units.get(each.target, ''))} <code>{each.target}.{each.field}</code></td>"
            f"<td>{escape(self._said(each.old))}</td><td>{escape(self._said(each.new))}</td>"
            f"<td>{escape(in_language(each.reason))}</td></tr>"
            for each in self.changes
        )
        notes = "".join(f"<p>{escape(note.text())}</p>" for note in self.notes)
        title = f"{in_language(self.title)} ({self.id}, {self.years[0]}–{self.years[-1]})"
        return f"<h4>{escape(title)}</h4><table><tr>{heads}</tr>{rows}</table>{notes}"

    def _said(self, value: Any) -> str:
        """What a field holds, in short: of a path the years from which each amount holds."""
        if isinstance(value, Override):
            bounds = f"{value.low:g} … {value.high:g}, {value.distribution}"
            return f"{value.value:g}" + (f" ({bounds})" if value.low < value.high else "")
        if not (isinstance(value, tuple) and value and all(isinstance(each, float) for each in value)):
            return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
        steps = [
            (year, number)
            for year, number, before in zip(self.years, value, (None, *value), strict=False)
            if number != before
        ]
        return f"{value[0]:g}" if len(steps) == 1 else "; ".join(f"{year}: {n:g}" for year, n in steps)

    @property
    def checksum(self) -> str:
        """sha256 of everything that a result or its report depends on; comments and lines do not count."""
        content = {
            "id": self.id, "title": dict(self.title), "question": dict(self.question),
            "baseline": self.baseline, "years": self.years,
            "settings": {name: setting.content for name, setting in self.settings.items()},
            "changes": [asdict(replace(change, line=None)) for change in self.changes],
            "parameters": {name: prior.given for name, prior in self.parameters.items()},
            **({"posterior": self.posterior} if self.posterior else {}),
            **({"part": self.part} if self.part != 1 else {}),
        }  # fmt: skip
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
