"""The figures of a run, one file each, with the stamp under the picture and in the file's own metadata."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from sim.views import figures, report
from sim.views.prints import image
from sim.views.take_along.stamp import Stamp
from sim.views.theme import SURFACE, themed
from sim.words import say

if TYPE_CHECKING:
    from sim.runs.ensemble import Run


def income(run: Run) -> Axes:
    return figures.fan_chart(run.drawn(), "mean")


def below(run: Run) -> Axes:
    return figures.villages_below(run.drawn())


def gained(run: Run) -> Axes:
    return figures.gain_chart(run.result, run.counterfactual)


def distribution(run: Run) -> Axes:
    return figures.village_distribution(run.result)


LETTERS = 120  # in one line under a figure

# By the name that the figure has in a run folder.
FIGURES: Mapping[str, Callable[[Run], Axes]] = {
    "mean_income": income,
    "villages_below": below,
    "gain": gained,
    "village_distribution": distribution,
}


def drawable(run: Run) -> list[str]:
    """The figures that a run has: no gain over itself, no distribution where the villages were not kept."""
    left_out = {"gain": report.is_counterfactual(run), "village_distribution": run.result.villages is None}
    return [name for name in FIGURES if not left_out.get(name)]


def wrapped(lines: Sequence[str]) -> list[str]:
    """Lines no wider than a figure; a Chinese sign is twice as wide as a letter."""
    width = int(LETTERS * float(say("signs_under_picture")))
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
            "\n".join(wrapped(lines)),
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
