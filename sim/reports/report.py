"""The parts of a study report, each as HTML in one language: prose, tables and figures of a run.

A notebook lists them in order. Every number shown comes from the run's tables; figures and tables that
people take along are written into the run's folder as well.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, Sequence
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from IPython.display import HTML
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from sim.analysis.compare import chance_better
from sim.analysis.outcomes import LowMidHigh, cost_band, gain, headline, low_mid_high
from sim.analysis.sensitivity import rank_correlations
from sim.figures.labels import CHECKSUM_SHOWN, case_stand_in_rows, range_words, register_words, stand_in_heads
from sim.figures.numbers import chance, money_band, number, percent, signed
from sim.figures.outcomes import IMAGES, gain_chart, image, laid_out
from sim.figures.tables import (
    ANSWERS,
    NONE,
    PURSES,
    WITHOUT_GAIN,
    answer,
    answer_label,
    change_row,
    html_table,
    interval,
    no_changes,
)
from sim.inputs.case import beyond_measure
from sim.inputs.facts import document, document_named, term
from sim.inputs.parameters import GRADES, uncertain
from sim.inputs.programme import in_use
from sim.inputs.villages import place_names
from sim.model.exposure import base_income
from sim.runs.provenance import code_version
from sim.words import LANGUAGES, in_language, say

if TYPE_CHECKING:
    from sim.inputs.case import Case
    from sim.inputs.levers import Lever
    from sim.inputs.parameters import Parameter
    from sim.model.simulate import Result
    from sim.runs.ensemble import Run

CHANGES_SHOWN, _LEVERS_SHOWN, _DRIVERS_SHOWN, _DOCUMENTS_SHOWN = 12, 12, 10, 2
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LIKELY, _UNLIKELY = 0.9, 0.1
_STATEMENTS = 5  # of what the model cannot tell, report_limits_1 … in words.csv


# --- words around numbers --------------------------------------------------------------------------------


def html(*parts: str) -> HTML:
    return HTML("\n".join(parts))


def heading(key: str) -> str:
    return f"<h2>{escape(say(key))}</h2>"


def paragraph(text: str, css: str = "") -> str:
    return f"<p{f' class={css}' if css else ''}>{escape(text)}</p>"


def _band_text(low: float, mid: float, high: float, decimals: int, sign: bool = False) -> str:
    """A median with its band inside a sentence, "54.9 (90 %: 49.1 – 61.2)"."""
    middle, band = interval(low, mid, high, decimals, sign)
    return say("report_band", mid=middle, band=band) if band else middle


_Answer = Mapping[str, Any]  # one row of a headline table: low, mid, high, unit
_Rows = tuple[list[str], list[list[Any]]]  # the heads and the rows of a table in words


def answers(result: Result, counterfactual: Result) -> dict[str, _Answer]:
    """The headline table by the name of the answer."""
    rows: dict[str, _Answer] = headline(result, counterfactual).to_dict("index")
    return rows


def answer_text(row: _Answer, name: str) -> str:
    decimals, sign = ANSWERS[name]
    return _band_text(row["low"], row["mid"], row["high"], decimals, sign)


def _money_text(row: _Answer) -> str:
    """A sum of money with its band, in the larger unit of the language where it is large."""
    (low, mid, high), unit = money_band([row[each] for each in LowMidHigh._fields])
    band = say("report_band", mid=mid, band=f"{low} – {high}")
    return f"{mid if low == high else band} {unit}"


def answered(run: Run) -> tuple[str, ...]:
    """The headline answers that a run gives."""
    return WITHOUT_GAIN if is_counterfactual(run) else tuple(ANSWERS)


def is_counterfactual(run: Run) -> bool:
    """Whether a run is measured against itself."""
    return run.result.case.scenario.id == run.counterfactual.case.scenario.id


# --- head ------------------------------------------------------------------------------------------------


def opening(title: str, question: str, result: Result) -> HTML:
    """Title, question, what was simulated, and whose register it rests on."""
    years, register = result.case.scenario.years, result.case.register
    about = say(
        "report_about", villages=f"{len(register.table):,}", first=years[0], last=years[-1],
        members=f"{result.members:,}", seed=result.seed,
    )  # fmt: skip
    own = say("report_own", register=register_words(register))
    drawn = [paragraph(say("report_synthetic"), "warning")] if register.synthetic else []
    note = drawn if register.own else [*drawn, paragraph(own, "warning")]
    head = f"<h1>{escape(title)}</h1>"
    return html(
        paragraph(say("report_kind"), "kind"), head, paragraph(question, "question"),
        paragraph(about, "about"), *note,
    )  # fmt: skip


def scenario_opening(run: Run) -> HTML:
    """The head of a scenario's report."""
    scenario = run.result.case.scenario
    return opening(in_language(scenario.title), in_language(scenario.question), run.result)


