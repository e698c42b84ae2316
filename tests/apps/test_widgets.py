import asyncio

import numpy as np
import pytest
from anywidget import AnyWidget

from sim.apps import widgets
from sim.apps.gallery import STATIC
from sim.faults import fault
from sim.figures import tables
from sim.figures.theme import style_sheet
from sim.words import LANGUAGES, said_in, speaking, template

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


COLUMNS = [tables.column("village", "Village"), tables.column("income", "Income", "band", "10k yuan", 1)]


def test_a_table_carries_plain_numbers_and_says_where_nothing_is_known():
    table = widgets.DataTable()
    table.draw(COLUMNS, [["V1", "V1", np.array([1.5])[0]], ["V2", "V2", [np.float64(1), 2, np.nan]]])
    assert table.rows == [["V1", "V1", 1.5], ["V2", "V2", [1.0, 2, None]]]
    assert [type(row[2]) for row in table.rows] == [float, list]
    assert table.frame["words"]["none"] == "Nothing found for “{text}”"
    assert not table.frame["choosable"]


def test_a_row_that_does_not_fit_its_columns_is_not_sent():
    with pytest.raises(AssertionError):
        widgets.DataTable().draw(COLUMNS, [["V1", "V1"]])


def test_a_map_carries_its_groups_and_classes_that_tell_them_apart():
    tiles = [
        {"id": f"T{k}", "label": "T", "value": value} for k, value in enumerate([0.984, 0.991, 0.991, None])
    ]
    tile_map = widgets.TileMap()
    with speaking("zh"):
        tile_map.draw([{"label": "B1", "tiles": tiles}], title="a", percent=True)
    frame = tile_map.frame
    assert frame["groups"][0]["tiles"] == tiles
    assert [(each["low"], each["count"]) for each in frame["classes"]] == [(0.984, 1), (0.991, 2)]
    assert (frame["decimals"], len(frame["shades"])) == (0, 2)


def test_a_map_without_places_is_drawn():
    tile_map = widgets.TileMap()
    tile_map.draw([])
    assert (tile_map.frame["classes"], tile_map.frame["shades"]) == ([], [])


def test_a_board_carries_its_guess_and_its_numbers_together():
    board = widgets.DrawCurve()
    frame = {"given": [{}], "answer": [{}], "years": [2022, 2023]}
    board.draw(frame, (1.0, 2.0), np.arange(20, dtype=float).reshape(2, 5, 2))
    assert (board.guess, len(board.values)) == ([1.0, 2.0], 80)
    with pytest.raises(AssertionError):
        board.draw(frame, (1.0, 2.0), np.zeros((1, 5, 2)))


KINDS = [
    name for name, each in vars(widgets).items() if isinstance(each, type) and issubclass(each, AnyWidget)
]


@pytest.mark.parametrize("kind", KINDS)
def test_a_widget_carries_a_short_loader_of_a_file_that_exists(kind):
    carried = getattr(widgets, kind)()._esm
    module = str(carried).split('"static/')[1].split('"')[0]
    assert (STATIC / module).is_file()
    assert len(str(carried)) < 500


def test_a_widget_brings_how_each_language_writes_a_share():
    for lang in LANGUAGES:
        assert f'"{lang}": "{said_in(lang, template, "chance_percent")}"' in str(widgets.DataTable._esm)


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


def test_a_fault_is_said_in_the_language_of_the_page():
    def refuse(message):
        raise fault("x", "page_request")

    listener = Listener({"move": refuse})
    with speaking("zh"):
        listener.send({"kind": "move"})
    assert listener.said == ["x: 请求的内容无法识别"]


def test_any_other_failure_is_logged_and_not_told(caplog):
    listener = Listener({"move": lambda message: 1 / 0})
    listener.send({"kind": "move"})
    assert listener.said == [""]
    assert "ZeroDivisionError" in caplog.text


ROWS = [{"key": "a", "label": "Pasture"}, {"key": "b", "label": "Field"}]


def test_rows_that_do_not_fit_their_numbers_are_not_sent():
    with pytest.raises(AssertionError):
        widgets.IntervalChart().draw({"rows": ROWS}, np.zeros((1, 5)))


def test_long_work_is_done_once_for_the_newest_wish():
    """Three wishes before the kernel gets to work: only the last is worked on, and its fault is told."""
    done, told = [], []

    async def three_wishes():
        later = widgets.Later(told.append)
        for wish in ("first", "second"):
            later.ask(lambda wish=wish: done.append(wish))
        later.ask(lambda: done.append(1 / 0))
        assert done == []
        await asyncio.sleep(3 * widgets.Later.PAUSE)
        later.ask(lambda: done.append("fourth"))
        await asyncio.sleep(3 * widgets.Later.PAUSE)

    asyncio.run(three_wishes())
    assert (done, told) == (["fourth"], [""])


def test_without_an_event_loop_the_work_is_done_at_once():
    done = []
    widgets.Later(done.append).ask(lambda: done.append("now"))
    assert done == ["now"]


def test_parts_that_do_not_fit_their_numbers_are_not_sent():
    frame = {"rows": ROWS, "parts": [{"label": "low"}, {"label": "high"}]}
    with pytest.raises(AssertionError):
        widgets.StackedBars().draw(frame, np.zeros((1, 2)))
    bars = widgets.StackedBars()
    bars.draw(frame, np.array([[1.0, 2], [3, 4]]))
    assert np.frombuffer(bars.values, "<f4").tolist() == [1, 2, 3, 4]


def test_work_in_steps_lets_what_is_sent_be_heard_and_ends_where_nothing_is_wanted(monkeypatch):
    done = []

    def steps():
        for step in range(100):
            done.append(step)
            yield

    async def walked():
        later = widgets.Later(done.append)
        monkeypatch.setattr(later, "STRETCH", -1.0)
        later.walk(steps())
        assert done == []
        await asyncio.sleep(3 * widgets.Later.PAUSE)
        assert 0 < len(done) < 100
        later.drop()
        before = len(done)
        await asyncio.sleep(3 * widgets.Later.PAUSE)
        assert len(done) == before

    asyncio.run(walked())
    done.clear()
    widgets.Later(done.append).walk(steps())
    assert len(done) == 100


def test_points_that_do_not_fit_their_numbers_are_not_sent():
    with pytest.raises(AssertionError):
        widgets.PointsChart().draw({"points": ROWS}, np.zeros((1, 2, 3)))
