"""The `wuli` command.

Every text is a key of words.csv: `translate` puts in the user's language after the language is known.
What a command needs is imported when it runs, so that help appears at once.
Exit status: 0 done, 1 a run failed, 2 the input is wrong, 130 interrupted.
"""

from __future__ import annotations

import codecs
import io
import os
import re
import sys
from contextlib import suppress
from copy import copy
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from sim.commands import advice, batch, certainty, evaluation, intake, output, programme, scale, start, take
from sim.commands.given import Force, whole_number
from sim.faults import Fault, InputFaults, fault, nearest, unknown
from sim.faults import attempt as attempted
from sim.inputs.amounts import RULES
from sim.inputs.programme import in_use
from sim.words import LANGUAGES, UnknownLanguage, in_language, language, say, speak
from sim.writing import NO_ROOM, NOT_ALLOWED, new_file, refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sim.inputs import Case
    from sim.inputs.scenarios import Scenario
    from sim.inputs.villages import Register
    from sim.runs.batch import Outcome, Settings
    from sim.runs.job import Job

EXTRA = re.compile(r"unexpected extra argument.*\(([^()]*)\)", re.DOTALL)
DONE, RUN_FAILED, BAD_INPUT, INTERRUPTED = 0, 1, 2, 130
# typer brings its own click or uses the installed one; either way this is its UsageError
FEW_STAND_INS = 8  # levers without a list that are told one by one behind a command; more stand in the report
TELL_THEMSELVES = ("typology",)  # on which register they rest
OF_NO_YEAR = ("wuli", "version", "template", "bench")  # they rest on no register that is in use
USAGE_ERROR: type[Exception] = typer.BadParameter.__bases__[0]
# Notebook parameters that a switch of `wuli run` sets.
SWITCHES = {
    "scenario": "SCENARIO", "scenarios": "SCENARIO", "reports": "--all", "counterfactual": "--against",
    "members": "--members", "seed": "--seed", "villages": "--villages", "lang": "--lang",
    "folder": "--outputs",
}  # fmt: skip


class InWords:
    """The parts of a command's help that typer words itself, in the user's language."""

    def get_usage(self, ctx: Any) -> str:
        usage: str = super().get_usage(ctx)  # type: ignore[misc]
        return usage.replace("Usage: ", say("cli_usage_title"), 1)

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option:
            option.help = say("cli_help_option")
            option.display_type_rich = no_type
        return option


def no_type(ctx: Any) -> None:
    """Instead of `<bool>` and `<str>`, with which typer answers what nobody asked."""


class Command(InWords, TyperCommand):
    """A command with help in the user's language."""


