"""The model in the ODD form (overview, design concepts, details), read off the code and the tables.

Formulas come from the equations' own text, the way from a channel to its equations from the text of the
village's year, units and sources from the tables; the prose between them stands in
`templates/model/odd.md.j2`. data/MODEL.md is a stored copy; a test holds it to what this module makes.
"""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim import axes
from sim.figures.tables import answer_label
from sim.inputs.facts import load_evidence, load_facts, load_structures
from sim.inputs.levers import Lever, load_levers
from sim.inputs.parameters import GRADES, Parameter, load_parameters
from sim.inputs.programme import in_use
from sim.inputs.villages import load_assets, load_industries, load_villages, register_columns
from sim.model import equations, kernel, layout, luck, year
from sim.model.structures import CHOICES, all_structures
from sim.words import said_in, say, speaking

if TYPE_CHECKING:
    import pandas as pd

_TEMPLATES = Path(__file__).with_name("templates") / "model"
# Units of what is neither a channel nor a state nor a row of the register; `equation.name` where a name means
# something of its own in one equation.
_YEARLY = (
    "cost", "operating", "administration", "income", "booked", "usual", "public", "tied", "put_back",
    "project", "offered", "room", "returned_income", "built", "worn", "unbooked", "invested", "own",
    "projects",
    "contracts", "investment", "earned", "costs", "rents", "net", "interest", "surplus", "reserved",
    "running", "dividends", "repaid", "balance", "borrowed", "delivered", "subsidy", "given", "written",
)  # fmt: skip
_ARGUMENT_UNITS = {
    **dict.fromkeys(_YEARLY, "10k yuan/year"),
    "rate": "that of the rate",
    "weight": "1 = average industry or kind of asset",
    "booked": "10k yuan, or UNKNOWN",
    "usual": "10k yuan",
    "luck": "factor",
    "first_debt.luck": "random number, normal",
    "dispatched": "FTE",
    "own_governance": "index 0..1",
    "governance_gain": "index",
    "taken_up": "share",
    "working": "share",
    "failed": "yes or no",
    "growth": "factor since the base year",
    "factor": "factor",
    "lost": "share",
    "liabilities": "10k yuan, or UNKNOWN",
    "business_cost_here.cost": "10k yuan/year, or UNKNOWN",
    "administration_here.cost": "10k yuan/year, or UNKNOWN",
    "administration_here.administration": "10k yuan/year, or UNKNOWN",
    "balance": "10k yuan",
    "other_assets": "10k yuan",
    "equity": "10k yuan",
    "shock": "log points",
    "size": "log points",
    "draw": "random number",
    "variance": "squared log points",
    "loss_rate_weight": "1 = average industry",
    "loss_severity_weight": "1 = average industry",
    "unlucky": "yes or no",
}
SUPPORT = "support"  # the channel that is income as it is
# Everything that calls an equation, what is worked out once and the shocks that villages share first.
_LISTS = (year.first_year_of, kernel.block_year, kernel._shared_shocks, *year.LISTS)
SUBSIDY = "added to the income as subsidy"


@dataclass(frozen=True)
class Equation:
    """One equation as its own text tells it.

    arguments   name and unit of each, without the member's draw
    parameters  the uncertainties that it reads, is given by the year, or that make one of its arguments what
                it is in a village of that kind, in their order of appearance
    """

    number: int
    name: str
    text: str
    formula: str
    arguments: tuple[tuple[str, str], ...]
    parameters: tuple[str, ...]


