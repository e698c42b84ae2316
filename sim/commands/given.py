"""What is given on the command line: options and arguments, numbers as people type them.

A command is a plain function; its parameters say what it is given: `members: Members = 1000`. The options
that several commands share stand here, each once.
"""

from __future__ import annotations

import math
import os
import re
import shlex
from decimal import Decimal
from typing import Annotated, Any, NamedTuple

import click

from sim.faults import InputFaults, fault
from sim.folders import SETTING, chosen, setting_for

# Signs of Chinese keyboards and of copied texts that mean one of ASCII's.
TYPED = str.maketrans("０１２３４５６７８９．，＋－−﹣％", "0123456789.,+---%")
GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
WHOLE, REAL = (
    re.compile(r"\d{1,18}", re.ASCII),
    re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII),
)
LARGE = {0x4E07: 10**4, 0x4EBF: 10**8}  # ten thousands and hundred millions, as Chinese counts
IN_LARGE = re.compile(r"(\d{1,9}(?:\.\d{1,8})?) ?([\u4e07\u4ebf])", re.ASCII)
APART = re.compile(r"[\s\"'`$&|;<>()*?!\[\]{}#~\\]")  # signs by which a shell takes a command apart
LONGEST, SHOWN = 60, 40  # signs of a number, and of what is told of one that is none
MOST_MEMBERS, MOST_SEED = 1 << 20, (1 << 32) - 1


class Given(NamedTuple):
    """One parameter of a command: an option by its names or, without any, an argument by its place."""

    names: tuple[str, ...]
    help: str  # a key of words.csv
    metavar: str  # what is to be typed; its words in capitals are said in the user's language
    kind: click.ParamType | None
    envvar: str | None = None
    placed: bool = False


def option(
    *names: str,
    help: str,
    metavar: str = "",
    kind: click.ParamType | None = None,
    envvar: str | None = None,
) -> Given:
    """An option, which goes by the name of its parameter where none is given here."""
    return Given(names, help, metavar, kind, envvar)


def argument(metavar: str, help: str, kind: click.ParamType | None = None) -> Given:
    """What stands behind a command without a name."""
    return Given((), help, metavar, kind, placed=True)


# --- numbers ---------------------------------------------------------------------------------------------


class Number(click.ParamType):
    """A number between two bounds, as people type it: 1,000, １０００, 1.5万, 20 %, 500 万元.

    whole  a count: no fraction, and thousands may be said as Chinese says them
    share  20 % is 0.2
    money  with any unit that a scenario file takes too; without one in the programme's own
    """

    name = "number"

    def __init__(
        self,
        low: float = -math.inf,
        high: float = math.inf,
        *,
        whole: bool = False,
        share: bool = False,
        money: bool = False,
    ) -> None:
        self.low, self.high = low, high
        self.whole, self.share, self.money = whole, share, money

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        return self.read(param.opts[-1] if param else "", value) if isinstance(value, str) else value

    def read(self, name: str, text: str) -> float:
        """The number of a text. Raises InputFaults: `name` is not what it should be."""
        plain = _typed(text)
        read = self._counted if self.whole else self._real
        value = read(plain) if len(plain) <= LONGEST else math.nan
        if math.isfinite(value) and self.low <= value <= self.high:
            return value
        raise self._fault(name, _shown(text))

    def _counted(self, plain: str) -> float:
        if WHOLE.fullmatch(plain):
            return int(plain)
        large = IN_LARGE.fullmatch(plain)
        count = Decimal(large[1]) * LARGE[ord(large[2])] if large else Decimal("nan")
        return int(count) if large and count == count.to_integral_value() else math.nan

    def _real(self, plain: str) -> float:
        if REAL.fullmatch(plain):
            return float(plain)
        if self.share and plain.endswith("%") and REAL.fullmatch(plain[:-1].rstrip()):
            return float(Decimal(plain[:-1].rstrip()) / 100)
        return self._money(plain) if self.money else math.nan

    def _money(self, plain: str) -> float:
        """An amount with its unit, in the unit of the programme."""
        from sim.inputs.programme import in_use
        from sim.inputs.scenarios.settings import NUMBER_AND_UNIT, other_units

        found, unit = NUMBER_AND_UNIT.fullmatch(plain), in_use().money.unit
        factor = {unit: 1.0, **other_units(unit)}.get(found[2]) if found else None
        return float(found[1].replace(",", "")) * factor if found and factor else math.nan

    def _fault(self, name: str, value: str) -> InputFaults:
        if self.whole:
            bounds = {"low": f"{self.low:.0f}", "high": f"{self.high:,.0f}"}
            return fault("", "cli_whole_number", name=name, value=value, **bounds)
        bounded = "cli_number" if math.isfinite(self.high - self.low) else "cli_number_finite"
        key = "cli_number_least" if self.low == 0 and math.isinf(self.high) else bounded
        return fault(name, key, value=value, low=f"{self.low:g}", high=f"{self.high:g}")


def _typed(text: str) -> str:
    """A number as typed, in plain digits: full width made half, thousands without their commas."""
    plain = text.strip().translate(TYPED)[: LONGEST + 1]
    return plain.replace(",", "") if GROUPED.fullmatch(plain) else plain


def _shown(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def whole_number(name: str, text: str, low: int, high: int) -> int:
    """A whole number between two bounds, for a command that tells the faults of all its switches together."""
    return int(Number(low, high, whole=True).read(name, text))


# --- what several commands are given ---------------------------------------------------------------------


def counted(help: str, low: int, high: int, *names: str, metavar: str = "N") -> Given:
    """An option that is a whole number between two bounds."""
    return option(*names, help=help, metavar=metavar, kind=Number(low, high, whole=True))


def draws(least: int, most: int = MOST_MEMBERS) -> Given:
    """How many members are simulated."""
    return counted("cli_run_members", least, most, "--members")


ScenarioName = Annotated[str, argument("[SCENARIO]", "cli_scenario_name")]
Scenarios = Annotated[list[str] | None, argument("[SCENARIO...]", "cli_run_scenarios")]
Against = Annotated[str, option("--against", metavar="SCENARIO", help="cli_run_against")]
Members = Annotated[int, draws(1)]
Seed = Annotated[int, counted("cli_run_seed", 0, MOST_SEED, "--seed")]
Villages = Annotated[str, option("--villages", metavar="FILE", help="cli_run_villages")]
Outputs = Annotated[str, option("--outputs", metavar="DIR", help="cli_run_outputs")]
Workers = Annotated[int, counted("cli_run_workers", 0, 256, "--workers")]
TableFile = Annotated[str, argument("FILE", "cli_intake_file")]
Answers = Annotated[list[str] | None, option("--answer", metavar="CELL=ANSWER", help="cli_intake_answer")]
Force = Annotated[bool, option("--force", help="cli_force")]


# --- commands to be repeated -----------------------------------------------------------------------------


def pasted(*words: str) -> str:
    """A command as it can be pasted into a shell: what a shell would take apart stands in quotes."""
    return " ".join(_quoted(word) for word in words)


def of_programme() -> list[str]:
    """What a command told to be repeated must say where it works on another programme than the chosen one."""
    named = os.environ.get(SETTING, "")
    return ["--programme", named] if named and named != setting_for(chosen()) else []


def _quoted(word: str) -> str:
    if word and not APART.search(word):
        return word
    return shlex.quote(word) if set(word) & set('"$`\\!') else f'"{word}"'  # cmd knows double quotes only
