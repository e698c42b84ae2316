"""Walks through what people see, in the language in force, and prints every text that it meets as JSON.

Run in a process of its own, by tests/test_languages.py in a copy of the product that has a language more:
`{"part": ["a text", …]}`, and under "raised" what could not be made at all.
"""

from __future__ import annotations

import io
import json
import re
import sys
import tempfile
import traceback
from datetime import date
from functools import cache
from html import unescape
from pathlib import Path

import numpy as np
import pandas as pd

from sim.apps.gallery import ORDER

MEMBERS = 8
DAY = date(2026, 3, 5)
# What a widget holds that nobody reads: code, bytes, shapes, colours, keys, names and places of files.
UNSEEN = {
    "_esm", "_css", "layout", "comm", "keys", "values", "code", "id", "key", "lang", "query", "href", "url",
    "colour", "dash", "hatch", "marker", "name", "kind", "shapes", "paths", "borders", "address", "tag",
    "day", "file", "type", "app", "shape", "look", "mode", "way", "steps", "asked", "at", "place", "chosen",
    "content", "part", "parameter", "lever", "more_key", "formula", "to", "image", "of", "group", "force",
    "code_line",
}  # fmt: skip


def texts(value, key=""):
    """Every text inside a widget's state, however deep; what UNSEEN names is left out."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        # Words are a table of their own: there a name is what is said and not what something is called.
        return [
            text
            for name, each in value.items()
            if key == "words" or name not in UNSEEN or isinstance(each, dict)
            for text in texts(each, name)
        ]
    if isinstance(value, list | tuple):
        return [text for each in value for text in texts(each, key)]
    return []


def of_html(page):
    """What a page of HTML shows, without styles, scripts and tags."""
    shown = re.sub(r"(?s)<(style|script).*?</\1>|<!--.*?-->", " ", page)
    told = re.findall(r'(?:alt|title|aria-label|placeholder)="([^"]*)"', shown)
    return [unescape(each).strip() for each in [*told, *re.split(r"<[^>]+>", shown)] if each.strip()]


def of_axes(axes):
    """Every text of a figure: titles, labels, ticks, legends and what is written into it."""
    from matplotlib.text import Text

    figure = axes.get_figure(root=True)
    figure.canvas.draw()
    return [each.get_text() for each in figure.findobj(Text) if each.get_text().strip()]


def of_word(content):
    from docx import Document

    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    feet = [
        part.text for each in document.sections for part in (*each.footer.paragraphs, *each.header.paragraphs)
    ]
    about = document.core_properties
    return [*(each.text for each in document.paragraphs), *cells, *feet, about.title, about.subject]


def of_workbook(content):
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content))
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    return [*book.sheetnames, *(each for each in cells if isinstance(each, str))]


def of_sheets(sheets):
    from sim.reports.sheets import to_html

    return of_html(to_html(sheets).data)


def of_page(page):
    from ipywidgets import Box

    def inside(box):
        for each in box.children:
            yield from inside(each) if isinstance(each, Box) else (each,)

    found = []
    for each in inside(page.layout):
        state = {name: value for name, value in each.get_state().items() if not name.startswith("_")}
        found += texts(state)
    return found


@cache
def run():
    from sim.runs.ensemble import make_run

    return make_run("talent-first", members=MEMBERS, seed=1)


@cache
def comparison():
    from sim.analysis.questions import ask_comparison

    return ask_comparison(["programme-2022", "talent-first", "no-programme"], members=MEMBERS)


@cache
def study():
    from sim.analysis.questions import ask_villages

    return ask_villages(members=MEMBERS)


@cache
def advised():
    from sim.analysis.questions import ask_allocation

    return ask_allocation(members=MEMBERS)


def page_of(name):
    def walk():
        from sim.apps import gallery

        page = gallery.page_of(name)(64 if name == "evidence" else MEMBERS)
        found = of_page(page)
        if name == "lesson":
            for _ in range(14):
                page.stage._handle_custom_msg({"kind": "move", "by": 1}, [])
                found += of_page(page)
        page.bar._handle_custom_msg({"kind": "scenario", "id": "no-such"}, [])
        found += of_page(page)
        page.bar._handle_custom_msg({"kind": "scenario", "id": "talent-first"}, [])
        found += of_page(page)
        if name == "evidence":
            for kind in ("parameter", "lever", "fact", "finding"):
                found += evidence_cards(kind)
        return found

    return walk


def evidence_cards(kind):
    from sim.inputs.case import read_case
    from sim.reports import trace

    case = read_case()
    cards = {
        "parameter": lambda: [trace.parameter_card(row, "", case) for row in case.parameters.values()],
        "lever": lambda: (
            [trace.lever_card(row, case) for row in case.levers.values()]
            + [trace.chain_state(row, case) for row in case.levers.values()]
        ),
        "fact": lambda: [trace.fact_card(name, case) for name in case.facts.index],
        "finding": lambda: [trace.finding_card(name, case) for name in case.evidence.index],
    }
    return texts(cards[kind]())


def report_parts():
    from sim.reports import report

    one = run()
    parts = [
        report.scenario_opening(one), report.short_answer(one), report.changes(one), report.paths_heading(),
        report.gain_figure(one), report.village_groups(one), report.village_lists(one, 3), report.cost(one),
        report.drivers(one), report.limits(), report.origin(one.result), report.charts_heading(),
        report.comparison_opening([one.result, one.counterfactual]),
        report.better_than([one.result], one.counterfactual),
    ]  # fmt: skip
    return [text for part in parts for text in of_html(part.data)]


def report_page():
    from nbformat import v4

    from sim.reports import report
    from sim.reports.html_files import to_page

    output = v4.new_output(
        "display_data", {"text/html": report.scenario_opening(run()).data, "text/plain": ""}
    )
    return of_html(to_page(v4.new_notebook(cells=[v4.new_code_cell(outputs=[output])]), ""))


def taken(kind, read):
    def walk():
        from sim.reports.take_along import file_of, offered

        keys = [key for key in offered(run()) if key.partition(":")[0] == kind]
        return [text for key in keys for text in read(file_of(run(), key, DAY).content)]

    return walk


def of_csv(content):
    import csv

    return [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row]


def briefing_of_pages():
    from sim.reports.allocation import allocation_asked, allocation_sheets
    from sim.reports.take_along import entry, file_of, offered

    found = of_word(
        file_of(
            run(), "docx", DAY, more=allocation_sheets(advised()), asked=allocation_asked(advised())
        ).content
    )
    return found + [entry(key)["label"] for key in offered(run())]


def village_cards():
    from sim.reports import village_cards as cards
    from sim.reports.village_cards import village_asked, village_sheets

    name = study().case.register.table["village_id"].iloc[3]
    found = of_sheets(village_sheets(study(), name)) + texts(vars(village_asked(study(), name)))
    pages = [cards.card(study(), 3), cards._index(study())]
    return found + [text for page in pages for text in of_html(page)]


def comparison_sheets():
    from sim.reports.comparison import comparison_sheets as sheets

    return of_sheets(sheets(comparison()))


def attribution():
    from sim.analysis.questions import ask_attribution
    from sim.reports.comparison import attribution_sheets

    return of_sheets(attribution_sheets(ask_attribution(members=MEMBERS, levers=False)))


def allocation():
    from sim.reports import allocation as sheets

    found = advised()
    village = sheets.served_villages(found)[0]
    return [*of_sheets(sheets.allocation_sheets(found)), sheets.why_village(found, village),
            *of_sheets([sheets.proof_sheet(found)]), *map(str, sheets.every_village(found).columns),
            *of_axes(sheets.plans_figure(found, ""))]  # fmt: skip


def figures():
    from sim.analysis.validation import validate
    from sim.figures import advice, certainty, outcomes
    from sim.figures.intake import findings_chart, income_chart, stream_chart

    one = run()
    register = one.result.case.register
    drawn = [
        certainty.skill_chart(validate(one.result.case, 64)), income_chart(register), stream_chart(register),
        findings_chart(dirty()),
        outcomes.fan_chart(one.drawn()), outcomes.villages_below(one.drawn()),
        outcomes.gain_chart(one.result, one.counterfactual), outcomes.village_distribution(one.result),
        advice.village_path(study(), 3), advice.village_helps(study(), 3),
    ]  # fmt: skip
    return [text for axes in drawn for text in of_axes(axes)]


@cache
def dirty():
    """What is wrong with a register that was written by hand."""
    from sim.reports.evaluation import look

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dirty.csv"
        path.write_text("village_id,banner_id,population,households\n1,B1,many,-3\n1,B1,10,2\n")
        return tuple(look(str(path)).findings)


def intake():
    """The data report: its findings as sentences and as a table, and what is said of the register in use."""
    from sim.faults import InputFaults
    from sim.inputs.intake.findings import grouped
    from sim.reports.evaluation import files_html, findings_table, look

    table = findings_table(dirty())
    told = str(InputFaults(grouped(dirty()))).splitlines()
    return [*told, *map(str, table), *map(str, table.to_numpy().ravel()), *of_html(files_html(look()).data)]


def evaluations():
    from sim.analysis.evaluation.estimate import Diagnostic, Estimate
    from sim.analysis.evaluation.methods import Question
    from sim.figures import evaluation as figures
    from sim.inputs.intake.panel import Observations
    from sim.reports.evaluation import estimate_html, shown_table

    bands = {"low": [-1.0, 1.0], "high": [0.0, 3.0], "band_low": [-2.0, 0.5], "band_high": [1.0, 4]}
    table = pd.DataFrame({"event": [-2, 1], "effect": [-0.5, 2.0], "error": [0.1, 0.2], **bands})
    tests = (Diagnostic("pre_trend", 1.2, 0.0001, True),)
    found = Estimate("staggered", 2.0, 0.5, 1.0, np.inf, 5000, 300, table, tests)
    panel = Observations(pd.DataFrame(), "mine", "0123456789abcdef")
    told = []
    for asked in (Question(), Question("instrumental"), Question(outcome="people")):
        told += of_html(estimate_html(found, asked, panel).data)
    told += map(str, shown_table(table).to_numpy().ravel())
    return [*told, *typed(), *shown_table(table), *of_axes(figures.event_chart(found)),
            *of_axes(figures.method_chart([(Question(), found)]))]  # fmt: skip


def typed():
    """Types of villages and what forecasts them."""
    from sim.analysis.typology import Prediction, Typology
    from sim.figures import evaluation as figures
    from sim.reports.evaluation import prediction_words, typology_words

    types = Typology(
        pd.DataFrame({"village_id": list("abc"), "type": [0, 1, 1], "x": [0.0, 1, 2], "y": [0.0, 1, 1]}),
        pd.DataFrame({"income": [-1.0, 0.5], "governance": [0.2, -0.1]}),
        pd.DataFrame({"types": [2, 3], "stability": [0.9, 0.5], "chosen": [True, False]}),
        ((("income", -1),), (("income", 1),)),
    )
    importance = pd.DataFrame({"trait": ["income"], "fall": [0.3], "spread": [0.1]})
    found = Prediction(0.25, importance, pd.Series(dtype=float))
    drawn = [figures.type_map(types), figures.profile_chart(types), figures.stability_chart(types),
             figures.importance_chart(found, "growth")]  # fmt: skip
    told = [*typology_words(types), prediction_words(found, "growth")]
    return told + [text for axes in drawn for text in of_axes(axes)]


def faults():
    from sim.faults import InputFaults
    from sim.inputs.case import read_case
    from sim.inputs.scenarios.files import load_scenario
    from sim.inputs.villages import load_villages

    told = []
    with tempfile.TemporaryDirectory() as folder:
        one = Path(folder) / "slip.yaml"
        one.write_text("title: x\nquestoin: y\nset:\n  resident_stafff: 3\n  resident_staff: {amount: 50%}\n")
        table = Path(folder) / "villages.csv"
        table.write_text("village_id,x\n1,2\n")
        for ask in (
            lambda: load_scenario("no-such"), lambda: load_scenario(one), lambda: read_case("no-such"),
            lambda: load_villages(table),
        ):  # fmt: skip
            try:
                ask()
            except InputFaults as wrong:
                told += str(wrong).splitlines()
    return told


def server():
    """The server's own pages, made from their templates."""
    from functools import partial

    from jinja2 import Environment, FileSystemLoader

    from sim.apps import handlers
    from sim.apps.gallery import links
    from sim.apps.pages.overview.page import front_answer
    from sim.words import by_language, language, say

    where = Path(handlers.__file__).parent / "templates" / "wuli"
    loaded = Environment(loader=FileSystemLoader(where), autoescape=True)
    head = {"lang": language(), "app": "", "apps": links(), "query": "", "languages": []}
    errors = [*handlers._ERRORS.values(), handlers._WRONG, handlers._FAILED]
    wrong = [{"text": say(text), "about": say(about)} for text, about in errors]
    shown = [("gallery.html", {"answer": front_answer()}), ("gallery.html", {"answer": None}),
             ("login.html", {"wrong": True, "after": "/", "xsrf": ""}),
             *(("error.html", {**each, "again": 5}) for each in wrong)]  # fmt: skip
    found = []
    for name, values in shown:
        values |= {"say": say, "by_language": lambda key: by_language(partial(say, key)), "head": head}
        found += of_html(loaded.get_template(name).render(base_url="/", **values))
    return found


PARTS = {
    **{name: page_of(name) for name in ORDER},
    "report": report_parts, "report page": report_page,
    "word": taken("docx", of_word), "workbook": taken("xlsx", of_workbook), "csv": taken("csv", of_csv),
    "svg": taken("svg", lambda content: of_html(content.decode())),
    "briefing of a page": briefing_of_pages, "village cards": village_cards,
    "comparison": comparison_sheets, "attribution": attribution, "allocation sheets": allocation,
    "figures": figures, "intake": intake, "evaluation": evaluations, "faults": faults, "server": server,
}  # fmt: skip


def main():
    found, raised = {}, {}
    for name, walk in PARTS.items():
        try:
            found[name] = [str(each) for each in dict.fromkeys(walk())]
        except Exception:
            raised[name] = traceback.format_exc()
    sys.stdout.write(json.dumps({"told": found, "raised": raised}))


if __name__ == "__main__":
    main()
