"""The lesson as a trainer meets it: by keys alone, by mouse and by finger, in a real browser."""

import json
import re

import pytest

from sim.apps.pages.lesson.stage import STEPS, answered
from sim.apps.pages.worlds import open_world
from sim.inputs.lessons import load_lessons
from tests.baotou import BAOTOU, PROGRAMME
from tests.browser.visits import Visit

pytestmark = pytest.mark.browser
STORIES = load_lessons(BAOTOU).stories
SPREAD = 1  # place of the story that is drawn


class Class(Visit):
    """A visit of the lesson."""

    def __init__(self, browser, address, size, lang):
        super().__init__(browser, address, "lesson", size, lang)
        self.wait(".wuli-stage[data-step]")
        self.wait_until("() => document.querySelector('.wuli-draw')?.dataset.round")

    def at(self, step):
        self.wait_until("step => document.querySelector('.wuli-stage').dataset.step === String(step)", step)

    def story(self, place):
        """Open a story by its number key."""
        self.press(str(place + 1))
        chosen = "name => document.querySelector('.wuli-stories [aria-current]')?.dataset.story === name"
        self.wait_until(chosen, STORIES[place].id)
        self.at(0)

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def board(self, name):
        return json.loads(self.wait(f".wuli-draw[data-{name}]").get_attribute(f"data-{name}"))

    def cut_off(self):
        """The labels of the board that its edge cuts off."""
        return self.page.evaluate(
            """() => {
                 const board = document.querySelector('.wuli-board').getBoundingClientRect();
                 return [...document.querySelectorAll('.wuli-board text')]
                   .filter(part => part.getBoundingClientRect().left < board.left
                     || part.getBoundingClientRect().right > board.right)
                   .map(part => part.textContent);
               }"""
        )

    def said(self):
        return self.page.locator(".wuli-said").inner_text()


@pytest.fixture(params=["phone", "desktop", "projector"])
def lesson(request, browser, server):
    lang = "en" if request.param == "phone" else "zh"  # its words are longer, its screen narrower
    visit = Class(browser, server, request.param, lang)
    yield visit
    visit.close()


def test_a_whole_story_is_taught_by_keys_alone_and_shows_the_simulation_of_the_kernel(browser, server):
    lesson = Class(browser, server, "projector", "zh")
    lesson.story(SPREAD)
    title = lesson.page.locator(".wuli-said h2").inner_text()
    lesson.press(" ")
    lesson.at(1)
    lesson.wait_until("() => document.activeElement?.classList.contains('wuli-board')")
    start = lesson.board("guess")
    lesson.press("ArrowRight", "ArrowRight", *["Shift+ArrowDown"] * 3, "End", "ArrowDown")
    guess = lesson.board("guess")
    assert guess[:2] == start[:2]  # what lies before the pencil stays
    assert guess[2] == start[2] - 30  # three times five steps of two
    assert guess[-1] == guess[2] - 2
    lesson.press(" ")
    lesson.at(2)
    lesson.wait_until("() => document.querySelector('.wuli-draw').dataset.locked === 'true'")
    assert lesson.board("guess") == guess
    answer = answered(open_world(PROGRAMME), STORIES[SPREAD].id)
    shown = lesson.board("values")[answer.band.size : 2 * answer.band.size]  # after the line that was given
    assert shown == pytest.approx(answer.band.ravel().tolist(), rel=1e-6)
    assert "★" in lesson.said()
    lesson.press("PageDown")
    lesson.at(3)
    sources = lesson.page.locator(".wuli-source")
    assert sources.count() >= 4
    assert {"fact", "assumption"} <= {
        sources.nth(k).get_attribute("data-kind") for k in range(sources.count())
    }
    ids = re.findall(r"[a-z]+(?:_[a-z0-9]+)+", lesson.said())
    assert ids == []  # sources are called by their names
    lesson.press("ArrowRight")
    lesson.at(4)
    assert lesson.page.locator(".wuli-said h2").inner_text() == title
    lesson.press("PageDown")
    lesson.at(0)
    assert lesson.page.locator(".wuli-said h2").inner_text() != title
    lesson.press("PageUp")
    lesson.at(4)
    assert lesson.complaints == []
    lesson.close()


