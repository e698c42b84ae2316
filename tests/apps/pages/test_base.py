from dataclasses import replace

from sim.apps.pages.base import Bar
from sim.inputs.villages import load_villages
from sim.words import said_in, speaking


def test_a_bar_says_what_the_app_is_for_unless_told_otherwise():
    state = Bar("what_if").state
    assert state["words"]["title"] == "What if"
    assert state["words"]["subtitle"].startswith("Move the levers")
    assert state["words"]["badge"] == "synthetic data"
    assert state["choices"] == []
    assert Bar("what_if", title="Mine").state["words"]["page"] == "Mine · Wuli"


def test_a_bar_leads_to_every_app():
    assert [link["name"] for link in said_in("zh", Bar, "what_if").state["apps"]][:1] in (
        ["overview"],
        ["what_if"],
    )


def test_a_bar_says_whose_villages_the_page_rests_on():
    real = replace(load_villages(), synthetic=False, name="own.xlsx", own=False)
    with speaking("zh"):
        assert "own.xlsx" in Bar("what_if", register=real).state["words"]["synthetic"]
        assert Bar("what_if", register=real).state["words"]["badge"] == "模拟结果"
