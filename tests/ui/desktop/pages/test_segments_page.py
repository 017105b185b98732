from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from core.answers import Analysis, SegmentsView
from core.tables.segments import Ideal
from ui.desktop.pages.segments import wording
from ui.desktop.pages.segments.arrays import ideal_region, ideal_region_of_scores, mapped
from ui.desktop.pages.segments.page import SegmentsPage
from ui.desktop.session import Session


def view(analysis: Analysis) -> SegmentsView:
    assert analysis.segments is not None
    return analysis.segments


def without_ideal(analysis: Analysis) -> Analysis:
    segments = tuple(replace(one, ideal=False) for one in view(analysis).segments)
    ideal = Ideal(None, 1, "None is near the top in all three.", (0.6, 0.6, 0.6), 14)
    return replace(analysis, segments=replace(view(analysis), segments=segments, ideal=ideal))


@pytest.fixture
def page(qtbot: QtBot, busy_free: Session) -> SegmentsPage:
    busy_free.page = "segments"
    made = SegmentsPage(busy_free)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    return made


def test_a_row_and_a_mark_choose_the_same_segment(page: SegmentsPage, busy_free: Session) -> None:
    page._side.list.picked.emit(3)
    assert busy_free.segment == 4
    assert page._chart.scatter.selected_segment() == 4
    page._chart.scatter.segment_clicked.emit(2)
    assert busy_free.segment == 2
    assert [index.row() for index in page._side.list.selectionModel().selectedRows()] == [1]


def test_shares_add_up_and_the_unscored_have_their_own_row(analysis: Analysis) -> None:
    rows = wording.list_rows(view(analysis))
    segments = rows[: len(view(analysis).segments)]
    assert round(sum(float(row[2].plain) for row in segments), 6) == 100.0
    assert rows[-1][0].text == "Satisfaction unknown"
    assert rows[-1][1].text == str(view(analysis).unscored) == "12"


def test_no_ideal_is_an_honest_title_with_a_region(
    qtbot: QtBot, busy_free: Session, analysis: Analysis
) -> None:
    honest = without_ideal(analysis)
    assert wording.title(honest)[0] == "No segment is ideal yet; 14 customers are close"
    assert wording.why(view(honest))[0] == "Why is no segment ideal?"
    axes = honest.axes
    assert axes is not None
    region = ideal_region(mapped(view(honest)), axes.axes, (0, 1), view(honest))
    assert region is not None
    left, right, bottom, top = region
    assert left < right
    assert bottom < top
    busy_free.page, busy_free.analysis = "segments", honest
    made = SegmentsPage(busy_free)
    qtbot.addWidget(made)
    made.show()
    assert not made.grab().isNull()


def test_any_pair_of_axes_can_be_looked_at(page: SegmentsPage, busy_free: Session) -> None:
    controls = page._chart._controls
    controls._set_axis(0, 2)
    assert busy_free.looking.chart.axes == (2, 0, 1)
    controls._set_axis(1, 1)
    assert busy_free.looking.chart.axes == (2, 1, 0)
    assert page._chart._title.text().endswith("lifetime value and cost to serve")


@pytest.mark.parametrize("width", [500, 800, 1280])
def test_the_chart_keeps_its_height_however_narrow_the_page_is(
    qtbot: QtBot, page: SegmentsPage, width: int
) -> None:
    page.resize(width, 700)
    qtbot.waitUntil(lambda: page._chart.scatter.height() >= 240)
    assert page._chart.height() >= 500


def test_an_empty_page_says_what_it_needs(qtbot: QtBot, empty_session: Session) -> None:
    empty_session.page = "segments"
    made = SegmentsPage(empty_session)
    qtbot.addWidget(made)
    made.show()
    assert made._back.isVisible()
    assert not made._beside.isVisible()
    made._back.click()
    assert empty_session.page == "data"


def test_nobody_close_to_the_ideal_is_said_in_words(analysis: Analysis) -> None:
    honest = without_ideal(analysis)
    ideal = replace(view(honest).ideal, close=0)
    nobody = replace(honest, segments=replace(view(honest), ideal=ideal))
    assert wording.title(nobody)[0] == "No segment is ideal yet; nobody is close"


def test_the_chart_shows_scores_or_values(page: SegmentsPage) -> None:
    scatter = page._chart.scatter
    assert "score (1 is best" in scatter.accessibleDescription()
    assert "without a score" in scatter.note()
    values, scores = page._chart._controls.menu().actions()[:2]
    assert [values.isChecked(), scores.isChecked()] == [False, True]
    values.trigger()
    assert "score" not in scatter.accessibleDescription()
    assert "without a value on every axis" in scatter.note()


def test_the_ideal_region_of_scores_is_a_corner(analysis: Analysis) -> None:
    assert ideal_region_of_scores((0, 2), view(without_ideal(analysis))) == (0.6, 1.0, 0.6, 1.0)
