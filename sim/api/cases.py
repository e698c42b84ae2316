"""What can be opened: programmes with their tables, scenarios, registers of villages and panels.

What a researcher needs is `sim` itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from sim.api.answers import MONEY, MONEY_A_YEAR, with_units
from sim.faults import InputFaults, unknown
from sim.folders import own_folders, programme_folder, set_in_use, setting_for, shipped_programmes, using
from sim.inputs.case import Case, ScenarioLike, read_cases, village_ids
from sim.inputs.facts import load_evidence, load_facts
from sim.inputs.intake.panel import load_observations
from sim.inputs.intake.registers import register_in_use
from sim.inputs.intake.vocabulary import columns
from sim.inputs.levers import levers_of
from sim.inputs.parameters import load_parameters
from sim.inputs.programme import Programme, based, load_programme
from sim.inputs.scenarios import files
from sim.inputs.scenarios.files import ScenarioArguments, load_scenarios, make_scenario
from sim.inputs.scenarios.names import list_scenarios
from sim.inputs.scenarios.scenario import Scenario
from sim.inputs.villages import register_columns
from sim.words import in_language, say
from sim.writing import write

# Of the register's columns whose table names no unit.
UNIT_OF_KIND = {"whole": "count", "count": "count", "flag": "0 or 1", "share": "share", "degree": "degree"}


@contextmanager
def at_home(*asked: ScenarioLike, villages: str | Path | None = None) -> Iterator[None]:
    """While it lasts, the programme of the first case or scenario is in use, in the year of its villages.

    Which one is in use is one setting of the process: ask of two programmes one after the other, not at once.
    """
    name, base = "", None
    for each in asked:
        if isinstance(each, Case):
            name, base = name or str(each.programme.folder), each.register.base_year if base is None else base
        elif isinstance(each, Scenario):
            name = name or each.home
    with using(name or set_in_use()), ExitStack() as stack:
        year = register_in_use(villages).base_year if base is None else base
        stack.enter_context(based(year))
        yield


def programmes() -> pd.DataFrame:
    """Every programme that there is: those that come along, and own ones that were once in use.

    Returns a DataFrame, one row a programme by its id: title, place, base_year (of the register's figures and
    of the prices), first_year and last_year (of the usual horizon), villages (in its register), in_use.

    Raises InputFaults with every fault of a programme's description.

    Example:
    >>> from sim import programmes
    >>> programmes().loc["baotou-2022", ["base_year", "first_year", "last_year", "villages"]].tolist()
    [2021, 2022, 2030, 527]
    """
    names: list[str | Path] = [*shipped_programmes(), *own_folders()]
    opened = [programme(name) for name in names]
    rows = {
        each.id: {
            "title": each.title,
            "place": each.description.place.said(),
            "base_year": each.base_year,
            "first_year": each.years[0],
            "last_year": each.years[1],
            "villages": len(each.register),
            "in_use": each.folder == programme_folder(),
        }
        for each in opened
    }
    return with_units(pd.DataFrame.from_dict(rows, orient="index").rename_axis("programme"), "year",
                      villages="village")  # fmt: skip


def programme(
    name: str | Path | None = None, villages: str | Path | None = None, amounts: str = ""
) -> OpenProgramme:
    """A programme opened: its tables, its scenarios, and scenarios of your own on top of it.

    name      an id of `programmes()` or the folder of an own programme; None: the one in use
    villages  a register file (.csv); None: the register in use, or the programme's own
    amounts   what part of the published amounts that file receives: villages or population (its share of
              them), or as-given (all); blank: what was said of it before

    Returns an OpenProgramme: levers, uncertainties, facts, evidence, register, scenarios (DataFrames), and
    scenario(…), which makes a scenario in memory.
    Raises InputFaults where there is no such programme, and with all faults of its description.

    Example:
    >>> import sim
    >>> baotou = sim.programme("baotou-2022")
    >>> baotou.levers["unit"]["resident_staff"], float(baotou.levers["amount"]["resident_staff"])
    ('person', 436.0)
    >>> sim.programme("baotuo-2022")
    Traceback (most recent call last):
        ...
    sim.faults.InputFaults: unknown programme 'baotuo-2022'; did you mean 'baotou-2022'?
    """
    own = Path(setting_for(str(name))) if name else Path()  # one of a user's own goes by its name too
    folder = load_programme(own if name and own.is_dir() else name).folder
    return OpenProgramme(folder, f"{villages}?{urlencode({'amounts': amounts})}" if amounts else villages)


@dataclass(frozen=True)
class OpenProgramme:
    """A programme with its tables, as `programme` opens it; nothing in it is in use elsewhere.

    folder    where its tables lie
    villages  the file of its register, with what part of the amounts it receives; None: that in use

    Example:
    >>> from sim import programme
    >>> baotou = programme("baotou-2022")
    >>> baotou.base_year, baotou.years, list(baotou.scenarios.index[:2])
    (2021, (2022, 2030), ['programme-2022', 'no-programme'])
    """

    folder: Path
    villages: str | Path | None = None

    @contextmanager
    def _used(self) -> Iterator[Any]:
        """While it lasts the programme is in use, in the year of its register, which is given."""
        with using(str(self.folder)):
            register = register_in_use(self.villages)
            with based(register.base_year):
                yield register

    @property
    def description(self) -> Programme:
        """All that `programme.yaml` says: money, levels, target, thresholds, forces, roles."""
        with self._used() as register:
            return load_programme().moved(register.base_year)

    @property
    def id(self) -> str:
        """Its id, the name of its folder."""
        return self.folder.name

    @property
    def title(self) -> str:
        """What it is called, in the language at hand (WULI_LANG)."""
        return self.description.title.said()

    @property
    def base_year(self) -> int:
        """The year of the register's figures and of the prices; runs go on from its end."""
        return self.description.base_year

    @property
    def years(self) -> tuple[int, int]:
        """First and last year of the usual horizon."""
        return self.description.years

    @property
    def levers(self) -> pd.DataFrame:
        """What policy sets: a DataFrame, one row a lever by its id, in natural units.

        Columns label, force, group, unit; amount (as published, units a year), unit_cost (public money a
        unit) with cost_low, cost_high and cost_grade (the range it is drawn from, and how well it is known),
        most (the end of its slider, units a year; more may be asked), first_years (for how many years the
        published amount runs, 0: all), handed_out (the rule), follows (the lever whose amount this one's
        goes with), source (of the amount: a fact, a finding or `assumption`).
        """
        with self._used() as register:
            rows = {
                each.id: {
                    "label": each.label(), "force": each.force, "group": each.group,
                    "unit": each.unit, "amount": each.amount, "unit_cost": each.unit_cost,
                    "cost_low": each.cost_low, "cost_high": each.cost_high, "cost_grade": each.cost_grade,
                    "most": each.slider_max, "first_years": each.years, "handed_out": each.handout,
                    "follows": each.follows, "source": each.amount_source,
                }
                for each in levers_of(register).values()
            }  # fmt: skip
            table = with_units(pd.DataFrame.from_dict(rows, orient="index").rename_axis("lever"))
            price = f"{load_programme().money.named(MONEY)}/unit"
            table.attrs["units"] = {
                "amount": "unit/year", "most": "unit/year", "first_years": "year",
                **dict.fromkeys(("unit_cost", "cost_low", "cost_high"), price),
            }  # fmt: skip
            return table

    @property
    def uncertainties(self) -> pd.DataFrame:
        """What nobody knows: a DataFrame, one row a parameter by its name.

        Columns label, unit, value (centre or mode), low, high (bounds of the prior; 5 and 95 % of a normal or
        lognormal one), distribution, grade (measured, published, expert, assumption), source.
        """
        with self._used():
            rows = {
                each.name: {
                    "label": each.label(), "unit": each.unit, "value": each.value, "low": each.low,
                    "high": each.high, "distribution": each.distribution, "grade": each.grade,
                    "source": "; ".join(each.source),
                }
                for each in load_parameters().values()
            }  # fmt: skip
        return with_units(pd.DataFrame.from_dict(rows, orient="index").rename_axis("parameter"))

    @property
    def facts(self) -> pd.DataFrame:
        """The published figures: a DataFrame, one row a fact by its id: value, unit, period, role, source."""
        with self._used():
            return with_units(load_facts())

    @property
    def evidence(self) -> pd.DataFrame:
        """What studies found: a DataFrame, one row a finding by its id: estimate, low, high in `unit`."""
        with self._used():
            return with_units(load_evidence())

    @property
    def register(self) -> pd.DataFrame:
        """The villages: a DataFrame, one row a village in the order banner, township, village.

        `attrs` say the unit of each column and under `synthetic` whether some village does not exist.
        """
        with self._used() as register:
            units = {each.column: each.unit or UNIT_OF_KIND.get(each.kind, "") for each in register_columns()}
            table = with_units(register.table.copy(), **units)
        table.attrs |= {"name": register.name, "synthetic": register.synthetic}
        return table

    @property
    def scenarios(self) -> pd.DataFrame:
        """The scenarios that it comes with: a DataFrame by id: title, question, changes (how many)."""
        with self._used():
            read = load_scenarios(list_scenarios())
            rows = {
                each.id: {
                    "title": in_language(each.title), "question": in_language(each.question),
                    "changes": len(each.changes),
                }
                for each in read
            }  # fmt: skip
        return with_units(pd.DataFrame.from_dict(rows, orient="index").rename_axis("scenario"), "change")

    def scenario(
        self,
        name: str = "own",
        *,
        base: str | Path | Scenario = "",
        years: Iterable[int] | None = None,
        title: str | Mapping[str, str] | None = None,
        question: str | Mapping[str, str] | None = None,
        reason: str | Mapping[str, str] = "",
        handed_out: Mapping[str, Any] | None = None,
        extra: Mapping[str, Any] | None = None,
        uncertainties: Mapping[str, Any] | None = None,
        posterior: str | Mapping[str, Any] | None = None,
        rules: Sequence[Mapping[str, Any]] | None = None,
        **levers: Any,
    ) -> Scenario:
        """A scenario in memory: `base` with some levers set. It passes every check that a file passes.

        name        its id in tables
        base        an id of `scenarios`, a file, or a Scenario; blank: the programme as published
        years       first and last, (2022, 2030); None: those of the base
        title       a text, or one by language {"zh": …, "en": …}; None: the name
        question    what it is to answer, in the same way; None: the name
        reason      of every change that brings none of its own
        handed_out  by lever: even, weakest_first, strongest_first, key_villages, random, register, or a list
                    of villages' ids
        extra       by lever what named villages get on top: {year: {village: units}}
        uncertainties  by parameter a value, or {"low": …, "high": …, "distribution": …}, in its own unit
        posterior   the name of a stored posterior, which takes the place of the priors
        rules       what a year changes by what last year left, each {"lever": …, "when": …, "then": …}
                    as in a file's `rules:`; None: those of the base
        levers      by id: an amount in every year that the lever runs; {year: amount}, from that year on;
                    text with a unit, "1500 万元"; a Series by year; or an entry as in a file, {"scale": 1.2}.
                    Names that Python does not take are given as **{"group.funding": {"scale": 0.5}}

        Returns a Scenario: equal to that of a file with the same content, but for the lines.
        Raises InputFaults with all faults, each with the name of its argument.

        Example:
        >>> from sim import programme
        >>> baotou = programme("baotou-2022")
        >>> plan = baotou.scenario("teams", resident_staff=600, municipal_fiscal={2023: 1500, 2024: 1800},
        ...                        handed_out={"resident_staff": "weakest_first"}, reason="more people")
        >>> plan
        Scenario('teams', on 'programme-2022', 2022-2030, changes: resident_staff, municipal_fiscal)
        >>> plan.settings["municipal_fiscal"].amounts[:3]
        (2150.0, 1500.0, 1800.0)
        >>> baotou.scenario(grid=600)
        Traceback (most recent call last):
            ...
        sim.faults.InputFaults: own:grid: unknown lever 'grid'; did you mean 'grids'?
        """
        wanted = ScenarioArguments(
            name,
            levers,
            base,
            years,
            title,
            question,
            reason,
            handed_out,
            extra,
            uncertainties,
            posterior,
            rules,
        )
        with self._used() as register:
            return make_scenario(wanted, levers_of(register), load_parameters(), village_ids(register))

    def case(self, scenario: ScenarioLike = "") -> Case:
        """What a run of a scenario stands on: `read_case` in this programme and on its villages.

        Example:
        >>> from sim import programme
        >>> programme("liuzhou-2018").case()
        Case('programme-2018' of 'liuzhou-2018', 999 villages of 'villages')
        """
        with self._used():
            return read_cases([scenario], self.villages)[0]

    def __repr__(self) -> str:
        return f"OpenProgramme({self.id!r}, {self.years[0]}-{self.years[1]}, {len(self.levers)} levers)"

    def _repr_html_(self) -> str:
        about = escape(self.description.about.said())
        return f"<h4>{escape(self.title)}</h4><p>{about}</p>{self.scenarios._repr_html_()}"


