"""Findings keep their signs without numbers, and their numbers as published."""

import numpy as np
import pytest

from sim.faults import InputFaults
from sim.inputs.facts import EVIDENCE_COLUMNS, GRADES, estimate, load_evidence, load_facts


def written(tmp_path, **cells):
    row = {**dict.fromkeys(EVIDENCE_COLUMNS, ""), "id": "x_01", "grade": "B", **cells}
    text = ",".join(EVIDENCE_COLUMNS) + "\n" + ",".join(row.values()) + "\n"
    (tmp_path / "evidence.csv").write_text(text, encoding="utf-8")
    return tmp_path


def test_every_finding_is_read_and_no_finding_shares_its_id_with_a_fact():
    evidence = load_evidence()
    assert len(evidence) == 302
    assert set(evidence["grade"]) == set(GRADES)
    assert not set(evidence.index) & set(load_facts().index)


def test_an_estimate_is_the_published_number_and_blank_where_only_the_sign_is_known():
    evidence = load_evidence()
    assert estimate(evidence, "baseline_22") == 0.97
    assert np.isnan(estimate(evidence, "talent_01"))


def test_titles_and_authors_are_names_and_never_a_remark_of_who_collected_them():
    evidence = load_evidence()
    for name in ("source_title", "authors"):
        assert not evidence[name].str.contains("not shown|paraphrased|seed article").any()
    assert evidence["source_title"].loc["training_01"] == ""
    assert evidence["source_title"].loc["funding_47"] == "绵阳市盘活农村集体资产九种模式"
    assert evidence["authors"].loc["talent_01"] == ""


def test_an_unknown_finding_names_the_nearest_one(monkeypatch):
    monkeypatch.setenv("WULI_LANG", "en")
    with pytest.raises(InputFaults, match=r"unknown finding 'basline_22'; did you mean 'baseline_22'\?"):
        estimate(load_evidence(), "basline_22")


@pytest.mark.parametrize(
    ("cells", "key"),
    [
        ({"estimate": "about 3"}, "fault_cell_number"),
        ({"low": "inf"}, "fault_cell_number"),
        ({"grade": "Z"}, "fault_unknown"),
    ],
)
def test_a_wrong_cell_is_a_fault_on_its_line(tmp_path, cells, key):
    with pytest.raises(InputFaults) as caught:
        load_evidence(written(tmp_path, **cells))
    assert [(found.where, found.key) for found in caught.value.faults] == [("evidence.csv:2", key)]


def test_a_blank_estimate_is_no_fault(tmp_path):
    assert np.isnan(estimate(load_evidence(written(tmp_path)), "x_01"))
