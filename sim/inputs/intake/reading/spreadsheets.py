"""Workbooks: .xlsx, .xls and .ods cell by cell, and HTML and XML that systems export as Excel."""

from __future__ import annotations

import datetime
import html
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import islice
from typing import Any
from xml.etree import ElementTree

from sim.inputs.intake.reading.sheet import (
    EXCEL,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_STRAY,
    OPEN_DOCUMENT,
    NoValue,
    Row,
    Unreadable,
    WorkSheet,
    check_size,
    holds_number,
    laid_out,
    letters,
)

# ---- Workbooks: their cells by the reader of calamine, and from the parts of an .xlsx what it does not tell
# That is: rows and columns that are hidden, formulas without a value, errors, codes shown with leading zeros,
# and cells so far out that a reader would ask for room up to them.

_MOST_OF_PART = 32 << 20  # bytes
_MOST_ROOM = 8_000_000  # cells from A1 to the last one; for so many a reader asks for room at once
_MOST_REMARKS, _LONGEST_REMARK = 5_000, 400
_MARGIN_CODE = re.compile(r'&"[^"]*"|&\d+|&K[0-9A-Fa-f]{6}|&[A-Za-z&]')  # fonts, sizes, page numbers
_ZEROS = re.compile(r"0{2,20}")
_DAMAGED = (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError, KeyError)
_QUOTED = re.compile(r'"([^"]*)"')
_DIVIDED = re.compile(r"[0#],+(?![0#])|[!\\\\]\.")  # by a thousand for each comma, or with a point drawn in
_LONGEST_UNIT = 8
_STYLED = re.compile(rb'<(\w+:)?c\b[^>]*\bs="(\d+)"[^>]*(?<!/)>')
_CELL = rb"<P:?c\b([^>]*+)>(?:(?<=/>)|(.*?)</P:?c>)"
_PARTS = {  # of an .xlsx or .ods, by the beginning of their names → where a person's number stands in them
    "comments": "comment", "threadedcomments": "comment", "persons": "property", "docprops": "property",
    "customxml": "property", "charts": "drawing", "drawings": "drawing", "pivotcache": "drawing",
    "externallinks": "drawing", "meta.xml": "property", "workbook.xml": "name", "styles.xml": "header",
}  # fmt: skip


@dataclass
class _Details:
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
    details: dict[str, _Details] = {}
    places: tuple[str, ...] = ()
    if kind in (EXCEL, OPEN_DOCUMENT):
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as parts:
                places = _personal_places(parts)
                if kind == EXCEL:
                    details, content = _looked_into(parts, content)
        except (*_DAMAGED, ElementTree.ParseError):
            raise Unreadable("intake_unreadable") from None
    return list(_calamine_sheets(content, details)), places


def _calamine_sheets(content: bytes, details: Mapping[str, _Details]) -> Iterator[WorkSheet]:
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
                read = _worksheet(
                    sheet, details.get(each.name, _Details()), each.visible != SheetVisibleEnum.Visible
                )
                cells += sum(map(bool, read.rows)) * len(read.rows[0]) if read.rows else 0
                check_size(cells)
                yield read
    except PasswordError:
        raise Unreadable("intake_password") from None
    except (CalamineError, OSError, ValueError):
        raise Unreadable("intake_unreadable") from None


def _worksheet(sheet: Any, details: _Details, hidden: bool) -> WorkSheet:
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


def _part_of(parts: zipfile.ZipFile, name: str) -> bytes:
    """A part that is no sheet, none of which is large."""
    if parts.getinfo(name).file_size > _MOST_OF_PART:
        raise Unreadable(
            "intake_blown_up", size=f"{parts.getinfo(name).file_size >> 20:,}", most=_MOST_OF_PART >> 20
        )
    return parts.read(name)


def _looked_into(parts: zipfile.ZipFile, content: bytes) -> tuple[dict[str, _Details], bytes]:
    """The details of every sheet, and the workbook without the few cells that lie far off a table."""
    found, changed = {}, {}
    formats = _own_formats(parts)
    padded, said = _zero_formats(formats), _unit_formats(formats)
    for name, part in _sheet_parts(parts).items():
        xml = parts.read(part)
        details, rest = _details_of(xml, padded)
        details.formats = _shown_by_format(rest, said)
        details.remarks, details.margins = tuple(_remarks_of(parts, part)), tuple(_margins_of(xml))
        found[name] = details
        if rest is not xml:
            changed[part] = rest
    return found, _rewritten(parts, changed) if changed else content


