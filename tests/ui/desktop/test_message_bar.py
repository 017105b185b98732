from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from core.answers import Analysis, Problem, SourceView
from core.settings import DateOrder
from core.tables.sources import Choice, Question
from ui.desktop.message_bar import Bar, Message, MessageBar, Offer, messages_of
from ui.desktop.session import Session


def first_view(analysis: Analysis) -> SourceView:
    view = analysis.sources[0]
    assert view is not None
    return view


def asked(analysis: Analysis, questions: int) -> Analysis:
    view = first_view(analysis)
    choices = tuple(
        Choice(order.value, replace(view.recipe, date_order=order))
        for order in (DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST)
    )
    made = tuple(
        Question(
            view.name, f"Date {place}", f"Is <i>03/04</i> number {place}?", "2 rows", choices, ""
        )
        for place in range(questions)
    )
    return replace(analysis, sources=(replace(view, questions=made),))


def buttons(bar: MessageBar) -> list[QPushButton]:
    return [made for made in bar.findChildren(QPushButton) if made.isVisibleTo(bar)]


def test_nothing_is_shown_when_there_is_nothing_to_say(qtbot: QtBot, busy_free: Session) -> None:
    bar = MessageBar(busy_free)
    qtbot.addWidget(bar)
    assert not bar.isVisibleTo(None)
    assert messages_of(busy_free) == ()


def test_an_answer_changes_how_the_source_is_read(
    qtbot: QtBot, busy_free: Session, analysis: Analysis
) -> None:
    busy_free.analysis = asked(analysis, 1)
    bar = MessageBar(busy_free)
    qtbot.addWidget(bar)
    month_first = next(made for made in buttons(bar) if made.text() == "month first")
    qtbot.mouseClick(month_first, Qt.MouseButton.LeftButton)
    assert busy_free.settings.sources[0].recipe.date_order is DateOrder.MONTH_FIRST
    assert busy_free.undo_name == "answer about Date 0"


def test_more_than_two_messages_are_folded_until_asked_for(
    qtbot: QtBot, busy_free: Session, analysis: Analysis
) -> None:
    busy_free.analysis = asked(analysis, 5)
    bar = MessageBar(busy_free)
    qtbot.addWidget(bar)
    bar.show()
    more = next(made for made in buttons(bar) if made.text() == "3 more questions")
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: sum(made.text() == "day first" for made in buttons(bar)) == 5)


def test_text_from_data_is_shown_as_plain_text(
    qtbot: QtBot, busy_free: Session, analysis: Analysis
) -> None:
    busy_free.analysis = asked(analysis, 1)
    bar = MessageBar(busy_free)
    qtbot.addWidget(bar)
    labels = bar.findChildren(QLabel)
    assert any("<i>03/04</i>" in label.text() for label in labels)
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)


def test_a_question_that_stops_everything_is_told_once(
    busy_free: Session, analysis: Analysis
) -> None:
    questioned = asked(analysis, 1)
    text = first_view(questioned).questions[0].text
    busy_free.analysis = replace(questioned, problem=Problem("joined", text, ""))
    assert [message.look for message in messages_of(busy_free)] == ["question"]
    busy_free.page = "axes"
    assert [message.look for message in messages_of(busy_free)] == ["error"]


def test_a_problem_offers_the_way_to_its_page(busy_free: Session, broken: Analysis) -> None:
    busy_free.analysis, busy_free.page = broken, "segments"
    message = messages_of(busy_free)[0]
    assert message.title.startswith("‘Calls’")
    message.offers[0].do()
    assert busy_free.page == "axes"


def test_a_file_that_cannot_be_read_can_be_removed(busy_free: Session, broken: Analysis) -> None:
    problem = Problem("source 0", "base.csv is no table.", "Open another one.")
    busy_free.analysis = replace(broken, problem=problem)
    messages_of(busy_free)[0].offers[0].do()
    assert busy_free.settings.sources == ()


def test_a_fault_stays_until_it_is_closed(qtbot: QtBot, busy_free: Session) -> None:
    busy_free.fault = Problem("export", "plan.xlsx cannot be written.", "Close it in Excel.")
    bar = MessageBar(busy_free)
    qtbot.addWidget(bar)
    assert bar.isVisibleTo(None)
    busy_free.dismiss()
    assert not bar.isVisibleTo(None)


def test_a_question_leads_to_its_first_row(
    qtbot: QtBot, busy_free: Session, analysis: Analysis
) -> None:
    view = first_view(analysis)
    question = replace(
        first_view(asked(analysis, 1)).questions[0], column="Name", proofs=((27, "x", ()),)
    )
    busy_free.analysis = replace(analysis, sources=(replace(view, questions=(question,)),))
    bar = MessageBar(busy_free)
    qtbot.addWidget(bar)
    link = next(made for made in buttons(bar) if made.text() == "Show row 27")
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert (busy_free.column, busy_free.row) == ("Name", 27)


def test_another_file_helps_to_answer_how_dates_are_written(
    busy_free: Session, joined: Analysis
) -> None:
    view, other = joined.sources
    assert view is not None
    assert other is not None
    written = replace(other, recipe=replace(other.recipe, date_order=DateOrder.DAY_FIRST))
    question = first_view(asked(joined, 1)).questions[0]
    doubtful = replace(view, questions=(question,))
    busy_free.analysis = replace(joined, sources=(doubtful, written))
    assert "contacts.csv is written day first." in messages_of(busy_free)[0].text


def test_many_answers_stand_below_the_question(qtbot: QtBot) -> None:
    few, many = (
        Bar(Message("question", "Which?", "One of these", (Offer("An answer", print),) * count))
        for count in (1, 6)
    )
    for bar in (few, many):
        qtbot.addWidget(bar)
        bar.resize(700, 200)
        bar.show()
    words = few.findChild(QLabel)
    assert words is not None
    assert few._buttons[0].x() > words.x()
    qtbot.waitUntil(lambda: many._buttons[0].y() > few._buttons[0].y())
    assert max(made.geometry().right() for made in many._buttons) <= 700


@pytest.mark.usefixtures("kept")
def test_answers_that_do_not_fit_beside_each_other_ask_for_no_more_width(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    answer = Offer("This column holds what was paid, tax and shipping included", print)
    QVBoxLayout(page).addWidget(Bar(Message("question", "Which?", "One of these", (answer,) * 4)))
    page.resize(600, 400)
    with qtbot.waitExposed(page):
        page.show()
    answers = page.findChildren(QPushButton)
    qtbot.waitUntil(lambda: answers[0].y() < answers[1].y() < answers[2].y() < answers[3].y())
    assert page.width() == 600


@pytest.mark.parametrize("step", ["seen", "before 0"])
def test_an_earlier_period_that_does_not_fit_can_be_left_out(
    busy_free: Session, analysis: Analysis, step: str
) -> None:
    earlier = replace(busy_free.settings, earlier=busy_free.settings.sources)
    busy_free.edit("the earlier period", earlier)
    problem = Problem(step, "There is no column Calls.", "Choose another file.")
    busy_free.analysis = replace(analysis, actions=None, plan=None, problem=problem)
    [offer] = messages_of(busy_free)[0].offers
    assert offer.text == "Leave the earlier period out"
    offer.do()
    assert busy_free.settings.earlier == ()
