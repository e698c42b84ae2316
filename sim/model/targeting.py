"""Whom each rule serves in one register, and in which order: what no amount of a lever changes.

A rule is worked out once for a register and kept, since a slider, a search or an attribution asks for it
again at every step.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from sim.axes import STREAMS
from sim.model.names import name_keys

if TYPE_CHECKING:
    from sim.inputs.villages import Register

KEY_VILLAGES = "key_village"  # the column that marks them
REGISTER = "register"  # the rule that serves those first whom a column of the register marks
RULES, REGISTERS = 64, 8  # how many rules are kept of a register, and of how many registers


class Shares(NamedTuple):
    """What share of an amount each village has: its part of a whole.

    parts  (village,) in any precision, or (1,) where every village has the same
    """

    parts: np.ndarray
    whole: float

    def of(self, villages: slice | np.ndarray, count: int) -> np.ndarray:
        """The shares of some villages, `count` in number, (village,) float64."""
        parts = self.parts if len(self.parts) == 1 else self.parts[villages]
        return np.broadcast_to(parts / np.float64(self.whole), count)


class Targeting:
    """The rules of one register (table: as in Register). Its arrays are shared: nobody may write them.

    lot  which drawing of lots orders villages where nothing else does; 0 is that of every run, others ask
         what the drawing decides
    """

    def __init__(self, table: pd.DataFrame, lot: int = 0):
        self.table, self.lot = table, lot
        self.marked = lru_cache(RULES)(self._marked)
        self.shares_of_column = lru_cache(RULES)(self._shares_of_column)
        self.shares_of_villages = lru_cache(RULES)(self._shares_of_villages)
        self.places = lru_cache(RULES)(self._places)

    def __len__(self) -> int:
        return len(self.table)

    @cached_property
    def lots(self) -> np.ndarray:
        """The lot each village has drawn, (village,): the same for every lever."""
        return name_keys(f"turn {self.lot}" if self.lot else "turn", self.table["village_id"])

    @cached_property
    def drawn(self) -> np.ndarray:
        """The villages' positions in the order of their lots, (village,)."""
        return np.argsort(self.lots, kind="stable")

    def _marked(self, column: str) -> np.ndarray | None:
        """A column of the register that says who has what, (village,); None where it marks nobody."""
        marked = self.table[column].to_numpy() if column in self.table else np.zeros(0)
        return marked if marked.any() else None

    def _shares_of_column(self, column: str) -> Shares | None:
        """Each village's share of what a column counts; None where it marks nobody."""
        marked = self.marked(column)
        return None if marked is None else Shares(marked, marked.astype(np.float64).sum())

    def _shares_of_villages(self, villages: tuple[str, ...]) -> Shares:
        """Equal shares for the villages of a list."""
        named = self.table["village_id"].isin(villages).to_numpy()
        return Shares(named, named.sum())

    def _places(self, rule: str, column: str) -> np.ndarray:
        """Each village's place in the order in which a rule serves them, (village,)."""
        order = self.order(rule, column)
        places = np.empty_like(order)
        places[order] = np.arange(len(order))
        return places

    def order(self, rule: str, column: str = "") -> np.ndarray:
        """The villages' positions in the order in which a rule serves them, (village,); lots settle ties.

        `column` is that of the rule `register`, and must mark somebody.
        """
        if rule == "random":
            return self.drawn
        if rule == REGISTER:  # those the register records first, then by lot
            marked = self.marked(column)
            assert marked is not None
            first = -marked.astype(np.int64)[self.drawn]
            few = first.min() >= np.iinfo(np.int16).min  # numbers so small are sorted in one pass
            return self.drawn[np.argsort(first.astype(np.int16) if few else first, kind="stable")]
        income = base_income(self.table)[self.drawn]
        return self.drawn[np.argsort(income if rule == "weakest_first" else -income, kind="stable")]


def base_income(table: pd.DataFrame) -> np.ndarray:
    """Collective income of each village in the base year, 10k yuan/year, (village,)."""
    return table[list(STREAMS)].to_numpy(np.float64).sum(axis=1)


@lru_cache(REGISTERS)
def targeting_in(register: Register) -> Targeting:
    """The rules of a register; kept, with what they have worked out."""
    return Targeting(register.table)
