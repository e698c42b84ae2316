"""Workbooks: their cells by the reader of calamine, and from the parts of an .xlsx what it does not tell.

That is: rows and columns that are hidden, formulas without a value, errors, codes shown with leading zeros,
and cells so far out that a reader would ask for room up to them.
"""

from __future__ import annotations

import html
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from xml.etree import ElementTree

from sim.inputs.intake.reading.kinds import EXCEL, OPEN_DOCUMENT
from sim.inputs.intake.reading.persons import holds_number
from sim.inputs.intake.reading.sheet import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_STRAY,
    NoValue,
    Row,
    Unreadable,
    WorkSheet,
    check_size,
    laid_out,
    letters,
)

MOST_OF_PART = 32 << 20  # bytes
MOST_ROOM = 8_000_000  # cells from A1 to the last one; for so many a reader asks for room at once
MOST_REMARKS, LONGEST_REMARK = 5_000, 400
MARGIN_CODE = re.compile(r'&"[^"]*"|&\d+|&K[0-9A-Fa-f]{6}|&[A-Za-z&]')  # fonts, sizes, page numbers
ZEROS = re.compile(r"0{2,20}")
DAMAGED = (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError, KeyError)
QUOTED = re.compile(r'"([^"]*)"')
DIVIDED = re.compile(r"[0#],+(?![0#])|[!\\\\]\.")  # by a thousand for each comma, or with a point drawn in
LONGEST_UNIT = 8
STYLED = re.compile(rb'<(\w+:)?c\b[^>]*\bs="(\d+)"[^>]*(?<!/)>')
CELL = rb"<P:?c\b([^>]*+)>(?:(?<=/>)|(.*?)</P:?c>)"
PARTS = {  # of an .xlsx or .ods, by the beginning of their names → where a person's number stands in them
    "comments": "comment", "threadedcomments": "comment", "persons": "property", "docprops": "property",
    "customxml": "property", "charts": "drawing", "drawings": "drawing", "pivotcache": "drawing",
    "externallinks": "drawing", "meta.xml": "property", "workbook.xml": "name", "styles.xml": "header",
}  # fmt: skip


@dataclass
class Details:
    """What the parts of one sheet say beside its cells; odd: (row, column) from 1 → what stands there."""

    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    filtered: bool = False
    odd: dict[tuple[int, int], str] = field(default_factory=dict)
    stray: tuple[str, ...] = ()
    remarks: tuple[tuple[int, int, str], ...] = ()
    margins: tuple[str, ...] = ()
    formats: list[tuple[int, int, str]] = field(default_factory=list)


def workbook_sheets(content: bytes, kind: str) -> tuple[list[WorkSheet], tuple[str, ...]]:
    """The sheets that hold anything, and where beside them numbers of persons stand: keys of words.csv."""
    details: dict[str, Details] = {}
    places: tuple[str, ...] = ()
    if kind in (EXCEL, OPEN_DOCUMENT):
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as parts:
                places = personal_places(parts)
                if kind == EXCEL:
                    details, content = looked_into(parts, content)
        except (*DAMAGED, ElementTree.ParseError):
            raise Unreadable("intake_unreadable") from None
    return list(calamine_sheets(content, details)), places


def calamine_sheets(content: bytes, details: Mapping[str, Details]) -> Iterator[WorkSheet]:
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        cells = 0
        for each in book.sheets_metadata:
            if each.typ != SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(each.name)
            if sheet.total_height:
                read = worksheet(
                    sheet, details.get(each.name, Details()), each.visible != SheetVisibleEnum.Visible
                )
                cells += sum(map(bool, read.rows)) * len(read.rows[0]) if read.rows else 0
                check_size(cells)
                yield read
    except PasswordError:
        raise Unreadable("intake_password") from None
    except (CalamineError, OSError, ValueError):
        raise Unreadable("intake_unreadable") from None


