"""The text of a YAML file, bounded and decoded before anything is parsed, whatever editor saved it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from sim.faults import Fault, fault
from sim.folders import file_bytes

LARGEST = 256 << 10  # bytes; a study that lists five thousand runs is smaller
# A file without a mark whose every other byte is zero is UTF-16; the mark says so else.
MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def read_text(path: Path) -> tuple[str, list[Fault]]:
    """A file's text and, where it is not UTF-8, the note that says as what it was read.

    Raises InputFaults for what is no plain file, cannot be read, is too large or no text.
    """
    name = shown(path)
    if not path.is_file():  # a pipe would be waited for without end
        raise fault(name, "fault_no_file")
    try:
        if path.stat().st_size > LARGEST:
            with path.open("rb") as file:
                content = file.read(LARGEST + 1)
        else:
            content = file_bytes(path)
    except OSError as error:
        raise fault(name, "fault_file_unreadable", reason=error.strerror or "") from None
    if len(content) > LARGEST:
        size = max(path.stat().st_size, len(content))
        raise fault(name, "scenario_too_large", size=-(-size >> 10), most=LARGEST >> 10)
    text, encoding = decoded(name, content)
    return text, [Fault(name, "scenario_note_encoding", {"encoding": encoding})] if encoding else []


def decoded(name: str, content: bytes) -> tuple[str, str]:
    """The text, and the encoding where it is not UTF-8: UTF-16, else GB18030, which holds GBK."""
    wide = MARKS.get(content[:2]) or wide_without_mark(content)
    for encoding in (wide,) if wide else ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, "" if encoding == "utf-8-sig" else "GBK/GB18030" if not wide else "UTF-16"
    raise fault(name, "fault_unreadable")


def wide_without_mark(content: bytes) -> str:
    """UTF-16 without its mark, as its many zero bytes tell: keys and signs of YAML are plain letters."""
    head = content[:4096]
    for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if len(content) % 2 == 0 and zeros.count(0) * 3 > len(zeros) > 0:
            return encoding
    return ""


def shown(path: Path) -> str:
    """A path as a person would type it from here."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else relative


def brief(value: Any, most: int = 40) -> str:
    """A wrong value as it can stand in one line: what cannot be seen is written out."""
    text = " ".join(str(value).split())
    seen = "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in text[: most + 1])
    return seen if len(text) <= most else seen[: most - 1] + "…"
