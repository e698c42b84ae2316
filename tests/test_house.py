"""The rules of the house that a machine can check; each check returns its faults, so a planted one shows."""

import ast
import csv
import json
import re
import string
import subprocess
from collections import Counter
from collections.abc import Collection, Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from sim.words import description, names_of_kinds

ROOT = Path(__file__).resolve().parent.parent
STAGES = ("inputs", "model", "runs", "analysis", "api", "figures", "reports", "apps", "commands", "cli")
LEAVES = ("axes", "words", "faults", "writing", "folders")
TOP_LEVEL = """
.ci .gitattributes .gitignore .pre-commit-config.yaml LICENSE Makefile README.md README.zh.md data
environment.yml notebooks pyproject.toml requirements.lock sim tests
"""
WORD = re.compile(r"\w+")
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")


def tracked(root: Path) -> list[str]:
    """What git holds or would take in. Any owner: a server's checkout often belongs to somebody else."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout.splitlines()
    return sorted(name for name in names if (root / name).is_file())


def python_files(root: Path, folder: str = "sim") -> list[Path]:
    return sorted((root / folder).rglob("*.py"))


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def text(path: Path) -> str:
    """A file's text, or nothing for fonts and pictures."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def planted(folder: Path, name: str, content: str) -> Path:
    """Write one file of a small false tree and return the top of that tree."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return folder


# ---- imports run one way -------------------------------------------------------------------------


def module_name(path: Path, root: Path) -> str:
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported_modules(path: Path, root: Path) -> Iterator[tuple[int, str]]:
    """Each import with its line, those inside functions and by `import_module("…")` too."""
    package = list(path.relative_to(root).parent.parts)
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call) and "import" in ast.unparse(node.func):
            names = (a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str))
            yield from ((node.lineno, name) for name in names)


def stage(module: str) -> int | None:
    """Place in the flow: leaves before all stages, `sim` itself, which hands names on, last; None outside."""
    parts = module.split(".")
    if parts[0] != "sim":
        return None
    if len(parts) == 1:
        return len(STAGES)
    if parts[1] in LEAVES:
        return -1
    return STAGES.index(parts[1]) if parts[1] in STAGES else len(STAGES)  # a name that `sim` hands on


def imports_against_the_flow(root: Path) -> list[str]:
    faults = []
    for path in python_files(root):
        here = stage(module_name(path, root))
        for line, name in imported_modules(path, root):
            there = stage(name)
            if there is not None and there > here:
                faults.append(f"{path.relative_to(root).as_posix()}:{line} imports {name}")
    return faults


def test_imports_run_one_way():
    assert imports_against_the_flow(ROOT) == []


def test_every_module_stands_in_a_stage_or_is_a_leaf():
    tops = {
        module_name(path, ROOT).split(".")[1] for path in python_files(ROOT) if path.parent != ROOT / "sim"
    }
    tops |= {path.stem for path in (ROOT / "sim").glob("*.py")} - {"__init__", "__main__"}
    assert tops <= {*STAGES, *LEAVES}


@pytest.mark.parametrize(
    "line",
    [
        "from sim.apps import figures",
        "import sim.analysis.compare",
        "from ..runs import store",
        "def late():\n    from sim import cli",
        "from importlib import import_module\nimport_module('sim.figures.theme')",
        "from sim.api.simulation import simulate",
        "import sim",
        "from sim import simulate",
    ],
)
def test_an_import_against_the_flow_is_found(tmp_path, line):
    root = planted(tmp_path, "sim/model/planted.py", f"import numpy\nfrom sim.inputs import facts\n{line}\n")
    assert len(imports_against_the_flow(root)) == 1


def test_a_leaf_may_not_import_a_stage(tmp_path):
    assert imports_against_the_flow(planted(tmp_path, "sim/words.py", "from sim.inputs import facts\n"))


# ---- imports go in no circle ---------------------------------------------------------------------


def lines_for_types(path: Path) -> set[int]:
    """The lines under `if TYPE_CHECKING:`, which no run imports."""
    checks = [
        n for n in ast.walk(tree(path)) if isinstance(n, ast.If) and "TYPE_CHECKING" in ast.unparse(n.test)
    ]
    return {
        line for check in checks for node in check.body for line in range(node.lineno, node.end_lineno + 1)
    }


def import_graph(root: Path) -> dict[str, set[str]]:
    """The modules of `sim` that each of them imports, at once or later.

    A package's `__init__` runs before what lies in it, so whoever imports from outside imports it too.
    """
    paths = {module_name(path, root): path for path in python_files(root)}
    graph: dict[str, set[str]] = {}
    for module, path in paths.items():
        skipped = lines_for_types(path)
        found = {name for line, name in imported_modules(path, root) if line not in skipped}
        graph[module] = {each for name in found for each in modules_run(name, module, paths)} - {module}
    return graph


def modules_run(name: str, importer: str, modules: Collection[str]) -> Iterator[str]:
    """The module that an import names, be it that of a name in it, and the packages around that module."""
    parts = name.split(".")
    known = [each for n in range(len(parts)) if (each := ".".join(parts[: n + 1])) in modules]
    yield from known[-1:]
    yield from (package for package in known[:-1] if not f"{importer}.".startswith(f"{package}."))


def circle(root: Path) -> list[str]:
    """Modules of which each imports the next and the last is the first; nothing where there is no circle."""
    try:
        TopologicalSorter(import_graph(root)).prepare()
    except CycleError as found:
        return found.args[1][::-1]
    return []


def test_no_modules_import_each_other_in_a_circle():
    assert circle(ROOT) == []


@pytest.mark.parametrize(
    ("line", "round_trip"),
    [
        ("from sim.inputs import a", True),
        ("import sim.inputs.a", True),
        ("from sim.inputs.a import name", True),
        ("from .a import name", True),
        ("def late():\n    from sim.inputs.a import name", True),
        ("from sim.inputs.box.c import name", True),
        ("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from sim.inputs.a import name", False),
        ("from sim.faults import fault", False),
    ],
)
def test_a_circle_is_found_also_inside_functions_and_through_a_package(tmp_path, line, round_trip):
    planted(tmp_path, "sim/inputs/__init__.py", "")
    planted(tmp_path, "sim/inputs/box/__init__.py", "from sim.inputs.a import name\n")
    planted(tmp_path, "sim/inputs/box/c.py", "from sim.inputs.box import d\n")
    planted(tmp_path, "sim/inputs/box/d.py", "")
    planted(tmp_path, "sim/inputs/a.py", "from sim.inputs.b import name\n")
    found = circle(planted(tmp_path, "sim/inputs/b.py", f"{line}\n"))
    assert ({"sim.inputs.a", "sim.inputs.b"} <= set(found)) == bool(found) == round_trip


# ---- no state in modules, short functions --------------------------------------------------------

MUTATORS = {
    "append",
    "extend",
    "insert",
    "add",
    "update",
    "setdefault",
    "pop",
    "popitem",
    "clear",
    "remove",
    "discard",
}


def names_of(target: ast.AST) -> set[str]:
    return {n.id for n in ast.walk(target) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}


def changed_names(function: ast.AST) -> Iterator[tuple[int, str]]:
    """Names that the function changes in place: `name[…] = …`, `del name[…]`, `name.append(…)`."""
    for node in ast.walk(function):
        changed = None
        if isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
            changed = node.value
        elif (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in MUTATORS
        ):
            changed = node.func.value
        if isinstance(changed, ast.Name):
            yield node.lineno, changed.id


def changes_of_module_state(root: Path) -> list[str]:
    """A constant table may be a dict; what no function may do is change it, or rebind a name by `global`."""
    faults = []
    for path in python_files(root):
        module = tree(path)
        shared = {
            n for node in module.body if isinstance(node, ast.Assign | ast.AnnAssign) for n in names_of(node)
        }
        for function in ast.walk(module):
            if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            own = names_of(function) | {a.arg for a in ast.walk(function.args) if isinstance(a, ast.arg)}
            found = [(line, name) for line, name in changed_names(function) if name in shared - own]
            found += [(n.lineno, ", ".join(n.names)) for n in ast.walk(function) if isinstance(n, ast.Global)]
            faults += [f"{path.relative_to(root).as_posix()}:{line} changes {name}" for line, name in found]
    return faults


def test_no_function_changes_the_state_of_its_module():
    assert changes_of_module_state(ROOT) == []


@pytest.mark.parametrize(
    "line", ["seen['x'] = 1", "seen.update(x=1)", "global seen\n    seen = {}", "del seen['x']"]
)
def test_a_change_of_module_state_is_found(tmp_path, line):
    root = planted(tmp_path, "sim/planted.py", f"seen = {{}}\n\n\ndef remember():\n    {line}\n")
    assert len(changes_of_module_state(root)) == 1


# ---- rooms one can live in -----------------------------------------------------------------------

LONGEST_FUNCTION, LONGEST_MODULE = 80, 600  # lines


def too_long(root: Path) -> list[str]:
    """Functions and modules that nobody takes in at once."""
    faults = []
    for path in python_files(root):
        name, lines = path.relative_to(root).as_posix(), len(text(path).splitlines())
        if lines > LONGEST_MODULE:
            faults.append(f"{name} has {lines} lines")
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = node.end_lineno - node.lineno + 1
                faults += [f"{name}:{node.lineno} {node.name}: {length} lines"] * (length > LONGEST_FUNCTION)
    return faults


def test_no_function_and_no_module_is_too_long():
    assert too_long(ROOT) == []


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("def long():\n" + "    x = 1\n" * 80, 1),
        ("def short():\n" + "    x = 1\n" * 79, 0),
        ("class A:\n    async def long(self):\n" + "        x = 1\n" * 80, 1),
        ("x = 1\n" * 601, 1),
        ("x = 1\n" * 600, 0),
    ],
)
def test_what_is_too_long_is_found(tmp_path, content, found):
    assert len(too_long(planted(tmp_path, "sim/planted.py", content))) == found


def classes_of_one_name(root: Path) -> list[str]:
    """Names of classes that stand for two things."""
    found = Counter(
        node.name
        for path in python_files(root)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef)
    )
    return sorted(name for name, times in found.items() if times > 1)


def test_the_name_of_a_class_stands_for_one_thing():
    assert classes_of_one_name(ROOT) == []


def test_two_classes_of_one_name_are_found(tmp_path):
    planted(tmp_path, "sim/a.py", "class World:\n    class Part:\n        pass\n")
    assert classes_of_one_name(planted(tmp_path, "sim/b.py", "class World:\n    pass\n")) == ["World"]


def borrowed(module: ast.Module) -> set[str]:
    """What a module takes from others: by name, of a module, or by a path in a string."""
    found: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.alias):
            found.add(node.name.rpartition(".")[2])
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found |= set(re.split(r"[.:]", node.value)) if len(node.value) < 100 else set()
    return found


def handed_on(module: ast.Module) -> set[str]:
    """The classes that public functions take or give: who calls those has them in hand."""
    found: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            given = [each.annotation for each in (*node.args.args, *node.args.kwonlyargs)]
            kinds = [ast.unparse(kind) for kind in (*given, node.returns) if kind is not None]
            found |= {name for kind in kinds for name in re.findall(r"\w+", kind)}
    return found


def public_for_nobody(root: Path) -> list[str]:
    """Functions and classes that serve their own module alone and bear no underscore.

    The equations are read by their names, into the document of the model.
    """
    taken = {path: borrowed(tree(path)) for path in python_files(root)}
    taken |= {path: set(re.findall(r"\w+", text(path))) for path in python_files(root, "tests")}
    users = Counter(name for names in taken.values() for name in names)
    read = {name for path in (root / "notebooks").rglob("*.ipynb") for name in re.findall(r"\w+", text(path))}
    faults = []
    for path in python_files(root):
        if path.name == "equations.py":
            continue
        module = tree(path)
        handed = handed_on(module)
        for node in module.body:
            name = getattr(node, "name", "_")
            if name.startswith("_") or name in read | handed:
                continue
            if users[name] == (name in taken[path]):
                faults.append(f"{path.relative_to(root).as_posix()}:{node.lineno} {name}")
    return faults


def test_what_serves_only_its_module_begins_with_an_underscore():
    assert public_for_nobody(ROOT) == []


def test_a_public_name_that_nobody_takes_is_found(tmp_path):
    planted(tmp_path, "sim/a.py", "def used(): pass\ndef own(): pass\ndef _own(): own()\nclass Kept: pass\n")
    planted(tmp_path, "tests/test_a.py", "from sim.a import Kept\n")
    root = planted(tmp_path, "sim/b.py", "from sim import a\na.used()\n")
    assert public_for_nobody(root) == ["sim/a.py:2 own"]


# ---- an equation is told by its name, its number read from the code ---------------------------------

NUMBERED = re.compile(r"\b[Ee]quations?\s+\d+(?:\s*(?:,|to|and)\s*\d+)*|(?:方程|公式)\s*\d+")
OWN_NUMBER = re.compile(r'^    """Equation \d+:', re.MULTILINE)  # where an equation gives itself its number
WRITTEN_BY_CODE = {"data/MODEL.md"}  # a test of its own holds it to what the code says


