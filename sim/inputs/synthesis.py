"""The synthetic register: villages that do not exist, drawn by lot so that every published count holds."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import NormalDist
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from sim.axes import STREAMS
from sim.faults import InputFaults, fault, unknown
from sim.folders import programme_folder
from sim.inputs.facts import fact, load_evidence, load_facts
from sim.inputs.programme import in_use
from sim.inputs.tables import formula_value, numbers, read_sheet, read_table
from sim.inputs.villages import register_columns
from sim.words import say
from sim.writing import write

# ---- Drawing lots: hashed luck, and sharing out whole numbers so that the total is exact ---------
# Luck is a hash of (seed, stream, key) and not a generator's next number: it is the same bytes on
# every machine and for every NumPy, and a village added to the register moves no other's luck.

_BITS = 52  # of the hash that are used: (2**52 - 0.5) / 2**52 still rounds to below 1


def uniform(seed: int, stream: str, keys: Iterable[object]) -> np.ndarray:
    """One number for each key, evenly spread in the open interval (0, 1)."""
    hashes = (hashlib.blake2b(f"{seed}|{stream}|{key}".encode(), digest_size=8) for key in keys)
    whole = np.array([int.from_bytes(each.digest(), "big") >> (64 - _BITS) for each in hashes], float)
    return (whole + 0.5) / 2**_BITS


def normal(seed: int, stream: str, keys: Iterable[object]) -> np.ndarray:
    """One standard normal number for each key."""
    return _bell(uniform(seed, stream, keys))


def _bell(share: np.ndarray) -> np.ndarray:
    """The standard normal quantile of each share in (0, 1)."""
    quantile = NormalDist().inv_cdf
    return np.array([quantile(each) for each in share])


def ranked(score: np.ndarray) -> np.ndarray:
    """Standard normal numbers in the order of `score`, one from the middle of each equal slice.

    The shape is the same whatever the luck: only who stands where is drawn.
    """
    place = np.argsort(np.argsort(score, kind="stable"), kind="stable")
    return _bell((place + 0.5) / len(score))


def apportion(total: float, weight: ArrayLike, least: ArrayLike = 0) -> np.ndarray:
    """Whole numbers in proportion to `weight` that add up to `total`, each `least` or more.

    Largest remainders first, earlier places before later ones. InputFaults where `least` alone
    exceeds the total, or where there is something to give and no weight to give it to.
    """
    weight = np.asarray(weight, float)
    floor = np.broadcast_to(np.asarray(least, np.int64), weight.shape)
    rest = int(total) - int(floor.sum())
    if rest < 0 or (rest and not weight.sum() > 0):
        raise fault("", "fault_lots", wanted=int(total), places=int((weight > 0).sum()))
    exact = rest * weight / weight.sum() if rest else np.zeros(weight.shape)
    given = np.floor(exact).astype(np.int64)
    late = np.argsort(given - exact, kind="stable")[: rest - int(given.sum())]
    given[late] += 1
    return floor + given


def scatter(seed: int, stream: str, total: float, weight: ArrayLike) -> np.ndarray:
    """How often each place is hit when `total` units fall one by one with odds `weight`."""
    edges = np.cumsum(np.asarray(weight, float))
    hits = np.searchsorted(edges, uniform(seed, stream, range(int(total))) * edges[-1], side="right")
    return np.bincount(hits, minlength=len(edges))


def pick(seed: int, stream: str, count: float, keys: Iterable[object], weight: ArrayLike) -> np.ndarray:
    """1 for `count` of the keys, 0 for the rest: drawn without replacement with odds `weight`.

    Weight 0 is never drawn; InputFaults where fewer than `count` have a weight. Keeping the
    largest of log weight plus Gumbel noise is the same as drawing one after the other.
    """
    weight = np.asarray(weight, float)
    if np.count_nonzero(weight > 0) < count:
        raise fault("", "fault_lots", wanted=int(count), places=int(np.count_nonzero(weight > 0)))
    gumbel = -np.log(-np.log(uniform(seed, stream, keys)))
    score = np.where(weight > 0, np.log(np.where(weight > 0, weight, 1.0)) + gumbel, -np.inf)
    drawn = np.zeros(len(weight), np.int64)
    drawn[np.argsort(-score, kind="stable")[: int(count)]] = 1
    return drawn


# ---- The synthetic register ----------------------------------------------------------------------
# What was published comes from `facts.csv` and is met exactly; shape and spread of incomes come from the
# evidence that `synthesis/assumptions.csv` names; all the rest is assumed, and stands with its reason in the
# programme's `synthesis/`, as do the columns that only this programme has. The register is the same bytes for
# the same facts, evidence and seed.

_LAND = "land"  # the cultivated land before it is rounded
_CENTS = 100  # money is written to 2 decimals of 10k yuan, so it is shared out in units of 100 yuan
_RULES = ("pick", "scatter", "apportion", "between", "neighbours", "constant")


@dataclass(frozen=True)
class _Sources:
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
    table = _places(sources)
    for step in (_main_industry, _people, _income, _governance):
        table = table.assign(**step(table, sources))
    for line, row in sources.columns.iterrows():
        table[row["column"]] = _own_column(row, table, sources, f"columns.csv:{line}")
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


def read_sources(facts: pd.DataFrame, evidence: pd.DataFrame, seed: int | None) -> _Sources:
    folder = programme_folder() / "synthesis"
    if not (folder / "banners.csv").is_file():
        raise fault(folder.parent.name, "synthesis_none")
    assumed = _assumptions(evidence)
    banners = _read_numbers(
        "banners.csv",
        ("role", "townships_fact", "villages_fact", "source"),
        ("townships", "villages", "advantage", "people", "mu_per_household"),
    )
    columns = (
        read_sheet(folder / "columns.csv", _COLUMNS) if (folder / "columns.csv").is_file() else _NO_COLUMNS
    )
    faults = [
        unknown(f"columns.csv:{line}", say("word_rule"), rule, _RULES)
        for line, rule in columns["rule"].items()
        if rule not in _RULES
    ]
    if faults:
        raise InputFaults(faults)
    limit = in_use().floor
    odds = (*banners.index, "advantage", *STREAMS, "chain")
    industries = _read_numbers("industries.csv", ("source",), odds)
    chosen = int(assumed["seed"]) if seed is None else seed
    return _Sources(
        facts, evidence, banners, industries, assumed, columns, limit.amount if limit else 0.0, chosen
    )


_COLUMNS = ("column", "rule", "stream", "total", "weight", "least", "source", "note")
_NO_COLUMNS = pd.DataFrame(columns=list(_COLUMNS))


def usual_seed() -> int:
    """The seed from which what is synthetic in the programme in use is drawn; 0 where it says none."""
    path = programme_folder() / "synthesis" / "assumptions.csv"
    rows = {row["name"]: row["value"] for row in read_table(path, "name")} if path.is_file() else {}
    return int(rows.get("seed") or 0)


def _assumptions(evidence: pd.DataFrame) -> pd.Series:
    """The single numbers by name; one without a value is that of its source, a formula on findings."""
    file = "assumptions.csv"
    table = read_sheet(
        programme_folder() / "synthesis" / file, ("name", "value", "unit", "source", "reason_zh", "reason")
    )
    values, faults = numbers(file, table["value"], blank=True)
    for line in values.index[table["value"].str.strip() == ""]:
        values[line] = formula_value(table["source"][line], evidence["estimate"], where=f"{file}:{line}")
    if faults:
        raise InputFaults(faults)
    return pd.Series(values.to_numpy(), table["name"])


def _read_numbers(file: str, texts: tuple[str, ...], figures: tuple[str, ...]) -> pd.DataFrame:
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


# ---- where the villages lie and who lives there --------------------------------------------------


def _places(s: _Sources) -> pd.DataFrame:
    """village_id, township_id, banner_id: banners divided into townships, townships into villages."""
    townships, villages = _banner_sizes(s)
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


def _banner_sizes(s: _Sources) -> tuple[np.ndarray, pd.Series]:
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


def _main_industry(t: pd.DataFrame, s: _Sources) -> dict[str, np.ndarray]:
    """The industry of each village: in every banner the assumed mix, handed out by lot."""
    lot = uniform(s.seed, "industry", t["village_id"])
    industry = np.empty(len(t), object)
    for banner, rows in t.groupby("banner_id").indices.items():
        count = apportion(len(rows), s.industries[banner].to_numpy())
        industry[rows[np.argsort(lot[rows], kind="stable")]] = np.repeat(s.industries.index, count)
    return {"industry": industry}


def _people(t: pd.DataFrame, s: _Sources) -> dict[str, np.ndarray]:
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
        _LAND: land,
    }


# ---- income --------------------------------------------------------------------------------------


def _income(t: pd.DataFrame, s: _Sources) -> dict[str, np.ndarray]:
    """The four streams of the base year (10k yuan/year, 2 decimals); every sum at the floor or above it."""
    floor = s.floor
    own = _own_income(t, s)
    reached = np.where(own < floor, _lifted(t, s), own)
    cents = np.maximum(np.rint(reached * _CENTS), floor * _CENTS)
    share = _stream_shares(t, own, reached, s)
    parts = {name: np.rint(own * _CENTS * share[name]) for name in STREAMS[:-1]}
    # The subsidy is what the others leave: its usual share, and the top-up to the floor.
    parts["subsidy"] = np.maximum(cents - sum(parts.values()), 0)
    return {name: part / _CENTS for name, part in parts.items()}


def _own_income(t: pd.DataFrame, s: _Sources) -> np.ndarray:
    """Income before any top-up: lognormal, with the spread that the evidence gives after it."""
    z = ranked(_income_score(t, s))
    return s.assumed["own_median"] * np.exp(_own_spread(z, t, s) * z)


def _income_score(t: pd.DataFrame, s: _Sources) -> np.ndarray:
    """What decides who is rich: place, industry, size and, for the most part, luck."""
    size = np.log(t["population"].to_numpy())
    return (
        s.banners["advantage"].loc[t["banner_id"]].to_numpy()
        + s.industries["advantage"].loc[t["industry"]].to_numpy()
        + s.assumed["size_advantage"] * (size - size.mean()) / size.std()
        + normal(s.seed, "income", t["village_id"])
    )


def _own_spread(z: np.ndarray, t: pd.DataFrame, s: _Sources) -> float:
    """The sigma before the top-up at which the sd of log income after it is that of the evidence."""
    wanted = s.assumed["income_log_spread"]
    reached = _lifted(t, s)

    def missing(sigma: float) -> float:
        own = s.assumed["own_median"] * np.exp(sigma * z)
        return np.log(np.where(own < s.floor, reached, own)).std() - wanted

    return bisect(missing, 0.1, 5.0)


def _lifted(t: pd.DataFrame, s: _Sources) -> np.ndarray:
    """Where a village lands that only reaches the floor because it is topped up (10k yuan/year)."""
    luck = uniform(s.seed, "lifted", t["village_id"])
    return s.floor * (1 + s.assumed["lift_span"] * luck)


def _stream_shares(
    t: pd.DataFrame, own: np.ndarray, reached: np.ndarray, s: _Sources
) -> dict[str, np.ndarray]:
    """Each stream's share of own income: by industry, with spread; operating scaled to the evidence."""
    wanted = s.assumed["operating_share"]
    weight = {name: _stream_weight(name, t, s) for name in STREAMS}
    # Subsidies do not grow in step with income: the rich live less by them.
    weight["subsidy"] *= (own / s.assumed["own_median"]) ** (s.assumed["subsidy_elasticity"] - 1)
    others = sum(weight[name] for name in STREAMS[1:])

    def missing(scale: float) -> float:
        operating = own * scale * weight["operating"] / (scale * weight["operating"] + others)
        return operating.sum() / reached.sum() - wanted

    weight["operating"] = bisect(missing, 0.01, 100.0) * weight["operating"]
    return {name: weight[name] / (weight["operating"] + others) for name in STREAMS}


