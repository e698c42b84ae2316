"""The door for lessons.yaml: what the shipped one says, and that each fault is told with line and cure."""

import re
import shutil
from string import Formatter

import pytest

from sim.faults import InputFaults
from sim.inputs.lesson_questions import QUESTIONS
from sim.inputs.lessons import AFTER, BEFORE, FILE, lesson_faults, load_lessons
from sim.inputs.programme import load_programme
from sim.inputs.tables import ASSUMPTION
from tests.baotou import BAOTOU, DATA, MONEY_LEVERS, TARGET

TABLES = ("programme.yaml", "facts.csv", "sources.csv", "levers.csv", "parameters.csv")
STORY = """stories:
  - id: first
    asks: how_sure
    title: {zh: 题, en: Title}
    board: {zh: 板, en: "Income in {last}"}
    ask: {zh: 问, en: "From {today} in {first}?"}
    guess: {zh: 猜, en: Guess}
    reveal: {zh: 答, en: "{low} to {high}"}
    talk: {zh: 谈, en: Talk}
    reasons:
      - words: {zh: 因, en: "A yield of {yield_rate_low}"}
        sources: [yield_rate, assumption]
"""


@pytest.fixture
def own(tmp_path):
    """A programme's folder of one's own, with lessons and a description that a test may change."""

    def made(lessons, was="", becomes=""):
        folder = tmp_path / "own"
        (folder / "scenarios").mkdir(parents=True, exist_ok=True)
        for name in (*TABLES, "village_columns.csv"):
            shutil.copy(DATA / name, folder / name)
        for path in (DATA / "scenarios").glob("*.yaml"):
            shutil.copy(path, folder / "scenarios" / path.name)
        about = (folder / "programme.yaml").read_text(encoding="utf-8")
        assert was in about
        (folder / "programme.yaml").write_text(about.replace(was, becomes, 1), encoding="utf-8")
        if lessons is not None:
            (folder / FILE).write_text(lessons, encoding="utf-8")
        return load_programme(folder)

    return made


def story(was, becomes):
    assert was in STORY
    return STORY.replace(was, becomes, 1)


def told(programme):
    return "\n".join(each.text() for each in lesson_faults(programme))


def test_the_shipped_lessons_pass_and_ask_every_kind_of_question():
    assert lesson_faults(BAOTOU) == ()
    lessons = load_lessons(BAOTOU)
    assert lessons.names == ["sum", "spread", "money", "leave", "sure"]
    assert {one.asks for one in lessons.stories} == set(QUESTIONS)
    assert list(lessons.plans) == [20, 45]
    assert load_lessons(BAOTOU) is lessons


def test_every_shipped_reason_is_traced_to_a_row_or_called_an_assumption():
    for one in load_lessons(BAOTOU).stories:
        assert all(reason.sources for reason in one.reasons)
    assert ASSUMPTION in load_lessons(BAOTOU).story("sure").reasons[2].sources


def test_shipped_texts_hold_no_number_of_their_own():
    """Numbers come from tables and runs; a digit in a story's text would stay when they change."""
    texts = [
        text
        for one in load_lessons(BAOTOU).stories
        for words in (*one.texts.values(), *(reason.words for reason in one.reasons))
        for text in words
    ]
    assert len(texts) > 90
    for text in texts:
        bare = re.sub(r"\{\w+\}|90 ?%|2021年|in 2021|10k yuan", "", text)
        assert not re.search(r"\d", bare), text


def test_the_programmes_words_are_filled_in_and_the_answers_numbers_are_left_to_fill():
    words = load_lessons(BAOTOU).story("spread").texts["board"]
    assert words.zh == "不足{threshold}万元的村（项目资金平均撒开）"
    assert "{threshold} yuan" in words.en
    for one in load_lessons(BAOTOU).stories:
        for text in one.texts.values():
            names = {name for each in text for _, name, _, _ in Formatter().parse(each) if name}
            assert all(name == name.lower() for name in names)


