"""A Word document in the layout of official papers (GB/T 9704): page, fonts, headings, page numbers, tables.

Fonts go by name with the east-Asian font set: an official's machine has them, and where one is missing the
document names another that stands in (w:altName). Lengths in the standard are millimetres and points.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from itertools import count
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as Pages
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.image import ImagePart
from docx.shared import Length, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from sim.reports.stamp import FORBIDDEN, Stamp, reach, same_bytes
from sim.words import language, say, speaking

_PAGE, _MARGINS = (210, 297), {"top": 37, "bottom": 35, "left": 28, "right": 26}  # mm
TEXT_WIDTH = 156  # mm: what the margins leave
_PICTURE_WIDTH = 104  # mm: a figure stands with the answer on one page, two with their captions on another
_LINE = 28  # points from line to line: 22 lines a page
_PLACE, _WIDEST = 2.1, 34  # mm of a Latin letter in a table; letters that a column may wish for
_TITLE, _BODY, _SMALL, _TINY, _FOOT = 22, 16, 12, 10.5, 14  # points: sizes two, three, small four, five, four
_PROPERTY = 255  # signs that a document's property may have
_LATIN = "Times New Roman"
_RIGHT = '<w:jc w:val="right"/>'
_USES = ("title", "body", "heading", "subheading", "number")  # of fonts; their names stand in words.csv


def _font_name(use: str) -> str:
    with speaking("zh"):
        return say(f"docx_font_{use}")


class Letter:
    """A document that grows from top to bottom."""

    def __init__(self, stamp: Stamp) -> None:
        self.stamp = stamp
        self.pages: Pages = Document(io.BytesIO(blank(language())))
        self.chapters, self.sections, self.tables, self.pictures = (count(1) for _ in range(4))
        self.styles = {name: self.pages.styles[name].style_id for name in _STYLES}

    def add(self, style: str, text: str = "") -> Paragraph:
        """A paragraph in one of `_STYLES`.

        Its id is set here: python-docx would search the whole table of styles for every paragraph.
        """
        paragraph = self.pages.add_paragraph(text)
        paragraph._p.style = self.styles[style]
        return paragraph

    # --- text ---

    def title(self, text: str, below: Sequence[str] = ()) -> None:
        """The title, in the middle, and lines under it."""
        self.add("Title", text)
        for line in below:
            self.add("Subtitle", line)

    def chapter(self, text: str, new_page: bool = False) -> None:
        """A heading of the first level, numbered as papers are."""
        self.section_number = count(1)
        heading = self.add("Heading 1", self.numbered("chapter", next(self.chapters), text))
        heading.paragraph_format.page_break_before = new_page or None

    def annex(self) -> None:
        """A new page under the word for an annex: what is a list stands behind it. Sections count anew."""
        self.section_number = count(1)
        heading = self.add("Heading 1", say("docx_annex"))
        heading.paragraph_format.page_break_before = True

    def section(self, text: str) -> None:
        self.add("Heading 2", self.numbered("section", next(self.section_number), text))

    def numbered(self, level: str, number: int, text: str) -> str:
        numerals = dict(enumerate(say("docx_numerals").split(), start=1))
        return say(f"docx_{level}", number=numerals.get(number, number), text=text)

    def text(self, *sentences: str) -> None:
        for sentence in sentences:
            self.add("Normal", sentence)

    # --- tables and figures ---

    def table(
        self, caption: str, heads: Sequence[str], rows: Sequence[Sequence[Any]], numbers: Sequence[int] = ()
    ) -> None:  # fmt: skip
        """A table as wide as the text, its columns as wide as their content needs; `numbers` to the right.

        A cell is text or (text, smaller text below). Rows stay whole, heads come again on every page.
        """
        self.caption(say("docx_table", number=next(self.tables), text=caption), before=True)
        table = self.pages.add_table(rows=0, cols=len(heads), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        widths = [Mm(share) for share in column_widths([heads, *rows])]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        written = [_row_text(heads, widths, self.styles["Head"], (), heads=True)]
        written += [_row_text(row, widths, self.styles["Cell"], numbers) for row in rows]
        for line in parse_xml(f"<w:tbl {nsdecls('w')}>{''.join(written)}</w:tbl>"):
            table._tbl.append(line)
        self.add("Gap")

    def picture(self, content: bytes, caption: str, says: str) -> None:
        """A figure with its caption; `says` is what it shows, for those who do not see it."""
        place = self.add("Figure")
        place.add_run().add_picture(io.BytesIO(content), width=Mm(_PICTURE_WIDTH))
        about = place._p.xpath(".//wp:docPr")[0]
        about.set("descr", says)
        about.set("name", caption)
        self.caption(say("docx_figure", number=next(self.pictures), text=caption))

    def caption(self, text: str, before: bool = False) -> None:
        paragraph = self.add("Caption", text)
        paragraph.paragraph_format.keep_with_next = before

    def notes(self, *lines: str) -> None:
        """Small lines, where a document says where it comes from."""
        for line in lines:
            self.add("Note", line)

    # --- the end ---

    def save(self) -> bytes:
        """The bytes of a .docx file, the same for the same content and date."""
        stamp, about = self.stamp, self.pages.core_properties
        day = datetime(stamp.date.year, stamp.date.month, stamp.date.day)  # a day, without a clock
        texts = stamp.title, stamp.code, stamp.lines()[0]
        about.title, about.subject, about.keywords = (text[:_PROPERTY] for text in texts)
        about.author, about.comments = say("app_name"), ""
        about.last_modified_by, about.language = "", say("language_tag")
        about.created = about.modified = day
        # Pictures are packed already and would only be packed again: they come in at the end.
        pictures = [each for each in self.pages.part.package.iter_parts() if isinstance(each, ImagePart)]
        contents = {each.partname.removeprefix("/"): each.blob for each in pictures}
        for each in pictures:
            each._blob = b""
        buffer = io.BytesIO()
        self.pages.save(buffer)
        return same_bytes(buffer.getvalue(), stamp.date, contents)


# --- page ------------------------------------------------------------------------------------------------


@cache
def blank(lang: str) -> bytes:
    """A document with page, styles and fonts and nothing in it."""
    with speaking(lang):
        pages: Pages = Document()
        _lay_out(pages)
        _set_styles(pages)
        _number_pages(pages)
        _stand_ins(pages)
        buffer = io.BytesIO()
        pages.save(buffer)
        return buffer.getvalue()


def _lay_out(pages: Pages) -> None:
    """A4 with the standard's margins; the page number stands 7 mm below the text."""
    section = pages.sections[0]
    section.start_type = WD_SECTION.NEW_PAGE
    section.page_width, section.page_height = (Mm(side) for side in _PAGE)
    for side, margin in _MARGINS.items():
        setattr(section, f"{side}_margin", Mm(margin))
    section.header_distance, section.footer_distance = Mm(15), Mm(_MARGINS["bottom"] - 7 - 5)