def test_every_story_is_told_at_every_size_with_nothing_over_the_edge(lesson):
    for story in range(len(STORIES)):
        lesson.story(story)
        for step in range(1, len(STEPS)):
            lesson.press("PageDown")
            if step == 2:  # nothing was drawn: the first press only says so
                lesson.wait(".wuli-said [role=alert]")
                lesson.press("PageDown")
            lesson.at(step)
            assert lesson.beyond_the_edge() == []
            assert lesson.cut_off() == []
            if story == SPREAD and step in (2, 3):
                lesson.app = f"lesson-{STEPS[step]}"
                lesson.picture(lesson.page.evaluate("document.documentElement.lang")[:2])
    if lesson.size == "phone":
        assert set(lesson.chinese(patience=0)) <= set(cited())
    assert lesson.complaints == []
    assert lesson.elsewhere() == []


def cited():
    """Titles of sources are quoted in the language that they were published in."""
    evidence = open_world(PROGRAMME).case.evidence
    return "".join(evidence["source_title"])


def pulled(lesson, box, finger):
    """Pull the pencil from the upper left to the lower right, with the mouse or with a finger."""
    track = [
        (box["x"] + (0.2 + 0.07 * k) * box["width"], box["y"] + (0.2 + 0.05 * k) * box["height"])
        for k in range(11)
    ]
    if not finger:
        lesson.page.mouse.move(*track[0])
        lesson.page.mouse.down()
        for point in track[1:]:
            lesson.page.mouse.move(*point)
        return lesson.page.mouse.up()
    touch = lesson.context.new_cdp_session(lesson.page)
    for kind, points in [
        ("touchStart", track[:1]),
        *(("touchMove", [point]) for point in track[1:]),
        ("touchEnd", []),
    ]:
        places = [{"x": x, "y": y} for x, y in points]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})


@pytest.mark.parametrize("size", ["phone", "projector"], ids=["finger", "mouse"])
def test_a_curve_is_drawn_with_mouse_or_finger(browser, server, size):
    lesson = Class(browser, server, size, "zh")
    lesson.story(SPREAD)
    lesson.press("PageDown")
    lesson.at(1)
    board = lesson.page.locator(".wuli-board")
    board.scroll_into_view_if_needed()
    pulled(lesson, board.bounding_box(), finger=size == "phone")
    guess = lesson.board("guess")
    assert guess[1] > guess[4] > guess[7]
    lesson.press("PageDown")  # drawn, so the first press goes on
    lesson.at(2)
    assert lesson.board("guess") == guess
    lesson.close()


def test_the_range_moves_by_its_two_ends(browser, server):
    lesson = Class(browser, server, "projector", "zh")
    lesson.story(len(STORIES) - 1)
    lesson.press("PageDown")
    lesson.at(1)
    lesson.wait_until("() => document.activeElement?.classList.contains('wuli-board')")
    start = lesson.board("guess")
    lesson.press("ArrowLeft", "ArrowDown", *["ArrowRight"] * 2)
    low, high = lesson.board("guess")
    assert low < start[0]
    assert high > start[1]
    role = lesson.page.locator(".wuli-board").get_attribute("role")
    assert role == "slider"
    lesson.press("Enter")
    lesson.at(2)
    assert lesson.page.locator(".wuli-board").get_attribute("role") == "img"
    lesson.close()


def test_the_notes_unfold_on_paper(browser, server):
    lesson = Class(browser, server, "desktop", "zh")
    opened = "[...document.querySelectorAll('.wuli-notes details')].map(part => part.open)"
    assert set(lesson.page.evaluate(opened)) == {False}
    lesson.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    lesson.page.wait_for_timeout(100)
    assert set(lesson.page.evaluate(opened)) == {True}
    lesson.page.evaluate("dispatchEvent(new Event('afterprint'))")
    lesson.page.wait_for_timeout(100)
    assert set(lesson.page.evaluate(opened)) == {False}
    lesson.close()
