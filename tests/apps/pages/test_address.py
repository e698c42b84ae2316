"""What a page keeps in its address comes back from it; what means nothing is told and changes nothing."""

import pandas as pd
import pytest

from sim.apps.pages.allocation.page import AllocationPage
from sim.apps.pages.evidence import Evidence
from sim.apps.pages.lesson.page import LessonPage
from sim.apps.pages.lesson.stage import GUESS, REVEAL, STEPS
from sim.apps.pages.one_village.page import OneVillage
from sim.apps.pages.overview.page import Overview
from sim.apps.pages.requests import Address, gone_to, one_of, read_query
from sim.apps.pages.what_if.page import WhatIf
from sim.faults import InputFaults
from sim.inputs.scenarios.codes.encoding import encode
from sim.inputs.scenarios.files import load_scenario
from sim.inputs.villages import find_village
from sim.words import language, said_in, speak, speaking

FEW = 8


def kept(page):
    return dict(page.address.widget.state["values"])


def pages(**state):
    """Every page as an address opens it."""
    return [
        Overview(FEW, state=state), WhatIf(FEW, state=state), OneVillage(FEW, state=state),
        AllocationPage(FEW, state=state), Evidence(64, state=state),
        LessonPage(FEW, state=state),
    ]  # fmt: skip


def test_a_part_is_taken_and_one_that_means_nothing_is_told_beside_it():
    seen = []
    fields = {"first": seen.append, "second": lambda text: one_of(text, ["yes"], "answer")}
    address = Address(fields)
    told = address.read({"first": "1", "second": "no\n<b>", "third": "3"})
    assert seen == ["1"]
    assert address.widget.state["values"] == {"first": "1"}
    assert "second=no <b>" in told
    assert "\n" not in told


def test_many_faulty_parts_are_counted_and_not_listed():
    def refuse(text):
        return one_of(text, ["yes"], "answer")

    address = Address(dict.fromkeys("abcdefgh", refuse))
    told = address.read(dict.fromkeys("abcdefgh", "x" * 9000))
    assert told.count("The address says") == 3
    assert "5 more parts" in told
    assert len(told) < 600


def test_a_step_is_told_from_what_cannot_be_gone_back_from():
    address = Address({"a": str})
    address.show({"a": "1"})
    assert address.widget.state == {"names": ["a"], "values": {"a": "1"}, "steps": 0}
    address.show({"a": "", "b": "2"}, step=True)
    assert address.widget.state == {"names": ["a"], "values": {}, "steps": 1}


def test_a_browser_can_send_any_address():
    with speaking("zh"):
        assert gone_to({"values": {"a": "1", "lang": "en", "n": 3}}) == ({"a": "1", "lang": "en"}, "en")
        assert gone_to({"values": {"lang": "xx"}})[1] == "zh"
    for values in (None, "a=1", ["a"], dict.fromkeys(range(1000), "x")):
        with pytest.raises(InputFaults):
            said_in("zh", gone_to, {"values": values})


def test_a_query_is_read_as_browsers_write_it():
    query = "village=V1&village=V2&banner=B%209&beside=a+b"
    assert read_query(query) == {"village": "V2", "banner": "B 9", "beside": "a b"}


def villages(names=None, count=29):
    """A register's places, of which some villages have a name."""
    ids = [f"V{k:03}" for k in range(1, count + 1)]
    table = pd.DataFrame({"village_id": ids, "township_id": "T01", "banner_id": "B1"})
    return table.assign(village_name=[(names or {}).get(each, "") for each in ids])


@pytest.mark.parametrize("typed", ["V015", "v015", " Ｖ０１５ ", "东河村"])
def test_a_village_is_known_by_its_code_in_any_writing_and_by_its_name(typed):
    assert find_village(villages({"V015": "东河村", "V016": "西河村"}), typed) == "V015"


def test_a_village_that_nobody_knows_is_told_without_a_list_of_hundreds(monkeypatch):
    monkeypatch.setenv("WULI_LANG", "en")
    with pytest.raises(InputFaults) as found:
        find_village(villages(count=499), "<script>")
    with speaking("en"):
        assert len(found.value.faults[0].text()) < 80
    with pytest.raises(InputFaults, match="V001"):
        find_village(villages(), "V0001")
    with pytest.raises(InputFaults, match="V015"):
        find_village(villages(), "V15")
    with pytest.raises(InputFaults, match=r"or nearly so; ids run from V001 to V499"):
        find_village(villages(count=499), "v9999")
    with pytest.raises(InputFaults, match=r"柳河村（V003）"):
        find_village(villages({"V001": "东沟村", "V003": "柳河村"}), "柳树村")
    with pytest.raises(InputFaults, match=r"V001.*V002"):
        find_village(villages({"V001": "东河村", "V002": "东河村"}), "东河村")


