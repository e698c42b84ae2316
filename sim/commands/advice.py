"""The commands that advise: compare, attribute, allocate, backwards, frontier, village, villages-cards, why.

Each asks sim.analysis.questions and shows sheets; what one needs is imported when it runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

from sim.commands.given import (
    Against,
    Force,
    Members,
    Number,
    ScenarioName,
    Scenarios,
    Seed,
    Villages,
    argument,
    counted,
    option,
)
from sim.faults import fault
from sim.inputs.programme import in_use
from sim.words import say
from sim.writing import BYTE_ORDER_MARK, csv_text, new_file, new_folder, write

if TYPE_CHECKING:
    from rich.console import Console

    from sim.analysis.questions import Advice
    from sim.analysis.village import VillageStudy

DONE = 0
PLAN_FILES = (".yaml", ".csv")
SHARE, MONEY = Number(0, share=True), Number(0, money=True)

Target = Annotated[float | None, option("--target", metavar="INCOME", help="cli_advice_target", kind=MONEY)]
Outcome = Annotated[str, option("--outcome", metavar="OUTCOME", help="cli_advice_outcome")]
FromZero = Annotated[bool, option("--from-zero", help="cli_advice_from_zero")]


def _goal(amount: float | None) -> float:
    """A goal of income; the programme's landmark where it is blank, which nearly all do not pass anyway."""
    return float(in_use().landmark.amount) if amount is None else amount


def compare(
    scenarios: Scenarios = None,
    against: Against = "",
    by: Annotated[str, option(metavar="GROUP", help="cli_advice_by")] = "",
    rate: Annotated[float | None, option(metavar="SHARE", help="cli_advice_rate", kind=SHARE)] = None,
    residual: Annotated[bool, option("--residual/--no-residual", help="cli_advice_residual")] = True,
    optimism: Annotated[bool, option("--optimism/--no-optimism", help="cli_advice_optimism")] = False,
    weights: Annotated[bool, option("--weights/--no-weights", help="cli_advice_weights")] = False,
    gross: Annotated[bool, option("--gross/--net", help="cli_advice_gross")] = False,
    members: Members = 1000,
    seed: Seed = 0,
    villages: Villages = "",
) -> int:
    """Compare scenarios pair by pair, by rank, thresholds, inequality and economics."""
    from sim.analysis.questions import ask_comparison
    from sim.inputs.parameters import make_appraisal
    from sim.reports.comparison import comparison_sheets, winners_sheets
    from sim.reports.sheets import show

    chosen = make_appraisal(rate, residual, optimism, weights, gross)
    found = ask_comparison(scenarios or (), against, members, seed, villages, chosen)
    beside, groups = comparison_sheets(found), winners_sheets(found, by or "banner_id")
    show([*groups, *beside] if by else [*beside, *groups])  # what is asked for stands first, in files too
    return DONE


def attribute(
    scenario: ScenarioName = "",
    against: Against = "",
    outcome: Outcome = "mean",
    levers: Annotated[bool, option("--levers/--no-levers", help="cli_advice_levers")] = True,
    members: Members = 1000,
    seed: Seed = 0,
    villages: Villages = "",
) -> int:
    """Split a scenario's gain over the forces and their levers."""
    from sim.analysis.questions import ask_attribution
    from sim.reports.comparison import attribution_sheets
    from sim.reports.sheets import show

    found = ask_attribution(
        scenario, against, outcome, villages=villages, levers=levers, members=members, seed=seed
    )
    show(attribution_sheets(found))
    return DONE