def typed_equation_numbers(root: Path, names: Collection[str]) -> list[str]:
    """Texts that name an equation by a number, which is wrong as soon as an equation comes before it."""
    read = {name: text(root / name) for name in sorted(set(names) - WRITTEN_BY_CODE)}
    read |= {name: OWN_NUMBER.sub("", each) for name, each in read.items() if name.endswith("/equations.py")}
    return [f"{name}: {found}" for name, each in read.items() for found in NUMBERED.findall(each)]


def test_no_text_types_the_number_of_an_equation():
    names = [name for name in tracked(ROOT) if not name.startswith("tests/")]
    assert not typed_equation_numbers(ROOT, names)


def test_a_typed_number_of_an_equation_is_found(tmp_path):
    planted(tmp_path, "sim/equations.py", 'def quality():\n    """Equation 3: it follows equation 2."""\n')
    planted(tmp_path, "sim/a.j2", "equation {{ number.quality }}; equations 18 and 21 to\n24")
    found = ["sim/a.j2: equations 18 and 21 to\n24", "sim/equations.py: equation 2"]
    assert typed_equation_numbers(tmp_path, ["sim/equations.py", "sim/a.j2"]) == found


# ---- nobody keeps what no one asks for -----------------------------------------------------------

RUN_BY_HAND = {"style_sheet"}  # writes theme.css; a test holds the two alike