def read_case(scenario: ScenarioLike = "", villages: str | Path | None = None) -> Case:
    """What a run stands on: a programme with its tables, the villages and a choice of levers.

    scenario  an id of the programme in use, a file (.yaml), a scenario code, or a Scenario made in memory;
              blank: the programme as published
    villages  a register file (.csv); None: the register in use, or the programme's own

    Returns a Case: facts and evidence (DataFrames by id), levers and parameters (by name), register,
    scenario, programme.
    Raises InputFaults with every fault of the scenario, the register and the tables.

    Example:
    >>> from sim import read_case
    >>> case = read_case("talent-first")
    >>> case.scenario.settings["resident_staff"].amounts[0], case.levers["resident_staff"].unit
    (736.0, 'person')
    """
    with at_home(scenario, villages=villages):
        return read_cases([scenario], villages)[0]


def read_register(villages: str | Path | None = None) -> pd.DataFrame:
    """A register of villages, checked.

    villages  a file (.csv); None: the register in use, or the programme's own. Workbooks come in by
              `wuli villages use FILE`, which asks what is not clear

    Returns a DataFrame, one row a village in the order banner, township, village; money in 10k yuan/year (the
    programme's own money), `attrs["units"]` say every column's unit; what is not known of an account is NaN.
    Raises InputFaults with every fault of the file, each with its line and column.

    Example:
    >>> from sim import read_register
    >>> villages = read_register()
    >>> villages["village_id"].iloc[0], villages.attrs["units"]["operating"], villages.attrs["synthetic"]
    ('V001', '10k yuan/year', True)
    """
    return OpenProgramme(programme_folder(), villages).register


