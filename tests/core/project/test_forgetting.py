import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import numpy as np
import pandas as pd
import pytest

from core.document import Document, Period
from core.history import History
from core.pipeline import Outcome, run
from core.progress import Progress
from core.project.forgetting import FORGOTTEN, TOLD, forget, scrubbed
from core.project.results import KEPT
from core.project.sources import KeptSource
from core.project.store import Store
from core.settings import PlanSettings, Settings, Source
from tests.core.project.conftest import Rerun
from ui.starting import default_settings

NAMES = {
    *("Action.name", "Action.moves", "Action.needs", "Action.title", "Axis.formula"),
    *("Axis.measure", "Column.name", "Join.source", "Journey.steps", "KeptSource.digest"),
    *("KeptSource.header", "KeptSource.name", "KeptSource.path", "KeptSource.sheets"),
    *("Measure.name", "Measure.source", "Measure.stands_for", "PlanLine.action"),
    *("PlanLine.title", "Question.column", "Question.source", "Receipt.source"),
    *("Recipe.answers", "Recipe.decimal", "Recipe.delimiter", "Recipe.encoding", "Recipe.roles"),
    *("Recipe.sheet", "Segment.levels", "Segment.name", "SegmentAction.action"),
    *("SegmentAction.evidence", "SegmentAction.title", "Source.digest"),
    *("Source.path", "Spread.measure", "Column.unit", "ColumnReceipt.column"),
    *("ColumnReceipt.first_day", "ColumnReceipt.last_day", "ColumnReceipt.raw_sum"),
    *("Alike.measures", "Approach.words", "KnownSegment.identity", "KnownSegment.levels"),
    *("KnownSegment.name", "Limit.measure", "Match.kind", "Objective.by", "Objective.measure"),
    *("Range.measure", "Rule.words", "Segment.identity", "Segmentation.names"),
    *("Stability.words", "Unknown.measures"),
    *("AxisLevel.level", "AxisLevel.measure", "Segment.made_names"),
    *("ColumnReceipt.typed_sum", "Offer.column", "Offer.source", "Recipe.types"),
    *("Action.after", "Action.done_on", "Action.uses", "Blocked.action", "Blocked.title"),
    *("Catalogue.name", "Condition.column", "Condition.value", "Journey.unruly"),
    *("PlanSettings.capacities", "PlanSettings.contact_column"),
    *("PlanSettings.hold_outs", "Reached.measure", "Scenario.name", "Settings.catalogue_name"),
    *("Use.channel",),
    *("Learned.action", "Learned.period"),
    *("CostPool.name", "Rate.activity", "Rate.pool", "Valuation.as_of"),
}
"""Texts of records that name parts of the analysis, and nobody."""

CANARY = "Canary Person 4711"


def texts_of(kind: Any, where: str = "") -> Iterator[str]:
    """Give every field of a record, and of those inside it, that holds text."""
    if get_origin(kind):
        for part in get_args(kind):
            yield from texts_of(part, where)
    elif is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        for field in fields(kind):
            if field.name == "previous":
                continue  # is written down as a period of its own
            yield from texts_of(hints[field.name], f"{kind.__name__}.{field.name}")
    elif kind is str:
        yield where


def test_every_text_in_a_project_is_known_to_name_people_or_not_to() -> None:
    found = {text for kind in (KeptSource, Document, *KEPT.values()) for text in texts_of(kind)}
    assert {text for text in found if text.split(".")[1] not in TOLD} == NAMES


