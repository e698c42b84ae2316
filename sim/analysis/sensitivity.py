"""What the spread of an outcome comes from."""

from __future__ import annotations

import pandas as pd
import xarray as xr


def rank_correlations(draws: pd.DataFrame, outcome: xr.DataArray) -> pd.Series:
    """Spearman's correlation of each uncertainty with an outcome over the members, largest size first.

    draws    (member x uncertainty)
    outcome  (member,)
    Constants, and an outcome that is the same in every member, have none and are left out.
    """
    varying = draws.loc[:, draws.max() > draws.min()]
    ranked = pd.Series(outcome.to_numpy(), index=draws.index).rank()
    if ranked.max() == ranked.min():
        return pd.Series(dtype=float, name="correlation")
    found = varying.rank().corrwith(ranked)
    return found.sort_values(key=lambda each: -each.abs(), kind="stable").rename("correlation")
