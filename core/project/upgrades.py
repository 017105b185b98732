"""Ways in which projects were written before, and how each becomes the next one."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

Texts = Mapping[str, Any]

FORMAT = 2
"""Number of the way in which a project is written; a higher one is newer.

It goes up when an older program would lose or misread something, and with it comes a line in
`UPGRADES` and a file of the old format among the tests. A new setting with a default needs
neither: a file that lacks it gets the default.
"""


def _with_plan(texts: Texts) -> Texts:
    """Write the budget among the limits of a plan, and how far an action moves what it raises.

    Of the results the sources stay alone: all else is found in another way since.
    """
    work = texts["work.json"]
    values = [*work["values"]]

    def settings(found: Mapping[str, Any]) -> dict[str, Any]:
        kept = {name: number for name, number in found.items() if name != "budget"}
        if "budget" in found:
            values.append({"budget": values[found["budget"]]})
            kept["plan"] = len(values) - 1
        if "catalogue" in found:
            values.append(list(map(_with_moves, values[found["catalogue"]])))
            kept["catalogue"] = len(values) - 1
        return kept

    def periods(found: Sequence[Mapping[str, Any]]) -> list[Any]:
        return [{**period, "settings": settings(period["settings"])} for period in found]

    def changes(found: Sequence[Mapping[str, Any]]) -> list[Any]:
        return [{**change, "periods": periods(change["periods"])} for change in found]

    states = {
        "present": periods(work["present"]),
        "past": changes(work["past"]),
        "future": changes(work["future"]),
    }
    analyses = list(map(_analysis_with_plan, texts["analyses.json"]))
    return {**texts, "work.json": {"values": values, **states}, "analyses.json": analyses}


def _analysis_with_plan(found: Mapping[str, Any]) -> dict[str, Any]:
    settings = {name: one for name, one in found["settings"].items() if name != "budget"}
    settings["plan"] = {"budget": found["settings"].get("budget")}
    settings["catalogue"] = list(map(_with_moves, found["settings"].get("catalogue", ())))
    sources = {name: one for name, one in found["results"].items() if name.startswith("source ")}
    return {"settings": settings, "results": sources}


def _with_moves(action: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: one for name, one in action.items() if name != "raises"}
    return {**kept, "moves": [[measure, 1.0] for measure in action.get("raises", ())]}


UPGRADES: dict[int, Callable[[Texts], Texts]] = {1: _with_plan}
"""From the number of a format to what makes its texts those of the next one."""


def upgraded(texts: Texts, written: int) -> Texts:
    """Return the texts of a project as they are written today."""
    for number in range(written, FORMAT):
        texts = UPGRADES[number](texts)
    return texts
