"""An estimate, village types and residuals in words and tables, for the command and the notebooks."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from IPython.display import HTML

from sim.inputs.intake.vocabulary import columns, label
from sim.views.numbers import Figure, number, percent, significant
from sim.views.report import heading, html, paragraph
from sim.words import language, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sim.analysis.evaluation.estimate import Estimate
    from sim.analysis.evaluation.methods import Question
    from sim.analysis.typology import Prediction, Typology
    from sim.inputs.intake.panel import Observations

WHOLE = ("event", "cohort", "year", "villages", "draws", "types", "type", "count")
ALIKE = ("effect", "error", "low", "high", "band_low", "band_high")  # read together, so with the same digits


# --- estimates -------------------------------------------------------------------------------------------


def effect_words(found: Estimate, asked: Question) -> str:
    """The effect with its unit, error and interval."""
    figures = {name: figure(getattr(found, name)) for name in ("effect", "error", "low", "high")}
    return say("evaluation_effect", unit=effect_unit(asked), **figures)


def figure(value: float) -> str:
    """Three significant digits, or whether there is no end at all."""
    return significant(value) if np.isfinite(value) else say("evaluation_unbounded")


def effect_unit(asked: Question) -> str:
    """The outcome's unit; of an instrument's effect, for each unit of the treatment."""
    unit = unit_of(asked.outcome)
    if asked.method != "instrumental":
        return unit
    return say("evaluation_unit_each", unit=unit, treatment=column_label(asked.treatment))


def unit_of(column: str) -> str:
    known = columns("panel").get(column)
    if known is None or known.kind == "money":
        return say("unit_10k_yuan_per_year")
    return known.unit


def column_label(name: str) -> str:
    """What a column of the panel or the register is called; one that neither has keeps its name."""
    known = {**columns("register"), **columns("panel")}.get(name)
    if known is not None:
        return label(known)[language()]
    keys = {"outcome_first": "evaluation_col_outcome_first", "change": "evaluation_col_change"}
    return say(keys[name]) if name in keys else name


def ground_words(found: Estimate, panel: Observations) -> str:
    """How many observations the estimate rests on, and whose."""
    return say(
        "evaluation_ground", observations=f"{found.observations:,}", clusters=f"{found.clusters:,}",
        name=panel.name, checksum=panel.checksum[:12],
    )  # fmt: skip


def estimate_words(found: Estimate, asked: Question, panel: Observations) -> list[tuple[str, str]]:
    """Effect, ground, assumption and every diagnostic: pairs of what it is and what it says."""
    verdict = "refuted" if found.refuted else "stands" if np.isfinite(found.error) else "few"
    pairs = [
        ("effect", effect_words(found, asked)), ("ground", ground_words(found, panel)),
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
    return {say(f"evaluation_col_{name}"): texts(str(name), table) for name in table}


def texts(name: str, table: pd.DataFrame) -> list[str]:
    """The cells of one column: years and counts whole, others with three digits of the largest."""
    values = table[name]
    if values.dtype == bool:
        return [say("template_yes" if value else "template_no") for value in values]
    if not pd.api.types.is_numeric_dtype(values):
        return [named(name, str(value)) for value in values]
    alike = [each for each in table if each in ALIKE] if name in ALIKE else [name]
    decimals = 0 if name in WHOLE else decimals_of(table[alike].to_numpy(float))
    return [number_text(value, decimals) for value in values.to_numpy(float)]


def decimals_of(figures: np.ndarray) -> int:
    largest = float(np.max(np.abs(figures[np.isfinite(figures)]), initial=0.0))
    return int(np.clip(2 - np.floor(np.log10(largest)), 0, 4)) if largest > 0 else 0


def number_text(value: float, decimals: int) -> str:
    if np.isfinite(value):
        year = decimals == 0 and 1900 < value < 2200
        return Figure(f"{value:.0f}", value) if year else number(value, decimals)
    return say("evaluation_unbounded") if np.isinf(value) else "–"


def named(name: str, value: str) -> str:
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
    return [head, *type_names(types)]


def type_names(types: Typology) -> list[str]:
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


def short_type_names(types: Typology) -> list[str]:
    """The types for a legend: number and name."""
    from sim.analysis.typology import type_name

    return [
        f"{say('typology_number', number=number + 1)} · {type_name(types, number)}"
        for number in range(len(types.profile))
    ]


def prediction_words(found: Prediction, kind: str) -> str:
    """How much of income or growth the traits foretell in townships not seen."""
    return say(f"typology_predicts_{kind}", share=percent(max(found.share, 0)))


def residual_words(table: pd.DataFrame, scenario: str, members: int) -> str:
    """How many observed village-years the model's band holds, and the mean miss."""
    return say(
        "residuals_words", count=f"{len(table):,}", within=percent(table["within"].mean()),
        bias=signed_figure(table["residual"].mean()), scenario=scenario, members=f"{members:,}",
    )  # fmt: skip


def signed_figure(value: float) -> str:
    """Three significant digits with a sign."""
    return f"+{significant(value)}" if value > 0 else significant(value)


def lines_html(title: str, lines: Sequence[str]) -> HTML:
    """A heading (a key of words.csv) and lines of text; nothing where there are none."""
    return html(*([heading(title)] if lines else []), *(paragraph(line) for line in lines))
