"""What the command line shows: progress, tables and faults, in one language, on a terminal or in a pipe."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from rich.cells import cell_len
from rich.console import Console

from sim.reports.export import keep, keep_words
from sim.words import in_language, say

if TYPE_CHECKING:
    import pandas as pd
    from rich.progress import TaskID
    from rich.table import Table

    from sim.inputs.studies import Study
    from sim.runs.batch import BatchWatcher, Outcome
    from sim.runs.job import Job


class _Screen(Console):
    """A console that prints a user's own words as they are and leaves a closed pipe to the command."""

    def __init__(self, **options: Any) -> None:
        super().__init__(highlight=False, markup=False, **options)

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


class _Lasting:
    """A stream whose reader may leave: what is written after that goes nowhere, and the work goes on."""

    def __init__(self, stream: Any):
        self.stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)

    def write(self, text: str) -> int:
        with suppress(BrokenPipeError):
            self.stream.write(text)
        return len(text)

    def flush(self) -> None:
        with suppress(BrokenPipeError):
            self.stream.flush()


OUT, ERR = _Screen(), _Screen(stderr=True)


@contextmanager
def whoever_listens() -> Iterator[None]:
    """Show to whoever still reads (`… --out x.csv | head`), for a file is to be written all the same."""
    before, OUT._file = OUT._file, cast("Any", _Lasting(OUT.file))  # rich offers no way to put it back
    try:
        yield
    finally:
        OUT._file = before


_GAP = "   "  # between two columns
_NARROW = 8  # cells that a column has at least
_USUAL = 80  # cells of a screen
_LABEL, _BAND = 24, 16  # cells of what a row is called and of a band, with the gap before it
# A run of Latin letters and digits stays whole; Chinese may break anywhere but before a sign that closes.
_WIDE = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_PIECES = re.compile(
    rf"\d{{4}}: [\d.,]+|[−+<>]?[\d.,]+ %|\s+|[{_WIDE}][，。；：！？、）》”’％]*|[^\s{_WIDE}]+"
)
# What moves the cursor, turns the direction of writing or cannot be seen: shown as its number.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def harmless(text: str) -> str:
    """A text in which no sign does anything to a terminal."""
    return _UNSEEN.sub(
        lambda found: f"\\x{ord(found[0]):02x}" if found[0] < "\u0100" else f"\\u{ord(found[0]):04x}", text
    )


def tell(text: str, style: str = "") -> None:
    """One line, however long: a path can be clicked and a fault found with grep."""
    keep_words(text)
    OUT.print(harmless(text), style=style or None, soft_wrap=True)


def complain(text: str, style: str = "red") -> None:
    """Lines of faults, to standard error; notes in another colour."""
    ERR.print(harmless(text), style=style, soft_wrap=True)


# --- tables ----------------------------------------------------------------------------------------------


def show_table(
    headers: Sequence[str],
    rows: Iterable[Sequence[Any]],
    title: str = "",
    right: Iterable[int] = (),
    whole: Sequence[Sequence[Any]] | None = None,
    unit: str = "",
    most: int | None = None,
) -> None:
    """A table with whole words in every cell; where the screen is too narrow, a line for each cell.

    right  the columns of numbers
    whole  all rows, for a file, where only the most important ones are shown
    unit   of the numbers under heads that name none, for a file
    most   cells to be filled in a file or a pipe, which are as wide as a table needs
    """
    listed = [list(row) for row in rows]
    keep(title, headers, listed if whole is None else whole, unit)
    heads = [harmless(head) for head in headers]
    cells = [[harmless(_with_band(cell)).replace("\t", " ") for cell in row] for row in listed]
    if title:
        OUT.print(f"\n{harmless(title)}", style="bold", soft_wrap=True)
    widths = _widths_of([heads, *cells], _room() or most)
    lines = _in_columns(heads, cells, widths, set(right)) if widths else _one_by_one(heads, cells)
    head, *body = lines
    OUT.print(head, style="bold", soft_wrap=True)
    OUT.file.write("\n".join([*body, "", ""]))  # at once: a list of all villages or runs is long


def _room() -> int | None:
    """How wide a table may be: as the terminal or COLUMNS says; as it needs in a file or a pipe."""
    return OUT.width if OUT.is_terminal or "COLUMNS" in os.environ else None


