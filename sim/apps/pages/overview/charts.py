"""What the overview shows and says, part by part: frames, cards and sentences from what was computed.

Everything here is made from results of sim.analysis; nothing is computed that a reader could take for a
finding of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, pairwise
from typing import Any

import numpy as np

from sim.analysis.compare import Outlook, classes, start_classes, weakest, year_of_confidence
from sim.analysis.outcomes import class_means, cost_band, cost_per_lifted, five, gain, total_cost
from sim.analysis.sensitivity import VarianceShares
from sim.analysis.structures import Mark
from sim.apps.pages.beside import (
    NO_MARKS,
    apart_line,
    apart_words,
    household_line,
    mark_line,
    net_gain_line,
    net_line,
    payers_line,
    with_line,
)
from sim.apps.pages.charts import (
    banded_card,
    degree,
    fan_frame,
    interval_frame,
    shares_text,
    stacked_frame,
    tone,
)
from sim.figures.labels import bands, limit
from sim.figures.numbers import chance, money_band, number, percent, signed
from sim.figures.tables import column, interval
from sim.figures.theme import PALETTE, Style, force_looks, scenario_looks, without_style
from sim.inputs.programme import in_use
from sim.inputs.villages import Register, place_names
from sim.model.exposure import base_income
from sim.model.simulate import Result
from sim.reports.sheets import Sheet
from sim.words import language, say

LOW, MIDDLE, HIGH = 0, 2, 4  # places among the five quantiles
CONFIDENT = 0.9
TELLING = 0.1  # chances that differ by less tell no banner from another
POINTS = {"o": "circle", "s": "square", "D": "diamond", "^": "triangle"}
# From poor to well off; in print the patterns tell them apart.
CLASS_LOOKS = (
    ("#9c2f00", "solid"), ("#c24e00", "stripes"), ("#8a6100", "dots"), ("#2b7a9b", "bars"),
    ("#0b3d5c", "solid"),
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Subject:
    """One scenario or run that is shown: its results, its banners, its name and how it is drawn.

    `without` are the banners under no programme on the same members and luck.
    """

    id: str
    titles: Mapping[str, str]
    style: Style
    result: Result
    counterfactual: Result
    banners: Outlook
    without: Outlook

    @property
    def itself(self) -> bool:
        """Whether this is its own counterfactual, so that there is no gain to speak of."""
        return self.result.case.scenario.id == self.counterfactual.case.scenario.id

    @property
    def last(self) -> int:
        return int(self.result.case.scenario.years[-1])

    def title(self) -> str:
        return self.titles[language()]


def styles(scenarios: Sequence[str]) -> list[Style]:
    """A look for each of several scenarios; the second run of one takes a look that nobody has."""
    looks, without = scenario_looks(), in_use().counterfactual
    free = [style for name, style in looks.items() if name not in scenarios and name != without]
    free += [style for style in PALETTE if style not in looks.values()] or list(PALETTE)
    taken: list[Style] = []
    for name in scenarios:
        own = looks.get(name)
        taken.append(own if own and own not in taken else free.pop(0))
    return taken


def banner_label(name: str, register: Register) -> str:
    """A banner's name; a code of a synthetic register, which has no name, says what it is."""
    called = place_names(register).banner.get(name, name)
    return say("overview_banner", name=called) if register.synthetic and called == name else called


def _spoken(values: np.ndarray, decimals: int = 0) -> dict[str, str]:
    """Median and 90 % band as words to fill in; values (5,)."""
    return {
        name: number(float(values[at]), decimals)
        for name, at in (("low", LOW), ("middle", MIDDLE), ("high", HIGH))
    }


# --- the question ----------------------------------------------------------------------------------------


