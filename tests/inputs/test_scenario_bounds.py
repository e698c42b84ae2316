"""Files that claim to hold far too much: refused in one line, before anything is made of them."""

# ruff: noqa: E501  (a file and what is said of it stand in one line each)

from __future__ import annotations

import time
import zlib

import pytest

from sim.faults import InputFaults
from sim.inputs.scenarios.codes import encoding
from sim.inputs.scenarios.codes.decoding import decode
from sim.inputs.scenarios.codes.encoding import NAME, SCENARIO, TARGETINGS, encode, hashed, known_names
from sim.inputs.scenarios.files import load_scenario
from sim.inputs.scenarios.scenario import NAMED_VILLAGES
from sim.inputs.scenarios.sheet import MOST_TOLD
from sim.inputs.yaml_files import LARGEST

HEAD = "title: {zh: 甲, en: A}\nquestion: {zh: 乙, en: B}\nbaseline: programme-2022\n"
SECONDS = 10


def laughing(levels: int = 9) -> str:
    names = "abcdefghijk"
    lines = [f"{names[0]}: &{names[0]} [x, x, x, x, x, x, x, x]"]
    for level in range(levels):
        lines.append(f"{names[level + 1]}: &{names[level + 1]} [{', '.join([f'*{names[level]}'] * 8)}]")
    return "\n".join(lines)


