"""The parts that live pages are made of: anywidget widgets whose code is served, not sent.

Each widget's JavaScript stands in static/wuli/ beside uPlot and the fonts. What travels through the
widget is a five-line loader, then words and small binary arrays. The loader finds the files by the base
address that Voila and JupyterLab both write into their page, so one widget works in either.

What a viewer sends is a message with a `kind`; it reaches `on_request` and must be checked there, because a
viewer can send anything. Nothing that goes wrong is shown with a traceback.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from time import monotonic
from typing import Any

import anywidget
import numpy as np
import traitlets
from ipywidgets import Box, DOMWidget

from sim.faults import InputFaults
from sim.figures.theme import SHADES, classes, decimals_for
from sim.words import by_language, language, template

_STATIC_URL = "static/wuli/"
_TABLE_WORDS = (
    "search", "none", "several", "empty", "rows", "back", "on", "choose", "table", "within", "to", "unit",
)  # fmt: skip
_TILE_WORDS = ("to", "class")
_LOADER = """
globalThis.wuliPercent = {percent};
const config = JSON.parse(document.getElementById("jupyter-config-data")?.textContent || "{{}}");
const base = config.baseUrl || document.body.dataset.baseUrl || "/";
const address = new URL(base.replace(/\\/*$/, "/") + "{path}", location.href);
export default {{ render: async (context) => (await import(address.href)).default.render(context) }};
"""

_log = logging.getLogger(__name__)


def loader(module: str) -> str:
    """The code that a widget carries: it fetches `module` from the server's static files.

    With it comes how each language writes a share, which base.js asks for wherever a number is drawn.

    Only drawing waits for the fetch. A widget that is not initialised after two seconds hears no message ever
    after, and a slow line would make it so.
    """
    percent = json.dumps(by_language(partial(template, "chance_percent")), ensure_ascii=False)
    return _LOADER.format(path=_STATIC_URL + module, percent=percent)


class TopBar(anywidget.AnyWidget):
    """Name, scenario, language and reset; sends `scenario`, `language` and `reset`."""

    _esm = loader("top_bar.js")
    state = traitlets.Dict().tag(sync=True)


class PageAddress(anywidget.AnyWidget):
    """What a page keeps in its address; sends `address` with all its `values` when a viewer goes back.

    A page uses it through sim.apps.pages.requests.Address.

    state  names (the parts that are the page's), values (name -> text; others are taken away), steps (grows
           with what can be gone back from)
    """

    _esm = loader("address.js")
    state = traitlets.Dict().tag(sync=True)


class Headlines(anywidget.AnyWidget):
    """The numbers on top: cards of key, label, value, unit, band and note.

    label  what they are about; `named` writes it above them, else it is heard only
    """

    _esm = loader("headlines.js")
    cards: Any = traitlets.List().tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    named = traitlets.Bool(False).tag(sync=True)


class FanChart(anywidget.AnyWidget):
    """A fan chart.

    values  float32 (series, 5, year): quantiles 5, 25, 50, 75 and 95 %, as bytes
    frame   years, series (label, colour, dash, bands), title, unit, note, sentence, decimals, words, lang
    """

    _esm = loader("fan_chart.js")
    name = traitlets.Unicode().tag(sync=True)
    frame = traitlets.Dict().tag(sync=True)
    values = traitlets.Bytes().tag(sync=True)
    height = traitlets.Int(250).tag(sync=True)

    def draw(self, frame: Mapping[str, Any], values: np.ndarray) -> None:
        """Show new numbers; frame and values travel in one message, so that they always fit each other."""
        assert values.shape == (len(frame["series"]), 5, len(frame["years"]))
        with self.hold_sync():
            self.frame = dict(frame)
            self.values = values.astype("<f4").tobytes()


class IntervalChart(anywidget.AnyWidget):
    """Horizontal rows of a name, a point and its 50 and 90 % bands on one axis; see `frames.interval_frame`.

    values  float32 (row, 5): quantiles 5, 25, 50, 75 and 95 %, as bytes; NaN where a row has none of them
    Sends `choose` with the key of a row where the frame says `choosable`.
    """

    _esm = loader("interval_chart.js")
    name = traitlets.Unicode().tag(sync=True)
    frame = traitlets.Dict().tag(sync=True)
    values = traitlets.Bytes().tag(sync=True)

    def draw(self, frame: Mapping[str, Any], values: np.ndarray) -> None:
        """Show new numbers (row, 5) together with their frame."""
        assert values.shape == (len(frame["rows"]), 5)
        with self.hold_sync():
            self.frame = dict(frame)
            self.values = values.astype("<f4").tobytes()


class PointsChart(anywidget.AnyWidget):
    """Points of two numbers each; the chosen one shows its bands. Sends `choose` with the key of a point.

    values  float32 (point, 2, 3): low, middle and high across, then up, as bytes
    frame   points (key, label, colour, point: its shape, edge: none other is better in both), across and up
            (label, decimals), chosen, legend (label, colour, point), title, note, hint, sentence, words,
            lang; empty: nothing is drawn
    """

    _esm = loader("points_chart.js")
    name = traitlets.Unicode().tag(sync=True)
    frame = traitlets.Dict().tag(sync=True)
    values = traitlets.Bytes().tag(sync=True)

    def draw(self, frame: Mapping[str, Any], values: np.ndarray) -> None:
        """Show new numbers (point, 2, 3) together with their frame."""
        assert values.shape == (len(frame.get("points", ())), 2, 3)
        with self.hold_sync():
            self.frame = dict(frame)
            self.values = values.astype("<f4").tobytes()


class DrawCurve(anywidget.AnyWidget):
    """A board for a guess, with pointer, finger or keys; locked, it shows the simulation under the guess.

    Sends `guess` with its `round` and `values`: a value for each year of a curve, one number, or two ends.

    values  float32 (given + answer, 5, year): quantiles 5, 25, 50, 75 and 95 %, as bytes
    frame   kind (curve, number, range), years, low, high, step, decimals, given and answer (label, colour,
            dash, bands, point), title, unit, sentence, words, lang, round, locked, focus
    """

    _esm = loader("draw_curve.js")
    frame = traitlets.Dict().tag(sync=True)
    guess: Any = traitlets.List().tag(sync=True)
    values = traitlets.Bytes().tag(sync=True)

    def draw(self, frame: Mapping[str, Any], guess: Sequence[float], values: np.ndarray) -> None:
        """Show a board; everything travels in one message, so that it always fits."""
        assert values.shape == (len(frame["given"]) + len(frame["answer"]), 5, len(frame["years"]))
        with self.hold_sync():
            self.frame = dict(frame)
            self.guess = list(guess)
            self.values = values.astype("<f4").tobytes()


class LessonStage(anywidget.AnyWidget):
    """The stage of the lesson; sends `step` (by 1 or -1), `story` (id) and `again`."""

    _esm = loader("lesson_stage.js")
    state = traitlets.Dict().tag(sync=True)


class StackedBars(anywidget.AnyWidget):
    """Wholes cut into parts, a bar a row.

    values  float32 (row, part) as bytes: shares where the frame says `percent`, else counts
    frame   rows (key, label), parts (label, colour, pattern: solid, stripes, dots, bars or cross), title,
            unit, note, sentence, percent, decimals, lang
    """

    _esm = loader("stacked_bars.js")
    name = traitlets.Unicode().tag(sync=True)
    frame = traitlets.Dict().tag(sync=True)
    values = traitlets.Bytes().tag(sync=True)

    def draw(self, frame: Mapping[str, Any], values: np.ndarray) -> None:
        """Show new numbers (row, part) together with their frame."""
        assert values.shape == (len(frame["rows"]), len(frame["parts"]))
        with self.hold_sync():
            self.frame = dict(frame)
            self.values = values.astype("<f4").tobytes()


class AnswerCard(anywidget.AnyWidget):
    """A question and its answer in words.

    state  question, chance (a large number), lead (the answer), tone (yes, open, no), lines, say (what can be
           copied), note, key, words (say, copy, copied, select)
    """

    _esm = loader("answer.js")
    name = traitlets.Unicode().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)


class Choices(anywidget.AnyWidget):
    """Buttons in a row; sends `chosen` with its own name and the ids, to be checked.

    state  label, choices (id, label and, where wanted, title, colour with dash, fixed), chosen (ids), hint,
           many with most (up to so many at a time)
    """

    _esm = loader("choices.js")
    name = traitlets.Unicode().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)


class Chain(anywidget.AnyWidget):
    """Steps that lead from one to the next.

    state  title, steps (heading, items with text and, where wanted, note and tone: evidence or assumption),
           note, key
    """

    _esm = loader("chain.js")
    name = traitlets.Unicode().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)


class LeverPanel(anywidget.AnyWidget):
    """Sliders by force with presets, undo and redo.

    Sends `amounts` with a running number, and the next only once `answered` has it; `preset`, `undo`, `redo`,
    `reset`, `keep` and `save`. A message of kind `file` (name, text) that it gets is stored by the browser.

    state  what stands: words, forces with their levers, presets
    now    what moves: amounts by lever, handout, cost, what can be undone
    """

    _esm = loader("levers.js")
    state = traitlets.Dict().tag(sync=True)
    now = traitlets.Dict().tag(sync=True)
    answered = traitlets.Int(0).tag(sync=True)


class AskForm(anywidget.AnyWidget):
    """A question with many parts; sends `ask` with a running number and values by field, to be checked.

    state     sections (label, folds, fields), words (title, hint, ask, busy, lost, least, most), problem (why
              it cannot be answered, or nothing), wrong (what is said beside a field, by its id), busy (what
              is being done, or nothing). A field has id, kind (number, select, flag or pairs), label, value,
              and where needed unit, help, min, max, step, choices, rows.
    answered  the number of the last question that was answered
    """

    _esm = loader("ask_form.js")
    state = traitlets.Dict().tag(sync=True)
    answered = traitlets.Int(0).tag(sync=True)


class DataTable(anywidget.AnyWidget):
    """A table to search, sort and page through; sends `row` with the id of the chosen row, to be checked.

    frame  columns (see `column`), title, note, hint (how to use it; not printed), parts (column and rows:
           value, label with {count} and, where paper leaves these rows out, left; the list keeps its parts
           whichever way it is sorted, or has them on paper only where paper is true), size (rows a page),
           choosable, chosen (id of a row), sort (column, descending), within (column, value, label: narrowed
           to these rows until the viewer takes that away or searches), answer (what is said of the chosen
           row, under it) with more (app, label, and part or code: the page that says more of it), searchable
           (unless False), words, lang
    rows   [[id, cell, …], …], one cell a column: text, a number, [low, mid, high], or None (nothing known)
    """

    _esm = loader("data_table.js")
    name = traitlets.Unicode().tag(sync=True)
    frame = traitlets.Dict().tag(sync=True)
    rows: Any = traitlets.List().tag(sync=True)

    def draw(self, columns: Sequence[Mapping[str, Any]], rows: Sequence[Sequence[Any]], **frame: Any) -> None:
        """Show rows; what else the frame holds is given by name. NaN counts as nothing known."""
        assert all(len(row) == len(columns) + 1 for row in rows)
        words = {key: template(f"table_{key}") for key in _TABLE_WORDS}
        usual = {"title": "", "note": "", "size": 10, "choosable": False, "chosen": "", "sort": None}
        with self.hold_sync():
            self.rows = [[_plain_cell(cell) for cell in row] for row in rows]
            self.frame = {"columns": list(columns), "lang": language(), "words": words} | usual | frame


def _plain_cell(cell: Any) -> Any:
    """A cell as JSON can carry it: NumPy's numbers as Python's, NaN as None."""
    if isinstance(cell, list | tuple):
        return [_plain_cell(each) for each in cell]
    if isinstance(cell, np.generic):
        cell = cell.item()
    return None if isinstance(cell, float) and not np.isfinite(cell) else cell


class TileMap(anywidget.AnyWidget):
    """Places as tiles in groups, coloured by a value; as points where they have coordinates.

    Sends `tile` with the id of the chosen place, to be checked.

    frame  groups (label, tiles), title, unit, note, hint (how to use it; not printed), sentence,
           percent (values are shares; `chance`: of the simulations), decimals, classes
           (low, high and count of each) with the shades of their colours, chosen, words, lang, leads (a
           selector to scroll to on a phone once a place is chosen); choices (id, label) with asking and
           choice: what is shown can be chosen, which sends `choice`.
           A tile has id, label, value (or None), sentence, and `at` (longitude, latitude) where it is known.
    """

    _esm = loader("tile_map.js")
    name = traitlets.Unicode().tag(sync=True)
    frame = traitlets.Dict().tag(sync=True)

    def draw(self, groups: Sequence[Mapping[str, Any]], **frame: Any) -> None:
        """Show places in classes of colour that tell them apart; what else the frame holds is named."""
        values = [tile["value"] for group in groups for tile in group["tiles"]]
        digits = 2 if frame.get("percent") else 0  # shares are written per cent
        written = [None if value is None else 10**digits * value for value in values]
        decimals = frame.pop("decimals", decimals_for(written))
        found = [asdict(each) for each in classes(values, decimals + digits)]
        words = {key: template(f"tile_{key}") for key in _TILE_WORDS}
        usual = {"title": "", "unit": "", "note": "", "percent": False, "chosen": ""}
        shown = {"groups": list(groups), "classes": found, "shades": list(SHADES[len(found)])}
        self.frame = shown | {"decimals": decimals, "lang": language(), "words": words} | usual | frame


class Versions(anywidget.AnyWidget):
    """A table of versions side by side; sends `restore` and `drop` with an id."""

    _esm = loader("versions.js")
    state = traitlets.Dict().tag(sync=True)


class Notes(anywidget.AnyWidget):
    """Sections of short lines that fold away."""

    _esm = loader("notes.js")
    sections: Any = traitlets.List().tag(sync=True)


class ShareBar(anywidget.AnyWidget):
    """Share and take along: the scenario code with copy, QR and link, a field for a code, and downloads.

    Sends `file` (key), `qr` (address) and `open` (code); is answered by messages of the same kinds or by
    `failed`, a file's bytes as their buffer. A page uses it through sim.apps.pages.share.Sharing. It keeps
    the code in the page's address; the code is a trait of its own, as it changes with every move of a slider.
    """

    _esm = loader("share_bar.js")
    state = traitlets.Dict().tag(sync=True)
    code = traitlets.Unicode().tag(sync=True)


def on_request(
    widget: anywidget.AnyWidget,
    handlers: Mapping[str, Callable[[Mapping[str, Any]], None]],
    complain: Callable[[str], None],
) -> None:
    """Answer a viewer's messages: `handlers` by kind, `complain` with one friendly line when that fails.

    A message of unknown kind is ignored. Faults of the input are said in the language in force;
    anything else is logged in the kernel and the viewer is told that it did not work, never why.
    """

    def answer(_widget: Any, message: Any, _buffers: Any) -> None:
        kind = message.get("kind") if isinstance(message, dict) else None
        handler = handlers.get(kind) if isinstance(kind, str) else None
        if handler is None:
            return
        _guarded(lambda: handler(message), complain)

    widget.on_msg(answer)


class Later:
    """Long work, done once everything that was sent has been heard: only the newest wish is worked on.

    So a viewer who asks again and again keeps one computation busy and not a queue of them, and what the page
    says in the meantime reaches the browser first. Where no event loop runs the work is done at once.
    """

    PAUSE = 0.02  # s; messages that wait in the kernel are heard in it
    STRETCH = 0.2  # s that work in steps takes before what was sent is heard

    def __init__(self, complain: Callable[[str], None], quiet: float = 0.0):
        """quiet: seconds in which nothing is asked before the work begins; each new wish starts them anew."""
        self.complain, self.quiet = complain, quiet
        self.wanted: Callable[[], None] | None = None
        self.timer: asyncio.TimerHandle | None = None

    def ask(self, work: Callable[[], None]) -> None:
        waiting, self.wanted = self.wanted is not None, work
        if not _loop_runs():
            self.do()
            return
        loop = asyncio.get_running_loop()
        if waiting and self.quiet and self.timer:
            self.timer.cancel()
        if self.quiet or not waiting:
            self.timer = loop.call_later(self.quiet or self.PAUSE, self.do)

    def walk(self, steps: Iterator[object]) -> None:
        """Work in steps, with what is sent heard in between; a newer wish ends it."""
        self.ask(partial(self._stretch, steps))

    def drop(self) -> None:
        """Nothing is wanted any more."""
        self.wanted = None

    def _stretch(self, steps: Iterator[object]) -> None:
        """As many steps as fit into a stretch, and the rest after what was sent meanwhile."""
        until = monotonic() + self.STRETCH
        for _ in steps:
            if monotonic() > until and _loop_runs():
                self.walk(steps)
                return

    def do(self) -> None:
        work, self.wanted = self.wanted, None
        if work is not None:
            _guarded(work, self.complain)


def _loop_runs() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


def _guarded(work: Callable[[], None], complain: Callable[[str], None]) -> None:
    """Do something for a viewer; when it fails, `complain` with a friendly line, or none where it is ours."""
    try:
        work()
    except InputFaults as faults:
        complain("\n".join(fault.text() for fault in faults.faults))
    except Exception:
        _log.exception("a viewer's request failed")
        complain("")


def page(
    top: Sequence[DOMWidget], cards: DOMWidget, main: list[DOMWidget], side: DOMWidget, notes: DOMWidget,
    more: Sequence[DOMWidget] = (),
) -> Box:  # fmt: skip
    """The parts of a page in their places; wuli.css says where those are on phone and projector.

    `more` stands under the side on a wide screen and under the main part on a phone.
    """
    areas = {"top": list(top), "cards": [cards], "main": main, "side": [side], "notes": [notes]}
    if more:
        areas["more"] = list(more)
    placed = [Box(parts).add_class(f"wuli-area-{name}") for name, parts in areas.items()]
    return Box(placed).add_class("wuli-page").add_class("wuli-page-more" if more else "wuli-page-plain")


def sheet(top: DOMWidget | Sequence[DOMWidget], *parts: tuple[int, DOMWidget | Sequence[DOMWidget]]) -> Box:
    """A page read from top to bottom: each part with its width in twelfths; several in one make a stack."""
    placed = [Box([top] if isinstance(top, DOMWidget) else list(top)).add_class("wuli-span-12")]
    for span, part in parts:
        stack = isinstance(part, Sequence)
        box = Box(list(part) if stack else [part]).add_class(f"wuli-span-{span}")
        placed.append(box.add_class("wuli-stack") if stack else box)
    return Box(placed).add_class("wuli-page").add_class("wuli-sheet")
