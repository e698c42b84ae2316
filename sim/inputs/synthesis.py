"""The synthetic register: villages that do not exist, drawn so that every published count holds.

What was published comes from `facts.csv` and is met exactly; shape and spread of incomes come from
the baseline rows of `evidence.csv`; all the rest is assumed, and stands with its reason in
`data/synthesis/`. The register is the same bytes for the same facts, evidence and seed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from sim.faults import InputFaults
from sim.folders import programme_folder
from sim.inputs.evidence import estimate, load_evidence
from sim.inputs.facts import fact, load_facts
from sim.inputs.lots import apportion, normal, pick, ranked, scatter, uniform
from sim.inputs.sheets import numbers, read_sheet
from sim.inputs.villages import register_columns
from sim.writing import write

SEED = 2022
STREAMS = ("operating", "contracts", "investment", "subsidy")
CENTS = 100  # money is written to 2 decimals of 10k yuan, so it is shared out in units of 100 yuan
MU_PER_10K_MU = 10_000


@dataclass(frozen=True)
class Sources:
    """Everything that the register is drawn from."""

    facts: pd.DataFrame
    evidence: pd.DataFrame
    banners: pd.DataFrame  # one row a banner: relative sizes, advantage in income
    industries: pd.DataFrame  # one row an industry: how common in each banner, mix of streams
    assumed: pd.Series  # the single numbers, by name
    seed: int


def make_villages(facts: pd.DataFrame, evidence: pd.DataFrame, seed: int = SEED) -> pd.DataFrame:
    """A register of villages with the columns of `village_columns.csv`, sorted by place.

    Every constraint fact and every count of villages or staff is met exactly, whatever the seed.
    InputFaults where facts contradict each other, such as more key villages than villages.
    """
    sources = read_sources(facts, evidence, seed)
    table = places(sources)
    for step in (main_industry, people, income, governance, branches, partners, projects, staff, grids):
        table = table.assign(**step(table, sources))
    table = table.assign(remote_station=1, single_head=1, origin="synthetic")
    # Villages that do not exist lie nowhere: optional columns that no step draws are left out.
    return table[[each.column for each in register_columns() if each.required or each.column in table]]


def write_villages(path: Path | str, seed: int = SEED, force: bool = False) -> Path:
    """Draw the register from the project's own facts and evidence and write it; returns the path.

    A file that is there already is replaced with `force` alone.
    """
    table = make_villages(load_facts(), load_evidence(), seed)
    text = table.to_csv(index=False, lineterminator="\n", float_format="%.2f")
    return write(Path(path), text, force)


def read_sources(facts: pd.DataFrame, evidence: pd.DataFrame, seed: int) -> Sources:
    assumed, banners, industries = map(read_numbers_of, ("assumptions.csv", "banners.csv", "industries.csv"))
    return Sources(facts, evidence, banners, industries, assumed["value"], seed)


def read_numbers_of(file: str) -> pd.DataFrame:
    """One table of the programme's `synthesis/`, indexed by its first column, its figures as floats."""
    if file == "assumptions.csv":
        return read_numbers(file, ("unit", "source", "reason_zh", "reason"), ("value",))
    if file == "banners.csv":
        figures = ("townships", "villages", "advantage", "people", "mu_per_household")
        return read_numbers(file, ("role", "source"), figures)
    banners = read_numbers_of("banners.csv").index
    return read_numbers(file, ("source",), (*banners, "advantage", *STREAMS, "chain"))


def read_numbers(file: str, texts: tuple[str, ...], figures: tuple[str, ...]) -> pd.DataFrame:
    """One table of `data/synthesis/`, indexed by its first column, with `figures` as floats."""
    key = {"assumptions.csv": "name", "banners.csv": "banner_id", "industries.csv": "industry"}[file]
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

    The credit-union banner has one township for each seconded head, and room for its stations.
    """
    credit = (s.banners["role"] == "credit_union").to_numpy()
    heads = int(fact(s.facts, "credit_union_heads"))
    rest = apportion(fact(s.facts, "townships") - heads, np.where(credit, 0, s.banners["townships"]))
    townships = np.where(credit, heads, rest)
    least = np.where(credit, int(fact(s.facts, "station_secretaries")), townships)
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
        "land_transfer_mu": land_transfer(t, land, s),
    }


def land_transfer(t: pd.DataFrame, land: np.ndarray, s: Sources) -> np.ndarray:
    """The land-transfer project lies in one banner, in the villages that live by it."""
    banner = s.banners.index[s.banners["role"] == "land_transfer"]
    inside = t["banner_id"].isin(banner) & (t["industry"] == "land_transfer")
    return apportion(fact(s.facts, "land_transfer_area") * MU_PER_10K_MU, np.where(inside, land, 0))


# ---- income


def income(t: pd.DataFrame, s: Sources) -> dict[str, np.ndarray]:
    """The four streams of 2021 (10k yuan/year, 2 decimals); every sum at the floor or above it."""
    floor = fact(s.facts, "income_floor_2021")
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
    wanted = estimate(s.evidence, "baseline_22")
    reached = lifted(t, s)

    def missing(sigma: float) -> float:
        own = s.assumed["own_median"] * np.exp(sigma * z)
        return np.log(np.where(own < fact(s.facts, "income_floor_2021"), reached, own)).std() - wanted

    return bisect(missing, 0.1, 5.0)


def lifted(t: pd.DataFrame, s: Sources) -> np.ndarray:
    """Where a village lands that only reaches the floor because it is topped up (10k yuan/year)."""
    luck = uniform(s.seed, "lifted", t["village_id"])
    return fact(s.facts, "income_floor_2021") * (1 + s.assumed["lift_span"] * luck)


def stream_shares(t: pd.DataFrame, own: np.ndarray, reached: np.ndarray, s: Sources) -> dict[str, np.ndarray]:
    """Each stream's share of own income: by industry, with spread; operating scaled to the evidence."""
    wanted = estimate(s.evidence, "baseline_10") / estimate(s.evidence, "baseline_09")
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


