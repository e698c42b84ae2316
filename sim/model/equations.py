"""The equations of one village in one year, each a numbered tiny function; data/MODEL.md is written from it.

Every argument is a float32 of one village and year: money in 10k yuan, people in FTE or persons, time in
years. `p` holds the member's draw of every uncertainty by name (`Uncertainties`, units in parameters.csv).
The compiled kernel inlines these functions; with compilation off the same text runs as plain Python.
"""

from __future__ import annotations

import numpy as np

from sim.model.fastmath import HALF, ONE, SMALLEST, ZERO, exp, inlined, log

# --- what kind of village it is: worked out once for each member ---------------------------------


@inlined
def of_kind(rate, weight, p):
    """Equation 1: a rate for this industry or kind of asset; where kinds do not differ, the common one."""
    return rate * max(ONE + p.kinds_differ * (weight - ONE), ZERO)


@inlined
def spent_at_once(lag_weight, p):
    """Equation 2: share of committed money spent within the year; kinds that take longer spend later."""
    return p.spent_first_year / max(of_kind(ONE, lag_weight, p), p.spent_first_year)


@inlined
def talent_effect_here(remote, p):
    """Equation 3: effect of talent in this village, 1/log FTE; perhaps larger where it is remote."""
    return p.talent_effect * (ONE + p.talent_by_remoteness * remote)


@inlined
def governance_effect_here(standing, p):
    """Equation 4: effect of governance in this village, 1/index; perhaps none in the poorest."""
    return p.governance_effect * (ONE + p.governance_by_income * standing)


@inlined
def business_cost_here(cost, operating, cost_weight, p):
    """Equation 5: costs of own business per yuan of its income, as booked or as in its industry, share."""
    booked = cost / max(operating, SMALLEST) if operating > ZERO else ZERO
    return booked if cost >= ZERO else of_kind(p.business_cost, cost_weight, p)


@inlined
def administration_here(administration, cost, operating, income, p):
    """Equation 6: costs of running the village, as booked or usual, 10k yuan/year.

    Booked costs of a business that earned nothing stay whatever it earns later. What a poor village cannot
    pay is paid for it outside its account.
    """
    idle = cost if cost > ZERO and operating <= ZERO else ZERO
    usual = min(p.administration_fixed + p.administration_share * income, p.administration_most * income)
    return idle + (administration if administration >= ZERO else usual)


@inlined
def first_debt(liabilities, income, luck, p):
    """Equation 7: what the village owes at the start, as booked or usual for its income, 10k yuan."""
    usual = p.debt_per_income * income * exp(p.debt_spread * luck - HALF * p.debt_spread * p.debt_spread)
    return liabilities if liabilities >= ZERO else usual


@inlined
def first_stock(booked, usual):
    """Equation 8: cash or assets at the start, as booked or usual, 10k yuan."""
    return booked if booked >= ZERO else usual


# --- people, skill, governance, links: what the forces feed ---------------------------------
# What is given anew works in full; of what is carried over, `fading` takes its share beside what each loses
# by itself. So every dose has its own clock: no effect knows in which year the programme began.


@inlined
def kept(p):
    """Equation 9: share of what has been carried over from the year before that still works."""
    return ONE - p.fading


@inlined
def dispatched_talent(staff, leaders, experts, p):
    """Equation 10: full-time equivalents in the village this year, FTE.

    Part-time leaders and experts count by their effect relative to resident staff.
    """
    return staff + p.leader_effect * leaders + p.expert_effect * experts


@inlined
def next_talent(talent, dispatched, p):
    """Equation 11: who is there is there; of what has left, a share stays each year, FTE."""
    return dispatched + kept(p) * p.talent_stays * max(talent - dispatched, ZERO)


@inlined
def next_reserve(reserve, candidates, talent, p):
    """Equation 12: candidates become reserve cadres where somebody mentors them; some leave, persons."""
    mentored = p.mentoring * talent / (ONE + talent) * max(candidates - reserve, ZERO)
    return kept(p) * (ONE - p.reserve_departure) * reserve + mentored


@inlined
def next_skill(skill, training, information, p):
    """Equation 13: trained person-days per villager, forgotten year by year."""
    return kept(p) * (ONE - p.forgetting) * skill + training + p.information_effect * information


@inlined
def next_governance(governance, own_governance, drive, service, p):
    """Equation 14: drives and solved problems lift it towards 1; it drifts back to its own level, 0..1."""
    lift = min(p.governance_push * drive + p.solved_effect * service, ONE)
    left = own_governance + kept(p) * (ONE - p.governance_drift) * (governance - own_governance)
    return left + lift * (ONE - left)


@inlined
def next_links(links, pairing, p):
    """Equation 15: links form where partners are brought together and lapse when nobody tends them, 0..1."""
    return kept(p) * (ONE - p.links_lapse) * links + min(p.links_forming * pairing, ONE) * (ONE - links)


# --- money: from the budget to assets that earn ----------------------------------------------


