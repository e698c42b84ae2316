"""What makes a plain function a command: options read from its signature, and help in the user's language.

Every command has `--lang` and `--programme`; one that rests on a register of villages has `--amounts`, speaks
of the base year of that register and says at its end which it was; one that analyses has `--out FILE`, which
writes what it shows, whole and as data. A command itself needs to know nothing of all this.
"""

from __future__ import annotations

import inspect
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from typing import Any, NamedTuple, get_args, get_origin

import click

from sim.commands.given import Given, option
from sim.faults import Fault, InputFaults, nearest, unknown
from sim.inputs.programme import RULES, based
from sim.words import LANGUAGES, say

DONE, BAD_INPUT = 0, 2
FEW_STAND_INS = 8  # levers without a list that are told one by one behind a command; more stand in the report
SETTING = "WULI_AMOUNTS"
LEFT, LEAST_WIDTH = 30, 20  # columns of an option before what it does, and at least for that
IN_CAPITALS = re.compile(r"(?<![A-Za-z0-9])[A-Z]+(?![a-z0-9])")

LANG = option("--lang", metavar="|".join(LANGUAGES), help="cli_lang")
PROGRAMME = option("--programme", metavar="ID|FOLDER", help="cli_programme_option")
AMOUNTS = option("--amounts", metavar="|".join(RULES), help="cli_amounts")
OUT = option("--out", metavar="FILE.csv|.xlsx|.json|.parquet", help="cli_out")
FORCE = option("--force", help="cli_force")


class Entry(NamedTuple):
    """A command in the list of all: what is typed, the function that does it, and its one line of help."""

    path: str  # "villages use"; blank for `wuli` itself
    help: str  # a key of words.csv
    does: Callable[..., int] | None = None  # None for a group that does nothing by itself
    epilog: str = ""  # a key of words.csv
    out: bool = False  # shows tables that can be written to a file
    of_year: bool = True  # speaks of the base year of the register that it rests on
    tells: bool = True  # says at its end on which register it rests, if it was given one


class _CommandParameter(NamedTuple):
    """One parameter of a command as its function wants it."""

    name: str
    given: Given
    default: Any
    many: bool = False
    flag: bool = False

    @property
    def required(self) -> bool:
        return self.default is inspect.Parameter.empty

    def names(self) -> list[str]:
        return list(self.given.names or [f"--{self.name.replace('_', '-')}"])

    def for_click(self) -> click.Parameter:
        usual: dict[str, Any] = {} if self.required or self.many else {"default": self.default}
        if self.given.placed:
            return click.Argument(
                [self.name], required=self.required, nargs=-1 if self.many else 1, type=self.given.kind,
                metavar=_in_words(self.given.metavar), **usual,
            )  # fmt: skip
        kind = None if self.flag else self.given.kind or click.STRING
        return click.Option(
            [*self.names(), self.name], is_flag=self.flag or None, type=kind, multiple=self.many,
            required=self.required, envvar=self.given.envvar, **usual,
        )  # fmt: skip

    def left(self) -> str:
        """What is typed: an option's names and what follows them."""
        metavar = _in_words(self.given.metavar)
        if self.given.placed:
            return metavar
        return " ".join(filter(None, (", ".join(self.names()).replace("/", " / "), metavar)))

    def right(self) -> str:
        """What it does, and what holds without it."""
        words = [say(self.given.help, languages="|".join(LANGUAGES))]
        if self.given.envvar:
            words.append(say("cli_envvar").format(self.given.envvar))
        usual = self.default
        if self.flag:
            names = self.names()[0].split("/")
            usual = names[0 if usual else 1] if len(names) > 1 else ""
        if self.required:
            words.append(say("cli_required"))
        elif usual is not None and usual not in ("", [], ()):
            words.append(say("cli_default").format(usual))
        return " ".join(words)


def _in_words(metavar: str) -> str:
    """What is to be typed, its words in capitals said in the user's language: FILE.csv, CELL=ANSWER."""
    return IN_CAPITALS.sub(lambda found: say(f"metavar_{found[0].lower()}"), metavar)


# --- commands and groups ---------------------------------------------------------------------------------


