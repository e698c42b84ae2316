"""Claims as people write them, in both languages; and what is told where one is not understood."""

import pytest

from sim.faults import InputFaults
from sim.inputs.claims import Claim, read_claim
from sim.words import speaking

READ = {
    "funding-first beats talent-first": Claim("beats", "funding-first", "talent-first"),
    "Funding first beats “Talent first”!": Claim("beats", "funding-first", "talent-first"),
    "资金优先优于人才优先": Claim("beats", "funding-first", "talent-first"),
    "资金优先比人才优先好。": Claim("beats", "funding-first", "talent-first"),
    "funding-first beats talent-first on villages lifted by 5 villages": Claim(
        "beats", "funding-first", "talent-first", "lifted", 5
    ),
    "funding-first beats talent-first by 1,000 yuan in 2028": Claim(
        "beats", "funding-first", "talent-first", "mean_gain", 0.1, 2028
    ),
    "资金优先比人才优先多至少０.１万元": Claim("beats", "funding-first", "talent-first", "mean_gain", 0.1),
    "在达标村数上，资金优先优于人才优先": Claim("beats", "funding-first", "talent-first", "reach_target"),
    "资金优先在每元增收上优于人才优先": Claim("beats", "funding-first", "talent-first", "gain_per_yuan"),
    "programme-2022 reaches the target in at least 400 villages in 2026": Claim(
        "reaches", "programme-2022", "", "reach_target", 400, 2026
    ),
    "2022年方案（公布数）至少让400个村达标": Claim("reaches", "programme-2022", "", "reach_target", 400),
    "The 2022 programme as published lifts at least 100 villages": Claim(
        "lifts", "programme-2022", "", "lifted", 100
    ),
    "人才优先至少多带动100个村": Claim("lifts", "talent-first", "", "lifted", 100),
    "a yuan in talent-first brings at least 0.3": Claim("brings", "talent-first", "", "gain_per_yuan", 0.3),
    "在人才优先上每花1元至少带来0.3元": Claim("brings", "talent-first", "", "gain_per_yuan", 0.3),
    "talent-first pays back by 2029": Claim("pays_back", "talent-first", year=2029),
    "人才优先到2029年回本": Claim("pays_back", "talent-first", year=2029),
    "income of talent-first is above 15 in 2028": Claim("above", "talent-first", "", "mean", 15, 2028),
    "人才优先的村均收入在2028年高于15万元": Claim("above", "talent-first", "", "mean", 15, 2028),
    "人才优先在2028年的收入低于150000元": Claim("below", "talent-first", "", "mean", 15, 2028),
    "below_12 of talent-first is below 30 villages": Claim("below", "talent-first", "", "below_12", 30),
}


@pytest.mark.parametrize("text", READ)
def test_a_claim_is_read_in_either_language(text):
    assert read_claim(text) == READ[text]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("funding-frst beats talent-first", "did you mean 'funding-first'"),
        ("funding-first beets talent-first", "did you mean 'beats' for 'beets'"),
        ("funding-first beats talent-first on incom", "income (mean)"),
        ("talent-first has mean above 3 cows in 2025", "'3 cows' is no amount here; units: 10k yuan"),
        ("what will be", "Allowed: 'A beats B"),
        ("", "Allowed: 'A beats B"),
        ("x" * 10_000, "Allowed: 'A beats B"),
    ],
)
def test_a_claim_that_is_not_understood_is_told_with_a_cure(text, message):
    with pytest.raises(InputFaults) as found:
        read_claim(text)
    assert message in str(found.value)
    assert len(str(found.value).splitlines()) == 1
    assert len(str(found.value)) < 600


def test_mistakes_are_told_in_chinese_too():
    with speaking("zh"), pytest.raises(InputFaults, match="是否指“资金优先"):
        read_claim("资金优现优于人才优先")
