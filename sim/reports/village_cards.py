"""One village in words and tables, and a card for every village in one folder with an index."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from urllib.parse import quote

import numpy as np
from matplotlib import pyplot as plt

from sim.analysis.village import STEPS, VillageStudy
from sim.figures import advice
from sim.figures.labels import limit
from sim.figures.numbers import number, signed
from sim.figures.outcomes import image
from sim.figures.tables import html_table, interval
from sim.figures.theme import NARROW_BAND, WIDE_BAND, css_variables
from sim.inputs.programme import in_use
from sim.inputs.villages import place_names
from sim.model.exposure import base_income
from sim.reports.sheets import Asked, Sheet, chance, heads, industry_names
from sim.runs.provenance import case_content, code_version, dated_manifest, digest
from sim.runs.store import MANIFEST, building, folder_checksums, save_json
from sim.words import language, say
from sim.writing import file_names

# ---- One village: where it is heading, what holds it back, what helps, and its peers -------------


def village_sheets(study: VillageStudy, village: str) -> list[Sheet]:
    """One village: sentences, what a little more adds, and its peers."""
    place = study.position(village)
    values = np.vstack([study.steps[:, :, place], study.helps[:, :, place]])
    names = [say(f"advice_step_{name}") for name in STEPS]
    names += [say("advice_spent_on", group=say(f"advice_group_{name}")) for name in list(in_use().groups)]
    rows = [
        [name, interval(row[0], row[1], row[2], 2, True), chance(row[3])]
        for name, row in zip(names, values, strict=True)
    ]
    code = str(study.case.register.table["village_id"].iloc[place])
    title = say("advice_village", village=place_names(study.case.register).village[code])
    columns = heads("step", "adds", "chance_gain")
    year = study.case.scenario.years[-1]
    return [
        Sheet(title, [], [], [village_line(study, place), *village_sentences(study, place)]),
        Sheet(say("advice_helps", year=year), columns, rows, unit=say("unit_10k_yuan_per_year")),
        _peers_sheet(study, place),
    ]


def village_asked(study: VillageStudy, village: str) -> Asked:
    """The question of one village and its answer, for page one of a briefing."""
    place, year = study.position(village), study.case.scenario.years[-1]
    code = str(study.case.register.table["village_id"].iloc[place])
    name = place_names(study.case.register).village[code]

    def picture() -> bytes:
        axes = advice.village_path(study, place)
        content = image(axes, "village", "png")
        plt.close(axes.get_figure(root=True))
        return content

    sentences = [*village_sentences(study, place), village_line(study, place)]
    question = say("village_asked", village=name, year=year)
    return Asked(question, sentences, picture, say("village_asked_chart", village=name))


def village_sentences(study: VillageStudy, village: int) -> list[str]:
    """What a card says: where the village will be, what holds it back, what helps most and how sure."""
    low, _, mid, _, high = study.path[:, village, -1]
    gain, net_gain = study.gain[:, village], study.net_gain[:, village]
    group = study.best_group(village)
    helps = study.helps[list(in_use().groups).index(group), :, village]
    binding = study.binding(village)
    step = study.steps[STEPS.index(binding), :, village]
    year = study.case.scenario.years[-1]
    return [
        say(
            "advice_card_path",
            year=year,
            income=number(mid, 1),
            low=number(low, 1),
            high=number(high, 1),
            chance=chance(study.chance[village, -1]),
            target=f"{study.target:g}",
            earned=chance(study.chance_by("earned", village)),
        ),
        _net_sentence(study, village),
        say(
            "advice_card_gain",
            **_gained(gain),
            **{f"net_{name}": text for name, text in _gained(net_gain).items()},
        ),
        say("advice_card_binds", step=say(f"advice_step_{binding}"), **_gained(step)),
        say(
            "advice_card_helps",
            group=say(f"advice_group_{group}"),
            **_gained(helps),
            sure=chance(study.surest[village]),
        ),
    ]


def _net_sentence(study: VillageStudy, village: int) -> str:
    """What a village is left with after its costs, and its chance of the target by that."""
    low, _, mid, _, high = (number(value, 1) for value in study.net[:, village, -1])
    sure = chance(study.chance_by("net", village))
    return say("advice_card_net", net=mid, low=low, high=high, chance=sure, target=f"{study.target:g}")


def _gained(band: np.ndarray) -> dict[str, str]:
    """A gain and the ends of its band, the first three of `band`, as sentences take them."""
    low, middle, high = (signed(value, 2) for value in band[:3])
    return {"gain": middle, "low": low, "high": high}


def village_line(study: VillageStudy, place: int) -> str:
    """Where a village lies and where it stood in the base year."""
    row, names = study.case.register.table.iloc[place], place_names(study.case.register)
    return say(
        "advice_village_line",
        banner=names.banner[row["banner_id"]],
        township=names.township[row["township_id"]],
        industry=industry_names().get(row["industry"], row["industry"]),
        population=number(row["population"]),
        income=number(base_income(study.case.register.table)[place], 1),
    )


def _banded(quantiles: np.ndarray) -> tuple[str, str]:
    """Five quantiles of an income, (5,) 10k yuan/year, as a median and its band."""
    low, _, mid, _, high = map(float, quantiles)
    return interval(low, mid, high, decimals=1)


def _peers_sheet(study: VillageStudy, place: int) -> Sheet:
    table, start = study.case.register.table, base_income(study.case.register.table)
    names = place_names(study.case.register).village
    rows = [
        [
            names[table["village_id"].iloc[each]],
            industry_names().get(table["industry"].iloc[each], ""),
            number(start[each], 1),
            _banded(study.path[:, each, -1]),
            _banded(study.net[:, each, -1]),
            chance(study.chance[each, -1]),
            chance(study.chance_by("net", each)),
        ]
        for each in (place, *study.peers[place])
    ]
    columns = heads(
        "village", "industry", "base_income", "income_last", "net_last", "chance_target", "chance_net"
    )  # fmt: skip
    return Sheet(say("advice_peers_title"), columns, rows)


# ---- A card for every village: one page each, its chart drawn as SVG, with an index, in one folder ----
# The charts are written here as text: a plotting library would take most of a minute for a city.

_WIDTH, HEIGHT, _LEFT, BOTTOM, _TOP = 640, 300, 52, 34, 14
_FIRST_CELL = re.compile("<tr><td>(.*?)</td>", re.DOTALL)
_STYLE = """
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
            for place, file in enumerate(_card_files(study)):
                (folder / file).write_text(card(study, place), encoding="utf-8")
                seen(place + 1, len(ids))
            (folder / "index.html").write_text(_index(study), encoding="utf-8")
            kept = {**dated_manifest(case_content(study.case), **about), "files": folder_checksums(folder)}
            save_json(kept, folder / MANIFEST)
    return outputs / name


