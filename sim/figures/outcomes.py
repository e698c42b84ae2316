"""Print figures of a run, each with unit and spread: `f(result, …, ax=None) -> ax`; figures as files."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, cast

import numpy as np
from matplotlib import pyplot as plt
from matplotlib import rc_context, rcParams
from matplotlib.axes import Axes
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.transforms import Bbox

from sim.axes import BAND
from sim.figures.labels import bands, limit, outcome_label, scenario_title, unit_label
from sim.figures.theme import NARROW_BAND, SURFACE, WIDE_BAND, Style, figure, scenario_style, themed
from sim.inputs.programme import in_use
from sim.model.exposure import base_income
from sim.words import say

if TYPE_CHECKING:
    from sim.model.simulate import Result


# ---- Print figures: `f(result, …, ax=None) -> ax`, every one with its unit and its spread ---------
# A figure of several scenarios takes a list of Results in place of one. The drawn numbers are
# quantiles over the members: the line or dot is the median, the bands hold 50 % and 90 % of them.

_MOST_FANS = 3  # more bands than this in one picture hide each other


def _several(results: Result | Sequence[Result]) -> list[Result]:
    return list(results) if isinstance(results, Sequence) else [results]


def _note(ax: Axes, result: Result, key: str) -> None:
    """The line under a figure: how to read the bands, and that the register is synthetic."""
    parts = [say(key, members=f"{result.members:,}")]
    if result.case.register.synthetic:
        parts.append(say("figure_synthetic"))
    # As an x label, so that the layout keeps room for it whatever the size of the figure.
    ax.set_xlabel(
        "\n".join([ax.get_xlabel(), *parts]).strip("\n"),
        fontsize=8.5,
        linespacing=1.5,
        color=SURFACE["muted"],
    )


def _fan(ax: Axes, years: np.ndarray, quantiles: np.ndarray, style: Style, label: str) -> None:
    low, lower, median, upper, high = quantiles
    ax.fill_between(years, low, high, color=style.colour, alpha=WIDE_BAND, linewidth=0)
    ax.fill_between(years, lower, upper, color=style.colour, alpha=NARROW_BAND, linewidth=0)
    dash: Any = (0, style.dash) if style.dash else "solid"
    ax.plot(
        years, median, color=style.colour, linestyle=dash, marker=style.marker, markersize=4.5, label=label
    )


def _year_axis(ax: Axes, years: np.ndarray) -> None:
    ax.set_xticks(years, [str(year) for year in years])
    ax.set_xlabel(say("figure_year"))
    ax.margins(x=0.02)


@figure
def fan_chart(results: Result | Sequence[Result], outcome: str = "mean", ax: Axes | None = None) -> Axes:
    """The path of one outcome of the city, each scenario with its median and its 50 % and 90 % bands.

    Where bands would hide each other (more than three scenarios) they stand beside the last year instead.
    """
    assert ax is not None
    drawn = _several(results)
    crowded = len(drawn) > _MOST_FANS
    years = drawn[0].city["year"].to_numpy()
    for position, result in enumerate(drawn):
        quantiles = bands(result.city[outcome])
        style = scenario_style(result.case.scenario.id, position)
        if crowded:
            _path(ax, years, quantiles, style, scenario_title(result), position)
        else:
            _fan(ax, years, quantiles, style, scenario_title(result))
    _year_axis(ax, years)
    ax.set_title(outcome_label(outcome))
    ax.set_ylabel(unit_label(drawn[0].city[outcome]))
    ax.legend(loc="best")
    _note(ax, drawn[0], "figure_paths" if crowded else "figure_bands")
    return ax


def _path(
    ax: Axes, years: np.ndarray, quantiles: np.ndarray, style: Style, label: str, position: int
) -> None:
    low, lower, median, upper, high = quantiles
    dash: Any = (0, style.dash) if style.dash else "solid"
    ax.plot(
        years, median, color=style.colour, linestyle=dash, marker=style.marker, markersize=4.5, label=label
    )
    beside = years[-1] + 0.3 * (position + 1)
    ax.vlines(beside, low[-1], high[-1], color=style.colour, linewidth=1.6)
    ax.vlines(beside, lower[-1], upper[-1], color=style.colour, linewidth=5.5)
    ax.plot([beside], [median[-1]], marker=style.marker, color=style.colour, markeredgecolor="white")


@figure
def villages_below(
    results: Result | Sequence[Result], threshold: float | None = None, ax: Axes | None = None
) -> Axes:
    """The number of villages whose income stays below a threshold in 万元."""
    drawn = fan_chart(results, f"below_{threshold or in_use().target.amount}", ax=ax)
    drawn.set_ylim(bottom=0)
    return drawn


@figure
def gain_chart(
    results: Result | Sequence[Result], counterfactual: Result, outcome: str = "mean", ax: Axes | None = None
) -> Axes:
    """What each scenario adds to an outcome over the counterfactual, member by member (luck is shared)."""
    assert ax is not None
    drawn = _several(results)
    for position, result in enumerate(drawn):
        gain = result.city[outcome] - counterfactual.city[outcome]
        style = scenario_style(result.case.scenario.id, position)
        _fan(ax, gain["year"].to_numpy(), bands(gain), style, scenario_title(result))
    ax.axhline(0, color=SURFACE["muted"], linewidth=1)
    _year_axis(ax, drawn[0].city["year"].to_numpy())
    name = scenario_title(counterfactual)
    ax.set_title(say("figure_gain", outcome=outcome_label(outcome), counterfactual=name))
    ax.set_ylabel(unit_label(counterfactual.city[outcome]))
    if len(drawn) > 1:
        ax.legend(loc="best")
    _note(ax, drawn[0], "figure_bands")
    return ax


@figure
def comparison_chart(
    results: Sequence[Result],
    outcome: str = "mean",
    counterfactual: Result | None = None,
    year: int | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Scenarios side by side in one year (the last, unless told): dot, 50 % and 90 % intervals.

    With a counterfactual, the gain over it.
    """
    assert ax is not None
    outcome = results[0].case.programme.outcome(outcome)
    year = int(year or results[0].city["year"].to_numpy()[-1])
    for row, result in enumerate(results):
        values = result.city[outcome].sel(year=year)
        if counterfactual is not None:
            values = values - counterfactual.city[outcome].sel(year=year)
        _interval(ax, row, bands(values), scenario_style(result.case.scenario.id, row))
    _comparison_axes(ax, results, counterfactual)
    label = outcome_label(outcome)
    if counterfactual is not None:
        name = scenario_title(counterfactual)
        label = say("figure_gain", outcome=label, counterfactual=name)
    ax.set_title(say("figure_comparison", outcome=label, year=year))
    ax.set_xlabel(unit_label(results[0].city[outcome]))
    _note(ax, results[0], "figure_intervals")
    return ax


