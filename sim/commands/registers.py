"""`wuli villages` and its `check`, `use`, `fill`, `make`; `wuli template` and `shapes`: tables of one's own.

`check_table` is what `wuli check` does with a table.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import click

from sim.commands.given import (
    MOST_SEED,
    Answers,
    Force,
    TableFile,
    argument,
    counted,
    of_programme,
    option,
    pasted,
)
from sim.faults import InputFaults, fault, unknown
from sim.inputs.programme import based, in_use
from sim.words import say
from sim.writing import new_file, write

if TYPE_CHECKING:
    from sim.inputs.intake.registers import Intake
    from sim.inputs.villages import Register

DONE, OPEN_FINDINGS = 0, 2
STYLES = {"error": "red", "question": "yellow", "repaired": "green", "note": ""}
SYNTHETIC = "synthetic"
FILLED, PICTURES = (".csv", ".xlsx", ".parquet"), (".png", ".svg", ".pdf")
SHAPES = (".geojson", ".json")

Place = Annotated[str, option("--place", metavar="NAME", help="cli_use_place")]


# --- the register in use ---------------------------------------------------------------------------------


def villages() -> int:
    """Say what the register in use holds."""
    from sim.inputs.intake.registers import register_in_use

    _show_register(register_in_use())
    return DONE


def check_villages(
    file: Annotated[str, argument("FILE", "cli_villages_file")], answer: Answers = None
) -> int:
    """Check a register."""
    return check_table(file, answer, table="register")


def _show_register(register: Register) -> None:
    """A summary of a register that passed every check, banner by banner."""
    from sim.figures.labels import register_words
    from sim.reports.console import show_table, tell

    tell(register_words(register))
    if register.synthetic:
        tell(say("report_synthetic"), style="yellow")
    streams = ["operating", "contracts", "investment", "subsidy"]
    table = register.table.assign(income=register.table[streams].sum(axis=1))
    rows = [
        [str(banner), f"{len(group):,}", f"{group['township_id'].nunique():,}",
         f"{group['population'].sum():,}", f"{group['income'].mean():,.1f}",
         f"{(group['income'] < in_use().target.amount).sum():,}"]
        for banner, group in table.groupby("banner_id")
    ]  # fmt: skip
    heads = ("banner", "villages", "townships", "population", "income", "below")
    show_table(
        [say(f"cli_register_{name}", target=in_use().target.amount) for name in heads],
        rows,
        right=range(1, 6),
    )


def make(
    file: Annotated[str, argument("FILE", "cli_villages_target")],
    seed: Annotated[int | None, counted("cli_villages_seed", 0, MOST_SEED)] = None,
    force: Force = False,
) -> int:
    """Draw the synthetic register anew."""
    from sim.inputs.synthesis import write_villages
    from sim.reports.console import tell

    new_file(file, (".csv",), force)
    tell(say("cli_register_made", path=write_villages(file, seed, force).resolve()))
    return DONE


def template(
    file: Annotated[str, argument("FILE.xlsx", "cli_template_file")],
    panel: Annotated[bool, option(help="cli_template_panel")] = False,
    force: Force = False,
) -> int:
    """Write a workbook to fill in."""
    from sim.inputs.intake.template import write_template
    from sim.reports.console import tell

    path = write_template(file, "panel" if panel else "register", force=force)
    tell(say("cli_written", path=path.resolve()))
    return DONE


def use(
    file: TableFile,
    answer: Answers = None,
    amounts: Annotated[str, option(metavar="villages|population|as-given", help="cli_amounts")] = "",
    place: Place = "",
) -> int:
    """Make a file the register that every result rests on, or go back to the synthetic one."""
    from sim.inputs.intake.registers import checked_rule, keep_taken, take_register, use_synthetic
    from sim.reports.console import tell

    if file == SYNTHETIC:
        use_synthetic()
        tell(say("cli_use_synthetic"))
        return DONE
    checked_rule(amounts, file)
    answers = read_answers(answer)
    taken = take_register(existing(file), answers)
    called = ["--place", place.strip()] if place.strip() else []
    again = pasted("wuli", "villages", "use", file, *with_answers(answer), *called, *of_programme())
    rule, name = _said_of(taken, amounts, place.strip(), again)
    register = keep_taken(taken, answers, rule, name)
    with based(register.base_year):
        tell_rests(register)
    return DONE


def _said_of(taken: Intake, amounts: str, place: str, command: str) -> tuple[str, str]:
    """By what the register receives the programme's amounts, and what its place is called.

    What is not given and was not said of the same file before is asked in a terminal; elsewhere the place
    goes by its banner or file, and the amounts are a question that stops; `command` is what was called.
    """
    from sim.inputs.intake.registers import place_in, remembered
    from sim.inputs.levers import AS_GIVEN, parts_of, programme_villages, unsaid
    from sim.inputs.programme import RULES

    assert taken.table is not None
    before = remembered(taken.path, taken.checksum)
    amounts = amounts or str(before.get("amounts") or "")
    place = place or str(before.get("place") or "")
    usual = place_in(taken.table, taken.path.stem)
    asks = sys.stdin.isatty() and sys.stdout.isatty()
    if not amounts and len(taken.table) == programme_villages():
        amounts = AS_GIVEN
    if not amounts and not asks:
        raise unsaid(taken.path.name, taken.table, command)
    if not amounts:
        for number, (rule, part) in enumerate(parts_of(taken.table).items(), 1):
            key = rule.replace("-", "_")
            click.echo(f"{number}  {say(f'amounts_by_{key}', part=f'{part:.4g}')}")
        ask = say("cli_use_ask_amounts", count=f"{len(taken.table):,}", own=f"{programme_villages():,}")
        while amounts not in RULES:
            said = click.prompt(ask).strip()
            amounts = RULES[int(said) - 1] if said in ("1", "2", "3") else said
    if not place and asks:
        place = click.prompt(say("cli_use_ask_place"), default=usual).strip()
    return amounts, place or usual


def with_answers(answers: Sequence[str] | None) -> list[str]:
    """The answers that a command was given, as they are given to another."""
    return [part for each in answers or () for part in ("--answer", each)]


def tell_rests(register: Register) -> None:
    """Whose data results rest on from now."""
    from sim.figures.labels import column_labels, register_words
    from sim.reports.console import tell

    tell(register_words(register))
    absent = column_labels([name for name in register.absent if name != "origin"])
    if absent:
        tell(say("cli_use_absent", count=len(absent), columns=say("page_comma").join(absent)), "yellow")
    tell(_account_words(register))
    tell(say("cli_use_done"))
    _tell_again(register)


def _account_words(register: Register) -> str:
    """Of how many villages each item of the account is known; what is not is drawn by the model."""
    from sim.figures.labels import column_labels
    from sim.inputs.villages import known_account

    known = known_account(register).notna().sum()
    known = known[known > 0]
    pairs = zip(column_labels(list(known.index)), known, strict=True)
    count = f"{len(register.table):,}"
    told = [say("cli_use_account_of", label=label, count=f"{of:,}", all=count) for label, of in pairs]
    return say("cli_use_account", known=say("page_comma").join(told)) if told else say("cli_use_account_none")


def _tell_again(register: Register) -> None:
    """Whether the shapes of an earlier register are those of this one too."""
    from sim.inputs.intake.boundaries import match_again
    from sim.reports.console import tell

    for each in match_again(register):
        tell(each.text(), "yellow")


def fill(
    file: TableFile,
    target: Annotated[str, argument("TARGET", "cli_fill_target")],
    totals: Annotated[str, option(metavar="FILE", help="cli_fill_totals")] = "",
    every: Annotated[bool, option("--all", help="cli_fill_all")] = False,
    seed: Annotated[int, counted("cli_fill_seed", 0, MOST_SEED)] = 0,
    answer: Answers = None,
    force: Force = False,
) -> int:
    """Draw the columns that a register lacks, to the totals that are known."""
    from sim.figures.labels import column_labels
    from sim.inputs.intake.imputation import fill_register
    from sim.reports.console import tell
    from sim.reports.export import frame_bytes

    path = new_file(target, FILLED, force)
    if path is None:
        raise fault("TARGET", "write_no_name")
    filled = fill_register(
        existing(file), existing(totals) if totals else None, seed, every, read_answers(answer)
    )
    write(path, frame_bytes(filled.table, path.suffix), force)
    drawn, nobody = (say("page_comma").join(column_labels(each)) for each in (filled.drawn, filled.nobody))
    if drawn:
        tell(say("cli_register_drawn", columns=drawn), style="yellow")
    if nobody:
        tell(say("cli_register_nobody", columns=nobody), style="yellow")
    tell(say("cli_written", path=path.resolve()))
    return DONE


def shapes(
    file: Annotated[str, argument("[FILE.geojson]", "cli_shapes_file")] = "",
    check: Annotated[bool, option("--check", help="cli_shapes_check")] = False,
    name: Annotated[str, option(metavar="PROPERTY", help="cli_shapes_name")] = "",
    partly: Annotated[bool, option("--partly", help="cli_shapes_partly")] = False,
    remove: Annotated[bool, option("--remove", help="cli_shapes_remove")] = False,
) -> int:
    """Take in boundaries of the user's own, check them, say which are in use, or go back to tiles."""
    from sim.inputs.intake.boundaries import drop_boundaries, keep_boundaries, take_boundaries
    from sim.inputs.intake.registers import register_in_use
    from sim.reports.console import tell

    if remove and (file or check or name or partly):
        raise fault("", "cli_shapes_too_much")
    if not file and (check or name or partly):
        raise fault("", "cli_shapes_no_file")
    register = register_in_use()
    if remove:
        gone = drop_boundaries(register)
        tell(say("cli_shapes_removed") if gone else say("cli_shapes_absent", register=register.name))
        return DONE
    if not file:
        return _tell_shapes(register)
    taken, notes = take_boundaries(existing(file), register, name, partly)
    for each in notes:
        tell(each.text(), "" if each.key == "shapes_taken" else "yellow")
    if check:
        said = ["--name", name] * bool(name) + ["--partly"] * partly
        tell(say("cli_shapes_fine", file=pasted(file, *said)), "green")
    else:
        keep_boundaries(taken, register)
        tell(say("cli_shapes_done"), "green")
    return DONE


