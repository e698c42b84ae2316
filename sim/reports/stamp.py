"""The stamp on every file that people take along, figures too; and rows as office files hold them."""

from __future__ import annotations

import io
import re
import textwrap
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Date
from functools import lru_cache
from numbers import Real
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from sim.figures import outcomes as figures
from sim.figures.labels import amounts_words, stand_in_words
from sim.figures.numbers import number
from sim.figures.outcomes import image
from sim.figures.theme import SURFACE, themed
from sim.inputs.scenarios.codes.encoding import base_of, data_version, encode, known_names, model_version
from sim.reports import report
from sim.words import in_language, say

if TYPE_CHECKING:
    from sim.model.simulate import Result
    from sim.runs.ensemble import Run


# ---- What every file that people take along says of itself: code, date, versions, and that it is simulated

_VERSION_SHOWN = 10  # signs of a checksum
_MODIFIED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


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
        data=data_version(base)[:_VERSION_SHOWN], model=model_version()[:_VERSION_SHOWN],
        register=f"{register.name} {register.checksum[:_VERSION_SHOWN]}", synthetic=register.synthetic,
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
                content = _MODIFIED.sub(rb"\g<1>" + day + rb"\g<2>", content)
            about = zipfile.ZipInfo(name, (max(date.year, 1980), date.month, date.day, 0, 0, 0))
            # A picture is packed already.
            about.compress_type = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            new.writestr(about, content)
    return out.getvalue()


# ---- The rows of a sheet as the text of its XML, and what office files measure and may hold ------
# openpyxl, which writes the rest of a workbook, makes an object, a style and an element of every cell; for
# the thousands of cells of a run that takes ten times as long.

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")  # signs that XML cannot hold
_NumberedRow = tuple[int, Sequence[Any]]
_END, _DIMENSION = b"</sheetData>", re.compile(rb'<dimension ref="[^"]*"')


def filled(sheet: bytes, rows: Iterable[_NumberedRow], styles: Sequence[int], last: str) -> bytes:
    """The XML of a sheet with more rows below its own.

    rows    their number in the sheet, and their values from the first column on
    styles  of the columns, by their numbers in the workbook
    last    the cell in the last row and column, such as `S530`
    """
    text = "".join(f'<row r="{number}">{"".join(_cells(number, row, styles))}</row>' for number, row in rows)
    head, end, tail = _DIMENSION.sub(f'<dimension ref="A1:{last}"'.encode(), sheet).partition(_END)
    return head + text.encode() + end + tail


def _cells(number: int, row: Sequence[Any], styles: Sequence[int]) -> Iterator[str]:
    for place, (value, style) in enumerate(zip(row, styles, strict=False), start=1):
        if value is None or value != value:
            yield f'<c r="{letters(place)}{number}" s="{style}"/>'
        elif isinstance(value, Real):
            yield f'<c r="{letters(place)}{number}" s="{style}"><v>{value:.16g}</v></c>'
        else:
            text = _shown(str(value))
            yield f'<c r="{letters(place)}{number}" s="{style}" t="inlineStr"><is>{text}</is></c>'


@lru_cache(maxsize=1024)  # places and industries come again in every row
def _shown(text: str) -> str:
    return f'<t xml:space="preserve">{escape(FORBIDDEN.sub("", text))}</t>'


def reach(text: str) -> int:
    """How wide a text is, in places of a Latin letter: a Chinese sign takes two."""
    return len(text) + (0 if text.isascii() else sum(ord(sign) > 0x2E7F for sign in text))


@lru_cache(maxsize=256)
def letters(place: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(place))


# ---- The figures of a run, one file each ---------------------------------------------------------
# The stamp stands under the picture and in the file's own metadata.


def _income(run: Run) -> Axes:
    return figures.fan_chart(run.drawn(), "mean")


def _below(run: Run) -> Axes:
    return figures.villages_below(run.drawn())


def _gained(run: Run) -> Axes:
    return figures.gain_chart(run.result, run.counterfactual)


def _distribution(run: Run) -> Axes:
    return figures.village_distribution(run.result)


_LETTERS = 120  # in one line under a figure

# By the name that the figure has in a run folder.
FIGURES: Mapping[str, Callable[[Run], Axes]] = {
    "mean_income": _income,
    "villages_below": _below,
    "gain": _gained,
    "village_distribution": _distribution,
}


def drawable(run: Run) -> list[str]:
    """The figures that a run has: no gain over itself, no distribution where the villages were not kept."""
    left_out = {"gain": report.is_counterfactual(run), "village_distribution": run.result.villages is None}
    return [name for name in FIGURES if not left_out.get(name)]


def _wrapped(lines: Sequence[str]) -> list[str]:
    """Lines no wider than a figure; a Chinese sign is twice as wide as a letter."""
    width = int(_LETTERS * float(say("signs_under_picture")))
    return [part for line in lines for part in textwrap.wrap(line, width)]


def picture(run: Run, name: str, kind: str, stamp: Stamp) -> bytes:
    """A figure as `png` or `svg` with its stamp."""
    axes = FIGURES[name](run)
    drawn = axes.get_figure(root=True)
    assert drawn is not None
    lines = stamp.lines()
    with themed():
        # Below the figure: saving with a tight box makes room for it.
        drawn.text(
            0.01,
            -0.01,
            "\n".join(_wrapped(lines)),
            va="top",
            fontsize=7,
            color=SURFACE["muted"],
            linespacing=1.5,
        )
    title = axes.get_title(loc="left") or axes.get_title()
    content = image(axes, name, kind, Title=title, Description=" · ".join(lines))
    plt.close(drawn)
    return content


def plain_picture(run: Run, name: str) -> tuple[bytes, str]:
    """A figure for a page that says all this itself, as PNG, with its title."""
    return drawn_plain(FIGURES[name](run), name)


def drawn_plain(axes: Axes, name: str) -> tuple[bytes, str]:
    """A figure that is drawn, as PNG, with its title; it is closed then."""
    title = axes.get_title(loc="left") or axes.get_title()
    content = image(axes, name, "png")
    plt.close(axes.get_figure(root=True))
    return content, title