def _widths_of(rows: Sequence[Sequence[str]], most: int | None) -> list[int]:
    """The width of each column; none where not even the longest words fit beside each other."""
    lines = [[line for row in rows for line in row[place].splitlines()] for place in range(len(rows[0]))]
    wide = [max((cell_len(line) for line in column), default=1) for column in lines]
    if most is None:
        return wide
    pieces = [[piece for line in column for piece in _line_pieces(line)] for column in lines]
    least = [
        max(min(own, _NARROW), *(cell_len(piece) for piece in each), 1)
        for own, each in zip(wide, pieces, strict=True)
    ]
    free = most - len(_GAP) * (len(wide) - 1) - 2
    if sum(least) > free:
        return []
    while sum(wide) > free:
        place = max(range(len(wide)), key=lambda each: (wide[each] > least[each], wide[each]))
        wide[place] -= 1
    return wide


def _line_pieces(line: str) -> list[str]:
    """What must stay whole in a line, and the blanks between."""
    return _PIECES.findall(line)


def folded(text: str, width: int) -> list[str]:
    """The lines of a text in a width, broken between words."""
    lines = []
    for line in text.splitlines() or [""]:
        now = ""
        for piece in _line_pieces(line):
            if cell_len(now) + cell_len(piece) > width and now.strip():
                lines.append(now.rstrip())
                now = "" if piece.isspace() else piece
            else:
                now += piece
        lines.append(now.rstrip())
    return lines


def _in_columns(
    heads: Sequence[str], cells: Sequence[Sequence[str]], widths: Sequence[int], right: Collection[int]
) -> list[str]:
    """The lines of a table: its heads, a rule, its rows."""
    first, *rest = [_one_row(row, widths, right) for row in (heads, *cells)]
    rule = f" {'─' * (sum(widths) + len(_GAP) * (len(widths) - 1))}"
    return ["\n".join(first), rule, *(line for row in rest for line in row)]


def _one_row(row: Sequence[str], widths: Sequence[int], right: Collection[int]) -> list[str]:
    """The lines of one row, each cell in its column."""
    parts = [
        [cell] if "\n" not in cell and cell_len(cell) <= width else folded(cell, width)
        for cell, width in zip(row, widths, strict=True)
    ]
    lines = []
    for number in range(max(len(part) for part in parts)):
        texts = [part[number] if number < len(part) else "" for part in parts]
        padded = [
            " " * (width - cell_len(text)) + text if place in right else text + " " * (width - cell_len(text))
            for place, (text, width) in enumerate(zip(texts, widths, strict=True))
        ]
        lines.append(f" {_GAP.join(padded)}".rstrip())
    return lines


def _one_by_one(heads: Sequence[str], cells: Sequence[Sequence[str]]) -> list[str]:
    """The rows below each other, a line for each cell, where a table would not fit."""
    flat = [" ".join(head.split()) for head in heads]
    lines = [" · ".join(filter(None, flat))]
    for row in cells:
        lines.append("")
        for head, cell in zip(flat, row, strict=True):
            if cell:
                lines.append(f" {head}  {' '.join(cell.split())}".rstrip())
    return lines


def _with_band(cell: Any) -> str:
    """A median with its band below it, so that a table of four columns fits a narrow screen."""
    return "\n".join(part for part in cell if part) if isinstance(cell, tuple) else str(cell)


# --- progress --------------------------------------------------------------------------------------------


def watcher() -> BatchWatcher:
    """Bars on a terminal, a line for each ended run elsewhere."""
    return _Bars() if ERR.is_terminal else Lines()


def _outcome_line(outcome: Outcome) -> str:
    first = outcome.error.splitlines()[0] if outcome.error else ""
    return harmless(
        say(
            f"run_{outcome.state}", name=outcome.job.label, seconds=f"{outcome.seconds:.0f}",
            error=first, folder=outcome.folder,
        )
    )  # fmt: skip


class Lines:
    """Progress for a log: what has ended, one line each."""

    def __init__(self) -> None:
        pass

    def begin(self, jobs: Sequence[Job]) -> None:
        ERR.print(say("run_begin", count=len(jobs)), soft_wrap=True)

    def started(self, job: Job) -> None: ...

    def cells(self, job: Job, done: int, total: int) -> None: ...

    def ended(self, outcome: Outcome) -> None:
        ERR.print(_outcome_line(outcome), soft_wrap=True)

    def close(self) -> None: ...


