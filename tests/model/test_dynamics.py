"""Every dynamic on three villages, with an answer done by hand and its limit cases."""

import numpy as np
import pytest

from tests.model.worlds import run, three_villages

BASE = np.array([50.0, 70.0, 90.0])  # 10k yuan/year in 2021: operating plus three streams of 10


def gains(years=4, **arguments):
    """Income above the base of 2021, (year, village), of a single member."""
    incomes, _ = run(years, **arguments)
    return incomes[0] - BASE


def once(amount, years=4):
    """An amount in the first year only."""
    return [amount] + [0.0] * (years - 1)


def test_nothing_moves_when_every_lever_is_zero():
    assert gains() == pytest.approx(np.zeros((4, 3)), abs=1e-4)


def test_only_growth_moves_when_every_lever_is_zero():
    incomes, _ = run(2, parameters={"operating_growth": 0.5, "contract_growth": 0.1})
    # village 1: 20*1.5 + 2*10*1.1 + 10, then 20*2.25 + 2*10*1.21 + 10
    assert incomes[0, :, 0] == pytest.approx([62, 79.2])


def test_a_grant_is_built_for_a_year_and_then_earns_its_yield():
    # 100 in 2022 at 10 % a year: nothing in 2022, 10 from 2023
    assert gains(grants=once(100))[:, 0] == pytest.approx([0, 10, 10, 10], abs=1e-4)


def test_unspent_money_is_delivered_in_stages():
    # half of what is left is spent each year: 50, 25, 12.5 built, earning from the year after
    assert gains(grants=once(100), parameters={"spent_first_year": 0.5})[:, 0] == pytest.approx(
        [0, 5, 7.5, 8.75], abs=1e-4
    )


def test_money_never_spent_never_earns():
    assert gains(grants=once(100), parameters={"spent_first_year": 0.0}) == pytest.approx(
        np.zeros((4, 3)), abs=1e-4
    )


def test_a_prepared_project_spends_its_money_sooner():
    # a readiness of 1/2 (one project in reserve): 0.2 + 0.5 * 1/2 * 0.8 = 0.4 spent in the first year
    late = {"spent_first_year": 0.2, "readiness_effect": 0.5}
    assert gains(grants=once(100), readiness=[0.5] * 4, parameters=late)[1, 0] == pytest.approx(4, abs=1e-4)
    assert gains(grants=once(100), parameters=late)[1, 0] == pytest.approx(2, abs=1e-4)


@pytest.mark.parametrize(("idle", "gain"), [(0.0, 10), (0.1, 9), (1.0, 0)])
def test_idle_money_earns_nothing(idle, gain):
    assert gains(grants=once(100), parameters={"idle_share": idle})[2, 0] == pytest.approx(gain, abs=1e-4)


@pytest.mark.parametrize(("rate", "share"), [(0.0, 1.0), (1.0, 0.0)])
def test_failure_loses_the_money_of_the_year(rate, share):
    assert gains(grants=once(100), parameters={"failure_rate": rate})[1] == pytest.approx(
        [10 * share] * 3, abs=1e-4
    )


def test_failures_come_at_their_rate_and_governance_makes_them_rarer():
    calm = {"failure_rate": 0.4}

    def failed(**more):
        incomes, _ = run(2, members=4000, grants=once(100, 2), **more)
        return np.mean(incomes[:, 1] - BASE < 5)

    assert failed(parameters=calm) == pytest.approx(0.4, abs=0.015)
    # governance lifted from 0.5 to 1: 0.4 / (1 + 2 * 0.5)
    pushed = calm | {"failure_by_governance": 2.0, "governance_push": 1.0, "governance_drift": 0.0}
    assert failed(parameters=pushed, drive=[1.0, 1.0]) == pytest.approx(0.2, abs=0.015)