def _tell_shapes(register: Register) -> int:
    """Which shapes are drawn for a register."""
    from sim.inputs.intake.boundaries import boundaries_of, told
    from sim.reports.console import tell

    kept = boundaries_of(register)
    for each in told(kept, register) if kept else []:
        tell(each.text())
    if not kept:
        tell(say("cli_shapes_absent", register=register.name))
    return DONE


# --- check -----------------------------------------------------------------------------------------------


def check_table(
    file: str,
    answers: Sequence[str] | None = None,
    annotated: str = "",
    table: str = "",
    picture: str = "",
    force: bool = False,
) -> int:
    """Check a `register` or a `panel` (whichever it is, where not said): show every finding, write the copy.

    The exit status is `OPEN_FINDINGS` where something must be mended before the table can be used.
    """
    from sim.inputs.intake.panel import check_panel
    from sim.inputs.intake.registers import check_register, current_register, kind_of, register_in_use
    from sim.inputs.intake.template import annotate
    from sim.reports.console import tell

    path = existing(file)
    if path.suffix.lower() in SHAPES:
        if answers or annotated or picture or table:
            raise fault(file, "cli_check_kind")
        return shapes(file, check=True)
    given = read_answers(answers)
    new_file(annotated, (".xlsx",), force, "--annotated")
    new_file(picture, PICTURES, force, "--picture")
    if (table or kind_of(path)) == "panel":
        taken = check_panel(
            path, given, register_in_use().table["village_id"] if current_register() else None
        )
    else:
        taken = check_register(path, given)
    show_findings(taken)
    if annotated:
        tell(say("cli_written", path=annotate(path, taken.findings, annotated, force=force).resolve()))
    if picture:
        _draw(taken, picture, force)
    if taken.open:
        tell_open(taken)
        return OPEN_FINDINGS
    whole = pasted(file, *with_answers(answers))
    if taken.kind == "panel":
        _tell_uses(taken, whole)
    else:
        tell(say("cli_check_ready_register", file=whole), style="green")
    return DONE


