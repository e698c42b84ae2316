"""The parts that live pages are made of: anywidget widgets whose code is served, not sent.

Each widget's JavaScript stands in static/wuli/ beside uPlot and the fonts. What travels through the
widget is a five-line loader, then words and small binary arrays. The loader finds the files by the base
address that Voila and JupyterLab both write into their page, so one widget works in either.

What a viewer sends is a message with a `kind`; it reaches `on_request` and must be checked there, because a
viewer can send anything. Nothing that goes wrong is shown with a traceback.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

import anywidget
import numpy as np
import traitlets
from ipywidgets import Box, DOMWidget

from sim.faults import InputFaults

STATIC_URL = "static/wuli/"
LOADER = """
const config = JSON.parse(document.getElementById("jupyter-config-data")?.textContent || "{{}}");
const base = config.baseUrl || document.body.dataset.baseUrl || "/";
const address = new URL(base.replace(/\\/*$/, "/") + "{path}", location.href);
export default async () => (await import(address.href)).default;
"""

log = logging.getLogger(__name__)


def loader(module: str) -> str:
    """The code that a widget carries: it fetches `module` from the server's static files."""
    return LOADER.format(path=STATIC_URL + module)


class TopBar(anywidget.AnyWidget):
    """Name, scenario, language and reset; sends `scenario`, `language` and `reset`."""

    _esm = loader("top_bar.js")
    state = traitlets.Dict().tag(sync=True)


class Headlines(anywidget.AnyWidget):
    """The numbers on top: cards of key, label, value, unit, band and note."""

    _esm = loader("headlines.js")
    cards: Any = traitlets.List().tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)


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


class LeverPanel(anywidget.AnyWidget):
    """Sliders by force; sends `amounts` with a running number, and the next only once `answered` has it."""

    _esm = loader("levers.js")
    state = traitlets.Dict().tag(sync=True)
    answered = traitlets.Int(0).tag(sync=True)


class Notes(anywidget.AnyWidget):
    """Sections of short lines that fold away."""

    _esm = loader("notes.js")
    sections: Any = traitlets.List().tag(sync=True)


class ShareBar(anywidget.AnyWidget):
    """Share and take along: the scenario code with copy, QR and link, a field for a code, and downloads.

    Sends `file` (key), `qr` (address) and `open` (code); is answered by messages of the same kinds or by
    `failed`, a file's bytes as their buffer. A page uses it through sim.views.share.Sharing.
    """

    _esm = loader("share_bar.js")
    state = traitlets.Dict().tag(sync=True)


def on_request(
    widget: anywidget.AnyWidget,
    handlers: Mapping[str, Callable[[Mapping[str, Any]], None]],
    complain: Callable[[str], None],
) -> None:
    """Answer a viewer's messages: `handlers` by kind, `complain` with one friendly line when that fails.

    A message of unknown kind is ignored. Faults of the input are said as they are; anything else is logged in
    the kernel and the viewer is told that it did not work, never why.
    """

    def answer(_widget: Any, message: Any, _buffers: Any) -> None:
        kind = message.get("kind") if isinstance(message, dict) else None
        handler = handlers.get(kind) if isinstance(kind, str) else None
        if handler is None:
            return
        try:
            handler(message)
        except InputFaults as faults:
            complain(str(faults))
        except Exception:
            log.exception("a viewer's request of kind %s failed", kind)
            complain("")

    widget.on_msg(answer)


def page(top: DOMWidget, cards: DOMWidget, main: list[DOMWidget], side: DOMWidget, notes: DOMWidget) -> Box:
    """The parts of a page in their places; wuli.css says where those are on phone and projector."""
    areas = {"top": [top], "cards": [cards], "main": main, "side": [side], "notes": [notes]}
    placed = [Box(parts).add_class(f"wuli-area-{name}") for name, parts in areas.items()]
    return Box(placed).add_class("wuli-page")
