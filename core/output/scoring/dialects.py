"""Writes the query in the dialect of a database."""

from sqlglot import exp

from core.output.scoring.databases import DIALECTS
from core.output.scoring.terms import Term
from core.output.scoring.tiers import BY_LETTERS


def written(query: exp.Select, dialect: str) -> str:
    """Write a query in a dialect, one of `DIALECTS`."""
    chosen = DIALECTS[dialect]
    ordered = query.transform(lambda node: _collated(node, chosen.by_letters))
    for part in ordered.find_all(exp.CTE) if chosen.one_by_one else ():
        part.set("materialized", True)
    return ordered.sql(dialect=chosen.key, pretty=True, comments=False)


def _collated(node: Term, by_letters: str) -> Term:
    """Name the order of letters as the database does, or leave it out."""
    if not isinstance(node, exp.Collate) or node.expression.name != BY_LETTERS:
        return node
    if not by_letters:
        ids: Term = node.this
        return ids
    quoted = by_letters == "C"
    return exp.Collate(this=node.this, expression=exp.to_identifier(by_letters, quoted=quoted))