def _number_pages(pages: Pages) -> None:
    """Page numbers between dashes, on the outer side, a sign away from the edge."""
    pages.settings.odd_and_even_pages_header_footer = True
    section = pages.sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.alignment = getattr(WD_ALIGN_PARAGRAPH, side.upper())
        setattr(paragraph.paragraph_format, f"{side}_indent", Pt(_FOOT))
        paragraph.add_run("— ")
        _page_field(paragraph)
        paragraph.add_run(" —")
        for run in paragraph.runs:
            _set_font(run, "number", _FOOT)


def _page_field(paragraph: Paragraph) -> None:
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        run = paragraph.add_run()
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText")
            part.text = text
        run._r.append(part)


# --- fonts and styles ------------------------------------------------------------------------------------


def _set_font(holder: Any, use: str, size: float, bold: bool = False) -> None:
    """Font and size of a style or run: Latin letters and digits in one font, Chinese in its own."""
    font = holder.font
    font.name, font.size, font.bold, font.italic = _LATIN, Pt(size), bold, False
    font.color.rgb = RGBColor(0, 0, 0)
    fonts = holder.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[attribute]
    for attribute, name in (("hAnsi", _LATIN), ("cs", _LATIN), ("eastAsia", _font_name(use))):
        fonts.set(qn(f"w:{attribute}"), name)


# By style: font, size, alignment, first line indented by two signs, line spacing (0: as high as needed),
# space around in points, kept with the next paragraph.
_STYLES = {
    "Normal": ("body", _BODY, "JUSTIFY", True, _LINE, 0, False),
    "Title": ("title", _TITLE, "CENTER", False, 32, 0, True),
    "Subtitle": ("subheading", _BODY, "CENTER", False, _LINE, 0, False),
    "Heading 1": ("heading", _BODY, "JUSTIFY", True, _LINE, 0, True),
    "Heading 2": ("subheading", _BODY, "JUSTIFY", True, _LINE, 0, True),
    "Caption": ("body", _SMALL, "CENTER", False, 20, 0, False),
    "Note": ("body", _SMALL, "LEFT", False, 20, 0, False),
    "Cell": ("body", _TINY, "LEFT", False, 0, 1, False),
    "Head": ("heading", _TINY, "CENTER", False, 0, 1, False),
    "Figure": ("body", _SMALL, "CENTER", False, 0, 4, True),
    "Gap": ("body", _SMALL, "LEFT", False, 8, 0, False),
}


# The standard's sizes are those of Chinese; a page of Latin text says as much in smaller letters.
_LATIN_SCALE = 0.75


