import numpy as np
import pytest

from sim.faults import fault
from sim.views import widgets
from sim.views.theme import STATIC, style_sheet

FRAME = {"years": [2022, 2023], "series": [{"label": "a"}, {"label": "b"}]}


class Listener:
    """A widget's place: it hands over what a viewer sends, and keeps what it is told to say."""

    def __init__(self, handlers):
        self.said = []
        widgets.on_request(self, handlers, self.said.append)

    def on_msg(self, answer):
        self.send = lambda message: answer(self, message, [])


def test_a_chart_carries_its_numbers_as_little_endian_float32():
    chart = widgets.FanChart()
    values = np.arange(20, dtype=float).reshape(2, 5, 2)
    chart.draw(FRAME, values)
    assert np.frombuffer(chart.values, "<f4").tolist() == list(range(20))
    assert len(chart.values) == 80
    assert chart.frame == FRAME


def test_numbers_that_do_not_fit_their_frame_are_not_sent():
    with pytest.raises(AssertionError):
        widgets.FanChart().draw(FRAME, np.zeros((1, 5, 2)))


@pytest.mark.parametrize("kind", ["TopBar", "Headlines", "FanChart", "LeverPanel", "Notes"])
def test_a_widget_carries_a_short_loader_of_a_file_that_exists(kind):
    carried = getattr(widgets, kind)()._esm
    module = str(carried).split('"static/')[1].split('"')[0]
    assert (STATIC / module).is_file()
    assert len(str(carried)) < 500


def test_the_files_of_the_pages_name_no_other_host():
    for path in [*(STATIC / "wuli").iterdir(), *(STATIC / "uplot").glob("*.css")]:
        text = path.read_text(encoding="utf-8")
        assert "http:" not in text, path
        assert "https:" not in text, path


def test_the_pages_use_the_colours_of_the_theme():
    assert (STATIC / "wuli" / "theme.css").read_text(encoding="utf-8") == style_sheet()


def test_a_request_reaches_the_handler_of_its_kind():
    got = []
    listener = Listener({"move": got.append})
    listener.send({"kind": "move", "x": 1})
    assert got == [{"kind": "move", "x": 1}]
    assert listener.said == []


@pytest.mark.parametrize("message", [{"kind": "other"}, {"kind": ["move"]}, {"x": 1}, "move", None, []])
def test_what_is_no_request_is_ignored(message):
    got = []
    listener = Listener({"move": got.append})
    listener.send(message)
    assert (got, listener.said) == ([], [])


def test_a_fault_of_the_input_is_said_as_it_is():
    def refuse(message):
        raise fault("x", "page_request")

    listener = Listener({"move": refuse})
    listener.send({"kind": "move"})
    assert listener.said == ["x: the request cannot be understood"]


def test_any_other_failure_is_logged_and_not_told(caplog):
    listener = Listener({"move": lambda message: 1 / 0})
    listener.send({"kind": "move"})
    assert listener.said == [""]
    assert "ZeroDivisionError" in caplog.text
