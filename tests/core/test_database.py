from hashlib import sha256
from pathlib import Path

import duckdb
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from core import database
from core.database import Column, _database, read_parquet, rows_in, write_parquet

ROWS = 5
DTYPES = ("bool", "int8", "int16", "int32", "int64", "uint8", "uint32", "float32", "float64")
numbers = st.sampled_from(DTYPES).flatmap(lambda dtype: arrays(dtype, ROWS))
masked = st.builds(
    np.ma.MaskedArray,
    st.sampled_from(("bool", "int32", "int64")).flatmap(lambda dtype: arrays(dtype, ROWS)),
    mask=arrays("bool", ROWS),
)
days = st.lists(
    st.one_of(st.none(), st.datetimes().map(np.datetime64)), min_size=ROWS, max_size=ROWS
).map(lambda values: np.array(values, dtype="datetime64[us]"))
characters = st.characters(exclude_categories=())  # half characters too
texts = st.lists(st.one_of(st.none(), st.text(characters)), min_size=ROWS, max_size=ROWS).map(
    lambda values: np.array(values, dtype=object)
)
columns = st.dictionaries(
    st.text(characters), st.one_of(numbers, masked, days, texts), min_size=1, max_size=5
)

ATTACKS = (
    "SELECT * FROM read_text('/etc/hostname')",
    "CREATE VIEW v AS SELECT * FROM read_text('/etc/hostname'); SELECT * FROM v",
    "SELECT * FROM glob('/etc/*')",
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM read_parquet('{outside}')",
    "SELECT * FROM read_parquet('{inside}/../outside.parquet')",
    "SELECT * FROM 'https://example.com/x.parquet'",
    "COPY (SELECT 1) TO '{outside}.csv'",
    "ATTACH '{outside}.db'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SET enable_external_access = true",
    "SET allowed_directories = ['/']",
    "SET lock_configuration = false",
    "SELECT * FROM given_by_name",
)


def same(one: Column, other: Column) -> bool:
    if isinstance(one, np.ma.MaskedArray) or isinstance(other, np.ma.MaskedArray):
        masks = np.ma.getmaskarray(one), np.ma.getmaskarray(other)
        return np.array_equal(*masks) and bool((one[~masks[0]] == other[~masks[0]]).all())
    if one.dtype.kind == "f":
        signs = np.array_equal(np.signbit(one[one == 0]), np.signbit(other[other == 0]))
        return np.array_equal(one, other, equal_nan=True) and signs
    if one.dtype.kind == "M":
        return np.array_equal(one.view("int64"), other.view("int64"))
    return np.array_equal(one, other)


@given(columns)
def test_columns_of_every_kind_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, given: dict[str, Column]
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.parquet"
    write_parquet(path, given)
    found = read_parquet(path, ROWS)
    assert list(found) == list(given)
    for name, values in given.items():
        assert found[name].dtype == values.dtype
        assert same(values, found[name]), name


def test_an_empty_column_comes_back_empty(tmp_path: Path) -> None:
    write_parquet(tmp_path / "none.parquet", {"a": np.array([], "float64")})
    assert len(read_parquet(tmp_path / "none.parquet", 0)["a"]) == 0


def test_the_same_columns_give_the_same_bytes(tmp_path: Path) -> None:
    random = np.random.default_rng(0)
    given = {"n": random.normal(size=300_000), "t": np.array([str(n) for n in range(300_000)])}
    given["t"] = given["t"].astype(object)
    digests = set()
    for name in ("one", "other"):
        write_parquet(tmp_path / name, given)
        digests.add(sha256((tmp_path / name).read_bytes()).hexdigest())
    assert len(digests) == 1
    assert rows_in(tmp_path / "one") == 300_000


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_outside_the_folder_can_be_reached(tmp_path: Path, attack: str) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    given_by_name = {"a": np.arange(3)}
    write_parquet(inside / "a.parquet", given_by_name)
    outside = tmp_path / "outside.parquet"
    outside.write_bytes((inside / "a.parquet").read_bytes())
    with pytest.raises(duckdb.Error):
        _database(str(inside)).cursor().execute(attack.format(inside=inside, outside=outside))
    assert {path.name for path in tmp_path.iterdir()} == {"inside", "outside.parquet"}


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    for content in (b"", b"PAR1", b"PK\x03\x04" + bytes(100), b"PAR1" + bytes(50) + b"PAR1"):
        path.write_bytes(content)
        with pytest.raises(ValueError, match="Parquet"):
            read_parquet(path)


def foreign(path: Path, query: str, more: str = "") -> Path:
    """Write a Parquet file that is not ours."""
    duckdb.connect().execute(f"COPY ({query}) TO '{path}' (FORMAT parquet{more})")
    return path


@pytest.mark.parametrize(
    ("query", "names", "told"),
    [
        ("SELECT [1, 2] AS c0", '["a"]', "types"),
        ("SELECT {'x': 1} AS c0", '["a"]', "types"),
        ("SELECT 1 AS c0, 2 AS c1", '["a"]', "named"),
        ("SELECT 1 AS c0, 2 AS c1", '["a", "a"]', "named"),
        ("SELECT 1 AS c0", "{}", "named"),
    ],
)
def test_columns_that_we_never_write_are_refused(
    tmp_path: Path, query: str, names: str, told: str
) -> None:
    path = foreign(tmp_path / "a.parquet", query, f", KV_METADATA {{names: '{names}'}}")
    with pytest.raises(ValueError, match=told):
        read_parquet(path)


def test_another_number_of_rows_than_was_promised_is_refused(tmp_path: Path) -> None:
    write_parquet(tmp_path / "a.parquet", {"a": np.arange(3)})
    with pytest.raises(ValueError, match="3 rows where 4"):
        read_parquet(tmp_path / "a.parquet", 4)


def test_a_small_file_that_unpacks_to_more_than_a_computer_holds_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "LARGEST", 1_000_000)
    write_parquet(tmp_path / "a.parquet", {"a": np.zeros(1_000_000)})
    assert (tmp_path / "a.parquet").stat().st_size < 10_000
    with pytest.raises(ValueError, match="more than"):
        read_parquet(tmp_path / "a.parquet")
