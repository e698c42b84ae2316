"""The user's own boundaries: matched to the places of a register, simplified for the screen, kept beside it.

Nothing of the kind is shipped. Shapes lie in the user's data folder, one file a register, told apart by its
checksum: `shapes/<checksum>.npz` beside `registers/`. They are whole numbers on a grid, already squeezed by
the cosine of the latitude, so that a page only draws them.
"""

from __future__ import annotations

import difflib
import json
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sim.faults import Fault, InputFaults, fault, unknown
from sim.inputs.intake.geojson import SHOWN, Feature, Polygon, flat, of_several, read_geojson
from sim.inputs.intake.registers import home
from sim.inputs.intake.vocabulary import names as header_names
from sim.inputs.intake.vocabulary import plain, words
from sim.inputs.villages import PlaceNames, Register, names_in, place_names
from sim.words import say
from sim.writing import write

LEVELS = {"village": "village_id", "township": "township_id", "banner": "banner_id"}
_GRID = 65_535  # steps along the longer side: 6 m in an area of 400 km
_FINER = 64  # steps of the grid on which borders are compared, in one of the grid
_FINEST = _GRID / 3_000  # what a screen of 3,000 pixels tells apart
_COARSER = 1.5
MOST_POINTS = 200_000  # of all shapes together; a phone draws them at once
_LIKE = 0.5  # how much alike a name must be written to be the one that was meant


@dataclass(frozen=True, eq=False)
class Boundaries:
    """The shapes of some places of a register, ready for the screen.

    level   village, township or banner; ids and names of its places, in the register's order
    points  (point, 2) uint16 across and down on the grid; of ring r those before rings[r] and after the ring
            before it; of shape s the rings before parts[s]. Filled by the even-odd rule, so holes stay empty.
    about   file, sha256, property, points (before), of the source; register: its name
    """

    level: str
    ids: tuple[str, ...]
    names: tuple[str, ...]
    points: np.ndarray
    rings: np.ndarray
    parts: np.ndarray
    about: Mapping[str, Any]

    def without(self, table: pd.DataFrame) -> list[str]:
        """The places of the level, in the register's order, that have no shape."""
        known = set(self.ids)
        return [each for each in pd.unique(table[LEVELS[self.level]].astype(str)) if each not in known]


@dataclass
class _Match:
    """Which place each feature is: `ids` by feature, in the order of the features that are one."""

    level: str
    named: str  # the property that was used
    ids: list[str] = field(default_factory=list)
    features: list[Feature] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)  # matched without their endings
    strange: list[Feature] = field(default_factory=list)  # match nothing
    mixed: list[Feature] = field(default_factory=list)  # match a place of another level
    several: list[str] = field(default_factory=list)  # match more than one place
    twice: list[str] = field(default_factory=list)  # a place that another feature is already


def take_boundaries(
    path: Path | str, register: Register, named: str = "", partly: bool = False
) -> tuple[Boundaries, list[Fault]]:
    """Shapes for the places of a register, and what is to be said of how they were taken.

    named   the property that names the place; blank finds it
    partly  leave out features that match no place; else they are faults
    Raises InputFaults with every fault at once.
    """
    sheet = read_geojson(path)
    faults = sheet.faults()
    if not sheet.features:
        raise InputFaults(faults)
    match = _matched(sheet.name, sheet.features, register, named)
    faults += _faults_of(sheet.name, match, register, partly)
    if faults:
        raise InputFaults(faults)
    shapes = _ordered(match, register)
    before = sum(len(ring) for _, polygons in shapes for each in polygons for ring in each)
    about: dict[str, Any] = {"file": sheet.name, "sha256": sheet.checksum, "property": match.named}
    about |= {"points": before, "register": register.name}
    ids = tuple(place for place, _ in shapes)
    called = names_of(register, match.level)
    drawn = simplified([polygons for _, polygons in shapes])
    taken = Boundaries(match.level, ids, tuple(called[each] for each in ids), *drawn, about)
    return taken, [*_notes_of(sheet.name, match, sheet.closed), *told(taken, register)]


def _ordered(match: _Match, register: Register) -> list[tuple[str, tuple[Polygon, ...]]]:
    """The places that have a shape with their polygons, in the register's order."""
    by_place = {place: each.polygons for place, each in zip(match.ids, match.features, strict=True)}
    column = register.table[LEVELS[match.level]].astype(str)
    return [(place, by_place[place]) for place in pd.unique(column) if place in by_place]


def names_of(register: Register, level: str) -> Mapping[str, str]:
    """What the places of a level are called, by id."""
    called: PlaceNames = place_names(register)
    found: Mapping[str, str] = getattr(called, level)
    return found


