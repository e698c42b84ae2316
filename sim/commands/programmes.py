"""`wuli programme`: which there are, what one is, whether it is whole, a new one, and which is in use.

`--programme ID|FOLDER` stands on every command; it is taken out of the arguments before anything is read.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from sim.commands.given import argument, counted, option, pasted
from sim.faults import Fault, InputFaults, attempt
from sim.folders import (
    DESCRIPTION,
    PROGRAMMES,
    SETTING,
    choice_file,
    chosen,
    own_folders,
    programme_folder,
    remembered_file,
    setting_for,
    shipped_programmes,
    using,
)
from sim.inputs.programme import based
from sim.words import say
from sim.writing import write

if TYPE_CHECKING:
    from sim.inputs.programme import Programme

DONE, BAD_INPUT = 0, 2
OPTION = "--programme"

Named = Annotated[str, argument("[ID|FOLDER]", "cli_programme_named")]


# --- the option ------------------------------------------------------------------------------------------


@contextmanager
def taken(arguments: Sequence[str]) -> Iterator[list[str]]:
    """The arguments without `--programme`; what it says, or was chosen, is in the environment meanwhile.

    Processes that are started then work on the same programme, whatever is chosen in between.
    """
    rest, asked = [], None
    words = iter(arguments)
    for word in words:
        if word == OPTION or word.startswith(f"{OPTION}="):
            asked = word.partition("=")[2] or next(words, "")
        else:
            rest.append(word)
    if asked is not None:
        _known(asked, OPTION)
    with using(asked or os.environ.get(SETTING) or chosen()):
        yield rest


def _known(name: str, where: str = "") -> str:
    """How a programme that is there is set in use. Raises InputFaults, with the nearest, where it is not."""
    setting = setting_for(name) if name.strip() else ""
    if not setting or not (programme_folder(setting) / DESCRIPTION).is_file():
        from sim.inputs.programme import no_programme

        raise InputFaults([no_programme(name)._replace(where=where)])
    return setting


# --- the commands ----------------------------------------------------------------------------------------


def list_programmes() -> int:
    """Every programme: those that come with the project, and one's own that were once in use."""
    from sim.inputs.programme import load_programme
    from sim.reports.console import show_table, tell

    folders = [*(PROGRAMMES / name for name in shipped_programmes()), *own_folders()]
    current = programme_folder()
    if current not in folders and (current / DESCRIPTION).is_file():
        folders.append(current)
    rows = []
    for folder in folders:
        mark = say("programme_in_use") if folder == current else ""
        where = say("programme_shipped") if folder.parent == PROGRAMMES else str(folder)
        found: list[Fault] = []
        loaded = attempt(found, load_programme, folder)
        if loaded:
            about = [loaded[0].title.said(), loaded[0].place.said(), str(loaded[0].base_year)]
        else:
            about = [say("programme_faulty", count=len(found)), "", ""]
        rows.append([folder.name, *about, where, mark])
    heads = ("id", "title", "place", "base_year", "where", "mark")
    show_table([say(f"programme_head_{name}") for name in heads], rows, right=[3])
    if not (current / DESCRIPTION).is_file():
        tell(say("programme_gone", name=str(current)), style="yellow")
    return DONE


def show(name: Named = "") -> int:
    """What one programme is."""
    from sim.reports.console import show_pairs

    with using(_known(name) if name else os.environ[SETTING]), based(0):  # and of its own year
        show_pairs(_said_of())
    return DONE


