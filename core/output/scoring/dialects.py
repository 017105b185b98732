"""Writes the query in the dialect of a database."""

from textwrap import wrap

from sqlglot import exp

from core.output.scoring.databases import DIALECTS, Dialect
from core.output.scoring.terms import Term, whole
from core.output.scoring.tiers import BY_LETTERS

_WIDTH = 100
"""Letters in a line of rows."""


def written(query: exp.Select, dialect: str) -> str:
    """Write a query in a dialect, one of `DIALECTS`."""
    chosen = DIALECTS[dialect]
    spelt = query.transform(lambda node: _in_own_words(node, chosen))
    composed = spelt.transform(lambda node: _composed(node, chosen.composing), copy=False)
    ordered = composed.transform(lambda node: _collated(node, chosen.by_letters), copy=False)
    packed = ordered.transform(lambda node: _packed(node, chosen.key), copy=False)
    for part in packed.find_all(exp.CTE) if chosen.one_by_one else ():
        part.set("materialized", True)
    return packed.sql(dialect=chosen.key, pretty=True, comments=False)


def _composed(node: Term, function: str) -> Term:
    """Bring texts to normal form C as the database does, or leave them as they are."""
    if not isinstance(node, exp.Normalize):
        return node
    own: Term = node.this
    return exp.Anonymous(this=function, expressions=[own]) if function else own


def _collated(node: Term, by_letters: str) -> Term:
    """Name the order of letters as the database does, or leave it out."""
    if not isinstance(node, exp.Collate) or node.expression.name != BY_LETTERS:
        return node
    if not by_letters:
        ids: Term = node.this
        return ids
    quoted = by_letters == "C"
    return exp.Collate(this=node.this, expression=exp.to_identifier(by_letters, quoted=quoted))


def _in_own_words(node: Term, dialect: Dialect) -> Term:
    """Give texts and their type as the database writes them."""
    if isinstance(node, exp.Literal) and node.is_string:
        return _text(node, dialect)
    if dialect.texts and isinstance(node, exp.DataType) and node.this is exp.DataType.Type.TEXT:
        return exp.DataType.build(dialect.texts, dialect=dialect.key)
    return node


def _text(node: exp.Literal, dialect: Dialect) -> Term:
    """Write a text so that no letter is lost, neither in the database nor on the way there."""
    if node.this.strip(" ") and node.this.isspace():
        return _by_numbers(node.this, dialect.letter)
    if dialect.texts and not node.this.isascii():
        return exp.National(this=node.this)
    return node


def _by_numbers(letters: str, function: str) -> Term:
    """Write letters that cannot be seen, and that editors change, by their numbers."""
    if not function:
        return exp.UnicodeString(this="".join(f"\\{ord(one):04x}" for one in letters))
    calls: list[Term] = [
        exp.Anonymous(this=function, expressions=[whole(ord(one))]) for one in letters
    ]
    return exp.Concat(expressions=calls)


def _packed(node: Term, key: str) -> Term:
    """Write the rows of a small table, of which there are thousands, in as few letters as it goes.

    They are numbers, written as texts. Many stand in a line, and in BigQuery their columns are
    named once.
    """
    if not isinstance(node, exp.Values):
        return node
    alias = node.args["alias"]
    cells = "\n".join(_lines(node.expressions))
    if key != "bigquery":
        return exp.Var(this=f"(VALUES\n{cells}\n) AS {alias.sql(key)}")
    fields = ", ".join(f"{one.sql(key)} STRING" for one in alias.columns)
    return exp.Var(this=f"UNNEST(ARRAY<STRUCT<{fields}>>[\n{cells}\n]) AS {alias.this.sql(key)}")


def _lines(rows: list[exp.Tuple]) -> list[str]:
    told = (",".join(f"'{cell.name}'" for cell in row.expressions) for row in rows)
    listed = ", ".join(f"({row})" for row in told)
    return wrap(listed, _WIDTH, break_long_words=False, break_on_hyphens=False)
