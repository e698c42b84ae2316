"""Panels with a known truth: whether an estimator finds it, and a diagnostic notices when it cannot."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sim.axes import STREAMS
from sim.inputs.intake.panel import example_panel, example_truth

if TYPE_CHECKING:
    from sim.inputs.case import Case
    from sim.model.exposure import Exposure
    from sim.model.simulate import Result

_PLACES = ("village_id", "township_id", "banner_id")


@dataclass(frozen=True)
class KnownPanel:
    """A panel and what the measure did in it: the effect of every treated village-year, and their mean."""

    panel: pd.DataFrame
    effects: np.ndarray
    truth: float


def model_world(case: Case, seed: int = 0, lever: str = "", central: bool = False) -> KnownPanel:
    """A panel of a case's own villages by the model: what one lever did is known.

    Without a name it is the lever of the programme's projects. The other run lacks the lever. One member; its
    luck and its uncertainties are the same in both runs.
    central  every uncertainty at its central value, else drawn
    Income by stream, `money_received` (grants), `people` (FTE) and `training` (person-days) are the model's.
    """
    from sim.axes import CHANNELS
    from sim.inputs.scenarios.resolve import change
    from sim.model.exposure import make_exposure, make_handouts, reaching
    from sim.model.simulate import simulate_members
    from sim.runs.ensemble import draw_members

    lever = lever or case.programme.levers("project")[0]
    draws = draw_members(case.parameters, 1, seed)
    if central:
        draws = draws.assign(**{name: case.parameters[name].value for name in draws})
    absent = change(case.scenario, {lever: {"amount": 0}}, "counterfactual", follow=False)
    without = replace(case, scenario=absent)
    given, other = (simulate_members(each, draws, seed) for each in (case, without))
    reached, base = (dict(zip(CHANNELS, _channels_of(make_exposure(each)), strict=True))
                     for each in (case, without))  # fmt: skip
    money = reached["grants"] - base["grants"]
    people = sum(reached[name] for name in ("staff", "leaders", "experts"))
    shape = len(case.scenario.years), len(case.register.table)
    training = reaching("training", make_handouts(case), slice(None), shape).T  # shared by nobody yet
    streams = _streams_of(case, draws, seed)
    doses = {"money_received": reached["grants"], "people": people, "training": training}
    return _world_of(case, streams, _incomes(given) - _incomes(other), money, doses)


def _channels_of(exposure: Exposure) -> np.ndarray:
    """What reaches each village, (channel, village, year)."""
    return exposure.channels.transpose(1, 2, 0).astype(float)


def _incomes(result: Result) -> np.ndarray:
    """Income of the only member, (village, year), 10k yuan/year."""
    assert result.villages is not None
    return result.villages["income"][0].to_numpy().astype(float)


def _streams_of(case: Case, draws: pd.DataFrame, seed: int) -> dict[str, np.ndarray]:
    """Income of the only member by stream, (village, year), as the villages' accounts have it."""
    from sim.model.simulate import accounts

    books = accounts(case, draws, seed).isel(member=0)
    earned = {name: books[name].to_numpy() for name in STREAMS if name != "subsidy"}
    return {**earned, "subsidy": (books["income"] - books["earned"]).to_numpy()}


def _world_of(
    case: Case,
    streams: dict[str, np.ndarray],
    gain: np.ndarray,
    money: np.ndarray,
    doses: dict[str, np.ndarray],
) -> KnownPanel:
    """The long table of incomes by stream (village, year), with the base year as the year before all."""
    register = case.register.table
    years = (case.programme.base_year, *case.scenario.years)
    treated = (money > 0).any(axis=1)
    first = np.where(treated, np.asarray(case.scenario.years)[(money > 0).argmax(axis=1)], np.nan)
    count = len(years)
    places = {name: np.repeat(register[name].to_numpy(), count) for name in _PLACES}
    whole = {name: np.column_stack([register[name], each]).round(2).ravel() for name, each in streams.items()}
    given = {
        name: np.column_stack([np.zeros(len(each)), each]).round(2).ravel() for name, each in doses.items()
    }
    table = pd.DataFrame({**places, "year": np.tile(years, len(register)), **whole})
    table["income"] = table[list(streams)].sum(axis=1).round(2)
    table = table.assign(**given, first_treated=np.repeat(first, count))
    on = (table["year"] >= table["first_treated"]).to_numpy()
    gained = np.column_stack([np.zeros(len(gain)), gain]).ravel()[on]
    return KnownPanel(table, gained, float(gained.mean()))


# --- the example -----------------------------------------------------------------------------------------

_EXAMPLE_PROJECTS = {1: 70, 3: 70, 5: 70}  # projects by lot in so many years after the first; 0 in all others
_EXAMPLE_GAPS, _EXAMPLE_SEED = 0.02, 8


def example_world() -> KnownPanel:
    """The example panel: the programme on the synthetic register, but projects by lot in three years.

    Villages that a later lot draws again, or none, make cohorts and never-treated; some cells are left blank.
    """
    from sim.inputs.case import read_case
    from sim.inputs.scenarios.resolve import change
    from sim.inputs.synthesis import uniform

    case = read_case("", "synthetic")
    amounts = {year: _EXAMPLE_PROJECTS.get(after, 0) for after, year in enumerate(case.scenario.years)}
    name = case.programme.levers("project")[0]
    lots = {name: {"amount": amounts, "targeting": "random"}}
    unplanned = replace(case.levers[name], amount=0.0)  # each lot goes on where one stopped
    case = replace(case, levers={**case.levers, name: unplanned})
    scenario = change(case.scenario, lots, "example", follow=False)
    world = model_world(replace(case, scenario=scenario), _EXAMPLE_SEED, central=True)
    keys = world.panel["village_id"] + "/" + world.panel["year"].astype(str)
    wanting = uniform(_EXAMPLE_SEED, "gap", keys) < _EXAMPLE_GAPS
    panel = world.panel.copy()
    panel.loc[wanting & (panel["year"] > case.programme.base_year), [*STREAMS, "income"]] = np.nan
    return KnownPanel(panel, world.effects, world.truth)


def _write_example(panel: Path | None = None, truth: Path | None = None) -> None:
    """Write the example panel and its truth: `python -m sim.analysis.evaluation.known_truth`."""
    world = example_world()
    world.panel.drop(columns=list(_PLACES[1:])).to_csv(
        panel or example_panel(), index=False, lineterminator="\n"
    )
    true_effects(world).to_csv(truth or example_truth(), index=False, lineterminator="\n")


def true_effects(world: KnownPanel) -> pd.DataFrame:
    """The true mean effect on each cohort in each year, 10k yuan/year, and how many villages it is of."""
    on = world.panel["year"] >= world.panel["first_treated"]
    rows = world.panel.loc[on, ["first_treated", "year"]].astype(int).assign(effect=world.effects)
    cells = rows.groupby(["first_treated", "year"])["effect"].agg(["mean", "size"]).reset_index()
    return cells.set_axis(["first_treated", "year", "effect", "villages"], axis=1).round({"effect": 4})


if __name__ == "__main__":
    _write_example()
