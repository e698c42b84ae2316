"""The commands that advise: compare, attribute, allocate, backwards, frontier, village, villages-cards, why.

Each asks sim.analysis.questions and shows sheets; what one needs is imported when it runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sim.commands.given import Force, number, whole_number
from sim.inputs.programme import in_use
from sim.words import language, say
from sim.writing import BYTE_ORDER_MARK, csv_text, new_file, new_folder, write

if TYPE_CHECKING:
    from rich.console import Console

    from sim.analysis.questions import Advice
    from sim.analysis.village import VillageStudy

DONE = 0
PLAN_FILES = (".yaml", ".csv")
MOST_MEMBERS, MOST_SEED = 1 << 20, (1 << 32) - 1

Language = Annotated[str, typer.Option("--lang", help="cli_lang", metavar="zh|en", show_default=False)]
Members = Annotated[str, typer.Option(metavar="N", help="cli_run_members")]
Seed = Annotated[str, typer.Option(metavar="N", help="cli_run_seed")]
Against = Annotated[str, typer.Option(metavar="SCENARIO", help="cli_run_against")]
Register = Annotated[
    str, typer.Option("--villages", metavar="FILE", help="cli_run_villages", show_default=False)
]
ScenarioName = Annotated[str, typer.Argument(metavar="[SCENARIO]", help="cli_scenario_name")]
Target = Annotated[str, typer.Option(metavar="INCOME", help="cli_advice_target", show_default=False)]


def add(app: typer.Typer, command: type | None = None) -> None:
    """Hang the commands into the app; `command` is the class whose help speaks the user's language."""
    for name, function in COMMANDS.items():
        app.command(name, cls=command, help=f"cli_advice_{name.replace('-', '_')}")(function)


def amount(name: str, text: str) -> float:
    """A number of zero or more from the command line."""
    return number(name, text, 0)


def goal_named(name: str, text: str) -> float:
    """A goal of income; the programme's landmark where it is blank, which nearly all do not pass anyway."""
    return amount(name, text) if text else float(in_use().landmark.amount)


def ensemble(members: str, seed: str) -> dict[str, Any]:
    """The size and seed of an ensemble, as named arguments."""
    return {
        "members": whole_number("--members", members, 1, MOST_MEMBERS),
        "seed": whole_number("--seed", seed, 0, MOST_SEED),
    }


def compare(
    scenarios: Annotated[
        list[str] | None, typer.Argument(metavar="[SCENARIO...]", help="cli_run_scenarios")
    ] = None,
    against: Against = "",
    by: Annotated[str, typer.Option(metavar="GROUP", help="cli_advice_by", show_default=False)] = "",
    rate: Annotated[str, typer.Option(metavar="SHARE", help="cli_advice_rate", show_default=False)] = "",
    members: Members = "1000",
    seed: Seed = "0",
    villages: Register = "",
    lang: Language = "",
) -> int:
    """Compare scenarios pair by pair, by rank, thresholds, inequality and economics."""
    from sim.analysis.questions import ask_comparison
    from sim.views.advice import comparison_sheets, show, winners_sheets

    given = amount("--rate", rate) if rate else None
    found = ask_comparison(scenarios or (), against, villages=villages, rate=given, **ensemble(members, seed))
    beside, groups = comparison_sheets(found), winners_sheets(found, by or "banner_id")
    show([*groups, *beside] if by else [*beside, *groups])  # what is asked for stands first, in files too
    return DONE


def attribute(
    scenario: ScenarioName = "",
    against: Against = "",
    outcome: Annotated[str, typer.Option(metavar="OUTCOME", help="cli_advice_outcome")] = "mean",
    levers: Annotated[bool, typer.Option("--levers/--no-levers", help="cli_advice_levers")] = True,
    members: Members = "1000",
    seed: Seed = "0",
    villages: Register = "",
    lang: Language = "",
) -> int:
    """Split a scenario's gain over the forces and their levers."""
    from sim.analysis.questions import ask_attribution
    from sim.views.advice import attribution_sheets, show

    size = ensemble(members, seed)
    show(
        attribution_sheets(
            ask_attribution(scenario, against, outcome, villages=villages, levers=levers, **size)
        )
    )
    return DONE