class _Bars:
    """Progress on a terminal: one bar over all runs and one for each that is running."""

    def __init__(self) -> None:
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        self.bars = Progress(
            SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(),
            TextColumn("{task.completed:.0f}/{task.total:.0f}"), TimeElapsedColumn(), console=ERR,
        )  # fmt: skip
        self.tasks: dict[str, TaskID] = {}

    def begin(self, jobs: Sequence[Job]) -> None:
        self.bars.start()
        self.tasks[""] = self.bars.add_task(say("run_all"), total=len(jobs))

    def started(self, job: Job) -> None:
        self.tasks[job.name] = self.bars.add_task(f"  {job.label}", total=1)

    def cells(self, job: Job, done: int, total: int) -> None:
        if total:
            self.bars.update(self.tasks[job.name], completed=done, total=total)

    def ended(self, outcome: Outcome) -> None:
        self.bars.advance(self.tasks[""])
        if outcome.job.name in self.tasks:
            self.bars.remove_task(self.tasks.pop(outcome.job.name))
        ERR.print(_outcome_line(outcome), soft_wrap=True)

    def close(self) -> None:
        self.bars.stop()


class Quiet:
    """Nobody is told anything."""

    def begin(self, jobs: Sequence[Job]) -> None: ...
    def started(self, job: Job) -> None: ...
    def cells(self, job: Job, done: int, total: int) -> None: ...
    def ended(self, outcome: Outcome) -> None: ...
    def close(self) -> None: ...


def batch_watcher() -> BatchWatcher:
    """A live table on a terminal; elsewhere a line for each tenth of the runs and for each that fails."""
    return _LiveTable() if ERR.is_terminal else _Tenths()


class _Tally:
    """How many runs of a batch are done, found, failed and running, and how long the rest will take."""

    def __init__(self) -> None:
        self.all = 0
        self.ends = dict.fromkeys(("done", "found", "failed"), 0)
        self.running: dict[str, tuple[str, int, int]] = {}
        self.failures: list[str] = []
        self.since = time.monotonic()

    def begin(self, jobs: Sequence[Job]) -> None:
        self.all, self.since = len(jobs), time.monotonic()

    def started(self, job: Job) -> None:
        self.running[job.name] = (job.label, 0, 0)

    def cells(self, job: Job, done: int, total: int) -> None:
        self.running[job.name] = (job.label, done, total)

    def ended(self, outcome: Outcome) -> None:
        self.running.pop(outcome.job.name, None)
        self.ends[outcome.state] += 1
        if outcome.error:
            self.failures.append(_outcome_line(outcome))

    def close(self) -> None: ...

    @property
    def open(self) -> int:
        return self.all - sum(self.ends.values())

    def left(self) -> str:
        """The time that the open runs will take at the pace so far; a dash before the first has ended."""
        made = self.ends["done"] + self.ends["failed"]
        return _duration((time.monotonic() - self.since) / made * self.open) if made else "–"

    def line(self) -> str:
        counts = {name: self.ends[name] for name in self.ends}
        return say("batch_line", running=len(self.running), all=self.all, left=self.left(), **counts)


class _Tenths(_Tally):
    """Progress of a batch for a log."""

    told = 0

    def ended(self, outcome: Outcome) -> None:
        super().ended(outcome)
        if outcome.error:
            ERR.print(self.failures[-1], soft_wrap=True)
        tenth = 10 * (self.all - self.open) // max(1, self.all)
        if tenth > self.told:
            self.told = tenth
            ERR.print(self.line(), soft_wrap=True)


class _LiveTable(_Tally):
    """Progress of a batch on a terminal: counts, what is running with its cells, the last failures."""

    def begin(self, jobs: Sequence[Job]) -> None:
        from rich.live import Live

        super().begin(jobs)
        self.live = Live(get_renderable=self.table, console=ERR, refresh_per_second=4)
        self.live.start()

    def table(self) -> Table:
        from rich import box
        from rich.table import Table
        from rich.text import Text

        shown = Table(box=box.SIMPLE_HEAD, show_edge=False)
        heads = ("done", "found", "failed", "running", "waiting", "left")
        for name in heads:
            shown.add_column(say(f"batch_{name}"), justify="right")
        waiting = self.open - len(self.running)
        style = "red" if self.ends["failed"] else ""
        shown.add_row(
            str(self.ends["done"]), str(self.ends["found"]), Text(str(self.ends["failed"]), style=style),
            str(len(self.running)), str(waiting), self.left(),
        )  # fmt: skip
        below = [f"{label}  {done}/{total or '–'}" for label, done, total in self.running.values()]
        whole = Table.grid()
        whole.add_row(shown)
        for text in below:
            whole.add_row(Text(text))
        for text in self.failures[-3:]:
            whole.add_row(Text(text, style="red"))
        return whole

    def close(self) -> None:
        if hasattr(self, "live"):
            self.live.stop()


