"""Plans and rules searched for four goals at once, and whether rules pay.

The goals are income, fairness, cost and the worst tenth. A plan scales the groups of levers, says when they
begin and how they grow, and who gets the project money; rules change it by what last year left. NSGA-III
(Deb and Jain 2014, by pymoo) breeds plans without rules first. From these it goes on twice with as many
tries, once with rules and once without. What is found is valued on members that the search has not seen:
whoever picks the best of many by the same draws believes too much.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from sim.analysis.prepared_case import World, make_world
from sim.faults import fault
from sim.inputs.case import Case
from sim.inputs.levers import Lever
from sim.inputs.scenarios.scenario import (
    RETARGET,
    ROTATE,
    SHARE_BELOW,
    SPEND_LEFT,
    STOP,
    AdaptiveRule,
    Change,
    LeverSetting,
    Scenario,
)
from sim.model.exposure import make_exposure
from sim.model.prices import drawn_prices
from sim.model.simulate import ruled_levers, run_blocks
from sim.words import LANGUAGES, by_language, said_in, say

GOALS = ("income", "gini", "cost", "worst_tenth")
_SIGNS = np.array([-1.0, 1.0, 1.0, -1.0])  # what makes each of them a thing to be made small
PLAIN, RULED = "plain", "ruled"
_TENTH = 0.1
_MOST_SCALE = 2.0  # times the scenario's own amounts
_LATEST = 3  # years after the first in which a plan may begin
_TILT = 0.5  # how much more of an amount the last year may have than the middle one
_TARGETINGS = ("", "even", "weakest_first", "strongest_first", "random")
_MOST_FAILURES, _MOST_YEARS = 3, 4
_DIVISIONS = 6  # of each goal: 84 directions in which the search looks
_FEWEST = 4  # generations of each part of the search
_TRIES = 2  # of the search on each side, whose distance says what its own luck does
_NINETY = 1.645  # standard errors on each side that hold 90 %
_BATCHES = 20  # parts of the unseen members, whose spread says what is certain
_MATTERS = 0.01  # share of the frontier's volume below which rules change nothing worth their trouble
_REFERENCE = 1.1  # where volume begins, in widths of the frontier from its best end


@dataclass(frozen=True)
class PlanSpace:
    """What a plan may be, as numbers from 0 to 1.

    groups   the levers of each group that cost money
    money    the levers that bring project money and what comes with it
    teams    levers whose people can move on
    """

    case: Case
    groups: dict[str, tuple[str, ...]]
    money: tuple[str, ...]
    teams: tuple[str, ...]

    @property
    def plain(self) -> int:
        """How many numbers say the plan; those after them say its rules."""
        return len(self.groups) + 3

    @property
    def size(self) -> int:
        return self.plain + 6


@dataclass(frozen=True)
class _RulesVerdict:
    """Whether rules pay.

    volumes  hypervolume of the frontier without and with rules, by parts of the unseen members, two (part,)
    beaten   share of the plain frontier that some plan that holds rules beats, on the unseen members
    standing share of the plans that none beats there that hold rules
    gain     of volume by rules, mean over parts, as a share; low and high hold 90 % of its uncertainty
    """

    volumes: tuple[np.ndarray, np.ndarray]
    beaten: float
    standing: float
    gain: float
    low: float
    high: float

    @property
    def answer(self) -> str:
        """pays, costs (the plain plans are better), same (certainly less than matters) or open.

        The search that may use rules can also find more plans that use none: its frontier's gain is the
        rules' own only where plans that hold rules stand on the frontier and beat plans without.
        """
        if self.low > 0 and self.gain >= _MATTERS:
            return "pays" if self.standing and self.beaten else "open"
        if self.high < 0 and self.gain <= -_MATTERS:
            return "costs"
        return "same" if max(-self.low, self.high) < _MATTERS else "open"

    def text(self) -> str:
        """The sentence."""
        shares = {"gain": f"{100 * abs(self.gain):.1f}", "beaten": f"{100 * self.beaten:.0f}"}
        shares["standing"] = f"{100 * self.standing:.0f}"
        spread = {"low": f"{100 * self.low:+.1f}", "high": f"{100 * self.high:+.1f}"}
        return say(f"search_{self.answer}", **shares, **spread)


@dataclass(frozen=True)
class PlanSearch:
    """Plans that no other plan beats in all goals, with what they are.

    table    rows by plan: kind (plain or ruled); the goals on the unseen members: income and worst_tenth
             (10k yuan/year), gini, cost (10k yuan over the horizon); start, tilt, targeting, scale of each
             group, rules
    unseen   the goals of each of them in every unseen member, (plan, member, goal) in the order of GOALS
    start    the same of the scenario as it is, (member, goal)
    space    what was searched; genes (plan, number) in the table's order
    tried    plans that were run
    """

    world: World
    table: pd.DataFrame
    verdict: _RulesVerdict
    unseen: np.ndarray
    start: np.ndarray
    space: PlanSpace
    genes: np.ndarray
    tried: int

    def scenario(self, plan: int) -> Scenario:
        """A plan of the table as a scenario that can be saved and run."""
        return planned(self.space, self.genes[list(self.table.index).index(plan)])


# ---- From numbers to a plan ------------------------------------------------------------------------


def plan_space(case: Case) -> PlanSpace:
    """What may be searched on top of a case: the groups of its levers that cost money and do anything."""
    settings = case.scenario.settings
    spent = [each for each in case.levers.values() if each.unit_cost and any(settings[each.id].amounts)]
    following = {each.id: each for each in case.levers.values() if each.follows}
    groups: dict[str, list[str]] = {}
    for lever in spent:
        groups.setdefault(lever.group, []).append(lever.id)
    for names in groups.values():  # what comes with a lever comes with its plan
        names += [name for name, each in following.items() if each.follows in names and name not in names]
    if not groups:
        raise fault(case.scenario.id, "search_nothing")
    money = [each.id for each in spent if _brings_projects(each)]
    money += [name for name, each in following.items() if each.follows in money and name not in money]
    teams = [each.id for each in spent if "staff" in dict(each.channels) and _can_move(each, case)]
    return PlanSpace(case, {name: tuple(each) for name, each in groups.items()}, tuple(money), tuple(teams))


def _brings_projects(lever: Lever) -> bool:
    return "grants" in dict(lever.channels)


def _can_move(lever: Lever, case: Case) -> bool:
    """Whether a lever's people can go on to other villages."""
    return not lever.rotates and case.scenario.settings[lever.id].targeting not in ("even", "villages")


