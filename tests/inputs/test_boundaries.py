"""Boundaries of the user's own on their way in: every fault in words, matching, simplifying, keeping."""

import copy
import json
from itertools import pairwise

import numpy as np
import pytest

from sim.cli import command
from sim.faults import InputFaults
from sim.inputs.intake import boundaries
from sim.inputs.intake.boundaries import boundaries_of, simplified, take_boundaries
from sim.inputs.villages import load_villages
from tests.county import county_file, county_table
from tests.shapes import cells, collection, feature, village_shapes, write

VILLAGES = 24


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("WULI_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("WULI_LANG", "en")


@pytest.fixture
def table():
    return county_table(VILLAGES)


@pytest.fixture
def register(tmp_path):
    return load_villages(county_file(tmp_path, VILLAGES))


def taken(tmp_path, document, register, **options):
    return take_boundaries(write(tmp_path / "shapes.geojson", document), register, **options)


def faults(tmp_path, document, register, **options):
    with pytest.raises(InputFaults) as found:
        taken(tmp_path, document, register, **options)
    return [each.key for each in found.value.faults], str(found.value)


# --- what cannot be read ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "key", "said"),
    [
        ('{"type": "FeatureCollection",', "shapes_no_json", "line 1"),
        ("[" * 100_000, "shapes_no_json", "GeoJSON"),
        ('{"type": "Topology", "objects": {}}', "shapes_no_geojson", "Topology"),
        ("[1, 2]", "shapes_no_geojson", "list"),
        ('{"type": "FeatureCollection", "features": []}', "shapes_none", "no feature"),
        ('{"type": "GeometryCollection", "geometries": []}', "shapes_bare_collection", "one Polygon"),
    ],
)
def test_what_is_no_geojson_of_areas_is_refused_with_what_to_do(tmp_path, register, text, key, said):
    path = tmp_path / "bad.geojson"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputFaults) as found:
        take_boundaries(path, register)
    assert [each.key for each in found.value.faults] == [key]
    assert said in str(found.value)


@pytest.mark.parametrize(
    "system", ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "urn:ogc:def:crs:EPSG::4490"]
)
def test_systems_of_degrees_are_taken(tmp_path, table, register, system):
    crs = {"type": "name", "properties": {"name": system}}
    assert taken(tmp_path, village_shapes(table) | {"crs": crs}, register)[0].ids


@pytest.mark.parametrize(
    "crs", [{"type": "name", "properties": {"name": "EPSG:3857"}}, "EPSG:4547", {"type": "link"}]
)
def test_another_system_is_refused_with_the_one_to_export(tmp_path, table, register, crs):
    keys, said = faults(tmp_path, village_shapes(table) | {"crs": crs}, register)
    assert keys == ["shapes_system"]
    assert "EPSG:4326" in said


SQUARE = [[110, 40], [111, 40], [111, 41], [110, 41], [110, 40]]


def polygon(*rings):
    return {"type": "Polygon", "coordinates": list(rings)}


@pytest.mark.parametrize(
    ("geometry", "key"),
    [
        (None, "shapes_empty"),
        (polygon(), "shapes_empty"),
        (polygon([]), "shapes_empty"),
        ({"type": "MultiPolygon", "coordinates": []}, "shapes_empty"),
        ({"type": "GeometryCollection", "geometries": []}, "shapes_collection"),
        ({"type": "Point", "coordinates": [110, 40]}, "shapes_kind"),
        ({"type": "LineString", "coordinates": SQUARE}, "shapes_kind"),
        (polygon([["110", "40"], ["111", "40"], ["111", "41"], ["110", "40"]]), "shapes_numbers"),
        (polygon([[110, 40], [111], [111, 41], [110, 40]]), "shapes_numbers"),
        (polygon([[110, 40], [111, float("nan")], [111, 41], [110, 40]]), "shapes_numbers"),
        ({"type": "Polygon", "coordinates": 7}, "shapes_numbers"),
        (polygon([[110, 40], [110.1, 40], [110.2, 40.1], [110.3, 40.1]]), "shapes_open"),
        (polygon([[110, 40], [111, 40], [110, 40]]), "shapes_few"),
        (polygon([[110, 40], [111, 41], [112, 42], [110, 40]]), "shapes_few"),
        (polygon([[500_000, 4_500_000], [500_100, 4_500_000], [500_100, 4_500_100]]), "shapes_metres"),
        (polygon([[each[1], each[0]] for each in SQUARE]), "shapes_swapped"),
        (polygon([[190, 40], [191, 40], [191, 41], [190, 40]]), "shapes_range"),
    ],
)  # fmt: skip
def test_a_wrong_shape_is_told_by_its_feature(tmp_path, table, register, geometry, key):
    document = village_shapes(table, village_id="village_id", name="village_name")
    document["features"][3]["geometry"] = geometry
    keys, said = faults(tmp_path, document, register)
    assert keys == [key]
    assert f"features[3] {table['village_name'][3]}" in said


