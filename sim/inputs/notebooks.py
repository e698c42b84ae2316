"""A notebook's own parameters: their names, types and defaults, and a check of what is given for them.

papermill puts any value into any name; here an unknown name or a wrong type is refused before a run.
"""

from __future__ import annotations

import ast
import json
import math
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.faults import Fault, InputFaults, fault, nearest, unknown
from sim.folders import ROOT, file_bytes
from sim.words import say

FOLDER = ROOT / "notebooks"
SCENARIO_NOTEBOOK, COMPARISON_NOTEBOOK = FOLDER / "01_scenario.ipynb", FOLDER / "02_comparison.ipynb"
BATCH_NOTEBOOK = FOLDER / "03_batch.ipynb"
TAG = "parameters"
_MAGIC = re.compile(r"^[ \t]*(?:%%[\s\S]*|[%!].*)$", re.MULTILINE)


@dataclass(frozen=True)
class NotebookParameter:
    """One line `name: type = default` of a notebook's parameters cell."""

    name: str
    type: str
    default: Any


def notebook_parameters(notebook: Path) -> dict[str, NotebookParameter]:
    """What the cell tagged `parameters` declares, in its order; nothing where there is no such cell."""
    sources = [text for text, tags in _code_cells(notebook) if TAG in tags]
    found = (_declared(line) for line in (_parsed(notebook, sources[0]).body if sources else ()))
    return {each.name: each for each in found if each}


def _declared(line: ast.stmt) -> NotebookParameter | None:
    """What a line `name: type = default` of a parameters cell declares; None for any other."""
    if not isinstance(line, ast.AnnAssign) or not isinstance(line.target, ast.Name) or not line.value:
        return None
    try:
        default = ast.literal_eval(line.value)
    except ValueError:
        return None  # computed: nothing that could be given in its place
    return NotebookParameter(line.target.id, ast.unparse(line.annotation), default)


def _code_cells(notebook: Path) -> list[tuple[str, Collection[str]]]:
    """The text and the tags of every code cell. Raises InputFaults for a file that is no notebook."""
    try:
        content = json.loads(file_bytes(notebook))
        return [
            ("".join(cell["source"]), cell.get("metadata", {}).get("tags", ()))
            for cell in content["cells"]
            if cell["cell_type"] == "code"
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise fault(str(notebook), "notebook_unreadable") from None


def _parsed(notebook: Path, text: str) -> ast.Module:
    """The code of a cell, without the lines that are commands of the notebook itself."""
    try:
        return ast.parse(_MAGIC.sub("", text))
    except (SyntaxError, ValueError):
        raise fault(str(notebook), "notebook_code", text=" ".join(text.split())[:40]) from None


def list_notebooks(folder: Path = FOLDER) -> list[str]:
    """The names of the numbered study notebooks."""
    return sorted(path.stem for path in folder.glob("[0-9]*.ipynb"))


def saved_tables(notebook: Path) -> list[str]:
    """The tables that a notebook saves into its run's folder, by the names in its calls of sim.runs.store."""
    nodes = [node for text, _ in _code_cells(notebook) for node in ast.walk(_parsed(notebook, text))]
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    saving = [
        call for call in calls if ast.unparse(call.func).rpartition(".")[2] in ("save_tables", "save_run")
    ]
    return [keyword.arg for call in saving for keyword in call.keywords if keyword.arg]


def fits(value: Any, kind: str) -> bool:
    """Whether a value is of the type that a notebook declares: `int`, `list[float]`, `dict[str, str]`."""
    outer, _, inner = kind.partition("[")
    parts = [each.strip() for each in inner.rstrip("]").split(",")] if inner else []
    if outer == "list":
        return isinstance(value, list) and all(fits(each, parts[0]) for each in value)
    if outer == "dict":
        return isinstance(value, dict) and all(fits(each, parts[-1]) for each in value.values())
    if outer == "float":
        return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
    plain = {"int": int, "bool": bool, "str": str}.get(outer)
    return plain is not None and type(value) is plain


def check_options(
    texts: Collection[str], notebooks: Collection[Path], taken: Mapping[str, str]
) -> dict[str, Any]:
    """Options typed as `name=value`, as the types that the notebooks declare.

    An option must be known to one of the notebooks; `taken` are those that a command's own switch sets.
    Raises InputFaults with every fault.
    """
    known = {name: row for path in notebooks for name, row in notebook_parameters(path).items()}
    options: dict[str, Any] = {}
    faults: list[Fault] = []
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals:
            faults.append(Fault("-p", "option_shape", {"text": text}))
        elif name in taken:
            faults.append(Fault("-p", "option_taken", {"name": name, "switch": taken[name]}))
        elif name not in known:
            free = [each for each in known if each not in taken]
            meant = nearest(name, taken)
            if meant and not nearest(name, free):
                faults.append(Fault("-p", "option_taken", {"name": meant, "switch": taken[meant]}))
            else:
                faults.append(unknown("-p", say("word_notebook_parameter"), name, free))
        elif name in options:
            faults.append(Fault("-p", "option_twice", {"name": name}))
        else:
            try:
                options[name] = typed(value, known[name].type)
            except ValueError:
                wrong = {"name": name, "value": value, "type": known[name].type}
                faults.append(Fault("-p", "option_type", wrong))
    if faults:
        raise InputFaults(faults)
    return options


def typed(text: str, kind: str) -> Any:
    """The value of a text as `int`, `float`, `bool`, `str` or a comma-separated `list[…]` of them."""
    if kind.startswith("list["):
        return [typed(item, kind[5:-1]) for item in text.split(",") if item]
    if kind not in _READERS:
        raise ValueError(kind)
    return _READERS[kind](text)


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def _truth(text: str) -> bool:
    return (
        {"true": True, "false": False}[text.lower()] if text.lower() in ("true", "false") else _refuse(text)
    )


def _refuse(text: str) -> bool:
    raise ValueError(text)


_READERS: dict[str, Callable[[str], Any]] = {"int": int, "float": _finite, "bool": _truth, "str": str}
