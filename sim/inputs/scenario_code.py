"""Scenario codes (情景码): a scenario in about thirty letters and digits, to be typed, read aloud or scanned.

A code names the scenario of data/scenarios that it starts from and holds what differs: horizon, amounts by
year, targeting, priors, posterior; and short hashes of the model and of the data, by which a code of another
version is told. Titles and reasons do not travel.

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
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from sim.faults import InputFaults, fault
from sim.inputs import parameters as parameter_table
from sim.inputs import scenarios as files
from sim.inputs.levers import Lever, load_levers
from sim.inputs.parameters import GRADES, Parameter, load_parameters
from sim.inputs.scenarios import Change, LeverSetting, Override, Scenario
from sim.inputs.tables import DATA
from sim.words import LANGUAGES, say

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U
LOOKALIKES = str.maketrans("OIL", "011")
MARK, SALTS, GROUP = "W", "123456789", 4
PRIME = 32749  # the largest below 32**3; prime and above 32, hence what the docstring promises
CHECKS = 3
SHORTEST = 13  # signs of a code without any change
NAME, SCENARIO, MODEL, DATA_BITS = 11, 10, 10, 15  # bits of the hashes
TARGETINGS = (
    *("register", "even", "weakest_first", "strongest_first", "key_villages", "random"),
    files.NAMED_VILLAGES,
)
UNCHANGED, CONSTANT, STEPS, SCALED = range(4)
DISTRIBUTIONS = ("fixed", *("uniform", "normal", "lognormal", "triangular", "loguniform", "constant"))
GRADED = 7  # in place of a distribution: the grade of the prior follows, then its distribution
EXPONENTS = (0, 2, -1, -2, 1, 3, -3)
RAW, LONG = 7, 15  # in place of an exponent: 64 bits follow; in place of a length: a longer one follows
MODEL_FILES = Path(__file__).parents[1]
TABLES = ("facts", "levers", "parameters", "industries", "villages")


# --- bits ----------------------------------------------------------------------------------------


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
        short = decimal_parts(value)
        if short is None:
            self.put(RAW, 3)
            self.put(int.from_bytes(struct.pack(">d", value)), 64)
            return
        place, digits = short
        length = digits.bit_length()
        self.put(place, 3)
        self.put(min(length, LONG), 4)
        if length >= LONG:
            self.put(length, 6)
        self.put(digits - (1 << length - 1) if length else 0, max(length - 1, 0))

    def text(self, words: str) -> None:
        packed = zlib.compress(words.encode(), 9, -15)
        self.put(len(packed), 12)
        self.put(int.from_bytes(packed), 8 * len(packed))


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
        if place == RAW:
            return float(struct.unpack(">d", self.take(64).to_bytes(8))[0])
        length = self.take(4)
        length = self.take(6) if length == LONG else length
        digits = (1 << length - 1) + self.take(length - 1) if length else 0
        return float(Decimal(digits).scaleb(EXPONENTS[place]))

    def text(self) -> str:
        size = self.take(12)
        try:
            return zlib.decompress(self.take(8 * size).to_bytes(size), -15).decode()
        except (zlib.error, UnicodeDecodeError):
            raise Cut from None

    def end(self) -> None:
        """What is left may only fill up the last sign."""
        if self.left > 4 or self.take(self.left):
            raise Cut


def decimal_parts(value: float) -> tuple[int, int] | None:
    """(place in EXPONENTS, whole digits) of a number that is short as a decimal and not negative."""
    sign, digits, exponent = Decimal(repr(value)).normalize().as_tuple()
    if sign or not isinstance(exponent, int):
        return None
    number = int("".join(map(str, digits)))
    fitting = [
        (number * 10 ** (exponent - each), place)
        for place, each in enumerate(EXPONENTS)
        if each <= exponent or not number
    ]
    whole, place = min(fitting, default=(1 << 60, 0))
    return None if whole >= 1 << 46 else (place, whole)


# --- what a code says ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Amounts:
    """How a lever's amounts differ: a kind and pairs (year from the first, number); see `ways`."""

    kind: int
    numbers: tuple[tuple[int, float], ...] = ()


@dataclass(frozen=True)
class Content:
    """A code taken apart; names are still hashes."""

    salt: int
    base: int
    model: int
    data: int
    last: int | None  # the last year, where it is not that of the base
    levers: tuple[tuple[int, dict[str, Any]], ...] = ()
    priors: tuple[tuple[int, Override], ...] = ()
    posterior: str | None = None
    text: str = field(default="", compare=False)


