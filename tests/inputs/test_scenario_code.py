"""Scenario codes: what goes in comes out to the last bit, and no single slip of the finger passes."""

import random
from dataclasses import replace

import numpy as np
import pytest

from sim.faults import InputFaults
from sim.inputs.case import beside, read_case
from sim.inputs.levers import HANDOUTS, load_levers
from sim.inputs.parameters import load_parameters
from sim.inputs.scenarios.codes import encoding
from sim.inputs.scenarios.codes.decoding import decode
from sim.inputs.scenarios.codes.encoding import (
    GROUP,
    NAME,
    PRIME,
    SHORTEST,
    SIGNS,
    CodeNames,
    Reader,
    Writer,
    encode,
    grouped,
    hashed,
    named,
    number_of,
    seal,
    signs,
)
from sim.inputs.scenarios.files import load_scenario, save_scenario
from sim.inputs.scenarios.names import list_scenarios
from sim.inputs.scenarios.resolve import change, override
from sim.inputs.scenarios.scenario import Override
from sim.runs.ensemble import simulate

TABLE = load_levers()
LEVERS = tuple(TABLE)


def plain(code):
    return code.replace("-", "")


@pytest.fixture(scope="module")
def programme():
    return load_scenario("programme-2022")


@pytest.fixture(scope="module")
def changed(programme):
    edits = {
        "resident_staff": {"amount": 600, "targeting": "weakest_first"},
        "municipal_fiscal": {"amount": 1500},
    }
    return change(programme, edits)


def random_edit(lot, name, villages):
    """One entry of a `set:` block: an amount for all years or by year, a scale, a targeting."""
    table = TABLE[name]
    number = lot.choice([lambda: lot.randint(0, 5000), lambda: round(lot.uniform(0, 900), lot.randint(0, 4)),
                         lambda: lot.uniform(0, 1e6), lambda: lot.uniform(0, 1) ** 9])  # fmt: skip
    edit = {}
    kind = lot.randint(0, 3)
    if kind == 0:
        edit["amount"] = number()
    elif kind == 1:
        edit["amount"] = {year: number() for year in lot.sample(range(2022, 2031), lot.randint(1, 5))}
    elif kind == 2:
        edit["scale"] = lot.choice([0, 0.5, 1.25, 460 / 436, lot.uniform(0, 3)])
    if kind == 3 or lot.random() < 0.3:
        handouts = [each for each in HANDOUTS if table.column or each != "register"]
        edit["targeting"] = lot.choice([*handouts, lot.sample(villages, lot.randint(1, 90))])
    return edit


def random_scenario(lot, villages):
    start = encoding.base_scenario(lot.choice(list_scenarios()))
    names = lot.sample(LEVERS, lot.randint(0, 6))
    return change(start, {name: random_edit(lot, name, villages) for name in names}, levers=TABLE)


# --- round trip ------------------------------------------------------------------------------------------


def test_many_random_scenarios_come_back_to_the_last_bit():
    lot = random.Random(2022)
    villages = [f"V{number:03d}" for number in range(1, 528)]
    for _ in range(100):
        scenario = random_scenario(lot, villages)
        again = decode(encode(scenario))
        assert again.settings == scenario.settings
        assert (again.years, again.parameters, again.posterior) == (
            scenario.years, scenario.parameters, scenario.posterior,
        )  # fmt: skip


def test_a_code_gives_the_same_results_to_the_byte(changed):
    first = simulate(replace(read_case(), scenario=changed), members=3)
    second = simulate(read_case(encode(changed)), members=3)
    for name in first.city:
        assert first.city[name].to_numpy().tobytes() == second.city[name].to_numpy().tobytes()
    assert first.villages["income"].to_numpy().tobytes() == second.villages["income"].to_numpy().tobytes()


def test_priors_travel_exactly(programme):
    priors = {
        "yield_rate": Override(0.06, 0.06, 0.06, "constant"),
        "talent_effect": Override(-0.015, -0.2, 0.1, "normal", "measured"),
        "capital_half": Override(1 / 3, 0.1, 777.25, "loguniform"),
    }
    again = decode(encode(replace(programme, parameters=priors)))
    assert again.parameters == priors
    assert [each.field for each in again.changes] == ["prior"] * 3
    assert override(load_parameters(), again.parameters)["yield_rate"].value == 0.06


def test_a_horizon_travels_and_a_counterfactual_takes_over_that_of_its_scenario(tmp_path, programme):
    path = tmp_path / "longer.yaml"
    path.write_text(
        "title: {zh: 长, en: Longer}\nquestion: {zh: 何, en: What}\nbaseline: programme-2022\n"
        "years: [2022, 2040]\nset: {resident_staff: {amount: {2035: 12.5}, reason: later}}\n",
        encoding="utf-8",
    )
    longer = load_scenario(path)
    again = decode(encode(longer))
    assert again.years == longer.years
    assert again.settings == longer.settings
    assert beside(read_case("stop-after-two"), encode(longer)).scenario.years == programme.years
    assert beside(read_case(path), encode(programme)).scenario.years == longer.years


def test_a_scenario_of_data_has_a_code_that_opens_as_itself():
    for name in list_scenarios():
        scenario = load_scenario(name)
        assert len(plain(encode(scenario))) == SHORTEST
        assert decode(encode(scenario)) == scenario