def answer_state(
    subject: Subject, banner: str, threshold: float, rests: Sequence[str], trust: str
) -> dict[str, Any]:
    """Whether a banner's villages all reach a threshold, in words for a meeting.

    rests  sentences on what the answer rests on; trust, how the model fared elsewhere
    """
    found, place = subject.banners, subject.banners.place(banner)
    likely = float(found.chance_all[threshold][place, -1])
    words = _about(subject, place, threshold)
    among = len(found.groups) > 1 and banner == weakest(subject.banners, threshold)
    key = "overview_question_weakest" if among else "overview_question"
    return {
        "key": banner,
        "question": say(key, **words),
        "chance": chance(likely),
        "tone": tone(likely, subject.result.members),
        "lead": say(f"overview_verdict_{degree(likely, subject.result.members)}", **words),
        "lines": _answer_lines(subject, place, threshold, words),
        "say": _meeting(subject, likely, place, threshold, rests, words),
        "note": say("overview_chance_note", **words, trust=trust, members=number(subject.result.members)),
        "words": {name: say(f"answer_{name}") for name in ("say", "copy", "copied", "select")},
    }


def _about(subject: Subject, place: int, threshold: float) -> dict[str, str]:
    """What the sentences about one banner speak of."""
    register = subject.result.case.register
    return {
        "banner": banner_label(subject.banners.groups[place], register),
        "villages": number(subject.banners.villages[place]),
        "threshold": limit(threshold),
        "last": str(subject.last),
        "scenario": subject.title(),
    }


def _answer_lines(subject: Subject, place: int, threshold: float, words: Mapping[str, str]) -> list[str]:
    """Where the banner stands, where it will be with and without the programme, and from when."""
    start = subject.banners.start.iloc[place]
    low = int(start[f"below_{threshold}"])
    share = percent(low / subject.banners.villages[place])
    lines = [say("overview_start", **words, count=low, share=share, median=number(start["median"], 1))]
    lines.append(_path_line("overview_with", subject.banners, place, threshold, words))
    lines.append(_apart_sentence(subject.banners, place, threshold))
    if not subject.itself:
        lines.append(_path_line("overview_without", subject.without, place, threshold, words))
    year = year_of_confidence(subject.banners.chance_all[threshold][place], subject.banners.years, CONFIDENT)
    key = "overview_never_confident" if year is None else "overview_confident"
    return [*lines, say(key, **words, year=year, level=percent(CONFIDENT))]


def _apart_sentence(found: Outlook, place: int, threshold: float) -> str:
    """How many of a banner's villages fall short net, and how many get there by other means alone."""
    net, by_subsidy, by_debt = found.apart[threshold][:, place]
    return say("overview_apart", net=number(net), apart=apart_words(by_subsidy, by_debt))


def _path_line(key: str, found: Outlook, place: int, threshold: float, words: Mapping[str, str]) -> str:
    """One scenario's banner in the last year: villages below, the median village, the chance."""
    left = _spoken(found.below[threshold][place, :, -1])
    income = {f"income_{k}": v for k, v in _spoken(found.middle[place, :, -1], 1).items()}
    likely = chance(float(found.chance_all[threshold][place, -1]))
    return say(key, **words, **left, **income, chance=likely)


def _meeting(
    subject: Subject,
    likely: float,
    place: int,
    threshold: float,
    rests: Sequence[str],
    words: Mapping[str, str],
) -> list[str]:
    """What can be told at a county meeting: the chance, what the programme does, on what it rests."""
    told = [say("overview_say_chance", **words, chance=chance(likely))]
    if not subject.itself:
        other = chance(float(subject.without.chance_all[threshold][place, -1]))
        told = [say("overview_say_both", **words, chance=chance(likely), other=other)]
        added = five(gain(subject.result, subject.counterfactual)[{"year": -1}])
        told.append(say("overview_say_gain", **words, **_spoken(added, 1)))
        net = five(gain(subject.result, subject.counterfactual, "net_mean")[{"year": -1}])
        told.append(say("overview_say_net", **_spoken(net, 1)))
    synthetic = "synthetic" if subject.result.case.register.synthetic else "simulated"
    return [*told, *rests, say(f"overview_say_{synthetic}")]


# --- numbers on top --------------------------------------------------------------------------------------