@dataclass(frozen=True)
class Names:
    """The names that a code may hash, and the salt under which no two of a kind share a hash."""

    scenarios: tuple[str, ...]
    levers: tuple[str, ...]
    parameters: tuple[str, ...]

    def salt(self) -> int:
        kinds = ((self.scenarios, SCENARIO), (self.levers, NAME), (self.parameters, NAME))
        for salt in map(int, SALTS):
            if all(len({hashed(n, salt, bits) for n in names}) == len(names) for names, bits in kinds):
                return salt
        raise fault("", "code_no_salt")


def hashed(name: str, salt: int, bits: int) -> int:
    return int.from_bytes(hashlib.sha256(f"{salt} {name}".encode()).digest()[:4]) >> 32 - bits


def named(found: int, names: Iterable[str], salt: int, bits: int) -> str | None:
    """The one name of that hash; None where there is none or more than one."""
    fitting = [name for name in names if hashed(name, salt, bits) == found]
    return fitting[0] if len(fitting) == 1 else None


@lru_cache(maxsize=4)
def names_at(stamp: tuple[int, ...]) -> Names:
    return Names(tuple(files.list_scenarios()), tuple(load_levers()), tuple(load_parameters()))


def known_names() -> Names:
    """Today's names."""
    return names_at(stamps())


def stamps() -> tuple[int, ...]:
    """When each file of data/ that a code stands on was last written: what was read before is told by it."""
    tables = [DATA / f"{name}.csv" for name in TABLES]
    read = [*tables, *sorted(files.FOLDER.glob("*.yaml"))]
    return tuple(path.stat().st_mtime_ns for path in read if path.is_file())


@lru_cache(maxsize=64)
def base_at(name: str, years: tuple[int, ...] | None, stamp: tuple[int, ...]) -> Scenario:
    return files.load_scenario(name, years=years)


def base_scenario(name: str, years: tuple[int, ...] | None = None) -> Scenario:
    """A scenario of data/scenarios, kept once read."""
    return base_at(name, years, stamps())


# --- versions ------------------------------------------------------------------------------------


def digest_of(contents: Iterable[tuple[str, bytes]]) -> str:
    """sha256 over names and contents in the order of the names; line ends do not count."""
    plain = ((name, content.replace(b"\r\n", b"\n")) for name, content in sorted(contents))
    lines = (f"{name} {hashlib.sha256(content).hexdigest()}\n" for name, content in plain)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def model_files() -> list[Path]:
    """What turns a scenario into numbers."""
    return [*sorted((MODEL_FILES / "model").glob("*.py")), MODEL_FILES / "runs" / "ensemble.py"]


@cache
def model_version() -> str:
    """sha256 of the code that turns a scenario into numbers."""
    return digest_of((path.name, path.read_bytes()) for path in model_files())


def data_files(base: str) -> list[Path]:
    """What a code that starts from `base` stands on: the tables and the chain of scenario files."""
    chain: list[str] = []
    name = base
    while name and len(chain) < len(files.list_scenarios()):
        chain.append(name)
        name = base_scenario(name).baseline or ""
    return [DATA / f"{name}.csv" for name in TABLES] + [files.FOLDER / f"{name}.yaml" for name in chain]


@lru_cache(maxsize=64)
def data_version_at(base: str, stamp: tuple[int, ...]) -> str:
    return digest_of((path.name, path.read_bytes()) for path in data_files(base) if path.is_file())


def data_version(base: str = files.PROGRAMME) -> str:
    """sha256 of the tables and scenario files behind a code that starts from `base`."""
    return data_version_at(base, stamps())


def short(digest: str, bits: int) -> int:
    """The first bits of a hash, as a code carries them."""
    return int(digest[:8], 16) >> 32 - bits


# --- writing -------------------------------------------------------------------------------------


def encode(scenario: Scenario) -> str:
    """The code of a scenario, in groups of four. What stands in words (title, reasons) is left out."""
    names = known_names()
    salt, base = names.salt(), base_of(scenario, names)
    same = base.years == base_scenario(base.id).years
    out = Writer()
    out.put(hashed(base.id, salt, SCENARIO), SCENARIO)
    out.put(short(model_version(), MODEL), MODEL)
    out.put(short(data_version(base.id), DATA_BITS), DATA_BITS)
    out.put(not same, 1)
    if not same:
        out.put(base.years[-1] - files.FIRST_YEAR, 6)
    for name, setting in scenario.settings.items():
        if setting != base.settings[name]:
            out.put(1, 1)
            out.put(hashed(name, salt, NAME), NAME)
            put_setting(out, setting, base.settings[name])
    out.put(0, 1)
    put_assumptions(out, scenario, base, salt)
    return seal(MARK + str(salt) + signs(out))


