"""A village register on its way in: checks across cells, and keeping the one that is used.

Used registers lie in the user's data folder, never in `data/`: `registers/<name>-<checksum>/` with the
register itself and a note of where it comes from; `registers/current` names the one in use. The setting
WULI_VILLAGES goes before it (a file, what `name_in_use` gives, or `synthetic`), WULI_HOME moves the folder.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import numpy as np
import pandas as pd

from sim.axes import STREAMS
from sim.faults import InputFaults, fault, unknown
from sim.folders import first_programme, programme_folder
from sim.inputs.intake.account import take_account
from sim.inputs.intake.cells import NONE, answered_year
from sim.inputs.intake.draft import Draft, read_draft, tell_wanting
from sim.inputs.intake.files import read_workbook
from sim.inputs.intake.findings import ERROR, NOTE, Finding, grouped, still_open
from sim.inputs.intake.headers import STANDS_FOR, find_head
from sim.inputs.intake.layout import laid_out
from sim.inputs.intake.places import check_codes, take_names_for_codes
from sim.inputs.intake.statements import join_statements
from sim.inputs.intake.vocabulary import base_year, columns, label, plain, words
from sim.inputs.levers import AS_GIVEN, programme_villages
from sim.inputs.programme import RULES, in_use
from sim.inputs.villages import (
    WITHIN,
    Register,
    exceeding,
    load_villages,
    register_columns,
    sent_elsewhere,
    with_year,
)
from sim.words import say

_SOURCE = "source.json"  # beside a kept register: where it comes from and what was said of it
SYNTHETIC = "synthetic"  # the name by which the register of `data/` is asked for
_OTHER_INCOME_TO = "contracts"  # like leases it comes without the village's own running of a business
ROUNDING = 0.03  # four streams and a sum, each rounded to 100 yuan


@dataclass(frozen=True)
class Intake:
    """What a file holds: every finding, and the table where none of them is open.

    table: columns of the register (or the panel), None where something is to be mended first.
    head: number of the header's last row; sheet: the sheet that was read.
    """

    path: Path
    kind: str
    findings: tuple[Finding, ...]
    table: pd.DataFrame | None
    rows: int
    checksum: str
    names: Mapping[str, str]

    @property
    def open(self) -> list[Finding]:
        return still_open(self.findings)


def check_register(path: Path | str, answers: Mapping[str, str] | None = None) -> Intake:
    """Read and check a register in any of the kinds of `workbook`; every finding at once.

    answers  what the user says about questions: a column or a cell (`E17`) → `yuan`, `10k_yuan`,
             `percent`, `share` or `keep`
    Raises InputFaults where the file cannot be read as a table of villages at all.
    """
    draft = read_register(path, answers)
    check_sums(draft, "income", STREAMS)
    check_parts(draft)
    table = None if still_open(draft.findings) else register_table(draft)
    return taken_in(draft, table)


def read_register(path: Path | str, answers: Mapping[str, str] | None = None) -> Draft:
    """The table of a register with its places in order and its streams whole, before sums are checked."""
    draft = read_draft(read_workbook(path), "register", answers)
    join_statements(draft, answers)
    take_names_for_codes(draft)
    _check_places(draft)
    count_other_income(draft)
    _take_rest(draft)
    take_account(draft)
    tell_wanting(draft)
    return draft


def taken_in(draft: Draft, table: pd.DataFrame | None) -> Intake:
    return Intake(
        draft.book.path, draft.head.table, draft.told(), table, len(draft.data),
        draft.book.checksum, _village_names(draft),
    )  # fmt: skip


def _village_names(draft: Draft) -> dict[str, str]:
    """Village code → name, where the file has both."""
    if not {"village_id", "village_name"} <= set(draft.data):
        return {}
    return dict(zip(draft.data["village_id"], draft.data["village_name"], strict=True))


def register_table(draft: Draft) -> pd.DataFrame:
    """The columns of the register in their order, counts as whole numbers; its year, where one is said."""
    kinds = {each.column: each.kind for each in register_columns() if each.column in draft.data}
    whole = {name: np.int64 for name, kind in kinds.items() if kind in ("whole", "flag")}
    money = {name: 6 for name, kind in kinds.items() if kind in ("money", "share")}
    return of_year(draft.data[list(kinds)].astype(whole).round(money).reset_index(drop=True), draft)


def of_year(table: pd.DataFrame, draft: Draft) -> pd.DataFrame:
    """A register whose `origin` says the year that the user has answered, where it is not the programme's."""
    year = answered_year(draft.answers)
    if not year or (year == base_year() and "origin" not in table):
        return table
    origin = table["origin"] if "origin" in table else pd.Series("user", table.index)
    return table.assign(origin=[with_year(str(each) or "user", year) for each in origin])


