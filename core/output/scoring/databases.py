"""The databases that the query can be written for."""

from dataclasses import dataclass

_MEGABYTE = 1_000_000


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
    letter
        Its function that gives a letter by its number; "" if texts can have letters by number.
    texts
        Its type for texts of all letters; "" for the usual one.
    composing
        Its function that brings texts to Unicode normal form C; "" if it has none.
    tried
        Whether the project's tests run queries there.
    longest
        Bytes of the longest query that its makers let pass, or advise; 0 if nobody meets a limit.
    """

    title: str
    key: str
    by_letters: str = ""
    one_by_one: bool = False
    letter: str = ""
    texts: str = ""
    composing: str = ""
    tried: bool = False
    longest: int = 0


DIALECTS = {
    "duckdb": Dialect("DuckDB", "duckdb", letter="CHR", composing="NFC_NORMALIZE", tried=True),
    "postgres": Dialect(
        "PostgreSQL", "postgres", "C", one_by_one=True, composing="NORMALIZE", tried=True
    ),
    "spark": Dialect("Spark", "spark", tried=True),
    "snowflake": Dialect("Snowflake", "snowflake", longest=_MEGABYTE),
    "bigquery": Dialect("BigQuery", "bigquery", composing="NORMALIZE", longest=_MEGABYTE),
    "tsql": Dialect(
        "SQL Server",
        "tsql",
        "Latin1_General_100_BIN2_UTF8",
        letter="NCHAR",
        texts="NVARCHAR(MAX)",
    ),
}
