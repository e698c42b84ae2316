"""From a chain of files to a Scenario: each checked whole, differences laid over one another.

Everything that is wrong with a file is noted with its line and raised together.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path as File
from typing import Any

from sim.faults import InputFaults, unknown
from sim.inputs.levers import Lever, at_part
from sim.inputs.parameters import GRADES, Parameter, prior_faults
from sim.inputs.posteriors import posterior_name
from sim.inputs.programme import in_use
from sim.inputs.scenarios import names
from sim.inputs.scenarios.names import all_ids, find_file, unknown_name, years_later
from sim.inputs.scenarios.rules import RuleEntry, at_size, check_rules, with_rules, with_turns
from sim.inputs.scenarios.scenario import (
    NAMED_VILLAGES,
    Change,
    LeverSetting,
    Override,
    Scenario,
    Tables,
    followed,
    own_path,
    published,
)
from sim.inputs.scenarios.settings import PERCENT, Path, SetEntry, check_entries, narrow, read_years, scaled
from sim.inputs.scenarios.sheet import (
    TOP_KEYS,
    WrittenFile,
    baseline_chain,
    baseline_of,
    block,
    check_keys,
    check_reason,
    check_words,
    in_both,
    is_number,
    is_year,
    line_of,
)
from sim.inputs.yaml_files import brief
from sim.words import by_language, in_language, said_in, say

# ---- Checking the `parameters:` and `posterior:` blocks ------------------------------------------
# And the parameters with a scenario's priors.

_POSTERIOR_KEYS = ("name", "reason")
_PRIOR_KEYS = ("value", "low", "high", "distribution", "grade", "reason")
_PLAIN = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?")
_TIMES_BEYOND = 10


def check_priors(
    sheet: WrittenFile, content: Mapping[Any, Any], tables: Tables
) -> dict[str, tuple[Override, str | Mapping[str, str], int | None]]:
    """The priors of a `parameters:` block with reason and line; what is wrong is noted."""
    priors = {}
    labels = tables.parameter_labels()
    for name, value in content.items():
        if sheet.full:
            break
        line = line_of(content, name)
        if name not in tables.parameters:
            word = say("word_parameter")
            sheet.add(unknown_name(sheet.place(line), word, "parameter", str(name), labels))
        elif not isinstance(value, Mapping):
            found = brief(value) if value is not None else ""
            sheet.note(line, "scenario_prior_shape", name=name, found=found)
        else:
            check_keys(sheet, value, _PRIOR_KEYS, say("word_field"))
            reason = check_reason(sheet, name, value, line)
            prior = _check_prior(sheet, tables.parameters[name], value, line)
            if prior:
                priors[name] = prior, reason, line
    return priors


def _check_posterior(sheet: WrittenFile, content: Mapping[Any, Any]) -> Change | None:
    """The stored posterior that a `posterior:` block names, with its reason; what is wrong is noted."""
    if not content:
        return None
    check_keys(sheet, content, _POSTERIOR_KEYS, say("word_field"))
    line = line_of(sheet.data, "posterior")
    reason = check_reason(sheet, "posterior", content, line)
    name = content.get("name")
    if not isinstance(name, str):
        sheet.note(line, "scenario_posterior_name", found=brief(name))
        return None
    try:
        return Change("posterior", "posterior", None, posterior_name(name), reason, line)
    except InputFaults as found:
        for each in found.faults:
            sheet.add(each._replace(where=sheet.place(line_of(content, "name") or line)))
        return None


def _check_prior(
    sheet: WrittenFile, row: Parameter, value: Mapping[Any, Any], line: int | None
) -> Override | None:
    """`{value: x}` fixes a parameter; `{low:, high:, distribution:}` gives it another prior."""
    numbers = {
        key: _as_number(sheet, row, key, value, line) for key in ("value", "low", "high") if key in value
    }
    wrong = [key for key, number in numbers.items() if not is_number(number)]
    spread = all(key in value for key in ("low", "high", "distribution"))
    if wrong:
        at = line_of(value, wrong[0]) or line
        sheet.note(at, "scenario_prior_number", name=f"{row.name}.{wrong[0]}", found=brief(numbers[wrong[0]]))
    elif str(value.get("grade", GRADES[0])) not in GRADES:
        where = sheet.place(line_of(value, "grade") or line)
        sheet.add(unknown(where, say("kind_grade"), str(value["grade"]), GRADES))
    elif not spread and set(value) - {"reason", "grade"} != {"value"}:
        sheet.note(line, "scenario_prior_shape", name=row.name, found=brief(dict(value)))
    else:
        prior = _replacing(numbers, str(value["distribution"]) if spread else "constant")
        prior = replace(prior, grade=str(value.get("grade", "")))
        found = prior_faults(replace(row, **prior.given), f"{sheet.place(line)}: {row.name}")
        sheet.faults += found
        if not found:
            _note_beyond(sheet, row, numbers, line)
            return prior
    return None


def _as_number(
    sheet: WrittenFile, row: Parameter, key: str, value: Mapping[Any, Any], line: int | None
) -> Any:
    """A number as it is; one written as text is taken and told, in per cent of a share."""
    written = value[key]
    number = read_number(row, written) if isinstance(written, str) else None
    if number is None:
        return written
    at = line_of(value, key) or line
    name = f"{row.name}.{key}"
    sheet.take(at, "scenario_note_number", name=name, found=brief(written), number=f"{number:.12g}")
    return number


def read_number(row: Parameter, written: str) -> float | None:
    """The number of a text; per cent of a share only."""
    text = narrow(written).strip().casefold()
    if _is_share(row) and (percent := PERCENT.fullmatch(text)):
        return round(float(percent[1] or percent[2]) / 100, 12)
    return float(text) if _PLAIN.fullmatch(text) else None


def _is_share(row: Parameter) -> bool:
    """Whether people write the parameter in per cent: a share, or a rate a year."""
    return row.unit.split("/")[0] == "share" or row.unit == "1/year"


def _note_beyond(sheet: WrittenFile, row: Parameter, numbers: Mapping[str, Any], line: int | None) -> None:
    """Say which number is far from all that the parameter's own prior holds, with the likely cure."""
    beyond = next((float(each) for each in numbers.values() if _is_beyond(row, float(each))), None)
    if beyond is None:
        return
    values = {
        "name": row.name, "number": f"{beyond:.12g}", "low": f"{row.low:.12g}", "high": f"{row.high:.12g}"
    }  # fmt: skip
    percent = _is_share(row) and not _is_beyond(row, beyond / 100)
    key = "limit_prior_percent" if percent else "limit_prior"
    sheet.take(line, key, **values, part=f"{beyond / 100:.12g}")