# --- checks across cells ---------------------------------------------------------------------------------


def _field_of(draft: Draft, code: str) -> str:
    """The column that the sheet has for a place: its code, else its name."""
    return code if code in draft.head.fields.values() else STANDS_FOR[code]


def _check_places(draft: Draft) -> None:
    """Codes that repeat, names that repeat or look alike, townships in two banners, codes at odds."""
    data = draft.data
    check_codes(draft)
    if "village_id" in data:
        _note_repeats(draft, "village_id", data["village_id"])
    if "village_name" in data and "village_id" in draft.head.fields.values():
        home = data["township_id"] if "township_id" in data else pd.Series("", data.index)
        _note_repeats(
            draft, "village_name", home + "/" + data["village_name"].where(data["village_name"] != "")
        )
    if "township_id" in data:
        _note_alike(draft)
    if {"township_id", "banner_id"} <= set(data):
        _note_astray(draft)
        _note_codes(draft)


def _note_repeats(draft: Draft, code: str, keys: pd.Series) -> None:
    """An error for every village that an earlier row already has."""
    name = code if code == "village_name" else _field_of(draft, code)
    if not keys.duplicated().any():
        return
    first = pd.Series(keys.index, keys.index).groupby(keys).transform("first")
    doubtful = keys.index.isin(_in_doubt(draft, name))
    again = keys.index[keys.notna() & keys.ne("") & (first != keys.index) & ~doubtful]
    for row in draft.first_of(ERROR, "repeated", name, again):
        draft.add(ERROR, "repeated", row, name, draft.raw(row, name), first=int(first[row]))


def _note_alike(draft: Draft) -> None:
    """An error for every village whose name an earlier one of its township has but for a misread sign."""
    name = "village_name" if "village_name" in draft.data else _field_of(draft, "village_id")
    if name not in draft.data:
        return
    data = draft.data[["township_id", name]]
    folded = {each: _folded_name(each) for each in set(data[name])}
    first: dict[tuple[str, str], tuple[int, str]] = {}
    for row, township, text in zip(data.index, data["township_id"], data[name], strict=True):
        before, other = first.setdefault((township, folded[text]), (row, text))
        if before != row and folded[text] and other != text:
            draft.add(ERROR, "alike", row, name, text, first=before, other=other)


def _folded_name(name: str) -> str:
    """A name without its usual ending, each sign as the one that it is easily taken for.

    Codes of letters and digits are left as they are: V001 and VO01 differ by intent or are unknown.
    """
    if name.isascii():
        return ""
    text = plain(name)
    suffix = next((each for each in words("place_suffix") if text.endswith(each) and text != each), "")
    confusable = words("confusable")
    return "".join(confusable.get(sign, sign) for sign in text.removesuffix(suffix))


def _note_astray(draft: Draft) -> None:
    """An error for every village whose township other rows, the most of them, put into another banner."""
    data = draft.data[(draft.data["township_id"] != "") & (draft.data["banner_id"] != "")]
    if data.groupby("township_id")["banner_id"].nunique().max() == 1 or data.empty:
        return
    home = data.groupby("township_id")["banner_id"].transform(lambda each: each.mode().iloc[0])
    for row in data.index[data["banner_id"] != home]:
        values = {"township": data["township_id"][row], "home": home[row]}
        name = _field_of(draft, "banner_id")
        draft.add(ERROR, "astray", row, name, data["banner_id"][row], **values)