def unchanged(space: PlanSpace) -> np.ndarray:
    """The numbers that say the scenario as it is, (number,)."""
    genes = np.zeros(space.size)
    genes[: len(space.groups)] = 1 / _MOST_SCALE
    genes[len(space.groups) + 1] = 0.5
    return genes


@dataclass(frozen=True)
class _Plan:
    """A plan in words: see `PlanSpace`."""

    scales: tuple[float, ...]
    start: int
    tilt: float
    targeting: str
    rules: tuple[AdaptiveRule, ...]


def _read(space: PlanSpace, genes: np.ndarray) -> _Plan:
    """The plan that some numbers say; genes (number,) 0..1."""
    groups = len(space.groups)
    scales = tuple(round(float(_MOST_SCALE * each), 2) for each in genes[:groups])
    start = _choice(genes[groups], _LATEST + 1)
    tilt = round(float(_TILT * (2 * genes[groups + 1] - 1)), 2)
    targeting = _TARGETINGS[_choice(genes[groups + 2], len(_TARGETINGS))]
    return _Plan(scales, start, tilt, targeting, tuple(_rules(space, genes[space.plain :])))


def _rules(space: PlanSpace, genes: np.ndarray) -> Iterator[AdaptiveRule]:
    """The rules that some numbers say: none where all are 0; genes (6,)."""
    towards, level, stop, rotate, left, most = genes
    if not space.money:
        return
    chosen = _choice(towards, 3)
    if chosen:
        way = ("weakest_first", "strongest_first")[chosen - 1]
        target = space.case.programme.target.amount
        share = round(float(level), 2)
        yield AdaptiveRule(RETARGET, space.money, share, way, SHARE_BELOW, float(target), chosen == 1)
    if failures := _choice(stop, _MOST_FAILURES + 1):
        yield AdaptiveRule(STOP, space.money, float(_MOST_FAILURES + 1 - failures))
    if space.teams and (years := _choice(rotate, _MOST_YEARS + 1)):
        yield AdaptiveRule(ROTATE, space.teams, float(_MOST_YEARS + 1 - years))
    if _choice(left, 2):
        projects = tuple(name for name in space.money if _brings_projects(space.case.levers[name]))
        yield AdaptiveRule(SPEND_LEFT, projects, 0.0, most=round(0.1 + float(most), 1))


