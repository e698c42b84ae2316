"""Scenario codes (情景码): a scenario in about thirty letters and digits, to be typed, read aloud or scanned.

A code names the scenario of the programme that it starts from and holds what differs: horizon, amounts by
year, targeting, priors, posterior, rules; and short hashes of the model and of the data, by which a code of
another version is told. Titles and reasons do not travel.

    W1K7-Q2ZB-…   "W"; a digit; bits, five a sign; three signs that make the whole, read as one number in base
                  32, a multiple of PRIME. No single wrong sign and no swap of two neighbours does that.

Names travel as short hashes, because rows come and go; the digit salts them: it is the first with which no
two names of today's tables share a hash. Numbers travel as decimals, so that they come back to the last bit.
"""

from __future__ import annotations

import hashlib
import re
import struct
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from sim.faults import fault
from sim.folders import first_programme, per_programme, programme_folder
from sim.inputs.levers import load_levers, scaled_levers
from sim.inputs.parameters import GRADES, load_parameters
from sim.inputs.programme import Programme, in_use
from sim.inputs.scenarios import names
from sim.inputs.scenarios.resolve import load_file
from sim.inputs.scenarios.rules import rules_text
from sim.inputs.scenarios.scenario import (
    NAMED_VILLAGES,
    LeverSetting,
    Override,
    Scenario,
    Tables,
    followed,
)

# ---- Bits, written and read one behind the other, with numbers and texts packed into few of them ----

_EXPONENTS = (0, 2, -1, -2, 1, 3, -3)
_LONGEST_UNPACKED = 16_384  # bytes of a text once unpacked: the ids of two thousand villages
FILLED = 4  # bits at most that fill up the last sign
_RAW, _LONG = 7, 15  # in place of an exponent: 64 bits follow; in place of a length: a longer one follows


class Writer:
    """Bits, put one behind the other."""

    def __init__(self) -> None:
        self.value, self.size = 0, 0

    def put(self, number: int, width: int) -> None:
        assert 0 <= number < 1 << width
        self.value, self.size = self.value << width | number, self.size + width

    def put_all(self, other: Writer) -> None:
        self.value, self.size = self.value << other.size | other.value, self.size + other.size

    def number(self, value: float) -> None:
        """A finite number: sign, exponent, length and digits, or all its 64 bits where those are more."""
        short = _decimal_parts(value)
        if short is None:
            self.put(_RAW, 3)
            self.put(int.from_bytes(struct.pack(">d", value)), 64)
            return
        place, digits = short
        length = digits.bit_length()
        self.put(place, 3)
        self.put(min(length, _LONG), 4)
        if length >= _LONG:
            self.put(length, 6)
        self.put(digits - (1 << length - 1) if length else 0, max(length - 1, 0))

    def text(self, words: str) -> None:
        """A short text, packed. Raises TooLong for one that no reader would unpack."""
        packed = zlib.compress(words.encode(), 9, -15)
        if len(packed) >= 1 << 12 or len(words.encode()) > _LONGEST_UNPACKED:
            raise _TooLong
        self.put(len(packed), 12)
        self.put(int.from_bytes(packed), 8 * len(packed))


class _TooLong(Exception):
    """A text that is too long for a code."""


class Cut(Exception):
    """Bits that end too early or make no sense."""


class Reader:
    """Bits, taken in the order in which they were put."""

    def __init__(self, value: int, size: int) -> None:
        self.value, self.left = value, size

    def take(self, width: int) -> int:
        self.left -= width
        if self.left < 0:
            raise Cut
        return self.value >> self.left & (1 << width) - 1

    def number(self) -> float:
        place = self.take(3)
        if place == _RAW:
            return float(struct.unpack(">d", self.take(64).to_bytes(8))[0])
        length = self.take(4)
        length = self.take(6) if length == _LONG else length
        digits = (1 << length - 1) + self.take(length - 1) if length else 0
        return float(Decimal(digits).scaleb(_EXPONENTS[place]))

    def text(self) -> str:
        size = self.take(12)
        unpacker = zlib.decompressobj(-15)
        try:
            words = unpacker.decompress(self.take(8 * size).to_bytes(size), _LONGEST_UNPACKED)
            if not unpacker.eof or unpacker.unused_data:
                raise Cut
            return words.decode()
        except (zlib.error, UnicodeDecodeError):
            raise Cut from None

    def end(self) -> None:
        """What is left may only fill up the last sign."""
        if self.left > FILLED or self.take(self.left):
            raise Cut


