"""The `wuli` command: the list of all commands, in the order in which help shows them.

What each does lies in `sim.commands`; what one needs is imported when it runs, so that help appears at once.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from sim.commands import (
    advice,
    batch,
    certainty,
    evaluation,
    programmes,
    registers,
    run,
    scenarios,
    start,
    take_along,
    workbench,
)
from sim.commands.boundary import ended, show_what_can_be_shown, take_language
from sim.commands.command import DONE, Entry, built

COMMANDS = (
    Entry("", "cli_help", epilog="cli_epilog"),
    Entry("start", "cli_start", start.start),
    Entry("run", "cli_run", run.run),
    Entry("batch", "cli_batch"),
    Entry("batch run", "cli_batch_run", batch.batch_run),
    Entry("batch retry-failed", "cli_batch_retry", batch.batch_retry),
    Entry("batch status", "cli_batch_status", batch.batch_status),
    Entry("batch show", "cli_batch_show", batch.batch_show),
    Entry("runs", "cli_runs", batch.list_runs, out=True),
    Entry("runs prune", "cli_runs_prune", batch.prune_runs),
    Entry("verify", "cli_verify", batch.verify),
    Entry("scenarios", "cli_scenarios", scenarios.scenarios, out=True),
    Entry("scenarios show", "cli_scenarios_show", scenarios.show_scenario),
    Entry("code", "cli_code", scenarios.code),
    Entry("take", "cli_take", take_along.take),
    Entry("facts", "cli_facts", scenarios.facts, out=True),
    Entry("villages", "cli_villages", registers.villages, out=True),
    Entry("villages check", "cli_villages_check", registers.check_villages),
    Entry("villages make", "cli_villages_make", registers.make),
    Entry("villages use", "cli_villages_use", registers.use),
    Entry("villages fill", "cli_villages_fill", registers.fill),
    Entry("template", "cli_template", registers.template, of_year=False),
    Entry("shapes", "cli_shapes", registers.shapes),
    Entry("check", "cli_check", start.check),
    Entry("apps", "cli_apps", workbench.apps),
    Entry("lab", "cli_lab", workbench.lab),
    Entry("compare", "cli_advice_compare", advice.compare, out=True),
    Entry("attribute", "cli_advice_attribute", advice.attribute, out=True),
    Entry("allocate", "cli_advice_allocate", advice.allocate, out=True),
    Entry("backwards", "cli_advice_backwards", advice.backwards, out=True),
    Entry("frontier", "cli_advice_frontier", advice.frontier, out=True),
    Entry("search", "cli_advice_search", advice.search, out=True),
    Entry("village", "cli_advice_village", advice.village, out=True),
    Entry("villages-cards", "cli_advice_villages_cards", advice.cards),
    Entry("why", "cli_advice_why", advice.why, out=True),
    Entry("calibrate", "cli_calibrate", certainty.calibrate, out=True),
    Entry("validate", "cli_validate", certainty.validate, out=True),
    Entry("sensitivity", "cli_sensitivity", certainty.sensitivity, out=True),
    Entry("survey-next", "cli_survey", certainty.survey_next, out=True),
    Entry("discover", "cli_discover", certainty.discover, out=True),
    Entry("challenge", "cli_challenge", certainty.challenge, out=True),
    Entry("structures", "cli_structures", certainty.structures, out=True),
    Entry("evaluate", "cli_evaluate", evaluation.evaluate, out=True),
    Entry("residuals", "cli_residuals", evaluation.residuals, out=True),
    Entry("typology", "cli_typology", evaluation.typology, out=True, tells=False),
    Entry("programme", "cli_programmes"),
    Entry("programme list", "cli_programme_list", programmes.list_programmes),
    Entry("programme show", "cli_programme_show", programmes.show),
    Entry("programme check", "cli_programme_check", programmes.check),
    Entry("programme new", "cli_programme_new", programmes.new),
    Entry("programme use", "cli_programme_use", programmes.use),
    Entry("bench", "cli_bench", workbench.bench, of_year=False),
    Entry("describe", "cli_describe", workbench.describe),
    Entry("version", "cli_version", workbench.version, of_year=False),
)


def main() -> None:
    """The entry point."""
    show_what_can_be_shown()
    sys.exit(command(sys.argv[1:]))


def command(arguments: Sequence[str]) -> int:
    """Run one command line; its exit status. Faults are told in one line each."""
    return ended(lambda: invoke(list(arguments)))


def invoke(arguments: list[str]) -> int:
    """Do what a command line says; the exit status. Whatever is wrong is raised."""
    with programmes.taken(arguments) as rest:
        words = take_language(rest)
        try:
            with built(COMMANDS).make_context("wuli", words) as context:
                status = context.command.invoke(context)
        except click.exceptions.Exit as end:  # of --help
            status = end.exit_code
    return status if isinstance(status, int) else DONE


if __name__ == "__main__":
    main()
