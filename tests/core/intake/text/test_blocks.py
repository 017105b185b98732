import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.intake.text import cutting
from core.intake.text.blocks import divide
from core.intake.text.cutting import cut
from core.intake.text.dialect import Dialect
from core.intake.text.scanner import scan
from core.intake.text.slab import Slab
from core.intake.text.slow_blocks import Block, divide_slowly

pytestmark = pytest.mark.usefixtures("both_ways")

LETTERS = st.text('ab,;"\n\r\u00fc ', max_size=60)
COMMA = Dialect(",")


def found(block: Block) -> tuple[object, ...]:
    columns = [cells.texts() for cells in block.columns]
    return columns, block.fitting.tolist(), block.odd, block.records, block.lines


@settings(max_examples=400)
@given(LETTERS, st.integers(1, 4), st.sampled_from(['"', ""]))
def test_many_records_are_divided_as_each_by_itself(text: str, width: int, quote: str) -> None:
    dialect = Dialect(",", quote)
    assert found(divide(Slab(text.encode()), dialect, width)) == found(
        divide_slowly(text.encode(), dialect, width)
    )


@given(st.text("ab, \n", min_size=1, max_size=60), st.integers(1, 4))
def test_spaces_behind_separators_are_left_out_alike(text: str, width: int) -> None:
    dialect = Dialect(",", "", spaced=True)
    assert found(divide(Slab(text.encode()), dialect, width)) == found(
        divide_slowly(text.encode(), dialect, width)
    )


@settings(max_examples=400)
@given(LETTERS, st.integers(1, 20))
def test_a_text_in_pieces_has_the_records_of_the_whole(text: str, size: int) -> None:
    pieces = [text[at : at + size].encode() for at in range(0, len(text), size)]
    parts = [b"".join(piece.parts).decode() for piece in cut(pieces, COMMA)]
    assert "".join(parts) == text
    read = [(record.cells, record.good) for part in parts for record in scan(part, COMMA)]
    assert read == [(record.cells, record.good) for record in scan(text, COMMA)]


def test_a_mark_that_is_never_closed_spoils_its_line_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cutting, "_LONGEST_RECORD", 40)
    text = 'id,name\n1,"Anna\n' + "2,Bob\n" * 20
    pieces = [text[at : at + 30].encode() for at in range(0, len(text), 30)]
    parts = [b"".join(piece.parts).decode() for piece in cut(pieces, COMMA)]
    assert "".join(parts) == text
    assert '1,"Anna\n' in parts
    read = [(record.cells, record.good) for part in parts for record in scan(part, COMMA)]
    assert read == [(record.cells, record.good) for record in scan(text, COMMA)]


@given(st.text("ab,\n", max_size=40))
def test_without_marks_a_record_is_a_line(text: str) -> None:
    lines = re.split("\n", text.removesuffix("\n")) if text else []
    records = [record.cells for record in scan(text, COMMA)]
    assert records == [tuple(line.split(",")) if line else () for line in lines]


def test_a_broken_record_is_taken_apart_leniently() -> None:
    text = '18/02,"02:15,2,"All, Round 48""",""\n'
    (record,) = scan(text, COMMA)
    assert record.cells == ("18/02", '"02:15', "2", 'All, Round 48"', "")
    assert not record.good
