"""The share bar: what a page shares is what it shows, and what a viewer sends is checked."""

import io
from dataclasses import replace

import pandas as pd
import pytest

from sim.apps.pages import share
from sim.inputs.case import read_case
from sim.inputs.scenarios.codes.decoding import decode
from sim.inputs.scenarios.codes.encoding import encode
from sim.inputs.scenarios.resolve import change
from sim.model.simulate import simulate_members
from sim.reports.sheets import Sheet
from sim.runs.ensemble import draw_members
from sim.words import speaking

ADDRESS = "http://10.1.2.3:8866/app/what_if?lang=zh&code="


class Heard(list):
    """What the bar sends to the browser: (message, buffers)."""

    def __call__(self, message, buffers=None):
        self.append((message, buffers))


@pytest.fixture(scope="module")
def result():
    """A result as a page holds it: a scenario that sliders have changed, without its villages."""
    case = read_case("programme-2022")
    moved = change(case.scenario, {"resident_staff": {"amount": 600}}, levers=case.levers)
    draws = draw_members(case.parameters, 4, 0)
    return simulate_members(replace(case, scenario=moved), draws, 0, villages=False)


@pytest.fixture
def sharing(result, monkeypatch):
    sharing = share.Sharing()
    sharing.show(result)
    sharing.heard = Heard()
    monkeypatch.setattr(sharing.bar, "send", sharing.heard)
    return sharing


def ask(sharing, **message):
    """What the bar answers to a viewer's message."""
    sharing.bar._handle_custom_msg(message, [])
    return sharing.heard[-1] if sharing.heard else None


def test_the_bar_shows_the_code_of_what_is_shown(sharing, result):
    state = sharing.bar.state
    assert decode(sharing.bar.code).settings == result.case.scenario.settings
    assert [file["key"] for file in state["files"]][:2] == ["docx", "xlsx"]
    assert all(state["words"].values())


def test_a_table_holds_the_numbers_that_the_page_shows(sharing, result):
    message, (content,) = ask(sharing, kind="file", key="csv:years")
    frame = pd.read_csv(io.BytesIO(content), encoding="utf-8-sig")
    mine = frame[
        (frame.Outcome == "Mean collective income per village") & frame.Scenario.str.startswith("this")
    ]
    assert mine["Mean"].to_numpy() == pytest.approx(result.city["mean"].to_numpy().mean(axis=0))
    assert message["name"].endswith(".csv")
    assert frame.iloc[0, -5] == sharing.bar.code


def test_a_file_bears_the_name_of_the_changed_scenario_and_not_of_its_start(sharing):
    message, _ = ask(sharing, kind="file", key="csv:answer")
    assert encode(sharing.result.case.scenario) in message["name"]
    assert "1 changed" in sharing.run.result.case.scenario.title["en"]


def test_the_run_is_made_once_and_anew_for_another_result(sharing, result):
    ask(sharing, kind="file", key="csv:answer")
    made = sharing.run
    ask(sharing, kind="file", key="csv:banners")
    assert sharing.run is made
    with speaking("zh"):
        sharing.show(result)
    assert sharing.run is made
    with speaking("zh"):
        sharing.show(replace(result, seed=1))
    assert sharing.run is None


def test_tables_of_the_page_go_into_the_workbook(sharing, result):
    sheet = Sheet("Which villages", ["village", "money"], [["V001", ("10.0", "8 – 12")]], ["A sentence."])
    alone = Sheet("Its story: long", [], [], ["One.", "Two."])
    sharing.show(result, lambda: [sheet, alone])
    _, (content,) = ask(sharing, kind="file", key="xlsx")
    book = pd.read_excel(io.BytesIO(content), sheet_name="Which villages", header=2, engine="openpyxl")
    assert book.iloc[0].to_list() == ["V001", "10.0 8 – 12"]
    assert book.iloc[-1, 0] == "A sentence."
    story = pd.read_excel(io.BytesIO(content), sheet_name="Its story long", header=2, engine="openpyxl")
    assert story.iloc[:, 0].to_list() == ["One.", "Two."]


@pytest.mark.parametrize("key", ["png:../../x", "exe", None, ["docx"], "csv:secret"])
def test_a_file_that_is_not_offered_is_refused_in_words(sharing, key):
    message, _ = ask(sharing, kind="file", key=key)
    assert message == {"kind": "failed", "text": "the request cannot be understood"}


def test_a_typed_code_is_opened_or_its_wrong_group_named(sharing):
    code = sharing.bar.code
    assert ask(sharing, kind="open", code=code.lower())[0] == {"kind": "open", "code": code}
    wrong = code[:-1] + ("A" if code[-1] != "A" else "B")
    message, _ = ask(sharing, kind="open", code=wrong)
    assert message["kind"] == "failed"
    assert "group" in message["text"]
    for nothing in ("", None, 7, "x" * 5000):
        assert ask(sharing, kind="open", code=nothing)[0]["text"] == "please type a scenario code"


def test_a_qr_code_is_drawn_for_the_address_of_a_page(sharing):
    message, _ = ask(sharing, kind="qr", address=ADDRESS + sharing.bar.code)
    assert message["svg"].startswith("<svg")
    assert "#fff" in message["svg"]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)?code=W",
        "http://host/app",
        "http://host/?code=\n",
        5,
        ADDRESS + "W" * 1500,
        "/x?code=W",
    ],
)
def test_no_other_text_becomes_a_qr_code(sharing, address):
    assert ask(sharing, kind="qr", address=address)[0]["kind"] == "failed"


def test_a_file_too_large_for_a_message_is_refused(sharing, monkeypatch):
    monkeypatch.setattr(share, "LARGEST_FILE", 10)
    assert "wuli take" in ask(sharing, kind="file", key="csv:answer")[0]["text"]


def test_what_is_offered_is_what_a_run_can_give(sharing, result):
    from sim.reports.take_along import offered

    assert share.offered(result) == offered(share.run_of(result))
