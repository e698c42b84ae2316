"""A third language is a column: one made up of marked English walks through what a user meets.

The columns are added in a copy of the tables; the code is the same. What it shows must be marked, so that no
text falls back to another language.
"""

import csv
import os
import re
import shutil
import subprocess
import sys

import pytest
import yaml

from sim.words import LANGUAGES, UnknownLanguage, language, said_in, say, speak, speaking, table

MADE_UP = "xx"
# Columns whose English stands under the bare name, and those that name it.
BARE = ("unit", "reason")
NAMED = ("label", "statement", "title", "author", "note")
KEPT = {"language_tag", "language_day", "language_script", "large_decimals", "signs_of_a_line",
        "signs_under_picture", "sheet_font", "lesson_sums", "docx_numerals"}  # fmt: skip
VALUE = re.compile(r"(\{[^{}]*\})")


def marked(text):
    return f"⟦{text}⟧" if text.strip() else text


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
        if path.name != "words.csv" and "_zh" in head:
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
