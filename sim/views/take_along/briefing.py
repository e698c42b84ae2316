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
    letter, lang = Letter(stamp), stamp.lang
    below = [say("take_programme", lang, day=stamp.day)]
    letter.title(say("take_briefing_title", lang, title=stamp.title), below)
    letter.notes(stamp.lines()[0])
    first = answer_part(letter, run, drawn or {}, asked)
    number_part(letter, run, lang, asked.beside if asked else "")
    for part in (change_part, village_part, cost_part, ground_part):
        part(letter, run, lang)
    origin_part(letter, stamp)
    letter.annex()
    for sheet in more:
        sheet_part(letter, sheet)
    for listed in (all_changes, stand_in_list, banner_list, village_list, cost_list, driver_list):
        listed(letter, run, lang)
    picture_part(letter, run, drawn or {}, first)
    return letter.save()


# --- page one --------------------------------------------------------------------------------------------


def answer_part(letter: Letter, run: Run, drawn: Mapping[str, bytes], asked: Asked | None) -> str:
    """The question, what to do about it and how sure that is, and one chart that shows it.

    Returns the name of the run's figure that stands there, blank where it is another.
    """
    lang = letter.lang
    found = None if asked else verdict(run)
    question = asked.question if asked else in_language(run.result.case.scenario.question, lang)
    letter.text(say("take_question", lang, question=question))
    letter.chapter(say("take_answer", lang))
    if asked:
        sentences = list(asked.sentences)
    elif found:
        sentences = verdict_sentences(run, found, lang)
    else:
        sentences = report.answer_sentences(run, report.answers(run.result, run.counterfactual), lang)
    letter.text(*sentences[:SPOKEN])
    shown = ""
    if asked and asked.picture:
        letter.picture(asked.picture(), asked.caption, asked.caption)
    elif found and found.against is not run.counterfactual:
        content, caption = drawn_plain(gain_chart(run.result, found.against, lang=lang), "against")
        letter.picture(content, caption, verdict_sentences(run, found, lang)[1])
    else:
        shown = FIRST_CHART
        figure(letter, run, shown, drawn)
    letter.notes(*sentences[SPOKEN:])
    return shown


def figure(letter: Letter, run: Run, name: str, drawn: Mapping[str, bytes]) -> None:
    """A figure of the run with its caption, and what it shows in words for who does not see it."""
    content = drawn[name] if name in drawn else plain_picture(run, name, letter.lang)[0]
    caption = say(f"take_figure_{name}", letter.lang, target=in_use().target.amount)
    letter.picture(content, caption, shows(run, name, letter.lang))


def shows(run: Run, name: str, lang: str) -> str:
    """What a figure shows, said from its numbers."""
    caption = say(f"take_figure_{name}", lang, target=in_use().target.amount)
    rows = report.answers(run.result, run.counterfactual)
    answers = {"mean_income": "mean_income", "villages_below": "below_target", "gain": "mean_gain"}
    if name not in answers:
        return caption
    key = answers[name]
    unit = say(f"answer_{key}_unit", lang)
    said = report.answer_text(rows[key], key, lang)
    return say(
        "take_shows", lang, caption=caption, year=run.result.case.scenario.years[-1], said=said, unit=unit
    )


# --- the pages behind it ---------------------------------------------------------------------------------


def number_part(letter: Letter, run: Run, lang: str, beside: str = "") -> None:
    """Every headline number with its band and unit, and the same in sentences.

    beside  what the answer on page one adds to the scenario, which these pages and the annex leave out
    """
    rows = report.answers(run.result, run.counterfactual)
    letter.chapter(say("take_numbers", lang), new_page=True)
    if beside:
        letter.text(beside)
    heads = [say(f"take_col_{name}", lang) for name in ("answer", "mid", "band", "unit")]
    cells = [
        [answer_label(name, lang), *answer(rows[name], name), say(f"answer_{name}_unit", lang)]
        for name in report.answered(run)
    ]
    letter.table(say("take_title_answer", lang), heads, cells, numbers=(1, 2))
    letter.notes(*report.answer_sentences(run, rows, lang))


def change_part(letter: Letter, run: Run, lang: str) -> None:
    """What the scenario changes, why: the first changes; a longer list stands in the annex."""
    heads, rows = report.change_rows(run, lang)
    letter.chapter(say("report_changes", lang))
    if not rows:
        letter.text(no_changes(run.result.case.scenario, lang))
        return
    baseline = title_of(run.result.case.scenario.baseline or in_use().main, lang)
    letter.text(say("report_changes_about", lang, count=len(rows), baseline=baseline))
    if len(rows) <= CHANGES_SHOWN:
        letter.table(say("report_changes", lang), heads, rows)
    else:
        letter.text(say("take_in_annex", lang))


