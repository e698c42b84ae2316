"""Formulas in tables: arithmetic on names, as the source of a lever's amount or the odds of a column have it.

A formula is read, never run as code: numbers, names, + - * / with brackets, == with a text in quotes, and the
functions that its reader offers.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from typing import Any

from sim.faults import InputFaults, fault, unknown
from sim.words import say

OPERATIONS: Mapping[type, Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
LONGEST = 500  # signs


def value_of(
    formula: str,
    names: Mapping[str, Any],
    functions: Mapping[str, Callable[..., Any]] | None = None,
    where: str = "",
) -> Any:
    """What a formula comes to, a number or an array as its names are.

    Raises InputFaults at `where` for an unknown name, with the nearest, and for what is no formula.
    """
    try:
        tree = ast.parse(formula[:LONGEST].strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError):
        raise fault(where, "formula_unread", formula=formula[:LONGEST]) from None
    return _value(tree.body, names, functions or {}, formula, where)


def _value(
    node: ast.expr,
    names: Mapping[str, Any],
    functions: Mapping[str, Callable[..., Any]],
    formula: str,
    where: str,
) -> Any:
    def value(child: ast.expr) -> Any:
        return _value(child, names, functions, formula, where)

    match node:
        case ast.Constant(value=int() | float() | str() as given) if not isinstance(given, bool):
            return given
        case ast.Name(id=name):
            if name not in names:
                raise InputFaults([unknown(where, say("word_name"), name, [*names, *functions])])
            return names[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -value(operand)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATIONS:
            return OPERATIONS[type(op)](value(left), value(right))
        case ast.Compare(left=left, ops=[ast.Eq()], comparators=[right]):
            return value(left) == value(right)
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]):
            if name not in functions:
                raise InputFaults([unknown(where, say("word_name"), name, [*names, *functions])])
            try:
                return functions[name](*map(value, args))
            except TypeError:
                raise fault(where, "formula_unread", formula=formula) from None
    raise fault(where, "formula_unread", formula=formula)
