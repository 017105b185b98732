"""Lists of customers made by hand, for whoever writes them down."""

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any

import pandas as pd

from core.customers.roster import Roster
from core.output.contents import PlanContents
from core.output.material import Material
from core.tables.customers import CustomerTable, Measure

IDS = ("007", "=1+1", "ünï", "d")
CELLS: Mapping[str, Sequence[Any]] = {
    "Value": [0.1 + 0.2, -5.0, float("nan"), 1e15],
    "City": ["a,b", 'say "hi"', None, "+49"],
    "Joined": pd.to_datetime(["2021-03-01", None, "1999-12-31", "2024-02-29"]),
}
KEYS = ("customer", "measure Value", "measure City", "measure Joined")


def roster_of(ids: Sequence[str] = IDS, cells: Mapping[str, Sequence[Any]] = CELLS) -> Roster:
    table = pd.DataFrame(cells, index=pd.Index(ids, dtype="str"))
    measures = tuple(Measure(name, "x", "", numeric=name == "Value") for name in cells)
    return Roster({"customers": CustomerTable(table, measures, (), ())}, ())


def roster_of_all(contents: PlanContents) -> Roster:
    """Give the customers of a whole analysis."""
    results: dict[str, Any] = {
        name: getattr(contents, name)
        for name in ("customers", "scored", "segments", "actions", "plan")
    }
    chosen = SimpleNamespace(
        catalogue=contents.settings.catalogue, economics=contents.settings.economics
    )
    results |= {"planned": contents.advice, "weighed": SimpleNamespace(situation=chosen)}
    return Roster(results, contents.sources)


def material_of(roster: Roster, contents: PlanContents | None = None) -> Material:
    def whole() -> PlanContents:
        assert contents is not None
        return contents

    return Material(roster, whole)
