"""Files that claim more than they hold, or are no tables, or are broken: made here, none of them large."""

import io
import random
import re
import warnings
import zipfile
from functools import cache

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from tests.inputs.office import office_table

HEAD = (
    "旗县区名称,苏木乡镇名称,嘎查村名称,嘎查村代码,主导产业,人口,户数,耕地面积,"
    "经营收入,发包及上交收入,投资收益,补助收入,治理水平"
)
ROW = "庚旗,庚台镇,西壕村,152900100,肉羊种养,810,300,5000,30.5,4.5,0,1.5,0.5"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FAR = 1_048_000
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def rows(*changes):
    """The header and one row for each dict of changes, by place in the row; each village has its own name."""
    table = [HEAD.split(",")]
    for number, change in enumerate(changes or ({}, {}, {})):
        row = ROW.split(",")
        row[2], row[3] = "东西南北"[number] + "壕村", str(152900100 + number)
        for place, value in change.items():
            row[place] = value
        table.append(row)
    return table


def numbered(table):
    """The cells with figures as figures, as a workbook has them."""
    return [
        [float(cell) if isinstance(cell, str) and n and c > 4 and re.fullmatch(r"[\d.]+", cell) else cell
         for c, cell in enumerate(row)] for n, row in enumerate(table)
    ]  # fmt: skip


def csv_text(table):
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in table) + "\n"


def office_book(table, name="Sheet1"):
    book = Workbook()
    book.active.title = name
    for row in numbered(table):
        book.active.append(row)
    return book


def saved(book):
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def xml_book(body):
    """An XML spreadsheet of 2003."""
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    head = "".join(f"<Cell><Data ss:Type='String'>{cell}</Data></Cell>" for cell in HEAD.split(","))
    text = f"<Workbook xmlns:ss='{space}'><Worksheet ss:Name='a'><Table><Row>{head}</Row>{body}</Table>"
    return f"<?xml version='1.0'?>{text}</Worksheet></Workbook>".encode()


def page(body):
    return f"<html><table>{body}</table></html>".encode()


def ods(body):
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    sheet = f'<office:spreadsheet><table:table table:name="a">{body}</table:table></office:spreadsheet>'
    content = f"<office:document-content{spaces}><office:body>{sheet}</office:body></office:document-content>"
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    return packed({"mimetype": mime, "content.xml": content, "META-INF/manifest.xml": "<manifest/>"})


def ods_row(cells, row="", cell=""):
    inside = "".join(
        f'<table:table-cell office:value-type="string"{cell}><text:p>{each}</text:p></table:table-cell>'
        for each in cells
    )
    return f"<table:table-row{row}>{inside}</table:table-row>"


def packed(parts):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return target.getvalue()


