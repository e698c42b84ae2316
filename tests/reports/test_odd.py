"""The description of the model is what code and tables say, and says all of it."""

import dataclasses
import inspect
import re

import pytest

from sim import axes
from sim.figures.tables import ANSWERS
from sim.folders import DATA
from sim.inputs.case import read_case
from sim.inputs.facts import load_structures
from sim.inputs.levers import load_levers
from sim.inputs.parameters import load_parameters
from sim.model import equations
from sim.model.simulate import accounts
from sim.model.structures import CHOICES
from sim.reports import odd
from sim.runs.ensemble import draw_members
from sim.words import table

PARAMETERS = load_parameters()


@pytest.fixture(scope="module")
def text():
    return odd.describe_model()


def rows(text, section):
    """The rows of a section's first table, as lists of cells."""
    lines = text.split(f"### {section}")[1].split("\n\n")
    table = next(part for part in lines if part.startswith("| "))
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in table.splitlines()[2:]]


def test_the_stored_copy_is_what_the_code_says(text):
    stored = (DATA / "MODEL.md").read_text(encoding="utf-8")
    assert stored == text, "run `wuli describe data/MODEL.md`"


def test_a_changed_prior_changes_the_document(monkeypatch, text):
    wider = {**PARAMETERS, "yield_rate": dataclasses.replace(PARAMETERS["yield_rate"], high=0.2)}
    monkeypatch.setattr(odd, "load_parameters", lambda: wider)
    assert odd.describe_model() != text


def test_equations_are_numbered_without_a_gap():
    numbers = [each.number for each in odd.all_equations()]
    assert numbers == list(range(1, len(numbers) + 1))
    written = [name for name, each in vars(equations).items() if hasattr(each, "py_func")]
    assert {each.name for each in odd.all_equations()} == {
        name for name in written if inspect.getmodule(getattr(equations, name).py_func) is equations
    }


def test_numbers_in_prose_are_those_of_the_equations(text):
    number = {each.name: each.number for each in odd.all_equations()}
    pair = f"(equations {number['brought_money']} and {number['forces_effect']})"
    assert f"not counted again as quality {pair}" in text
    assert f"loses a share `fading` (equation {number['kept']})" in text


def test_every_argument_of_every_equation_has_a_unit():
    assert all(unit for each in odd.all_equations() for _, unit in each.arguments)


def test_every_equation_has_words_in_which_the_evidence_page_names_it():
    assert {f"equation_{each.name}" for each in odd.all_equations()} <= set(table())


def test_every_equation_stands_in_the_order_of_the_year():
    found = odd.all_equations()
    assert {each.name for each in odd.steps(found)} == {each.name for each in found}


def test_a_formula_is_the_equations_own_text():
    growth = next(each for each in odd.all_equations() if each.name == "contract_income")
    assert growth.formula == "contract_income = contracts * growth * (1 + land_effect * land)"
    assert growth.parameters == ("land_effect",)


def test_every_parameter_stands_with_its_prior_grade_and_source(text):
    table = {cells[0].strip("`"): cells for cells in rows(text, "3.5")}
    assert list(table) == list(PARAMETERS)
    for name, cells in table.items():
        assert PARAMETERS[name].grade == cells[4]
        assert all(source in cells[5] for source in PARAMETERS[name].source)
        assert cells[6]


def test_every_lever_goes_from_its_fact_to_a_grade(text):
    table = {cells[1].split("`")[1]: cells for cells in rows(text, "3.3")}
    for name, lever in load_levers().items():
        fact, _, channels, entered, graded = table[name]
        assert all(f"`{each}`" in fact for each in lever.facts)
        assert all(f"`{each}`" in channels for each, _ in lever.channels)
        if lever.channels[0][0] == "support":
            assert (entered, graded) == (odd.SUBSIDY, "none")
        else:
            assert any(f"`{each.name}`" in entered for each in odd.all_equations())
            assert any(grade in graded for grade in ("measured", "published", "expert", "assumption"))