def describe_model() -> str:
    """The whole document, Markdown in English with Chinese labels."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        keep_trailing_newline=True, autoescape=False,
    )  # fmt: skip
    environment.filters["table"] = _table
    return environment.get_template("odd.md.j2").render(_content())


def _content() -> dict[str, Any]:
    """What the template shows."""
    programme, register = in_use(), load_villages()
    levers, parameters = load_levers(), load_parameters()
    facts, evidence = load_facts(), load_evidence()
    found, ways = all_equations(), channel_equations()
    named = {each.name: each for each in found}
    return {
        "equations": found,
        "number": {each.name: each.number for each in found},
        "once": [each for each in steps(found) if each.name in _first_year()],
        "steps": [each for each in steps(found) if each.name not in _first_year()],
        "states": _rows_of(axes.States),
        "traits": _rows_of(axes.Traits),
        "books": _account_rows(axes.Books),
        "ledger": _account_rows(axes.Ledger),
        "rows": _rows_of(axes.VillageRows),
        "channels": axes.CHANNEL_UNITS,
        "outcomes": {**axes.CITY_UNITS, **dict.fromkeys(axes.city_counts(programme.thresholds), "village")},
        "thresholds": programme.thresholds,
        "programme": programme,
        "pattern": _projects_pattern(levers, parameters, len(register.table)),
        "villages": len(register.table),
        "townships": register.table["township_id"].nunique(),
        "banners": register.table["banner_id"].nunique(),
        "streams": luck.NAMES,
        "columns": [
            [f"`{each.column}`", each.unit, f"{each.label_zh} · {each.label_en}"]
            for each in register_columns()
        ],
        "levers": [_lever_row(each) for each in levers.values()],
        "chains": [_chain(each, facts, ways, named, parameters) for each in levers.values()],
        "ways": [_channel_row(name, way, named, parameters) for name, way in ways.items()],
        "headlines": _headline_rows(named, parameters),
        "parameters": [_parameter_row(each, evidence, found) for each in parameters.values()],
        "sources": [_source_row(name, evidence) for name in _cited(parameters, evidence)],
        "industries": _industry_rows(),
        "assets": _asset_rows(),
        "choices": _choice_rows(),
        "structures": len(list(all_structures())),
        "block": layout.BLOCK,
    }


def _projects_pattern(
    levers: Mapping[str, Lever], parameters: Mapping[str, Parameter], villages: int
) -> dict[str, str]:
    """What one year's projects bring on paper: their number, the money and the yield of one, all together."""
    lever, rate = levers[in_use().levers("project")[0]], parameters["yield_rate"].value
    money = lever.amount * lever.unit_cost * rate
    numbers = {"projects": lever.amount, "each": lever.unit_cost, "money": money}
    return {name: f"{value:,.6g}" for name, value in numbers.items()} | {
        "rate": f"{rate * 100:.3g} %", "per_village": f"{money / villages:.2g}"
    }  # fmt: skip


def _table(rows: Iterable[Sequence[object]], heads: str) -> str:
    """A Markdown table; `heads` are parted by bars."""
    names = [name.strip() for name in heads.split("|")]
    lines = [names, ["---"] * len(names), *rows]
    return "\n".join(
        "| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines
    )


# --- the equations ---------------------------------------------------------------------------------


def all_equations() -> list[Equation]:
    """Every numbered equation of the model, in the order of its number."""
    functions = [each for each in vars(equations).values() if _is_equation(each)]
    return sorted((_read_equation(_plain(each)) for each in functions), key=lambda each: each.number)


def _is_equation(each: object) -> bool:
    return (inspect.getdoc(each) or "").startswith("Equation ") and callable(each)


def _plain(function: Any) -> Callable[..., Any]:
    """The function as it was written, compiled or not."""
    return getattr(function, "py_func", function)


@cache  # a source is read and parsed once
def _tree_of(function: Callable[..., Any]) -> ast.FunctionDef:
    (tree,) = ast.parse(textwrap.dedent(inspect.getsource(function))).body
    assert isinstance(tree, ast.FunctionDef)
    return tree


def _read_equation(function: Callable[..., Any]) -> Equation:
    """An equation from its signature, docstring and body."""
    text = inspect.getdoc(function) or ""
    number, _, meaning = text.removeprefix("Equation ").partition(": ")
    names = [name for name in inspect.signature(function).parameters if name != "p"]
    units, given = _known_units(), _given_by_the_year()
    body = _tree_of(function).body[1:]
    arguments = tuple((name, units.get(f"{function.__name__}.{name}") or units[name]) for name in names)
    traits = {} if function.__name__ in _first_year() else _traits_from()
    read = [name for each in names for name in traits.get(each, ())]
    read += [*given.get(function.__name__, ()), *_read_in(function)]
    formula = "\n".join(_in_symbols(line, function.__name__) for line in body)
    meaning = meaning[:1].upper() + meaning[1:]
    return Equation(int(number), function.__name__, meaning, formula, arguments, tuple(dict.fromkeys(read)))