def test_a_village_absorbs_nearly_all_of_a_small_offer_and_never_more_than_its_room():
    # offer 300, room 400: 300*400/500 = 240; offer 1e7: 400
    room = {"absorption_limit": 400.0}
    assert gains(grants=once(300), parameters=room)[1, 0] == pytest.approx(24, abs=1e-3)
    assert gains(grants=once(1e7), parameters=room)[1, 0] == pytest.approx(40, abs=1e-3)


def test_governance_and_talent_widen_the_room():
    # governance gain 0.5, talent e-1: 400 * (1 + 0.4*0.5 + 0.3*1) = 600 of an endless offer
    wide = {"absorption_limit": 400.0, "absorption_by_governance": 0.4, "absorption_by_talent": 0.3}
    pushed = wide | {"governance_push": 1.0, "governance_drift": 0.0}
    gain = gains(grants=once(1e7), drive=[1.0] * 4, staff=[np.e - 1] * 4, parameters=pushed)
    assert gain[1, 0] == pytest.approx(60, abs=1e-3)


@pytest.mark.parametrize(("rate", "path"), [(0.0, [10, 10, 10]), (0.5, [10, 5, 2.5]), (1.0, [10, 0, 0])])
def test_assets_depreciate(rate, path):
    assert gains(grants=once(100), parameters={"depreciation": rate})[1:, 0] == pytest.approx(path, abs=1e-4)


def test_the_yield_halves_where_capital_reaches_its_half_point():
    assert gains(grants=once(100), parameters={"capital_half": 100.0})[1, 0] == pytest.approx(5, abs=1e-4)


def test_a_second_project_adds_less_than_the_first():
    small = {"capital_half": 100.0}
    one, two = (gains(grants=once(amount), parameters=small)[1, 0] for amount in (100, 200))
    assert one < two < 2 * one


@pytest.mark.parametrize(("rate", "gain"), [(0.0, 10), (0.3, 7), (1.0, 0)])
def test_grants_crowd_out_own_effort(rate, gain):
    assert gains(grants=once(100), parameters={"crowding_out": rate})[1, 0] == pytest.approx(gain, abs=1e-4)


@pytest.mark.parametrize(("realised", "gain"), [(0.0, 0), (0.128, 1.28), (1.0, 10)])
def test_levered_money_counts_as_far_as_the_village_owns_it(realised, gain):
    alone = {"match_realised": realised, "crowding_out": 1.0}  # the public yuan it comes with earns nothing
    assert gains(grants=once(1), levered=once(100), parameters=alone)[1, 0] == pytest.approx(gain, abs=1e-4)


def test_household_credit_stays_household_credit_unless_a_parameter_says_otherwise():
    assert gains(credit=once(100)) == pytest.approx(np.zeros((4, 3)), abs=1e-4)
    assert gains(credit=once(100), parameters={"household_credit_share": 0.5})[1, 0] == pytest.approx(
        5, abs=1e-4
    )


def test_project_income_is_put_back():
    # 100 earns 10 in 2023, of which half is built that year and earns 0.5 from 2024
    assert gains(grants=once(100), parameters={"reinvestment": 0.5})[:3, 0] == pytest.approx(
        [0, 10, 10.5], abs=1e-4
    )


def test_partners_money_earns_only_on_the_share_that_the_village_owns():
    # a firm invests 50 a year, the village owns a tenth and earns 20 % on it, at once
    partner = {"firm_investment": 50.0, "stake_share": 0.1, "stake_return": 0.2}
    assert gains(firms=once(1), parameters=partner)[:2, 0] == pytest.approx([1, 1], abs=1e-4)
    alone = partner | {"crowding_out": 1.0}
    assert gains(grants=once(1), levered=once(50), parameters=alone)[:2, 0] == pytest.approx([1, 1], abs=1e-4)


def test_talent_multiplies_operating_income():
    # e-1 people and an effect of 0.1 per log unit: operating income times e**0.1
    gain = gains(staff=[np.e - 1] * 4, parameters={"talent_effect": 0.1})
    assert gain[0] == pytest.approx(np.array([20, 40, 60]) * (np.exp(0.1) - 1), abs=1e-4)


