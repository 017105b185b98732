from dataclasses import fields

import numpy as np
import pandas as pd

from core.pipeline import Outcome
from core.project.sources import KeptRows, KeptSource, kept_source, restored_source
from core.tables.sources import SourceTable


def test_all_of_a_source_but_the_cells_of_its_file_is_kept() -> None:
    names = {field.name for field in fields(SourceTable)}
    assert {field.name for field in fields(KeptSource)} == names - {"raw"}


def test_a_source_that_was_kept_shows_its_rows_as_they_were_read(outcome: Outcome) -> None:
    table: SourceTable = outcome.results["source 0"]
    restored = restored_source(kept_source(table))
    assert restored.raw.total == table.raw.total
    assert restored.raw.fetch(7, 2) == table.raw.fetch(7, 2)


def test_cells_are_shown_plainly_and_what_is_missing_is_empty() -> None:
    table = pd.DataFrame(
        {
            "day": np.array(["2024-03-01", "NaT", "2024-03-01T12:30:00"], "datetime64[us]"),
            "number": [1.0, np.nan, 2.5],
            "count": pd.array([1, None, 3], dtype="Int64"),
            "text": pd.Categorical(["a.0", None, "b"]),
        },
        index=[2, 5, 9],
    )
    assert KeptRows(table).fetch(0, 9) == (
        (2, ("2024-03-01", "1", "1", "a.0")),
        (5, ("", "", "", "")),
        (9, ("2024-03-01 12:30:00", "2.5", "3", "b")),
    )
    assert KeptRows(table[[]]).fetch(0, 1) == ((2, ()),)
