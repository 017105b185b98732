from dataclasses import replace

from PySide6.QtCore import QSettings

from core.chores import Done, HoldAnalysis
from core.document import Document, Period
from core.settings import PlanSettings
from tests.ui.desktop.conftest import Listener
from ui.desktop.periods import look_at
from ui.desktop.session import Session


def with_two_periods(kept: QSettings) -> tuple[Session, Listener]:
    bridge = Listener()
    session = Session(bridge, kept)
    settings = session.settings
    earlier = Period(replace(settings, plan=PlanSettings(budget=1.0)))
    session.edit_document("adding a period", Document((earlier, Period(settings))))
    return session, bridge


def test_what_is_left_for_an_earlier_period_is_kept_for_saving(kept: QSettings) -> None:
    session, bridge = with_two_periods(kept)
    look_at(session, 0)
    assert bridge.chores == [HoldAnalysis(session.analysis.serial)]
    look_at(session, 1)
    assert len(bridge.chores) == 1


def test_it_is_told_where_that_cannot_be_kept(kept: QSettings) -> None:
    session, bridge = with_two_periods(kept)
    look_at(session, 0)
    bridge.done.emit(Done(1, message="The disk is full.", hint="Make room on it."))
    assert session.fault is not None
    assert session.fault.message == "The disk is full."