def tell_open(taken: Intake) -> None:
    """How much must be mended or answered first."""
    from sim.inputs.intake.findings import how_many
    from sim.reports.console import tell

    tell(say("cli_check_open", count=how_many(taken.open)), style="red")


def _tell_uses(taken: Intake, file: str) -> None:
    """What a panel can be used for, by asking what each command would ask; and why not, where it cannot.

    file  as it is pasted behind a command, with the answers that it was checked with
    """
    from sim.analysis.evaluation.estimate import prepared
    from sim.inputs.intake.panel import Observations, usable
    from sim.inputs.intake.registers import register_in_use
    from sim.inputs.scenarios.files import load_scenario
    from sim.reports.console import tell

    assert taken.table is not None
    known, register = Observations(taken.table, taken.path.stem, taken.checksum), register_in_use()
    years = load_scenario(in_use().main).years
    strange = ~known.table["village_id"].isin(register.table["village_id"])
    count = int(known.table["village_id"][strange].nunique())
    seen = known.table["year"]
    span: dict[str, Any] = {"first": int(seen.min()), "last": int(seen.max()), "base": register.base_year}
    tell(say("cli_check_panel_years", register=register.name, later=int((seen > span["base"]).sum()), **span))
    asked: dict[str, Callable[[], object]] = {
        "calibrate": lambda: usable(known, register, years, taken.path.name),
        "evaluate": lambda: prepared(known.table),
    }
    for use in ("residuals", "calibrate", "evaluate"):
        try:
            if count and use != "evaluate":
                raise fault(taken.path.name, "panel_strange_villages", count=count, register=register.name)
            asked.get(use, lambda: None)()
        except InputFaults as faults:
            tell(say(f"cli_check_not_{use}", why=faults.faults[0].text()), style="yellow")
        else:
            tell(say(f"cli_check_may_{use}", file=file), style="green")


