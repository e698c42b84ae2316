"""A study of small runs: a notebook that takes no time, and rows that differ by a lever."""

from __future__ import annotations

from pathlib import Path

import nbformat

PARAMETERS = """scenario: str = ""
seed: int = 0
lang: str = "zh"
folder: str = ""
trap: str = ""
wait: float = 0.0"""
WORK = """import time
from pathlib import Path
import pandas as pd
from sim.runs.store import save_tables
time.sleep(wait)
if trap and Path(trap).exists():
    raise ValueError("poisoned")
names = ("mean_income", "mean_gain", "below_target", "lifted", "public_cost", "gain_per_yuan")
row = {"low": 1.0 + seed, "mid": 2.0 + seed, "high": 3.0 + seed, "unit": "10k yuan/year"}
save_tables(folder, headline=pd.DataFrame([{"answer": name, **row} for name in names]))"""


def write_notebook(folder: Path, work: str = WORK, name: str = "small.ipynb") -> Path:
    cells = [nbformat.v4.new_code_cell(source) for source in (PARAMETERS, work)]
    cells[0].metadata["tags"] = ["parameters"]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    path = folder / name
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), path)
    return path


def write_study(folder: Path, rows: list[str], name: str = "tiny.yaml", more: str = "") -> Path:
    """A study over the small notebook; each row is a row of its list."""
    write_notebook(folder)
    head = "title: {zh: 小, en: Tiny}\nquestion: {zh: 行吗？, en: Does it hold?}\nnotebooks: small.ipynb\n"
    path = folder / name
    listed = "".join(f"  - {row}\n" for row in rows)
    path.write_text(f"{head}members: 5\n{more}list:\n{listed}", encoding="utf-8")
    return path


def lever_rows(count: int) -> list[str]:
    return [f"{{levers: {{resident_staff: {100 + n}}}, options: {{wait: 0.2}}}}" for n in range(count)]