def test_what_is_left_out_comes_from_the_programmes_roles(own):
    lessons = story("asks: how_sure", "asks: spread_or_concentrate").replace("From {today} in {first}?", "?")
    lessons = lessons.replace("Income in {last}", "Below {threshold}")
    options = load_lessons(own(lessons)).stories[0].options
    assert options.levers == options.shared == MONEY_LEVERS
    assert (options.threshold, options.after) == (TARGET, 2)


def test_a_role_and_an_id_name_the_same_lever(own):
    text = story("asks: how_sure", "asks: sum_on_paper\n    options: {lever: project}")
    text = text.replace("{last}", "{year}").replace("From {today} in {first}?", "?")
    by_role = load_lessons(own(text)).stories[0].options
    by_id = load_lessons(own(text.replace("lever: project", "lever: supported_projects"))).stories[0].options
    assert by_role == by_id


def test_a_programme_without_the_file_has_no_stories_and_no_fault(own):
    programme = own(None)
    assert lesson_faults(programme) == ()
    assert load_lessons(programme).stories == ()


def test_a_story_alone_is_a_lesson(own):
    programme = own(STORY)
    assert told(programme) == ""
    assert load_lessons(programme).names == ["first"]
    assert load_lessons(programme).plans == {}


TWICE = STORY + STORY.removeprefix("stories:\n")
SPREAD = """asks: spread_or_concentrate
    options: {threshold: 13}"""


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (story("asks: how_sure", "asks: how_shure"), 3, "kind of question 'how_shure'; did you mean"),
        (story("    asks: how_sure\n", ""), 2, "allowed: sum_on_paper"),
        (story("[yield_rate, ", "[xyz, "), 12, "there is no source 'xyz'"),
        (story("[yield_rate, ", "[yeild_rate, "), 12, "source 'yeild_rate'; did you mean 'yield_rate'"),
        (story("{today}", "{todya}"), 6, "value to fill in 'todya'; did you mean 'today'"),
        (story("A yield of {yield_rate_low}", "{depreciation}"), 11, "value to fill in 'depreciation'"),
        (story("en: Talk", 'en: "{PLAC}"'), 9, "did you mean 'PLACE'"),
        (story("en: Talk", 'en: "{{PLACE}}"'), 9, "value to fill in 'Baotou'"),
        (story("en: Talk", 'en: "{today:.2f}"'), 9, "braces in 'talk.en'"),
        (story("en: Talk", 'en: "half {open"'), 9, "braces in 'talk.en'"),
        (story("en: Guess", 'en: "{mid}?"'), 7, "'mid' gives the answer away in 'guess'"),
        (story("{zh: 题, en: Title}", "{zh: 题}"), 4, "'title' has no text in English"),
        (story("{zh: 题, en: Title}", "Title"), 4, "'title' must be a text in both languages"),
        (story("    talk: {zh: 谈, en: Talk}\n", ""), 2, "'talk' must be a text in both languages"),
        (story("en: Title", "en: Title, fr: Titre"), 4, "unknown language 'fr'"),
        (story("title:", "titel: {zh: 题, en: Title}\n    title:"), 4, "field 'titel'; did you mean 'title'"),
        (story("id: first", "id: First story"), 2, "'First story' cannot be an id"),
        (story("how_sure", "how_sure\n    options: {after: 2}"), 4, "unknown option 'after'"),
        (story("how_sure", "how_sure\n    decimals: many"), 4, "'decimals' is many; it should"),
        (story("how_sure", "how_sure\n    lines: {lucky: {zh: 运, en: Luck}}"), 4, "did you mean 'luck'"),
        (story("asks: how_sure", SPREAD), 4, "threshold '13'; allowed: 10, 12, 20, 50"),
        (story("how_sure", "people_leave\n    options: {group: peopel}"), 4, "did you mean 'people'"),
        (story("how_sure", "people_leave\n    options: {after: 99}"), 4, "'after' is 99; it should be"),
        (story("how_sure", "money_or_people\n    options: {money: funding-frist}"), 4, "'funding-first'"),
        (story("how_sure", "money_or_people\n    options: {strong: 90}"), 4, "must lie between 0 and 1"),
        (story("how_sure", "money_or_people\n    options: {effect: talent}"), 4, "parameter 'talent'"),
        (story("how_sure", "sum_on_paper\n    options: {lever: suported_projects}"), 4, "supported_projects"),
        (story("[yield_rate, assumption]", "[]"), 12, "'sources' must be a list of ids"),
        (TWICE, 13, "the id 'first' is taken by line 2"),
        ("stories: []\n", 1, "at least one story"),
        ("stories:\n" + STORY.removeprefix("stories:\n") * 10, 1, "there are 10 stories; at most 9"),
        (STORY + "plans: {soon: [{zh: 一, en: One}]}\n", 13, "minutes from 1 to 600, not 'soon'"),
        (STORY + "plans: {20: []}\n", 13, "the plan of 20 minutes"),
        (STORY + 'plans: {20: [{zh: 一, en: "{mid}"}]}\n', 13, "value to fill in 'mid'"),
        (STORY + "sotries: []\n", 13, "field 'sotries'; did you mean 'stories'"),
        (STORY + "plans: [\n", 14, "not valid YAML"),
    ],
)  # fmt: skip
def test_each_fault_is_told_with_its_line_and_cure(own, text, line, said):
    found = told(own(text))
    assert f"own/{FILE}:{line}" in found
    assert said in found


