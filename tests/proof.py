"""`python -m tests.proof [pytest's options]`: the proofs that are too long for every `make test`.

They are the tests marked `proof`: coverage over many drawn panels, servers driven to their limits, runs
killed at random, and what `make test` tries in one case tried in all. What a proof measures it records with
pytest's `record_property`; all of it becomes one flat object in outputs/proof.json.
"""

# ruff: noqa: T201  (printing is what it is for)

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from sim.writing import write

RESULTS = Path(__file__).resolve().parent.parent / "outputs" / "proof.json"
OPTIONS = ["-m", "proof", "--numprocesses=auto", "--maxprocesses=4", "--dist=loadfile"]


class Figures:
    """What the proofs recorded, and how many of them hold."""

    def __init__(self) -> None:
        self.found: dict[str, object] = {"proofs": 0, "proofs_failed": 0, "proofs_skipped": 0}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when != "call" and report.passed:
            return
        self.found["proofs"] += report.when == "call"
        self.found["proofs_failed"] += report.failed
        self.found["proofs_skipped"] += report.skipped
        self.found |= dict(report.user_properties)


def main(options: list[str]) -> int:
    figures = Figures()
    status = pytest.main([*OPTIONS, *options], plugins=[figures])
    RESULTS.parent.mkdir(exist_ok=True)
    write(RESULTS, json.dumps(figures.found, indent=1, sort_keys=True) + "\n", force=True)
    print(f"{RESULTS.name}: {figures.found['proofs']} proofs, {figures.found['proofs_failed']} failed")
    return int(status)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
