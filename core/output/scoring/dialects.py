"""The dialects in which the query can be written."""

from dataclasses import dataclass

from sqlglot import exp

from core.output.scoring.terms import Term
from core.output.scoring.tiers import BY_LETTERS


@dataclass(frozen=True)
class Dialect:
    """A database.

    Attributes
    ----------
    title, key
        What it is called, by people and by sqlglot.
    by_letters
        What it calls the order of texts by the numbers of their letters; "" if it has no other.
    one_by_one
        Whether it has to be told to work out one stage after the other. It would put each stage
        into the next one otherwise, every time that it is mentioned, and grow without end.
    """

    title: str
    key: str
    by_letters: str = ""
    one_by_one: bool = False


DIALECTS = {
    "duckdb": Dialect("DuckDB", "duckdb"),
    "postgres": Dialect("PostgreSQL", "postgres", "C", one_by_one=True),
    "spark": Dialect("Spark", "spark"),
    "snowflake": Dialect("Snowflake", "snowflake"),
    "bigquery": Dialect("BigQuery", "bigquery"),
    "tsql": Dialect("SQL Server", "tsql", "Latin1_General_100_BIN2_UTF8"),
}


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
