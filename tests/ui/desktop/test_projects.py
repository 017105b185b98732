import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from core.chores import PasswordNeeded
from core.settings import PlanSettings
from ui.desktop.autosave import Autosave
from ui.desktop.engine_bridge import EngineBridge
from ui.desktop.main_window import MainWindow
from ui.desktop.period_comparison import ComparisonDialog
from ui.desktop.periods import add_period, label_of, look_at, remove_period, rename_period
from ui.desktop.project_care import forget_customer, write_settings
from ui.desktop.projects import Projects
from ui.desktop.session import EARLIER, Session
from ui.desktop.widgets.dialog import AskDialog

WAIT = 60_000
HEADER = "Customer,Name,Satisfaction,Cost to serve,CLTV"


@pytest.fixture(scope="module")
def bridge(qapp: QApplication) -> Iterator[EngineBridge]:
    """One engine for all: starting one takes longer than a test."""
    made = EngineBridge()
    yield made
    made.close()


class Window:
    """A session with its project, as the program has it."""

    def __init__(self, qtbot: QtBot, bridge: EngineBridge, folder: Path) -> None:
        self.qtbot = qtbot
        kept = QSettings(str(folder / "kept.ini"), QSettings.Format.IniFormat)
        self.session = Session(bridge, kept)
        self.projects = Projects(self.session, folder / "data")
        self.autosave = Autosave(self.session, self.projects)
        self.bridge = bridge

    def settle(self) -> None:
        """Wait until nothing is going on."""

        def idle() -> bool:
            return not self.session.busy and not self.session.errands.waiting

        self.qtbot.waitUntil(idle, timeout=WAIT)
        assert self.session.report == ""

    def edit(self, budget: float) -> None:
        plan = PlanSettings(budget=budget)
        self.session.edit("budget", replace(self.session.settings, plan=plan))
        self.settle()

    def leave(self) -> None:
        """Hear no more of the engine, as after the end of the program."""
        self.autosave._timer.stop()
        for signal, slot in (
            (self.bridge.received, self.session._hear),
            (self.bridge.looked, self.session.errands._tell_found),
            (self.bridge.done, self.session.errands._tell_done),
        ):
            signal.disconnect(slot)


@pytest.fixture
def window(qtbot: QtBot, bridge: EngineBridge, tmp_path: Path) -> Iterator[Window]:
    made = Window(qtbot, bridge, tmp_path)
    made.projects.new()
    made.settle()
    yield made
    made.leave()


@pytest.fixture
def base(tmp_path: Path) -> Path:
    path = tmp_path / "base.csv"
    # No digest, which is written in hexadecimal, can hold such an id by chance.
    rows = [f"k{n:03},Name {n},{n % 10},{n * 7 % 90},{n * 13 % 500}" for n in range(120)]
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def opened(window: Window, base: Path) -> Window:
    window.session.open_files([str(base)])
    window.settle()
    return window


def test_a_project_that_was_saved_opens_without_its_files(
    opened: Window, base: Path, tmp_path: Path
) -> None:
    path = str(tmp_path / "Larch & Lane.nonagon")
    assert opened.projects.dirty
    opened.projects.save(path)
    opened.settle()
    assert not opened.projects.dirty
    assert opened.session.notice.startswith("Saved ")
    segments = opened.session.analysis.segments
    base.unlink()
    opened.projects.new()
    opened.settle()
    assert opened.session.analysis.segments is None
    opened.projects.open(path)
    opened.settle()
    found = opened.session.analysis
    assert found.problem is None
    assert found.segments is not None
    assert segments is not None
    assert found.segments.segments == segments.segments
    assert opened.projects.name == "Larch & Lane"
    assert opened.session.recent[0] == path


def test_undo_leads_back_to_what_was_saved_and_then_nothing_is_edited(
    opened: Window, tmp_path: Path
) -> None:
    opened.projects.save(str(tmp_path / "a.nonagon"))
    opened.settle()
    opened.edit(5.0)
    assert opened.projects.dirty
    opened.session.undo()
    opened.settle()
    assert not opened.projects.dirty


def test_undo_works_after_the_project_was_opened_again(opened: Window, tmp_path: Path) -> None:
    path = str(tmp_path / "a.nonagon")
    opened.edit(5.0)
    opened.projects.save(path)
    opened.settle()
    opened.projects.open(path)
    opened.settle()
    assert opened.session.undo_name == "budget"
    opened.session.undo()
    opened.settle()
    assert opened.session.settings.plan.budget is None
    assert opened.session.analysis.problem is None


