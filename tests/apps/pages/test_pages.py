"""Every page goes one way: how it starts, is reset, complains, speaks, and what is behind its notebook."""

import json

import pytest
from ipywidgets import Box

from sim.apps import gallery
from sim.apps.pages.base import Page
from sim.apps.widgets import TopBar
from sim.inputs.scenarios.codes.encoding import encode
from sim.inputs.scenarios.files import load_scenario
from sim.words import LANGUAGES, say, speak, speaking
from tests.baotou import PROGRAMME

FEW = 16
NAMES = gallery.published()
# What an address may hold besides a code, by page: a part that it takes.
PARTS = {
    "overview": {"at": "20", "banner": "B2"},
    "what_if": {"who": "nothing"},
    "one_village": {"at": "20", "village": "V100", "township": "T02"},
    "allocation": {"budget": "4000", "village": "V100"},
    "evidence": {"outcome": "below_target", "kind": "lever"},
    "lesson": {"story": "sum", "step": "why", "told": "sum", "guess_sum": "0.5"},
}
# What counts on through a reset: which drawing it is, steps of the address, questions answered; it can be
# undone, too.
COUNTED = {"showing", "steps", "answered", "undo"}

in_both = pytest.mark.parametrize("lang", LANGUAGES)
each_page = pytest.mark.parametrize("name", NAMES)


def opened(name, lang, **asked):
    speak(lang)
    return gallery.page_of(name)(FEW, **asked)


def widgets(box):
    for each in box.children:
        yield from widgets(each) if isinstance(each, Box) else (each,)


def uncounted(value):
    if isinstance(value, dict):
        return {key: uncounted(each) for key, each in value.items() if key not in COUNTED}
    return [uncounted(each) for each in value] if isinstance(value, list | tuple) else value


def shown(page):
    """Everything that a viewer sees: the state of each widget in its place."""
    return [
        {key: uncounted(each.get_state()[key]) for key in each.keys if not key.startswith("_")}
        | {"layout": 0}
        for each in widgets(page.layout)
    ]


def send(page, **message):
    page.bar._handle_custom_msg(message, [])
    return page.bar.state["notice"]


def test_every_app_is_one_page_and_its_notebook_begins_it():
    classes = [gallery.page_of(name) for name in NAMES]
    assert len(set(classes)) == len(NAMES) == 6
    for name, page in zip(NAMES, classes, strict=True):
        assert issubclass(page, Page)
        assert page.app == name
        cells = json.loads((gallery.APPS / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
        (code,) = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
        imported, begun = filter(None, code.splitlines())
        assert imported == f"from {page.__module__} import {page.__name__}"
        assert begun == f"{page.__name__}.begin()"


@each_page
def test_no_page_has_a_way_of_its_own_to_start_or_to_complain(name):
    page = gallery.page_of(name)
    for method in (
        "begin",
        "complain",
        "on_language",
        "on_reset",
        "on_scenario",
        "step",
        "show_bar",
        "known",
    ):
        assert getattr(page, method).__qualname__ == f"Page.{method}"


@each_page
@in_both
def test_a_page_begins_as_the_address_asks(name, lang, monkeypatch):
    monkeypatch.setattr(gallery.page_of(name), "usual_members", FEW)
    code = encode(load_scenario("talent-first"))
    monkeypatch.setenv("QUERY_STRING", f"lang={lang}&code={code}")
    (bar,) = [each for each in widgets(gallery.page_of(name).begin()) if isinstance(each, TopBar)]
    assert (bar.state["lang"], bar.state["notice"], bar.state["reset"]) == (lang, "", True)
    assert load_scenario("talent-first").title[lang] in json.dumps(bar.state, ensure_ascii=False)


@each_page
@in_both
def test_a_reset_leads_to_what_a_fresh_start_shows(name, lang):
    page, fresh = opened(name, lang), opened(name, lang)
    start = shown(fresh)
    assert shown(page) == start
    code = encode(load_scenario("talent-first"))
    page.address.widget._handle_custom_msg(
        {"kind": "address", "values": {"code": code, "lang": lang, **PARTS[name]}}, []
    )
    assert page.bar.state["notice"] == ""
    assert shown(page) != start
    steps = page.address.widget.state["steps"]
    assert send(page, kind="reset") == ""
    assert shown(page) == start
    assert page.address.widget.state["steps"] == steps + 1  # it can be gone back from


@each_page
@in_both
def test_a_code_that_cannot_be_opened_is_told_alike_and_the_programme_shown(name, lang):
    page = opened(name, lang, code="NONSENSE")
    assert page.bar.state["notice"] == opened(NAMES[0], lang, code="NONSENSE").bar.state["notice"] != ""
    assert page.bar.state["notice"].endswith("。" if lang == "zh" else ".")
    assert page.scenario == PROGRAMME


@each_page
@in_both
def test_a_part_of_the_address_that_means_nothing_is_told_and_the_next_deed_ends_that(name, lang):
    part = next(each for each in PARTS[name] if each != "village")
    page = opened(name, lang, state={part: "<b>"})
    begun = {"zh": f"网址中的“{part}=<b>”看不懂", "en": f"The address says “{part}=<b>”"}[lang]
    assert page.bar.state["notice"].startswith(begun)
    assert send(page, kind="language", lang=lang) == ""


@each_page
@in_both
def test_a_value_that_is_not_offered_is_told_as_one_sentence_and_changes_nothing(name, lang):
    page = opened(name, lang)
    before = shown(page)
    told = send(page, kind="scenario", id="nonsense\n" * 99)
    assert told.startswith({"zh": "没有名为“nonsense", "en": "Unknown Scenario 'nonsense"}[lang])
    assert "\n" not in told
    assert len(told) < 400
    send(page, kind="language", lang="xx")  # no language: nothing happens, and what was said is over
    assert shown(page) == before


@each_page
@in_both
def test_what_fails_is_told_in_the_same_words_on_every_page(name, lang, monkeypatch):
    page = opened(name, lang)
    monkeypatch.setattr(page, "stand", lambda scenario=None: 1 / 0)
    with speaking(lang):
        assert send(page, kind="reset") == say("page_failed")
        assert say("page_reset") in say("page_failed")  # which every page has
    assert page.bar.state["reset"]


@each_page
def test_another_language_shows_what_the_page_would_have_opened_with(name):
    page = opened(name, "zh")
    send(page, kind="language", lang="en")
    assert shown(page) == shown(opened(name, "en"))


def test_the_levers_go_back_alone_and_versions_stay_through_a_reset():
    page = opened("what_if", "en")
    page.open_scenario("talent-first")
    page.on_amounts({"amounts": {"resident_staff": 900.0}})
    page.keep()
    page.panel._handle_custom_msg({"kind": "reset"}, [])
    assert (page.scenario, page.moves.amounts) == ("talent-first", {})
    send(page, kind="reset")
    assert (page.scenario, list(page.kept)) == (PROGRAMME, ["A"])
    page.panel._handle_custom_msg({"kind": "undo"}, [])
    assert page.scenario == "talent-first"
