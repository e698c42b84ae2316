"""A card for every village: one page each, its chart drawn as SVG, with an index, in one folder.

The charts are written here as text: a plotting library would take most of a minute for a city.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from urllib.parse import quote

import numpy as np

from sim.analysis.village import VillageStudy
from sim.inputs.villages import place_names
from sim.runs.provenance import case_content, code_version, digest, manifest
from sim.runs.store import MANIFEST, building, folder_checksums, save_json
from sim.views.advice import chance, peers_sheet, village_line, village_sentences, village_sheets
from sim.views.labels import limit
from sim.views.numbers import number
from sim.views.tables import html_table
from sim.views.theme import NARROW_BAND, WIDE_BAND, css_variables
from sim.words import language, say
from sim.writing import file_names

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 640, 300, 52, 34, 14
FIRST_CELL = re.compile("<tr><td>(.*?)</td>", re.DOTALL)
STYLE = """
body { margin: 0 auto; max-width: 46rem; padding: 1rem; color: var(--ink); background: var(--paper);
  font: 16px/1.6 "Wuli Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", sans-serif; }
h1 { font-size: 1.5rem; margin: 0.4em 0; } h2 { font-size: 1.1rem; margin: 1.4em 0 0.4em; }
table { border-collapse: collapse; width: 100%; } td, th { padding: 0.3em 0.5em; text-align: left;
  border-bottom: 1px solid var(--line); vertical-align: top; } .number { text-align: right; }
td small { display: block; color: var(--muted); } .table { overflow-x: auto; }
svg { max-width: 100%; height: auto; }
.warning { background: var(--warn-ground); color: var(--warn); padding: 0.5em 0.8em; }
.about { color: var(--muted); }
@media print { a { color: inherit; text-decoration: none; } section, svg { break-inside: avoid; } }
"""


def write_cards(
    study: VillageStudy, outputs: Path, seen: Callable[[int, int], None] = lambda done, planned: None
) -> Path:
    """Write a page for every village and an index into a new folder of `outputs`; its path.

    The folder appears under its name when everything in it is written; one that is there already for the
    same study and code is left as it is.
    """
    ids = study.case.register.table["village_id"].to_list()
    about = {
        **case_content(study.case),
        "members": study.members,
        "target": study.target,
        "lang": language(),
    }
    name = f"village-cards-{digest({**about, 'code': code_version()})[:10]}"
    with building(outputs, name) as folder:
        if folder is not None:
            for place, file in enumerate(card_files(study)):
                (folder / file).write_text(card(study, place), encoding="utf-8")
                seen(place + 1, len(ids))
            (folder / "index.html").write_text(index(study), encoding="utf-8")
            kept = {**manifest(case_content(study.case), **about), "files": folder_checksums(folder)}
            save_json(kept, folder / MANIFEST)
    return outputs / name


def card_files(study: VillageStudy) -> list[str]:
    """The name of each village's page: its id where that is a good name, and none outside the folder."""
    ids = study.case.register.table["village_id"].astype(str)
    names = file_names(ids)
    return [f"{names[each]}.html" for each in ids]


def card(study: VillageStudy, place: int) -> str:
    """One village's page."""
    village = str(study.case.register.table["village_id"].iloc[place])
    names = place_names(study.case.register).village
    _, steps, _ = village_sheets(study, village)
    peers = peers_sheet(study, place)
    sizes = {"members": number(study.members), "sampled": number(study.sampled)}
    foot = say("advice_card_foot", **sizes)
    parts = [
        f'<p class="about"><a href="index.html">{escape(say("advice_all_villages"))}</a></p>',
        f"<h1>{escape(say('advice_village', village=names[village]))}</h1>",
        f'<p class="about">{escape(village_line(study, place))}</p>', warning(study),
        path_svg(study, place),
        *(f"<p>{escape(sentence)}</p>" for sentence in village_sentences(study, place)),
        f"<h2>{escape(steps.title)}</h2>", html_table(steps.heads, steps.rows, numbers=(1, 2)),
        f"<h2>{escape(peers.title)}</h2>",
        linked(html_table(peers.heads, peers.rows, numbers=(2, 3, 4)), study, (place, *study.peers[place])),
        f'<p class="about">{escape(foot)}</p>',
    ]  # fmt: skip
    return page(names[village], "\n".join(parts))


def linked(table: str, study: VillageStudy, places: Iterable[int]) -> str:
    """A table of villages, one a row, with a way from each one's name to its own card."""
    files = card_files(study)
    targets = iter([quote(files[place]) for place in places])
    return FIRST_CELL.sub(lambda found: f'<tr><td><a href="{next(targets)}">{found[1]}</a></td>', table)


