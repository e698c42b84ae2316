"""The answers every scenario is expected to give, one .csv each; `python -m tests.expected` renews them."""

from functools import cache
from pathlib import Path

import pandas as pd

from sim.analysis.outcomes import headline
from sim.inputs import read_case
from sim.runs.ensemble import simulate
from tests.baotou import COUNTERFACTUAL

FOLDER = Path(__file__).parent
MEMBERS = 64


@cache
def run(scenario: str):
    return simulate(read_case(scenario, "synthetic"), MEMBERS, seed=0, villages=False)


def answers(scenario: str) -> pd.DataFrame:
    """The headline answers of a small ensemble: low, mid, high, unit."""
    return headline(run(scenario), run(COUNTERFACTUAL))


def read(scenario: str) -> pd.DataFrame:
    return pd.read_csv(FOLDER / f"{scenario}.csv", index_col="answer")
