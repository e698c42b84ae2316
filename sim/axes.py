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
    of_product not handed out: what all villages of the same product in the banner have had so far, per yuan
    of
               their operating income in the base year, weighs on its price in each of them
    local      stays in its village; every other feeds what neighbours learn from (`forces_effect`)
    """

    unit: str
    per: Literal["village", "villager", "household", "mu"] = "village"
    lasting: bool = False
    saturates: bool = False
    most: float | None = None
    of_product: str = ""
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
    supply: Annotated[Any, Channel("10k yuan per 10k yuan/year", of_product="grants", local=True)]


class VillageRows(NamedTuple):
    """What the register and its industries say of each village, one array (village,) each.

    Of the accounts a register may know nothing: such a figure is `UNKNOWN` and comes from the priors.
    """

    operating: Any  # 10k yuan/year in the base year
    contracts: Any
    investment: Any
    subsidy: Any
    governance: Any  # index 0..1, the village's own level
    loss_rate: Any  # relative to the average industry
    loss_severity: Any
    operating_cost: Any  # 10k yuan/year in the base year, or UNKNOWN
    administration: Any
    operating_assets: Any  # 10k yuan at the end of the base year, or UNKNOWN
    other_assets: Any
    liabilities: Any
    cash: Any
    yield_weight: Any  # relative to the average industry or kind of asset
    cost_weight: Any
    lag_weight: Any
    depreciation_weight: Any
    upkeep_weight: Any
    market_weight: Any  # 1 where the product is sold in the banner alone, 0 at a fixed price
    standing: Any  # -1 the poorest village of the base year .. 1 the richest
    remote: Any  # -1 the nearest .. 1 the most remote; 0 where nobody knows


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
    cash: Any  # 10k yuan
    debt: Any  # 10k yuan


class Traits(NamedTuple):
    """What one member says of each village for all years: its kind of business and assets, its accounts."""

    yield_rate: Any  # 1/year, of its kind of asset
    spent_first_year: Any  # share, of its kind of asset
    depreciation: Any  # 1/year, of its kind of asset
    upkeep: Any  # 1/year, of its kind of asset
    business_cost: Any  # share of the income of its own business
    project_cost: Any  # share of the income of its projects
    administration: Any  # 10k yuan/year
    talent_effect: Any  # 1/log FTE
    governance_effect: Any  # 1/index
    market_depth: Any  # log points of price per log point of supply


class Books(NamedTuple):
    """What one year leaves in the books of a village, 10k yuan/year."""

    income: Any  # all streams together, gross
    earned: Any  # without subsidies
    unborrowed: Any  # earned, less what was newly borrowed
    net: Any  # business return: earned less the costs of earning it
    business: Any  # own business before luck and price
    projects: Any  # the same of project assets
    operating: Any  # own business and projects with luck and price, less rare losses
    contracts: Any  # land, grassland and rents let to others
    investment: Any  # returns on stakes and deposits
    wear: Any  # of project assets, as far as the books charge it
    costs: Any  # of business and projects, with upkeep and wear
    administration: Any  # of running the collective
    interest: Any  # on what was owed when the year began
    dividends: Any  # paid out to the members of the collective
    wages: Any  # part of the costs that villagers earn
    rents: Any  # handed on to the households whose land it is
    own_money: Any  # the village's own money that went into projects
    partner_money: Any  # others' money that came with public money


class Ledger(NamedTuple):
    """The rest of a village's account, written where it is asked for, 10k yuan or 10k yuan/year."""

    public: Any  # public money on offer: grants and what resident staff bring
    displaced: Any  # other public money that is withdrawn for it
    returned: Any  # public money that the village cannot take up or that lies idle, and goes back
    wasted: Any  # taken up by a project that failed
    given: Any  # assets that others paid for
    written_off: Any  # own money in a project that failed, wear of stakes and of other assets
    surplus: Any  # net return and subsidies less interest
    reserved: Any  # put into the common reserve
    borrowed: Any  # newly, in the year
    repaid: Any  # of old debt
    operating_assets: Any  # project assets not counted, 10k yuan
    other_assets: Any  # schools, roads, halls: not for business
    equity: Any  # carried forward by what changes it, 10k yuan


_HELD = (
    "capital",
    "committed",
    "building",
    "stake",
    "cash",
    "debt",
    "operating_assets",
    "other_assets",
    "equity",
)
# The money of an account: what is held at the end of a year, and what moves in it.
ACCOUNT_UNITS = {
    **dict.fromkeys((*Books._fields, *Ledger._fields), "10k yuan/year"),
    **dict.fromkeys(_HELD, "10k yuan"),
}

UNKNOWN = -1.0  # stands for a figure of the accounts that a register does not have


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
    leverage_most: float
    match_realised: float
    match_own_share: float
    household_credit_share: float
    crowding_out: float
    reinvestment: float
    talent_effect: float
    talent_by_remoteness: float
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
    governance_by_income: float
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
    kinds_differ: float
    market_depth: float
    capability_needed: float
    business_cost: float
    project_cost: float
    upkeep: float
    wear_booked: float
    administration_fixed: float
    administration_share: float
    administration_most: float
    rent_share: float
    wage_share: float
    debt_per_income: float
    debt_spread: float
    interest_rate: float
    repayment: float
    cash_per_income: float
    common_reserve: float
    dividend_share: float
    assets_per_income: float
    other_assets_per_operating: float
    public_wear: float
    shock_persistence: float
    city_shock: float
    banner_shock: float
    product_shock: float
    village_shock: float
    loss_rate: float
    loss_severity: float


CHANNELS = Channels._fields
UNCERTAINTIES = Uncertainties._fields
CHANNEL: dict[str, Channel] = {
    name: kind.__metadata__[0] for name, kind in get_type_hints(Channels, include_extras=True).items()
}
HANDED = tuple(name for name, channel in CHANNEL.items() if not channel.of_product)  # what levers can feed
CHANNEL_UNITS = {name: channel.unit for name, channel in CHANNEL.items()}

STOCKS = ("capital", "cash", "debt")  # of the states, those whose sums are told
CITY_SUMS = ("total", *STREAMS, "brought", *STOCKS, "net", *Books._fields[Books._fields.index("wear") :])
CITY_UNITS = {**dict.fromkeys(CITY_SUMS, "10k yuan/year"), **dict.fromkeys(STOCKS, "10k yuan")}

# By which incomes villages are counted at each threshold, with what such a count of those below begins: all
# of
# it, without subsidies, less what was newly borrowed, and the net return.
COUNTED = {"income": "below", "earned": "earned_below", "unborrowed": "unborrowed_below", "net": "net_below"}


def sums_wanted(thresholds: Sequence[float]) -> int:
    """How many sums the kernel keeps of a year: those of the city, then a count for each in `city_counts`."""
    return len(CITY_SUMS) + len(city_counts(thresholds))


def city_counts(thresholds: Sequence[float]) -> tuple[str, ...]:
    """The names of the counts of villages below each threshold, in order: `below_12` and its like.

    All counts of the gross income come first, then those of each of the others in `COUNTED`.
    """
    return tuple(f"{name}_{limit:.10g}" for name in COUNTED.values() for limit in thresholds)