def test_faults_of_every_kind_are_told_at_once(tmp_path, table, register):
    document = village_shapes(table)
    features = document["features"]
    features[0]["geometry"] = None
    features[1]["geometry"]["coordinates"] = [SQUARE[:2]]
    features[2]["properties"]["village_id"] = "nobody"
    features[4]["properties"]["village_id"] = table["village_id"][5]
    features[6] = 7
    keys, _ = faults(tmp_path, document, register)
    assert sorted(keys) == [
        "shapes_empty",
        "shapes_few",
        "shapes_no_feature",
        "shapes_strange",
        "shapes_twice",
    ]


def test_a_ring_that_lacks_only_its_last_point_is_closed_and_counted(tmp_path, table, register):
    document = village_shapes(table)
    for each in document["features"][:2]:
        del each["geometry"]["coordinates"][0][-1]
    shapes, notes = taken(tmp_path, document, register)
    assert {each.key: each.values.get("count") for each in notes}["shapes_closed"] == "2"
    whole, _ = taken(tmp_path, village_shapes(table), register)
    assert (shapes.points == whole.points).all()


# --- matching --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("named", "column"),
    [
        ("village_id", "village_id"),
        ("村名", "village_name"),
        ("NAME", "village_name"),
        ("XZQDM", "village_id"),
    ],
)
def test_villages_are_found_by_their_codes_and_names(tmp_path, table, register, named, column):
    shapes, notes = taken(tmp_path, village_shapes(table, **{named: column}), register)
    assert (shapes.level, shapes.about["property"]) == ("village", named)
    assert list(shapes.ids) == list(register.table["village_id"])
    assert [each.key for each in notes] == ["shapes_taken"]


def test_a_village_beside_its_township_is_matched_as_a_village(tmp_path, table, register):
    document = village_shapes(table, 所属乡镇="township_name", 村名="village_name")
    assert taken(tmp_path, document, register)[0].level == "village"


@pytest.mark.parametrize("level", ["township", "banner"])
def test_townships_and_banners_are_found_too(tmp_path, table, register, level):
    rows = table.drop_duplicates(f"{level}_id")
    shapes, _ = taken(tmp_path, village_shapes(rows, name=f"{level}_name"), register)
    assert (shapes.level, set(shapes.ids)) == (level, set(rows[f"{level}_id"]))


def test_codes_filled_up_with_zeros_and_whole_numbers_are_the_same_code(tmp_path, table, register):
    rows = table.drop_duplicates("township_id")
    document = village_shapes(rows, code="township_id")
    codes = list(rows["township_id"])
    document["features"][0]["properties"]["code"] = codes[0] + "000"
    document["features"][1]["properties"]["code"] = float(codes[1])
    assert set(taken(tmp_path, document, register)[0].ids) == set(codes)


def test_a_name_without_its_ending_is_matched_and_told(tmp_path, table, register):
    document = village_shapes(table, name="village_name")
    before = document["features"][0]["properties"]["name"]
    document["features"][0]["properties"]["name"] = before.removesuffix("村") + "村委会"
    shapes, notes = taken(tmp_path, document, register)
    assert len(shapes.ids) == VILLAGES
    assert before in next(each.text() for each in notes if each.key == "shapes_loose")


def test_one_name_in_two_townships_is_told_apart_by_the_township_or_asked_about(tmp_path, table):
    table.loc[VILLAGES - 1, "village_name"] = table["village_name"][0]
    table.to_csv(tmp_path / "again.csv", index=False)
    register = load_villages(tmp_path / "again.csv")
    keys, said = faults(tmp_path, village_shapes(table, name="village_name"), register)
    assert keys == ["shapes_several"]
    assert table["village_id"][0] in said
    both = village_shapes(table, name="village_name", 乡镇="township_name")
    assert len(taken(tmp_path, both, register)[0].ids) == VILLAGES


