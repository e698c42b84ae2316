"""The form in which a viewer asks: its fields, their limits and their words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.analysis.allocation import ROBUST
from sim.analysis.response import BASES, OBJECTIVES
from sim.inputs import Case
from sim.inputs.villages import place_names
from sim.views.numbers import number
from sim.views.pages.allocation.answers import usual_wish
from sim.views.pages.allocation.wish import Wish, field_label, numbers_allowed
from sim.words import say


def form_state(
    case: Case,
    wish: Wish,
    lang: str,
    problem: str = "",
    busy: str = "",
    wrong: Mapping[str, str] | None = None,
) -> dict[str, Any]:  # fmt: skip
    keys = ("title", "hint", "ask", "busy", "lost", "least", "most")
    fields = {
        "means": [
            choice_field("basis", BASES, wish.basis, lang),
            *(number_field(name, wish, lang) for name in ("budget", "people", "places")),
        ],
        "aim": [
            choice_field("objective", OBJECTIVES, wish.objective, lang),
            number_field("target", wish, lang),
            choice_field("robust", ROBUST, wish.robust, lang),
        ],
        "rules": [
            number_field("most", wish, lang),
            number_field("floor", wish, lang),
            {
                "id": "key_first",
                "kind": "flag",
                "label": field_label("key_first", lang),
                "value": wish.key_first,
            },
        ],
        "quotas": [quota_field(case, wish, lang)],
    }
    return {
        "words": {key: say(f"allocation_form_{key}", lang) for key in keys},
        "sections": [
            {"label": say(f"allocation_section_{name}", lang), "folds": name == "quotas", "fields": each}
            for name, each in fields.items()
        ],
        "problem": problem,
        "busy": busy,
        "wrong": dict(wrong or {}),
    }


def number_field(name: str, wish: Wish, lang: str) -> dict[str, Any]:
    low, high, step, unit = numbers_allowed()[name]
    limits = {"min": low, "max": high, "step": step, "value": getattr(wish, name)}
    words = {
        "label": field_label(name, lang),
        "unit": say(unit, lang),
        "help": say(f"allocation_help_{name}", lang, usual=number(usual_wish().budget)),
    }
    return {"id": name, "kind": "number"} | words | limits


def choice_field(name: str, choices: tuple[str, ...], value: str, lang: str) -> dict[str, Any]:
    named = [{"id": each, "label": say(f"allocation_{name}_{each}", lang)} for each in choices]
    return {"id": name, "kind": "select", "label": field_label(name, lang), "choices": named, "value": value}


def quota_field(case: Case, wish: Wish, lang: str) -> dict[str, Any]:
    banners, names = list(dict.fromkeys(case.register.table["banner_id"])), place_names(case.register).banner
    value = {quota.place: [quota.least, quota.most] for quota in wish.quotas}
    return {
        "id": "quotas",
        "kind": "pairs",
        "label": field_label("quotas", lang),
        "help": say("allocation_help_quotas", lang),
        "rows": [{"id": banner, "label": names[str(banner)]} for banner in banners],
        "value": value,
    }
