"""Run the rules' loop without compilation on the arrays of an .npz file: `python plain_rules.py IN OUT`."""

import os
import sys

os.environ["NUMBA_DISABLE_JIT"] = "1"

import numpy as np

from sim.model import adaptive, layout

given = np.load(sys.argv[1])
written = [given[name].copy() for name in ("sums", "incomes", "spent")]
world = layout.PackedVillages(**{name: given[name] for name in layout.PackedVillages._fields})
kinds = {
    "levers": adaptive.RuledLevers,
    "retargets": adaptive.Retargets,
    "channels": adaptive.RuledChannels,
}
parts = [kind(*(given[f"{part}.{name}"] for name in kind._fields)) for part, kind in kinds.items()]
rest = (given[name] for name in ("draws", "members", "streams"))
sums, incomes, spent = written
places, nothing = np.arange(incomes.shape[1]), np.zeros((len(incomes), 0, 0, 0), np.float32)
with np.errstate(over="ignore"):  # the hash wraps around on purpose
    adaptive.compiled_rules(layout.Switches(*given["switches"].tolist()))(
        4, 2022, world, *parts, 0, *rest, sums, incomes, nothing, places, spent
    )
np.savez(sys.argv[2], sums=sums, incomes=incomes, spent=spent)
