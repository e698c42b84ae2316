"""What speaks for and against each form of the model's structure is told of all of them, by finding."""

import shutil

import pytest

from sim.faults import InputFaults
from sim.inputs import facts
from sim.inputs.facts import load_structures
from sim.model.structures import CHOICES

EVIDENCE = facts.DATA / "evidence.csv"


@pytest.fixture
def written(tmp_path, monkeypatch):
    """Read the table with one text of it replaced."""
    shipped = (facts.DATA / "structures.csv").read_text(encoding="utf-8")

    def read(old, new):
        assert old in shipped
        (tmp_path / "structures.csv").write_text(shipped.replace(old, new, 1), encoding="utf-8")
        monkeypatch.setattr(facts, "DATA", tmp_path)
        shutil.copy(EVIDENCE, tmp_path)
        return load_structures.__wrapped__()

    return read


def found(written, old, new):
    with pytest.raises(InputFaults) as caught:
        written(old, new)
    return [(each.where, each.key) for each in caught.value.faults]


def test_every_form_of_every_choice_is_told_and_no_other_the_standard_one_first():
    listed = load_structures().index.to_list()
    assert listed == [(name, form) for name, forms in CHOICES.items() for form in ("", *forms)]


def test_what_no_finding_speaks_for_or_against_says_so():
    table = load_structures()
    silent = table[(table["for"].str.len() == 0) & (table["against"].str.len() == 0)]
    for name, form in silent.index:
        if form:
            assert "No evidence" in silent["reason"].loc[(name, form)]
            assert "没有证据" in silent["reason_zh"].loc[(name, form)]


def test_no_finding_speaks_for_and_against_the_same_form():
    assert not any(set(row["for"]) & set(row["against"]) for _, row in load_structures().iterrows())


def test_an_unknown_finding_is_a_fault_on_its_line_with_the_nearest(written):
    with pytest.raises(
        InputFaults, match=r"structures.csv:3: unknown finding 'organisation_2'; did you mean"
    ):
        written("multiply,organisation_02", "multiply,organisation_2")


def test_blank_repeated_and_homeless_rows_are_faults_all_at_once(written):
    assert found(written, "effects,add,各力相加", "effects,multiply,") == [
        ("structures.csv:4", "table_blank"),
        ("structures.csv:4", "fault_cell_repeated"),
    ]
    assert found(written, "effects,add", "effect,add") == [("structures.csv:4", "fault_unknown_near")]