def _decimal_parts(value: float) -> tuple[int, int] | None:
    """(place in `_EXPONENTS`, whole digits) of a number that is short as a decimal and not negative."""
    sign, digits, exponent = Decimal(repr(value)).normalize().as_tuple()
    if sign or not isinstance(exponent, int):
        return None
    number = int("".join(map(str, digits)))
    fitting = [
        (number * 10 ** (exponent - each), place)
        for place, each in enumerate(_EXPONENTS)
        if each <= exponent or not number
    ]
    whole, place = min(fitting, default=(1 << 60, 0))
    return None if whole >= 1 << 46 else (place, whole)


# ---- The signs of a code -------------------------------------------------------------------------
# Bits as signs in groups, the three signs of check, and what looks like a code.

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U
_LOOKALIKES = str.maketrans("OIL", "011")
MARK, SALTS, GROUP = "W", "123456789", 4
PRIME = 32749  # the largest below 32**3; prime and above 32, hence what the docstring promises
CHECKS = 3
SHORTEST = 13  # signs of a code without any change
# A code that names five hundred villages has about 1,200 signs; one that is typed or scanned a tenth of it.
LONGEST, LONGEST_TEXT = 2_400, 10_000


def signs(bits: Writer) -> str:
    width = -bits.size % 5
    value, count = bits.value << width, (bits.size + width) // 5
    return "".join(SIGNS[value >> 5 * place & 31] for place in reversed(range(count)))


def seal(body: str) -> str:
    """A body with its three signs of check, in groups."""
    check = -number_of(body + "000") % PRIME
    return grouped(body + "".join(SIGNS[check >> 5 * place & 31] for place in (2, 1, 0)))


def number_of(code: str) -> int:
    value = 0
    for sign in code:
        value = value << 5 | SIGNS.index(sign)
    return value


def grouped(code: str) -> str:
    return "-".join(code[place : place + GROUP] for place in range(0, len(code), GROUP))


def is_code(text: object) -> bool:
    """Whether a text is meant as a code: it begins like one, or is made of groups of four like one."""
    if not isinstance(text, str) or len(text) > LONGEST_TEXT:
        return False
    groups = groups_of(text)
    whole = "".join(groups)
    if re.fullmatch(f"{MARK}[{SALTS}][0-9A-Z]{{{SHORTEST - 4},}}", whole):
        return True
    fours = len(groups) > 3 and all(len(each) == GROUP for each in groups[:-1])
    return fours and bool(re.search("[0-9]", whole)) and whole.isascii() and whole.isalnum()


def groups_of(text: str) -> list[str]:
    """The groups as typed: wide signs and small letters count as their plain large ones."""
    plain = unicodedata.normalize("NFKC", text).upper().translate(_LOOKALIKES)
    return re.sub(r"[\s\-\u2010-\u2015\u2212_.]+", " ", plain).split()


# ---- What a code says: how levers and priors differ, with names as short hashes ------------------

NAME, SCENARIO, MODEL, DATA_BITS = 11, 10, 10, 15  # bits of the hashes
TARGETINGS = (
    *("register", "even", "weakest_first", "strongest_first", "key_villages", "random"),
    NAMED_VILLAGES,
)
# In place of a targeting: what named villages get on top follows, then whether the targeting differs.
EXTRA = 7
BOTH_YEARS = 63  # in place of a last year: the first one follows, then the last
UNCHANGED, CONSTANT, STEPS, SCALED = range(4)
DISTRIBUTIONS = ("fixed", *("uniform", "normal", "lognormal", "triangular", "loguniform", "constant"))
GRADED = 7  # in place of a distribution: the grade of the prior follows, then its distribution


@dataclass(frozen=True)
class Amounts:
    """How a lever's amounts differ: a kind and pairs (year from the first, number); see `ways`."""

    kind: int
    numbers: tuple[tuple[int, float], ...] = ()