def base_of(scenario: Scenario, names: Names) -> Scenario:
    """The scenario of data/scenarios that a code starts from, on the scenario's own horizon."""
    candidates = (scenario.id, scenario.baseline, files.PROGRAMME)
    name = next(each for each in candidates if each in names.scenarios)
    return base_scenario(name, scenario.years)


def put_setting(out: Writer, new: LeverSetting, old: LeverSetting) -> None:
    put_path(out, new.amounts, old.amounts)
    changed = (new.targeting, new.villages) != (old.targeting, old.villages)
    out.put(changed, 1)
    if changed:
        out.put(TARGETINGS.index(new.targeting), 3)
        if new.targeting == files.NAMED_VILLAGES:
            out.text("\n".join(new.villages))


def put_path(out: Writer, new: tuple[float, ...], old: tuple[float, ...]) -> None:
    """The shortest way of saying an amount for every year that gives exactly these amounts."""
    written = []
    for kind, numbers in ways(new, old):
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


def ways(new: tuple[float, ...], old: tuple[float, ...]) -> Iterator[tuple[int, list[tuple[int, float]]]]:
    """Every way of saying `new` on top of `old`: kind and pairs (year from the first, number)."""
    if new == old:
        yield UNCHANGED, []
        return
    if len(set(new)) == 1:
        yield CONSTANT, [(0, new[0])]
    yield STEPS, steps(new, old)
    if old[0]:
        for by_factor, number in scalings(new, old):
            if tuple(factor_of(by_factor, number, old) * amount for amount in old) == new:
                yield SCALED, [(by_factor, number)]


def steps(new: tuple[float, ...], old: tuple[float, ...]) -> list[tuple[int, float]]:
    """The amounts by the year from which they hold, from the first that differs on."""
    first = next(year for year, pair in enumerate(zip(new, old, strict=True)) if pair[0] != pair[1])
    return [
        (year, new[year]) for year in range(first, len(new)) if year == first or new[year] != new[year - 1]
    ]


def scalings(new: tuple[float, ...], old: tuple[float, ...]) -> Iterator[tuple[int, float]]:
    """Short numbers that may scale `old` to `new`: the first year's amount, or the factor itself."""
    for digits in range(7):
        yield 0, round(new[0], digits)
        yield 1, round(new[0] / old[0], digits)


def factor_of(by_factor: int, number: float, old: tuple[float, ...]) -> float:
    return number if by_factor else number / old[0]


def put_assumptions(out: Writer, scenario: Scenario, base: Scenario, salt: int) -> None:
    """The priors and the posterior that are not those of the base."""
    for name, prior in scenario.parameters.items():
        if prior != base.parameters.get(name):
            out.put(1, 1)
            out.put(hashed(name, salt, NAME), NAME)
            put_prior(out, prior)
    out.put(0, 1)
    changed = scenario.posterior != base.posterior
    out.put(changed, 1)
    if changed:
        out.text(scenario.posterior)


def put_prior(out: Writer, prior: Override) -> None:
    if prior.grade:
        out.put(GRADED, 3)
        out.put(GRADES.index(prior.grade), 2)
    fixed = prior.distribution == "constant" and prior.low == prior.value == prior.high
    out.put(DISTRIBUTIONS.index("fixed" if fixed else prior.distribution), 3)
    numbers = (prior.value,) if fixed else (prior.value, prior.low, prior.high)
    for number in numbers:
        out.put(number < 0, 1)
        out.number(abs(number))


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


# --- reading -------------------------------------------------------------------------------------


def is_code(text: object) -> bool:
    """Whether a text is meant as a code: it begins like one, or is made of groups of four like one."""
    if not isinstance(text, str) or len(text) > 10_000:
        return False
    groups = groups_of(text)
    whole = "".join(groups)
    if re.fullmatch(f"{MARK}[{SALTS}][0-9A-Z]{{{SHORTEST - 4},}}", whole):
        return True
    fours = len(groups) > 3 and all(len(each) == GROUP for each in groups[:-1])
    return fours and bool(re.search("[0-9]", whole)) and whole.isascii() and whole.isalnum()


def groups_of(text: str) -> list[str]:
    """The groups as typed: wide signs and small letters count as their plain large ones."""
    plain = unicodedata.normalize("NFKC", text).upper().translate(LOOKALIKES)
    return re.sub(r"[\s\-\u2010-\u2015\u2212_.]+", " ", plain).split()