def worksheet(sheet: Any, details: Details, hidden: bool) -> WorkSheet:
    top, left = sheet.start or (0, 0)
    before = ("",) * left
    rows: list[Row] = [()] * top
    for row in sheet.iter_rows():  # one by one: a sheet that is mostly empty takes no room
        rows.append((*before, *row) if any(cell != "" for cell in row) else ())
    for (row, column), value in details.odd.items():
        rows += [()] * (row - len(rows))
        line = list(rows[row - 1]) + [""] * (column - len(rows[row - 1]))
        line[column - 1] = value
        rows[row - 1] = tuple(line)
    merged = [(a + 1, b + 1, c + 1, d + 1) for (a, b), (c, d) in sheet.merged_cell_ranges or ()]
    return laid_out(
        sheet.name, rows, merged, hidden=hidden, hidden_rows=details.hidden_rows,
        hidden_columns=details.hidden_columns, filtered=details.filtered, stray=details.stray,
        remarks=details.remarks, margins=details.margins, formats=tuple(details.formats),
    )  # fmt: skip


# --- the parts of an .xlsx -------------------------------------------------------------------------------


def part_of(parts: zipfile.ZipFile, name: str) -> bytes:
    """A part that is no sheet, none of which is large."""
    if parts.getinfo(name).file_size > MOST_OF_PART:
        raise Unreadable(
            "intake_blown_up", size=f"{parts.getinfo(name).file_size >> 20:,}", most=MOST_OF_PART >> 20
        )
    return parts.read(name)


def looked_into(parts: zipfile.ZipFile, content: bytes) -> tuple[dict[str, Details], bytes]:
    """The details of every sheet, and the workbook without the few cells that lie far off a table."""
    found, changed = {}, {}
    formats = own_formats(parts)
    padded, said = zero_formats(formats), unit_formats(formats)
    for name, part in sheet_parts(parts).items():
        xml = parts.read(part)
        details, rest = details_of(xml, padded)
        details.formats = shown_by_format(rest, said)
        details.remarks, details.margins = tuple(remarks_of(parts, part)), tuple(margins_of(xml))
        found[name] = details
        if rest is not xml:
            changed[part] = rest
    return found, rewritten(parts, changed) if changed else content