def factor_of(by_factor: int, number: float, old: tuple[float, ...]) -> float:
    return number if by_factor else number / old[0]


@dataclass(frozen=True)
class Content:
    """A code taken apart; names are still hashes."""

    salt: int
    base: int
    model: int
    data: int
    years: tuple[int, ...] | None  # the horizon, where it is not that of the base
    levers: tuple[tuple[int, dict[str, Any]], ...] = ()
    priors: tuple[tuple[int, Override], ...] = ()
    posterior: str | None = None
    part: float = 1.0  # of the published amounts, what the register that it was made on receives
    rules: str | None = None  # as a text, where they are not those of the base
    text: str = field(default="", compare=False)


@dataclass(frozen=True)
class CodeNames:
    """The names that a code may hash, and the salt under which no two of a kind share a hash."""

    scenarios: tuple[str, ...]
    levers: tuple[str, ...]
    parameters: tuple[str, ...]

    def salt(self) -> int:
        return _salt_of(self)


@lru_cache(maxsize=4)  # as long as no name comes or goes
def _salt_of(names: CodeNames) -> int:
    kinds = ((names.scenarios, SCENARIO), (names.levers, NAME), (names.parameters, NAME))
    for salt in map(int, SALTS):
        if all(len({hashed(n, salt, bits) for n in known}) == len(known) for known, bits in kinds):
            return salt
    raise fault("", "code_no_salt")


def hashed(name: str, salt: int, bits: int) -> int:
    return int.from_bytes(hashlib.sha256(f"{salt} {name}".encode()).digest()[:4]) >> 32 - bits


def _base_key(scenario: str, programme: Programme) -> str:
    """What stands for a scenario that a code starts from: its id and its programme, but for the first one."""
    return scenario if programme.id == first_programme() else f"{programme.id}/{scenario}"


def base_named(content: Content, programme: Programme, scenarios: Iterable[str]) -> str | None:
    """The scenario of a programme that a code starts from; None where it is none of it."""
    keys = {_base_key(name, programme): name for name in scenarios}
    found = named(content.base, keys, content.salt, SCENARIO)
    return None if found is None else keys[found]


def named(found: int, names: Iterable[str], salt: int, bits: int) -> str | None:
    """The one name of that hash; None where there is none or more than one."""
    fitting = [name for name in names if hashed(name, salt, bits) == found]
    return fitting[0] if len(fitting) == 1 else None


# ---- What a code stands on today -----------------------------------------------------------------
# The names, the scenarios that it starts from, the versions of model and data.
#
# What is read is kept until a file of data/ changes.

MODEL_FILES = Path(__file__).parents[3]
_TABLES = ("facts", "levers", "parameters", "industries", "villages")


@per_programme
def _names_at(stamp: tuple[int, ...]) -> CodeNames:
    return CodeNames(tuple(names.list_scenarios()), tuple(load_levers()), tuple(load_parameters()))


def _tables() -> list[Path]:
    """The tables of the programme in use that a code stands on."""
    return [programme_folder() / f"{name}.csv" for name in _TABLES]


def known_names() -> CodeNames:
    """Today's names."""
    return _names_at(stamps())


def stamps() -> tuple[int, ...]:
    """When each file of data/ that a code stands on was last written: what was read before is told by it."""
    read = [*_tables(), *names.files_in(names.scenarios_folder())]
    return tuple(path.stat().st_mtime_ns for path in read if path.is_file())


@per_programme
def _base_at(name: str, years: tuple[int, ...] | None, part: float, stamp: tuple[int, ...]) -> Scenario:
    return load_file(name, scaled_levers(part), years=years)


def base_scenario(name: str, years: tuple[int, ...] | None = None, part: float = 1.0) -> Scenario:
    """A scenario of the programme at a part of the published amounts, kept once read."""
    return _base_at(name, years, part, stamps())


# --- versions ------------------------------------------------------------------------------------


