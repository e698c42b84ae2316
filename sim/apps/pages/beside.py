"""What stands beside the numbers on top: net beside gross, who is at the target by other means, who pays.

A second line in a card and no more cards, so that a phone still holds them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from sim.analysis.outcomes import LowMidHigh, low_mid_high, reached_by_others
from sim.figures.numbers import money_band, number, signed
from sim.inputs.programme import in_use
from sim.words import say

if TYPE_CHECKING:
    from sim.analysis.structures import Mark
    from sim.model.simulate import Result

NO_MARKS: Mapping[str, Mark] = {}


def with_line(card: Mapping[str, str], *lines: str) -> dict[str, str]:
    """A card with what stands beside its number; blank lines say nothing."""
    return {**card, "beside": say("page_semicolon").join(line for line in lines if line)}


def banded(key: str, values: Iterable[float], write: Callable[[float], str], **words: str) -> str:
    """One number with its 90 % band as a line; values are low, middle and high, NaN where there is none."""
    low, middle, high = values
    if not np.isfinite(middle):
        return ""
    return say(key, value=write(middle), low=write(low), high=write(high), **words)


def mark_line(marks: Mapping[str, Mark], *answers: str) -> str:
    """In how many structures of the model all of some headlines hold; blank where nobody has asked yet."""
    found = [marks[name] for name in answers if name in marks]
    if not found:
        return ""
    least = min(found, key=lambda mark: mark.holds)
    return say("beside_mark", holds=str(least.holds), of=str(least.of))


# --- of the city, in the last year -----------------------------------------------------------------------


def _last_of(result: Result, outcome: str) -> np.ndarray:
    """A city outcome in the last year, (member,), in its unit."""
    return result.city[outcome].transpose("member", "year").to_numpy()[:, -1]


def net_line(result: Result) -> str:
    """The net return of the mean village."""
    return banded("beside_net", low_mid_high(_last_of(result, "net_mean")), partial(number, decimals=1))


def net_gain_line(result: Result, counterfactual: Result) -> str:
    """What the mean village gains net; run against run."""
    added = _last_of(result, "net_mean") - _last_of(counterfactual, "net_mean")
    return banded("beside_net_gain", low_mid_high(added), partial(signed, decimals=2))


def household_line(result: Result, counterfactual: Result) -> str:
    """What a household gains in dividends, wages and rents, in the programme's coin."""
    added = _last_of(result, "per_household") - _last_of(counterfactual, "per_household")
    coins = LowMidHigh(*(in_use().money.coins * each for each in low_mid_high(added)))
    unit = say("answer_household_gain_unit")
    return banded("beside_household", coins, signed, unit=unit)


def apart_line(result: Result, threshold: float) -> str:
    """How many villages are below a threshold by net return, and how many are at it by other means alone."""
    net_below = low_mid_high(_last_of(result, f"net_below_{threshold:.10g}"))
    net = banded("beside_net_below", net_below, number)
    by_subsidy, by_debt = (low_mid_high(each[:, -1]) for each in reached_by_others(result, threshold))
    return net + say("page_semicolon") + apart_words(by_subsidy.mid, by_debt.mid)


def apart_words(by_subsidy: float, by_debt: float) -> str:
    """How many of the villages at a threshold are there by subsidy, and by debt, alone."""
    return say("beside_apart", subsidy=number(by_subsidy), debt=number(by_debt))


def payers_line(result: Result) -> str:
    """What villages and partners put in besides the public, over all years."""
    paid = (
        result.city[name].transpose("member", "year").to_numpy().sum(axis=1)
        for name in ("own_money", "partner_money")
    )
    return payers(*paid)


def payers(own: np.ndarray, partners: np.ndarray) -> str:
    """Who pays besides the public, medians; own, partners (member,) 10k yuan."""
    told = {}
    for name, each in (("own", own), ("partners", partners)):
        (_, middle, _), unit = money_band(low_mid_high(each))
        told[name] = f"{middle} {unit}"
    return say("beside_payers", **told)
