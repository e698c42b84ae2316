"""The lesson's page without a browser, on the real city with few members."""

import json
import re
import shutil

import numpy as np
import pytest

from sim.apps.pages.lesson.page import LessonPage, again, moved
from sim.apps.pages.lesson.stage import GUESS, REVEAL, STEPS, Lesson, answered, wan
from sim.apps.pages.worlds import open_world
from sim.faults import InputFaults
from sim.inputs.lessons import FILE, load_lessons
from sim.inputs.scenarios.codes.encoding import encode
from sim.words import said_in, speak, table
from tests.baotou import BAOTOU, DATA, PROGRAMME

MEMBERS = 8
LESSONS = load_lessons(BAOTOU)
NAMES = LESSONS.names


@pytest.fixture(scope="module")
def world():
    return open_world(PROGRAMME, MEMBERS)


@pytest.fixture
def page():
    speak("zh")
    return LessonPage(MEMBERS)


def to(page, step, name=NAMES[0], guess=True):
    """Open a story and go on to a step, with a guess unless told otherwise."""
    page.on_story({"id": name})
    while page.lesson.step < step:
        if page.lesson.step == GUESS and guess:
            page.on_guess({"values": list(page.board.guess)})
        page.on_step({"by": 1})
    return page


def drawn(page):
    lines = len(page.board.frame["given"]) + len(page.board.frame["answer"])
    return np.frombuffer(page.board.values, "<f4").reshape(lines, 5, -1)


def test_there_are_at_least_five_stories_and_every_kind_of_guess():
    assert len(NAMES) >= 5
    assert {one.kind for one in LESSONS.stories} == {"curve", "number", "range"}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_the_answer_leaves_the_kernel_before_the_guess(page, world, name):
    page = to(page, GUESS, name)
    sent = json.dumps([page.stage.state, page.board.frame])
    assert page.board.frame["answer"] == []
    assert len(page.board.values) == 4 * 5 * len(page.board.frame["years"]) * len(answered(world, name).given)
    low, high = answered(world, name).band[[0, 4], -1]
    decimals = page.lesson.now.decimals
    if decimals:  # whole numbers occur in any text
        assert f"{low:.{decimals}f}" not in sent
        assert f"{high:.{decimals}f}" not in sent


@pytest.mark.parametrize("name", NAMES)
def test_after_the_guess_the_board_shows_the_simulations_band(page, world, name):
    page = to(page, REVEAL, name)
    answer = answered(world, name)
    assert np.array_equal(drawn(page)[len(answer.given)], answer.band.astype("<f4"))
    assert page.board.frame["locked"]
    assert page.stage.state["score"]["stars"] in (1, 2, 3)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_step_speaks_and_every_reason_names_its_source(world, name, lang):
    speak(lang)
    page = LessonPage(MEMBERS)
    for step in range(len(STEPS)):
        state = to(page, step, name).stage.state
        assert state["text"] or state["reasons"]
        assert "{" not in json.dumps(state["text"])
    sources = [
        source
        for reason in to(page, STEPS.index("why"), name).stage.state["reasons"]
        for source in reason["sources"]
    ]
    ids = {*world.case.facts.index, *world.case.evidence.index, *world.case.parameters, *world.case.levers}
    for source in sources:
        assert source["text"]
        shown = set(re.findall(r"[a-z]+(?:_[a-z0-9]+)+", source["text"]))
        assert not shown  # what it is called, and never its id
        assert source["kind"] == "assumption" or source["id"]
        assert all(one in ids for one in source["id"].split())


def test_an_assumption_is_called_one_even_where_a_study_is_named_beside_it(page):
    page = to(page, STEPS.index("why"), "money")
    kinds = {
        source["id"]: source["kind"] for reason in page.stage.state["reasons"] for source in reason["sources"]
    }
    assert kinds["talent_effect"] == "assumption"
    assert any("funding_01" in one and kind == "evidence" for one, kind in kinds.items())
    assert kinds["resident_staff"] == "assumption"


def test_the_first_press_without_a_guess_only_nudges(page):
    page.on_step({"by": 1})
    page.on_step({"by": 1})
    assert page.lesson.step == GUESS
    assert page.stage.state["notice"]
    page.on_step({"by": 1})
    assert page.lesson.step == REVEAL