# --- the answer ------------------------------------------------------------------------------------------


def short_answer(run: Run) -> HTML:
    """The headline numbers as cards, and the same in sentences: how much, how sure, at what price."""
    rows = answers(run.result, run.counterfactual)
    cards = "".join(_card(rows[name], name) for name in answered(run))
    return html(heading("report_answer"), f'<div class="cards">{cards}</div>', *_sentences(run, rows))


def _card(row: _Answer, name: str) -> str:
    mid, band = answer(row, name)
    unit = escape(say(f"answer_{name}_unit"))
    below = say("report_card_band", band=band) if band else ""
    return (
        f'<div class="card"><span>{escape(answer_label(name))}</span>'
        f"<strong>{mid} <em>{unit}</em></strong><small>{escape(below)}</small></div>"
    )


def _sentences(run: Run, rows: Mapping[str, _Answer]) -> list[str]:
    """The answer in words, as paragraphs."""
    return [paragraph(text) for text in answer_sentences(run, rows)]


def answer_sentences(run: Run, rows: Mapping[str, _Answer]) -> list[str]:
    """The answer in words."""
    years, other = run.result.case.scenario.years, answers(run.counterfactual, run.counterfactual)
    values = {
        **{name: answer_text(rows[name], name) for name in ANSWERS},
        **{f"without_{name}": answer(other[name], name)[0] for name in ANSWERS},
        **{name: _money_text(rows[name]) for name in PURSES},
        "counterfactual": in_language(run.counterfactual.case.scenario.title),
        "first": years[0], "last": years[-1], "target": in_use().target.amount,
    }  # fmt: skip
    if is_counterfactual(run):
        return [say(key, **values) for key in ("report_answer_itself", "report_answer_others")]
    gains = {"better": "mean", "net_better": "net_mean"}
    better = {
        key: chance(float((gain(run.result, run.counterfactual, name)[{"year": -1}] > 0).mean()))
        for key, name in gains.items()
    }
    keys = ("income", "net", "below", "others", "cost", "cheque")
    return [say(f"report_answer_{key}", **better, **values) for key in keys]


# --- what the scenario changes ---------------------------------------------------------------------------


def changes(run: Run) -> HTML:
    """Each difference from the baseline, old → new, with its reason; a long list is folded."""
    case, (heads, rows) = run.result.case, change_rows(run)
    told = [*case.scenario.notes, *beyond_measure(case.scenario, case.levers, case.register)]
    notes = [paragraph(say(note.key, **note.values), "warning") for note in told]
    if not rows:
        return html(heading("report_changes"), *notes, paragraph(no_changes(case.scenario)))
    shown, folded = rows[:CHANGES_SHOWN], rows[CHANGES_SHOWN:]
    parts = [heading("report_changes"), *notes]
    parts.append(paragraph(say("report_changes_about", count=len(rows), baseline=case.scenario.baseline)))
    parts.append(html_table(heads, shown, css="changes"))
    if folded:
        more = escape(say("report_more_changes", count=len(folded)))
        parts.append(
            f"<details><summary>{more}</summary>{html_table(heads, folded, css='changes')}</details>"
        )
    return html(*parts)


def change_rows(run: Run) -> _Rows:
    """Each difference from the baseline: what, old, new, why."""
    case = run.result.case
    heads = [say(f"report_change_{name}") for name in ("what", "old", "new", "why")]
    return heads, [
        change_row(each, case.levers, case.parameters, case.scenario.years) for each in case.scenario.changes
    ]


# --- figures ---------------------------------------------------------------------------------------------


