"""A county of one's own: made-up villages with names and only the required columns."""

from pathlib import Path

import pandas as pd

from sim.inputs.intake.registers import keep_taken, take_register
from sim.inputs.villages import industry_codes

FIRST, SECOND = "柳槐榆杨松柏桃杏梨枣桑竹荷菊兰葵", "树坪沟湾岭坡源泉滩口"
TOWNSHIP, BANNER = 12, 60  # villages in one
TOWNSHIPS = "甲乙丙丁戊己庚辛壬癸"


def county_table(villages, town=TOWNSHIP, banner=BANNER):
    """The required columns of a register, with names for every place; figures that differ by village."""
    rows = []
    industries = industry_codes()
    for k in range(villages):
        township, home = k // town, k // banner
        rows.append(
            {
                "banner_id": f"{640100 + home}", "banner_name": f"{TOWNSHIPS[home % 10]}河县",
                "township_id": f"{640100 + home}{100 + township}",
                "township_name": FIRST[township % 16] + "林" + SECOND[township // 16 % 10] + "镇",
                "village_id": f"{640100 + home}{100 + township}{200 + k % town}",
                "village_name": FIRST[k % 16] + SECOND[k // 16 % 10] + ("新" if k >= 160 else "") + "村",
                "industry": industries[k % len(industries)],
                "population": 400 + 37 * k % 1900, "households": 100 + 11 * k % 290,
                "cultivated_mu": 900 + 53 * k % 4000,
                "operating": 2 + k * 7 % 23 / 2, "contracts": 1 + k * 5 % 17 / 4,
                "investment": k * 3 % 11 / 5, "subsidy": 3 + k % 5,
                "governance": 0.3 + k % 6 / 10,
            }
        )  # fmt: skip
    return pd.DataFrame(rows)


def county_file(folder: Path, villages, name="county", **options) -> Path:
    path = folder / f"{name}.csv"
    county_table(villages, **options).to_csv(path, index=False)
    return path


def texts(value):
    """Every text in plain data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from texts(each)


def page_text(layout):
    """All that a page shows, as one text: its widgets from the outside in."""
    seen, waiting, found = set(), [layout], []
    while waiting:
        widget = waiting.pop()
        if id(widget) in seen:
            continue
        seen.add(id(widget))
        shown = {name: value for name, value in widget.get_state().items() if not name.startswith("_")}
        found += texts(shown)
        waiting += list(getattr(widget, "children", ()))
    return "\n".join(text for text in found if not text.startswith("IPY_MODEL"))


def use_register(path, answers=None, amounts="", place=""):
    """Take a file in as the register that everything rests on from now, as `wuli villages use` does."""
    return keep_taken(take_register(path, answers), answers, amounts, place)
