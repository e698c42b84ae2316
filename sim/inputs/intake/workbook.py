"""Files as offices write them, as they stand: XLSX, XLS, ODS, CSV in any encoding, parquet, pages as .xls."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import dataclass, field
from pathlib import Path

from sim.faults import fault
from sim.inputs.intake.reading.door import ask
from sim.inputs.intake.reading.kinds import EXCEL
from sim.inputs.intake.reading.sheet import Row, Sheet

LARGEST = 1 << 28  # bytes; a register of a province is a tenth of it

__all__ = ["Row", "Sheet", "Workbook", "read_workbook"]


@dataclass(frozen=True)
class Workbook:
    """A file's sheets and the checksum (sha256) of its bytes; `excel`: openpyxl can write into it.

    places: where beside the cells numbers of persons stand, as `comment` or `property`.
    """

    path: Path
    sheets: tuple[Sheet, ...]
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
    look_at(path)
    try:
        with path.open("rb") as file:
            checksum = hashlib.file_digest(file, "sha256").hexdigest()
            file.seek(0)
            answer = ask("read", path.name, file)
    except OSError as error:
        raise fault(str(path), "fault_file_unreadable", reason=error.strerror or "") from None
    sheets = sorted(answer["sheets"], key=lambda each: each.hidden)  # what people see comes first
    return Workbook(path, tuple(sheets), checksum, answer["kind"] == EXCEL, tuple(answer["places"]))


def look_at(path: Path) -> None:
    """Refuse what is no file, or one that is empty or too large to be a table, before it is opened."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise fault(str(path), "fault_file_missing") from None
    except (OSError, ValueError) as error:
        raise fault(str(path), "fault_file_unreadable", reason=getattr(error, "strerror", "") or "") from None
    if stat.S_ISDIR(found.st_mode):
        raise fault(str(path), "intake_is_folder")
    if not stat.S_ISREG(found.st_mode):
        raise fault(str(path), "intake_is_device")
    if not found.st_size:
        raise fault(path.name, "fault_file_empty")
    if found.st_size > LARGEST:
        raise fault(path.name, "intake_too_large", size=found.st_size >> 20, most=LARGEST >> 20)
