"""What a page keeps in its address: reload, back, forward and a link that is passed on lead to the same.

For a page's author:

    self.address = Address({"village": self.put_village})    # how each part is read back
    self.address.widget                                      # among the page's widgets
    told = self.address.read(values, lang)                   # when it opens, and when a viewer goes back
    self.address.show({"village": self.village}, step=True)  # whenever it changes; a step can be gone back

The scenario travels beside it as its code (sim.views.share), the language by itself. A viewer can write
anything into an address: what means nothing is told in one line, and the rest of the address still counts.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Collection, Mapping
from urllib.parse import parse_qs

from sim.faults import InputFaults, fault
from sim.views.pages.checks import plain
from sim.views.widgets import PageAddress
from sim.words import LANGUAGES, language, say

LONGEST_PART = 4000  # signs; a version that names every village of a city is shorter
TOLD = 40  # signs of a faulty part that are told
MOST_PARTS = 100
MOST_TOLD = 3  # faulty parts that are told; the others are counted

log = logging.getLogger(__name__)


def requested_state() -> dict[str, str]:
    """What the page's address asks for, by name (`?village=V001`)."""
    return read_query(os.environ.get("QUERY_STRING", ""))


def read_query(query: str) -> dict[str, str]:
    """The parts of an address's query; of one that is given twice the last counts, as browsers write it."""
    return {name: texts[-1] for name, texts in parse_qs(query).items()}


def joined(*told: str) -> str:
    """What there is to say, in one line."""
    return " ".join(one for one in told if one)


def sentence(why: str, lang: str) -> str:
    """What is wrong, as a sentence by itself."""
    return say("address_typed", lang, why=why[:1].upper() + why[1:])


def gone_to(message: Mapping[str, object], lang: str) -> tuple[dict[str, str], str]:
    """What the address asks for to which a viewer has gone, and its language. Raises InputFaults for anything
    else that is sent."""
    values = message.get("values")
    if not isinstance(values, Mapping) or len(values) > MOST_PARTS:
        raise fault("", "page_request")
    state = {name: text for name, text in values.items() if isinstance(name, str) and isinstance(text, str)}
    wanted = state.get("lang")
    return state, wanted if wanted in LANGUAGES else lang


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

    def read(self, values: Mapping[str, str], lang: str | None = None) -> str:
        """Take every part that means something; what is wrong with the others, in one line, or nothing."""
        asked = {name: values[name] for name in self.fields if values.get(name)}
        wrong = {
            name: said for name, text in asked.items() if (said := self._taken(name, text, language(lang)))
        }
        self.widget.state = self._state({name: asked[name] for name in asked if name not in wrong})
        told = list(wrong.values())
        if len(told) > MOST_TOLD:
            told[MOST_TOLD:] = [say("address_more", lang, number=len(told) - MOST_TOLD)]
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

    def _taken(self, name: str, text: str, lang: str) -> str:
        """What is said of a part that could not be taken."""
        try:
            if len(text) > LONGEST_PART:
                raise fault("", "address_long", most=LONGEST_PART)
            self.fields[name](text)
        except InputFaults as faults:
            why = faults.faults[0].text(lang)
        except Exception:
            log.exception("a part of an address could not be read")
            why = say("page_failed", lang)
        else:
            return ""
        if name in self.typed:
            return sentence(why, lang)
        return say("address_fault", lang, part=plain(f"{name}={text}", TOLD), why=why)