def figure(axes: Axes, name: str, folder: str | Path = "") -> HTML:
    """A figure inside the report, with its title as text; into `folder` as PNG and SVG where one is given."""
    box = laid_out(axes)  # once for both kinds: with its layout on, each would be laid out and drawn twice
    images = {kind: image(axes, name, kind, box) for kind in IMAGES}
    plt.close(axes.get_figure(root=True))
    if folder:
        place = Path(folder) / "figures"
        place.mkdir(exist_ok=True)
        for kind, content in images.items():
            (place / f"{name}.{kind}").write_bytes(content)
    shown = base64.b64encode(images["png"]).decode()
    alt = escape(axes.get_title(loc="left") or axes.get_title(), quote=True)
    return HTML(f'<figure><img alt="{alt}" src="data:image/png;base64,{shown}"></figure>')


def paths_heading() -> HTML:
    """What stands above the paths: how to read them."""
    return html(heading("report_paths"), paragraph(say("report_paths_about")))


def gain_figure(run: Run, folder: str | Path = "") -> HTML:
    """The gain over the counterfactual; nothing where a run is its own."""
    if is_counterfactual(run):
        return HTML("")
    return figure(gain_chart(run.result, run.counterfactual), "gain", folder)


# --- villages --------------------------------------------------------------------------------------------


def last_year(run: Run) -> pd.DataFrame:
    """The villages in the last year, with where they lie, what they live on, what they had at first."""
    last = run.villages[run.villages["year"] == run.villages["year"].max()]
    register = run.result.case.register.table
    names = place_names(run.result.case.register)
    start = register[["village_id", "banner_id"]].assign(
        base_income=base_income(register),
        village=register["village_id"].map(names.village),
        banner=register["banner_id"].astype(str).map(names.banner),
    )
    whole = run.villages.groupby("village_id", sort=False)["gain_mean"].mean().rename("gain_all")
    last = last.merge(whole, left_on="village_id", right_index=True, validate="one_to_one")
    return last.merge(start, on="village_id", validate="one_to_one")


def village_groups(run: Run) -> HTML:
    """Who gains: villages grouped by what they had in the base year, and by banner."""
    villages = last_year(run)
    limits = [0, *in_use().thresholds, np.inf]  # how villages are grouped by their start
    labels = [_start_label(low, high) for low, high in pairwise(limits)]
    groups = pd.cut(villages["base_income"], limits, labels=labels, right=False)
    parts = [heading("report_villages"), paragraph(reach_sentence(villages))]
    for name, column in (("start", groups), ("banner", villages["banner"])):
        parts.append(f"<h3>{escape(say(f'report_by_{name}'))}</h3>")
        parts.append(group_table(villages, column, say(f"report_by_{name}_group")))
    return html(*parts)


def _start_label(low: float, high: float) -> str:
    if not low:
        return say("report_start_below", high=f"{high:g}")
    if np.isinf(high):
        return say("report_start_above", low=f"{low:g}")
    return say("report_start_between", low=f"{low:g}", high=f"{high:g}")


def reach_sentence(villages: pd.DataFrame) -> str:
    """How many villages reach the target gross, by what they earn and net, by their chance of it."""
    target = in_use().target.amount
    chance = villages[f"chance_{target}"]
    sure = {
        name: int((villages[f"chance_{kind}_{target}"] >= _LIKELY).sum())
        for name, kind in (("earned", "without_subsidy"), ("net", "net"))
    }
    return say(
        "report_reach", target=target, likely=int((chance >= _LIKELY).sum()),
        open=int(((chance < _LIKELY) & (chance > _UNLIKELY)).sum()),
        unlikely=int((chance <= _UNLIKELY).sum()), start=int((villages["base_income"] >= target).sum()),
        **sure,
    )  # fmt: skip


def group_table(villages: pd.DataFrame, column: pd.Series, label: str) -> str:
    """The rows of `group_rows` as a table."""
    heads, rows = group_rows(villages, column, label)
    return html_table(heads, rows, numbers=range(1, len(heads)))


def group_rows(villages: pd.DataFrame, column: pd.Series, label: str) -> _Rows:
    """Villages, their incomes then and now, how many reach the target, and gains, gross and net."""
    target = in_use().target.amount
    names = ("villages", "start", "now", "net", "reach", "reach_earned", "reach_net", "gain", "net_gain",
             "gain_all")  # fmt: skip
    heads = [label, *(say(f"report_group_{name}", target=target) for name in names)]
    reached = [f"chance_{kind}{target}" for kind in ("", "without_subsidy_", "net_")]
    rows = []
    for name, group in villages.groupby(column, observed=True):
        means = group[["base_income", "income_mean", "net_mean"]].mean()
        gains = group[["gain_mean", "net_gain_mean", "gain_all"]].mean()
        rows.append(
            [name, number(len(group)), *(number(each, 1) for each in (*means, *group[reached].sum())),
             *(signed(each, 2) for each in gains)]
        )  # fmt: skip
    return heads, rows


