"""The briefing: a run for a meeting, as an official paper: the answer on page one, lists in an annex.

Page one answers the question that was on the screen: what to do, with what band, and a chart. Two more pages
say what changes, which villages, what it costs and how sure that is. Whatever is a list stands in the annex.
The sentences and tables are those of the run's report, so the numbers are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sim.inputs.programme import in_use
from sim.inputs.scenarios import list_scenarios
from sim.inputs.scenarios.codes import base_scenario
from sim.views import report
from sim.views.figures import gain_chart
from sim.views.labels import case_stand_in_rows, stand_in_heads
from sim.views.tables import answer, answer_label, no_changes
from sim.views.take_along.data import all_numbers
from sim.views.take_along.pictures import drawable, drawn_plain, plain_picture
from sim.views.take_along.stamp import Stamp
from sim.views.take_along.word import Letter
from sim.views.verdict import verdict, verdict_sentences
from sim.words import in_language, say

if TYPE_CHECKING:
    from sim.runs.ensemble import Run
    from sim.views.advice import Asked, Sheet

CHANGES_SHOWN, ROWS_SHOWN = 6, 100  # before the annex, and of a table in it; the workbook has all
VILLAGES_SHOWN = 8  # that gain most, and as many that gain least
SPOKEN = 2  # sentences of the answer above its chart; the others stand below it, smaller
FIRST_CHART = "mean_income"


def briefing(
    run: Run,
    stamp: Stamp,
    more: Iterable[Sheet] = (),
    drawn: Mapping[str, bytes] | None = None,
    asked: Asked | None = None,
) -> bytes:
    """The bytes of the briefing.

    more   further tables of a page, for the annex
    drawn  figures that exist already, by name
    asked  the question that a page answers and its answer; without one, the scenario's own
    """
    letter = Letter(stamp)
    below = [say("take_programme", day=stamp.day)]
    letter.title(say("take_briefing_title", title=stamp.title), below)
    letter.notes(stamp.lines()[0])
    first = answer_part(letter, run, drawn or {}, asked)
    number_part(letter, run, asked.beside if asked else "")
    for part in (change_part, village_part, cost_part, ground_part):
        part(letter, run)
    origin_part(letter, stamp)
    letter.annex()
    for sheet in more:
        sheet_part(letter, sheet)
    for listed in (all_changes, stand_in_list, banner_list, village_list, cost_list, driver_list):
        listed(letter, run)
    picture_part(letter, run, drawn or {}, first)
    return letter.save()


# --- page one --------------------------------------------------------------------------------------------


def answer_part(letter: Letter, run: Run, drawn: Mapping[str, bytes], asked: Asked | None) -> str:
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
    letter.text(*sentences[:SPOKEN])
    shown = ""
    if asked and asked.picture:
        letter.picture(asked.picture(), asked.caption, asked.caption)
    elif found and found.against is not run.counterfactual:
        content, caption = drawn_plain(gain_chart(run.result, found.against), "against")
        letter.picture(content, caption, verdict_sentences(run, found)[1])
    else:
        shown = FIRST_CHART
        figure(letter, run, shown, drawn)
    letter.notes(*sentences[SPOKEN:])
    return shown


def figure(letter: Letter, run: Run, name: str, drawn: Mapping[str, bytes]) -> None:
    """A figure of the run with its caption, and what it shows in words for who does not see it."""
    content = drawn[name] if name in drawn else plain_picture(run, name)[0]
    caption = say(f"take_figure_{name}", target=in_use().target.amount)
    letter.picture(content, caption, shows(run, name))


def shows(run: Run, name: str) -> str:
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


def number_part(letter: Letter, run: Run, beside: str = "") -> None:
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


def change_part(letter: Letter, run: Run) -> None:
    """What the scenario changes, why: the first changes; a longer list stands in the annex."""
    heads, rows = report.change_rows(run)
    letter.chapter(say("report_changes"))
    if not rows:
        letter.text(no_changes(run.result.case.scenario))
        return
    baseline = title_of(run.result.case.scenario.baseline or in_use().main)
    letter.text(say("report_changes_about", count=len(rows), baseline=baseline))
    if len(rows) <= CHANGES_SHOWN:
        letter.table(say("report_changes"), heads, rows)
    else:
        letter.text(say("take_in_annex"))


def title_of(baseline: str) -> str:
    """The title of a scenario of the programme; the id of one that lies elsewhere."""
    return in_language(base_scenario(baseline).title) if baseline in list_scenarios() else baseline


def village_part(letter: Letter, run: Run) -> None:
    """Which villages: how many reach the target."""
    letter.chapter(say("report_villages"))
    letter.text(report.reach_sentence(report.last_year(run)), say("take_in_annex"))


def cost_part(letter: Letter, run: Run) -> None:
    """What it costs the public purse."""
    letter.chapter(say("report_cost"))
    letter.text(report.cost_parts(run)[0])


def ground_part(letter: Letter, run: Run) -> None:
    """How sure, on what it rests, and what the model cannot tell."""
    letter.chapter(say("report_drivers"))
    letter.text(report.driver_parts(run)[0][0])
    letter.section(say("report_limits"))
    letter.notes(*report.limit_sentences())


def origin_part(letter: Letter, stamp: Stamp) -> None:
    """Where the numbers come from and how to open the scenario again."""
    letter.section(say("report_origin"))
    synthetic = [say("report_synthetic")] if stamp.synthetic else []
    letter.notes(*synthetic, *stamp.lines()[1:], say("take_open_again", code=stamp.code))


# --- the annex -------------------------------------------------------------------------------------------


def all_changes(letter: Letter, run: Run) -> None:
    heads, rows = report.change_rows(run)
    if len(rows) > CHANGES_SHOWN:
        listed(letter, say("report_changes"), heads, rows)


def stand_in_list(letter: Letter, run: Run) -> None:
    """How levers are handed out whose list the register lacks."""
    rows = case_stand_in_rows(run.result.case)
    if rows:
        letter.table(say("take_title_stand_ins"), stand_in_heads(), rows)


def banner_list(letter: Letter, run: Run) -> None:
    villages = report.last_year(run)
    label = say("report_by_banner_group")
    heads, rows = report.group_rows(villages, villages["banner"], label)
    letter.table(say("take_title_banners"), heads, rows, numbers=range(1, len(heads)))


def village_list(letter: Letter, run: Run) -> None:
    """The villages that gain most and least, by name where the register has names."""
    ordered = report.last_year(run).sort_values("gain_mean", ascending=False, kind="stable")
    if report.is_counterfactual(run):
        return
    shown = min(VILLAGES_SHOWN, len(ordered) // 2)
    ends = (("report_most", ordered.head(shown)), ("report_least", ordered.tail(shown).iloc[::-1]))
    for key, villages in ends if shown else ():
        heads, rows = report.village_rows(villages)
        letter.table(say(key, count=shown), heads, rows, numbers=range(2, len(heads)))


def cost_list(letter: Letter, run: Run) -> None:
    _, heads, rows = report.cost_parts(run)
    if rows:
        letter.table(say("take_title_cost"), heads, rows, numbers=(1, 2))


def driver_list(letter: Letter, run: Run) -> None:
    texts, heads, rows = report.driver_parts(run)
    letter.table(say("take_title_drivers"), heads, rows, numbers=(1,))
    letter.notes(*texts[1:])


def picture_part(letter: Letter, run: Run, drawn: Mapping[str, bytes], first: str) -> None:
    """The run's figures but the one that stands on page one, and how to read them."""
    letter.notes(say("report_paths_about"))
    for name in drawable(run):
        if name != first:
            figure(letter, run, name, drawn)


def sheet_part(letter: Letter, sheet: Sheet) -> None:
    """A table that a page adds."""
    if sheet.rows:
        listed(letter, sheet.title, sheet.heads, sheet.rows, sheet.first or ROWS_SHOWN)
    else:
        letter.section(sheet.title)
    letter.notes(*sheet.sentences)


def listed(
    letter: Letter, title: str, heads: Sequence[str], rows: Sequence[Sequence[Any]], shown: int = ROWS_SHOWN
) -> None:
    """A table of which a paper shows the first rows; the workbook has all."""
    letter.table(title, heads, rows[:shown], numbers=number_columns(rows))
    if len(rows) > shown:
        letter.notes(say("take_more_rows", count=len(rows) - shown))


def number_columns(rows: Sequence[Sequence[Any]]) -> list[int]:
    """The columns that hold nothing but numbers, with or without a band below."""
    firsts = [[cell[0] if isinstance(cell, tuple) else str(cell) for cell in row] for row in rows]
    return [place for place, cells in enumerate(zip(*firsts, strict=True)) if all_numbers(cells)]
