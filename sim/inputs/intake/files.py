"""Files as offices send them, opened in a process of its own: what a file does to its reader stays there."""

from __future__ import annotations

import hashlib
import io
import json
import os
import pickle
import subprocess
import sys
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

from sim.faults import fault
from sim.inputs.intake.reading.sheet import EXCEL, NoValue, WorkSheet
from sim.inputs.tables import look_at

# ---- The door to the process in which readers run: what comes back is an answer or one fault -----

# By the clock. Where the system holds the child to fewer of the processor, this only ends one that waits for
# something: on a machine that is busy a sound file must not be refused.
SECONDS = {"read": 60.0, "copy": 240.0} if os.name == "posix" else {"read": 10.0, "copy": 60.0}
PROGRAM = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]); "
    "from sim.inputs.intake.reading.child import main; main(sys.argv[2])"
)
_PLAIN = {  # all that an answer may be made of
    *((each.__module__, each.__qualname__) for each in (WorkSheet, NoValue)),
    ("datetime", "date"), ("datetime", "datetime"), ("datetime", "time"), ("datetime", "timedelta"),
    ("datetime", "timezone"), ("copyreg", "__newobj__"),
}  # fmt: skip


class _PlainUnpickler(pickle.Unpickler):
    """Takes in cells and sheets and nothing else: what a reader was made to say must not run here."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _PLAIN:
            raise pickle.UnpicklingError(name)
        return super().find_class(module, name)


def ask(task: str, name: str, source: IO[bytes] | bytes) -> dict[str, Any]:
    """The answer to `read` (a file) or `copy`; `name` is the file as faults call it.

    Raises InputFaults where the file cannot be read, and where its reader died, hung or ran out of room.
    """
    command = [sys.executable, "-P", "-c", PROGRAM, json.dumps(sys.path), task]
    given: dict[str, Any] = {"input": source} if isinstance(source, bytes) else {"stdin": source}
    environment = {
        **os.environ,
        "ARROW_DEFAULT_MEMORY_POOL": "system",
        "RUST_BACKTRACE": "0",
        "OMP_NUM_THREADS": "1",
    }
    try:
        done = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=SECONDS[task], check=False,
            env=environment, **given,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise fault(name, "intake_too_long") from None
    if done.returncode:
        raise fault(name, _cause(done.returncode))
    try:
        answer = _PlainUnpickler(io.BytesIO(done.stdout)).load()
    except (pickle.UnpicklingError, EOFError, AttributeError, ValueError):
        raise fault(name, "intake_reader_died") from None
    if "key" in answer:
        where = f"{name}:{answer['line']}" if answer["line"] else name
        raise fault(where, answer["key"], **answer["values"])
    return answer


def _cause(status: int) -> str:
    """Why a reader ended: out of time, out of room (an abort), else a crash."""
    if os.name == "posix":
        import signal

        if -status in (signal.SIGXCPU, signal.SIGKILL):
            return "intake_too_long" if -status == signal.SIGXCPU else "intake_too_much"
        if -status in (signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS):
            return "intake_too_much"
    return "intake_reader_died"


# ---- Files as offices write them, as they stand: XLSX, XLS, ODS, CSV in any encoding, parquet, pages as .xls


@dataclass(frozen=True)
class Workbook:
    """A file's sheets and the checksum (sha256) of its bytes; `excel`: openpyxl can write into it.

    places: where beside the cells numbers of persons stand, as `comment` or `property`.
    """

    path: Path
    sheets: tuple[WorkSheet, ...]
    checksum: str = field(repr=False)
    excel: bool = False
    places: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.path.name


def read_workbook(path: Path | str) -> Workbook:
    """Read any of the kinds above by what the bytes are, whatever the file is called.

    Raises InputFaults for a file that is missing, empty, too large, locked by a password or none of these.
    """
    path = Path(path)
    found = look_at(path)
    return _opened(path.resolve(), path, found.st_size, found.st_mtime_ns)


@lru_cache(maxsize=1)  # whoever checks a file asks first what it is, and writes a copy of it at the end
def _opened(_real: Path, path: Path, _size: int, _changed: int) -> Workbook:
    try:
        with path.open("rb") as file:
            checksum = hashlib.file_digest(file, "sha256").hexdigest()
            file.seek(0)
            answer = ask("read", path.name, file)
    except OSError as error:
        raise fault(str(path), "fault_file_unreadable", reason=error.strerror or "") from None
    sheets = sorted(answer["sheets"], key=lambda each: each.hidden)  # what people see comes first
    return Workbook(path, tuple(sheets), checksum, answer["kind"] == EXCEL, tuple(answer["places"]))
