from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import shiboken6
from PySide6.QtCore import QObject, QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.answers import Analysis
from core.customer_lookups import CustomerCard, CustomerQuery, CustomerRows, CustomerRowsShown
from core.export_kinds import BOOK, CRM, PLAN, FileWanted
from core.requests import RowsShown, SourceRows
from core.settings import Axis, Language, PlanSettings
from core.tables.card import Card
from core.tables.segments import Segment
from ui.desktop.engine_bridge import EngineBridge
from ui.desktop.selection import picked_among
from ui.desktop.session import Session

WAIT = 60_000


@pytest.fixture(scope="module")
def bridge(qapp: QApplication) -> Iterator[EngineBridge]:
    """One engine for all sessions here: starting one takes longer than a test."""
    made = EngineBridge()
    yield made
    made.close()


@pytest.fixture
def session(qtbot: QtBot, bridge: EngineBridge, tmp_path: Path) -> Iterator[Session]:
    made = opened(bridge, tmp_path)
    yield made
    bridge.received.disconnect(made._hear)


def opened(bridge: EngineBridge, folder: Path) -> Session:
    kept = QSettings(str(folder / "kept.ini"), QSettings.Format.IniFormat)
    return Session(bridge, kept)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    path = tmp_path / "base.csv"
    rows = [f"c{n:03},{n % 10},{n * 7 % 90},{n * 13 % 500}" for n in range(300)]
    header = "Customer,Satisfaction,Cost to serve,CLTV"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def settle(qtbot: QtBot, session: Session) -> Analysis:
    qtbot.waitUntil(lambda: not session.busy, timeout=WAIT)
    return session.analysis


def test_opening_a_file_leads_to_segments_and_actions(
    qtbot: QtBot, session: Session, base: Path
) -> None:
    session.open_files([str(base)])
    assert session.updating
    analysis = settle(qtbot, session)
    assert analysis.problem is None
    assert analysis.segments is not None
    assert analysis.actions is not None
    assert len(analysis.segments.segments) == 9


def test_rows_of_a_source_can_be_looked_up_while_it_is_analysed_again(
    qtbot: QtBot, session: Session, base: Path
) -> None:
    session.open_files([str(base)])
    analysis = settle(qtbot, session)
    shown: list[RowsShown] = []
    session.edit("budget", replace(session.settings, plan=PlanSettings(budget=5.0)))
    session.look_up(SourceRows(analysis.serial, 0, 297, 10), shown.append)
    qtbot.waitUntil(lambda: bool(shown), timeout=WAIT)
    assert shown[0].total == 300
    assert shown[0].places == (299, 300, 301)
    assert shown[0].cells[-1] == ("c299", "9", "23", "387")
    settle(qtbot, session)


def test_a_customer_can_be_looked_up_while_everything_is_analysed_again(
    qtbot: QtBot, session: Session, base: Path
) -> None:
    session.open_files([str(base)])
    serial = settle(qtbot, session).serial
    told: list[object] = []
    session.edit("budget", replace(session.settings, plan=PlanSettings(budget=5.0)))
    query = CustomerQuery(order_by="axis lifetime_value", descending=True)
    session.look_up(CustomerRows(serial, query, ("customer",), 0, 3), told.append)
    session.look_up(CustomerCard(serial, 7), told.append)
    qtbot.waitUntil(lambda: len(told) == 2, timeout=WAIT)
    rows, card = told
    assert isinstance(rows, CustomerRowsShown)
    assert rows.total == 300
    assert isinstance(card, Card)
    assert card.id == "c007"
    settle(qtbot, session)


def test_nothing_is_told_to_a_page_that_is_gone(qtbot: QtBot, session: Session, base: Path) -> None:
    session.open_files([str(base)])
    serial = settle(qtbot, session).serial
    told: list[str] = []
    gone = QObject()
    session.look_up(CustomerCard(serial, 7), lambda _card: told.append("gone"), gone)
    session.look_up(CustomerCard(serial, 8), lambda _card: told.append("here"))
    shiboken6.delete(gone)
    qtbot.waitUntil(lambda: bool(told), timeout=WAIT)
    assert told == ["here"]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_list_is_written_as_filtered_and_sorted(
    qtbot: QtBot, session: Session, base: Path, tmp_path: Path, ending: str
) -> None:
    session.open_files([str(base)])
    settle(qtbot, session)
    path = tmp_path / f"list.{ending}"
    query = CustomerQuery(search="c29", order_by="customer", descending=True)
    kind = BOOK if ending == "xlsx" else CRM
    session.write(FileWanted(kind, str(path), query, columns=("customer", "segment")))
    assert session.busy == f"Writing list.{ending}"
    settle(qtbot, session)
    assert session.notice == f"Saved list.{ending}: 10 customers"
    if ending == "csv":
        lines = path.read_text(encoding="utf-8-sig").splitlines()
        assert lines[0].startswith("Customer,")
        assert [line[:4] for line in lines[1:]] == [f"c{n}" for n in range(299, 289, -1)]
    else:
        assert path.stat().st_size > 4_000


