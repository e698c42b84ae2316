"""The synthetic register: villages that do not exist, drawn so that every published count holds.

What was published comes from `facts.csv` and is met exactly; shape and spread of incomes come from the
evidence that `synthesis/assumptions.csv` names; all the rest is assumed, and stands with its reason in the
programme's `synthesis/`, as do the columns that only this programme has. The register is the same bytes for
the same facts, evidence and seed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sim.axes import STREAMS
from sim.faults import InputFaults, fault, unknown
from sim.folders import programme_folder
from sim.inputs.evidence import load_evidence
from sim.inputs.facts import fact, load_facts
from sim.inputs.formulas import value_of
from sim.inputs.lots import apportion, normal, pick, ranked, scatter, uniform
from sim.inputs.programme import in_use
from sim.inputs.sheets import numbers, read_sheet
from sim.inputs.tables import read_table
from sim.inputs.villages import register_columns
from sim.words import say
from sim.writing import write

LAND = "land"  # the cultivated land before it is rounded
CENTS = 100  # money is written to 2 decimals of 10k yuan, so it is shared out in units of 100 yuan
RULES = ("pick", "scatter", "apportion", "between", "neighbours", "constant")


@dataclass(frozen=True)
class Sources:
    """Everything that the register is drawn from."""

    facts: pd.DataFrame
    evidence: pd.DataFrame
    banners: pd.DataFrame  # one row a banner: relative sizes, advantage in income
    industries: pd.DataFrame  # one row an industry: how common in each banner, mix of streams
    assumed: pd.Series  # the single numbers, by name
    columns: pd.DataFrame  # one row a column that this programme has: by which rule it is drawn
    floor: float  # 10k yuan/year, what every village has reached; 0 where nothing is published
    seed: int


def make_villages(facts: pd.DataFrame, evidence: pd.DataFrame, seed: int | None = None) -> pd.DataFrame:
    """A register of villages with the columns of `village_columns.csv`, sorted by place.

    Every constraint fact and every count of villages or staff is met exactly, whatever the seed (that of
    `synthesis/assumptions.csv` where None). InputFaults where facts contradict each other, such as more key
    villages than villages.
    """
    sources = read_sources(facts, evidence, seed)
    table = places(sources)
    for step in (main_industry, people, income, governance):
        table = table.assign(**step(table, sources))
    for line, row in sources.columns.iterrows():
        table[row["column"]] = own_column(row, table, sources, f"columns.csv:{line}")
    table = table.assign(origin="synthetic")
    # Villages that do not exist lie nowhere: optional columns that no step draws are left out.
    return table[[each.column for each in register_columns() if each.required or each.column in table]]


def write_villages(path: Path | str, seed: int | None = None, force: bool = False) -> Path:
    """Draw the register from the project's own facts and evidence and write it; returns the path.

    A file that is there already is replaced with `force` alone.
    """
    table = make_villages(load_facts(), load_evidence(), seed)
    text = table.to_csv(index=False, lineterminator="\n", float_format="%.2f")
    return write(Path(path), text, force)


def read_sources(facts: pd.DataFrame, evidence: pd.DataFrame, seed: int | None) -> Sources:
    folder = programme_folder() / "synthesis"
    if not (folder / "banners.csv").is_file():
        raise fault(folder.parent.name, "synthesis_none")
    assumed = assumptions(evidence)
    banners = read_numbers(
        "banners.csv",
        ("role", "townships_fact", "villages_fact", "source"),
        ("townships", "villages", "advantage", "people", "mu_per_household"),
    )
    columns = (
        read_sheet(folder / "columns.csv", COLUMNS) if (folder / "columns.csv").is_file() else NO_COLUMNS
    )
    faults = [
        unknown(f"columns.csv:{line}", say("word_rule"), rule, RULES)
        for line, rule in columns["rule"].items()
        if rule not in RULES
    ]
    if faults:
        raise InputFaults(faults)
    limit = in_use().floor
    odds = (*banners.index, "advantage", *STREAMS, "chain")
    industries = read_numbers("industries.csv", ("source",), odds)
    chosen = int(assumed["seed"]) if seed is None else seed
    return Sources(
        facts, evidence, banners, industries, assumed, columns, limit.amount if limit else 0.0, chosen
    )


COLUMNS = ("column", "rule", "stream", "total", "weight", "least", "source", "note")
NO_COLUMNS = pd.DataFrame(columns=list(COLUMNS))


def usual_seed() -> int:
    """The seed from which what is synthetic in the programme in use is drawn; 0 where it says none."""
    path = programme_folder() / "synthesis" / "assumptions.csv"
    rows = {row["name"]: row["value"] for row in read_table(path, "name")} if path.is_file() else {}
    return int(rows.get("seed") or 0)


def assumptions(evidence: pd.DataFrame) -> pd.Series:
    """The single numbers by name; one without a value is that of its source, a formula on findings."""
    file = "assumptions.csv"
    table = read_sheet(
        programme_folder() / "synthesis" / file, ("name", "value", "unit", "source", "reason_zh", "reason")
    )
    values, faults = numbers(file, table["value"], blank=True)
    for line in values.index[table["value"].str.strip() == ""]:
        values[line] = value_of(table["source"][line], evidence["estimate"], where=f"{file}:{line}")
    if faults:
        raise InputFaults(faults)
    return pd.Series(values.to_numpy(), table["name"])


def read_numbers(file: str, texts: tuple[str, ...], figures: tuple[str, ...]) -> pd.DataFrame:
    """One table of the programme's `synthesis/`, indexed by its first column, with `figures` as floats."""
    key = {"banners.csv": "banner_id", "industries.csv": "industry"}[file]
    table = read_sheet(programme_folder() / "synthesis" / file, (key, *texts, *figures))
    faults = []
    for name in figures:
        table[name], wrong = numbers(file, table[name])
        faults += wrong
    if faults:
        raise InputFaults(faults)
    return table.set_index(key)


