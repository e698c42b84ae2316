"""Which villages gain and which lose: what is shown, against the scenario as it stands or no programme."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pandas as pd

from sim.analysis.compare import LIKELY, LOTS, decided_by_lot, village_changes
from sim.apps.pages.worlds import PageWorld
from sim.figures.numbers import chance, number, signed
from sim.figures.tables import column
from sim.inputs.villages import place_names
from sim.model.simulate import Result, simulate_members
from sim.reports.sheets import Asked, Sheet, band, industry_names
from sim.words import say, template

NOBODY, UNCHANGED, NOTHING_DONE = "none", "start", "nothing"
AGAINST = (NOBODY, UNCHANGED, NOTHING_DONE)  # what a list may compare with; the first shows no list
STATES = ("loses", "unsure", "same", "gains")
WHOLE, LAST = ("all_low", "all_mid", "all_high"), ("low", "mid", "high")
DECIMALS = 2
NAMED = 5  # villages that page one of a briefing names


@lru_cache(maxsize=4)
def _with_villages(world: PageWorld, against: str) -> Result:
    """What a list compares with, its villages kept."""
    case = (world.start if against == UNCHANGED else world.counterfactual).case
    return simulate_members(case, world.draws, world.seed)


def changes(world: PageWorld, now: Result, against: str) -> pd.DataFrame:
    """Every village's change (see `village_changes`), who loses most first, with its names and whether lots
    alone decide it."""
    both = simulate_members(now.case, world.draws, world.seed), _with_villages(world, against)
    found = village_changes(*both)
    found["by_lot"] = decided_by_lot(*both, by="village_id")["by_lot"] > 0
    table, called = world.case.register.table.set_index("village_id"), place_names(world.case.register)
    found["name"] = [called.village[str(each)] for each in found.index]
    for column_name, names in (("banner_id", called.banner), ("township_id", called.township)):
        found[column_name] = table[column_name].map(names).reindex(found.index)
    found["industry"] = table["industry"].reindex(found.index)
    return found.sort_values("all_mid", kind="stable")


# --- what is shown ---------------------------------------------------------------------------------------


def _span(world: PageWorld) -> str:
    years = world.case.scenario.years
    return f"{years[0]}–{years[-1]}"


def choice_state(against: str, hint: str) -> dict[str, Any]:
    """The row of buttons over the list."""
    return {
        "label": say("who_label"), "chosen": [against], "hint": hint,
        "choices": [{"id": name, "label": say(f"who_against_{name}")} for name in AGAINST],
    }  # fmt: skip


def sentences(found: pd.DataFrame, world: PageWorld, against: str) -> list[str]:
    """How many villages gain and lose over all years, how many only this drawing of lots decides."""
    count = found["state"].value_counts()
    numbers = {name: number(int(count.get(name, 0))) for name in STATES}
    likely, than = number(100 * LIKELY), say(f"who_than_{against}")
    if count.get("same", 0) == len(found):
        return [say("who_nobody", than=than)]
    around: dict[str, Any] = {"years": _span(world), "than": than, "likely": likely, "villages": len(found)}
    told = [say("who_counts", **around, **numbers)]
    lots = int((found["by_lot"] & found["state"].isin(("gains", "loses"))).sum())
    return [*told, say("who_lots", count=number(lots), lots=LOTS)] if lots else told


def columns(world: PageWorld) -> list[dict[str, Any]]:
    years, unit = world.case.scenario.years, say("unit_wan")
    return [
        column("village", say("advice_col_village")),
        column("place", say("village_col_place")),
        column("state", say("who_col_state")),
        column("kind", "", "hidden"),
        column("all", say("who_col_all", years=_span(world)), "band", unit, DECIMALS, signed=True),
        column("loss", say("who_col_loss"), "chance"),
        column("last", say("who_col_last", year=years[-1]), "band", unit, DECIMALS, signed=True),
    ]


def rows(found: pd.DataFrame) -> list[list[Any]]:
    return [
        [
            village, row["name"], _place_text(row), _state_text(row), row["state"],
            [row[name] for name in WHOLE], row["loss_chance"], [row[name] for name in LAST],
        ]
        for village, row in found.iterrows()
    ]  # fmt: skip


def paper_parts() -> dict[str, Any]:
    """What paper holds of the list: those that lose, and of the others how many they are."""
    told = {name: {"label": template(f"who_part_{name}")} for name in STATES}
    kept_out = {name: {"left": template(f"who_left_{name}")} for name in STATES if name != "loses"}
    return {
        "column": "kind", "paper": True,
        "rows": [{"value": name} | told[name] | kept_out.get(name, {}) for name in STATES],
    }  # fmt: skip


def _place_text(row: pd.Series) -> str:
    return f"{row['banner_id']} {row['township_id']} {industry_names()[row['industry']]}"


def _state_text(row: pd.Series) -> str:
    said = say(f"who_state_{row['state']}")
    return say("who_by_lot", state=said) if row["by_lot"] and row["state"] != "same" else said


def who_sheet(found: pd.DataFrame, world: PageWorld, against: str) -> Sheet:
    """The whole list, as briefing and workbook hold it."""
    heads = [
        say("take_head", label=each["label"], unit=each["unit"]) if each["unit"] else each["label"]
        for each in columns(world)
        if each["kind"] != "hidden"
    ]
    title = say("who_title", than=say(f"who_than_{against}"))
    texts = [
        [
            row["name"], _place_text(row), _state_text(row),
            band(row, DECIMALS, True, WHOLE), chance(row["loss_chance"]),
            band(row, DECIMALS, True, LAST),
        ]
        for _, row in found.iterrows()
    ]  # fmt: skip
    return Sheet(title, heads, texts, sentences(found, world, against), unit=say("unit_wan"))


def who_asked(found: pd.DataFrame, world: PageWorld, against: str) -> Asked:
    """The list's question, as page one of a briefing answers it."""
    told = sentences(found, world, against)
    losing = found[found["state"] == "loses"].head(NAMED)
    if len(losing):
        each = [f"{row['name']} {signed(row['all_mid'], DECIMALS)}" for _, row in losing.iterrows()]
        told.append(say("who_most", names=say("page_comma").join(each), unit=say("unit_wan")))
    return Asked(say("who_title", than=say(f"who_than_{against}")), told)
