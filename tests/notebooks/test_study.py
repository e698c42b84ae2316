"""The study notebooks from the command to the report, with few members: what a newcomer gets."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pandas as pd
import pytest
from docx import Document
from openpyxl import load_workbook

from sim.reports.html_files import requests
from sim.runs import ensemble, store

pytestmark = pytest.mark.slow
HAN = re.compile(r"[\u4e00-\u9fff]")
TAGS = re.compile(r"<style>.*?</style>|<[^>]+>", re.DOTALL)
SCENARIOS = ("stop-after-two", "no-programme")
FILES = {
    "briefing.docx", "briefing.xlsx", "city.parquet", "cost.parquet", "counterfactual.yaml",
    "draws.parquet", "headline.parquet", "manifest.json", "ro-crate-metadata.json",
    "parameters.csv", "report.html", "report.ipynb", "scenario.yaml", "villages.parquet",
    "figures/mean_income.png", "figures/mean_income.svg", "figures/villages_below.png",
    "figures/villages_below.svg", "figures/village_distribution.png", "figures/village_distribution.svg",
}  # fmt: skip
GAIN = {"figures/gain.png", "figures/gain.svg"}


def wuli(outputs, *arguments):
    command = [sys.executable, "-m", "sim.cli", "run", *SCENARIOS, "--members", "8", "--lang", "en"]
    done = subprocess.run(
        [*command, "--outputs", outputs, *arguments], capture_output=True, text=True, check=False,
        env={**os.environ, "COLUMNS": "80"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    return tmp_path_factory.mktemp("outputs")


@pytest.fixture(scope="module")
def first(outputs):
    return wuli(outputs, "-p", "villages_shown=2")


@pytest.fixture(scope="module")
def folders(first, outputs):
    found = {path.name.rpartition("-")[0]: path for path in outputs.iterdir() if path.name != store.LOCKS}
    assert set(found) == {*SCENARIOS, "comparison"}
    return found


def shown(folder) -> str:
    return TAGS.sub(" ", (folder / "report.html").read_text(encoding="utf-8"))


def test_the_command_ends_with_the_answers_and_the_way_to_the_report(first, folders):
    text = " ".join(first.stdout.split())
    assert "Results in 2030: median (90 % band); the village register is synthetic" in text
    assert f"report: {folders['comparison'] / 'report.html'}" in first.stdout
    headline = pd.read_parquet(folders["stop-after-two"] / "headline.parquet").set_index("answer")
    for name, decimals in (("mean_income", 1), ("below_target", 0), ("gain_per_yuan", 3)):
        for column in ("low", "mid", "high"):
            assert f"{headline.loc[name, column]:.{decimals}f}" in text
    assert max(len(line) for line in first.stdout.splitlines() if not line.startswith("report")) <= 80


def test_a_run_folder_holds_everything_with_its_checksums(folders):
    for name, expected in (("stop-after-two", FILES | GAIN), ("no-programme", FILES)):
        files = {
            path.relative_to(folders[name]).as_posix() for path in folders[name].rglob("*") if path.is_file()
        }
        assert files == expected
        about = json.loads((folders[name] / "manifest.json").read_text())
        assert about["files"] == store.folder_checksums(folders[name])
        assert (about["members"], about["seed"], about["scenario"]) == (8, 0, name)


def test_a_report_is_in_one_language_without_code_and_fetches_nothing(folders):
    for folder in folders.values():
        text = shown(folder)
        assert not HAN.search(text)
        assert "import " not in text
        assert "synthetic data" in text
        assert requests((folder / "report.html").read_text(encoding="utf-8")) == []


def test_the_briefing_of_a_run_holds_the_numbers_of_its_tables(folders):
    folder = folders["stop-after-two"]
    headline = pd.read_parquet(folder / "headline.parquet").set_index("answer")
    table = Document(folder / "briefing.docx").tables[0]
    assert table.cell(1, 1).text == f"{headline.loc['mean_income', 'mid']:.1f}"
    answer = load_workbook(folder / "briefing.xlsx")["Answer"]
    shown_there = [answer.cell(4, column).value for column in (2, 3, 4)]
    assert shown_there == pytest.approx(headline.loc["mean_income", ["low", "mid", "high"]].to_list())


def test_a_notebook_option_reaches_the_report(folders):
    assert "The 2 villages that gain most" in shown(folders["stop-after-two"])


def test_the_comparison_links_to_reports_that_are_there(folders):
    page = (folders["comparison"] / "report.html").read_text(encoding="utf-8")
    links = re.findall(r'<a href="([^"]+)">', page)
    assert len(links) == len(SCENARIOS)
    assert all((folders["comparison"] / link).is_file() for link in links)


def test_the_notebook_computed_what_a_call_computes(folders):
    ours = ensemble.make_run("stop-after-two", members=8)
    theirs = store.load_run(folders["stop-after-two"])
    assert ours.result.city.broadcast_equals(theirs.result.city)


def test_the_same_run_is_found_and_nothing_is_computed(folders, outputs):
    before = {path: path.stat().st_mtime_ns for path in outputs.rglob("*") if path.is_file()}
    again = wuli(outputs, "-p", "villages_shown=2")
    assert again.stderr.count("there already") == len(SCENARIOS) + 1
    assert "report: " in again.stdout
    assert {path: path.stat().st_mtime_ns for path in outputs.rglob("*") if path.is_file()} == before


@pytest.mark.proof
def test_run_again_on_another_number_of_processors_the_tables_are_the_same_bytes(folders, outputs):
    tables = [folders[name] / file for name in SCENARIOS for file in sorted(FILES) if "parquet" in file]
    before = {path: path.read_bytes() for path in tables}
    wuli(outputs, "-p", "villages_shown=2", "--again", "--workers", "1")
    assert {path: path.read_bytes() for path in tables} == before
