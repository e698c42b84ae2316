"""A notebook's parameters, and what is refused for them before anything runs."""

from __future__ import annotations

import json

import pytest

from sim.faults import InputFaults
from sim.inputs.notebooks import (
    COMPARISON_NOTEBOOK,
    SCENARIO_NOTEBOOK,
    check_options,
    notebook_parameters,
    typed,
)

CELL = """members: int = 10  # draws
share: float = 0.5
title: str = "x"
fast: bool = False
names: list[str] = []
from math import pi
untyped = 3"""


@pytest.fixture
def notebook(tmp_path):
    path = tmp_path / "study.ipynb"
    cell = {"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": CELL.splitlines(True)}
    path.write_text(json.dumps({"cells": [{"cell_type": "code", "metadata": {}, "source": ["1"]}, cell]}))
    return path


def options(notebook, *texts):
    return check_options(texts, [notebook], {"members": "--members"})


def test_the_parameters_of_a_notebook_are_what_its_cell_declares(notebook):
    found = notebook_parameters(notebook)
    assert [(each.name, each.type, each.default) for each in found.values()] == [
        ("members", "int", 10), ("share", "float", 0.5), ("title", "str", "x"),
        ("fast", "bool", False), ("names", "list[str]", []),
    ]  # fmt: skip


def test_options_become_what_the_notebook_declares(notebook):
    found = options(notebook, "share=0.25", "title=a=b", "fast=true", "names=x,y")
    assert found == {"share": 0.25, "title": "a=b", "fast": True, "names": ["x", "y"]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("shar=1", "-p: unknown notebook parameter 'shar'; did you mean 'share'?"),
        ("share=much", "-p: 'share' cannot be 'much'; it should be of type float"),
        ("share=nan", "-p: 'share' cannot be 'nan'; it should be of type float"),
        ("fast=1", "-p: 'fast' cannot be '1'; it should be of type bool"),
        ("share", "-p: 'share' should be name=value"),
        ("members=5", "-p: set 'members' with --members"),
        ("untyped=5", "-p: unknown notebook parameter 'untyped'; allowed: share, title, fast, names"),
    ],
)
def test_a_wrong_option_is_refused_in_one_line(notebook, text, expected):
    with pytest.raises(InputFaults) as caught:
        options(notebook, text)
    assert str(caught.value) == expected


def test_all_wrong_options_are_told_at_once(notebook):
    with pytest.raises(InputFaults) as caught:
        options(notebook, "shar=1", "share=x", "share=1", "share=2")
    assert len(caught.value.faults) == 3


def test_a_type_that_cannot_be_typed_is_refused():
    with pytest.raises(ValueError, match="dict"):
        typed("x", "dict[str, str]")


def test_both_study_notebooks_declare_what_a_batch_gives_them():
    given = {"counterfactual", "members", "seed", "villages", "lang", "folder"}
    assert given | {"scenario"} <= set(notebook_parameters(SCENARIO_NOTEBOOK))
    assert given | {"scenarios", "reports"} <= set(notebook_parameters(COMPARISON_NOTEBOOK))