def _is_beyond(row: Parameter, number: float) -> bool:
    """Farther from the prior than the prior is wide; of a constant ten times what it is, or no share."""
    width = row.high - row.low
    if width > 0:
        return not row.low - width <= number <= row.high + width
    usual = 1.0 if _is_share(row) else _TIMES_BEYOND * abs(row.value)
    return abs(number) > usual


def _replacing(numbers: Mapping[str, Any], distribution: str) -> Override:
    """The prior of the given numbers; without a `value` its centre is the middle of the bounds."""
    if distribution == "constant" and "low" not in numbers:
        return Override(*3 * (float(numbers["value"]),), distribution)
    low, high = float(numbers["low"]), float(numbers["high"])
    logarithmic = distribution.startswith("log") and low > 0 and high > 0
    middle = math.sqrt(low * high) if logarithmic else (low + high) / 2
    return Override(float(numbers.get("value", middle)), low, high, distribution)


def override(parameters: Mapping[str, Parameter], priors: Mapping[str, Override]) -> dict[str, Parameter]:
    """The parameters with the priors of a scenario in place of their own."""
    return {
        name: replace(row, **priors[name].given) if name in priors else row
        for name, row in parameters.items()
    }


def own_prior(row: Parameter) -> Override:
    return Override(row.value, row.low, row.high, row.distribution)


# ---- Checking one sheet whole: all that is wrong with a file is noted, and raised together -------


@dataclass(frozen=True)
class Checked:
    """A sheet without faults."""

    sheet: WrittenFile
    entries: list[SetEntry]
    priors: dict[str, tuple[Override, str | Mapping[str, str], int | None]]
    posterior: Change | None = None
    rules: list[RuleEntry] | None = None


def _inherited_years(sheets: list[WrittenFile]) -> Iterator[tuple[int, ...]]:
    """The horizon of each sheet of a chain: its own, else that of its baseline."""
    own = [check_years(sheet) for sheet in sheets]
    usual = in_use().usual_years
    for place in range(len(sheets)):
        yield next((years for years in own[place:] if years), usual)


