"""A cache of compiled code may be damaged or unwritable: it costs time, never an answer."""

from __future__ import annotations

import os
import subprocess
import sys

import numba as nb
import pytest
from numba import config

from sim.model import fastmath

MODULE = "def twice(x):\n    return 2 * x\n"


@pytest.fixture
def compile_twice(tmp_path, monkeypatch):
    """Compiles a function of its own, its cache in an empty folder: (its answer, read from the cache)."""
    monkeypatch.setattr(config, "CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "twice_module.py").write_text(MODULE, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "twice_module", raising=False)

    def call() -> tuple[int, bool]:
        import twice_module

        function = nb.njit(cache=True)(twice_module.twice)
        return function(21), bool(function.stats.cache_hits)

    return call


def cut(path):
    path.write_bytes(path.read_bytes()[:-40])


def flip(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def folder(path):
    path.unlink()
    path.mkdir()
    (path / "x").write_text("x", encoding="utf-8")


DAMAGE = {
    "cut": cut,
    "empty": lambda path: path.write_bytes(b""),
    "other": lambda path: path.write_bytes(b"\x80\x05no pickle at all, but long enough to hold a seal" * 3),
    "unsealed": lambda path: path.write_bytes(path.read_bytes()[: -fastmath.SEAL]),
    "flip": flip,
    "gone": lambda path: path.unlink(),
    "folder": folder,
    "link": lambda path: (path.unlink(), path.symlink_to("nowhere")),
}


@pytest.mark.parametrize("suffix", [".nbi", ".nbc"])
@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_file_is_made_anew_and_then_read_again(compile_twice, tmp_path, suffix, damage):
    assert compile_twice() == (42, False)
    assert compile_twice() == (42, True)
    (path,) = (tmp_path / "cache").rglob(f"*{suffix}")
    DAMAGE[damage](path)
    assert compile_twice() == (42, False)
    assert compile_twice() == (42, True)


@pytest.mark.parametrize("call", ["mkdir", "makedirs", "replace"])
def test_where_nothing_can_be_written_code_is_compiled_and_not_kept(compile_twice, monkeypatch, call):
    def refuse(*arguments, **options):
        raise PermissionError(13, "no")

    monkeypatch.setattr(os, call, refuse)
    assert compile_twice() == (42, False)
    assert compile_twice() == (42, False)


def test_a_home_that_cannot_be_written_has_its_cache_among_the_temporary_folders(tmp_path):
    (tmp_path / "home").write_text("a file where a folder should be", encoding="utf-8")
    (tmp_path / "temporary").mkdir()
    own = {"NUMBA_CACHE_DIR": str(tmp_path / "home" / "x"), "TMPDIR": str(tmp_path / "temporary")}
    line = "from numba import config; from sim.model import fastmath; print(config.CACHE_DIR)"
    said = subprocess.run(
        [sys.executable, "-c", line], env={**os.environ, **own}, capture_output=True, text=True, check=True
    ).stdout.strip()
    assert said.startswith(str(tmp_path / "temporary" / f"wuli-{os.getuid()}" / "compiled-"))
    assert os.path.isdir(said)


def test_a_folder_that_others_can_write_is_not_trusted(tmp_path, monkeypatch):
    own = tmp_path / f"wuli-{os.getuid()}"
    own.mkdir()
    own.chmod(0o777)
    monkeypatch.setattr(fastmath.tempfile, "gettempdir", lambda: str(tmp_path))
    usual = tmp_path / "usual"
    assert fastmath.instead_of(usual) == usual
    own.chmod(0o700)
    usual.mkdir()
    (usual / "a.nbi").write_text("kept", encoding="utf-8")
    assert (fastmath.instead_of(usual) / "a.nbi").read_text(encoding="utf-8") == "kept"
