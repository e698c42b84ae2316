"""What every test runs under: one language, two threads, no window, and NumPy that does not look away."""

import atexit
import os
import shutil
import signal
import sys
import tempfile

# Before numba and matplotlib are imported anywhere. Two threads even on one core: that their number
# changes no byte is tested. workqueue is the layer that survives the apps' forked kernels.
os.environ["NUMBA_NUM_THREADS"] = "2"
os.environ["NUMBA_THREADING_LAYER"] = "workqueue"
os.environ["MPLBACKEND"] = "Agg"
# Jupyter asks for its new place of settings, else it warns at import.
os.environ["JUPYTER_PLATFORM_DIRS"] = "1"
os.environ.pop("COLUMNS", None)  # the width of whoever runs the tests; a program reads it once
# No register that somebody uses here, in this process or in those that it starts: an empty home of one's own,
# so that two runs of the tests at once do not see each other's.
os.environ.pop("WULI_VILLAGES", None)
os.environ.pop("WULI_BASE_YEAR", None)
os.environ["WULI_PROGRAMME"] = "baotou-2022"  # whatever is in use here
os.environ["WULI_HOME"] = tempfile.mkdtemp(prefix="wuli-without-a-register-")

from pathlib import Path

import numpy as np
import pytest

from tests.chromium import find_chromium

ROOT = Path(__file__).resolve().parent.parent
atexit.register(shutil.rmtree, os.environ["WULI_HOME"], ignore_errors=True)
# What a shell in the background or `nohup` ignores, every program started from here would ignore as well.
for number, default in ((signal.SIGINT, signal.default_int_handler), (signal.SIGHUP, signal.SIG_DFL)):
    if signal.getsignal(number) is signal.SIG_IGN:
        signal.signal(number, default)


def pytest_collection_modifyitems(items):
    """The tests in a browser come last: whoever runs one file sees the quick answers first."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(autouse=True)
def one_language(monkeypatch):
    """English, so that a failure reads like the rest; a test of Chinese asks for it."""
    monkeypatch.setenv("WULI_LANG", "en")


@pytest.fixture(autouse=True)
def numpy_raises():
    """An overflow or a NaN out of nothing is an error. (Not underflow: exp(-800) is rightly 0.)"""
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        yield


@pytest.fixture(autouse=True)
def closed_figures():
    """What a test has drawn is closed behind it, in whichever stage it was drawn."""
    yield
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the project."""
    return ROOT


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of an installed Chromium; where there is none, its tests are skipped and say so."""
    path = find_chromium()
    if path is None:
        pytest.skip("no Chromium found (install chromium, or set WULI_CHROMIUM)")
    return path


@pytest.fixture
def wuli(capsys, monkeypatch, tmp_path):
    """Runs a command line in an empty folder: (status, all that it says)."""
    from sim.cli import command

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")

    def call(*arguments):
        status = command([str(each) for each in arguments])
        out, err = capsys.readouterr()
        return status, out + err

    return call
