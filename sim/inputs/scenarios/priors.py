"""Checking the `parameters:` and `posterior:` blocks, and the parameters with a scenario's priors."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sim.faults import InputFaults, unknown
from sim.inputs.parameters import GRADES, Parameter, prior_faults
from sim.inputs.posteriors import posterior_name
from sim.inputs.scenarios.amounts import PERCENT, narrow
from sim.inputs.scenarios.fields import check_keys, check_reason, is_number
from sim.inputs.scenarios.names import unknown_name
from sim.inputs.scenarios.scenario import Change, Override
from sim.inputs.scenarios.sheet import WrittenFile, line_of
from sim.inputs.scenarios.tables import Tables
from sim.inputs.scenarios.text import brief
from sim.words import say

POSTERIOR_KEYS = ("name", "reason")
PRIOR_KEYS = ("value", "low", "high", "distribution", "grade", "reason")
PLAIN = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?")
TIMES_BEYOND = 10


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
            check_keys(sheet, value, PRIOR_KEYS, say("word_field"))
            reason = check_reason(sheet, name, value, line)
            prior = check_prior(sheet, tables.parameters[name], value, line)
            if prior:
                priors[name] = prior, reason, line
    return priors


def check_posterior(sheet: WrittenFile, content: Mapping[Any, Any]) -> Change | None:
    """The stored posterior that a `posterior:` block names, with its reason; what is wrong is noted."""
    if not content:
        return None
    check_keys(sheet, content, POSTERIOR_KEYS, say("word_field"))
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


def check_prior(
    sheet: WrittenFile, row: Parameter, value: Mapping[Any, Any], line: int | None
) -> Override | None:
    """`{value: x}` fixes a parameter; `{low:, high:, distribution:}` gives it another prior."""
    numbers = {
        key: as_number(sheet, row, key, value, line) for key in ("value", "low", "high") if key in value
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
        prior = replacing(numbers, str(value["distribution"]) if spread else "constant")
        prior = replace(prior, grade=str(value.get("grade", "")))
        found = prior_faults(replace(row, **prior.given), f"{sheet.place(line)}: {row.name}")
        sheet.faults += found
        if not found:
            note_beyond(sheet, row, numbers, line)
            return prior
    return None


def as_number(
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
    if is_share(row) and (percent := PERCENT.fullmatch(text)):
        return round(float(percent[1] or percent[2]) / 100, 12)
    return float(text) if PLAIN.fullmatch(text) else None


def is_share(row: Parameter) -> bool:
    """Whether people write the parameter in per cent: a share, or a rate a year."""
    return row.unit.split("/")[0] == "share" or row.unit == "1/year"


def note_beyond(sheet: WrittenFile, row: Parameter, numbers: Mapping[str, Any], line: int | None) -> None:
    """Say which number is far from all that the parameter's own prior holds, with the likely cure."""
    beyond = next((float(each) for each in numbers.values() if is_beyond(row, float(each))), None)
    if beyond is None:
        return
    values = {
        "name": row.name, "number": f"{beyond:.12g}", "low": f"{row.low:.12g}", "high": f"{row.high:.12g}"
    }  # fmt: skip
    percent = is_share(row) and not is_beyond(row, beyond / 100)
    key = "limit_prior_percent" if percent else "limit_prior"
    sheet.take(line, key, **values, part=f"{beyond / 100:.12g}")


def is_beyond(row: Parameter, number: float) -> bool:
    """Farther from the prior than the prior is wide; of a constant ten times what it is, or no share."""
    width = row.high - row.low
    if width > 0:
        return not row.low - width <= number <= row.high + width
    usual = 1.0 if is_share(row) else TIMES_BEYOND * abs(row.value)
    return abs(number) > usual


def replacing(numbers: Mapping[str, Any], distribution: str) -> Override:
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