def test_what_talent_brings_as_money_is_not_counted_again_as_quality():
    # two people bring 5 each a year; as money it earns 10 % from the next year, as quality nothing is left
    money = {"talent_effect": 0.1, "talent_money_share": 1.0, "money_per_staff": 5.0}
    assert gains(staff=once(2), parameters=money)[:2, 0] == pytest.approx([0, 1], abs=1e-4)
    _, sums = run(1, staff=[2.0], parameters=money)
    assert sums["brought"][0, 0] == pytest.approx(30)


@pytest.mark.parametrize(("stays", "left"), [(0.0, 0.0), (0.5, 3.5), (1.0, 7.0)])
def test_rotation_leaves_a_share_behind(stays, left):
    gain = gains(
        2, staff=[7.0, 0.0], parameters={"talent_effect": 1.0, "talent_stays": stays, "mentoring": 0.0}
    )
    assert gain[1, 0] == pytest.approx(20 * left, rel=1e-5, abs=1e-4)  # exp(log(1+T)) - 1 = T


def test_leaders_and_experts_count_by_their_own_effect():
    part = {"talent_effect": 1.0, "leader_effect": 0.5, "expert_effect": 0.25, "mentoring": 0.0}
    gain = gains(1, staff=[1.0], leaders=[2.0], experts=[4.0], parameters=part)
    assert gain[0, 0] == pytest.approx(20 * 3, rel=1e-5)


def test_reserve_cadres_need_somebody_to_mentor_them():
    home = {"talent_effect": 1.0, "mentoring": 0.5, "reserve_departure": 0.25, "talent_stays": 0.0}
    assert gains(2, candidates=[4.0, 4.0], parameters=home) == pytest.approx(np.zeros((2, 3)), abs=1e-4)
    # one resident: 0.5 * 1/2 * 4 = 1 cadre in year 1; people leave: 0.75 stays in year 2
    gain = gains(2, candidates=[4.0, 4.0], staff=[1.0, 0.0], parameters=home)
    assert gain[:, 0] == pytest.approx([20 * 2, 20 * 0.75], rel=1e-5)


@pytest.mark.parametrize(("rate", "left"), [(0.0, 1.0), (0.4, 0.6), (1.0, 0.0)])
def test_training_is_forgotten(rate, left):
    gain = gains(2, training=[1.0, 0.0], parameters={"training_effect": 1.0, "forgetting": rate})
    assert gain[:, 0] == pytest.approx([20, 20 * left], rel=1e-5, abs=1e-4)  # exp(log(1+S)) - 1 = S


def test_information_counts_less_than_a_day_of_class():
    gain = gains(1, information=[1.0], parameters={"training_effect": 1.0, "information_effect": 0.2})
    assert gain[0, 0] == pytest.approx(4, rel=1e-5)


def test_governance_rises_with_a_drive_and_drifts_back_to_its_own_level():
    # 0.5 + 0.4*(1-0.5) = 0.7; then half of the 0.2 is left
    law = {"governance_effect": 1.0, "governance_push": 0.4, "governance_drift": 0.5}
    gain = gains(2, drive=[1.0, 0.0], parameters=law)
    assert gain[:, 0] == pytest.approx(20 * (np.exp([0.2, 0.1]) - 1), rel=1e-4)


def test_governance_never_passes_one():
    law = {"governance_effect": 1.0, "governance_push": 1.0, "governance_drift": 0.0}
    gain = gains(2, drive=[50.0, 50.0], parameters=law)
    assert gain[:, 0] == pytest.approx([20 * (np.exp(0.5) - 1)] * 2, rel=1e-4)


def test_problems_solved_in_visits_lift_governance():
    law = {"governance_effect": 1.0, "solved_effect": 0.2, "governance_drift": 0.0}
    assert gains(1, service=[1.0], parameters=law)[0, 0] == pytest.approx(20 * (np.exp(0.1) - 1), rel=1e-4)