def title_of(baseline: str, lang: str) -> str:
    """The title of a scenario of the programme; the id of one that lies elsewhere."""
    return in_language(base_scenario(baseline).title, lang) if baseline in list_scenarios() else baseline


def village_part(letter: Letter, run: Run, lang: str) -> None:
    """Which villages: how many reach the target."""
    letter.chapter(say("report_villages", lang))
    letter.text(report.reach_sentence(report.last_year(run), lang), say("take_in_annex", lang))


def cost_part(letter: Letter, run: Run, lang: str) -> None:
    """What it costs the public purse."""
    letter.chapter(say("report_cost", lang))
    letter.text(report.cost_parts(run, lang)[0])


def ground_part(letter: Letter, run: Run, lang: str) -> None:
    """How sure, on what it rests, and what the model cannot tell."""
    letter.chapter(say("report_drivers", lang))
    letter.text(report.driver_parts(run, lang)[0][0])
    letter.section(say("report_limits", lang))
    letter.notes(*report.limit_sentences(lang))


def origin_part(letter: Letter, stamp: Stamp) -> None:
    """Where the numbers come from and how to open the scenario again."""
    letter.section(say("report_origin", stamp.lang))
    synthetic = [say("report_synthetic", stamp.lang)] if stamp.synthetic else []
    letter.notes(*synthetic, *stamp.lines()[1:], say("take_open_again", stamp.lang, code=stamp.code))


# --- the annex -------------------------------------------------------------------------------------------


def all_changes(letter: Letter, run: Run, lang: str) -> None:
    heads, rows = report.change_rows(run, lang)
    if len(rows) > CHANGES_SHOWN:
        listed(letter, say("report_changes", lang), heads, rows)


def stand_in_list(letter: Letter, run: Run, lang: str) -> None:
    """How levers are handed out whose list the register lacks."""
    rows = case_stand_in_rows(run.result.case, lang)
    if rows:
        letter.table(say("take_title_stand_ins", lang), stand_in_heads(lang), rows)


def banner_list(letter: Letter, run: Run, lang: str) -> None:
    villages = report.last_year(run)
    label = say("report_by_banner_group", lang)
    heads, rows = report.group_rows(villages, villages["banner"], label, lang)
    letter.table(say("take_title_banners", lang), heads, rows, numbers=range(1, len(heads)))


def village_list(letter: Letter, run: Run, lang: str) -> None:
    """The villages that gain most and least, by name where the register has names."""
    ordered = report.last_year(run).sort_values("gain_mean", ascending=False, kind="stable")
    if report.is_counterfactual(run):
        return
    shown = min(VILLAGES_SHOWN, len(ordered) // 2)
    ends = (("report_most", ordered.head(shown)), ("report_least", ordered.tail(shown).iloc[::-1]))
    for key, villages in ends if shown else ():
        heads, rows = report.village_rows(villages, lang)
        letter.table(say(key, lang, count=shown), heads, rows, numbers=range(2, len(heads)))


def cost_list(letter: Letter, run: Run, lang: str) -> None:
    _, heads, rows = report.cost_parts(run, lang)
    if rows:
        letter.table(say("take_title_cost", lang), heads, rows, numbers=(1, 2))


def driver_list(letter: Letter, run: Run, lang: str) -> None:
    texts, heads, rows = report.driver_parts(run, lang)
    letter.table(say("take_title_drivers", lang), heads, rows, numbers=(1,))
    letter.notes(*texts[1:])


def picture_part(letter: Letter, run: Run, drawn: Mapping[str, bytes], first: str) -> None:
    """The run's figures but the one that stands on page one, and how to read them."""
    letter.notes(say("report_paths_about", letter.lang))
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
        letter.notes(say("take_more_rows", letter.lang, count=len(rows) - shown))


def number_columns(rows: Sequence[Sequence[Any]]) -> list[int]:
    """The columns that hold nothing but numbers, with or without a band below."""
    firsts = [[cell[0] if isinstance(cell, tuple) else str(cell) for cell in row] for row in rows]
    return [place for place, cells in enumerate(zip(*firsts, strict=True)) if all_numbers(cells)]
