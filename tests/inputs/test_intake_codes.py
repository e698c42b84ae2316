"""Codes of places that were mistyped are told with their cure."""

import csv

from sim.inputs.intake.registers import check_register
from tests.inputs import hostile


def checked(tmp_path, codes, answers=None, townships=()):
    """A register of villages with these codes, all of one township unless others are named."""
    rows = [hostile.HEAD.split(",")]
    for number, code in enumerate(codes):
        row = hostile.ROW.split(",")
        row[2], row[3] = "东西南北上下"[number] + "壕村", code
        row[1] = townships[number] if townships else row[1]
        rows.append(row)
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return check_register(tmp_path / "a.csv", answers or {})


def test_letters_that_look_like_digits_are_one_finding_with_the_code_as_it_should_be(tmp_path):
    (told,) = checked(tmp_path, ["15290O100201", "l52900100202", "152900100203", "15290010O2O4"]).open
    assert (told.kind, told.cell, told.values["count"]) == ("code_letters", "D2", 3)
    assert "152900100201" in told.text()


def test_codes_of_letters_and_digits_by_intent_are_left_alone(tmp_path):
    assert checked(tmp_path, ["V001", "VO01", "Il", "OOOOOO"]).open == []


def test_codes_of_several_lengths_are_asked_about(tmp_path):
    codes = ["152900100201", "152900100202", "152900100", "152900100204"]
    (asked,) = checked(tmp_path, codes).open
    assert (asked.kind, asked.cell) == ("code_lengths", "D4")
    assert (asked.values["length"], asked.values["usual"]) == (9, 12)
    assert checked(tmp_path, codes, {"village_id": "keep"}).open == []


def test_short_numbers_of_the_county_s_own_may_have_several_lengths(tmp_path):
    assert checked(tmp_path, ["9", "10", "101", "1000"]).open == []


def test_a_code_of_another_township_than_the_row_s_is_asked_about(tmp_path):
    codes = ["152900100201", "152900100202", "152900100203", "152900101204"]
    (asked,) = checked(tmp_path, codes).open
    assert (asked.kind, asked.cell, asked.values["usual"]) == ("code_township", "D5", "152900100")
    assert checked(tmp_path, codes, {"village_id": "keep"}).open == []
    assert checked(tmp_path, codes, townships=["庚镇", "庚镇", "庚镇", "辛镇"]).open == []


def test_codes_that_differ_in_capitals_only_are_told_as_doubles(tmp_path):
    (told,) = checked(tmp_path, ["Wd7", "Wd8", "wD7", "Wd9"]).open
    assert (told.kind, told.cell, told.values["first"]) == ("code_case", "D4", 2)
