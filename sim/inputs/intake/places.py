"""Places as offices write them: once for all villages below, in several spellings, or only in the code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from sim.inputs.intake.findings import ERROR, NOTE, QUESTION, REPAIRED, letters, shown
from sim.inputs.intake.qualifiers import BRACKETS, unnumbered
from sim.inputs.intake.rows import PLACES, texts_of
from sim.inputs.intake.vocabulary import plain, words
from sim.inputs.intake.wanting import STANDS_FOR

if TYPE_CHECKING:
    from sim.inputs.intake.draft import Draft

ABOVE = PLACES[:4]  # places that hold for the villages below
LEAST_BLANK = 0.3  # of the rows, where a place is written once and not forgotten here and there
VILLAGE_CODE, TOWNSHIP_CODE = re.compile(r"\d{12}"), re.compile(r"\d{9}(?:000)?")
DIGITS = {"township_id": 9, "banner_id": 6}


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
    fill_merged(draft)
    follow_dittos(draft)
    for name in ABOVE:
        if name in draft.data:
            fill_down(draft, name)
    for name in ("township_id", "banner_id"):
        answer = draft.answers.get(name, "")
        if answer and name not in draft.data and STANDS_FOR[name] not in draft.data:
            draft.data[name] = answer


def fill_merged(draft: Draft) -> None:
    sheet = draft.head.sheet
    for top, left, bottom, right in sheet.merged:
        if bottom <= draft.head.data_from or top not in draft.data.index or (top, left) == (bottom, right):
            continue
        name = draft.head.fields.get(left, "")
        if name in ABOVE and left == right:
            rows = [row for row in range(top, bottom + 1) if row in draft.data.index]
            draft.data.loc[rows, name] = sheet.rows[top - 1][left - 1]
            draft.add(REPAIRED, "merged_place", top, name, sheet.rows[top - 1][left - 1], last=bottom)
        elif any(column in draft.head.fields for column in range(left, right + 1)):
            draft.add(ERROR, "merged_cells", top, name, last=f"{letters(right)}{bottom}")


def follow_dittos(draft: Draft) -> None:
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


def fill_down(draft: Draft, name: str) -> None:
    """Fill a place into the rows below it where it is written once for each group of villages."""
    cells = draft.data[name].map(lambda cell: str(cell).strip() if cell is not None else "")
    blank = cells == ""
    if not len(cells) or blank.iloc[0] or blank.sum() < 2 or blank.mean() < LEAST_BLANK:
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
        imply_codes(draft)
    for code, name in STANDS_FOR.items():
        if code not in draft.data and name in draft.data:
            if code != "village_id":
                unify(draft, name)
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


def imply_codes(draft: Draft) -> None:
    """Township and banner as the statistical codes of the villages imply them, where there is neither."""
    for code, digits in DIGITS.items():
        if code in draft.data or STANDS_FOR[code] in draft.data:
            continue
        for source, form in (("village_id", VILLAGE_CODE), ("township_id", TOWNSHIP_CODE)):
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


def unify(draft: Draft, name: str) -> None:
    """One spelling for a place: 甲台, 甲台镇 and 丙旗甲台镇 are one where no other place can be meant."""
    banners = draft.data["banner_name"] if name == "township_name" and "banner_name" in draft.data else None
    groups = banners if banners is not None else pd.Series("", draft.data.index)
    for banner, rows in draft.data.groupby(groups, sort=False).groups.items():
        cells = draft.data.loc[rows, name]
        spelt = spellings(list(dict.fromkeys(cell for cell in cells if cell)), str(banner))
        for text, whole in spelt.items():
            row = cells.index[cells == text][0]
            count = int((cells == text).sum())
            if whole:
                draft.add(REPAIRED, "place_unified", row, name, text, now=whole, count=count)
            else:
                draft.add(QUESTION, "place_unclear", row, name, text, count=count)
        draft.data.loc[rows, name] = cells.map(lambda cell, spelt=spelt: spelt.get(cell) or cell)


def spellings(texts: list[str], above: str) -> dict[str, str]:
    """Every text that is another spelling of one in the list → that one; "" where it may be several."""
    whole = {text: stem(text, above) for text in texts}
    found: dict[str, str] = {}
    for text in texts:
        core, suffix = whole[text]
        full = [each for each in texts if each != text and whole[each][0] == core and len(core) > 1]
        if not suffix:
            named = sorted({shortest(whole, core, whole[each][1]) for each in full if whole[each][1]})
            if named:
                found[text] = named[0] if len(named) == 1 else ""
        else:
            inner = [each for each in texts if within(each, text) and whole[each][1] == suffix]
            short = min([shortest(whole, core, suffix), *inner], key=len)
            if short != text:
                found[text] = short
    return found


def within(short: str, text: str) -> bool:
    """Whether a name is another with the city, banner or county above it written before it."""
    above = text.removesuffix(short)
    return (
        above != text and len(above) > 1 and above.endswith(tuple(words("banner_suffix"))) and len(short) > 1
    )


def shortest(whole: dict[str, tuple[str, str]], core: str, suffix: str) -> str:
    """The shortest spelling of a place with this stem and suffix."""
    return min((text for text, parts in whole.items() if parts == (core, suffix)), key=len)


def stem(text: str, above: str) -> tuple[str, str]:
    """The name of a place without the place above it and what kind it is, and the kind."""
    folded = plain(text)
    for upper in {plain(above), *(plain(above).removesuffix(each) for each in words("township_suffix"))}:
        if len(upper) > 1 and folded.startswith(upper) and len(folded) > len(upper) + 1:
            folded = folded.removeprefix(upper)
            break
    suffix = next((each for each in words("township_suffix") if folded.endswith(each) and folded != each), "")
    return folded.removesuffix(suffix), words("township_suffix").get(suffix, "") or suffix
