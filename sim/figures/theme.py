"""One look for figures and pages: colours, line styles, fonts, and the classes of a map's colours."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from sim.inputs.programme import in_use
from sim.inputs.scenarios.names import list_scenarios

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# ---- One look for figures and pages: colours, line styles, markers and the font that the project brings ----
# The colours keep apart for the colour-blind and, together with their line style or hatch, on a
# black-and-white printer. The pages take the same table as CSS variables (`css_variables`).

STATIC = Path(__file__).with_name("static")
FONTS = STATIC / "fonts"
# The second file holds the rare hanzi of village and family names, asked for only where one occurs.
_FONT_FAMILIES = {"Wuli Sans SC": "WuliSansSC-Regular", "Wuli Sans SC Rare": "WuliSansSCRare-Regular"}


class Style(NamedTuple):
    """How one scenario is drawn: colour, dash pattern (points on, off, …; empty is solid), marker."""

    colour: str
    dash: tuple[float, ...]
    marker: str


class _Force(NamedTuple):
    """How a force is drawn: colour, and a hatch for print without colour."""

    colour: str
    hatch: str


# The looks that scenarios take in turn where their programme gives them none; pages take colours from them.
PALETTE = (
    Style("#0072b2", (), "o"),
    Style("#6b7280", (5, 3), "s"),
    Style("#c24e00", (8, 2, 2, 2), "^"),
    Style("#00805d", (10, 3), "D"),
    Style("#a8477f", (2, 2), "v"),
    Style("#8a6100", (12, 2, 2, 2, 2, 2), "P"),
    Style("#4b3f9e", (4, 2, 1, 2), "X"),
)

SURFACE = {
    "ink": "#17212b",
    "muted": "#52606d",
    "line": "#d9e0e7",
    "grid": "#e8edf2",
    "paper": "#ffffff",
    "ground": "#f3f6f9",
    "brand": "#0b3d5c",
    "accent": "#0072b2",
    "warn": "#8a4b00",
    "warn-ground": "#fff4e0",
    "on-accent": "#ffffff",
    "bar": "#0b3d5c",
    "bar-ink": "#ffffff",
    "bar-muted": "#cfe0ec",
    "bar-line": "#5d8aa8",
    "bar-hover": "#15506f",
    "badge": "#ffe2a8",
    "badge-ink": "#4a2c00",
    "fact": "#1b7837",
    "shine": "#e6ecf1",
    "shine-light": "#f7f9fb",
}
# The same roles on a dark screen. Colours that stand for something are mixed with white by `_LIGHTER`
# instead, here and, where a script draws, in static/wuli/base.js.
DARK = {
    "ink": "#e6edf3",
    "muted": "#a9b7c4",
    "line": "#2f3e4c",
    "grid": "#26333f",
    "paper": "#17212b",
    "ground": "#0f171e",
    "brand": "#9ccbe8",
    "accent": "#5ab4ea",
    "warn": "#ffc46b",
    "warn-ground": "#3a2a10",
    "on-accent": "#0f171e",
    "bar": "#0a2537",
    "bar-hover": "#12405b",
    "shine": "#1c2833",
    "shine-light": "#263542",
}
_LIGHTER = 0.42

WIDE_BAND, NARROW_BAND = 0.16, 0.30  # opacity of the 90 % and the 50 % band


def scenario_looks() -> dict[str, Style]:
    """The looks of the scenarios of the programme in use: their own, else the next that nobody has."""
    programme = in_use()
    looks = {name: Style(*look) for name, look in programme.looks.items()}
    taken = {look.colour for look in looks.values()}
    free = [style for style in PALETTE if style.colour not in taken] or list(PALETTE)
    rest = [name for name in list_scenarios() if name not in looks]
    return looks | {name: free[place % len(free)] for place, name in enumerate(rest)}


def scenario_style(scenario: str, position: int = 0) -> Style:
    """The style of a scenario: its own, else the one at `position`; a user's own file needs no entry."""
    if own := in_use().looks.get(scenario):
        return Style(*own)
    return scenario_looks().get(scenario) or PALETTE[position % len(PALETTE)]


