"""Forgetting a customer: every row, word and number that is theirs alone goes from a project.

Rows of the sources that name them go, also as somebody whom another customer referred. Of the
latest analysis only the sources stay, and it is done again; of earlier periods their row
goes from every table, while sums over many customers stay as they were.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.plain_values import Maker, plain
from core.project.container import Contents
from core.project.pool import TablePool
from core.project.results import KEPT, Snapshot, result_from, snapshot_from, snapshot_object
from core.project.sources import KeptSource
from core.project.store import ANALYSES, digests_in
from core.project.table_parts import SIGN, TableReader, TableWriter
from core.settings import Role
from core.tables.segments import SegmentTable

Mask = npt.NDArray[np.bool_]
Record = TypeVar("Record")

FEWEST = 50
"""With fewer customers a sum tells of each of them, so that nothing but the sources stays."""

FORGOTTEN = "(forgotten)"

TOLD = frozenset(
    {
        *("assumptions", "blocked", "description", "detail", "examples", "hint", "kind_reason"),
        *("label", "maybe_missing", "meaning", "missing", "notes", "proofs", "raw", "reason"),
        *("stops", "text", "typed"),
    }
)
"""Fields of the records of a project that hold sentences or examples; the others hold names."""

_SHORTEST = 4
_ROW = re.compile(r"row 0*(\d+)")


@dataclass(frozen=True)
class Forgotten:
    """A project without the customer, and the number of rows of its sources that went."""

    contents: Contents
    rows: int


def forget(contents: Contents, customer: str, pool: TablePool) -> Forgotten:
    """Return a project that knows nothing of a customer.

    Parameters
    ----------
    contents
        The project; its tables lie in the pool.
    customer
        The customer's id, as it is shown.
    pool
        Where the new tables are put.
    """
    reader = TableReader(pool, {part.sha256: part for part in contents.tables})
    writer = TableWriter(pool)
    eraser = _Eraser(customer, reader, writer)
    found = contents.texts[ANALYSES]
    snapshots = [snapshot_from(one, ANALYSES) for one in found]
    kept = [eraser.without(one, latest=one is snapshots[-1]) for one in snapshots]
    texts = {**contents.texts, ANALYSES: [snapshot_object(one) for one in kept]}
    clean = {name: scrubbed(text, eraser.words) for name, text in texts.items()}
    parts = {part.sha256: part for part in (*contents.tables, *writer.parts)}
    tables = tuple(parts[digest] for digest in dict.fromkeys(digests_in(clean[ANALYSES])))
    return Forgotten(replace(contents, texts=clean, tables=tables), eraser.rows)


class _Eraser:
    """Takes one customer out of results, and collects the words that were theirs alone."""

    def __init__(self, customer: str, reader: TableReader, writer: TableWriter) -> None:
        self._customer = _key(customer)
        self._reader = reader
        self._writer = writer
        self.words = {customer, self._customer} - {""}
        self.rows = 0

    def without(self, kept: Snapshot, *, latest: bool) -> Snapshot:
        """Return an analysis without the customer."""
        found: dict[str, Any] = {}
        for name, result in kept.results.items():
            if name not in KEPT:
                found[name] = plain(self._source(result, name), self._writer.form)
        if not latest:
            found |= self._results(kept)
        return Snapshot(kept.settings, found)

    def _source(self, found: Any, name: str) -> KeptSource:
        source = Maker(SIGN, self._reader.value).record(KeptSource, found, name)
        theirs = _rows_of(source, self._customer)
        gone = source.table[theirs]
        if gone.empty:
            return replace(source, table=_without_words(source.table))
        left = _without_words(source.table[~theirs])
        self.words |= _words_of(gone, left)
        self.rows += len(gone)
        receipt = source.receipt
        fewer = receipt.rows_in - len(gone), receipt.accepted - len(gone)
        columns = tuple(
            replace(column, filled=column.filled - int(gone[column.name].notna().sum()))
            if column.name in gone
            else column
            for column in source.columns
        )
        # what the cells of a column add up to would have to be counted again, from the file
        receipt = replace(receipt, rows_in=fewer[0], accepted=fewer[1], columns=())
        shown = tuple(row for row in source.side_by_side if row.row not in gone.index)
        return replace(source, table=left, columns=columns, receipt=receipt, side_by_side=shown)

    def _results(self, kept: Snapshot) -> dict[str, Any]:
        """Return the results of an earlier period; those that cannot be read any more go."""
        made: dict[str, Any] = {}
        for name in kept.results:
            if name in KEPT:
                try:
                    made[name] = result_from(kept.results[name], name, self._reader)
                except ValueError:
                    return {}
        ids = _ids_in(made)
        if ids is None or len(ids) < FEWEST:
            return {}
        stays = np.array([_key(text) != self._customer for text in ids.tolist()])
        left = {name: _renumbered(_thinned(one, stays), stays) for name, one in made.items()}
        return {name: plain(one, self._writer.form) for name, one in left.items()}


def _key(text: str) -> str:
    """Return what ids are compared by."""
    return unicodedata.normalize("NFC", text).strip()


def _rows_of(source: KeptSource, customer: str) -> Mask:
    """Return which rows of a source name a customer."""
    naming = [
        column.name for column in source.columns if column.role in {Role.CUSTOMER, Role.REFERRED}
    ]
    theirs = np.zeros(len(source.table), dtype=bool)
    for name in naming:
        texts = source.table[name].astype("str").fillna("").tolist()
        theirs |= np.array([_key(text) == customer for text in texts], dtype=bool)
    row = _ROW.fullmatch(customer)
    if row and not naming:
        theirs |= np.asarray(source.table.index == int(row[1]))
    return theirs


def _without_words(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table whose categories are those that occur."""
    return pd.DataFrame(
        {
            name: column.cat.remove_unused_categories()
            if isinstance(column.dtype, pd.CategoricalDtype)
            else column
            for name, column in table.items()
        },
        index=table.index,
    )


