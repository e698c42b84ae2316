"""What a county brought, for the notebook of the data report: registers, panels and findings side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
from IPython.display import HTML

from sim.folders import programme_folder
from sim.inputs.intake.findings import Finding, by_level
from sim.inputs.intake.panel import Observations, check_panel, example_panel
from sim.inputs.intake.registers import Intake, check_register, current_register, register_in_use
from sim.inputs.villages import Register
from sim.views.labels import register_words
from sim.views.report import heading, html, paragraph
from sim.words import say

SHOWN = 200  # findings in a table; the annotated copy has all


@dataclass(frozen=True)
class Looked:
    """Two checked files. `registers` and `panels` hold one each where nothing in it is open, else none."""

    taken: tuple[Intake, ...]
    registers: tuple[Register, ...]
    panels: tuple[Observations, ...]

    @property
    def findings(self) -> list[Finding]:
        return [each for taken in self.taken for each in taken.findings]


def look(register: str = "", panel: str = "") -> Looked:
    """Check a register (the one in use where none is named) and a panel (the example where none is named)."""
    file = Path(register) if register else current_register() or programme_folder() / "villages.csv"
    first = check_register(file)
    known = () if first.open else (taken_register(first, named=bool(register)),)
    villages = known[0].table["village_id"] if known and (register or panel) else None
    second = check_panel(panel or example_panel(), villages=villages if panel else None)
    observed = (
        () if second.table is None else (Observations(second.table, second.path.stem, second.checksum),)
    )
    return Looked((first, second), known, observed)


def taken_register(taken: Intake, named: bool) -> Register:
    """The register of a file that passed; that in use has gone through its own door already."""
    if not named:
        return register_in_use()
    assert taken.table is not None
    absent = {"origin": "user"} if "origin" not in taken.table else {}
    table = taken.table.assign(**absent)
    return Register(table, taken.path.stem, bool((table["origin"] == "synthetic").any()), taken.checksum)


def files_html(looked: Looked) -> HTML:
    """Each file with its rows and findings by level, and whether it can be used."""
    lines = []
    for taken in looked.taken:
        counts: dict[str, Any] = by_level(taken.findings)
        about = say(f"cli_checked_{taken.kind}", file=taken.path.name, rows=f"{taken.rows:,}", **counts)
        state = say("intake_open" if taken.open else "intake_ready")
        lines.append(f"<p>{escape(about)} <b>{escape(state)}</b></p>")
    whose = [paragraph(register_words(each)) for each in looked.registers]
    synthetic = [paragraph(say("report_synthetic"), "warning") for each in looked.registers if each.synthetic]
    return html(heading("intake_report"), *lines, *whose, *synthetic)


def findings_table(findings: Sequence[Finding]) -> pd.DataFrame:
    """Every finding: where, level, what and cure."""
    rows = [(each.where, say(f"intake_level_{each.level}"), *each.parts()) for each in findings[:SHOWN]]
    heads = [say(f"intake_head_{name}") for name in ("cell", "level", "what", "cure")]
    return pd.DataFrame(rows, columns=heads, index=[""] * len(rows))
