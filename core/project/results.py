"""Results of the steps of an analysis as JSON and tables, and back.

A new result is kept by one line in `KEPT`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.errors import UserError
from core.pipeline import Key, keys
from core.plain_values import Maker, made_value, plain
from core.project.sources import KeptSource, kept_source, restored_source
from core.project.table_parts import SIGN, TableReader, TableWriter
from core.settings import Settings
from core.source_steps import earlier_names, source_names
from core.tables.actions import ActionTable
from core.tables.customers import CustomerTable, ScoredCustomers
from core.tables.plan import CustomerActions, Plan
from core.tables.segments import SegmentTable
from core.tables.trust import Approach, StabilityTable

KEPT: dict[str, Any] = {
    "customers": CustomerTable,
    "scored": ScoredCustomers,
    "approach": Approach,
    "groups": SegmentTable,
    "stability": StabilityTable,
    "segments": SegmentTable,
    "actions": ActionTable,
    "plan": Plan,
    "planned": CustomerActions,
}
"""The results that are kept beside the sources, by the name of their step, with their type."""


@dataclass(frozen=True, eq=False)
class Snapshot:
    """An analysis as it is kept: its settings, and its results as objects of JSON.

    Attributes
    ----------
    settings
        Those that led to the results, with the digest of every file that was read.
    results
        By the name of the step.
    """

    settings: Settings
    results: Mapping[str, Any]

    @property
    def keys(self) -> dict[Key, str]:
        """The name of each result's step by the result's key."""
        wanted = keys(self.settings)
        return {wanted[name]: name for name in self.results if name in wanted}


def snapshot(settings: Settings, results: Mapping[str, Any], writer: TableWriter) -> Snapshot:
    """Keep the results of an analysis.

    Parameters
    ----------
    settings
        Those that led to the results.
    results
        By the name of their step; those that are not kept are left out.
    writer
        Keeps the tables.
    """
    sources = (*source_names(settings), *earlier_names(settings))
    found: dict[str, Any] = {}
    for name, result in results.items():
        if name in sources:
            found[name] = plain(kept_source(result), writer.form)
        elif name in KEPT:
            found[name] = plain(result, writer.form)
    return Snapshot(settings, found)


def result_from(found: Any, name: str, reader: TableReader) -> Any:
    """Return a result that was kept.

    Parameters
    ----------
    found
        The object of JSON.
    name
        Name of the step.
    reader
        Gives the tables.

    Raises
    ------
    ValueError
        If it is none that this version of the program knows.
    """
    maker = Maker(SIGN, reader.value)
    try:
        if name in KEPT:
            return maker.value(KEPT[name], found, name, "the project")
        return restored_source(maker.record(KeptSource, found, name))
    except UserError as error:
        raise ValueError(error.message) from error


def snapshot_object(kept: Snapshot) -> dict[str, Any]:
    """Return a snapshot as what JSON can say."""
    return {"settings": plain(kept.settings), "results": dict(kept.results)}


def snapshot_from(found: Mapping[str, Any], where: str) -> Snapshot:
    """Return the snapshot that `snapshot_object` has written; results are looked at when needed.

    Segments that were written before their names could be made in every language are left out,
    so that they are found anew: without the parts of their names they would keep the old ones.

    Raises
    ------
    UserError
        If it is not such an object.
    """
    try:
        settings = made_value(Settings, found["settings"], "settings", where)
        results = dict(found["results"])
        taken = {name: one for name, one in results.items() if not _without_parts(name, one)}
        return Snapshot(settings, taken)
    except (KeyError, TypeError, ValueError) as error:
        raise UserError(f"{where}: a part is missing ({error}).") from error


def _without_parts(name: str, result: Any) -> bool:
    """Whether a result is segments that were written without the parts of their names."""
    if KEPT.get(name) is not SegmentTable or not isinstance(result, Mapping):
        return False
    segments = result.get("segments")
    return isinstance(segments, list) and any(
        isinstance(one, Mapping) and "naming" not in one for one in segments
    )
