"""Village types, what goes with growth, and villages that deserve a second look (scikit-learn)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.inspection import permutation_importance
from sklearn.metrics import adjusted_rand_score
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.neighbors import LocalOutlierFactor
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

from sim.axes import STREAMS
from sim.faults import fault
from sim.inputs.programme import in_use

_MOST_TYPES, RESAMPLES = 8, 20
STABLE = 0.8  # mean adjusted Rand index between resamples from which a number of types is stable
_TRAITS_IN_NAME = 2
_FOLDS = 5
_FEWEST_GROWING = 30  # villages of which growth must be known
_NEAREST, _NINETY = 20, 1.644854  # villages that a village is held against; the 95 % point of a normal


@dataclass(frozen=True)
class Typology:
    """Types of villages.

    villages   one row a village: village_id, type (0 …), x, y (first two principal components)
    profile    (type x trait) mean in standard deviations from the average village
    stability  one row a number of types: types, stability (mean adjusted Rand index), chosen
    named_by   of each type the traits that set it apart most, with their sign
    """

    villages: pd.DataFrame
    profile: pd.DataFrame
    stability: pd.DataFrame
    named_by: tuple[tuple[tuple[str, int], ...], ...]

    @property
    def stable(self) -> bool:
        """Whether the number of types that was chosen comes out again when other villages are drawn."""
        return bool(self.stability.loc[self.stability["chosen"], "stability"].iloc[0] >= STABLE)


def _features(table: pd.DataFrame) -> pd.DataFrame:
    """What a village is like, one row a village: size, land, income and its mix, governance, organisation."""
    income = table[list(STREAMS)].sum(axis=1)
    known = pd.DataFrame(
        {
            "population": np.log1p(table["population"]),
            "land_per_household": np.log1p(table["cultivated_mu"] / table["households"]),
            "income": np.log1p(income),
            "governance": table["governance"],
        }
    )
    for name in STREAMS[:3]:  # the fourth share follows
        known[f"{name}_share"] = table[name] / income.where(income > 0, 1)
    roles = in_use().column
    for name, column in (("staff", roles("placed")), ("reserve_projects", roles("prepared"))):
        if (
            column and table[column].any()
        ):  # a register that knows of none tells no village from another by it
            known[name] = np.log1p(table[column])
    return known.set_axis(pd.Index(table["village_id"]))


def _standardised(known: pd.DataFrame) -> pd.DataFrame:
    """Each trait with mean 0 and deviation 1; one that is the same everywhere is left out."""
    varied = known.loc[:, known.std() > 1e-9]
    return pd.DataFrame(StandardScaler().fit_transform(varied), varied.index, varied.columns)


def find_types(table: pd.DataFrame, seed: int = 0) -> Typology:
    """Types by k-means on standardised traits; as many as come out again most surely on other villages."""
    if len(table) < 10 * _MOST_TYPES:
        raise fault("villages", "typology_few", fewest=10 * _MOST_TYPES)
    traits = _standardised(_features(table))
    with threadpool_limits(1):  # on so few rows threads only wait for each other
        stability = pd.DataFrame(
            [(count, _stability_of(traits.to_numpy(), count, seed)) for count in range(2, _MOST_TYPES + 1)],
            columns=["types", "stability"],
        )
    # the largest number within a hair of the most stable one says most
    near = stability["stability"] >= min(STABLE, stability["stability"].max())
    count = int(stability.loc[near, "types"].max())
    labels = _in_order_of_income(KMeans(count, n_init=10, random_state=seed).fit_predict(traits), traits)
    profile = traits.groupby(labels).mean()
    places = PCA(2, random_state=seed).fit_transform(traits)
    villages = pd.DataFrame(
        {"village_id": traits.index, "type": labels, "x": places[:, 0], "y": places[:, 1]}
    )
    return Typology(
        villages, profile, stability.assign(chosen=stability["types"] == count), names_of(profile)
    )


def _stability_of(traits: np.ndarray, count: int, seed: int) -> float:
    """How alike the types of two overlapping halves are on the villages in both (Ben-Hur et al. 2002).

    traits (village, trait)
    """
    luck = np.random.default_rng(seed)
    scores = []
    for _ in range(RESAMPLES):
        first, second = (luck.permutation(len(traits))[: int(0.8 * len(traits))] for _ in range(2))
        models = [KMeans(count, n_init=3, random_state=seed).fit(traits[part]) for part in (first, second)]
        both = np.intersect1d(first, second)
        scores.append(adjusted_rand_score(*(model.predict(traits[both]) for model in models)))
    return float(np.mean(scores))


def _in_order_of_income(labels: np.ndarray, traits: pd.DataFrame) -> np.ndarray:
    """Types numbered from the poorest, so that the numbers say something and repeat.

    labels (village,), returns (village,)
    """
    order = traits["income"].groupby(labels).mean().sort_values().index
    return pd.Series(range(len(order)), order).loc[labels].to_numpy()


def names_of(profile: pd.DataFrame) -> tuple[tuple[tuple[str, int], ...], ...]:
    """The traits that set each type apart most, high (1) or low (-1); as many as tell all types apart."""
    for traits in range(min(_TRAITS_IN_NAME, profile.shape[1]), profile.shape[1] + 1):
        names = tuple(
            tuple((str(name), int(np.sign(row[name]))) for name in row.abs().nlargest(traits).index)
            for _, row in profile.iterrows()
        )
        if len({frozenset(name) for name in names}) == len(names):
            break
    return names


def type_name(types: Typology, number: int) -> str:
    """A readable name: `high income, low governance`."""
    from sim.words import say

    parts = [
        say("typology_high" if sign > 0 else "typology_low", trait=say(f"trait_{name}"))
        for name, sign in types.named_by[number]
    ]
    return say("typology_and").join(parts)


# --- prediction ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Prediction:
    """How well traits foretell something in townships that the model has not seen.

    share       of the variance foretold out of fold (R²; below 0: worse than the mean)
    importance  one row a trait: fall of R² out of fold when the trait is shuffled, its deviation over folds
    """

    share: float
    importance: pd.DataFrame
    predicted: pd.Series


def predict(traits: pd.DataFrame, target: pd.Series, townships: Sequence[str], seed: int = 0) -> Prediction:
    """Boosted trees, cross-validated by township: villages of one township never stand on both sides."""
    groups = pd.factorize(np.asarray(townships))[0]
    folds = min(_FOLDS, groups.max() + 1)
    if folds < 2:
        raise fault("villages", "typology_one_township")
    split = GroupKFold(folds)
    model = GradientBoostingRegressor(n_estimators=60, max_depth=2, subsample=0.8, random_state=seed)
    values = target.to_numpy(float)
    guess = cross_val_predict(model, traits, values, groups=groups, cv=split)
    share = 1 - float(((values - guess) ** 2).sum() / ((values - values.mean()) ** 2).sum())
    falls = []
    for train, test in split.split(traits, values, groups):
        fitted = model.fit(traits.iloc[train], values[train])
        shuffled = permutation_importance(
            fitted, traits.iloc[test], values[test], n_repeats=5, random_state=seed
        )
        falls.append(shuffled.importances_mean)
    table = pd.DataFrame(
        {"trait": traits.columns, "fall": np.mean(falls, axis=0), "spread": np.std(falls, axis=0)}
    )
    importance = table.sort_values("fall", ascending=False, ignore_index=True)
    return Prediction(share, importance, pd.Series(guess, traits.index))


def growth(panel: pd.DataFrame) -> pd.Series:
    """Yearly growth of log income of each village between its first and last year, by village_id."""
    known = panel.dropna(subset=["income"]).query("income > 0").sort_values("year")
    ends = known.groupby("village_id").agg(a=("income", "first"), b=("income", "last"),
                                           s=("year", "first"), e=("year", "last"))  # fmt: skip
    ends = ends[ends["e"] > ends["s"]]
    return np.log(ends["b"] / ends["a"]) / (ends["e"] - ends["s"])


def predict_income(table: pd.DataFrame, seed: int = 0) -> Prediction:
    """How far income at the start follows from a village's other traits: too well, and it was made up."""
    known = _features(table)
    others = known.drop(columns=["income", *(f"{name}_share" for name in STREAMS[:3])])
    return predict(others, known["income"], table["township_id"].tolist(), seed)


