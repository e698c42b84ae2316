"""Reports as single files that ask nobody for anything: of a run, and of a whole batch with its index."""

from __future__ import annotations

import base64
import io
import json
import re
import tempfile
from collections.abc import Mapping
from functools import cache, lru_cache
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
from IPython.display import HTML
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from sim.analysis.outcomes import Batch
from sim.figures.numbers import number
from sim.figures.tables import answer, answer_label, html_table
from sim.figures.theme import SURFACE, css_variables, font_file, themed
from sim.inputs.case import beside, read_case
from sim.inputs.levers import load_levers
from sim.inputs.notebooks import SCENARIO_NOTEBOOK, TAG
from sim.inputs.parameters import load_parameters
from sim.inputs.programme import in_use
from sim.reports.report import figure, html, paragraph
from sim.runs.ensemble import simulate_once
from sim.runs.store import FAILED, NOTEBOOK, REPORT
from sim.words import language, say, speaking

if TYPE_CHECKING:
    from nbconvert import HTMLExporter
    from nbformat import NotebookNode


# ---- A run's report as one file that asks nobody for anything: its style, pictures and Chinese font inside

# nbconvert takes two seconds to import, and only the process that writes a page needs it.

_TEMPLATES = Path(__file__).with_name("templates")
_STYLE = _TEMPLATES / "report" / "report.css"
_FONT = "WuliSansSC-Regular"
_STYLE_PLACE = "/* the style stands here */"
_HEADLINE = re.compile(r"<h1>(.*?)</h1>", re.DOTALL)
# What makes a browser fetch something by itself; a link waits for a click.
_FETCHING = {
    "script": "src", "img": "src", "iframe": "src", "link": "href", "source": "src", "video": "src",
    "audio": "src", "embed": "src", "object": "data", "image": "href", "use": "href",
}  # fmt: skip
_IN_STYLE = re.compile(r"@import\b|url\(\s*['\"]?(?!data:)", re.IGNORECASE)


def write_page(folder: Path, title: str) -> None:
    """Write report.html of an executed notebook. Raises ValueError where the page would fetch anything."""
    import nbformat

    notebook = nbformat.read(folder / NOTEBOOK, as_version=4)
    page = to_page(notebook, title)
    outside = requests(page)
    if outside:
        raise ValueError(f"the report would ask for {', '.join(outside)}")
    (folder / REPORT).write_text(page, encoding="utf-8")


def to_page(notebook: NotebookNode, title: str) -> str:
    """The outputs of a notebook as one HTML page; its headline, where it has one, becomes the title."""
    report = {"lang": say("language_tag"), "title": _headline(notebook) or title, "css": _STYLE_PLACE}
    page = str(_report_exporter().from_notebook_node(notebook, resources={"report": report})[0])
    return page.replace(_STYLE_PLACE, _style(page), 1)


@cache
def _report_exporter() -> HTMLExporter:
    """The exporter of reports; its template is compiled once for all pages of a process."""
    from nbconvert import HTMLExporter

    return HTMLExporter(template_name="report", extra_template_basedirs=[str(_TEMPLATES)])


def _headline(notebook: NotebookNode) -> str:
    """The text of the first <h1> among a notebook's outputs."""
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            found = _HEADLINE.search(output.get("data", {}).get("text/html", ""))
            if found:
                return found[1]
    return ""


def _style(text: str) -> str:
    """The style sheet of a page, with a font of just the signs that the page shows."""
    face = font_face("".join(sorted(set(text))))
    return "\n".join([css_variables(), face, _STYLE.read_text(encoding="utf-8")])


