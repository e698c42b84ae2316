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
        return evaluate(formula, names, functions)
    except KeyError as error:
        known = [*names, *(functions or ())]
        raise InputFaults([unknown(where, say("word_name"), str(error.args[0]), known)]) from None
    except ValueError:
        raise fault(where, "formula_unread", formula=formula[:LONGEST]) from None


def evaluate(
    formula: str, names: Mapping[str, Any], functions: Mapping[str, Callable[..., Any]] | None = None
) -> Any:
    """As `value_of`; KeyError for an unknown name, ValueError for what is no formula."""
    if len(formula) > LONGEST:
        raise ValueError(formula)
    try:
        return _value(ast.parse(formula.strip(), mode="eval").body, names, functions or {})
    except (SyntaxError, TypeError, ZeroDivisionError, RecursionError, OverflowError):
        raise ValueError(formula) from None


def _value(node: ast.expr, names: Mapping[str, Any], functions: Mapping[str, Callable[..., Any]]) -> Any:
    def value(child: ast.expr) -> Any:
        return _value(child, names, functions)

    match node:
        case ast.Constant(value=int() | float() | str() as given) if not isinstance(given, bool):
            return given
        case ast.Name(id=name):
            return names[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -value(operand)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATIONS:
            return OPERATIONS[type(op)](value(left), value(right))
        case ast.Compare(left=left, ops=[ast.Eq()], comparators=[right]):
            return value(left) == value(right)
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]):
            return functions[name](*map(value, args))
    raise ValueError(ast.unparse(node))