def without_style() -> Style:
    """How what happens without the programme is drawn."""
    return scenario_style(in_use().counterfactual, 1)


def force_looks() -> dict[str, _Force]:
    """How the forces of the programme in use are drawn, in their order."""
    return {name: _Force(each.colour, each.hatch) for name, each in in_use().forces.items()}


def meanings() -> dict[str, str]:
    """The colours that pages take, by the name of their CSS variable."""
    return {f"look-{place}": style.colour for place, style in enumerate(PALETTE, start=1)}


def lighter(colour: str, by: float = _LIGHTER) -> str:
    """A colour mixed with white, for a dark ground: `lighter("#000000", 0.5)` is `#808080`."""
    parts = (int(colour[k : k + 2], 16) for k in (1, 3, 5))
    return "#" + "".join(f"{round(part + (255 - part) * by):02x}" for part in parts)


def _declarations(named: dict[str, str]) -> str:
    return " ".join(f"--{name}: {value};" for name, value in named.items())


def css_variables() -> str:
    """The theme as one CSS rule, for example `--ink: #17212b; --look-1: #0072b2;`."""
    return ":root {" + _declarations(SURFACE | meanings()) + "}"


def style_sheet() -> str:
    """theme.css: light, and dark where the viewer or the device asks for it; paper is always light."""
    named = {"lighter": str(_LIGHTER)} | DARK | {name: lighter(colour) for name, colour in meanings().items()}
    dark = "{color-scheme: dark; " + _declarations(named) + "}"
    return f"""/* Written from sim/figures/theme.py, style_sheet(); a test keeps them alike. */
{css_variables()}
:root {{color-scheme: light; --lighter: 0;}}
@media screen and (prefers-color-scheme: dark) {{ :root:not([data-theme="light"]) {dark} }}
@media screen {{ :root[data-theme="dark"] {dark} }}
"""


def font_file(name: str) -> Path:
    """A font unpacked for matplotlib, which reads no woff2: done once per version of the file.

    Written under another name and renamed, because several processes may start at once.
    """
    import matplotlib

    packed = FONTS / f"{name}.woff2"
    digest = hashlib.sha256(packed.read_bytes()).hexdigest()[:12]
    unpacked = Path(matplotlib.get_cachedir()) / f"{name}-{digest}.otf"
    if not unpacked.exists():
        _unpack(packed, unpacked)
    return unpacked


def _unpack(packed: Path, target: Path) -> None:
    from fontTools.ttLib import TTFont

    handle, temporary = tempfile.mkstemp(suffix=".otf", dir=target.parent)
    os.close(handle)
    font = TTFont(packed)
    font.flavor = None
    font.save(temporary)
    Path(temporary).replace(target)


@cache
def _register_fonts() -> None:
    from matplotlib.font_manager import fontManager

    for name in _FONT_FAMILIES.values():
        fontManager.addfont(font_file(name))


def settings() -> Any:
    """The matplotlib settings of the theme by name, seaborn's whitegrid underneath."""
    import seaborn

    _register_fonts()
    ink, muted = SURFACE["ink"], SURFACE["muted"]
    return seaborn.axes_style("whitegrid") | {
        # DejaVu comes second for the few signs that a Chinese font lacks.
        "font.family": [*_FONT_FAMILIES, "DejaVu Sans"],
        "font.size": 10,
        "axes.titlesize": 13,
        "axes.titlelocation": "left",
        "axes.titlepad": 12,
        # Fixed, or every drawing would measure all ticks to move it out of an offset's way: there is none.
        "axes.titley": 1.0,
        "axes.formatter.useoffset": False,
        "axes.formatter.limits": (-9, 12),
        "axes.labelcolor": muted,
        "axes.edgecolor": SURFACE["line"],
        "axes.spines.top": False,
        "axes.spines.right": False,
        "grid.color": SURFACE["grid"],
        "text.color": ink,
        "axes.titlecolor": ink,
        "xtick.color": muted,
        "ytick.color": muted,
        "legend.frameon": False,
        "figure.figsize": (7.2, 4.3),
        "figure.dpi": 110,
        "savefig.dpi": 200,
        "savefig.bbox": "tight",
        "svg.fonttype": "path",
        "figure.constrained_layout.use": True,
    }


