"""Parquet files, written and read by DuckDB behind a locked-down configuration.

DuckDB takes what it is given for trusted: it opens files and addresses that are named in a
query or a view, and downloads extensions. Here it runs constant statements only, sees no file
outside one private folder, and knows no extension but those it was built with.
"""

import errno
import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt

Column = npt.NDArray[Any]
"""Truth values, whole numbers, float32 or float64, ``datetime64[us]``, or text as objects; a
masked array where numbers may be missing. Text that is missing is None."""

LARGEST = 8 << 30
"""Bytes that the columns of one file may take when they are unpacked."""

_MEMORY = "2GB"
_TEXT, _BYTES = "VARCHAR", "BLOB"
_TYPES = {
    "BOOLEAN": "bool",
    "TINYINT": "int8",
    "SMALLINT": "int16",
    "INTEGER": "int32",
    "BIGINT": "int64",
    "UTINYINT": "uint8",
    "USMALLINT": "uint16",
    "UINTEGER": "uint32",
    "FLOAT": "float32",
    "DOUBLE": "float64",
    "TIMESTAMP": "datetime64[us]",
    _TEXT: "object",
    _BYTES: "object",
}
_LOCKED = {
    "threads": 1,  # two threads would cut a file at other places
    "python_enable_replacements": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "allow_unsigned_extensions": False,
}
_FOREIGN = "SELECT * FROM read_parquet($path)"
_CELL = 32
_DECIMAL = re.compile(r"DECIMAL\((\d+),\d+\)")
_DOUBLE_DIGITS = 15
_MISSING = {"O": None, "f": np.nan, "M": np.datetime64("NaT")}


def write_parquet(path: Path, columns: Mapping[str, Column]) -> None:
    """Write columns of equal length as one Parquet file; the same columns give the same bytes.

    Every value is read back as it was given, except that all kinds of NaN are one and stand
    for a missing number, as in pandas.

    Parameters
    ----------
    path
        Where the file goes; its folder has to be private.
    columns
        At least one column, by name; any text may be a name.

    Raises
    ------
    OSError
        If the disk is full or does not answer.
    """
    plain = {f"c{place}": values for place, values in enumerate(columns.values())}
    names = _quoted(json.dumps(list(columns)))
    options = f"FORMAT parquet, COMPRESSION zstd, KV_METADATA {{names: {names}}}"
    try:
        _copy_out(plain, path, options)
    except duckdb.InvalidInputException:
        _copy_out({name: _storable(values) for name, values in plain.items()}, path, options)


def _copy_out(columns: Mapping[str, Column], path: Path, options: str) -> None:
    chosen = ", ".join(map(_chosen, columns, columns.values()))
    cursor = _database(str(path.parent)).cursor()
    try:
        cursor.register("given", columns)
        cursor.execute(
            f"COPY (SELECT {chosen} FROM given) TO {_quoted(str(path))} ({options})"  # noqa: S608
        )  # all of it is quoted, and ours
    except duckdb.IOException as error:
        full = "no space" in str(error).lower()
        raise OSError(
            errno.ENOSPC if full else errno.EIO, "the table could not be written"
        ) from error
    finally:
        cursor.close()


def read_parquet(path: Path, rows: int | None = None) -> dict[str, Column]:
    """Return the columns of a Parquet file by name, as they were given to `write_parquet`.

    Numbers come without an object per cell, and masked if they are whole and any is missing.

    Parameters
    ----------
    path
        The file, in a private folder.
    rows
        How many rows it has to have; None for any number.

    Raises
    ------
    ValueError
        If the file is none that `write_parquet` has written, has another number of rows or
        columns of another kind, or would take more than `LARGEST` bytes.
    """
    cursor = _database(str(path.parent)).cursor()
    try:
        names = _checked_names(cursor, str(path), rows)
        found = cursor.execute("SELECT * FROM read_parquet($path)", {"path": str(path)})
        columns: dict[str, Column] = found.fetchnumpy()  # type: ignore[assignment] # no categories
    except (duckdb.Error, UnicodeDecodeError) as error:
        message = f"not a Parquet file of ours: {type(error).__name__}"
        raise ValueError(message) from error
    finally:
        cursor.close()
    return dict(zip(names, map(_as_given, columns.values()), strict=True))


def rows_in(path: Path) -> int:
    """Return the number of rows that a Parquet file says it has.

    Raises
    ------
    ValueError
        If it is no Parquet file.
    """
    cursor = _database(str(path.parent)).cursor()
    try:
        return _rows(cursor, str(path))
    except duckdb.Error as error:
        message = f"not a Parquet file: {type(error).__name__}"
        raise ValueError(message) from error
    finally:
        cursor.close()


def _rows(cursor: duckdb.DuckDBPyConnection, path: str) -> int:
    query = "SELECT sum(num_rows) FROM parquet_file_metadata($path)"
    found = cursor.execute(query, {"path": path}).fetchone()
    return int(found[0]) if found and found[0] is not None else 0


@lru_cache(maxsize=4)
def _database(folder: str) -> duckdb.DuckDBPyConnection:
    """Open a database in memory that sees nothing but one folder, whatever it is told later."""
    memory = {"memory_limit": _MEMORY, "temp_directory": folder}
    database = duckdb.connect(":memory:", config={**_LOCKED, **memory})
    database.execute(f"SET allowed_directories = [{_quoted(folder.rstrip('/') + '/')}]")
    database.execute("SET enable_external_access = false")
    database.execute("SET lock_configuration = true")
    return database


