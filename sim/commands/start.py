"""`wuli start` and `wuli check`: a file of one's own, from its faults to the report in one step.

`start` checks, draws what is wanting, uses and runs, by the doors of `wuli check`, `villages fill`,
`villages use` and `run`. Whatever can be decided honestly is decided and said in one line with how to change
it; what cannot is asked, and then nothing has changed. The same file and answers end with the same bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from sim.commands import registers
from sim.commands.batch import output_folder, run_study
from sim.commands.given import Answers, Force, Members, TableFile, argument, of_programme, option, pasted
from sim.commands.run import checked_cases, register_file, run_in_use, tell_notes
from sim.commands.scenarios import print_scenario
from sim.faults import Fault, InputFaults, fault
from sim.inputs.programme import based, in_use
from sim.words import say

if TYPE_CHECKING:
    from sim.inputs.intake.imputation import Filled
    from sim.inputs.intake.registers import Intake
    from sim.inputs.villages import Register
    from sim.runs.batch import Outcome

DONE = 0
COMPARED = 100_000_000  # villages × members × scenarios that are simulated within seconds


def check(
    file: Annotated[str, argument("FILE", "cli_check_file")],
    answer: Answers = None,
    annotated: Annotated[str, option(metavar="COPY.xlsx", help="cli_check_annotated")] = "",
    picture: Annotated[str, option(metavar="FILE.png", help="cli_check_picture")] = "",
    force: Force = False,
) -> int:
    """Check a scenario file, a study file, or a table of villages."""
    from sim.inputs.studies import is_study
    from sim.reports.console import tell

    if Path(file).suffix.lower() not in (".yaml", ".yml"):
        return registers.check_table(file, answer, annotated, picture=picture, force=force)
    if answer or annotated or picture:
        raise fault(file, "cli_check_kind")
    if is_study(file):
        run_study(file, output_folder("", False), only_plan=True)
    else:
        found: list[Fault] = []
        cases = checked_cases(found, [file, in_use().counterfactual], register_file(""))
        if found:
            raise InputFaults(found)
        print_scenario(file)
        tell_notes(cases[:1])
    tell(say("cli_check_passed", file=file), style="green")
    return DONE


# --- start -----------------------------------------------------------------------------------------------


def start(
    file: TableFile,
    answer: Answers = None,
    amounts: Annotated[str, option(metavar="villages|population|as-given", help="cli_start_amounts")] = "",
    place: registers.Place = "",
    members: Members = 1000,
    no_open: Annotated[bool, option("--no-open", help="cli_start_no_open")] = False,
) -> int:
    """Check, fill, use and run a register."""
    from sim.inputs.intake.registers import checked_rule, remembered

    checked_rule(amounts, file)
    path, answers = registers.existing(file), registers.read_answers(answer)
    taken, full = whole(path, answers, place.strip())
    registers.show_findings(taken)
    if taken.table is None:
        registers.tell_open(taken)
        return registers.OPEN_FINDINGS
    called = ["--place", place] if place else []
    again = pasted("wuli", "start", file, *registers.with_answers(answer), *called, *of_programme())
    before = remembered(taken.path, taken.checksum)
    asked = "" if amounts or before.get("amounts") else again
    register = kept(taken, answers, amounts, place.strip(), before)
    with based(register.base_year):
        _tell_kept(register, full, answers, asked)
        outcomes, status = run_in_use([in_use().main, in_use().counterfactual], members)
        if outcomes:
            _compare_all(register, members)
            _tell_report(outcomes, no_open)
    return status


def whole(path: Path, answers: dict[str, str], place: str) -> tuple[Intake, Filled | None]:
    """The register of a file with what it lacks drawn.

    A file without a column of counties is one county: that is answered here, and told (`kept`).
    """
    from sim.inputs.intake.imputation import whole_register
    from sim.inputs.intake.registers import remembered

    taken, full = whole_register(path, answers)
    if any((each.kind, each.field) == ("place_needed", "banner_id") for each in taken.open):
        before = remembered(taken.path, taken.checksum)
        answers["banner_id"] = place or str(before.get("place") or "") or path.stem
        taken, full = whole_register(path, answers)
    return taken, full


def kept(
    taken: Intake, answers: dict[str, str], amounts: str, place: str, before: Mapping[str, Any]
) -> Register:
    """Make it the register in use; it receives the amounts by villages where nobody has said otherwise.

    before  what was said of the same file when it was taken in before
    """
    from sim.inputs.intake.registers import keep_taken, place_in
    from sim.inputs.levers import AS_GIVEN, VILLAGES, programme_villages

    assert taken.table is not None
    usual = AS_GIVEN if len(taken.table) == programme_villages() else VILLAGES
    name = place or str(before.get("place") or "") or place_in(taken.table, taken.path.stem)
    return keep_taken(taken, answers, amounts or str(before.get("amounts") or "") or usual, name)


def _tell_kept(register: Register, full: Filled | None, answers: dict[str, str], asked: str) -> None:
    """What was drawn and decided; `asked` is the command where nobody has said what the register receives."""
    from sim.figures.labels import column_labels, stand_in_line, usual_stand_in_rows
    from sim.reports.console import tell

    if full and full.nobody:
        columns = say("page_comma").join(column_labels(full.nobody))
        tell(say("cli_register_nobody", columns=columns), style="yellow")
    registers.tell_rests(register)
    if "banner_id" in answers:
        tell(say("cli_start_one_place", name=answers["banner_id"]), style="yellow")
    if asked:
        _tell_amounts(register, asked, full)
    for row in usual_stand_in_rows(register):
        tell(f"  {stand_in_line(row)}")


def _tell_amounts(register: Register, command: str, full: Filled | None) -> None:
    """By what the register receives the published amounts where nobody has said, and how to change it."""
    from sim.inputs.levers import AS_GIVEN, POPULATION, parts_of, programme_villages
    from sim.reports.console import tell

    parts = parts_of(register.table)
    others = [rule for rule in (POPULATION, AS_GIVEN) if rule != register.amounts]
    if full and "population" in full.drawn and POPULATION in others:
        others.remove(POPULATION)  # people who were drawn share out nothing
    change = say("page_semicolon").join(f"{command} --amounts {rule} ({parts[rule]:.4g})" for rule in others)
    values = {"count": f"{len(register.table):,}", "own": f"{programme_villages():,}", "change": change}
    tell(say("cli_start_amounts_said", part=f"{parts[register.amounts]:.4g}", **values), style="yellow")


def _compare_all(register: Register, members: int) -> None:
    """The answers of all scenarios beside each other, where that takes but seconds."""
    from sim.analysis.outcomes import headline
    from sim.inputs.scenarios.names import list_scenarios
    from sim.reports.console import show_comparison
    from sim.runs.ensemble import make_results

    names = list_scenarios()
    if len(names) < 3 or len(register.table) * members * len(names) > COMPARED:
        return
    results, other = make_results(names, "", members, 0)
    titles = {each.case.scenario.id: each.case.scenario.title for each in results}
    tables = {each.case.scenario.id: headline(each, other) for each in results}
    title = say("cli_start_all", last=results[0].case.scenario.years[-1], members=f"{members:,}")
    show_comparison(tables, titles, title)


def _tell_report(outcomes: Sequence[Outcome], no_open: bool) -> None:
    """Say where the reports lie, and open the programme's where somebody looks."""
    import webbrowser

    from sim.reports.console import show_reports, tell

    show_reports(outcomes)
    main = next((each for each in outcomes if each.job.label == in_use().main and not each.error), None)
    if main is None:
        return
    report = (main.folder / "report.html").resolve()
    tell(say("cli_start_report", path=report))
    if not no_open and sys.stdout.isatty():
        webbrowser.open(report.as_uri())
