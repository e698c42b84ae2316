"""Answers of advice in words and tables: one set of sheets for reports, commands and apps.

A sheet is text in one language. Every number stands with its band or with how sure it is. Each kind of answer
has a module of its own; all of them are made of what `sheets` holds, and none knows another.
"""

from sim.views.advice.allocation import (
    allocation_asked,
    allocation_sheets,
    basis_text,
    conflict_text,
    decimals_of,
    every_village,
    frontier_sheets,
    plans_figure,
    proof_sheet,
    served_villages,
    why_village,
)
from sim.views.advice.attribution import attribution_sheets, levers_figure
from sim.views.advice.backwards import (
    backwards_sheets,
    break_even_sheets,
    break_even_text,
    break_evens_figure,
)
from sim.views.advice.changes import why_sheets
from sim.views.advice.comparison import comparison_sheets, winners_sheets, year_text
from sim.views.advice.sheets import (
    Asked,
    Sheet,
    chance,
    count_unit,
    industry_names,
    outcome_unit,
    percent,
    project_label,
    show,
    to_html,
    village_unit,
)
from sim.views.advice.village import (
    peers_sheet,
    village_asked,
    village_line,
    village_sentences,
    village_sheets,
)

__all__ = [
    "Asked",
    "Sheet",
    "allocation_asked",
    "allocation_sheets",
    "attribution_sheets",
    "backwards_sheets",
    "basis_text",
    "break_even_sheets",
    "break_even_text",
    "break_evens_figure",
    "chance",
    "comparison_sheets",
    "conflict_text",
    "count_unit",
    "decimals_of",
    "every_village",
    "frontier_sheets",
    "industry_names",
    "levers_figure",
    "outcome_unit",
    "peers_sheet",
    "percent",
    "plans_figure",
    "project_label",
    "proof_sheet",
    "served_villages",
    "show",
    "to_html",
    "village_asked",
    "village_line",
    "village_sentences",
    "village_sheets",
    "village_unit",
    "why_sheets",
    "why_village",
    "winners_sheets",
    "year_text",
]
