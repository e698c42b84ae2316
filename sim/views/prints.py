"""Figures as files: laid out once, drawn as PNG and SVG, the same bytes each time.

A PNG is opaque and its rows are unfiltered, which packs drawings smaller and three times as fast: Pillow
tries five filters on each row, and they help photographs, not flat colours.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import IO, Any, cast

import numpy as np
from matplotlib import rc_context, rcParams
from matplotlib.axes import Axes
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.transforms import Bbox

from sim.views.theme import themed

IMAGES = ("png", "svg")
UNDATED = {"Date": None, "Creator": None}  # without date and program, so that bytes repeat

SIGNATURE = b"\x89PNG\r\n\x1a\n"
LEVEL = 3  # of zlib: more takes longer and saves little
INCHES = 39.37  # in a metre
OPAQUE = 2  # colour type: red, green, blue


def laid_out(axes: Axes) -> Bbox:
    """Lay a figure out for good; what it fills, in inches."""
    drawn = axes.get_figure(root=True)
    assert drawn is not None
    with settled():
        engine = drawn.get_layout_engine()
        if isinstance(engine, ConstrainedLayoutEngine) and len(drawn.axes) == 1:
            fill_figure(axes, engine.get())
        elif engine:
            engine.execute(drawn)
        drawn.set_layout_engine(None)
        box = drawn.get_tightbbox().padded(0.1)
    for each in drawn.axes:
        for axis in (each.xaxis, each.yaxis):  # or every drawing would measure all ticks to place the label
            place = axis.label.get_transform().transform(axis.label.get_position())
            axis.set_label_coords(*each.transAxes.inverted().transform(place))
    return box


def fill_figure(axes: Axes, pads: Mapping[str, float]) -> None:
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
def settled() -> Iterator[None]:
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
    with settled() if box else themed(), rc_context({"svg.hashsalt": name}):
        if kind == "png":
            pixels = Pixels()
            drawn.savefig(cast("IO[bytes]", pixels), format="rgba", bbox_inches=box)
            return png(pixels.rgb, rcParams["savefig.dpi"], about)
        buffer = io.BytesIO()
        drawn.savefig(buffer, format=kind, bbox_inches=box, metadata={**UNDATED, **about})
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
    per_metre = round(dpi * INCHES)
    parts = [
        chunk(b"IHDR", struct.pack(">2I5B", columns, rows, 8, OPAQUE, 0, 0, 0)),
        chunk(b"pHYs", struct.pack(">2IB", per_metre, per_metre, 1)),
        *(chunk(b"iTXt", f"{key}\0\0\0\0\0{text}".encode()) for key, text in about.items()),
        chunk(b"IDAT", zlib.compress(unfiltered.data, LEVEL)),
        chunk(b"IEND", b""),
    ]
    return SIGNATURE + b"".join(parts)


def chunk(kind: bytes, content: bytes) -> bytes:
    """One part of a PNG file, with its length and checksum."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
