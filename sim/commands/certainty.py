"""The commands of how sure an answer is: calibration, validation, rival structures, challenges."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from sim.commands.given import (
    Against,
    Answers,
    Members,
    Number,
    ScenarioName,
    Seed,
    Villages,
    argument,
    counted,
    draws,
    option,
    whole_number,
)
from sim.commands.registers import read_answers
from sim.figures.numbers import Band, Figure, percent, significant
from sim.figures.numbers import number as number_text
from sim.words import column_of, say

if TYPE_CHECKING:
    import pandas as pd

    from sim.analysis.calibration import Posterior
    from sim.inputs.case import Case

DONE, NOT_CONVERGED = 0, 1
LISTED = 12

Scenario = Annotated[str, option("--scenario", metavar="SCENARIO", help="cli_sure_scenario")]
Year = Annotated[str, option("--year", metavar="YEAR", help="cli_sure_year")]


def calibrate(
    panel: Annotated[str, argument("[PANEL]", "cli_calibrate_panel")] = "",
    name: Annotated[str, option(metavar="NAME", help="cli_calibrate_name")] = "",
    steps: Annotated[int, counted("cli_calibrate_steps", 30, 1_000_000)] = 3000,
    members: Members = 100_000,
    error: Annotated[
        float, option("--record-error", metavar="X", help="cli_calibrate_error", kind=Number(0.001, 1))
    ] = 0.05,
    targets: Annotated[bool, option("--targets/--no-targets", help="cli_calibrate_targets")] = True,
    answer: Answers = None,
    scenario: Scenario = "",
    villages: Villages = "",
    seed: Seed = 0,
) -> int:
    """Find the posterior of the uncertainties and store it under a name."""
    from sim.analysis.questions import ask_posterior
    from sim.inputs.case import read_case
    from sim.runs.store import check_posterior_name

    chosen = name or _posterior_name(panel)
    check_posterior_name(chosen)
    case = read_case(scenario, villages or None)
    found = ask_posterior(case, panel, steps, members, seed, error, targets, read_answers(answer))
    return _told(found, case, _stored(found, case, panel, chosen), bool(panel))


def validate(
    targets: Annotated[str, argument("[TARGETS]", "cli_validate_targets")] = "",
    members: Annotated[int, draws(2)] = 2000,
    scenario: Scenario = "",
    seed: Seed = 0,
) -> int:
    """Run the model set up for other places and print the skill card."""
    from sim.analysis import validation
    from sim.inputs.case import read_case
    from sim.reports.console import show_table, tell
    from sim.runs.ensemble import draw_members

    case = read_case(scenario)
    drawn = draw_members(case.parameters, members, seed)
    card = validation.validate(case, seed=seed, targets=targets, draws=drawn)
    names = ("target", "value", "unit", "band", "inside", "error", "no_change", "trend")
    heads = [say(f"validate_{key}") for key in names]
    show_table(heads, [_skill_row(row) for _, row in card.table.iterrows()], right=[1, 3, 5, 6, 7])
    for line in card.words():
        tell(line)
    return DONE


def sensitivity(
    outcome: Annotated[str, option(metavar="NAME", help="cli_sure_outcome")] = "mean",
    year: Year = "",
    base: Annotated[int | None, counted("cli_sensitivity_base", 16, 1 << 16)] = None,
    scenario: Scenario = "",
    against: Against = "",
    villages: Villages = "",
    seed: Seed = 0,
) -> int:
    """Print Sobol and Morris indices of an outcome and what each headline answer rests on."""
    from sim.analysis import sensitivity as sensitivity_module
    from sim.apps.pages.charts import design_note
    from sim.figures.tables import answer_label
    from sim.inputs.case import read_case
    from sim.reports.console import show_table, tell

    case = read_case(scenario, villages or None)
    size, when = base or sensitivity_module.SHARE_BASE, _year_named(year, case)
    model = sensitivity_module.city_model(case, [(outcome, when)], seed)
    sobol = sensitivity_module.sobol(case.parameters, model, size, seed).loc[0]
    morris = sensitivity_module.morris(case.parameters, model, seed=seed).loc[0]
    rows = [
        _index_row(str(name), row, morris, case)
        for name, row in sobol.sort_values("total", ascending=False).iterrows()
    ]
    heads = [say(f"sensitivity_{key}") for key in ("input", "first", "total", "morris", "grade")]
    title = say("sensitivity_title", outcome=outcome, year=when)
    show_table(heads, rows[:LISTED], title=title, right=[1, 2, 3], whole=rows)
    shares = sensitivity_module.variance_shares(
        case.parameters,
        sensitivity_module.headline_model(case, against, seed),
        sensitivity_module.ANSWERS,
        size,
        seed,
    )
    cells = [
        [
            answer_label(str(name)),
            *(_share_cell(shares.told(str(name), group)) for group in sensitivity_module.GROUPS),
        ]
        for name in shares.table.index
    ]
    show_table(
        [say("sensitivity_answer"), *(say(f"group_{group}") for group in sensitivity_module.GROUPS)],
        cells, title=say("variance_title"), right=[1, 2, 3],
    )  # fmt: skip
    tell(say("variance_note"))
    tell(say("variance_range"))
    tell(design_note(shares))
    unsure = max(shares.width, float(sobol["total_interval"].max()))
    if unsure > sensitivity_module.WIDEST:
        enough = sensitivity_module.base_enough(size, unsure)
        tell(say("variance_too_few", base=f"{size:,}", points=f"{100 * unsure:.0f}"), style="bold")
        tell(
            say("variance_most" if enough == sensitivity_module.MOST_BASE else "variance_cure", enough=enough)
        )
    return DONE


def survey_next(
    options: Annotated[list[str] | None, argument("[SCENARIO...]", "cli_survey_options")] = None,
    yuan: Annotated[float, option(metavar="X", help="cli_survey_yuan", kind=Number(0))] = 1,
    village: Annotated[float, option(metavar="X", help="cli_survey_village", kind=Number(0))] = 0,
    members: Annotated[int, draws(128)] = 8192,
    villages: Villages = "",
    seed: Seed = 0,
) -> int:
    """Print what knowing each uncertainty would be worth to a choice among scenarios."""
    from sim.analysis import value_of_information as information
    from sim.inputs.case import read_case
    from sim.reports.console import show_table, tell

    decision = information.make_decision(options or (), yuan, village)
    case = read_case(decision.options[0], villages or None)
    found = information.benefits(case, decision, members, seed)
    table = information.survey_next(found, seed)
    names = ("fact", "worth", "noise", "chance", "switch", "instead")
    heads = [say(f"survey_head_{key}") for key in names]
    for criterion in information.CRITERIA:
        told = table.loc[criterion]
        rows = [_worth_row(str(name), row, case) for name, row in told.iterrows() if row["counts"]]
        whole = information.perfect_information(found.values[criterion])
        tell(say(f"survey_{criterion}", best=told["best_now"].iloc[0], all=significant(whole, 4)))
        if rows:
            show_table(heads, rows[:LISTED], right=[1, 2, 3, 4], whole=rows)
        else:
            tell(say("information_nothing"))
    return DONE


def discover(
    outcome: Annotated[str, option(metavar="NAME", help="cli_sure_outcome")] = "below_target",
    year: Year = "",
    limit: Annotated[float, option(metavar="X", help="cli_discover_limit", kind=Number())] = 0,
    below: Annotated[bool, option(help="cli_discover_below")] = False,
    members: Annotated[int, draws(128)] = 4096,
    scenario: Scenario = "",
    villages: Villages = "",
    seed: Seed = 0,
) -> int:
    """Say under which conditions an outcome misses its target."""
    from sim.analysis import discovery
    from sim.analysis.sensitivity import check_outcomes
    from sim.figures.certainty import sentences
    from sim.inputs.case import read_case
    from sim.reports.console import tell
    from sim.runs.ensemble import simulate

    case = read_case(scenario, villages or None)
    when = _year_named(year, case)
    check_outcomes(case, [(outcome, when)])
    result = simulate(case, members, seed, villages=False)
    missed = discovery.misses(result, outcome, when, limit, not below)
    for key, boxes in (
        ("prim", discovery.prim(result.draws, missed)),
        ("cart", discovery.cart(result.draws, missed, seed)),
    ):
        tell(say(f"discover_{key}"), style="bold")
        for sentence in sentences(boxes, case.parameters, float(missed.mean())):
            tell(f"  {sentence}")
        if not boxes:
            tell("  " + say("discover_nothing"))
    return DONE


def challenge(
    claim: Annotated[str, argument("CLAIM", "cli_challenge_claim")],
    members: Annotated[int, counted("cli_challenge_lucks", 4, 1024, "--members")] = 64,
    draws: Annotated[int, counted("cli_challenge_draws", 64, 1 << 17, "--draws")] = 4096,
    rivals: Annotated[bool, option("--rivals/--no-rivals", help="cli_challenge_rivals")] = True,
    against: Against = "",
    villages: Villages = "",
    seed: Seed = 0,
) -> int:
    """Find the nearest joint change that overturns a claim, and say how likely it is."""
    from sim.analysis import challenge as challenge_module
    from sim.reports.challenge import challenge_sheets
    from sim.reports.sheets import show

    place = villages or None
    show(challenge_sheets(challenge_module.challenge(claim, members, draws, seed, place, against, rivals)))
    return DONE


def structures(
    scenario: ScenarioName = "",
    against: Against = "",
    single: Annotated[bool, option(help="cli_structures_single")] = False,
    ranked: Annotated[bool, option("--ranked/--no-ranked", help="cli_structures_ranked")] = True,
    members: Annotated[int, draws(8)] = 128,
    villages: Villages = "",
    seed: Seed = 0,
) -> int:
    """Show each headline under all rival structures, and in how many it holds."""
    from sim.analysis.structures import study_structures
    from sim.model.structures import single_changes
    from sim.reports.sheets import show
    from sim.reports.structures import structure_sheets

    tried = list(single_changes()) if single else []
    show(
        structure_sheets(study_structures(scenario, against, members, seed, villages or None, tried, ranked))
    )
    return DONE


def _year_named(year: str, case: Case) -> int:
    """The year of `--year`; the last of the scenario where it is blank."""
    programme = case.programme
    last = case.scenario.years[-1]
    return whole_number("--year", year, programme.first_year, programme.last_year) if year else last


def _posterior_name(panel: str) -> str:
    """The name of a posterior where none was given: that of the panel's file, in the letters it may have."""
    plain = re.sub(r"[^a-z0-9_-]+", "-", Path(panel).stem.lower()).strip("-_")
    return (plain or "panel") if panel else "aggregates"