def test_what_was_saved_before_its_files_were_read_is_not_saved_yet(
    window: Window, base: Path, tmp_path: Path
) -> None:
    window.session.open_files([str(base)])
    window.projects.save(str(tmp_path / "a.nonagon"))
    window.settle()
    assert window.projects.path
    assert window.projects.dirty
    window.projects.save()
    window.settle()
    assert not window.projects.dirty
    base.unlink()
    window.projects.new()
    window.settle()
    window.projects.open(str(tmp_path / "a.nonagon"))
    window.settle()
    assert window.session.analysis.problem is None


def test_what_changed_while_it_was_saved_stays_unsaved(opened: Window, tmp_path: Path) -> None:
    opened.projects.save(str(tmp_path / "a.nonagon"))
    opened.session.edit("budget", replace(opened.session.settings, plan=PlanSettings(budget=5.0)))
    opened.settle()
    assert opened.projects.dirty


def test_what_somebody_else_has_saved_is_not_replaced(opened: Window, tmp_path: Path) -> None:
    path = tmp_path / "a.nonagon"
    opened.projects.save(str(path))
    opened.settle()
    opened.edit(5.0)
    opened.projects.save_copy(str(tmp_path / "theirs.nonagon"))
    opened.settle()
    theirs = (tmp_path / "theirs.nonagon").read_bytes()
    path.write_bytes(theirs)
    opened.projects.save()
    opened.settle()
    assert path.read_bytes() == theirs
    assert "someone else" in opened.session.standing[0].title
    assert opened.projects.dirty