def told(taken: Boundaries, register: Register) -> list[Fault]:
    """What is said of shapes whenever they are taken or shown: of what, how many, and who has none."""
    file, lacking = str(taken.about["file"]), taken.without(register.table)
    count, points = f"{len(taken.ids):,}", f"{len(taken.points):,}"
    before = f"{taken.about['points']:,}"
    values = {
        "count": count,
        "level": say(f"shapes_level_{taken.level}"),
        "property": taken.about["property"],
    }
    said = [Fault(file, "shapes_taken", {**values, "points": points, "before": before})]
    if lacking:
        called = names_of(register, taken.level)
        which = say("page_comma").join(called[each] for each in lacking[:SHOWN])
        which += " …" if len(lacking) > SHOWN else ""
        level = say(f"shapes_level_{taken.level}")
        said.append(
            Fault(file, "shapes_lacking", {"count": f"{len(lacking):,}", "which": which, "level": level})
        )
    return said


def _notes_of(name: str, match: _Match, closed: int) -> list[Fault]:
    said = [Fault(name, "shapes_closed", {"count": f"{closed:,}"})] if closed else []
    if match.loose:
        said.append(of_several(name, "shapes_loose", match.loose))
    if match.strange:
        said.append(of_several(name, "shapes_left_out", [each.label for each in match.strange]))
    return said


# --- matching --------------------------------------------------------------------------------------------


class _Places:
    """The places of one level by all that they are called: ids, names, names with the township's."""

    def __init__(self, register: Register, level: str):
        self.level, table = level, register.table
        column = LEVELS[level]
        self.names = names_in(table, column)
        self.exact: dict[str, set[str]] = defaultdict(set)
        self.loose: dict[str, set[str]] = defaultdict(set)
        for place, label in names_of(register, level).items():
            name = self.names[place]
            for text in (place, name, label):
                self.exact[_key_of(text)].add(place)
            self.loose[_without_ending(_key_of(name), level)].add(place)
        outer = [each for each in LEVELS.values() if each != column]
        rows = table[[column, *outer]].drop_duplicates(column).astype(str)
        around = {each: names_in(table, each) for each in outer}
        # What the places around each are called, to tell two of one name apart.
        self.around = {
            row[0]: {_key_of(text) for each, code in zip(outer, row[1:], strict=True)
                     for text in (code, around[each][code]) if each != "village_id"}
            for row in rows.itertuples(index=False)
        }  # fmt: skip

    def of(self, text: str, feature: Feature) -> tuple[set[str], bool]:
        """The places that a text may mean, and whether only without its ending."""
        key = _key_of(text)
        found = self.exact.get(key, set()) if key else set()
        loosely = not found and bool(key)
        if loosely:
            found = self.loose.get(_without_ending(key, self.level), set())
        if len(found) > 1:
            beside = {_key_of(each) for each in feature.properties.values()}
            near = {each for each in found if self.around[each] & beside}
            found = near or found
        return found, loosely


def _key_of(text: str) -> str:
    """A name or code as it is compared; a statistical code without the zeros that fill it up."""
    key = plain(text)
    while key.isdecimal() and len(key) in (9, 12) and key.endswith("000"):
        key = key[:-3]
    return key


def _without_ending(key: str, level: str) -> str:
    """A name without the word for its kind of place."""
    if key.isascii():
        return key
    known = words("place_suffix" if level == "village" else f"{level}_suffix")
    endings = sorted(known, key=len, reverse=True)
    ending = next((each for each in endings if key.endswith(each) and key != each), "")
    return key.removesuffix(ending)


def _matched(name: str, features: Sequence[Feature], register: Register, named: str = "") -> _Match:
    """Which place each feature is, by the property and the level that tell the most places apart."""
    properties = _naming(name, features, named)
    places = {level: _Places(register, level) for level in LEVELS}
    best: tuple[int, str, str] = (0, "", "")
    for each in properties:
        for level, known in places.items():
            meant = {
                frozenset(known.of(feature.properties.get(each, ""), feature)[0]) for feature in features
            }
            best = max(best, (len(meant - {frozenset()}), each, level), key=lambda found: found[0])
    count, chosen, level = best
    if not count:
        one = properties[0]
        texts = [text for each in features if (text := each.properties.get(one, ""))]
        ours = list(names_of(register, "village").values())[:3]
        values = {"properties": ", ".join(properties), "texts": ", ".join(texts[:3]), "ours": ", ".join(ours)}
        raise fault(name, "shapes_no_match", **values)
    return _assigned(features, chosen, places, level)


def _naming(name: str, features: Sequence[Feature], named: str) -> list[str]:
    """The properties that may name a place, or the one that the user says does.

    They are those that the intake of registers knows as headers, general ones, and the land survey's.
    """
    there = list(dict.fromkeys(each for feature in features for each in feature.properties))
    if named:
        if named not in there:
            raise InputFaults([unknown(f"{name} --name", say("word_property"), named, there)])
        return [named]
    headers = header_names("register")
    known = {*words("shape_property"), *(key for key, column in headers.items() if _is_place(column))}
    found = [each for each in there if plain(each) in known]
    if not found:
        raise fault(name, "shapes_no_property", there=", ".join(there[:20]) or "—")
    return found