def named_at_top(module: ast.Module) -> Iterator[tuple[str, ast.stmt]]:
    """Functions, classes and constants of a module; not what a decorator hands on, such as a command."""
    for node in module.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            if not any(isinstance(each, ast.Call) for each in node.decorator_list):
                yield node.name, node
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (
                (each.id, node) for one in targets for each in ast.walk(one) if isinstance(each, ast.Name)
            )


def asked_for(node: ast.AST) -> Iterator[str]:
    """The names that code asks for: by themselves, of something, or as a string, as in `__all__`."""
    for each in ast.walk(node):
        if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load):
            yield each.id
        elif isinstance(each, ast.Attribute):
            yield each.attr
        elif isinstance(each, ast.alias) and each.asname:
            yield each.name
        elif isinstance(each, ast.Constant) and isinstance(each.value, str) and each.value.isidentifier():
            yield each.value


def unused_names(root: Path) -> list[str]:
    """What `sim` defines and neither `sim` nor a notebook nor a README asks for; a test is no reason."""
    modules = [tree(path) for path in python_files(root)]
    asked = Counter(name for module in modules for name in asked_for(module))
    readers = (*sorted((root / "notebooks").rglob("*.ipynb")), *root.glob("README*.md"))
    said = {name for path in readers for name in WORD.findall(text(path))}
    return [
        name
        for module in modules
        for name, node in named_at_top(module)
        if not name.startswith("__") and name not in said | RUN_BY_HAND
        and asked[name] == Counter(asked_for(node))[name]
    ]  # fmt: skip