def test_links_form_and_lapse():
    # 0.5 after a year of pairing; unattended, a fifth lapses
    bond = {"links_effect": 1.0, "links_forming": 0.5, "links_lapse": 0.2}
    gain = gains(2, pairing=[1.0, 0.0], parameters=bond)
    assert gain[:, 0] == pytest.approx(20 * (np.exp([0.5, 0.4]) - 1), rel=1e-4)


def test_people_who_are_there_do_not_fade_and_what_they_leave_does():
    # one resident stays: 20 * (1+1) each year; gone, half of half of it is left, then half of half of that
    law = {"talent_effect": 1.0, "fading": 0.5, "talent_stays": 0.5, "mentoring": 0.0}
    assert gains(3, staff=[1.0] * 3, parameters=law)[:, 0] == pytest.approx([20, 20, 20], rel=1e-4)
    assert gains(3, staff=once(1, 3), parameters=law)[:, 0] == pytest.approx([20, 5, 1.25], rel=1e-4)


# What a dose of each channel is, and what else it needs to be felt.
DOSES = {
    "grants": 100, "staff": 2, "leaders": 2, "experts": 2, "training": 1, "information": 2, "drive": 0.5,
    "service": 0.3, "pairing": 0.5, "firms": 1, "levered": 50, "credit": 20, "candidates": 3,
}  # fmt: skip
EVERYTHING = {
    "talent_effect": 0.1, "training_effect": 0.1, "governance_effect": 0.2, "links_effect": 0.1, "fading":
    0.1,
    "talent_stays": 0.4, "reserve_departure": 0.2, "forgetting": 0.3, "governance_drift": 0.2, "links_lapse":
    0.2,
    "depreciation": 0.05, "match_realised": 0.5, "stake_share": 0.1, "reinvestment": 0.2, "idle_share": 0.1,
    "spent_first_year": 0.5, "household_credit_share": 0.5, "absorption_limit": 300.0, "capital_half": 500.0,
    "neighbour_learning": 0.1,
}  # fmt: skip


@pytest.mark.parametrize("channel", DOSES)
def test_the_same_dose_has_the_same_path_from_its_own_first_year(channel):
    with_it = {"levered": "grants", "candidates": "staff"}.get(channel)  # what it does nothing without

    def path(first):
        given = {
            name: [0.0] * first + [DOSES[name]] + [0.0] * (9 - first) for name in (channel, with_it) if name
        }
        return gains(10, parameters=EVERYTHING, **given)[first:]

    early, late = path(0), path(6)
    assert np.abs(late).max() > 0.1
    assert early[:4] == pytest.approx(late, rel=1e-5, abs=1e-5)


def test_messages_of_years_ago_take_nothing_from_a_programme_of_today():
    later = {"training": [0.0, 0.0, 0.0, 0.0, 1.0, 1.0], "staff": [0.0] * 4 + [2.0, 2.0]}
    alone = gains(6, parameters=EVERYTHING, **later)
    after = gains(6, parameters=EVERYTHING, information=once(1e-3, 6), **later)
    assert (after >= alone - 1e-4).all()


def test_effort_that_goes_on_does_not_fade():
    gain = gains(10, training=[1.0] * 10, parameters=EVERYTHING)[:, 0]
    assert (np.diff(gain) > -1e-4).all()


@pytest.mark.parametrize(("rate", "left"), [(0.0, 1.0), (1.0, 0.0)])
def test_reserve_cadres_leave_at_their_limits(rate, left):
    home = {"talent_effect": 1.0, "mentoring": 0.5, "reserve_departure": rate, "talent_stays": 0.0}
    gain = gains(2, candidates=[4.0, 0.0], staff=[1.0, 0.0], parameters=home)
    assert gain[1, 0] == pytest.approx(20 * left, abs=1e-3)


@pytest.mark.parametrize(("rate", "left"), [(0.0, 0.5), (1.0, 0.0)])
def test_links_lapse_at_their_limits(rate, left):
    bond = {"links_effect": 1.0, "links_forming": 0.5, "links_lapse": rate}
    gain = gains(2, pairing=[1.0, 0.0], parameters=bond)
    assert gain[1, 0] == pytest.approx(20 * (np.exp(left) - 1), abs=1e-3)


