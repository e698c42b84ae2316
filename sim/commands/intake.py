"""`wuli template`, `wuli villages use` and `fill`, and the checks of tables.

`add(app)` puts them on the command; `check_table` is what `wuli check` does with a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sim.faults import InputFaults, fault, unknown
from sim.words import say

if TYPE_CHECKING:
    from sim.inputs.intake.registers import Intake
    from sim.inputs.villages import Register

DONE, OPEN_FINDINGS = 0, 2
STYLES = {"error": "red", "question": "yellow", "repaired": "green", "note": ""}

Language = Annotated[str, typer.Option("--lang", help="cli_lang", metavar="zh|en", show_default=False)]
Answers = Annotated[
    list[str] | None,
    typer.Option("--answer", metavar="CELL=ANSWER", help="cli_intake_answer", show_default=False),
]
File = Annotated[str, typer.Argument(metavar="FILE", help="cli_intake_file")]
SYNTHETIC = "synthetic"


def add(app: typer.Typer) -> None:
    """Put the commands of this module on the `wuli` command and its group `villages`."""
    groups = {group.name: group.typer_instance for group in app.registered_groups}
    command = next((each.cls for each in app.registered_commands if each.cls), None)
    options: Any = {"cls": command} if command else {}
    app.command("template", help="cli_template", **options)(template)
    villages = groups.get("villages") or app
    villages.command("use", help="cli_villages_use", **options)(use)
    villages.command("fill", help="cli_villages_fill", **options)(fill)


def template(
    file: Annotated[str, typer.Argument(metavar="FILE.xlsx", help="cli_template_file")],
    panel: Annotated[bool, typer.Option("--panel", help="cli_template_panel")] = False,
    lang: Language = "",
) -> int:
    """Write a workbook to fill in."""
    from sim.inputs.intake.template import write_template
    from sim.views.console import tell

    path = write_template(file, "panel" if panel else "register")
    tell(say("cli_written", path=path.resolve()))
    return DONE


def use(file: File, answer: Answers = None, lang: Language = "") -> int:
    """Make a file the register that every result rests on, or go back to the synthetic one."""
    from sim.inputs.intake.registers import use_register, use_synthetic
    from sim.views.console import tell

    if file == SYNTHETIC:
        use_synthetic()
        tell(say("cli_use_synthetic"))
        return DONE
    register = use_register(existing(file), read_answers(answer))
    tell_rests(register)
    return DONE


def tell_rests(register: Register) -> None:
    """Whose data results rest on from now."""
    from sim.views.console import tell
    from sim.views.labels import column_labels, register_words

    tell(register_words(register))
    absent = column_labels([name for name in register.absent if name != "origin"])
    if absent:
        tell(say("cli_use_absent", count=len(absent), columns=say("page_comma").join(absent)), "yellow")
    tell(say("cli_use_done"))


def fill(
    file: File,
    target: Annotated[str, typer.Argument(metavar="TARGET.csv", help="cli_fill_target")],
    totals: Annotated[str, typer.Option(metavar="FILE", help="cli_fill_totals", show_default=False)] = "",
    every: Annotated[bool, typer.Option("--all", help="cli_fill_all")] = False,
    seed: Annotated[int, typer.Option(metavar="N", help="cli_fill_seed", min=0)] = 0,
    lang: Language = "",
) -> int:
    """Draw the columns that a register lacks, to the totals that are known."""
    from sim.inputs.intake.drawn import fill_register
    from sim.views.console import tell
    from sim.views.labels import column_labels

    if Path(target).exists():
        raise fault(target, "intake_exists")
    if not Path(target).resolve().parent.is_dir():
        raise fault(target, "cli_no_folder")
    filled = fill_register(existing(file), existing(totals) if totals else None, seed, every)
    filled.table.to_csv(target, index=False, lineterminator="\n")
    drawn = say("page_comma").join(column_labels(filled.drawn))
    tell(say("cli_register_drawn", columns=drawn), style="yellow")
    tell(say("cli_written", path=Path(target).resolve()))
    return DONE


# --- check -----------------------------------------------------------------------------------------------


def check_table(
    file: str,
    answers: Sequence[str] | None = None,
    annotated: str = "",
    table: str = "",
    picture: str = "",
) -> int:
    """Check a `register` or a `panel` (whichever it is, where not said): show every finding, write the copy.

    The exit status is `OPEN_FINDINGS` where something must be mended before the table can be used.
    """
    from sim.inputs.intake.annotate import annotate
    from sim.inputs.intake.panel import check_panel
    from sim.inputs.intake.registers import check_register, current_register, kind_of, register_in_use
    from sim.views.console import tell

    path = existing(file)
    given = read_answers(answers)
    if (table or kind_of(path)) == "panel":
        taken = check_panel(
            path, given, register_in_use().table["village_id"] if current_register() else None
        )
    else:
        taken = check_register(path, given)
    show_findings(taken)
    if annotated:
        tell(say("cli_written", path=annotate(path, taken.findings, annotated).resolve()))
    if picture:
        draw(taken, picture)
    if taken.open:
        tell(say("cli_check_open", count=len(taken.open)), style="red")
        return OPEN_FINDINGS
    tell(say(f"cli_check_ready_{taken.kind}", file=file), style="green")
    return DONE


def draw(taken: Intake, file: str) -> None:
    """Write a picture: the gaps of a panel that can be used, else what was found."""
    from matplotlib import pyplot as plt

    from sim.inputs.intake.panel import Observations
    from sim.views import figures_intake
    from sim.views.console import tell

    if Path(file).suffix.lower() not in (".png", ".svg", ".pdf") or not Path(file).resolve().parent.is_dir():
        raise fault(file, "cli_picture_file")
    if taken.kind == "panel" and taken.table is not None:
        figures_intake.gap_chart(Observations(taken.table, taken.path.stem, taken.checksum))
    else:
        figures_intake.findings_chart(taken.findings)
    plt.savefig(file, dpi=150, bbox_inches="tight")
    plt.close()
    tell(say("cli_written", path=Path(file).resolve()))


def show_findings(taken: Intake) -> None:
    """Every finding in the order of the sheet, one line each, then how many of each level."""
    from sim.inputs.intake.findings import LEVELS
    from sim.views.console import tell

    for each in taken.findings:
        level = say(f"intake_level_{each.level}")
        tell(f"{each.where}  {level}  {each.text()}", style=STYLES[each.level])
    counts: dict[str, Any] = {level: sum(each.level == level for each in taken.findings) for level in LEVELS}
    tell(say(f"cli_checked_{taken.kind}", file=taken.path.name, rows=f"{taken.rows:,}", **counts))


def existing(file: str) -> Path:
    if not Path(file).exists():
        raise fault(file, "fault_no_file")
    return Path(file)  # what is no file is refused, with what it is, where it is opened


def read_answers(texts: Sequence[str] | None) -> dict[str, str]:
    """`E17=yuan` and the like as a dict. What they may say is checked against the file."""
    from sim.inputs.intake.draft import ANSWERS

    pairs = [text.partition("=") for text in texts or ()]
    wrong = [unknown("--answer", say("word_answer"), "".join(each), ANSWERS) for each in pairs if not each[2]]
    if wrong:
        raise InputFaults(wrong)
    return {place: answer for place, _, answer in pairs}