def allocate(
    scenario: ScenarioName = "",
    budget: Annotated[str, typer.Option(metavar="MONEY", help="cli_advice_budget", show_default=False)] = "",
    objective: Annotated[str, typer.Option(metavar="NAME", help="cli_advice_objective")] = "over_target",
    target: Target = "",
    robust: Annotated[str, typer.Option(metavar="NAME", help="cli_advice_robust")] = "expected",
    floor: Annotated[str, typer.Option(metavar="N", help="cli_advice_floor")] = "0",
    quotas: Annotated[
        list[str] | None, typer.Option("--quota", metavar="B2:10-60", help="cli_advice_quota")
    ] = None,
    most: Annotated[str, typer.Option(metavar="N", help="cli_advice_most")] = "3",
    people: Annotated[str, typer.Option(metavar="N", help="cli_advice_people")] = "0",
    places: Annotated[str, typer.Option(metavar="N", help="cli_advice_places")] = "0",
    key_first: Annotated[bool, typer.Option("--key-first", help="cli_advice_key_first")] = False,
    reach: Annotated[
        str, typer.Option(metavar="LEVEL:CHANCE", help="cli_advice_reach", show_default=False)
    ] = "",
    why: Annotated[
        str, typer.Option(metavar="VILLAGE", help="cli_advice_why_village", show_default=False)
    ] = "",
    from_zero: Annotated[bool, typer.Option("--from-zero", help="cli_advice_from_zero")] = False,
    save: Annotated[
        str, typer.Option(metavar="FILE.yaml|FILE.csv", help="cli_advice_save", show_default=False)
    ] = "",
    force: Force = False,
    members: Members = "1000",
    seed: Seed = "0",
    villages: Register = "",
    lang: Language = "",
) -> int:
    """Find which village gets what."""
    from sim.analysis.questions import ask_allocation, ask_rules
    from sim.analysis.response import Objective
    from sim.inputs.intake.registers import register_in_use
    from sim.inputs.villages import find_village
    from sim.views.advice import allocation_sheets, show, why_village
    from sim.views.console import tell

    target_file = new_file(save, PLAN_FILES, force, "--save")
    if why:
        find_village(register_in_use(villages or None).table, why)
    rules = None
    if budget or floor != "0" or quotas or key_first or reach:
        money = amount("--budget", budget) if budget else usual_budget(villages)
        rules = ask_rules(money, whole_number("--floor", floor, 0, 99), quotas or (), key_first, reach)
    found = ask_allocation(
        scenario,
        rules,
        Objective(objective, goal_named("--target", target)),
        robust,
        villages=villages,
        most=whole_number("--most", most, 1, 9),
        people=whole_number("--people", people, 0, 10**6),
        places=whole_number("--places", places, 0, 10**7),
        basis=basis_of(from_zero),
        **ensemble(members, seed),
    )
    show(allocation_sheets(found))
    if why:
        tell(why_village(found, find_village(found.response.ground.world.table, why)))
    if target_file:
        write(target_file, plan_text(found, target_file.suffix.lower()), force)
        tell(say("cli_advice_saved", path=target_file.resolve()))
    return DONE


def basis_of(from_zero: bool) -> str:
    """What an allocation is added to."""
    from sim.analysis.response import FROM_ZERO, ON_TOP

    return FROM_ZERO if from_zero else ON_TOP


def plan_text(found: Advice, suffix: str) -> str:
    """A plan as a scenario that can be run (.yaml), or as a table of all villages (.csv)."""
    from sim.inputs.scenarios import save_scenario
    from sim.views.advice import every_village

    if suffix == ".csv":
        return BYTE_ORDER_MARK + csv_text(every_village(found).reset_index())
    case = found.response.ground.world.case
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"plan{suffix}"
        save_scenario(found.scenario, path, case.levers, case.parameters)
        return path.read_text(encoding="utf-8")


def usual_budget(villages: str) -> float:
    """What the published projects of one year cost with the municipal money that follows them."""
    from sim.inputs.amounts import levers_of
    from sim.inputs.intake.registers import register_in_use

    levers = levers_of(register_in_use(villages or None))
    return sum(levers[name].amount * levers[name].unit_cost for name in in_use().levers("project"))


def backwards(
    place: Annotated[str, typer.Argument(metavar="PLACE", help="cli_advice_place")] = "city",
    threshold: Target = "",
    chance: Annotated[str, typer.Option(metavar="SHARE", help="cli_advice_chance")] = "0.8",
    share: Annotated[str, typer.Option(metavar="SHARE", help="cli_advice_share", show_default=False)] = "",
    scenario: Annotated[str, typer.Option(metavar="SCENARIO", help="cli_advice_start_of")] = "",
    ground: Annotated[
        str, typer.Option(metavar="SCENARIO", help="cli_advice_ground", show_default=False)
    ] = "",
    parameter: Annotated[
        str, typer.Option(metavar="NAME", help="cli_advice_parameter", show_default=False)
    ] = "",
    first: Annotated[str, typer.Option(metavar="SCENARIO", help="cli_advice_first")] = "",
    second: Annotated[str, typer.Option(metavar="SCENARIO", help="cli_advice_second")] = "",
    members: Members = "1000",
    seed: Seed = "0",
    villages: Register = "",
    lang: Language = "",
) -> int:
    """Ask what must be done for a goal, by when, or what would have to be true (--parameter)."""
    from sim.analysis.backwards import Goal
    from sim.analysis.questions import ask_backwards, ask_break_even
    from sim.views.advice import backwards_sheets, break_even_sheets, show

    size = ensemble(members, seed)
    if parameter:
        show(break_even_sheets(ask_break_even(first, second, parameter, villages=villages, **size)))
        return DONE
    part = amount("--share", share) if share else None
    goal = Goal(place, goal_named("--threshold", threshold), amount("--chance", chance), part)
    show(backwards_sheets(ask_backwards(goal, scenario, ground, villages=villages, **size)))
    return DONE


