"""A third language is a column: one made up of marked English walks through what a user meets.

The columns are added in a copy of the tables; the code is the same. What it shows must be marked, so that no
text falls back to another language.
"""

import csv
import json
import os
import re
import shutil
import subprocess
import sys

import pytest
import yaml

from sim.inputs.villages import register_columns
from sim.words import LANGUAGES, UnknownLanguage, language, said_in, say, speak, speaking, table

MADE_UP = "xx"
# Columns whose English stands under the bare name, and those that name it.
BARE = ("unit", "reason")
NAMED = ("label", "statement", "title", "author", "note")
KEPT = {"language_tag", "language_day", "language_script", "large_decimals", "signs_of_a_line",
        "signs_under_picture", "sheet_font", "lesson_sums", "docx_numerals"}  # fmt: skip
VALUE = re.compile(r"(\{\{.*?\}\}|\{[^{}]*\})")
WORD = re.compile(r"[A-Za-z]")


def marked(text):
    """A text with its own words marked, piece by piece: what is filled in shows whether it is marked too."""
    pieces = VALUE.split(text)
    marks = [bool(WORD.search(piece)) and not VALUE.fullmatch(piece) for piece in pieces]
    return "".join(f"⟦{piece}⟧" if mark else piece for piece, mark in zip(pieces, marks, strict=True))


def with_column(path, make):
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        make(row)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def said(row):
    text = row["en"]
    row[MADE_UP] = text if row["key"] in KEPT or row["key"].startswith("docx_font") else marked(text)


def labelled(row):
    for name in NAMED:
        if f"{name}_en" in row or (name == "note" and "note_zh" in row):
            row[f"{name}_{MADE_UP}"] = marked(row.get(f"{name}_en", row.get(name, "")))
    for name in BARE:
        if f"{name}_zh" in row:
            row[f"{name}_{MADE_UP}"] = marked(row[name])


def termed(row):
    """A row of data/chinese: its English is that of the tables beside it."""
    english = row.get("text") or f"what {row['id']} found"
    row[f"finding_{MADE_UP}" if "finding_zh" in row else MADE_UP] = marked(english)


def in_yaml(given):
    """What a file says, with a third text, marked, wherever there are two."""
    if isinstance(given, list):
        return [in_yaml(each) for each in given]
    if not isinstance(given, dict):
        return given
    found = {key: in_yaml(each) for key, each in given.items()}
    if {"zh", "en"} <= set(found):
        found[MADE_UP] = third(found["en"])
    return found


def third(english):
    """A text marked; of what is said with its amount, the name. How a limit is told is no text."""
    if isinstance(english, dict):
        return {key: third(each) for key, each in english.items()}
    return marked(english) if isinstance(english, str) and english not in ("unit", "coin") else english


@pytest.fixture(scope="module")
def copy(root, tmp_path_factory):
    """The product with a third column in every table."""
    top = tmp_path_factory.mktemp("third")
    shutil.copytree(root / "sim", top / "sim")
    shutil.copytree(root / "data", top / "data")
    for name in ("notebooks", "pyproject.toml", "requirements.lock"):
        (top / name).symlink_to(root / name)
    with_column(top / "sim/words.csv", said)
    for path in [*(top / "sim").rglob("*.csv"), *(top / "data").rglob("*.csv")]:
        head = path.read_text(encoding="utf-8-sig").partition("\n")[0]
        if path.parent.name == "chinese":
            with_column(path, termed)
        elif path.name != "words.csv" and "_zh" in head:
            with_column(path, labelled)
    for path in (top / "data/programmes").rglob("*.yaml"):
        given = yaml.safe_load(path.read_text(encoding="utf-8"))
        path.write_text(yaml.safe_dump(in_yaml(given), allow_unicode=True, sort_keys=False), encoding="utf-8")
    return top


def run(copy, *arguments, lang=MADE_UP):
    environment = {**os.environ, "PYTHONPATH": str(copy), "WULI_LANG": lang, "COLUMNS": "400"}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=copy, env=environment, capture_output=True, text=True
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    "command",
    [
        ["--help"],
        ["compare", "--help"],
        ["run", "nosuch"],
        ["programme", "check", "baotou-2022"],
        ["scenarios"],
    ],
    ids=" ".join,
)
def test_a_command_speaks_a_language_that_is_a_column(copy, command):
    status, told = run(copy, "-m", "sim.cli", *command)
    assert "Traceback" not in told, told[-900:]
    assert status in (0, 2)
    assert "⟦" in told
    assert not re.search(r"[\u4e00-\u9fff]", told.replace("中文", "")), told


