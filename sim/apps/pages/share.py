"""Sharing a page's scenario: its code, link and QR, and the files to take along, made when asked for.

A page (sim.apps.pages.base) shows what it shares whenever that changes, about a millisecond:

    self.share.show(result, more, asked)

and `opened(code)` gives the scenario that the page's address asks for.

`result` is the sim.model.simulate.Result that the page shows (with or without its villages). `more` is a
function that gives further sim.reports.sheets.Sheet tables for briefing and workbook, called only when one is
made. `asked`, a function too, gives the sim.reports.sheets.Asked that page one of a briefing answers; without
it, the scenario's own question is.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from sim.apps.widgets import ShareBar, on_request
from sim.faults import InputFaults, fault
from sim.inputs.case import Case, beside, cases_of, village_ids
from sim.inputs.intake.registers import register_in_use
from sim.inputs.levers import levers_of
from sim.inputs.programme import in_use
from sim.inputs.scenarios.codes.decoding import decode, read
from sim.inputs.scenarios.codes.encoding import encode
from sim.inputs.scenarios.files import load_scenario
from sim.inputs.scenarios.names import list_scenarios
from sim.reports import take_along
from sim.runs.ensemble import Run, village_table
from sim.runs.versions import differences
from sim.words import language, say, table

if TYPE_CHECKING:
    from sim.inputs.scenarios.scenario import Scenario
    from sim.model.simulate import Result
    from sim.reports.sheets import Asked, Sheet

LARGEST_FILE = 8 << 20  # bytes that one answer may carry to a browser; a briefing has about half a million
LONGEST_ADDRESS = 1500  # signs; a QR code of more cannot be read off a screen
FIGURES = ("mean_income", "villages_below", "gain", "village_distribution")
WORDS = (
    *("title", "about", "code", "copy", "copied", "link", "qr", "qr_close", "enter", "enter_hint", "open"),
    *("local", "local_reach"),
    *("take", "tables", "figures", "preparing", "saved", "lost", "simulated"),
)


class Sharing:
    """A page's share bar and what it shares."""

    def __init__(self) -> None:
        self.bar = ShareBar()
        self.result: Result | None = None
        self.run: Run | None = None
        self.more, self.asked = _no_sheets, _no_question
        handlers = {"file": self.on_file, "qr": self.on_qr, "open": self.on_open}
        on_request(self.bar, handlers, self.complain)

    def show(
        self,
        result: Result,
        more: Callable[[], Iterable[Sheet]] | None = None,
        asked: Callable[[], Asked | None] | None = None,
    ) -> None:
        """Share this result from now on."""
        if result is not self.result:
            self.result, self.run = result, None
        self.more, self.asked = more or _no_sheets, asked or _no_question
        with self.bar.hold_sync():
            self.bar.state, self.bar.code = _state(result), encode(result.case.scenario)

    def on_file(self, message: Mapping[str, Any]) -> None:
        """Make a file and send it. Raises InputFaults for a file that is not offered."""
        key = message.get("key")
        if self.result is None or key not in offered(self.result):
            raise fault("", "page_request")
        if self.run is None:
            self.run = run_of(self.result)
        file = take_along.file_of(self.run, str(key), take_along.today(), self.more(), self.asked())
        if len(file.content) > LARGEST_FILE:
            raise fault("", "share_too_large")
        self.bar.send({"kind": "file", "key": key, "name": file.name, "type": file.type}, [file.content])

    def on_qr(self, message: Mapping[str, Any]) -> None:
        """The QR code of this page's address, as the browser knows it."""
        self.bar.send({"kind": "qr", "svg": _qr_svg(_checked_address(message.get("address")))})

    def on_open(self, message: Mapping[str, Any]) -> None:
        """Whether a typed code can be opened; the browser then goes there."""
        text = message.get("code")
        if not isinstance(text, str) or not 0 < len(text) <= LONGEST_ADDRESS:
            raise fault("", "share_no_code")
        self.bar.send({"kind": "open", "code": checked_code(text)})

    def complain(self, text: str) -> None:
        self.bar.send({"kind": "failed", "text": text or say("page_failed")})


