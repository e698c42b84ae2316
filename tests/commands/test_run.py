"""`wuli run` and `wuli batch` plan the same way, and read what they plan on once."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from sim.folders import ROOT

# Runs nothing, and tells what was opened and checked on the way to the first run.
COUNTER = """
import json, sys
from collections import Counter
from pathlib import Path
from sim import cli
from sim.inputs import levers, parameters, studies, villages
from sim.runs import batch

opened, chains = Counter(), Counter()

def notice(event, given):
    if event == "open" and str(given[0]).endswith((".yaml", ".csv", ".ipynb")):
        opened[str(given[0])] += 1

def counted(name, *given, load=studies.load_chain):
    scenario, sheets = load(name, *given)
    chains[scenario.id] += 1
    return scenario, sheets

def made(jobs, *given):
    return [batch.Outcome(job, batch.FOUND, job.folder) for job in jobs]

studies.load_chain, batch.run_batch = counted, made
sys.addaudithook(notice)
status = cli.command(sys.argv[1:])
checks = (levers._levers_at, parameters._parameters_at, villages._checked_register)
print(json.dumps([status, opened, chains, [each.cache_info().misses for each in checks]]))
"""


@pytest.mark.parametrize(
    ("arguments", "scenarios"),
    [
        (["run", "talent-first"], {"talent-first", "no-programme"}),
        (["run", "programme-2022", "talent-first", "no-programme", "--members", "3"],
         {"talent-first", "programme-2022", "no-programme"}),
        (["batch", "people-or-yield", "--plan"], {"talent-first", "programme-2022", "no-programme"}),
    ],
)  # fmt: skip
def test_a_command_reads_and_checks_everything_once(tmp_path, arguments, scenarios):
    command = [sys.executable, "-c", COUNTER, *arguments, "--outputs", str(tmp_path)]
    environment = {**os.environ, "WULI_HOME": str(tmp_path / "home"), "WULI_LANG": "en"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    status, opened, chains, checks = json.loads(done.stdout.splitlines()[-1])
    assert status == 0, done.stderr
    assert {name: times for name, times in opened.items() if times > 1} == {}
    assert {name for name in opened if name.endswith(("levers.csv", "villages.csv", "01_scenario.ipynb"))}
    assert chains == dict.fromkeys(scenarios, 1)
    assert checks == [1, 1, 1]
