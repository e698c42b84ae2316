"""The briefing read back: page, fonts, headings, page numbers, numbers, pictures."""

import io
import re

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt
from PIL import Image

from sim.analysis.outcomes import headline
from sim.analysis.questions import ask_allocation, ask_villages
from sim.figures.numbers import number
from sim.figures.tables import ANSWERS
from sim.inputs.scenarios.codes.encoding import encode
from sim.reports import report
from sim.reports.allocation import allocation_asked
from sim.reports.briefing import run_challenge, verdict, verdict_sentences
from sim.reports.challenge import challenge_sentences
from sim.reports.sheets import Asked
from sim.reports.take_along import file_of
from sim.reports.village_cards import village_asked
from sim.reports.word import TEXT_WIDTH, column_widths
from sim.words import said_in, say, speaking
from tests.reports.take_along.conftest import DAY

LONG = "非常长的一段说明文字" * 12


@pytest.fixture(scope="module")
def documents(taken):
    return {lang: Document(io.BytesIO(taken("docx", lang).content)) for lang in ("zh", "en")}


@pytest.fixture(scope="module")
def document(documents):
    return documents["zh"]


def text_of(document):
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_the_briefing_tells_what_would_overturn_its_comparison(documents, taken_run):
    for lang, document in documents.items():
        with speaking(lang):
            sentences = challenge_sentences(run_challenge(taken_run))
            heading = say("take_overturned")
        told = text_of(document)
        assert heading in told
        assert [each for each in sentences if each not in told] == []


def east_asian(style):
    return style.element.rPr.rFonts.get(qn("w:eastAsia"))


def test_the_page_is_a4_with_the_margins_of_official_papers(document):
    section = document.sections[0]
    sides = [section.page_width, section.page_height, section.top_margin, section.bottom_margin,
             section.left_margin, section.right_margin]  # fmt: skip
    assert [round(Emu(side).mm) for side in sides] == [210, 297, 37, 35, 28, 26]


def test_fonts_sizes_and_line_spacing_are_those_of_official_papers(document):
    wanted = {
        "Title": ("方正小标宋简体", 22), "Normal": ("仿宋_GB2312", 16), "Heading 1": ("黑体", 16),
        "Heading 2": ("楷体_GB2312", 16),
    }  # fmt: skip
    for name, (font, size) in wanted.items():
        style = document.styles[name]
        assert (east_asian(style), style.font.size) == (font, Pt(size)), name
        assert style.font.name == "Times New Roman"
    assert document.styles["Normal"].paragraph_format.line_spacing == Pt(28)
    assert document.styles["Normal"].element.pPr.ind.get(qn("w:firstLineChars")) == "200"


def test_a_machine_without_a_font_is_told_what_stands_in(document):
    parts = {part.partname: part for part in document.part.package.iter_parts()}
    table = parts["/word/fontTable.xml"].blob.decode()
    assert re.search('w:name="仿宋_GB2312"><w:altName w:val="仿宋"/>', table)
    assert re.search('w:name="方正小标宋简体"><w:altName', table)


def test_pages_are_numbered_between_dashes_on_the_outer_side(document):
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        (paragraph,) = footer.paragraphs
        assert [paragraph.runs[0].text, paragraph.runs[-1].text] == ["— ", " —"]
        assert "PAGE" in paragraph._p.xml
        assert paragraph.alignment.name.lower() == side
        assert paragraph.runs[0].font.size == Pt(14)


def test_headings_are_numbered_as_papers_are(documents):
    for lang, first, inner in (
        ("zh", "一、结论与建议", "（一）模型说不了什么"),
        ("en", "1. Answer and advice", "(1) What the model"),
    ):
        headings = {style: [p.text for p in documents[lang].paragraphs if p.style.name == style]
                    for style in ("Heading 1", "Heading 2")}  # fmt: skip
        assert headings["Heading 1"][0] == first
        assert headings["Heading 2"][0].startswith(inner)


def test_no_table_is_wider_than_the_text_and_its_heads_come_again(document):
    assert len(document.tables) >= 5
    for table in document.tables:
        for row in table.rows:
            assert sum(cell.width for cell in row.cells) <= Mm(TEXT_WIDTH + 0.1)
            assert row._tr.trPr.find(qn("w:cantSplit")) is not None
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblLayout")).get(qn("w:type")) == "fixed"


