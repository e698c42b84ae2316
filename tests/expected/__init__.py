"""The answers every scenario is expected to give, one .csv each; `python -m tests.expected` renews them."""

from functools import cache
from pathlib import Path

import pandas as pd

from sim.analysis.outcomes import headline
from sim.folders import shipped_programmes, using
from sim.inputs.case import read_case
from sim.inputs.scenarios.names import list_scenarios
from sim.runs.ensemble import simulate

FOLDER = Path(__file__).parent
MEMBERS = 64


def all_scenarios() -> list[tuple[str, str]]:
    """Every scenario of every programme that comes with the project, (programme, scenario)."""
    found = []
    for programme in shipped_programmes():
        with using(programme):
            found += [(programme, scenario) for scenario in list_scenarios()]
    return found


def file_of(programme: str, scenario: str) -> Path:
    return FOLDER / programme / f"{scenario}.csv"


@cache
def run(programme: str, scenario: str):
    with using(programme):
        case = read_case(scenario, "synthetic")
        return simulate(case, MEMBERS, seed=0, villages=False)


def answers(programme: str, scenario: str) -> pd.DataFrame:
    """The headline answers of a small ensemble: low, mid, high, unit."""
    result = run(programme, scenario)
    return headline(result, run(programme, result.case.programme.counterfactual))


def read(programme: str, scenario: str) -> pd.DataFrame:
    return pd.read_csv(file_of(programme, scenario), index_col="answer")
