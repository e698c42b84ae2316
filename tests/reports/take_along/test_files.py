"""All files together: their bytes, CSV, pictures, and the same numbers from a run folder."""

import io
import xml.etree.ElementTree as ElementTree
import zipfile
from datetime import date

import pandas as pd
import pytest
from openpyxl import load_workbook
from PIL import Image

from sim.figures.tables import ANSWERS, WITHOUT_GAIN
from sim.inputs.scenarios.codes.decoding import decode
from sim.inputs.scenarios.codes.encoding import encode
from sim.reports import take_along, workbook
from sim.reports.stamp import same_bytes
from sim.reports.take_along import file_of, save_briefing
from sim.runs.ensemble import make_run
from sim.runs.provenance import code_date
from sim.words import said_in, speaking
from tests.reports.take_along.conftest import DAY

MARK = b"\xef\xbb\xbf"


def test_the_same_run_and_date_give_the_same_bytes(taken, taken_run):
    for key in ("docx", "csv:years", "svg:gain"):
        with speaking("zh"):
            assert file_of(taken_run, key, DAY).content == taken(key).content, key


def test_another_date_changes_the_file(taken, taken_run):
    with speaking("zh"):
        other = file_of(taken_run, "xlsx", date(2026, 3, 6))
    assert other.content != taken("xlsx").content
    assert other.name == "wuli-talent-first-briefing-2026-03-06.xlsx"


def test_every_part_of_an_office_file_bears_the_date_and_no_clock(taken):
    for key in ("docx", "xlsx"):
        with zipfile.ZipFile(io.BytesIO(taken(key).content)) as packed:
            assert {part.date_time for part in packed.infolist()} == {(2026, 3, 5, 0, 0, 0)}
            assert packed.read("docProps/core.xml").count(b"2026-03-05T00:00:00Z") == 2


def test_a_file_keeps_its_content_when_its_dates_are_set():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr("a.txt", "one")
    again = same_bytes(buffer.getvalue(), DAY)
    assert zipfile.ZipFile(io.BytesIO(again)).read("a.txt") == b"one"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_csv_opens_ungarbled_and_every_row_says_where_it_comes_from(taken, taken_run, lang):
    for key, rows in (("csv:answer", len(ANSWERS)), ("csv:banners", 9), ("csv:villages", 527)):
        content = taken(key, lang).content
        assert content.startswith(MARK)
        frame = pd.read_csv(io.BytesIO(content), encoding="utf-8-sig")
        assert len(frame) == rows
        code, day, _, _, kind = frame.iloc[0, -5:]
        assert decode(code) == taken_run.result.case.scenario
        assert (day, kind) == ("2026-03-05", {"zh": "模拟结果", "en": "simulation"}[lang])


def test_csv_and_workbook_hold_the_same_numbers(taken):
    book = pd.read_excel(io.BytesIO(taken("xlsx").content), sheet_name="分年", header=2, engine="openpyxl")
    sheet = pd.read_csv(io.BytesIO(taken("csv:years").content), encoding="utf-8-sig").iloc[:, :-5]
    pd.testing.assert_frame_equal(book, sheet, check_dtype=False)


def test_figures_bear_their_stamp_in_the_picture_and_in_the_file(taken, taken_run):
    picture = Image.open(io.BytesIO(taken("png:mean_income").content))
    assert picture.width > 1000
    assert "模拟结果" in picture.text["Description"]
    assert encode(taken_run.result.case.scenario) in picture.text["Description"]
    tree = ElementTree.fromstring(taken("svg:gain").content)
    said = "".join(tree.itertext())
    for part in ("模拟结果", "2026年3月5日", "90%", "数据版本"):
        assert part in said
    assert tree.tag.endswith("svg")


def test_a_file_that_is_not_offered_is_refused(taken_run):
    with pytest.raises(KeyError):
        file_of(taken_run, "png:secret", DAY)


def test_every_offered_file_has_a_name_in_both_languages(taken):
    for lang in ("zh", "en"):
        labels = [said_in(lang, take_along.entry, key)["label"] for key in taken.keys]
        assert len(set(labels)) == len(labels) == 14


def test_the_counterfactual_claims_no_gain():
    run = make_run("no-programme", members=2)
    assert "png:gain" not in take_along.offered(run)
    assert len(file_of(run, "docx", DAY).content) > 10_000
    assert len(workbook.answer_table(run).rows) == len(WITHOUT_GAIN)


def test_a_run_folder_gets_briefing_and_workbook_with_the_figures_that_are_there(tmp_path, taken_run, taken):
    save_briefing(taken_run, "")
    (tmp_path / "figures").mkdir()
    picture = io.BytesIO()
    Image.new("RGB", (30, 20), "red").save(picture, "PNG")
    (tmp_path / "figures" / "gain.png").write_bytes(picture.getvalue())
    with speaking("zh"):
        save_briefing(taken_run, tmp_path, DAY)
    with zipfile.ZipFile(tmp_path / "briefing.docx") as packed:
        blobs = [packed.read(name) for name in packed.namelist() if "media/" in name]
    assert picture.getvalue() in blobs
    with speaking("zh"):
        save_briefing(taken_run, tmp_path)
    again = load_workbook(tmp_path / "briefing.xlsx")
    assert again.properties.created.date().isoformat() == code_date()
    with speaking("zh"):
        save_briefing(taken_run, tmp_path, DAY)
    assert (tmp_path / "briefing.xlsx").read_bytes() == taken("xlsx").content