def test_a_list_never_takes_the_place_of_a_source(
    qtbot: QtBot, session: Session, base: Path
) -> None:
    session.open_files([str(base)])
    settle(qtbot, session)
    before = base.read_bytes()
    session.write(FileWanted(CRM, str(base), columns=("customer",)))
    settle(qtbot, session)
    assert session.fault is not None
    assert base.read_bytes() == before


def test_who_is_looked_at_is_forgotten_when_the_customers_change(
    qtbot: QtBot, session: Session, base: Path
) -> None:
    session.open_files([str(base)])
    settle(qtbot, session)
    session.show(looking=replace(session.looking, columns=("name",)).opened(7))
    session.edit("budget", replace(session.settings, plan=PlanSettings(budget=5.0)))
    settle(qtbot, session)
    assert session.looking.customer == 7
    session.edit("closing the files", replace(session.settings, sources=(), axes=()))
    settle(qtbot, session)
    assert session.looking.customer is None
    assert session.looking.columns == ("name",)


def test_a_filter_by_segment_goes_on_when_the_segment_is_called_something_else(
    qtbot: QtBot, session: Session, base: Path
) -> None:
    session.open_files([str(base)])
    settle(qtbot, session)
    query = CustomerQuery(filters=(("segment", segments_of(session)[2].name),))
    session.show(looking=replace(session.looking, query=query))
    chosen = session.settings.segmentation
    german = replace(chosen, names_language=Language.GERMAN)
    own = replace(german, names=((segments_of(session)[2].identity, "Our stars"),))
    for segmentation in (german, own):
        session.edit("names", replace(session.settings, segmentation=segmentation))
        settle(qtbot, session)
        assert session.looking.query.filters == (("segment", segments_of(session)[2].name),)
    assert session.looking.query.filters == (("segment", "Our stars"),)
    session.undo()
    session.undo()
    settle(qtbot, session)
    assert session.looking.query == query


def test_a_filter_whose_word_is_not_there_any_more_ends(
    qtbot: QtBot, session: Session, base: Path
) -> None:
    session.open_files([str(base)])
    settle(qtbot, session)
    plan = ("plan", "in plan")
    query = CustomerQuery("c0", filters=(("segment", "Nobody's"), plan, ("gone", "at all")))
    session.show(looking=replace(session.looking, query=query))
    session.edit("budget", replace(session.settings, plan=PlanSettings(budget=5.0)))
    settle(qtbot, session)
    assert session.looking.query == CustomerQuery("c0", filters=(plan,))


def segments_of(session: Session) -> tuple[Segment, ...]:
    assert session.analysis.segments is not None
    return session.analysis.segments.segments


def test_a_selection_holds_until_the_customers_change(
    qtbot: QtBot, session: Session, base: Path
) -> None:
    session.open_files([str(base)])
    settle(qtbot, session)
    members = np.zeros(300, bool)
    members[:7] = True
    session.select("The first seven", members)
    session.edit("budget", replace(session.settings, plan=PlanSettings(budget=5.0)))
    settle(qtbot, session)
    assert session.selection is not None
    assert session.selection.customers == 7
    session.edit("closing the files", replace(session.settings, sources=(), axes=()))
    settle(qtbot, session)
    assert session.selection is None


def test_a_change_can_be_undone_and_says_so(qtbot: QtBot, session: Session, base: Path) -> None:
    session.open_files([str(base)])
    settle(qtbot, session)
    before = session.settings
    session.edit("number of segments", replace(before, plan=PlanSettings(budget=100.0)))
    settle(qtbot, session)
    assert session.undo_name == "number of segments"
    session.undo()
    settle(qtbot, session)
    assert session.settings == before
    assert session.redo_name == "number of segments"
    session.redo()
    settle(qtbot, session)
    assert session.settings.plan.budget == 100.0
    assert session.notice == "Redid: number of segments"


def test_the_earlier_segments_stay_until_the_new_ones_are_ready(
    qtbot: QtBot, session: Session, base: Path
) -> None:
    session.open_files([str(base)])
    earlier = settle(qtbot, session)
    segmentation = replace(session.settings.segmentation, segments=4)
    session.edit("number of segments", replace(session.settings, segmentation=segmentation))
    assert session.analysis is earlier
    later = settle(qtbot, session)
    assert later.segments is not None
    assert len(later.segments.segments) == 4


def test_a_problem_leaves_the_tables_before_it(qtbot: QtBot, session: Session, base: Path) -> None:
    session.open_files([str(base)])
    settle(qtbot, session)
    axes = (Axis("satisfaction", "Nothing"), Axis("a", "CLTV"), Axis("b", "Cost to serve"))
    session.edit("axes", replace(session.settings, axes=axes))
    analysis = settle(qtbot, session)
    assert analysis.problem is not None
    assert analysis.problem.step == "scored"
    assert analysis.customers is not None
    assert analysis.segments is None


