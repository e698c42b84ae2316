"""Files as offices write them, as they stand: XLSX, XLS, ODS, CSV in any encoding, parquet, pages as .xls."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from sim.faults import fault
from sim.inputs.intake.reading.door import ask
from sim.inputs.intake.reading.kinds import EXCEL
from sim.inputs.intake.reading.sheet import Row, WorkSheet
from sim.inputs.sheets import look_at

__all__ = ["Row", "WorkSheet", "Workbook", "read_workbook"]


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
    return opened(path.resolve(), path, found.st_size, found.st_mtime_ns)


@lru_cache(maxsize=1)  # whoever checks a file asks first what it is, and writes a copy of it at the end
def opened(_real: Path, path: Path, _size: int, _changed: int) -> Workbook:
    try:
        with path.open("rb") as file:
            checksum = hashlib.file_digest(file, "sha256").hexdigest()
            file.seek(0)
            answer = ask("read", path.name, file)
    except OSError as error:
        raise fault(str(path), "fault_file_unreadable", reason=error.strerror or "") from None
    sheets = sorted(answer["sheets"], key=lambda each: each.hidden)  # what people see comes first
    return Workbook(path, tuple(sheets), checksum, answer["kind"] == EXCEL, tuple(answer["places"]))