def _is_place(column: str) -> bool:
    return column.startswith(tuple(f"{level}_" for level in LEVELS))


def _assigned(features: Iterable[Feature], named: str, places: Mapping[str, _Places], level: str) -> _Match:
    match, known = _Match(level, named), places[level]
    first: dict[str, Feature] = {}
    for feature in features:
        text = feature.properties.get(named, "")
        found, loosely = known.of(text, feature)
        if not found:
            others = (each for each in places if each != level)
            astray = any(places[each].of(text, feature)[0] for each in others)
            (match.mixed if astray else match.strange).append(feature)
        elif len(found) > 1:
            choices = " / ".join(sorted(found)[:3])
            match.several.append(f"{feature.label} → {choices}")
        elif (place := next(iter(found))) in first:
            match.twice.append(f"{known.names[place]}: {first[place].label} + {feature.label}")
        else:
            first[place] = feature
            if loosely:
                match.loose.append(f"{text} → {known.names[place]}")
    match.ids, match.features = list(first), list(first.values())
    return match


def _faults_of(name: str, match: _Match, register: Register, partly: bool) -> list[Fault]:
    """Every fault of a match, one for each kind."""
    level, faults = say(f"shapes_level_{match.level}"), []
    if match.strange and not partly:
        faults.append(_strange_fault(name, match, register))
    if match.mixed:
        labels = [each.label for each in match.mixed]
        faults.append(of_several(name, "shapes_mixed", labels, level=level))
    if match.several:
        faults.append(of_several(name, "shapes_several", match.several))
    if match.twice:
        faults.append(of_several(name, "shapes_twice", match.twice))
    return faults


def _strange_fault(name: str, match: _Match, register: Register) -> Fault:
    """Features that are no place of the register, the first of them with what was likely meant."""
    called = {_key_of(text): text for place, text in names_of(register, match.level).items()}
    called |= {_key_of(place): place for place in names_of(register, match.level)}
    labels = []
    for each in match.strange[:SHOWN]:
        text = each.properties.get(match.named, "")
        near = difflib.get_close_matches(_key_of(text), list(called), 1, _LIKE)
        said = f"features[{each.number}] {text}"
        labels.append(say("shapes_near", said=said, near=called[near[0]]) if near else said)
    labels += [each.label for each in match.strange[SHOWN:]]
    values = {"level": say(f"shapes_level_{match.level}"), "property": match.named, "register": register.name}
    return of_several(name, "shapes_strange", labels, **values)


# --- simplified for the screen ---------------------------------------------------------------------------