def _stream_weight(name: str, t: pd.DataFrame, s: _Sources) -> np.ndarray:
    spread = s.assumed["mix_spread"] * normal(s.seed, f"mix {name}", t["village_id"])
    return s.industries[name].loc[t["industry"]].to_numpy() * np.exp(spread)


def bisect(rising: Callable[[float], float], low: float, high: float) -> float:
    """Where a rising function is zero: 60 halvings, so that the answer is the same everywhere."""
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if rising(middle) > 0 else (middle, high)
    return (low + high) / 2


# ---- how it is run, and what it has of the programme ---------------------------------------------


def _rank_of_income(t: pd.DataFrame) -> np.ndarray:
    return ranked(t[list(STREAMS)].sum(axis=1).to_numpy())


def _governance(t: pd.DataFrame, s: _Sources) -> dict[str, np.ndarray]:
    """governance: a bell between its two ends, a little higher where income is."""
    link = s.assumed["governance_income"]
    luck = normal(s.seed, "governance", t["village_id"])
    z = ranked(link * _rank_of_income(t) + np.sqrt(1 - link**2) * luck)
    low, high = s.assumed["governance_low"], s.assumed["governance_high"]
    return {"governance": np.round((low + high) / 2 + (high - low) / 2 * np.tanh(z / 2), 2)}