def test_a_plan_is_written_and_told(
    qtbot: QtBot, session: Session, base: Path, tmp_path: Path
) -> None:
    session.open_files([str(base)])
    settle(qtbot, session)
    session.write(FileWanted(PLAN, str(tmp_path / "plan.xlsx")))
    assert session.exporting
    settle(qtbot, session)
    assert session.notice == ("Saved plan.xlsx: 300 customers, 17 held out: leave those alone")
    assert (tmp_path / "plan.xlsx").stat().st_size > 10_000


def test_a_plan_that_cannot_be_written_is_a_fault_that_can_be_dismissed(
    qtbot: QtBot, session: Session, base: Path, tmp_path: Path
) -> None:
    session.open_files([str(base)])
    settle(qtbot, session)
    session.write(FileWanted(PLAN, str(tmp_path / "nowhere" / "plan.xlsx")))
    analysis = settle(qtbot, session)
    assert session.fault is not None
    assert "nowhere" in session.fault.message
    assert analysis.segments is not None
    session.dismiss()
    assert session.fault is None


def test_cancelling_keeps_what_was_there(qtbot: QtBot, session: Session, base: Path) -> None:
    session.open_files([str(base)])
    earlier = settle(qtbot, session)
    session.open_sample()
    session.cancel()
    settle(qtbot, session)
    assert session.notice.startswith("Stopped")
    assert session.analysis is earlier
    assert session.behind
    session.rerun()
    later = settle(qtbot, session)
    assert not session.behind
    assert later.customers is not None
    assert later.customers.customers == 5000


def test_customers_picked_are_never_others_in_a_file(
    qtbot: QtBot, session: Session, base: Path, tmp_path: Path
) -> None:
    session.open_files([str(base)])
    settle(qtbot, session)
    session.select("The first", np.arange(300) < 2)
    query = picked_among(session.analysis, session.selection)
    base.write_text(base.read_text(encoding="utf-8").replace("c000", "a000"), encoding="utf-8")
    session.write(FileWanted(CRM, str(tmp_path / "picked.csv"), query, columns=("customer",)))
    settle(qtbot, session)
    assert session.fault is not None
    assert session.fault.message.startswith("The customers are not those any more")
    assert not (tmp_path / "picked.csv").exists()


def test_an_engine_that_does_not_listen_is_ended_and_the_next_change_gets_a_new_one(
    qtbot: QtBot, session: Session, base: Path
) -> None:
    session.open_files([str(base)])
    settle(qtbot, session)
    session.open_sample()
    session._bridge._kill()
    session.open_files([str(base)])
    analysis = settle(qtbot, session)
    assert session.fault is None
    assert analysis.sources


def test_an_engine_that_dies_is_told_and_the_window_goes_on(
    qtbot: QtBot, session: Session, base: Path
) -> None:
    session.open_sample()
    qtbot.waitUntil(lambda: session.fraction > 0, timeout=WAIT)
    session._bridge._client.kill()
    settle(qtbot, session)
    assert session.fault is not None
    session.rerun()
    assert settle(qtbot, session).segments is not None


def test_a_file_is_not_added_twice(qtbot: QtBot, session: Session, base: Path) -> None:
    session.open_files([str(base)])
    settle(qtbot, session)
    session.open_files([str(base)])
    assert len(session.settings.sources) == 1
    assert session.notice


def test_files_opened_over_the_sample_take_its_place(
    qtbot: QtBot, session: Session, base: Path
) -> None:
    session.open_sample()
    settle(qtbot, session)
    session.open_files([str(base)])
    analysis = settle(qtbot, session)
    assert [source.path for source in session.settings.sources] == [str(base)]
    assert analysis.customers is not None
    assert analysis.customers.customers == 300


def test_removing_the_last_source_leads_back_to_the_start(
    qtbot: QtBot, session: Session, base: Path
) -> None:
    session.open_files([str(base)])
    settle(qtbot, session)
    session.remove_source(0)
    analysis = settle(qtbot, session)
    assert session.settings.sources == ()
    assert analysis.sources == ()
    assert analysis.problem is None


def test_recent_files_and_the_view_are_remembered(
    qtbot: QtBot, bridge: EngineBridge, base: Path, tmp_path: Path
) -> None:
    first = opened(bridge, tmp_path)
    first.open_files([str(base)])
    first.show(theme="dark", zoom=1.25, comfortable=True)
    settle(qtbot, first)
    bridge.received.disconnect(first._hear)
    first.kept.sync()
    second = opened(bridge, tmp_path)
    assert second.recent == (str(base),)
    assert (second.theme, second.zoom) == ("dark", 1.25)
    assert (second.comfortable, second.still) == (True, False)
    bridge.received.disconnect(second._hear)


def test_a_fault_of_the_program_becomes_a_report(qtbot: QtBot, session: Session) -> None:
    session.tell_fault("Traceback …")
    assert session.report == "Traceback …"
    session.dismiss()
    assert session.report == ""