def village_lists(run: Run, shown: int = 10) -> HTML:
    """The villages that gain most and those that gain least over all years, with their bands."""
    ordered = last_year(run).sort_values("gain_all", ascending=False, kind="stable")
    parts = [paragraph(say("report_lists"))]
    for key, rows in (("report_most", ordered.head(shown)), ("report_least", ordered.tail(shown).iloc[::-1])):
        parts.append(f"<h3>{escape(say(key, count=len(rows)))}</h3>")
        heads, listed = village_rows(rows)
        parts.append(html_table(heads, listed, numbers=range(2, len(heads))))
    return html(*parts)


def village_rows(villages: pd.DataFrame) -> _Rows:
    """Villages with where they stood, where they will be, their chance of the target, their gain."""
    target = in_use().target.amount
    names = ("id", "banner", "start", "now", "net", "chance", "chance_net", "gain", "net_gain", "gain_all")
    heads = [say(f"report_village_{name}", target=target) for name in names]

    def banded(row: pd.Series, name: str, decimals: int, sign: bool = False) -> tuple[str, str]:
        low, mid, high = (float(row[f"{name}_{end}"]) for end in ("05", "50", "95"))
        return interval(low, mid, high, decimals, sign)

    rows = [
        [row["village"], row["banner"], number(row["base_income"], 1),
         banded(row, "income", 1), banded(row, "net", 1),
         chance(row[f"chance_{target}"]), chance(row[f"chance_net_{target}"]),
         banded(row, "gain", 2, True), banded(row, "net_gain", 2, True), signed(row["gain_all"], 2)]
        for _, row in villages.iterrows()
    ]  # fmt: skip
    return heads, rows


# --- cost ------------------------------------------------------------------------------------------------


def cost(run: Run) -> HTML:
    """What the scenario costs the public purse over the horizon, and which unit costs are assumed."""
    text, heads, rows = cost_parts(run)
    table = html_table(heads, rows, numbers=(1, 2)) if rows else ""
    return html(heading("report_cost"), paragraph(text), table)


def cost_parts(run: Run) -> tuple[str, list[str], list[list[str]]]:
    """What the scenario costs in a sentence, and heads and rows of its table (none where it is free)."""
    levers = run.result.cost.sum("year").to_series().sort_values(ascending=False, kind="stable")
    levers, whole, split = levers[levers > 0], cost_band(run.result), _cost_split(run.result)
    if not any(whole):
        return say("report_no_cost"), [], []
    years, told = run.result.case.scenario.years, {"whole": whole, **split}
    text = say(
        "report_cost_about", first=years[0], last=years[-1],
        **{name: _money_text(values._asdict()) for name, values in told.items()},
    )  # fmt: skip
    heads = [say(f"report_cost_{name}") for name in ("lever", "spent", "share", "source")]
    return text, heads, _cost_rows(levers, split["brought"].mid, whole.mid, run.result.case)


def _cost_split(result: Result) -> dict[str, LowMidHigh]:
    """Money of all years, 10k yuan: levers at drawn prices, what is brought, villages' own, partners'."""
    sums = {"levers": "paid", "brought": "brought", "own": "own_money", "partner": "partner_money"}
    return {key: low_mid_high(result.city[name].sum("year").to_numpy()) for key, name in sums.items()}


def _cost_rows(levers: pd.Series, brought: float, whole: float, case: Case) -> list[list[str]]:
    """The dearest levers as planned, the rest in one row, what resident teams bring, what drawn prices add to
    the planned ones, and all of it: the whole's median.

    Name, sum, share of all, source of the unit cost and its range.
    """
    dearer = whole - brought - levers.sum()

    def row(label: str, spent: float, source: str = "") -> list[str]:
        return [label, number(spent), percent(spent / whole, 1), source]

    shown, rest = levers.head(_LEVERS_SHOWN), levers.iloc[_LEVERS_SHOWN:]
    spending = [(case.levers[str(name)], spent) for name, spent in shown.items()]
    rows = [row(lever.label(), spent, _price_text(lever, case)) for lever, spent in spending]
    if len(rest):
        rows.append(row(say("report_cost_rest", count=len(rest)), rest.sum()))
    if brought:
        source = source_text(case.parameters["money_per_staff"].source, case)
        rows.append(row(say("report_cost_brought"), brought, source))
    if round(dearer):
        rows.append(row(say("report_cost_prices"), dearer))
    return [*rows, row(say("report_cost_whole"), whole)]


