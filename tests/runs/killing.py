"""Batches that are killed at random moments: what is hit, and what must be left."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

KINDS = ("runner", "worker", "kernel", "nursery")


def parents() -> dict[int, int]:
    """Every process with its parent."""
    found = {}
    for place in Path("/proc").glob("[0-9]*"):
        try:
            found[int(place.name)] = int((place / "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError, IndexError):
            continue
    return found


def command_line(pid: int) -> str:
    try:
        return (Path("/proc") / str(pid) / "cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


def family(runner: int) -> dict[str, list[int]]:
    """The processes of a runner by what they are."""
    above = parents()
    children = [pid for pid, parent in above.items() if parent == runner]
    nursery = [pid for pid in children if "sim.runs.kernels" in command_line(pid)]
    answering = [pid for pid, parent in above.items() if parent in nursery]  # its fork that forks kernels
    return {
        "runner": [runner],
        "worker": [pid for pid in children if "spawn_main" in command_line(pid)],
        "nursery": nursery,
        "kernel": [pid for pid, parent in above.items() if parent in answering],
    }


def kill_at_random(
    command: Sequence[str], kills: int, seed: int, pause: tuple[float, float], kinds: Sequence[str] = KINDS
) -> list[str]:
    """Run a command again and again, killing something of it at random, then undisturbed to its end."""
    chance, killed = random.Random(seed), []
    while len(killed) < kills:
        runner = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while len(killed) < kills and runner.poll() is None:
            time.sleep(chance.uniform(*pause))
            kind = chance.choice(kinds)
            targets = family(runner.pid)[kind]
            if targets and runner.poll() is None:
                killed += kill(chance.choice(targets), kind)
        if len(killed) >= kills and runner.poll() is None and chance.random() < 0.5:
            killed += kill(runner.pid, "runner")
        if runner.wait() == 0:
            break
    for _ in range(3):
        if subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0:
            return killed
    raise AssertionError("the batch does not end well")


def kill(pid: int, kind: str) -> list[str]:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return []
    return [kind]


def tree(folder: Path) -> dict[str, str]:
    """Every file below a folder, hidden ones too, with the sha256 of its bytes."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


def left_processes(outputs: Path) -> list[str]:
    """Processes that still work in a folder below `outputs`: the kernels, which are started in it."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            place = os.readlink(process / "cwd")
        except OSError:
            continue
        if place.startswith(str(outputs)):
            found.append(process.name)
    return found