def test_nothing_in_sim_is_there_for_nobody_or_for_tests_alone():
    assert not unused_names(ROOT)


def test_a_function_and_a_constant_that_nobody_asks_for_are_found(tmp_path):
    planted(tmp_path, "sim/a.py", "LIMIT = OLD = 3\ndef again(n):\n    return again(n - LIMIT)\n")
    planted(
        tmp_path, "sim/b.py", "from sim import a\nclass Left:\n    pass\ndef kept():\n    return a.kept()\n"
    )
    planted(tmp_path, "notebooks/1.ipynb", '{"cells": [{"source": ["kept()"]}]}')
    assert unused_names(tmp_path) == ["OLD", "again", "Left"]


# ---- docstrings say shapes -------------------------------------------------------------------------

ARRAY = re.compile(r"\b(?:np\.ndarray|NDArray|xr\.DataArray|xr\.Dataset)\b")
AXIS = r"(?:[\w…][\w….+*-]*(?:\(n-1\))?)"
# (member,), (member, year), (…, n, n), (row*ROW,), (2**n,), (village x package)
SHAPE = re.compile(rf"\({AXIS},\)|\({AXIS}(?:, {AXIS})+\)|\(\w+ x \w+\)|same shape")
ONE_NUMBER = "Every argument is"  # what the docstring of a module says whose functions know no axis