def _set_styles(pages: Pages) -> None:
    names, latin = {style.name for style in pages.styles}, say("language_script") == "Latin"
    for name, (use, standard, align, indented, spacing, around, kept) in _STYLES.items():
        scale = _LATIN_SCALE if latin and standard > _TINY else 1
        size, line = standard * scale, spacing * scale
        style: Any = (
            pages.styles[name] if name in names else pages.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        )
        if name not in names:
            style.base_style = None
        _set_font(style, use, size)
        _drop_borders(style)
        layout = style.paragraph_format
        # Latin text set to both edges leaves holes between its few long words.
        layout.alignment = getattr(WD_ALIGN_PARAGRAPH, "LEFT" if align == "JUSTIFY" and latin else align)
        layout.space_before = layout.space_after = Pt(around)
        layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY if line else WD_LINE_SPACING.SINGLE
        if line:
            layout.line_spacing = Pt(line)
        layout.keep_with_next, layout.widow_control = kept, True
        _indent(style, 2 if indented else 0, size)
    _set_language(pages)


def _indent(style: Any, wide: int, size: float) -> None:
    """The first line by so many Chinese signs: in signs, which Word follows, and in points for the others."""
    style.paragraph_format.first_line_indent = Pt(wide * size)
    place = style.element.get_or_add_pPr().get_or_add_ind()
    place.set(qn("w:firstLineChars"), str(100 * wide))


def _drop_borders(style: Any) -> None:
    """The template's own line under titles."""
    for border in style.element.xpath(".//w:pBdr"):
        border.getparent().remove(border)


def _set_language(pages: Pages) -> None:
    """What spelling is checked in."""
    for defaults in pages.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr"):
        for old in defaults.xpath("w:lang"):
            defaults.remove(old)
        mark = OxmlElement("w:lang")
        mark.set(qn("w:val"), "en-US")
        mark.set(qn("w:eastAsia"), "zh-CN")
        defaults.append(mark)


def _stand_ins(pages: Pages) -> None:
    """Say in the document's table of fonts what stands in for one that a machine lacks."""
    part = next(each for each in pages.part.package.iter_parts() if each.partname == "/word/fontTable.xml")
    entries = "".join(
        f'<w:font w:name="{_font_name(use)}"><w:altName w:val="{_font_name(f"{use}_instead")}"/>'
        '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for use in _USES
    )
    part._blob = part.blob.replace(b"</w:fonts>", entries.encode() + b"</w:fonts>")


# --- tables ----------------------------------------------------------------------------------------------


def column_widths(rows: Sequence[Sequence[Any]]) -> list[float]:
    """Widths of a table's columns in mm: no word is cut while that can be, long texts share the rest."""
    columns = [[_texts(cell) for cell in column] for column in zip(*rows, strict=True)]
    least = [4 + max(max(map(reach, _words(text)), default=1) for text in column) for column in columns]
    wish = [min(4 + max(map(reach, column)), _WIDEST) for column in columns]
    room = TEXT_WIDTH / _PLACE - sum(least)
    more = [max(one - other, 0) for one, other in zip(wish, least, strict=True)]
    wanted = sum(more)
    spare = max(room, 0.0) / wanted if wanted else 0.0
    shares = [one + spare * part for one, part in zip(least, more, strict=True)]
    return [TEXT_WIDTH * share / sum(shares) for share in shares]


def _texts(cell: Any) -> str:
    """The longer line of a cell."""
    return max(map(_held, cell), key=reach) if isinstance(cell, tuple) else _held(cell)


def _held(content: Any) -> str:
    """Text in which a number keeps its unit, and a band its two ends, on one line."""
    return str(content).replace(" – ", "\u00a0–\u00a0").replace(" %", "\u00a0%")


def _words(text: str) -> list[str]:
    """What no line break may cut: Latin words and numbers; Chinese may break behind every sign."""
    return re.findall(r"[\u2e80-\uffef]|[^ \n\u2e80-\uffef]+", text)


def _row_text(
    row: Sequence[Any], widths: Sequence[Length], style: str, right: Sequence[int], heads: bool = False
) -> str:
    """A row that no page cuts as XML; heads come again on every page, columns in `right` stand there.

    python-docx, which writes the rest, searches every cell anew for each of its parts.
    """
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{width.twips}"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>'
        f"{_RIGHT if place in right else ''}</w:pPr>{_cell_text(cell)}</w:p></w:tc>"
        for place, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if heads else ''}</w:trPr>{cells}</w:tr>"


def _cell_text(content: Any) -> str:
    """What a cell says: text, or text and smaller text below."""
    main, small = content if isinstance(content, tuple) else (content, "")
    below = f'<w:r><w:br/></w:r><w:r><w:rPr><w:sz w:val="18"/></w:rPr>{_lines(small)}</w:r>' if small else ""
    return f"<w:r>{_lines(main)}</w:r>{below}"


def _lines(content: Any) -> str:
    parts = (escape(FORBIDDEN.sub("", part)) for part in _held(content).split("\n"))
    return "<w:br/>".join(f'<w:t xml:space="preserve">{part}</w:t>' for part in parts)
