"""Where a number says that it comes from: a fact, arithmetic on facts, a finding, or `assumption`."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from typing import NamedTuple

from sim.faults import Fault, unknown
from sim.inputs.formulas import evaluate
from sim.words import say

ASSUMPTION = "assumption"
ROUNDED = 5e-3  # how far a number may be from what arithmetic makes of it: a table shows three digits


class Grounds(NamedTuple):
    """What a source may name: the facts of a programme with their values, and the findings."""

    facts: Mapping[str, float]
    findings: Collection[str]


def value_of(text: str, facts: Mapping[str, float]) -> float:
    """A fact's value or that of arithmetic on facts; KeyError for an unknown name, else ValueError."""
    return float(facts[text] if text in facts else evaluate(text, facts))


def source_faults(
    where: str, column: str, text: str, number: float, grounds: Grounds, exact: bool = False
) -> list[Fault]:
    """What is wrong with the source of a number: unknown names, no arithmetic, another value.

    Several sources are parted by `;`. A finding or a fact may stand for a number of another unit (100 of
    funding_33), so what is held against the number is arithmetic; with `exact` a fact too, to all its digits.
    """
    faults = []
    for each in (part.strip() for part in text.split(";")):
        if each in grounds.findings or each == ASSUMPTION or (each in grounds.facts and not exact):
            continue
        if not each:
            faults.append(Fault(where, "table_blank", {"column": column}))
            continue
        try:
            wanted = value_of(each, grounds.facts)
        except KeyError as error:
            known = [*grounds.facts, *(() if exact else grounds.findings), ASSUMPTION]
            faults.append(unknown_source(where, column, str(error.args[0]), known))
        except ValueError:
            faults.append(Fault(where, "table_arithmetic", {"column": column, "source": each}))
        else:
            if not math.isnan(wanted) and not math.isclose(
                number, wanted, rel_tol=1e-9 if exact else ROUNDED
            ):
                values = {"column": column, "value": f"{number:.10g}", "source": each}
                faults.append(Fault(where, "table_differs", {**values, "wanted": f"{wanted:.10g}"}))
    return faults


def unknown_source(where: str, column: str, name: str, known: Collection[str]) -> Fault:
    """The fault of a source that there is not; not with all that there are, which may be hundreds."""
    kind = say("table_source_in", column=column)
    found = unknown(where, kind, name, known)
    return found if found.key == "fault_unknown_near" else Fault(where, "table_source", dict(found.values))