def read_panel(panel: str | Path, answers: Mapping[str, str] | None = None) -> pd.DataFrame:
    """A panel of villages, checked: what each earned and received, year by year.

    panel    a file (.xlsx, .xls, .ods, .csv, .parquet)
    answers  what the file leaves open: a column or a cell (`E17`) -> `yuan`, `10k_yuan`, `percent`, `share`

    Returns a DataFrame, one row a village and year: village_id, year, income and its streams, costs, the net
    return and money received (10k yuan/year, NaN for a gap), assets and debts (10k yuan), first_treated
    (year, NaN: never).
    Raises InputFaults with everything that is wrong or still open, each on its cell.

    Example:
    >>> from sim import programme, read_panel
    >>> panel = read_panel(programme("baotou-2022").folder / "panels" / "evaluation.csv")
    >>> panel.attrs["units"]["income"], panel["village_id"].nunique() > 100
    ('10k yuan/year', True)
    """
    money, table = load_programme().money, load_observations(panel, answers).table
    known = columns("panel")
    units = {name: money.named(known[name].unit) for name in table if name in known and known[name].unit}
    return with_units(table, money.named(MONEY_A_YEAR), **units, year="year", first_treated="year")


def save_scenario(scenario: Scenario, path: str | Path) -> None:
    """Write a scenario as a YAML file that reads to the same settings and assumptions.

    scenario  made in memory or read
    path      of a new file, which holds what differs from the baseline; in one that is there what differs is
              changed, and its comments stay. A scenario whose baseline lies elsewhere is written out whole.

    Raises InputFaults where a file that is there is no scenario, OSError where it cannot be written.

    Example:
    >>> import tempfile
    >>> from pathlib import Path
    >>> from sim import programme, read_case, save_scenario
    >>> plan = programme().scenario("teams", resident_staff=600, reason="more people")
    >>> file = Path(tempfile.mkdtemp()) / "teams.yaml"
    >>> save_scenario(plan, file)
    >>> read_case(file).scenario.settings == plan.settings
    True
    """
    path = Path(path)
    with at_home(scenario):
        levers, known = levers_of(register_in_use()), list_scenarios()
        beside = [each.stem for each in path.parent.glob("*.y*ml")]
        if path.is_file() or scenario.baseline in (*known, *beside):
            return files.save_scenario(scenario, path, levers)
        write(path, files.resolved_text(scenario, levers))


def known_outcome(name: str, known: Iterable[str]) -> str:
    """An outcome that there is. Raises InputFaults with the nearest of all."""
    if name not in (names := list(known)):
        raise InputFaults([unknown("", say("word_outcome"), name, names)])
    return name
