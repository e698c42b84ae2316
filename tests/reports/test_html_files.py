"""A report page stands alone: outputs without code, one language, nothing fetched."""

from __future__ import annotations

import re

import nbformat
import pytest

from sim.reports.html_files import font_face, requests, to_page, write_page
from sim.words import speaking


def notebook(*outputs):
    cells = [nbformat.v4.new_markdown_cell("# note for developers")]
    for html in outputs:
        output = nbformat.v4.new_output(
            "execute_result", {"text/html": html, "text/plain": "x"}, execution_count=1
        )
        cells.append(nbformat.v4.new_code_cell("secret_code()", outputs=[output], execution_count=1))
    cells.append(
        nbformat.v4.new_code_cell("more()", outputs=[nbformat.v4.new_output("stream", text="on <screen>")])
    )
    return nbformat.v4.new_notebook(cells=cells)


@pytest.fixture(scope="module")
def page():
    with speaking("zh"):
        return to_page(notebook("<h1>人才优先</h1>", "<p>第二段</p>"), "fallback")


def test_a_page_shows_the_outputs_and_neither_code_nor_notes(page):
    assert "<p>第二段</p>" in page
    assert "on &lt;screen&gt;" in page
    assert "secret_code" not in page
    assert "developers" not in page


def test_a_page_names_its_language_and_takes_its_title_from_the_headline(page):
    assert '<html lang="zh-CN">' in page
    assert "<title>人才优先</title>" in page
    assert "<title>fallback</title>" in to_page(notebook("<p>x</p>"), "fallback")


def test_a_page_fetches_nothing_and_brings_its_font(page):
    assert requests(page) == []
    assert page.count("@font-face") == 1
    assert not re.search(r"https?://", page)


def test_the_font_grows_with_the_signs_of_the_page():
    assert len(font_face("收入")) < len(font_face("村级集体经济收入的推演和比较")) < 20_000


@pytest.mark.parametrize(
    "part",
    [
        '<script src="https://cdn.example/x.js"></script>',
        '<img src="figures/gain.png">',
        '<link rel="stylesheet" href="style.css">',
        "<style>@import 'x.css';</style>",
        "<style>p { background: url(https://x.example/y.png) }</style>",
        '<iframe src="//x.example"></iframe>',
    ],
)
def test_a_part_that_would_fetch_something_is_refused(part, tmp_path):
    nbformat.write(notebook(part), tmp_path / "report.ipynb")
    with pytest.raises(ValueError, match="the report would ask for"):
        write_page(tmp_path, "t")
    assert not (tmp_path / "report.html").exists()


def test_a_link_and_a_picture_inside_the_page_fetch_nothing():
    assert requests('<a href="https://x.example">x</a><img src="data:image/png;base64,AA">') == []