def _price_text(lever: Lever, case: Case) -> str:
    """What a unit cost rests on, and between what bounds it is drawn."""
    source = source_text(lever.cost_source.split(";"), case)
    if lever.cost_low == lever.cost_high:
        return source
    return say("report_cost_range", source=source, low=f"{lever.cost_low:g}", high=f"{lever.cost_high:g}")


def source_text(sources: Sequence[str], case: Case, most: int | None = _DOCUMENTS_SHOWN) -> str:
    """The documents on which a number rests, each named once as one would look it up.

    most  how many are named where room is short; None: all
    """
    found = list(dict.fromkeys(each for source in sources for each in _documents(source, case)))
    named = say("page_semicolon").join(found[:most])
    whole = most is None or len(found) <= most
    return named if whole else say("source_others", named=named, count=len(found))


def _documents(source: str, case: Case) -> list[str]:
    """What the id of a source stands for: the document of a finding, those of the facts of a sum, or no more
    than an assumption."""
    if source == "assumption":
        return [say("report_assumption")]
    if source in case.evidence.index:
        row = case.evidence.loc[source]
        author, title, year = (
            str(row[name]).removesuffix(".0") if pd.notna(row[name]) else ""
            for name in ("authors", "source_title", "year")
        )
        if not title:
            return [say("source_untitled_kind", what=_described(row, year))]
        if say("language_script") != "Han" and _HAN.search(
            author + title
        ):  # no such title: what it is, and whence
            return [_described(row, year)]
        return [document(author, title, year)]
    facts = [name for name in re.findall(r"\w+", source) if name in case.facts.index]
    return [document_named(str(case.facts.loc[name, "source"])) for name in facts]


def _described(row: pd.Series, year: str) -> str:
    """What the document of a finding is, and whence, where its title cannot be given."""
    kind, place = term(str(row["design"])), term(str(row["place"]))
    return say("source_kind" if year else "source_kind_undated", kind=kind, place=place, year=year)


# --- how sure, and on what it rests ----------------------------------------------------------------------


def drivers(run: Run) -> HTML:
    """Which uncertainties the spread comes from, and which of them rest on assumption alone."""
    texts, heads, rows = driver_parts(run)
    parts = [heading("report_drivers"), *(paragraph(text) for text in texts)]
    return html(*parts, html_table(heads, rows, numbers=(1, 2), css="wide"))


def driver_parts(run: Run) -> tuple[list[str], list[str], list[list[str]]]:
    """How many quantities rest on what, and the strongest drivers: sentences, heads and rows."""
    itself = is_counterfactual(run)
    found = pd.concat({name: _correlations(run, name) for name in ("mean", "net_mean")}, axis=1)
    found = found.loc[found.abs().max(axis=1).sort_values(ascending=False, kind="stable").index]
    parameters = run.result.case.parameters
    grades = [row.grade for row in uncertain(parameters)]
    counts = {grade: grades.count(grade) for grade in GRADES}
    key = "report_drivers_income" if itself else "report_drivers_gain"
    texts = [say("report_drivers_about", all=len(grades), **counts), say(key)]
    heads = [
        say(f"report_driver_{name}") for name in ("name", "link", "link_net", "range", "grade", "source")
    ]
    shown = found.head(_DRIVERS_SHOWN)
    rows = [
        driver_row(parameters[str(name)], links, run.result.case)
        for name, links in zip(shown.index, shown.to_numpy(), strict=True)
    ]
    return texts, heads, rows


def _correlations(run: Run, outcome: str) -> pd.Series:
    """How closely each uncertainty goes with the gain in an outcome; without a gain, with the outcome."""
    itself = is_counterfactual(run)
    values = run.result.city[outcome] if itself else gain(run.result, run.counterfactual, outcome)
    return rank_correlations(run.result.draws, values[{"year": -1}])


