"""The numbered list in data/README.md and the functions are one list."""

import ast
import re
from pathlib import Path

from sim.folders import DATA
from sim.model import equations
from sim.model.axes import CHANNEL_UNITS, CHANNELS, UNCERTAINTIES
from tests.baotou import BAOTOU

README = (DATA / "README.md").read_text(encoding="utf-8")
LISTED = re.findall(r"^\| (\d+) \| (\w+) \| (.*) \|$", README, flags=re.M)
TREE = ast.parse(Path(equations.__file__).read_text(encoding="utf-8"))
FUNCTIONS = [node for node in TREE.body if isinstance(node, ast.FunctionDef)]


def drawn(node):
    """The uncertainties that a function reads from the member's draw."""
    return {
        child.attr
        for child in ast.walk(node)
        if isinstance(child, ast.Attribute) and getattr(child.value, "id", "") == "p"
    }


def test_every_equation_is_listed_in_its_place_with_its_number():
    numbered = [
        (re.match(r"Equation (\d+):", ast.get_docstring(node)).group(1), node.name) for node in FUNCTIONS
    ]
    assert [(number, name) for number, name, _ in LISTED] == numbered


def test_the_list_names_the_parameters_that_the_function_reads():
    for (_, name, text), node in zip(LISTED, FUNCTIONS, strict=True):
        assert drawn(node) <= set(re.findall(r"`(\w+)`", text)), name


def test_every_uncertainty_is_used_by_some_equation_or_by_the_kernel():
    from sim.model import kernel

    read = set().union(*(drawn(node) for node in FUNCTIONS))
    read |= drawn(ast.parse(Path(kernel.__file__).read_text(encoding="utf-8")))
    assert read == set(UNCERTAINTIES)


def test_every_channel_has_its_unit_and_its_line():
    assert set(CHANNEL_UNITS) == set(CHANNELS)
    section = README.split("## Channels")[1].split("\n## ")[0]
    assert set(CHANNELS) <= set(re.findall(r"`(\w+)`", section))


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
