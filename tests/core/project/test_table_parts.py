import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.project.pool import TablePool
from core.project.table_parts import TableReader, TableWriter

ROWS = 4
WHOLE_SECONDS = st.datetimes().map(lambda day: day.replace(microsecond=0))
KINDS = {
    "int64": st.integers(-(2**63), 2**63 - 1),
    "int8": st.integers(-128, 127),
    "float64": st.floats(),
    "float32": st.floats(width=32),
    "bool": st.booleans(),
    "Int64": st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1)),
    "boolean": st.one_of(st.none(), st.booleans()),
    "str": st.one_of(st.none(), st.text()),
    "category": st.one_of(st.none(), st.sampled_from(["a", "NA", "", "é😀"])),
    "datetime64[us]": st.one_of(st.none(), st.datetimes()),
    "datetime64[s]": st.one_of(st.none(), WHOLE_SECONDS),
}


@st.composite
def an_array(draw: st.DrawFn) -> Any:
    kind = draw(st.sampled_from(sorted(KINDS)))
    values = draw(st.lists(KINDS[kind], min_size=ROWS, max_size=ROWS))
    if kind == "category":
        words = pd.Index(["", "unused", "é😀", "NA", "a"], dtype="str")
        return pd.Categorical(values, categories=words)
    if kind.startswith("datetime"):
        return np.array(values, dtype=kind)
    return pd.array(values, dtype=kind)


def there_and_back(folder: Path, value: Any) -> Any:
    pool = TablePool(folder)
    writer = TableWriter(pool)
    form = json.loads(json.dumps(writer.form(value)))
    return TableReader(pool, {part.sha256: part for part in writer.parts}).value(type(value), form)


@given(arrays=st.dictionaries(st.text(), an_array(), max_size=4), index=an_array())
def test_frames_of_every_kind_of_column_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, arrays: dict[str, Any], index: Any
) -> None:
    frame = pd.DataFrame(arrays, index=pd.Index(index, name="row"))
    found = there_and_back(tmp_path_factory.getbasetemp() / "pool", frame)
    pd.testing.assert_frame_equal(found, frame, check_exact=True, check_column_type=False)


@pytest.mark.parametrize(
    "array",
    [
        np.arange(12.0).reshape(4, 3),
        np.zeros((3, 0)),
        np.zeros((0, 3)),
        np.zeros(0),
        np.arange(24, dtype=np.int8).reshape(2, 3, 4),
        np.array(["a", "bcd"]),
        np.array(["2020-01-01"], "datetime64[ns]"),
        np.array([True, False]),
        np.array([[np.nan, -0.0], [np.inf, 5e-324]]),
    ],
    ids=lambda array: f"{array.dtype}{array.shape}",
)
def test_arrays_of_every_shape_come_back_as_they_were(tmp_path: Path, array: Any) -> None:
    found = there_and_back(tmp_path, array)
    assert found.dtype == array.dtype
    assert found.shape == array.shape
    np.testing.assert_array_equal(found, array, strict=True)


def test_what_several_tables_share_is_kept_once_and_stays_shared(tmp_path: Path) -> None:
    ids = pd.Index(["a", "b"], name="customer_id", dtype="str")
    frame = pd.DataFrame({"x": [1, 2]}, index=ids)
    writer = TableWriter(TablePool(tmp_path))
    forms = writer.form(ids), writer.form(frame)
    assert len(writer.parts) == 2
    reader = TableReader(TablePool(tmp_path), {part.sha256: part for part in writer.parts})
    index, found = (reader.value(object, form) for form in forms)
    assert found.index is index


def test_objects_that_are_not_text_are_refused(tmp_path: Path) -> None:
    writer = TableWriter(TablePool(tmp_path))
    for value in (np.array([{}], dtype=object), {"a": 1}, pd.Index([1, "a"], dtype=object)):
        with pytest.raises(TypeError):
            writer.form(value)


@pytest.mark.parametrize(
    "lie",
    [
        {"$form": "pickle"},
        {"$form": "index", "name": "a", "table": "../../etc/passwd", "kinds": ["int64"]},
        {"$form": "index", "name": "a", "kinds": ["int64"]},
        {"$form": "array", "shape": [2], "kinds": ["float64"]},
        {"$form": "array", "shape": [5], "kinds": ["int64"]},
        {"$form": "array", "shape": [-1, 7], "kinds": ["int64"]},
        {"$form": "array", "shape": "x", "kinds": ["int64"]},
        {"$form": "array", "shape": [2], "kinds": ["int64", "int64"]},
        {"$form": "array", "shape": [2], "kinds": [{"words": {}, "ordered": False}]},
        {"$form": "array", "shape": [2], "kinds": ["no such type"]},
        {"$form": "frame", "index": {}, "kinds": ["int64"]},
    ],
)
def test_a_form_that_lies_is_refused(tmp_path: Path, lie: dict[str, Any]) -> None:
    writer = TableWriter(TablePool(tmp_path))
    table = writer.form(np.array([7, 8]))["table"]
    reader = TableReader(TablePool(tmp_path), {part.sha256: part for part in writer.parts})
    with pytest.raises(ValueError, match="not as it was described"):
        reader.value(np.ndarray, {"table": table, **lie})
