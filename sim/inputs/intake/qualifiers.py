"""What a header, a title or a footnote says about its figures besides their name: unit, year, kind of figure.

Every such text is taken apart into the name of a column and its qualifiers; what is left over and is no
harmless remark is kept as `unclear`, to be asked about. Nothing that qualifies a figure is dropped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sim.folders import per_programme
from sim.inputs.intake.units import MULTIPLE, Unit, read_unit
from sim.inputs.intake.vocabulary import names, plain, words
from sim.words import by_language, say

BRACKETS = re.compile(r"[(\[【{〔《]([^()\[\]【】{}〔〕《》]*)(?:[)\]】}〕》]|$)")
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
SHORT_YEAR = re.compile(
    r"(?<![\da-z])(?:fy|['\u2018\u2019])(\d\d)(?!\d)"
    r"|(?<![\d\u8fd1\u524d\u6ee1\u7b2c\u5171\u8d85\u8fc7\u8fbe\u7ea6\u6bcf\u7eed\-~])([12]\d|3[0-5])(?=\u5e74(?![\u671f\u6765\u95f4\u5185\u4ee5\u9650\u540e\u524d]))"
)  # FY22, '22, and 22 before the word for year where it does not count years
SPELT = next(iter(words("spelt_digits")))  # 0 to 9 as words
SPELT_YEAR = re.compile(rf"(?:\u4e8c[\u3007\u96f6\u25cb\u25ef]|\u4e00\u4e5d)[{SPELT}\u96f6\u25cb\u25ef]{{2}}")
SPAN = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*(?:[-~\u2013\u2014\u81f3\u5230/]+|to)\s*((?:19|20)?\d\d)(?!\d)")
DAY = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?:\s*\u5e74\s*\d{1,2}\s*\u6708\s*\d{1,2}\s*\u65e5?|[-./]\d{1,2}[-./]\d{1,2}(?!\d))"
)
FORMULA = re.compile(r"[\d=+\-*/().%~\u680f\u5217\u884c]+")  # `3=4+5`, and the words for column and row
NUMBERING = re.compile(r"(?:\d{1,2}[.\u3001)]|\(\d{1,2}\))(?!\d)")
PARTS = re.compile(r"[;\u3001\u3002]|,(?!\d{3}(?!\d))")
MONTH = re.compile(
    r"((?:19|20)\d\d)[\u5e74./-](?:0?[1-9]|1[0-2])(?!\d)\u6708?(?:\u672b|\u5e95|\d{1,2}\u65e5?)?"
)
WITHIN = re.compile(  # a day or month before the last of a year: what was earned until then is no year's
    r"(?:19|20)\d\d\s*[\u5e74./-]\s*0?(\d{1,2})(?!\d|\u6708?[-~\u2013\u2014\u81f3\u5230])|\u622a[\u81f3\u6b62]\u5230?(\d{1,2})\u6708"
)
UNTIL = re.compile(r"\u622a[\u81f3\u6b62]\u5230?((?:19|20)\d\d\u5e74)?(\d{1,2})\u6708")
MONTHS = re.compile(r"(\d{1,2})[-~\u2013\u2014\u81f3\u5230]+(\d{1,2})\u6708")
SPLIT_UNIT = re.compile(r"[,:/\u3001\-|]")
MARKS = "*\u2020‡\u203b#\u2605\u2606\u25b2\u25b3\u25cf\u25a0\u25c6"
AS_OF = "as_of"  # a kind of figure that money is not whole by, and anything else may be
# kinds of figure that are no amount of a village's, whatever a user says
NO_AMOUNT = ("growth", "share", "per_head", "rank")


class Caption(NamedTuple):
    """A text about a column, taken apart.

    name      the column, "" where the text names none
    units     in the order in which they stand
    years     that it speaks of; `relative`: this or last year; own: the column's name itself says the year
    kinds     planned, growth, share, per_head, cumulative, part_year or rank
    unclear   what stands in brackets and is not understood
    """

    name: str = ""
    units: tuple[Unit, ...] = ()
    years: frozenset[int] = frozenset()
    relative: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    unclear: tuple[str, ...] = ()
    own: bool = False

    @property
    def bare(self) -> bool:
        """Whether the text says something about a column without naming one."""
        return not self.name and bool(self.units or self.years or self.relative or self.kinds)


def joined(captions: Iterable[Caption]) -> Caption:
    """What several texts about one column say together."""
    every = list(captions)
    return Caption(
        next((each.name for each in every if each.name), ""),
        tuple(dict.fromkeys(unit for each in every for unit in each.units)),
        frozenset().union(*(each.years for each in every)),
        frozenset().union(*(each.relative for each in every)),
        frozenset().union(*(each.kinds for each in every)),
        tuple(dict.fromkeys(text for each in every for text in each.unclear)),
        any(each.own for each in every),
    )


@per_programme
def caption(text: str, table: str) -> Caption:
    """One text of a header taken apart."""
    whole = unnumbered(text)
    inside = [bracket(part) for part in BRACKETS.findall(whole)]
    outside = plain(BRACKETS.sub(" ", whole)).strip("*:·,、-_/")
    exact = names(table).get(plain(whole).strip("*:"), "") or names(table).get(outside, "")
    if exact:
        years = without_years(outside)[0]
        return joined([Caption(exact, years=years, own=bool(years)), *inside])
    return joined([peeled(outside, table), *inside])


def unnumbered(text: str) -> str:
    """A header without its number, footnote signs and signs that nobody sees, half-width."""
    kept = "".join(sign for sign in text if unicodedata.category(sign) not in ("Cf", "Cc"))
    while kept and (unicodedata.category(kept[0]) == "No" or kept[0] in MARKS):
        kept = kept[1:].lstrip()
    while kept and (kept[-1] in MARKS or (unicodedata.category(kept[-1]) == "No" and kept[-1] not in "²³")):
        kept = kept[:-1].rstrip()
    kept = " ".join(unicodedata.normalize("NFKC", kept).split())
    before = None
    while before != kept:
        before = kept
        kept = NUMBERING.sub("", kept, count=1).lstrip() if NUMBERING.match(kept) else kept
        kept = in_words(kept)
    return kept


@per_programme
def in_words(text: str) -> str:
    """A text without a number in words before it, or `of which`."""
    signs = next(iter(words("numeral")))
    found = re.match(rf"\([{signs}]{{1,3}}\)|[{signs}]{{1,3}}[.\u3001)]", text)
    if found:
        return text[found.end() :].lstrip()
    for lead in words("lead"):
        if text.casefold().startswith(lead):
            return text[len(lead) :].lstrip(" :,\u3001")
    return text


# --- brackets --------------------------------------------------------------------------------------------


@per_programme
def bracket(text: str) -> Caption:
    """What stands in brackets: units, years, kinds of figure, remarks that change nothing, or others."""
    whole = qualifier(text)
    if whole is not None:
        return whole
    return joined(
        found if (found := qualifier(part)) is not None else Caption(unclear=(part.strip(),))
        for part in PARTS.split(text)
        if part.strip()
    )


def qualifier(text: str) -> Caption | None:
    """A text that is a qualifier and nothing else; None for any other."""
    said = plain(text).strip("*:.;")
    unit = read_unit(text) or read_unit(said.rpartition(":")[2])
    if unit:
        return Caption(units=(unit,), kinds=frozenset({"per_head"} if unit.rate else ()))
    if not said or said in words("remark") or FORMULA.fullmatch(YEAR.sub("y", said)):
        return Caption()
    found, rest = without_qualifiers(said)
    return found if not rest or rest in words("remark") else None


# --- years and kinds of figure ---------------------------------------------------------------------------


def peeled(text: str, table: str) -> Caption:
    """A header that is no name as it stands: without unit, year and kind of figure it may be one."""
    unit_only = read_unit(text)
    if unit_only:
        return Caption(units=(unit_only,), kinds=frozenset({"per_head"} if unit_only.rate else ()))
    found, rest = without_qualifiers(text)
    for body, unit in ((rest, None), *split_unit(rest), *split_unit(text)):
        name = undated(table).get(body, "") if found.years else names(table).get(body, "")
        if name:
            said = found if body != text else Caption()
            more = Caption(
                name, (unit,) if unit else (), kinds=frozenset({"per_head"} if unit and unit.rate else ())
            )
            return joined([more, said])
    return found if not rest else Caption(kinds=found.kinds, years=found.years, relative=found.relative)


def split_unit(text: str) -> Iterable[tuple[str, Unit | None]]:
    """A text parted into what may be a name and the unit that ends it."""
    for place in range(len(text) - 1, max(len(text) - 24, 0), -1):
        unit = read_unit(SPLIT_UNIT.sub("", text[place], 1) + text[place + 1 :]) if text[place:] else None
        if unit:
            yield text[:place].rstrip(",:/、-|"), unit


def without_qualifiers(text: str) -> tuple[Caption, str]:
    """The years and kinds of figure in a plain text, and what is left of it without them."""
    spans = [months for months in MONTHS.findall(text) if months != ("1", "12")]
    months = {int(one or other) for one, other in WITHIN.findall(text)}
    as_of = bool(months) and max(months) < 12
    years, rest = without_years(MONTHS.sub("", text))
    rest = UNTIL.sub("", rest)
    relative, rest = without_words(rest, words("relative_year"))
    kinds, rest = without_words(rest, words("figure"))
    loose = sorted((*words("year_mark"), *words("joint")), key=len, reverse=True)
    before = None
    while before != rest:
        before = rest
        rest = rest.strip(" -_:,/.~、|'")
        for cut in (str.removesuffix, str.removeprefix):  # what follows a name, before a name loses its own
            for word in loose:
                named = rest in names_in_use() and rest not in words("year_mark")
                rest = rest if named else cut(rest, word)
    return Caption(
        years=years,
        relative=frozenset(relative),
        kinds=(frozenset(kinds) | ({"part_year"} if spans else set()) | ({AS_OF} if as_of else set())) - {""},
    ), rest


@per_programme
def names_in_use() -> frozenset[str]:
    """Every name of a column: what is one is peeled no further."""
    return frozenset(undated("register")) | frozenset(undated("panel"))


def without_years(text: str) -> tuple[frozenset[int], str]:
    """The years that a text speaks of; a span of years is all of them."""
    text = in_digits(text)
    years = {int(day[:4]) for day in DAY.findall(text)}
    text = DAY.sub("", text)
    years |= {int(year) for year in MONTH.findall(text)}
    text = MONTH.sub("", text)
    for first, last in SPAN.findall(text):
        end = int(last) if len(last) == 4 else int(first[:2] + last)
        years.update(range(int(first), max(int(first), min(end, int(first) + 60)) + 1))
    rest = SPAN.sub("", text)
    years.update(int(year) for year in YEAR.findall(rest))
    rest = YEAR.sub("", rest)
    years.update(2000 + int(marked or counted) for marked, counted in SHORT_YEAR.findall(rest))
    return frozenset(years), SHORT_YEAR.sub("", rest)


def in_digits(text: str) -> str:
    """A text with its years in digits, such as are spelt out."""
    return SPELT_YEAR.sub(lambda found: "".join(str(max(SPELT.find(sign), 0)) for sign in found[0]), text)


def without_words(text: str, known: Mapping[str, str]) -> tuple[set[str], str]:
    """The values of the words that a text holds, the longest first, and the text without them."""
    found = set()
    for word in sorted(known, key=len, reverse=True):
        if word in text and text not in names_in_use():
            found.add(known[word])
            text = text.replace(word, "", 1)
    return found, text


@per_programme
def undated(table: str) -> Mapping[str, str]:
    """Names of columns, those that say a year without it too."""
    known = dict(names(table))
    for name, column in names(table).items():
        years, rest = without_years(name)
        marks = sorted(words("year_mark"), key=len, reverse=True)
        rest = next((rest.removeprefix(mark) for mark in marks if rest.startswith(mark)), rest)
        if years and rest:
            known.setdefault(rest, column)
    return known


# --- titles and footnotes --------------------------------------------------------------------------------


@per_programme
def unit_line() -> re.Pattern[str]:
    """A mark for a unit and what follows it: `单位：千元`, `amounts in CNY 1,000`."""
    marks = "|".join(re.escape(mark) for mark in sorted(words("unit_line"), key=len, reverse=True))
    others = "|".join(re.escape(word) for word in words("organisation"))
    return re.compile(
        rf"(?<!{')(?<!'.join(others.split('|'))})(?:{marks})(?:\u5747|\u5168\u90e8)?(?:are)?(?:\u4e3a|\u662f|:|=|in|\u4ee5|\u6309)*([^()\[\]\u3010\u3011\u3002;]+)"
    )


@per_programme
def title(text: str) -> Caption:
    """What a title, a line above the table or a footnote says about all of its figures.

    unclear: a unit of money that nobody knows. Dates and numbers of documents are no years of figures.
    """
    whole = in_digits(unicodedata.normalize("NFKC", text))
    folded = plain(DAY.sub(" ", whole))
    until = {"part_year" for _, month in UNTIL.findall(plain(whole)) if int(month) < 12}
    units = [unit for part in BRACKETS.findall(folded) for unit in bracket(part).units]
    unclear = []
    alone = read_unit(folded)
    units += [alone] if alone else []
    for said in unit_line().findall(folded):
        for part in re.split(r",(?!\d{3}(?!\d))|[\u3001/]|\u6216|\u548c|(?<!thous)and", said):
            unit = read_unit(part) or leading_unit(part)
            units += [unit] if unit else []
            unclear += [part] if unit is None and is_money(part) else []
    units += counted_in(folded)
    if folded.startswith(tuple(words("signer"))):
        return Caption(units=tuple(dict.fromkeys(units)), unclear=tuple(unclear))
    folded = re.sub(r"[\[〔(]\d{4}[\])〕]\d+\u53f7?", "", folded)
    years, _ = without_years(MONTHS.sub("", folded))
    return Caption(
        "", tuple(dict.fromkeys(units)), years, unclear=tuple(unclear), kinds=kinds_of_title(folded) | until
    )


def leading_unit(text: str) -> Unit | None:
    """The longest unit that begins a text, as `千元，下同`."""
    found = (read_unit(text[:end]) for end in range(min(len(text), 12), 0, -1))
    return next((unit for unit in found if unit and unit.kind != MULTIPLE), None)


def counted_in(text: str) -> list[Unit]:
    """`以千元计`, `以千元为单位`."""
    said = re.findall(
        r"[\u4ee5\u6309]([^\u4ee5\u6309,\u3002;]{1,8}?)(?:\u8ba1|\u4e3a(?:\u8ba1\u91cf|\u8ba1\u4ef7|\u91d1\u989d|\u8d27\u5e01)?\u5355\u4f4d|\u586b)",
        text,
    )
    return [unit for each in said if (unit := read_unit(each))]


def is_money(text: str) -> bool:
    """Whether a text that is no known unit speaks of money all the same."""
    return any(base in text for base in words("money")) or any(sign in text for sign in "$€£")


def kinds_of_title(text: str) -> frozenset[str]:
    """Kinds of figure that a title can mean for the whole table."""
    found = {
        value for word, value in words("figure").items() if word in text and len(word) > 1 + word.isascii()
    }
    found |= {"part_year" for months in MONTHS.findall(text) if months != ("1", "12")}
    sums = set(words("total")) - set(words("total_alone"))  # of several years, not of the whole city
    if SPAN.search(text) and any(word in text for word in sums):
        found.add("cumulative")
    if any(word in text for word in words("not_planned")):  # how far a target was met is no target
        found -= {"planned"}
    return frozenset(found & {"planned", "part_year", "cumulative", "per_head"})


def kinds_told(kinds: Iterable[str]) -> dict[str, str]:
    """The kinds of figures that a caption speaks of, in each language."""
    return by_language(lambda: say("page_comma").join(say(f"figure_{kind}") for kind in sorted(kinds)))