def _note_codes(draft: Draft) -> None:
    """An error where a statistical code of 12 digits does not begin with that of the place above it."""
    for inner, outer, digits in (("village_id", "township_id", 9), ("township_id", "banner_id", 6)):
        if inner not in draft.head.fields.values() or outer not in draft.head.fields.values():
            continue
        codes, homes = draft.data[inner], draft.data[outer]
        official = codes.str.fullmatch(r"\d{9}|\d{12}") & homes.str.fullmatch(r"\d{6}|\d{9}|\d{12}")
        wrong = official & (codes.str[:digits] != homes.str[:digits])
        seen = codes.where(wrong).duplicated()  # a township's code stands in every row of its villages
        for row in codes.index[wrong & ~(seen & (inner == "township_id"))]:
            draft.add(ERROR, "code", row, inner, codes[row], outer=homes[row])


def count_other_income(draft: Draft) -> None:
    """Count the official form's further income to one of the four streams, and say to which."""
    name = "other"
    if name not in draft.data:
        return
    other, answer = draft.data.pop(name).fillna(0.0), draft.answers.get(name, "")
    stream = answer if answer in STREAMS else _OTHER_INCOME_TO
    if stream not in draft.data and draft.answers.get(stream) == NONE:
        draft.data[stream] = 0.0
    values = {"stream": label(draft.known[stream]), "sum": f"{other.sum():,.6g}"}
    if stream in draft.data:
        draft.data[stream] = draft.data[stream] + other
        draft.other = other if stream != "subsidy" else draft.other
        draft.add(NOTE, "other_income", draft.head.bottom, name, **values)
    elif "income" not in draft.data:  # the total has it in it
        draft.add(NOTE, "other_unused", draft.head.bottom, name, **values)


def _take_rest(draft: Draft) -> None:
    """A stream that has no column is what the total leaves for it, or none where the user says so."""
    missing = [name for name in STREAMS if name not in draft.data]
    for name in [name for name in missing if draft.answers.get(name) == NONE]:
        draft.data[name] = 0.0
        missing.remove(name)
    if len(missing) != 1 or "income" not in draft.data:
        return
    rest = draft.data["income"] - draft.data[[name for name in STREAMS if name in draft.data]].sum(axis=1)
    if rest.notna().all() and rest.ge(-ROUNDING).all():
        draft.data[missing[0]] = rest.clip(lower=0).round(6)
        draft.add(NOTE, "rest_of_total", draft.head.bottom, missing[0])


def check_sums(draft: Draft, total: str, parts: tuple[str, ...]) -> None:
    """An error where a village's total is not the sum of its streams."""
    if total not in draft.data or not set(parts) <= set(draft.data):
        return
    right = draft.data[list(parts)].sum(axis=1, skipna=False)
    right = right.add(draft.losses, fill_value=0.0).reindex(right.index)  # a total is after losses
    off = (draft.data[total] - right).abs() > ROUNDING
    doubtful = _in_doubt(draft, total, *parts)
    for row in draft.data.index[off]:
        if row not in doubtful and draft.head.bottom not in doubtful:
            draft.add(ERROR, "sum", row, total, draft.raw(row, total), right=f"{right[row]:.6g}")


def _in_doubt(draft: Draft, *names: str) -> set[int]:
    """Rows in which one of these columns has an open finding already: nothing follows from such a cell."""
    return {each.row for each in still_open(draft.findings) if each.field in names}


