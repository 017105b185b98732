import pytest
from PySide6.QtCore import QDate, QLocale

from core.tables.listing import CellKind, ColumnForm, ListColumn
from ui.desktop.customer_words import cell_words, is_missing


def column(kind: CellKind, words: tuple[str, ...] = ()) -> ListColumn:
    return ListColumn("key", "Title", kind, words=words)


@pytest.mark.parametrize(
    ("kind", "cell", "said"),
    [
        (CellKind.NUMBER, 1234.5, "1,234.5"),
        (CellKind.NUMBER, float("nan"), ""),
        (CellKind.DATE, "", ""),
        (CellKind.TEXT, " two\n lines ", "two lines"),
        (CellKind.WORD, 1, "second"),
        (CellKind.WORD, -1, ""),
        (CellKind.WORD, 7, ""),
    ],
)
def test_a_cell_is_written_as_people_read_it(kind: CellKind, cell: object, said: str) -> None:
    words = ("first", "second") if kind is CellKind.WORD else ()
    assert cell_words(column(kind, words), cell, ColumnForm(whole=False, span=3.0)) == said


def test_a_day_is_written_as_the_locale_does() -> None:
    words = cell_words(column(CellKind.DATE), "2025-03-31", ColumnForm())
    timed = cell_words(column(CellKind.DATE), "2025-03-31 13:45:10", ColumnForm())
    assert timed == f"{words} 13:45:10"
    assert QDate(2025, 3, 31).toString("dd") in words
    assert words == QLocale().toString(QDate(2025, 3, 31), QLocale.FormatType.ShortFormat)


def test_whole_numbers_have_no_decimals() -> None:
    form = ColumnForm(span=20.0, whole=True)
    assert cell_words(column(CellKind.NUMBER), 12.0, form) == "12"


def test_blank_and_no_number_are_missing() -> None:
    assert is_missing("")
    assert is_missing(float("nan"))
    assert not is_missing(0)