def _said_of() -> list[tuple[str, str]]:
    """What there is to say of the programme in use; a table that is faulty raises its faults."""
    from sim.figures.labels import register_words
    from sim.inputs.facts import load_facts
    from sim.inputs.levers import load_levers
    from sim.inputs.programme import in_use
    from sim.inputs.scenarios.names import list_scenarios
    from sim.inputs.studies import list_studies
    from sim.inputs.villages import load_villages

    programme, register = in_use(), load_villages()
    years, target, money = programme.years, programme.target, programme.money
    unit = money.names.said()
    pairs = {
        "title": programme.title.said(), "id": programme.id, "about": programme.about.said(),
        "place": programme.place.said(), "base_year": str(programme.base_year),
        "years": f"{years[0]}–{years[1]}", "published": str(programme.published),
        "target": f"{target.amount:g} {unit} ({target.source})",
        "register": register_words(register), "real": programme.register.said(),
        "facts": f"{len(load_facts()):,}", "levers": f"{len(load_levers()):,}",
        "scenarios": ", ".join(list_scenarios()), "studies": ", ".join(list_studies()),
        "folder": str(programme.folder), "checksum": programme.checksum[:12],
    }  # fmt: skip
    return [(say(f"programme_said_{name}"), text) for name, text in pairs.items() if text]


def check(name: Named = "") -> int:
    """Every fault of a programme at once, each with its file, line and cure."""
    from sim.reports.console import complain, tell

    with using(_known(name) if name else os.environ[SETTING]), based(0):  # and of its own year
        faults, notes, counts = _found_in()
        for each in notes:
            complain(each.text(), "yellow")
        if faults:
            complain("\n".join(each.text() for each in faults))
            complain(say("programme_check_failed", count=len(faults), name=programme_folder().name))
            return BAD_INPUT
        tell(say("programme_check_passed", name=programme_folder().name, **counts), style="green")
    return DONE


def _found_in() -> tuple[list[Fault], list[Fault], dict[str, Any]]:
    """Faults, notes and counts of the programme in use, with what the model itself would refuse."""
    from sim.inputs.case import cases_of
    from sim.inputs.programme_folder import check_programme
    from sim.model.simulate import check_case

    found = check_programme()
    faults, tables = list(found.faults), found.tables
    if not faults and tables.register:
        for case in cases_of(found.scenarios, tables.register):
            attempt(faults, check_case, case)
    counts: dict[str, Any] = {
        "levers": len(tables.levers or ()), "scenarios": len(found.scenarios), "studies": len(found.studies),
        "villages": len(tables.register.table) if tables.register else 0,
    }  # fmt: skip
    return faults, found.notes, counts


def new(
    name: Annotated[str, argument("NAME", "cli_programme_new_name")],
    origin: Annotated[str, option("--from", metavar="ID|FOLDER", help="cli_programme_from")] = "",
    base_year: Annotated[int | None, counted("cli_programme_base_year", 1900, 2090, metavar="YEAR")] = None,
) -> int:
    """Write a small programme that is whole, to be adapted."""
    from sim.inputs.programme import load_programme
    from sim.inputs.programme_folder import begin_programme
    from sim.reports.console import tell

    year = base_year or date.today().year - 1
    taken_from = load_programme(_known(origin, "--from") if origin else shipped_programmes()[0])
    folder = begin_programme(Path(name), year, taken_from)
    tell(say("new_written", path=folder.resolve(), year=year), style="green")
    for key, command in (
        ("new_next_check", ("check", name)), ("new_next_use", ("use", name))
    ):  # fmt: skip
        tell(say(key, command=pasted("wuli", "programme", *command)))
    tell(say("new_next_run", command="wuli run --all"))
    return DONE


def use(
    name: Annotated[str, argument("ID|FOLDER", "cli_programme_named")],
) -> int:
    """Let a programme be in use from now on."""
    from sim.inputs.programme import load_programme
    from sim.reports.console import tell

    setting = _known(name)
    programme = load_programme(setting)
    _remember(programme, setting)
    tell(say("programme_used", title=programme.title.said(), id=programme.id), style="green")
    return DONE


def _remember(programme: Programme, setting: str) -> None:
    """Write down what is in use, and where the user's own programmes lie."""
    file = choice_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    if programme.folder.parent != PROGRAMMES:
        others = [each for each in own_folders() if each != programme.folder]
        texts = [str(each) for each in (programme.folder, *others)]
        write(remembered_file(), json.dumps(texts, ensure_ascii=False, indent=2) + "\n", force=True)
    write(file, f"{setting}\n", force=True)
    chosen.cache_clear()