@inlined
def brought_money(staff, p):
    """Equation 16: public project money that resident staff bring in, 10k yuan/year.

    `talent_money_share` of what talent does is bringing money; the rest is quality (`forces_effect`).
    """
    return p.talent_money_share * p.money_per_staff * staff


@inlined
def tied_money(levered, public, p):
    """Equation 17: partners' and villages' money that comes with public money alone, 10k yuan/year.

    `levered` is what the programme counts on.
    """
    return min(levered, p.leverage_most * public)


@inlined
def offered_money(public, tied, credit, put_back, p):
    """Equation 18: money on offer for projects less the public money it displaces, 10k yuan/year.

    Of what comes with it the part that the village will own; household credit if a parameter says so.
    """
    return (
        (ONE - p.crowding_out) * public
        + p.match_realised * tied
        + p.household_credit_share * credit
        + put_back
    )


@inlined
def put_back(project, p):
    """Equation 19: what the village puts back of the income of its projects, 10k yuan/year."""
    return p.reinvestment * project


@inlined
def others_offer(tied, firms, p):
    """Equation 20: what partners offer to invest for themselves, 10k yuan/year."""
    return (ONE - p.match_realised) * tied + p.firm_investment * firms


@inlined
def absorption_room(governance_gain, talent, p):
    """Equation 21: what one village can put to use in a year, 10k yuan/year."""
    widened = p.absorption_by_governance * governance_gain + p.absorption_by_talent * log(ONE + talent)
    return p.absorption_limit * max(ONE + widened, ZERO)


@inlined
def uptake(offered, room):
    """Equation 22: share of an offer that is taken up: all of a small one, never more than the room."""
    return room / np.sqrt(max(room * room + offered * offered, SMALLEST))


@inlined
def working_share(taken_up, p):
    """Equation 23: share of an offer that is taken up and does not lie idle."""
    return taken_up * (ONE - p.idle_share)


@inlined
def project_fails(draw, governance_gain, p):
    """Equation 24: whether this year's projects fail; governance makes it rarer.

    The chance is failure_rate / (1 + failure_by_governance * gain); `draw` is a uniform in 0..1. Written as
    a product, since divisions are what the village loop spends most time on.
    """
    return draw * (ONE + p.failure_by_governance * max(governance_gain, ZERO)) < p.failure_rate


@inlined
def delivered_money(offered, working, failed):
    """Equation 25: what the offer has paid for, nothing where the project fails, 10k yuan/year."""
    return ZERO if failed else offered * working


@inlined
def own_money(tied, returned_income, working, p):
    """Equation 26: what the village itself has paid of it from its cash, 10k yuan/year.

    `returned_income` is what it puts back of its projects' income.
    """
    return (p.match_own_share * p.match_realised * tied + returned_income) * working


@inlined
def partners_part(tied, working, p):
    """Equation 27: what partners have given of it, 10k yuan/year."""
    return (ONE - p.match_own_share) * p.match_realised * tied * working


@inlined
def spending_share(readiness, spent_first_year, p):
    """Equation 28: share of committed money spent within the year; prepared projects spend sooner."""
    return spent_first_year + p.readiness_effect * readiness * (ONE - spent_first_year)


@inlined
def wear(capital, depreciation):
    """Equation 29: what project assets lose in a year, 10k yuan/year."""
    return depreciation * capital


@inlined
def next_capital(capital, built, worn):
    """Equation 30: project assets added since the start, 10k yuan; what was built last year earns now."""
    return capital - worn + built


@inlined
def next_stake(stake, invested, p):
    """Equation 31: the part of partners' investment that the village owns, 10k yuan."""
    return (ONE - p.depreciation) * stake + p.stake_share * invested


# --- income by stream -------------------------------------------------------------------------


@inlined
def forces_effect(talent, reserve, skill, governance_gain, links, talent_effect, governance_effect, p):
    """Equation 32: what talent, training, organisation and links add to operating income, log points.

    0 where nothing changed.
    """
    people = (ONE - p.talent_money_share) * talent_effect * log(ONE + talent + reserve)
    return (
        people
        + p.training_effect * log(ONE + skill)
        + governance_effect * governance_gain
        + p.links_effect * links
    )


@inlined
def project_income(capital, yield_rate, p):
    """Equation 33: income of project assets at a yield that falls as they pile up, 10k yuan/year."""
    return yield_rate * capital * p.capital_half / (p.capital_half + capital)


@inlined
def capable(governance, talent, p):
    """Equation 34: whether the village can run a project at all, where a structure asks that."""
    return governance + p.absorption_by_talent * log(ONE + talent) >= p.capability_needed


@inlined
def price_change(supply, market_depth, p):
    """Equation 35: what all the new supply of its product in the banner does to its price, log points.

    `supply` is public project money so far per yuan of what the product earned there in the base year.
    """
    return -market_depth * log(ONE + p.yield_rate * supply)


@inlined
def own_business(operating, growth, factor):
    """Equation 36: own business grown since the start, times what the forces make of it, 10k yuan/year."""
    return operating * growth * factor


