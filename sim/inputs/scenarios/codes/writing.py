"""Writing a code: what differs from the scenario that it starts from, in the fewest bits."""

from __future__ import annotations

from collections.abc import Iterator

from sim.inputs.levers import load_levers
from sim.inputs.parameters import GRADES
from sim.inputs.programme import in_use
from sim.inputs.scenarios.codes.alphabet import LONGEST, MARK, seal, signs
from sim.inputs.scenarios.codes.bits import TooLong, Writer
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
    STEPS,
    TARGETINGS,
    UNCHANGED,
    CodeNames,
    base_key,
    factor_of,
    hashed,
)
from sim.inputs.scenarios.codes.today import base_scenario, data_version, known_names, model_version, short
from sim.inputs.scenarios.following import followed
from sim.inputs.scenarios.scenario import (
    NAMED_VILLAGES,
    LeverSetting,
    Override,
    Scenario,
)


def encode(scenario: Scenario) -> str:
    """The code of a scenario, in groups of four. What stands in words (title, reasons) is left out.

    Blank where the scenario names so many villages that no code could be typed, scanned or opened again, and
    where it begins before the register at hand: a horizon is told from that on.
    """
    if scenario.years[0] < in_use().first_year:
        return ""
    try:
        code = coded(scenario)
    except TooLong:
        return ""
    return code if len(code.replace("-", "")) <= LONGEST else ""


def coded(scenario: Scenario) -> str:
    """The code of a scenario, however long. Raises TooLong where one of its texts is."""
    names = known_names()
    salt, base = names.salt(), base_of(scenario, names)
    same = base.years == base_scenario(base.id).years
    out = Writer()
    out.put(hashed(base_key(base.id, in_use()), salt, SCENARIO), SCENARIO)
    out.put(short(model_version(), MODEL), MODEL)
    out.put(short(data_version(base.id), DATA_BITS), DATA_BITS)
    out.put(not same, 1)
    if not same:
        put_horizon(out, base.years)
    going_along = going_by_themselves(scenario, base)
    for name, setting in scenario.settings.items():
        old = base.settings[name]
        if setting != going_along.get(name, old):
            out.put(1, 1)
            out.put(hashed(name, salt, NAME), NAME)
            put_setting(out, setting, old, name in going_along)
    out.put(0, 1)
    put_assumptions(out, scenario, base, salt)
    if scenario.part != 1:
        out.number(scenario.part)
    return seal(MARK + str(salt) + signs(out))


def put_horizon(out: Writer, years: tuple[int, ...]) -> None:
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


def going_by_themselves(scenario: Scenario, base: Scenario) -> dict[str, LeverSetting]:
    """What the levers that follow a changed one become where nothing is said of them."""
    levers = load_levers()
    following = {name for name, lever in levers.items() if lever.follows}
    rest = {
        name: base.settings[name] if name in following else each for name, each in scenario.settings.items()
    }
    found, _ = followed(base.settings, rest, (), levers)
    return {name: found[name] for name in following if found[name] != base.settings[name]}


def put_setting(out: Writer, new: LeverSetting, old: LeverSetting, in_full: bool = False) -> None:
    """`in_full`: the amounts are said though they are the old ones, so that they do not go along."""
    put_path(out, new.amounts, old.amounts, in_full)
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


def put_path(out: Writer, new: tuple[float, ...], old: tuple[float, ...], in_full: bool) -> None:
    """The shortest way of saying an amount for every year that gives exactly these amounts."""
    written = []
    for kind, numbers in ways(new, (-1.0,) * len(new) if in_full else old):
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
    if old[0] > 0:
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
