"""No yuan appears or is lost: balance, sources and uses of money, and cash in random villages and years."""

from __future__ import annotations

import subprocess
import sys
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sim.axes import CHANNELS, UNCERTAINTIES
from sim.inputs.levers import load_levers
from sim.inputs.parameters import load_parameters
from sim.inputs.villages import ACCOUNT_COLUMNS, load_industries
from sim.model import kernel
from sim.model.exposure import Exposure
from sim.model.simulate import pack
from sim.model.structures import Structure
from sim.runs.ensemble import draw_members
from tests.baotou import BAOTOU
from tests.model.worlds import by_name, exposure, given_of, register

VILLAGES, YEARS, MEMBERS = 50, 10, 20  # 10,000 village-years
FORMS = [
    Structure(effects, learning, capability=capability)
    for effects, learning, capability in product(
        ("multiply", "add"), ("township", "distance"), ("none", "threshold")
    )
]
YUAN = 1e-4  # of 10k yuan
HELD = ("capital", "committed", "building")
SHARES = {"readiness", "land"}  # channels that cannot be more than 1, however far a lever is pushed


def random_register(rng):
    """Villages of all industries, some idle; of their accounts some figures are known."""
    count = VILLAGES
    booked = {
        name: np.where(rng.random(count) < 0.5, rng.lognormal(3, 1.5, count), np.nan)
        for name in ACCOUNT_COLUMNS
    }
    streams = {
        name: rng.lognormal(2, 1.2, count) * (rng.random(count) < 0.85)
        for name in ("operating", "contracts", "investment", "subsidy")
    }
    return pd.DataFrame(
        {
            "village_id": [f"V{k:03}" for k in range(count)],
            "township_id": [f"T{k // 7:03}" for k in range(count)],
            "banner_id": [f"B{k // 21:03}" for k in range(count)],
            "industry": rng.choice(load_industries().index, count),
            "governance": rng.uniform(0, 1, count),
            "remote": np.where(rng.random(count) < 0.5, rng.random(count), np.nan),
            **streams,
            **booked,
        }
    )


def ends() -> np.ndarray:
    """What the levers of a channel at the ends of their sliders bring one village of fifty, (channel,)."""
    most = dict.fromkeys(CHANNELS, 1.0)
    for lever in load_levers(BAOTOU.folder).values():
        for name, weight in lever.channels:
            most[name] += weight * lever.slider_max / (1 if lever.reach == "everyone" else 527)
    return np.array([1.0 if name in SHARES else most[name] for name in CHANNELS])


def random_exposure(rng):
    """Each channel of each village and year at nothing, somewhere, at its end or a thousand times beyond."""
    shape = (YEARS, len(CHANNELS), VILLAGES)
    beyond = np.where([name in SHARES for name in CHANNELS], 1.0, 1000.0)[:, None]
    kind = rng.choice(4, shape, p=(0.3, 0.4, 0.2, 0.1))
    scale = np.select([kind == 0, kind == 1, kind == 2], [0.0, rng.random(shape), 1.0], beyond)
    return Exposure(scale * ends()[:, None], exposure(YEARS).cost)


def random_draws(seed):
    """Members of the priors; household credit counts as the village's in every second of them."""
    draws = draw_members(load_parameters(), MEMBERS, seed)
    return draws.assign(household_credit_share=np.where(np.arange(MEMBERS) % 2, 0.4, 0.0), failure_rate=0.2)


def before(values):
    """What there was at the end of the year before, nothing before the first; (member, year, village)."""
    return np.concatenate([np.zeros_like(values[:, :1]), values[:, :-1]], axis=1)


