"""An estimate, village types, residuals and what a county brought, in words and tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from IPython.display import HTML

from sim.figures.labels import column_label, number_text, register_words
from sim.figures.numbers import percent, significant
from sim.folders import programme_folder
from sim.inputs.facts import term
from sim.inputs.intake.findings import Finding, by_level
from sim.inputs.intake.panel import Observations, check_panel, example_panel
from sim.inputs.intake.registers import Intake, check_register, current_register, register_in_use
from sim.inputs.intake.vocabulary import columns
from sim.inputs.villages import Register
from sim.reports.report import heading, html, paragraph
from sim.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sim.analysis.evaluation.estimate import Estimate
    from sim.analysis.evaluation.methods import Question
    from sim.analysis.typology import Prediction, Typology


# ---- An estimate, village types and residuals in words and tables, for the command and the notebooks ----

_WHOLE = ("event", "cohort", "year", "villages", "draws", "types", "type", "count")
_ALIKE = ("effect", "error", "low", "high", "band_low", "band_high")  # read together, so with the same digits


# --- estimates -------------------------------------------------------------------------------------------


def effect_words(found: Estimate, asked: Question) -> str:
    """The effect with its unit, error and interval."""
    figures = {name: _figure(getattr(found, name)) for name in ("effect", "error", "low", "high")}
    return say("evaluation_effect", unit=_effect_unit(asked), **figures)


def _figure(value: float) -> str:
    """Three significant digits, or whether there is no end at all."""
    return significant(value) if np.isfinite(value) else say("evaluation_unbounded")


def _effect_unit(asked: Question) -> str:
    """The outcome's unit; of an instrument's effect, for each unit of the treatment."""
    unit = _unit_of(asked.outcome)
    if asked.method != "instrumental":
        return unit
    return say("evaluation_unit_each", unit=unit, treatment=column_label(asked.treatment))


def _unit_of(column: str) -> str:
    known = columns("panel").get(column)
    if known is None or known.kind == "money":
        return say("unit_10k_yuan_per_year")
    return term(known.unit)


def _ground_words(found: Estimate, panel: Observations) -> str:
    """How many observations the estimate rests on, and whose."""
    return say(
        "evaluation_ground", observations=f"{found.observations:,}", clusters=f"{found.clusters:,}",
        name=panel.name, checksum=panel.checksum[:12],
    )  # fmt: skip


def estimate_words(found: Estimate, asked: Question, panel: Observations) -> list[tuple[str, str]]:
    """Effect, ground, assumption and every diagnostic: pairs of what it is and what it says."""
    verdict = "refuted" if found.refuted else "stands" if np.isfinite(found.error) else "few"
    pairs = [
        ("effect", effect_words(found, asked)), ("ground", _ground_words(found, panel)),
        *(("note", text) for text in found.note_texts()),
        ("assumption", found.assumption()),
        *(("diagnostic", each.text()) for each in found.diagnostics),
        ("verdict", say(f"evaluation_verdict_{verdict}")),
    ]  # fmt: skip
    return [(say(f"evaluation_word_{name}"), text) for name, text in pairs]


def estimate_html(found: Estimate, asked: Question, panel: Observations) -> HTML:
    """The words of an estimate as a part of a report."""
    lines = [
        f"<p><b>{escape(name)}</b> {escape(text)}</p>" for name, text in estimate_words(found, asked, panel)
    ]
    return html(f"<h3>{escape(found.label())}</h3>", *lines)


def shown_table(table: pd.DataFrame) -> pd.DataFrame:
    """A method's table under heads in words, its figures rounded and as text."""
    return pd.DataFrame(shown_columns(table), index=[""] * len(table))


def shown_columns(table: pd.DataFrame) -> dict[str, list[str]]:
    """The columns of a method's table by their heads in words; its figures still know their values."""
    return {say(f"evaluation_col_{name}"): _texts(str(name), table) for name in table}


def _texts(name: str, table: pd.DataFrame) -> list[str]:
    """The cells of one column: years and counts whole, others with three digits of the largest."""
    values = table[name]
    if values.dtype == bool:
        return [say("template_yes" if value else "template_no") for value in values]
    if not pd.api.types.is_numeric_dtype(values):
        return [_named(name, str(value)) for value in values]
    alike = [each for each in table if each in _ALIKE] if name in _ALIKE else [name]
    decimals = 0 if name in _WHOLE else _decimals_of(table[alike].to_numpy(float))
    return [number_text(value, decimals) for value in values.to_numpy(float)]


