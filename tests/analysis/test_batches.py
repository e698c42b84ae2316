"""The tables of a batch: what runs were given, beside what came out of them."""

from __future__ import annotations

import pandas as pd
import pytest

from sim.analysis.outcomes import gather
from sim.reports.html_files import index_page, requests
from sim.words import speaking

RUNS = """run,state,error,notebook,scenario,base,seed,about_zh,about_en,lever.grids,option.note
a-1,done,,n,a,p,0,网格员 = 5,Grids = 5,5,x
b-2,failed,ValueError: <b>,n,b,p,0,网格员 = 6,Grids = 6,6,
c-3,done,,n,c,p,1,网格员 = 7,Grids = 7,7,y
"""
ANSWERS = ("mean_income", "mean_gain", "below_target", "gain_per_yuan")


@pytest.fixture(scope="module")
def batch(tmp_path_factory):
    outputs = tmp_path_factory.mktemp("outputs")
    (outputs / "batch").mkdir()
    (outputs / "batch" / "runs.csv").write_text(RUNS, encoding="utf-8")
    for run, income in (("a-1", 10.0), ("c-3", 20.0)):
        (outputs / run).mkdir()
        band = {"low": income - 1, "mid": income, "high": income + 1, "unit": "10k yuan/year"}
        answers = pd.DataFrame([{"answer": name, **band} for name in ANSWERS])
        answers.to_parquet(outputs / run / "headline.parquet")
        paths = [
            {"member": m, "year": y, "side": side, "mean": income + m}
            for m in (0, 2) for y in (2022, 2023) for side in ("scenario", "counterfactual")
        ]  # fmt: skip
        pd.DataFrame(paths).to_parquet(outputs / run / "city.parquet")
    return gather(outputs / "batch" / "runs.csv")


def test_a_row_of_the_table_says_what_its_run_was_given_and_what_came_out(batch):
    table = batch.tables["headline"]
    assert len(table) == 2 * len(ANSWERS)
    row = table[(table["run"] == "c-3") & (table["answer"] == "mean_income")].iloc[0]
    assert (row["lever.grids"], row["option.note"], row["seed"]) == (7, "y", 1)
    assert (row["low"], row["mid"], row["high"]) == (19.0, 20.0, 21.0)


def test_only_numbers_that_differ_count_as_varied_and_failed_runs_are_kept_apart(batch):
    assert batch.varied == ["lever.grids"]
    assert list(batch.failed["run"]) == ["b-2"]
    assert list(batch.done["run"]) == ["a-1", "c-3"]


def test_paths_are_bands_over_the_members_of_the_scenario(batch):
    path = batch.paths[batch.paths["run"] == "a-1"]
    assert list(path["year"]) == [2022, 2023]
    assert list(path["q50"]) == [11.0, 11.0]
    assert path["mean"].iloc[0] == 11.0


@pytest.mark.parametrize(("lang", "said"), [("zh", "失败"), ("en", "failed")])
def test_the_page_of_all_runs_speaks_both_languages_and_asks_for_nothing(batch, lang, said):
    with speaking(lang):
        page = index_page(batch, "A < B", "Why?")
    assert requests(page) == []
    assert "A &lt; B" in page
    assert f"{said}: ValueError: &lt;b&gt;" in page
    assert page.count("<svg") == 2
    assert page.index("b-2") < page.index("a-1")