def _words_of(gone: pd.DataFrame, left: pd.DataFrame) -> set[str]:
    """Return the texts that stood in rows that are gone, and stand nowhere in their column now."""
    words: set[str] = set()
    for name in gone:
        texts = gone[name]
        if texts.dtype == "str" or isinstance(texts.dtype, pd.CategoricalDtype):
            theirs = set(texts.dropna().astype("str"))
            words |= theirs - set(left[name][left[name].isin(theirs)].astype("str"))
    return words


def _ids_in(results: Mapping[str, Any]) -> pd.Index | None:
    """Return the ids of all customers, as some result has them."""
    for result in results.values():
        ids = getattr(result, "customer_ids", None)
        if isinstance(ids, pd.Index):
            return ids
    return None


def _thinned(value: Any, stays: Mask) -> Any:
    """Return a result without the rows that do not stay, in every table of all customers."""
    if isinstance(value, tuple):
        return tuple(_thinned(part, stays) for part in value)
    if is_dataclass(type(value)):
        parts = {field.name: getattr(value, field.name) for field in fields(value)}
        return replace(value, **{name: _thinned(part, stays) for name, part in parts.items()})
    is_table = isinstance(value, np.ndarray | pd.Index | pd.DataFrame)
    if not is_table or len(value) != len(stays):
        return value
    left = value[stays]
    return _without_words(left) if isinstance(left, pd.DataFrame) else left


def _renumbered(result: Any, stays: Mask) -> Any:
    """Return a result whose customers close to the ideal are counted among those that stay."""
    if not isinstance(result, SegmentTable):
        return result
    numbers = np.cumsum(stays) - 1
    nearest = tuple(int(numbers[row]) for row in result.ideal.nearest if stays[row])
    return replace(result, ideal=replace(result.ideal, nearest=nearest))


def scrubbed(found: Any, words: set[str]) -> Any:
    """Return objects of JSON without some words in what is told to people.

    Names of columns, measures and kinds stay, even if a customer happened to be called so; short
    words go only where they stand alone or in quotation marks.
    """
    return _scrubbed(found, _cleaner(words))


def _cleaner(words: set[str]) -> Callable[[str], str]:
    long = sorted((word for word in words if len(word) >= _SHORTEST), key=len, reverse=True)
    inside = "|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in long)
    quoted = "|".join(rf"(?<=[‘“]){re.escape(word)}(?=[’”])" for word in words)
    anywhere = re.compile("|".join(filter(None, (inside, quoted))) or r"(?!)")

    def clean(text: str) -> str:
        return FORGOTTEN if text in words else anywhere.sub(FORGOTTEN, text)

    return clean


def _scrubbed(found: Any, clean: Callable[[str], str], *, told: bool = False) -> Any:
    """Clean the texts for people; ``told`` says that texts are such here."""
    if isinstance(found, str):
        return clean(found) if told else found
    if isinstance(found, list):
        return [_scrubbed(value, clean, told=told) for value in found]
    if isinstance(found, dict):
        is_change = "periods" in found
        return {
            key: _scrubbed(value, clean, told=key in TOLD or (is_change and key == "name"))
            for key, value in found.items()
        }
    return found