class Command(click.Command):
    """A command of the list; its parameters are read from its function when it is asked for."""

    def __init__(self, entry: Entry, **options: Any) -> None:
        super().__init__(
            entry.path.rpartition(" ")[2] or "wuli", help=say(entry.help),
            context_settings={"allow_extra_args": True}, **options,
        )  # fmt: skip
        self.entry = entry
        self.parameters: list[_CommandParameter] = []

    def load(self) -> Command:
        """Read the parameters, once."""
        if not self.parameters:
            self.parameters = list(_parameters_of(self.entry))
            self.params = [each.for_click() for each in self.parameters]
            self.callback = self._do if self.entry.does else None
        return self

    def _do(self, **values: Any) -> int:
        return _done(self.entry, values)

    def make_context(self, *given: Any, **options: Any) -> click.Context:
        self.load()
        return super().make_context(*given, **options)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            rest = super().parse_args(ctx, args)
        except click.BadOptionUsage as error:
            error.ctx = ctx  # which click does not say
            raise
        if rest:
            values = {"path": ctx.command_path, "words": " ".join(rest)}
            raise InputFaults([Fault("", "cli_extra", values)])
        return rest

    def get_usage(self, ctx: click.Context) -> str:
        pieces = [_in_words(each.given.metavar) for each in self.parameters if each.given.placed]
        more = [say("cli_metavar_command")] * isinstance(self, click.Group)
        return " ".join(
            [say("cli_usage_title") + ctx.command_path, say("cli_metavar_options"), *pieces, *more]
        )

    def get_help(self, ctx: click.Context) -> str:
        return "\n".join(_help_page(self, ctx))


class Commands(Command, click.Group):
    """A group of commands that answers an unknown one with its nearest."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(entry, invoke_without_command=bool(entry.does), no_args_is_help=False)

    def _do(self, **values: Any) -> int:
        return DONE if click.get_current_context().invoked_subcommand else super()._do(**values)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args and not self.entry.does:
            click.echo(self.get_help(ctx))
            ctx.exit(BAD_INPUT)
        return click.Group.parse_args(self, ctx, args)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if ctx.info_name == "batch" and args and _is_study(args[0], self.commands):
            args.insert(0, "run")  # `wuli batch STUDY`
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            raise InputFaults([unknown(ctx.command_path, say("word_command"), args[0], self.commands)])
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)  # in the order of the list


def _is_study(word: str, commands: Iterable[str]) -> bool:
    """Whether a word after `wuli batch` is a study and no (mistyped) command."""
    return word not in commands and not word.startswith("-") and nearest(word, commands) is None


def built(entries: Sequence[Entry]) -> Commands:
    """The whole command of a list: the first entry is `wuli` itself, a group stands before what is in it."""
    root, *others = entries
    groups = {root.path: Commands(root)}
    inner = {each.path.rpartition(" ")[0] for each in others}
    for entry in others:
        above, _, name = entry.path.rpartition(" ")
        made = Commands(entry) if entry.path in inner else Command(entry)
        groups[above].add_command(made, name)
        if isinstance(made, Commands):
            groups[entry.path] = made
    return groups[root.path]


# --- parameters ------------------------------------------------------------------------------------------


def _parameters_of(entry: Entry) -> Iterator[_CommandParameter]:
    """The parameters of a function, and those that every command of its kind has."""
    own = inspect.signature(entry.does, eval_str=True).parameters if entry.does else {}
    for each in own.values():
        kind, given = get_args(each.annotation)
        many = any(get_origin(part) is list for part in (kind, *get_args(kind)))
        yield _CommandParameter(each.name, given, each.default, many, kind is bool)
        if each.name == "villages":
            yield _CommandParameter("amounts", AMOUNTS, "")
    if entry.out:
        yield _CommandParameter("out", OUT, "")
        if "force" not in own:
            yield _CommandParameter("force", FORCE, False, flag=True)
    yield _CommandParameter("programme", PROGRAMME, "")
    yield _CommandParameter("lang", LANG, "")


# --- what every command does -----------------------------------------------------------------------------


def _done(entry: Entry, values: dict[str, Any]) -> int:
    """Do what an entry says with what was typed; the exit status."""
    assert entry.does is not None
    own = inspect.signature(entry.does).parameters
    given = {name: list(each) if isinstance(each, tuple) else each for name, each in values.items()}
    amounts, register = str(given.get("amounts") or ""), None
    if "villages" in own and given["villages"]:
        register = str(given["villages"])
    with _receiving(amounts), based(_year_at_hand(register)) if entry.of_year else nullcontext():
        status = _written(entry, given, set(own))
        if "villages" in own and entry.tells:
            _tell_register(register)
    return status


def _written(entry: Entry, given: dict[str, Any], own: set[str]) -> int:
    """Call the function; where a file is named, what it shows is written there too."""
    assert entry.does is not None
    wanted = {name: value for name, value in given.items() if name in own}
    if not entry.out:
        return int(entry.does(**wanted) or DONE)
    from sim.reports.console import tell, whoever_listens
    from sim.reports.export import out_file, recording, save

    force = bool(given["force"])
    target = out_file(given["out"] or "", force)
    with recording() as record, whoever_listens() if target else nullcontext():
        status = entry.does(**wanted)
    if target is not None and (record.tables or record.notes):
        for path in save(record, target, force):
            tell(say("cli_written", path=path.resolve()))
    return int(status or DONE)


@contextmanager
def _receiving(amounts: str) -> Iterator[None]:
    """Let `--amounts` hold for this command and the processes that it starts."""
    if amounts and amounts not in RULES:
        raise InputFaults([unknown("--amounts", say("word_amounts"), amounts, RULES)])
    before = os.environ.get(SETTING)
    if amounts:
        os.environ[SETTING] = amounts
    try:
        yield
    finally:
        os.environ.pop(SETTING, None)
        if before is not None:
            os.environ[SETTING] = before


def _year_at_hand(villages: str | None) -> int:
    """The base year of the register that is named, else of the one in use; 0 for the programme's own."""
    from sim.inputs.intake.registers import current_register, register_in_use

    try:
        return register_in_use(villages).base_year if villages or current_register() else 0
    except (InputFaults, OSError):  # told by whatever reads it
        return 0