def _choice(number: float, count: int) -> int:
    """Which of some choices a number from 0 to 1 means."""
    return min(int(number * count), count - 1)


def planned(space: PlanSpace, genes: np.ndarray) -> Scenario:
    """A plan as a scenario on top of the one that was searched around; genes (number,)."""
    plan, base = _read(space, genes), space.case.scenario
    settings = _settings(space, plan)
    why = by_language(lambda: say("search_reason"))
    changes = [*base.changes, *(Change("rules", "rule", None, rule, why) for rule in plan.rules)]
    for name, new in settings.items():
        old = base.settings[name]
        pairs = {"amount": (old.amounts, new.amounts), "targeting": (old.targeting, new.targeting)}
        changes += [Change(name, field, *pair, why) for field, pair in pairs.items() if pair[0] != pair[1]]
    title = {lang: said_in(lang, say, "search_title", title=base.title[lang]) for lang in LANGUAGES}
    return replace(
        base, id=f"{base.id}-found", title=title, baseline=base.baseline or base.id, settings=settings,
        rules=plan.rules, changes=tuple(changes),
    )  # fmt: skip


def _settings(space: PlanSpace, plan: _Plan) -> dict[str, LeverSetting]:
    """The settings of every lever under a plan."""
    settings, years = dict(space.case.scenario.settings), len(space.case.scenario.years)
    path = np.linspace(1 - plan.tilt, 1 + plan.tilt, years) if years > 1 else np.ones(years)
    path[: plan.start] = 0.0
    for scale, names in zip(plan.scales, space.groups.values(), strict=True):
        for name in names:
            old = settings[name]
            amounts = tuple(
                _rounded(float(scale * part), each) for part, each in zip(path, old.amounts, strict=True)
            )
            settings[name] = replace(old, amounts=amounts)
    for name in space.money if plan.targeting else ():
        settings[name] = replace(settings[name], targeting=plan.targeting, villages=())
    return settings


def _rounded(factor: float, amount: float) -> float:
    """A changed amount in three digits, so that a plan fits into a scenario code."""
    return amount if factor == 1 else float(f"{factor * amount:.3g}")


# ---- What a plan achieves -------------------------------------------------------------------------


def goals_of(world: World, scenario: Scenario) -> np.ndarray:
    """The four goals of a scenario in every member, (member, goal), in the order of GOALS.

    Mean income of the villages and of their poorest tenth in the last year (10k yuan/year), the Gini
    coefficient of their incomes then, and the public money of all years (10k yuan).
    """
    case = replace(world.case, scenario=scenario)
    exposure = make_exposure(case)
    years = world.years
    ran = run_blocks(world.blocks, exposure, years, world.draws, world.seed, [len(years) - 1])
    ordered = np.sort(ran.incomes[:, 0], axis=1).astype(np.float64)
    villages, total = ordered.shape[1], ordered.sum(axis=1)
    gini = 2 * (ordered @ np.arange(1, villages + 1)) / (villages * total) - (villages + 1) / villages
    poorest = ordered[:, : max(round(_TENTH * villages), 1)].mean(axis=1)
    return np.stack([total / villages, gini, _cost(world, case, ran.spent), poorest], axis=1)