HOSTILE = {
    "anchors": ("set:\n" + "".join(f"  a{i}: &a{i} {{amount: 1}}\n" for i in range(8000)), "more than 200 anchors"),
    "laughs": (laughing(), "more than 200,000 parts"),
    "holds itself": ("set: &s [*s]\n", "more than 200,000 parts"),
    "holds itself as a lever": ("set: &s\n  grids: *s\n", "more than 200,000 parts"),
    "brackets": ("set: " + "[" * 100_000, "nested deeper than 24"),
    "braces": ("set: " + "{a: " * 40_000, "nested deeper than 24"),
    "dashes": ("set:\n" + "- " * 3000 + "a\n", "nested deeper than 24"),
    "steps": ("".join(" " * i + "a:\n" for i in range(400)), "nested deeper than 24"),
    "digits": (f"set: {{grids: {{amount: {'9' * 5000}}}}}\n", "a number of 5000 digits"),
    "digits as text": (f"set: {{grids: {{amount: '{'9' * 5000}', reason: r}}}}\n", "'grids.amount' is '999"),
    "digits of a year": (f"set: {{grids: {{amount: {{{'2' * 900}: 1}}, reason: r}}}}\n", "a number of 900 digits"),
    "exponent": ("set: {grids: {amount: '1e999999999', reason: r}}\n", "'grids.amount' is '1e999999999'"),
    "key": ("? " + "k" * 90_000 + "\n: 1\n", "a text of 90000 signs"),
    "reason": (f"set: {{grids: {{amount: 1, reason: {'长' * 70_000}}}}}\n", "a text of 70000 signs"),
    "comment": ("# " + "x" * 40_000_000, "at most 256 KB"),
    "levers": ("set:\n" + "".join(f"  k{i}: {{amount: 1}}\n" for i in range(2000)), "unknown lever 'k0'"),
    "years": (f"set: {{grids: {{amount: {{{', '.join(f'{i}: 3' for i in range(3000))}}}}}}}\n", "a year '0'"),
    "villages": (f"set: {{grids: {{reason: r, targeting: [{', '.join(f'X{i}' for i in range(4000))}]}}}}\n", "unknown village 'X0'"),
    "merges": ("a: &a {k: 1}\n" + "".join(f"m{i}:\n  <<: [{', '.join(['*a'] * 50)}]\n" for i in range(60)), "unknown field 'a'"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_costs_little_and_is_told_in_few_lines(tmp_path, monkeypatch, name):
    monkeypatch.setenv("WULI_LANG", "en")
    monkeypatch.chdir(tmp_path)
    body, expected = HOSTILE[name]
    (tmp_path / "mine.yaml").write_text(HEAD + body, encoding="utf-8")
    began = time.process_time()
    with pytest.raises(InputFaults) as caught:
        load_scenario(tmp_path / "mine.yaml", villages=["V001"])
    assert time.process_time() - began < SECONDS
    lines = str(caught.value).splitlines()
    assert expected in "\n".join(lines)
    assert len(lines) <= MOST_TOLD + 1
    assert max(map(len, lines)) < 2000


def test_a_file_of_the_largest_size_is_read(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = HEAD + "set: {}\n"
    (tmp_path / "mine.yaml").write_text(text + "#" * (LARGEST - len(text.encode())), encoding="utf-8")
    assert load_scenario(tmp_path / "mine.yaml").id == "mine"


def test_what_is_no_plain_file_is_not_waited_for(tmp_path):
    import os

    os.mkfifo(tmp_path / "pipe.yaml")
    with pytest.raises(InputFaults, match="pipe"):
        load_scenario(tmp_path / "pipe.yaml")


def test_few_references_are_what_yaml_has_them_for(tmp_path):
    (tmp_path / "mine.yaml").write_text(
        HEAD + "set:\n  grids: &one {amount: 7, reason: r}\n  career_staff: {<<: *one, amount: 44}\n",
        encoding="utf-8",
    )
    settings = load_scenario(tmp_path / "mine.yaml").settings
    assert (settings["grids"].amounts[0], settings["career_staff"].amounts[0]) == (7, 44)


# --- codes -----------------------------------------------------------------------------------------------


def code_of(put) -> str:
    """A code that holds together, with whatever `put` writes behind its head."""
    salt, out = known_names().salt(), encoding.Writer()
    out.put(hashed("programme-2022", salt, SCENARIO), SCENARIO)
    out.put(0, 10 + 15 + 1)
    put(out, salt)
    return encoding.seal(encoding.MARK + str(salt) + encoding.signs(out))


def bomb(size: int) -> str:
    """A code of few signs that unpacks to `size` names of villages."""

    def put(out, salt):
        out.put(1, 1)
        out.put(hashed("resident_staff", salt, NAME), NAME)
        out.put(0, 2)
        out.put(1, 1)
        out.put(TARGETINGS.index(NAMED_VILLAGES), 3)
        packed = zlib.compress(b"V\n" * size, 9, -15)
        out.put(len(packed), 12)
        out.put(int.from_bytes(packed), 8 * len(packed))
        out.put(0, 3)

    return code_of(put)


def test_a_short_code_that_unpacks_to_much_is_refused_before_it_is_unpacked():
    code = bomb(100_000)
    assert len(code) < 700
    began = time.perf_counter()
    with pytest.raises(InputFaults):
        load_scenario(code)
    assert time.perf_counter() - began < 1


@pytest.mark.parametrize("count", [1500, encoding.LONGEST, 5000, 9_999, 10_000_000])
def test_a_long_wrong_code_is_refused_in_no_time(count):
    signs = "W1" + ("7K2Q9ZB4" * (count // 8 + 1))[: count - 2]
    began = time.perf_counter()
    with pytest.raises(InputFaults):
        decode(signs)
    assert time.perf_counter() - began < 1


def test_the_grade_of_a_prior_that_nobody_gives_is_no_crash():
    def put(out, salt):
        out.put(0, 1)
        out.put(1, 1)
        out.put(hashed("yield_rate", salt, NAME), NAME)
        out.put(7, 3)  # graded
        out.put(3, 2)
        out.put(7, 3)  # no distribution
        out.put(0, 2)

    with pytest.raises(InputFaults):
        load_scenario(code_of(put))


def test_a_scenario_that_names_too_many_villages_has_no_code_and_still_a_file(tmp_path):
    names = ", ".join(f"1502{place * 7919 % 10**8:08d}" for place in range(3000))
    (tmp_path / "mine.yaml").write_text(
        HEAD + f"set: {{grids: {{reason: r, targeting: [{', '.join(repr(each) for each in names.split(', '))}]}}}}\n",
        encoding="utf-8",
    )  # fmt: skip
    scenario = load_scenario(tmp_path / "mine.yaml")
    assert len(scenario.settings["grids"].villages) == 3000
    assert encode(scenario) == ""


@pytest.mark.parametrize(
    "text",
    ["", "W", "W1", "\u202eW1K7-0000-0000-0000", "W1K7-\x00000-0000", "\ufdfa" * 300, "ß" * 50, "W1" + "İ" * 30,
     "a" * 300, "x/" * 3000, "\0.yaml", "W1" + "\u0660" * 20, "情景码" * 40],
)  # fmt: skip
def test_any_text_in_place_of_a_scenario_is_one_line(text, monkeypatch):
    monkeypatch.setenv("WULI_LANG", "zh")
    with pytest.raises(InputFaults) as caught:
        load_scenario(text)
    assert len(str(caught.value).splitlines()) == 1
    assert all(sign.isprintable() for sign in str(caught.value))