class Commands(InWords, TyperGroup):
    """A group of commands that answers an unknown one with its nearest."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if ctx.info_name == "batch" and args and is_study(args[0], self.commands):
            args.insert(0, "run")  # `wuli batch STUDY`
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            raise InputFaults([unknown(ctx.command_path, say("word_command"), args[0], self.commands)])
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: Any) -> list[str]:
        return sorted(self.commands, key=lambda name: ORDER.index(name) if name in ORDER else len(ORDER))


def is_study(word: str, commands: Iterable[str]) -> bool:
    """Whether a word after `wuli batch` is a study and no (mistyped) command."""
    return word not in commands and not word.startswith("-") and nearest(word, commands) is None


def group(**options: Any) -> typer.Typer:
    return typer.Typer(cls=Commands, add_completion=False, rich_markup_mode="rich", **options)


ORDER = (
    *("start", "run", "batch", "runs", "verify", "scenarios", "code", "take"),
    *("facts", "villages", "template", "shapes", "check", "apps", "lab"),
    *("compare", "attribute", "allocate", "backwards", "frontier", "village", "villages-cards", "why"),
    *("calibrate", "validate", "sensitivity", "survey-next", "discover"),
    *("evaluate", "residuals", "typology"),
    *("programme", "bench", "describe", "version"),
)
app = group(epilog="cli_epilog", no_args_is_help=True)
scenarios_app = group(help="cli_scenarios")
villages_app = group(help="cli_villages")
app.add_typer(scenarios_app, name="scenarios", invoke_without_command=True)
app.add_typer(villages_app, name="villages", invoke_without_command=True)

Language = Annotated[
    str, typer.Option("--lang", help="cli_lang", metavar="|".join(LANGUAGES), show_default=False)
]


@app.callback(help="cli_help")
def wuli(lang: Language = "") -> None:
    """The command itself; `take_language` has taken the language already."""


# --- run -------------------------------------------------------------------------------------------------


@app.command(cls=Command, help="cli_run")
def run(
    scenarios: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SCENARIO...]", help="cli_run_scenarios", show_default=False),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="cli_run_all")] = False,
    members: Annotated[str, typer.Option(metavar="N", help="cli_run_members")] = "1000",
    seed: Annotated[str, typer.Option(metavar="N", help="cli_run_seed")] = "0",
    against: Annotated[str, typer.Option(metavar="SCENARIO", help="cli_run_against")] = "",
    villages: Annotated[str, typer.Option(metavar="FILE", help="cli_run_villages", show_default=False)] = "",
    again: Annotated[bool, typer.Option("--again", help="cli_run_again")] = False,
    outputs: Annotated[str, typer.Option(metavar="DIR", help="cli_run_outputs", show_default=False)] = "",
    workers: Annotated[str, typer.Option(metavar="N", help="cli_run_workers", show_default=False)] = "",
    parameters: Annotated[
        list[str] | None,
        typer.Option("-p", "--parameter", metavar="NAME=VALUE", help="cli_run_options", show_default=False),
    ] = None,
    lang: Language = "",
) -> int:
    """Run the study notebook of scenarios, and compare them where there are several."""
    from sim.inputs import repeated_ids
    from sim.runs.batch import Settings
    from sim.runs.frozen import tables

    found: list[Fault] = []
    as_planned = tables()  # before anything is read
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
        take.warn(source, register)
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


def output_folder(text: str, write: bool = True) -> Path:
    """Where run folders go; it is made when the first run begins. Who only looks need not `write` there."""
    from sim.runs.store import OUTPUTS

    folder = Path(text).resolve() if text else OUTPUTS
    above = next(each for each in (folder, *folder.parents) if each.exists())
    if not above.is_dir() or (write and not os.access(above, os.W_OK)):
        raise fault(f"--outputs {text or folder}", "cli_no_folder")
    return folder


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
        outcomes = run_batch(jobs, write_page, looker, workers, batch.WARM)
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
    from sim.runs.batch import Settings
    from sim.runs.frozen import tables

    as_planned, register = tables(), register_file("")
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
    from sim.runs.batch import comparison_job, scenario_job
    from sim.runs.store import comparable
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


# --- scenarios -------------------------------------------------------------------------------------------


@scenarios_app.callback(invoke_without_command=True)
def scenarios(ctx: typer.Context, lang: Language = "") -> int:
    """List the scenarios of the programme."""
    if ctx.invoked_subcommand is None:
        from sim.inputs.scenarios import list_scenarios, load_scenarios
        from sim.views.console import show_table

        loaded = load_scenarios(list_scenarios())
        rows = [
            [each.id, in_language(each.title), in_language(each.question), str(len(each.changes))]
            for each in loaded
        ]
        show_table(
            [say(f"cli_scenario_{name}") for name in ("id", "title", "question", "changes")], rows, right=[3]
        )
    return DONE


@scenarios_app.command("show", cls=Command, help="cli_scenarios_show")
def show_scenario(
    scenario: Annotated[str, typer.Argument(metavar="SCENARIO", help="cli_scenario_name")],
    lang: Language = "",
) -> int:
    """Print what a scenario changes, old → new, with reasons and lines, and how it was read."""
    from sim.views.console import complain

    for note in dict.fromkeys(note.text() for note in print_scenario(scenario).notes):
        complain(note, "yellow")
    return DONE


def print_scenario(scenario: str) -> Scenario:
    """What a scenario changes, old → new, with reasons and lines."""
    from sim.inputs.amounts import levers_of
    from sim.inputs.intake.registers import register_in_use
    from sim.inputs.parameters import load_parameters
    from sim.inputs.scenarios import load_scenario
    from sim.inputs.scenarios.codes import encode
    from sim.views.console import show_pairs, show_table, tell
    from sim.views.tables import change_row, no_changes

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
    take.warn(scenario)
    rows = [
        [*change_row(each, levers, parameters, read.years), str(each.line or "")] for each in read.changes
    ]
    if rows:
        heads = [say(f"report_change_{name}") for name in ("what", "old", "new", "why")]
        show_table([*heads, say("cli_line")], rows, right=[4])
    else:
        tell(no_changes(read))
    return read


# --- facts, villages, check ------------------------------------------------------------------------------


@app.command(cls=Command, help="cli_facts")
def facts(
    query: Annotated[str, typer.Argument(metavar="[ID]", help="cli_facts_query", show_default=False)] = "",
    lang: Language = "",
) -> int:
    """List the published figures, search them, or show one with the levers that it feeds."""
    from sim.inputs.chinese import term
    from sim.inputs.facts import load_facts
    from sim.views.console import show_table
    from sim.views.trace import plain_number

    table = load_facts().reset_index()
    if query in set(table["id"]):
        return show_fact(table.set_index("id").loc[query].to_dict(), query)
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


def show_fact(row: dict[str, Any], name: str) -> int:
    """One figure in full."""
    from sim.inputs.chinese import term
    from sim.inputs.facts import source_named
    from sim.inputs.levers import load_levers
    from sim.views.console import show_pairs
    from sim.views.trace import with_unit

    users = [lever.label(language()) for lever in load_levers().values() if name in lever.facts]
    pairs = [
        ("id", name), ("label", row[f"label_{language()}"]),
        ("value", with_unit(row["value"], row["unit"], language())), ("period", term(str(row["period"]))),
        ("role", say(f"fact_role_{row['role']}")), ("note", term(str(row["note"]))),
        ("levers", ", ".join(users)),
        ("source", source_named(str(row["source"]))),
    ]  # fmt: skip
    show_pairs((say(f"cli_fact_{key}"), value) for key, value in pairs if value)
    return DONE


@villages_app.callback(invoke_without_command=True)
def villages(ctx: typer.Context, lang: Language = "") -> int:
    """Say what the register in use holds."""
    if ctx.invoked_subcommand is None:
        from sim.inputs.intake.registers import register_in_use

        show_register(register_in_use())
    return DONE


@villages_app.command("check", cls=Command, help="cli_villages_check")
def check_villages(
    file: Annotated[str, typer.Argument(metavar="FILE", help="cli_villages_file")],
    answer: intake.Answers = None,
    lang: Language = "",
) -> int:
    """Check a register."""
    return intake.check_table(file, answer, table="register")


def show_register(register: Register) -> None:
    """A summary of a register that passed every check, banner by banner."""
    from sim.views.console import show_table, tell
    from sim.views.labels import register_words

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


@villages_app.command("make", cls=Command, help="cli_villages_make")
def make_register(
    file: Annotated[str, typer.Argument(metavar="FILE", help="cli_villages_target")],
    seed: Annotated[str, typer.Option(metavar="N", help="cli_villages_seed", show_default=False)] = "",
    force: Force = False,
    lang: Language = "",
) -> int:
    """Draw the synthetic register anew."""
    from sim.inputs.synthesis import write_villages
    from sim.views.console import tell

    number = whole_number("--seed", seed, 0, (1 << 32) - 1) if seed else None
    new_file(file, (".csv",), force)
    tell(say("cli_register_made", path=write_villages(file, number, force).resolve()))
    return DONE


@app.command(cls=Command, help="cli_check")
def check(
    file: Annotated[str, typer.Argument(metavar="FILE", help="cli_check_file")],
    answer: intake.Answers = None,
    annotated: Annotated[
        str, typer.Option(metavar="COPY.xlsx", help="cli_check_annotated", show_default=False)
    ] = "",
    picture: Annotated[
        str, typer.Option(metavar="FILE.png", help="cli_check_picture", show_default=False)
    ] = "",
    force: Force = False,
    lang: Language = "",
) -> int:
    """Check a scenario file, a study file, or a table of villages."""
    from sim.inputs.studies import is_study
    from sim.views.console import tell

    if Path(file).suffix.lower() not in (".yaml", ".yml"):
        return intake.check_table(file, answer, annotated, picture=picture, force=force)
    if answer or annotated or picture:
        raise fault(file, "cli_check_kind")
    if is_study(file):
        batch.run_study(file, output_folder("", False), only_plan=True)
    else:
        found: list[Fault] = []
        cases = checked_cases(found, [file, in_use().counterfactual], register_file(""))
        if found:
            raise InputFaults(found)
        print_scenario(file)
        tell_notes(cases[:1])
    tell(say("cli_check_passed", file=file), style="green")
    return DONE


# --- apps, lab, version ----------------------------------------------------------------------------------


@app.command(cls=Command, help="cli_apps")
def apps(
    port: Annotated[str, typer.Option(metavar="N", help="cli_port")] = "8866",
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="cli_host")] = "127.0.0.1",
    base_url: Annotated[str, typer.Option(metavar="/PATH/", help="cli_base_url")] = "/",
    password: Annotated[str, typer.Option(envvar="WULI_PASSWORD", help="cli_password")] = "",
    token: Annotated[str, typer.Option(envvar="WULI_TOKEN", help="cli_token")] = "",
    most: Annotated[str, typer.Option(metavar="N", help="cli_most")] = "40",
    stock: Annotated[bool, typer.Option("--stock", help="cli_stock")] = False,
    visits: Annotated[str, typer.Option(metavar="FILE.csv", help="cli_visits")] = "",
    allow_host: Annotated[
        list[str], typer.Option(metavar="NAME", envvar="WULI_ALLOW_HOST", help="cli_allow_host")
    ] = [],  # noqa: B006
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="cli_browser")] = True,
    lang: Language = "",
) -> int:
    """Serve the live pages until ctrl-C."""
    from sim.views.serve import serve

    serve(
        port=whole_number("--port", port, 0, 65535),
        host=host,
        base_url=base_url,
        password=password,
        token=token,
        most_kernels=whole_number("--most", most, 1, 500),
        forked=not stock,
        visits=visits,
        allow_hosts=tuple(allow_host),
        lang=language(),
        open_browser=browser,
    )
    return DONE


@app.command(cls=Command, help="cli_lab")
def lab(
    port: Annotated[str, typer.Option(metavar="N", help="cli_port")] = "8888",
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="cli_browser")] = True,
    lang: Language = "",
) -> int:
    """Open JupyterLab on the notebooks."""
    from sim.views.serve import lab as open_lab

    open_lab(port=whole_number("--port", port, 0, 65535), lang=language(), open_browser=browser)
    return DONE


@app.command(cls=Command, help="cli_version")
def version(lang: Language = "") -> int:
    """Print the versions that a result depends on."""
    import platform
    from importlib.metadata import version as installed

    from sim.runs.provenance import code_version, git_commit
    from sim.views.console import show_pairs

    show_pairs(
        [("wuli", installed("wuli")), (say("cli_version_code"), code_version()[:12]),
         ("git", git_commit() or "–"), ("python", platform.python_version())]
    )  # fmt: skip
    return DONE


batch.add(app, group, Command, whole_number, output_folder)
scale.add(app, Command, whole_number)
certainty.add(app, Command, whole_number)
advice.add(app, Command)
intake.add(app)
start.add(app, Command, run_in_use)
take.add(app, Command, whole_number)
evaluation.add(app, Command, whole_number)
programme.add(app, group, Command)
output.put_on(app)


# --- language, faults, exit status -----------------------------------------------------------------------


def main() -> None:
    """The entry point."""
    show_what_can_be_shown()
    sys.exit(command(sys.argv[1:]))


def command(arguments: Iterable[str]) -> int:
    """Run one command line; its exit status. Faults of the user's are told in one line each."""
    end = BAD_INPUT
    try:
        with programme.taken(list(arguments)) as rest:
            status = invoke(take_language(rest))
        sys.stdout.flush()
        return status
    except InputFaults as faults:
        lines = str(faults)
    except USAGE_ERROR as error:
        lines = usage_fault(error)
    except KeyboardInterrupt:
        lines, end = say("cli_interrupted"), INTERRUPTED
    except BrokenPipeError:  # `wuli facts | head`
        to_nowhere()
        return DONE
    except SystemExit as end_of:  # what typer makes of it
        if not isinstance(end_of.__context__, BrokenPipeError):
            raise
        to_nowhere()
        return DONE
    except OSError as error:
        if error.errno not in (*NO_ROOM, *NOT_ALLOWED):
            raise
        to_nowhere()  # where standard output is what is full
        lines, end = str(refused(str(error.filename or say("cli_stdout")), error)), RUN_FAILED
    from sim.views.console import complain

    complain(lines)
    return end


