"""Resolving: a file on top of its chain of baselines, or edits on top of a scenario, become a Scenario."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path as File
from typing import Any

from sim.inputs.amounts import at_part
from sim.inputs.levers import Lever
from sim.inputs.parameters import Parameter
from sim.inputs.scenarios import finding
from sim.inputs.scenarios.amounts import Path
from sim.inputs.scenarios.checks import Checked, check_sheet, inherited_years
from sim.inputs.scenarios.entries import SetEntry, check_entries
from sim.inputs.scenarios.extras import scaled
from sim.inputs.scenarios.fields import in_both
from sim.inputs.scenarios.finding import find_file
from sim.inputs.scenarios.following import followed
from sim.inputs.scenarios.priors import own_prior
from sim.inputs.scenarios.scenario import NAMED_VILLAGES, Change, LeverSetting, Scenario
from sim.inputs.scenarios.sheet import WrittenFile, baseline_chain, baseline_of
from sim.inputs.scenarios.tables import Tables, own_path, published
from sim.words import by_language, in_language, said_in, say


def load_file(
    id_or_path: str | File,
    levers: Mapping[str, Lever] | None = None,
    parameters: Mapping[str, Parameter] | None = None,
    villages: Collection[str] | None = None,
    years: tuple[int, ...] | None = None,
) -> Scenario:
    """The scenario of an id of the programme or of a file, resolved through its chain of baselines.

    `villages` are the ids of the register, against which lists of villages are checked when given;
    `years` replaces the horizon (a counterfactual follows the horizon of its scenario).
    Raises InputFaults with every fault of the file, or of the first file of the chain that has any.
    """
    return load_chain(id_or_path, Tables.read(levers, parameters, villages), years)[0]


def load_chain(
    id_or_path: str | File, tables: Tables, years: tuple[int, ...] | None = None
) -> tuple[Scenario, list[WrittenFile]]:
    """As `load_file`, with the file and its baselines as they were read, down to the root."""
    sheets = baseline_chain(find_file(id_or_path))
    horizons = list(inherited_years(sheets))
    chain = [check_sheet(*pair, tables) for pair in zip(sheets, horizons, strict=True)]
    scenario = published(tables, years or horizons[0])
    for checked in reversed(chain):
        scenario = apply(checked, scenario, tables)
    notes = tuple(note for checked in chain for note in checked.sheet.notes)
    return replace(scenario, notes=notes), sheets


def change(
    scenario: Scenario,
    edits: Mapping[str, Mapping[str, Any]],
    reason: str = "",
    levers: Mapping[str, Lever] | None = None,
    villages: Collection[str] | None = None,
    follow: bool = True,
) -> Scenario:
    """`scenario` with levers set as in a file's `set:` block, e.g. `{"resident_staff": {"amount": 600}}`.

    Without `follow` the edits say everything: money that follows projects stays where they do not name it.
    Raises InputFaults for what a file would be refused for; only a reason may be missing.
    """
    tables = Tables.read(levers, {}, villages)
    sheet = WrittenFile(scenario.id, scenario.id, edits, reason_needed=False)
    entries = check_entries(sheet, edits, tables, scenario.years)
    sheet.stop_if_faulty()
    entries = [replace(entry, reason=entry.reason or reason) for entry in entries]
    settings, changes = set_levers(entries, scenario, tables, follow)
    return replace(scenario, settings=settings, changes=scenario.changes + changes)


def apply(checked: Checked, base: Scenario, tables: Tables) -> Scenario:
    """The scenario of one checked sheet on top of its resolved baseline."""
    data = checked.sheet.data
    entries = [brought(each, checked.sheet, tables) for each in checked.entries]
    settings, changes = set_levers(entries, base, tables)
    priors = {**base.parameters, **{name: prior for name, (prior, _, _) in checked.priors.items()}}
    return replace(
        base,
        id=checked.sheet.id,
        title=in_both(data["title"]),
        question=in_both(data["question"]),
        baseline=baseline_of(checked.sheet),
        settings=settings,
        changes=changes + prior_changes(checked, base, tables) + posterior_changes(checked, base),
        parameters=priors,
        posterior=checked.posterior.new if checked.posterior else base.posterior,
    )


def brought(entry: SetEntry, sheet: WrittenFile, tables: Tables) -> SetEntry:
    """An entry as it holds in the register of the levers.

    The amounts of the programme's own scenarios speak of its own place, as those of levers.csv do; what users
    write in their own files is meant for the place at hand. So it is with the years that they name.
    """
    if later := finding.years_later(sheet.folder):
        entry = in_later_years(entry, later)
    if tables.part == 1 or sheet.folder.resolve() != finding.scenarios_folder().resolve():
        return entry
    part = tables.levers[entry.levers[0]].part
    amount = entry.amount and {
        year: number if number is None else at_part(number, part) for year, number in entry.amount.items()
    }
    return replace(entry, amount=amount, reason=scaled_reason(entry.reason, tables.part))


def in_later_years(entry: SetEntry, later: int) -> SetEntry:
    """An entry whose years come so many years later, with a word of that behind its reason."""
    paths = [
        path and {year and year + later: number for year, number in path.items()}
        for path in (entry.amount, entry.scale)
    ]
    if not any(year for path in paths if path for year in path):
        return entry
    reason = by_language(lambda: say("scenario_reason_later", reason=in_language(entry.reason), count=later))
    return replace(entry, amount=paths[0], scale=paths[1], reason=reason)


def scaled_reason(reason: str | Mapping[str, str], part: float) -> str | Mapping[str, str]:
    """A reason that counts in the programme's own amounts, with what part of them holds here."""
    words = by_language(lambda: in_language(reason))
    if not any(sign.isdigit() for sign in "".join(words.values())):
        return reason
    return {
        lang: said_in(lang, say, "scenario_reason_scaled", reason=text, part=f"{part * 100:.3g}")
        for lang, text in words.items()
    }