# ---- where the villages lie and who lives there


def places(s: Sources) -> pd.DataFrame:
    """village_id, township_id, banner_id: banners divided into townships, townships into villages."""
    townships, villages = banner_sizes(s)
    banner = np.repeat(s.banners.index.to_numpy(), townships)
    township = np.array([f"T{number:02d}" for number in range(1, len(banner) + 1)])
    sizes = 0.6 + 0.8 * uniform(s.seed, "township size", township)
    inside = [apportion(villages[name], sizes[banner == name], 1) for name in s.banners.index]
    size = np.concatenate(inside)
    number = np.arange(1, size.sum() + 1)
    return pd.DataFrame(
        {
            "village_id": [f"V{each:03d}" for each in number],
            "township_id": np.repeat(township, size),
            "banner_id": np.repeat(banner, size),
        }
    )


def banner_sizes(s: Sources) -> tuple[np.ndarray, pd.Series]:
    """How many townships and villages each banner has.

    Where a fact says so, a banner has exactly so many townships, and so many villages at least.
    """
    known = [int(fact(s.facts, name)) if name else 0 for name in s.banners["townships_fact"]]
    given = (s.banners["townships_fact"] != "").to_numpy()
    rest = apportion(fact(s.facts, "townships") - sum(known), np.where(given, 0, s.banners["townships"]))
    townships = np.where(given, known, rest)
    room = [int(fact(s.facts, name)) if name else 0 for name in s.banners["villages_fact"]]
    least = np.where(s.banners["villages_fact"] != "", room, townships)
    spare = np.maximum(s.banners["villages"] - least, 0)
    villages = apportion(fact(s.facts, "villages"), spare, least)
    return townships, pd.Series(villages, s.banners.index)


def main_industry(t: pd.DataFrame, s: Sources) -> dict[str, np.ndarray]:
    """The industry of each village: in every banner the assumed mix, handed out by lot."""
    lot = uniform(s.seed, "industry", t["village_id"])
    industry = np.empty(len(t), object)
    for banner, rows in t.groupby("banner_id").indices.items():
        count = apportion(len(rows), s.industries[banner].to_numpy())
        industry[rows[np.argsort(lot[rows], kind="stable")]] = np.repeat(s.industries.index, count)
    return {"industry": industry}