def decode(
    text: str,
    levers: Mapping[str, Lever] | None = None,
    parameters: Mapping[str, Parameter] | None = None,
    villages: Iterable[str] | None = None,
    years: tuple[int, ...] | None = None,
) -> Scenario:
    """The scenario of a code; the one that it starts from itself where the code changes nothing.

    `years` replaces the horizon. Raises InputFaults where the code is mistyped (naming the group), where it
    names what the tables no longer have, and for whatever a scenario file would be refused for.
    """
    content = read(text)
    levers = load_levers() if levers is None else levers
    parameters = load_parameters() if parameters is None else parameters
    base = start_of(content, years)
    if not (content.levers or content.priors or content.posterior is not None or content.last):
        return base
    edits = {lever_name(content, found, levers): edit for found, edit in content.levers}
    edits = {name: filled(edit, base.settings[name].amounts, base.years) for name, edit in edits.items()}
    changed = files.change(
        replace(base, id=content.text), edits, levers=levers, villages=villages_of(villages)
    )
    return titled(with_assumptions(changed, content, parameters), base, content)


def villages_of(villages: Iterable[str] | None) -> list[str] | None:
    return None if villages is None else list(villages)


def start_of(content: Content, years: tuple[int, ...] | None) -> Scenario:
    """The scenario that a code starts from, on the horizon that it wants."""
    name = named(content.base, files.list_scenarios(), content.salt, SCENARIO)
    if name is None:
        allowed = ", ".join(files.list_scenarios())
        raise fault(content.text, "code_unknown_scenario", allowed=allowed)
    own = tuple(range(files.FIRST_YEAR, content.last + 1)) if content.last else None
    return base_scenario(name, years or own)


def lever_name(content: Content, found: int, levers: Iterable[str]) -> str:
    name = named(found, levers, content.salt, NAME)
    if name is None:
        raise fault(content.text, "code_unknown_lever")
    return name


def filled(edit: dict[str, Any], old: tuple[float, ...], years: tuple[int, ...]) -> dict[str, Any]:
    """An edit in the form of a file's `set:` block, for the horizon at hand."""
    plain = {key: value for key, value in edit.items() if key == "targeting"}
    path: Amounts = edit["path"]
    if path.kind == CONSTANT:
        plain["amount"] = path.numbers[0][1]
    elif path.kind == STEPS:
        amounts = {years[0] + year: amount for year, amount in path.numbers if year < len(years)}
        plain |= {"amount": amounts} if amounts else {"amount": {years[0]: old[0]}}
    elif path.kind == SCALED:
        by_factor, number = path.numbers[0]
        plain["scale"] = factor_of(by_factor, number, old) if by_factor or old[0] else 1.0
    return plain


def with_assumptions(scenario: Scenario, content: Content, parameters: Mapping[str, Parameter]) -> Scenario:
    """A scenario with the priors and the posterior of a code."""
    priors, changes = dict(scenario.parameters), list(scenario.changes)
    for found, prior in content.priors:
        name = named(found, parameters, content.salt, NAME)
        if name is None:
            raise fault(content.text, "code_unknown_parameter")
        check_prior(replace(parameters[name], **prior.given), content.text)
        changes.append(
            Change(name, "prior", priors.get(name) or files.own_prior(parameters[name]), prior, "")
        )
        priors[name] = prior
    posterior = scenario.posterior
    if content.posterior is not None:
        posterior = content.posterior and files.posterior_name(content.posterior)
        changes.append(Change("posterior", "posterior", scenario.posterior or None, posterior, ""))
    return replace(scenario, parameters=priors, posterior=posterior, changes=tuple(changes))


def check_prior(row: Parameter, where: str) -> None:
    found = parameter_table.prior_faults(row, f"{where}: {row.name}")
    if found:
        raise InputFaults(found)


def titled(scenario: Scenario, base: Scenario, content: Content) -> Scenario:
    """A scenario with the words of a code: which scenario it starts from and how much it changes."""
    changes = scenario.changes[len(base.changes) :]
    count, end = len({change.target for change in changes}), content.text.replace("-", "")[-GROUP:]
    words = {
        key: {
            lang: say(f"code_{key}", lang, base=base.title[lang], count=count, end=end) for lang in LANGUAGES
        }
        for key in ("title", "question", "reason")
    }
    return replace(
        scenario,
        title=words["title"],
        question=words["question"],
        baseline=base.id,
        changes=tuple(replace(change, reason=words["reason"]) for change in changes),
    )


# --- taking a code apart -------------------------------------------------------------------------


def read(text: str) -> Content:
    """What a code says. Raises InputFaults where it is mistyped."""
    groups = groups_of(text)
    code = "".join(groups)
    check_signs(groups, text)
    try:
        if number_of(code) % PRIME:
            raise Cut
        return parse(code)
    except Cut:
        check_groups(groups, text)
        raise mistyped(code, text) from None