def check_parts(draft: Draft) -> None:
    """Households and persons, transferred and cultivated land, residents and key villages."""
    data, known = draft.data, columns("register")
    for part, whole in WITHIN.items():
        for row in exceeding(data, part, whole).difference(list(_in_doubt(draft, part, whole)), sort=False):
            values: dict[str, Any] = {"other": label(known[whole]), "most": f"{data[whole][row]:.10g}"}
            draft.add(ERROR, "above", row, part, draft.raw(row, part), **values)
    placed = in_use().column("placed")
    if placed in data and data[placed].gt(0).any() and "key_village" not in data:
        data["key_village"] = data[placed].gt(0).astype(float)  # a list of key villages is not at hand
        count = int(data["key_village"].sum())
        draft.add(NOTE, "key_implied", draft.head.bottom, placed, count=count)
    for row in sent_elsewhere(data, placed):
        draft.add(ERROR, "staff", row, placed, draft.raw(row, placed))


# --- the register in use ---------------------------------------------------------------------------------


def home() -> Path:
    """Where used registers are kept."""
    import platformdirs

    return Path(os.environ.get("WULI_HOME") or platformdirs.user_data_path("wuli")) / "registers"


def _pointer_file() -> Path:
    """What names the register in use: each programme has its own."""
    programme = programme_folder().name
    return home() / ("current" if programme == first_programme() else f"current-{programme}")


def current_register() -> Path | None:
    """The register in use: the setting WULI_VILLAGES, else the one chosen last; None for that of `data/`.

    Raises InputFaults where the register in use is gone: another one must never stand in for it.
    """
    setting, pointer = parted(os.environ.get("WULI_VILLAGES", ""))[0], _pointer_file()
    if setting == SYNTHETIC or (not setting and not pointer.is_file()):
        return None
    chosen = Path(setting) if setting else home() / pointer.read_text(encoding="utf-8").strip()
    if not chosen.is_file():
        raise fault(str(chosen), "intake_register_gone")
    return chosen


def register_in_use(villages: Path | str | None = None) -> Register:
    """The register of a file; without one the register in use. `synthetic` is always that of `data/`.

    A file may carry what is said of it (`named_register`); else holds what the setting WULI_AMOUNTS says,
    then what was said when the same file was taken in.
    """
    file, said = parted(str(villages or os.environ.get("WULI_VILLAGES", "")))
    if file and file != SYNTHETIC and Path(file).suffix.lower() not in ("", ".csv"):
        raise fault(file, "intake_use_first")
    path = None if file == SYNTHETIC else Path(file) if villages else current_register()
    if path is None:
        if _asked_amounts():
            raise fault("--amounts", "amounts_own")
        return load_villages()
    register = load_villages(path)
    known = {**remembered(path, register.checksum), **_asked_amounts(), **said}
    whole = len(register.table) == programme_villages()
    amounts = checked_rule(str(known.get("amounts") or (AS_GIVEN if whole else "")), path)
    return _as_said(register, amounts, str(known.get("place") or place_in(register.table, register.name)))


@lru_cache(maxsize=8)  # a register is told apart by identity, so the same one must come back
def _as_said(register: Register, amounts: str, place: str) -> Register:
    return replace(register, amounts=amounts, place=place)


def checked_rule(rule: str, where: Path | str) -> str:
    """A rule by which a register receives the programme's amounts; blank where none is said."""
    if rule and rule not in RULES:
        raise InputFaults([unknown(f"{where} --amounts", say("word_amounts"), rule, RULES)])
    return rule


def _asked_amounts() -> dict[str, str]:
    """What `--amounts` says for one command."""
    rule = os.environ.get("WULI_AMOUNTS", "")
    return {"amounts": rule} if rule else {}


def named_register(register: Register, path: Path | str) -> str:
    """A register's file with what is said of it, in one text: what runs and manifests name it by."""
    said = {"amounts": register.amounts, "place": register.place}
    return f"{path}?{urlencode({name: value for name, value in said.items() if value})}"


def name_in_use() -> str:
    """The register in use, so named that it stays the same whatever is chosen later."""
    used = current_register()
    return named_register(register_in_use(), used.resolve()) if used else SYNTHETIC