def public_functions(module: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    """The functions and methods that others may call, with their names."""
    for node in module.body:
        inner = node.body if isinstance(node, ast.ClassDef) else [node]
        named = [each for each in inner if isinstance(each, ast.FunctionDef)]
        yield from ((each.name, each) for each in named if not each.name.startswith("_"))


def takes_arrays(function: ast.FunctionDef) -> bool:
    """Whether an annotation says so; what is compiled has none."""
    given = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    kinds = [each.annotation for each in given if each.arg not in ("self", "cls")]
    written = [ast.unparse(kind) for kind in (*kinds, function.returns) if kind is not None]
    return None in kinds or any(map(ARRAY.search, written))


def functions_without_shapes(root: Path) -> list[str]:
    faults = []
    for path in (*python_files(root, "sim/model"), *python_files(root, "sim/analysis")):
        module = tree(path)
        if ONE_NUMBER in (ast.get_docstring(module) or ""):
            continue
        for name, function in public_functions(module):
            if takes_arrays(function) and not SHAPE.search(ast.get_docstring(function) or ""):
                faults.append(f"{path.relative_to(root).as_posix()}:{function.lineno} {name}")
    return faults


def test_every_public_function_of_arrays_says_their_shapes():
    assert functions_without_shapes(ROOT) == []


@pytest.mark.parametrize(
    ("signature", "docstring", "found"),
    [
        ("income: np.ndarray", "The mean.", 1),
        ("income", "Compiled.", 1),
        ("result: Result) -> xr.DataArray", "The gain (by year).", 1),
        ("income: np.ndarray", "The mean; income (member, village).", 0),
        ("income: np.ndarray | None", "The mean, (member,) 10k yuan/year.", 0),
        ("members: int", "How many.", 0),
    ],
)
def test_a_function_that_says_no_shape_is_found(tmp_path, signature, docstring, found):
    arguments = signature if ") ->" in signature else f"{signature})"
    line = f'def mean({arguments}:\n    """{docstring}"""\n'
    root = planted(tmp_path, "sim/model/planted.py", line)
    assert len(functions_without_shapes(root)) == found
    planted(tmp_path, "sim/model/planted.py", f'"""{ONE_NUMBER} a float."""\n\n\n{line}')
    assert functions_without_shapes(root) == []


# ---- notebooks -----------------------------------------------------------------------------------

LOGIC = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.While, ast.If, ast.IfExp, ast.Try,
    ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.AugAssign,
)  # fmt: skip
ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Pow, ast.Mod, ast.FloorDiv, ast.MatMult)


def notebooks(root: Path) -> list[Path]:
    return [root / name for name in tracked(root) if name.endswith(".ipynb")]


def code_cells(path: Path) -> list[dict]:
    return [
        cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"
    ]


