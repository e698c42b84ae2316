"""What a result says: bands, headline answers, a row a village; batches as tables."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
import xarray as xr

from sim.axes import BAND, QUANTILE_NAMES, QUANTILES
from sim.faults import fault

if TYPE_CHECKING:
    from sim.model.simulate import Result


# ---- What a result says: bands over members, headline answers, and one row for each village ------


class LowMidHigh(NamedTuple):
    """A number in its band of 90 %: the 5, 50 and 95 % of the members."""

    low: float
    mid: float
    high: float


def band(values: xr.DataArray) -> pd.DataFrame:
    """Median, 50 % and 90 % band and mean over members: one row a year, columns q05 q25 q50 q75 q95 mean.

    `values` is (member, year); the frame keeps its unit in `attrs["units"]`.
    """
    columns = dict(zip([*QUANTILE_NAMES, "mean"], bands(values), strict=True))
    frame = pd.DataFrame(columns, index=pd.Index(values["year"].to_numpy(), name="year"))
    frame.attrs["units"] = values.attrs.get("units", "")
    return frame


def bands(values: xr.DataArray) -> np.ndarray:
    """The columns of `band` as bare numbers, (column, year)."""
    data = values.transpose("member", "year").to_numpy()
    return np.vstack([quantiles(data), data.mean(axis=0)])


def gain(result: Result, counterfactual: Result, outcome: str = "mean") -> xr.DataArray:
    """What the scenario adds to a city outcome, member by member on the same luck, (member, year).

    Raises InputFaults where the two were not run on the same members, seed, years and villages.
    """
    check_paired(result, counterfactual)
    return (result.city[outcome] - counterfactual.city[outcome]).assign_attrs(result.city[outcome].attrs)


def check_paired(result: Result, other: Result) -> None:
    """A difference is a cause and not luck only where members, seed, years and villages are the same."""
    same = {
        "members": result.draws.equals(other.draws),
        "seed": result.seed == other.seed,
        "years": result.case.scenario.years == other.case.scenario.years,
        "villages": result.case.register.checksum == other.case.register.checksum,
        "structure": result.structure == other.structure,
    }
    differing = [name for name, equal in same.items() if not equal]
    if differing:
        names = f"{result.case.scenario.id} / {other.case.scenario.id}"
        raise fault(names, "fault_not_paired", differing=", ".join(differing))


def public_cost(result: Result) -> xr.DataArray:
    """Public money of each member and year, 10k yuan/year: levers at drawn prices, what resident teams bring.

    returns (member, year)
    """
    coords = {name: result.city[name] for name in ("member", "year")}
    units = {"units": result.case.programme.money.named("10k yuan/year")}
    return xr.DataArray(_public_cost(result), dims=tuple(coords), coords=coords, attrs=units)


def total_cost(result: Result) -> xr.DataArray:
    """Public money over all years, (member,), 10k yuan: the one figure that every page and file shows."""
    coords = {"member": result.city["member"]}
    units = {"units": result.case.programme.money.named("10k yuan")}
    return xr.DataArray(total_costs(result), dims="member", coords=coords, attrs=units)


def total_costs(result: Result) -> np.ndarray:
    """`total_cost` as bare numbers, (member,): a page asks for it at every move of a slider."""
    return _public_cost(result).sum(axis=1)


def cost_band(result: Result) -> LowMidHigh:
    """`total_cost` with its band, 10k yuan: members differ by prices and by what resident teams bring in."""
    return low_mid_high(total_costs(result))


def _public_cost(result: Result) -> np.ndarray:
    """`public_cost` as bare numbers, (member, year)."""
    return _of_city(result, "paid") + _of_city(result, "brought")


def gain_per_yuan(result: Result, counterfactual: Result, outcome: str = "total") -> xr.DataArray:
    """Extra income over the horizon per yuan of extra public money, (member,); NaN where nothing is spent.

    `outcome` is total, which is gross, or net. What assets go on earning after the horizon is not counted.
    """
    check_paired(result, counterfactual)
    ratio = _per_yuan(result, counterfactual, outcome)
    members, units = result.city["member"], {"units": "yuan per public yuan"}
    return xr.DataArray(ratio, dims="member", coords={"member": members}, attrs=units)


def reached_by_others(result: Result, threshold: float) -> tuple[np.ndarray, np.ndarray]:
    """Villages that reach a threshold only by subsidies, and only by new debt, each (member, year).

    Without its subsidy, or without the year's new debt, such a village would be below.
    """
    below, earned, unborrowed = (
        _of_city(result, f"{kind}_{threshold:.10g}") for kind in ("below", "earned_below", "unborrowed_below")
    )
    return earned - below, unborrowed - earned


def _per_yuan(result: Result, counterfactual: Result, outcome: str = "total") -> np.ndarray:
    extra = (_of_city(result, outcome) - _of_city(counterfactual, outcome)).sum(axis=1)
    spent = (_public_cost(result) - _public_cost(counterfactual)).sum(axis=1)
    return extra / np.where(spent > 0, spent, np.nan)


def _of_city(result: Result, outcome: str) -> np.ndarray:
    """A city outcome as bare numbers, (member, year): reports ask for the headline a dozen times."""
    return result.city[outcome].transpose("member", "year").to_numpy()


def headline(result: Result, counterfactual: Result) -> pd.DataFrame:
    """The answers of one scenario: rows by answer; low, mid and high (5, 50 and 95 %), unit.

    Gross and net stand beside each other; villages that reach the target by subsidies or by borrowing alone
    are counted apart; cost is told as public, villages' own and partners'. A row without a value, where
    nothing was spent, holds NaN.
    """
    check_paired(result, counterfactual)
    target = result.case.programme.target.amount

    def last(name: str) -> tuple[np.ndarray, np.ndarray]:
        own, other = (_of_city(each, name)[:, -1] for each in (result, counterfactual))
        return own, own - other

    (mean, gained), (net, net_gained), (below, fewer), (net_below, net_fewer), (_, household) = map(
        last, ("mean", "net_mean", f"below_{target}", f"net_below_{target}", "per_household")
    )
    by_subsidy, by_debt = (values[:, -1] for values in reached_by_others(result, target))
    answers = {
        "mean_income": (mean, "10k yuan/year"),
        "mean_net": (net, "10k yuan/year"),
        "mean_gain": (gained, "10k yuan/year"),
        "mean_net_gain": (net_gained, "10k yuan/year"),
        "household_gain": (household * result.case.programme.money.coins, "yuan/household/year"),
        "below_target": (below, "village"),
        "net_below_target": (net_below, "village"),
        "by_subsidy": (by_subsidy, "village"),
        "by_debt": (by_debt, "village"),
        "lifted": (-fewer, "village"),
        "net_lifted": (-net_fewer, "village"),
        "public_cost": (total_costs(result), "10k yuan"),
        "own_cost": (_of_city(result, "own_money").sum(axis=1), "10k yuan"),
        "partner_cost": (_of_city(result, "partner_money").sum(axis=1), "10k yuan"),
        "gain_per_yuan": (_per_yuan(result, counterfactual), "yuan per public yuan"),
        "net_gain_per_yuan": (_per_yuan(result, counterfactual, "net"), "yuan per public yuan"),
    }
    named = result.case.programme.money.named
    rows = {name: [*low_mid_high(values), named(unit)] for name, (values, unit) in answers.items()}
    return pd.DataFrame.from_dict(rows, orient="index", columns=[*LowMidHigh._fields, "unit"]).rename_axis(
        "answer"
    )


def low_mid_high(data: np.ndarray) -> LowMidHigh:
    """One number a member, (member,), as every answer is told; NaN where none is known."""
    known = data[np.isfinite(data)]
    return LowMidHigh(*(np.quantile(known, BAND).tolist() if len(known) else [np.nan] * 3))


def cost_per_lifted(result: Result, counterfactual: Result, threshold: float) -> xr.DataArray:
    """Extra public money over the horizon per village more at a threshold in the last year, (member,).

    10k yuan/village; NaN where no village more gets there or nothing is spent.
    """
    lifted = -gain(result, counterfactual, f"below_{threshold}")[{"year": -1}]
    spent = (public_cost(result) - public_cost(counterfactual)).sum("year")
    return (spent.where(spent > 0) / lifted.where(lifted > 0)).assign_attrs(units="10k yuan/village")


def quantiles(values: np.ndarray, axis: int = 0) -> np.ndarray:
    """The five quantiles 5, 25, 50, 75 and 95 % over the members, which lie on `axis`: (5, …) of the rest."""
    return np.quantile(values, QUANTILES, axis=axis)


def five(values: xr.DataArray | np.ndarray) -> np.ndarray:
    """Quantiles 5, 25, 50, 75 and 95 % of one number a member, (5,); NaN where no member has one."""
    data = np.asarray(values, np.float64)
    known = data[np.isfinite(data)]
    return np.quantile(known, QUANTILES) if len(known) else np.full(len(QUANTILES), np.nan)


def class_means(result: Result) -> np.ndarray:
    """Villages below each threshold in the last year, the mean over members, (threshold,).

    Means, because they add up over classes of income, which medians do not.
    """
    counts = [
        result.city[f"below_{limit}"][{"year": -1}].mean() for limit in result.case.programme.thresholds
    ]
    return np.array([float(count) for count in counts])


# ---- A batch of runs as tables: what each run was given, and what came out of it with its bands ----

_GIVEN = ("lever.", "parameter.", "option.")
_ABOUT = ("run", "scenario", "base", "seed")
_PATH_OUTCOME = "mean"


@dataclass(frozen=True)
class Batch:
    """What a batch has left.

    runs    one row a run: run, state, error, notebook, scenario, base, seed, about_zh, about_en, … and what
            it was given as `lever.…`, `parameter.…`, `option.…`
    tables  by name, tidy: the given values of a finished run beside each row of its own table
    paths   one row a run and year: run, year, q05 … q95 and mean of the mean income, 10k yuan/year
    registers  names of the registers that the finished runs rest on and that are not synthetic
    """

    runs: pd.DataFrame
    tables: dict[str, pd.DataFrame]
    paths: pd.DataFrame
    registers: tuple[str, ...] = ()

    @property
    def done(self) -> pd.DataFrame:
        return self.runs[self.runs["state"] == "done"]

    @property
    def failed(self) -> pd.DataFrame:
        return self.runs[self.runs["state"] != "done"]

    @property
    def varied(self) -> list[str]:
        """The given values that are numbers and not the same in every finished run."""
        given = self.done[[name for name in self.runs if name.startswith(_GIVEN)]].select_dtypes("number")
        return [name for name in given if given[name].min() < given[name].max()]


def gather(runs: str | Path, outputs: Sequence[str] = ("headline",)) -> Batch:
    """The batch of a list of runs (runs.csv); the runs' folders lie beside the list's own.

    `outputs` are the tables of the runs to be put together.
    """
    listed = _read_list(Path(runs))
    around = Path(runs).resolve().parent.parent
    done = listed[listed["state"] == "done"]
    given = [name for name in listed if name.startswith(_GIVEN)]
    tables = {name: pd.DataFrame() for name in outputs}
    for name in outputs:
        parts = list(_table_rows(done, around, f"{name}.parquet", [*_ABOUT, *given]))
        tables[name] = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()
    paths = [_path_bands(around / run).assign(run=run) for run in done["run"] if _has_path(around / run)]
    whole = pd.concat(paths, ignore_index=True) if paths else pd.DataFrame()
    return Batch(listed, tables, whole, _own_registers([around / run for run in done["run"]]))


def _own_registers(folders: Sequence[Path]) -> tuple[str, ...]:
    """The names of the registers of some runs that are not synthetic, as the manifests say."""
    files = [each / "manifest.json" for each in folders]
    abouts = [json.loads(each.read_text(encoding="utf-8")) for each in files if each.is_file()]
    return tuple(sorted({each["register"] for each in abouts if not each.get("synthetic", True)}))


def _read_list(path: Path) -> pd.DataFrame:
    """The list of runs, its given values as numbers where all of them are."""
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    for name in table.columns:
        if name.startswith(_GIVEN) or name == "seed":
            numbers = pd.to_numeric(table[name], errors="coerce")
            if not numbers[table[name] != ""].isna().any():
                table[name] = numbers
    return table


def _table_rows(
    done: pd.DataFrame, around: Path, file: str, columns: Sequence[str]
) -> Iterator[pd.DataFrame]:
    """A table of each finished run that has it, with what the run was given in front."""
    for row in done[list(columns)].to_dict("records"):
        path = around / row["run"] / file
        if path.is_file():
            own = pd.read_parquet(path)
            front = pd.DataFrame({name: [value] * len(own) for name, value in row.items()})
            yield pd.concat([front, own.drop(columns=[c for c in own if c in row])], axis=1)


def _has_path(folder: Path) -> bool:
    return (folder / "city.parquet").is_file()


def _path_bands(folder: Path) -> pd.DataFrame:
    """The mean income of a run's scenario by year: quantiles over its members and mean."""
    city = pd.read_parquet(folder / "city.parquet", columns=["year", "side", _PATH_OUTCOME])
    own = city[city["side"] == "scenario"].groupby("year")[_PATH_OUTCOME]
    named = zip(QUANTILE_NAMES, QUANTILES, strict=True)
    bands = pd.DataFrame({name: own.quantile(share) for name, share in named})
    return bands.assign(mean=own.mean()).reset_index()
