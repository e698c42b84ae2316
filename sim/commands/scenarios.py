"""`wuli scenarios` and its `show`, `code`, `facts`: what a programme consists of, what is published of it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Annotated, Any

from sim.commands.given import argument, option
from sim.faults import InputFaults, fault, unknown
from sim.words import in_language, language, say

if TYPE_CHECKING:
    from sim.inputs.scenarios.scenario import Scenario

DONE = 0
ADDRESS, PAGE = "http://127.0.0.1:8866/", "what_if"

Named = Annotated[str, argument("SCENARIO", "cli_scenario_name")]


def scenarios() -> int:
    """List the scenarios of the programme."""
    from sim.inputs.scenarios.files import load_scenarios
    from sim.inputs.scenarios.names import list_scenarios
    from sim.reports.console import show_table

    loaded = load_scenarios(list_scenarios())
    rows = [
        [each.id, in_language(each.title), in_language(each.question), str(len(each.changes))]
        for each in loaded
    ]
    show_table(
        [say(f"cli_scenario_{name}") for name in ("id", "title", "question", "changes")], rows, right=[3]
    )
    return DONE


def show_scenario(
    scenario: Named,
) -> int:
    """Print what a scenario changes, old → new, with reasons and lines, and how it was read."""
    from sim.reports.console import complain

    for note in dict.fromkeys(note.text() for note in print_scenario(scenario).notes):
        complain(note, "yellow")
    return DONE


def print_scenario(scenario: str) -> Scenario:
    """What a scenario changes, old → new, with reasons and lines."""
    from sim.figures.tables import change_row, no_changes
    from sim.inputs.intake.registers import register_in_use
    from sim.inputs.levers import levers_of
    from sim.inputs.parameters import load_parameters
    from sim.inputs.scenarios.codes.encoding import encode
    from sim.inputs.scenarios.files import load_scenario
    from sim.reports.console import show_pairs, show_table, tell

    levers, parameters = levers_of(register_in_use()), load_parameters()
    read = load_scenario(scenario, levers, parameters)
    show_pairs(
        [
            (read.id, in_language(read.title)),
            (say("cli_scenario_question"), in_language(read.question)),
            (say("word_baseline"), read.baseline or no_changes(read)),
            (say("cli_scenario_years"), f"{read.years[0]}–{read.years[-1]}"),
            (say("share_code"), encode(read) or say("code_too_many_villages")),
        ]
    )
    warn(scenario)
    rows = [
        [*change_row(each, levers, parameters, read.years), str(each.line or "")] for each in read.changes
    ]
    if rows:
        heads = [say(f"report_change_{name}") for name in ("what", "old", "new", "why")]
        show_table([*heads, say("cli_line")], rows, right=[4])
    else:
        tell(no_changes(read))
    return read


# --- codes -----------------------------------------------------------------------------------------------


def code(
    scenario: Named,
    address: Annotated[str, option(metavar="URL", help="cli_code_address")] = ADDRESS,
) -> int:
    """Print a scenario's code, its link and its QR."""
    show_code(scenario, address)
    return DONE


def show_code(scenario: str, address: str) -> None:
    """A scenario's code with what it stands for, its link, its QR and what differs from its version."""
    import segno

    from sim.inputs.intake.registers import register_in_use
    from sim.inputs.levers import levers_of
    from sim.inputs.scenarios.codes.encoding import encode
    from sim.inputs.scenarios.files import load_scenario
    from sim.reports.console import OUT, show_pairs, tell

    if not address.startswith(("http://", "https://")):
        raise fault(f"--address {address}", "cli_code_address_shape", example=ADDRESS)
    read = load_scenario(scenario, levers_of(register_in_use()))
    code = encode(read)
    if not code:
        raise fault(scenario, "code_too_many_villages")
    link = f"{address.rstrip('/')}/app/{PAGE}?code={code}&lang={language()}"
    show_pairs([(say("share_code"), code), (say("word_scenario"), in_language(read.title))])
    tell(link)  # in one line, however long, so that it can be clicked
    warn(scenario)
    try:
        picture = segno.make_qr(link)
    except segno.DataOverflowError:
        raise fault("", "share_qr_long") from None
    drawn = io.StringIO()
    picture.terminal(out=drawn, compact=True)
    OUT.file.write(drawn.getvalue())


def warn(scenario: str, villages: str | None = None) -> None:
    """Say what differs from the version and the register that made a code; nothing for what is no code."""
    from sim.inputs.scenarios.files import is_code
    from sim.reports.console import complain
    from sim.runs.versions import differences

    for sentence in differences(scenario, villages=villages) if is_code(scenario) else ():
        complain(sentence)


# --- published figures -----------------------------------------------------------------------------------


def facts(
    query: Annotated[str, argument("[ID]", "cli_facts_query")] = "",
) -> int:
    """List the published figures, search them, or show one with the levers that it feeds."""
    from sim.inputs.facts import load_facts, term
    from sim.reports.console import show_table
    from sim.reports.trace import plain_number

    table = load_facts().reset_index()
    if query in set(table["id"]):
        return _show_fact(table.set_index("id").loc[query].to_dict(), query)
    text = table.astype(str).agg(" ".join, axis=1).str.lower()
    found = table[text.str.contains(query.lower(), regex=False)]
    if found.empty:
        raise InputFaults([unknown("", say("word_fact"), query, table["id"])])
    rows = [
        [
            row["id"],
            plain_number(row["value"]),
            term(row["unit"]),
            row[f"label_{language()}"],
            say(f"fact_role_{row['role']}"),
        ]
        for row in found.to_dict("records")
    ]  # fmt: skip
    show_table(
        [say(f"cli_fact_{name}") for name in ("id", "value", "unit", "label", "role")], rows, right=[1]
    )
    return DONE


def _show_fact(row: dict[str, Any], name: str) -> int:
    """One figure in full."""
    from sim.inputs.facts import source_named, term
    from sim.inputs.levers import load_levers
    from sim.reports.console import show_pairs
    from sim.reports.trace import with_unit

    users = [lever.label() for lever in load_levers().values() if name in lever.facts]
    pairs = [
        ("id", name), ("label", row[f"label_{language()}"]),
        ("value", with_unit(row["value"], row["unit"])), ("period", term(str(row["period"]))),
        ("role", say(f"fact_role_{row['role']}")), ("note", term(str(row["note"]))),
        ("levers", ", ".join(users)),
        ("source", source_named(str(row["source"]))),
    ]  # fmt: skip
    show_pairs((say(f"cli_fact_{key}"), value) for key, value in pairs if value)
    return DONE
