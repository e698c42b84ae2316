"""What the model wants of a programme's tables, by name: the channels of levers, the uncertainties.

The arrays of the model are named and ordered in `sim.model.axes`, which no input may import; a test holds
both to be the same.
"""

from __future__ import annotations

CHANNELS = (
    "grants", "levered", "credit", "support", "readiness", "staff", "leaders", "experts", "candidates",
    "training", "information", "drive", "service", "pairing", "firms", "land",
)  # fmt: skip
UNCERTAINTIES = (
    "yield_rate", "capital_half", "absorption_limit", "absorption_by_governance", "absorption_by_talent",
    "spent_first_year", "readiness_effect", "idle_share", "failure_rate", "failure_by_governance",
    "depreciation", "match_realised", "household_credit_share", "crowding_out", "reinvestment",
    "talent_effect", "leader_effect", "expert_effect", "talent_stays", "money_per_staff",
    "talent_money_share", "mentoring", "reserve_departure", "training_effect", "information_effect",
    "forgetting", "governance_effect", "governance_push", "solved_effect", "governance_drift",
    "links_effect", "links_forming", "links_lapse", "firm_investment", "stake_share", "stake_return",
    "land_effect", "operating_growth", "contract_growth", "fading", "neighbour_learning",
    "shock_persistence", "city_shock", "banner_shock", "village_shock", "loss_rate", "loss_severity",
)  # fmt: skip
