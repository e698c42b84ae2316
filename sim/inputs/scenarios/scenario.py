"""What a scenario is once it is read, what it may name, and what follows from it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from html import escape
from typing import TYPE_CHECKING, Any

from sim.faults import Fault
from sim.folders import programme_folder, set_in_use
from sim.inputs.levers import Lever, load_levers
from sim.inputs.parameters import Parameter, load_parameters
from sim.words import LANGUAGES, in_language, said_in, say, text_of

if TYPE_CHECKING:
    pass


# ---- What a scenario is once it is read ----------------------------------------------------------

NAMED_VILLAGES = "villages"


@dataclass(frozen=True)
class LeverSetting:
    """What one lever does: an amount per year of the horizon (natural units) and who gets it.

    `villages` holds the ids in the order of the file where `targeting` is "villages", else nothing.
    `extra` is what named villages get on top, (village, units per year); `totals` are amounts and extra.
    """

    amounts: tuple[float, ...]
    targeting: str
    villages: tuple[str, ...] = ()
    extra: tuple[tuple[str, tuple[float, ...]], ...] = ()

    @property
    def totals(self) -> tuple[float, ...]:
        """All that the lever hands out in each year."""
        if not self.extra:
            return self.amounts
        return tuple(
            amount + sum(path[year] for _, path in self.extra) for year, amount in enumerate(self.amounts)
        )

    @property
    def content(self) -> dict[str, Any]:
        """What it says, by field; `extra` only where there is any, so that no earlier checksum moves."""
        given = asdict(self)
        return given if self.extra else {name: each for name, each in given.items() if name != "extra"}


@dataclass(frozen=True)
class Override:
    """A prior in place of the one of parameters.csv, in the parameter's own unit; a blank grade keeps its."""

    value: float
    low: float
    high: float
    distribution: str
    grade: str = ""

    @property
    def given(self) -> dict[str, Any]:
        """What it says, by the names of a parameter's fields."""
        return {name: value for name, value in asdict(self).items() if value != ""}


@dataclass(frozen=True)
class Change:
    """One difference from the baseline: what `field` of `target` was and is, why, and on which line."""

    target: str
    field: str
    old: Any
    new: Any
    reason: str | Mapping[str, str]
    line: int | None = None


# What a rule does, and what of last year it may look at.
RETARGET, STOP, ROTATE, SPEND_LEFT = ("retarget", "stop", "rotate", "spend_left")
SHARE_BELOW, NUMBER_BELOW, MEDIAN, _ = MEASURES = ("share_below", "number_below", "median", "mean")


@dataclass(frozen=True)
class AdaptiveRule:
    """What happens to some levers in a year, where last year left the villages in a certain state.

    retarget    where `measure` of last year's incomes is more than `level` (less where not `over`), this
                year's amount goes by `targeting`; weakest and strongest are then those of last year.
                `income` is what villages are below, 10k yuan/year. Of several, the first that holds counts
    stop        nothing more for a village where `level` projects have failed; what it would have got is kept
    rotate      who has had a team for `level` years makes room for those whose turn comes next
    spend_left  what villages could not put to use last year, and what was kept, is added to this year's
                amount where it was more than the share `level` of it; at most `most` times that amount
    """

    kind: str
    levers: tuple[str, ...]
    level: float
    targeting: str = ""
    measure: str = ""
    income: float = 0.0
    over: bool = True
    most: float = 0.0

    def text(self) -> str:
        """What is done, and when."""
        shares = self.kind == SPEND_LEFT or self.measure == SHARE_BELOW
        level = f"{100 * self.level:.10g} %" if shares else f"{self.level:,.10g}"
        values = {"level": level, "most": f"{self.most:.10g}"}
        if self.kind == RETARGET:
            side = say("adaptive_over" if self.over else "adaptive_under")
            measure = say(f"adaptive_{self.measure}", income=f"{self.income:.10g}", side=side, **values)
            return say("adaptive_told_retarget", when=measure, handout=say(f"handout_{self.targeting}"))
        return say(f"adaptive_told_{self.kind}", **values)


