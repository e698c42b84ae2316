"""What a scenario may name, and the published amounts that every chain of baselines ends in."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sim.folders import set_in_use
from sim.inputs.levers import Lever, load_levers
from sim.inputs.parameters import Parameter, load_parameters
from sim.inputs.scenarios.scenario import LeverSetting, Scenario
from sim.words import LANGUAGES, said_in, text_of


@dataclass(frozen=True)
class Tables:
    """What a scenario may name."""

    levers: Mapping[str, Lever]
    parameters: Mapping[str, Parameter]
    villages: Collection[str] | None

    @classmethod
    def read(cls, levers: Any, parameters: Any, villages: Collection[str] | None) -> Tables:
        """The given tables, those of data/ where None is given."""
        levers = load_levers() if levers is None else levers
        parameters = load_parameters() if parameters is None else parameters
        return cls(levers, parameters, villages if villages is None else frozenset(villages))

    @property
    def part(self) -> float:
        """What part of the published amounts that are shared out stands in the levers."""
        return next((lever.part for lever in self.levers.values() if lever.part != 1), 1.0)

    def selectors(self) -> dict[str, list[str]]:
        """Every key that `set:` accepts, with the levers that it stands for."""
        names: dict[str, list[str]] = {name: [name] for name in self.levers}
        for name, lever in self.levers.items():
            for selector in ("all", f"force.{lever.force}", f"group.{lever.group}"):
                names.setdefault(selector, []).append(name)
        return names

    def selector_labels(self) -> dict[str, tuple[str, ...]]:
        """Every key that `set:` accepts, with the labels by which people know it."""
        labels = {name: _labels(lever) for name, lever in self.levers.items()}
        return {name: labels.get(name, ()) for name in self.selectors()}

    def parameter_labels(self) -> dict[str, tuple[str, ...]]:
        """Every parameter with its labels."""
        return {name: _labels(row) for name, row in self.parameters.items()}


def _labels(row: Lever | Parameter) -> tuple[str, ...]:
    return tuple(said_in(lang, text_of, row, "label") for lang in LANGUAGES)


def own_path(lever: Lever | None, number: float, years: tuple[int, ...]) -> tuple[float, ...]:
    """An amount given without a year: that much in the years for which the lever was published, else nothing.

    What is spent once is so spent once, however much it is.
    """
    return tuple(number if lever is None or runs(lever, year - years[0]) else 0.0 for year in years)


def published(tables: Tables, years: tuple[int, ...]) -> Scenario:
    """The root of every chain: the amounts of levers.csv, each for the years that it was published for."""
    settings = {
        name: LeverSetting(own_path(lever, float(lever.amount), years), lever.handout)
        for name, lever in tables.levers.items()
    }
    return Scenario("", {}, {}, None, years, settings, part=tables.part, home=set_in_use())


def runs(lever: Lever, year: int) -> bool:
    """Whether the published amount of a lever still runs so many years after the first; 0 `years`: always."""
    return lever.years == 0 or year < lever.years
