"""Every uncertainty has a prior that can be drawn, a grade, a source that exists and a reason."""

import numpy as np
import pytest
from scipy import stats

from sim.axes import UNCERTAINTIES
from sim.faults import InputFaults
from sim.inputs.parameters import GRADES, ROLES, load_parameters
from tests.baotou import DATA

PARAMETERS = load_parameters()


def test_the_table_and_the_model_name_the_same_uncertainties_in_the_same_order():
    assert tuple(PARAMETERS) == UNCERTAINTIES


@pytest.mark.parametrize("parameter", PARAMETERS.values(), ids=lambda p: p.name)
def test_every_source_exists(parameter):
    from sim.inputs.facts import load_evidence, load_facts

    known = set(load_evidence().index) | set(load_facts().index) | {"assumption"}
    assert set(parameter.source) <= known
    assert parameter.grade in GRADES
    assert parameter.role in ROLES
    assert parameter.grade == "assumption" or parameter.source != ("assumption",)
    assert parameter.reason
    assert parameter.reason_zh
    assert parameter.label_zh != parameter.label_en


@pytest.mark.parametrize("name", ["talent_effect", "training_effect", "governance_effect", "links_effect"])
def test_effects_without_published_magnitudes_include_zero_and_say_assumption(name):
    effect = PARAMETERS[name]
    assert effect.low < 0 < effect.high
    assert effect.grade == "assumption"


@pytest.mark.parametrize("parameter", PARAMETERS.values(), ids=lambda p: p.name)
def test_quantiles_rise_within_the_bounds(parameter):
    drawn = parameter.quantile(np.linspace(0.001, 0.999, 99))
    if parameter.distribution == "constant":
        assert (drawn == parameter.value).all()
    else:
        assert (np.diff(drawn) > 0).all()
        assert parameter.low <= drawn.min()
        assert drawn.max() <= parameter.high


def prior(**changes):
    from dataclasses import replace

    return replace(PARAMETERS["yield_rate"], **changes)


@pytest.mark.parametrize(
    ("changes", "reference"),
    [
        ({"distribution": "uniform"}, stats.uniform(0.03, 0.07)),
        ({"distribution": "triangular"}, stats.triang(4 / 7, 0.03, 0.07)),
        ({"distribution": "loguniform"}, stats.loguniform(0.03, 0.10)),
        ({"distribution": "normal"}, stats.norm(0.065, 0.035 / stats.norm.ppf(0.95))),
        (
            {"distribution": "lognormal"},
            stats.lognorm(np.log(10 / 3) / 2 / stats.norm.ppf(0.95), scale=np.sqrt(0.003)),
        ),
    ],
)
def test_priors_are_the_distributions_they_name(changes, reference):
    u = np.linspace(0.01, 0.99, 33)
    assert prior(**changes).quantile(u) == pytest.approx(reference.ppf(u), rel=1e-9)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (",triangular,", ",triangle,", "triangular"),
        ("yield_rate,0.07,0.03,0.1", "yield_rate,0.07,0.1,0.03", "yield_rate"),
        ("yield_rate,0.07,0.03,0.1", "yield_rate,0.07,0.03,inf", "yield_rate"),
        ("capital_half,800,300,3000", "capital_half,800,0,3000", "capital_half"),
    ],
)
def test_a_faulty_prior_is_named(tmp_path, old, new, message):
    text = (DATA / "parameters.csv").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "parameters.csv").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputFaults, match=message):
        load_parameters(tmp_path)
