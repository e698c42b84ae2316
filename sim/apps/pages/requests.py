"""What a viewer may ask of a page: the parts of its address, and the checks of whatever is sent.

Reload, back, forward and a link that is passed on lead to the same. A page (sim.apps.pages.base) names the
parts of its address and what takes each:

    def fields(self):
        return {"village": self.put_village}

The scenario travels beside them as its code (sim.apps.pages.share), the language by itself. A viewer can
write anything into an address and send any value: what means nothing is told in one line, and the rest of an
address still counts.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Collection, Mapping
from math import isfinite
from numbers import Real
from typing import Any
from urllib.parse import parse_qs

from sim.apps.widgets import PageAddress
from sim.faults import InputFaults, fault, nearest, unknown
from sim.figures.numbers import number
from sim.words import LANGUAGES, language, say

LONGEST_PART = 4000  # signs; a version that names every village of a city is shorter
LONGEST_CODE = 4000  # signs; one that names every village of a city is shorter
TOLD = 40  # signs of a faulty part that are told
MOST_PARTS = 100
MOST_TOLD = 3  # faulty parts that are told; the others are counted
ENDS = tuple(".。?？!！")  # of sentences
MOST_ALLOWED = 12  # allowed names that are told where none is near

log = logging.getLogger(__name__)


# --- the address -----------------------------------------------------------------------------------------


def requested_state() -> dict[str, str]:
    """What the page's address asks for, by name (`?village=V001`)."""
    return read_query(os.environ.get("QUERY_STRING", ""))


def requested_language() -> str:
    """The language that the page's address asks for (`?lang=en`), else the session's own."""
    lang = requested_state().get("lang", "")
    return lang if lang in LANGUAGES else language()


def requested_code() -> str:
    """The scenario code of the page's address (`?code=…`), or nothing; see sim.apps.pages.share."""
    return requested_state().get("code", "")[:LONGEST_CODE]


def read_query(query: str) -> dict[str, str]:
    """The parts of an address's query; of one that is given twice the last counts, as browsers write it."""
    return {name: texts[-1] for name, texts in parse_qs(query).items()}


def joined(*told: str) -> str:
    """What there is to say, in one line."""
    return " ".join(one for one in told if one)


def _sentence(why: str) -> str:
    """What is wrong, as a sentence by itself."""
    why = why[:1].upper() + why[1:]
    return why if why.endswith(ENDS) else say("address_typed", why=why)


def sentences(why: str) -> str:
    """Everything that is wrong, a line each, as sentences in one line."""
    return joined(*(_sentence(line) for line in why.splitlines() if line))


def gone_to(message: Mapping[str, object]) -> tuple[dict[str, str], str]:
    """What the address asks for to which a viewer has gone, and its language. Raises InputFaults for anything
    else that is sent."""
    values = message.get("values")
    if not isinstance(values, Mapping) or len(values) > MOST_PARTS:
        raise fault("", "page_request")
    state = {name: text for name, text in values.items() if isinstance(name, str) and isinstance(text, str)}
    wanted = state.get("lang")
    return state, wanted if wanted in LANGUAGES else language()


class Address:
    """The parts of a page's address, how each is read, and the widget that writes them.

    fields  name -> takes the text of that part; raises InputFaults where it means nothing. They are read in
            this order.
    typed   the parts that a viewer types, as into the box of the front page; what is wrong with one is said
            without the address, which that viewer has not written
    """

    def __init__(self, fields: Mapping[str, Callable[[str], None]], typed: Collection[str] = ()):
        self.fields, self.typed, self.steps = dict(fields), frozenset(typed), 0
        self.widget = PageAddress()  # writes nothing before it is told to

    def read(self, values: Mapping[str, str]) -> str:
        """Take every part that means something; what is wrong with the others, in one line, or nothing."""
        asked = {name: values[name] for name in self.fields if values.get(name)}
        wrong = {name: said for name, text in asked.items() if (said := self._taken(name, text))}
        self.widget.state = self._state({name: asked[name] for name in asked if name not in wrong})
        told = list(wrong.values())
        if len(told) > MOST_TOLD:
            told[MOST_TOLD:] = [say("address_more", number=len(told) - MOST_TOLD)]
        return " ".join(told)

    def show(self, values: Mapping[str, str], step: bool = False) -> None:
        """Write these parts; blank ones are left out. A step is one that the viewer can go back from."""
        self.steps += step
        self.widget.state = self._state(values)

    def step(self) -> None:
        """What is shown from here on can be gone back from."""
        self.steps += 1
        self.widget.state = self._state(self.widget.state.get("values", {}))

    def _state(self, values: Mapping[str, str]) -> dict[str, object]:
        kept = {name: str(values[name]) for name in self.fields if values.get(name)}
        return {"names": list(self.fields), "values": kept, "steps": self.steps}

    def _taken(self, name: str, text: str) -> str:
        """What is said of a part that could not be taken."""
        try:
            if len(text) > LONGEST_PART:
                raise fault("", "address_long", most=LONGEST_PART)
            self.fields[name](text)
        except InputFaults as faults:
            why = faults.faults[0].text()
        except Exception:
            log.exception("a part of an address could not be read")
            why = say("page_failed")
        else:
            return ""
        if name in self.typed:
            return _sentence(why)
        return say("address_fault", part=plain(f"{name}={text}", TOLD), why=why)


# --- what is sent ----------------------------------------------------------------------------------------


def one_of(wanted: Any, allowed: Collection[str], kind: str, told: int = 40) -> str:
    """What was wanted. Raises InputFaults for what is not allowed, told by its first signs and its kind."""
    if not isinstance(wanted, str) or wanted not in allowed:
        name = plain(wanted, told)
        near = nearest(name, allowed)
        if near is None and len(allowed) > MOST_ALLOWED:  # a list of five hundred villages helps nobody
            raise fault("", "fault_unknown_far", kind=kind, name=name)
        raise InputFaults([unknown("", kind, name, allowed)])
    return wanted


def is_number(value: Any) -> bool:
    """Whether it is a real number; yes and no are none."""
    return isinstance(value, Real) and not isinstance(value, bool)


def number_typed(text: str) -> float | str:
    """A number that an address writes; other text stays as it is, to be refused."""
    try:
        value = float(text)
    except ValueError:
        return text
    return value if isfinite(value) else text


def amount_fault(
    field: str, label: str, typed: Any, limits: tuple[float, float], unit: str, whole: bool = False
) -> InputFaults:
    """The fault of an amount that cannot be used: what was entered into which field, and what is allowed."""
    text = (
        f"{typed:,}".removesuffix(".0") if is_number(typed) else plain("" if typed is None else typed).strip()
    )
    why = say("page_amount_typed", text=text) if text else say("page_amount_blank")
    low, high = (number(each) for each in limits)
    key = "page_amount_whole" if whole else "page_amount"
    return fault("", key, field=field, label=label, why=why, low=low, high=high, unit=unit)


def running_number(asked: Any) -> int | None:
    """The number that a widget gave its question, so that it hears of the answer; None for anything else."""
    return asked if isinstance(asked, int) and 0 <= asked < 1 << 31 else None


def plain(text: object, told: int = 40) -> str:
    """The first signs of what a viewer sent, in one line, to be told back."""
    words = "".join(sign if sign.isprintable() else " " for sign in str(text)[: told + 1])
    return words[:told] + ("…" if len(words) > told else "")