def test_a_protected_project_asks_for_its_password(
    opened: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    path = str(tmp_path / "a.nonagon")
    opened.projects.password = "correct horse"
    opened.projects.save(path)
    opened.settle()
    for password, wrong in (("", False), ("wrong horse", True)):
        with qtbot.waitSignal(opened.projects.password_wanted, timeout=WAIT) as wanted:
            opened.projects.open(path, password)
        assert wanted.args[0] == PasswordNeeded(path, wrong=wrong)
    opened.projects.open(path, "correct horse")
    opened.settle()
    assert opened.session.analysis.problem is None
    assert opened.projects.password == "correct horse"


def test_work_that_was_not_saved_can_be_recovered_and_the_file_stays(
    opened: Window, tmp_path: Path, qtbot: QtBot, bridge: EngineBridge
) -> None:
    path = tmp_path / "a.nonagon"
    opened.projects.save(str(path))
    opened.settle()
    saved = path.read_bytes()
    opened.edit(5.0)
    opened.autosave.keep()
    opened.settle()
    lock = opened.projects.recovery._lock
    assert lock is not None
    lock.unlock()  # as the end of the process would
    opened.leave()
    later = Window(qtbot, bridge, tmp_path)
    later.autosave.offer()
    assert "can be recovered" in later.session.standing[0].title
    later.session.standing[0].offers[0][1]()
    later.settle()
    assert later.session.settings.plan.budget == 5.0
    assert later.session.analysis.problem is None
    assert (later.projects.path, later.projects.name) == ("", "a")
    assert later.projects.dirty
    assert path.read_bytes() == saved
    later.projects.save(str(tmp_path / "b.nonagon"))
    later.settle()
    again = Window(qtbot, bridge, tmp_path)
    again.autosave.offer()
    assert again.session.standing == ()
    for one in (later, again):
        one.leave()
    for signal, slot in (  # for the fixture, which leaves too
        (bridge.received, opened.session._hear),
        (bridge.looked, opened.session.errands._tell_found),
        (bridge.done, opened.session.errands._tell_done),
    ):
        signal.connect(slot)


def test_a_recovery_copy_is_made_again_once_the_files_are_read(window: Window, base: Path) -> None:
    window.session.open_files([str(base)])
    window.autosave.keep()
    window.settle()
    assert window.autosave._timer.isActive()
    window.autosave.keep()
    window.settle()
    assert not window.autosave._timer.isActive()


def test_nothing_is_offered_when_all_was_saved(opened: Window, tmp_path: Path) -> None:
    opened.edit(5.0)
    opened.autosave.keep()
    opened.settle()
    assert list((tmp_path / "data" / "recovery").glob("*/*.nonagon"))
    opened.projects.save(str(tmp_path / "a.nonagon"))
    opened.settle()
    assert not list((tmp_path / "data" / "recovery").glob("*/*.nonagon"))
    opened.autosave.offer()
    assert opened.session.standing == ()


def test_an_earlier_version_opens_as_a_copy(opened: Window, tmp_path: Path) -> None:
    path = tmp_path / "a.nonagon"
    for budget in (1.0, 2.0):
        opened.edit(budget)
        opened.projects.save(str(path))
        opened.settle()
    [version] = opened.projects.versions()
    saved = path.read_bytes()
    opened.projects.open_version(version)
    opened.settle()
    assert opened.session.settings.plan.budget == 1.0
    assert opened.projects.path == ""
    assert opened.projects.name.startswith("a ")
    assert path.read_bytes() == saved
    assert version.path.exists()


def test_versions_of_a_file_that_is_damaged_are_found_by_its_name(
    opened: Window, tmp_path: Path
) -> None:
    path = tmp_path / "a.nonagon"
    for budget in (1.0, 2.0):
        opened.edit(budget)
        opened.projects.save(str(path))
        opened.settle()
    path.write_bytes(path.read_bytes()[:-9])
    opened.projects.new()
    opened.settle()
    assert opened.projects.versions() == ()
    opened.projects.open(str(path))
    opened.settle()
    assert opened.session.fault is not None
    assert "File > Versions" in opened.session.fault.hint
    [version] = opened.projects.versions()
    opened.projects.open_version(version)
    opened.settle()
    assert opened.session.settings.plan.budget == 1.0
    assert opened.projects.versions() == ()


def test_the_next_period_keeps_the_choices_and_the_one_before_is_read_only(
    opened: Window, base: Path, tmp_path: Path
) -> None:
    session = opened.session
    opened.edit(7.0)
    add_period(session)
    opened.settle()
    assert [period.label for period in session.work.present.periods] == ["Period 1", ""]
    assert session.settings.plan.budget == 7.0
    assert session.settings.sources == ()
    later = tmp_path / "later.csv"
    later.write_text(base.read_text().replace("k003,", "k903,"))
    session.open_files([str(later)])
    opened.settle()
    opened.projects.save(str(tmp_path / "a.nonagon"))
    opened.settle()
    opened.projects.open(str(tmp_path / "a.nonagon"))
    base.unlink()
    opened.settle()
    look_at(session, 0)
    opened.settle()
    assert session.analysis.problem is None
    assert session.read_only
    opened.edit(9.0)
    assert session.notice == EARLIER
    assert session.settings.plan.budget == 7.0
    rename_period(session, "The first")
    opened.settle()
    assert label_of(session, 0) == "The first"
    assert session.period == 0
    remove_period(session)
    opened.settle()
    assert len(session.work.present.periods) == 1
    session.undo()
    opened.settle()
    assert len(session.work.present.periods) == 2


def test_the_period_before_shows_how_customers_move(
    opened: Window, base: Path, tmp_path: Path
) -> None:
    session = opened.session
    add_period(session)
    opened.settle()
    later = tmp_path / "later.csv"
    later.write_text(base.read_text().replace("k003,", "k903,"))
    session.open_files([str(later)])
    opened.settle()
    opened.projects.save(str(tmp_path / "a.nonagon"))
    opened.settle()
    base.unlink()
    opened.projects.open(str(tmp_path / "a.nonagon"))
    opened.settle()
    assert session.analysis.problem is None
    assert session.analysis.actions is not None
    natural = session.analysis.actions.natural
    assert natural is not None
    assert natural.seen is not None
    assert natural.seen.sum() > 100


def test_a_period_added_with_its_files_is_measured_against_the_one_before_again_and_again(
    opened: Window, base: Path, tmp_path: Path
) -> None:
    session = opened.session
    later = tmp_path / base.name.replace(".csv", "_2.csv")
    later.write_text(base.read_text().replace("k003,", "k903,"))
    add_period(session, [str(later)])
    opened.settle()
    measured = session.analysis.results
    assert measured is not None
    assert (measured.counted.gone, measured.counted.new) == (1, 1)
    assert session.work.present.periods[1].settings.previous is None
    opened.projects.save(str(tmp_path / "a.nonagon"))
    opened.settle()
    opened.projects.new()
    opened.settle()
    base.unlink()
    later.unlink()
    opened.projects.open(str(tmp_path / "a.nonagon"))
    opened.settle()
    assert session.analysis.problem is None
    again = session.analysis.results
    assert again is not None
    assert (again.counted, again.moves) == (measured.counted, measured.moves)


def test_a_project_saved_while_an_earlier_period_is_looked_at_keeps_the_later_one(
    opened: Window, base: Path, tmp_path: Path
) -> None:
    session = opened.session
    later = tmp_path / base.name.replace(".csv", "_2.csv")
    later.write_text(base.read_text().replace("k003,", "k903,"))
    add_period(session, [str(later)])
    opened.settle()
    look_at(session, 0)
    opened.settle()
    opened.projects.save(str(tmp_path / "a.nonagon"))
    opened.settle()
    opened.projects.new()
    opened.settle()
    base.unlink()
    later.unlink()
    opened.projects.open(str(tmp_path / "a.nonagon"))
    opened.settle()
    assert session.period == 1
    assert session.analysis.problem is None


def test_two_periods_are_shown_side_by_side(
    opened: Window, base: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    session = opened.session
    window = MainWindow(session, opened.projects)
    qtbot.addWidget(window)
    add_period(session)
    opened.settle()
    later = tmp_path / "later.csv"
    later.write_text(base.read_text().replace("k003,", "k903,"))
    session.open_files([str(later)])
    opened.settle()
    window.compare_periods()
    qtbot.waitUntil(lambda: bool(window.findChildren(ComparisonDialog)), timeout=WAIT)
    [dialog] = window.findChildren(ComparisonDialog)
    assert "Period 1" in dialog.findChildren(type(dialog._problem))[0].text()
    texts = " ".join(one.text() for one in dialog.findChildren(type(dialog._problem)))
    assert "119 customers in both, 1 only in the earlier one, 1 only in the later one" in texts
    dialog.accept()
    window._may_close = True


def test_a_forgotten_customer_is_nowhere_on_the_disk(
    opened: Window, base: Path, tmp_path: Path
) -> None:
    path = tmp_path / "a.nonagon"
    for budget in (1.0, 2.0):
        opened.edit(budget)
        opened.projects.save(str(path))
        opened.settle()
    opened.edit(3.0)
    opened.autosave.keep()
    opened.settle()
    base.unlink()
    forget_customer(opened.session, opened.projects, "k017")
    opened.settle()
    assert "1 row removed" in opened.session.notice
    assert opened.session.analysis.customers is not None
    assert opened.session.analysis.customers.customers == 119
    kept = [file for file in tmp_path.rglob("*") if file.is_file()]
    scratch = [f for f in Path(opened.bridge._client._scratch).rglob("*") if f.is_file()]
    assert kept
    assert scratch
    for file in (*kept, *scratch):
        content = file.read_bytes()
        assert b"k017" not in content, file
        assert "k017".encode("utf-32-le") not in content, file
        assert b"Name 17" not in content, file


def test_settings_are_written_without_data(opened: Window, tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    write_settings(opened.session, opened.projects, str(path))
    opened.settle()
    assert '"catalogue"' in path.read_text(encoding="utf-8")
    assert "base.csv" not in path.read_text(encoding="utf-8")


def test_an_engine_that_dies_finds_the_project_again(
    opened: Window, base: Path, tmp_path: Path
) -> None:
    path = str(tmp_path / "a.nonagon")
    opened.projects.save(path)
    opened.settle()
    base.unlink()
    opened.bridge._client.kill()
    opened.qtbot.waitUntil(lambda: not opened.bridge._client.running, timeout=WAIT)
    opened.edit(5.0)
    assert opened.session.analysis.problem is None
    assert opened.session.analysis.segments is not None


def test_a_save_that_cannot_be_done_is_told_and_nothing_is_lost(
    opened: Window, tmp_path: Path
) -> None:
    opened.projects.save(str(tmp_path / "no such folder" / "a.nonagon"))
    opened.settle()
    assert opened.session.fault is not None
    assert "no such folder" in opened.session.fault.message
    assert opened.projects.dirty


def button(dialog: AskDialog, text: str) -> QPushButton:
    return next(made for made in dialog.findChildren(QPushButton) if made.text() == text)


@pytest.mark.parametrize("answer", ["Save", "Do not save", "Cancel"])
def test_quitting_asks_if_something_would_be_lost(
    opened: Window, tmp_path: Path, qtbot: QtBot, answer: str
) -> None:
    opened.projects.save(str(tmp_path / "a.nonagon"))
    opened.settle()
    opened.edit(5.0)
    window = MainWindow(opened.session, opened.projects)
    qtbot.addWidget(window)
    window.show()
    window.close()
    assert window.isVisible()
    [dialog] = window.findChildren(AskDialog)
    button(dialog, answer).click()
    opened.settle()
    assert window.isVisible() == (answer == "Cancel")
    assert opened.projects.dirty == (answer != "Save")
    window._may_close = True
    window.close()


def test_the_title_and_the_name_follow_the_project(
    opened: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    window = MainWindow(opened.session, opened.projects)
    qtbot.addWidget(window)
    assert window.windowTitle() == "base.csv – not saved"
    opened.projects.save(str(tmp_path / "Larch & Lane.nonagon"))
    opened.settle()
    assert window.windowTitle() == "Larch & Lane"
    opened.edit(5.0)
    assert window.windowTitle() == "Larch & Lane – edited"
    window._may_close = True
    assert os.path.exists(opened.projects.path)  # noqa: PTH110 - the text that is remembered


def test_the_sample_company_alone_is_nothing_to_lose(window: Window) -> None:
    window.session.open_sample()
    window.settle()
    assert not window.projects.dirty
    window.edit(5.0)
    assert window.projects.dirty
