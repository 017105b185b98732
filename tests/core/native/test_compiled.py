import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from core.native import library
from core.native import text as loops

ROOT = Path(__file__).resolve().parents[3]


def test_the_loops_are_compiled_where_changes_are_taken_in() -> None:
    if not os.environ.get("CI") and not library.compiled_path().exists():
        pytest.skip("the loops are not compiled here")
    assert library.compiled() is not None


def test_other_sources_are_another_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = library.compiled_path().name
    for source in library.sources():
        (tmp_path / source.name).write_bytes(source.read_bytes())
    (tmp_path / "more.c").write_bytes(b"\n")
    monkeypatch.setattr(library, "FOLDER", tmp_path)
    assert library.compiled_path().name != before
    assert library.compiled_path().parent == tmp_path


def test_without_the_file_there_are_no_loops(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "FOLDER", tmp_path)
    assert library.compiled.__wrapped__() is None
    library.compiled_path().write_bytes(b"no library")
    assert library.compiled.__wrapped__() is None


def test_a_cell_at_the_very_end_of_a_text_is_read() -> None:
    if library.compiled() is None:
        pytest.skip("the loops are not compiled here")
    text = np.frombuffer(b"1,22" + bytes(loops.PADDING), np.uint8)
    found = loops.divide(text, 4, ord(","), 0, 2)
    assert found is not None
    read = loops.read_plain(text, found.starts[1], found.sizes[1])
    assert read is not None
    assert read[0].tolist() == [22]


def test_many_short_lines_below_a_wide_header_take_little_room() -> None:
    if library.compiled() is None:
        pytest.skip("the loops are not compiled here")
    content = b"," * 2_999 + b"\n" * 900
    text = np.frombuffer(content + bytes(loops.PADDING), np.uint8)
    found = loops.divide(text, len(content), ord(","), 0, 3_000)
    assert found is not None
    assert found.records == 900
    assert found.starts.shape == (3_000, 1)
    assert found.starts.base is not None
    assert found.starts.base.nbytes < 10 * 3_000 * 8


def test_compiling_again_changes_nothing() -> None:
    if library.compiled() is None:
        pytest.skip("the loops are not compiled here")
    before = library.compiled_path().stat().st_mtime_ns
    subprocess.run([sys.executable, str(ROOT / "build" / "native.py")], check=True)
    assert library.compiled_path().stat().st_mtime_ns == before