def _read_in(function: Callable[..., Any]) -> list[str]:
    """The uncertainties that an equation reads by itself and through those that it calls."""
    read = []
    for node in (each for line in _tree_of(function).body[1:] for each in ast.walk(line)):
        if _is_parameter(node):
            read.append(node.attr)  # type: ignore[attr-defined]
        elif name := _within(node):
            read += _read_in(_plain(getattr(equations, name)))
    return read


def _within(node: ast.AST) -> str:
    """The equation that a piece of another equation calls; blank where it calls none."""
    called = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
    return called if called and _is_equation(getattr(equations, called, None)) else ""


@cache
def _first_year() -> frozenset[str]:
    """The equations that are worked out once, before the first year."""
    return frozenset(_calls(_plain(year.first_year_of)))


@cache
def _traits_from() -> dict[str, list[str]]:
    """The uncertainties that each trait of a village is made of, from the text of its first year."""
    pairs = [pair for node in ast.walk(_tree_of(_plain(year.first_year_of))) for pair in _pairs(node)]
    return {name.removeprefix("T."): _parameters_in(value) for name, value in pairs if name.startswith("T.")}


def _parameters_in(value: ast.expr) -> list[str]:
    """The uncertainties that a piece of the kernel reads, by itself and through the equations it calls."""
    own = [node.attr for node in ast.walk(value) if _is_parameter(node)]  # type: ignore[attr-defined]
    called = [name for each in _called_in(value) for name in _read_in(_plain(getattr(equations, each)))]
    return [*own, *called]


@cache
def _given_by_the_year() -> dict[str, list[str]]:
    """The uncertainties that the kernel hands to an equation as an argument."""
    given: dict[str, list[str]] = {}
    for function in _LISTS:
        for call in (each for line in _tree_of(_plain(function)).body for each in _own_calls(line)):
            name = ast.unparse(call.func).removeprefix("eq.")
            found = [node.attr for each in call.args for node in ast.walk(each) if _is_parameter(node)]  # type: ignore[attr-defined]
            given.setdefault(name, []).extend(found)
    return given


