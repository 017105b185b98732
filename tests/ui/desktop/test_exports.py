from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

import resources
from core.export_kinds import PLAN, FileWanted
from core.requests import Export
from ui.desktop.file_choosing import (
    DOCUMENTS,
    SLIDES,
    choose_document,
    choose_slides,
    choose_template,
)
from ui.desktop.session import Session


@pytest.fixture
def asked(busy_free: Session, monkeypatch: pytest.MonkeyPatch) -> list[Export]:
    """The exports that the session asks for."""
    found: list[Export] = []
    monkeypatch.setattr(
        Session, "export", lambda _session, _path, _doing, request: found.append(request)
    )
    return found


def choosing(monkeypatch: pytest.MonkeyPatch, path: str, kind: str) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (path, kind))


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    ("typed", "kind", "written"),
    [
        ("/x/board", SLIDES, "/x/board.pptx"),
        ("/x/b.PPTX", SLIDES, "/x/b.PPTX"),
        ("/x/r", "PDF (*.pdf)", "/x/r.pdf"),
        ("/x/r", "Web page (*.html)", "/x/r.html"),
        ("/x/r.html", "PDF (*.pdf)", "/x/r.html"),
    ],
)
def test_what_is_chosen_is_written_with_the_ending_of_its_kind(
    window: QWidget,
    busy_free: Session,
    asked: list[Export],
    monkeypatch: pytest.MonkeyPatch,
    *,
    typed: str,
    kind: str,
    written: str,
) -> None:
    choosing(monkeypatch, typed, kind)
    choose = choose_slides if kind == SLIDES else choose_document
    choose(window, busy_free)
    (request,) = asked
    assert written == (request.documents.slides_path or request.documents.report_path)
    assert kind in {SLIDES, *DOCUMENTS.split(";;")}


def test_a_template_is_chosen_before_the_file_that_is_written(
    window: QWidget, busy_free: Session, asked: list[Export], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("/x/ours.xlsx", ""))
    choosing(monkeypatch, "/x/plan.xlsx", "")
    choose_template(window, busy_free)
    (request,) = asked
    assert request.files == (FileWanted(PLAN, "/x/plan.xlsx", workbook="/x/ours.xlsx"),)


def test_nothing_is_written_if_nothing_is_chosen(
    window: QWidget, busy_free: Session, asked: list[Export], monkeypatch: pytest.MonkeyPatch
) -> None:
    choosing(monkeypatch, "", "")
    choose_slides(window, busy_free)
    assert asked == []


def test_the_type_of_the_report_travels_with_the_program() -> None:
    for name in ("Carlito-Regular.ttf", "Carlito-Bold.ttf", "OFL.txt"):
        assert Path(resources.path(f"fonts/{name}")).is_file()
