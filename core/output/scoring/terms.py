"""Words of the query: names, numbers and the few shapes that everything is built from.

Everything is an expression of sqlglot, never text, so that every dialect is written from one
form, and what stands in data can only ever be a name or a text.
"""

from collections.abc import Mapping, Sequence
from functools import reduce
from itertools import count

from sqlglot import exp

Term = exp.Expr

FAR = 1e300
"""Farther than any distance; where there is no way."""

_SHIFT = 1.5 * 2.0**52
_WHOLE_ANYWAY = 2.0**52
_SPLITTER = 2.0**29 + 1.0


def name(text: str) -> exp.Identifier:
    """Give a quoted name."""
    return exp.to_identifier(text, quoted=True)


def column(text: str, table: str = "") -> exp.Column:
    """Give a column, of a table if one is named."""
    return exp.Column(this=name(text), table=name(table) if table else None)


def number(value: float) -> Term:
    """Give a number that every engine reads as exactly this double."""
    written = repr(float(abs(value)))
    literal = exp.Literal.number(written if "e" in written else f"{written}e0")
    return exp.Paren(this=exp.Neg(this=literal)) if value < 0 else literal


def whole(value: int) -> Term:
    """Give a whole number."""
    literal = exp.Literal.number(str(abs(value)))
    return exp.Paren(this=exp.Neg(this=literal)) if value < 0 else literal


def text(value: str) -> Term:
    """Give a text."""
    return exp.Literal.string(value)


def cast(term: Term, kind: str) -> exp.Cast:
    """Read a term as ``DOUBLE``, ``INT``, ``DATE``, ``TIMESTAMP`` or ``TEXT``."""
    return exp.Cast(this=term, to=exp.DataType.build(kind))


def double(term: Term) -> exp.Cast:
    """Read a term as a double."""
    return cast(term, "DOUBLE")


def case(*branches: tuple[Term, Term], otherwise: Term | None = None) -> exp.Case:
    """Give the value beside the first condition that holds."""
    made = exp.Case(ifs=[exp.If(this=when, true=value) for when, value in branches])
    made.set("default", otherwise)
    return made


def plus(one: Term, other: Term) -> Term:
    """Add."""
    return exp.Add(this=_operand(one), expression=_operand(other))


def minus(one: Term, other: Term) -> Term:
    """Take the second off the first."""
    return exp.Sub(this=_operand(one), expression=_operand(other))


def times(one: Term, other: Term) -> Term:
    """Multiply."""
    return exp.Mul(this=_operand(one), expression=_operand(other))


def over(one: Term, other: Term) -> Term:
    """Divide the first by the second."""
    return exp.Div(this=_operand(one), expression=_operand(other))


def opposite(term: Term) -> Term:
    """Change the sign."""
    return exp.Paren(this=exp.Neg(this=_operand(term)))


def equal(one: Term, other: Term) -> Term:
    """Whether two are the same."""
    return exp.EQ(this=one.copy(), expression=other.copy())


def above(one: Term, other: Term) -> Term:
    """Whether the first is more than the second."""
    return exp.GT(this=one.copy(), expression=other.copy())


def below(one: Term, other: Term) -> Term:
    """Whether the first is less than the second."""
    return exp.LT(this=one.copy(), expression=other.copy())


def at_least(one: Term, other: Term) -> Term:
    """Whether the first is the second or more."""
    return exp.GTE(this=one.copy(), expression=other.copy())


def at_most(one: Term, other: Term) -> Term:
    """Whether the first is the second or less."""
    return exp.LTE(this=one.copy(), expression=other.copy())


def _operand(term: Term) -> Term:
    """Put what is worked out first in parentheses, so that nothing is left to precedence."""
    return exp.Paren(this=term.copy()) if isinstance(term, exp.Binary) else term.copy()


def clipped(term: Term, low: float, high: float) -> Term:
    """Keep a term between two numbers."""
    return case(
        (below(term, number(low)), number(low)),
        (above(term, number(high)), number(high)),
        otherwise=term.copy(),
    )


def flag(condition: Term) -> exp.Case:
    """Give 1 where a condition holds, and 0 where it does not or where nothing is known."""
    return case((condition, whole(1)), otherwise=whole(0))


def chosen(key: Term, values: Mapping[int, Term]) -> Term:
    """Give the value of a whole number; nothing for others."""
    return case(*((equal(key, whole(one)), term) for one, term in values.items()))