@contextmanager
def themed() -> Iterator[None]:
    """The theme for one figure, whatever the caller's own settings."""
    import matplotlib

    with matplotlib.rc_context(settings()):
        yield
        interactive = matplotlib.is_interactive()
    # A notebook's backend turns this on with its first figure; turned off again, no later one would be shown.
    matplotlib.interactive(interactive)


def legend_above(ax: Axes, **options: Any) -> None:
    """A legend between title and rows, where it covers nothing."""
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1), borderaxespad=0.2, **options)


def figure(draw: Callable[..., Axes]) -> Callable[..., Axes]:
    """Draws in the theme and makes the axes where none are given."""

    @wraps(draw)
    def themed_draw(*args: Any, ax: Axes | None = None, **kwargs: Any) -> Axes:
        from matplotlib import pyplot as plt

        with themed():
            return draw(*args, ax=ax if ax is not None else plt.subplots()[1], **kwargs)

    return themed_draw


# ---- Classes of colour for a map: about as many places in each, so that differences are seen where they are
# Values that are written alike always share a class, and every class is told with the lowest and the highest
# value in it. Where all values are written alike there is one class.

MOST = 5  # colours that can be told apart
_FINEST = 2  # decimals; finer differences are none that anybody sees
SHADES = {
    0: (),
    1: (2,),
    2: (1, 3),
    3: (0, 2, 4),
    4: (0, 1, 3, 4),
    5: (0, 1, 2, 3, 4),
}  # colours of few classes


@dataclass(frozen=True)
class Class:
    """Places whose values lie from low to high, and how many they are."""

    low: float
    high: float
    count: int


def classes(values: Iterable[float | None], decimals: int, most: int = MOST) -> list[Class]:
    """The classes of some values, written with so many decimals, lowest first; unknown ones are in none."""
    known = sorted(_known(values))
    levels = sorted({round(value, decimals) for value in known})
    holds = Counter(round(value, decimals) for value in known)
    ends = _ends([holds[level] for level in levels], most)
    found, at = [], 0
    for start, end in zip([0, *ends], ends, strict=False):
        count = sum(holds[level] for level in levels[start:end])
        found.append(Class(known[at], known[at + count - 1], count))
        at += count
    return found


def _ends(counts: list[int], most: int) -> list[int]:
    """Where to cut a row of counts into parts of about one size: the end of each part."""
    if len(counts) <= most:
        return list(range(1, len(counts) + 1))
    ends: list[int] = []
    start, left = 0, sum(counts)
    for parts in range(most, 0, -1):
        end, held = start + 1, counts[start]
        room, last = left / parts, len(counts) - (parts - 1)  # every later part needs a count
        while end < last and (parts == 1 or abs(held + counts[end] - room) <= abs(held - room)):
            held += counts[end]
            end += 1
        ends.append(end)
        start, left = end, left - held
    return ends


def decimals_for(values: Iterable[float | None]) -> int:
    """As few decimals as tell places apart: with fewer, most of them would be written alike."""
    known = _known(values)
    told = [Counter(round(value, decimals) for value in known) for decimals in range(_FINEST + 1)]
    for decimals, written in enumerate(told):
        alike = max(written.values(), default=0)
        if 2 * alike <= len(known) or len(written) == len(told[_FINEST]):
            return decimals
    return _FINEST


def _known(values: Iterable[float | None]) -> list[float]:
    return [float(value) for value in values if value is not None and np.isfinite(value)]
