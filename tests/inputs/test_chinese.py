"""Everything that the published tables say in English only has its Chinese beside it."""

from sim.axes import CHANNEL_UNITS
from sim.inputs.facts import finding_text, findings, load_evidence, load_facts, term, terms
from sim.inputs.parameters import load_parameters
from sim.words import said_in, speaking


def test_every_finding_has_its_chinese_and_no_other():
    assert set(said_in("zh", findings)) == set(load_evidence().index)
    assert all(text.strip() for text in said_in("zh", findings).values())


def test_every_unit_note_and_period_has_its_chinese():
    facts, evidence = load_facts(), load_evidence()
    shown = {*facts["unit"], *facts["note"], *facts["period"], *evidence["unit"]} - {""}
    shown |= {row.unit for row in load_parameters().values()}
    shown |= set(CHANNEL_UNITS.values())
    untitled = evidence[evidence["source_title"] == ""]  # named by what they are and whence
    shown |= {*untitled["design"], *untitled["place"]}
    assert shown - set(said_in("zh", terms)) == set()


def test_english_is_what_the_table_says_and_an_unknown_text_stays_as_it_is():
    evidence = load_evidence()
    with speaking("en"):
        assert finding_text("shock_02", evidence) == evidence["finding"]["shock_02"]
    with speaking("zh"):
        assert finding_text("shock_02", evidence) == "2023年上半年全国羊肉价格变化"
    assert (
        said_in("zh", term, "10k yuan"),
        said_in("en", term, "10k yuan"),
        said_in("zh", term, "furlong"),
    ) == (
        "万元",
        "10k yuan",
        "furlong",
    )