def cards(subject: Subject, threshold: float, marks: Mapping[str, Mark] = NO_MARKS) -> list[dict[str, str]]:
    """Income, villages below the threshold, gain, and what a village lifted costs.

    Beside each: net, who is at the threshold by other means alone, what households gain, who else pays; and
    in
    how many structures of the model it holds, where that is known (of the target alone among the thresholds).
    """
    at_target = marks if threshold == in_use().target.amount else NO_MARKS
    result, other = subject.result, subject.counterfactual
    gained = (net_gain_line(result, other), household_line(result, other))
    return [
        with_line(_income_card(subject), net_line(result), mark_line(marks, "mean_income", "mean_net")),
        with_line(
            _below_card(subject, threshold),
            apart_line(result, threshold),
            mark_line(at_target, "below_target"),
        ),
        with_line(_gain_card(subject), *gained, mark_line(marks, "mean_gain", "mean_net_gain")),
        with_line(_cost_card(subject, threshold), payers_line(result)),
    ]


def _income_card(subject: Subject) -> dict[str, str]:
    now, other = (five(each.city["mean"][{"year": -1}]) for each in (subject.result, subject.counterfactual))
    words = {
        "label": say("page_card_income", year=subject.last),
        "unit": say("unit_wan_per_village"),
    }
    note = say("page_card_without", value=number(other[MIDDLE], 1))
    return _card("income", now, words, note, decimals=1)


def _below_card(subject: Subject, threshold: float) -> dict[str, str]:
    name, villages = f"below_{threshold}", len(subject.result.case.register.table)
    now, other = (five(each.city[name][{"year": -1}]) for each in (subject.result, subject.counterfactual))
    label = say("page_card_below", year=subject.last, threshold=limit(threshold))
    words = {"label": label, "unit": say("page_of_villages", villages=villages)}
    return _card("below", now, words, say("page_card_without", value=number(other[MIDDLE])))


def _gain_card(subject: Subject) -> dict[str, str]:
    added = five(gain(subject.result, subject.counterfactual)[{"year": -1}])
    words = {
        "label": say("page_card_gain", year=subject.last),
        "unit": say("unit_wan_per_village"),
    }
    return _card("gain", added, words, say("page_card_luck"), decimals=2, sign=True)


def _cost_card(subject: Subject, threshold: float) -> dict[str, str]:
    """What one village more at the threshold has cost; a dash where there is none."""
    each = five(cost_per_lifted(subject.result, subject.counterfactual, threshold))
    (low, value, high), unit = money_band(cost_band(subject.result))
    note = say("overview_card_cost_note", low=low, value=value, high=high, unit=unit)
    words = {
        "label": say("overview_card_cost", threshold=limit(threshold)),
        "unit": say("overview_unit_cost"),
    }
    return _card("cost", each, words, note)


def _card(
    key: str, values: np.ndarray, words: Mapping[str, str], note: str, decimals: int = 0, sign: bool = False
) -> dict[str, str]:
    """One number with its 90 % band; values (5,), NaN where there is none."""
    write = signed if sign else number
    if not np.isfinite(values[MIDDLE]):
        return {
            "key": key,
            **words,
            "value": "–",
            "unit": "",
            "band": say("overview_no_value"),
            "note": note,
        }
    band = [write(float(values[at]), decimals) for at in (LOW, MIDDLE, HIGH)]
    return banded_card(key, words["label"], words["unit"], band, note)


# --- fan charts ------------------------------------------------------------------------------------------


def fan_lines(subjects: Sequence[Subject]) -> list[dict[str, Any]]:
    """The lines of a fan chart: every subject, the first with its band, and no programme with its own."""
    lines = [_line(each.title(), each.style, each is subjects[0]) for each in subjects]
    if _needs_without(subjects):
        title = str(subjects[0].counterfactual.case.scenario.title[language()])
        lines.append(_line(title, without_style(), len(subjects) == 1))
    return lines


def _needs_without(subjects: Sequence[Subject]) -> bool:
    """Whether no programme has to be drawn, because no subject is it."""
    return not any(each.itself for each in subjects)


def _line(label: str, style: Style, shown: bool) -> dict[str, Any]:
    return {"label": label, "colour": style.colour, "dash": list(style.dash), "bands": shown}


