"""Boundaries that nobody has: cells around random points, with crooked borders."""

import json
from pathlib import Path

import numpy as np
from scipy.spatial import Voronoi

WEST, SOUTH, WIDE = 109.0, 40.0, 3.0  # degrees


def cells(count, bends=0, seed=7):
    """Closed rings (point, 2) of longitude and latitude that fill a square; `bends` more points a border."""
    lots = np.random.default_rng(seed)
    points = np.column_stack([axis.ravel() for axis in np.meshgrid(*[np.arange(np.ceil(count**0.5))] * 2)])
    points = (points[:count] + 0.5 + lots.uniform(-0.35, 0.35, (count, 2))) / np.ceil(count**0.5)
    mirrored = [
        points,
        points * [-1, 1],
        points * [1, -1],
        [2, 0] + points * [-1, 1],
        [0, 2] + points * [1, -1],
    ]
    found = Voronoi(np.concatenate(mirrored))
    borders = {}
    rings = []
    for k in range(count):
        corners = found.regions[found.point_region[k]]
        lines = [
            border(found.vertices, borders, lots, bends, a, b)
            for a, b in zip(corners, [*corners[1:], corners[0]], strict=True)
        ]
        ring = np.concatenate(lines)
        rings.append(np.vstack([ring, ring[:1]]) * WIDE + [WEST, SOUTH])
    return rings


def border(corners, known, lots, bends, first, last):
    """The points of a border from a corner to before the next; the same, turned round, for its neighbour."""
    ends = min(first, last), max(first, last)
    if ends not in known:
        start, end = corners[ends[0]], corners[ends[1]]
        along = np.linspace(0, 1, bends + 2)[:, None]
        line = start + along * (end - start)
        across = np.array([start[1] - end[1], end[0] - start[0]])
        line[1:-1] += lots.uniform(-0.2, 0.2, (bends, 1)) / (bends + 1) * across
        known[ends] = line
    line = known[ends] if first == ends[0] else known[ends][::-1]
    return line[:-1]


def feature(rings, **properties):
    """A feature of one polygon."""
    rings = rings if isinstance(rings, list) else [rings]
    geometry = {
        "type": "Polygon",
        "coordinates": [[list(map(float, point)) for point in ring] for ring in rings],
    }
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(features, **more):
    return {"type": "FeatureCollection", "features": list(features), **more}


def write(path, document) -> Path:
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return path


def village_shapes(table, bends=4, **properties):
    """A made-up shape for each village of a table, named by the columns of `properties` (property=column)."""
    properties = properties or {"village_id": "village_id"}
    rows = table.to_dict("records")
    return collection(
        feature(ring, **{name: row[column] for name, column in properties.items()})
        for ring, row in zip(cells(len(rows), bends), rows, strict=True)
    )
