from pathlib import Path

import pytest
import sqlglot

from ui.console import run

ROWS = "Customer ID,Satisfaction,Cost,CLTV\n" + "".join(
    f"C{number:02d},{number % 7},{number * 13 % 29},{number * 31 % 97}\n" for number in range(40)
)
ORDERS = "Customer ID,Order date,Amount\nA,2025-01-02,12.50\nB,2025-02-03,7.00\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "customers.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    path = tmp_path / "orders.csv"
    path.write_text(ORDERS, encoding="utf-8")
    return path


def test_the_scoring_is_printed_as_one_query(
    source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["sql", str(source), "--dialect", "postgres", "--table", "crm.base"]) == 0
    (query,) = sqlglot.parse(capsys.readouterr().out, dialect="postgres")
    assert query is not None
    assert ("crm", "base") in {(one.db, one.name) for one in query.find_all(sqlglot.exp.Table)}


def test_a_table_that_cannot_be_is_told(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["sql", str(source), "--dialect", "spark", "--table", "crm..base"]) == 2
    assert "‘crm..base’ is no name of a table" in capsys.readouterr().err


def test_the_scoring_goes_into_a_file(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "scoring.sql"
    assert run(["sql", str(source), "--dialect", "tsql", "--out", str(out)]) == 0
    assert "[segment_code]" in out.read_text(encoding="utf-8")
    assert capsys.readouterr().out == ""


def test_the_scoring_is_never_written_over_a_file_that_is_read(
    source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["sql", str(source), "--dialect", "spark", "--out", str(source)]) == 2
    assert "would be lost" in capsys.readouterr().err
    assert source.read_text(encoding="utf-8") == ROWS


def test_orders_are_added_up_by_a_query_with_their_own_column_names(
    orders: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["sql", str(orders), "--orders", "--dialect", "spark"]) == 0
    text = capsys.readouterr().out
    assert "`Order date`" in text
    assert "`Customer ID`" in text


def test_a_query_over_orders_that_stands_beside_a_file_in_use_is_told(
    orders: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "q.sql"
    for name in (out.name, ".~lock.q.sql#"):
        (tmp_path / name).touch()
    assert run(["sql", str(orders), "--orders", "--dialect", "duckdb", "--out", str(out)]) == 0
    assert (tmp_path / "q (2).sql").is_file()
    assert f"{out} is open in another program: see q (2).sql." in capsys.readouterr().err


def test_the_columns_of_orders_come_from_one_file(
    orders: Path, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["sql", str(orders), str(source), "--orders", "--dialect", "spark"]) == 2
    assert "one file" in capsys.readouterr().err