def _no_sheets() -> Iterable[Sheet]:
    return ()


def _no_question() -> Asked | None:
    return None


def checked_code(text: str) -> str:
    """A typed code as it is written. Raises InputFaults, naming the wrong group where that can be told."""
    content = read(text)
    _opened_case(content.text)
    return content.text


def _opened_case(code: str) -> Case:
    """The case of a code on the register in use, refused for whatever a run of it would be refused for."""
    from sim.model.simulate import check_case

    register = register_in_use()
    (case,) = cases_of([load_scenario(code, levers_of(register), villages=village_ids(register))], register)
    check_case(case)
    return case


def opened(code: str) -> tuple[Scenario | None, str]:
    """The scenario of a page's `?code=` and what to say of it: what is wrong with it, or has changed since.

    Neither where there is no code; no scenario where it cannot be opened.
    """
    if not code:
        return None, ""
    try:
        scenario = _opened_case(read(code).text).scenario
    except InputFaults as faults:
        return None, "\n".join(each.text() for each in faults.faults)
    return scenario, " ".join(differences(code))


def _state(result: Result) -> dict[str, Any]:
    """What the bar shows besides the code."""
    return {
        "lang": language(),
        "reach": os.environ.get("WULI_REACH", ""),  # the address by which others of the network come
        "words": {key: table()[f"share_{key}"][language()] for key in WORDS},  # the browser fills in {name}
        "files": [take_along.entry(key) for key in offered(result)],
    }


def offered(result: Result) -> list[str]:
    """The keys of the files to be had, as `take_along.offered` names them for the run of a result."""
    itself = result.case.scenario.id == in_use().counterfactual
    figures = [name for name in FIGURES if not (itself and name == "gain")]
    tables = [f"csv:{name}" for name in take_along.CSV_TABLES]
    return ["docx", "xlsx", *tables, *(f"{kind}:{name}" for name in figures for kind in take_along.PICTURES)]


def run_of(result: Result) -> Run:
    """The run of a result: the same members and luck, with its villages and its counterfactual.

    Where sliders have changed the scenario it is named as its code is, so that no file bears the name of the
    scenario that they started from.
    """
    from sim.model.simulate import simulate_members

    code = encode(result.case.scenario)
    case = replace(result.case, scenario=decode(code, result.case.levers)) if code else result.case

    def whole(one: Any) -> Result:
        return simulate_members(one, result.draws, result.seed)

    kept = replace(result, case=case) if result.villages is not None else whole(case)
    without = whole(beside(case, in_use().counterfactual))
    return Run(kept, without, village_table(kept, without))


def _checked_address(address: Any) -> str:
    """The address of a page with its code. Raises InputFaults for anything else that a viewer sends."""
    if not isinstance(address, str) or not address.isascii() or not address.isprintable():
        raise fault("", "page_request")
    if len(address) > LONGEST_ADDRESS:
        raise fault("", "share_qr_long")
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.netloc or "code" not in parse_qs(parts.query):
        raise fault("", "page_request")
    return address


def warm() -> None:
    """Load what files are made with, for whoever forks from here: half of the time of a first file."""
    import docx  # noqa: F401
    import openpyxl  # noqa: F401
    import segno  # noqa: F401

    from sim.figures.theme import themed
    from sim.reports import briefing, workbook  # noqa: F401

    with themed():
        pass  # reads the fonts
    for name in list_scenarios():
        encode(load_scenario(name))  # reads what every code stands on


def _qr_svg(text: str) -> str:
    """A QR code as SVG: dark on white in every theme, as readers want it."""
    import segno

    buffer = io.BytesIO()
    try:
        code = segno.make_qr(text, error="m")
    except segno.DataOverflowError:
        raise fault("", "share_qr_long") from None
    code.save(buffer, kind="svg", scale=4, border=3, light="#ffffff", xmldecl=False)
    return buffer.getvalue().decode()
