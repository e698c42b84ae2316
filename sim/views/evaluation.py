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


def effect_words(found: Estimate, asked: Question, lang: str | None = None) -> str:
    """The effect with its unit, error and interval."""
    figures = {name: figure(getattr(found, name)) for name in ("effect", "error", "low", "high")}
    return say("evaluation_effect", lang, unit=effect_unit(asked, lang), **figures)


def figure(value: float) -> str:
    """Three significant digits, or whether there is no end at all."""
    return significant(value) if np.isfinite(value) else say("evaluation_unbounded")


def effect_unit(asked: Question, lang: str | None = None) -> str:
    """The outcome's unit; of an instrument's effect, for each unit of the treatment."""
    unit = unit_of(asked.outcome, lang)
    if asked.method != "instrumental":
        return unit
    return say("evaluation_unit_each", lang, unit=unit, treatment=column_label(asked.treatment, lang))


def unit_of(column: str, lang: str | None = None) -> str:
    known = columns("panel").get(column)
    if known is None or known.kind == "money":
        return say("unit_10k_yuan_per_year", lang)
    return known.unit


def column_label(name: str, lang: str | None = None) -> str:
    """What a column of the panel or the register is called; one that neither has keeps its name."""
    known = {**columns("register"), **columns("panel")}.get(name)
    if known is not None:
        return label(known)[language(lang)]
    keys = {"outcome_first": "evaluation_col_outcome_first", "change": "evaluation_col_change"}
    return say(keys[name], lang) if name in keys else name


def ground_words(found: Estimate, panel: Observations, lang: str | None = None) -> str:
    """How many observations the estimate rests on, and whose."""
    return say(
        "evaluation_ground", lang, observations=f"{found.observations:,}", clusters=f"{found.clusters:,}",
        name=panel.name, checksum=panel.checksum[:12],
    )  # fmt: skip


def estimate_words(
    found: Estimate, asked: Question, panel: Observations, lang: str | None = None
) -> list[tuple[str, str]]:
    """Effect, ground, assumption and every diagnostic: pairs of what it is and what it says."""
    verdict = "refuted" if found.refuted else "stands" if np.isfinite(found.error) else "few"
    pairs = [
        ("effect", effect_words(found, asked, lang)), ("ground", ground_words(found, panel, lang)),
        *(("note", text) for text in found.note_texts(lang)),
        ("assumption", found.assumption(lang)),
        *(("diagnostic", each.text(lang)) for each in found.diagnostics),
        ("verdict", say(f"evaluation_verdict_{verdict}", lang)),
    ]  # fmt: skip
    return [(say(f"evaluation_word_{name}", lang), text) for name, text in pairs]


def estimate_html(found: Estimate, asked: Question, panel: Observations, lang: str | None = None) -> HTML:
    """The words of an estimate as a part of a report."""
    lines = [
        f"<p><b>{escape(name)}</b> {escape(text)}</p>"
        for name, text in estimate_words(found, asked, panel, lang)
    ]
    return html(f"<h3>{escape(found.label(lang))}</h3>", *lines)


def shown_table(table: pd.DataFrame, lang: str | None = None) -> pd.DataFrame:
    """A method's table under heads in words, its figures rounded and as text."""
    return pd.DataFrame(shown_columns(table, lang), index=[""] * len(table))


def shown_columns(table: pd.DataFrame, lang: str | None = None) -> dict[str, list[str]]:
    """The columns of a method's table by their heads in words; its figures still know their values."""
    return {say(f"evaluation_col_{name}", lang): texts(str(name), table, lang) for name in table}


def texts(name: str, table: pd.DataFrame, lang: str | None = None) -> list[str]:
    """The cells of one column: years and counts whole, others with three digits of the largest."""
    values = table[name]
    if values.dtype == bool:
        return [say("template_yes" if value else "template_no", lang) for value in values]
    if not pd.api.types.is_numeric_dtype(values):
        return [named(name, str(value), lang) for value in values]
    alike = [each for each in table if each in ALIKE] if name in ALIKE else [name]
    decimals = 0 if name in WHOLE else decimals_of(table[alike].to_numpy(float))
    return [number_text(value, decimals, lang) for value in values.to_numpy(float)]


def decimals_of(figures: np.ndarray) -> int:
    largest = float(np.max(np.abs(figures[np.isfinite(figures)]), initial=0.0))
    return int(np.clip(2 - np.floor(np.log10(largest)), 0, 4)) if largest > 0 else 0


def number_text(value: float, decimals: int, lang: str | None = None) -> str:
    if np.isfinite(value):
        year = decimals == 0 and 1900 < value < 2200
        return Figure(f"{value:.0f}", value) if year else number(value, decimals)
    return say("evaluation_unbounded", lang) if np.isinf(value) else "–"


def named(name: str, value: str, lang: str | None = None) -> str:
    """A text in a cell in the user's language."""
    if name == "method":
        return say(f"evaluation_{value}", lang)
    if name == "trait":
        return say(f"trait_{value}", lang)
    return column_label(value, lang) if name == "covariate" else value


# --- types, growth, residuals ----------------------------------------------------------------------------


def typology_words(types: Typology, lang: str | None = None) -> list[str]:
    """How many types, whether they come out again, and what each is called."""
    chosen = types.stability[types.stability["chosen"]].iloc[0]
    key = "typology_stable" if types.stable else "typology_unstable"
    head = say(key, lang, count=int(chosen["types"]), stability=f"{chosen['stability']:.2f}")
    return [head, *type_names(types, lang)]


def type_names(types: Typology, lang: str | None = None) -> list[str]:
    from sim.analysis.typology import type_name

    counts = types.villages["type"].value_counts()
    return [
        say(
            "typology_type",
            lang,
            number=number + 1,
            name=type_name(types, number, lang),
            count=counts[number],
        )
        for number in range(len(types.profile))
    ]


def short_type_names(types: Typology, lang: str | None = None) -> list[str]:
    """The types for a legend: number and name."""
    from sim.analysis.typology import type_name

    return [
        f"{say('typology_number', lang, number=number + 1)} · {type_name(types, number, lang)}"
        for number in range(len(types.profile))
    ]


def prediction_words(found: Prediction, kind: str, lang: str | None = None) -> str:
    """How much of income or growth the traits foretell in townships not seen."""
    return say(f"typology_predicts_{kind}", lang, share=percent(max(found.share, 0), lang))


def residual_words(table: pd.DataFrame, scenario: str, members: int, lang: str | None = None) -> str:
    """How many observed village-years the model's band holds, and the mean miss."""
    return say(
        "residuals_words", lang, count=f"{len(table):,}", within=percent(table["within"].mean(), lang),
        bias=signed_figure(table["residual"].mean()), scenario=scenario, members=f"{members:,}",
    )  # fmt: skip


def signed_figure(value: float) -> str:
    """Three significant digits with a sign."""
    return f"+{significant(value)}" if value > 0 else significant(value)


def lines_html(title: str, lines: Sequence[str], lang: str | None = None) -> HTML:
    """A heading (a key of words.csv) and lines of text; nothing where there are none."""
    return html(*([heading(title, lang)] if lines else []), *(paragraph(line) for line in lines))
