"""How likely a village panel is under each member, with luck integrated out instead of drawn.

The kernel gives every member its path without luck. Luck then has a known law (`operating_income` and the
equations behind it in sim/model/equations.py, from `next_shock` to `loss_size`): levels shared by a banner
in a year (a city and a banner AR(1)), noise of each village, a rare loss and a project that may have failed.
Given the shared levels the villages are independent mixtures; the levels, Gaussian a priori, are integrated
by Laplace's method, which is close to exact because every level is seen by many villages.
tests/analysis/test_likelihood.py checks it against quadrature.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sim.analysis.levels import log_evidence
from sim.axes import CHANNELS, UNCERTAINTIES
from sim.inputs.villages import load_industries
from sim.model.exposure import Exposure, make_exposure
from sim.model.simulate import Blocks, pack, run_blocks

if TYPE_CHECKING:
    from sim.inputs import Case
    from sim.inputs.panels import Panel

NO_LUCK = dict.fromkeys(("city_shock", "banner_shock", "village_shock", "loss_rate", "failure_rate"), 0.0)
CERTAIN = 1e9  # a rate so high that what it governs always happens
SHOCKS = (
    "shock_persistence",
    "city_shock",
    "banner_shock",
    "village_shock",
    "loss_rate",
    "loss_severity",
    "failure_rate",
)
RECORD_ERROR = 0.05  # log points; what villages call income differs, so no record is exact: an assumption
LEAST = 1e-4  # 10k yuan/year, one yuan: nothing is smaller


@dataclass(frozen=True)
class PanelWorld:
    """A panel's villages with all their neighbours, ready to be run.

    observed (village, year) income of the panel's villages; the positions of those villages in the world
    banner   (village,) number of the banner, 0, 1, …
    risks    (village, 3) weights of the industry's loss rate and severity, and 1 where public money
             reaches the village in time to earn or fail within the panel
    record_error  standard deviation of what is recorded about the true income, log points
    """

    blocks: Blocks
    exposure: Exposure
    years: tuple[int, ...]
    positions: np.ndarray
    observed: np.ndarray
    banner: np.ndarray
    risks: np.ndarray
    record_error: float

    def with_income(self, income: np.ndarray) -> PanelWorld:
        """The same villages with other observations; income (village, year) 10k yuan/year."""
        return replace(self, observed=np.ascontiguousarray(income, dtype=np.float64))


def panel_world(case: Case, panel: Panel, record_error: float = RECORD_ERROR) -> PanelWorld:
    """The panel's townships out of the case's register, so that neighbours still learn from each other.

    What the levers hand out is worked out on the whole register first.
    """
    table = case.register.table
    seen = table["township_id"].iloc[panel.villages].unique()
    kept = np.flatnonzero(table["township_id"].isin(seen))
    rows = table.iloc[kept].reset_index(drop=True)
    exposure, years = make_exposure(case), len(panel.years)
    exposure = replace(exposure, channels=exposure.channels[:years, :, kept], age=exposure.age[:years])
    positions = np.searchsorted(kept, panel.villages)
    own = rows.iloc[positions]
    return PanelWorld(
        blocks=pack(replace(case.register, table=rows), case.programme),
        exposure=exposure,
        years=panel.years,
        positions=positions,
        observed=np.ascontiguousarray(panel.income),
        banner=pd.factorize(own["banner_id"])[0].astype(np.int64),
        risks=_risks(own["industry"], exposure.channels[: years - 1][:, :, positions]),
        record_error=record_error,
    )


def _risks(industry: pd.Series, channels: np.ndarray) -> np.ndarray:
    industries = load_industries()
    weights = [industry.map(industries[f"{risk}_weight"]) for risk in ("loss_rate", "loss_severity")]
    money = [CHANNELS.index(name) for name in ("grants", "levered")]
    return np.column_stack([*weights, channels[:, money].any(axis=(0, 1))]).astype(np.float64)


def simulated_income(world: PanelWorld, draws: pd.DataFrame, seed: int) -> np.ndarray:
    """What the panel of each member would record, all luck and the error of records included.

    (member, village, year), 10k yuan/year; missing where the panel is.
    """
    _, income = run_blocks(world.blocks, world.exposure, world.years, draws, seed, range(len(world.years)))
    income = income[:, :, world.positions].swapaxes(1, 2).astype(np.float64)
    error = np.random.default_rng([seed, len(draws)]).standard_normal(income.shape)
    recorded = np.maximum(income, LEAST) * np.exp(world.record_error * error)
    return np.where(np.isfinite(world.observed), recorded, np.nan)


def log_likelihood(world: PanelWorld, draws: pd.DataFrame) -> np.ndarray:
    """Log-likelihood of the observed panel under each row of `draws`, (member,)."""
    paths = expected_paths(world, draws)
    shocks = np.ascontiguousarray(draws[list(SHOCKS)].to_numpy(np.float64))
    out = np.empty(len(draws))
    log_evidence(np.log(world.observed), paths, world.banner, world.risks, shocks, world.record_error, out)
    return out


def expected_paths(world: PanelWorld, draws: pd.DataFrame) -> np.ndarray:
    """Without luck: operating income if projects succeed, if they fail, and all other income.

    (3, member, village, year), 10k yuan/year. A year in which everything is lost leaves the other income.
    """
    variants: tuple[dict[str, float], ...] = (
        {},
        {"failure_rate": CERTAIN},
        {"loss_rate": CERTAIN, "loss_severity": CERTAIN},
    )
    values = draws[list(UNCERTAINTIES)].to_numpy(np.float64)
    rows = pd.DataFrame(
        np.concatenate([_with(values, NO_LUCK | each) for each in variants]), columns=list(UNCERTAINTIES)
    )
    _, income = run_blocks(world.blocks, world.exposure, world.years, rows, 0, range(len(world.years)))
    paths = income[:, :, world.positions].swapaxes(1, 2).astype(np.float64)
    paths = paths.reshape(3, len(draws), *world.observed.shape)
    paths[:2] -= paths[2]
    return np.maximum(paths, LEAST)


def _with(values: np.ndarray, fixed: dict[str, float]) -> np.ndarray:
    """A copy of draws in the model's order with some uncertainties fixed."""
    values = values.copy()
    for name, value in fixed.items():
        values[:, UNCERTAINTIES.index(name)] = value
    return values