def parted(text: str) -> tuple[str, dict[str, str]]:
    """A file's name and what is said of it beside (`county.csv?amounts=villages`)."""
    file, mark, rest = text.rpartition("?")
    if not mark or not rest.startswith(("amounts=", "place=")):
        return text, {}
    return file, dict(parse_qsl(rest))


def place_named(text: str) -> str:
    """The place of a register as a manifest names it; nothing for that of data/."""
    file, said = parted(text)
    return "" if file in ("", SYNTHETIC) else said.get("place", Path(file).stem)


def remembered(path: Path, checksum: str) -> dict[str, Any]:
    """What was said of a register when it, or the file that it came from, was taken in; the latest first."""
    beside = path.parent / _SOURCE
    notes = [beside] if beside.parent.parent == home() and beside.is_file() else home().glob(f"*/{_SOURCE}")
    found = []
    for note in notes:
        try:
            about = json.loads(note.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        if note == beside or checksum in (about.get("sha256"), about.get("register")):
            found.append((note.stat().st_mtime_ns, about))
    return max(found, key=lambda each: each[0])[1] if found else {}


def place_in(table: pd.DataFrame, name: str) -> str:
    """What the place of a register is called where nobody has said: its only banner, else its file."""
    for column in ("banner_name", "banner_id"):
        names = set(table[column]) - {""} if column in table else set()
        if len(names) == 1 and not (only := str(names.pop())).isascii():
            return only
    return name


def register_file(villages: str) -> str | None:
    """The file of a register as a manifest names it; None for that of `data/`."""
    return None if villages in ("", SYNTHETIC) else villages


def take_register(path: Path | str, answers: Mapping[str, str] | None = None) -> Intake:
    """A register that can be taken in. Raises InputFaults with every open finding."""
    taken = check_register(path, answers)
    if taken.table is None:
        raise InputFaults(grouped(taken.open))
    return taken


def keep_taken(
    taken: Intake, answers: Mapping[str, str] | None = None, amounts: str = "", place: str = ""
) -> Register:
    """Write a register into a folder of its own and point to it; the pointer moves only when all is there."""
    assert taken.table is not None
    name = taken.path.stem
    checked_rule(amounts, taken.path)
    before = remembered(taken.path, taken.checksum)
    said = {"amounts": amounts or before.get("amounts", ""), "place": place or before.get("place", "")}
    folder = home() / f"{name}-{taken.checksum[:8]}"
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=".draft-", dir=folder.parent))
    try:
        taken.table.to_csv(draft / f"{name}.csv", index=False, lineterminator="\n")
        register = load_villages(draft / f"{name}.csv")  # the same door as any other register
        known = {"register": register.checksum, "base_year": register.base_year}
        about = {**_source(taken, answers), **known, **said}
        (draft / _SOURCE).write_text(json.dumps(about, ensure_ascii=False, indent=1), "utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    _point_to(f"{folder.name}/{name}.csv")
    return register_in_use(folder / f"{name}.csv")


def _source(taken: Intake, answers: Mapping[str, str] | None) -> dict[str, Any]:
    """Where a kept register comes from and what was done to it."""
    done = [{"cell": each.where, "what": each.text()} for each in taken.findings]
    return {
        "file": taken.path.name, "sha256": taken.checksum, "villages": taken.rows,
        "answers": dict(answers or {}), "findings": done, "names": dict(taken.names),
    }  # fmt: skip


def _point_to(name: str) -> None:
    """Name the register in use, in one step."""
    handle, draft = tempfile.mkstemp(dir=home())
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(name + "\n")
    Path(draft).replace(_pointer_file())


def use_synthetic() -> None:
    """Back to the register of `data/`; those that were used stay where they are."""
    _pointer_file().unlink(missing_ok=True)


def kind_of(path: Path | str) -> str:
    """Whether a file is a `register` or a `panel`: a panel names the year of each row, or of each column."""
    laid = laid_out(read_workbook(path), "panel")
    try:
        head = find_head(laid.book, "panel")
    except InputFaults:
        return "register"
    return "panel" if "year" in head.fields.values() else "register"
