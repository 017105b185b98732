from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.answers import Analysis
from core.settings import ALIKE_SHEETS, Source
from core.views import Arrays
from tests.corpus.made_books import Book, Sheet, rows_xml
from tests.ui.desktop.conftest import shown, worked_out
from ui.desktop.pages.data.reading import ALL_ALIKE, ReadingPanel
from ui.desktop.session import Session
from ui.starting import default_settings

HEADER = ["Customer ID", "Satisfaction", "Cost", "CLTV"]


def region(name: str) -> Sheet:
    rows = [[f"{name}{row}", row % 9, row, 9] for row in range(20)]
    return Sheet(rows_xml([HEADER, *rows]), name=name)


@pytest.fixture
def yearly(tmp_path: Path, arrays: Arrays) -> Analysis:
    sheets = [
        Sheet(
            rows_xml([HEADER, *([f"{name}{row}", row % 9, row, 9] for row in range(20))]), name=name
        )
        for name in ("North", "South")
    ]
    path = Book(sheets).write(tmp_path / "regions.xlsx")
    return worked_out(replace(default_settings(), sources=(Source(str(path)),)), arrays)


def test_a_sheet_can_be_chosen_instead_of_all_that_are_alike(
    qtbot: QtBot, empty_session: Session, yearly: Analysis
) -> None:
    session = shown(empty_session, yearly)
    panel = ReadingPanel(session)
    qtbot.addWidget(panel)
    view = yearly.sources[0]
    assert view is not None
    assert view.receipt.accepted == 40
    panel.show_source(yearly.settings.sources[0], view)
    assert not panel._sheet.isHidden()
    assert panel._encoding.isHidden()
    offered = [panel._sheet.itemText(place) for place in range(panel._sheet.count())]
    assert offered == [ALL_ALIKE, "North", "South"]
    assert panel._sheet.currentText() == ALL_ALIKE
    assert view.recipe.sheet == ALIKE_SHEETS
    panel._sheet.activated.emit(2)
    assert session.settings.sources[0].recipe.sheet == "South"