def prior_changes(checked: Checked, base: Scenario, tables: Tables) -> tuple[Change, ...]:
    return tuple(
        Change(name, "prior", base.parameters.get(name, own_prior(tables.parameters[name])), *rest)
        for name, rest in checked.priors.items()
    )


def posterior_changes(checked: Checked, base: Scenario) -> tuple[Change, ...]:
    return (replace(checked.posterior, old=base.posterior or None),) if checked.posterior else ()


def set_levers(
    entries: list[SetEntry], base: Scenario, tables: Tables, follow: bool = True
) -> tuple[Mapping[str, LeverSetting], tuple[Change, ...]]:
    """The settings of `base` with the entries applied, and each change old → new.

    A group selector lists only the levers that it really moves; an entry for one lever is always listed.
    """
    settings, changes = dict(base.settings), []
    for entry in entries:
        for name in entry.levers:
            old = settings[name]
            new = set_lever(entry, old, base.years, tables.levers[name])
            settings[name] = new
            changes += lever_changes(entry, name, old, new)
    if not follow:
        return settings, tuple(changes)
    said = {name for entry in entries if entry.amount or entry.scale for name in entry.levers}
    settings, more = followed(base.settings, settings, said, tables.levers)
    return settings, (*changes, *more)


def set_lever(entry: SetEntry, old: LeverSetting, years: tuple[int, ...], lever: Lever) -> LeverSetting:
    amounts, alone = old.amounts, (entry.amount or {}).get(None)
    extra = old.extra if entry.extra is None else entry.extra
    if alone is not None:
        amounts = own_path(lever, alone, years)
    elif entry.amount is not None:
        amounts = tuple(along(entry.amount, years, list(amounts)))
    if entry.scale is not None:
        factors = along(entry.scale, years, [1.0] * len(years))
        amounts = tuple(factor * amount for factor, amount in zip(factors, amounts, strict=True))
        extra = scaled(extra, factors) if entry.extra is None else extra
    if entry.targeting is None:
        return replace(old, amounts=amounts, extra=extra)
    return LeverSetting(amounts, entry.targeting, entry.villages, extra)


def along(path: Path, years: tuple[int, ...], before: list[float]) -> list[float]:
    """The value of every year: that of the latest year named so far; `before` where none is."""
    values, current = [], path.get(None)
    for year, earlier in zip(years, before, strict=True):
        current = path.get(year, current)
        values.append(earlier if current is None else current)
    return values


def lever_changes(entry: SetEntry, name: str, old: LeverSetting, new: LeverSetting) -> list[Change]:
    alone = entry.key == name
    changes = []
    if entry.amount is not None or entry.scale is not None:
        changes.append(Change(name, "amount", old.amounts, new.amounts, entry.reason, entry.line))
    if entry.targeting is not None:
        before, after = new_targeting(old), new_targeting(new)
        changes.append(Change(name, "targeting", before, after, entry.reason, entry.line))
    if entry.extra is not None:
        changes.append(Change(name, "extra", old.extra, new.extra, entry.reason, entry.line))
    return [change for change in changes if alone or change.old != change.new]


def new_targeting(setting: LeverSetting) -> str | tuple[str, ...]:
    return setting.villages if setting.targeting == NAMED_VILLAGES else setting.targeting