def _cost(world: World, case: Case, spent: np.ndarray) -> np.ndarray:
    """Public money over all years at the prices that each member has drawn, (member,) 10k yuan.

    spent  (member, lever, year) units of the levers under rules
    """
    members = world.draws.index.to_numpy()
    settings = case.scenario.settings
    units = np.tile([sum(settings[name].totals) for name in case.levers], (len(members), 1))
    if case.scenario.rules:
        names = list(case.levers)
        units[:, [names.index(name) for name in ruled_levers(case)]] = spent.sum(axis=2)
    return (drawn_prices(case.levers, members, world.seed) * units).sum(axis=1)


# ---- The search -----------------------------------------------------------------------------------


def search(
    case: Case,
    plans: int = 2000,
    members: int = 200,
    seed: int = 0,
    seen: Callable[[int, int], None] = lambda done, planned: None,
) -> PlanSearch:
    """The best plans and rules around a scenario, and whether rules pay.

    plans    how many are run: half of them without rules from chance, then a quarter each way from there;
             each way in two tries with chance of their own, so that the luck of the search is known too
    members  whom each plan is tried on; as many others, whom the search has not seen, judge what it found
    """
    steps = search_steps(case, plans, members, seed)
    while True:
        try:
            seen(next(steps), plans)
        except StopIteration as ended:
            found: PlanSearch = ended.value
            return found