@pytest.fixture(scope="module")
def with_canary(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    folder = tmp_path_factory.mktemp("canary")
    rows = [f"c{n:03},Name {n},{n % 10},{n * 7 % 90},{n * 13 % 500 + 1}" for n in range(200)]
    rows[17] = f"canary-17,{CANARY},3,40,222"
    profiles = folder / "profiles.csv"
    header = "Customer,Name,Satisfaction,Cost to serve,CLTV"
    profiles.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    contacts = folder / "contacts.csv"
    lines = [f"c{n % 150:03},2025-03-{1 + n % 28:02},phone call,{n % 12}" for n in range(300)]
    lines += ["canary-17,2025-03-04,phone call,5", "canary-99,2025-03-04,phone call,5"]
    contacts.write_text("\n".join(["Customer,Date,Activity,Minutes", *lines]) + "\n")
    settings = replace(
        default_settings(), sources=tuple(Source(str(path)) for path in (profiles, contacts))
    )
    return run(settings, {}, Progress())


def project(store: Store, outcome: Outcome, periods: int) -> Any:
    """Give a project whose earlier period is the same as the latest but for its budget."""
    earlier = replace(outcome.settings, plan=PlanSettings(budget=1.0))
    again = run(earlier, {outcome.keys[n]: r for n, r in outcome.results.items()}, Progress())
    for one in (again, outcome)[2 - periods :]:
        store.hold(one.settings, one.results)
    chosen = tuple(Period(one) for one in (earlier, outcome.settings)[2 - periods :])
    start = History(Document((*chosen[:-1], Period(Settings()))))
    work = start.changed("adding canary-17 to the list", Document(chosen))
    return store.contents(work, "5eed")


def bytes_of(folder: Path, contents: Any, store: Store) -> bytes:
    """Give all that a project says, unpacked."""
    texts = json.dumps(dict(contents.texts), ensure_ascii=False)
    tables = [store.pool.columns(part) for part in contents.tables]
    cells = [str(cell) for table in tables for column in table.values() for cell in column]
    return "\n".join([texts, *cells]).encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("periods", [1, 2])
def test_nothing_of_a_forgotten_customer_is_left(
    tmp_path: Path, with_canary: Outcome, periods: int
) -> None:
    store = Store(tmp_path / "store")
    before = project(store, with_canary, periods)
    said = bytes_of(tmp_path, before, store)
    assert CANARY.encode() in said
    assert b"canary-17" in said
    forgotten = forget(before, "canary-17", store.pool)
    said = bytes_of(tmp_path, forgotten.contents, store)
    at = said.find(CANARY.encode())
    assert at < 0, said[max(at - 200, 0) : at + 100]
    assert b"canary-17" not in said
    assert b"canary-99" in said or periods == 1  # an example in the results of another period
    assert forgotten.rows == 2 * periods


def test_the_others_stay_as_they_were(tmp_path: Path, with_canary: Outcome, rerun: Rerun) -> None:
    store = Store(tmp_path / "store")
    contents = forget(project(store, with_canary, 2), "canary-17", store.pool).contents
    work = store.take(contents)
    earlier, latest = (period.settings for period in work.present.periods)
    kept = store[_key(store, earlier, "customers")]
    full = with_canary.results["customers"].table
    pd.testing.assert_frame_equal(kept.table, full.drop("canary-17"), check_categorical=False)
    segments = store[_key(store, earlier, "segments")]
    stays = full.index != "canary-17"
    np.testing.assert_array_equal(segments.codes, with_canary.results["segments"].codes[stays])
    again = rerun(store, latest)
    assert again.problem is None
    assert len(again.results["customers"].table) == len(full) - 1
    assert all(again.results[f"source {place}"].receipt.balances for place in (0, 1))


def _key(store: Store, settings: Settings, name: str) -> Any:
    [found] = [one for one in store._state.snapshots if one.settings == settings]
    return next(key for key, step in found.keys.items() if step == name)


def test_a_customer_without_an_id_is_forgotten_by_the_row(
    tmp_path: Path, outcome: Outcome, rerun: Rerun
) -> None:
    path = tmp_path / "anonymous.csv"
    rows = [f"Name {n},{n % 10},{n * 7 % 90},{n * 13 % 500 + 1}" for n in range(120)]
    path.write_text("\n".join(["Name,Satisfaction,Cost to serve,CLTV", *rows]) + "\n")
    found = run(replace(default_settings(), sources=(Source(str(path)),)), {}, Progress())
    assert found.problem is None
    store = Store(tmp_path / "store")
    contents = project(store, found, 1)
    assert forget(contents, "row 042", store.pool).rows == 1
    assert b"Name 40\n" not in bytes_of(
        tmp_path, forget(contents, "row 042", store.pool).contents, store
    )


def test_a_word_that_a_kind_or_a_column_has_too_stays_there() -> None:
    found = {"type": "date", "reason": "‘date’ is no date.", "name": "date", "notes": ["a date"]}
    assert scrubbed(found, {"date"}) == {
        "type": "date",
        "reason": f"‘{FORGOTTEN}’ is no {FORGOTTEN}.",
        "name": "date",
        "notes": [f"a {FORGOTTEN}"],
    }


def test_a_short_id_goes_where_it_stands_alone_or_quoted_and_nowhere_else() -> None:
    found = {"examples": ["7", "17"], "reason": "‘7’ has 7 rows"}
    assert scrubbed(found, {"7"}) == {
        "examples": [FORGOTTEN, "17"],
        "reason": f"‘{FORGOTTEN}’ has 7 rows",
    }
