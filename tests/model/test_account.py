"""Every equation of kinds, accounts, markets and forms on three villages: by hand, limits, extremes."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from sim.analysis.outcomes import reached_by_others
from sim.axes import city_counts
from sim.inputs.case import read_case
from sim.inputs.parameters import load_parameters
from sim.inputs.scenarios.resolve import change
from sim.inputs.villages import load_industries
from sim.model.exposure import make_exposure, supplied
from sim.model.simulate import accounts, city_dataset, pack, run_blocks, simulate_members
from sim.model.structures import Structure
from sim.runs.ensemble import draw_members
from tests.baotou import BAOTOU, TARGET
from tests.model import worlds
from tests.model.worlds import QUIET, draws, register, three_villages

TOURISM = load_industries().loc["tourism"]
# Four of operating income's forces at work, and nothing of luck.
CALM = {
    **dict.fromkeys(("city_shock", "banner_shock", "product_shock", "village_shock"), 0.0),
    **dict.fromkeys(("loss_rate", "failure_rate"), 0.0),
}


def books(years=3, **arguments):
    """The account of a single member by name, each (year, village)."""
    return {name: rows[0] for name, rows in worlds.account(years, **arguments).items()}


def near(*values):
    return pytest.approx(values, rel=1e-5, abs=1e-4)


def once(amount, years=3):
    """An amount in the first year only."""
    return [amount] + [0.0] * (years - 1)


# --- kinds of business and assets ------------------------------------------------------------------


@pytest.mark.parametrize("differ", [0.0, 0.5, 1.0])
def test_yield_costs_wear_and_upkeep_are_those_of_the_kind_as_far_as_kinds_differ(differ):
    def of(weight):
        return 1 + differ * (TOURISM[weight] - 1)

    rates = {"business_cost": 0.3, "project_cost": 0.2, "depreciation": 0.1, "upkeep": 0.05}
    found = books(
        grants=once(100),
        table=three_villages(industry="tourism"),
        parameters=rates | {"kinds_differ": differ, "spent_first_year": 1.0},
    )
    spent = 100 / max(of("lag_weight"), 1)  # built in the first year, the first part of it earning in 2023
    project = 0.1 * of("yield_weight") * spent
    assert found["operating"][:2, 0] == near(20, 20 + project)
    own, upkeep = 0.3 * of("cost_weight") * 20, 0.05 * of("upkeep_weight") * spent
    assert found["costs"][:2, 0] == near(own, own + 0.2 * of("cost_weight") * project + upkeep)
    assert found["wear"][:3, 0] == near(0, 0, 0.1 * of("depreciation_weight") * spent)


@pytest.mark.parametrize(
    ("industry", "differ", "share"),
    [("tourism", 0.0, 0.5), ("tourism", 1.0, 0.5 / 1.5),
     ("land_transfer", 0.0, 0.5), ("land_transfer", 1.0, 5 / 6)],
)  # fmt: skip
def test_kinds_that_take_longer_spend_later(industry, differ, share):
    law = {"kinds_differ": differ, "spent_first_year": 0.5}
    found = books(grants=once(100), table=three_villages(industry=industry), parameters=law)
    assert found["building"][:2, 0] == near(100 * share, 100 * (1 - share) * share)


def test_no_kind_spends_more_than_all_at_once():
    law = {"kinds_differ": 1.0, "spent_first_year": 0.8}  # 0.8 / 0.6 would be more than the money there is
    found = books(grants=once(100), table=three_villages(industry="land_transfer"), parameters=law)
    assert found["building"][0, 0] == pytest.approx(100)


def test_talent_does_more_where_it_is_remote_if_it_does():
    talent = {"talent_effect": 0.1, "talent_by_remoteness": 0.5, "mentoring": 0.0}
    remote = three_villages(remote=[1.0, 0.5, 0.0])
    for table, sign in ((remote, np.array([1, 0, -1])), (three_villages(), np.zeros(3))):
        found = books(1, staff=[np.e - 1], table=table, parameters=talent)["operating"][0]
        assert found == near(*(np.array([20, 40, 60]) * np.exp(0.1 * (1 + 0.5 * sign))))
        alike = books(1, staff=[np.e - 1], table=table, parameters=talent | {"talent_by_remoteness": 0.0})
        assert alike["operating"][0] == near(*(np.array([20, 40, 60]) * np.exp(0.1)))


@pytest.mark.parametrize("by_income", [0.0, 1.0])
def test_governance_does_less_in_the_poorest_if_it_does(by_income):
    law = {"governance_effect": 0.2, "governance_by_income": by_income, "governance_push": 1.0}
    found = books(1, drive=[1.0], parameters=law | {"governance_drift": 0.0})["operating"][0]
    standing = np.array([-1, 0, 1])  # gross 50, 70 and 90
    assert found == near(*(np.array([20, 40, 60]) * np.exp(0.2 * (1 + by_income * standing) * 0.5)))


# --- costs and administration --------------------------------------------------------------------


def test_costs_as_booked_keep_their_share_and_those_unknown_are_usual():
    table = three_villages(operating_cost=[5.0, 0.0, np.nan])
    found = books(2, table=table, parameters={"operating_growth": 0.5, "business_cost": 0.4})
    # 5/20 of 30 and 45; nothing; 0.4 of 90 and 135
    assert found["costs"][0] == near(7.5, 0, 36)
    assert found["costs"][1] == near(11.25, 0, 54)


def test_costs_do_not_fall_with_the_price():
    storm = {"business_cost": 0.4, "loss_rate": 1.0, "loss_severity": 1.0}
    found = books(1, parameters=storm)
    assert found["costs"][0] == near(8, 16, 24)
    assert (found["operating"][0] < np.array([20, 40, 60])).all()


def test_administration_is_as_booked_or_usual():
    table = three_villages(administration=[3.0, 0.0, np.nan])
    found = books(1, table=table, parameters={"administration_fixed": 2.0, "administration_share": 0.1})
    assert found["administration"][0] == near(3, 0, 2 + 9)
    assert found["net"][0] == near(40 - 3, 60, 80 - 11)


def test_booked_costs_of_a_business_that_earned_nothing_stay():
    table = three_villages(operating=[0.0, 0.0, 60.0], operating_cost=[4.0, np.nan, 4.0], administration=3.0)
    found = books(1, table=table, parameters={"business_cost": 0.5})
    assert found["administration"][0] == near(7, 3, 3)
    assert found["costs"][0] == near(0, 0, 4)


def test_rents_go_to_households_and_wages_are_a_part_of_the_costs():
    law = {"rent_share": 0.3, "wage_share": 0.5, "business_cost": 0.4}
    found = books(1, parameters=law)
    assert found["rents"][0] == near(3, 3, 3)
    assert found["wages"][0] == near(4, 8, 12)
    assert found["net"][0] == near(40 - 8 - 3, 60 - 16 - 3, 80 - 24 - 3)  # wages are in the costs already


# --- debts, cash, what the year leaves -----------------------------------------------------------------


def test_debts_cash_and_assets_are_as_booked_or_usual():
    known = {"liabilities": 80.0, "cash": 30.0, "operating_assets": 70.0, "other_assets": 20.0}
    usual = {
        "debt_per_income": 2.0, "cash_per_income": 0.5, "assets_per_income": 3.0,
        "other_assets_per_operating": 0.5, "repayment": 0.0,
    }  # fmt: skip
    table = three_villages(**{name: [value, 0.0, np.nan] for name, value in known.items()})
    found = books(1, table=table, parameters=usual)
    assert found["debt"][0] == near(80, 0, 180)
    assert found["cash"][0] == near(30 + 50, 70, 45 + 90)  # and what the year leaves
    assert found["operating_assets"][0] == near(70, 0, 270)
    assert found["other_assets"][0] == near(20, 0, 135)


def test_debts_that_nobody_booked_are_spread_around_what_is_usual():
    spread = {"debt_per_income": 2.0, "debt_spread": 0.6, "repayment": 0.0}
    debts = worlds.account(1, members=20000, parameters=spread)["debt"][:, 0]
    assert debts.mean(axis=0) == pytest.approx([100, 140, 180], rel=0.02)
    assert np.log(debts).std(axis=0) == pytest.approx([0.6] * 3, rel=0.02)


@pytest.mark.parametrize(("rate", "interest"), [(0.0, 0), (0.05, 5), (1.0, 100)])
def test_interest_is_due_on_what_was_owed_when_the_year_began(rate, interest):
    law = {"interest_rate": rate, "repayment": 0.0}
    found = books(1, table=three_villages(liabilities=100.0), parameters=law)
    assert found["interest"][0] == near(interest, interest, interest)
    assert found["surplus"][0] == near(50 - interest, 70 - interest, 90 - interest)
    assert found["net"][0] == near(40, 60, 80)  # the statistics count the return before interest


@pytest.mark.parametrize(("share", "path"), [(0.0, [100] * 3), (0.25, [75, 56.25, 42.1875]), (1.0, [0] * 3)])
def test_debt_is_paid_back_from_cash(share, path):
    found = books(table=three_villages(liabilities=100.0, cash=200.0), parameters={"repayment": share})
    assert found["debt"][:, 0] == near(*path)
    assert found["cash"][:, 0] == near(*(200 + 50 * k - (100 - left) for k, left in enumerate(path, 1)))


def test_a_village_without_cash_borrows_what_it_lacks_and_no_more():
    # 100 of administration against 50, 70 and 90 of income; the second has 20 in cash, the third plenty
    table = three_villages(administration=100.0, cash=[0.0, 20.0, 1000.0], liabilities=0.0)
    found = books(table=table, parameters={"interest_rate": 0.0, "repayment": 0.0})
    assert found["borrowed"][0] == near(50, 10, 0)
    assert found["debt"][:, 0] == near(50, 100, 150)
    assert found["cash"][0] == near(0, 0, 990)
    assert found["unborrowed"][0] == near(40 - 50, 60 - 10, 80)


def test_a_surplus_goes_into_the_reserve_then_to_members_then_into_cash():
    found = books(2, parameters={"common_reserve": 0.2, "dividend_share": 0.5})
    assert found["reserved"][0] == near(10, 14, 18)
    assert found["dividends"][0] == near(20, 28, 36)
    assert found["cash"][:, 0] == near(20, 40)
    assert found["other_assets"][:, 0] == near(10, 20)  # the reserve has become public works
    worn = books(2, parameters={"common_reserve": 0.2, "dividend_share": 0.5, "public_wear": 0.1})
    assert worn["other_assets"][:, 0] == near(10, 19)


def test_nothing_is_reserved_or_paid_out_of_a_loss():
    loss = three_villages(administration=500.0)
    found = books(1, table=loss, parameters={"common_reserve": 0.2, "dividend_share": 0.5})
    assert (found["surplus"][0] < 0).all()
    assert not found["reserved"].any()
    assert not found["dividends"].any()


def test_villages_are_counted_that_reach_the_target_only_by_subsidies_or_only_by_debt():
    # one by itself, one only with its subsidy, one only with what it has just borrowed
    table = three_villages(
        operating=[TARGET, TARGET - 5, TARGET], contracts=0.0, investment=0.0, subsidy=[0.0, 5.0, 0.0],
        administration=[0.0, 0.0, 2 * TARGET],
    )  # fmt: skip
    blocks = pack(register(table), BAOTOU)
    sums = run_blocks(blocks, worlds.exposure(1), (2022,), draws(), 0).sums
    city = city_dataset(sums, blocks, draws().index, (2022,), 350)
    by_subsidy, by_debt = reached_by_others(SimpleNamespace(city=city), TARGET)
    assert (by_subsidy.item(), by_debt.item()) == (1, 1)
    counted = {kind: city[kind].item() for kind in city_counts([TARGET])}
    assert list(counted.values()) == [0, 1, 2, 2]  # below by gross, earned, unborrowed and net


# --- whose money ---------------------------------------------------------------------------------


def test_partners_money_follows_the_public_money_and_a_million_times_as_much_adds_nothing():
    law = {"match_realised": 1.0, "leverage_most": 1.5}
    plain, much = (books(grants=once(100), levered=once(150 * k), parameters=law) for k in (1, 1e6))
    assert plain["partner_money"][0] == near(150, 150, 150)
    assert plain["capital"][1] == near(250, 250, 250)
    assert all(plain[name] == pytest.approx(much[name], rel=1e-6, abs=1e-6) for name in plain)
    alone = books(levered=once(1e6), parameters=law)
    assert not alone["partner_money"].any()
    assert not alone["capital"].any()


def test_money_that_staff_bring_levers_partners_money_too():
    law = {"match_realised": 1.0, "leverage_most": 1.0, "talent_money_share": 1.0, "money_per_staff": 4.0}
    found = books(1, staff=[2.0], levered=[100.0], parameters=law)
    assert found["public"][0] == near(8, 8, 8)
    assert found["partner_money"][0] == near(8, 8, 8)


@pytest.mark.parametrize("own", [0.0, 0.25, 1.0])
def test_the_villages_own_part_is_paid_from_its_cash(own):
    law = {"match_realised": 0.5, "match_own_share": own}
    found = books(1, grants=[100.0], levered=[100.0], parameters=law)
    assert found["own_money"][0] == near(*[50 * own] * 3)
    assert found["partner_money"][0] == near(*[50 + 50 * (1 - own)] * 3)  # stakes and gifts
    assert found["cash"][0, 0] == pytest.approx(50 - 50 * own)
    assert found["building"][0, 0] == pytest.approx(150)


def test_what_is_put_back_is_paid_from_cash_and_once():
    found = books(grants=once(100), parameters={"reinvestment": 0.5})
    assert found["own_money"][:, 0] == near(0, 5, 5.25)
    assert found["cash"][:, 0] == near(50, 50 + 60 - 5, 105 + 60.5 - 5.25)


def test_partners_put_in_no_more_than_the_village_has_room_for():
    law = {"absorption_limit": 400.0, "firm_investment": 1.0, "stake_share": 0.1}
    small, large = (books(1, firms=[firms], parameters=law) for firms in (300.0, 1e7))
    assert small["partner_money"][0, 0] == pytest.approx(240)  # 300 * 400 / 500
    assert large["partner_money"][0, 0] == pytest.approx(400, rel=1e-4)
    assert large["stake"][0, 0] == pytest.approx(40, rel=1e-4)


def test_a_project_that_fails_costs_the_village_its_part():
    law = {"failure_rate": 1.0, "match_realised": 1.0, "match_own_share": 0.5}
    found = books(2, grants=once(100, 2), levered=once(100, 2), parameters=law)
    assert found["wasted"][0] == near(200, 200, 200)
    assert found["written_off"][0] == near(50, 50, 50)
    assert not found["capital"].any()
    assert found["cash"][0, 0] == pytest.approx(0, abs=1e-6)


def test_public_money_displaces_lies_idle_goes_back_or_is_used():
    law = {"crowding_out": 0.25, "idle_share": 0.2, "absorption_limit": 100.0}
    found = books(1, grants=[100.0], parameters=law)
    used = 75 * 0.8 * 100 / 125  # of 75 on offer, where 100 find room
    assert found["displaced"][0, 0] == pytest.approx(25)
    assert found["returned"][0, 0] == pytest.approx(75 - used)
    assert found["building"][0, 0] == pytest.approx(used)


# --- markets -----------------------------------------------------------------------------------------

MARKET = three_villages(industry="tourism", banner_id=["B1", "B1", "B2"], township_id=["T01", "T02", "T03"])


@pytest.mark.parametrize(
    ("depth", "structure"), [(0.5, Structure()), (0.0, Structure()), (0.5, Structure(markets="open"))]
)
def test_supply_of_a_product_weighs_on_its_price_in_its_banner_the_year_after(depth, structure):
    supply = supplied(np.array([[90.0, 0, 0], [0.0, 0, 0]]), register(MARKET))
    assert supply[0] == near(0, 0, 0)
    assert supply[1] == near(1.5, 1.5, 0)  # 90 over 20 + 40; the other banner sells to itself
    law = {"market_depth": depth, "yield_rate": 0.1}
    found = books(2, table=MARKET, supply=supply, parameters=law, structure=structure)["operating"]
    weight = TOURISM["market_weight"] * depth * (structure.markets == "saturate")
    assert found[0] == near(20, 40, 60)
    assert found[1] == near(20 * 1.15**-weight, 40 * 1.15**-weight, 60)


def test_another_product_of_the_banner_is_not_touched():
    mixed = three_villages(industry=["tourism", "solar", "tourism"])
    assert supplied(np.array([[80.0, 0, 0], [0.0, 0, 0]]), register(mixed))[1] == near(1, 0, 1)


def test_a_product_that_earned_nothing_has_no_supply():
    idle = three_villages(operating=0.0)
    assert not supplied(np.full((2, 3), 100.0), register(idle)).any()


def test_villages_of_a_product_meet_the_same_price_and_its_mean_is_one():
    table = three_villages(industry=["tourism", "tourism", "grain"], banner_id=["B1", "B2", "B2"],
                           township_id=["T01", "T02", "T03"])  # fmt: skip
    law = {"product_shock": 0.2, "shock_persistence": 0.6}
    prices = worlds.account(3, table=table, members=20000, parameters=law)["operating"] / [20, 40, 60]
    logs = np.log(prices[:, 2])
    assert np.corrcoef(logs.T)[0, 1:] == pytest.approx([1, 0], abs=0.03)
    # three years of persistence: 1 + 0.36 + 0.36**2; tourism moves 1.6 times as much as the average
    weights = load_industries().loc[table["industry"], "price_weight"].to_numpy()
    assert logs.std(axis=0) == pytest.approx(0.2 * weights * np.sqrt(1 + 0.36 + 0.36**2), rel=0.02)
    assert prices.mean(axis=0) == pytest.approx(np.ones((3, 3)), abs=0.015)


# --- rival forms of the year -----------------------------------------------------------------------


@pytest.mark.parametrize(("needed", "earns"), [(0.4, 10), (0.5, 10), (0.6, 0)])
def test_where_capability_counts_only_a_capable_villages_projects_earn(needed, earns):
    law = {"capability_needed": needed}
    for structure, gain in ((Structure(capability="threshold"), earns), (Structure(), 10)):
        found = books(2, grants=once(100, 2), parameters=law, structure=structure)
        assert found["operating"][1, 0] == pytest.approx(20 + gain, rel=1e-5)


def test_talent_makes_a_village_capable():
    law = {"capability_needed": 0.6, "absorption_by_talent": 0.2, "mentoring": 0.0}
    form = Structure(capability="threshold")
    found = books(2, grants=once(100, 2), staff=[np.e - 1] * 2, parameters=law, structure=form)
    assert found["operating"][1, 0] == pytest.approx(30, rel=1e-5)


@pytest.mark.parametrize(("effect", "own"), [(0.1, 1.1), (-2.0, 0.0)])
def test_where_effects_add_they_add_to_own_business_alone(effect, own):
    law = {"talent_effect": effect, "mentoring": 0.0}
    arguments = {"grants": once(100, 2), "staff": [np.e - 1] * 2, "parameters": law}
    added = books(2, structure=Structure(effects="add"), **arguments)["operating"][1, 0]
    assert added == pytest.approx(20 * own + 10, rel=1e-5)
    multiplied = books(2, **arguments)["operating"][1, 0]
    assert multiplied == pytest.approx((20 + 10) * np.exp(effect), rel=1e-5)


@pytest.mark.parametrize(
    ("learning", "known"),
    [("township", [0.5, 0.5, 0]), ("none", [0, 0, 0]), ("distance", [(0.5 + 1 / 3) / 2] * 2 + [1 / 6])],
)
def test_villages_learn_from_their_township_from_nobody_or_from_the_banner_too(learning, known):
    table = three_villages(township_id=["T01", "T01", "T02"])
    law = {"talent_effect": 1.0, "neighbour_learning": 0.5, "mentoring": 0.0, "talent_stays": 0.0}
    taught = [[np.e - 1, 0, 0], [0, 0, 0]]  # an effect of 1 in the first village, in the first year
    found = books(2, table=table, staff=taught, parameters=law, structure=Structure(learning=learning))
    assert found["operating"][1] == near(*(np.array([20, 40, 60]) * np.exp(0.5 * np.array(known))))


# --- what must hold everywhere -----------------------------------------------------------------------


def balance(found):
    """What a village has less what it owes and what is its own, 10k yuan: nothing, to the last digit."""
    has = ("cash", "capital", "committed", "building", "stake", "operating_assets", "other_assets")
    return sum(found[name] for name in has) - found["debt"] - found["equity"]


def test_what_is_owned_is_what_is_owed_and_what_is_ones_own_to_one_yuan():
    case = read_case()
    found = accounts(case, draw_members(case.parameters, 8, seed=5))
    assert float(np.abs(balance(found)).max()) < 1e-4  # of 10k yuan
    assert float(found["wasted"].max()) > 0  # projects have failed
    assert float(found["borrowed"].max()) > 0


def test_the_account_and_the_city_tell_the_same_sums():
    case = read_case()
    given = draw_members(case.parameters, 4, seed=5)
    told, city = accounts(case, given, seed=2), simulate_members(case, given, seed=2, villages=False).city
    for name in ("operating", "net", "costs", "capital", "cash", "debt", "own_money", "partner_money"):
        assert city[name].to_numpy() == pytest.approx(told[name].sum("village").to_numpy(), rel=1e-3)


def test_no_gain_without_a_lever():
    case = read_case("no-programme")
    given = draw_members(case.parameters, 8, seed=1).assign(**CALM, operating_growth=0.0, contract_growth=0.0)
    city = simulate_members(case, given, villages=False).city
    start = case.register.table[["operating", "contracts", "investment", "subsidy"]].to_numpy().sum()
    assert city["total"].to_numpy() == pytest.approx(np.full(city["total"].shape, start), rel=1e-5)
    for name in ("capital", "brought", "own_money", "partner_money"):
        assert not city[name].to_numpy().any()


def test_money_where_nothing_can_be_absorbed_gives_nothing_and_goes_back():
    law = {"absorption_limit": 0.0, "match_realised": 1.0, "stake_share": 0.1, "firm_investment": 10.0}
    money = {"grants": once(1e4), "levered": once(1e4), "firms": once(1e3), "credit": once(1e3)}
    found, nothing = books(parameters=law, **money), books(parameters=law)
    assert found["returned"][0] == near(1e4, 1e4, 1e4)
    for name in ("income", "net", "cash", "debt", "capital", "stake", "own_money", "partner_money", "equity"):
        assert (found[name] == nothing[name]).all()


def test_doubled_villages_with_doubled_money_give_doubled_sums():
    law = {name: p.value for name, p in load_parameters().items()} | CALM | {"debt_spread": 0.0}
    single = three_villages(industry=["tourism", "grain", "tourism"])
    twins = single.assign(village_id=["V011", "V012", "V013"])
    money = np.array([[100.0, 0, 30], [0.0, 50, 0], [0.0, 0, 0], [0.0, 0, 0]])
    forces = {"staff": [1.0] * 4, "training": [0.5] * 4, "drive": [0.3] * 4, "pairing": [0.2] * 4}

    def sums(table, given):
        supply = supplied(given, register(table))
        money = {"grants": given, "levered": 0.5 * given, "supply": supply}
        return worlds.run(4, table=table, parameters=law, **money, **forces)[1]

    one, two = sums(single, money), sums(pd.concat([single, twins], ignore_index=True), np.tile(money, 2))
    for name in one:
        assert two[name] == pytest.approx(2 * one[name], rel=1e-5, abs=1e-4), name


CASE, NOTHING = read_case(), read_case("no-programme")
CENTRAL = pd.DataFrame(
    {name: [p.value] for name, p in CASE.parameters.items()}, index=pd.RangeIndex(1, name="member")
).assign(**CALM, market_depth=0.0)


@pytest.mark.parametrize("name", CASE.levers)
def test_a_lever_at_nothing_at_its_end_and_far_beyond_stays_finite_and_never_takes_income(name):
    lever = CASE.levers[name]
    ends = (0.0, lever.slider_max, 1000 * lever.slider_max)
    found = []
    for amount in ends:
        scenario = change(CASE.scenario, {name: {"amount": amount}}, follow=False)
        case = replace(CASE, scenario=scenario)
        city = simulate_members(case, CENTRAL, villages=False).city
        assert all(np.isfinite(values).all() for values in city.values())
        found.append(city["total"].to_numpy()[0])
    assert (np.diff(found, axis=0) >= -1e-6 * found[0]).all()  # more of it never lowers the gross income


def test_all_levers_a_thousand_times_beyond_their_ends_keep_the_balance():
    beyond = {name: {"amount": 1000 * lever.slider_max} for name, lever in CASE.levers.items()}
    case = replace(CASE, scenario=change(CASE.scenario, beyond, follow=False))
    assert np.isfinite(make_exposure(case).channels).all()
    found = accounts(case, draw_members(CASE.parameters, 4, seed=3))
    assert all(np.isfinite(values).all() for values in found.values())
    assert float(np.abs(balance(found)).max()) < 1e-4


def test_the_quiet_parameters_name_every_account_that_moves_by_itself():
    found = books()
    for name in ("costs", "administration", "interest", "dividends", "wages", "rents", "borrowed", "wear"):
        assert not found[name].any()
    assert set(QUIET) <= set(load_parameters())