def comparison_below(
    results: Sequence[Result], threshold: float | None = None, ax: Axes | None = None
) -> Axes:
    """Scenarios side by side by their villages below a threshold, the programme's target unless told."""
    return comparison_chart(results, f"below_{threshold or in_use().target.amount}", ax=ax)


def _interval(ax: Axes, row: int, quantiles: np.ndarray, style: Style) -> None:
    low, lower, median, upper, high = quantiles
    ax.hlines(row, low, high, color=style.colour, linewidth=1.6)
    ax.hlines(row, lower, upper, color=style.colour, linewidth=5.5)
    ax.plot([median], [row], marker=style.marker, markersize=9, color=style.colour, markeredgecolor="white")


def _comparison_axes(ax: Axes, results: Sequence[Result], counterfactual: Result | None) -> None:
    if counterfactual is not None:
        ax.axvline(0, color=SURFACE["muted"], linewidth=1)
    ax.set_yticks(range(len(results)), [scenario_title(result) for result in results])
    ax.set_ylim(len(results) - 0.5, -0.5)
    ax.grid(visible=False, axis="y")


@figure
def village_distribution(result: Result, year: int | None = None, ax: Axes | None = None) -> Axes:
    """How many villages have which income: the start as outline, the last year (or `year`)."""
    assert ax is not None
    if result.villages is None:
        raise ValueError("village_distribution needs a Result with villages=True")
    year = int(year or result.villages["year"].to_numpy()[-1])
    start = base_income(result.case.register.table)
    income = result.villages["income"].sel(year=year).transpose("member", "village").to_numpy()
    edges = _income_bins(start, income)
    numbers = _count(income, edges)
    _bars(ax, edges, np.quantile(numbers, BAND, axis=0), result, year)
    published = _count(start[None], edges)[0]
    ax.stairs(published, edges, color=SURFACE["ink"], linewidth=1.6, label=say("figure_start"))
    ax.axvline(in_use().target.amount, color=SURFACE["warn"], linestyle=(0, (4, 2)), linewidth=1.4)
    target = say("figure_target", threshold=limit(in_use().target.amount))
    ax.annotate(
        target, (in_use().target.amount, 1), xycoords=("data", "axes fraction"),
        xytext=(5, -4), textcoords="offset points", va="top", color=SURFACE["warn"], fontsize=9,
    )  # fmt: skip
    _income_axis(ax)
    ax.set_title(say("figure_distribution", year=year))
    ax.legend(loc="upper right")
    _note(ax, result, "figure_bars")
    return ax