def allocate(
    scenario: ScenarioName = "",
    budget: Annotated[float | None, option(metavar="MONEY", help="cli_advice_budget", kind=MONEY)] = None,
    objective: Annotated[str, option(metavar="NAME", help="cli_advice_objective")] = "over_target",
    target: Target = None,
    robust: Annotated[str, option(metavar="NAME", help="cli_advice_robust")] = "expected",
    floor: Annotated[int, counted("cli_advice_floor", 0, 99)] = 0,
    quotas: Annotated[
        list[str] | None, option("--quota", metavar="B2:10-60", help="cli_advice_quota")
    ] = None,
    most: Annotated[int, counted("cli_advice_most", 1, 9)] = 3,
    people: Annotated[int, counted("cli_advice_people", 0, 10**6)] = 0,
    places: Annotated[int, counted("cli_advice_places", 0, 10**7)] = 0,
    key_first: Annotated[bool, option(help="cli_advice_key_first")] = False,
    reach: Annotated[str, option(metavar="LEVEL:CHANCE", help="cli_advice_reach")] = "",
    why: Annotated[str, option(metavar="VILLAGE", help="cli_advice_why_village")] = "",
    from_zero: FromZero = False,
    save: Annotated[str, option(metavar="FILE.yaml|FILE.csv", help="cli_advice_save")] = "",
    force: Force = False,
    members: Members = 1000,
    seed: Seed = 0,
    villages: Villages = "",
) -> int:
    """Find which village gets what."""
    from sim.analysis.questions import ask_allocation, ask_rules
    from sim.analysis.response import Objective
    from sim.inputs.intake.registers import register_in_use
    from sim.inputs.villages import find_village
    from sim.reports.allocation import allocation_sheets, why_village
    from sim.reports.console import tell
    from sim.reports.sheets import show

    target_file = new_file(save, PLAN_FILES, force, "--save")
    if why:
        find_village(register_in_use(villages or None).table, why)
    rules = None
    if budget is not None or floor or quotas or key_first or reach:
        money = _usual_budget(villages) if budget is None else budget
        rules = ask_rules(money, floor, quotas or (), key_first, reach)
    found = ask_allocation(
        scenario, rules, Objective(objective, _goal(target)), robust, villages=villages, most=most,
        people=people, places=places, basis=_basis(from_zero), members=members, seed=seed,
    )  # fmt: skip
    show(allocation_sheets(found))
    if why:
        tell(why_village(found, find_village(found.response.ground.world.table, why)))
    if target_file:
        write(target_file, _plan_text(found, target_file.suffix.lower()), force)
        tell(say("cli_advice_saved", path=target_file.resolve()))
    return DONE


def _basis(from_zero: bool) -> str:
    """What an allocation is added to."""
    from sim.analysis.response import FROM_ZERO, ON_TOP

    return FROM_ZERO if from_zero else ON_TOP


def _plan_text(found: Advice, suffix: str) -> str:
    """A plan as a scenario that can be run (.yaml), or as a table of all villages (.csv)."""
    from sim.inputs.scenarios.files import save_scenario
    from sim.reports.allocation import every_village

    if suffix == ".csv":
        return BYTE_ORDER_MARK + csv_text(every_village(found).reset_index())
    case = found.response.ground.world.case
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"plan{suffix}"
        save_scenario(found.scenario, path, case.levers, case.parameters)
        return path.read_text(encoding="utf-8")


def _usual_budget(villages: str) -> float:
    """What the published projects of one year cost with the municipal money that follows them."""
    from sim.inputs.intake.registers import register_in_use
    from sim.inputs.levers import levers_of

    levers = levers_of(register_in_use(villages or None))
    return sum(levers[name].amount * levers[name].unit_cost for name in in_use().levers("project"))


def backwards(
    place: Annotated[str, argument("PLACE", "cli_advice_place")] = "city",
    threshold: Annotated[float | None, option(metavar="INCOME", help="cli_advice_target", kind=MONEY)] = None,
    chance: Annotated[float, option(metavar="SHARE", help="cli_advice_chance", kind=SHARE)] = 0.8,
    share: Annotated[float | None, option(metavar="SHARE", help="cli_advice_share", kind=SHARE)] = None,
    scenario: Annotated[str, option(metavar="SCENARIO", help="cli_advice_start_of")] = "",
    ground: Annotated[str, option(metavar="SCENARIO", help="cli_advice_ground")] = "",
    parameter: Annotated[str, option(metavar="NAME", help="cli_advice_parameter")] = "",
    first: Annotated[str, option(metavar="SCENARIO", help="cli_advice_first")] = "",
    second: Annotated[str, option(metavar="SCENARIO", help="cli_advice_second")] = "",
    members: Members = 1000,
    seed: Seed = 0,
    villages: Villages = "",
) -> int:
    """Ask what must be done for a goal, by when, or what would have to be true (--parameter)."""
    from sim.analysis.backwards import Goal
    from sim.analysis.questions import ask_backwards, ask_break_even
    from sim.reports.allocation import backwards_sheets, break_even_sheets
    from sim.reports.sheets import show

    if parameter:
        found = ask_break_even(first, second, parameter, villages=villages, members=members, seed=seed)
        show(break_even_sheets(found))
        return DONE
    goal = Goal(place, _goal(threshold), chance, share)
    answer = ask_backwards(goal, scenario, ground, villages=villages, members=members, seed=seed)
    show(backwards_sheets(answer))
    return DONE


