"""Run the kernel's text without compilation on the arrays of an .npz file: `python plain_run.py IN OUT`.

Where the file holds `out`, it is the account that is asked for (`kernel.compiled_accounts`).
"""

import os
import sys

os.environ["NUMBA_DISABLE_JIT"] = "1"

import numpy as np

from sim.model import kernel, layout

given = np.load(sys.argv[1])
sums, switches = given["sums"].copy(), layout.Switches(*given["switches"].tolist())
world = layout.PackedVillages(**{name: given[name] for name in layout.PackedVillages._fields})
rest = (given[name] for name in ("draws", "members", "streams"))
with np.errstate(over="ignore"):  # the hash wraps around on purpose
    if "out" in given:
        found = {"out": given["out"].copy()}
        kernel.compiled_accounts(switches)(2022, world, *rest, sums, found["out"])
    else:
        found = {name: given[name].copy() for name in ("incomes", "counted")}
        places = np.arange(given["incomes"].shape[1])
        kernel.compiled(switches)(3, 2022, world, *rest, sums, found["incomes"], found["counted"], places)
np.savez(sys.argv[2], sums=sums, **found)
