"""The briefing: a run in words, tables and figures for a meeting, as an official paper.

The sentences and tables are those of the run's report, so the numbers are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sim.inputs.scenarios import PROGRAMME, list_scenarios
from sim.inputs.scenarios.codes import base_scenario
from sim.model.axes import TARGET
from sim.views import report
from sim.views.tables import answer, answer_label
from sim.views.take_along.data import all_numbers
from sim.views.take_along.pictures import drawable, plain_picture
from sim.views.take_along.stamp import Stamp
from sim.views.take_along.word import Letter
from sim.words import in_language, say

if TYPE_CHECKING:
    from sim.runs.store import Run
    from sim.views.advice import Sheet

CHANGES_SHOWN = ROWS_SHOWN = 20  # in a paper for a meeting; the workbook has all
Drawn = Callable[[str], bytes]  # a figure as PNG by its name


def briefing(
    run: Run, stamp: Stamp, more: Iterable[Sheet] = (), drawn: Mapping[str, bytes] | None = None
) -> bytes:
    """The bytes of the briefing; `more` are further tables of a page, `drawn` figures that exist already."""
    letter = Letter(stamp)
    letter.title(say("take_briefing_title", stamp.lang, title=stamp.title), [f"{stamp.day}"])
    letter.text(in_language(run.result.case.scenario.question, stamp.lang), stamp.lines()[0])
    if stamp.synthetic:
        letter.text(say("report_synthetic", stamp.lang))
    for part in (answer_part, change_part, path_part, banner_part, cost_part, ground_part):
        part(letter, run, stamp.lang, drawn or {})
    for sheet in more:
        sheet_part(letter, sheet)
    origin_part(letter, stamp)
    return letter.save()


def answer_part(letter: Letter, run: Run, lang: str, drawn: Mapping[str, bytes]) -> None:
    """The answer: sentences, then every headline number with its band and unit."""
    rows = report.answers(run.result, run.counterfactual)
    letter.chapter(say("report_answer", lang))
    letter.text(*report.answer_sentences(run, rows, lang))
    heads = [say(f"take_col_{name}", lang) for name in ("answer", "mid", "band", "unit")]
    cells = [
        [answer_label(name, lang), *answer(rows[name], name), say(f"answer_{name}_unit", lang)]
        for name in report.answered(run)
    ]
    letter.table(say("take_title_answer", lang), heads, cells, numbers=(1, 2))


def change_part(letter: Letter, run: Run, lang: str, drawn: Mapping[str, bytes]) -> None:
    """What the scenario changes, why."""
    heads, rows = report.change_rows(run, lang)
    letter.chapter(say("report_changes", lang))
    if not rows:
        letter.text(say("report_no_changes", lang))
        return
    baseline = title_of(run.result.case.scenario.baseline or PROGRAMME, lang)
    letter.text(say("report_changes_about", lang, count=len(rows), baseline=baseline))
    letter.table(say("report_changes", lang), heads, rows[:CHANGES_SHOWN])
    if len(rows) > CHANGES_SHOWN:
        letter.text(say("report_more_changes", lang, count=len(rows) - CHANGES_SHOWN))


def title_of(baseline: str, lang: str) -> str:
    """The title of a scenario of data/scenarios; the id of one that lies elsewhere."""
    return in_language(base_scenario(baseline).title, lang) if baseline in list_scenarios() else baseline


def path_part(letter: Letter, run: Run, lang: str, drawn: Mapping[str, bytes]) -> None:
    """Where incomes go: the figures, with what they show in a sentence each."""
    letter.chapter(say("report_paths", lang))
    letter.text(say("report_paths_about", lang))
    for name in drawable(run):
        if name in drawn:
            content, caption = drawn[name], say(f"take_figure_{name}", lang, target=TARGET)
        else:
            content, caption = (
                plain_picture(run, name, lang)[0],
                say(f"take_figure_{name}", lang, target=TARGET),
            )
        letter.picture(content, caption, shows(run, name, lang))


def shows(run: Run, name: str, lang: str) -> str:
    """What a figure shows, said from its numbers."""
    caption = say(f"take_figure_{name}", lang, target=TARGET)
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


def banner_part(letter: Letter, run: Run, lang: str, drawn: Mapping[str, bytes]) -> None:
    """Which villages: how many reach the target, banner by banner."""
    villages = report.last_year(run)
    heads, rows = report.group_rows(
        villages, villages["banner_id"], say("report_by_banner_group", lang), lang
    )
    letter.chapter(say("report_villages", lang))
    letter.text(report.reach_sentence(villages, lang))
    letter.table(say("take_title_banners", lang), heads, rows, numbers=range(1, len(heads)))


def cost_part(letter: Letter, run: Run, lang: str, drawn: Mapping[str, bytes]) -> None:
    """What it costs the public purse."""
    text, heads, rows = report.cost_parts(run, lang)
    letter.chapter(say("report_cost", lang))
    letter.text(text)
    if rows:
        letter.table(say("take_title_cost", lang), heads, rows, numbers=(1, 2))


def ground_part(letter: Letter, run: Run, lang: str, drawn: Mapping[str, bytes]) -> None:
    """How sure, on what it rests, and what the model cannot tell."""
    texts, heads, rows = report.driver_parts(run, lang)
    letter.chapter(say("report_drivers", lang))
    letter.text(*texts)
    letter.table(say("take_title_drivers", lang), heads, rows, numbers=(1,))
    letter.section(say("report_limits", lang))
    letter.text(*report.limit_sentences(lang))


def sheet_part(letter: Letter, sheet: Sheet) -> None:
    """A table that a page adds."""
    letter.chapter(sheet.title)
    if sheet.rows:
        letter.table(sheet.title, sheet.heads, sheet.rows[:ROWS_SHOWN], numbers=number_columns(sheet.rows))
        if len(sheet.rows) > ROWS_SHOWN:
            letter.text(say("take_more_rows", letter.lang, count=len(sheet.rows) - ROWS_SHOWN))
    letter.text(*sheet.sentences)


def number_columns(rows: Sequence[Sequence[Any]]) -> list[int]:
    """The columns that hold nothing but numbers, with or without a band below."""
    firsts = [[cell[0] if isinstance(cell, tuple) else str(cell) for cell in row] for row in rows]
    return [place for place, cells in enumerate(zip(*firsts, strict=True)) if all_numbers(cells)]


def origin_part(letter: Letter, stamp: Stamp) -> None:
    """Where the numbers come from and how to open the scenario again."""
    letter.chapter(say("report_origin", stamp.lang))
    letter.notes(*stamp.lines(), say("take_open_again", stamp.lang, code=stamp.code))