def parse(code: str) -> Content:
    """The parts of a code whose check holds. Raises Cut where they make no sense."""
    if len(code) < SHORTEST or code[0] != MARK or code[1] not in SALTS:
        raise Cut
    body = code[2:-CHECKS]
    bits = Reader(number_of(body), 5 * len(body))
    base, model, data = bits.take(SCENARIO), bits.take(MODEL), bits.take(DATA_BITS)
    last = bits.take(6) + files.FIRST_YEAR if bits.take(1) else None
    levers = tuple(records(bits, take_setting))
    priors = tuple(records(bits, take_prior))
    posterior = bits.text() if bits.take(1) else None
    bits.end()
    return Content(int(code[1]), base, model, data, last, levers, priors, posterior, grouped(code))


def records(bits: Reader, take: Callable[[Reader], Any]) -> Iterator[tuple[int, Any]]:
    while bits.take(1):
        yield bits.take(NAME), take(bits)


def take_setting(bits: Reader) -> dict[str, Any]:
    setting: dict[str, Any] = {"path": take_path(bits)}
    if bits.take(1):
        place = bits.take(3)
        if place >= len(TARGETINGS):
            raise Cut
        list_of_villages = TARGETINGS[place] == files.NAMED_VILLAGES
        setting["targeting"] = bits.text().split("\n") if list_of_villages else TARGETINGS[place]
    return setting


def take_path(bits: Reader) -> Amounts:
    kind = bits.take(2)
    if kind == UNCHANGED:
        return Amounts(kind)
    if kind == CONSTANT:
        return Amounts(kind, ((0, bits.number()),))
    if kind == SCALED:
        return Amounts(kind, ((bits.take(1), bits.number()),))
    bits.take(1)
    pairs = [(bits.take(6), bits.number())]
    while bits.take(1):
        pairs.append((bits.take(6), bits.number()))
    return Amounts(kind, tuple(pairs))


def take_prior(bits: Reader) -> Override:
    place = bits.take(3)
    grade = ""
    if place == GRADED:
        grade, place = GRADES[bits.take(2)], bits.take(3)
    if place >= len(DISTRIBUTIONS):
        raise Cut
    value = take_signed(bits)
    low, high = (take_signed(bits), take_signed(bits)) if place else (value, value)
    return Override(value, low, high, DISTRIBUTIONS[place] if place else "constant", grade)


def take_signed(bits: Reader) -> float:
    return -bits.number() if bits.take(1) else bits.number()


# --- a mistyped code -----------------------------------------------------------------------------


def check_signs(groups: list[str], text: str) -> None:
    """One clear fault where a sign is none of a code's."""
    for place, group in enumerate(groups, start=1):
        strange = [sign for sign in group if sign not in SIGNS]
        if strange:
            raise fault(shown(text), "code_sign", place=place, group=group, sign=strange[0], signs=SIGNS)


def check_groups(groups: list[str], text: str) -> None:
    """One clear fault where a wrong code was typed in groups and one of them is too short or too long."""
    for place, group in enumerate(groups, start=1):
        short_one = len(group) < GROUP and place < len(groups)
        if len(groups) > 1 and (short_one or len(group) > GROUP):
            raise fault(shown(text), "code_group", place=place, group=group, count=GROUP)


def mistyped(code: str, text: str) -> InputFaults:
    """The fault of a code whose check fails: the group where one wrong sign or one swap explains it."""
    meant = dict(repairs(code))
    if len(meant) != 1:
        return fault(shown(text), "code_wrong", count=len(code))
    ((place, fixed),) = meant.items()
    group = place // GROUP
    was, likely = (whole[group * GROUP : (group + 1) * GROUP] for whole in (code, fixed))
    return fault(shown(text), "code_wrong_group", place=group + 1, group=was, likely=likely)


def repairs(code: str) -> Iterator[tuple[int, str]]:
    """Codes that hold together and are one sign or one swap of neighbours away, with the place."""
    for place, sign in enumerate(code):
        others = [code[:place] + other + code[place + 1 :] for other in SIGNS if other != sign]
        swapped = code[:place] + code[place : place + 2][::-1] + code[place + 2 :]
        for whole in [*others, *([swapped] if swapped != code else [])]:
            if number_of(whole) % PRIME == 0 and readable(whole):
                yield place, whole


def readable(code: str) -> bool:
    try:
        content = parse(code)
    except Cut:
        return False
    return named(content.base, files.list_scenarios(), content.salt, SCENARIO) is not None


def shown(text: str) -> str:
    """A code as it was typed, in one short line."""
    return files.brief(text)