def city_fans(subjects: Sequence[Subject], outcome: str) -> np.ndarray:
    """The quantiles of a city outcome in the order of `fan_lines`, (series, 5, year)."""
    results = [each.result for each in subjects]
    results += [subjects[0].counterfactual] if _needs_without(subjects) else []
    return np.stack([bands(each.city[outcome]) for each in results])


def banner_fans(subjects: Sequence[Subject], banner: str) -> np.ndarray:
    """The quantiles of a banner's median village in the order of `fan_lines`, (series, 5, year)."""
    found = [each.banners for each in subjects]
    found += [subjects[0].without] if _needs_without(subjects) else []
    return np.stack([each.middle[each.place(banner)] for each in found])


def with_threshold(
    lines: list[dict[str, Any]], values: np.ndarray, threshold: float
) -> tuple[list[dict[str, Any]], np.ndarray]:
    """The same with the threshold as one more line."""
    look = Style("#8a4b00", (2, 3), "o")
    rule = _line(say("figure_target", threshold=limit(threshold)), look, False)
    level = np.full((1, *values.shape[1:]), float(threshold))
    return [*lines, rule], np.concatenate([values, level])


def path_frame(
    title: str,
    unit: str,
    lines: list[dict[str, Any]],
    values: np.ndarray,
    subjects: Sequence[Subject],
    decimals: int,
    showing: int,
) -> dict[str, Any]:
    """The frame of a FanChart, with its sentence made from the first line's numbers."""
    years = [int(year) for year in subjects[0].result.case.scenario.years]
    note = say("page_bands", members=number(subjects[0].result.members))
    return fan_frame(
        title, unit, years, lines, values[0], decimals, note=note, zero=decimals == 0, showing=showing
    )


# --- rows with bands -------------------------------------------------------------------------------------


def banner_rows(
    subject: Subject, threshold: float, chosen: str, answer: str, showing: int
) -> tuple[dict, np.ndarray]:
    """Every banner's chance that all its villages reach the threshold, or where that tells no banner from
    another, its villages below it; a row is a button, and what is said of the chosen one stands under it."""
    found, register = subject.banners, subject.result.case.register
    by_chance = chances_differ(found, threshold)
    rows = [
        {
            "key": name,
            "label": banner_label(name, register),
            "note": _banner_note(found, place, threshold, by_chance),
        }
        for place, name in enumerate(found.groups)
    ]
    likely = found.chance_all[threshold][:, -1]
    values = np.repeat(likely[:, None], 5, axis=1) if by_chance else found.below[threshold][:, :, -1]
    words = {"year": subject.last, "threshold": limit(threshold)}
    title = say("overview_banners_chance" if by_chance else "overview_banners", **words)
    unit = "" if by_chance else say("unit_villages")
    frame = interval_frame(
        title, unit, rows, values, decimals=0, zero=True, percent=by_chance, choosable=True,
        chosen=chosen, answer=answer, showing=showing,
        note="" if by_chance else say("overview_banners_below_note"),
        hint=say("overview_banners_hint"),
    )  # fmt: skip
    return frame, values


def chances_differ(found: Outlook, threshold: float) -> bool:
    """Whether the chances of the last year tell banners apart."""
    return float(np.ptp(found.chance_all[threshold][:, -1])) >= TELLING


def _banner_note(found: Outlook, place: int, threshold: float, by_chance: bool) -> str:
    words = {
        "villages": number(found.villages[place]),
        "count": int(found.start[f"below_{threshold}"].iloc[place]),
    }
    if by_chance:
        left = _spoken(found.below[threshold][place, :, -1])
        told = say("overview_banner_left", **words, **left)
        return told + say("page_semicolon") + apart_words(*found.apart[threshold][1:, place])
    likely = chance(float(found.chance_all[threshold][place, -1]))
    told = say("overview_banner_note", **words, chance=likely)
    return told + say("page_semicolon") + apart_words(*found.apart[threshold][1:, place])


