"""Questions about the answers: how sure they are, what was observed, what support did, kinds of villages.

Each answer is tables with units and what is behind them. Examples run with few members so that they are
quick; an answer that is used takes the usual number. What a researcher needs is `sim` itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import pandas as pd

from sim.analysis import challenge as challenges
from sim.analysis import questions, validation, value_of_information
from sim.analysis.discovery import box_table, misses, prim
from sim.analysis.evaluation import methods
from sim.analysis.sensitivity import city_model, morris, sobol, tornado
from sim.analysis.structures import study_structures
from sim.analysis.typology import find_types, outliers
from sim.api.answers import INDEX, MONEY, MONEY_A_YEAR, SHARE, VILLAGE, AnswerTables, unit_of, with_units
from sim.api.cases import at_home, known_outcome, read_panel, read_register
from sim.faults import InputFaults, unknown
from sim.inputs.case import ScenarioLike, read_cases
from sim.model.simulate import Result
from sim.model.structures import STANDARD, single_changes
from sim.words import say

WAYS = ("sobol", "morris", "tornado")

# --- how sure --------------------------------------------------------------------------------------------


def sensitivity(
    scenario: ScenarioLike = "",
    outcome: str = "mean",
    year: int = 0,
    way: str = "sobol",
    *,
    base: int = 1024,
    seed: int = 0,
    villages: str | Path | None = None,
) -> pd.DataFrame:
    """Where the spread of a city outcome comes from.

    scenario  what is run; blank: the programme as published
    outcome   a variable of `Result.city`
    year      of the outcome; 0: the last
    way       sobol: shares of the variance; morris: effects of steps through the priors; tornado: the outcome
              with one uncertainty at its 5 and 95 %, all others at their median
    base      of sobol, best a power of two: base x (inputs + 2) members; of morris, the trajectories

    Returns a DataFrame, one row an input (luck among them, but in a tornado), the most first:
      sobol    first, total (shares of the variance), first_interval, total_interval (half widths of 95 %)
      morris   mu_star, mu_star_interval, mu, sigma, in the outcome's unit
      tornado  low, high, centre, in the outcome's unit

    Sobol 2001 and Saltelli 2010, Morris 1991, by SALib.
    Raises InputFaults for an outcome, year or way that there is not.

    Example:
    >>> from sim import sensitivity
    >>> shares = sensitivity("talent-first", base=4)
    >>> shares.columns.tolist(), shares.attrs["units"]["total"]
    (['first', 'first_interval', 'total', 'total_interval'], 'share')
    """
    if way not in WAYS:
        raise InputFaults([unknown("way", say("word_method"), way, WAYS)])
    with at_home(scenario, villages=villages):
        case = read_cases([scenario], villages)[0]
        model, unit = city_model(case, [(outcome, year)], seed), unit_of(case, outcome)
        if way == "tornado":
            return with_units(tornado(case.parameters, model), unit)
        if way == "morris":
            table = morris(case.parameters, model, base, seed).loc[0]
            return with_units(table.sort_values("mu_star", ascending=False, kind="stable"), unit)
        table = sobol(case.parameters, model, base, seed).loc[0]
        return with_units(table.sort_values("total", ascending=False, kind="stable"), SHARE)


def survey_next(
    options: Sequence[str] = (),
    yuan_per_yuan: float = 1.0,
    yuan_per_village: float = 0.0,
    members: int = 8192,
    seed: int = 0,
    *,
    villages: str | Path | None = None,
) -> pd.DataFrame:
    """What knowing each uncertainty would be worth to a choice among scenarios.

    options           ids or files, at least two, the first is what is done; none: the programme's own
    yuan_per_yuan     what one yuan of village income is worth, in public yuan
    yuan_per_village  what one village at the target is worth, 10k yuan

    Returns a DataFrame, rows (criterion yuan or villages, uncertainty), the most worth first: worth, noise
    (what shuffled draws show), unit of both (10k yuan over the horizon, or villages); counts (worth above
    noise), best_now, changes_to, chance (that knowing it changes the choice), switch (the value where it does
    first, in the parameter's unit).

    Expected value of partial perfect information by regression on the draws (Strong, Oakley, Brennan 2014).
    Raises InputFaults for fewer than two options.

    Example:
    >>> from sim import survey_next
    >>> table = survey_next(["talent-first", "funding-first"], members=64)
    >>> table.loc["yuan", "unit"].unique().tolist(), bool((table["worth"] >= 0).all())
    (['10k yuan'], True)
    """
    with at_home(villages=villages):
        decision = value_of_information.make_decision(options, yuan_per_yuan, yuan_per_village)
        case = read_cases([decision.options[0]], villages)[0]
        found = value_of_information.benefits(case, decision, members, seed)
        table = value_of_information.survey_next(found, seed)
        criteria = {"yuan": case.programme.money.named(MONEY), "villages": VILLAGE}
    units = [criteria[name] for name in table.index.get_level_values("criterion")]
    return with_units(table.assign(unit=units), chance=SHARE, switch="of the uncertainty")


def discover(
    result: Result,
    outcome: str = "",
    limit: float | None = None,
    year: int = 0,
    *,
    above: bool = True,
    boxes: int = 3,
) -> pd.DataFrame:
    """Under which conditions a scenario misses: boxes of the uncertainties in which misses are dense.

    result   of `simulate`, best with hundreds of members
    outcome  a variable of `Result.city`; blank: villages below the target
    limit    in the outcome's unit; more than that is a miss, or less where `above` is off; None: 0 for counts
             of villages below a threshold, of any other outcome the median of the members
    year     of the outcome; 0: the last
    above    more than the limit is a miss; off: less is
    boxes    how many at most

    Returns a DataFrame, rows (box, uncertainty): low, high, unit (the uncertainty's; infinite where open) and
    of the box density (share of its members that miss), coverage (share of all misses), mass (share of the
    members).

    Patient rule induction (Friedman and Fisher 1999), as scenario discovery (Bryant and Lempert 2010).
    Raises InputFaults where nearly all or nearly none miss, and for an outcome that there is not.

    Example:
    >>> from sim import discover, simulate
    >>> result = simulate(members=512, each_village=False)
    >>> found = discover(result, "mean", limit=float(result.city["mean"][:, -1].median()), above=False)
    >>> found.loc[1].loc["operating_growth", "unit"], found.attrs["units"]["density"]
    ('1/year', 'share')
    """
    with at_home(result.case):
        name = result.case.programme.outcome(outcome or "below_target")
        values = result.city[known_outcome(name, map(str, result.city))]
        if limit is None:
            last = values.sel(year=year or result.case.scenario.years[-1])
            limit = 0.0 if name.startswith("below_") else float(last.median())
        missed = misses(result, name, year, limit, above)
        table = box_table(prim(result.draws, missed, boxes)).astype(float)
    names = table.index.get_level_values("uncertainty")
    told = table.assign(unit=[result.case.parameters[name].unit for name in names])
    return with_units(told, density=SHARE, coverage=SHARE, mass=SHARE)


def challenge(
    claim: str,
    members: int = 64,
    draws: int = 4096,
    counterfactual: ScenarioLike = "",
    seed: int = 0,
    *,
    rivals: bool = True,
    villages: str | Path | None = None,
) -> AnswerTables:
    """What would overturn a claim: the nearest joint change of at most four uncertainties, proved by runs.

    claim    "A beats B [on OUTCOME] [by X]", "A reaches the target in at least N villages", "A lifts at least
             N villages", "a yuan in A brings at least X", "A pays back by YEAR", "OUTCOME of A is above X in
             YEAR" (or below), also in Chinese; A and B are ids, titles, files or codes of scenarios
    members  kinds of luck over which every point is averaged
    draws    of all priors, by which failures are counted
    rivals   try every rival structure too, one choice at a time

    A claim is judged with every uncertainty at the median of its prior and the outcome averaged over the same
    kinds of luck at every point.

    Returns tables, and `holds`, `failure`, `found`, `rivals` behind them:
      changes  rows (moves, uncertainty), the nearest change for each number of moved uncertainties: value and
               middle (the uncertainty's unit), score (standard deviations), more (it turns above the value),
               quantile of its prior, distance of the whole change, before and beyond (margins on both sides)
      structures  structure: margin in the middle, distance of the nearest change (0 where the structure alone
               overturns, infinite where none was found)
      whole    one row, the claim: margin in the middle, closest (what no change undercuts, where none
               overturns), everywhere (share of draws that fail), corner, there (share beyond the change, and
               what of it is overturned)

    Reliability index (Hasofer and Lind 1974) along few uncertainties.
    Raises InputFaults for a claim that is not understood, with the forms there are.

    Example:
    >>> from sim import challenge
    >>> answer = challenge("talent-first lifts at least 100 villages", members=4, draws=64, rivals=False)
    >>> answer.holds, answer.whole.attrs["units"]["everywhere"]
    (True, 'share')
    """
    with at_home(villages=villages):
        found = challenges.challenge(claim, members, draws, seed, villages, counterfactual, rivals)
        changes, failure = found.table, found.failure
        names = changes.index.get_level_values("uncertainty")
        changes = changes.assign(unit=[found.parameters[name].unit for name in names])
        row = {"margin": found.found.centre, "closest": found.found.closest, **asdict(failure)}
        tried = {STANDARD: found.found, **found.rivals}
        told = [{"margin": each.centre, "distance": found.distance(name)} for name, each in tried.items()]
        labels = [", ".join(form for _, form in name.differs()) or "standard" for name in tried]
        others = pd.DataFrame(told, index=pd.Index(labels, name="structure"))
        whole = pd.DataFrame([row], index=pd.Index([str(claim)], name="claim"))
    shares = dict.fromkeys(("everywhere", "corner", "there"), SHARE)
    apart, unit = "standard deviation", challenges.unit_of_margin(found.court)
    tables = {
        "changes": with_units(changes, score=apart, distance=apart, quantile=SHARE, before=unit, beyond=unit),
        "structures": with_units(others, unit, distance=apart),
        "whole": with_units(whole, unit, draws="draw", **shares),
    }
    return AnswerTables(found, tables)


def structures(
    scenario: ScenarioLike = "",
    counterfactual: ScenarioLike = "",
    members: int = 128,
    seed: int = 0,
    *,
    single: bool = False,
    ranked: bool = True,
    villages: str | Path | None = None,
) -> AnswerTables:
    """How the headlines of a scenario fare under rival structures of the model, on the same luck.

    single  only the structures that differ from the standard one in one choice; off: all combinations
    ranked  compare it with the programme's other scenarios too

    An answer holds where its median lies within the 90 % band of the standard structure, a gain keeps its
    sign (what a yuan brings, its side of one yuan) and the scenario its place by gain.

    Returns tables, and `holds(answer)` behind them, the mark (holds, of) of one answer:
      headlines  answer: low, mid, high under the standard structure, least and most of all medians, holds,
                 of, unit
      medians    structure (a row each, the standard first): the choices, and the median of every answer
      choices    rows (choice, form): the share of structures with it in which each answer holds

    Raises InputFaults where the scenario is its own counterfactual.

    Example:
    >>> from sim import structures
    >>> answer = structures("talent-first", members=8, single=True, ranked=False)
    >>> answer.holds("mean_gain").of, answer.headlines.attrs["units"]["holds"]
    (8, 'structure')
    """
    with at_home(scenario, villages=villages):
        tried = list(single_changes()) if single else []
        found = study_structures(scenario, counterfactual, members, seed, villages, tried, ranked)
    units = {str(name): str(unit) for name, unit in found.standard["unit"].items()}
    forms = pd.DataFrame([dict(each.chosen()) for each in found.structures], index=found.medians.index)
    tables = {
        "headlines": with_units(found.table, holds="structure", of="structure"),
        "medians": with_units(forms.join(found.medians), **units),
        "choices": with_units(found.choices, SHARE),
    }
    return AnswerTables(found, tables)


def calibrate(
    scenario: ScenarioLike = "",
    panel: str = "",
    *,
    steps: int = 3000,
    members: int = 100_000,
    record_error: float = 0.05,
    targets: bool = True,
    answers: Mapping[str, str] | None = None,
    seed: int = 0,
    villages: str | Path | None = None,
) -> AnswerTables:
    """What observations leave of the priors: of a panel, of the published aggregates, or of both.

    scenario      what was really done
    panel         a file, from here or from the programme's folder; blank: the published aggregates alone
    steps         of each walker, with a panel
    members       that are weighed, without a panel
    record_error  of a record of income, log points
    targets       hold a panel's posterior to the published aggregates too
    answers       what the panel leaves open, as for `read_panel`

    Returns tables, and `converged` and `about` behind them:
      draws        draw x parameter, equally likely, in the parameters' units
      diagnostics  parameter: rhat, ess, prior and posterior 5, 50 and 95 %, shrunk (share of the prior's 90 %
                   width that is gone), unit

    Affine-invariant ensembles (Goodman and Weare 2010) by emcee; importance weights without a panel.
    Raises InputFaults for a panel that is not clear, and where too few members carry the weight.

    Example:
    >>> from sim import calibrate
    >>> posterior = calibrate(members=4096)
    >>> posterior.draws.shape[1] == len(posterior.draws.attrs["units"])
    True
    """
    with at_home(scenario, villages=villages):
        case = read_cases([scenario], villages)[0]
        found = questions.ask_posterior(case, panel, steps, members, seed, record_error, targets, answers)
    units = {name: row.unit for name, row in case.parameters.items()}
    diagnostics = found.diagnostics.assign(unit=[units[str(name)] for name in found.diagnostics.index])
    tables = {
        "draws": with_units(found.draws, **units),
        "diagnostics": with_units(diagnostics, rhat="ratio", ess="draw", shrunk=SHARE),
    }
    return AnswerTables(found, tables)


def validate(
    scenario: ScenarioLike = "", members: int = 2000, seed: int = 0, *, villages: str | Path | None = None
) -> AnswerTables:
    """How the model does where something else was observed, beside two naive rules.

    scenario  whose priors are used; blank: the programme as published

    Returns one table, and `words()` and `scored` behind it:
      targets  target: place, outcome, year, unit, value (observed), q05, q50, q95, inside, error (the CRPS),
               no_change, trend and their errors, independent (no prior rests on it), source

    Continuous ranked probability score (Gneiting and Raftery 2007).
    Raises InputFaults for a scenario or register that is refused, and for observations that cannot be read.

    Example:
    >>> from sim import validate
    >>> card = validate(members=8)
    >>> card.targets.attrs["units"]["error"], "independent" in card.targets
    ('by row', True)
    """
    with at_home(scenario, villages=villages):
        found = validation.validate(read_cases([scenario], villages)[0], members, seed)
    return AnswerTables(found, {"targets": with_units(found.table, year="year")})


# --- what support did, and what kinds of villages there are -------------------------------------------------


def evaluate(
    panel: pd.DataFrame | str | Path,
    method: str = "staggered",
    outcome: str = "income",
    *,
    covariates: Sequence[str] = (),
    cluster: str = "",
    treatment: str = "money_received",
    instruments: Sequence[str] = (),
    score: str = "",
    threshold: float | None = None,
    below: bool = False,
    register: pd.DataFrame | None = None,
    seed: int = 0,
) -> AnswerTables:
    """What support did to the villages of a panel: an effect, its error, and what could refute it.

    panel       of `read_panel`, or a file: one row a village and year
    method      staggered, event_study, two_way_fixed_effects, wild_cluster_bootstrap, weighting,
                instrumental, discontinuity
    outcome     column of the panel on which the effect is sought
    covariates  columns of panel or register that are held equal
    cluster     column within which errors hang together; blank: the method's usual one
    treatment   column of what was received, for instrumental
    instruments  columns that move `treatment` and nothing else, for instrumental
    score       column by whose threshold support was handed out, for discontinuity
    threshold   of the score, in its unit; discontinuity cannot do without, None: no other method needs it
    below       those below the threshold got it; off: those at or above it
    register    traits of the villages, by village_id (`read_register`); None: those of the panel alone

    Returns tables, and behind them `assumption()`, `refuted`, `note_texts()`:
      effect  one row, the method: effect, error, low, high (95 %), in the outcome's unit; observations,
              clusters
      detail  what the method says beyond one number: effects by year, balance, …
      checks  by name: statistic, p_value, refutes

    Callaway and Sant'Anna 2021, Goodman-Bacon 2021, Cameron, Gelbach and Miller 2008, Calonico, Cattaneo and
    Titiunik 2014; references stand with each method in `sim.analysis.evaluation`.
    Raises InputFaults for a method or column that there is not, and where the method cannot answer.

    Example:
    >>> from sim import evaluate, programme
    >>> answer = evaluate(programme("baotou-2022").folder / "panels" / "evaluation.csv")
    >>> answer.effect.index.tolist(), answer.effect.attrs["units"]["effect"]
    (['staggered'], '10k yuan/year')
    """
    table = panel if isinstance(panel, pd.DataFrame) else read_panel(panel)
    asked = methods.Question(
        method, outcome, cluster, tuple(covariates), treatment, tuple(instruments), score,
        float("nan") if threshold is None else threshold, below, seed=seed,
    )  # fmt: skip
    found = methods.evaluate(table, asked, register)
    unit = table.attrs.get("units", {}).get(outcome, MONEY_A_YEAR)
    names = ("effect", "error", "low", "high", "observations", "clusters")
    effect = pd.DataFrame(
        [{name: getattr(found, name) for name in names}], index=pd.Index([method], name="method")
    )
    columns = ["name", "statistic", "p_value", "refutes"]
    checks = pd.DataFrame([asdict(each) for each in found.diagnostics], columns=columns).set_index("name")
    tables = {
        "effect": with_units(effect, unit, observations="observation", clusters="cluster"),
        "detail": with_units(found.table, unit),
        "checks": with_units(checks, "statistic", p_value=SHARE),
    }
    return AnswerTables(found, tables)


def typology(register: pd.DataFrame | None = None, seed: int = 0, odd: int = 10) -> AnswerTables:
    """Kinds of villages, how stable they are, and the villages most unlike all others.

    register  of `read_register`; None: the register in use
    odd       how many villages deserve a second look

    Returns tables, and `stable` and `named_by` behind them:
      villages   village_id: type (0 is the poorest), x, y (first two principal components)
      profile    type x trait, in standard deviations from the average village
      stability  types: stability (mean adjusted Rand index over resamples), chosen
      outliers   village_id: score (local outlier factor), trait, deviations

    k-means on standardised traits, as many types as come out again (Ben-Hur 2002); local outlier factor
    (Breunig 2000).
    Raises InputFaults for fewer villages than can be told apart.

    Example:
    >>> from sim import read_register, typology
    >>> kinds = typology(read_register().head(120))
    >>> kinds.villages.index.name, kinds.profile.attrs["units"]["income"]
    ('village_id', 'standard deviation')
    >>> [name for name, table in kinds.items() if not table.attrs["units"]]
    []
    """
    table = read_register() if register is None else register
    found = find_types(table, seed)
    apart = "standard deviation"
    tables = {
        "villages": with_units(found.villages.set_index("village_id"), apart, type="number of the type"),
        "profile": with_units(found.profile.rename_axis("type"), apart),
        "stability": with_units(found.stability.set_index("types"), INDEX),
        "outliers": with_units(outliers(table, odd).set_index("village_id"), apart, score="ratio"),
    }
    return AnswerTables(found, tables)