def digest_of(contents: Iterable[tuple[str, bytes]]) -> str:
    """sha256 over names and contents in the order of the names; line ends do not count."""
    plain = ((name, content.replace(b"\r\n", b"\n")) for name, content in sorted(contents))
    lines = (f"{name} {hashlib.sha256(content).hexdigest()}\n" for name, content in plain)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def model_files() -> list[Path]:
    """What turns a scenario into numbers."""
    model = sorted((MODEL_FILES / "model").glob("*.py"))
    return [MODEL_FILES / "axes.py", *model, MODEL_FILES / "runs" / "ensemble.py"]


@cache
def model_version() -> str:
    """sha256 of the code that turns a scenario into numbers."""
    return digest_of((path.name, path.read_bytes()) for path in model_files())


def data_files(base: str) -> list[Path]:
    """What a code that starts from `base` stands on: the tables and the chain of scenario files."""
    chain: list[str] = []
    name = base
    while name and len(chain) < len(names.list_scenarios()):
        chain.append(name)
        name = base_scenario(name).baseline or ""
    return _tables() + [names.find_file(name) for name in chain]


@per_programme
def _data_version_at(base: str, stamp: tuple[int, ...]) -> str:
    return digest_of((path.name, path.read_bytes()) for path in data_files(base) if path.is_file())


def data_version(base: str = "") -> str:
    """sha256 of the tables and scenario files behind a code that starts from `base`; blank: the programme."""
    return _data_version_at(base or in_use().main, stamps())


def short(digest: str, bits: int) -> int:
    """The first bits of a hash, as a code carries them."""
    return int(digest[:8], 16) >> 32 - bits


# ---- Writing a code: what differs from the scenario that it starts from, in the fewest bits ------


def encode(scenario: Scenario) -> str:
    """The code of a scenario, in groups of four. What stands in words (title, reasons) is left out.

    Blank where the scenario names so many villages that no code could be typed, scanned or opened again, and
    where it begins before the register at hand: a horizon is told from that on.
    """
    if scenario.years[0] < in_use().first_year:
        return ""
    try:
        code = _coded(scenario)
    except _TooLong:
        return ""
    return code if len(code.replace("-", "")) <= LONGEST else ""


def _coded(scenario: Scenario) -> str:
    """The code of a scenario, however long. Raises TooLong where one of its texts is."""
    names = known_names()
    salt, base = names.salt(), base_of(scenario, names)
    same = base.years == base_scenario(base.id).years
    out = Writer()
    out.put(hashed(_base_key(base.id, in_use()), salt, SCENARIO), SCENARIO)
    out.put(short(model_version(), MODEL), MODEL)
    out.put(short(data_version(base.id), DATA_BITS), DATA_BITS)
    out.put(not same, 1)
    if not same:
        _put_horizon(out, base.years)
    going_along = _going_by_themselves(scenario, base)
    for name, setting in scenario.settings.items():
        old = base.settings[name]
        if setting != going_along.get(name, old):
            out.put(1, 1)
            out.put(hashed(name, salt, NAME), NAME)
            _put_setting(out, setting, old, name in going_along)
    out.put(0, 1)
    _put_assumptions(out, scenario, base, salt)
    ruled = scenario.rules != base.rules
    if scenario.part != 1 or ruled:
        out.number(scenario.part)
    if ruled:
        out.text(rules_text(scenario.rules, Tables.read(None, {}, None)))
    return seal(MARK + str(salt) + signs(out))


def _put_horizon(out: Writer, years: tuple[int, ...]) -> None:
    """The last year and, where it is not the first that there can be, the first one."""
    earliest = in_use().first_year
    if years[0] != earliest:
        out.put(BOTH_YEARS, 6)
        out.put(years[0] - earliest, 6)
    out.put(years[-1] - earliest, 6)


def base_of(scenario: Scenario, names: CodeNames) -> Scenario:
    """The scenario of the programme that a code starts from, on the scenario's own horizon."""
    candidates = (scenario.id, scenario.baseline, in_use().main)
    name = next(each for each in candidates if each in names.scenarios)
    return base_scenario(name, scenario.years, scenario.part)