def banner_sheet(subject: Subject, threshold: float) -> Sheet:
    """The banners as a table to take along: where they stood, where they will be, with what chance."""
    found, register = subject.banners, subject.result.case.register
    words = {"year": subject.last, "threshold": limit(threshold)}
    names = ("banner", "villages", "start", "below", "apart", "income", "chance")
    heads = [say(f"overview_sheet_{name}", **words) for name in names]
    rows = []
    for place, name in enumerate(found.groups):
        below = _banded(found.below[threshold][place, :, -1])
        income = _banded(found.middle[place, :, -1], 1)
        start = number(found.start[f"below_{threshold}"].iloc[place])
        likely = chance(float(found.chance_all[threshold][place, -1]))
        label = banner_label(name, register)
        apart = apart_words(*found.apart[threshold][1:, place])
        rows.append([label, number(found.villages[place]), start, below, apart, income, likely])
    return Sheet(say("overview_sheet", **words), heads, rows)


def _banded(values: np.ndarray, decimals: int = 0) -> tuple[str, str]:
    """Median and 90 % band of five quantiles as a cell of a sheet."""
    return interval(float(values[LOW]), float(values[MIDDLE]), float(values[HIGH]), decimals)


def level_rows(subjects: Sequence[Subject], showing: int) -> tuple[dict, np.ndarray]:
    """Villages below every threshold: the base year, no programme, and each subject."""
    start = base_income(subjects[0].result.case.register.table)
    rows, lines = [], []
    for threshold in in_use().thresholds:
        group = say("overview_below", threshold=limit(threshold))
        counted = float((start < threshold).sum())
        rows.append(_level_row(f"{threshold}/start", say("overview_base"), group, "#17212b", "square"))
        lines.append(np.array([counted, np.nan, counted, np.nan, counted]))
        for name, title, style, result in _shown_results(subjects):
            key = f"{threshold}/{name}"
            row = _level_row(key, title, group, style.colour, POINTS.get(style.marker, "circle"))
            rows.append(row | {"note": apart_line(result, threshold)})
            lines.append(five(result.city[f"below_{threshold}"][{"year": -1}]))
    values = np.stack(lines)
    title = say("overview_levels", year=subjects[0].last)
    note = say("overview_rows_note")
    more = {"zero": True, "showing": showing, "note": note}
    return interval_frame(title, say("unit_villages"), rows, values, decimals=0, **more), values


def _level_row(key: str, label: str, group: str, colour: str, point: str) -> dict[str, str]:
    return {"key": key, "label": label, "group": group, "colour": colour, "point": point}


def _shown_results(subjects: Sequence[Subject]) -> list[tuple[str, str, Style, Result]]:
    """What is set side by side, with id and title: no programme where nobody is it, then every subject."""
    first = subjects[0].counterfactual
    title = str(first.case.scenario.title[language()])
    without = [(first.case.scenario.id, title, without_style(), first)] if _needs_without(subjects) else []
    return without + [(each.id, each.title(), each.style, each.result) for each in subjects]


def class_bars(subjects: Sequence[Subject], showing: int) -> tuple[dict, np.ndarray]:
    """Villages by class of income, the base year and in the last year."""
    case = subjects[0].result.case
    villages = len(case.register.table)
    rows = [{"key": "start", "label": say("overview_base")}]
    lines = [start_classes(case)]
    for name, title, _, result in _shown_results(subjects):
        rows.append({"key": name, "label": say("overview_class_row", title=title, year=subjects[0].last)})
        lines.append(classes(class_means(result), villages))
    values = np.stack(lines)
    labels = _class_labels()
    parts = [
        {"label": label, "colour": colour, "pattern": pattern}
        for label, (colour, pattern) in zip(labels, _class_looks(len(labels)), strict=True)
    ]
    title = say("overview_classes")
    note = say("overview_classes_note", members=number(subjects[0].result.members))
    target = in_use().target.amount
    note += say(
        "overview_classes_apart", threshold=limit(target), apart=apart_line(subjects[0].result, target)
    )
    unit = say("unit_villages")
    return stacked_frame(title, unit, rows, parts, values, showing, note=note), values


def _class_looks(count: int) -> list[tuple[str, str]]:
    """Colours and patterns of so many classes, from poor to well off, however many thresholds there are."""
    last = len(CLASS_LOOKS) - 1
    return [CLASS_LOOKS[round(place * last / (count - 1))] for place in range(count)]


