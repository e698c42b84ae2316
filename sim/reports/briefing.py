"""The briefing: a run for a meeting, as an official paper: the verdict on page one, lists in an annex."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.analysis.compare import LIKELY
from sim.analysis.outcomes import LowMidHigh, gain, low_mid_high, total_costs
from sim.analysis.sensitivity import rank_correlations
from sim.figures.labels import case_stand_in_rows, stand_in_heads
from sim.figures.numbers import chance, money
from sim.figures.outcomes import gain_chart
from sim.figures.tables import answer, answer_label, interval, no_changes
from sim.inputs.case import beside
from sim.inputs.parameters import uncertain
from sim.inputs.programme import in_use
from sim.inputs.scenarios.codes.encoding import base_scenario
from sim.inputs.scenarios.names import list_scenarios
from sim.reports import report
from sim.reports.challenge import challenge_sentences, challenge_sheets
from sim.reports.stamp import Stamp, drawable, drawn_plain, plain_picture
from sim.reports.word import Letter
from sim.reports.workbook import all_numbers
from sim.words import in_language, say

if TYPE_CHECKING:
    from sim.analysis.challenge import Challenge
    from sim.model.simulate import Result
    from sim.reports.sheets import Asked, Sheet
    from sim.runs.ensemble import Run


# ---- What a meeting may take from a run: its scenario against the one that it departs from, on the same luck
# The call follows from three differences, member by member: gross income and net return in the last year, and
# public money over the horizon. A cheque raises the gross income alone, so that is never enough. It is a rule
# that anyone can check, not a taste:
#
# advise    more income, gross and net, in LIKELY of the members, and not dearer
# refuse    less income, gross and net, in LIKELY of the members, and not cheaper
# weigh     the one is better and the other worse: a meeting decides what it is worth
# open      neither more nor less in LIKELY of the members

_ENOUGH = 100  # members: with fewer, which uncertainty moves the answer most is chance
_LUCKS = 16  # kinds of luck over which what would overturn the comparison is sought
_ALIKE = 0.01  # two sums of public money that differ by less than this share are told as the same


@dataclass(frozen=True)
class _Verdict:
    """A scenario against another one.

    call    advise, refuse, weigh or open
    chance  share of members in which the scenario gives more gross income in the last year; net_chance: net
    more    (low, mid, high) of the difference in mean gross income, 10k yuan/village/year; net: of the return
    dearer  (low, mid, high) of the difference in public money over the horizon, 10k yuan
    below   (low, mid, high) of the difference in villages below the target, net_below by their net return
    alike   whether the public money is about the same
    driver  the uncertainty that the difference in income hangs on most; None where nothing or chance moves it
    """

    against: Result
    call: str
    chance: float
    more: LowMidHigh
    dearer: LowMidHigh
    below: LowMidHigh
    net_chance: float
    net: LowMidHigh
    net_below: LowMidHigh
    alike: bool
    driver: str | None


def verdict(run: Run) -> _Verdict | None:
    """A run against the scenario that it departs from, else its counterfactual; None against itself."""
    result = run.result
    against = _departure(run)
    if against.case.scenario.id == result.case.scenario.id:
        return None
    target = in_use().target.amount
    added, net, below, net_below = (
        gain(result, against, name)[{"year": -1}]
        for name in ("mean", "net_mean", f"below_{target}", f"net_below_{target}")
    )
    cost = total_costs(result) - total_costs(against)
    more, net_more = (float((each > 0).mean()) for each in (added, net))
    less = min(float((each < 0).mean()) for each in (added, net))
    paid = float(np.median(total_costs(against)))
    alike = bool(abs(np.median(cost)) <= _ALIKE * max(paid, 1.0))
    call = _call(min(more, net_more), less, 0.0 if alike else float(np.median(cost)))
    drivers = rank_correlations(result.draws, added)
    driver = str(drivers.index[0]) if len(drivers) and result.members >= _ENOUGH else None
    return _Verdict(
        against,
        call,
        more,
        low_mid_high(added.to_numpy()),
        low_mid_high(cost),
        low_mid_high(below.to_numpy()),
        net_more,
        low_mid_high(net.to_numpy()),
        low_mid_high(net_below.to_numpy()),
        alike,
        driver,
    )


def _departure(run: Run) -> Result:
    """The result that a run is held against, on its own members and luck."""
    from sim.model.simulate import simulate_members

    baseline = run.result.case.scenario.baseline
    other = run.counterfactual
    if baseline == other.case.scenario.id or baseline not in list_scenarios():  # a file that is not at hand
        return other
    case = beside(run.result.case, baseline)
    return simulate_members(case, run.result.draws, run.result.seed, villages=False)


def run_challenge(run: Run) -> Challenge | None:
    """What would overturn the order of a run's scenario and its departure; None against itself.

    With few kinds of luck: somebody waits for the file.
    """
    from sim.analysis.challenge import challenge
    from sim.inputs.claims import Claim

    against = _departure(run)
    if against.case.scenario.id == run.result.case.scenario.id:
        return None
    added = gain(run.result, against)[{"year": -1}]
    pair = (run.result.case, against.case) if float(added.median()) >= 0 else (against.case, run.result.case)
    members, seed = max(run.result.members, 64), run.result.seed
    return challenge(Claim("beats", *pair), _LUCKS, members, seed, rivals=False)


def _call(more: float, less: float, dearer: float) -> str:
    if more >= LIKELY:
        return "weigh" if dearer > 0 else "advise"
    if less >= LIKELY:
        return "weigh" if dearer < 0 else "refuse"
    return "open"


def verdict_sentences(run: Run, found: _Verdict) -> list[str]:
    """The call and its reasons: income, villages below the target, public money, what it hangs on."""
    years = run.result.case.scenario.years
    against = in_language(found.against.case.scenario.title)
    sentences = [
        say(f"verdict_{found.call}", against=against),
        say(
            "verdict_income", against=against, last=years[-1], chance=chance(found.chance),
            more=_banded(found.more, 2), below=_banded(found.below, 0), net=_banded(found.net, 2),
            net_chance=chance(found.net_chance), net_below=_banded(found.net_below, 0),
            target=in_use().target.amount,
        ),
        say(
            "verdict_cost_alike" if found.alike else "verdict_cost", first=years[0], last=years[-1],
            dearer=_money(found.dearer),
        ),
    ]  # fmt: skip
    if found.driver is not None:
        row, every = run.result.case.parameters[found.driver], uncertain(run.result.case.parameters)
        grade = say(f"grade_{row.grade}")
        sentences.append(
            say(
                "verdict_driver", driver=row.label(), grade=grade,
                all=len(every), assumption=sum(each.grade == "assumption" for each in every),
            )
        )  # fmt: skip
    return sentences


def _banded(values: LowMidHigh, decimals: int) -> str:
    mid, ends = interval(*values, decimals, True)
    return say("report_band", mid=mid, band=ends)


def _money(values: LowMidHigh) -> str:
    """A difference of public money with its sign, its unit and its band."""
    low, mid, high = values
    said = [money(each) for each in (mid, low, high)]
    (middle, unit), ends = said[0], f"{' '.join(said[1])} – {' '.join(said[2])}"
    plus = "+" if mid > 0 else ""
    return say("report_band", mid=f"{plus}{middle} {unit}", band=ends)


# ---- The briefing --------------------------------------------------------------------------------
# Page one answers the question that was on the screen: what to do, with what band, and a chart. Two more
# pages say what changes, which villages, what it costs and how sure that is. Whatever is a list stands in
# the annex. The sentences and tables are those of the run's report, so the numbers are the same.

_CHANGES_SHOWN, _ROWS_SHOWN = 6, 100  # before the annex, and of a table in it; the workbook has all
_VILLAGES_SHOWN = 8  # that gain most, and as many that gain least
_SPOKEN = 2  # sentences of the answer above its chart; the others stand below it, smaller
_FIRST_CHART = "mean_income"


def briefing(
    run: Run,
    stamp: Stamp,
    more: Iterable[Sheet] = (),
    drawn: Mapping[str, bytes] | None = None,
    asked: Asked | None = None,
    overturned: Challenge | None = None,
) -> bytes:
    """The bytes of the briefing.

    more   further tables of a page, for the annex
    overturned  what would overturn its comparison (`run_challenge`), where somebody waits for it
    drawn  figures that exist already, by name
    asked  the question that a page answers and its answer; without one, the scenario's own
    """
    letter = Letter(stamp)
    below = [say("take_programme", day=stamp.day)]
    letter.title(say("take_briefing_title", title=stamp.title), below)
    letter.notes(stamp.lines()[0])
    first = _answer_part(letter, run, drawn or {}, asked)
    _number_part(letter, run, asked.beside if asked else "")
    for part in (_change_part, _village_part, _cost_part):
        part(letter, run)
    _ground_part(letter, run, overturned)
    _origin_part(letter, stamp)
    letter.annex()
    for sheet in more:
        _sheet_part(letter, sheet)
    if overturned:
        for sheet in challenge_sheets(overturned):
            _sheet_part(letter, sheet._replace(sentences=()))
    for listed in (_all_changes, _stand_in_list, _banner_list, _village_list, _cost_list, _driver_list):
        listed(letter, run)
    _picture_part(letter, run, drawn or {}, first)
    return letter.save()


# --- page one --------------------------------------------------------------------------------------------


def _answer_part(letter: Letter, run: Run, drawn: Mapping[str, bytes], asked: Asked | None) -> str:
    """The question, what to do about it and how sure that is, and one chart that shows it.

    Returns the name of the run's figure that stands there, blank where it is another.
    """
    found = None if asked else verdict(run)
    question = asked.question if asked else in_language(run.result.case.scenario.question)
    letter.text(say("take_question", question=question))
    letter.chapter(say("take_answer"))
    if asked:
        sentences = list(asked.sentences)
    elif found:
        sentences = verdict_sentences(run, found)
    else:
        sentences = report.answer_sentences(run, report.answers(run.result, run.counterfactual))
    letter.text(*sentences[:_SPOKEN])
    shown = ""
    if asked and asked.picture:
        letter.picture(asked.picture(), asked.caption, asked.caption)
    elif found and found.against is not run.counterfactual:
        content, caption = drawn_plain(gain_chart(run.result, found.against), "against")
        letter.picture(content, caption, verdict_sentences(run, found)[1])
    else:
        shown = _FIRST_CHART
        _figure(letter, run, shown, drawn)
    letter.notes(*sentences[_SPOKEN:])
    return shown


def _figure(letter: Letter, run: Run, name: str, drawn: Mapping[str, bytes]) -> None:
    """A figure of the run with its caption, and what it shows in words for who does not see it."""
    content = drawn[name] if name in drawn else plain_picture(run, name)[0]
    caption = say(f"take_figure_{name}", target=in_use().target.amount)
    letter.picture(content, caption, _shows(run, name))


def _shows(run: Run, name: str) -> str:
    """What a figure shows, said from its numbers."""
    caption = say(f"take_figure_{name}", target=in_use().target.amount)
    rows = report.answers(run.result, run.counterfactual)
    answers = {"mean_income": "mean_income", "villages_below": "below_target", "gain": "mean_gain"}
    if name not in answers:
        return caption
    key = answers[name]
    unit = say(f"answer_{key}_unit")
    said = report.answer_text(rows[key], key)
    return say("take_shows", caption=caption, year=run.result.case.scenario.years[-1], said=said, unit=unit)


# --- the pages behind it ---------------------------------------------------------------------------------


def _number_part(letter: Letter, run: Run, beside: str = "") -> None:
    """Every headline number with its band and unit, and the same in sentences.

    beside  what the answer on page one adds to the scenario, which these pages and the annex leave out
    """
    rows = report.answers(run.result, run.counterfactual)
    letter.chapter(say("take_numbers"), new_page=True)
    if beside:
        letter.text(beside)
    heads = [say(f"take_col_{name}") for name in ("answer", "mid", "band", "unit")]
    cells = [
        [answer_label(name), *answer(rows[name], name), say(f"answer_{name}_unit")]
        for name in report.answered(run)
    ]
    letter.table(say("take_title_answer"), heads, cells, numbers=(1, 2))
    letter.notes(*report.answer_sentences(run, rows))


def _change_part(letter: Letter, run: Run) -> None:
    """What the scenario changes, why: the first changes; a longer list stands in the annex."""
    heads, rows = report.change_rows(run)
    letter.chapter(say("report_changes"))
    if not rows:
        letter.text(no_changes(run.result.case.scenario))
        return
    baseline = _title_of(run.result.case.scenario.baseline or in_use().main)
    letter.text(say("report_changes_about", count=len(rows), baseline=baseline))
    if len(rows) <= _CHANGES_SHOWN:
        letter.table(say("report_changes"), heads, rows)
    else:
        letter.text(say("take_in_annex"))


def _title_of(baseline: str) -> str:
    """The title of a scenario of the programme; the id of one that lies elsewhere."""
    return in_language(base_scenario(baseline).title) if baseline in list_scenarios() else baseline


def _village_part(letter: Letter, run: Run) -> None:
    """Which villages: how many reach the target."""
    letter.chapter(say("report_villages"))
    letter.text(report.reach_sentence(report.last_year(run)), say("take_in_annex"))


def _cost_part(letter: Letter, run: Run) -> None:
    """What it costs the public purse."""
    letter.chapter(say("report_cost"))
    letter.text(report.cost_parts(run)[0])


def _ground_part(letter: Letter, run: Run, overturned: Challenge | None) -> None:
    """How sure, on what it rests, what the model cannot tell, and what would overturn the comparison."""
    letter.chapter(say("report_drivers"))
    letter.text(report.driver_parts(run)[0][0])
    letter.section(say("report_limits"))
    letter.notes(*report.limit_sentences())
    if overturned:
        letter.section(say("take_overturned"))
        letter.notes(*challenge_sentences(overturned))


def _origin_part(letter: Letter, stamp: Stamp) -> None:
    """Where the numbers come from and how to open the scenario again."""
    letter.section(say("report_origin"))
    synthetic = [say("report_synthetic")] if stamp.synthetic else []
    letter.notes(*synthetic, *stamp.lines()[1:], say("take_open_again", code=stamp.code))


# --- the annex -------------------------------------------------------------------------------------------


def _all_changes(letter: Letter, run: Run) -> None:
    heads, rows = report.change_rows(run)
    if len(rows) > _CHANGES_SHOWN:
        _listed(letter, say("report_changes"), heads, rows)


def _stand_in_list(letter: Letter, run: Run) -> None:
    """How levers are handed out whose list the register lacks."""
    rows = case_stand_in_rows(run.result.case)
    if rows:
        letter.table(say("take_title_stand_ins"), stand_in_heads(), rows)


def _banner_list(letter: Letter, run: Run) -> None:
    villages = report.last_year(run)
    label = say("report_by_banner_group")
    heads, rows = report.group_rows(villages, villages["banner"], label)
    letter.table(say("take_title_banners"), heads, rows, numbers=range(1, len(heads)))


def _village_list(letter: Letter, run: Run) -> None:
    """The villages that gain most and least, by name where the register has names."""
    ordered = report.last_year(run).sort_values("gain_mean", ascending=False, kind="stable")
    if report.is_counterfactual(run):
        return
    shown = min(_VILLAGES_SHOWN, len(ordered) // 2)
    ends = (("report_most", ordered.head(shown)), ("report_least", ordered.tail(shown).iloc[::-1]))
    for key, villages in ends if shown else ():
        heads, rows = report.village_rows(villages)
        letter.table(say(key, count=shown), heads, rows, numbers=range(2, len(heads)))


def _cost_list(letter: Letter, run: Run) -> None:
    _, heads, rows = report.cost_parts(run)
    if rows:
        letter.table(say("take_title_cost"), heads, rows, numbers=(1, 2))


def _driver_list(letter: Letter, run: Run) -> None:
    texts, heads, rows = report.driver_parts(run)
    letter.table(say("take_title_drivers"), heads, rows, numbers=(1, 2))
    letter.notes(*texts[1:])


def _picture_part(letter: Letter, run: Run, drawn: Mapping[str, bytes], first: str) -> None:
    """The run's figures but the one that stands on page one, and how to read them."""
    letter.notes(say("report_paths_about"))
    for name in drawable(run):
        if name != first:
            _figure(letter, run, name, drawn)


def _sheet_part(letter: Letter, sheet: Sheet) -> None:
    """A table that a page adds."""
    if sheet.rows:
        _listed(letter, sheet.title, sheet.heads, sheet.rows, sheet.first or _ROWS_SHOWN)
    else:
        letter.section(sheet.title)
    letter.notes(*sheet.sentences)


def _listed(
    letter: Letter, title: str, heads: Sequence[str], rows: Sequence[Sequence[Any]], shown: int = _ROWS_SHOWN
) -> None:
    """A table of which a paper shows the first rows; the workbook has all."""
    letter.table(title, heads, rows[:shown], numbers=number_columns(rows))
    if len(rows) > shown:
        letter.notes(say("take_more_rows", count=len(rows) - shown))


def number_columns(rows: Sequence[Sequence[Any]]) -> list[int]:
    """The columns that hold nothing but numbers, with or without a band below."""
    firsts = [[cell[0] if isinstance(cell, tuple) else str(cell) for cell in row] for row in rows]
    return [place for place, cells in enumerate(zip(*firsts, strict=True)) if all_numbers(cells)]