def test_a_decoded_scenario_can_be_written_as_a_file_and_coded_again(tmp_path, changed):
    opened = decode(encode(changed))
    save_scenario(opened, tmp_path / "mine.yaml")
    assert load_scenario(tmp_path / "mine.yaml").settings == changed.settings
    assert encode(load_scenario(tmp_path / "mine.yaml")) == encode(opened) == encode(changed)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_typical_code_has_about_thirty_signs(programme, count):
    """One to three levers moved to round amounts, as sliders do."""
    lot = random.Random(count)
    lengths = []
    for _ in range(60):
        edits = {}
        for name in lot.sample([each for each in LEVERS if programme.settings[each].amounts[0]], count):
            amount = programme.settings[name].amounts[0]
            edits[name] = {"scale": lot.randint(1, 200) * max(1, round(amount / 100)) / amount}
        lengths.append(len(plain(encode(change(programme, edits)))))
    assert np.median(lengths) <= 13 + 6 * count
    assert max(lengths) <= 36


# --- opening ---------------------------------------------------------------------------------------------


def test_a_code_opens_where_an_id_does_however_it_is_typed(changed):
    code = encode(changed)
    loose = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    wide = "".join(chr(ord(sign) + 0xFEE0) if sign.isalnum() else "－" for sign in code)
    for typed in (code, plain(code), loose, f"  {code} ", wide):
        assert load_scenario(typed).settings == changed.settings
        assert load_scenario(typed).id == code


def test_an_id_is_never_taken_for_a_code():
    assert [name for name in [*list_scenarios(), "programe-2022", "weakest"] if encoding.is_code(name)] == []


def test_a_decoded_scenario_says_what_it_changes(changed):
    opened = load_scenario(encode(changed))
    assert [(each.target, each.field) for each in opened.changes] == [
        ("municipal_fiscal", "amount"), ("resident_staff", "amount"), ("resident_staff", "targeting"),
    ]  # fmt: skip
    assert opened.baseline == "programme-2022"
    assert "2 changed" in opened.title["en"]


# --- slips -----------------------------------------------------------------------------------------------


def refusal(code):
    with pytest.raises(InputFaults) as found:
        decode(code)
    return str(found.value)


def test_every_single_wrong_sign_and_every_swap_is_found_and_its_group_named(changed):
    code = plain(encode(changed))
    named = 0
    for place, sign in enumerate(code):
        for other in SIGNS.replace(sign, ""):
            wrong = code[:place] + other + code[place + 1 :]
            assert number_of(wrong) % PRIME, wrong
        swapped = code[:place] + code[place : place + 2][::-1] + code[place + 2 :]
        if swapped != code:
            said = refusal(grouped(swapped))
            named += any(f"group {group}" in said for group in (place // GROUP + 1, (place + 1) // GROUP + 1))
    assert named > 0.9 * (len(code) - 2)


def test_a_wrong_sign_is_told_with_its_group_and_what_was_meant(changed):
    code = encode(changed)
    groups = code.split("-")
    right = groups[2]
    groups[2] = ("A" if right[0] != "A" else "B") + right[1:]
    assert refusal("-".join(groups)).endswith(
        f"group 3 of the scenario code, '{groups[2]}', is wrong; did you mean '{right}'?"
    )


def test_other_slips_are_told_plainly(changed):
    code = encode(changed)
    groups = code.split("-")
    assert "group 2" in refusal("-".join([groups[0], groups[1][:3], *groups[2:]]))
    assert "'U'" in refusal("-".join([groups[0][:3] + "U", *groups[1:]]))
    assert "not whole" in refusal("-".join(groups[:-2]))


def test_two_random_wrong_signs_hardly_ever_pass(changed):
    code, lot, passed = plain(encode(changed)), random.Random(7), 0
    for _ in range(3000):
        signs = list(code)
        for place in lot.sample(range(len(code)), 2):
            signs[place] = lot.choice(SIGNS.replace(signs[place], ""))
        passed += number_of("".join(signs)) % PRIME == 0
    assert passed <= 2


def test_a_code_that_holds_together_but_names_nothing_is_refused():
    body = Writer()
    name = next(n for n in range(1024) if named(n, list_scenarios(), 1, 10) is None)
    for number, width in ((name, 10), (0, 10), (0, 15), (0, 1), (0, 1), (0, 1), (0, 1)):
        body.put(number, width)
    assert "programme-2022" in refusal(seal("W1" + signs(body)))


# --- names and numbers -----------------------------------------------------------------------------------


def test_no_two_names_of_a_kind_share_a_hash_under_the_salt():
    names = encoding.known_names()
    hashes = [hashed(name, names.salt(), NAME) for name in names.levers]
    assert len(set(hashes)) == len(names.levers) == len(LEVERS)


def test_a_salt_is_given_up_where_two_names_share_a_hash():
    names = CodeNames(("a",), ("x",), ("p",))
    assert names.salt() == 1
    pair = next((f"n{i}", f"n{j}") for i in range(200) for j in range(i)
                if hashed(f"n{i}", 1, NAME) == hashed(f"n{j}", 1, NAME))  # fmt: skip
    assert CodeNames(("a",), pair, ("p",)).salt() > 1


@pytest.mark.parametrize("number", [0.0, 1.0, 0.1, 1 / 3, 1e300, 5e-324, 12345.678, 370000.0, 2.5e-7])
def test_a_number_comes_back_to_the_last_bit(number):
    bits = Writer()
    bits.number(number)
    assert Reader(bits.value, bits.size).number() == number


def test_the_alphabet_has_no_signs_that_look_alike():
    assert len(set(SIGNS)) == 32
    assert not set("ILOU") & set(SIGNS)