def frontier(
    scenario: ScenarioName = "",
    budgets: Annotated[
        list[str] | None, typer.Option("--budget", metavar="MONEY", help="cli_advice_budgets")
    ] = None,
    target: Target = "",
    from_zero: Annotated[bool, typer.Option("--from-zero", help="cli_advice_from_zero")] = False,
    members: Members = "1000",
    seed: Seed = "0",
    villages: Register = "",
    lang: Language = "",
) -> int:
    """Show what each budget achieves and what the next money is worth in each force."""
    from sim.analysis.questions import ask_frontier
    from sim.views.advice import frontier_sheets, show

    money = [amount("--budget", each) for each in budgets or ()]
    found = ask_frontier(
        scenario,
        money,
        goal_named("--target", target),
        villages=villages,
        basis=basis_of(from_zero),
        **ensemble(members, seed),
    )
    show(frontier_sheets(found))
    return DONE


def village(
    name: Annotated[str, typer.Argument(metavar="VILLAGE", help="cli_advice_village_name")],
    scenario: ScenarioName = "",
    against: Against = "",
    target: Target = "",
    members: Members = "1000",
    seed: Seed = "0",
    villages: Register = "",
    lang: Language = "",
) -> int:
    """Show one village: its path, its peers, what holds it back and what helps most."""
    from sim.inputs.intake.registers import register_in_use
    from sim.inputs.villages import find_village
    from sim.views.advice import show, village_sheets

    name = find_village(register_in_use(villages or None).table, name)
    show(village_sheets(studied(scenario, against, target, villages, members, seed), name))
    return DONE


def cards(
    scenario: ScenarioName = "",
    against: Against = "",
    target: Target = "",
    outputs: Annotated[str, typer.Option(metavar="DIR", help="cli_run_outputs")] = "outputs",
    members: Members = "1000",
    seed: Seed = "0",
    villages: Register = "",
    lang: Language = "",
) -> int:
    """Write a card for every village."""
    from sim.views.cards import write_cards
    from sim.views.console import ERR, tell

    new_folder(outputs, "--outputs")
    study = studied(scenario, against, target, villages, members, seed)
    with bar(say("cli_advice_writing"), ERR) as moved:
        folder = write_cards(study, Path(outputs), language(), moved)
    tell(
        say(
            "cli_advice_cards_done",
            count=len(study.case.register.table),
            path=(folder / "index.html").resolve(),
        )
    )
    return DONE


def studied(scenario: str, against: str, target: str, villages: str, members: str, seed: str) -> VillageStudy:
    """The study of all villages, with a bar."""
    from sim.analysis.questions import ask_villages
    from sim.views.console import ERR

    size = ensemble(members, seed)
    with bar(say("cli_advice_studying"), ERR) as moved:
        return ask_villages(
            scenario,
            against,
            amount("--target", target) if target else None,
            villages=villages,
            seen=moved,
            **size,
        )


@contextmanager
def bar(words: str, console: Console) -> Iterator[Callable[[int, int], None]]:
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
    before: Annotated[str, typer.Argument(metavar="FOLDER", help="cli_advice_before")],
    after: Annotated[str, typer.Argument(metavar="FOLDER", help="cli_advice_after")],
    outcome: Annotated[str, typer.Option(metavar="OUTCOME", help="cli_advice_outcome")] = "mean",
    lang: Language = "",
) -> int:
    """Say why the answers of two runs differ."""
    from sim.analysis.changes import why_changed
    from sim.views.advice import show, why_sheets

    show(why_sheets(why_changed(before, after, outcome)))
    return DONE


COMMANDS: dict[str, Callable[..., int]] = {
    "compare": compare,
    "attribute": attribute,
    "allocate": allocate,
    "backwards": backwards,
    "frontier": frontier,
    "village": village,
    "villages-cards": cards,
    "why": why,
}
