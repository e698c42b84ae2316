"""Columns that nobody knows, and those that are wanting: told once, each with what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sim.faults import nearest
from sim.inputs.intake.findings import ERROR, NOTE, REPAIRED, Finding, shown
from sim.inputs.intake.headers import Head, bare, unit_column
from sim.inputs.intake.vocabulary import columns, label, names, words
from sim.words import by_language, language, say

if TYPE_CHECKING:
    from sim.inputs.intake.draft import Draft

STANDS_FOR = {"village_id": "village_name", "township_id": "township_name", "banner_id": "banner_name"}

MOST_SOUGHT = 200  # columns that nobody knows; a table with more is another one


def head_findings(head: Head, taken: Head, file: str) -> list[Finding]:
    """What there is to say about the header: unfolded, below a title, columns left out or unknown."""
    found = []
    if head.bottom > head.top:
        values = {"first": head.top, "last": head.bottom}
        found.append(head_finding(head, file, REPAIRED, "header_rows", 1, "", values))
    elif head.top > 1:
        found.append(head_finding(head, file, NOTE, "title_rows", 1, "", {"rows": head.top - 1}))
    used = unit_column(head)  # of which every row's unit is taken
    strange = [column for column in head.titles if column not in head.fields and column not in used]
    return found + [
        unknown_column(head, file, column, sought=number < MOST_SOUGHT)
        for number, column in enumerate(strange)
    ]


def unknown_column(head: Head, file: str, column: int, sought: bool = True) -> Finding:
    """A column that nobody knows: perhaps mistyped, which is an error, else left out, which is noted.

    One that is like a column which the table has already is something else, and left out.
    sought: held against the names of all columns, which takes its time.
    """
    title = head.titles[column]
    near = nearest(bare(title), names(head.table)) if sought and bare(title) not in words("ignore") else None
    likely = names(head.table)[near] if near else ""
    if near and (head.own[column].kinds or means_other(bare(title), near)):
        known = columns(head.table)[likely]
        return head_finding(head, file, NOTE, "column_near", column, shown(title), {"near": label(known)})
    if near and len(bare(title)) > 2 and likely not in head.fields.values() and not is_stand_in(likely, head):
        known = columns(head.table)[likely]
        return head_finding(head, file, ERROR, "column_unknown", column, shown(title), {"near": label(known)})
    return head_finding(head, file, NOTE, "column_left_out", column, shown(title), {})


def means_other(title: str, near: str) -> bool:
    """Whether a header that is like a name says a word that makes another figure of it: it is no slip."""
    return any(word in title and word not in near for word in words("other_figure"))


def is_stand_in(name: str, head: Head) -> bool:
    """Whether the place that a column is about is known already, by its name or its code."""
    seen = head.fields.values()
    return any(name in pair and set(pair) & set(seen) for pair in STANDS_FOR.items())


def head_finding(
    head: Head, file: str, level: str, kind: str, column: int, field: str, values: dict[str, Any]
) -> Finding:
    """A finding on the header's last row."""
    value = shown(head.titles.get(column, ""))
    return Finding(level, kind, file, head.sheet.name, head.bottom, column, field, value, values)


def tell_wanting(draft: Draft) -> None:
    """Required columns that are not there: places each by itself, all others in one line with the way out."""
    asked = {each.field for each in draft.findings if each.kind.startswith("figure_")}
    missing = [each for name, each in draft.known.items()
               if each.required and name not in draft.data and name not in asked]  # fmt: skip
    places = [each for each in missing if draft.head.table == "panel" or each.column in STANDS_FOR]
    for each in places:
        kind = "place_needed" if each.column in ("township_id", "banner_id") else "column_needed"
        draft.add(ERROR, kind, draft.head.bottom, each.column)
    rest = [each for each in missing if each not in places]
    if rest:
        listed = by_language(lambda: say("page_comma").join(label(each)[language()] for each in rest))
        more = any(each.column == "governance" for each in rest)
        about = by_language(lambda: say("intake_about_governance") if more else "")
        streams = [each.column for each in rest if each.kind == "money"]
        answers = " ".join(f"--answer {name}=none" for name in streams)
        none = by_language(lambda: say("intake_cure_no_stream", answers=answers) if streams else "")
        values = {"labels": listed, "count": len(rest), "about": about, "none": none}
        file = {"path": str(draft.book.path), "target": f"{draft.book.path.stem}-filled.csv"}
        draft.add(ERROR, "column_missing", draft.head.bottom, "", **values, **file)