def _income_bins(*incomes: np.ndarray) -> np.ndarray:
    """Equal steps on the logarithmic axis over all but the outermost 1 % of the simulated villages."""
    lowest, highest = zip(*(np.quantile(income, (0.001, 0.99)) for income in incomes), strict=True)
    low, high = min(lowest), max(highest)
    return np.geomspace(max(low, 0.1), max(high, low + 1) * 1.001, 25)


def _count(income: np.ndarray, edges: np.ndarray) -> np.ndarray:
    """Villages per bin, (member, bin); those beyond the axis stand in its outermost bins: none is lost.

    income  (member, village) 10k yuan/year
    """
    members, bins = len(income), len(edges) - 1
    place = np.searchsorted(edges[1:-1], income, side="right") + bins * np.arange(members)[:, None]
    return np.bincount(place.ravel(), minlength=members * bins).reshape(members, bins)


def _bars(ax: Axes, edges: np.ndarray, numbers: np.ndarray, result: Result, year: int) -> None:
    low, median, high = numbers
    style = scenario_style(result.case.scenario.id)
    centres = np.sqrt(edges[:-1] * edges[1:])
    ax.bar(
        edges[:-1], median, np.diff(edges), align="edge", color=style.colour, alpha=0.45,
        edgecolor="white", linewidth=0.8, label=str(year),
    )  # fmt: skip
    ax.vlines(centres, low, high, color=style.colour, linewidth=1.3)


def _income_axis(ax: Axes) -> None:
    ax.set_xscale("log")
    ticks = [
        tick for tick in (1, 2, 5, 10, 20, 50, 100, 200, 500) if ax.get_xlim()[0] <= tick <= ax.get_xlim()[1]
    ]
    ax.set_xticks(ticks, [str(tick) for tick in ticks])
    ax.xaxis.set_minor_locator(plt.NullLocator())
    ax.set_xlabel(say("figure_income_axis"))
    ax.set_ylabel(say("figure_number_axis"))
    ax.grid(visible=False, axis="x")


# ---- Figures as files: laid out once, drawn as PNG and SVG, the same bytes each time -------------
# A PNG is opaque and its rows are unfiltered, which packs drawings smaller and three times as fast: Pillow
# tries five filters on each row, and they help photographs, not flat colours.

IMAGES = ("png", "svg")
_UNDATED = {"Date": None, "Creator": None}  # without date and program, so that bytes repeat

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_LEVEL = 3  # of zlib: more takes longer and saves little
_INCHES = 39.37  # in a metre
_OPAQUE = 2  # colour type: red, green, blue


