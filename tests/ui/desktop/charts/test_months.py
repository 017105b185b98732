from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from tests.ui.desktop.charts.showing import ink
from ui.desktop.charts.months import MonthBar, MonthsChart

BARS = (
    MonthBar("Jan 2025", 120.0, 0, "January 2025: 120"),
    MonthBar("Feb 2025", 0.0, 2, "February 2025: 2 contacts"),
    MonthBar("Mar 2025", -40.0, 1, "March 2025: −40, 1 contact"),
)


def shown(qtbot: QtBot, bars: tuple[MonthBar, ...]) -> MonthsChart:
    chart = MonthsChart()
    qtbot.addWidget(chart)
    chart.resize(260, 128)
    chart.show_months(bars)
    chart.show()
    return chart


def test_orders_and_contacts_of_a_month_are_drawn(qtbot: QtBot) -> None:
    whole = ink(shown(qtbot, BARS).grab().toImage())
    fewer = ink(shown(qtbot, (BARS[0], MonthBar("Feb 2025", 0.0, 0, ""))).grab().toImage())
    assert whole != fewer
    assert ink(shown(qtbot, ()).grab().toImage()) < fewer


def test_the_words_leave_out_empty_months(qtbot: QtBot) -> None:
    empty = MonthBar("Apr 2025", 0.0, 0, "April 2025: nothing")
    told = shown(qtbot, (*BARS, empty)).accessibleDescription()
    assert told == "; ".join(bar.words for bar in BARS)
    assert shown(qtbot, (empty,)).accessibleDescription() == "No orders and no contacts"


def test_the_month_under_the_pointer_is_told(qtbot: QtBot) -> None:
    chart = shown(qtbot, BARS)
    at = QPoint(150, 40)
    QApplication.sendEvent(chart, QHelpEvent(QEvent.Type.ToolTip, at, chart.mapToGlobal(at)))
    assert "February 2025" in QToolTip.text()