@lru_cache(maxsize=64)
def font_face(signs: str) -> str:
    """The project's Chinese font cut down to some signs, for machines without one of their own.

    The reports of a batch show the same signs, so it is cut once for many of them.
    """
    from fontTools import subset

    # woff2 would be a tenth smaller and take three times as long, most of it to pack.
    options = subset.Options(flavor="woff", layout_features=[], hinting=False)
    buffer = io.BytesIO()
    with subset.load_font(str(font_file(_FONT)), options) as font:
        cut = subset.Subsetter(options)
        cut.populate(text=signs)
        cut.subset(font)
        subset.save_font(font, buffer, options)
    data = base64.b64encode(buffer.getvalue()).decode()
    return (
        f'@font-face {{font-family: "Wuli Report"; src: url(data:font/woff;base64,{data}) format("woff");}}'
    )


def warm(counterfactual: str = "", members: int = 0, seed: int = 0, villages: str | None = None) -> None:
    """Run the cells of the report notebook once on two members, for kernels that are forked from here.

    All that a report imports, loads and computes on first use is then there, and the counterfactual that the
    runs share, where one is named.
    """
    cells = json.loads(SCENARIO_NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    names: dict[str, object] = {}
    with tempfile.TemporaryDirectory(prefix="wuli-") as folder:
        for cell in cells:
            if cell["cell_type"] == "code":
                exec("".join(cell["source"]), names)
            if TAG in cell["metadata"].get("tags", ()):
                names |= {"members": 2, "folder": folder, "lang": language()}
                names |= {"scenario": in_use().main, "counterfactual": in_use().counterfactual}
    if counterfactual:
        simulate_once(beside(read_case(villages=villages or None), counterfactual), members, seed)


def _ready() -> None:
    """Write an empty page to nowhere: what the first page loads is then there."""
    from nbformat import v4

    output = v4.new_output("display_data", {"text/html": "<h1></h1>", "text/plain": ""})
    with speaking("zh"):
        to_page(v4.new_notebook(cells=[v4.new_code_cell(outputs=[output])]), "")


class _Requests(HTMLParser):
    """Collects the addresses that a browser would fetch while it shows a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.in_style = tag == "style"
        address = dict(attrs).get(_FETCHING.get(tag, ""))
        if address is not None and not address.startswith("data:"):
            self.found.append(address)

    def handle_data(self, data: str) -> None:
        if self.in_style and _IN_STYLE.search(data):
            self.found.append("a style's url()")


def requests(page: str) -> list[str]:
    """The addresses that a page makes a browser fetch; none for a page that stands alone."""
    parser = _Requests()
    parser.feed(page)
    return parser.found


# ---- What a batch shows: the parts of its summary report, and the page of all runs with a small picture each

_INDEX = "index.html"
_SHOWN = ("mean_income", "mean_gain", "below_target", "gain_per_yuan")
_MOST_ROWS, _MOST_PANELS = 400, 4
_WIDTH, _HEIGHT = 160, 64  # of a small picture
_BATCH_STYLE = Path(__file__).with_name("templates") / "report" / "batch.css"


# --- the summary report ----------------------------------------------------------------------------------


def opening(batch: Batch, title: str, question: str) -> HTML:
    """Title, question, how many runs, and whose register they rest on."""
    counts = say("summary_counts", all=len(batch.runs), done=len(batch.done), failed=len(batch.failed))
    return html(
        paragraph(say("summary_kind"), "kind"), f"<h1>{escape(title)}</h1>",
        paragraph(question, "question"),
        paragraph(counts, "about"), paragraph(_whose(batch), "warning"),
    )  # fmt: skip


def _whose(batch: Batch) -> str:
    """That no village is real, or whose they are."""
    if not batch.registers:
        return say("report_synthetic")
    return say("summary_register", names=say("page_comma").join(batch.registers))


def failures(batch: Batch) -> HTML:
    """The failed runs by name, before anything else is said; nothing where none failed."""
    if batch.failed.empty:
        return HTML("")
    heads = [say(f"batch_head_{name}") for name in ("run", "error")]
    rows = [[row["run"], row["error"]] for row in batch.failed.to_dict("records")]
    note = paragraph(say("summary_failures", count=len(rows)), "warning")
    return html(note, html_table(heads, rows))


def answers(batch: Batch) -> HTML:
    """Every finished run with its answers, median and 90 % band."""
    table = batch.tables.get("headline", pd.DataFrame())
    if table.empty:
        return HTML("")
    heads = [say("summary_given")]
    heads += [f"{answer_label(name)} ({say(f'answer_{name}_unit')})" for name in _SHOWN]
    shown = batch.done.head(_MOST_ROWS).to_dict("records")
    own = _by_run(table)
    rows = [
        [(_run_title(row), row["run"]), *(answer(own[row["run"]][name], name) for name in _SHOWN)]
        for row in shown
    ]
    return html(
        f"<h2>{escape(say('summary_answers'))}</h2>",
        paragraph(say("summary_answers_about")),
        html_table(heads, rows, numbers=range(1, len(heads)), css="wide"),
    )


def _by_run(table: pd.DataFrame) -> dict[str, Any]:
    """The answers of each run by their names."""
    runs = table.groupby("run") if len(table) else ()
    return {str(run): rows.set_index("answer").to_dict("index") for run, rows in runs}


def _run_title(row: Mapping[str, Any]) -> str:
    """What a run was given, in words; its scenario where nothing was changed."""
    text = row[f"about_{language()}"]
    return f"{row['base']}: {text}" if text else str(row["scenario"])


def _given_label(name: str) -> str:
    """The name of a given value, `lever.resident_staff`, as people read it."""
    kind, _, own = name.partition(".")
    read: Any = {"lever": load_levers, "parameter": load_parameters}.get(kind, dict)
    known = read()
    return str(known[own].label()) if own in known else own


def response_figure(batch: Batch, name: str, folder: str | Path = "") -> HTML:
    """One answer against each value that was varied, with its 90 % bands; nothing where none was."""
    table = batch.tables.get("headline", pd.DataFrame())
    if table.empty or not batch.varied:
        return HTML("")
    with themed():
        axes = _response_axes(table[table["answer"] == name], batch.varied[:_MOST_PANELS])
        axes[0].set_title(answer_label(name))
        axes[0].set_ylabel(say(f"answer_{name}_unit"))
        made_up = [] if batch.registers else [say("figure_synthetic")]
        note = " ".join([say("summary_points"), *made_up])
        drawn = axes[0].get_figure(root=True)
        assert drawn is not None
        drawn.supxlabel(note, fontsize=8.5, color=SURFACE["muted"])
    return figure(axes[0], f"response_{name}", folder)


def _response_axes(rows: pd.DataFrame, varied: list[str]) -> list[Axes]:
    """A panel for each varied value, sharing the answer's axis."""
    size = (max(7.2, 2.6 * len(varied)), 4.3)
    _, axes = plt.subplots(1, len(varied), sharey=True, figsize=size, squeeze=False)
    for panel, name in zip(axes[0], varied, strict=True):
        low, mid, high = (rows[each].to_numpy() for each in ("low", "mid", "high"))
        panel.vlines(rows[name], low, high, color=SURFACE["accent"], alpha=0.25, linewidth=1)
        panel.plot(rows[name], mid, "o", color=SURFACE["accent"], markersize=3.5)
        panel.set_xlabel(_given_label(name), fontsize=9)
    return list(axes[0])


def links() -> HTML:
    """The way to the page of all runs."""
    return html(f'<p><a href="{_INDEX}">{escape(say("summary_index"))}</a></p>')


# --- the page of all runs --------------------------------------------------------------------------------


def save_index(batch: Batch, title: str, question: str, folder: str | Path = "") -> None:
    """Write index.html: a card a run with its small picture; nothing where `folder` is blank."""
    if folder:
        page = index_page(batch, title, question)
        (Path(folder) / _INDEX).write_text(page, encoding="utf-8")


def index_page(batch: Batch, title: str, question: str) -> str:
    """The page: failed runs first, then the others in the order of the study. It asks nobody for anything."""
    table = batch.tables.get("headline", pd.DataFrame())
    own = _by_run(table)
    pictures = _small_pictures(batch.paths)
    rows = [*batch.failed.to_dict("records"), *batch.done.to_dict("records")]
    cards = "\n".join(_card(row, own.get(row["run"], {}), pictures.get(row["run"], "")) for row in rows)
    counts = say("summary_counts", all=len(batch.runs), done=len(batch.done), failed=len(batch.failed))
    notes = [_whose(batch), *([say("summary_pictures")] if pictures else [])]
    return (
        f'<!DOCTYPE html>\n<html lang="{say("language_tag")}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{css_variables()}\n{_BATCH_STYLE.read_text(encoding='utf-8')}"
        f'</style>\n</head>\n<body>\n<header>\n<p class="kind">{escape(say("summary_kind"))}</p>\n'
        f"<h1>{escape(title)}</h1>\n<p>{escape(question)}</p>\n<p>{escape(counts)} "
        f'<a href="{REPORT}">{escape(say("summary_report"))}</a></p>\n'
        f'<p class="note">{escape(" ".join(notes))}</p>\n</header>\n<main>\n{cards}\n</main>\n</body>\n'
        "</html>\n"
    )


def _card(row: Mapping[str, Any], own: Mapping[str, Any], picture: str) -> str:
    """One run: what it was given, its picture and its answers; a failed one with its error."""
    name = escape(str(row["run"]))
    head = f"<h2>{escape(_run_title(row))}</h2>"
    below = f"<small>{name} · {escape(say('summary_seed', seed=row['seed']))}</small>"
    if row["state"] != "done":
        text = f'<p class="error">{escape(say("batch_failed"))}: {escape(str(row["error"]))}</p>'
        place = f"../{name}{FAILED}/{NOTEBOOK}"
        return f'<article class="failed"><a href="{place}">{head}{text}{below}</a></article>'
    lines = "".join(_answer_line(own[each], each) for each in _SHOWN if each in own)
    return f'<article><a href="../{name}/{REPORT}">{head}{picture}<dl>{lines}</dl>{below}</a></article>'


def _answer_line(row: Mapping[str, Any], name: str) -> str:
    mid, band = answer(row, name)
    unit = escape(say(f"answer_{name}_unit"))
    label = escape(answer_label(name))
    return f"<dt>{label}</dt><dd><b>{mid}</b> {unit} <small>{escape(band)}</small></dd>"


def _small_pictures(paths: pd.DataFrame) -> dict[str, str]:
    """A small drawing of each run's path with its 90 % band, all on one scale."""
    if paths.empty:
        return {}
    low, high = float(paths["q05"].min()), float(paths["q95"].max())
    first, last = int(paths["year"].min()), int(paths["year"].max())
    label = escape(say("summary_path", first=first, last=last, low=number(low), high=number(high)))
    return {
        str(run): _small_picture(rows, (first, last), (low, high), label)
        for run, rows in paths.groupby("run")
    }


def _small_picture(
    rows: pd.DataFrame, years: tuple[int, int], values: tuple[float, float], label: str
) -> str:
    """One path as SVG: band and median."""
    x = 2 + (rows["year"].to_numpy() - years[0]) / max(1, years[1] - years[0]) * (_WIDTH - 4)

    def points(name: str) -> list[str]:
        share = (rows[name].to_numpy() - values[0]) / max(1e-9, values[1] - values[0])
        return [f"{a:.1f},{b:.1f}" for a, b in zip(x, _HEIGHT - 2 - share * (_HEIGHT - 4), strict=True)]

    band = " ".join([*points("q95"), *reversed(points("q05"))])
    return (
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" preserveAspectRatio="none" role="img" aria-label="{label}">'
        f'<polygon points="{band}"/>'
        f'<polyline points="{" ".join(points("q50"))}"/></svg>'
    )