def gaps(found, draws, world):
    """By how much money does not add up, 10k yuan, each (member, year, village)."""
    p = {name: draws[name].to_numpy(np.float32).astype(float)[:, None, None] for name in UNCERTAINTIES}
    held = sum(found[name] for name in HELD)
    has = held + sum(found[name] for name in ("cash", "stake", "operating_assets", "other_assets"))
    delivered = held - before(held) + found["wear"] / p["wear_booked"]  # the books charge a part of it
    invested = (found["stake"] - (1 - p["depreciation"]) * before(found["stake"])) / p["stake_share"]
    sources = found["public"] - found["displaced"] - found["returned"] + found["own_money"]
    sources = sources + found["partner_money"] - invested
    by_credit = delivered + found["wasted"] - sources  # households' credit, and nothing else
    credit = world.channels[:, CHANNELS.index("credit")].astype(np.float32) * p["household_credit_share"]
    outgoing = sum(found[name] for name in ("dividends", "reserved", "repaid", "own_money"))
    flow = found["surplus"] + found["wear"] + found["borrowed"] - outgoing
    subsidy = found["income"] - found["earned"]
    spent = sum(found[name] for name in ("costs", "administration", "rents", "interest"))
    tied = found["partner_money"] - invested - p["leverage_most"] * found["public"]
    return {
        "balance": has - found["debt"] - found["equity"],
        "projects": by_credit - np.clip(by_credit, 0, credit),
        "cash": (found["cash"] - before(found["cash"]) - flow)[:, 1:],
        "debt": (found["debt"] - before(found["debt"]) - found["borrowed"] + found["repaid"])[:, 1:],
        "surplus": found["earned"] + subsidy - spent - found["surplus"],
        "tied": np.maximum(tied, 0),
    }


def conservation(structure, seed):
    """One random world under one form of the model: what the kernel was given, its account and its gaps."""
    rng = np.random.default_rng(seed)
    blocks, draws = pack(register(random_register(rng)), BAOTOU), random_draws(seed)
    world = random_exposure(rng)
    given = given_of(blocks, world, draws, seed, structure)
    kernel.compiled_accounts(structure.switches)(2022, *given.values())
    found = by_name(given["out"])
    assert all(np.isfinite(values).all() for values in found.values())
    return given, found, gaps(found, draws, world)


def test_money_is_conserved_to_one_yuan_in_ten_thousand_random_village_years():
    _, found, missing = conservation(FORMS[0], 0)
    assert found["public"].size == 10_000
    assert {name: np.abs(gap).max() < YUAN for name, gap in missing.items()} == dict.fromkeys(missing, True)
    for name in ("wasted", "returned", "borrowed", "own_money", "partner_money", "wear", "reserved"):
        assert (found[name] > 0).mean() > 0.02, name  # the villages have met everything


@pytest.mark.proof
@pytest.mark.slow
def test_money_is_conserved_in_every_form_of_the_model_and_by_plain_python(tmp_path, record_property):
    most, apart = 0.0, 0.0
    script = Path(__file__).with_name("plain_run.py")
    for seed, structure in enumerate(FORMS):
        given, found, missing = conservation(structure, seed)
        most = max(most, *(float(np.abs(gap).max()) for gap in missing.values()))
        rest = {name: array for name, array in given.items() if name not in ("world", "sums", "out")}
        empty = {name: np.zeros_like(given[name]) for name in ("sums", "out")}
        np.savez(
            tmp_path / "in.npz", **given["world"]._asdict(), **rest, **empty,
            switches=np.array(structure.switches),
        )  # fmt: skip
        subprocess.run([sys.executable, script, tmp_path / "in.npz", tmp_path / "out.npz"], check=True)
        plain = by_name(np.load(tmp_path / "out.npz")["out"])
        # of the largest figure of the account: equity and cash are differences of much larger ones
        largest = 1 + np.max([np.abs(values) for values in plain.values()], axis=0)
        for name, values in found.items():
            apart = max(apart, float(np.max(np.abs(values - plain[name]) / largest)))
    record_property("money_conservation_max_yuan", most / YUAN)
    record_property("money_oracle_max_relative", apart)
    record_property("money_village_years", len(FORMS) * VILLAGES * YEARS * MEMBERS)
    assert most < YUAN
    assert apart < 1e-5
