import duckdb
import pytest
import sqlglot
from hypothesis import given
from hypothesis import strategies as st

from core.errors import UserError
from core.output.scoring.databases import DIALECTS
from core.output.scoring.dialects import written
from core.output.scoring.order_columns import OrderColumns
from core.output.scoring.orders import orders_query
from core.output.scoring.tables import table_named
from core.output.scoring.terms import column, selected

NO_STOP = st.characters(exclude_characters=".")
"""BigQuery takes a name apart at full stops within its quotation marks, too."""


@pytest.mark.parametrize(
    ("text", "dialect", "expected"),
    [
        ("customers", "postgres", '"customers"'),
        ("crm.customers", "postgres", '"crm"."customers"'),
        (" dwh . crm.customers ", "snowflake", '"dwh"."crm"."customers"'),
        ('"my.schema"."say ""hi"""', "duckdb", '"my.schema"."say ""hi"""'),
        ("`my-project.crm.customers`", "bigquery", "`my-project.crm.customers`"),
        ("my-project.crm.customers", "bigquery", "`my-project`.`crm`.`customers`"),
        ("[dbo].[all ]] customers]", "tsql", "[dbo].[all ]] customers]"),
        ("dbo.#kunden 2025", "tsql", "[dbo].[#kunden 2025]"),
        ("Zürich.顧客", "spark", "`Zürich`.`顧客`"),
    ],
)
def test_each_part_of_a_name_stands_in_the_quotation_marks_of_its_database(
    text: str, dialect: str, expected: str
) -> None:
    query = written(selected([column("x")], table_named(text)), dialect)
    assert query.endswith(f"FROM {expected}")


@pytest.mark.parametrize(
    "text", ["", " ", ".", "crm.", ".customers", "a..b", "a.b.c.d", '"a', 'a"b', '""', "[a", "a\nb"]
)
def test_what_is_no_name_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="no name of a table"):
        table_named(text)


@given(st.lists(st.text(NO_STOP, min_size=1, max_size=6), min_size=1, max_size=3))
def test_a_name_is_refused_or_every_part_of_it_arrives(parts: list[str]) -> None:
    text = ".".join('"{}"'.format(part.replace('"', '""')) for part in parts)
    try:
        table = table_named(text)
    except UserError:
        assert not all(part.isprintable() and part.strip() for part in parts)
        return
    for dialect in DIALECTS.values():
        query = selected([column("x")], table).sql(dialect.key)
        (read,) = sqlglot.parse_one(query, dialect=dialect.key).find_all(sqlglot.exp.Table)
        assert [part.name for part in read.parts] == parts


def test_a_table_in_a_schema_is_read() -> None:
    query = written(orders_query(OrderColumns("who", "day", "paid"), "crm.read", ""), "duckdb")
    with duckdb.connect() as connection:
        connection.execute("CREATE SCHEMA crm")
        connection.execute(
            "CREATE TABLE crm.read AS SELECT 'a' who, DATE '2025-01-02' \"day\", 3 paid"
        )
        assert connection.execute(query).df()["revenue"].tolist() == [3.0]


@pytest.mark.parametrize("name", ["history", "READ"])
def test_a_table_called_as_a_step_of_the_query_needs_its_schema(name: str) -> None:
    columns = OrderColumns("who", "day", "paid")
    with pytest.raises(UserError, match="one of its own steps"):
        orders_query(columns, name, "")
    assert orders_query(columns, f"public.{name}", "")