def to_nowhere() -> None:
    """Let what is still to be written to standard output go nowhere, so that the end is quiet."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


# What stands for a sign that a terminal's encoding lacks.
PLAIN_SIGNS = {
    **dict.fromkeys("\u2212\u2013\u2014\u2015\u2500", "-"), **dict.fromkeys("“”", '"'),
    **dict.fromkeys("‘’", "'"), "→": "->", "≥": ">=", "≤": "<=", "±": "+/-", "·": ".", "×": "x", "…": "...",
    "：": ":", "；": ";", "，": ", ", "（": "(", "）": ")", "✔": "v", "\u00a0": " ", "°": "*",
}  # fmt: skip


def show_what_can_be_shown() -> None:
    """Write signs that a terminal of another encoding lacks in plain ones, and never fail for them."""

    def in_plain_signs(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeEncodeError):
            raise error
        lost = error.object[error.start : error.end]
        return "".join(PLAIN_SIGNS.get(sign, "?") for sign in lost), error.end

    codecs.register_error("wuli", in_plain_signs)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="wuli")
    os.environ["PYTHONIOENCODING"] = "utf-8:backslashreplace"  # of the processes that are started here


def take_language(arguments: list[str]) -> list[str]:
    """The arguments without `--lang`, wherever it stands; the language then holds for children too."""
    rest, asked = [], ""
    words = iter(arguments)
    for word in words:
        if word == "--lang" or word.startswith("--lang="):
            asked = word.partition("=")[2] or next(words, "")
            if asked not in LANGUAGES:
                raise InputFaults([unknown("--lang", say("word_language"), asked, LANGUAGES)])
        else:
            rest.append(word)
    if asked:
        speak(asked)
    try:
        language()
    except UnknownLanguage:
        wrong = os.environ.pop("WULI_LANG")  # what is told of it needs one that there is
        raise InputFaults([unknown("WULI_LANG", say("word_language"), wrong, LANGUAGES)]) from None
    return rest


def invoke(arguments: list[str]) -> int:
    root = typer.main.get_command(app)
    with_amounts(root)
    with_programme(root)
    translate(root)
    translate_titles()
    before = os.environ.get("WULI_AMOUNTS")
    try:
        status = root(arguments, prog_name="wuli", standalone_mode=False)
    finally:
        restore("WULI_AMOUNTS", before)
    return status if isinstance(status, int) else DONE


def with_amounts(each: Any) -> None:
    """Give every command that takes a register `--amounts`: what that receives of the published ones."""
    named = [option for option in each.params if option.name == "villages" and "--villages" in option.opts]
    for option in named if each.name != "bench" else ():
        amounts = copy(option)  # an option as this version of typer makes them
        amounts.name, amounts.opts, amounts.metavar = "amounts", ["--amounts"], "|".join(RULES)
        amounts.help, amounts.expose_value, amounts.callback = "cli_amounts", False, take_amounts
        each.params.insert(each.params.index(option) + 1, amounts)
        if each.name not in TELL_THEMSELVES:
            each.callback = telling(each.callback)
    if each.callback and each.name not in OF_NO_YEAR:
        each.callback = in_its_year(each.callback)
    for child in getattr(each, "commands", {}).values():
        with_amounts(child)


def in_its_year(callback: Callable[..., Any]) -> Callable[..., Any]:
    """A command that speaks of the base year of the register that it rests on."""

    @wraps(callback)
    def told(**values: Any) -> Any:
        from sim.inputs.programme import based

        with based(year_at_hand(values.get("villages"))):
            return callback(**values)

    return told


def year_at_hand(villages: str | None) -> int:
    """The base year of the register that is named, else of the one in use; 0 for the programme's own."""
    from sim.inputs.intake.registers import current_register, register_in_use

    try:
        used = villages or current_register()
        return register_in_use(villages or None).base_year if used else 0
    except (InputFaults, OSError):  # told by whatever reads it
        return 0