@pytest.mark.parametrize("name", NAMES)
def test_going_on_without_ever_guessing_earns_no_stars(page, name):
    page = to(page, REVEAL, name, guess=False)
    score = page.stage.state["score"]
    assert score["stars"] == 0
    assert score["text"] == table()["lesson_stars_0"]["zh"]
    assert page.stage.state["tally"].startswith("全班已得 0/")
    assert not any(tab["stars"] for tab in page.stage.state["stories"])


def test_a_guess_is_kept_and_cannot_be_mended_after_the_answer(page):
    page = to(page, GUESS)
    page.on_guess({"values": [0.5]})
    page.on_step({"by": 1})
    page.on_guess({"values": [2.0]})
    page.on_step({"by": -1})
    page.on_guess({"values": [2.0]})
    assert page.lesson.guesses["sum"] == (0.5,)
    assert page.board.frame["locked"]
    assert page.board.guess == [0.5]


def test_again_wipes_the_guess_and_its_stars(page):
    page = to(page, REVEAL)
    assert page.stage.state["stories"][0]["stars"] >= 1
    page.go(again(page.lesson))
    assert page.stage.state["stories"][0]["stars"] == 0
    assert page.lesson.step == 0


@pytest.mark.parametrize(
    "values",
    [
        None,
        3,
        "1",
        [],
        [1, 2],
        ["1"],
        [True],
        [None],
        [float("nan")],
        [float("inf")],
        [10**400],
        [-1],
        [1e9],
        [[1]],
        {"0": 1},
    ],
)
def test_a_guess_that_fits_no_board_is_refused_in_words(page, values):
    page = to(page, GUESS)
    with pytest.raises(InputFaults) as found:
        page.on_guess({"values": values})
    assert "between 0 and 3" in said_in("en", str, found.value).replace(".0", "")
    assert page.lesson.guesses == {}


@pytest.mark.parametrize("by", [0, 2, -5, True, None, "1", [1], 1.5])
def test_a_step_of_another_size_is_refused(page, by):
    with pytest.raises(InputFaults):
        page.on_step({"by": by})


@pytest.mark.parametrize("name", ["summ", None, 3, ["sum"], "x" * 5000])
def test_an_unknown_story_is_refused_with_the_nearest(page, name):
    with pytest.raises(InputFaults) as found:
        page.on_story({"id": name})
    assert len(str(found.value)) < 400


def test_a_lesson_ends_at_its_ends():
    first, last = Lesson(LESSONS), Lesson(LESSONS, len(NAMES) - 1, len(STEPS) - 1)
    assert moved(first, -1) == first
    assert moved(last, 1) == last
    assert moved(Lesson(LESSONS, 0, len(STEPS) - 1), 1) == Lesson(LESSONS, 1, 0)


def test_walking_back_into_a_story_nobody_guessed_shows_its_question(page):
    page.on_story({"id": NAMES[1]})
    page.on_step({"by": -1})
    assert (page.lesson.story, page.lesson.step) == (0, 0)
    assert page.board.frame["answer"] == []


def test_the_range_is_sorted_and_scored(page):
    page = to(page, GUESS, "sure")
    low, high = page.board.frame["low"], page.board.frame["high"]
    page.on_guess({"values": [high, low]})
    assert page.lesson.guesses["sure"] == (low, high)


def test_the_notes_hold_both_plans_and_say_how_to_run_it(page):
    headings = [section["heading"] for section in page.notes.sections]
    assert any("20" in one for one in headings)
    assert any("45" in one for one in headings)
    assert not any(section["open"] for section in page.notes.sections)
    assert page.bar.state["words"]["badge"] == "模拟数据"


def test_a_scenario_code_teaches_the_stories_on_that_scenario():
    world = open_world("talent-first", MEMBERS)
    page = LessonPage(MEMBERS, code=encode(world.case.scenario))
    assert "Talent first" in page.bar.state["words"]["title"]
    ours = to(page, REVEAL, "sure").board.values
    assert ours != to(LessonPage(MEMBERS), REVEAL, "sure").board.values
    assert page.share.bar.code == page.bar.state["code"]


def test_a_wrong_code_is_said_and_the_programme_is_taught():
    speak("zh")
    page = LessonPage(MEMBERS, code="WL-NONSENSE")
    assert page.bar.state["notice"]
    assert page.world.case.scenario.id == PROGRAMME


