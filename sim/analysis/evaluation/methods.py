"""One door to all methods, and from an estimate to the model: a prior with its error, residuals."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sim.analysis.evaluation.designs import discontinuity, instrumental, weighting
from sim.analysis.evaluation.differences import (
    Numbers,
    event_study,
    event_study_numbers,
    staggered,
    staggered_numbers,
    two_way_fixed_effects,
    two_way_numbers,
)
from sim.analysis.evaluation.estimate import Estimate
from sim.analysis.evaluation.inference import wild_cluster_bootstrap, with_few_supported
from sim.axes import BAND
from sim.faults import InputFaults, fault, unknown
from sim.inputs.scenarios.scenario import Override
from sim.words import by_language, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sim.inputs.parameters import Parameter
    from sim.model.simulate import Result


# ---- One door to all methods: what is asked of a panel, in the words of the command and of the notebook ----

_OVER_TIME = ("staggered", "event_study", "two_way_fixed_effects", "wild_cluster_bootstrap")
_BY_VILLAGE = ("weighting", "instrumental", "discontinuity")
METHODS = _OVER_TIME + _BY_VILLAGE
# Supported villages with others: few of them make the usual error too small.
_COMPARING = (*_OVER_TIME, "weighting")
_KEYS = ("village_id", "year", "first_treated")
_START = "outcome_first"  # of the outcome in a village's first year, in the table by village


@dataclass(frozen=True)
class Question:
    """What is asked of a panel.

    cluster     column within which errors hang together; blank: the method's usual one
    covariates  columns of register or panel: weighted by in `staggered` and `weighting`, else controlled for
    treatment   and instruments: of `instrumental`
    score       and threshold: of `discontinuity`; below: those below the threshold were treated
    """

    method: str = "staggered"
    outcome: str = "income"
    cluster: str = ""
    covariates: tuple[str, ...] = ()
    treatment: str = "money_received"
    instruments: tuple[str, ...] = ()
    score: str = ""
    threshold: float = float("nan")
    below: bool = False
    bandwidth: float = 0.0
    control: str = "not_yet"
    seed: int = 0


def evaluate(panel: pd.DataFrame, question: Question, register: pd.DataFrame | None = None) -> Estimate:
    """The answer of one method to a checked panel; traits of villages come from the register.

    Raises InputFaults for a method or column that there is not, and where the method cannot answer.
    """
    if question.method not in METHODS:
        raise InputFaults([unknown("--method", say("word_method"), question.method, METHODS)])
    whole = with_traits(panel, register)
    _check_matched(panel, whole, question)
    try:
        if question.method in _OVER_TIME:
            found = _over_time(whole, question)
        else:
            found = _by_village(changes(whole, question.outcome), question)
        if question.method in _COMPARING and "first_treated" in whole:
            return with_few_supported(found, whole, _numbers_of(question), question.outcome, question.seed)
        return found
    except (ArithmeticError, ValueError, np.linalg.LinAlgError):  # a column constant, or one from the others
        raise fault(question.method, "evaluation_singular") from None


def ask_all(
    panel: pd.DataFrame, asked: Iterable[Question], register: pd.DataFrame | None = None
) -> tuple[list[tuple[Question, Estimate]], list[str]]:
    """The answers of several methods, and why the others cannot answer."""
    answers, silent = [], []
    for each in asked:
        try:
            answers.append((each, evaluate(panel, each, register)))
        except InputFaults as faults:
            silent.append(f"{say(f'evaluation_{each.method}')}: {faults}")
    return answers, silent


def questions(
    outcome: str = "income",
    covariates: Iterable[str] = (_START,),
    instruments: Iterable[str] = (),
    score: str = "",
    threshold: float = float("nan"),
    below: bool = True,
    seed: int = 0,
) -> list[Question]:
    """One question to every method that has what it needs: instruments or a score only where named."""
    traits, moved = tuple(covariates), tuple(instruments)
    asked = [Question(method, outcome, seed=seed) for method in _OVER_TIME]
    if traits:
        asked.append(Question("weighting", outcome, covariates=traits))
    if moved:
        asked.append(Question("instrumental", outcome, covariates=traits, instruments=moved))
    if score:
        asked.append(Question("discontinuity", outcome, score=score, threshold=threshold, below=below))
    return asked


def with_traits(panel: pd.DataFrame, register: pd.DataFrame | None) -> pd.DataFrame:
    """The panel with the register's columns, where it has none of that name."""
    if register is None:
        return panel
    own = [name for name in register if name == "village_id" or name not in panel]
    return panel.merge(register[own], on="village_id", how="left", validate="many_to_one")


def _check_matched(panel: pd.DataFrame, whole: pd.DataFrame, asked: Question) -> None:
    """Refuse traits of the register where it does not know all villages of the panel."""
    cluster = asked.cluster or ("banner_id" if asked.method == "wild_cluster_bootstrap" else "")
    named = [cluster, asked.score, *asked.covariates, *asked.instruments]
    borrowed = [name for name in named if name in whole and name not in panel]
    lost = whole.loc[whole[borrowed].isna().any(axis=1), "village_id"].unique()
    if len(lost):
        values = {"count": len(lost), "village": lost[0], "columns": ", ".join(borrowed)}
        raise fault("panel", "evaluation_not_in_register", **values)


