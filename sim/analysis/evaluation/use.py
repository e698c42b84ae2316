"""From an estimate to the model: a prior with its standard error; and the model held against a panel."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sim.axes import BAND
from sim.faults import fault, unknown
from sim.inputs.scenarios import Override
from sim.words import by_language, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sim.analysis.evaluation.estimate import Estimate
    from sim.inputs.parameters import Parameter
    from sim.model.simulate import Result

NINETY = 1.644854  # the 5 and 95 % points of a normal


GRADE = "measured"  # of what was estimated from counted figures and that no diagnostic speaks against


def as_prior(
    found: Estimate, parameters: Mapping[str, Parameter], name: str, divide_by: float = 1.0
) -> dict[str, Override]:
    """A scenario's `parameters` entry that replaces one prior by an estimate, with its error and grade.

    divide_by  what one unit of treatment was, in the parameter's own denominator: an effect of 7 of projects
               of 100 (10k yuan) divided by 100 is a yield of 0.07
    Raises InputFaults for an unknown parameter, and where a diagnostic speaks against the estimate:
    such a number is no knowledge.
    """
    if name not in parameters:
        raise unknown_parameter(name, parameters)
    if found.refuted:
        raise fault(name, "evaluation_refused_prior", method=found.label())
    if not np.isfinite(found.error) or divide_by == 0:
        raise fault(name, "evaluation_no_error")
    centre, spread = found.effect / divide_by, abs(found.error / divide_by)
    return {name: Override(centre, centre - NINETY * spread, centre + NINETY * spread, "normal", GRADE)}


def unknown_parameter(name: str, parameters: Mapping[str, Parameter]) -> Exception:
    from sim.faults import InputFaults

    return InputFaults([unknown("", say("word_parameter"), name, parameters)])


def prior_lines(priors: Mapping[str, Override], found: Estimate) -> str:
    """The lines to put under `parameters:` of a scenario file, with where the numbers come from."""
    lines = []
    for name, prior in priors.items():
        reason = f"{found.method}: {found.effect:.4g} (se {found.error:.4g}, n {found.observations})"
        lines.append(
            f"  {name}: {{value: {prior.value:.6g}, low: {prior.low:.6g}, high: {prior.high:.6g}, "
            f'distribution: {prior.distribution}, grade: {prior.grade}, reason: "{reason}"}}'
        )
    return "parameters:\n" + "\n".join(lines) + "\n"


def prior_scenario(priors: Mapping[str, Override], found: Estimate, baseline: str) -> str:
    """A whole scenario file: its baseline with the priors in place of their own."""
    heads = {
        "title": by_language(lambda: say("evaluation_scenario_title", method=found.label())),
        "question": by_language(lambda: say("evaluation_scenario_question")),
    }
    # JSON is YAML too
    lines = [f"{key}: {json.dumps(texts, ensure_ascii=False)}" for key, texts in heads.items()]
    return "\n".join([*lines, f"baseline: {baseline}", prior_lines(priors, found)])


def residuals(result: Result, panel: pd.DataFrame) -> pd.DataFrame:
    """Predicted against observed income for every village and year that both have, largest residuals first.

    Columns village_id, year, observed, low, mid, high (5, 50, 95 % of the members), residual, within.
    """
    if result.villages is None:
        raise fault(result.case.scenario.id, "fault_villages_not_kept")
    cube = result.villages["income"].transpose("member", "village", "year")
    low, mid, high = np.quantile(cube.to_numpy().astype(float), BAND, axis=0)
    ids, years = result.case.register.table["village_id"].to_numpy(), cube["year"].to_numpy()
    flat = {"low": low.ravel(), "mid": mid.ravel(), "high": high.ravel()}
    predicted = pd.DataFrame(
        {"village_id": np.repeat(ids, len(years)), "year": np.tile(years, len(ids)), **flat}
    )
    both = panel[["village_id", "year", "income"]].dropna().merge(predicted, on=["village_id", "year"])
    both = both.rename(columns={"income": "observed"})
    both["residual"] = both["observed"] - both["mid"]
    both["within"] = both["observed"].between(both["low"], both["high"])
    return both.sort_values("residual", key=np.abs, ascending=False, ignore_index=True)
