"""The words of office tables: names of columns, units, years, kinds of figures, what qualifies them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from sim.folders import DATA, per_programme, programme_folder
from sim.inputs.programme import ENGINE_MONEY, in_use, load_programme
from sim.inputs.tables import numbers, read_sheet
from sim.inputs.villages import ACCOUNT, Column, register_columns
from sim.words import by_language, further_columns, say, text_of

# ---- The words that office tables use ------------------------------------------------------------

FOLDER = DATA / "intake"
# Columns of the account that only check the others, or from which others follow; none of them is an income.
CHECKING = (
    "other_cost", "welfare_cost", "interest", "taxes", "total_cost", "net", "surplus", "undistributed",
    "transferred", "distributable", "assets", "equity",
)  # fmt: skip
OF_ACCOUNT = (*ACCOUNT, *CHECKING)


def plain(text: object) -> str:
    """Text for comparison: half-width, lower case, without spaces, underscores and signs that nobody sees."""
    return _plain(str(text))


@lru_cache(maxsize=1 << 14)
def _plain(text: str) -> str:
    if text.isascii() and text.isprintable():  # nearly all cells: figures and codes
        return "".join(text.split()).replace("_", "").casefold()
    folded = unicodedata.normalize("NFKC", text).casefold()
    hidden = ("Cf", "Cc")
    return "".join(
        s for s in folded if not s.isspace() and s != "_" and unicodedata.category(s) not in hidden
    )


@cache
def words(kind: str) -> Mapping[str, str]:
    """The vocabulary of one kind: plain text → value. Kinds stand in `vocabulary.csv`."""
    table = read_sheet(FOLDER / "vocabulary.csv", ("kind", "text", "value"))
    rows = table[table["kind"] == kind]
    exact = kind in ("confusable", "surname")  # signs, where the case matters
    keys = rows["text"] if exact else rows["text"].map(plain)
    return dict(zip(keys, rows["value"], strict=True))


@per_programme
def columns(table: str) -> Mapping[str, Column]:
    """The columns that the intake of `register` or `panel` knows, in order."""
    known = {each.column: each for each in register_columns()} if table == "register" else {}
    names, further = tuple(Column.__dataclass_fields__)[:-1], list(further_columns("label"))
    sheet = read_sheet(FOLDER / "columns.csv", ("table", *names, *further))
    limits = {name: numbers("columns.csv", sheet[name], blank=True)[0] for name in ("low", "high")}
    sheet = sheet.assign(required=sheet["required"] == "1", **limits)
    rows = sheet[sheet["table"] == table]
    texts = rows[further].to_dict("records")
    read = zip(rows[list(names)].itertuples(index=False), texts, strict=True)
    return known | {
        row.column: Column(**dict(zip(names, row, strict=True)), further=more) for row, more in read
    }


@per_programme
def names(table: str) -> Mapping[str, str]:
    """Every plain name of a column of a table → the column: its id, its labels, and `headers.csv`."""
    known = columns(table)
    found = {plain(name): c for c, each in known.items() for name in (c, *label(each).values())}
    for file in (FOLDER / "headers.csv", programme_folder() / "headers.csv"):
        aliases = read_sheet(file, ("column", "header")) if file.is_file() else {"column": (), "header": ()}
        for column, header in zip(aliases["column"], aliases["header"], strict=True):
            place, _, name = column.rpartition(":")
            if (place or "register") == table and name in known:
                found.setdefault(plain(header), name)
    return found


def base_year() -> int:
    """The year that a register is of where nothing is said: that of the programme, as it is published."""
    return load_programme().base_year


def label(column: Column) -> dict[str, str]:
    """What a column is called, by language."""
    return by_language(lambda: text_of(column, "label"))


# ---- Units as tables write them: how many of what, per what. `千元`, `CNY 1,000`, `hundreds`, `元/人` ----

_KINDS = ("money", "share", "person", "household", "area", "count")
_MULTIPLE = "multiple"  # `thousands`, without saying of what
_DIMENSIONS = {
    "person": "person", "person-time": "person", "person-day": "person", "household": "household",
    "mu": "area",
}  # fmt: skip
_POWER = re.compile(r"10*k?")


class Unit(NamedTuple):
    """A unit: how a table writes it, what kind it is, what one is in the base unit (of money, person, mu).

    rate: it is per something other than a year, so that no amount stands in it.
    """

    text: str
    kind: str
    factor: float
    rate: bool = False


@per_programme
def _bases() -> tuple[tuple[str, str, float], ...]:
    """Every base unit: its plain text, kind and factor; the longest first."""
    found = [(text, kind, float(value)) for kind in _KINDS for text, value in _known_words(kind).items()]
    return tuple(sorted(found, key=lambda each: -len(each[0])))


def _known_words(kind: str) -> Mapping[str, str]:
    """The units of a kind; of money those of the vocabulary in yuan, else those that the programme names."""
    money = in_use().money
    if kind != "money" or money.unit == ENGINE_MONEY:
        return words(kind)
    own = dict.fromkeys((money.unit, *money.names), 1.0)
    own |= dict.fromkeys(money.coin, 1 / money.coins)
    return {plain(name): repr(factor) for name, factor in own.items()}


@per_programme
def read_unit(text: str) -> Unit | None:
    """What a text says if it is a unit and nothing else."""
    folded = plain(text).strip(":;.").removeprefix("in")
    top, rate = _over(folded)
    for body in dict.fromkeys((folded, top)):
        found = _measured(body)
        if found:
            return Unit(text.strip(), *found, rate=rate and body != folded)
    return None


def _over(text: str) -> tuple[str, bool]:
    """What stands above the stroke of `元/年`, and whether that below is something else than a year."""
    top, _, bottom = text.partition("/" if "/" in text else "per")
    if not bottom or bottom in words("per_year"):
        return top, False
    known = bottom in words("per_other") or _measured(bottom) is not None
    return (top, True) if known else (text, False)


def _measured(text: str) -> tuple[str, float] | None:
    """Kind and factor of so many of a base, written before or behind it."""
    for base, kind, factor in _bases():
        if text == base:
            return kind, factor
        for rest in (text.removesuffix(base), text.removeprefix(base)):
            times = _multiple(rest.strip("()").removesuffix("of")) if rest != text else 0.0
            if times:
                return kind, times * factor
    for currency in words("currency"):
        inner = _measured(text.removeprefix(currency)) if text.startswith(currency) else None
        if inner and inner[0] == "money":
            return inner
    times = _multiple(text.removesuffix("of"))
    return (_MULTIPLE, times) if times > 1 else None


def _multiple(text: str) -> float:
    """`千`, `十万`, `thousand`, `1,000` as a number; 0 for anything else."""
    known = words("multiplier")
    if text in known:
        return float(known[text])
    digits = text.replace(",", "")
    if digits and _POWER.fullmatch(digits):
        return float(digits.replace("k", "000"))
    product = 1.0
    for sign in text:
        if sign not in known or sign.isascii():
            return 0.0
        product *= float(known[sign])
    return product if text else 0.0


def dimension(column: Column) -> str:
    """The kind of unit that a column of figures is measured in."""
    return column.kind if column.kind in ("money", "share") else _DIMENSIONS.get(column.unit, "count")


def stands_for(unit: Unit | None, column: Column) -> float:
    """What one in this unit is in the base unit of a column; 0 where the column is measured otherwise."""
    if unit is None or unit.rate:
        return 0.0
    own = dimension(column)
    if unit.kind == _MULTIPLE and own != "share":
        return unit.factor * (1 / in_use().money.coins if own == "money" else 1.0)
    counted = unit.kind == "count" and own in ("person", "household")
    return unit.factor if unit.kind == own or counted else 0.0


# ---- What a header, a title or a footnote says about its figures besides their name --------------
# Unit, year and kind of figure.
#
# Every such text is taken apart into the name of a column and its qualifiers; what is left over and is no
# harmless remark is kept as `unclear`, to be asked about. Nothing that qualifies a figure is dropped.

BRACKETS = re.compile(r"[(\[【{〔《]([^()\[\]【】{}〔〕《》]*)(?:[)\]】}〕》]|$)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
# FY22, '22, and 22 before the word for year where it does not count years.
_SHORT_YEAR = re.compile(
    r"(?<![\da-z])(?:fy|['\u2018\u2019])(\d\d)(?!\d)"
    r"|(?<![\d\u8fd1\u524d\u6ee1\u7b2c\u5171\u8d85\u8fc7\u8fbe\u7ea6\u6bcf\u7eed\-~])([12]\d|3[0-5])(?=\u5e74(?![\u671f\u6765\u95f4\u5185\u4ee5\u9650\u540e\u524d]))"
)
_SPELT = next(iter(words("spelt_digits")))  # 0 to 9 as words
_SPELT_YEAR = re.compile(
    rf"(?:\u4e8c[\u3007\u96f6\u25cb\u25ef]|\u4e00\u4e5d)[{_SPELT}\u96f6\u25cb\u25ef]{{2}}"
)
_SPAN = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*(?:[-~\u2013\u2014\u81f3\u5230/]+|to)\s*((?:19|20)?\d\d)(?!\d)")
_DAY = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?:\s*\u5e74\s*\d{1,2}\s*\u6708\s*\d{1,2}\s*\u65e5?|[-./]\d{1,2}[-./]\d{1,2}(?!\d))"
)
_FORMULA = re.compile(r"[\d=+\-*/().%~\u680f\u5217\u884c]+")  # `3=4+5`, and the words for column and row
NUMBERING = re.compile(r"(?:\d{1,2}[.\u3001)]|\(\d{1,2}\))(?!\d)")
_PARTS = re.compile(r"[;\u3001\u3002]|,(?!\d{3}(?!\d))")
_MONTH = re.compile(
    r"((?:19|20)\d\d)[\u5e74./-](?:0?[1-9]|1[0-2])(?!\d)\u6708?(?:\u672b|\u5e95|\d{1,2}\u65e5?)?"
)
_WITHIN = re.compile(  # a day or month before the last of a year: what was earned until then is no year's
    r"(?:19|20)\d\d\s*[\u5e74./-]\s*0?(\d{1,2})(?!\d|\u6708?[-~\u2013\u2014\u81f3\u5230])|\u622a[\u81f3\u6b62]\u5230?(\d{1,2})\u6708"
)
_UNTIL = re.compile(r"\u622a[\u81f3\u6b62]\u5230?((?:19|20)\d\d\u5e74)?(\d{1,2})\u6708")
_MONTHS = re.compile(r"(\d{1,2})[-~\u2013\u2014\u81f3\u5230]+(\d{1,2})\u6708")
_SPLIT_UNIT = re.compile(r"[,:/\u3001\-|]")
_MARKS = "*\u2020‡\u203b#\u2605\u2606\u25b2\u25b3\u25cf\u25a0\u25c6"
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
    inside = [_bracket(part) for part in BRACKETS.findall(whole)]
    outside = plain(BRACKETS.sub(" ", whole)).strip("*:·,、-_/")
    exact = names(table).get(plain(whole).strip("*:"), "") or names(table).get(outside, "")
    if exact:
        years = _without_years(outside)[0]
        return joined([Caption(exact, years=years, own=bool(years)), *inside])
    return joined([_peeled(outside, table), *inside])


def unnumbered(text: str) -> str:
    """A header without its number, footnote signs and signs that nobody sees, half-width."""
    kept = "".join(sign for sign in text if unicodedata.category(sign) not in ("Cf", "Cc"))
    while kept and (unicodedata.category(kept[0]) == "No" or kept[0] in _MARKS):
        kept = kept[1:].lstrip()
    while kept and (kept[-1] in _MARKS or (unicodedata.category(kept[-1]) == "No" and kept[-1] not in "²³")):
        kept = kept[:-1].rstrip()
    kept = " ".join(unicodedata.normalize("NFKC", kept).split())
    before = None
    while before != kept:
        before = kept
        kept = NUMBERING.sub("", kept, count=1).lstrip() if NUMBERING.match(kept) else kept
        kept = _in_words(kept)
    return kept


@per_programme
def _in_words(text: str) -> str:
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
def _bracket(text: str) -> Caption:
    """What stands in brackets: units, years, kinds of figure, remarks that change nothing, or others."""
    whole = qualifier(text)
    if whole is not None:
        return whole
    return joined(
        found if (found := qualifier(part)) is not None else Caption(unclear=(part.strip(),))
        for part in _PARTS.split(text)
        if part.strip()
    )


def qualifier(text: str) -> Caption | None:
    """A text that is a qualifier and nothing else; None for any other."""
    said = plain(text).strip("*:.;")
    unit = read_unit(text) or read_unit(said.rpartition(":")[2])
    if unit:
        return Caption(units=(unit,), kinds=frozenset({"per_head"} if unit.rate else ()))
    if not said or said in words("remark") or _FORMULA.fullmatch(_YEAR.sub("y", said)):
        return Caption()
    found, rest = _without_qualifiers(said)
    return found if not rest or rest in words("remark") else None


# --- years and kinds of figure ---------------------------------------------------------------------------


def _peeled(text: str, table: str) -> Caption:
    """A header that is no name as it stands: without unit, year and kind of figure it may be one."""
    unit_only = read_unit(text)
    if unit_only:
        return Caption(units=(unit_only,), kinds=frozenset({"per_head"} if unit_only.rate else ()))
    found, rest = _without_qualifiers(text)
    for body, unit in ((rest, None), *_split_unit(rest), *_split_unit(text)):
        name = undated(table).get(body, "") if found.years else names(table).get(body, "")
        if name:
            said = found if body != text else Caption()
            more = Caption(
                name, (unit,) if unit else (), kinds=frozenset({"per_head"} if unit and unit.rate else ())
            )
            return joined([more, said])
    return found if not rest else Caption(kinds=found.kinds, years=found.years, relative=found.relative)


def _split_unit(text: str) -> Iterable[tuple[str, Unit | None]]:
    """A text parted into what may be a name and the unit that ends it."""
    for place in range(len(text) - 1, max(len(text) - 24, 0), -1):
        unit = read_unit(_SPLIT_UNIT.sub("", text[place], 1) + text[place + 1 :]) if text[place:] else None
        if unit:
            yield text[:place].rstrip(",:/、-|"), unit


def _without_qualifiers(text: str) -> tuple[Caption, str]:
    """The years and kinds of figure in a plain text, and what is left of it without them."""
    spans = [months for months in _MONTHS.findall(text) if months != ("1", "12")]
    months = {int(one or other) for one, other in _WITHIN.findall(text)}
    as_of = bool(months) and max(months) < 12
    years, rest = _without_years(_MONTHS.sub("", text))
    rest = _UNTIL.sub("", rest)
    relative, rest = _without_words(rest, words("relative_year"))
    kinds, rest = _without_words(rest, words("figure"))
    loose = sorted((*words("year_mark"), *words("joint")), key=len, reverse=True)
    before = None
    while before != rest:
        before = rest
        rest = rest.strip(" -_:,/.~、|'")
        for cut in (str.removesuffix, str.removeprefix):  # what follows a name, before a name loses its own
            for word in loose:
                named = rest in _names_in_use() and rest not in words("year_mark")
                rest = rest if named else cut(rest, word)
    return Caption(
        years=years,
        relative=frozenset(relative),
        kinds=(frozenset(kinds) | ({"part_year"} if spans else set()) | ({AS_OF} if as_of else set())) - {""},
    ), rest


@per_programme
def _names_in_use() -> frozenset[str]:
    """Every name of a column: what is one is peeled no further."""
    return frozenset(undated("register")) | frozenset(undated("panel"))


def _without_years(text: str) -> tuple[frozenset[int], str]:
    """The years that a text speaks of; a span of years is all of them."""
    text = _in_digits(text)
    years = {int(day[:4]) for day in _DAY.findall(text)}
    text = _DAY.sub("", text)
    years |= {int(year) for year in _MONTH.findall(text)}
    text = _MONTH.sub("", text)
    for first, last in _SPAN.findall(text):
        end = int(last) if len(last) == 4 else int(first[:2] + last)
        years.update(range(int(first), max(int(first), min(end, int(first) + 60)) + 1))
    rest = _SPAN.sub("", text)
    years.update(int(year) for year in _YEAR.findall(rest))
    rest = _YEAR.sub("", rest)
    years.update(2000 + int(marked or counted) for marked, counted in _SHORT_YEAR.findall(rest))
    return frozenset(years), _SHORT_YEAR.sub("", rest)


def _in_digits(text: str) -> str:
    """A text with its years in digits, such as are spelt out."""
    return _SPELT_YEAR.sub(lambda found: "".join(str(max(_SPELT.find(sign), 0)) for sign in found[0]), text)


def _without_words(text: str, known: Mapping[str, str]) -> tuple[set[str], str]:
    """The values of the words that a text holds, the longest first, and the text without them."""
    found = set()
    for word in sorted(known, key=len, reverse=True):
        if word in text and text not in _names_in_use():
            found.add(known[word])
            text = text.replace(word, "", 1)
    return found, text


@per_programme
def undated(table: str) -> Mapping[str, str]:
    """Names of columns, those that say a year without it too."""
    known = dict(names(table))
    for name, column in names(table).items():
        years, rest = _without_years(name)
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
    whole = _in_digits(unicodedata.normalize("NFKC", text))
    folded = plain(_DAY.sub(" ", whole))
    until = {"part_year" for _, month in _UNTIL.findall(plain(whole)) if int(month) < 12}
    units = [unit for part in BRACKETS.findall(folded) for unit in _bracket(part).units]
    unclear = []
    alone = read_unit(folded)
    units += [alone] if alone else []
    for said in unit_line().findall(folded):
        for part in re.split(r",(?!\d{3}(?!\d))|[\u3001/]|\u6216|\u548c|(?<!thous)and", said):
            unit = read_unit(part) or _leading_unit(part)
            units += [unit] if unit else []
            unclear += [part] if unit is None and _is_money(part) else []
    units += counted_in(folded)
    if folded.startswith(tuple(words("signer"))):
        return Caption(units=tuple(dict.fromkeys(units)), unclear=tuple(unclear))
    folded = re.sub(r"[\[〔(]\d{4}[\])〕]\d+\u53f7?", "", folded)
    years, _ = _without_years(_MONTHS.sub("", folded))
    return Caption(
        "", tuple(dict.fromkeys(units)), years, unclear=tuple(unclear), kinds=_kinds_of_title(folded) | until
    )


def _leading_unit(text: str) -> Unit | None:
    """The longest unit that begins a text, as `千元，下同`."""
    found = (read_unit(text[:end]) for end in range(min(len(text), 12), 0, -1))
    return next((unit for unit in found if unit and unit.kind != _MULTIPLE), None)


def counted_in(text: str) -> list[Unit]:
    """`以千元计`, `以千元为单位`."""
    said = re.findall(
        r"[\u4ee5\u6309]([^\u4ee5\u6309,\u3002;]{1,8}?)(?:\u8ba1|\u4e3a(?:\u8ba1\u91cf|\u8ba1\u4ef7|\u91d1\u989d|\u8d27\u5e01)?\u5355\u4f4d|\u586b)",
        text,
    )
    return [unit for each in said if (unit := read_unit(each))]


def _is_money(text: str) -> bool:
    """Whether a text that is no known unit speaks of money all the same."""
    return any(base in text for base in words("money")) or any(sign in text for sign in "$€£")


def _kinds_of_title(text: str) -> frozenset[str]:
    """Kinds of figure that a title can mean for the whole table."""
    found = {
        value for word, value in words("figure").items() if word in text and len(word) > 1 + word.isascii()
    }
    found |= {"part_year" for months in _MONTHS.findall(text) if months != ("1", "12")}
    sums = set(words("total")) - set(words("total_alone"))  # of several years, not of the whole city
    if _SPAN.search(text) and any(word in text for word in sums):
        found.add("cumulative")
    if any(word in text for word in words("not_planned")):  # how far a target was met is no target
        found -= {"planned"}
    return frozenset(found & {"planned", "part_year", "cumulative", "per_head"})


def kinds_told(kinds: Iterable[str]) -> dict[str, str]:
    """The kinds of figures that a caption speaks of, in each language."""
    return by_language(lambda: say("page_comma").join(say(f"figure_{kind}") for kind in sorted(kinds)))