def _tell_register(villages: str | None) -> None:
    """On which register of one's own a command rests, and with what amounts."""
    from sim.figures.labels import register_words, stand_in_line, usual_stand_in_rows
    from sim.inputs.intake.registers import register_in_use
    from sim.reports.console import tell

    register = register_in_use(villages)
    if register.own:
        return
    tell(register_words(register))
    lines = [stand_in_line(row) for row in usual_stand_in_rows(register)]
    for line in lines if len(lines) <= FEW_STAND_INS else ():
        tell(f"  {line}")


# --- help ------------------------------------------------------------------------------------------------


def _help_page(command: Command, ctx: click.Context) -> Iterator[str]:
    """The lines of a command's help, as wide as the terminal."""
    from sim.reports.console import folded

    width = max(shutil.get_terminal_size().columns - 1, LEFT + LEAST_WIDTH)
    yield from folded(command.get_usage(ctx), width)
    yield ""
    yield from folded(say(command.entry.help), width)
    own = [(each.left(), each.right(), each.given.placed) for each in command.parameters]
    own.append(("--help", say("cli_help_option"), False))
    rows = {
        "cli_arguments": [(left, right) for left, right, placed in own if placed],
        "cli_options": [(left, right) for left, right, placed in own if not placed],
        "cli_commands": [
            (name, say(each.entry.help))
            for name, each in getattr(command, "commands", {}).items()
        ],
    }  # fmt: skip
    for title, pairs in rows.items():
        if pairs:
            yield ""
            yield click.style(say(title), bold=True)
            yield from _beside(pairs, width)
    if command.entry.epilog:
        yield ""
        yield from folded(say(command.entry.epilog), width)


def _beside(pairs: Sequence[tuple[str, str]], width: int) -> Iterator[str]:
    """What is typed beside what it does; a long one has a line of its own."""
    from rich.cells import cell_len

    from sim.reports.console import folded

    wide = max((cell_len(left) for left, _ in pairs if cell_len(left) <= LEFT), default=LEFT)
    for left, right in pairs:
        first, *rest = folded(right, width - wide - 4)
        shown = click.style(left, fg="cyan")
        if cell_len(left) > wide:
            yield f"  {shown}"
            yield f"{' ' * (wide + 4)}{first}"
        else:
            yield f"  {shown}{' ' * (wide - cell_len(left))}  {first}"
        yield from (f"{' ' * (wide + 4)}{line}" for line in rest)
