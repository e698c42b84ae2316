"""Three villages and a quiet sky: worlds small enough to do by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd

from sim.axes import CHANNELS, CITY_SUMS, UNCERTAINTIES
from sim.inputs.parameters import load_parameters
from sim.inputs.villages import Register
from sim.model import kernel, layout
from sim.model.exposure import Exposure, lever_cost
from sim.model.luck import stream_keys
from sim.model.simulate import Blocks, pack, run_blocks
from sim.model.structures import STANDARD, structured_draws
from tests.baotou import BAOTOU, CITY_COUNTS

ENDLESS = 1e9  # a limit that never binds
QUIET = {
    **dict.fromkeys(("operating_growth", "contract_growth", "fading", "neighbour_learning"), 0.0),
    **dict.fromkeys(("city_shock", "banner_shock", "product_shock", "village_shock", "loss_rate"), 0.0),
    **dict.fromkeys(("kinds_differ", "talent_by_remoteness", "governance_by_income", "market_depth"), 0.0),
    **dict.fromkeys(("failure_rate", "idle_share", "crowding_out", "depreciation", "reinvestment"), 0.0),
    **dict.fromkeys(("talent_effect", "training_effect", "governance_effect", "links_effect"), 0.0),
    **dict.fromkeys(("talent_money_share", "match_realised", "stake_share"), 0.0),
    **dict.fromkeys(("absorption_limit", "capital_half", "leverage_most"), ENDLESS),
    **dict.fromkeys(("match_own_share", "business_cost", "project_cost", "upkeep"), 0.0),
    **dict.fromkeys(("administration_fixed", "administration_share", "rent_share", "wage_share"), 0.0),
    **dict.fromkeys(("debt_per_income", "debt_spread", "interest_rate", "repayment", "cash_per_income"), 0.0),
    **dict.fromkeys(("common_reserve", "dividend_share", "public_wear"), 0.0),
    **dict.fromkeys(("assets_per_income", "other_assets_per_operating"), 0.0),
    "spent_first_year": 1.0,
    "wear_booked": 1.0,
    "administration_most": 1.0,
    "readiness_effect": 0.0,
    "yield_rate": 0.1,
}


def three_villages(**columns) -> pd.DataFrame:
    """Three villages of one township: 20, 40 and 60 of operating income, 10 of each other stream."""
    table = pd.DataFrame(
        {
            "village_id": ["V001", "V002", "V003"],
            "township_id": "T01",
            "banner_id": "B1",
            "industry": "grain",
            "population": [100, 200, 400],
            "households": [50, 100, 200],
            "cultivated_mu": [1000, 2000, 4000],
            "operating": [20.0, 40.0, 60.0],
            "contracts": 10.0,
            "investment": 10.0,
            "subsidy": 10.0,
            "governance": 0.5,
            "key_village": [1, 0, 0],
            "origin": "synthetic",
        }
    )
    return table.assign(**columns)


def register(table: pd.DataFrame) -> Register:
    return Register(table, "three", True, "0" * 64)


def draws(members: int = 1, **values) -> pd.DataFrame:
    """Members all alike: every parameter at its central value, the quiet ones quiet, then `values`."""
    row = {name: p.value for name, p in load_parameters().items()} | QUIET | values
    assert set(row) == set(load_parameters()), "a mistyped parameter would change nothing"
    return pd.DataFrame(row, index=pd.RangeIndex(members, name="member"), dtype=np.float64)


def exposure(years: int, villages: int = 3, **channels) -> Exposure:
    """What reaches the villages: each channel a value, one per year, or (year, village)."""
    values = np.zeros((years, len(CHANNELS), villages))
    for name, value in channels.items():
        given = np.asarray(value, dtype=float)
        values[:, CHANNELS.index(name)] = given[:, None] if given.ndim == 1 else given
    return Exposure(values, lever_cost({}, {}, tuple(range(years))))


def run(
    years: int = 4,
    table: pd.DataFrame | None = None,
    seed: int = 0,
    members: int = 1,
    parameters=None,
    structure=STANDARD,
    **channels,
):
    """Incomes (member, year, village) and city sums by name, (member, year)."""
    table = three_villages() if table is None else table
    world = exposure(years, len(table), **channels)
    given = draws(members, **(parameters or {}))
    sums, incomes, *_ = run_blocks(
        pack(register(table), BAOTOU), world, tuple(range(2022, 2022 + years)), given, seed, range(years),
        structure=structure,
    )  # fmt: skip
    return incomes, dict(zip((*CITY_SUMS, *CITY_COUNTS), np.moveaxis(sums, -1, 0), strict=True))


def packed(blocks: Blocks, world: Exposure) -> layout.PackedVillages:
    """Blocks and what reaches them, as the kernel takes them."""
    channels = blocks.spread(world.channels)
    return layout.PackedVillages(
        blocks.first, blocks.townships, blocks.banners, blocks.rows, blocks.keys, blocks.products,
        blocks.banner_keys, blocks.product_keys, blocks.price_weights, channels,
        kernel.block_totals(blocks.rows, channels), np.array(blocks.thresholds, np.float32),
    )  # fmt: skip


def given_of(blocks: Blocks, world: Exposure, draws: pd.DataFrame, seed=0, structure=STANDARD) -> dict:
    """What the kernel is given for whole accounts, by name; `sums` and `out` to be written."""
    years = world.channels.shape[0]
    drawn = structured_draws(draws, structure)[list(UNCERTAINTIES)].to_numpy(np.float32)
    return {
        "world": packed(blocks, world),
        "draws": np.ascontiguousarray(drawn, dtype=np.float64),
        "members": draws.index.to_numpy(np.uint32),
        "streams": stream_keys(seed),
        "sums": np.zeros((len(draws), years, len(CITY_SUMS) + len(CITY_COUNTS))),
        "out": np.zeros((len(draws), years, len(kernel.ACCOUNT), blocks.villages)),
    }


def by_name(out: np.ndarray) -> dict[str, np.ndarray]:
    """The account (member, year, row, village) by the names of its rows, each (member, year, village)."""
    return dict(zip(kernel.ACCOUNT, np.moveaxis(out, 2, 0), strict=True))


def account(years=3, table=None, seed=0, members=1, parameters=None, structure=STANDARD, **channels):
    """As `run`, but the whole account of every village by name, (member, year, village) float64."""
    table = three_villages() if table is None else table
    given = draws(members, **(parameters or {}))
    blocks, world = pack(register(table), BAOTOU), exposure(years, len(table), **channels)
    arrays = given_of(blocks, world, given, seed, structure)
    kernel.compiled_accounts(structure.switches)(2022, *arrays.values())
    return by_name(arrays["out"])