def simplified(shapes: Sequence[tuple[Polygon, ...]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The points, rings and parts of `Boundaries`: squeezed, on the grid, as many as a screen needs.

    Points are rounded to a finer grid first, so that borders of neighbours which differ by a rounding become
    one; every common border is then simplified once, and its points come onto the grid for both alike. No
    shape is lost: one smaller than a step of the grid becomes a speck.
    """
    import shapely

    areas = np.array(
        [shapely.MultiPolygon([(each[0], each[1:]) for each in one]) for one in _squeezed(shapes)]
    )
    tolerance, drawn = _FINEST, _in_step(areas, _FINEST)
    while shapely.get_num_coordinates(drawn).sum() > MOST_POINTS and tolerance < _GRID:
        tolerance *= _COARSER
        drawn = _in_step(drawn, tolerance)
    gridded = [
        [
            _on_grid(np.asarray(ring.coords))
            for part in _parts_of(one)
            for ring in (part.exterior, *part.interiors)
        ]
        for one in drawn
    ]
    rings = [[ring for ring in each if _encloses(ring)] or [_speck(each[0][0])] for each in gridded]
    every = [ring for each in rings for ring in each]
    ends = np.cumsum([len(ring) for ring in every]), np.cumsum([len(each) for each in rings])
    return np.concatenate(every).astype(np.uint16), ends[0].astype(np.uint32), ends[1].astype(np.uint32)


def _in_step(areas: np.ndarray, tolerance: float) -> np.ndarray:
    """Areas with fewer points, common borders alike; areas that cross themselves too badly stay so."""
    import shapely

    for each in (areas, _sound(areas)):
        try:
            drawn: np.ndarray = shapely.coverage_simplify(each, tolerance * _FINER)
        except shapely.errors.GEOSException:
            continue
        return np.where(shapely.is_empty(drawn), areas, drawn)
    return areas


def _sound(areas: np.ndarray) -> np.ndarray:
    """Areas of which no border crosses itself."""
    import shapely

    mended = shapely.make_valid(areas, method="structure", keep_collapsed=False)
    return np.where(shapely.is_empty(mended), areas, mended)


def _parts_of(area: Any) -> list[Any]:
    """The polygons of an area, whatever simplifying made of it."""
    parts: list[Any] = list(getattr(area, "geoms", [area]))
    return parts


def _squeezed(shapes: Sequence[tuple[Polygon, ...]]) -> list[tuple[Polygon, ...]]:
    """The shapes in steps of the finer grid, across and down, the longitude squeezed."""
    every = np.concatenate([ring for polygons in shapes for each in polygons for ring in each])
    (west, south), (east, north) = every.min(axis=0), every.max(axis=0)
    squeeze = float(np.cos(np.radians((south + north) / 2)))
    step = max((east - west) * squeeze, north - south, 1e-9) / (_GRID * _FINER)

    def placed(ring: np.ndarray) -> np.ndarray:
        across, down = (ring[:, 0] - west) * squeeze / step, (north - ring[:, 1]) / step
        return np.rint(np.column_stack([across, down])).clip(0, _GRID * _FINER)

    return [tuple(tuple(map(placed, each)) for each in polygons) for polygons in shapes]


def _on_grid(ring: np.ndarray) -> np.ndarray:
    """A ring of the finer grid on the grid; no point stands twice in a row."""
    points = np.rint(ring / _FINER)
    moves = np.any(np.diff(points, axis=0) != 0, axis=1)
    return points[np.concatenate([[True], moves])]


def _encloses(ring: np.ndarray) -> bool:
    return len(ring) >= 4 and not flat(ring)


def _speck(point: np.ndarray) -> np.ndarray:
    """A triangle of one step of the grid."""
    x, y = np.minimum(point, _GRID - 1)
    return np.array([[x, y], [x + 1, y], [x, y + 1], [x, y]])


# --- kept ------------------------------------------------------------------------------------------------


def _folder() -> Path:
    """Where shapes are kept, beside the registers."""
    return home().with_name("shapes")


def _file_of(register: Register) -> Path:
    return _folder() / f"{register.checksum[:16]}.npz"


def keep_boundaries(taken: Boundaries, register: Register) -> Path:
    """Write the shapes of a register, whole or not at all."""
    path = _file_of(register)
    path.parent.mkdir(parents=True, exist_ok=True)
    about = json.dumps(
        {**taken.about, "level": taken.level, "checksum": register.checksum}, ensure_ascii=False
    )
    packed = BytesIO()
    np.savez_compressed(
        packed, points=taken.points, rings=taken.rings, parts=taken.parts, about=np.array(about),
        ids=np.array(taken.ids), names=np.array(taken.names),
    )  # fmt: skip
    return write(path, packed.getvalue(), force=True)


def boundaries_of(register: Register) -> Boundaries | None:
    """The shapes kept for a register; None where there are none. Raises InputFaults for damaged ones."""
    path = _file_of(register)
    try:
        written = path.stat().st_mtime_ns
    except OSError:
        return None
    return _kept(path, written)


@lru_cache(maxsize=4)
def _kept(path: Path, written: int) -> Boundaries:
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as held:
            about = json.loads(str(held["about"]))
            ids, names = (tuple(map(str, held[each])) for each in ("ids", "names"))
            drawn = held["points"], held["rings"], held["parts"]
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        raise fault(str(path), "shapes_damaged") from None
    return Boundaries(about["level"], ids, names, *drawn, about)


def drop_boundaries(register: Register) -> bool:
    """Back to tiles; whether there was anything to take away."""
    path = _file_of(register)
    there = path.is_file()
    path.unlink(missing_ok=True)
    return there


def match_again(register: Register) -> list[Fault]:
    """Give a register that was just taken in the shapes of an earlier one of the same places, and say so.

    They are the same where every shape's place has the same id and the same name in it. Where shapes of
    other places are kept, that they are not used is said.
    """
    if boundaries_of(register):
        return []
    kept = sorted(_folder().glob("*.npz"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    found = [each for path in kept if (each := _or_none(path))]
    for each in found:
        called = names_of(register, each.level)
        if all(called.get(place) == name for place, name in zip(each.ids, each.names, strict=True)):
            keep_boundaries(each, register)
            again = Fault(str(each.about["file"]), "shapes_again", {"register": each.about["register"]})
            return [again, *told(each, register)]
    if not found:
        return []
    files = Counter(str(each.about["file"]) for each in found)
    return [Fault("", "shapes_of_others", {"files": ", ".join(files), "register": register.name})]


def _or_none(path: Path) -> Boundaries | None:
    try:
        return _kept(path, path.stat().st_mtime_ns)
    except InputFaults:
        return None
