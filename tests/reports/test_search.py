"""What a search found as a table in words and as a chart."""

import pytest
from matplotlib import pyplot as plt

from sim.analysis.questions import ask_search
from sim.figures.advice import plans_found
from sim.reports.allocation import search_sheets
from sim.words import speaking


@pytest.fixture(scope="module")
def found():
    return ask_search("programme-2022", 48, 4)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_sheet_has_every_plan_and_says_whether_rules_pay(found, lang):
    with speaking(lang):
        (sheet,) = search_sheets(found)
        assert sheet.sentences[0] == found.verdict.text()
    assert len(sheet.whole) == len(found.table)
    assert all(len(row) == len(sheet.heads) for row in sheet.whole)
    assert {str(row[0]) for row in sheet.rows} <= {str(row[0]) for row in sheet.whole}


def test_the_chart_has_a_dot_for_every_plan(found):
    ax = plans_found(found.table)
    assert sum(len(dots.get_offsets()) for dots in ax.collections) == len(found.table)
    plt.close(ax.figure)
