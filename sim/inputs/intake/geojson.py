"""A GeoJSON file on its way in: its features with their rings, and all that is wrong with them, at once.

Only areas on the globe are taken: polygons in degrees of WGS84 (or CGCS2000, a few centimetres beside it).
Nothing is mended in silence: a ring whose last point is missing is closed and counted, all else is a fault.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from sim.faults import Fault, InputFaults, fault
from sim.inputs.tables import look_at

SHOWN = 6  # of the features that have one fault in common, so many are named
_LONGEST = 24  # signs of a property that a message quotes
_DEGREES = ("crs84", "4326", "4490")  # what the name of a coordinate system in degrees ends with
_LIKE_METRES = 400.0  # no mistaken degree is so large: these are metres
_AREAS = ("Polygon", "MultiPolygon")

Polygon = tuple[np.ndarray, ...]  # rings (point, 2) of longitude and latitude, closed; the outer one first


@dataclass(frozen=True)
class Feature:
    """An area of the file: its number from 0, its properties as text, its polygons."""

    number: int
    properties: Mapping[str, str]
    polygons: tuple[Polygon, ...]

    @property
    def label(self) -> str:
        """What a message calls it: where it stands in the file and one of its properties."""
        return _labelled(self.number, self.properties)


@dataclass
class _ShapesFile:
    """What a file holds: its features, the faults of others by kind, and how many rings were closed."""

    name: str
    checksum: str
    features: list[Feature] = field(default_factory=list)
    wrong: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    closed: int = 0

    def faults(self) -> list[Fault]:
        return [of_several(self.name, key, which) for key, which in self.wrong.items()]


def of_several(name: str, key: str, which: Iterable[str], **values: Any) -> Fault:
    """One fault that several features have, with the first of them."""
    labels = list(which)
    named = "; ".join(labels[:SHOWN]) + (" …" if len(labels) > SHOWN else "")
    return Fault(name, key, {"which": named, "count": len(labels), **values})


def _labelled(number: int, properties: Mapping[str, str]) -> str:
    named = (text for text in properties.values() if text and not text.replace(".", "").isdecimal())
    called = next(named, next((text for text in properties.values() if text), ""))
    return f"features[{number}] {called[:_LONGEST]}".strip()


def read_geojson(path: Path | str) -> _ShapesFile:
    """The features of a file. Raises InputFaults where it is no GeoJSON of areas in degrees at all."""
    path = Path(path)
    look_at(path)
    content = path.read_bytes()
    document = _parsed(path.name, content)
    _check_system(path.name, document.get("crs"))
    sheet = _ShapesFile(path.name, hashlib.sha256(content).hexdigest())
    for number, each in enumerate(_listed(path.name, document)):
        _take(sheet, number, each)
    return sheet


def _parsed(name: str, content: bytes) -> dict[str, Any]:
    """The document of a file; older tools of this country write GBK."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030", errors="replace")
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise fault(name, "shapes_no_json", line=error.lineno, column=error.colno) from None
    except RecursionError:
        raise fault(name, "shapes_no_json", line=1, column=1) from None
    if not isinstance(document, dict):
        raise fault(name, "shapes_no_geojson", kind=type(document).__name__)
    return document


def _listed(name: str, document: Mapping[str, Any]) -> list[Any]:
    kind = str(document.get("type", ""))[:_LONGEST]
    if kind == "Feature":
        return [document]
    if kind == "GeometryCollection":
        raise fault(name, "shapes_bare_collection")
    features = document.get("features")
    if kind != "FeatureCollection" or not isinstance(features, list):
        raise fault(name, "shapes_no_geojson", kind=kind or "?")
    if not features:
        raise fault(name, "shapes_none")
    return features


def _check_system(name: str, system: Any) -> None:
    """Refuse a coordinate system that is not one of degrees; today's standard knows no other, names none."""
    if system is None:
        return
    about = system.get("properties") if isinstance(system, dict) else None
    said = about.get("name") if isinstance(about, dict) else None
    called = said if isinstance(said, str) else json.dumps(system)
    if not called.casefold().replace(" ", "").endswith(_DEGREES):
        raise fault(name, "shapes_system", system=called[:60])


