"""pyproject.toml, requirements.lock and environment.yml say the same, and the lock serves every machine."""

import importlib.util
import re
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.conda_view import CONDA_NAMES, conda_view

PYTHONS = ("3.11", "3.12", "3.13")
PLATFORMS = {
    "linux": {
        "sys_platform": "linux",
        "platform_system": "Linux",
        "os_name": "posix",
        "platform_machine": "x86_64",
    },
    "mac": {
        "sys_platform": "darwin",
        "platform_system": "Darwin",
        "os_name": "posix",
        "platform_machine": "arm64",
    },
    "windows": {
        "sys_platform": "win32",
        "platform_system": "Windows",
        "os_name": "nt",
        "platform_machine": "AMD64",
    },
}
# Needed although nothing imports it: another package or a command does.
NOT_IMPORTED = {
    "brotli": "fonttools reads woff2 with it",
    "ipykernel": "the kernel of every notebook",
    "jupyterlab": "the command behind `wuli lab`",
    "jupyterlab-widgets": "what a browser shows widgets with; bound where it breaks",
    "mypy": "a command",
    "pre-commit": "a command",
    "pyarrow": "pandas writes parquet with it",
    "pytest-xdist": "a plugin of pytest",
    "ruff": "a command",
    "setuptools": "builds the project",
    "uv": "a command",
}
MODULES = {
    "fonttools": "fontTools",
    "ipython": "IPython",
    "python-docx": "docx",
    "pyyaml": "yaml",
    "ruamel.yaml": "ruamel",
    "salib": "SALib",
    "scikit-learn": "sklearn",
}


@pytest.fixture(scope="module")
def pyproject(root):
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def wanted(pyproject):
    """Every direct dependency, those of the checks too."""
    return [
        Requirement(line)
        for line in pyproject["project"]["dependencies"] + pyproject["dependency-groups"]["dev"]
    ]


@pytest.fixture(scope="module")
def lock(root):
    return (root / "requirements.lock").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def pins(lock):
    return read_pins(lock)


def read_pins(lock):
    """The lock's entries: `{name: [Requirement, …]}`, one for each range of markers."""
    pins: dict[str, list[Requirement]] = {}
    for line in re.findall(r"^[a-zA-Z0-9].*$", lock, re.MULTILINE):
        pin = Requirement(line.removesuffix("\\").strip())
        pins.setdefault(canonicalize_name(pin.name), []).append(pin)
    return pins


def machine(python, platform):
    return PLATFORMS[platform] | {
        "python_version": python,
        "python_full_version": f"{python}.9",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "extra": "",
    }


def chosen(pins, name, environment):
    """The version that the lock gives this machine: exactly one, or AssertionError."""
    fitting = [
        p for p in pins.get(canonicalize_name(name), []) if not p.marker or p.marker.evaluate(environment)
    ]
    assert len(fitting) == 1, (
        f"{name}: {len(fitting)} entries of the lock fit {environment['python_version']}"
    )
    (pin,) = fitting[0].specifier
    assert pin.operator == "=="
    return Version(pin.version)


def test_every_entry_of_the_lock_has_a_hash(lock):
    entries = re.split(r"\n(?=\S)", lock.strip())
    assert len(entries) > 100
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_lock_names_no_address_and_no_index(lock):
    assert re.findall(r"^.*(?:://|--\S*index|--find-links|--extra).*$", lock, re.MULTILINE) == []


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("python", PYTHONS)
def test_the_lock_keeps_the_bounds_on_every_machine(python, platform, wanted, pins):
    versions = {r.name: chosen(pins, r.name, machine(python, platform)) for r in wanted}
    assert [(r.name, str(versions[r.name])) for r in wanted if versions[r.name] not in r.specifier] == []


def test_a_lock_that_is_older_than_a_bound_is_noticed(pins):
    version = chosen(pins, "numpy", machine("3.11", "linux"))
    assert version not in Requirement(f"numpy>{version}").specifier
    with pytest.raises(AssertionError, match="0 entries"):
        chosen(pins, "a-package-nobody-locked", machine("3.11", "linux"))


