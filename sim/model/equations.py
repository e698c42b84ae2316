"""The equations of one village in one year, each a numbered tiny function; data/MODEL.md is written from it.

Every argument is a float32 of one village and year: money in 10k yuan, people in FTE or persons, time in
years. `p` holds the member's draw of every uncertainty by name (`Uncertainties`, units in parameters.csv).
The compiled kernel inlines these functions; with compilation off the same text runs as plain Python.
"""

from __future__ import annotations

import numpy as np

from sim.model.fastmath import ONE, SMALLEST, ZERO, exp, inlined, log

# --- people, skill, governance, links: what the forces feed ---------------------------------


@inlined
def dispatched_talent(staff, leaders, experts, p):
    """Equation 1: full-time equivalents in the village this year, FTE.

    Part-time leaders and experts count by their effect relative to resident staff.
    """
    return staff + p.leader_effect * leaders + p.expert_effect * experts


@inlined
def next_talent(talent, dispatched, p):
    """Equation 2: who is there is there; of what has left, a share stays each year, FTE."""
    return dispatched + p.talent_stays * max(talent - dispatched, ZERO)


@inlined
def next_reserve(reserve, candidates, talent, p):
    """Equation 3: candidates become reserve cadres where somebody mentors them; some leave, persons."""
    mentored = p.mentoring * talent / (ONE + talent) * max(candidates - reserve, ZERO)
    return (ONE - p.reserve_departure) * reserve + mentored


@inlined
def next_skill(skill, training, information, p):
    """Equation 4: trained person-days per villager, forgotten year by year."""
    return (ONE - p.forgetting) * skill + training + p.information_effect * information


@inlined
def next_governance(governance, own_governance, drive, service, p):
    """Equation 5: drives and solved problems lift it towards 1; it drifts back to the village's own, 0..1."""
    lift = min(p.governance_push * drive + p.solved_effect * service, ONE)
    raised = governance + lift * (ONE - governance)
    return raised - p.governance_drift * (raised - own_governance)


@inlined
def next_links(links, pairing, p):
    """Equation 6: links form where partners are brought together and lapse when nobody tends them, 0..1."""
    return (ONE - p.links_lapse) * links + min(p.links_forming * pairing, ONE) * (ONE - links)


# --- money: from the budget to assets that earn ----------------------------------------------


@inlined
def brought_money(staff, p):
    """Equation 7: public project money that resident staff bring in, 10k yuan/year.

    `talent_money_share` of what talent does is bringing money; the rest is quality (`forces_effect`).
    """
    return p.talent_money_share * p.money_per_staff * staff


@inlined
def offered_money(grants, brought, levered, credit, project, p):
    """Equation 8: money on offer for village projects less the own effort it crowds out, 10k yuan/year.

    Levered money counts as far as the village owns it; household credit only if a parameter says so;
    `project` is last year's assets' income this year, a part of which is put back.
    """
    public = (ONE - p.crowding_out) * (grants + brought)
    private = p.match_realised * levered + p.household_credit_share * credit
    return public + private + p.reinvestment * project


@inlined
def absorption_room(governance_gain, talent, p):
    """Equation 9: what one village can put to use in a year, 10k yuan/year."""
    widened = p.absorption_by_governance * governance_gain + p.absorption_by_talent * log(ONE + talent)
    return p.absorption_limit * max(ONE + widened, ZERO)


@inlined
def absorbed_money(offered, room):
    """Equation 10: nearly all of a small offer, never more than the room, 10k yuan/year."""
    return offered * room / np.sqrt(room * room + offered * offered)


@inlined
def project_fails(draw, governance_gain, p):
    """Equation 11: whether this year's projects fail; governance makes it rarer.

    The chance is failure_rate / (1 + failure_by_governance * gain); `draw` is a uniform in 0..1. Written as
    a product, since divisions are what the village loop spends most time on.
    """
    return draw * (ONE + p.failure_by_governance * max(governance_gain, ZERO)) < p.failure_rate


@inlined
def delivered_money(absorbed, failed, p):
    """Equation 12: absorbed money less what lies idle, and nothing where the project fails, 10k yuan/year."""
    return ZERO if failed else absorbed * (ONE - p.idle_share)


@inlined
def spending_share(readiness, p):
    """Equation 13: share of committed money spent within the year; prepared projects spend sooner."""
    return p.spent_first_year + p.readiness_effect * readiness * (ONE - p.spent_first_year)


@inlined
def next_capital(capital, built, p):
    """Equation 14: project assets added since the start, 10k yuan; what was built last year earns now."""
    return (ONE - p.depreciation) * capital + built


@inlined
def next_stake(stake, firms, levered, p):
    """Equation 15: the part of firms' and social money that the village owns, 10k yuan."""
    partners = p.firm_investment * firms + (ONE - p.match_realised) * levered
    return (ONE - p.depreciation) * stake + p.stake_share * partners


# --- income by stream -------------------------------------------------------------------------


@inlined
def persistence(age, p):
    """Equation 16: share of the forces' effect that is left `age` years after the programme began."""
    return exp(age * log(max(ONE - p.fading, SMALLEST)))


@inlined
def forces_effect(talent, reserve, skill, governance_gain, links, persistence, p):
    """Equation 17: what talent, training, organisation and links add to operating income, log points.

    0 where nothing changed; `persistence` is what the years have left of it.
    """
    people = (ONE - p.talent_money_share) * p.talent_effect * log(ONE + talent + reserve)
    order = p.governance_effect * governance_gain + p.links_effect * links
    return persistence * (people + p.training_effect * log(ONE + skill) + order)


@inlined
def project_income(capital, p):
    """Equation 18: income of project assets at a yield that falls as they pile up, 10k yuan/year."""
    return p.yield_rate * capital * p.capital_half / (p.capital_half + capital)


@inlined
def operating_income(operating, growth, project, quality, lost):
    """Equation 19: own business grown since the start plus projects, times quality and luck, 10k yuan/year.

    `lost` is the share that a rare loss takes.
    """
    return (operating * growth + project) * quality * (ONE - lost)


@inlined
def contract_income(contracts, growth, land, p):
    """Equation 20: contracts and rents, raised where land joins a transfer, 10k yuan/year."""
    return contracts * growth * (ONE + p.land_effect * land)


@inlined
def investment_income(investment, growth, stake, p):
    """Equation 21: returns on what the village has invested, 10k yuan/year."""
    return investment * growth + p.stake_return * stake


# --- luck ---------------------------------------------------------------------------------------


@inlined
def next_shock(shock, size, draw, p):
    """Equation 22: a shock of city or banner, part of which persists, log points."""
    return p.shock_persistence * shock + size * draw


@inlined
def next_variance(variance, p):
    """Equation 23: variance of the shocks of city and banner together, squared log points."""
    fresh = p.city_shock * p.city_shock + p.banner_shock * p.banner_shock
    return p.shock_persistence * p.shock_persistence * variance + fresh


@inlined
def loss_chance(loss_rate_weight, p):
    """Equation 24: chance of a rare loss (drought, disease, collapse of prices) in the industry, share."""
    return p.loss_rate * loss_rate_weight


@inlined
def loss_size(loss_severity_weight, unlucky, p):
    """Equation 25: share of operating income that a rare loss takes; nothing in other years."""
    return min(p.loss_severity * loss_severity_weight, ONE) if unlucky else ZERO