def _going_by_themselves(scenario: Scenario, base: Scenario) -> dict[str, LeverSetting]:
    """What the levers that follow a changed one become where nothing is said of them."""
    levers = load_levers()
    following = {name for name, lever in levers.items() if lever.follows}
    rest = {
        name: base.settings[name] if name in following else each for name, each in scenario.settings.items()
    }
    found, _ = followed(base.settings, rest, (), levers)
    return {name: found[name] for name in following if found[name] != base.settings[name]}


def _put_setting(out: Writer, new: LeverSetting, old: LeverSetting, in_full: bool = False) -> None:
    """`in_full`: the amounts are said though they are the old ones, so that they do not go along."""
    _put_path(out, new.amounts, old.amounts, in_full)
    if new.extra != old.extra:
        out.put(1, 1)
        out.put(EXTRA, 3)
        out.text("\n".join("\t".join((name, *map(repr, path))) for name, path in new.extra))
    changed = (new.targeting, new.villages) != (old.targeting, old.villages)
    out.put(changed, 1)
    if changed:
        out.put(TARGETINGS.index(new.targeting), 3)
        if new.targeting == NAMED_VILLAGES:
            out.text("\n".join(new.villages))


def _put_path(out: Writer, new: tuple[float, ...], old: tuple[float, ...], in_full: bool) -> None:
    """The shortest way of saying an amount for every year that gives exactly these amounts."""
    written = []
    for kind, numbers in _ways(new, (-1.0,) * len(new) if in_full else old):
        own = Writer()
        own.put(kind, 2)
        for place, (year, number) in enumerate(numbers):
            if kind == STEPS:
                own.put(0, 1) if place == 0 else own.put(1, 1)
                own.put(year, 6)
            elif kind == SCALED:
                own.put(year, 1)
            own.number(number)
        if kind == STEPS:
            own.put(0, 1)
        written.append(own)
    out.put_all(min(written, key=lambda own: own.size))


def _ways(new: tuple[float, ...], old: tuple[float, ...]) -> Iterator[tuple[int, list[tuple[int, float]]]]:
    """Every way of saying `new` on top of `old`: kind and pairs (year from the first, number)."""
    if new == old:
        yield UNCHANGED, []
        return
    if len(set(new)) == 1:
        yield CONSTANT, [(0, new[0])]
    yield STEPS, _steps(new, old)
    if old[0] > 0:
        for by_factor, number in _scalings(new, old):
            if tuple(factor_of(by_factor, number, old) * amount for amount in old) == new:
                yield SCALED, [(by_factor, number)]


def _steps(new: tuple[float, ...], old: tuple[float, ...]) -> list[tuple[int, float]]:
    """The amounts by the year from which they hold, from the first that differs on."""
    first = next(year for year, pair in enumerate(zip(new, old, strict=True)) if pair[0] != pair[1])
    return [
        (year, new[year]) for year in range(first, len(new)) if year == first or new[year] != new[year - 1]
    ]


def _scalings(new: tuple[float, ...], old: tuple[float, ...]) -> Iterator[tuple[int, float]]:
    """Short numbers that may scale `old` to `new`: the first year's amount, or the factor itself."""
    for digits in range(7):
        yield 0, round(new[0], digits)
        yield 1, round(new[0] / old[0], digits)


def _put_assumptions(out: Writer, scenario: Scenario, base: Scenario, salt: int) -> None:
    """The priors and the posterior that are not those of the base."""
    for name, prior in scenario.parameters.items():
        if prior != base.parameters.get(name):
            out.put(1, 1)
            out.put(hashed(name, salt, NAME), NAME)
            _put_prior(out, prior)
    out.put(0, 1)
    changed = scenario.posterior != base.posterior
    out.put(changed, 1)
    if changed:
        out.text(scenario.posterior)


def _put_prior(out: Writer, prior: Override) -> None:
    if prior.grade:
        out.put(GRADED, 3)
        out.put(GRADES.index(prior.grade), 2)
    fixed = prior.distribution == "constant" and prior.low == prior.value == prior.high
    out.put(DISTRIBUTIONS.index("fixed" if fixed else prior.distribution), 3)
    numbers = (prior.value,) if fixed else (prior.value, prior.low, prior.high)
    for number in numbers:
        out.put(number < 0, 1)
        out.number(abs(number))