def with_programme(each: Any) -> None:
    """Let the help of every command tell of `--programme`, which `programme.taken` has taken already."""
    for place, option in [pair for pair in enumerate(each.params) if "--lang" in pair[1].opts][:1]:
        named = copy(option)
        named.name, named.opts, named.metavar = "programme", [programme.OPTION], "ID|FOLDER"
        named.help, named.expose_value = "cli_programme_option", False
        each.params.insert(place, named)
    for child in getattr(each, "commands", {}).values():
        with_programme(child)


def telling(callback: Callable[..., Any]) -> Callable[..., Any]:
    """A command that says at its end on which register of one's own it rests, and with what amounts."""

    @wraps(callback)
    def told(**values: Any) -> Any:
        from sim.inputs.intake.registers import register_in_use
        from sim.views.console import tell
        from sim.views.labels import register_words, stand_in_line, usual_stand_in_rows

        status = callback(**values)
        register = register_in_use(values["villages"] or None)
        if not register.own:
            tell(register_words(register))
            lines = [stand_in_line(row) for row in usual_stand_in_rows(register)]
            for line in lines if len(lines) <= FEW_STAND_INS else ():
                tell(f"  {line}")
        return status

    return told


def take_amounts(context: Any, option: Any, value: str | None) -> None:
    """Let `--amounts` hold for this command and the processes that it starts."""
    if not value:
        return
    if value not in RULES:
        raise InputFaults([unknown("--amounts", say("word_amounts"), value, RULES)])
    os.environ["WULI_AMOUNTS"] = value