def people(t: pd.DataFrame, s: Sources) -> dict[str, np.ndarray]:
    """population (persons), households and cultivated_mu, lognormal inside each banner."""
    banner = s.banners.loc[t["banner_id"]]
    spread = s.assumed["people_spread"] * normal(s.seed, "people", t["village_id"])
    population = np.rint(banner["people"].to_numpy() * np.exp(spread)).astype(int)
    households = np.maximum(1, np.rint(population / s.assumed["household_size"]).astype(int))
    spread = s.assumed["land_spread"] * normal(s.seed, "land", t["village_id"])
    land = households * banner["mu_per_household"].to_numpy() * np.exp(spread)
    return {
        "population": population,
        "households": households,
        "cultivated_mu": np.rint(land).astype(int),
        LAND: land,
    }


# ---- income


def income(t: pd.DataFrame, s: Sources) -> dict[str, np.ndarray]:
    """The four streams of the base year (10k yuan/year, 2 decimals); every sum at the floor or above it."""
    floor = s.floor
    own = own_income(t, s)
    reached = np.where(own < floor, lifted(t, s), own)
    cents = np.maximum(np.rint(reached * CENTS), floor * CENTS)
    share = stream_shares(t, own, reached, s)
    parts = {name: np.rint(own * CENTS * share[name]) for name in STREAMS[:-1]}
    # The subsidy is what the others leave: its usual share, and the top-up to the floor.
    parts["subsidy"] = np.maximum(cents - sum(parts.values()), 0)
    return {name: part / CENTS for name, part in parts.items()}


def own_income(t: pd.DataFrame, s: Sources) -> np.ndarray:
    """Income before any top-up: lognormal, with the spread that the evidence gives after it."""
    z = ranked(income_score(t, s))
    return s.assumed["own_median"] * np.exp(own_spread(z, t, s) * z)


def income_score(t: pd.DataFrame, s: Sources) -> np.ndarray:
    """What decides who is rich: place, industry, size and, for the most part, luck."""
    size = np.log(t["population"].to_numpy())
    return (
        s.banners["advantage"].loc[t["banner_id"]].to_numpy()
        + s.industries["advantage"].loc[t["industry"]].to_numpy()
        + s.assumed["size_advantage"] * (size - size.mean()) / size.std()
        + normal(s.seed, "income", t["village_id"])
    )


def own_spread(z: np.ndarray, t: pd.DataFrame, s: Sources) -> float:
    """The sigma before the top-up at which the sd of log income after it is that of the evidence."""
    wanted = s.assumed["income_log_spread"]
    reached = lifted(t, s)

    def missing(sigma: float) -> float:
        own = s.assumed["own_median"] * np.exp(sigma * z)
        return np.log(np.where(own < s.floor, reached, own)).std() - wanted

    return bisect(missing, 0.1, 5.0)


def lifted(t: pd.DataFrame, s: Sources) -> np.ndarray:
    """Where a village lands that only reaches the floor because it is topped up (10k yuan/year)."""
    luck = uniform(s.seed, "lifted", t["village_id"])
    return s.floor * (1 + s.assumed["lift_span"] * luck)


def stream_shares(t: pd.DataFrame, own: np.ndarray, reached: np.ndarray, s: Sources) -> dict[str, np.ndarray]:
    """Each stream's share of own income: by industry, with spread; operating scaled to the evidence."""
    wanted = s.assumed["operating_share"]
    weight = {name: stream_weight(name, t, s) for name in STREAMS}
    # Subsidies do not grow in step with income: the rich live less by them.
    weight["subsidy"] *= (own / s.assumed["own_median"]) ** (s.assumed["subsidy_elasticity"] - 1)
    others = sum(weight[name] for name in STREAMS[1:])

    def missing(scale: float) -> float:
        operating = own * scale * weight["operating"] / (scale * weight["operating"] + others)
        return operating.sum() / reached.sum() - wanted

    weight["operating"] = bisect(missing, 0.01, 100.0) * weight["operating"]
    return {name: weight[name] / (weight["operating"] + others) for name in STREAMS}


def stream_weight(name: str, t: pd.DataFrame, s: Sources) -> np.ndarray:
    spread = s.assumed["mix_spread"] * normal(s.seed, f"mix {name}", t["village_id"])
    return s.industries[name].loc[t["industry"]].to_numpy() * np.exp(spread)


def bisect(rising: Callable[[float], float], low: float, high: float) -> float:
    """Where a rising function is zero: 60 halvings, so that the answer is the same everywhere."""
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if rising(middle) > 0 else (middle, high)
    return (low + high) / 2


# ---- how it is run, and what it has of the programme