def _is_parameter(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "p"


def _in_symbols(line: ast.stmt, name: str) -> str:
    """One line of an equation with its constants as numbers and its parameters without `p.`."""
    text = ast.unparse(line).replace("return ", f"{name} = ")
    for word, number in (("ONE", "1"), ("ZERO", "0"), ("HALF", "0.5"), ("SMALLEST", "2⁻¹²⁶")):
        text = re.sub(rf"\b{word}\b", number, text)
    return text.replace("np.", "").replace("p.", "")


def _known_units() -> dict[str, str]:
    """The unit of everything that an equation may be given."""
    kinds = (axes.VillageRows, axes.Traits, axes.States)
    rows = {name: unit for kind in kinds for name, unit in _rows_of(kind)}
    return {**rows, **axes.CHANNEL_UNITS, **_ARGUMENT_UNITS}


def _rows_of(kind: type) -> list[tuple[str, str]]:
    """The fields of a kind of rows, each with the comment that stands beside it; `"` where there is none."""
    found = re.findall(r"^    (\w+): \w+(?:  # (.*))?$", inspect.getsource(kind), re.MULTILINE)
    rows: list[tuple[str, str]] = []
    for name, comment in found:
        rows.append((name, comment or rows[-1][1]))  # as in the row above
    return rows


def _account_rows(kind: type) -> list[list[str]]:
    """The rows of an account: name, unit, meaning."""
    return [[f"`{name}`", axes.ACCOUNT_UNITS[name], meaning] for name, meaning in _rows_of(kind)]


def steps(found: Sequence[Equation]) -> list[Equation]:
    """The equations in the order in which they are called: once, then shocks and the year."""
    numbered = {each.name: each for each in found}
    called = [name for each in _LISTS for name in _calls(_plain(each))]
    return [numbered[name] for name in dict.fromkeys(called)]


def _calls(function: Callable[..., Any]) -> list[str]:
    """Names of the equations that a function calls, what goes into a call before the call itself."""
    called = [name for line in _tree_of(function).body for name in _called_in(line)]
    return [name for each in called for name in [*_calls_within(each), each]]


def _calls_within(name: str) -> list[str]:
    """The equations that an equation calls, innermost first."""
    body = _tree_of(_plain(getattr(equations, name))).body[1:]
    found = [_within(node) for line in body for node in ast.walk(line)]
    return [inner for each in found if each for inner in [*_calls_within(each), each]]


def _called_in(node: ast.AST) -> list[str]:
    """The equations called in a piece of code, innermost first."""
    below = [name for each in ast.iter_child_nodes(node) for name in _called_in(each)]
    return [*below, node.func.attr] if _is_equation_call(node) else below  # type: ignore[attr-defined]


def _is_equation_call(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func).startswith("eq.")


def channel_equations() -> dict[str, list[list[str]]]:
    """The equations that each channel enters and those that it then works through, from the year's text."""
    changes = [
        pair for each in year.LISTS for node in ast.walk(_tree_of(_plain(each))) for pair in _pairs(node)
    ]
    return {name: _way_of(f"C.{name}", changes) for name in axes.CHANNELS}


def _made_by(books: Collection[str]) -> set[str]:
    """The equations that books of a year come of, this year or before, from the year's text."""
    changes = [
        pair for each in year.LISTS for node in ast.walk(_tree_of(_plain(each))) for pair in _pairs(node)
    ]
    names, found = {f"B.{name}" for name in books}, set()
    while True:
        values = [value for name, value in changes if name in names]
        found |= {equation for value in values for equation in _called_in(value)}
        more = names.union(*(_names_in(value) for value in values))
        if more == names:
            return found
        names = more


def _way_of(source: str, changes: Sequence[tuple[str, ast.expr]]) -> list[list[str]]:
    """Equations that read a channel itself, and all that read what has come of it, this year or later."""
    copies = {source} | {name for name, value in changes if source in _names_outside_calls(value)}
    direct = [
        ast.unparse(call.func).removeprefix("eq.")
        for _, value in changes
        for call in _own_calls(value)
        if _arguments_of(call) & copies
    ]
    touched: set[str] = {source}
    while True:
        more = touched | {name for name, value in changes if _names_in(value) & touched}
        if more == touched:
            break
        touched = more
    later = [name for _, value in changes if _names_in(value) & touched for name in _called_in(value)]
    return [list(dict.fromkeys(direct)), [name for name in dict.fromkeys(later) if name not in direct]]


def _pairs(node: ast.AST) -> list[tuple[str, ast.expr]]:
    """What an assignment sets, one by one: a name, or a state as `S.name`."""
    if not isinstance(node, ast.Assign):
        return []
    (target,) = node.targets
    if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
        return [(_set_name(name), value) for name, value in zip(target.elts, node.value.elts, strict=True)]
    return [(_set_name(target), node.value)]


def _set_name(target: ast.expr) -> str:
    """The name that is set; of a state's place in the block, `S.name`."""
    states = [ast.unparse(node) for node in ast.walk(target) if isinstance(node, ast.Attribute)]
    return states[0] if states else ast.unparse(target)


def _names_in(node: ast.AST) -> set[str]:
    """Names, channels (`C.name`) and states (`S.name`) that a piece of code reads."""
    plain_names = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
    return plain_names | {ast.unparse(each) for each in ast.walk(node) if isinstance(each, ast.Attribute)}


def _names_outside_calls(node: ast.AST) -> set[str]:
    """What a piece of code reads by itself, not through a call of an equation."""
    if _is_equation_call(node):
        return set()
    below = [_names_outside_calls(each) for each in ast.iter_child_nodes(node)]
    own = {ast.unparse(node)} if isinstance(node, (ast.Name, ast.Attribute)) else set()
    return own.union(*below)


def _own_calls(node: ast.AST) -> list[ast.Call]:
    return [each for each in ast.walk(node) if _is_equation_call(each)]  # type: ignore[misc]


def _arguments_of(call: ast.Call) -> set[str]:
    """What a call reads by itself, not through another call."""
    return set().union(*(_names_in(each) for each in call.args if not _is_equation_call(each)))


# --- levers and parameters ---------------------------------------------------------------------------


def _lever_row(lever: Lever) -> list[str]:
    source = lever.cost_source if lever.cost_high else "not public money"
    spread = f" ({lever.cost_low:g} to {lever.cost_high:g})" if lever.cost_low < lever.cost_high else ""
    label = f"{lever.label_zh} · {lever.label_en}"
    with speaking("en"):
        return [
            f"`{lever.id}`", label, say(f"force_{lever.force}"), lever.group,
            f"{lever.amount:g} {lever.unit}", lever.amount_source, f"{lever.unit_cost:g}{spread}", source,
            "everyone" if lever.reach == "everyone" else lever.handout,
            str(lever.years or "all"), lever.note,
        ]  # fmt: skip


def _chain(
    lever: Lever,
    facts: pd.DataFrame,
    ways: Mapping[str, list[list[str]]],
    found: Mapping[str, Equation],
    parameters: Mapping[str, Parameter],
) -> list[str]:
    """Fact → lever → channel → equation → parameter → grade, for one lever."""
    shown = [f"`{name}` = {facts['value'].loc[name]:g} {facts['unit'].loc[name]}" for name in lever.facts]
    channels = [f"`{name}` × {weight:g} ({lever.weight_source})" for name, weight in lever.channels]
    direct = in_order({name for channel, _ in lever.channels for name in ways[channel][0]}, found)
    return [
        "; ".join(shown) or "none published",
        f"`{lever.id}` {lever.label_zh}",
        "; ".join(channels),
        _entered([f"{each.number} `{each.name}`" for each in direct], [name for name, _ in lever.channels]),
        _graded([name for each in direct for name in each.parameters], parameters),
    ]


# What the answers of a scenario are made of: books of the villages. What public money comes to is no book.
_GROSS, _NET, _HOUSEHOLDS = ("income",), ("net",), ("dividends", "wages", "rents")
HEADLINES: dict[str, tuple[str, ...]] = {
    "mean_income": _GROSS, "mean_net": _NET, "mean_gain": _GROSS, "mean_net_gain": _NET,
    "household_gain": _HOUSEHOLDS, "below_target": _GROSS, "net_below_target": _NET,
    "by_subsidy": ("income", "earned"), "by_debt": ("earned", "unborrowed"), "lifted": _GROSS,
    "net_lifted": _NET, "public_cost": (), "own_cost": ("own_money",), "partner_cost": ("partner_money",),
    "gain_per_yuan": _GROSS, "net_gain_per_yuan": _NET,
}  # fmt: skip


def _headline_rows(found: Mapping[str, Equation], parameters: Mapping[str, Parameter]) -> list[list[str]]:
    """The headline answers of the same books together: the equations behind them and their grades."""
    rows = []
    for books in dict.fromkeys(HEADLINES.values()):
        numbered = in_order(_made_by(books) if books else {"brought_money"}, found)
        answers = [f"`{name}` {_in_both(name)}" for name, each in HEADLINES.items() if each == books]
        kept = ", ".join(f"`{each}`" for each in books) or "`paid`, `brought`"
        read = [parameter for each in numbered for parameter in each.parameters]
        numbers = ", ".join(str(each.number) for each in numbered)
        rows.append(["; ".join(answers), kept, numbers, _graded(read, parameters)])
    return rows


def _in_both(name: str) -> str:
    """What an answer is called, Chinese and English."""
    return " · ".join(said_in(lang, answer_label, name) for lang in ("zh", "en"))


def _channel_row(
    name: str,
    way: list[list[str]],
    found: Mapping[str, Equation],
    parameters: Mapping[str, Parameter],
) -> list[str]:
    """All that a channel works through up to the income, with every parameter on the way."""
    direct, later = (in_order(set(part), found) for part in way)
    read = [parameter for each in [*direct, *later] for parameter in each.parameters]
    first, then = ([str(each.number) for each in part] for part in (direct, later))
    return [f"`{name}`", _entered(first, [name]), ", ".join(then), _graded(read, parameters)]


def _entered(found: Sequence[str], channels: Collection[str]) -> str:
    """The equations that channels enter; support is also added to the income as it is."""
    return ", ".join([SUBSIDY, *found] if SUPPORT in channels else found)


def in_order(names: set[str], found: Mapping[str, Equation]) -> list[Equation]:
    return sorted((found[name] for name in names), key=lambda each: each.number)


def _graded(names: Sequence[str], parameters: Mapping[str, Parameter]) -> str:
    """Parameters, each once, behind the grade of what is known of them."""
    unique = list(dict.fromkeys(names))
    groups = {grade: [f"`{name}`" for name in unique if parameters[name].grade == grade] for grade in GRADES}
    return "; ".join(f"{grade}: {', '.join(group)}" for grade, group in groups.items() if group) or "none"


def _parameter_row(parameter: Parameter, evidence: pd.DataFrame, found: Sequence[Equation]) -> list[str]:
    """A prior with what it rests on and where it is used."""
    used = [str(each.number) for each in found if parameter.name in each.parameters]
    grades = [
        f"{name} ({evidence['grade'].loc[name]})" if name in evidence.index else name
        for name in parameter.source
    ]
    label = f"{parameter.label_zh} · {parameter.label_en}"
    return [
        f"`{parameter.name}`", label, parameter.unit, _prior(parameter),
        parameter.grade, "; ".join(grades), ", ".join(used) or "see 2.9", parameter.reason,
    ]  # fmt: skip


def _prior(parameter: Parameter) -> str:
    """A prior in short: its kind, bounds and centre."""
    if parameter.distribution == "constant":
        return f"constant {parameter.value:g}"
    return f"{parameter.distribution} {parameter.low:g} to {parameter.high:g}, centre {parameter.value:g}"


def _cited(parameters: Mapping[str, Parameter], evidence: pd.DataFrame) -> list[str]:
    """The findings that priors, kinds and choices rest on, each once, by name."""
    kinds = [*load_industries()["source"], *load_assets()["source"]]
    named = {name for text in kinds for name in text.split(";")}
    named |= {name for each in parameters.values() for name in each.source}
    named |= {name for side in ("for", "against") for names in load_structures()[side] for name in names}
    return sorted(named & set(evidence.index))


def _source_row(name: str, evidence: pd.DataFrame) -> list[str]:
    row = evidence.loc[name]
    where = ", ".join(
        str(row[column])
        for column in ("authors", "source_title", "year")
        if str(row[column]) not in ("", "nan")
    )
    return [f"`{name}`", str(row["grade"]), str(row["design"]), str(row["finding"]), where]


def _industry_rows() -> list[list[str]]:
    """Every industry with its kind of asset and its weights."""
    table = load_industries()
    weights = (
        "loss_rate_weight", "loss_severity_weight", "yield_weight", "cost_weight", "market_weight",
        "price_weight",
    )  # fmt: skip
    return [_kind_row(name, row, [f"`{row['asset']}`"], weights) for name, row in table.iterrows()]


def _asset_rows() -> list[list[str]]:
    """Every kind of asset with its weights, and why they are what they are."""
    weights = ("lag_weight", "depreciation_weight", "upkeep_weight")
    rows = load_assets().iterrows()
    return [[*_kind_row(name, row, [], weights), row["reason"]] for name, row in rows]


def _kind_row(name: object, row: Any, front: list[str], weights: Sequence[str]) -> list[str]:
    label = f"{row['label_zh']} · {row['label_en']}"
    return [
        f"`{name}`",
        label,
        *front,
        *(f"{row[each]:g}" for each in weights),
        row["source"].replace(";", "; "),
    ]


def _choice_rows() -> list[list[str]]:
    """Every form of every choice of structure: what speaks for it and against it, and why."""
    rows = []
    for (choice, form), row in load_structures().iterrows():
        label = f"{row['label_zh']} · {row['label_en']}"
        if not form:
            rows.append([f"**`{choice}`** {label}", "", "", "", row["reason"]])
            continue
        sides = ["; ".join(row[side]) or "no evidence" for side in ("for", "against")]
        standard = "standard" if CHOICES[str(choice)][0] == form else ""
        rows.append([f"`{form}` {label}", standard, *sides, row["reason"]])
    return rows