def xlsx(body="", tail="", **more):
    """A workbook of one sheet from its XML: the header, one row, and what `body` adds."""
    cells = [
        f'<row r="{n}">' + "".join(
            f'<c r="{get_column_letter(c)}{n}" t="inlineStr"><is><t>{cell}</t></is></c>'
            for c, cell in enumerate(text.split(","), start=1)
        ) + "</row>" for n, text in enumerate((HEAD, ROW), start=1)
    ]  # fmt: skip
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.{}+xml"
    over = "".join(f'<Override PartName="/xl/{part}" ContentType="{kind.format(what)}"/>' for part, what in
                   (("workbook.xml", "sheet.main"), ("worksheets/sheet1.xml", "worksheet")))  # fmt: skip
    one = f'<Relationship Id="rId1" Type="{RELATIONS}/{{}}" Target="{{}}"/>'
    relation = f'<Relationships xmlns="{PACKAGE}/relationships">{one}</Relationships>'
    sheets = '<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" '
        f'ContentType="application/xml"/>{over}</Types>',
        "_rels/.rels": relation.format("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{sheets}</workbook>',
        "xl/_rels/workbook.xml.rels": relation.format("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(cells)}{body}</sheetData>'
        f"{tail}</worksheet>",
    }
    return packed({**parts, **more.get("parts", {})})


def parquet(table, metadata=None):
    target = io.BytesIO()
    made = pa.table(table)
    pq.write_table(made.replace_schema_metadata(metadata) if metadata else made, target)
    return target.getvalue()


def far_cells(count, column="XFD"):
    return "".join(
        f'<row r="{n}"><c r="{column}{n}"><v>1</v></c></row>' for n in range(1048000, 1048000 + count)
    )


@cache
def claims():
    """Name of a file → its bytes, and the one fault that it ends in ("" where it is read)."""
    return {**claims_of_markup(), **claims_of_workbooks(), **claims_of_plain_tables()}


def claims_of_markup():
    nines, data = "9" * 5000, "<Cell><Data>x</Data></Cell>"
    merged = "<Row><Cell ss:MergeAcross='9999999' ss:MergeDown='99999999'><Data>x</Data></Cell></Row>"
    spans = f"<tr>{'<td>x' * 13}</tr><tr><td colspan=999999999 rowspan=999999999>x</td></tr>"
    column = "<Row><Cell ss:Index='50000000'><Data>x</Data></Cell></Row>"
    return {
        "row_jumps.xls": (xml_book(f"<Row ss:Index='900000000'>{data}</Row>"), "intake_too_far"),
        "column_jumps.xls": (xml_book(column), "intake_too_far"),
        "index_of_digits.xls": (xml_book(f"<Row ss:Index='{nines}'>{data}</Row>"), "intake_too_far"),
        "index_raised.xls": (xml_book(f"<Row ss:Index='²'>{data}</Row>"), ""),
        "merges.xls": (xml_book(merged * 9), ""),
        "spans.xls": (page(spans), "intake_no_header"),
        "deep.xls": (page("<table><tr><td>" * 2000), "intake_no_header"),
    }


def claims_of_workbooks():
    head, row = ods_row(HEAD.split(",")), ods_row(ROW.split(","))
    rows, columns = (f' table:number-{what}-repeated="{{}}"' for what in ("rows", "columns"))
    blank = f"<table:table-row{rows.format(1048000)}><table:table-cell/></table:table-row>"
    long = f'<row r="3"><c r="F3"><v>{"9" * 5000}</v></c></row>'
    merge = '<mergeCells><mergeCell ref="A3:XFD1048576"/></mergeCells>'
    unnamed = '<row\tr="1048576"><c\tr="XFD1048576"><v>1</v></c></row>'
    return {
        "rows.ods": (ods(head + ods_row("ab", rows.format(10**8))), "intake_too_much"),
        "columns.ods": (ods(head + ods_row("a", "", columns.format(16384))), "intake_too_wide"),
        "empty_rows.ods": (ods(head + row + blank), ""),
        "far.xlsx": (xlsx(far_cells(1)), ""),
        "far_many.xlsx": (xlsx(far_cells(200)), "intake_far_cell"),
        "far_unnamed.xlsx": (xlsx(unnamed), ""),
        "digits.xlsx": (xlsx(long), ""),
        "merged.xlsx": (xlsx("", merge), ""),
        "entities.xlsx": (xlsx(parts={"xl/workbook.xml": entities()}), "intake_unreadable"),
        "unpacks.xlsx": (swollen(xlsx(parts={"xl/media/a.bin": b"\0" * 54321}), 54321), "intake_blown_up"),
    }


def claims_of_plain_tables():
    notes = parquet({"嘎查村代码": ["a"], "人口": [3], "户数": [1]}, {"pandas": '{"index_columns":'})
    digits = ",".join([*ROW.split(",")[:5], *["9" * 5000] * 8])
    texts = {
        "wide.csv": (HEAD + "\n" + "1," * 100_000, "intake_too_wide"),
        "wide_and_long.csv": (HEAD + "\n" + (ROW + "\n") * 5000 + "1," * 2000, "intake_too_many_cells"),
        "digits.csv": (HEAD + "\n" + digits, ""),
        "one_cell.csv": (HEAD + "\n" + "村" * 200_000, "intake_csv"),
        "open_quote.csv": (HEAD + '\n"' + ROW, "intake_csv_open"),
    }
    return {
        "long.parquet": (parquet({"年份": pa.array([0] * 3_000_000, pa.int8())}), "intake_too_many_cells"),
        "nested.parquet": (parquet({"嘎查村代码": ["a"], "人口": [[1, 2]]}), "intake_nested"),
        "notes.parquet": (notes, ""),
        **{name: (text.encode(), key) for name, (text, key) in texts.items()},
    }


def swollen(content, size):
    """A zip whose part of so many bytes is said to unpack to 500 MB."""
    return content.replace(size.to_bytes(4, "little"), (500 << 20).to_bytes(4, "little"))


def entities():
    named = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    return f'<!DOCTYPE a [{named}]><workbook xmlns="{MAIN}"><sheets><sheet name="&e9;"/></sheets></workbook>'


def no_tables():
    """Name of a file → its bytes, and the fault that says what it is."""
    compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    return {
        "scan.xlsx": (b"%PDF-1.7\n" + b"x" * 99, "intake_is_pdf"),
        "photo.xlsx": (b"\xff\xd8\xff\xe0" + b"\0" * 99, "intake_is_picture"),
        "photo2.xls": (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "intake_is_picture"),
        "pack.csv": (b"Rar!\x1a\x07" + b"\0" * 99, "intake_is_archive"),
        "books.zip": (packed({"a/表.xlsx": b"x", "b.csv": b"y"}), "intake_is_zip_of_table"),
        "letter.xlsx": (packed({"word/document.xml": "<a/>"}), "intake_is_text_document"),
        "mac.xlsx": (packed({"Index/Document.iwa": b"x"}), "intake_is_numbers"),
        "letter.et": (compound + "WordDocument".encode("utf-16-le"), "intake_is_text_document"),
        "locked.xlsx": (compound + "EncryptedPackage".encode("utf-16-le"), "intake_password"),
        "other.xls": (compound, "intake_is_compound"),
        "half.xlsx": (xlsx()[:700], "intake_cut_off"),
        "blob.csv": (bytes(range(256)) * 40, "intake_encoding"),
        "two.csv": (HEAD.encode() + b"\n" + ROW.encode("gbk") + b"\n", "intake_mixed_encoding"),
    }


# --- mutations -------------------------------------------------------------------------------------------


@cache
def sound():
    """Ending of a name → the bytes of a small sound file of that kind."""
    table = office_table().head(12)
    texts = [list(table), *table.astype(str).to_numpy().tolist()]
    target = io.BytesIO()
    table.to_parquet(target)
    cells = "".join(f"<tr>{''.join(f'<td rowspan=1>{cell}</td>' for cell in row)}</tr>" for row in texts)
    inside = [
        "".join(f"<Cell ss:MergeAcross='0'><Data>{cell}</Data></Cell>" for cell in row) for row in texts
    ]
    lines = "".join(f"<Row ss:Index='{n}'>{row}</Row>" for n, row in enumerate(inside, start=2))
    return {
        "xlsx": saved(office_book(texts)),
        "parquet": target.getvalue(),
        "csv": pd.DataFrame(table).to_csv(index=False).encode("gbk"),
        "xls": page(cells),
        "xml": xml_book(lines),
        "ods": ods("".join(ods_row(row, ' table:number-rows-repeated="1"') for row in texts)),
    }


def mutated(content, lot: random.Random):
    """The bytes with something cut, doubled, turned or made enormous; within a zip also its parts."""
    if content.startswith(b"PK") and lot.random() < 0.7:
        return mutated_part(content, lot)
    kind = lot.choice(["cut", "turn", "double", "number", "tag"])
    first, last = sorted(lot.randrange(len(content)) for _ in range(2))
    if kind == "cut":
        return content[: first + 1] + content[last:] * lot.randrange(2)
    if kind == "double":
        return content[:last] + content[first:]
    if kind == "turn":
        turned = bytearray(content)
        for _ in range(lot.choice([1, 9, 99])):
            turned[lot.randrange(len(turned))] = lot.randrange(256)
        return bytes(turned)
    sought = rb"\d+" if kind == "number" else rb"<[^<>]*>"
    numbers = [b"99999999999", b"9" * 5000, b"-1", "²".encode(), b"1e309"]
    found = list(re.finditer(sought, content))
    chosen = sorted(lot.sample(found, min(len(found), 5)), key=lambda match: match.start(), reverse=True)
    for each in chosen:
        other = lot.choice(numbers if kind == "number" else [b"", b"<a>", each[0] * 2])
        content = content[: each.start()] + other + content[each.end() :]
    return content


def mutated_part(content, lot):
    parts = zipfile.ZipFile(io.BytesIO(content))
    names = parts.namelist()
    held = {name: parts.read(name) for name in names}
    name, other = lot.choice(names), lot.choice(names)
    kind = lot.choice(["drop", "swap", "empty", "inside"])
    if kind == "drop":
        del held[name]
    elif kind == "swap":
        held[name], held[other] = held[other], held[name]
    else:
        held[name] = mutated(held[name], lot) if kind == "inside" and held[name] else b""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return packed(held)