def predict_growth(table: pd.DataFrame, panel: pd.DataFrame, seed: int = 0) -> Prediction:
    """Which traits of a village go with the growth of its income in a panel, townships not seen."""
    rate = growth(panel)
    known = _features(table)
    both = known.index.intersection(rate.index)
    if len(both) < _FEWEST_GROWING:
        raise fault("panel", "typology_few", fewest=_FEWEST_GROWING)
    home = table.set_index("village_id")["township_id"].loc[both]
    return predict(known.loc[both], rate.loc[both], home.tolist(), seed)


def outliers(table: pd.DataFrame, count: int = 10) -> pd.DataFrame:
    """The villages most unlike all others, worth a second look.

    score       how much emptier it is around a village than around its nearest (local outlier factor)
    trait       in which a village is farthest from its nearest
    deviations  how far it lies there from the middle of all villages
    The factor needs no luck and knows no upper end: a village a thousand times too large is always first,
    and a kind of village of which there are few (with a resident team) is not odd.
    """
    traits = _evenly_spread(_features(table))
    values = traits.to_numpy()
    near = LocalOutlierFactor(n_neighbors=min(_NEAREST, len(values) - 1)).fit(values)
    score, neighbour = -near.negative_outlier_factor_, near.kneighbors()[1]
    order = np.argsort(-score, kind="stable")[:count]
    far = np.abs(values - values[neighbour].mean(axis=1)).argmax(axis=1)[order]
    return pd.DataFrame(
        {"village_id": traits.index[order], "score": score[order], "trait": traits.columns[far],
         "deviations": values[order, far]}
    )  # fmt: skip


def _evenly_spread(known: pd.DataFrame) -> pd.DataFrame:
    """Each trait from its median, in deviations as the middle nine tenths of the villages show them.

    A few wild values then change no other's place; a trait that hardly any village has keeps its deviation.
    """
    varied = known.loc[:, known.std() > 1e-9]
    middle = (varied.quantile(0.95) - varied.quantile(0.05)) / (2 * _NINETY)
    return (varied - varied.median()) / middle.where(middle > 1e-9, varied.std())
