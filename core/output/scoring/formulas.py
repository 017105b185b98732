"""Formulas of columns as terms of the query."""

from collections.abc import Callable
from functools import reduce

from sqlglot import exp

from core.output.scoring.terms import (
    Term,
    above,
    at_least,
    at_most,
    below,
    case,
    column,
    double,
    minus,
    number,
    opposite,
    over,
    plus,
    times,
)
from core.segments.formula_syntax import Column, Number, Tree, parse

_ZERO = number(0.0)


def formula_term(formula: str, names: tuple[str, ...]) -> Term:
    """Give a formula as a term; nothing where a column is empty or there is no result.

    Parameters
    ----------
    formula
        Such as ``"Total Refunds + 2 * Calls"``.
    names
        Columns that there are.

    Raises
    ------
    UserError
        If the formula cannot be read.
    """
    return _term(parse(formula, names))


def _term(tree: Tree) -> Term:
    if isinstance(tree, Number):
        return number(tree.value)
    if isinstance(tree, Column):
        return double(column(tree.name))
    operands = [_term(operand) for operand in tree.operands]
    if len(operands) == 1:
        return _OF_ONE[tree.symbol](operands[0])
    return reduce(_OF_TWO[tree.symbol], operands)


def _quotient(dividend: Term, divisor: Term) -> Term:
    """Divide; nothing where the divisor is 0."""
    divisible = exp.NEQ(this=divisor.copy(), expression=_ZERO.copy())
    return case((divisible, over(dividend, divisor)))


def _logarithm(operand: Term) -> Term:
    """Take the natural logarithm; nothing of 0 or less."""
    return case((above(operand, _ZERO), exp.Ln(this=operand.copy())))


def _lesser(one: Term, other: Term) -> Term:
    """Give the lesser of two; nothing if one of them is empty."""
    return case((at_most(one, other), one.copy()), (above(one, other), other.copy()))


def _greater(one: Term, other: Term) -> Term:
    """Give the greater of two; nothing if one of them is empty."""
    return case((at_least(one, other), one.copy()), (below(one, other), other.copy()))


_OF_ONE: dict[str, Callable[[Term], Term]] = {
    "negative": opposite,
    "abs": lambda operand: exp.Abs(this=operand),
    "log": _logarithm,
}
_OF_TWO: dict[str, Callable[[Term, Term], Term]] = {
    "+": plus,
    "-": minus,
    "*": times,
    "/": _quotient,
    "min": _lesser,
    "max": _greater,
}