# --- calibrate -------------------------------------------------------------------------------------------


def _stored(found: Posterior, case: Case, panel: str, name: str) -> str:
    """The whole name under which the posterior was stored."""
    from sim.inputs.facts import calibration_targets, places_file
    from sim.inputs.intake.panel import find_panel
    from sim.runs.provenance import file_checksum
    from sim.runs.store import save_posterior

    files = {"places": places_file(), "targets": calibration_targets()} | (
        {"panel": find_panel(panel)} if panel else {}
    )
    checksums = {key: file_checksum(path) for key, path in files.items()}
    return save_posterior(name, found.draws, found.diagnostics, found.about, case, checksums)


def _told(found: Posterior, case: Case, whole: str, chain: bool) -> int:
    """What calibration has found, printed; the exit status says whether it may be used."""
    from sim.reports.console import complain, show_table, tell

    table = found.diagnostics.sort_values("shrunk", ascending=False)
    rows = [
        [
            case.parameters[str(name)].label(),
            _with_ends(row["prior_50"], row["prior_05"], row["prior_95"]),
            _with_ends(row["q50"], row["q05"], row["q95"]),
            percent(row["shrunk"]), number_text(row["rhat"], 3) if chain else "–", number_text(row["ess"]),
        ]
        for name, row in table.iterrows()
    ]  # fmt: skip
    heads = [say(f"calibrate_{key}") for key in ("parameter", "prior", "posterior", "shrunk", "rhat", "ess")]
    show_table(heads, rows[:LISTED], right=[3, 4, 5], whole=rows)
    tell(
        say(
            "calibrate_speed",
            runs=f"{found.about['model_runs']:,}",
            seconds=found.about["seconds"],
            rate=f"{found.about['runs_per_minute']:,}",
        )
    )
    if found.about.get("unused"):
        tell(say("calibrate_unused", count=f"{found.about['unused']:,}"), style="yellow")
    if found.about.get("zeros"):
        tell(say("calibrate_zeros", count=f"{found.about['zeros']:,}"), style="yellow")
    tell(say("calibrate_stored", name=whole))
    if chain and not found.converged:
        complain(say("calibrate_not_converged"))
        return NOT_CONVERGED
    return DONE