def test_columns_of_any_content_fill_the_text_and_no_more():
    rows = [["代码", LONG, "a_very_long_name_without_a_break"], ["B1", "短", "+1,234.56"]]
    widths = column_widths(rows)
    assert sum(widths) == pytest.approx(TEXT_WIDTH)
    assert widths[1] > widths[0] > 5


def test_the_numbers_are_those_of_the_run(taken_run, documents):
    rows = report.answers(taken_run.result, taken_run.counterfactual)
    found = headline(taken_run.result, taken_run.counterfactual)
    for lang, document in documents.items():
        text = text_of(document)
        for sentence in said_in(lang, report.answer_sentences, taken_run, rows):
            assert sentence in text
        table = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
        assert table[1][1] == f"{found.loc['mean_income', 'mid']:.1f}"
        assert table[1][2].replace("\u00a0", " ") == (
            f"{found.loc['mean_income', 'low']:.1f} – {found.loc['mean_income', 'high']:.1f}"
        )
        with speaking(lang):
            heads, groups = report.group_rows(*banners(taken_run))
        shown = [[cell.text.replace("\u00a0", " ") for cell in row.cells] for row in document.tables[2].rows]
        assert shown == [heads, *groups]


def banners(run):
    villages = report.last_year(run)
    return villages, villages["banner_id"], say("report_by_banner_group")


def test_every_figure_is_embedded_with_words_for_who_cannot_see_it(document):
    pictures = document.inline_shapes
    assert len(pictures) == 5  # the difference on page one, the run's four in the annex
    for shape in pictures:
        assert shape.width <= Mm(TEXT_WIDTH)
        about = shape._inline.docPr
        assert len(about.get("descr")) > 5
    blobs = [part.blob for part in document.part.package.iter_parts() if "/word/media/" in part.partname]
    assert all(Image.open(io.BytesIO(blob)).format == "PNG" for blob in blobs)


def test_page_one_answers_the_question_with_a_call_a_band_and_a_chart(taken_run, documents):
    found = verdict(taken_run)
    for lang, document in documents.items():
        body = [item for item in document.element.body if item.tag != qn("w:sectPr")]
        first = body[: next(n for n, item in enumerate(body) if item.tag == qn("w:tbl"))]
        text = "\n".join("".join(item.itertext()) for item in first)
        assert taken_run.result.case.scenario.question[lang] in text
        for sentence in said_in(lang, verdict_sentences, taken_run, found):
            assert sentence in text
        assert sum(bool(item.xpath(".//w:drawing")) for item in first) == 1
        assert "90" in text


def test_lists_stand_behind_the_word_for_the_annex_on_a_page_of_their_own(documents):
    for lang, document in documents.items():
        places = {item: place for place, item in enumerate(document.element.body)}
        (annex,) = [p for p in document.paragraphs if p.text == said_in(lang, say, "docx_annex")]
        assert annex.paragraph_format.page_break_before
        before = [table for table in document.tables if places[table._tbl] < places[annex._p]]
        assert len(before[0].rows) == 1 + len(ANSWERS)  # the answers themselves are no list
        assert [len(table.rows) for table in before[1:] if len(table.rows) > 7] == []
        assert len(document.tables) - len(before) >= 5


def test_a_page_s_own_question_takes_page_one(taken_run):
    asked = Asked("往哪里投一千万？", ["投给三个村。"], lambda: _red_dot(), "一张图")
    with speaking("zh"):
        content = file_of(taken_run, "docx", DAY, asked=asked).content
    document = Document(io.BytesIO(content))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[3].endswith("往哪里投一千万？")
    assert texts[5] == "投给三个村。"
    assert any(text.endswith("一张图") for text in texts[:9])
    assert len(document.inline_shapes) == 5


def test_an_allocation_and_a_village_bring_their_own_question_to_page_one(taken_run):
    found = ask_allocation("programme-2022", members=32)
    study = ask_villages("programme-2022", members=32)
    for lang in ("zh", "en"):
        with speaking(lang):
            plan, village = allocation_asked(found), village_asked(study, "V015")
        cost = number(found.verdict.table["cost"].iloc[0])
        assert cost in plan.question
        assert cost in plan.sentences[0]
        assert number(found.verdict.table["mid"].iloc[0]) in plan.sentences[1]
        assert "V015" in village.question
        assert cost in plan.beside
        with speaking(lang):
            pages = text_of(Document(io.BytesIO(file_of(taken_run, "docx", DAY, (), plan).content)))
        assert plan.beside in pages.split("\n")
        assert village.beside == ""
        for asked in (plan, village):
            assert Image.open(io.BytesIO(asked.picture())).format == "PNG"