def _lean(rank: np.ndarray, strength: float) -> np.ndarray:
    """Odds whose log rises by `strength` for each standard deviation of `rank`."""
    return np.exp(strength * rank)


def _own_column(row: pd.Series, t: pd.DataFrame, s: _Sources, where: str) -> np.ndarray:
    """A column that only this programme has, drawn by one rule of `_RULES` from its total and its odds.

    pick        1 for `total` villages, drawn with odds `weight`
    scatter     `total` units that fall one by one with odds `weight`
    apportion   `total` in proportion to `weight`, `least` or more each
    between     any whole number from `least` to `total`
    neighbours  1 for `total` villages in pairs of one township and different industries
    constant    `total` everywhere
    """
    names, functions = _known_names(t, s), _known_functions(t, s)

    def number(cell: str) -> float:
        return float(
            formula_value(row[cell], {**s.facts["value"], **s.assumed, "villages": len(t)}, where=where)
        )

    def array(cell: str, usual: float) -> np.ndarray:
        given = formula_value(row[cell], names, functions, where) if row[cell] else usual
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


def _known_names(t: pd.DataFrame, s: _Sources) -> dict[str, Any]:
    """What the odds of a column may name: columns drawn before it, ranks, traits of the industry, numbers."""
    traits = {
        name: s.industries[name].loc[t["industry"]].to_numpy() for name in s.industries if name not in t
    }
    ranks = {"income_rank": _rank_of_income(t), "governance_rank": ranked(t["governance"].to_numpy())}
    role = s.banners["role"].loc[t["banner_id"]].to_numpy()
    columns = {name: t[name].to_numpy() for name in t}
    return {**s.facts["value"], **traits, **s.assumed, **columns, **ranks, "role": role, "inf": np.inf}


def _known_functions(t: pd.DataFrame, s: _Sources) -> dict[str, Callable[..., Any]]:
    """What may be done with them."""
    return {
        "lean": _lean,
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
