"""A batch of runs as tables: what each run was given, and what came out of it with its bands."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from sim.axes import QUANTILE_NAMES, QUANTILES

GIVEN = ("lever.", "parameter.", "option.")
ABOUT = ("run", "scenario", "base", "seed")
PATH_OUTCOME = "mean"


@dataclass(frozen=True)
class Batch:
    """What a batch has left.

    runs    one row a run: run, state, error, notebook, scenario, base, seed, about_zh, about_en, and what it
            was given as `lever.…`, `parameter.…`, `option.…`
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
        given = self.done[[name for name in self.runs if name.startswith(GIVEN)]].select_dtypes("number")
        return [name for name in given if given[name].min() < given[name].max()]


def gather(runs: str | Path, outputs: Sequence[str] = ("headline",)) -> Batch:
    """The batch of a list of runs (runs.csv); the runs' folders lie beside the list's own.

    `outputs` are the tables of the runs to be put together.
    """
    listed = read_list(Path(runs))
    around = Path(runs).resolve().parent.parent
    done = listed[listed["state"] == "done"]
    given = [name for name in listed if name.startswith(GIVEN)]
    tables = {name: pd.DataFrame() for name in outputs}
    for name in outputs:
        parts = list(table_rows(done, around, f"{name}.parquet", [*ABOUT, *given]))
        tables[name] = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()
    paths = [path_bands(around / run).assign(run=run) for run in done["run"] if has_path(around / run)]
    whole = pd.concat(paths, ignore_index=True) if paths else pd.DataFrame()
    return Batch(listed, tables, whole, own_registers([around / run for run in done["run"]]))


def own_registers(folders: Sequence[Path]) -> tuple[str, ...]:
    """The names of the registers of some runs that are not synthetic, as the manifests say."""
    files = [each / "manifest.json" for each in folders]
    abouts = [json.loads(each.read_text(encoding="utf-8")) for each in files if each.is_file()]
    return tuple(sorted({each["register"] for each in abouts if not each.get("synthetic", True)}))


def read_list(path: Path) -> pd.DataFrame:
    """The list of runs, its given values as numbers where all of them are."""
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    for name in table.columns:
        if name.startswith(GIVEN) or name == "seed":
            numbers = pd.to_numeric(table[name], errors="coerce")
            if not numbers[table[name] != ""].isna().any():
                table[name] = numbers
    return table


def table_rows(done: pd.DataFrame, around: Path, file: str, columns: Sequence[str]) -> Iterator[pd.DataFrame]:
    """A table of each finished run that has it, with what the run was given in front."""
    for row in done[list(columns)].to_dict("records"):
        path = around / row["run"] / file
        if path.is_file():
            own = pd.read_parquet(path)
            front = pd.DataFrame({name: [value] * len(own) for name, value in row.items()})
            yield pd.concat([front, own.drop(columns=[c for c in own if c in row])], axis=1)


def has_path(folder: Path) -> bool:
    return (folder / "city.parquet").is_file()


def path_bands(folder: Path) -> pd.DataFrame:
    """The mean income of a run's scenario by year: quantiles over its members and mean."""
    city = pd.read_parquet(folder / "city.parquet", columns=["year", "side", PATH_OUTCOME])
    own = city[city["side"] == "scenario"].groupby("year")[PATH_OUTCOME]
    named = zip(QUANTILE_NAMES, QUANTILES, strict=True)
    bands = pd.DataFrame({name: own.quantile(share) for name, share in named})
    return bands.assign(mean=own.mean()).reset_index()