@inlined
def operating_income(own, projects, luck, lost):
    """Equation 37: own business and projects times luck and price, 10k yuan/year.

    `lost` is the share that a rare loss takes.
    """
    return (own + projects) * luck * (ONE - lost)


@inlined
def contract_income(contracts, growth, land, p):
    """Equation 38: contracts and rents, raised where land joins a transfer, 10k yuan/year."""
    return contracts * growth * (ONE + p.land_effect * land)


@inlined
def investment_income(investment, growth, stake, p):
    """Equation 39: returns on what the village has invested, 10k yuan/year."""
    return investment * growth + p.stake_return * stake


# --- the village's account ----------------------------------------------------------------------


@inlined
def running_costs(own, projects, capital, business_cost, project_cost, upkeep):
    """Equation 40: costs of business, projects and upkeep, 10k yuan/year; they do not fall with the price."""
    return business_cost * own + project_cost * projects + upkeep * capital


@inlined
def booked_wear(worn, p):
    """Equation 41: wear of project assets that the books charge as a cost, 10k yuan/year.

    Yields that were published are mostly what is left after costs, and few books wear off what was granted.
    """
    return p.wear_booked * worn


@inlined
def rents_to_households(contracts, p):
    """Equation 42: what of contracts is handed on to the households whose land it is, 10k yuan/year."""
    return p.rent_share * contracts


@inlined
def net_return(earned, costs, administration, rents):
    """Equation 43: the return that the statistics count, before subsidies and interest, 10k yuan/year.

    `costs` are those of earning it, booked wear included.
    """
    return earned - costs - administration - rents


@inlined
def interest_due(debt, p):
    """Equation 44: interest on what was owed when the year began, 10k yuan/year."""
    return p.interest_rate * debt


@inlined
def surplus_of(net, subsidy, interest):
    """Equation 45: what the year leaves, 10k yuan/year."""
    return net + subsidy - interest


@inlined
def reserved_of(surplus, p):
    """Equation 46: what of a surplus goes into the reserve and from it into public works, 10k yuan/year."""
    return p.common_reserve * max(surplus, ZERO)


@inlined
def dividends_of(surplus, reserved, p):
    """Equation 47: what of the rest is paid out to the members of the collective, 10k yuan/year."""
    return p.dividend_share * (max(surplus, ZERO) - reserved)


@inlined
def wages_of(running, p):
    """Equation 48: the part of the running costs that villagers earn as wages, 10k yuan/year."""
    return p.wage_share * running


@inlined
def repayment_due(debt, p):
    """Equation 49: debt that is paid back this year, 10k yuan/year."""
    return p.repayment * debt


@inlined
def cash_balance(cash, surplus, worn, dividends, reserved, repaid, own):
    """Equation 50: cash after everything is paid, 10k yuan; below nothing, it must be borrowed.

    Wear is a cost that nobody has to pay; the reserve goes into public works; `own` goes into projects.
    """
    return cash + surplus + worn - dividends - reserved - repaid - own


@inlined
def newly_borrowed(balance):
    """Equation 51: what a village without cash has to borrow, 10k yuan/year."""
    return max(-balance, ZERO)


@inlined
def next_debt(debt, repaid, borrowed):
    """Equation 52: what the village owes, 10k yuan."""
    return debt - repaid + borrowed


@inlined
def given_assets(delivered, own, failed, invested, p):
    """Equation 53: assets that others paid for: projects beyond the own part, stakes, 10k yuan/year."""
    return (ZERO if failed else delivered - own) + p.stake_share * invested


@inlined
def written_off(own, failed, unbooked, stake, other_assets, p):
    """Equation 54: own money lost with a failed project, and all wear that no cost has been, 10k yuan/year.

    `unbooked` is that of project assets; stakes and public assets wear off the equity too.
    """
    return (own if failed else ZERO) + unbooked + p.depreciation * stake + p.public_wear * other_assets


@inlined
def next_equity(equity, surplus, dividends, given, written):
    """Equation 55: what is the village's own, carried forward by all that changes it, 10k yuan."""
    return equity + surplus - dividends + given - written


# --- luck ---------------------------------------------------------------------------------------


@inlined
def next_shock(shock, size, draw, p):
    """Equation 56: a shock of city, banner or product, part of which persists, log points."""
    return p.shock_persistence * shock + size * draw


@inlined
def next_variance(variance, size, p):
    """Equation 57: variance of a shock of that size after so many years, squared log points."""
    return p.shock_persistence * p.shock_persistence * variance + size * size


@inlined
def loss_chance(loss_rate_weight, p):
    """Equation 58: chance of a rare loss (drought, disease, collapse of prices) in the industry, share."""
    return p.loss_rate * loss_rate_weight


@inlined
def loss_size(loss_severity_weight, unlucky, p):
    """Equation 59: share of operating income that a rare loss takes; nothing in other years."""
    return min(p.loss_severity * loss_severity_weight, ONE) if unlucky else ZERO