def _card_files(study: VillageStudy) -> list[str]:
    """The name of each village's page: its id where that is a good name, and none outside the folder."""
    ids = study.case.register.table["village_id"].astype(str)
    names = file_names(ids)
    return [f"{names[each]}.html" for each in ids]


def card(study: VillageStudy, place: int) -> str:
    """One village's page."""
    village = str(study.case.register.table["village_id"].iloc[place])
    names = place_names(study.case.register).village
    _, steps, _ = village_sheets(study, village)
    peers = _peers_sheet(study, place)
    sizes = {"members": number(study.members), "sampled": number(study.sampled)}
    foot = say("advice_card_foot", **sizes)
    parts = [
        f'<p class="about"><a href="index.html">{escape(say("advice_all_villages"))}</a></p>',
        f"<h1>{escape(say('advice_village', village=names[village]))}</h1>",
        f'<p class="about">{escape(village_line(study, place))}</p>', _warning(study),
        path_svg(study, place),
        *(f"<p>{escape(sentence)}</p>" for sentence in village_sentences(study, place)),
        f"<h2>{escape(steps.title)}</h2>", html_table(steps.heads, steps.rows, numbers=(1, 2)),
        f"<h2>{escape(peers.title)}</h2>",
        _linked(html_table(peers.heads, peers.rows, range(2, 7)), study, (place, *study.peers[place])),
        f'<p class="about">{escape(foot)}</p>',
    ]  # fmt: skip
    return _page(names[village], "\n".join(parts))


def _linked(table: str, study: VillageStudy, places: Iterable[int]) -> str:
    """A table of villages, one a row, with a way from each one's name to its own card."""
    files = _card_files(study)
    targets = iter([quote(files[place]) for place in places])
    return _FIRST_CELL.sub(lambda found: f'<tr><td><a href="{next(targets)}">{found[1]}</a></td>', table)


