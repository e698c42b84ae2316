"""Run folders: whole or not there, written and read back, the same bytes each time."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sim.axes import QUANTILES
from sim.faults import InputFaults
from sim.runs import ensemble, store
from sim.runs.ensemble import in_order, ordered_quantiles
from sim.runs.provenance import dated_manifest, file_checksum

MEMBERS = 4
# The least that a manifest says.
WHOLE = json.dumps({"code_version": "", "python": "", "inputs": {}, "packages": {}})


@pytest.fixture(scope="module")
def run():
    return ensemble.make_run("stop-after-two", members=MEMBERS, seed=3)


def saved(run: ensemble.Run, folder: Path) -> Path:
    """A folder with the tables of a run and the manifest that a batch would write."""
    folder.mkdir()
    store.save_run(run, folder)
    case = run.result.case
    about = dated_manifest(
        {"register": case.register.checksum}, scenario=case.scenario.id, counterfactual="no-programme",
        seed=3, villages=None,
    )  # fmt: skip
    store.save_json(about, folder / store.MANIFEST)
    return folder


# --- tables ----------------------------------------------------------------------------------------------


def test_a_run_read_back_is_the_run_that_was_written(run, tmp_path):
    again = store.load_run(saved(run, tmp_path / "run"))
    for (_, ours), (_, theirs) in zip(run.sides(), again.sides(), strict=True):
        assert ours.city.broadcast_equals(theirs.city)
        assert {name: each.attrs for name, each in ours.city.items()} == {
            name: each.attrs for name, each in theirs.city.items()
        }
        assert (theirs.cost == ours.cost).all()
        assert theirs.case.scenario.settings == ours.case.scenario.settings
        assert theirs.case.scenario.id == ours.case.scenario.id
        assert theirs.case.parameters == ours.case.parameters
    pd.testing.assert_frame_equal(again.result.draws, run.result.draws)
    pd.testing.assert_frame_equal(again.villages, run.villages)


def test_the_same_seed_writes_the_same_bytes_and_another_does_not(run, tmp_path):
    again = ensemble.make_run("stop-after-two", members=MEMBERS, seed=3)
    other = ensemble.make_run("stop-after-two", members=MEMBERS, seed=4)
    first, second, third = (
        store.folder_checksums(saved(each, tmp_path / str(place)))
        for place, each in enumerate((run, again, other))
    )
    assert first == second
    assert first["city.parquet"] != third["city.parquet"]
    assert first["scenario.yaml"] == third["scenario.yaml"]


def test_the_table_of_villages_holds_quantiles_chances_and_gains(run):
    one = run.villages.query("village_id == 'V001' and year == 2030").iloc[0]
    income, other = (
        each.villages["income"].sel(village="V001", year=2030).to_numpy() for _, each in run.sides()
    )
    assert one["income_50"] == pytest.approx(sorted(income)[1] / 2 + sorted(income)[2] / 2)
    assert one["chance_12"] == (income >= 12).mean()
    assert one["gain_mean"] == pytest.approx((income - other).mean(), rel=1e-5)
    assert len(run.villages) == 527 * 9


def test_every_table_of_a_run_says_its_units(run, tmp_path):
    folder = saved(run, tmp_path / "run")
    assert store.stored_units(folder / "city.parquet")["below_12"] == "village"
    assert store.stored_units(folder / "cost.parquet") == {"cost": "10k yuan/year"}


def test_a_folder_that_is_no_run_and_a_register_that_changed_are_refused(run, tmp_path):
    with pytest.raises(InputFaults, match=r"no manifest\.json"):
        store.load_run(tmp_path)
    folder = saved(run, tmp_path / "run")
    about = json.loads((folder / store.MANIFEST).read_text())
    about["inputs"]["register"] = "0" * 64
    store.save_json(about, folder / store.MANIFEST)
    with pytest.raises(InputFaults, match="has changed since this run"):
        store.load_run(folder)


def test_scenarios_of_other_years_or_priors_are_not_compared(tmp_path):
    head = "title: {zh: 长, en: Long}\nquestion: {zh: 长？, en: Long?}\nbaseline: programme-2022\n"
    path = tmp_path / "long.yaml"
    path.write_text(head + "years: [2022, 2035]\n", encoding="utf-8")
    with pytest.raises(InputFaults, match="long: its years or priors differ"):
        ensemble.make_results(["programme-2022", str(path)], members=MEMBERS)


def test_results_of_several_scenarios_share_draws_and_the_counterfactual(run):
    results, without = ensemble.make_results(["stop-after-two", "no-programme"], members=MEMBERS, seed=3)
    assert without is results[1]
    assert results[0].city.equals(run.result.city)


# --- folders ---------------------------------------------------------------------------------------------


def test_a_folder_appears_whole_and_takes_the_place_of_an_older_one(tmp_path):
    for text in ("old", "new"):
        with store.building(tmp_path, "run", again=True) as folder:
            (folder / store.MANIFEST).write_text(text)
            assert not (tmp_path / "run").exists() or text == "new"
        assert (tmp_path / "run" / store.MANIFEST).read_text() == text
    assert names(tmp_path) == [".locks", "run"]


def test_what_is_there_is_not_made_again_unless_asked(tmp_path):
    with store.building(tmp_path, "run") as folder:
        (folder / store.MANIFEST).write_text(WHOLE)
    with store.building(tmp_path, "run") as folder:
        assert folder is None


def test_a_failed_run_is_kept_under_another_name_until_it_succeeds(tmp_path):
    with pytest.raises(RuntimeError), store.building(tmp_path, "run") as folder:  # noqa: PT012
        (folder / "half.txt").write_text("half")
        raise RuntimeError("no room")
    assert names(tmp_path) == [".locks", "run.failed"]
    assert (tmp_path / "run.failed" / store.ERROR).read_text() == "no room\n"
    assert (tmp_path / "run.failed" / "half.txt").exists()
    with store.building(tmp_path, "run") as folder:
        (folder / store.MANIFEST).write_text(WHOLE)
    assert names(tmp_path) == [".locks", "run"]


def test_an_interruption_leaves_nothing(tmp_path):
    with pytest.raises(KeyboardInterrupt), store.building(tmp_path, "run") as folder:  # noqa: PT012
        (folder / "half.txt").write_text("half")
        raise KeyboardInterrupt
    assert names(tmp_path) == [".locks"]


HOLDER = """
import sys, time
from pathlib import Path
from sim.runs import store
with store.building(Path(sys.argv[1]), "run") as folder:
    (folder / "half.txt").write_text("half")
    print("begun", flush=True)
    time.sleep(60)