def rank_of_income(t: pd.DataFrame) -> np.ndarray:
    return ranked(t[list(STREAMS)].sum(axis=1).to_numpy())


def governance(t: pd.DataFrame, s: Sources) -> dict[str, np.ndarray]:
    """governance: a bell between its two ends, a little higher where income is."""
    link = s.assumed["governance_income"]
    luck = normal(s.seed, "governance", t["village_id"])
    z = ranked(link * rank_of_income(t) + np.sqrt(1 - link**2) * luck)
    low, high = s.assumed["governance_low"], s.assumed["governance_high"]
    return {"governance": np.round((low + high) / 2 + (high - low) / 2 * np.tanh(z / 2), 2)}


def lean(rank: np.ndarray, strength: float) -> np.ndarray:
    """Odds whose log rises by `strength` for each standard deviation of `rank`."""
    return np.exp(strength * rank)


def own_column(row: pd.Series, t: pd.DataFrame, s: Sources, where: str) -> np.ndarray:
    """A column that only this programme has, drawn by one rule of RULES from its total and its odds.

    pick        1 for `total` villages, drawn with odds `weight`
    scatter     `total` units that fall one by one with odds `weight`
    apportion   `total` in proportion to `weight`, `least` or more each
    between     any whole number from `least` to `total`
    neighbours  1 for `total` villages in pairs of one township and different industries
    constant    `total` everywhere
    """
    names, functions = known_names(t, s), known_functions(t, s)

    def number(cell: str) -> float:
        return float(value_of(row[cell], {**s.facts["value"], **s.assumed, "villages": len(t)}, where=where))

    def array(cell: str, usual: float) -> np.ndarray:
        given = value_of(row[cell], names, functions, where) if row[cell] else usual
        return np.broadcast_to(np.asarray(given, float), len(t))

    rule, ids, stream, weight = row["rule"], t["village_id"], row["stream"], array("weight", 1.0)
    if rule == "pick":
        return pick(s.seed, stream, round(number("total")), ids, weight)
    if rule == "scatter":
        return scatter(s.seed, stream, number("total"), weight)
    if rule == "apportion":
        return apportion(number("total"), weight, array("least", 0.0))
    if rule == "neighbours":
        return neighbours(t, number("total"), s.seed)
    if rule == "constant":
        return np.full(len(t), int(number("total")))
    low, high = int(number("least")), int(number("total"))
    return low + (uniform(s.seed, stream, ids) * (high - low + 1)).astype(int)


def known_names(t: pd.DataFrame, s: Sources) -> dict[str, Any]:
    """What the odds of a column may name: columns drawn before it, ranks, traits of the industry, numbers."""
    traits = {
        name: s.industries[name].loc[t["industry"]].to_numpy() for name in s.industries if name not in t
    }
    ranks = {"income_rank": rank_of_income(t), "governance_rank": ranked(t["governance"].to_numpy())}
    role = s.banners["role"].loc[t["banner_id"]].to_numpy()
    columns = {name: t[name].to_numpy() for name in t}
    return {**s.facts["value"], **traits, **s.assumed, **columns, **ranks, "role": role, "inf": np.inf}


def known_functions(t: pd.DataFrame, s: Sources) -> dict[str, Callable[..., Any]]:
    """What may be done with them."""
    return {
        "lean": lean,
        "sqrt": np.sqrt,
        "where": np.where,
        "without": lambda marked: np.where(np.asarray(marked, bool), 0, 1),
        "luck": lambda stream: uniform(s.seed, stream, t["village_id"]),
    }


def neighbours(t: pd.DataFrame, count: float, seed: int) -> np.ndarray:
    """1 for villages allied with the next one: same township, another industry, so that they add up.

    An odd count leaves one village that joins a neighbour's pair.
    """
    after = t.shift(-1)
    fits = (t["township_id"] == after["township_id"]) & (t["industry"] != after["industry"])
    allied = np.zeros(len(t), np.int64)
    for first in np.argsort(uniform(seed, "allied", t["village_id"]), kind="stable"):
        if fits[first] and not allied[first : first + 2].any() and allied.sum() + 2 <= count:
            allied[first : first + 2] = 1
    beside = np.convolve(allied, [1, 0, 1], "same") * (1 - allied)
    return allied + pick(seed, "third", count - allied.sum(), t["village_id"], beside)