def test_another_language_keeps_the_place_and_the_guess(page):
    page = to(page, REVEAL, "spread")
    guess, values = page.board.guess, page.board.values
    page.on_language({"lang": "en"})
    assert page.stage.state["title"].startswith("Spread out")
    assert (page.lesson.step, page.board.guess, page.board.values) == (REVEAL, guess, values)


def test_the_head_and_the_keys_count_the_stories(page):
    assert page.bar.state["words"]["subtitle"].startswith("五个故事")
    assert page.stage.state["words"]["stories"] == "五个故事"
    assert "1–5：" in page.stage.state["words"]["keys"]
    page.on_language({"lang": "en"})
    assert page.stage.state["words"]["stories"] == "The five stories"


@pytest.fixture
def other_lessons(tmp_path, monkeypatch):
    """The programme as a copy whose lessons are others; None: it has none."""
    folder = tmp_path / "other"
    shutil.copytree(DATA, folder)
    monkeypatch.setenv("WULI_PROGRAMME", str(folder))

    def made(text):
        (folder / FILE).unlink(missing_ok=True)
        if text is not None:
            (folder / FILE).write_text(text, encoding="utf-8")
        return LessonPage(MEMBERS)

    return made


def test_a_programme_without_lessons_says_so_and_nothing_breaks(other_lessons):
    page = other_lessons(None)
    state = page.stage.state
    assert state["title"] == "This programme has no lesson yet"
    assert f"There is no {FILE} in the programme’s folder." in state["text"]
    assert (state["stories"], state["ends"]) == ([], [True, True])
    assert page.board.frame == {}
    assert page.board not in [part for box in page.layout.children for part in box.children]
    for message in ({"kind": "step", "by": 1}, {"kind": "story", "id": "sum"}, {"kind": "again"}):
        page.stage._handle_custom_msg(message, [])
    assert page.stage.state == state
    page.stage._handle_custom_msg({"kind": "language", "lang": "zh"}, [])
    assert page.stage.state["title"] == "这个方案还没有课堂"
    speak("en")
    state = LessonPage(MEMBERS, state={"story": "sum", "step": "why"}).stage.state
    assert state["stories"] == []


def test_lessons_with_faults_are_told_on_the_page(other_lessons):
    text = (DATA / FILE).read_text(encoding="utf-8").replace("asks: how_sure", "asks: how_shure")
    state = other_lessons(text).stage.state
    assert state["title"] == "The lesson’s file has faults"
    assert "did you mean 'how_sure'?" in state["text"]


def test_one_story_alone_is_taught_with_a_plan_in_general_words(other_lessons):
    text = (DATA / FILE).read_text(encoding="utf-8")
    page = other_lessons(text[: text.index("  - id: spread")])
    assert [tab["id"] for tab in page.stage.state["stories"]] == ["sum"]
    assert page.bar.state["words"]["subtitle"].startswith("One story ·")
    page = to(page, len(STEPS) - 1)
    assert page.stage.state["ends"] == [False, True]
    lines = [line for section in page.notes.sections for line in section["lines"]]
    assert any("with one story that is about 12 minutes" in line for line in lines)


def test_lines_are_called_as_the_story_says_and_in_general_words_where_it_does_not(other_lessons):
    text = (DATA / FILE).read_text(encoding="utf-8")
    lines = text[text.index("    lines:\n") : text.index("    title:", text.index("    lines:\n"))]
    ours = LessonPage(MEMBERS)
    theirs = other_lessons(text.replace(lines, ""))
    labels = [
        [line["label"] for line in to(page, REVEAL, "money").board.frame["answer"]] for page in (ours, theirs)
    ]
    assert labels[0][0] == "Money first − people first"
    assert labels[1] == ["Money − people", "Where people do most"]


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [(2, "2万元", "20,000 yuan"), (100, "100万元", "1.0 million yuan"), (20.398, "20.4万元", "204,000 yuan"),
     (20000, "2.00亿元", "200.0 million yuan")],
)  # fmt: skip
def test_money_is_told_as_each_language_counts(value, zh, en):
    assert (said_in("zh", wan, value), said_in("en", wan, value)) == (zh, en)
