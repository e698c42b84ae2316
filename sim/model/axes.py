"""The order of every axis of the model, set here and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

AXES = ("member", "village", "year")
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)  # of members: the median, the bands of 50 and of 90 %


class Channels(NamedTuple):
    """What reaches the villages in one year, one array (village,) a channel; units in CHANNEL_UNITS."""

    grants: Any
    levered: Any
    credit: Any
    support: Any
    readiness: Any
    staff: Any
    leaders: Any
    experts: Any
    candidates: Any
    training: Any
    information: Any
    drive: Any
    service: Any
    pairing: Any
    firms: Any
    land: Any


class VillageRows(NamedTuple):
    """What the register says of each village, one array (village,) each."""

    operating: Any  # 10k yuan/year in the base year
    contracts: Any
    investment: Any
    subsidy: Any
    governance: Any  # index 0..1, the village's own level
    loss_rate: Any  # relative to the average industry
    loss_severity: Any


class States(NamedTuple):
    """What a village carries from year to year."""

    capital: Any  # 10k yuan, project assets added since the base year
    committed: Any  # 10k yuan, delivered and not yet spent
    building: Any  # 10k yuan, spent this year, earns from the next
    talent: Any  # FTE
    reserve: Any  # persons
    skill: Any  # person-days per villager
    governance: Any  # index 0..1
    links: Any  # index 0..1
    stake: Any  # 10k yuan, the village's share of partners' money
    effect: Any  # log points, what the forces add to operating income


class Uncertainties(NamedTuple):
    """One member's draw of every uncertainty, in the model's order; units stand in parameters.csv."""

    yield_rate: float
    capital_half: float
    absorption_limit: float
    absorption_by_governance: float
    absorption_by_talent: float
    spent_first_year: float
    readiness_effect: float
    idle_share: float
    failure_rate: float
    failure_by_governance: float
    depreciation: float
    match_realised: float
    household_credit_share: float
    crowding_out: float
    reinvestment: float
    talent_effect: float
    leader_effect: float
    expert_effect: float
    talent_stays: float
    money_per_staff: float
    talent_money_share: float
    mentoring: float
    reserve_departure: float
    training_effect: float
    information_effect: float
    forgetting: float
    governance_effect: float
    governance_push: float
    solved_effect: float
    governance_drift: float
    links_effect: float
    links_forming: float
    links_lapse: float
    firm_investment: float
    stake_share: float
    stake_return: float
    land_effect: float
    operating_growth: float
    contract_growth: float
    fading: float
    neighbour_learning: float
    shock_persistence: float
    city_shock: float
    banner_shock: float
    village_shock: float
    loss_rate: float
    loss_severity: float


CHANNELS = Channels._fields
UNCERTAINTIES = Uncertainties._fields
CHANNEL_UNITS = {
    **dict.fromkeys(("grants", "levered", "credit", "support"), "10k yuan/year"),
    "readiness": "share",
    **dict.fromkeys(("staff", "leaders", "experts"), "FTE"),
    "candidates": "person",
    **dict.fromkeys(("training", "information"), "person-day/villager/year"),
    "drive": "index",
    "service": "problem/household/year",
    "pairing": "index",
    "firms": "firm",
    "land": "share of the village's land",
}

CITY_SUMS = ("total", "operating", "contracts", "investment", "subsidy", "brought", "capital")
CITY_UNITS = {
    **dict.fromkeys(("total", "operating", "contracts", "investment", "subsidy", "brought"), "10k yuan/year"),
    "capital": "10k yuan",
}


def city_counts(thresholds: Sequence[float]) -> tuple[str, ...]:
    """The names of the counts of villages below each threshold, in order: `below_12` and its like."""
    return tuple(f"below_{limit:.10g}" for limit in thresholds)
