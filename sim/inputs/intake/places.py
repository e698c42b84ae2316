"""Places as offices write them: in several spellings, above their villages, and codes as mistyped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from sim.inputs.intake.cells import KEEP
from sim.inputs.intake.findings import ERROR, NOTE, QUESTION, REPAIRED, shown, still_open
from sim.inputs.intake.headers import STANDS_FOR
from sim.inputs.intake.reading.sheet import letters
from sim.inputs.intake.rows import PLACES, texts_of
from sim.inputs.intake.vocabulary import BRACKETS, plain, unnumbered, words

if TYPE_CHECKING:
    from sim.inputs.intake.draft import Draft


# ---- Places as offices write them ----------------------------------------------------------------

_ABOVE = PLACES[:4]  # places that hold for the villages below
_LEAST_BLANK = 0.3  # of the rows, where a place is written once and not forgotten here and there
_VILLAGE_CODE, _TOWNSHIP_CODE = re.compile(r"\d{12}"), re.compile(r"\d{9}(?:000)?")
_DIGITS = {"township_id": 9, "banner_id": 6}


def take_sections(draft: Draft) -> None:
    """A township that stands alone in a row holds for the villages below it; the row is no village."""
    suffixes = tuple(end for end in words("township_suffix") if end not in words("banner_suffix"))
    found = {}
    for row in draft.data.index:
        texts = texts_of(draft, row)
        name = BRACKETS.sub("", unnumbered(texts[0])).strip(" :") if len(texts) == 1 else ""
        if name and plain(name).endswith(suffixes):
            found[row] = name
    if draft.head.table != "register" or not found or draft.data.index[0] not in found:
        return
    named = pd.Series(draft.data.index.map(found.get), draft.data.index, dtype=object).ffill()
    name = next((name for name in ("township_name", "township_id") if name in draft.data), "township_id")
    own = draft.data[name] if name in draft.data else pd.Series("", draft.data.index, dtype=object)
    blank = own.map(lambda cell: cell is None or not str(cell).strip())
    draft.data[name] = own.where(~blank, named)
    first = next(iter(found))
    draft.add(REPAIRED, "section_rows", first, "", found[first], count=len(found))
    draft.data = draft.data.drop(index=list(found))


def fill_places(draft: Draft) -> None:
    """A place that stands once, merged or not, holds for its villages; other merged cells are refused."""
    _fill_merged(draft)
    _follow_dittos(draft)
    for name in _ABOVE:
        if name in draft.data:
            _fill_down(draft, name)
    for name in ("township_id", "banner_id"):
        answer = draft.answers.get(name, "")
        if answer and name not in draft.data and STANDS_FOR[name] not in draft.data:
            draft.data[name] = answer


def _fill_merged(draft: Draft) -> None:
    sheet = draft.head.sheet
    for top, left, bottom, right in sheet.merged:
        if bottom <= draft.head.data_from or top not in draft.data.index or (top, left) == (bottom, right):
            continue
        name = draft.head.fields.get(left, "")
        if name in _ABOVE and left == right:
            rows = [row for row in range(top, bottom + 1) if row in draft.data.index]
            draft.data.loc[rows, name] = sheet.rows[top - 1][left - 1]
            draft.add(REPAIRED, "merged_place", top, name, sheet.rows[top - 1][left - 1], last=bottom)
        elif any(column in draft.head.fields for column in range(left, right + 1)):
            draft.add(ERROR, "merged_cells", top, name, last=f"{letters(right)}{bottom}")


def _follow_dittos(draft: Draft) -> None:
    """A mark for `the same as above` is what stands above it; a village of a register is never the same."""
    marks = words("ditto")
    for name in draft.data:
        if name in ("village_id", "village_name") and draft.head.table == "register":
            continue
        cells = draft.data[name]
        known = {cell: plain(cell) in marks for cell in set(cells) if isinstance(cell, str)}
        same = cells.map(lambda cell, known=known: isinstance(cell, str) and known[cell])
        if not same.any() or same.iloc[0]:
            continue
        first = same.idxmax()
        draft.data[name] = cells.where(~same).where(same | cells.notna(), "").ffill()
        said = draft.data[name][first]
        draft.add(REPAIRED, "ditto", first, str(name), cells[first], now=shown(said), count=int(same.sum()))


def _fill_down(draft: Draft, name: str) -> None:
    """Fill a place into the rows below it where it is written once for each group of villages."""
    cells = draft.data[name].map(lambda cell: str(cell).strip() if cell is not None else "")
    blank = cells == ""
    if not len(cells) or blank.iloc[0] or blank.sum() < 2 or blank.mean() < _LEAST_BLANK:
        return
    said = cells[~blank]
    if (said == said.shift()).any():  # written in every row, and forgotten in some
        return
    first = blank.idxmax()
    draft.data[name] = draft.data[name].where(~blank).ffill()
    draft.add(
        REPAIRED,
        "filled_down",
        first,
        name,
        cells[said.index[said.index < first][-1]],
        count=int(blank.sum()),
    )


# --- codes and names -------------------------------------------------------------------------------------


def take_names_for_codes(draft: Draft) -> None:
    """Where a table has no codes of places: those that the villages' codes imply, else their names.

    A village's name stands with its township where two townships have one of that name.
    """
    if draft.head.table == "register":
        _imply_codes(draft)
    for code, name in STANDS_FOR.items():
        if code not in draft.data and name in draft.data:
            if code != "village_id":
                _unify(draft, name)
            draft.data[code] = draft.data[name]
            for row in draft.data.index[draft.data[name] == ""]:
                draft.add(ERROR, "missing_text", row, name)
            draft.add(
                NOTE, "name_for_code", draft.head.bottom, name, draft.head.titles[draft.head.place(name)]
            )
    if "village_id" not in draft.head.fields.values() and {"village_id", "township_id"} <= set(draft.data):
        shared = draft.data.groupby("village_id")["township_id"].transform("nunique") > 1
        full = draft.data["township_id"] + "/" + draft.data["village_id"]
        draft.data["village_id"] = draft.data["village_id"].where(~shared, full)


def _imply_codes(draft: Draft) -> None:
    """Township and banner as the statistical codes of the villages imply them, where there is neither."""
    for code, digits in _DIGITS.items():
        if code in draft.data or STANDS_FOR[code] in draft.data:
            continue
        for source, form in (("village_id", _VILLAGE_CODE), ("township_id", _TOWNSHIP_CODE)):
            known = draft.data.get(source)
            if known is not None and source != code and all(form.fullmatch(str(text)) for text in known):
                draft.data[code] = known.str[:digits]
                draft.add(
                    NOTE,
                    "code_implied",
                    draft.head.bottom,
                    code,
                    known.iloc[0],
                    count=draft.data[code].nunique(),
                )
                break


def _unify(draft: Draft, name: str) -> None:
    """One spelling for a place: 甲台, 甲台镇 and 丙旗甲台镇 are one where no other place can be meant."""
    banners = draft.data["banner_name"] if name == "township_name" and "banner_name" in draft.data else None
    groups = banners if banners is not None else pd.Series("", draft.data.index)
    for banner, rows in draft.data.groupby(groups, sort=False).groups.items():
        cells = draft.data.loc[rows, name]
        spelt = _spellings(list(dict.fromkeys(cell for cell in cells if cell)), str(banner))
        for text, whole in spelt.items():
            row = cells.index[cells == text][0]
            count = int((cells == text).sum())
            if whole:
                draft.add(REPAIRED, "place_unified", row, name, text, now=whole, count=count)
            else:
                draft.add(QUESTION, "place_unclear", row, name, text, count=count)
        draft.data.loc[rows, name] = cells.map(lambda cell, spelt=spelt: spelt.get(cell) or cell)


def _spellings(texts: list[str], above: str) -> dict[str, str]:
    """Every text that is another spelling of one in the list → that one; "" where it may be several."""
    whole = {text: _stem(text, above) for text in texts}
    found: dict[str, str] = {}
    for text in texts:
        core, suffix = whole[text]
        full = [each for each in texts if each != text and whole[each][0] == core and len(core) > 1]
        if not suffix:
            named = sorted({_shortest(whole, core, whole[each][1]) for each in full if whole[each][1]})
            if named:
                found[text] = named[0] if len(named) == 1 else ""
        else:
            inner = [each for each in texts if _within(each, text) and whole[each][1] == suffix]
            short = min([_shortest(whole, core, suffix), *inner], key=len)
            if short != text:
                found[text] = short
    return found


def _within(short: str, text: str) -> bool:
    """Whether a name is another with the city, banner or county above it written before it."""
    above = text.removesuffix(short)
    return (
        above != text and len(above) > 1 and above.endswith(tuple(words("banner_suffix"))) and len(short) > 1
    )


def _shortest(whole: dict[str, tuple[str, str]], core: str, suffix: str) -> str:
    """The shortest spelling of a place with this stem and suffix."""
    return min((text for text, parts in whole.items() if parts == (core, suffix)), key=len)


def _stem(text: str, above: str) -> tuple[str, str]:
    """The name of a place without the place above it and what kind it is, and the kind."""
    folded = plain(text)
    for upper in {plain(above), *(plain(above).removesuffix(each) for each in words("township_suffix"))}:
        if len(upper) > 1 and folded.startswith(upper) and len(folded) > len(upper) + 1:
            folded = folded.removeprefix(upper)
            break
    suffix = next((each for each in words("township_suffix") if folded.endswith(each) and folded != each), "")
    return folded.removesuffix(suffix), words("township_suffix").get(suffix, "") or suffix


# ---- Codes of places as they are mistyped --------------------------------------------------------
# With letters, of several lengths, of another township, in two cases.
#
# Only what holds digits alone, or would but for letters that look like digits, is taken for an official code.

_CODES = ("village_id", "township_id", "banner_id")
_LOOKS_LIKE = str.maketrans("OoQIl|", "000111")
_MISTYPED = re.compile(r"(?=.*[OoQIl|])(?:[0-9OoQIl|]{6}|[0-9OoQIl|]{9}|[0-9OoQIl|]{12})")
_VILLAGE, _TOWNSHIP = 12, 9  # digits of an official code


def check_codes(draft: Draft) -> None:
    for name in _CODES:
        if name in draft.head.fields.values() and name in draft.data:
            _note_letters(draft, name)
            _note_cases(draft, name)
    if "village_id" in draft.head.fields.values() and draft.answers.get("village_id") != KEEP:
        _note_lengths(draft)
        _note_townships(draft)


def _note_letters(draft: Draft, name: str) -> None:
    """One error for the codes of a column in which letters stand that look like digits."""
    codes = draft.data[name]
    rows = [row for row, code in codes.items() if _MISTYPED.fullmatch(code) and _has_digits(code)]
    if rows:
        code = codes[rows[0]]
        draft.add(
            ERROR, "code_letters", rows[0], name, code, now=code.translate(_LOOKS_LIKE), count=len(rows)
        )


def _has_digits(code: str) -> bool:
    """Whether most of a code are digits: a word of such letters is none."""
    return 2 * sum(map(str.isdigit, code)) > len(code)


def _note_cases(draft: Draft, name: str) -> None:
    """An error, once, for every code that an earlier row has but for capitals."""
    first: dict[str, tuple[int, str]] = {}
    told: set[str] = set()
    for row, code in draft.data[name].items():
        before, other = first.setdefault(code.casefold(), (int(row), code))
        if other != code and code not in told:
            told.add(code)
            draft.add(ERROR, "code_case", int(row), name, code, first=before, other=other)


def _note_lengths(draft: Draft) -> None:
    """A question where official codes of villages have several lengths: digits were lost or left out."""
    codes = draft.data["village_id"]
    doubtful = {each.row for each in still_open(draft.findings) if each.field == "village_id"}
    lengths = codes[codes.str.fullmatch(r"\d+") & ~codes.index.isin(doubtful)].str.len()
    if lengths.empty or lengths.max() < _TOWNSHIP or lengths.nunique() < 2:
        return
    usual = int(lengths.mode().iloc[0])
    odd = lengths.index[lengths != usual]
    values = {"count": len(odd), "length": int(lengths[odd[0]]), "usual": usual}
    draft.add(QUESTION, "code_lengths", int(odd[0]), "village_id", codes[odd[0]], **values)


def _note_townships(draft: Draft) -> None:
    """A question about every village whose code begins otherwise than most of its township's do."""
    home = next((name for name in ("township_id", "township_name") if name in draft.data), "")
    if not home or "township_id" in draft.head.fields.values():  # codes of townships are checked anyway
        return
    codes = draft.data["village_id"]
    official = codes[codes.str.fullmatch(rf"\d{{{_VILLAGE}}}")]
    begins, towns = official.str[:_TOWNSHIP], draft.data[home][official.index]
    usual = begins.groupby(towns).transform(lambda each: _most_of(each))
    for row in official.index[usual.ne("") & (begins != usual)]:
        values = {"begins": begins[row], "usual": usual[row], "township": towns[row]}
        draft.add(QUESTION, "code_township", int(row), "village_id", codes[row], **values)


def _most_of(begins: pd.Series) -> str:
    """What more than half of a township's codes begin with; nothing where no two agree."""
    counts = begins.value_counts()
    return str(counts.index[0]) if counts.iloc[0] > 1 and 2 * counts.iloc[0] > len(begins) else ""