def test_the_overview_comes_back_from_its_address():
    speak("en")
    page = Overview(FEW)
    page.on_chosen({"name": "compare", "ids": ["programme-2022", "funding-first"]})
    page.on_chosen({"name": "threshold", "ids": ["20"]})
    page.on_chosen({"name": "measure", "ids": ["reach_target"]})
    page.on_banner({"key": "B2"})
    assert kept(page) == {"beside": "funding-first", "at": "20", "by": "reach_target", "banner": "B2"}
    speak("en")
    again = Overview(FEW, state=kept(page))
    assert again.answer.state == page.answer.state
    assert (again.shown, again.measure) == (page.shown, page.measure)
    again.on_address({"values": {"at": "50", "lang": "zh"}})  # the viewer goes back
    assert (again.threshold, again.banner == "B2", again.shown) == (50, False, ["programme-2022"])
    assert language() == "zh"


def test_a_plan_comes_back_from_its_address():
    page = AllocationPage(FEW)
    values = {
        "budget": 4000, "people": 0, "places": 0, "objective": "over_target", "target": 15.5,
        "robust": "expected", "most": 2, "floor": 0, "key_first": True, "quotas": {"B9": [3, None]},
    }  # fmt: skip
    page.on_ask({"number": 1, "values": values})
    page.on_village({"id": "V100"})
    page.on_township({"id": "T02"})
    assert kept(page) == {
        "budget": "4000", "target": "15.5", "most": "2", "key_first": "yes", "quotas": "B9*3*",
        "village": "V100", "township": "T02",
    }  # fmt: skip
    again = AllocationPage(FEW, state=kept(page))
    assert again.request == page.request
    assert again.headlines.cards == page.headlines.cards
    assert again.list.frame["answer"] == page.list.frame["answer"] != ""


def test_an_amount_in_the_address_that_no_form_takes_is_told_and_the_usual_one_stands():
    usual = AllocationPage(FEW).request
    faulty = {
        "budget": ("1e12", "nan", "viel"), "most": ("1.5",), "robust": ("x",), "key_first": ("perhaps",),
        "quotas": ("B99*1*2", "B1", "B1*x*"),
    }  # fmt: skip
    for part in ({name: text} for name, texts in faulty.items() for text in texts):
        page = AllocationPage(FEW, state=part)
        assert page.request == usual
        assert page.bar.state["notice"].startswith("The address says"), part


def test_versions_come_back_from_their_codes_and_a_wrong_code_is_told():
    page = WhatIf(FEW)
    page.on_amounts({"number": 1, "amounts": {"resident_staff": 900}})
    page.keep()
    page.on_amounts({"number": 2, "amounts": {"resident_staff": 100}})
    page.keep()
    state = {**kept(page), "code": page.share.bar.code}
    assert set(kept(page)) == {"a", "b"}
    again = WhatIf(FEW, code=state["code"], state=state)
    assert again.versions.state == page.versions.state
    assert again.moves.amounts == page.moves.amounts
    wrong = WhatIf(FEW, state={"a": "ZZZZ-ZZZZ", "c": kept(page)["b"]})
    assert list(wrong.kept) == ["C"]
    assert "The address says “a=ZZZZ-ZZZZ”" in wrong.bar.state["notice"]


def test_what_the_evidence_page_shows_comes_back():
    page = Evidence(64)
    page.on_chosen({"name": "outcome", "ids": ["below_target"]})
    page.choose("lever/resident_staff")
    again = Evidence(64, state=kept(page))
    assert again.card.state == page.card.state
    assert kept(page) == {"outcome": "below_target", "row": "lever/resident_staff"}


def test_story_and_guesses_come_back_but_no_answer_that_nobody_guessed():
    page = LessonPage(FEW)
    page.on_step({"by": 1})
    guess = [0.5 + page.board.frame["low"]] if page.board.frame["kind"] == "number" else page.board.guess
    guess = list(guess) * (len(page.board.guess) // len(guess))
    page.on_guess({"values": guess})
    page.on_step({"by": 1})
    again = LessonPage(FEW, state=kept(page))
    assert again.stage.state == page.stage.state
    assert again.board.guess == page.board.guess
    early = LessonPage(FEW, state={"story": page.lesson.now.id, "step": STEPS[REVEAL]})
    assert early.lesson.step < GUESS + 1
    assert early.board.frame["answer"] == []


PARTS = (
    ("run", "beside", "at", "banner", "by"), ("a", "b", "c"), ("village", "township"), ("budget", "quotas"),
    ("outcome", "row"), ("story", "step", "told", "guess_sum"),
)  # fmt: skip
HOSTILE = (
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "9" * 5000,
    "%00",
    "\x00\x1b[31m",
    "٣",
    "{0.__class__}",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_an_address_says_every_page_opens_and_tells_it_in_one_line(text):
    parts = {name for page in PARTS for name in page}
    for page in pages(**dict.fromkeys(parts, text)):
        notice = page.bar.state["notice"]
        assert notice, page
        assert "Traceback" not in notice
        assert "\n" not in notice
        assert len(notice) < 1200


def test_the_code_of_the_address_is_opened_with_it():
    code = encode(load_scenario("talent-first"))
    page = OneVillage(FEW)
    page.on_address({"values": {"code": code, "village": "V007"}})
    assert (page.scenario, page.village) == ("talent-first", "V007")
