"""Runs: many members of a case, and what they say of the city year by year and in a few answers.

What a researcher needs is `sim` itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import xarray as xr

from sim.analysis import outcomes
from sim.api.answers import with_units
from sim.api.cases import at_home, known_outcome
from sim.inputs.case import ScenarioLike, beside, read_cases
from sim.model.simulate import Result, simulate_members
from sim.model.simulate import accounts as village_accounts
from sim.model.structures import STANDARD, Structure
from sim.runs.ensemble import draw_members


def simulate(
    scenario: ScenarioLike = "",
    members: int = 1000,
    seed: int = 0,
    *,
    villages: str | Path | None = None,
    each_village: bool = True,
    structure: Structure = STANDARD,
) -> Result:
    """Run a scenario with many draws of everything that nobody knows.

    scenario      a Case, a Scenario, an id, a file or a code; blank: the programme as published
    members       draws, 1 to 1,048,576; member k is the same however many are drawn
    seed          0 to 4,294,967,295; runs of one seed meet the same luck, so that differences are causes
    villages      a register file; None: that in use, or that of the case
    each_village  keep every village's incomes too: 8 bytes x members x villages x years
    structure     a rival form of the model, `Structure(effects="add")`; luck stays the same

    Returns a Result:
      city      Dataset (member, year): total and mean (gross), net and net_mean (business return), median,
                gini, the four streams, costs, administration, interest, debt, cash, dividends, wages, rents,
                own_money, partner_money, capital, brought, paid (public money of the levers at the prices
                drawn), and below_12 and its like (villages below each threshold); units in each attrs
      villages  Dataset income and net (member, village, year) and subsidy (village, year), 10k yuan/year,
                or None
      cost      DataArray (lever, year) of public money at planned prices, 10k yuan/year
      draws     DataFrame (member x parameter), in the parameters' units

    Draws are scrambled Sobol points (Owen 1995) through the priors' quantiles.
    Raises InputFaults for a scenario or register that is refused, and for members or seed out of bounds.

    Example:
    >>> from sim import simulate
    >>> result = simulate("talent-first", members=8)
    >>> dict(result.city["mean"].sizes), result.city["mean"].attrs["units"]
    ({'member': 8, 'year': 9}, '10k yuan/year')
    >>> result.villages["income"].dims
    ('member', 'village', 'year')
    """
    with at_home(scenario, villages=villages):
        case = read_cases([scenario], villages)[0]
        draws = draw_members(case.parameters, members, seed)
        return simulate_members(case, draws, seed, each_village, structure=structure)


def accounts(
    scenario: ScenarioLike = "", members: int = 16, seed: int = 0, *, villages: str | Path | None = None
) -> xr.Dataset:
    """Every village's account, year by year, that balances to the yuan.

    scenario, members, seed, villages  as for `simulate`; 300 bytes x members x villages x years

    Returns a Dataset, one variable an item, (member, village, year) float64. Held at the end of the year, 10k
    yuan: cash, capital, building, committed, stake, operating_assets and other_assets, which together are
    what
    is owned; debt; equity. Moved in the year, 10k yuan/year: income and its streams, costs, administration,
    rents, net, interest, surplus, dividends, reserved, wages, borrowed, repaid, own_money, partner_money;
    public
    money and what became of it: displaced, returned, wasted, given. Where a register knows nothing of a
    village's
    account, it starts from the priors.
    Raises InputFaults for what `simulate` refuses.

    Example:
    >>> from sim import accounts
    >>> books = accounts("talent-first", members=2)
    >>> owned = sum(books[name] for name in ("cash", "capital", "building", "committed", "stake"))
    >>> owned = owned + books["operating_assets"] + books["other_assets"]
    >>> bool(abs(owned - books["debt"] - books["equity"]).max() < 1e-4), books["debt"].attrs["units"]
    (True, '10k yuan')
    """
    with at_home(scenario, villages=villages):
        case = read_cases([scenario], villages)[0]
        return village_accounts(case, draw_members(case.parameters, members, seed), seed)


def bands(results: Result | Sequence[Result], outcome: str = "mean") -> pd.DataFrame:
    """The spread of a city outcome over the members, year by year.

    results  one Result or several
    outcome  a variable of `Result.city`; below_target is the one of the programme's target

    Returns a DataFrame, one row a year (scenario, year where several are given): q05, q25, q50, q75, q95
    (quantiles over members: the 50 and 90 % bands) and mean, in the outcome's unit.
    Raises InputFaults for an outcome that there is not, with the nearest.

    Example:
    >>> from sim import bands, simulate
    >>> paths = bands(simulate(members=8), "below_target")
    >>> paths.loc[2030].index.tolist(), paths.attrs["units"]["q50"]
    (['q05', 'q25', 'q50', 'q75', 'q95', 'mean'], 'village')
    """
    if isinstance(results, Result):
        return _bands(results, outcome)
    tables = {each.case.scenario.id: _bands(each, outcome) for each in results}
    first = next(iter(tables.values()))
    return with_units(pd.concat(tables, names=["scenario"]), first.attrs["units"]["mean"])


def _bands(result: Result, outcome: str) -> pd.DataFrame:
    with at_home(result.case):
        name = known_outcome(result.case.programme.outcome(outcome), map(str, result.city))
        return with_units(outcomes.band(result.city[name]), str(result.city[name].attrs["units"]))


def headline(result: Result, counterfactual: Result | ScenarioLike = "") -> pd.DataFrame:
    """The answers of one scenario in the last year and over the horizon, against a counterfactual.

    result          of `simulate`
    counterfactual  a Result of the same members and seed, or a scenario that is run with them; blank: the
                    programme's own, in which nothing is done

    Returns a DataFrame, one row an answer: mean_income and mean_net, mean_gain and mean_net_gain (a village,
    last
    year, gross and net), household_gain (dividends, wages and rents), below_target and net_below_target,
    by_subsidy and by_debt (villages at the target by these alone), lifted and net_lifted (villages, last
    year),
    public_cost, own_cost and partner_cost, gain_per_yuan and net_gain_per_yuan (over all years); columns
    low, mid,
    high (5, 50 and 95 % of the members) and unit. NaN where nothing is spent.
    Raises InputFaults where the two were not run on the same members, seed, years and villages.

    Example:
    >>> from sim import headline, simulate
    >>> answers = headline(simulate("talent-first", members=8))
    >>> answers.loc["lifted", "unit"], bool(answers.loc["mean_gain", "mid"] > 0)
    ('village', True)
    """
    with at_home(result.case):
        other = counterfactual
        if not isinstance(other, Result):
            case = beside(result.case, other)
            other = simulate_members(
                case, result.draws, result.seed, villages=False, structure=result.structure
            )
        return with_units(outcomes.headline(result, other))
