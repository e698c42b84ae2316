"""What every file that people take along says of itself: code, date, versions, and that it is simulated."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as Date
from typing import TYPE_CHECKING

from sim.inputs.scenarios.codes import base_of, data_version, encode, known_names, model_version
from sim.views.labels import amounts_words, stand_in_words
from sim.views.numbers import number
from sim.words import in_language, say

if TYPE_CHECKING:
    from sim.model.simulate import Result

VERSION_SHOWN = 10  # signs of a checksum
MODIFIED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


@dataclass(frozen=True)
class Stamp:
    """Where a file comes from. `date` is the day that it bears; nothing else in it depends on a clock."""

    title: str
    code: str
    date: Date
    data: str
    model: str
    register: str
    synthetic: bool
    members: int
    seed: int
    shared: str = ""  # what a register of one's own receives of the published amounts, and how

    @property
    def day(self) -> str:
        """The date as the language writes it."""
        return say("take_date", year=self.date.year, month=self.date.month, day=self.date.day)

    def lines(self) -> list[str]:
        """The stamp in three short lines: what it is, where it comes from, how to read the band."""
        kind = "take_kind_synthetic" if self.synthetic else "take_kind"
        return [
            say(kind, simulated=say("take_simulation"), date=self.day, code=self.code),
            say("take_versions", data=self.data, model=self.model, register=self.register),
            say("take_band", members=number(self.members), seed=self.seed),
            *([self.shared] if self.shared else []),
        ]

    def pairs(self) -> dict[str, str]:
        """The stamp as columns of a table of data."""
        values = (self.code, self.date.isoformat(), self.data, self.model, say("take_simulation"))
        names = ("code", "date", "data", "model", "kind")
        return {say(f"take_column_{name}"): value for name, value in zip(names, values, strict=True)}


def stamp_of(result: Result, date: Date) -> Stamp:
    """The stamp of a result for a day."""
    scenario, register = result.case.scenario, result.case.register
    base = base_of(scenario, known_names()).id
    return Stamp(
        title=in_language(scenario.title), code=encode(scenario), date=date,
        data=data_version(base)[:VERSION_SHOWN], model=model_version()[:VERSION_SHOWN],
        register=f"{register.name} {register.checksum[:VERSION_SHOWN]}", synthetic=register.synthetic,
        members=result.members, seed=result.seed,
        shared=(amounts_words(register) + stand_in_words(register)).strip(),
    )  # fmt: skip


def same_bytes(packed: bytes, date: Date, instead: Mapping[str, bytes] | None = None) -> bytes:
    """An office file (a zip) whose bytes depend on its content and the date alone.

    instead  the content of some of its parts by their names, in place of what they hold
    """
    out = io.BytesIO()
    day = f"{date.isoformat()}T00:00:00Z".encode()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = (instead or {}).get(name) or old.read(name)
            if name == "docProps/core.xml":
                content = MODIFIED.sub(rb"\g<1>" + day + rb"\g<2>", content)
            about = zipfile.ZipInfo(name, (max(date.year, 1980), date.month, date.day, 0, 0, 0))
            # A picture is packed already.
            about.compress_type = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            new.writestr(about, content)
    return out.getvalue()