def is_logic(node: ast.AST) -> bool:
    """Logic belongs to sim/. Free: calls, names, and a `for` that only shows one thing after another.

    `folder / "file"` is a path and no arithmetic.
    """
    if isinstance(node, ast.For):
        return not all(isinstance(line, ast.Expr) and isinstance(line.value, ast.Call) for line in node.body)
    if isinstance(node, ast.BinOp):
        is_path = isinstance(node.op, ast.Div) and isinstance(
            node.right, ast.Constant | ast.JoinedStr | ast.Name
        )
        return isinstance(node.op, ARITHMETIC) or (isinstance(node.op, ast.Div) and not is_path)
    return isinstance(node, LOGIC)


def notebook_faults(path: Path) -> list[str]:
    faults = []
    for number, cell in enumerate(code_cells(path), start=1):
        source = "".join(cell["source"])
        if cell["outputs"] or cell["execution_count"] is not None:
            faults.append(f"{path.name}, code cell {number}: stored with outputs or a count")
        if re.search(r"^\s*[%!]", source, re.MULTILINE):
            faults.append(f"{path.name}, code cell {number}: magic or shell command")
            continue
        logic = [node for node in ast.walk(ast.parse(source)) if is_logic(node)]
        faults += [
            f"{path.name}, code cell {number}: move to sim/: {ast.unparse(node)[:60]}" for node in logic
        ]
    return faults


def test_notebooks_are_stored_bare_and_hold_no_logic():
    assert [fault for path in notebooks(ROOT) for fault in notebook_faults(path)] == []


def test_every_numbered_notebook_has_one_parameters_cell():
    for path in notebooks(ROOT):
        tags = Counter(tag for cell in code_cells(path) for tag in cell["metadata"].get("tags", []))
        if path.parent.name == "notebooks":
            assert tags["parameters"] == 1, path.name