@pytest.mark.parametrize("text", ["", "[]", "just words"])
def test_a_file_that_holds_no_stories_is_refused(own, text):
    assert f"'{FILE}' must be pairs of name and value" in told(own(text))


def test_all_faults_of_a_file_are_told_at_once(own):
    text = (
        story("[yield_rate, ", "[yeild, ")
        .replace("{today}", "{x}")
        .replace("how_sure", "how_sure\n    bad: 1")
    )
    assert len(lesson_faults(own(text))) == 3


def test_a_role_that_the_programme_lacks_is_told_with_the_cure(own):
    text = story("how_sure", "sum_on_paper").replace("{last}", "{year}").replace("From {today}", "{step}")
    programme = own(text, "    project: [supported_projects, municipal_fiscal, leveraged_funds]", "   ")
    assert "'first' needs the role 'project' (lever or role), which programme.yaml lacks" in told(programme)
    assert "give 'lever' under options" in told(programme)
    named = text.replace("sum_on_paper", "sum_on_paper\n    options: {lever: project}")
    (programme.folder / FILE).write_text(named, encoding="utf-8")
    assert "programme.yaml lacks the role 'project'" in told(programme)


def test_a_role_that_stands_for_no_lever_is_told(own):
    text = story("how_sure", "sum_on_paper").replace("{last}", "{year}").replace("From {today}", "{step}")
    programme = own(text, "project: [supported_projects,", "project: [suported_projects,")
    assert "did you mean 'supported_projects'" in told(programme)


def test_a_floor_is_no_word_where_the_programme_has_none(own):
    text = story("how_sure", "sum_on_paper").replace("{last}", "{year}").replace("From {today}", "{floor}")
    programme = own(text, "floor: {amount: 10, source: income_floor_2021}", "#")
    assert "unknown value to fill in 'floor'" in told(programme)


def test_texts_that_are_read_before_the_guess_and_after_are_all_of_a_storys_texts():
    assert {*BEFORE, *AFTER} == set(load_lessons(BAOTOU).stories[0].texts)


def test_the_dictionary_names_every_kind_of_question_its_options_values_and_lines(root):
    text = (root / "data/README.md").read_text(encoding="utf-8")
    for name, kind in QUESTIONS.items():
        row = next(line for line in text.splitlines() if line.startswith(f"| `{name}`"))
        before, after = (set(re.findall(r"`(\w+)`", part)) for part in row.split("\\|"))
        assert before >= {*kind.options, *kind.known}
        ends = {f"{value}{end}" for value in after for end in ("_low", "_high")}  # "each also _low and _high"
        assert (after | ends) >= {*kind.found, *kind.lines}


def test_loading_raises_what_the_check_tells(own):
    programme = own(story("how_sure", "how"))
    with pytest.raises(InputFaults) as found:
        load_lessons(programme)
    assert found.value.faults == lesson_faults(programme)
