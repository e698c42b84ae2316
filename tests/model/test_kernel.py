"""One set of equations: compiled and plain runs agree; threads, chunks and other villages change nothing."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numba as nb
import numpy as np
import pandas as pd
import pytest

from sim.axes import CHANNELS, UNCERTAINTIES
from sim.inputs.parameters import load_parameters
from sim.model import layout
from sim.model.exposure import Exposure
from sim.model.luck import stream_keys
from sim.model.simulate import pack, run_blocks
from sim.model.structures import STANDARD, Structure
from sim.runs.ensemble import draw_members
from tests.baotou import BAOTOU
from tests.model.worlds import exposure, packed, register, three_villages

VILLAGES, YEARS, MEMBERS = 50, 12, 20

# Of the channels that reach far from 1, about what a village may see.
MOST = {
    "grants": 100, "levered": 100, "credit": 50, "support": 5, "readiness": 2, "staff": 7, "candidates": 5,
    "drive": 0.5, "service": 0.2, "pairing": 0.5,
}  # fmt: skip


def random_world(villages=VILLAGES, years=YEARS, seed=1):
    """Villages in townships of about seven and banners of about twenty, everything reaching them at once."""
    rng = np.random.default_rng(seed)
    place = np.arange(villages)
    table = pd.DataFrame(
        {
            "village_id": [f"V{k:05}" for k in place],
            "township_id": [f"T{k:05}" for k in place // 7],
            "banner_id": [f"B{k:05}" for k in place // 21],
            "industry": rng.choice(["sheep", "grain", "tourism"], villages),
            "governance": rng.uniform(0.2, 0.8, villages),
            **{s: rng.lognormal(2, 1, villages) for s in ("operating", "contracts", "investment", "subsidy")},
        }
    )
    scale = np.array([MOST.get(name, 1.0) for name in CHANNELS])
    channels = rng.random((years, len(CHANNELS), villages)) * scale[:, None]
    return pack(register(table), BAOTOU), Exposure(channels, exposure(years).cost)


def years_of(count):
    return tuple(range(2022, 2022 + count))


@pytest.mark.parametrize("structure", [STANDARD, Structure("add", "distance", capability="threshold")])
def test_compiled_and_plain_runs_of_the_same_equations_agree(tmp_path, structure):
    blocks, world = random_world()
    draws = draw_members(load_parameters(), MEMBERS, seed=3)
    sums, incomes, counted, _ = run_blocks(
        blocks, world, years_of(YEARS), draws, 7, range(YEARS), structure=structure, counted=True
    )
    members = {
        "switches": np.array(structure.switches),
        "draws": draws[list(UNCERTAINTIES)].to_numpy(np.float32),
        "members": np.arange(MEMBERS, dtype=np.uint32),
        "streams": stream_keys(7),
    }
    written = {"sums": sums, "incomes": incomes, "counted": counted}
    empty = {name: np.zeros_like(values) for name, values in written.items()}
    np.savez(tmp_path / "in.npz", **packed(blocks, world)._asdict(), **members, **empty)
    script = Path(__file__).with_name("plain_run.py")
    subprocess.run([sys.executable, script, tmp_path / "in.npz", tmp_path / "out.npz"], check=True)
    plain = np.load(tmp_path / "out.npz")
    assert incomes == pytest.approx(plain["incomes"], rel=1e-5)
    assert counted == pytest.approx(plain["counted"], rel=1e-5, abs=1e-3)
    assert sums == pytest.approx(plain["sums"], rel=1e-5, abs=1e-2)


HASH_OF_A_RUN = """
import hashlib
from sim.inputs import read_case
from sim.model import kernel
from sim.runs.ensemble import simulate
result = simulate(read_case(), 32)
income = result.villages["income"].to_numpy()
print(len(kernel.compiled().stats.cache_hits), hashlib.sha256(income.tobytes()).hexdigest())
"""


@pytest.mark.slow
@pytest.mark.proof
def test_code_read_from_the_cache_gives_the_bytes_of_code_just_compiled(tmp_path):
    """Functions that LLVM does not inline are compiled twice, and cached code may run the other copy."""
    environment = os.environ | {"NUMBA_CACHE_DIR": str(tmp_path)}
    runs = [
        subprocess.run(
            [sys.executable, "-c", HASH_OF_A_RUN], env=environment, check=True, capture_output=True, text=True
        ).stdout.split()
        for _ in range(2)
    ]
    assert [hits for hits, _ in runs] == ["0", "1"]
    assert runs[0][1] == runs[1][1]


@pytest.mark.parametrize("chunk", [1, 7, 1000])
@pytest.mark.parametrize("threads", [1, 2])
def test_threads_and_chunks_change_no_byte(chunk, threads):
    blocks, world = random_world(2500)  # three blocks
    draws = draw_members(load_parameters(), 37, seed=0)
    reference = run_blocks(blocks, world, years_of(YEARS), draws, 0, range(YEARS), chunk=16)
    before = nb.get_num_threads()
    nb.set_num_threads(min(threads, nb.config.NUMBA_NUM_THREADS))
    try:
        again = run_blocks(blocks, world, years_of(YEARS), draws, 0, range(YEARS), chunk=chunk)
    finally:
        nb.set_num_threads(before)
    assert len(blocks.first) > 2
    assert all((a == b).all() for a, b in zip(reference, again, strict=True))


def test_members_run_apart_are_the_members_run_together():
    blocks, world = random_world()
    draws = draw_members(load_parameters(), 16, seed=0)
    together = run_blocks(blocks, world, years_of(YEARS), draws, 0).sums
    apart = [
        run_blocks(blocks, world, years_of(YEARS), part, 0)[0] for part in (draws[:5], draws[5:6], draws[6:])
    ]
    assert (np.concatenate(apart) == together).all()


def test_another_seed_is_another_sky():
    blocks, world = random_world()
    draws = draw_members(load_parameters(), 4, seed=0)
    first, second = (run_blocks(blocks, world, years_of(YEARS), draws, seed)[0] for seed in (0, 1))
    assert (first[..., 0] != second[..., 0]).all()


def test_a_village_added_to_the_register_moves_no_other_villages_luck():
    three = three_villages()
    newcomer = three.iloc[[0]].assign(village_id="V000")
    four = pd.concat([newcomer, three], ignore_index=True)
    given = draw_members(load_parameters(), 8, seed=0).assign(neighbour_learning=0.0)
    small, large = (
        run_blocks(pack(register(table), BAOTOU), exposure(5, len(table)), years_of(5), given, 0, range(5))[1]
        for table in (three, four)
    )
    assert (large[:, :, 1:] == small).all()


def test_a_block_may_be_one_village_and_a_township_may_fill_a_block():
    table = three_villages()
    one = pd.concat(
        [table.iloc[[0]].assign(village_id=f"V{k:05}") for k in range(layout.BLOCK)], ignore_index=True
    )
    full = pd.concat([one, table.assign(township_id="T02")], ignore_index=True)
    blocks = pack(register(full), BAOTOU)
    assert list(np.diff(blocks.townships[blocks.first])) == [layout.BLOCK, 3]


def test_a_township_that_no_block_can_hold_is_refused():
    from sim.faults import InputFaults

    table = three_villages()
    many = pd.concat(
        [table.iloc[[0]].assign(village_id=f"V{k:05}") for k in range(layout.BLOCK + 1)], ignore_index=True
    )
    with pytest.raises(InputFaults, match=rf"T01.*{layout.BLOCK + 1}.*{layout.BLOCK}"):
        pack(register(many), BAOTOU)


def test_the_order_of_banners_does_not_change_their_weather():
    blocks, world = random_world()
    renamed = replace(blocks, banner_keys=blocks.banner_keys[::-1].copy())
    draws = draw_members(load_parameters(), 2, seed=0)
    a, b = (run_blocks(each, world, years_of(YEARS), draws, 0)[0][..., 0] for each in (blocks, renamed))
    assert (a != b).any()  # a banner's luck follows its id, not its place