@dataclass(frozen=True)
class Scenario:
    """A choice of levers, resolved: one setting for every lever of the table, for every year.

    settings  by lever its amounts, one a year in natural units, and how they are handed out
    rules     what each year changes of that by what last year left, in their order
    changes   what differs from the baseline, each with its reason

    Example:
    >>> from sim import programme
    >>> plan = programme().scenario("teams", resident_staff=600, reason="more people")
    >>> plan.id, [each.target for each in plan.changes]
    ('teams', ['resident_staff'])
    """

    id: str
    title: Mapping[str, str]
    question: Mapping[str, str]
    baseline: str | None
    years: tuple[int, ...]
    settings: Mapping[str, LeverSetting]
    changes: tuple[Change, ...] = ()
    parameters: Mapping[str, Override] = field(default_factory=dict)
    notes: tuple[Fault, ...] = ()  # what was not written as it should be, and how it was read
    part: float = 1.0  # of the published amounts that are shared out, what its register receives
    posterior: str = ""  # the whole name of a stored one, which draws what `parameters` does not set
    rules: tuple[AdaptiveRule, ...] = ()
    home: str = field(default="", compare=False)  # the programme it was read in: an id or a whole path

    def __repr__(self) -> str:
        """One line: what it is called, stands on and changes; not its settings of every lever."""
        changed = list(dict.fromkeys(change.target for change in self.changes))
        return (
            f"Scenario({self.id!r}, on {self.baseline or '-'!r}, {self.years[0]}-{self.years[-1]}, "
            f"changes: {', '.join(changed) or 'none'})"
        )

    def _repr_html_(self) -> str:
        """What Jupyter shows: the title, and each change with what it was, is, and why."""
        folder = programme_folder(self.home or None)
        known: dict[str, Lever | Parameter] = {**load_levers(folder), **load_parameters(folder)}
        units = {
            name: f"{each.label()}, {each.unit_label() if isinstance(each, Lever) else each.unit}"
            for name, each in known.items()
        }
        heads = "".join(f"<th>{say(f'report_change_{name}')}</th>" for name in ("what", "old", "new", "why"))
        rows = "".join(
            f"<tr><td>{escape(units.get(each.target, ''))} <code>{each.target}.{each.field}</code></td>"
            f"<td>{escape(self._said(each.old))}</td><td>{escape(self._said(each.new))}</td>"
            f"<td>{escape(in_language(each.reason))}</td></tr>"
            for each in self.changes
        )
        notes = "".join(f"<p>{escape(note.text())}</p>" for note in self.notes)
        title = f"{in_language(self.title)} ({self.id}, {self.years[0]}–{self.years[-1]})"
        return f"<h4>{escape(title)}</h4><table><tr>{heads}</tr>{rows}</table>{notes}"

    def _said(self, value: Any) -> str:
        """What a field holds, in short: of a path the years from which each amount holds."""
        if isinstance(value, Override):
            bounds = f"{value.low:g} … {value.high:g}, {value.distribution}"
            return f"{value.value:g}" + (f" ({bounds})" if value.low < value.high else "")
        if value is None or isinstance(value, AdaptiveRule):
            return value.text() if value else "–"
        if not (isinstance(value, tuple) and value and all(isinstance(each, float) for each in value)):
            return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
        steps = [
            (year, number)
            for year, number, before in zip(self.years, value, (None, *value), strict=False)
            if number != before
        ]
        return f"{value[0]:g}" if len(steps) == 1 else "; ".join(f"{year}: {n:g}" for year, n in steps)

    @property
    def checksum(self) -> str:
        """sha256 of everything that a result or its report depends on; comments and lines do not count."""
        content = {
            "id": self.id, "title": dict(self.title), "question": dict(self.question),
            "baseline": self.baseline, "years": self.years,
            "settings": {name: setting.content for name, setting in self.settings.items()},
            "changes": [asdict(replace(change, line=None)) for change in self.changes],
            "parameters": {name: prior.given for name, prior in self.parameters.items()},
            **({"posterior": self.posterior} if self.posterior else {}),
            **({"part": self.part} if self.part != 1 else {}),
            **({"rules": [asdict(each) for each in self.rules]} if self.rules else {}),
        }  # fmt: skip
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