# --- rows ------------------------------------------------------------------------------------------------


def _with_ends(middle: float, low: float, high: float) -> Figure:
    """A median with the ends of its band in brackets."""
    text = f"{significant(middle)} [{significant(low)}, {significant(high)}]"
    return Figure(text, middle, more={"low": low, "high": high})


def _with_error(value: float, error: float) -> Figure:
    """A number with its error."""
    return Figure(f"{number_text(value, 2)} ± {number_text(error, 2)}", value, more={"error": error})


def _skill_row(row: pd.Series) -> list[Any]:
    from sim.figures.labels import unit_name

    scored = row["kind"] == "observation" and row["independent"]
    inside = say("word_inside" if row["inside"] else "word_outside") + ("" if scored else " °")
    errors = (significant(row[f"{rule}_error"]) for rule in ("no_change", "trend"))
    ends = f"{significant(row['q05'])} – {significant(row['q95'])}"
    middle = Figure(significant(row["q50"]), row["q50"], more={"low": row["q05"], "high": row["q95"]})
    return [
        str(row[column_of("statement")]), significant(row["value"], 4), unit_name(row["unit"]),
        Band(middle, ends), inside, significant(row["error"]), *errors,
    ]  # fmt: skip


def _share_cell(told: tuple[float, float, float]) -> Figure:
    """A share of variance with its interval."""
    low, middle, high = told
    text = f"{percent(middle)} ({number_text(100 * low)}–{number_text(100 * high)})"
    return Figure(text, middle, share=True, more={"low": low, "high": high})


def _index_row(name: str, row: pd.Series, morris: pd.DataFrame, case: Case) -> list[Any]:
    known = case.parameters.get(name)
    return [
        known.label() if known else say("input_luck"),
        _with_error(row["first"], row["first_interval"]),
        _with_error(row["total"], row["total_interval"]),
        significant(morris.loc[name, "mu_star"]) if known else "–",
        say(f"grade_{known.grade}") if known else "–",
    ]


def _worth_row(name: str, row: pd.Series, case: Case) -> list[Any]:
    switch = "–" if math.isnan(row["switch"]) else significant(row["switch"])
    return [
        case.parameters[name].label(), significant(row["worth"], 4), significant(row["noise"]),
        percent(row["chance"]), switch, str(row["changes_to"]).replace(";", ", ") or "–",
    ]  # fmt: skip
