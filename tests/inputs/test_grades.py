"""A grade says no more than its sources: a number of the same quantity, or it is an assumption."""

import numpy as np
import pytest

from sim.inputs.facts import load_evidence, load_facts
from sim.inputs.parameters import load_parameters

EVIDENCE, FACTS = load_evidence(), load_facts()
GRADED = [row for row in load_parameters().values() if row.grade in ("measured", "published")]


@pytest.mark.parametrize("parameter", GRADED, ids=lambda row: row.name)
def test_a_graded_parameter_has_a_source_with_a_number(parameter):
    numbers = [EVIDENCE["estimate"].get(each, np.nan) for each in parameter.source]
    assert np.isfinite(numbers).any() or any(each in FACTS.index for each in parameter.source)


@pytest.mark.parametrize(
    "parameter", [row for row in GRADED if row.grade == "measured"], ids=lambda row: row.name
)
def test_a_measured_parameter_was_audited(parameter):
    assert all("audit" in EVIDENCE.loc[each, "design"] for each in parameter.source)


@pytest.mark.parametrize("parameter", GRADED, ids=lambda row: row.name)
def test_a_published_parameter_does_not_rest_on_single_cases_alone(parameter):
    grades = {EVIDENCE.loc[each, "grade"] for each in parameter.source if each in EVIDENCE.index}
    assert grades - {"C"}


def test_what_the_evidence_calls_without_magnitude_is_an_assumption():
    """EVIDENCE.md: no percentage effect of people, courses or links, no half-life, no depreciation."""
    parameters = load_parameters()
    for name in (
        "talent_effect",
        "training_effect",
        "governance_effect",
        "links_effect",
        "fading",
        "depreciation",
    ):
        assert parameters[name].grade == "assumption", name
