"""Amounts are typed beside their sliders, and what is not new yet says so."""

import pytest

from tests.browser.visits import READY, Visit

pytestmark = pytest.mark.browser
OWN = {"resident_staff": "436", "municipal_fiscal": "2,150"}  # the programme's

# Faster than any hand: the second amount waits for the answer to the first when the way back is pressed.
MOVED_AND_BACK = """() => {
  const slider = document.querySelector("input[data-lever=resident_staff]");
  for (const amount of ["900", "700"]) {
    slider.value = amount;
    slider.dispatchEvent(new Event("input", { bubbles: true }));
  }
  document.querySelector(".wuli-reset").click();
}"""


@pytest.fixture(scope="module")
def opened(browser, server):
    """One visit for all: each test begins where the reset leaves the page."""
    visit = Visit(browser, server, "what_if", "phone")
    visit.wait("[data-amount=resident_staff]")
    yield visit
    visit.close()


@pytest.fixture
def visit(opened):
    opened.page.locator(".wuli-reset").click()
    for lever, amount in OWN.items():
        stands(opened, amount, lever)
    return opened


def typed(visit, text, lever="resident_staff"):
    field = visit.page.locator(f"[data-amount={lever}]")
    field.fill(text)
    field.press("Enter")
    return visit.page.locator(f"#problem-{lever}")


def stands(visit, amount, lever="resident_staff"):
    visit.wait_until(
        "([lever, amount]) => document.querySelector(`input[data-lever=${lever}]`)"
        ".getAttribute('aria-valuetext').startsWith(amount + ' ')",
        [lever, amount],
    )


@pytest.mark.parametrize(
    ("text", "amount"),
    [("９００", "900"), ("1,040 人", "1,040"), (" 620.5", "620.5"), ("0", "0"), ("２，０００", "2,000")],
)
def test_an_amount_is_typed_in_any_writing(visit, text, amount):
    problem = typed(visit, text)
    stands(visit, amount)
    beyond = "超过滑块上限1,500" in problem.inner_text()
    assert beyond == (amount == "2,000")
    assert visit.complaints == []


def test_money_is_typed_in_the_larger_unit(visit):
    typed(visit, "1.2亿", "municipal_fiscal")
    stands(visit, "12,000", "municipal_fiscal")


@pytest.mark.parametrize(
    ("text", "amount"),
    [("-30%", "305.2"), ("减少50％", "218"), ("−25 %", "327"), ("+50%", "654"), ("-100%", "0")],
)
def test_a_share_more_or_less_is_taken_of_the_scenarios_own_amount(visit, text, amount):
    typed(visit, "900")
    stands(visit, "900")
    problem = typed(visit, text)
    stands(visit, amount)
    assert problem.inner_text() == ""
    assert visit.complaints == []


@pytest.mark.parametrize(
    ("text", "amount"), [("+200", "636"), ("＋ 200 人", "636"), ("增加64", "500"), ("减少136人", "300")]
)
def test_a_number_more_or_less_is_taken_of_the_scenarios_own_amount(visit, text, amount):
    problem = typed(visit, text)
    stands(visit, amount)
    assert problem.inner_text() == ""


@pytest.mark.parametrize(
    "text", ["30%", "-130%", "abc", "-5", "减500", "+-5", "+", "1e9", "99999999", "12,34", "<b>1</b>", ""]
)
def test_what_is_no_amount_is_told_beside_it_and_changes_nothing(visit, text):
    before = visit.values("income")
    problem = typed(visit, text)
    problem.wait_for(timeout=READY)
    assert "0到15,000（人）" in problem.inner_text()
    assert text in problem.inner_text()
    visit.page.wait_for_timeout(300)
    assert visit.values("income") == before
    visit.page.locator("[data-amount=resident_staff]").press("Escape")
    assert visit.page.locator("[data-amount=resident_staff]").input_value() == "436"


def test_the_way_back_holds_though_an_amount_was_still_on_its_way(visit):
    visit.page.evaluate(MOVED_AND_BACK)
    stands(visit, "436")
    visit.page.wait_for_timeout(1500)
    stands(visit, "436")
    assert visit.page.locator("[data-amount=resident_staff]").input_value() == "436"


def test_a_button_that_is_drawn_anew_while_it_is_pressed_is_pressed_all_the_same(visit):
    typed(visit, "900")
    stands(visit, "900")
    visit.page.locator(".wuli-reset").hover()
    visit.page.mouse.down()
    visit.page.evaluate("dispatchEvent(new Event('wuli-address'))")  # after which the bar is drawn anew
    visit.page.wait_for_timeout(300)
    visit.page.mouse.up()
    stands(visit, "436")


def test_off_line_a_moved_slider_says_at_once_that_the_numbers_are_old(visit):
    visit.context.set_offline(True)
    visit.page.locator("input[data-lever=resident_staff]").focus()
    visit.page.keyboard.press("End")
    note = visit.page.locator(".wuli-stale")
    note.wait_for(timeout=1000)
    assert "图和数字还是改动前的" in note.inner_text()
    visit.page.locator("#wuli-lost").wait_for(timeout=1000)
