"""The names and the order of every axis of the model, set here only: a leaf, for tables are read by it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal, NamedTuple, get_type_hints

AXES = ("member", "village", "year")
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)  # of members: the median, the bands of 50 and of 90 %
QUANTILE_NAMES = tuple(f"q{100 * share:02.0f}" for share in QUANTILES)  # q05 … q95
BAND = (0.05, 0.5, 0.95)  # low, mid and high of every number that is shown: its median in a band of 90 %
STREAMS = ("operating", "contracts", "investment", "subsidy")  # of income, as the statistics split it


class Channel(NamedTuple):
    """What there is to say of one channel; `felt` in sim/model/exposure.py makes it of what levers hand out.

    unit       of what one village, villager, household or mu sees of it in a year
    per        whom a village's sum is shared by: village (nobody), villager, household or mu
    lasting    what has been done stays done: sums add up over the years
    saturates  a sum r counts as r/(1+r): the first unit helps most
    most       no more than this is ever felt
    local      stays in its village; every other feeds what neighbours learn from (`forces_effect`)
    """

    unit: str
    per: Literal["village", "villager", "household", "mu"] = "village"
    lasting: bool = False
    saturates: bool = False
    most: float | None = None
    local: bool = False


class Channels(NamedTuple):
    """What reaches the villages in one year, one array (village,) a channel, each with its record."""

    grants: Annotated[Any, Channel("10k yuan/year", local=True)]
    levered: Annotated[Any, Channel("10k yuan/year", local=True)]
    credit: Annotated[Any, Channel("10k yuan/year", local=True)]
    support: Annotated[Any, Channel("10k yuan/year", local=True)]
    readiness: Annotated[Any, Channel("share", saturates=True, most=1.0, local=True)]
    staff: Annotated[Any, Channel("FTE")]
    leaders: Annotated[Any, Channel("FTE")]
    experts: Annotated[Any, Channel("FTE")]
    candidates: Annotated[Any, Channel("person")]
    training: Annotated[Any, Channel("person-day/villager/year", per="villager")]
    information: Annotated[Any, Channel("person-day/villager/year", per="villager")]
    drive: Annotated[Any, Channel("index")]
    service: Annotated[Any, Channel("problem/household/year", per="household")]
    pairing: Annotated[Any, Channel("index")]
    firms: Annotated[Any, Channel("firm", local=True)]
    land: Annotated[Any, Channel("share of the village's land", per="mu", lasting=True, most=1.0, local=True)]


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
CHANNEL: dict[str, Channel] = {
    name: kind.__metadata__[0] for name, kind in get_type_hints(Channels, include_extras=True).items()
}
CHANNEL_UNITS = {name: channel.unit for name, channel in CHANNEL.items()}

CITY_SUMS = ("total", *STREAMS, "brought", "capital")
CITY_UNITS = {
    **dict.fromkeys(CITY_SUMS, "10k yuan/year"),
    "capital": "10k yuan",
}


def city_counts(thresholds: Sequence[float]) -> tuple[str, ...]:
    """The names of the counts of villages below each threshold, in order: `below_12` and its like."""
    return tuple(f"below_{limit:.10g}" for limit in thresholds)
