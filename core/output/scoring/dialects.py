"""Writes the query in the dialect of a database."""

from sqlglot import exp

from core.output.scoring.databases import DIALECTS, Dialect
from core.output.scoring.terms import Term, whole
from core.output.scoring.tiers import BY_LETTERS


def written(query: exp.Select, dialect: str) -> str:
    """Write a query in a dialect, one of `DIALECTS`."""
    chosen = DIALECTS[dialect]
    spelt = query.transform(lambda node: _in_own_words(node, chosen))
    composed = spelt.transform(lambda node: _composed(node, chosen.composing), copy=False)
    ordered = composed.transform(lambda node: _collated(node, chosen.by_letters), copy=False)
    for part in ordered.find_all(exp.CTE) if chosen.one_by_one else ():
        part.set("materialized", True)
    return ordered.sql(dialect=chosen.key, pretty=True, comments=False)


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