def _decimals_of(figures: np.ndarray) -> int:
    largest = float(np.max(np.abs(figures[np.isfinite(figures)]), initial=0.0))
    return int(np.clip(2 - np.floor(np.log10(largest)), 0, 4)) if largest > 0 else 0


def _named(name: str, value: str) -> str:
    """A text in a cell in the user's language."""
    if name == "method":
        return say(f"evaluation_{value}")
    if name == "trait":
        return say(f"trait_{value}")
    return column_label(value) if name == "covariate" else value


# --- types, growth, residuals ----------------------------------------------------------------------------


def typology_words(types: Typology) -> list[str]:
    """How many types, whether they come out again, and what each is called."""
    chosen = types.stability[types.stability["chosen"]].iloc[0]
    key = "typology_stable" if types.stable else "typology_unstable"
    head = say(key, count=int(chosen["types"]), stability=f"{chosen['stability']:.2f}")
    return [head, *_type_names(types)]


def _type_names(types: Typology) -> list[str]:
    from sim.analysis.typology import type_name

    counts = types.villages["type"].value_counts()
    return [
        say(
            "typology_type",
            number=number + 1,
            name=type_name(types, number),
            count=counts[number],
        )
        for number in range(len(types.profile))
    ]


def prediction_words(found: Prediction, kind: str) -> str:
    """How much of income or growth the traits foretell in townships not seen."""
    return say(f"typology_predicts_{kind}", share=percent(max(found.share, 0)))


def residual_words(table: pd.DataFrame, scenario: str, members: int) -> str:
    """How many observed village-years the model's band holds, and the mean miss."""
    return say(
        "residuals_words", count=f"{len(table):,}", within=percent(table["within"].mean()),
        bias=_signed_figure(table["residual"].mean()), scenario=scenario, members=f"{members:,}",
    )  # fmt: skip


def _signed_figure(value: float) -> str:
    """Three significant digits with a sign."""
    return f"+{significant(value)}" if value > 0 else significant(value)


def lines_html(title: str, lines: Sequence[str]) -> HTML:
    """A heading (a key of words.csv) and lines of text; nothing where there are none."""
    return html(*([heading(title)] if lines else []), *(paragraph(line) for line in lines))


# ---- What a county brought, for the notebook of the data report: registers, panels and findings side by side

_SHOWN = 200  # findings in a table; the annotated copy has all


@dataclass(frozen=True)
class _Looked:
    """Two checked files. `registers` and `panels` hold one each where nothing in it is open, else none."""

    taken: tuple[Intake, ...]
    registers: tuple[Register, ...]
    panels: tuple[Observations, ...]

    @property
    def findings(self) -> list[Finding]:
        return [each for taken in self.taken for each in taken.findings]


def look(register: str = "", panel: str = "") -> _Looked:
    """Check a register (the one in use where none is named) and a panel (the example where none is named)."""
    file = Path(register) if register else current_register() or programme_folder() / "villages.csv"
    first = check_register(file)
    known = () if first.open else (_taken_register(first, named=bool(register)),)
    villages = known[0].table["village_id"] if known and (register or panel) else None
    second = check_panel(panel or example_panel(), villages=villages if panel else None)
    observed = (
        () if second.table is None else (Observations(second.table, second.path.stem, second.checksum),)
    )
    return _Looked((first, second), known, observed)


def _taken_register(taken: Intake, named: bool) -> Register:
    """The register of a file that passed; that in use has gone through its own door already."""
    if not named:
        return register_in_use()
    assert taken.table is not None
    absent = {"origin": "user"} if "origin" not in taken.table else {}
    table = taken.table.assign(**absent)
    return Register(table, taken.path.stem, bool((table["origin"] == "synthetic").any()), taken.checksum)


def files_html(looked: _Looked) -> HTML:
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
    rows = [(each.where, say(f"intake_level_{each.level}"), *each.parts()) for each in findings[:_SHOWN]]
    heads = [say(f"intake_head_{name}") for name in ("cell", "level", "what", "cure")]
    return pd.DataFrame(rows, columns=heads, index=[""] * len(rows))
