"""`--out FILE` of every command that analyses: what it shows, whole and as data, in a file.

The option is put on the commands here, in one place; a command shows its tables and needs to know nothing.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from contextlib import nullcontext
from functools import wraps
from typing import Annotated, Any

import typer

from sim.commands.given import Force
from sim.words import say

ANALYSES = (
    *("compare", "attribute", "allocate", "backwards", "frontier", "village", "why"),
    *("calibrate", "validate", "sensitivity", "survey-next", "discover"),
    *("evaluate", "residuals", "typology", "facts"),
)
GROUPS = ("villages", "runs", "scenarios")
FILE = Annotated[
    str, typer.Option("--out", metavar="FILE.csv|.xlsx|.json|.parquet", help="cli_out", show_default=False)
]


def put_on(app: typer.Typer) -> None:
    """Give the commands of an application their `--out`."""
    for command in app.registered_commands:
        if command.name in ANALYSES or (command.callback and command.callback.__name__ in ANALYSES):
            command.callback = with_out(command.callback)
    for group in app.registered_groups:
        called = group.typer_instance.registered_callback if group.typer_instance else None
        if group.name in GROUPS and called:
            called.callback = with_out(called.callback)


def with_out(command: Any) -> Callable[..., int]:
    """A command that also writes what it shows, where a file is named."""

    @wraps(command)
    def wrapped(*, out: str = "", **given: Any) -> int:
        from sim.views.console import tell, whoever_listens
        from sim.views.export import out_file, save
        from sim.views.record import recording

        force = bool(given.get("force"))
        target = out_file(out, force)
        with recording() as record, whoever_listens() if target else nullcontext():
            status = command(**{name: value for name, value in given.items() if name in own})
        if target is not None and (record.tables or record.notes):
            for path in save(record, target, force):
                tell(say("cli_written", path=path.resolve()))
        return int(status or 0)

    signature = inspect.signature(command, eval_str=True)
    own = signature.parameters
    more: dict[str, Any] = {"out": FILE} if "force" in own else {"out": FILE, "force": Force}
    usual: dict[str, Any] = {"out": "", "force": False}
    added = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=usual[name], annotation=kind)
        for name, kind in more.items()
    ]
    whole = signature.replace(parameters=[*own.values(), *added])
    wrapped.__signature__ = whole  # type: ignore[attr-defined]
    wrapped.__annotations__ = {name: each.annotation for name, each in whole.parameters.items()}
    return wrapped