# ---- how it is run, and what it was given


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


def branches(t: pd.DataFrame, s: Sources) -> dict[str, np.ndarray]:
    """The villages singled out: key, tourism, weak branch, model branch, service centre."""
    ids, rich, good = t["village_id"], rank_of_income(t), ranked(t["governance"].to_numpy())
    a, count = s.assumed, partial(fact, s.facts)
    key = lean(rich, -a["key_poor"]) * lean(good, -a["key_weak"])
    feeble = lean(good, -a["weak_governance"]) * lean(rich, -a["weak_poor"])
    weak = pick(s.seed, "weak", round(a["weak_share"] * len(t)), ids, feeble)
    model = np.where(weak, 0, lean(good, a["model_governance"]))
    return {
        "key_village": pick(s.seed, "key", count("key_villages"), ids, key),
        "tourism_village": pick(
            s.seed, "tourism", count("tourism_villages"), ids, t["industry"] == "tourism"
        ),
        "weak_branch": weak,
        "model_branch": pick(s.seed, "model", count("model_village_branches"), ids, model),
        "service_centre": pick(s.seed, "centre", count("service_centres"), ids, t["population"]),
    }


def partners(t: pd.DataFrame, s: Sources) -> dict[str, np.ndarray]:
    """Firms, neighbours and banks. No village has both the Agricultural Bank and a station."""
    ids, a, count = t["village_id"], s.assumed, partial(fact, s.facts)
    poor = lean(rank_of_income(t), -a["paired_poor"]) * np.where(t["key_village"], a["paired_key"], 1)
    chain = s.industries["chain"].loc[t["industry"]].to_numpy()
    credit = t["banner_id"].isin(s.banners.index[s.banners["role"] == "credit_union"])
    return {
        "paired_firms": pick(s.seed, "paired", count("paired_villages"), ids, poor),
        "joint_party_orgs": pick(s.seed, "joint", count("joint_party_orgs"), ids, chain),
        "allied": neighbours(t, count("village_alliances"), s.seed),
        "bank_village": pick(s.seed, "bank", count("bank_villages"), ids, ~credit),
        "finance_station": pick(s.seed, "station", count("station_secretaries"), ids, credit),
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


def projects(t: pd.DataFrame, s: Sources) -> dict[str, np.ndarray]:
    """Projects in reserve anywhere; supported ones where some were in reserve."""
    ids, count = t["village_id"], partial(fact, s.facts)
    reserve = scatter(s.seed, "reserve", count("project_reserve"), np.ones(len(t)))
    good = lean(ranked(t["governance"].to_numpy()), s.assumed["demonstration_governance"])
    return {
        "reserve_projects": reserve,
        "supported_projects": pick(s.seed, "supported", count("supported_projects"), ids, reserve),
        "demonstration_projects": pick(s.seed, "demo", count("demonstration_projects"), ids, good),
    }


def staff(t: pd.DataFrame, s: Sources) -> dict[str, np.ndarray]:
    """People sent or kept: teams on key villages only, at most one graduate or career post a village."""
    ids, count, one = t["village_id"], partial(fact, s.facts), np.ones(len(t))
    key = t["key_village"].to_numpy()
    # The article sends a selected graduate to every key tourism village.
    graduates = np.where(t["tourism_village"], np.inf, one)
    low, high = int(count("reserve_cadres_low")), int(count("reserve_cadres_high"))
    needs = scatter(s.seed, "needs", count("service_needs"), one)
    return {
        "resident_staff": apportion(
            count("resident_staff"), key * t["population"], key * int(s.assumed["team_least"])
        ),
        "selected_graduates": pick(s.seed, "graduate", count("selected_graduates"), ids, graduates),
        "career_staff": pick(s.seed, "career", count("career_staff"), ids, one),
        "reserve_cadres": low + (uniform(s.seed, "cadres", ids) * (high - low + 1)).astype(int),
        "service_needs": needs,
        "expert_visits": scatter(s.seed, "experts", count("expert_visits"), needs),
    }


def grids(t: pd.DataFrame, s: Sources) -> dict[str, np.ndarray]:
    """Grids and their workers by households, at least one worker a grid; committees by population."""
    count, luck = partial(fact, s.facts), 0.5 + uniform(s.seed, "grids", t["village_id"])
    grid = apportion(count("grids"), t["households"] * luck, int(s.assumed["grids_least"]))
    workers = apportion(count("grid_workers"), grid * uniform(s.seed, "workers", t["village_id"]), grid)
    committee = apportion(
        count("committee_members"), np.sqrt(t["population"]), int(s.assumed["committee_least"])
    )
    return {"grids": grid, "grid_workers": workers, "committee_members": committee}