# ---- What a scenario may name, and the published amounts that every chain of baselines ends in ----


@dataclass(frozen=True)
class Tables:
    """What a scenario may name."""

    levers: Mapping[str, Lever]
    parameters: Mapping[str, Parameter]
    villages: Collection[str] | None

    @classmethod
    def read(cls, levers: Any, parameters: Any, villages: Collection[str] | None) -> Tables:
        """The given tables, those of data/ where None is given."""
        levers = load_levers() if levers is None else levers
        parameters = load_parameters() if parameters is None else parameters
        return cls(levers, parameters, villages if villages is None else frozenset(villages))

    @property
    def part(self) -> float:
        """What part of the published amounts that are shared out stands in the levers."""
        return next((lever.part for lever in self.levers.values() if lever.part != 1), 1.0)

    def selectors(self) -> dict[str, list[str]]:
        """Every key that `set:` accepts, with the levers that it stands for."""
        names: dict[str, list[str]] = {name: [name] for name in self.levers}
        for name, lever in self.levers.items():
            for selector in ("all", f"force.{lever.force}", f"group.{lever.group}"):
                names.setdefault(selector, []).append(name)
        return names

    def selector_labels(self) -> dict[str, tuple[str, ...]]:
        """Every key that `set:` accepts, with the labels by which people know it."""
        labels = {name: _labels(lever) for name, lever in self.levers.items()}
        return {name: labels.get(name, ()) for name in self.selectors()}

    def parameter_labels(self) -> dict[str, tuple[str, ...]]:
        """Every parameter with its labels."""
        return {name: _labels(row) for name, row in self.parameters.items()}


def _labels(row: Lever | Parameter) -> tuple[str, ...]:
    return tuple(said_in(lang, text_of, row, "label") for lang in LANGUAGES)


def own_path(lever: Lever | None, number: float, years: tuple[int, ...]) -> tuple[float, ...]:
    """An amount given without a year: that much in the years for which the lever was published, else nothing.

    What is spent once is so spent once, however much it is.
    """
    return tuple(number if lever is None or _runs(lever, year - years[0]) else 0.0 for year in years)


def published(tables: Tables, years: tuple[int, ...]) -> Scenario:
    """The root of every chain: the amounts of levers.csv, each for the years that it was published for."""
    settings = {
        name: LeverSetting(own_path(lever, float(lever.amount), years), lever.handout)
        for name, lever in tables.levers.items()
    }
    return Scenario("", {}, {}, None, years, settings, part=tables.part, home=set_in_use())


def _runs(lever: Lever, year: int) -> bool:
    """Whether the published amount of a lever still runs so many years after the first; 0 `years`: always."""
    return lever.years == 0 or year < lever.years


# ---- Money that follows projects -----------------------------------------------------------------
# What a lever does where another one changes and nothing is said of it itself.
#
# `follows` in levers.csv names that other lever. A scenario that has half the projects has half the municipal
# money that is given per project, unless it sets that money itself.


def followed(
    old: Mapping[str, LeverSetting],
    new: Mapping[str, LeverSetting],
    said: Collection[str],
    levers: Mapping[str, Lever],
) -> tuple[dict[str, LeverSetting], tuple[Change, ...]]:
    """`new` with the amounts of what follows a changed lever, and these changes; `said` are left alone.

    As much per unit of the other lever as in the same year before; where that had nothing, nothing is known
    per unit and the amount stays as it is.
    """
    settings, changes = dict(new), []
    for name, lever in levers.items():
        if not lever.follows or name in said:
            continue
        before, after = old[lever.follows].amounts, new[lever.follows].amounts
        amounts = tuple(
            amount * (now / was) if was else amount
            for amount, now, was in zip(new[name].amounts, after, before, strict=True)
        )
        if amounts == new[name].amounts:
            continue
        settings[name] = replace(new[name], amounts=amounts)
        reason = {
            lang: said_in(lang, say, "scenario_follows", lever=said_in(lang, levers[lever.follows].label))
            for lang in LANGUAGES
        }
        changes.append(Change(name, "amount", new[name].amounts, amounts, reason))
    return settings, tuple(changes)
