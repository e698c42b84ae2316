"""PNG files of figures: every pixel, the size on paper, and the texts inside."""

import io

import numpy as np
from PIL import Image

from sim.figures.outcomes import Pixels, png

DRAWN = np.random.default_rng(0).integers(0, 256, (7, 5, 4), dtype=np.uint8)


def test_a_picture_is_read_back_pixel_by_pixel_with_its_resolution_and_its_texts():
    about = {"Title": "收入", "Description": "10k yuan"}
    picture = Image.open(io.BytesIO(png(DRAWN[..., :3], 200, about)))
    assert np.array_equal(np.asarray(picture), DRAWN[..., :3])
    assert picture.mode == "RGB"
    assert round(picture.info["dpi"][0]) == 200
    assert {key: picture.info[key] for key in about} == about


def test_what_matplotlib_writes_is_kept_without_its_opacity():
    pixels = Pixels()
    pixels.write(memoryview(DRAWN))
    assert np.array_equal(pixels.rgb, DRAWN[..., :3])