def _index(study: VillageStudy) -> str:
    """All villages with what they will have and their chance of the target, gross and net, by banner."""
    table = study.case.register.table
    named = ("village", "income_last", "net_last", "chance_target", "chance_net")
    columns = heads(*named)
    names = place_names(study.case.register)
    parts = [f"<h1>{escape(say('advice_all_villages'))}</h1>", _warning(study)]
    for banner in dict.fromkeys(table["banner_id"]):
        places = np.flatnonzero(table["banner_id"] == banner)
        rows = [
            [
                names.village[table["village_id"].iloc[p]],
                number(study.path[2, p, -1], 1),
                number(study.net[2, p, -1], 1),
                chance(study.chance[p, -1]),
                chance(study.chance_by("net", int(p))),
            ]
            for p in places
        ]  # fmt: skip
        shown = _linked(html_table(columns, rows, numbers=range(1, len(columns))), study, places)
        parts += [f"<h2>{escape(names.banner[str(banner)])}</h2>", shown]
    return _page(say("advice_all_villages"), "\n".join(parts))


def _warning(study: VillageStudy) -> str:
    synthetic = study.case.register.synthetic
    return f'<p class="warning">{escape(say("figure_synthetic"))}</p>' if synthetic else ""


def _page(title: str, body: str) -> str:
    """A whole page that asks nobody for anything."""
    return (
        f'<!doctype html>\n<html lang="{say("language_tag")}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{css_variables()}{_STYLE}</style></head>\n<body>\n{body}\n</body></html>\n"
    )


# --- the chart -----------------------------------------------------------------------------------------


def path_svg(study: VillageStudy, place: int) -> str:
    """A village's income with 50 and 90 % bands, without the programme (dashed), and the target."""
    years = np.array(study.case.scenario.years)
    top = 1.08 * max(study.path[4, place].max(), study.target, study.without[place].max())
    x = _LEFT + (_WIDTH - _LEFT - 12) * (years - years[0]) / max(years[-1] - years[0], 1)
    low, lower, mid, upper, high = (_scaled(study.path[k, place], top) for k in range(5))
    target = float(_scaled(np.array(study.target), top))
    parts = [
        *_axis(years, x, top),
        _area(x, low, high, WIDE_BAND),
        _area(x, lower, upper, NARROW_BAND),
        _line(x, _scaled(study.without[place], top), "var(--muted)", ' stroke-dasharray="6 4"'),
        _line(x, mid, "var(--accent)", ""),
        _rule(target, "var(--warn)", ' stroke-dasharray="4 3"'),
        _text(
            _WIDTH - 12,
            target - 5,
            say("figure_target", threshold=limit(study.target)),
            "end",
            "var(--warn)",
        ),
    ]
    name = escape(say("advice_chart_text"), quote=True)
    return f'<svg viewBox="0 0 {_WIDTH} {HEIGHT}" role="img" aria-label="{name}">{"".join(parts)}</svg>'


def _scaled(values: np.ndarray, top: float) -> np.ndarray:
    """Incomes as heights in the picture, nothing at its foot and `top` at its head."""
    return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - _TOP) * np.asarray(values, float) / top


def _points(x: np.ndarray, y: np.ndarray) -> str:
    return " ".join(f"{a:.1f},{b:.1f}" for a, b in zip(x, y, strict=True))


def _line(x: np.ndarray, y: np.ndarray, colour: str, more: str) -> str:
    return f'<polyline points="{_points(x, y)}" fill="none" stroke="{colour}" stroke-width="2.2"{more}/>'


def _area(x: np.ndarray, low: np.ndarray, high: np.ndarray, opacity: float) -> str:
    edge = _points(np.r_[x, x[::-1]], np.r_[low, high[::-1]])
    return f'<polygon points="{edge}" fill="var(--accent)" opacity="{opacity}"/>'


def _rule(y: float, colour: str, more: str = "") -> str:
    """A line across the picture."""
    return f'<line x1="{_LEFT}" x2="{_WIDTH - 12}" y1="{y:.1f}" y2="{y:.1f}" stroke="{colour}"{more}/>'


def _text(x: float, y: float, words: str, anchor: str, colour: str = "var(--muted)") -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    return f'<text {place} font-size="13" fill="{colour}">{escape(words)}</text>'


def _axis(years: np.ndarray, x: np.ndarray, top: float) -> list[str]:
    """Lines at round incomes and the years under them."""
    step = next(
        each for each in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 1e4) if top / each <= 6 or each == 1e4
    )
    parts = []
    for value in np.arange(0, top, step):
        y = float(_scaled(np.array(value), top))
        parts.append(_rule(y, "var(--grid)"))
        parts.append(_text(_LEFT - 6, y + 4, f"{value:g}", "end"))
    return parts + [_text(a, HEIGHT - 12, str(year), "middle") for a, year in zip(x, years, strict=True)]