def _take(sheet: _ShapesFile, number: int, each: Any) -> None:
    """Put a feature into the sheet, or what is wrong with it."""
    if not isinstance(each, dict) or each.get("type") != "Feature":
        sheet.wrong["shapes_no_feature"].append(f"features[{number}]")
        return
    properties = _texts(each)
    try:
        polygons = _read_areas(sheet, each.get("geometry"))
    except InputFaults as faults:
        sheet.wrong[faults.faults[0].key].append(_labelled(number, properties))
    else:
        sheet.features.append(Feature(number, properties, polygons))


def _texts(feature: Mapping[str, Any]) -> dict[str, str]:
    """The properties that can name a place, and the feature's own id; a whole number without its `.0`."""
    own = feature.get("properties")
    given = {"id": feature.get("id"), **(own if isinstance(own, dict) else {})}
    return {
        str(key): _written(value)
        for key, value in given.items()
        if isinstance(value, str | int | float) and not isinstance(value, bool)
    }


def _written(value: str | int | float) -> str:
    whole = isinstance(value, float) and np.isfinite(value) and value == int(value)
    return str(int(value) if whole else value).strip()


# --- geometry --------------------------------------------------------------------------------------------


def _read_areas(sheet: _ShapesFile, geometry: Any) -> tuple[Polygon, ...]:
    """The polygons of a geometry. Raises InputFaults with the kind of its first fault."""
    if geometry is None:
        raise fault("", "shapes_empty")
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind == "GeometryCollection":
        raise fault("", "shapes_collection")
    if kind not in _AREAS:
        raise fault("", "shapes_kind")
    parts = geometry.get("coordinates")
    polygons = [parts] if kind == "Polygon" else parts
    if not isinstance(polygons, list) or not all(isinstance(each, list) for each in polygons):
        raise fault("", "shapes_numbers")
    polygons = [each for each in polygons if each]
    if not polygons:
        raise fault("", "shapes_empty")
    return tuple(tuple(_read_ring(sheet, ring) for ring in each) for each in polygons)


def _read_ring(sheet: _ShapesFile, ring: Any) -> np.ndarray:
    """The points of a ring, closed. Heights are left out."""
    if ring == []:
        raise fault("", "shapes_empty")
    try:
        points = np.array([point[:2] for point in ring])
    except (TypeError, ValueError, KeyError):
        raise fault("", "shapes_numbers") from None
    if points.ndim != 2 or points.shape[1] != 2 or points.dtype.kind not in "if":
        raise fault("", "shapes_numbers")
    points = points.astype(float)
    _check_degrees(points)
    closed = bool((points[0] == points[-1]).all())
    if not closed and not _lacks_end(points):
        raise fault("", "shapes_open")
    ring = points if closed else np.vstack([points, points[:1]])
    if len(ring) < 4 or flat(ring):
        raise fault("", "shapes_few")
    sheet.closed += not closed
    return ring


def _check_degrees(points: np.ndarray) -> None:
    if not np.isfinite(points).all():
        raise fault("", "shapes_numbers")
    along, up = np.abs(points).max(axis=0)
    if max(along, up) > _LIKE_METRES:
        raise fault("", "shapes_metres")
    if along <= 90 < up <= 180:
        raise fault("", "shapes_swapped")
    if along > 180 or up > 90:
        raise fault("", "shapes_range")


def _lacks_end(points: np.ndarray) -> bool:
    """Whether only the point that closes a ring is missing: its ends are as near as its other points."""
    steps = np.hypot(*np.diff(points, axis=0).T)
    return len(points) < 3 or bool(np.hypot(*(points[0] - points[-1])) <= steps.max())


def flat(ring: np.ndarray) -> bool:
    """Whether a ring encloses nothing."""
    x, y = (ring - ring[0]).T
    return not abs(float(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1])))