def _numbers_of(asked: Question) -> Callable[[pd.DataFrame], Numbers]:
    """Makes the numbers of a method, without their errors, of a panel."""

    def alone(panel: pd.DataFrame) -> Numbers:
        if asked.method == "weighting":
            return Numbers(_by_village(changes(panel, asked.outcome), asked).effect)
        if asked.method == "staggered":
            return staggered_numbers(panel, asked.outcome, asked.covariates, asked.control)
        if asked.method == "event_study":
            return event_study_numbers(panel, asked.outcome)
        return two_way_numbers(panel, asked.outcome, asked.method == "two_way_fixed_effects")

    return alone


def _over_time(panel: pd.DataFrame, asked: Question) -> Estimate:
    """Methods that follow villages through the years."""
    _check_names("--outcome", [asked.outcome], panel)
    _check_names("--cluster", [asked.cluster] if asked.cluster else [], panel)
    cluster = asked.cluster or ("banner_id" if asked.method == "wild_cluster_bootstrap" else "village_id")
    if asked.method == "staggered":
        _check_names("--covariates", asked.covariates, panel)
        return staggered(panel, asked.outcome, cluster, asked.covariates, asked.control, asked.seed)
    if asked.covariates:
        raise fault("--covariates", "evaluation_no_covariates", method=asked.method)
    if asked.method == "wild_cluster_bootstrap":
        return wild_cluster_bootstrap(panel, asked.outcome, cluster, asked.seed)
    method = event_study if asked.method == "event_study" else two_way_fixed_effects
    return method(panel, asked.outcome, cluster)


def _by_village(villages: pd.DataFrame, asked: Question) -> Estimate:
    """Methods that compare villages by how the outcome changed from the first year to the last."""
    _check_names("--covariates", asked.covariates, villages)
    _check_names("--cluster", [asked.cluster] if asked.cluster else [], villages)
    if asked.method == "weighting":
        _needs("--covariates", asked.covariates)
        return weighting(villages, "change", "treated", asked.covariates, asked.cluster or "village_id")
    if asked.method == "instrumental":
        _needs("--instruments", asked.instruments)
        _check_names("--instruments", asked.instruments, villages)
        _check_names("--treatment", [asked.treatment], villages)
        return instrumental(
            villages, "change", asked.treatment, asked.instruments, asked.covariates, asked.cluster
        )
    _needs("--score", [asked.score] if asked.score else [])
    _check_names("--score", [asked.score], villages)
    if not np.isfinite(asked.threshold):
        raise fault("--threshold", "evaluation_needs_option", option="--threshold")
    return discontinuity(
        villages, "change", asked.score, asked.threshold, not asked.below, asked.bandwidth, asked.covariates
    )


def changes(panel: pd.DataFrame, outcome: str = "income") -> pd.DataFrame:
    """One row a village: change of the outcome between its first and last known year, and its traits.

    `outcome_first`, `change` (in the outcome's unit), `treated` (support began after the first year and not
    after the last), money, people and training added up over the years, everything else as in the first year.
    """
    _check_names("--outcome", [outcome], panel)
    known = panel[np.isfinite(panel[outcome].astype(float))].sort_values(["village_id", "year"])
    villages = known.groupby("village_id")
    first, last = villages.first(), villages.last()
    table = first.rename(columns={outcome: _START, "year": "first_year"}).assign(
        change=last[outcome] - first[outcome], last_year=last["year"]
    )
    for name in ("money_received", "people", "training"):
        if name in panel:
            table[name] = panel.groupby("village_id")[name].sum()
    if "first_treated" in table:
        start = table["first_treated"]
        table["treated"] = ((start > table["first_year"]) & (start <= table["last_year"])).astype(float)
    return table[table["last_year"] > table["first_year"]].reset_index()


def _check_names(option: str, names: Iterable[str], table: pd.DataFrame) -> None:
    """Refuse names that are no columns of figures (or of places) of the table, each with its nearest."""
    wrong = [
        unknown(option, say("kind_column"), name, _columns_of(table))
        for name in names
        if name not in _columns_of(table)
    ]
    if wrong:
        raise InputFaults(wrong)


def _columns_of(table: pd.DataFrame) -> Collection[str]:
    """Columns that a question can name: figures, and places for clusters."""
    places = ("village_id", "township_id", "banner_id", "industry")
    return [n for n in table if n in places or (n not in _KEYS and pd.api.types.is_numeric_dtype(table[n]))]


def _needs(option: str, names: Collection[str]) -> None:
    if not names:
        raise fault(option, "evaluation_needs_option", option=option)


# ---- From an estimate to the model: a prior with its standard error; and the model held against a panel ----

_NINETY = 1.644854  # the 5 and 95 % points of a normal


_GRADE = "measured"  # of what was estimated from counted figures and that no diagnostic speaks against


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
        raise _unknown_parameter(name, parameters)
    if found.refuted:
        raise fault(name, "evaluation_refused_prior", method=found.label())
    if not np.isfinite(found.error) or divide_by == 0:
        raise fault(name, "evaluation_no_error")
    centre, spread = found.effect / divide_by, abs(found.error / divide_by)
    return {name: Override(centre, centre - _NINETY * spread, centre + _NINETY * spread, "normal", _GRADE)}


def _unknown_parameter(name: str, parameters: Mapping[str, Parameter]) -> Exception:
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