def restore(name: str, before: str | None) -> None:
    """Put a setting back as it was."""
    os.environ.pop(name, None)
    if before is not None:
        os.environ[name] = before


def translate(each: Any) -> None:
    """Put the help of a command, its options and its subcommands in words."""
    for key in ("help", "short_help", "epilog"):
        words = getattr(each, key, None)
        if words:
            setattr(each, key, in_words(words))
    each.options_metavar = say("cli_metavar_options")
    if hasattr(each, "subcommand_metavar"):
        each.subcommand_metavar = say("cli_metavar_command")
    for option in each.params:
        if getattr(option, "help", None):
            option.help = in_words(option.help)
        if option.metavar is None or option.param_type_name == "argument":
            option.display_type_rich = no_type
    for child in getattr(each, "commands", {}).values():
        translate(child)


def in_words(text: str) -> str:
    return say(text, languages="|".join(LANGUAGES)) if text.startswith("cli_") else text


def translate_titles() -> None:
    """The words of help that are typer's own."""
    from typer import rich_utils

    names = {
        "ARGUMENTS_PANEL_TITLE": "arguments",
        "OPTIONS_PANEL_TITLE": "options",
        "COMMANDS_PANEL_TITLE": "commands",
    }
    for name, key in names.items():
        setattr(rich_utils, name, say(f"cli_{key}"))
    fold_texts(rich_utils)
    rich_utils.ENVVAR_STRING = say("cli_envvar")
    rich_utils.DEFAULT_STRING = say("cli_default")
    rich_utils.REQUIRED_LONG_STRING = say("cli_required")


