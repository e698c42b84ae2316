"""environment.yml from pyproject.toml: `python -m tests.conda_view` prints it, `make lock` stores it.

The reasons beside the bounds stand in pyproject.toml and nowhere else; here they are carried over.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PYPROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"
# Where conda-forge calls a package otherwise than PyPI. matplotlib-base leaves the Qt windows out.
CONDA_NAMES = {
    "brotli": "brotli-python", "jupyterlab-widgets": "jupyterlab_widgets", "matplotlib": "matplotlib-base",
    "playwright": "playwright-python",
}  # fmt: skip
BOUND = re.compile(r'^    "(?P<name>[A-Za-z0-9._-]+)(?P<bounds>[^"]*)",  # (?P<reason>.+)$')
PYTHON = re.compile(r'^requires-python = "(?P<bounds>[^"]+)"  # (?P<reason>.+)$', re.MULTILINE)
HEAD = """\
# The conda view of the environment: the same packages and bounds as pyproject.toml, under conda-forge's
# names. Written by `make lock`; change pyproject.toml instead. Exact versions: requirements.lock.
name: wuli
channels:
  - conda-forge
dependencies:
"""


class Bound(NamedTuple):
    """One dependency: its name on PyPI, its bounds and the reason for them."""

    name: str
    bounds: str
    reason: str


def bounds(pyproject: str, section: str) -> Iterator[Bound]:
    """The bounds of `dependencies` or `dev`; ValueError names a line that has no reason."""
    block = pyproject.split(f"\n{section} = [\n", 1)[1].split("\n]", 1)[0]
    for line in block.splitlines():
        match = BOUND.match(line)
        if not match:
            raise ValueError(
                f'pyproject.toml, {section}: expected `"name>=bound",  # reason`, found: {line.strip()}'
            )
        yield Bound(**match.groupdict())


def conda_view(pyproject: str) -> str:
    """The text of environment.yml for the text of pyproject.toml."""
    python = PYTHON.search(pyproject)
    if not python:
        raise ValueError("pyproject.toml: requires-python has no reason beside it")
    rows = [Bound("python", **python.groupdict()), *bounds(pyproject, "dependencies")]
    lines = [entry(row) for row in rows]
    lines += ["  # for tests and checks", *(entry(row) for row in bounds(pyproject, "dev"))]
    lines += [
        "  - pip  # installs the project itself; all that it needs is above",
        "  - pip:",
        "      - -e .",
    ]
    return HEAD + "\n".join(lines) + "\n"


def entry(row: Bound) -> str:
    name = CONDA_NAMES.get(row.name, row.name)
    return f'  - "{name} {row.bounds}"  # {row.reason}'


if __name__ == "__main__":
    sys.stdout.write(conda_view(PYPROJECT.read_text(encoding="utf-8")))