def _quoted(text: str) -> str:
    """Write a text as a constant of SQL."""
    return "'" + text.replace("'", "''") + "'"


def _storable(values: Column) -> Column:
    """Give half characters, which UTF-8 does not have, a form that can be stored."""
    if values.dtype != object:
        return values
    try:
        "".join(text for text in values if text is not None).encode()
    except UnicodeEncodeError:
        halves = [
            None if text is None else text.encode("utf-8", "surrogatepass") for text in values
        ]
        return np.array(halves, dtype=object)
    return values


def _chosen(name: str, values: Column) -> str:
    """Write a column of a query; one of objects is text even if none is there."""
    kind = _BYTES if isinstance(_first(values), bytes) else _TEXT
    return f"{name}::{kind} AS {name}" if values.dtype == object else name


def _as_given(values: Column) -> Column:
    """Undo `_storable`; only whole numbers and truth values need a mask for what is missing."""
    if isinstance(values, np.ma.MaskedArray) and values.dtype.kind in _MISSING:
        mask, values = np.ma.getmaskarray(values), values.data
        values[mask] = _MISSING[values.dtype.kind]
    if values.dtype == object and isinstance(_first(values), bytearray):
        return _each(values, lambda halves: halves.decode("utf-8", "surrogatepass"))
    return values


def _first(values: Column) -> object:
    return next((text for text in values if text is not None), None)


def _each(values: Column, change: Callable[[Any], Any]) -> Column:
    """Change every text that is there."""
    return np.array([None if text is None else change(text) for text in values], dtype=object)


def _checked_names(
    cursor: duckdb.DuckDBPyConnection, path: str, rows: int | None
) -> tuple[str, ...]:
    """Return the names of the columns, once the file has told nothing that is out of bounds."""
    found = _rows(cursor, path)
    if rows is not None and found != rows:
        message = f"{found} rows where {rows} were promised"
        raise ValueError(message)
    described = cursor.execute("DESCRIBE SELECT * FROM read_parquet($path)", {"path": path})
    types = [row[1] for row in described.fetchall()]
    if not set(types) <= set(_TYPES):
        message = f"columns of the types {sorted(set(types) - set(_TYPES))}"
        raise ValueError(message)
    width = sum(np.dtype(_TYPES[kind]).itemsize for kind in types)
    if found * width > LARGEST:
        message = f"{found} rows of {width} bytes are more than a computer holds"
        raise ValueError(message)
    return _names(cursor, path, len(types))


def _names(cursor: duckdb.DuckDBPyConnection, path: str, count: int) -> tuple[str, ...]:
    query = "SELECT value FROM parquet_kv_metadata($path) WHERE key = 'names'::BLOB"
    kept = cursor.execute(query, {"path": path}).fetchall()
    names = json.loads(kept[0][0]) if len(kept) == 1 else None
    if not (isinstance(names, list) and len(set(map(str, names))) == len(names) == count):
        message = "the columns are not named as ours are"
        raise ValueError(message)
    return tuple(map(str, names))


def read_foreign_parquet(path: Path) -> Iterator[tuple[str, Column]]:
    """Give the columns of a Parquet file from anywhere, by name and one after the other.

    Parameters
    ----------
    path
        The file; the database sees nothing else.

    Returns
    -------
    iterator of tuple
        Name and values of each column: truth values, whole numbers, float32 or float64,
        ``datetime64[us]``, or text as objects, masked where nothing is. Decimals of more than 15
        digits, and what has no such form, are given as text.

    Raises
    ------
    ValueError
        If it is no Parquet file, is damaged, or has more cells than `LARGEST` bytes hold.
    """
    database = duckdb.connect(":memory:", config={**_LOCKED, "memory_limit": _MEMORY})
    try:
        database.execute(f"SET allowed_paths = [{_quoted(str(path))}]")
        database.execute("SET enable_external_access = false")
        database.execute("SET lock_configuration = true")
        described = database.execute(f"DESCRIBE {_FOREIGN}", {"path": str(path)}).fetchall()
        if _rows(database, str(path)) * len(described) * _CELL > LARGEST:
            message = "more cells than a computer holds"
            raise ValueError(message)
        for name, kind, *_ in described:
            query = _FOREIGN.replace("*", f"{_as_known(name, kind)} AS found", 1)
            found = database.execute(query, {"path": str(path)}).fetchnumpy()
            yield name, found["found"]  # type: ignore[misc] # no categories
    except duckdb.Error as error:
        message = f"not a Parquet file: {type(error).__name__}"
        raise ValueError(message) from error
    finally:
        database.close()


def _as_known(name: str, kind: str) -> str:
    """Write a column of a query, in a form that can be given."""
    column = '"' + name.replace('"', '""') + '"'
    if kind in _TYPES and kind != _BYTES:
        return column
    if kind == "DATE" or kind.startswith("TIMESTAMP_"):
        return f"{column}::TIMESTAMP"
    if kind.startswith("TIMESTAMP"):
        return column
    decimal = _DECIMAL.fullmatch(kind)
    if decimal and int(decimal[1]) <= _DOUBLE_DIGITS:
        return f"{column}::DOUBLE"
    return f"{column}::{_TEXT}"
