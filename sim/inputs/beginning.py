"""A programme to begin with: a small one that is whole and valid, every line of it explained, to be adapted.

It is written from `data/template`, where `@NAME@`, `@FOLDER@`, `@BASE@`, `@FIRST@` and `@LAST@` are filled
in. The priors are taken over from another programme, each with a note of that; what that programme alone has
published is no source here.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import tempfile
from collections.abc import Collection
from pathlib import Path

from sim.faults import fault
from sim.folders import DATA, shipped_programmes
from sim.inputs.evidence import load_evidence
from sim.inputs.programme import IDENTIFIER, Programme
from sim.inputs.sources import ASSUMPTION
from sim.inputs.tables import read_table
from sim.inputs.targets import CITY
from sim.words import LANGUAGES, column_of, say, speaking
from sim.writing import refused

TEMPLATE = DATA / "template"
YEARS = 9  # of the usual horizon


def begin_programme(place: Path, base_year: int, origin: Programme) -> Path:
    """Write a new programme into a folder that is not there yet, whole or not at all; the folder.

    base_year  the year of the register's figures; origin  the programme whose priors are taken over
    """
    name = place.name
    if not IDENTIFIER.fullmatch(name):
        raise fault(str(place), "programme_identifier", name=name)
    if name in shipped_programmes():
        raise fault(str(place), "new_name", name=name)
    if os.path.lexists(place):
        raise fault(str(place), "new_exists")
    if not place.parent.is_dir():
        raise fault(str(place), "write_no_folder", folder=str(place.parent))
    words = {
        "@NAME@": name, "@FOLDER@": name, "@BASE@": str(base_year),
        "@FIRST@": str(base_year + 1), "@LAST@": str(base_year + YEARS),
    }  # fmt: skip
    draft = Path()
    try:
        draft = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=place.parent))
        draft.chmod(0o755)
        for file in sorted(path for path in TEMPLATE.rglob("*") if path.is_file()):
            text = file.read_text(encoding="utf-8")
            for mark, word in words.items():
                text = text.replace(mark, word)
            target = draft / file.relative_to(TEMPLATE)
            target.parent.mkdir(exist_ok=True)
            target.write_text(text, encoding="utf-8")
        for table, text in taken_over(origin).items():
            (draft / table).parent.mkdir(exist_ok=True)
            (draft / table).write_text(text, encoding="utf-8")
        draft.rename(place)
    except OSError as error:
        if draft.name:
            shutil.rmtree(draft, ignore_errors=True)
        raise refused(str(place), error) from None
    return place


def taken_over(origin: Programme) -> dict[str, str]:
    """The tables that do not speak of its own place: priors, and other places to validate on."""
    shared = set(load_evidence(origin.folder).index)
    own = origin.folder / "evidence.csv"
    if own.is_file():
        shared -= {row["id"] for row in read_table(own, "id")}
    texts = {"parameters.csv": priors_of(origin, shared)}
    if not (origin.folder / "places.csv").is_file():
        return texts
    known = set()
    for name in ("places.csv", "calibration/targets.csv", "validation/targets.csv"):
        rows = _rows(origin.folder / name)
        rows = [row for row in rows if set(row["source"].split(";")) <= shared and row["place"] != CITY]
        known |= {row["place"] for row in rows if name == "places.csv"}
        rows = [row for row in rows if row["place"] in known]
        if rows:
            texts[name] = _text(rows)
    return texts


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _text(rows: list[dict[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def priors_of(origin: Programme, shared: Collection[str]) -> str:
    """The parameters of a programme as another takes them over: noted, and from findings that all share."""
    rows = []
    for row in read_table(origin.folder / "parameters.csv", "name"):
        sources = [each for each in row["source"].split(";") if each in shared]
        taken = {
            "source": ";".join(sources) or ASSUMPTION,
            "grade": row["grade"] if sources else ASSUMPTION,
        }
        for lang in LANGUAGES:
            with speaking(lang):
                column = column_of("reason", plain="en")
                taken[column] = say("new_taken_over", origin=origin.id, reason=row[column])
        rows.append(row | in_template_words(row, origin) | taken)
    return _text(rows)


def in_template_words(row: dict[str, str], origin: Programme) -> dict[str, str]:
    """The labels of a parameter, with the template's word for a banner where the origin's stands."""
    level = origin.levels["banner"]
    labels = {}
    for lang, name in zip(LANGUAGES, level.names, strict=True):
        with speaking(lang):
            labels[f"label_{lang}"] = row[f"label_{lang}"].replace(name.capitalize(), say("new_banner"))
    return labels