def test_the_pythons_of_the_lock_are_those_of_pyproject_and_makefile(pyproject, root):
    allowed = Requirement(f"python{pyproject['project']['requires-python']}").specifier
    assert [v for v in ("3.10", *PYTHONS, "3.14") if Version(f"{v}.0") in allowed] == list(PYTHONS)
    assert "(3, 11) <= sys.version_info[:2] <= (3, 13)" in (root / "Makefile").read_text(encoding="utf-8")


def test_what_is_installed_here_needs_nothing_outside_the_lock(wanted, pins):
    """Walk from the direct dependencies through the metadata of what is installed."""
    environment = {"extra": ""}
    waiting, seen, wrong = [(r.name, "pyproject.toml") for r in wanted], set(), []
    while waiting:
        name, needed_by = waiting.pop()
        if (name := canonicalize_name(name)) in seen:
            continue
        seen.add(name)
        found = Version(metadata.version(name))
        if not any(found in pin.specifier for pin in pins.get(name, [])):
            wrong.append(f"{name} {found}, needed by {needed_by}")
        needs = [Requirement(line) for line in metadata.requires(name) or []]
        waiting += [(r.name, name) for r in needs if not r.marker or r.marker.evaluate(environment)]
    assert wrong == []
    assert len(seen) > 100


def test_environment_yml_is_the_conda_view_of_pyproject(root):
    text = (root / "pyproject.toml").read_text(encoding="utf-8")
    assert (root / "environment.yml").read_text(encoding="utf-8") == conda_view(text), "run `make lock`"


def test_every_bound_is_in_the_conda_view_with_its_reason(root, wanted):
    from ruamel.yaml import YAML

    text = (root / "environment.yml").read_text(encoding="utf-8")
    entries = [e for e in YAML(typ="safe").load(text)["dependencies"] if isinstance(e, str)]
    names = {entry.split()[0]: set(entry.partition(" ")[2].split(",")) for entry in entries}
    assert {n: b for n, b in names.items() if n not in ("python", "pip")} == {
        CONDA_NAMES.get(r.name, r.name): set(str(r.specifier).split(",")) for r in wanted
    }
    assert [line for line in text.splitlines() if line.startswith('  - "') and "  # " not in line] == []


def test_a_bound_without_a_reason_is_refused(root):
    text = (root / "pyproject.toml").read_text(encoding="utf-8")
    bare = re.sub(r'("scipy[^"]*",).*', r"\1", text)
    with pytest.raises(ValueError, match="scipy"):
        conda_view(bare)


def imported(root, *folders):
    """The top-level names that the code of these folders imports, in notebooks too."""
    sources = (path for folder in folders for path in (root / folder).rglob("*"))
    text = "\n".join(p.read_text(encoding="utf-8") for p in sources if p.suffix in (".py", ".ipynb"))
    named = re.findall(r'^[ "]*(?:import|from) ([A-Za-z_]+)|importorskip\("([A-Za-z_]+)', text, re.MULTILINE)
    return {name for pair in named for name in pair}


def module_of(name):
    return MODULES.get(name, name.replace("-", "_"))


def test_every_dependency_is_used(root, wanted):
    names = [r.name for r in wanted if r.name not in NOT_IMPORTED]
    assert [n for n in names if module_of(n) not in imported(root, "sim", "tests", "notebooks")] == []


def test_what_the_code_imports_is_declared_and_not_borrowed_from_another_package(root, pyproject):
    declared = {module_of(Requirement(line).name) for line in pyproject["project"]["dependencies"]}
    known = {*metadata.packages_distributions()} - declared - {"sim", "tests"}
    assert imported(root, "sim", "notebooks") & known == set()


def test_the_environment_that_make_sets_up_is_byte_compiled(root):
    if not (root / ".venv" / "ready").exists() or sys.prefix != str(root / ".venv"):
        pytest.skip("not the environment that `make` sets up")
    for module in ("numpy", "pandas.core.frame", "numba.core.typing.templates", "voila.app"):
        source = importlib.util.find_spec(module).origin
        assert Path(importlib.util.cache_from_source(source)).is_file(), module