def index(study: VillageStudy) -> str:
    """All villages with their chance of the target, banner by banner."""
    table = study.case.register.table
    heads = [say(f"advice_col_{name}") for name in ("village", "income_last", "chance_target")]
    names = place_names(study.case.register)
    parts = [f"<h1>{escape(say('advice_all_villages'))}</h1>", warning(study)]
    for banner in dict.fromkeys(table["banner_id"]):
        places = np.flatnonzero(table["banner_id"] == banner)
        rows = [
            [
                names.village[table["village_id"].iloc[p]],
                number(study.path[2, p, -1], 1),
                chance(study.chance[p, -1]),
            ]
            for p in places
        ]  # fmt: skip
        shown = linked(html_table(heads, rows, numbers=(1, 2)), study, places)
        parts += [f"<h2>{escape(names.banner[str(banner)])}</h2>", shown]
    return page(say("advice_all_villages"), "\n".join(parts))


def warning(study: VillageStudy) -> str:
    synthetic = study.case.register.synthetic
    return f'<p class="warning">{escape(say("figure_synthetic"))}</p>' if synthetic else ""


def page(title: str, body: str) -> str:
    """A whole page that asks nobody for anything."""
    return (
        f'<!doctype html>\n<html lang="{say("language_tag")}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{css_variables()}{STYLE}</style></head>\n<body>\n{body}\n</body></html>\n"
    )


# --- the chart -----------------------------------------------------------------------------------------


def path_svg(study: VillageStudy, place: int) -> str:
    """A village's income with 50 and 90 % bands, without the programme (dashed), and the target."""
    years = np.array(study.case.scenario.years)
    top = 1.08 * max(study.path[4, place].max(), study.target, study.without[place].max())
    x = LEFT + (WIDTH - LEFT - 12) * (years - years[0]) / max(years[-1] - years[0], 1)
    low, lower, mid, upper, high = (scaled(study.path[k, place], top) for k in range(5))
    target = float(scaled(np.array(study.target), top))
    parts = [
        *axis(years, x, top),
        area(x, low, high, WIDE_BAND),
        area(x, lower, upper, NARROW_BAND),
        line(x, scaled(study.without[place], top), "var(--muted)", ' stroke-dasharray="6 4"'),
        line(x, mid, "var(--accent)", ""),
        rule(target, "var(--warn)", ' stroke-dasharray="4 3"'),
        text(
            WIDTH - 12,
            target - 5,
            say("figure_target", threshold=limit(study.target)),
            "end",
            "var(--warn)",
        ),
    ]
    name = escape(say("advice_chart_text"), quote=True)
    return f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{name}">{"".join(parts)}</svg>'


def scaled(values: np.ndarray, top: float) -> np.ndarray:
    """Incomes as heights in the picture, nothing at its foot and `top` at its head."""
    return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * np.asarray(values, float) / top


def points(x: np.ndarray, y: np.ndarray) -> str:
    return " ".join(f"{a:.1f},{b:.1f}" for a, b in zip(x, y, strict=True))


def line(x: np.ndarray, y: np.ndarray, colour: str, more: str) -> str:
    return f'<polyline points="{points(x, y)}" fill="none" stroke="{colour}" stroke-width="2.2"{more}/>'


def area(x: np.ndarray, low: np.ndarray, high: np.ndarray, opacity: float) -> str:
    edge = points(np.r_[x, x[::-1]], np.r_[low, high[::-1]])
    return f'<polygon points="{edge}" fill="var(--accent)" opacity="{opacity}"/>'


def rule(y: float, colour: str, more: str = "") -> str:
    """A line across the picture."""
    return f'<line x1="{LEFT}" x2="{WIDTH - 12}" y1="{y:.1f}" y2="{y:.1f}" stroke="{colour}"{more}/>'


def text(x: float, y: float, words: str, anchor: str, colour: str = "var(--muted)") -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    return f'<text {place} font-size="13" fill="{colour}">{escape(words)}</text>'


def axis(years: np.ndarray, x: np.ndarray, top: float) -> list[str]:
    """Lines at round incomes and the years under them."""
    step = next(
        each for each in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 1e4) if top / each <= 6 or each == 1e4
    )
    parts = []
    for value in np.arange(0, top, step):
        y = float(scaled(np.array(value), top))
        parts.append(rule(y, "var(--grid)"))
        parts.append(text(LEFT - 6, y + 4, f"{value:g}", "end"))
    return parts + [text(a, HEIGHT - 12, str(year), "middle") for a, year in zip(x, years, strict=True)]
