"""Claims as people write them, such as "funding-first beats talent-first", read in any language.

The forms are those of data/claim_words.csv: `{A}` and `{B}` are scenarios by id or title, `(a|b)` is one of
some, `[a]` or `[a|b]` may be left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any

from sim.axes import STREAMS, city_counts
from sim.faults import Fault, InputFaults, nearest
from sim.folders import DATA
from sim.inputs.case import ScenarioLike
from sim.inputs.programme import in_use
from sim.inputs.scenarios.files import is_code
from sim.inputs.scenarios.names import is_file_name, meant, scenario_titles, unknown_name
from sim.inputs.scenarios.settings import NUMBER_AND_UNIT, narrow, other_units
from sim.inputs.tables import read_table
from sim.inputs.yaml_files import brief
from sim.words import say

AGAINST_NOTHING = ("mean_gain", "lifted", "gain_per_yuan")  # what is counted against the counterfactual
_LONGEST = 300  # signs of a claim
_PLACES = {
    "A": r"\s*(?P<A>.+?)\s*",
    "B": r"\s*(?P<B>.+?)\s*",
    "OUTCOME": r"\s*(?P<OUTCOME>(?:below|reach)_[\d.]+|[^\d]+?)\s*",
    "X": r"\s*(?P<X>[-+]?\d[\d.,]*\s*[^\d]*?)\s*",
    "N": r"\s*(?P<N>\d[\d,]*)\s*",
    "YEAR": r"\s*(?P<YEAR>\d{4})\s*",
    "COIN": r"\s*\S+?\s*",
}
_PIECE = re.compile(r"\{(?P<place>[A-Z]+)\}|\((?P<one>[^()]*)\)|\[(?P<maybe>[^\[\]]*)\]")
_CHOICE = re.compile(r"\|(?![^()]*\))")  # a bar that stands in no brackets of its own
_WORD = re.compile(r"[a-z]{4,}")
_QUOTES = "\"'\u2018\u2019\u201c\u201d\u300c\u300d\u300e\u300f"
_ENDS = " \t\n.!\u3002\uff01\uff0e"


@dataclass(frozen=True)
class Claim:
    """What somebody says of a scenario.

    form      beats: it has more of an outcome than `other`, by more than `amount`; above, below: its outcome
              is so in `year`; reaches, lifts: at least `amount` villages are at the target, or that many
              more than without it; brings: `amount` of extra income per yuan of extra public money;
              pays_back: by `year`
    outcome   of Result.city, or one of AGAINST_NOTHING
    amount    in the outcome's unit: money of the programme, villages, yuan per yuan
    year      0: the last
    """

    form: str
    scenario: ScenarioLike
    other: ScenarioLike = ""
    outcome: str = "mean_gain"
    amount: float = 0.0
    year: int = 0


def read_claim(text: str) -> Claim:
    """The claim of a text. Raises InputFaults with the forms there are, or the nearest names."""
    said = narrow(text).strip(_ENDS).strip(_QUOTES + _ENDS)
    refused: list[Fault] = []
    for pattern, form in _patterns() if len(said) <= _LONGEST else ():
        found = pattern.fullmatch(said)
        if found is None:
            continue
        faults: list[Fault] = []
        claim = _claim_of(form, found.groupdict(), faults)
        if not faults:
            return claim
        if not refused or len(faults) < len(refused):
            refused = faults
    raise InputFaults(refused or [_no_form(said)])


def _no_form(said: str) -> Fault:
    """That a text is no claim; with the word that was perhaps mistyped, else with all forms."""
    known = {word for pattern, _ in _written() for word in _WORD.findall(pattern)}
    values = {"claim": brief(said, 60), "forms": say("claim_forms", coin=say("unit_yuan"))}
    for word in _WORD.findall(said.lower()):
        near = nearest(word, known - {word})
        if near and word not in known and abs(len(near) - len(word)) <= 1 and near[0] == word[0]:
            return Fault("", "fault_claim_near", {**values, "word": word, "near": near})
    return Fault("", "fault_claim", values)


# --- the forms -------------------------------------------------------------------------------------------


def _rows(kind: str) -> list[Mapping[str, str]]:
    return [row for row in read_table(DATA / "claim_words.csv", "name") if row["kind"] == kind]


def _written() -> list[tuple[str, str]]:
    return [(row["name"], row["meaning"]) for row in _rows("form")]


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """Every form with and without what may be left out, what says most first."""
    found = []
    for written, form in _written():
        for parts in _variants(written):
            named = [place for place, _ in parts if place]
            if len(set(named)) == len(named):
                text = "".join(_PLACES[place] if place else each for place, each in parts)
                found.append((re.compile(text, re.IGNORECASE), form))
    return found


def _variants(written: str) -> Iterator[list[tuple[str, str]]]:
    """A form in pieces (place, expression) for every choice of what may be left out."""
    pieces: list[list[list[tuple[str, str]]]] = []
    last = 0
    for piece in _PIECE.finditer(written):
        pieces.append([[("", _literal(written[last : piece.start()]))]])
        last = piece.end()
        if piece["place"]:
            pieces.append([[(piece["place"], "")]])
        elif piece["one"] is not None and "{" not in piece["one"]:
            pieces.append([[("", f"(?:{'|'.join(map(_literal, piece['one'].split('|')))})")]])
        else:
            maybe = piece["maybe"] is not None
            inner = str(piece["maybe"] if maybe else piece["one"])
            choices = [each for part in _CHOICE.split(inner) for each in _variants(part)]
            pieces.append([*choices, *([[]] if maybe else [])])
    pieces.append([[("", _literal(written[last:]))]])
    for chosen in product(*pieces):
        yield [each for part in chosen for each in part]


def _literal(text: str) -> str:
    return r"\s+".join(re.escape(part) for part in re.split(r"\s+", text))


# --- what they name --------------------------------------------------------------------------------------


def _claim_of(form: str, found: Mapping[str, str | None], faults: list[Fault]) -> Claim:
    """A claim from the pieces of a text; what is wrong with them is noted."""
    given: dict[str, Any] = {"form": form}
    for place, name in (("A", "scenario"), ("B", "other")):
        if text := found.get(place):
            given[name] = _scenario(text, faults)
    if text := found.get("OUTCOME"):
        given["outcome"] = _outcome(text, faults)
    elif form in ("reaches", "lifts", "brings"):
        given["outcome"] = {"reaches": "reach_target", "lifts": "lifted", "brings": "gain_per_yuan"}[form]
    if text := found.get("N"):
        given["amount"] = float(text.replace(",", ""))
    if text := found.get("X"):
        given["amount"] = _amount(text, given.get("outcome", "mean_gain"), faults)
    if text := found.get("YEAR"):
        given["year"] = int(text)
    return Claim(**given)


def _scenario(text: str, faults: list[Fault]) -> str:
    """The id, file or code that a text names."""
    name, titles = text.strip(_QUOTES + " "), scenario_titles()
    if is_file_name(name) or is_code(name):
        return name
    found = meant("scenario", name, titles)
    if found is None:
        faults.append(unknown_name("", say("word_scenario"), "scenario", name, titles))
    return found or ""


def _outcome(text: str, faults: list[Fault]) -> str:
    """The outcome that a text names: by a usual name, or as results have it."""
    programme = in_use()
    counts = (each for each in city_counts(programme.thresholds) if each.startswith("below_"))
    known = ("mean", "net_mean", *AGAINST_NOTHING, "total", *STREAMS, "without_subsidy", *counts)
    labels: dict[str, list[str]] = {name: [] for name in (*known, "reach_target", "below_target")}
    for row in _rows("outcome"):
        labels[row["meaning"]].append(row["name"])
    name = text.strip(_QUOTES + " ").removeprefix("the ")
    found = name if name in labels else meant("outcome", name, labels)
    if found is None:
        faults.append(unknown_name("", say("word_outcome"), "outcome", name, labels))
    return found or "mean_gain"


def kind_of(outcome: str) -> str:
    """What an outcome of a claim counts: villages, money, or a ratio of money to money."""
    if outcome == "gain_per_yuan":
        return "ratio"
    return "villages" if outcome == "lifted" or outcome.startswith(("below_", "reach_")) else "money"


def _amount(text: str, outcome: str, faults: list[Fault]) -> float:
    """A number with or without its unit, in that of the outcome."""
    money, kind = in_use().money, kind_of(outcome)
    units: dict[str, float] = {"": 1.0}
    if kind == "villages":
        units |= {row["name"]: 1.0 for row in _rows("unit")}
    elif kind == "ratio":
        units |= dict.fromkeys((money.coin.said(), *money.coin), 1.0)
    else:
        units |= {money.unit: 1.0, **dict.fromkeys(money.names, 1.0), **other_units(money.unit)}
    found = NUMBER_AND_UNIT.fullmatch(text)
    unit = re.split(r"\s*(?:/|\ba\b|\bper\b)\s*", found[2])[0].strip() if found else ""
    if found is None or unit not in units:
        allowed = ", ".join(each for each in list(units)[1:8])
        faults.append(Fault("", "fault_claim_amount", {"text": brief(text), "allowed": allowed}))
        return 0.0
    return float(found[1].replace(",", "")) * units[unit]
