"""One village: where it is heading, what holds it back, what helps, and its peers."""

from __future__ import annotations

import numpy as np
from matplotlib import pyplot as plt

from sim.analysis.village import STEPS, VillageStudy
from sim.inputs.programme import in_use
from sim.inputs.villages import place_names
from sim.model.targeting import base_income
from sim.views import figures_advice
from sim.views.advice.sheets import Asked, Sheet, chance, heads, industry_names
from sim.views.numbers import number, signed
from sim.views.prints import image
from sim.views.tables import interval
from sim.words import say


def village_sheets(study: VillageStudy, village: str) -> list[Sheet]:
    """One village: sentences, what a little more adds, and its peers."""
    place = study.position(village)
    values = np.vstack([study.steps[:, :, place], study.helps[:, :, place]])
    names = [say(f"advice_step_{name}") for name in STEPS]
    names += [say("advice_spent_on", group=say(f"advice_group_{name}")) for name in list(in_use().groups)]
    rows = [
        [name, interval(row[0], row[1], row[2], 2, True), chance(row[3])]
        for name, row in zip(names, values, strict=True)
    ]
    code = str(study.case.register.table["village_id"].iloc[place])
    title = say("advice_village", village=place_names(study.case.register).village[code])
    columns = heads("step", "adds", "chance_gain")
    year = study.case.scenario.years[-1]
    return [
        Sheet(title, [], [], [village_line(study, place), *village_sentences(study, place)]),
        Sheet(say("advice_helps", year=year), columns, rows, unit=say("unit_10k_yuan_per_year")),
        peers_sheet(study, place),
    ]


def village_asked(study: VillageStudy, village: str) -> Asked:
    """The question of one village and its answer, for page one of a briefing."""
    place, year = study.position(village), study.case.scenario.years[-1]
    code = str(study.case.register.table["village_id"].iloc[place])
    name = place_names(study.case.register).village[code]

    def picture() -> bytes:
        axes = figures_advice.village_path(study, place)
        content = image(axes, "village", "png")
        plt.close(axes.get_figure(root=True))
        return content

    sentences = [*village_sentences(study, place), village_line(study, place)]
    question = say("village_asked", village=name, year=year)
    return Asked(question, sentences, picture, say("village_asked_chart", village=name))


def village_sentences(study: VillageStudy, village: int) -> list[str]:
    """What a card says: where the village will be, what holds it back, what helps most and how sure."""
    low, _, mid, _, high = study.path[:, village, -1]
    gain = study.gain[:, village]
    group = study.best_group(village)
    helps = study.helps[list(in_use().groups).index(group), :, village]
    binding = study.binding(village)
    step = study.steps[STEPS.index(binding), :, village]
    year = study.case.scenario.years[-1]
    return [
        say(
            "advice_card_path",
            year=year,
            income=number(mid, 1),
            low=number(low, 1),
            high=number(high, 1),
            chance=chance(study.chance[village, -1]),
            target=f"{study.target:g}",
        ),
        say("advice_card_gain", **gained(gain)),
        say("advice_card_binds", step=say(f"advice_step_{binding}"), **gained(step)),
        say(
            "advice_card_helps",
            group=say(f"advice_group_{group}"),
            **gained(helps),
            sure=chance(study.surest[village]),
        ),
    ]


def gained(band: np.ndarray) -> dict[str, str]:
    """A gain and the ends of its band, the first three of `band`, as sentences take them."""
    low, middle, high = (signed(value, 2) for value in band[:3])
    return {"gain": middle, "low": low, "high": high}


def village_line(study: VillageStudy, place: int) -> str:
    """Where a village lies and where it stood in the base year."""
    row, names = study.case.register.table.iloc[place], place_names(study.case.register)
    return say(
        "advice_village_line",
        banner=names.banner[row["banner_id"]],
        township=names.township[row["township_id"]],
        industry=industry_names().get(row["industry"], row["industry"]),
        population=number(row["population"]),
        income=number(base_income(study.case.register.table)[place], 1),
    )


def peers_sheet(study: VillageStudy, place: int) -> Sheet:
    table, start = study.case.register.table, base_income(study.case.register.table)
    names = place_names(study.case.register).village
    rows = [
        [
            names[table["village_id"].iloc[each]],
            industry_names().get(table["industry"].iloc[each], ""),
            number(start[each], 1),
            interval(study.path[0, each, -1], study.path[2, each, -1], study.path[4, each, -1], 1),
            chance(study.chance[each, -1]),
        ]
        for each in (place, *study.peers[place])
    ]
    columns = heads("village", "industry", "base_income", "income_last", "chance_target")
    return Sheet(say("advice_peers_title"), columns, rows)
