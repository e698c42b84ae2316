"""Stored posteriors, found by name: what calibration left for scenarios to use.

A posterior lives in `outputs/posteriors/<name>-<digits>/`: draws.parquet, diagnostics.parquet and
manifest.json. The digits come from its content, so a name with its digits means one set of draws for ever.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sim.faults import InputFaults, fault, unknown
from sim.folders import OUTPUTS
from sim.inputs.parameters import Parameter
from sim.words import say

FOLDER = OUTPUTS / "posteriors"
DRAWS, DIAGNOSTICS, MANIFEST = "draws.parquet", "diagnostics.parquet", "manifest.json"


@dataclass(frozen=True)
class _StoredPosterior:
    """A posterior that was stored: its whole name, its draws (draw x parameter) and its manifest."""

    name: str
    draws: pd.DataFrame
    manifest: Mapping[str, Any]


class Informed(dict[str, Parameter]):
    """Parameters of which a posterior draws some jointly; members are drawn with it by whoever draws them."""

    def __init__(
        self, parameters: Mapping[str, Parameter], posterior: _StoredPosterior, own: tuple[str, ...]
    ):
        super().__init__(parameters)
        self.posterior = posterior
        self.own = own  # what the posterior draws: all but what the scenario sets itself

    def replaced(self, draws: pd.DataFrame, seed: int) -> pd.DataFrame:
        """Prior draws with whole rows of the posterior in their place; member k gets the same row always."""
        # a generator read in the order of the members: a second Sobol sequence would run along with the first
        first, last = int(draws.index[0]), int(draws.index[-1]) + 1
        lot = np.random.default_rng([seed, 7]).random(last)[first:]
        rows = (lot * len(self.posterior.draws)).astype(int)
        return draws.assign(**{name: self.posterior.draws[name].to_numpy()[rows] for name in self.own})


def list_posteriors(folder: Path | None = None) -> list[str]:
    """The whole names of the stored posteriors."""
    return sorted(path.parent.name for path in (folder or FOLDER).glob(f"*/{MANIFEST}"))


def posterior_name(name: str, folder: Path | None = None) -> str:
    """The whole name of a posterior given with or without its digits.

    Raises InputFaults where there is none, or where several versions have the name.
    """
    known = list_posteriors(folder)
    if name in known:
        return name
    versions = [each for each in known if each.rpartition("-")[0] == name]
    if len(versions) > 1:
        raise fault("", "posterior_versions", name=name, versions=", ".join(versions))
    if not versions:
        raise InputFaults([unknown("", say("word_posterior"), name, known or ["-"])])
    return versions[0]


def load_posterior(name: str, folder: Path | None = None) -> _StoredPosterior:
    """A stored posterior by name; InputFaults where its draws are not those that were stored."""
    whole = posterior_name(name, folder)
    place = (folder or FOLDER) / whole
    manifest, file = stored_manifest(place), MANIFEST
    try:
        if manifest is not None:
            file = DRAWS
            if hashlib.sha256((place / DRAWS).read_bytes()).hexdigest() != manifest["draws_checksum"]:
                raise fault(str(place), "posterior_changed", name=whole)
            return _StoredPosterior(whole, pd.read_parquet(place / DRAWS), manifest)
    except (OSError, ValueError):
        pass
    raise fault(str(place), "posterior_damaged", name=whole, file=file)


def stored_manifest(place: Path) -> Mapping[str, Any] | None:
    """What the manifest of a posterior says; None where it is damaged."""
    try:
        manifest = json.loads((place / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    good = isinstance(manifest, dict) and isinstance(manifest.get("draws_checksum"), str)
    return manifest if good else None


def informed(
    parameters: Mapping[str, Parameter], name: str, fixed: Mapping[str, Any]
) -> Mapping[str, Parameter]:
    """The parameters with a posterior in place of their priors, but for those that a scenario sets itself."""
    if not name:
        return parameters
    posterior = load_posterior(name)
    own = tuple(each for each in parameters if each in posterior.draws and each not in fixed)
    return Informed(parameters, posterior, own)