def laid_out(axes: Axes) -> Bbox:
    """Lay a figure out for good; what it fills, in inches."""
    drawn = axes.get_figure(root=True)
    assert drawn is not None
    with _settled():
        engine = drawn.get_layout_engine()
        if isinstance(engine, ConstrainedLayoutEngine) and len(drawn.axes) == 1:
            _fill_figure(axes, engine.get())
        elif engine:
            engine.execute(drawn)
        drawn.set_layout_engine(None)
        box = drawn.get_tightbbox().padded(0.1)
    for each in drawn.axes:
        for axis in (each.xaxis, each.yaxis):  # or every drawing would measure all ticks to place the label
            place = axis.label.get_transform().transform(axis.label.get_position())
            axis.set_label_coords(*each.transAxes.inverted().transform(place))
    return box


def _fill_figure(axes: Axes, pads: Mapping[str, float]) -> None:
    """Place the one axes of a figure so that all that belongs to it just fits.

    The theme's layout would come to the same, but measure every text twice for it.

    pads  `w_pad` and `h_pad` around it, inches
    """
    drawn = axes.get_figure(root=True)
    assert drawn is not None
    inner, outer = axes.get_window_extent(), axes.get_tightbbox(for_layout_only=True)
    assert outer is not None
    wide, high = (drawn.dpi * pads[name] for name in ("w_pad", "h_pad"))
    box = Bbox.from_extents(
        inner.x0 - outer.x0 + wide, inner.y0 - outer.y0 + high,
        drawn.bbox.width - (outer.x1 - inner.x1) - wide, drawn.bbox.height - (outer.y1 - inner.y1) - high,
    )  # fmt: skip
    axes.set_position(box.transformed(drawn.transFigure.inverted()))


@contextmanager
def _settled() -> Iterator[None]:
    """The theme without its layout, for a figure that has been laid out: each drawing would do it again."""
    with themed(), rc_context({"figure.constrained_layout.use": False}):
        yield


def image(axes: Axes, name: str, kind: str, box: Bbox | None = None, **about: str) -> bytes:
    """A figure as `png` or `svg`, the same bytes each time; `about` (Title, Description) is metadata.

    box  what the figure fills where it was laid out before
    """
    drawn = axes.get_figure(root=True)
    assert drawn is not None
    # Without a salt of its own every SVG names its parts at random, and its bytes would differ each time.
    with _settled() if box else themed(), rc_context({"svg.hashsalt": name}):
        if kind == "png":
            pixels = Pixels()
            drawn.savefig(cast("IO[bytes]", pixels), format="rgba", bbox_inches=box)
            return png(pixels.rgb, rcParams["savefig.dpi"], about)
        buffer = io.BytesIO()
        drawn.savefig(buffer, format=kind, bbox_inches=box, metadata={**_UNDATED, **about})
    return buffer.getvalue()


# --- png -------------------------------------------------------------------------------------------------


class Pixels(io.RawIOBase):
    """A file to which matplotlib writes a figure as `rgba`: it keeps the picture, (row, column, 3) uint8."""

    rgb = np.empty((0, 0, 3), np.uint8)

    def write(self, drawn: Any) -> int:
        self.rgb = np.array(np.asarray(drawn)[..., :3])
        return self.rgb.nbytes


def png(rgb: np.ndarray, dpi: float, about: Mapping[str, str]) -> bytes:
    """The bytes of a PNG file.

    rgb    (row, column, 3) uint8
    about  texts that the file holds, by keyword
    """
    rows, columns, channels = rgb.shape
    unfiltered = np.zeros((rows, columns * channels + 1), np.uint8)  # each row behind a 0: no filter
    unfiltered[:, 1:] = rgb.reshape(rows, -1)
    per_metre = round(dpi * _INCHES)
    parts = [
        _chunk(b"IHDR", struct.pack(">2I5B", columns, rows, 8, _OPAQUE, 0, 0, 0)),
        _chunk(b"pHYs", struct.pack(">2IB", per_metre, per_metre, 1)),
        *(_chunk(b"iTXt", f"{key}\0\0\0\0\0{text}".encode()) for key, text in about.items()),
        _chunk(b"IDAT", zlib.compress(unfiltered.data, _LEVEL)),
        _chunk(b"IEND", b""),
    ]
    return _SIGNATURE + b"".join(parts)


def _chunk(kind: bytes, content: bytes) -> bytes:
    """One part of a PNG file, with its length and checksum."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
