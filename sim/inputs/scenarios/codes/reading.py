"""Taking a code apart, and what to say of a mistyped one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sim.faults import InputFaults, fault
from sim.inputs.parameters import GRADES
from sim.inputs.programme import SPAN, in_use
from sim.inputs.scenarios.codes.alphabet import (
    CHECKS,
    GROUP,
    LONGEST,
    LONGEST_TEXT,
    MARK,
    PRIME,
    SALTS,
    SHORTEST,
    SIGNS,
    grouped,
    groups_of,
    number_of,
)
from sim.inputs.scenarios.codes.bits import FILLED, Cut, Reader
from sim.inputs.scenarios.codes.content import (
    BOTH_YEARS,
    CONSTANT,
    DATA_BITS,
    DISTRIBUTIONS,
    EXTRA,
    GRADED,
    MODEL,
    NAME,
    SCALED,
    SCENARIO,
    TARGETINGS,
    UNCHANGED,
    Amounts,
    Content,
    base_named,
)
from sim.inputs.scenarios.finding import list_scenarios
from sim.inputs.scenarios.scenario import NAMED_VILLAGES, Override
from sim.inputs.scenarios.text import brief


def read(text: str) -> Content:
    """What a code says. Raises InputFaults where it is mistyped."""
    if len(text) > LONGEST_TEXT:
        raise fault(shown(text[:LONGEST_TEXT]), "code_too_long", count=len(text), most=LONGEST)
    groups = groups_of(text)
    code = "".join(groups)
    if len(code) > LONGEST:
        raise fault(shown(text), "code_too_long", count=len(code), most=LONGEST)
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
    years = take_horizon(bits) if bits.take(1) else None
    levers = tuple(records(bits, take_setting))
    priors = tuple(records(bits, take_prior))
    posterior = bits.text() if bits.take(1) else None
    part = bits.number() if bits.left > FILLED else 1.0
    bits.end()
    return Content(int(code[1]), base, model, data, years, levers, priors, posterior, part, grouped(code))


def take_horizon(bits: Reader) -> tuple[int, ...]:
    """Every year of a horizon that a code names."""
    earliest, first, last = in_use().first_year, 0, bits.take(6)
    if last == BOTH_YEARS:
        first, last = bits.take(6), bits.take(6)
    if not first <= last < SPAN:
        raise Cut
    return tuple(range(earliest + first, earliest + last + 1))


def records(bits: Reader, take: Callable[[Reader], Any]) -> Iterator[tuple[int, Any]]:
    while bits.take(1):
        yield bits.take(NAME), take(bits)


def take_setting(bits: Reader) -> dict[str, Any]:
    setting: dict[str, Any] = {"path": take_path(bits)}
    if bits.take(1):
        place = bits.take(3)
        if place == EXTRA:
            setting["extra"] = take_extra(bits.text())
            if not bits.take(1):
                return setting
            place = bits.take(3)
        if place >= len(TARGETINGS):
            raise Cut
        list_of_villages = TARGETINGS[place] == NAMED_VILLAGES
        setting["targeting"] = bits.text().split("\n") if list_of_villages else TARGETINGS[place]
    return setting


def take_extra(text: str) -> dict[str, list[float]]:
    """Villages with what each gets on top in every year."""
    try:
        lines = [line.split("\t") for line in text.split("\n") if line]
        return {name: [float(each) for each in path] for name, *path in lines}
    except ValueError:
        raise Cut from None


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
        grade, place = grade_of(bits.take(2)), bits.take(3)
    if place >= len(DISTRIBUTIONS):
        raise Cut
    value = take_signed(bits)
    low, high = (take_signed(bits), take_signed(bits)) if place else (value, value)
    return Override(value, low, high, DISTRIBUTIONS[place] if place else "constant", grade)


def grade_of(place: int) -> str:
    if place >= len(GRADES):
        raise Cut
    return GRADES[place]


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
    rest = number_of(code) % PRIME
    for place, sign in enumerate(code):
        weight = pow(32, len(code) - 1 - place, PRIME)  # what one more of this sign adds to the whole
        was = SIGNS.index(sign)
        for new, other in enumerate(SIGNS):
            if new != was and (rest + (new - was) * weight) % PRIME == 0:
                whole = code[:place] + other + code[place + 1 :]
                if readable(whole):
                    yield place, whole
        behind = SIGNS.index(code[place + 1]) if place + 1 < len(code) else was
        before = pow(32, len(code) - 2 - place, PRIME) if behind != was else 0
        if behind != was and (rest + (behind - was) * (weight - before)) % PRIME == 0:
            whole = code[:place] + code[place : place + 2][::-1] + code[place + 2 :]
            if readable(whole):
                yield place, whole


def readable(code: str) -> bool:
    try:
        content = parse(code)
    except Cut:
        return False
    return base_named(content, in_use(), list_scenarios()) is not None


def shown(text: str) -> str:
    """A code as it was typed, in one short line."""
    return brief(text)