def check_sheet(sheet: WrittenFile, years: tuple[int, ...], tables: Tables) -> Checked:
    """Everything that can be wrong with one file, noted; raises them all together."""
    check_keys(sheet, sheet.data, TOP_KEYS, say("word_field"))
    for key in ("title", "question"):
        check_words(sheet, key, key, sheet.data)
    _check_baseline(sheet)
    later = years_later(sheet.folder)
    written = tuple(year - later for year in years)
    entries = check_entries(sheet, block(sheet, "set"), tables, written)
    priors = check_priors(sheet, block(sheet, "parameters"), tables)
    posterior = _check_posterior(sheet, block(sheet, "posterior"))
    rules = check_rules(sheet, tables)
    sheet.stop_if_faulty()
    return Checked(sheet, entries, priors, posterior, rules)


def _check_baseline(sheet: WrittenFile) -> None:
    if "baseline" in sheet.data and baseline_of(sheet) is None:
        allowed = ", ".join(brief(name) for name in all_ids(sheet.folder) if name != sheet.id)
        sheet.note(line_of(sheet.data, "baseline"), "scenario_baseline_shape", allowed=allowed)


def _span_of(sheet: WrittenFile) -> Any:
    """`years` as a list; "2030-2038", and years as text, are read as [2030, 2038] and that is said."""
    years, line = sheet.data["years"], line_of(sheet.data, "years")
    found = read_years(years, (0, 0)) if isinstance(years, str) else None
    texts = isinstance(years, list) and [
        narrow(each).strip() if isinstance(each, str) else each for each in years
    ]
    if found and found[1]:
        plain: Any = list(found)
    elif texts and any(isinstance(each, str) for each in years):
        plain = [(read_years(each, (0, 0)) or (each, 0))[0] for each in texts]
    else:
        return years
    sheet.take(line, "scenario_note_years", found=brief(years), first=brief(plain[0]), last=brief(plain[-1]))
    return plain


def check_years(sheet: WrittenFile) -> tuple[int, ...] | None:
    """The horizon `[first, last]` as every year of it; None where the file names none."""
    if "years" not in sheet.data:
        return None
    years = _span_of(sheet)
    whole = isinstance(years, list) and len(years) == 2 and all(is_year(year) for year in years)
    later = years_later(sheet.folder)
    first, last = in_use().first_year - later, in_use().last_year - later
    if not whole or not first <= years[0] <= years[1] <= last:
        line = line_of(sheet.data, "years")
        sheet.note(line, "scenario_years", years=brief(sheet.data["years"]), first=first, last=last)
        return None
    return tuple(range(int(years[0]) + later, int(years[1]) + 1 + later))


# ---- Resolving: a file on top of its chain of baselines, or edits on top of a scenario -----------


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
    horizons = list(_inherited_years(sheets))
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
    settings, changes = _set_levers(entries, scenario, tables, follow)
    return replace(scenario, settings=settings, changes=scenario.changes + changes)


def apply(checked: Checked, base: Scenario, tables: Tables) -> Scenario:
    """The scenario of one checked sheet on top of its resolved baseline."""
    data = checked.sheet.data
    entries = [_brought(each, checked.sheet, tables) for each in checked.entries]
    settings, changes = _set_levers(entries, base, tables)
    rules, ruled = with_rules(_brought_rules(checked, settings, tables), base)
    priors = {**base.parameters, **{name: prior for name, (prior, _, _) in checked.priors.items()}}
    return replace(
        base,
        id=checked.sheet.id,
        title=in_both(data["title"]),
        question=in_both(data["question"]),
        baseline=baseline_of(checked.sheet),
        settings=settings,
        changes=changes + ruled + _prior_changes(checked, base, tables) + _posterior_changes(checked, base),
        parameters=priors,
        posterior=checked.posterior.new if checked.posterior else base.posterior,
        rules=rules,
    )


def _brought_rules(
    checked: Checked, settings: Mapping[str, LeverSetting], tables: Tables
) -> list[RuleEntry] | None:
    """The rules as they hold in the register of the levers; raises what is wrong with the teams that move."""
    entries = with_turns(checked.sheet, checked.rules, settings)
    checked.sheet.stop_if_faulty()
    if not entries or not _is_shared_out(checked.sheet, tables):
        return entries
    return [replace(each, rule=at_size(each.rule, tables.part)) for each in entries]


