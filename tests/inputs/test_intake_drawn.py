"""What is drawn meets every known total, leaves what is known alone, and says that it was drawn."""

import numpy as np
import pytest

from sim.faults import InputFaults
from sim.inputs.intake.imputation import Margin, drawn_columns, fill_register, rake
from sim.inputs.intake.registers import check_register, keep_taken
from sim.inputs.villages import load_villages


def everything(cells, total):
    return Margin(np.array(cells), total, "")


def test_raking_a_two_by_two_table_meets_rows_and_columns_and_keeps_the_odds_ratio():
    margins = [everything([0, 1], 30), everything([2, 3], 70), everything([0, 2], 40), everything([1, 3], 60)]
    fitted, miss = rake(np.array([[1.0, 2.0], [3.0, 4.0]]), margins)
    assert fitted.sum(axis=1) == pytest.approx([30, 70])
    assert fitted.sum(axis=0) == pytest.approx([40, 60])
    assert fitted[0, 0] * fitted[1, 1] / (fitted[0, 1] * fitted[1, 0]) == pytest.approx(4 / 6)
    assert miss < 1e-9


def test_totals_that_contradict_each_other_are_refused():
    with pytest.raises(InputFaults, match="contradict"):
        rake(np.ones(2), [everything([0, 1], 10), everything([0, 1], 11)])


def test_a_total_without_a_cell_to_go_to_is_refused():
    with pytest.raises(InputFaults, match="nowhere"):
        rake(np.zeros(2), [everything([0, 1], 10)])


@pytest.fixture
def partial(tmp_path):
    ours = load_villages().table.drop(columns="origin")
    ours["income"] = ours.filter(regex="operating|contracts|investment|subsidy").sum(axis=1)
    lacking = ["operating", "contracts", "households", "governance", "grids", "key_village"]
    ours.drop(columns=[*lacking, "resident_staff"]).to_csv(tmp_path / "partial.csv", index=False)
    totals = [f"households,banner,{b},{n}" for b, n in ours.groupby("banner_id")["households"].sum().items()]
    totals += [
        f"operating,all,,{ours['operating'].sum():.2f}",
        "grids,all,,3202",
        "key_village,all,,61",
    ]
    (tmp_path / "totals.csv").write_text("column,level,place,total\n" + "\n".join(totals), encoding="utf-8")
    return tmp_path / "partial.csv", tmp_path / "totals.csv", ours


def test_missing_columns_meet_the_known_totals_and_the_villages_own(partial):
    path, totals, ours = partial
    filled = fill_register(path, totals)
    table = filled.table
    streams = table.filter(regex="operating|contracts|investment|subsidy").sum(axis=1)
    assert np.abs(streams - ours["income"]).max() < 0.001
    assert table["operating"].sum() == pytest.approx(ours["operating"].sum(), rel=1e-5)
    households = [each.groupby("banner_id")["households"].sum().to_dict() for each in (table, ours)]
    assert households[0] == households[1]
    assert (table["grids"].sum(), table["key_village"].sum()) == (3202, 61)
    assert (table["households"] <= table["population"]).all()
    assert table["population"].equals(ours["population"])
    assert filled.miss < 1e-6


def test_what_was_drawn_is_marked_and_the_mark_survives_the_way_in(partial, tmp_path, monkeypatch):
    monkeypatch.setenv("WULI_HOME", str(tmp_path / "home"))
    filled = fill_register(*partial[:2])
    filled.table.to_csv(tmp_path / "filled.csv", index=False)
    taken = check_register(tmp_path / "filled.csv")
    assert taken.open == []
    register = keep_taken(taken)
    assert set(drawn_columns(register.table)) == set(filled.drawn)
    assert "population" not in filled.drawn


def test_a_draw_repeats_and_another_seed_draws_otherwise(partial):
    path, totals, _ = partial
    first, again, other = (fill_register(path, totals, seed).table for seed in (1, 1, 2))
    assert first.equals(again)
    assert not first.equals(other)


def test_an_unknown_total_is_refused_with_its_line(partial, tmp_path):
    totals = tmp_path / "wrong.csv"
    totals.write_text("column,level,place,total\nhousholds,all,,5\npopulation,all,,5\ngrids,banner,B99,1\n")
    with pytest.raises(InputFaults) as caught:
        fill_register(partial[0], totals)
    assert [each.where for each in caught.value.faults] == ["wrong.csv:2", "wrong.csv:3", "wrong.csv:4"]