def fold_texts(rich_utils: Any) -> None:
    """Let help break a text between any two signs: Chinese has no blanks, and rich would cut it short."""

    class Table(rich_utils.Table):
        folds = True

        def add_row(self, *cells: Any, **options: Any) -> None:
            super().add_row(*cells, **options)
            for column in self.columns:
                column.overflow = "fold"

    class Columns(rich_utils.Columns):
        def __init__(self, texts: Any) -> None:
            super().__init__(texts)
            for text in texts:
                text.overflow = "fold"

    if not hasattr(rich_utils.Table, "folds"):
        rich_utils.Table, rich_utils.Columns = Table, Columns


def usage_fault(error: Any) -> str:
    """A mistake in the command line, in one line with what was likely meant."""
    kind, path = type(error).__name__, error.ctx.command_path if error.ctx else "wuli"
    if kind == "NoArgsIsHelpError":
        return str(error.format_message())
    if kind == "NoSuchOption":
        known = [name for option in error.ctx.command.params for name in option.opts] if error.ctx else []
        near = nearest(error.option_name, known)
        key = "cli_unknown_option_near" if near else "cli_unknown_option"
        return say(key, path=path, name=error.option_name, near=near, allowed=", ".join(known))
    if kind == "MissingParameter":
        return say("cli_missing", path=path, name=error.param.metavar or error.param.name)
    if kind == "BadOptionUsage":
        return say("cli_no_value", path=path, name=error.option_name)
    if kind == "UsageError" and (extra := EXTRA.search(error.format_message())):
        return say("cli_extra", path=path, words=extra[1])
    return say("cli_usage", path=path, problem=" ".join(error.format_message().split()))


if __name__ == "__main__":
    main()