def test_links_are_never_more_than_whole():
    gain = gains(
        1, pairing=[50.0], parameters={"links_effect": 1.0, "links_forming": 0.5, "links_lapse": 0.0}
    )
    assert gain[0, 0] == pytest.approx(20 * (np.e - 1), rel=1e-5)


def test_governance_that_drifts_wholly_back_leaves_nothing_of_the_year_before():
    law = {"governance_effect": 1.0, "governance_push": 0.4, "governance_drift": 1.0}
    lifted = 20 * (np.exp(0.2) - 1)
    assert gains(3, drive=[1.0, 1.0, 0.0], parameters=law)[:, 0] == pytest.approx(
        [lifted, lifted, 0], abs=1e-3
    )


@pytest.mark.parametrize(("rate", "path"), [(0.0, [1, 1, 1]), (0.5, [1, 0.5, 0.25]), (1.0, [1, 0, 0])])
def test_a_stake_depreciates_like_other_assets(rate, path):
    partner = {"firm_investment": 50.0, "stake_share": 0.1, "stake_return": 0.2, "depreciation": rate}
    assert gains(3, firms=once(1, 3), parameters=partner)[:, 0] == pytest.approx(path, abs=1e-4)


@pytest.mark.parametrize(("persistence", "correlation"), [(0.0, 0.0), (1.0, 1 / np.sqrt(2))])
def test_shocks_persist_at_their_limits(persistence, correlation):
    law = {"city_shock": 0.1, "shock_persistence": persistence}
    incomes, _ = run(2, members=20000, parameters=law)
    first, second = np.log(incomes[:, :, 0] - 30).T
    assert np.corrcoef(first, second)[0, 1] == pytest.approx(correlation, abs=0.03)


def test_land_in_a_transfer_raises_contract_income():
    gain = gains(2, land=[[0.5, 0, 1], [0.5, 0, 1]], parameters={"land_effect": 0.2})
    assert gain[1] == pytest.approx([1, 0, 2], abs=1e-4)


def test_support_is_subsidy_and_is_kept_apart():
    incomes, sums = run(1, support=[[1.0, 2.0, 3.0]])
    assert incomes[0, 0] - BASE == pytest.approx([1, 2, 3], abs=1e-4)
    assert sums["subsidy"][0, 0] == pytest.approx(36)
    assert sums["total"][0, 0] - sums["subsidy"][0, 0] == pytest.approx(180)


def test_neighbours_learn_from_their_township_and_from_nobody_else():
    table = three_villages(township_id=["T01", "T01", "T02"])
    law = {"talent_effect": 1.0, "neighbour_learning": 0.5, "mentoring": 0.0}
    gain = gains(2, table=table, staff=[[np.e - 1, 0, 0]] * 2, parameters=law)
    # last year's mean effect in T01 is (1+0)/2; half of it is learned the year after
    assert gain[0] == pytest.approx([20 * (np.e - 1), 0, 0], abs=1e-3)
    assert gain[1] == pytest.approx([20 * (np.exp(1.25) - 1), 40 * (np.exp(0.25) - 1), 0], abs=1e-3)


def test_shocks_leave_the_mean_where_it_was():
    storm = {"city_shock": 0.2, "banner_shock": 0.2, "village_shock": 0.3, "shock_persistence": 0.6}
    incomes, _ = run(4, members=20000, parameters=storm)
    operating = incomes.mean(axis=0) - 30
    # the sd of the mean is about 0.5 / sqrt(20000) = 0.4 %
    assert operating / np.array([20, 40, 60]) == pytest.approx(np.ones((4, 3)), abs=0.015)