def test_the_way_of_a_channel_is_read_off_the_code():
    ways = odd.channel_equations()
    assert set(ways) == set(axes.CHANNELS)
    assert ways["land"][0] == ["contract_income"]
    assert {"rents_to_households", "net_return"} <= set(ways["land"][1])
    assert not {"operating_income", "investment_income"} & set(ways["land"][1])
    assert ways["training"][0] == ["next_skill"]
    assert {"forces_effect", "own_business", "operating_income", "net_return"} <= set(ways["training"][1])
    assert not {"next_capital", "project_fails"} & set(ways["training"][1])
    assert ways["support"][0] == []
    assert "surplus_of" in ways["support"][1]
    assert not {"operating_income", "net_return"} & set(ways["support"][1])  # a cheque is not a gain
    # money that comes with public money follows it; what is spent this year is capital of the next
    assert ways["grants"][0] == ["tied_money", "offered_money"]
    assert {"uptake", "next_capital", "project_income", "operating_income"} <= set(ways["grants"][1])
    assert set(ways["staff"][0]) == {"dispatched_talent", "brought_money"}


def test_every_headline_is_led_back_to_its_equations_and_their_parameters(text):
    assert list(odd.HEADLINES) == list(ANSWERS)
    table = {}
    for line in text.split("And back:")[1].split("### 3.4")[0].splitlines():
        if line.startswith("| `"):
            names, _, numbers, graded = (cell.strip() for cell in line.strip("|").split(" | "))
            behind = {int(each) for each in numbers.split(", ")}, graded
            table |= dict.fromkeys(re.findall(r"`(\w+)`", names), behind)
    assert set(table) == set(ANSWERS)
    number = {each.name: each.number for each in odd.all_equations()}
    assert number["net_return"] in table["mean_net_gain"][0]
    assert number["net_return"] not in table["mean_gain"][0]
    assert number["surplus_of"] not in table["mean_net"][0]  # neither cheque nor interest
    assert number["newly_borrowed"] in table["by_debt"][0]
    assert number["dividends_of"] in table["household_gain"][0]
    assert "`business_cost`" in table["net_lifted"][1]
    assert "`business_cost`" not in table["lifted"][1]


def test_what_makes_a_trait_counts_where_the_trait_is_used():
    read = {each.name: set(each.parameters) for each in odd.all_equations()}
    assert {"yield_rate", "kinds_differ", "capital_half"} == read["project_income"]
    assert "talent_by_remoteness" in read["forces_effect"]
    assert "fading" in read["next_skill"]  # through `kept`
    assert {"city_shock", "banner_shock", "product_shock"} <= read["next_shock"]


def test_what_is_worked_out_once_stands_apart_from_the_year(text):
    once, yearly = text.split("Once for every member and village")[1].split("Every member, every year")
    assert "`business_cost_here`" in once
    assert "`net_return`" not in once
    assert "`net_return`" in yearly.split("## 2")[0]


def test_every_form_of_every_choice_of_structure_says_what_speaks_for_and_against_it(text):
    table = {cells[0].split("`")[1]: cells for cells in rows(text, "3.7") if not cells[0].startswith("**")}
    for name, forms in CHOICES.items():
        for form in set(forms) - {"none"}:  # three choices have a form of that name
            findings = load_structures().loc[(name, form)]
            assert table[form][1] == ("standard" if form == forms[0] else "")
            for cell, side in ((2, "for"), (3, "against")):
                assert table[form][cell] == ("; ".join(findings[side]) or "no evidence")


def test_the_balance_that_the_document_tells_holds(text):
    line = next(line for line in text.splitlines() if line.startswith("capital + committed"))
    owned, owed = ([name.strip() for name in side.split("+")] for side in line.split("="))
    case = read_case("programme-2022")
    account = accounts(case, draw_members(case.parameters, 2))
    gap = sum(account[name] for name in owned) - sum(account[name] for name in owed)
    assert float(abs(gap).max()) < 1e-4  # one yuan, in 10k yuan