@pytest.mark.parametrize(
    ("cell", "faults"),
    [
        ({"source": "result = study.simulate(case, members)\nfor ax in figures: display(ax)"}, 0),
        ({"source": "from pathlib import Path\nsave(result, Path(folder) / 'table.csv')"}, 0),
        ({"source": "1", "outputs": [{"output_type": "stream", "name": "stdout", "text": "1"}]}, 1),
        ({"source": "1", "execution_count": 3}, 1),
        ({"source": "def gain(a): return a"}, 1),
        ({"source": "gain = total - before"}, 1),
        ({"source": "if members > 3: run()"}, 1),
        ({"source": "for year in years: total = add(total, year)"}, 1),
        ({"source": "%matplotlib inline"}, 1),
    ],
)
def test_logic_and_outputs_in_a_notebook_are_found(tmp_path, cell, faults):
    whole = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None} | cell
    path = tmp_path / "planted.ipynb"
    path.write_text(json.dumps({"cells": [whole], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
    assert len(notebook_faults(path)) == faults


# ---- the tree, its data, its addresses -----------------------------------------------------------


def test_the_top_of_the_tree_holds_only_what_the_diagram_shows():
    assert {name.split("/")[0] for name in tracked(ROOT)} - set(TOP_LEVEL.split()) == set()


def test_every_package_file_is_declared_as_package_data():
    patterns = ("*.csv", "figures/static/*", "reports/templates/*", "apps/static/*", "apps/templates/*")
    files = [Path(name).relative_to("sim") for name in tracked(ROOT) if name.startswith("sim/")]
    declared = re.search(r"^sim = (.*)$", text(ROOT / "pyproject.toml"), re.MULTILINE).group(1)
    assert json.loads(declared) == [
        "**/*.csv",
        "figures/static/**",
        "reports/templates/**",
        "apps/static/**",
        "apps/templates/**",
    ]
    others = [file.as_posix() for file in files if file.suffix != ".py"]
    assert [n for n in others if not any(re.match(p.replace("*", ".*"), n) for p in patterns)] == []


def test_every_data_file_is_read_by_the_code_or_a_test():
    """A scenario is read by its id, a study by `wuli programme check`: they need no name here."""
    read = "".join(text(path) for folder in ("sim", "tests") for path in python_files(ROOT, folder))
    files = [Path(name) for name in tracked(ROOT) if name.startswith("data/") and Path(name).suffix != ".md"]
    tables = [file for file in files if file.parent.name not in ("scenarios", "studies")]
    assert len(tables) > 5
    assert [file.as_posix() for file in tables if f'{file.name}"' not in read] == []


def test_every_scenario_has_an_expected_output():
    files = (ROOT / "data/programmes").glob("*/scenarios/*.yaml")
    scenarios = {(path.parents[1].name, path.stem) for path in files}
    assert scenarios, "no scenarios"
    expected = (ROOT / "tests/expected").glob("*/*.csv")
    assert scenarios == {(path.parent.name, path.stem) for path in expected}


# Brackets keep these patterns from finding themselves.
MACHINE = re.compile(r"/(?:root|work|tmp)/|/home/[a-z]|/Users/[A-Za-z]|[A-Z]:\\+Users")
REGISTRY = re.compile(
    r"pypi[.]org|pythonhosted[.]org|conda[.]anaconda|registry[.]npmjs|mirrors?[.][a-z]+[.](?:edu|com)|"
    r"[-]-(?:extra-)?index[-]url"
)


def addresses(name: str, content: str) -> list[str]:
    """Lines that hold a path of one machine or the address of a package index."""
    lines = enumerate(content.splitlines(), start=1)
    return [
        f"{name}:{n} {line.strip()[:80]}"
        for n, line in lines
        if MACHINE.search(line) or REGISTRY.search(line)
    ]


def test_no_file_holds_a_path_of_one_machine_or_an_index_address():
    assert [fault for name in tracked(ROOT) for fault in addresses(name, text(ROOT / name))] == []


@pytest.mark.parametrize(
    "parts", [("/home", "li", "wuli"), ("https:/", "pypi" + ".org", "simple"), ("open('", "tmp", "x')")]
)
def test_a_path_of_one_machine_is_found(parts):
    line = "/".join(parts)
    assert addresses("planted.py", f"x = 1\n{line}\n") == [f"planted.py:2 {line}"]


def test_no_file_holds_the_marks_of_a_merge_that_was_not_ended():
    mark = re.compile(rf"^(?:{'<' * 7}|{'>' * 7}) ", re.MULTILINE)
    assert [name for name in tracked(ROOT) if mark.search(text(ROOT / name))] == []


# ---- words ---------------------------------------------------------------------------------------

# Called with a key as first (say) or second argument (a fault, after where it stands).
SPEAKERS = {"say": 0, "Fault": 1, "fault": 1}


def words(root: Path) -> list[dict[str, str]]:
    with (root / "sim/words.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def blanks(sentence: str) -> set[str]:
    """The values to be filled into a sentence; names in capitals are the programme's own words."""
    names = {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}
    return {name for name in names if not name[:1].isupper()}


def test_words_are_in_both_languages_with_the_same_values_to_fill_in():
    rows = words(ROOT)
    assert [row for row in rows if None in row or None in row.values()] == [], "a comma without quotes"
    assert [row["key"] for row in rows if not row["zh"].strip() or not row["en"].strip()] == []
    assert [row["key"] for row in rows if HAN.search(row["en"])] == []
    assert [row["key"] for row in rows if blanks(row["zh"]) != blanks(row["en"])] == []


def test_words_have_one_row_each():
    assert [key for key, times in Counter(row["key"] for row in words(ROOT)).items() if times > 1] == []


def sources(root: Path) -> Iterator[tuple[str, ast.Module]]:
    """All Python that a user's words can come from: sim/ and the cells of the notebooks."""
    for path in python_files(root):
        yield path.relative_to(root).as_posix(), tree(path)
    for path in (root / "notebooks").rglob("*.ipynb"):
        cells = ("".join(cell["source"]) for cell in code_cells(path))
        yield path.relative_to(root).as_posix(), ast.parse("\n".join(cells))


def spoken_keys(root: Path) -> Iterator[tuple[str, ast.expr]]:
    """Every expression that stands where a key is expected, with its place."""
    for name, module in sources(root):
        for node in ast.walk(module):
            if not isinstance(node, ast.Call):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            place = SPEAKERS.get(called)
            given = [k.value for k in node.keywords if k.arg == "key"]
            given += node.args[place : place + 1] if place is not None else []
            if place is not None:
                yield from ((f"{name}:{node.lineno}", key) for key in given)


def pattern(node: ast.JoinedStr) -> re.Pattern:
    """What an f-string can become: its fixed parts, anything between."""
    parts = (re.escape(v.value) if isinstance(v, ast.Constant) else "[a-z0-9_]+" for v in node.values)
    return re.compile("".join(parts))


def programme_keys(root: Path) -> set[str]:
    """What the programmes say themselves: the names of their forces and groups."""
    found = set()
    for path in (root / "data/programmes").glob("*/programme.yaml"):
        found |= set(names_of_kinds(description(path.parent)))
    return found


def unknown_keys(root: Path) -> list[str]:
    keys = {row["key"] for row in words(root)} | programme_keys(root)
    faults = []
    for place, node in spoken_keys(root):
        for key in ast.walk(node):
            if isinstance(key, ast.JoinedStr):
                known = any(pattern(key).fullmatch(k) for k in keys)
            elif isinstance(key, ast.Constant) and isinstance(key.value, str) and node is key:
                known = key.value in keys
            else:
                known = True
            if not known:
                faults.append(f"{place} {ast.unparse(key)}")
    return faults


def orphan_keys(root: Path) -> list[str]:
    """Keys that nothing can say: neither a literal, an f-string of such a form, a template nor a script."""
    literal, patterns = set(), []
    for _, module in sources(root):
        for node in ast.walk(module):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                literal.add(node.value)
            elif isinstance(node, ast.JoinedStr) and re.search(
                "[a-z]_|_[a-z]", ast.unparse(node)[2:-1].split("{")[0]
            ):
                patterns.append(pattern(node))
    other = "\n".join(text(p) for end in ("js", "j2", "html") for p in (root / "sim").rglob(f"*.{end}"))
    literal |= set(re.findall("[a-z0-9_]+", other))
    keys = [row["key"] for row in words(root)]
    return [k for k in keys if k not in literal and not any(p.fullmatch(k) for p in patterns)]


def test_every_key_that_is_said_is_in_the_table_of_words():
    assert unknown_keys(ROOT) == []


def test_every_row_of_the_table_of_words_is_said_somewhere():
    assert orphan_keys(ROOT) == []


def test_missing_and_orphaned_words_are_found(tmp_path):
    planted(tmp_path, "sim/words.csv", "key,zh,en\nhello,好,Hello\nyear_end,末,End\nleft_over,余,Left\n")
    root = planted(
        tmp_path, "sim/cli.py", "say('hello')\nsay(f'year_{x}')\nsay('helo')\nFault('a', 'gone', {})\n"
    )
    assert unknown_keys(root) == ["sim/cli.py:3 'helo'", "sim/cli.py:4 'gone'"]
    assert orphan_keys(root) == ["left_over"]


def docstrings(module: ast.Module) -> set[int]:
    """The nodes that are docstrings: a bare string that opens, or stands alone in, a body."""
    return {
        id(n.value) for n in ast.walk(module) if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)
    }


def chinese_literals(root: Path) -> list[str]:
    faults = []
    for path in python_files(root):
        module = tree(path)
        quoted = docstrings(module)
        for node in ast.walk(module):
            is_text = (
                isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in quoted
            )
            if is_text and HAN.search(node.value):
                faults.append(f"{path.relative_to(root).as_posix()}:{node.lineno} {node.value[:40]}")
    return faults


def test_no_code_speaks_chinese_past_the_table_of_words():
    assert chinese_literals(ROOT) == []


def test_a_chinese_literal_is_found_and_a_docstring_may_quote(tmp_path):
    root = planted(
        tmp_path, "sim/planted.py", '"""集体经济收入."""\nlabel = "收入"\nline = f"共{3}村"  # 村\n'
    )
    assert len(chinese_literals(root)) == 3