def test_an_unknown_language_is_refused_in_one_line_that_names_those_there_are(wuli, monkeypatch):
    monkeypatch.setenv("WULI_LANG", "de")
    status, told = wuli("version")
    assert status == 2
    assert len(told.strip().splitlines()) == 1
    assert all(name in told for name in ("WULI_LANG", "de", *LANGUAGES))
    monkeypatch.setenv("WULI_LANG", "de")
    with pytest.raises(UnknownLanguage, match="de"):
        language()


def test_a_block_speaks_its_language_and_the_process_its_own_again():
    with speaking("zh"):
        assert say("synthetic") == table()["synthetic"]["zh"]
        speak("en")
        assert language() == "en"
    assert language() == "en"
    assert said_in("zh", say, "synthetic") == table()["synthetic"]["zh"]
    speak("zh")
    assert (language(), os.environ["WULI_LANG"]) == ("zh", "zh")


# --- the walk: what people see of pages, reports, files and faults -----------------------------------------

MARK = re.compile("⟦[^⟦⟧]*⟧")
HAN = re.compile(r"[\u4e00-\u9fff]")
ENGLISH = re.compile(r"[A-Za-z]{3,}")
COLUMNS = [each.column for each in register_columns()]
# What bears no mark and is no text of ours, each with its reason.
NO_TEXT = (
    (re.compile(r"(?<=⟧)(villages(?=[, ]+[0-9a-f])|mine(?=⟦))"), "what the register or the panel is called"),
    (re.compile(rf"(?<=[⟧ '])({'|'.join(COLUMNS)})(?=[⟦',]|$)"), "the id of a column"),
    (
        re.compile(r"(?<=[⟧'])(many|questoin|question)(?=[⟦'])"),
        "what the faulty files say, and the field meant",
    ),
    (re.compile(r"--answer \w+=\w+"), "an option to type"),
    (re.compile(r"⟦[^⟦⟧]*…$"), "a label cut short, its mark with it"),
    (re.compile(r"\{\w+\}"), "a value that the browser fills in"),
    (re.compile(r"[A-Z0-9]{4}(-[A-Z0-9]{1,4}){2,}"), "a scenario code"),
    (re.compile(r"\b[0-9a-f]{8,}\b"), "a checksum"),
    (
        re.compile(r"https?://\S+|[\w./-]+\.(yaml|csv|txt|html|xlsx|py|ipynb)\b(:\d+)?"),
        "an address or a file",
    ),
    (re.compile(r"\b(PNG|SVG|CSV|Excel|Word|QR|URL)\b"), "a kind of file, alike in all languages"),
    (
        re.compile(r"image/svg\+xml|^wuli [a-z].*", re.DOTALL | re.MULTILINE),
        "a type of file, a command to type",
    ),
    (re.compile(r"\b[a-z][a-z0-9]*([._/-][A-Za-z0-9-]+)+"), "an id: a scenario, a column, a lever"),
    (re.compile(r"^[.a-z0-9_+-]+$"), "a single word in small letters: an id or a kind"),
)


@pytest.fixture(scope="module")
def walked(copy, root):
    """Every text of every part, by part, as the product tells it in the made-up language."""
    environment = {**os.environ, "PYTHONPATH": str(copy), "WULI_LANG": MADE_UP}
    command = [sys.executable, str(root / "tests/walk.py")]
    done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def names_of_others(root):
    """Texts of the published findings that are shown as they stand: names of documents, and design and place
    where data/chinese has no row for them (data/README.md says so)."""
    with (root / "data/evidence.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    named = {part for row in rows for name in ("source_title", "authors", "url", "design", "place")
             for part in (row[name], re.sub(r"\s*\((?:[^()]*)\)$", "", row[name]))}  # fmt: skip
    return sorted(named - {""}, key=len, reverse=True)


def bare(text, names):
    """What of a text is not marked and no name either."""
    for name in names:
        text = text.replace(name, " ")
    for pattern, _why in NO_TEXT:
        text = pattern.sub(" ", text)
    while MARK.search(text):
        text = MARK.sub(" ", text)
    return text


def test_nothing_that_people_see_fails_in_a_language_that_is_a_column(walked):
    assert walked["raised"] == {}
    assert all(any("⟦" in text for text in told) for told in walked["told"].values())


def test_no_text_falls_back_to_chinese_or_english(walked, names_of_others):
    fallen = {
        f"{part}: {text[:300]}"
        for part, told in walked["told"].items()
        for text in told
        if HAN.search(left := bare(text, names_of_others)) or ENGLISH.search(left)
    }
    assert fallen == set()
