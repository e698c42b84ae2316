"""The equations are numbered, short and use every uncertainty; the dictionary tells of what there is."""

import ast
import re
from pathlib import Path

from sim import words
from sim.axes import CHANNEL_UNITS, CHANNELS, UNCERTAINTIES
from sim.folders import DATA
from sim.model import equations
from tests.baotou import BAOTOU

README = (DATA / "README.md").read_text(encoding="utf-8")
TREE = ast.parse(Path(equations.__file__).read_text(encoding="utf-8"))
FUNCTIONS = [node for node in TREE.body if isinstance(node, ast.FunctionDef)]


def drawn(node):
    """The uncertainties that a function reads from the member's draw."""
    return {
        child.attr
        for child in ast.walk(node)
        if isinstance(child, ast.Attribute) and getattr(child.value, "id", "") == "p"
    }


def test_the_equations_are_numbered_in_the_order_of_the_code():
    numbers = [int(re.match(r"Equation (\d+):", ast.get_docstring(node)).group(1)) for node in FUNCTIONS]
    assert numbers == list(range(1, len(FUNCTIONS) + 1))


def test_every_uncertainty_is_used_by_some_equation_or_by_the_kernel():
    from sim.model import kernel, year

    read = set().union(*(drawn(node) for node in FUNCTIONS))
    for module in (kernel, year):  # which hand some of them to equations that several kinds of rate share
        read |= drawn(ast.parse(Path(module.__file__).read_text(encoding="utf-8")))
    assert read == set(UNCERTAINTIES)


def test_every_channel_has_its_unit_and_the_dictionary_tells_of_no_other():
    assert set(CHANNEL_UNITS) == set(CHANNELS)
    section = README.split("## Channels")[1].split("\n## ")[0]
    firsts = [line.split(" | ")[0] for line in section.splitlines() if line.startswith("| `")]
    told = {name for first in firsts for name in re.findall(r"`(\w+)`", first)}
    named = {
        name for name in CHANNELS if f"channel_{name}" in words.table()
    }  # all but one that is just being made
    assert named <= told <= set(CHANNELS)


def test_half_of_the_equations_are_shorter_than_ten_lines():
    lengths = sorted(node.end_lineno - node.lineno for node in FUNCTIONS)
    assert lengths[len(lengths) // 2] < 10


def test_the_dictionary_names_every_column_of_every_table():
    import csv

    for table in ("facts", "evidence", "levers", "parameters", "industries", "villages"):
        folder = DATA if (DATA / f"{table}.csv").is_file() else BAOTOU.folder
        with (folder / f"{table}.csv").open(encoding="utf-8") as file:
            columns = next(csv.reader(file))
        missing = [column for column in columns if f"`{column}`" not in README]
        assert not missing, (table, missing)