def is_one(term: Term, values: Sequence[Term]) -> Term:
    """Whether a term is one of some values; of none it is never."""
    return exp.In(this=term, expressions=list(values)) if values else never()


def never() -> Term:
    """Give a condition that holds for nobody."""
    return equal(whole(1), whole(0))


def known(term: Term) -> Term:
    """Whether there is a value."""
    return exp.Not(this=exp.Is(this=term, expression=exp.Null()))


def total(terms: Sequence[Term]) -> Term:
    """Add terms up from left to right."""
    return reduce(plus, terms)


def rounded(term: Term, digits: int = 0) -> Term:
    """Round to some decimals as numpy does: halves to the even one, as in IEEE 754.

    Engines round halves in different ways, but all add doubles alike, and from 2**52 on there are
    only whole ones. Exact for up to 2**51 steps of the last decimal.
    """
    scaled = times(term, number(10.0**digits)) if digits else term
    whole_steps = minus(plus(scaled, number(_SHIFT)), number(_SHIFT))
    return over(whole_steps, number(10.0**digits)) if digits else whole_steps


def rounded_off(term: exp.Column, digits: int) -> Term:
    """Round a column of values from 0 up to some decimals as numpy does, however large they are."""
    unit, end = number(10.0**digits), number(_WHOLE_ANYWAY)
    scaled = times(term, unit)
    steps = case((below(scaled, end), minus(plus(scaled, end), end)), otherwise=scaled)
    return over(steps, unit)


def in_single(term: exp.Column) -> Term:
    """Round a column of doubles to the 24 digits that a number of 32 bits has.

    Some databases have no such numbers, so it is done with doubles alone: the high part of the
    splitting of T. J. Dekker, "A floating-point technique for extending the available precision"
    (1971).
    """
    spread = times(term, number(_SPLITTER))
    return minus(spread, minus(spread, term))


def least(terms: Mapping[int, Term], limit: Term | None = None) -> Term:
    """Give the key of the least term, of equal ones the first; 0 if it is not below a limit."""
    keys = list(terms)
    branches = []
    for place, key in enumerate(keys):
        rivals = [at_most(terms[key], terms[one]) for one in keys[place + 1 :]]
        if limit is not None:
            rivals.append(below(terms[key], limit))
        if rivals:
            branches.append((exp.and_(*rivals), whole(key)))
    last = whole(0) if limit is not None else whole(keys[-1])
    return case(*branches, otherwise=last) if branches else last


def rows(columns: Mapping[str, str], values: Sequence[Sequence[float]]) -> exp.Select:
    """Give a small table that the query brings along.

    Parameters
    ----------
    columns
        Kind of each column by its name: ``DOUBLE`` or ``INT``.
    values
        The rows; written as text and read as what they are, so that no digit is lost.
    """
    written = [exp.Tuple(expressions=[text(_told(one)) for one in row]) for row in values]
    alias = exp.TableAlias(this=name("rows"), columns=[name(one) for one in columns])
    table = exp.Values(expressions=written, alias=alias)
    found = named({one: cast(column(one), kind) for one, kind in columns.items()})
    return exp.Select(expressions=found).from_(table, copy=False)


def numbered(stem: str, terms: Sequence[Term]) -> dict[str, Term]:
    """Name terms by a stem and their place, from 1."""
    return {f"{stem}_{place}": term for place, term in zip(count(1), terms, strict=False)}


def _told(value: float) -> str:
    return repr(value).removesuffix(".0")


def named(terms: Mapping[str, Term]) -> list[Term]:
    """Give terms the names of columns."""
    return [exp.alias_(term, one, quoted=True, copy=False) for one, term in terms.items()]


def stage(source: str, added: Mapping[str, Term]) -> exp.Select:
    """Add columns to all those of an earlier stage."""
    return selected([exp.Star(), *named(added)], source)


def selected(columns: Sequence[Term], source: str | exp.Table) -> exp.Select:
    """Give columns of an earlier stage, or of a table."""
    table = exp.Table(this=name(source)) if isinstance(source, str) else source
    return exp.Select(expressions=list(columns)).from_(table, copy=False)


def all_of(source: str) -> exp.Column:
    """Give all columns of one of several tables."""
    return exp.Column(this=exp.Star(), table=name(source))