"""


def test_what_a_killed_runner_left_is_removed_and_what_a_living_one_makes_is_not(tmp_path):
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, tmp_path], stdout=subprocess.PIPE)
    try:
        assert holder.stdout.readline() == b"begun\n"
        store.clean(tmp_path)
        assert (tmp_path / ".partial-run" / "half.txt").exists()
    finally:
        os.kill(holder.pid, signal.SIGKILL)
        holder.wait()
        holder.stdout.close()
    store.clean(tmp_path)
    assert names(tmp_path) == [".locks"]


def test_a_runner_killed_between_the_two_renames_loses_nothing(tmp_path):
    replaced = tmp_path / ".replaced-run"
    replaced.mkdir()
    (replaced / store.MANIFEST).write_text("old")
    with store.locked(tmp_path, "run"):
        store.clean(tmp_path)
        assert replaced.exists()
    store.clean(tmp_path)
    assert (tmp_path / "run" / store.MANIFEST).read_text() == "old"


def test_the_lock_of_a_name_is_held_by_one(tmp_path):
    with store.locked(tmp_path, "run") as mine, store.locked(tmp_path, "run", wait=False) as theirs:
        assert mine
        assert not theirs
    with store.locked(tmp_path, "run", wait=False) as mine:
        assert mine


def test_a_place_that_cannot_be_made_is_a_fault(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(InputFaults, match="nothing can be written here"):
        store.open_outputs(tmp_path / "file" / "outputs")


def test_checksums_are_those_of_the_files(tmp_path):
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "a.png").write_bytes(b"a")
    (tmp_path / store.MANIFEST).write_text(WHOLE)
    assert store.folder_checksums(tmp_path) == {
        "figures/a.png": file_checksum(tmp_path / "figures" / "a.png")
    }


def test_removing_a_folder_waits_for_a_dying_kernel(tmp_path):
    folder = tmp_path / "run"
    folder.mkdir()
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, folder], stdout=subprocess.PIPE
    )  # fmt: skip
    writer.stdout.readline()
    store.remove(folder)
    writer.wait()
    writer.stdout.close()
    assert not folder.exists()


WRITER = """
import sys, time
from pathlib import Path
print("begun", flush=True)
end = time.monotonic() + 0.3
while time.monotonic() < end:
    try:
        (Path(sys.argv[1]) / f"{time.monotonic_ns()}").write_text("")
    except FileNotFoundError:
        break
"""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("members", [1, 2, 7, 100])
def test_the_quick_quantiles_are_numpys_to_the_last_bit(members):
    values = np.random.default_rng(3).lognormal(2, 1, (members, 5, 4)).astype(np.float32)
    quick = ordered_quantiles(in_order(values)).reshape(-1, 5, 4)
    assert np.array_equal(quick, np.quantile(values, QUANTILES, axis=0))