def driver_row(row: Parameter, correlations: Sequence[float], case: Case) -> list[str]:
    """One uncertainty: its name, correlation gross and net, range, grade and source."""
    grade, source = say(f"grade_{row.grade}"), source_text(row.source, case)
    limits = range_words(row.low, row.high, row.unit)
    links = [NONE if np.isnan(each) else signed(each, 2) for each in correlations]
    return [row.label(), *links, limits, grade, source]


def limits() -> HTML:
    """What the model cannot tell."""
    items = "".join(f"<li>{escape(text)}</li>" for text in limit_sentences())
    return html(heading("report_limits"), f"<ul>{items}</ul>")


def limit_sentences() -> list[str]:
    return [say(f"report_limits_{n + 1}") for n in range(_STATEMENTS)]


def origin(result: Result) -> HTML:
    """Where the numbers come from: register, seed, code, and the files beside the report."""
    register = result.case.register
    text = say(
        "report_origin_about", register=register_words(register), seed=result.seed,
        members=f"{result.members:,}", code=code_version()[:CHECKSUM_SHOWN],
    )  # fmt: skip
    return html(heading("report_origin"), paragraph(text, "origin"), *_stand_in_parts(result.case))


def _stand_in_parts(case: Case) -> list[str]:
    """A line for every lever that goes by another rule, because the register lacks its list."""
    rows = case_stand_in_rows(case)
    if not rows:
        return []
    about = paragraph(say("report_stand_ins_about"))
    return [heading("report_stand_ins"), about, html_table(stand_in_heads(), rows, css="wide")]


# --- the comparison --------------------------------------------------------------------------------------


def comparison_opening(results: Sequence[Result]) -> HTML:
    """The head of the comparison."""
    words = {"count": len(results)}
    return opening(say("report_compare_title", **words), say("report_compare_question"), results[0])


def comparison(
    table: pd.DataFrame, results: Sequence[Result], reports: Mapping[str, str] | None = None
) -> HTML:
    """Scenario by scenario: every headline answer with its band, and the way to its own report."""
    heads = [say("report_compare_scenario")]
    heads += [f"{answer_label(name)} ({say(f'answer_{name}_unit')})" for name in ANSWERS]
    rows = []
    for result in results:
        scenario = result.case.scenario
        own: dict[str, _Answer] = table.loc[scenario.id].to_dict("index")
        rows.append([in_language(scenario.title), *(answer(own[name], name) for name in ANSWERS)])
    text = html_table(heads, rows, numbers=range(1, len(heads)), css="wide")
    years = results[0].case.scenario.years
    about = say("report_compare_about", first=years[0], last=years[-1], target=in_use().target.amount)
    return html(heading("report_compare"), paragraph(about), text, _links(results, reports or {}))


def _links(results: Sequence[Result], reports: Mapping[str, str]) -> str:
    """The ways to the scenarios' own reports, relative to this one."""
    items = [
        f'<a href="{escape(reports[each.case.scenario.id], quote=True)}">'
        f"{escape(in_language(each.case.scenario.title))}</a>"
        for each in results
        if each.case.scenario.id in reports
    ]
    return f"<p>{escape(say('report_compare_links'))} {' · '.join(items)}</p>" if items else ""


def better_than(results: Sequence[Result], counterfactual: Result) -> HTML:
    """In which share of the members a row's scenario gains more than a column's."""
    others = [each for each in results if each.case.scenario.id != counterfactual.case.scenario.id]
    if len(others) < 2:
        return HTML("")
    share = chance_better(others, counterfactual)
    titles = [in_language(each.case.scenario.title) for each in others]
    rows = [
        [title, *(NONE if np.isnan(value) else percent(value) for value in row)]
        for title, row in zip(titles, share.to_numpy(), strict=True)
    ]
    heads = [say("report_better_than"), *titles]
    text = paragraph(say("report_better_about", last=results[0].case.scenario.years[-1]))
    return html(heading("report_better"), text, html_table(heads, rows, numbers=range(1, len(heads))))


def charts_heading() -> HTML:
    """What stands above the charts of the comparison."""
    return html(heading("report_compare_charts"))


def with_titles(table: pd.DataFrame, results: Sequence[Result]) -> pd.DataFrame:
    """The comparison as a plain table with the scenarios' titles: a row for each scenario and answer."""
    titles = {each.case.scenario.id: each.case.scenario.title for each in results}
    flat = table.reset_index()
    named = {f"title_{lang}": [titles[name][lang] for name in flat["scenario"]] for lang in LANGUAGES}
    return flat.assign(**named)
