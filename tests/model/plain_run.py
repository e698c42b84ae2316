"""Run the kernel's text without compilation on the arrays of an .npz file: `python plain_run.py IN OUT`."""

import os
import sys

os.environ["NUMBA_DISABLE_JIT"] = "1"

import numpy as np

from sim.model import kernel, layout

given = np.load(sys.argv[1])
sums, incomes = given["sums"].copy(), given["incomes"].copy()
world = layout.PackedVillages(**{name: given[name] for name in layout.PackedVillages._fields})
rest = (given[name] for name in ("draws", "members", "streams"))
nets = np.zeros_like(incomes)
with np.errstate(over="ignore"):  # the hash wraps around on purpose
    places = np.arange(incomes.shape[1])
    kernel.compiled(layout.Switches(*given["switches"].tolist()))(
        3, 2022, world, *rest, sums, incomes, nets, places
    )
np.savez(sys.argv[2], sums=sums, incomes=incomes, nets=nets)
