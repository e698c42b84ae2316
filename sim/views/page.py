"""A run's report as one file that asks nobody for anything: its style, pictures and Chinese font inside."""

from __future__ import annotations

import base64
import io
import json
import re
import tempfile
from functools import cache, lru_cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

from sim.inputs import beside, read_case
from sim.inputs.notebooks import SCENARIO_NOTEBOOK, TAG
from sim.inputs.programme import in_use
from sim.runs.ensemble import simulate_once
from sim.runs.store import NOTEBOOK, REPORT
from sim.views.theme import css_variables, font_file
from sim.words import language, say, speaking

# nbconvert takes two seconds to import, and only the process that writes a page needs it.
if TYPE_CHECKING:
    from nbconvert import HTMLExporter
    from nbformat import NotebookNode

TEMPLATES = Path(__file__).with_name("templates")
STYLE = TEMPLATES / "report" / "report.css"
FONT = "WuliSansSC-Regular"
STYLE_PLACE = "/* the style stands here */"
HEADLINE = re.compile(r"<h1>(.*?)</h1>", re.DOTALL)
# What makes a browser fetch something by itself; a link waits for a click.
FETCHING = {
    "script": "src", "img": "src", "iframe": "src", "link": "href", "source": "src", "video": "src",
    "audio": "src", "embed": "src", "object": "data", "image": "href", "use": "href",
}  # fmt: skip
IN_STYLE = re.compile(r"@import\b|url\(\s*['\"]?(?!data:)", re.IGNORECASE)


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
    report = {"lang": say("language_tag"), "title": headline(notebook) or title, "css": STYLE_PLACE}
    page = str(report_exporter().from_notebook_node(notebook, resources={"report": report})[0])
    return page.replace(STYLE_PLACE, style(page), 1)


@cache
def report_exporter() -> HTMLExporter:
    """The exporter of reports; its template is compiled once for all pages of a process."""
    from nbconvert import HTMLExporter

    return HTMLExporter(template_name="report", extra_template_basedirs=[str(TEMPLATES)])


def headline(notebook: NotebookNode) -> str:
    """The text of the first <h1> among a notebook's outputs."""
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            found = HEADLINE.search(output.get("data", {}).get("text/html", ""))
            if found:
                return found[1]
    return ""


def style(text: str) -> str:
    """The style sheet of a page, with a font of just the signs that the page shows."""
    face = font_face("".join(sorted(set(text))))
    return "\n".join([css_variables(), face, STYLE.read_text(encoding="utf-8")])


@lru_cache(maxsize=64)
def font_face(signs: str) -> str:
    """The project's Chinese font cut down to some signs, for machines without one of their own.

    The reports of a batch show the same signs, so it is cut once for many of them.
    """
    from fontTools import subset

    # woff2 would be a tenth smaller and take three times as long, most of it to pack.
    options = subset.Options(flavor="woff", layout_features=[], hinting=False)
    buffer = io.BytesIO()
    with subset.load_font(str(font_file(FONT)), options) as font:
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


def ready() -> None:
    """Write an empty page to nowhere: what the first page loads is then there."""
    from nbformat import v4

    output = v4.new_output("display_data", {"text/html": "<h1></h1>", "text/plain": ""})
    with speaking("zh"):
        to_page(v4.new_notebook(cells=[v4.new_code_cell(outputs=[output])]), "")


class Requests(HTMLParser):
    """Collects the addresses that a browser would fetch while it shows a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.in_style = tag == "style"
        address = dict(attrs).get(FETCHING.get(tag, ""))
        if address is not None and not address.startswith("data:"):
            self.found.append(address)

    def handle_data(self, data: str) -> None:
        if self.in_style and IN_STYLE.search(data):
            self.found.append("a style's url()")


def requests(page: str) -> list[str]:
    """The addresses that a page makes a browser fetch; none for a page that stands alone."""
    parser = Requests()
    parser.feed(page)
    return parser.found