def _brought(entry: SetEntry, sheet: WrittenFile, tables: Tables) -> SetEntry:
    """An entry as it holds in the register of the levers.

    The amounts of the programme's own scenarios speak of its own place, as those of levers.csv do; what users
    write in their own files is meant for the place at hand. So it is with the years that they name.
    """
    if later := names.years_later(sheet.folder):
        entry = _in_later_years(entry, later)
    if not _is_shared_out(sheet, tables):
        return entry
    part = tables.levers[entry.levers[0]].part
    amount = entry.amount and {
        year: number if number is None else at_part(number, part) for year, number in entry.amount.items()
    }
    return replace(entry, amount=amount, reason=_scaled_reason(entry.reason, tables.part))


def _is_shared_out(sheet: WrittenFile, tables: Tables) -> bool:
    """Whether a sheet speaks of the programme's whole place, of which the register at hand is a part."""
    return tables.part != 1 and sheet.folder.resolve() == names.scenarios_folder().resolve()


def _in_later_years(entry: SetEntry, later: int) -> SetEntry:
    """An entry whose years come so many years later, with a word of that behind its reason."""
    paths = [
        path and {year and year + later: number for year, number in path.items()}
        for path in (entry.amount, entry.scale)
    ]
    if not any(year for path in paths if path for year in path):
        return entry
    reason = by_language(lambda: say("scenario_reason_later", reason=in_language(entry.reason), count=later))
    return replace(entry, amount=paths[0], scale=paths[1], reason=reason)


def _scaled_reason(reason: str | Mapping[str, str], part: float) -> str | Mapping[str, str]:
    """A reason that counts in the programme's own amounts, with what part of them holds here."""
    words = by_language(lambda: in_language(reason))
    if not any(sign.isdigit() for sign in "".join(words.values())):
        return reason
    return {
        lang: said_in(lang, say, "scenario_reason_scaled", reason=text, part=f"{part * 100:.3g}")
        for lang, text in words.items()
    }


def _prior_changes(checked: Checked, base: Scenario, tables: Tables) -> tuple[Change, ...]:
    return tuple(
        Change(name, "prior", base.parameters.get(name, own_prior(tables.parameters[name])), *rest)
        for name, rest in checked.priors.items()
    )


def _posterior_changes(checked: Checked, base: Scenario) -> tuple[Change, ...]:
    return (replace(checked.posterior, old=base.posterior or None),) if checked.posterior else ()


def _set_levers(
    entries: list[SetEntry], base: Scenario, tables: Tables, follow: bool = True
) -> tuple[Mapping[str, LeverSetting], tuple[Change, ...]]:
    """The settings of `base` with the entries applied, and each change old → new.

    A group selector lists only the levers that it really moves; an entry for one lever is always listed.
    """
    settings, changes = dict(base.settings), []
    for entry in entries:
        for name in entry.levers:
            old = settings[name]
            new = _set_lever(entry, old, base.years, tables.levers[name])
            settings[name] = new
            changes += _lever_changes(entry, name, old, new)
    if not follow:
        return settings, tuple(changes)
    said = {name for entry in entries if entry.amount or entry.scale for name in entry.levers}
    settings, more = followed(base.settings, settings, said, tables.levers)
    return settings, (*changes, *more)


def _set_lever(entry: SetEntry, old: LeverSetting, years: tuple[int, ...], lever: Lever) -> LeverSetting:
    amounts, alone = old.amounts, (entry.amount or {}).get(None)
    extra = old.extra if entry.extra is None else entry.extra
    if alone is not None:
        amounts = own_path(lever, alone, years)
    elif entry.amount is not None:
        amounts = tuple(_along(entry.amount, years, list(amounts)))
    if entry.scale is not None:
        factors = _along(entry.scale, years, [1.0] * len(years))
        amounts = tuple(factor * amount for factor, amount in zip(factors, amounts, strict=True))
        extra = scaled(extra, factors) if entry.extra is None else extra
    if entry.targeting is None:
        return replace(old, amounts=amounts, extra=extra)
    return LeverSetting(amounts, entry.targeting, entry.villages, extra)


def _along(path: Path, years: tuple[int, ...], before: list[float]) -> list[float]:
    """The value of every year: that of the latest year named so far; `before` where none is."""
    values, current = [], path.get(None)
    for year, earlier in zip(years, before, strict=True):
        current = path.get(year, current)
        values.append(earlier if current is None else current)
    return values


def _lever_changes(entry: SetEntry, name: str, old: LeverSetting, new: LeverSetting) -> list[Change]:
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
