"""The kernel of one run: forked from the nursery where there is one, else started as Jupyter does.

Its sockets have names that are no files (Linux) and its connection file lies in the run's own unfinished
folder, so that nothing is left wherever a kill strikes.
"""

from __future__ import annotations

import asyncio
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager, KernelManager
from traitlets import Bool, Float, Unicode

from sim.runs.forked import NAME, no_file, possible, register

CONNECTION = ".kernel.json"


class OneKernel(KernelSpecManager):
    """This environment's Python and no other kernel, whatever is installed on the machine."""

    nursery = Unicode(help="socket of the process that forks kernels; blank starts stock ones").tag(
        config=True
    )
    patience = Float(0, help="s to wait for that process while it is being opened anew").tag(config=True)
    outlives = Bool(False, help="whether kernels go on when that process is killed").tag(config=True)

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        quick = ["--HistoryManager.enabled=False", "--log-level=CRITICAL"]
        settings = {"nursery": self.nursery, "patience": self.patience, "outlives": self.outlives}
        forked = {"provisioner_name": NAME, "config": settings}
        return KernelSpec(
            argv=[*command, *quick], display_name="Python 3", language="python", name="python3",
            metadata={"kernel_provisioner": forked} if self.nursery else {},
        )  # fmt: skip

    def find_kernel_specs(self) -> dict[str, str]:
        return {"python3": ""}


def name_sockets(manager: KernelManager) -> None:
    """Give a kernel's sockets names that are no files, where the system knows such; else they are ports."""
    if possible():
        manager.transport, manager.ip = "ipc", no_file()


@contextmanager
def kernel(folder: Path, nursery: str) -> Iterator[AsyncKernelManager]:
    """A manager that starts a kernel for a run in `folder`, and ends it without waiting."""
    if nursery:
        register()
    manager = AsyncKernelManager(kernel_name="python3", kernel_spec_manager=OneKernel(nursery=nursery))
    manager.connection_file = str(folder / CONNECTION)
    name_sockets(manager)
    try:
        yield manager
    finally:
        if manager.has_kernel:
            asyncio.get_event_loop().run_until_complete(manager.shutdown_kernel(now=True))
        manager.cleanup_connection_file()
        folder.chmod(folder.stat().st_mode & ~stat.S_ISVTX)  # Jupyter marks the folder of connection files