def search_steps(case: Case, plans: int, members: int, seed: int = 0) -> Generator[int, None, PlanSearch]:
    """A search in steps, one for each plan that is run, with how many were tried; at last what it found.

    So a page can hear its viewer in between; plans and members as in `search`.
    """
    case = replace(case, scenario=replace(case.scenario, rules=()))
    world, space = make_world(case, 2 * members, seed), plan_space(case)
    known = replace(world, draws=world.draws.iloc[:members])
    unseen = replace(world, draws=world.draws.iloc[members:])
    runs = _Runs(known, space)
    first = yield from runs.breed(None, plans // 2, ruled=False, seed=seed)
    part = plans // (4 * _TRIES)
    fronts: dict[str, list[np.ndarray]] = {PLAIN: [], RULED: []}
    for kind, tries in fronts.items():
        for k in range(_TRIES):
            bred = yield from runs.breed(first, part, kind == RULED, seed + 1 + k)
            tries.append(_front(space, bred))
    once: dict[_Plan, np.ndarray] = {}  # a plan that several tries found is judged once
    judged: dict[str, list[np.ndarray]] = {PLAIN: [], RULED: []}
    for kind, tries in fronts.items():
        for genes in tries:
            for plan in genes:
                if (said := _read(space, plan)) not in once:
                    once[said] = goals_of(unseen, planned(space, plan))
                    yield runs.tried
            judged[kind].append(np.stack([once[_read(space, plan)] for plan in genes]))
    holds = [np.array([bool(_read(space, plan).rules) for plan in each]) for each in fronts[RULED]]
    return _found(world, space, np.concatenate([*fronts[PLAIN], *fronts[RULED]]), once, runs.tried,
                  _verdict(judged, holds), goals_of(unseen, planned(space, unchanged(space))))  # fmt: skip


def _found(
    world: World, space: PlanSpace, genes: np.ndarray, judged: dict[_Plan, np.ndarray], tried: int,
    verdict: _RulesVerdict, start: np.ndarray,
) -> PlanSearch:  # fmt: skip
    """What none beats of all that was found, each plan once.

    genes   (plan, number); start (member, goal)
    judged  of each plan, the goals in every unseen member, (member, goal)
    """
    once = list({_read(space, plan): place for place, plan in enumerate(genes)}.values())
    genes = genes[once]
    unseen = np.stack([judged[_read(space, plan)] for plan in genes])
    values = unseen.mean(axis=1)
    best = unbeaten(values)
    best = best[np.argsort(values[best, GOALS.index("cost")], kind="stable")]
    table = _table(space, genes[best], values[best])
    return PlanSearch(world, table, verdict, unseen[best], start, space, genes[best], tried)


class _Runs:
    """Plans tried on the members that the search sees, counted."""

    def __init__(self, world: World, space: PlanSpace):
        self.world, self.space, self.tried = world, space, 0

    def breed(
        self, start: tuple[np.ndarray, np.ndarray] | None, plans: int, ruled: bool, seed: int
    ) -> Generator[int, None, tuple[np.ndarray, np.ndarray]]:
        """All that was tried and what it achieves: (plan, number) and (plan, goal), to be made small.

        In steps, one for each plan: how many were tried so far.

        start  plans and their goals to go on from; None: from chance
        """
        from pymoo.algorithms.moo.nsga3 import NSGA3
        from pymoo.core.population import Population
        from pymoo.core.problem import Problem

        room = max(plans // _FEWEST, len(GOALS))
        directions = next(
            each for parts in range(_DIVISIONS, 0, -1) if len(each := _directions(parts)) <= room
        )
        width, size = self.space.size if ruled else self.space.plain, len(directions)
        problem = Problem(n_var=width, n_obj=len(GOALS), xl=0.0, xu=1.0)
        if start is None:
            first = np.random.default_rng(seed).random((size, width))
            first[0] = unchanged(self.space)[:width]
            tried, found, sample = [], [], Population.new(X=first)
        else:
            tried, found = [start[0]], [start[1]]
            chosen = _front_places(start[1], size)
            sample = Population.new(X=start[0][chosen, :width], F=start[1][chosen])
            if ruled:  # every other plan begins with rules by chance: from none, breeding finds few
                tried_out = start[0][chosen[1::2]].copy()
                rules = np.random.default_rng(seed).random((len(tried_out), width - self.space.plain))
                tried_out[:, self.space.plain :] = rules
                sample = Population.merge(sample[::2], Population.new(X=tried_out))
        algorithm = NSGA3(directions, pop_size=size, sampling=sample, seed=seed)
        algorithm.setup(problem, termination=("n_gen", 10**9), seed=seed, verbose=False)
        done = 0
        while done < plans:
            asked = algorithm.ask()
            fresh = np.array([each.F is None or not len(each.F) for each in asked])
            genes = self._whole(asked.get("X"))
            values = np.empty((len(asked), len(GOALS)))
            for place, plan in enumerate(genes):
                if not fresh[place]:
                    values[place] = asked[place].F
                    continue
                values[place] = self._try(plan)
                yield self.tried
            asked.set("F", values)
            algorithm.tell(infills=asked)
            done += max(int(fresh.sum()), 1)
            tried.append(genes[fresh])
            found.append(values[fresh])
        return np.concatenate(tried), np.concatenate(found)

    def _whole(self, genes: np.ndarray) -> np.ndarray:
        """Plans with all of their numbers: without rules where those are not said."""
        out = np.zeros((len(genes), self.space.size))
        out[:, : genes.shape[1]] = genes
        return out

    def _try(self, genes: np.ndarray) -> np.ndarray:
        """The goals of a plan on average, (goal,), to be made small."""
        self.tried += 1
        return goals_of(self.world, planned(self.space, genes)).mean(axis=0) * _SIGNS


def unbeaten(values: np.ndarray, goals: Sequence[str] = GOALS) -> np.ndarray:
    """Positions of the plans that no other beats in some goals, (plan,); values (plan, goal) of all GOALS."""
    chosen = [GOALS.index(each) for each in goals]
    return _unbeaten((values * _SIGNS)[:, chosen])


def _unbeaten(values: np.ndarray) -> np.ndarray:
    """Positions of the plans that no other beats, (plan,); values (plan, goal) to be made small."""
    from pymoo.util.nds.non_dominated_sorting import NonDominatedSorting

    return np.sort(NonDominatedSorting().do(values, only_non_dominated_front=True))


def _front_places(values: np.ndarray, size: int) -> np.ndarray:
    """So many plans to go on from, the least beaten first; values (plan, goal)."""
    from pymoo.util.nds.non_dominated_sorting import NonDominatedSorting

    fronts = NonDominatedSorting().do(values, n_stop_if_ranked=size)
    return np.concatenate(fronts)[:size]


def _front(space: PlanSpace, found: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """The plans that none of those tried beats, (plan, number), each once.

    Of four goals hardly any plan is beaten: of many, those stand for all that are nearest to each direction.
    """
    genes, values = found
    plans = {_read(space, genes[place]): place for place in _unbeaten(values)[::-1]}
    places = np.array(sorted(plans.values()))
    low, high = values[places].min(axis=0), values[places].max(axis=0)
    scaled = (values[places] - low) / np.where(high > low, high - low, 1.0)
    directions = _directions(_DIVISIONS)
    if len(places) <= len(directions):
        return genes[places]
    along = directions / np.linalg.norm(directions, axis=1, keepdims=True)
    way = scaled @ along.T  # (plan, direction)
    aside = (scaled**2).sum(axis=1)[:, None] - way**2
    return genes[places[np.unique(aside.argmin(axis=0))]]


def _directions(parts: int) -> np.ndarray:
    """Directions spread evenly over the goals, (direction, goal), each goal cut into so many parts."""
    from pymoo.util.ref_dirs import get_reference_directions

    found: np.ndarray = get_reference_directions("das-dennis", len(GOALS), n_partitions=parts)
    return found


def _verdict(judged: dict[str, list[np.ndarray]], holds: list[np.ndarray]) -> _RulesVerdict:
    """Whether the plans with rules do better on the unseen members.

    judged  of each kind and try, the goals (plan, member, goal)
    holds   of each try with rules, which of its plans hold any, (plan,)
    """
    means = {kind: np.concatenate([e.mean(axis=1) for e in tries]) * _SIGNS for kind, tries in judged.items()}
    both = np.concatenate(list(means.values()))
    front = _unbeaten(both)
    best, worst = both[front].min(axis=0), both[front].max(axis=0)
    width = np.where(worst > best, worst - best, 1.0)
    members = judged[PLAIN][0].shape[1]
    parts = np.array_split(np.arange(members), min(_BATCHES, members))
    volumes = {
        kind: np.array(
            [[_volume((e[:, part].mean(axis=1) * _SIGNS - best) / width) for part in parts] for e in tries]
        )
        for kind, tries in judged.items()
    }  # (try, part)
    whole = max(float(volumes[PLAIN].mean()), 1e-12)
    gains = (volumes[RULED].mean(axis=0) - volumes[PLAIN].mean(axis=0)) / whole
    # The luck of the members, and that of the search: how far its tries lie apart.
    of_members = gains.var(ddof=1) / len(gains) if len(gains) > 1 else np.inf
    of_tries = sum(each.mean(axis=1).var(ddof=1) / len(each) for each in volumes.values()) / whole**2
    error, gain = float(_NINETY * np.sqrt(of_members + of_tries)), float(gains.mean())
    ruled = means[RULED][np.concatenate(holds)]
    standing = np.concatenate([np.zeros(len(means[PLAIN]), dtype=bool), *holds])[front]
    beaten = [((ruled <= row).all(axis=1) & (ruled < row).any(axis=1)).any() for row in means[PLAIN]]
    return _RulesVerdict(
        (volumes[PLAIN].mean(axis=0), volumes[RULED].mean(axis=0)), float(np.mean(beaten)),
        float(standing.mean()), gain, gain - error, gain + error,
    )  # fmt: skip


def _volume(values: np.ndarray) -> float:
    """The part of the space of goals that a frontier commands; values (plan, goal), small is good."""
    from pymoo.indicators.hv import HV

    return float(HV(ref_point=np.full(values.shape[1], _REFERENCE))(values))


def _table(space: PlanSpace, genes: np.ndarray, values: np.ndarray) -> pd.DataFrame:
    """The frontier's rows, the cheapest plan first."""
    plans, first = [_read(space, each) for each in genes], space.case.scenario.years[0]
    rows = {
        "kind": [RULED if each.rules else PLAIN for each in plans],
        **{name: values[:, place] for place, name in enumerate(GOALS)},
        "start": [first + each.start for each in plans],
        "tilt": [each.tilt for each in plans],
        "targeting": [each.targeting for each in plans],
        **{
            f"scale_{name}": [each.scales[place] for each in plans] for place, name in enumerate(space.groups)
        },
        "rules": [each.rules for each in plans],
    }
    return pd.DataFrame(rows, index=pd.RangeIndex(1, len(plans) + 1, name="plan"))