def test_a_city_shock_is_shared_and_a_village_shock_is_not():
    table = three_villages(township_id=["T01", "T02", "T03"], banner_id=["B1", "B1", "B2"])

    def correlations(**shock):
        incomes, _ = run(1, table=table, members=4000, parameters=shock)
        return np.corrcoef(np.log(incomes[:, 0] - 30).T)[0, 1:]

    assert correlations(city_shock=0.1) == pytest.approx([1, 1], abs=1e-3)
    assert correlations(banner_shock=0.1) == pytest.approx([1, 0], abs=0.05)
    assert correlations(village_shock=0.1) == pytest.approx([0, 0], abs=0.05)


def test_shocks_persist_from_year_to_year():
    incomes, _ = run(2, members=20000, parameters={"city_shock": 0.1, "shock_persistence": 0.8})
    first, second = np.log(incomes[:, :, 0] - 30).T
    # AR(1): correlation of the second year with the first is r / sqrt(1 + r^2)
    assert np.corrcoef(first, second)[0, 1] == pytest.approx(0.8 / np.sqrt(1.64), abs=0.02)


def test_rare_losses_come_at_the_rate_and_size_of_the_industry():
    from sim.inputs.villages import load_industries

    risk = load_industries().loc["sheep"]
    incomes, _ = run(
        1,
        table=three_villages(industry="sheep"),
        members=20000,
        parameters={"loss_rate": 0.1, "loss_severity": 0.4},
    )
    operating = incomes[:, 0] - 30
    struck = operating < np.array([20, 40, 60]) * 0.999
    assert struck.mean() == pytest.approx(0.1 * risk["loss_rate_weight"], abs=0.005)
    assert operating[struck[:, 0], 0] == pytest.approx(
        20 * (1 - 0.4 * risk["loss_severity_weight"]), rel=1e-5
    )


@pytest.mark.parametrize(("rate", "severity", "left"), [(0.0, 1.0, 20), (2e9, 0.0, 20), (2e9, 9e9, 0)])
def test_rare_losses_at_their_limits(rate, severity, left):
    incomes, _ = run(1, parameters={"loss_rate": rate, "loss_severity": severity})
    assert incomes[0, 0, 0] - 30 == pytest.approx(left, abs=1e-3)


def test_a_whole_path_done_by_hand():
    """Village 1 through three years with money, people, growth and depreciation at once."""
    money = {"yield_rate": 0.1, "capital_half": 300.0, "depreciation": 0.1, "spent_first_year": 0.6}
    room = {"absorption_limit": 400.0, "absorption_by_governance": 0.0, "absorption_by_talent": 0.0}
    losses = {"idle_share": 0.1, "crowding_out": 0.2}
    people = {"operating_growth": 0.05, "talent_effect": 0.1, "mentoring": 0.0, "talent_stays": 0.5}
    parameters = money | room | losses | people
    incomes, _ = run(3, grants=[100.0, 100.0, 0.0], staff=[3.0, 0.0, 0.0], parameters=parameters)
    absorbed = 80 * 400 / np.sqrt(400**2 + 80**2)
    delivered = 0.9 * absorbed
    spent = [0.6 * delivered, 0.6 * (0.4 * delivered + delivered)]
    capital = [0, spent[0], 0.9 * spent[0] + spent[1]]
    project = [0.1 * k * 300 / (300 + k) for k in capital]
    quality = [4**0.1, 2.5**0.1, 1.75**0.1]  # talent 3, 1.5, 0.75
    expected = [(20 * 1.05 ** (t + 1) + project[t]) * quality[t] + 30 for t in range(3)]
    assert incomes[0, :, 0] == pytest.approx(expected, rel=1e-5)


def test_the_sums_are_those_of_the_villages():
    incomes, sums = run(3, members=5, grants=[100.0] * 3, parameters={"village_shock": 0.3})
    assert sums["total"] == pytest.approx(incomes.sum(axis=2), rel=1e-6)
    parts = sums["operating"] + sums["contracts"] + sums["investment"] + sums["subsidy"]
    assert sums["total"] == pytest.approx(parts, rel=1e-6)
