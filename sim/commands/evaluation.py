"""`wuli evaluate`, `residuals`, `typology`: what a measure did, where the model is off, which types."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from sim.commands.given import Answers, Force, Number, Seed, Villages, argument, counted, draws, option
from sim.commands.registers import existing, read_answers
from sim.faults import InputFaults, fault, unknown
from sim.inputs.programme import in_use
from sim.words import say
from sim.writing import csv_text, new_file, write

if TYPE_CHECKING:
    import pandas as pd

    from sim.analysis.evaluation.estimate import Estimate
    from sim.inputs.intake.panel import Observations

DONE = 0
MOST = 1 << 16  # members that a panel is held against
NONE = float("nan")  # no threshold

PanelFile = Annotated[str, argument("PANEL", "cli_evaluate_panel")]
Listed = Annotated[int, counted("cli_evaluate_listed", 1, 1 << 20, "--listed")]


def evaluate(
    panel: PanelFile,
    method: Annotated[str, option(metavar="METHOD", help="cli_evaluate_method")] = "staggered",
    outcome: Annotated[str, option(metavar="COLUMN", help="cli_evaluate_outcome")] = "income",
    cluster: Annotated[str, option(metavar="COLUMN", help="cli_evaluate_cluster")] = "",
    covariates: Annotated[str, option(metavar="COLUMN,…", help="cli_evaluate_covariates")] = "",
    treatment: Annotated[str, option(metavar="COLUMN", help="cli_evaluate_treatment")] = "money_received",
    instruments: Annotated[str, option(metavar="COLUMN,…", help="cli_evaluate_instruments")] = "",
    score: Annotated[str, option(metavar="COLUMN", help="cli_evaluate_score")] = "",
    threshold: Annotated[float, option(metavar="X", help="cli_evaluate_threshold", kind=Number())] = NONE,
    below: Annotated[bool, option("--below", help="cli_evaluate_below")] = False,
    prior: Annotated[str, option(metavar="PARAMETER", help="cli_evaluate_prior")] = "",
    divide_by: Annotated[float, option(metavar="X", help="cli_evaluate_divide", kind=Number())] = 1,
    save: Annotated[str, option(metavar="FILE.yaml", help="cli_evaluate_save")] = "",
    force: Force = False,
    answer: Answers = None,
    villages: Villages = "",
    seed: Seed = 0,
) -> int:
    """Estimate what the measure did, with its assumption and what speaks against it."""
    from sim.analysis.evaluation import methods
    from sim.reports.console import tell

    asked = methods.Question(
        method, outcome, cluster, _named(covariates), treatment, _named(instruments), score,
        threshold, below, seed=seed,
    )  # fmt: skip
    if method not in methods.METHODS:
        raise InputFaults([unknown("--method", say("word_method"), method, methods.METHODS)])
    target = _new_scenario(save, prior, force)
    keep = [*asked.covariates, *asked.instruments, treatment, score, cluster, outcome]
    known, traits = _observed(panel, answer, villages, keep=[each for each in keep if each])
    found = methods.evaluate(known.table, asked, traits)
    _show_estimate(found, asked, known)
    if prior:
        lines, whole = _prior_texts(found, prior, divide_by)
        tell(say("evaluation_prior_lines"), style="bold")
        tell(lines)
        if target:
            tell(say("cli_written", path=write(target, whole, force).resolve()))
    return DONE


def residuals(
    panel: PanelFile,
    scenario: Annotated[str, option(metavar="SCENARIO", help="cli_sure_scenario")] = "",
    members: Annotated[int, draws(20, MOST)] = 1000,
    listed: Listed = 20,
    save: Annotated[str, option(metavar="FILE.csv", help="cli_residuals_save")] = "",
    force: Force = False,
    answer: Answers = None,
    villages: Villages = "",
    seed: Seed = 0,
) -> int:
    """Hold the model against a panel: every village and year, largest residuals first."""
    from sim.analysis.evaluation.methods import residuals as compare
    from sim.inputs.case import read_case
    from sim.reports.console import tell
    from sim.reports.evaluation import residual_words
    from sim.runs.ensemble import simulate

    case = read_case(scenario, villages or None)
    target = new_file(save, (".csv",), force, "--save")
    known, _ = _observed(panel, answer, villages, case.register.table["village_id"])
    table = compare(simulate(case, members, seed), known.table)
    tell(residual_words(table, case.scenario.id, members))
    _show_frame(table, listed)
    if target:
        path = write(target, csv_text(table, lineterminator="\n"), force)
        tell(say("cli_written", path=path.resolve()))
    return DONE


def typology(
    panel: Annotated[str, option(metavar="PANEL", help="cli_typology_panel")] = "",
    answer: Answers = None,
    villages: Villages = "",
    listed: Listed = 10,
    seed: Seed = 0,
) -> int:
    """Types of villages, what goes with income and growth, and villages for a second look."""
    from sim.figures.labels import register_words
    from sim.inputs.intake.registers import register_in_use
    from sim.reports.console import tell

    register = register_in_use(villages or None)
    tell(register_words(register))
    if register.synthetic:
        tell(say("report_synthetic"), style="yellow")
    _show_types(register.table, seed)
    _show_growth(register.table, panel, seed, answer)
    _show_odd(register.table, listed)
    return DONE


# --- evaluate --------------------------------------------------------------------------------------------


def _named(text: str) -> tuple[str, ...]:
    """Names parted by commas."""
    return tuple(each.strip() for each in text.replace("，", ",").split(",") if each.strip())


def _observed(
    file: str,
    answer: list[str] | None,
    villages: str,
    ids: pd.Series | None = None,
    keep: Collection[str] = (),
) -> tuple[Observations, pd.DataFrame]:
    """A checked panel, and the register that knows its villages' traits.

    Raises InputFaults with every open finding of the panel.
    """
    from sim.inputs.intake.panel import load_observations
    from sim.inputs.intake.registers import register_in_use

    known = load_observations(existing(file), read_answers(answer), ids, keep)
    return known, register_in_use(villages or None).table


def _show_estimate(found: Estimate, asked: Any, panel: Observations) -> None:
    from sim.reports.console import show_pairs, tell
    from sim.reports.evaluation import estimate_words

    tell(found.label(), style="bold")
    show_pairs(estimate_words(found, asked, panel))
    _show_frame(found.table)


def _show_frame(table: pd.DataFrame, count: int | None = None) -> None:
    """A table of figures under heads in words, or its first rows; a file takes all of it."""
    from sim.reports.console import show_table
    from sim.reports.evaluation import shown_columns

    few, every = shown_columns(table.head(count or len(table))), shown_columns(table)
    numbers = [place for place, name in enumerate(table) if table[name].dtype.kind in "fiu"]
    rows, whole = ([list(row) for row in zip(*each.values(), strict=True)] for each in (few, every))
    show_table(list(few), rows, right=numbers, whole=whole)


def _prior_texts(found: Estimate, name: str, divisor: float) -> tuple[str, str]:
    """The lines of a prior for a scenario file, and a whole scenario file with them."""
    from sim.analysis.evaluation.methods import as_prior, prior_lines, prior_scenario
    from sim.inputs.parameters import load_parameters

    priors = as_prior(found, load_parameters(), name, divisor)
    return prior_lines(priors, found), prior_scenario(priors, found, in_use().main)


def _new_scenario(text: str, prior: str, force: bool) -> Path | None:
    if text and not prior:
        raise fault("--save", "evaluation_needs_option", option="--prior")
    return new_file(text, (".yaml", ".yml"), force, "--save")


# --- typology --------------------------------------------------------------------------------------------


def _show_types(table: pd.DataFrame, seed: int) -> None:
    from sim.analysis.typology import find_types
    from sim.reports.console import tell
    from sim.reports.evaluation import typology_words

    for line in typology_words(find_types(table, seed)):
        tell(line)


def _show_growth(table: pd.DataFrame, panel: str, seed: int, answer: list[str] | None = None) -> None:
    """What foretells income, and growth where a panel is given."""
    from sim.analysis.typology import predict_growth, predict_income
    from sim.reports.console import tell
    from sim.reports.evaluation import prediction_words

    found = {"income": predict_income(table, seed)}
    if panel:
        from sim.inputs.intake.panel import load_observations

        known = load_observations(existing(panel), read_answers(answer), table["village_id"])
        found["growth"] = predict_growth(table, known.table, seed)
    for kind, prediction in found.items():
        tell(prediction_words(prediction, kind))
        _show_frame(prediction.importance)


def _show_odd(table: pd.DataFrame, count: int) -> None:
    from sim.analysis.typology import outliers
    from sim.reports.console import tell

    tell(say("typology_odd"))
    _show_frame(outliers(table, len(table)), count)