def _duration(seconds: float) -> str:
    """Some seconds as people say it: 40 s, 12 min, 3.5 h."""
    if seconds < 90:
        return say("batch_seconds", count=f"{seconds:.0f}")
    if seconds < 5400:
        return say("batch_minutes", count=f"{seconds / 60:.0f}")
    return say("batch_hours", count=f"{seconds / 3600:.1f}")


def show_plan(study: Study, jobs: Sequence[Job], workers: int) -> None:
    """What a study will run, for how long and on how much disk."""
    from sim.runs.planning import estimate

    taken = estimate(jobs, workers)
    notebooks = list(dict.fromkeys(job.notebook.stem for job in jobs))
    pairs = [
        ("word_study", f"{study.id} · {in_language(study.title)}"),
        ("word_notebook", ", ".join(notebooks)), ("batch_runs", f"{len(jobs):,}"),
        ("batch_there", f"{len(jobs) - taken.runs:,}"), ("batch_workers", f"{workers}"),
    ]  # fmt: skip
    if taken.runs:
        ground = "batch_measured" if taken.measured else "batch_reckoned"
        time_left = say(ground, value=_duration(taken.seconds))
        pairs += [
            ("batch_time", time_left),
            ("batch_disk", say(ground, value=f"{taken.size / 1e6:,.0f} MB")),
        ]
    show_pairs((say(key), value) for key, value in pairs)


def show_failures(failed: Sequence[Outcome], count: int, most: int) -> None:
    """The failed runs by name with the first line of their error."""
    if not failed:
        return
    complain(say("run_failures", count=len(failed), all=count))
    for each in failed[:most]:
        complain(f"  {_outcome_line(each)}")
    if len(failed) > most:
        complain(say("batch_more_failures", count=len(failed) - most))


# --- the end of a batch ----------------------------------------------------------------------------------


def show_answers(outcomes: Sequence[Outcome], titles: Mapping[str, Mapping[str, str]], last: int) -> None:
    """The small table at the end: each finished scenario's answers, median and 90 % band."""
    import pandas as pd

    tables = {
        each.job.label: pd.read_parquet(each.folder / "headline.parquet").set_index("answer")
        for each in outcomes
        if not each.error and (each.folder / "headline.parquet").is_file()
    }
    if not tables:
        return
    tell("\n" + say("run_programme"))
    show_comparison(tables, titles, say("run_answers", last=last, register=_whose(outcomes[0].job.about)))


def show_comparison(
    tables: Mapping[str, pd.DataFrame], titles: Mapping[str, Mapping[str, str]], title: str
) -> None:
    """Scenarios beside each other, a row for each short answer.

    tables  by scenario, rows (answer) with columns low, mid, high
    """
    import pandas as pd

    from sim.figures.tables import comparison

    heads, rows = comparison(pd.concat(tables, names=["scenario"]), titles)
    most = max(_USUAL, _LABEL + _BAND * len(tables))
    show_table(heads, rows, title, right=range(1, len(heads)), most=most)


def _whose(about: Mapping[str, Any]) -> str:
    """Whose villages a run rests on, as its manifest says."""
    if about["synthetic"]:
        return say("run_synthetic")
    return say("run_register", name=about["register"])


def show_reports(outcomes: Sequence[Outcome]) -> None:
    """Where the report lies: that of the comparison, else each scenario's own; then what failed."""
    whole = [each for each in outcomes if not each.error]
    chosen = [each for each in whole if each.job.label == "comparison"] or whole
    for each in chosen:
        tell(say("run_report", path=Path(each.folder / "report.html").resolve()))
    failed = [each for each in outcomes if each.error]
    if failed:
        complain(say("run_failures", count=len(failed), all=len(outcomes)))
    for each in failed:
        complain(f"  {each.folder}")


def show_pairs(pairs: Iterable[tuple[str, Any]]) -> None:
    """Names and values below each other."""
    listed = [(harmless(str(name)), harmless(str(value))) for name, value in pairs]
    keep("", [say("out_item"), say("out_value")], listed)
    wide = max((cell_len(name) for name, _ in listed), default=0)
    most = None if _room() is None else max(OUT.width - wide - 2, 20)
    for name, value in listed:
        first, *rest = [value] if most is None else folded(value, most)
        OUT.print(f"{name}{' ' * (wide - cell_len(name))}", style="bold", end="", soft_wrap=True)
        OUT.print("\n".join([f"  {first}", *(f"{' ' * (wide + 2)}{line}" for line in rest)]), soft_wrap=True)