def _red_dot():
    buffer = io.BytesIO()
    Image.new("RGB", (30, 20), "red").save(buffer, "PNG")
    return buffer.getvalue()


def test_it_bears_code_date_versions_and_that_it_is_simulated(documents, taken_run):
    code = encode(taken_run.result.case.scenario)
    said = (("zh", "2026年3月5日", "模拟结果"), ("en", "2026-03-05", "simulation"))
    for lang, day, simulated in said:
        text = text_of(documents[lang])
        for part in (simulated, code, day, said_in(lang, say, "take_band", members="8", seed=1)):
            assert part in text, part
    assert documents["zh"].core_properties.created.date().isoformat() == "2026-03-05"


def test_english_has_no_chinese(documents):
    assert re.findall("[\u4e00-\u9fff]+", text_of(documents["en"])) == []


def test_chinese_has_no_english_word_for_what_it_is(documents):
    assert "simulation" not in text_of(documents["zh"])


def test_documents_are_named_and_not_by_the_ids_of_our_tables(documents, taken_run):
    case = taken_run.result.case
    ids = {name for name in (*case.evidence.index, *case.facts.index) if "_" in name}
    for lang in ("zh", "en"):
        assert {word for word in re.findall(r"\w+", text_of(documents[lang])) if word in ids} == set()
    assert "五原县2022年度中央扶持" in text_of(documents["zh"])
    assert "official audit, Wuyuan County" in text_of(documents["en"])


def test_the_annex_counts_its_sections_anew(taken_run):
    from sim.reports.sheets import Sheet

    sheets = [Sheet("one", [], [], ["a"]), Sheet("two", [], [], ["b"])]
    with speaking("zh"):
        lines = text_of(Document(io.BytesIO(file_of(taken_run, "docx", DAY, sheets).content))).split("\n")
    annex = next(place for place, line in enumerate(lines) if line.startswith("附件"))
    assert [line for line in lines[annex:] if line.startswith("（")][:2] == ["（一）one", "（二）two"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_sources_without_a_title_are_described_and_no_remark_stands_for_a_name(taken_run, lang):
    case = taken_run.result.case
    found = {str(name): said_in(lang, report.source_text, [str(name)], case) for name in case.evidence.index}
    for name, text in found.items():
        assert not re.search('not shown|paraphrased|seed article|《》|""|（年）|[(]nan|[(] *[)]', text), name
    wanted = {"zh": "倾向得分匹配研究，中国（标题不详）", "en": "PSM, China, untitled"}
    assert found["training_01"] == wanted[lang]


def test_ranges_of_the_drivers_have_a_true_minus_and_their_unit(taken_run):
    case = taken_run.result.case
    with speaking("zh"):
        row = report.driver_row(case.parameters["talent_effect"], (0.5, 0.4), case)
    assert row[1:3] == ["+0.50", "+0.40"]
    assert row[3] == "−0.03～0.12（每对数人年）"
    with speaking("zh"):
        row = report.driver_row(case.parameters["yield_rate"], (0.5, float("nan")), case)
    assert row[2:4] == ["–", "0.03～0.1（每年）"]
    assert row[3] == "0.03～0.1（每年）"


def test_villages_over_a_target_are_whole_numbers_and_an_index_is_not():
    from types import SimpleNamespace

    from sim.reports.allocation import decimals_of

    kinds = {"over_target": 0, "income": 1, "shortfall": 1, "inequality": 4}
    for kind, decimals in kinds.items():
        found = SimpleNamespace(allocation=SimpleNamespace(objective=SimpleNamespace(kind=kind)))
        assert decimals_of(found) == decimals


def test_units_of_parameters_are_chinese_in_a_chinese_workbook(taken_run):
    from sim.reports.workbook import parameter_table

    with speaking("zh"):
        units = parameter_table(taken_run).frame().iloc[:, 6]
    assert not [unit for unit in units if unit and unit.isascii()]
