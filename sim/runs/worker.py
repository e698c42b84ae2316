"""The process that makes runs one after the other.

The heavy part (`sim.runs.execute`: papermill) is imported in that process only; planning a batch and
finding that all of it is there already stay quick.
"""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Mapping
from multiprocessing import parent_process
from multiprocessing.connection import Connection

from sim.runs.job import Render


def main(line: Connection, render: Render, nursery: str, environment: Mapping[str, str]) -> None:
    """The process: make one job after the other, until nobody sends more."""
    os.setsid()  # ctrl-C reaches the runner alone, which then ends its children
    threading.Thread(target=end_with_parent, daemon=True).start()
    os.environ.update(environment)
    # The grammar of web addresses, for a check that notebooks do not need, takes a second to build.
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]
    from sim.runs.execute import attempt, get_ready

    get_ready(render)
    gc.freeze()  # or the collector goes through all that was loaded every few runs
    line.send(None)  # ready
    while True:
        try:
            job = line.recv()
        except EOFError:
            return
        line.send(attempt(job, render, nursery))


def end_with_parent() -> None:
    """End this process when the runner is gone; its kernel notices by itself."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