def _draw(taken: Intake, file: str, force: bool = False) -> None:
    """Write a picture: the gaps of a panel that can be used, else what was found."""
    from matplotlib import pyplot as plt

    from sim.figures import intake
    from sim.inputs.intake.panel import Observations
    from sim.reports.console import tell

    if taken.kind == "panel" and taken.table is not None:
        intake.gap_chart(Observations(taken.table, taken.path.stem, taken.checksum))
    else:
        intake.findings_chart(taken.findings)
    drawn = io.BytesIO()
    plt.savefig(drawn, format=Path(file).suffix.lower().removeprefix("."), dpi=150, bbox_inches="tight")
    plt.close()
    tell(say("cli_written", path=write(Path(file), drawn.getvalue(), force).resolve()))


def show_findings(taken: Intake) -> None:
    """Every finding in the order of the sheet, those of one kind in one column in one line; then how many."""
    from sim.inputs.intake.findings import by_level, group_text, groups
    from sim.reports.console import tell

    for group in groups(taken.findings):
        level = say(f"intake_level_{group[0].level}")
        tell(f"{group[0].where}  {level}  {group_text(group)}", style=STYLES[group[0].level])
    counts: dict[str, Any] = by_level(taken.findings)
    tell(say(f"cli_checked_{taken.kind}", file=taken.path.name, rows=f"{taken.rows:,}", **counts))


def existing(file: str) -> Path:
    if not file or "\0" in file or not Path(file).exists():
        raise fault(file, "fault_no_file")
    return Path(file)  # what is no file is refused, with what it is, where it is opened


def read_answers(texts: Sequence[str] | None) -> dict[str, str]:
    """`E17=yuan` and the like as a dict. What they may say is checked against the file."""
    from sim.inputs.intake.cells import ANSWERS

    pairs = [text.partition("=") for text in texts or ()]
    wrong = [unknown("--answer", say("word_answer"), "".join(each), ANSWERS) for each in pairs if not each[2]]
    if wrong:
        raise InputFaults(wrong)
    return {place: answer for place, _, answer in pairs}
