"""`wuli run`: scenarios run with the study notebook, and compared where there are several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from sim.commands.batch import WARM, output_folder
from sim.commands.given import Against, Outputs, Scenarios, Villages, option, whole_number
from sim.commands.scenarios import warn
from sim.faults import Fault, InputFaults, fault
from sim.faults import attempt as attempted
from sim.words import language, say

if TYPE_CHECKING:
    from sim.inputs import Case
    from sim.runs.batch import Outcome
    from sim.runs.job import Job
    from sim.runs.planning import Settings

DONE, RUN_FAILED, INTERRUPTED = 0, 1, 130
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
    from sim.inputs import repeated_ids
    from sim.runs.job import held_tables
    from sim.runs.planning import Settings

    found: list[Fault] = []
    as_planned = held_tables()  # before anything is read
    sources = attempt(found, [], chosen_scenarios, scenarios or [], every)
    register = attempt(found, "synthetic", register_file, villages)
    other = absolute(against)
    cases = checked_cases(found, [*sources, other], register)
    settings = Settings(
        members=attempt(found, 0, whole_number, "--members", members, 1, 1 << 20),
        seed=attempt(found, 0, whole_number, "--seed", seed, 0, (1 << 32) - 1),
        counterfactual=other,
        villages=register,
        lang=language(),
        outputs=attempt(found, Path(), output_folder, outputs),
        again=again,
        options=attempt(found, {}, notebook_options, parameters or [], len(sources)),
        frozen=as_planned,
    )
    processes = attempt(found, 0, whole_number, "--workers", workers or "0", 0, 256)
    found += [Fault("", "scenario_repeated", {"name": name}) for name in repeated_ids(cases[:-1])]
    if found:
        raise InputFaults(found)
    for source in sources:
        warn(source, register)
    tell_notes(cases)
    return run_all(cases[:-1], sources, settings, processes or None)


def attempt(found: list[Fault], instead: Any, check: Callable[..., Any], *arguments: Any) -> Any:
    """What a check gives, or `instead` where it refuses; its faults are noted and told together."""
    return next(iter(attempted(found, check, *arguments)), instead)


def checked_cases(found: list[Fault], scenarios: Sequence[str], register: str) -> list[Case]:
    """The cases of scenarios as a run needs them; the one door of `wuli check` and `wuli run`."""
    from sim.inputs import read_cases
    from sim.model.simulate import check_case

    cases: list[Case] = attempt(found, [], read_cases, scenarios, register)
    for case in cases:
        attempt(found, None, check_case, case)
    return cases


def tell_notes(cases: Iterable[Case]) -> None:
    """Say how scenarios were read where that was not plain, and what is beyond measure; each once."""
    from sim.inputs.scenarios.limits import notes_of
    from sim.views.console import complain

    for note in dict.fromkeys(note for case in cases for note in notes_of(case)):
        complain(note, "yellow")


def chosen_scenarios(named: Sequence[str], every: bool) -> list[str]:
    """The scenarios to run: those named, each once, or all of the programme."""
    from sim.inputs.scenarios import list_scenarios

    known = list_scenarios()
    if every and named:
        raise fault("", "cli_all_and_named")
    if not every and not named:
        raise fault("", "cli_none_named", allowed=", ".join(known))
    return known if every else [absolute(name) for name in dict.fromkeys(named)]


def absolute(scenario: str) -> str:
    """A scenario's id, or the whole path of its file: a notebook runs in a folder of its own."""
    return str(Path(scenario).resolve()) if Path(scenario).is_file() else scenario


def register_file(text: str) -> str:
    """The register that a run rests on, as a whole path or `synthetic`: named, so that it stays the same."""
    from sim.inputs.intake.registers import SYNTHETIC, name_in_use, named_register, register_in_use

    if text and text != SYNTHETIC and not Path(text).is_file():
        raise fault(f"--villages {text}", "fault_no_file")
    if text in ("", SYNTHETIC):
        return text or name_in_use()
    return named_register(register_in_use(text), Path(text).resolve())


def notebook_options(texts: Sequence[str], scenarios: int) -> dict[str, Any]:
    """The options of -p, checked against the notebooks that a run of so many scenarios executes."""
    from sim.inputs.notebooks import COMPARISON_NOTEBOOK, SCENARIO_NOTEBOOK, check_options

    notebooks = [SCENARIO_NOTEBOOK, COMPARISON_NOTEBOOK] if scenarios > 1 else [SCENARIO_NOTEBOOK]
    return check_options(texts, notebooks, SWITCHES)


def run_all(cases: Sequence[Case], sources: Sequence[str], settings: Settings, workers: int | None) -> int:
    """Plan, run and report; the exit status."""
    from sim.views.console import show_reports

    outcomes, status = executed(cases, sources, settings, workers)
    if outcomes:
        show_reports(outcomes)
    return status


def executed(
    cases: Sequence[Case], sources: Sequence[str], settings: Settings, workers: int | None
) -> tuple[Sequence[Outcome], int]:
    """Plan, run and tell the answers: how each run ended, and the exit status."""
    from sim.runs.batch import Stopped, run_batch
    from sim.views.console import complain, show_answers, tell, watcher
    from sim.views.page import write_page

    jobs, looker = plan(cases, sources, settings), watcher()
    try:
        outcomes = run_batch(jobs, write_page, looker, workers, WARM)
    except KeyboardInterrupt:
        tell(say("run_interrupted"))
        return [], INTERRUPTED
    except Stopped as stopped:
        complain(str(stopped))
        return [], RUN_FAILED
    finally:
        looker.close()
    titles = {case.scenario.id: case.scenario.title for case in cases}
    show_answers(outcomes, titles, max(case.scenario.years[-1] for case in cases))
    return outcomes, RUN_FAILED if any(each.error for each in outcomes) else DONE


def run_in_use(scenarios: Sequence[str], members: int) -> tuple[Sequence[Outcome], int]:
    """Run scenarios of the programme on the register in use with the usual settings, as `wuli run` does."""
    from sim.runs.job import held_tables
    from sim.runs.planning import Settings

    as_planned, register = held_tables(), register_file("")
    found: list[Fault] = []
    cases = checked_cases(found, [*scenarios, ""], register)
    if found:
        raise InputFaults(found)
    tell_notes(cases)
    settings = Settings(
        members=members, seed=0, counterfactual="", villages=register, lang=language(),
        outputs=output_folder(""), again=False, options={}, frozen=as_planned,
    )  # fmt: skip
    return executed(cases[:-1], list(scenarios), settings, None)


def plan(cases: Sequence[Case], sources: Sequence[str], settings: Settings) -> list[Job]:
    """One job for each scenario, and the comparison of those that differ in their levers alone."""
    from sim.runs.ensemble import comparable
    from sim.runs.planning import comparison_job, scenario_job
    from sim.views.console import complain

    jobs = [scenario_job(case, source, settings) for case, source in zip(cases, sources, strict=True)]
    alike = [place for place, case in enumerate(cases) if comparable(cases[0], case)]
    for place in set(range(len(cases))) - set(alike):
        complain(f"{sources[place]}: {say('run_other_world', first=cases[0].scenario.id)}")
    if len(alike) > 1:
        reports = {jobs[place].label: f"../{jobs[place].name}/report.html" for place in alike}
        chosen = [cases[place] for place in alike], [sources[place] for place in alike]
        jobs.append(comparison_job(*chosen, settings, reports))
    return jobs