def test_a_stranger_is_told_with_the_nearest_and_left_out_only_when_asked(tmp_path, table, register):
    document = village_shapes(table, name="village_name")
    name = document["features"][2]["properties"]["name"]
    document["features"][2]["properties"]["name"] = "甲" + name
    keys, said = faults(tmp_path, document, register)
    assert keys == ["shapes_strange"]
    assert f"is '{name}' meant?" in said
    shapes, notes = taken(tmp_path, document, register, partly=True)
    assert len(shapes.ids) == VILLAGES - 1
    told = {each.key: each.text() for each in notes}
    assert "left out" in told["shapes_left_out"]
    assert name in told["shapes_lacking"]


def test_levels_do_not_mix(tmp_path, table, register):
    document = village_shapes(table, code="village_id")
    document["features"][0]["properties"]["code"] = table["township_id"][0]
    assert faults(tmp_path, document, register)[0] == ["shapes_mixed"]


def test_the_property_can_be_named_and_its_absence_is_told(tmp_path, table, register):
    document = village_shapes(table, Bezeichnung="village_name")
    keys, said = faults(tmp_path, document, register)
    assert (keys, "Bezeichnung" in said) == (["shapes_no_property"], True)
    assert taken(tmp_path, document, register, named="Bezeichnung")[0].about["property"] == "Bezeichnung"
    assert faults(tmp_path, document, register, named="Bezeichnug")[0] == ["fault_unknown_near"]


def test_shapes_of_another_place_are_told_as_such(tmp_path, register):
    document = collection(feature(ring, name=f"nowhere {k}") for k, ring in enumerate(cells(4)))
    assert faults(tmp_path, document, register)[0] == ["shapes_no_match"]


# --- simplified ------------------------------------------------------------------------------------------


def rings_of(points, rings):
    return [each.astype(int) for each in np.split(points, rings[:-1].astype(int))]


def borders(ring):
    return {frozenset(map(tuple, pair)) for pair in pairwise(ring)}


def test_simplified_rings_are_closed_neighbours_share_their_borders_and_none_is_empty(monkeypatch):
    monkeypatch.setattr(boundaries, "MOST_POINTS", 3_000)
    crooked = cells(60, bends=40)
    points, rings, parts = simplified([((ring,),) for ring in crooked])
    found = rings_of(points, rings)
    assert len(found) == len(parts) == 60
    assert len(points) < sum(map(len, crooked)) / 2
    assert all((ring[0] == ring[-1]).all() and len(ring) >= 4 for ring in found)
    counts = {}
    for ring in found:
        for each in borders(ring):
            counts[each] = counts.get(each, 0) + 1
    edge = [each for each, times in counts.items() if times == 1]
    # Only the outer edge belongs to one shape alone: it lies near the edge of the square.
    ends = np.array([list(point) for each in edge for point in each])
    low, high = points.min(axis=0), points.max(axis=0)
    beyond = np.minimum(np.abs(ends - low), np.abs(ends - high)).min(axis=1)
    assert set(counts.values()) <= {1, 2}
    assert beyond.max() < 0.05 * 65_535


def test_borders_that_differ_by_a_rounding_become_one():
    lots = np.random.default_rng(5)
    noisy = [ring + lots.uniform(-1e-9, 1e-9, ring.shape) for ring in cells(30, bends=20)]
    noisy = [np.vstack([ring[:-1], ring[:1]]) for ring in noisy]
    points, rings, _ = simplified([((ring,),) for ring in noisy])
    found = [borders(ring) for ring in rings_of(points, rings)]
    shared = sum(
        any(each in other for other in found if other is not mine) for mine in found for each in mine
    )
    assert shared > 0.8 * sum(map(len, found)) * 0.9


def test_the_longitude_is_squeezed_and_north_is_up():
    high = np.array([[100.0, 60.0], [102.0, 60.0], [102.0, 61.0], [100.0, 61.0], [100.0, 60.0]])
    points, _, _ = simplified([((high,),)])
    wide, tall = np.ptp(points.astype(int), axis=0)
    assert wide / tall == pytest.approx(2 * np.cos(np.radians(60.5)), rel=1e-3)
    flag = np.array([[100.0, 60.0], [102.0, 60.0], [100.0, 61.0], [100.0, 60.0]])
    points, _, _ = simplified([((flag,),)])
    assert sorted(points[points[:, 1] == 0].tolist()) == [[0, 0]]