def frontier(
    scenario: ScenarioName = "",
    budgets: Annotated[
        list[float] | None, option("--budget", metavar="MONEY", help="cli_advice_budgets", kind=MONEY)
    ] = None,
    target: Target = None,
    from_zero: FromZero = False,
    members: Members = 1000,
    seed: Seed = 0,
    villages: Villages = "",
) -> int:
    """Show what each budget achieves and what the next money is worth in each force."""
    from sim.analysis.questions import ask_frontier
    from sim.reports.allocation import frontier_sheets
    from sim.reports.sheets import show

    found = ask_frontier(
        scenario, budgets or [], _goal(target), villages=villages, basis=_basis(from_zero), members=members,
        seed=seed,
    )  # fmt: skip
    show(frontier_sheets(found))
    return DONE


def search(
    scenario: ScenarioName = "",
    plans: Annotated[int, counted("cli_advice_plans", 40, 1_000_000)] = 2000,
    plan: Annotated[int, counted("cli_advice_plan", 0, 100_000)] = 0,
    save: Annotated[str, option(metavar="FILE.yaml", help="cli_advice_save_plan")] = "",
    force: Force = False,
    members: Annotated[int, counted("cli_advice_search_members", 20, 10_000)] = 200,
    seed: Seed = 0,
    villages: Villages = "",
) -> int:
    """Search plans and rules for four goals at once and say whether rules pay."""
    from sim.analysis.questions import ask_search
    from sim.inputs.scenarios.files import save_scenario
    from sim.reports.allocation import search_sheets
    from sim.reports.console import ERR, tell
    from sim.reports.sheets import show

    target = new_file(save, (".yaml",), force, "--save")
    with _bar(say("cli_advice_searching"), ERR) as moved:
        found = ask_search(scenario, plans, members, seed, villages, moved)
    show(search_sheets(found))
    if target:
        case, number = found.world.case, plan or int(found.table.index[-1])
        if number not in found.table.index:
            raise fault("--plan", "search_no_plan", plan=number, last=int(found.table.index[-1]))
        target.unlink(missing_ok=True)
        save_scenario(found.scenario(number), target, case.levers, case.parameters)
        tell(say("cli_advice_saved", path=target.resolve()))
    return DONE


def village(
    name: Annotated[str, argument("VILLAGE", "cli_advice_village_name")],
    scenario: ScenarioName = "",
    against: Against = "",
    target: Target = None,
    members: Members = 1000,
    seed: Seed = 0,
    villages: Villages = "",
) -> int:
    """Show one village: its path, its peers, what holds it back and what helps most."""
    from sim.inputs.intake.registers import register_in_use
    from sim.inputs.villages import find_village
    from sim.reports.sheets import show
    from sim.reports.village_cards import village_sheets

    name = find_village(register_in_use(villages or None).table, name)
    show(village_sheets(_studied(scenario, against, target, villages, members, seed), name))
    return DONE


def cards(
    scenario: ScenarioName = "",
    against: Against = "",
    target: Target = None,
    outputs: Annotated[str, option(metavar="DIR", help="cli_run_outputs")] = "outputs",
    members: Members = 1000,
    seed: Seed = 0,
    villages: Villages = "",
) -> int:
    """Write a card for every village."""
    from sim.reports.console import ERR, tell
    from sim.reports.village_cards import write_cards

    new_folder(outputs, "--outputs")
    study = _studied(scenario, against, target, villages, members, seed)
    with _bar(say("cli_advice_writing"), ERR) as moved:
        folder = write_cards(study, Path(outputs), moved)
    tell(
        say(
            "cli_advice_cards_done",
            count=len(study.case.register.table),
            path=(folder / "index.html").resolve(),
        )
    )
    return DONE


def _studied(
    scenario: str, against: str, target: float | None, villages: str, members: int, seed: int
) -> VillageStudy:
    """The study of all villages, with a bar."""
    from sim.analysis.questions import ask_villages
    from sim.reports.console import ERR

    with _bar(say("cli_advice_studying"), ERR) as moved:
        return ask_villages(
            scenario, against, target, villages=villages, seen=moved, members=members, seed=seed
        )


@contextmanager
def _bar(words: str, console: Console) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on a terminal, nothing in a log; gives a function of what is done and planned."""
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn(words),
        BarColumn(),
        TextColumn("{task.completed}/{task.total}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=None)
        yield lambda done, planned: progress.update(task, completed=done, total=planned)


def why(
    before: Annotated[str, argument("FOLDER", "cli_advice_before")],
    after: Annotated[str, argument("FOLDER", "cli_advice_after")],
    outcome: Outcome = "mean",
) -> int:
    """Say why the answers of two runs differ."""
    from sim.analysis.changes import why_changed
    from sim.reports.comparison import why_sheets
    from sim.reports.sheets import show

    show(why_sheets(why_changed(before, after, outcome)))
    return DONE
