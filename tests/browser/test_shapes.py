"""The user's own boundaries as a viewer meets them: drawn instead of tiles, with the same keys, names and colours."""

import base64
import json
import os
import shutil
import statistics

import numpy as np
import pytest

from sim.inputs.intake import boundaries
from sim.inputs.villages import load_villages
from sim.views.atlas import VILLAGE, figures_of
from sim.views.scale import SHADES, classes
from tests.browser.visits import READY, Visit
from tests.county import county_file, county_table
from tests.server import start, stop
from tests.shapes import cells, village_shapes, write

pytestmark = pytest.mark.browser
MANY, LIMIT = 5_000, 100  # shapes; ms
LACKING = 3  # villages without a shape

# A map without a kernel: a model of the browser's own, as anywidget hands one over.
ALONE = """async ({ data, base }) => {
  const widget = (await import(base + 'static/wuli/shape_map.js')).default;
  const bytes = (text) => new DataView(Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)).buffer);
  const heard = {};
  const held = { ...data, ...Object.fromEntries(['points', 'rings', 'parts', 'values'].map((name) => [name, bytes(data[name])])) };
  const model = { get: (name) => held[name], on: (name, work) => (heard[name] = [...(heard[name] ?? []), work]), off: () => {}, send: () => {} };
  document.body.innerHTML = '<div class="wuli-page"><div id="here" style="width: 900px"></div></div>';
  const el = document.getElementById('here');
  const begun = performance.now();
  await widget.render({ model, el });
  const canvas = el.querySelector('canvas');
  const pen = canvas.getContext('2d');
  const settled = () => pen.getImageData(0, 0, 1, 1); // until everything asked of it is painted
  settled();
  const first = performance.now() - begun;
  const took = [];
  for (const values of data.turns) {
    await new Promise((done) => setTimeout(done, 30));
    const began = performance.now();
    held.values = bytes(values);
    for (const work of heard['change:values']) work();
    await Promise.resolve(); // in which it is drawn
    settled();
    took.push(performance.now() - began);
  }
  return { first, took, buttons: el.querySelectorAll('canvas button').length };
}"""


def encoded(array, kind):
    return base64.b64encode(np.asarray(array).astype(kind).tobytes()).decode()


def test_five_thousand_shapes_are_redrawn_within_a_tenth_of_a_second(browser, server):
    drawn = boundaries.simplified([((ring,),) for ring in cells(MANY, bends=8)])
    points, rings, parts = drawn
    assert 28 * MANY < len(points) < 45 * MANY
    lots = np.random.default_rng(3)
    turns = [lots.random((MANY, 2)) for _ in range(9)]
    found = classes([float(each) for each in turns[0][:, 0]], 2)
    frame = {
        "figures": list(VILLAGE), "sentence": "{place} {chance} {income}", "told": {}, "lang": "zh", "title": "map",
        "unit": "", "note": "", "chosen": "7", "decimals": 0, "shades": list(SHADES[len(found)]),
        "classes": [{"low": each.low, "high": each.high, "count": each.count} for each in found],
        "words": {"in": "+", "out": "-", "fit": "0", "keys": "", "to": "-", "class": "{range} {count}"},
    }  # fmt: skip
    data = {
        "name": "many", "places": [[str(k), f"place {k}"] for k in range(MANY)], "frame": frame,
        "points": encoded(points, "<u2"), "rings": encoded(rings, "<u4"), "parts": encoded(parts, "<u4"),
        "values": encoded(turns[0], "<f4"), "turns": [encoded(each, "<f4") for each in turns],
    }  # fmt: skip
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(server)
    told = page.evaluate(ALONE, {"data": data, "base": server})
    page.close()
    assert told["buttons"] == MANY
    print(f"first {told['first']:.0f} ms; then {[round(each) for each in told['took']]} ms")
    assert statistics.median(told["took"]) <= LIMIT
