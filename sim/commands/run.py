"""`wuli run`: scenarios run with the report notebook, and compared where there are several.

The scenarios are a study that has no file (`sim.inputs.studies.named_study`): it is planned and made as
`wuli batch` plans and makes one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from sim.commands.batch import DONE, INTERRUPTED, RUN_FAILED, make_runs, output_folder
from sim.commands.given import Against, Outputs, Scenarios, Villages, option, whole_number
from sim.commands.scenarios import warn
from sim.faults import Fault, InputFaults, fault
from sim.faults import attempt as attempted
from sim.words import language, say

if TYPE_CHECKING:
    from sim.inputs.case import Case
    from sim.runs.batch import Outcome
    from sim.runs.planning import Settings, StudyPlan

# Notebook parameters that a switch of `wuli run` sets.
SWITCHES = {
    "scenario": "SCENARIO", "scenarios": "SCENARIO", "reports": "--all", "counterfactual": "--against",
    "members": "--members", "seed": "--seed", "villages": "--villages", "lang": "--lang",
    "folder": "--outputs",
}  # fmt: skip


def run(
    scenarios: Scenarios = None,
    every: Annotated[bool, option("--all", help="cli_run_all")] = False,
    members: Annotated[str, option(metavar="N", help="cli_run_members")] = "1000",
    seed: Annotated[str, option(metavar="N", help="cli_run_seed")] = "0",
    against: Against = "",
    villages: Villages = "",
    again: Annotated[bool, option("--again", help="cli_run_again")] = False,
    outputs: Outputs = "",
    workers: Annotated[str, option(metavar="N", help="cli_run_workers")] = "",
    parameters: Annotated[
        list[str] | None,
        option("-p", "--parameter", metavar="NAME=VALUE", help="cli_run_options"),
    ] = None,
) -> int:
    """Run the study notebook of scenarios, and compare them where there are several."""
    from sim.runs.job import held_tables
    from sim.runs.planning import Settings

    found: list[Fault] = []
    held = held_tables()  # before anything is read
    names = attempt(found, [], _chosen_scenarios, scenarios or [], every)
    register = attempt(found, "synthetic", register_file, villages)
    later: list[Fault] = []  # of the switches, told behind those of the files
    number = attempt(later, 1, whole_number, "--members", members, 1, 1 << 20)
    first = attempt(later, 0, whole_number, "--seed", seed, 0, (1 << 32) - 1)
    place = attempt(later, Path(), output_folder, outputs)
    options = attempt(later, {}, _notebook_options, parameters or [], len(names))
    processes = attempt(later, 0, whole_number, "--workers", workers or "0", 0, 256)
    settings = Settings(language(), place, again, held=held)
    given = (names, _whole_path(against), number, first, register, options)
    plan = attempt(found, None, _planned_scenarios, given, settings) if names else None
    found += [each for each in later if each not in found]
    if found or plan is None:
        raise InputFaults(found)
    for name in names:
        warn(name, register)
    tell_notes([*plan.cases, plan.against])
    return _run_all(plan, processes)


def _planned_scenarios(given: tuple[Any, ...], settings: Settings) -> StudyPlan:
    """The runs of scenarios; `given` is what `named_study` is called with."""
    from sim.inputs.programme_folder import checked_tables
    from sim.inputs.studies import named_study
    from sim.runs.planning import plan_study

    checked_tables()
    return plan_study(named_study(*given), settings)


def attempt(found: list[Fault], instead: Any, check: Callable[..., Any], *arguments: Any) -> Any:
    """What a check gives, or `instead` where it refuses; its faults are noted and told together."""
    return next(iter(attempted(found, check, *arguments)), instead)


def checked_cases(found: list[Fault], scenarios: Sequence[str], register: str) -> list[Case]:
    """The cases of scenarios as a run needs them, the last of which the others are measured against."""
    from sim.inputs.programme_folder import checked_tables
    from sim.inputs.studies import named_study
    from sim.runs.planning import study_cases

    def cases() -> list[Case]:
        checked_tables()
        *named, against = scenarios
        return study_cases(named_study(named, against, villages=register))

    return list(attempt(found, [], cases))


def tell_notes(cases: Iterable[Case]) -> None:
    """Say how scenarios were read where that was not plain, and what is beyond measure; each once."""
    from sim.inputs.case import notes_of
    from sim.reports.console import complain

    for note in dict.fromkeys(note for case in cases for note in notes_of(case)):
        complain(note, "yellow")


def _chosen_scenarios(named: Sequence[str], every: bool) -> list[str]:
    """The scenarios to run: those named, each once, or all of the programme."""
    from sim.inputs.scenarios.names import list_scenarios

    known = list_scenarios()
    if every and named:
        raise fault("", "cli_all_and_named")
    if not every and not named:
        raise fault("", "cli_none_named", allowed=", ".join(known))
    return known if every else [_whole_path(name) for name in dict.fromkeys(named)]


def _whole_path(scenario: str) -> str:
    """The whole path where a scenario is given as a file, which may have any name; else the id or code."""
    return str(Path(scenario).resolve()) if Path(scenario).is_file() else scenario


def register_file(text: str) -> str:
    """The register that a run rests on, as a whole path or `synthetic`: named, so that it stays the same."""
    from sim.inputs.intake.registers import SYNTHETIC, name_in_use, named_register, register_in_use

    if text and text != SYNTHETIC and not Path(text).is_file():
        raise fault(f"--villages {text}", "fault_no_file")
    if text in ("", SYNTHETIC):
        return text or name_in_use()
    return named_register(register_in_use(text), Path(text).resolve())


def _notebook_options(texts: Sequence[str], scenarios: int) -> dict[str, Any]:
    """The options of -p, checked against the notebooks that a run of so many scenarios executes."""
    from sim.inputs.notebooks import COMPARISON_NOTEBOOK, SCENARIO_NOTEBOOK, check_options

    notebooks = [SCENARIO_NOTEBOOK, COMPARISON_NOTEBOOK] if scenarios > 1 else [SCENARIO_NOTEBOOK]
    return check_options(texts, notebooks, SWITCHES)


def _run_all(plan: StudyPlan, workers: int = 0) -> int:
    """Run and report; the exit status."""
    from sim.reports.console import show_reports

    outcomes, status = executed(plan, workers)
    if outcomes:
        show_reports(outcomes)
    return status


def executed(plan: StudyPlan, workers: int = 0) -> tuple[Sequence[Outcome], int]:
    """Run, compare and tell the answers: how each run ended, and the exit status."""
    from sim.reports.console import complain, show_answers, tell, watcher
    from sim.runs.planning import comparison_job, left_out

    for variant in left_out(plan):
        complain(f"{variant.choice.where}: {say('run_other_world', first=plan.cases[0].scenario.id)}")
    comparison = comparison_job(plan)
    outcomes = make_runs([*plan.jobs, *([comparison] if comparison else [])], watcher(), workers)
    if isinstance(outcomes, int):
        if outcomes == INTERRUPTED:
            tell(say("run_interrupted"))
        return [], outcomes
    titles = {case.scenario.id: case.scenario.title for case in plan.cases}
    show_answers(outcomes, titles, max(case.scenario.years[-1] for case in plan.cases))
    return outcomes, RUN_FAILED if any(each.error for each in outcomes) else DONE


def run_in_use(scenarios: Sequence[str], members: int) -> tuple[Sequence[Outcome], int]:
    """Run scenarios of the programme on the register in use with the usual settings, as `wuli run` does."""
    from sim.runs.planning import Settings

    settings = Settings(language(), output_folder(""))
    plan = _planned_scenarios((list(scenarios), "", members, 0, register_file("")), settings)
    tell_notes([*plan.cases, plan.against])
    return executed(plan)