def _sheet_parts(parts: zipfile.ZipFile) -> dict[str, str]:
    """Name of a sheet → the part that holds it."""
    names = set(parts.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return {}  # binary, or packed in a way of its own
    targets = {}
    for each in ElementTree.fromstring(_part_of(parts, "xl/_rels/workbook.xml.rels")):
        target = each.get("Target", "")
        targets[each.get("Id", "")] = (
            target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        )
    found = {}
    for each in ElementTree.fromstring(_part_of(parts, "xl/workbook.xml")).iter():
        if local(each.tag) == "sheet":
            relation = next((value for key, value in each.attrib.items() if local(key) == "id"), "")
            found[each.get("name", "")] = targets.get(relation, "")
    return {name: part for name, part in found.items() if part in names}


def _remarks_of(parts: zipfile.ZipFile, part: str) -> Iterator[tuple[int, int, str]]:
    """The comments on the cells of a sheet."""
    folder, _, name = part.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in parts.namelist():
        return
    for each in ElementTree.fromstring(_part_of(parts, relations)):
        target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/")
        if not each.get("Type", "").endswith("/comments") or target not in parts.namelist():
            continue
        found = (
            one
            for one in ElementTree.fromstring(_part_of(parts, target)).iter()
            if local(one.tag) == "comment"
        )
        for one in islice(found, _MOST_REMARKS):
            row, column = _place_of(b' r="' + one.get("ref", "").encode() + b'"')
            text = "".join(run.text or "" for run in one.iter() if local(run.tag) == "t")
            yield row, column, text[:_LONGEST_REMARK]


def _margins_of(xml: bytes) -> list[str]:
    """What is printed above and below the pages of a sheet, without the codes of its layout."""
    tail = xml[xml.rfind(b"sheetData") :]
    texts = re.findall(rb"(?:Header|Footer)>([^<]+)", tail)
    return [_margin(html.unescape(each.decode("utf-8", "replace"))) for each in texts]


def _margin(text: str) -> str:
    return " ".join(_MARGIN_CODE.sub(" ", text).split())[:_LONGEST_REMARK]


def local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _own_formats(parts: zipfile.ZipFile) -> dict[bytes, str]:
    """Style of a cell → the format of its number, for the formats that the workbook brings itself."""
    if "xl/styles.xml" not in parts.namelist():
        return {}
    codes, found = {}, {}
    for each in ElementTree.fromstring(_part_of(parts, "xl/styles.xml")):
        if local(each.tag) == "numFmts":
            codes = {one.get("numFmtId"): one.get("formatCode", "") for one in each}
        elif local(each.tag) == "cellXfs" and codes:
            found = {
                str(n).encode(): codes[one.get("numFmtId")]
                for n, one in enumerate(each)
                if one.get("numFmtId") in codes
            }
    return found


def _zero_formats(formats: Mapping[bytes, str]) -> dict[bytes, int]:
    """Style of a cell → how many digits it shows, for formats such as 000."""
    return {style: len(code) for style, code in formats.items() if _ZEROS.fullmatch(code)}


def _unit_formats(formats: Mapping[bytes, str]) -> dict[bytes, str]:
    """Style of a cell → the words that its format writes beside the number, with `,` where it is divided."""
    found = {}
    for style, code in formats.items():
        positive = code.partition(";")[0]
        text = "".join(_QUOTED.findall(positive)).strip()
        number = _QUOTED.sub("", positive)
        if text and len(text) <= _LONGEST_UNIT and re.search("[0#]", number):
            found[style] = text + ("," if _DIVIDED.search(number) else "")
    return found


def _shown_by_format(xml: bytes, said: Mapping[bytes, str]) -> list[tuple[int, int, str]]:
    """Row, column and words of every cell whose format writes some; none where no format does."""
    found = []
    for each in _STYLED.finditer(xml) if said else ():
        if text := said.get(each[2]):
            found.append((*_place_of(each[0]), text))
            check_size(len(found))
    return found


def _details_of(xml: bytes, padded: Mapping[bytes, int]) -> tuple[_Details, bytes]:
    opening = re.search(rb"<(\w+:)?worksheet\b", xml)
    prefix = (opening and opening[1]) or b""
    cells = re.compile(_CELL.replace(b"P:?", prefix), re.DOTALL)
    details = _Details()
    if b"hidden" in xml:
        rows = re.finditer(rb"<" + prefix + rb"row\b[^>]*\bhidden=\"(?:1|true)\"[^>]*>", xml)
        details.hidden_rows = tuple(_whole(each[0], b"r") for each in rows)
        columns = re.finditer(rb"<" + prefix + rb"col\b[^>]*\bhidden=\"(?:1|true)\"[^>]*>", xml)
        spans = [(_whole(each[0], b"min"), _whole(each[0], b"max")) for each in columns]
        details.hidden_columns = tuple(
            c for low, high in spans for c in range(low, min(high, MOST_COLUMNS) + 1)
        )
        details.filtered = b"filterColumn" in xml
    rest = _without_strays(xml, cells, prefix, details)
    f = b"<" + prefix + b"f"
    if padded or b't="e"' in rest or any(f + end in rest for end in (b">", b"/>", b" ")):
        for each in cells.finditer(rest):
            inner = each[2] or b""
            if not padded and b"f" not in inner and b't="e"' not in each[1]:
                continue
            value = _odd_value(each[1], inner, prefix, padded)
            if value is not None:
                details.odd[_place_of(each[1])] = value
                check_size(len(details.odd))
    details.odd.pop((0, 0), None)
    return details, rest


def _odd_value(attributes: bytes, inner: bytes, prefix: bytes, padded: Mapping[bytes, int]) -> str | None:
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


def _whole(tag: bytes, name: bytes) -> int:
    found = re.search(rb"\b" + name + rb'="(\d{1,7})"', tag)
    return int(found[1]) if found else 0


def _place_of(attributes: bytes) -> tuple[int, int]:
    """Row and column of a cell; (0, 0) where its tag does not say."""
    found = re.search(rb'\br="([A-Z]{1,3})(\d{1,7})"', attributes)
    if not found:
        return 0, 0
    return int(found[2]), _column_of(found[1])


def _column_of(name: bytes) -> int:
    """The number of a column: A is 1, AA is 27."""
    column = 0
    for sign in name:
        column = 26 * column + sign - 64
    return column


def _without_strays(xml: bytes, cells: re.Pattern[bytes], prefix: bytes, details: _Details) -> bytes:
    """The sheet without the few cells so far out that a reader would ask for room up to them."""
    last = _whole(xml[xml.rfind(b"<" + prefix + b"row") :][:400], b"r")
    wide = max((_column_of(each) for each in set(re.findall(rb' r="([A-Z]{1,3})\d', xml))), default=26)
    if last * wide <= _MOST_ROOM:
        return xml
    filled = [(_place_of(each[1]), each.span()) for each in cells.finditer(xml) if _holds(each[2])]
    filled = [each for each in filled if each[0] != (0, 0)]
    check_size(len(filled))
    far = _strays([place for place, _ in filled])
    for place, (first, end) in sorted(filled, reverse=True, key=lambda each: each[1]):
        if place in far:
            xml = xml[:first] + xml[end:]
    details.stray = tuple(f"{letters(column)}{row}" for row, column in sorted(far))
    return xml


def _holds(inner: bytes | None) -> bool:
    """Whether a cell's inside has a value or a text in it."""
    return inner is not None and (b"v>" in inner or b"t>" in inner)


def _strays(places: list[tuple[int, int]]) -> set[tuple[int, int]]:
    """Cells to leave aside so that the rest fits: right of any table, then below the widest gap."""
    far = {place for place in places if place[1] > MOST_COLUMNS}
    near = [place for place in places if place[1] <= MOST_COLUMNS]
    rows = sorted({row for row, _ in near})
    wide = max((column for _, column in near), default=0)
    if rows and rows[-1] * wide > _MOST_ROOM:
        gap = max(range(len(rows)), key=lambda n: rows[n] - (rows[n - 1] if n else 0))
        far |= {place for place in near if place[0] >= rows[gap]}
    rest = [place for place in places if place not in far]
    room = max((row for row, _ in rest), default=0) * max((column for _, column in rest), default=0)
    if room > _MOST_ROOM or len(far) > MOST_STRAY or not rest:
        row, column = max(places)
        raise Unreadable("intake_far_cell", cell=f"{letters(column)}{row}", most=f"{MOST_CELLS:,}")
    return far


def _rewritten(parts: zipfile.ZipFile, changed: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as book:
        for each in parts.infolist():
            book.writestr(each.filename, changed.get(each.filename) or parts.read(each))
    return target.getvalue()


# --- persons beside the cells ----------------------------------------------------------------------------


def _personal_places(parts: zipfile.ZipFile) -> tuple[str, ...]:
    """Where numbers of persons stand beside the cells: in comments, properties, names, headers, drawings."""
    found = set()
    for name in parts.namelist():
        steps = name.replace("\\", "/").lower().split("/")
        place = next(
            (value for key, value in _PARTS.items() if any(step.startswith(key) for step in steps)), ""
        )
        if place and name.endswith((".xml", ".vml")) and holds_number(_bare(_part_of(parts, name))):
            found.add(place)
        elif "worksheets" in steps and name.endswith(".xml"):
            xml = parts.read(name)
            xml = xml[xml.rfind(b"sheetData") :]  # what is printed above and below comes last
            margin = b" ".join(re.findall(rb"(?:Header|Footer)>([^<]+)", xml))
            if holds_number(html.unescape(margin.decode("utf-8", "replace"))):
                found.add("header")
    return tuple(sorted(found))


def _bare(xml: bytes) -> str:
    """The text of a part and of its attributes, without numbers of drawings and styles."""
    text = html.unescape(xml.decode("utf-8", "replace"))
    return re.sub(r'\b\w*id="[^"]*"|<[\w:]*v>[\d.eE+-]*</[\w:]*v>', "", text, flags=re.IGNORECASE)


# ---- Pages and XML spreadsheets, which many systems export under the name of Excel ---------------
# What a cell claims to span is kept as a claim and never laid out: room is taken by cells that hold
# something.

_MOST_SPANNED_COLUMNS, _MOST_SPANNED_ROWS = 1000, 65534  # as browsers have it
_FAR = 1 << 24  # no place in a sheet is beyond; a longer number is not read as one
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)


def is_markup(text: str) -> bool:
    """Whether a text is a page or an XML spreadsheet with a table in it."""
    return text.lstrip("\ufeff \t\r\n").startswith("<") and "<table" in text.lower()


class _MarkupPage:
    """One sheet in the making: cells by row and column from 1, merged regions, how far cells reach down."""

    def __init__(self, name: str = "") -> None:
        self.name, self.hidden = name, False
        self.cells: dict[int, dict[int, Any]] = {}
        self.merged: list[tuple[int, int, int, int]] = []
        self.below: dict[int, int] = {}  # column → last row that a cell above reaches down to
        self.hidden_rows: list[int] = []
        self.remarks: list[tuple[int, int, str]] = []
        self.margins: list[str] = []
        self.row = self.column = 0

    def begin_row(self, row: int, hidden: bool) -> None:
        if row > MOST_ROWS:
            raise Unreadable("intake_too_far", place=f"{row:,}")
        self.row, self.column = row, 0
        if hidden:
            self.hidden_rows.append(row)

    def begin_cell(self, column: int, wide: int, high: int) -> int:
        """Place a cell at a column, or behind the last one and behind what reaches down from rows above."""
        column = column or self.column + 1
        while self.below.get(column, 0) >= self.row:
            column += 1
        if column > _FAR >> 10:
            raise Unreadable("intake_too_far", place=f"{column:,}")
        right, bottom = column + wide - 1, self.row + high - 1
        if wide > 1 or high > 1:
            self.merged.append((self.row, column, bottom, right))
        if high > 1:
            for each in range(column, min(right, MOST_COLUMNS) + 1):
                self.below[each] = bottom
        self.column = right
        return column

    def sheet(self) -> WorkSheet:
        last = max(self.row, max(self.cells, default=0))
        rows: list[Row] = [()] * last
        wide = max((max(row) for row in self.cells.values() if row), default=0)
        check_size(len(self.cells) * wide, last)
        for number, row in self.cells.items():
            rows[number - 1] = tuple(row.get(column, "") for column in range(1, max(row, default=0) + 1))
        return laid_out(
            self.name, rows, self.merged, hidden=self.hidden, hidden_rows=tuple(self.hidden_rows),
            remarks=tuple(self.remarks), margins=tuple(self.margins),
        )  # fmt: skip


class _TableParser(HTMLParser):
    """The tables of a page one below the other, the worksheets of an XML spreadsheet one each."""

    ROW, CELL = ("tr", "row"), ("td", "th", "cell")

    def __init__(self) -> None:
        super().__init__()
        self.pages = [_MarkupPage()]
        self.inside, self.count = 0, 0  # the column of the cell that is open, and cells so far
        self.kind, self.texts, self.formula = "", [""], False
        self.visible: list[str] | None = None
        self.aside = False  # within a comment on a cell

    @property
    def page(self) -> _MarkupPage:
        return self.pages[-1]

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        tag = tag.rpartition(":")[2]
        given = {name.rpartition(":")[2]: value or "" for name, value in attributes}
        if tag == "worksheet":
            self.pages.append(_MarkupPage(given.get("name", "")))
        elif tag in self.ROW:
            self.end_cell()
            row = _place(given, "index", MOST_ROWS * 2) or self.page.row + 1
            hidden = given.get("hidden") == "1" or bool(_HIDDEN.search(given.get("style", "")))
            self.page.begin_row(row, hidden)
        elif tag in self.CELL and self.page.row:
            self.begin_cell(given)
        elif tag == "data" and self.inside and not self.aside:
            self.kind = given.get("type", "").lower()
        elif tag == "br" and self.inside:
            self.texts.append("\n")
        elif tag == "visible":
            self.visible = []
        elif tag == "comment":
            self.aside = True
        elif tag in ("header", "footer") and given.get("data"):
            self.page.margins.append(_margin(given["data"]))

    def begin_cell(self, given: dict[str, str]) -> None:
        self.end_cell()
        self.aside = False
        self.count += 1
        if self.count > MOST_CELLS:
            check_size(self.count)
        wide = max(_place(given, "colspan", _MOST_SPANNED_COLUMNS), _place(given, "mergeacross", _FAR) + 1)
        high = max(_place(given, "rowspan", _MOST_SPANNED_ROWS), _place(given, "mergedown", MOST_ROWS) + 1)
        self.inside = self.page.begin_cell(_place(given, "index", _FAR), wide, high)
        self.texts, self.kind, self.formula = [], "", bool(given.get("formula"))
        self.page.cells.setdefault(self.page.row, {})[self.inside] = ""

    def handle_endtag(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if tag in self.CELL:
            self.end_cell()
        elif tag == "visible" and self.visible is not None:
            self.page.hidden = "".join(self.visible).strip().lower() in ("sheethidden", "sheetveryhidden")
            self.visible = None
        elif tag == "comment":
            self.aside = False

    def end_cell(self) -> None:
        if self.inside:
            text = "".join(self.texts).strip()
            value = NoValue("=") if self.formula and not text else _typed(text, self.kind)
            self.page.cells[self.page.row][self.inside] = value
            self.inside = 0

    def handle_data(self, data: str) -> None:
        if self.visible is not None:
            self.visible.append(data)
        elif self.inside and not self.aside:
            self.texts.append(data.strip())
        elif self.inside and data.strip() and len(self.page.remarks) < _MOST_REMARKS:
            self.page.remarks.append((self.page.row, self.inside, data.strip()[:_LONGEST_REMARK]))

    def close(self) -> None:
        super().close()
        self.end_cell()


def _place(given: dict[str, str], name: str, most: int) -> int:
    """A whole number among attributes, at most so much; 0 where there is none."""
    text = given.get(name, "")
    if not text.isdecimal():
        return 0
    return min(int(text), most) if len(text) < 10 else most


def _typed(text: str, kind: str) -> Any:
    """A cell of an XML spreadsheet by the type that it names; of a page, its text."""
    if kind == "boolean":
        return text.lower() in ("1", "true")
    if kind == "error":
        return NoValue(text or "#N/A")
    try:
        if kind == "number" and len(text) < 64:
            return float(text)
        if kind == "datetime":
            return datetime.datetime.fromisoformat(text)
    except ValueError:
        return text
    return text


def markup_sheets(text: str) -> Sequence[WorkSheet]:
    parser = _TableParser()
    parser.feed(text)
    parser.close()
    sheets = [page.sheet() for page in parser.pages]
    return [each for each in sheets if each.rows] or sheets[:1]