def sheet_parts(parts: zipfile.ZipFile) -> dict[str, str]:
    """Name of a sheet → the part that holds it."""
    names = set(parts.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return {}  # binary, or packed in a way of its own
    targets = {}
    for each in ElementTree.fromstring(part_of(parts, "xl/_rels/workbook.xml.rels")):
        target = each.get("Target", "")
        targets[each.get("Id", "")] = (
            target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        )
    found = {}
    for each in ElementTree.fromstring(part_of(parts, "xl/workbook.xml")).iter():
        if local(each.tag) == "sheet":
            relation = next((value for key, value in each.attrib.items() if local(key) == "id"), "")
            found[each.get("name", "")] = targets.get(relation, "")
    return {name: part for name, part in found.items() if part in names}


def remarks_of(parts: zipfile.ZipFile, part: str) -> Iterator[tuple[int, int, str]]:
    """The comments on the cells of a sheet."""
    folder, _, name = part.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in parts.namelist():
        return
    for each in ElementTree.fromstring(part_of(parts, relations)):
        target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/")
        if not each.get("Type", "").endswith("/comments") or target not in parts.namelist():
            continue
        found = (
            one
            for one in ElementTree.fromstring(part_of(parts, target)).iter()
            if local(one.tag) == "comment"
        )
        for one in islice(found, MOST_REMARKS):
            row, column = place_of(b' r="' + one.get("ref", "").encode() + b'"')
            text = "".join(run.text or "" for run in one.iter() if local(run.tag) == "t")
            yield row, column, text[:LONGEST_REMARK]


def margins_of(xml: bytes) -> list[str]:
    """What is printed above and below the pages of a sheet, without the codes of its layout."""
    tail = xml[xml.rfind(b"sheetData") :]
    texts = re.findall(rb"(?:Header|Footer)>([^<]+)", tail)
    return [margin(html.unescape(each.decode("utf-8", "replace"))) for each in texts]


def margin(text: str) -> str:
    return " ".join(MARGIN_CODE.sub(" ", text).split())[:LONGEST_REMARK]


def local(tag: str) -> str:
    return tag.rpartition("}")[2]


def own_formats(parts: zipfile.ZipFile) -> dict[bytes, str]:
    """Style of a cell → the format of its number, for the formats that the workbook brings itself."""
    if "xl/styles.xml" not in parts.namelist():
        return {}
    codes, found = {}, {}
    for each in ElementTree.fromstring(part_of(parts, "xl/styles.xml")):
        if local(each.tag) == "numFmts":
            codes = {one.get("numFmtId"): one.get("formatCode", "") for one in each}
        elif local(each.tag) == "cellXfs" and codes:
            found = {
                str(n).encode(): codes[one.get("numFmtId")]
                for n, one in enumerate(each)
                if one.get("numFmtId") in codes
            }
    return found


def zero_formats(formats: Mapping[bytes, str]) -> dict[bytes, int]:
    """Style of a cell → how many digits it shows, for formats such as 000."""
    return {style: len(code) for style, code in formats.items() if ZEROS.fullmatch(code)}


def unit_formats(formats: Mapping[bytes, str]) -> dict[bytes, str]:
    """Style of a cell → the words that its format writes beside the number, with `,` where it is divided."""
    found = {}
    for style, code in formats.items():
        positive = code.partition(";")[0]
        text = "".join(QUOTED.findall(positive)).strip()
        number = QUOTED.sub("", positive)
        if text and len(text) <= LONGEST_UNIT and re.search("[0#]", number):
            found[style] = text + ("," if DIVIDED.search(number) else "")
    return found


def shown_by_format(xml: bytes, said: Mapping[bytes, str]) -> list[tuple[int, int, str]]:
    """Row, column and words of every cell whose format writes some; none where no format does."""
    found = []
    for each in STYLED.finditer(xml) if said else ():
        if text := said.get(each[2]):
            found.append((*place_of(each[0]), text))
            check_size(len(found))
    return found


def details_of(xml: bytes, padded: Mapping[bytes, int]) -> tuple[Details, bytes]:
    opening = re.search(rb"<(\w+:)?worksheet\b", xml)
    prefix = (opening and opening[1]) or b""
    cells = re.compile(CELL.replace(b"P:?", prefix), re.DOTALL)
    details = Details()
    if b"hidden" in xml:
        rows = re.finditer(rb"<" + prefix + rb"row\b[^>]*\bhidden=\"(?:1|true)\"[^>]*>", xml)
        details.hidden_rows = tuple(whole(each[0], b"r") for each in rows)
        columns = re.finditer(rb"<" + prefix + rb"col\b[^>]*\bhidden=\"(?:1|true)\"[^>]*>", xml)
        spans = [(whole(each[0], b"min"), whole(each[0], b"max")) for each in columns]
        details.hidden_columns = tuple(
            c for low, high in spans for c in range(low, min(high, MOST_COLUMNS) + 1)
        )
        details.filtered = b"filterColumn" in xml
    rest = without_strays(xml, cells, prefix, details)
    f = b"<" + prefix + b"f"
    if padded or b't="e"' in rest or any(f + end in rest for end in (b">", b"/>", b" ")):
        for each in cells.finditer(rest):
            inner = each[2] or b""
            if not padded and b"f" not in inner and b't="e"' not in each[1]:
                continue
            value = odd_value(each[1], inner, prefix, padded)
            if value is not None:
                details.odd[place_of(each[1])] = value
                check_size(len(details.odd))
    details.odd.pop((0, 0), None)
    return details, rest


def odd_value(attributes: bytes, inner: bytes, prefix: bytes, padded: Mapping[bytes, int]) -> str | None:
    """What the reader does not tell of a cell: an error, a formula without value, a code with its zeros."""
    value = re.search(rb"<" + prefix + rb"v\b[^>]*>([^<]+)</", inner)
    if b't="e"' in attributes:
        return NoValue(value[1].decode("utf-8", "replace") if value else "#N/A")
    formula = re.search(rb"<" + prefix + rb"f\b[^>]*?(?:/>|>([^<]*)<)", inner)
    if formula and not value and b't="str"' not in attributes:
        return NoValue("=" + (formula[1] or b"").decode("utf-8", "replace"))
    style = re.search(rb'\bs="(\d+)"', attributes)
    if (
        style
        and style[1] in padded
        and value
        and value[1].isdigit()
        and b"t=" not in attributes.replace(b't="n"', b"")
    ):
        return value[1].decode().zfill(padded[style[1]])
    return None


def whole(tag: bytes, name: bytes) -> int:
    found = re.search(rb"\b" + name + rb'="(\d{1,7})"', tag)
    return int(found[1]) if found else 0


def place_of(attributes: bytes) -> tuple[int, int]:
    """Row and column of a cell; (0, 0) where its tag does not say."""
    found = re.search(rb'\br="([A-Z]{1,3})(\d{1,7})"', attributes)
    if not found:
        return 0, 0
    return int(found[2]), column_of(found[1])


def column_of(name: bytes) -> int:
    """The number of a column: A is 1, AA is 27."""
    column = 0
    for sign in name:
        column = 26 * column + sign - 64
    return column


def without_strays(xml: bytes, cells: re.Pattern[bytes], prefix: bytes, details: Details) -> bytes:
    """The sheet without the few cells so far out that a reader would ask for room up to them."""
    last = whole(xml[xml.rfind(b"<" + prefix + b"row") :][:400], b"r")
    wide = max((column_of(each) for each in set(re.findall(rb' r="([A-Z]{1,3})\d', xml))), default=26)
    if last * wide <= MOST_ROOM:
        return xml
    filled = [(place_of(each[1]), each.span()) for each in cells.finditer(xml) if holds(each[2])]
    filled = [each for each in filled if each[0] != (0, 0)]
    check_size(len(filled))
    far = strays([place for place, _ in filled])
    for place, (first, end) in sorted(filled, reverse=True, key=lambda each: each[1]):
        if place in far:
            xml = xml[:first] + xml[end:]
    details.stray = tuple(f"{letters(column)}{row}" for row, column in sorted(far))
    return xml


def holds(inner: bytes | None) -> bool:
    """Whether a cell's inside has a value or a text in it."""
    return inner is not None and (b"v>" in inner or b"t>" in inner)


def strays(places: list[tuple[int, int]]) -> set[tuple[int, int]]:
    """Cells to leave aside so that the rest fits: right of any table, then below the widest gap."""
    far = {place for place in places if place[1] > MOST_COLUMNS}
    near = [place for place in places if place[1] <= MOST_COLUMNS]
    rows = sorted({row for row, _ in near})
    wide = max((column for _, column in near), default=0)
    if rows and rows[-1] * wide > MOST_ROOM:
        gap = max(range(len(rows)), key=lambda n: rows[n] - (rows[n - 1] if n else 0))
        far |= {place for place in near if place[0] >= rows[gap]}
    rest = [place for place in places if place not in far]
    room = max((row for row, _ in rest), default=0) * max((column for _, column in rest), default=0)
    if room > MOST_ROOM or len(far) > MOST_STRAY or not rest:
        row, column = max(places)
        raise Unreadable("intake_far_cell", cell=f"{letters(column)}{row}", most=f"{MOST_CELLS:,}")
    return far


def rewritten(parts: zipfile.ZipFile, changed: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as book:
        for each in parts.infolist():
            book.writestr(each.filename, changed.get(each.filename) or parts.read(each))
    return target.getvalue()


# --- persons beside the cells ----------------------------------------------------------------------------


def personal_places(parts: zipfile.ZipFile) -> tuple[str, ...]:
    """Where numbers of persons stand beside the cells: in comments, properties, names, headers, drawings."""
    found = set()
    for name in parts.namelist():
        steps = name.replace("\\", "/").lower().split("/")
        place = next(
            (value for key, value in PARTS.items() if any(step.startswith(key) for step in steps)), ""
        )
        if place and name.endswith((".xml", ".vml")) and holds_number(bare(part_of(parts, name))):
            found.add(place)
        elif "worksheets" in steps and name.endswith(".xml"):
            xml = parts.read(name)
            xml = xml[xml.rfind(b"sheetData") :]  # what is printed above and below comes last
            margin = b" ".join(re.findall(rb"(?:Header|Footer)>([^<]+)", xml))
            if holds_number(html.unescape(margin.decode("utf-8", "replace"))):
                found.add("header")
    return tuple(sorted(found))


def bare(xml: bytes) -> str:
    """The text of a part and of its attributes, without numbers of drawings and styles."""
    text = html.unescape(xml.decode("utf-8", "replace"))
    return re.sub(r'\b\w*id="[^"]*"|<[\w:]*v>[\d.eE+-]*</[\w:]*v>', "", text, flags=re.IGNORECASE)