def _class_labels() -> list[str]:
    """What the classes between the thresholds are called, poorest first."""
    edges = [limit(each) for each in in_use().thresholds]
    between = [say("overview_class", low=a, high=b) for a, b in pairwise(edges)]
    first, last = (say(f"overview_class_{k}", edge=edges[at]) for k, at in (("first", 0), ("last", -1)))
    return [first, *between, last]


def force_rows(
    values: np.ndarray, shares: Mapping[str, float], measure: str, last: int, members: int, showing: int
) -> dict:
    """Each force's part of the gain and the whole, values (force + 1, 5) as `force_bands` gives them.

    shares  of the mean gain, by force; they add up to one, which medians do not
    """
    looks = force_looks()
    rows = [
        {
            "key": name,
            "label": say(f"force_{name}"),
            "note": say("overview_force_share", share=percent(shares[name], 1)) if shares else "",
            "colour": looks[name].colour,
            "point": point,
        }
        for name, point in zip(looks, cycle(POINTS), strict=False)
    ]
    rows.append({"key": "total", "label": say("overview_all_forces"), "colour": "#17212b", "point": "square"})
    counted = measure != "mean"
    unit = say("unit_villages" if counted else "unit_10k_yuan_per_village")
    return interval_frame(
        say("overview_forces", year=last), unit, rows, values, decimals=0 if counted else 2,
        zero=True, signed=True, showing=showing,
        note=say("overview_forces_note", members=number(members)),
    )  # fmt: skip


def rests_on(shares: VarianceShares, largest: tuple[str, float] | None, itself: bool) -> list[str]:
    """Where most of the gain comes from, and how much of the main answer's spread rests on assumptions."""
    name = "mean_income" if itself else "mean_gain"
    told = [say(f"overview_rests_{name}", share=shares_text(shares, name))]
    if largest:
        force = say(f"force_{largest[0]}")
        told.insert(0, say("overview_say_force", force=force, share=percent(largest[1])))
    return told


# --- side by side ----------------------------------------------------------------------------------------


def table_columns(threshold: float, last: int) -> list[dict[str, Any]]:
    """The columns of the table of several scenarios."""
    words = {"threshold": limit(threshold), "year": last}
    return [
        column("scenario", say("page_scenario")),
        column("income", say("page_card_income", **words), "band", say("unit_wan_per_village"), 1),
        column("net", say("answer_mean_net"), "band", say("unit_wan_per_village"), 1),
        column("below", say("page_card_below", **words), "band", say("unit_villages")),
        column("apart", say("overview_col_apart")),
        column(
            "gain",
            say("page_card_gain", **words),
            "band",
            say("unit_wan_per_village"),
            2,
            signed=True,
        ),
        column("household", say("overview_col_household")),
        column("cost", say("overview_cost"), "band", say("unit_wan")),
        column("payers", say("overview_col_payers")),
        column("each", say("overview_card_cost", **words), "band", say("unit_wan")),
    ]


def table_row(subject: Subject, threshold: float) -> list[Any]:
    """One scenario's answers with their bands."""
    last = {"year": -1}
    result, other = subject.result, subject.counterfactual
    gained = (net_gain_line(result, other), household_line(result, other))
    return [
        subject.id,
        subject.title(),
        _band_cell(five(result.city["mean"][last])),
        _band_cell(five(result.city["net_mean"][last])),
        _band_cell(five(result.city[f"below_{threshold}"][last])),
        apart_line(result, threshold),
        _band_cell(five(gain(result, other)[last])),
        say("page_semicolon").join(gained),
        _band_cell(five(total_cost(result))),
        payers_line(result),
        _band_cell(five(cost_per_lifted(result, other, threshold))),
    ]


def _band_cell(values: np.ndarray) -> list[float] | None:
    """Low, middle and high of five quantiles for a table; None where there is no value."""
    return [float(values[at]) for at in (LOW, MIDDLE, HIGH)] if np.isfinite(values[MIDDLE]) else None