def test_specks_stay_holes_too_small_go_and_crossing_borders_do_no_harm():
    wide = np.array([[100.0, 40], [104, 40], [104, 44], [100, 44], [100, 40]])
    tiny = 105 + 1e-7 * np.array([[0.0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]) + [0, -65]
    bow = np.array([[106.0, 40], [107, 41], [107, 40], [106, 41], [106, 40]])
    hole = 101 + np.array([[0.0, 0], [1, 0], [1, 1], [0, 0]]) + [0, -60]
    pin = hole[0] + 1e-7 * (hole - hole[0]) + np.array([0.5, 2])
    points, rings, parts = simplified(
        [((wide, hole, pin),), ((tiny,),), ((bow,), (wide + np.array([8, 0]),))]
    )
    assert list(parts[:2]) == [2, 3]
    assert all(len(ring) >= 4 for ring in rings_of(points, rings))


def test_so_many_points_are_thinned_until_a_phone_can_draw_them(monkeypatch):
    monkeypatch.setattr(boundaries, "MOST_POINTS", 900)
    points, _, parts = simplified([((ring,),) for ring in cells(60, bends=60)])
    assert (len(points) <= 900 + 60, len(parts)) == (True, 60)


# --- kept ------------------------------------------------------------------------------------------------


def wuli(capsys, *words):
    status = command(list(map(str, words)))
    told = capsys.readouterr()
    return status, " ".join((told.out + told.err).split())


def test_the_command_checks_takes_tells_and_removes(tmp_path, capsys, table):
    register = county_file(tmp_path, VILLAGES)
    file = write(tmp_path / "mine.geojson", village_shapes(table.iloc[:-2]))
    assert wuli(capsys, "villages", "use", register, "--amounts", "villages")[0] == 0
    for words in (["shapes", file, "--check"], ["check", file]):
        status, said = wuli(capsys, *words)
        assert (status, "fit to be taken" in said) == (0, True)
        assert "2 villages have no shape" in said
    assert "has no shapes" in wuli(capsys, "shapes")[1]
    assert "taken: One village" in wuli(capsys, "shapes", file)[1]
    assert "22 shapes of villages" in wuli(capsys, "shapes")[1]
    assert "taken away" in wuli(capsys, "shapes", "--remove")[1]
    assert "has no shapes" in wuli(capsys, "shapes", "--remove")[1]
    assert wuli(capsys, "shapes", file, "--remove")[0] == 2
    assert wuli(capsys, "shapes", "--check")[0] == 2
    assert wuli(capsys, "shapes", tmp_path / "gone.geojson")[0] == 2


def test_a_new_register_of_the_same_villages_keeps_the_shapes_and_another_does_not(tmp_path, capsys, table):
    first = county_file(tmp_path, VILLAGES)
    file = write(tmp_path / "mine.geojson", village_shapes(table))
    wuli(capsys, "villages", "use", first, "--amounts", "villages")
    wuli(capsys, "shapes", file)
    table.assign(population=table["population"] + 1).to_csv(tmp_path / "next.csv", index=False)
    said = wuli(capsys, "villages", "use", tmp_path / "next.csv", "--amounts", "villages")[1]
    assert "its shapes are drawn on" in said
    assert "24 shapes of villages" in wuli(capsys, "shapes")[1]
    table.assign(village_name=table["village_name"] + "新").to_csv(tmp_path / "other.csv", index=False)
    said = wuli(capsys, "villages", "use", tmp_path / "other.csv", "--amounts", "villages")[1]
    assert "are not used" in said
    assert "has no shapes" in wuli(capsys, "shapes")[1]
    wuli(capsys, "villages", "use", first, "--amounts", "villages")
    assert "24 shapes of villages" in wuli(capsys, "shapes")[1]


def test_what_is_kept_comes_back_as_it_was_and_damage_is_told(tmp_path, table, register):
    shapes, _ = taken(tmp_path, village_shapes(table), register)
    assert boundaries_of(register) is None
    path = boundaries.keep_boundaries(shapes, register)
    back = boundaries_of(register)
    assert (back.level, back.ids, back.names) == (shapes.level, shapes.ids, shapes.names)
    for name in ("points", "rings", "parts"):
        assert (getattr(back, name) == getattr(shapes, name)).all()
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(InputFaults, match="are damaged"):
        boundaries_of(register)


def test_the_checks_change_nothing_that_they_are_given(tmp_path, table, register):
    document = village_shapes(table)
    before = copy.deepcopy(document)
    taken(tmp_path, document, register)
    assert json.dumps(document) == json.dumps(before)
