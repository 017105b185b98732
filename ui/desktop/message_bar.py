"""The only thing that interrupts: problems, questions and warnings at the top of a page."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QLayout, QPushButton, QToolButton, QWidget

from core.answers import Problem, SourceView
from core.settings import Settings
from core.tables.sources import Choice, Question
from ui.desktop.numbers import number
from ui.desktop.same_shape import SameShape, decline, read_the_same_way, same_shapes
from ui.desktop.session import Session
from ui.desktop.sources import without_earlier
from ui.desktop.standing import Standing
from ui.desktop.theme.tokens import tokens_of
from ui.desktop.unlocking import ask_password
from ui.desktop.widgets.icons import SIZE, IconMark, icon
from ui.desktop.widgets.labels import button, show_text, wrapped
from ui.desktop.widgets.metrics import column, px, row

MOST_SHOWN = 2
ICON_ROOM = 64
BESIDE = 0.5
"""Most of the width that the buttons beside a text may take."""

LOOKS = {
    "error": ("error", "negative"),
    "question": ("question", "accent"),
    "warning": ("warning", "warning"),
}


@dataclass(frozen=True)
class Offer:
    """A button of a message: what it says, what it does, and whether it is only a link."""

    text: str
    do: Callable[[], object]
    link: bool = False


@dataclass(frozen=True)
class Message:
    """One bar: ``error``, ``question`` or ``warning``."""

    look: str
    title: str
    text: str
    offers: tuple[Offer, ...] = ()
    dismiss: Callable[[], None] | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """What it says, to tell whether it is the same message."""
        return (self.look, self.title, self.text, *(offer.text for offer in self.offers))


class MessageBar(QWidget):
    """Shows what the session has to say on the page in view; nothing if there is nothing."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._all_shown = False
        self._words: tuple[tuple[str, ...], ...] = ()
        self._bars: list[Bar] = []
        self._box = column(8)
        self.setLayout(self._box)
        self._more = button("", self._show_all, "link")
        self._box.addWidget(self._more)
        self.setAccessibleName("Messages")
        session.changed.connect(self._show)
        self._show()

    def _show_all(self) -> None:
        self._all_shown = True
        self._words = ()
        self._show()

    def _show(self) -> None:
        messages = messages_of(self._session)
        words = tuple(message.words for message in messages)
        if words == self._words and words:
            return
        self._words = words
        for bar in self._bars:
            self._box.removeWidget(bar)
            bar.deleteLater()
        shown = messages if self._all_shown else messages[:MOST_SHOWN]
        self._bars = [Bar(message) for message in shown]
        for place, bar in enumerate(self._bars):
            self._box.insertWidget(place, bar)
        self._more.setText(_more_text(messages[len(shown) :]))
        self._more.setVisible(len(messages) > len(shown))
        self.setVisible(bool(messages))
        self._all_shown = self._all_shown and len(messages) > MOST_SHOWN


class Bar(QFrame):
    """One message with its buttons: beside the text, or below it if there are too many."""

    def __init__(self, message: Message, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", message.look)
        self.setAccessibleName(f"{message.look}: {message.title}")
        name, token = LOOKS[message.look]
        self._box = row(12, (16, 12, 16, 12))
        words = column(2)
        words.addWidget(wrapped(message.title, "section"))
        detail = wrapped()
        show_text(detail, message.text)
        words.addWidget(detail)
        left, top = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignTop
        self._offers = row(8)
        self._buttons = [_offer_button(offer) for offer in message.offers]
        for made in self._buttons:
            self._offers.addWidget(made, 0, left | Qt.AlignmentFlag.AlignVCenter)
        self._offers.addStretch(0)
        self._parts = row(12)
        self._parts.addLayout(words, 1)
        self._parts.addLayout(self._offers)
        self._parts.setAlignment(self._offers, left | top)
        self._box.addWidget(IconMark(name, token), 0, top)
        self._box.addLayout(self._parts, 1)
        if message.dismiss is not None:
            self._box.addWidget(self._make_close(message.dismiss), 0, top)
        self._box.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setLayout(self._box)

    def minimumSizeHint(self) -> QSize:
        """Ask for room for one button: where there is no more, the others stand below it."""
        least = super().minimumSizeHint()
        widest = max((made.sizeHint().width() for made in self._buttons), default=0)
        return QSize(min(least.width(), px(ICON_ROOM) + widest), least.height())

    def event(self, event: QEvent) -> bool:
        """Find room for the buttons, and again when they grow, as when they are first dressed."""
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._arrange()
        return done

    def _arrange(self) -> None:
        needed = sum(made.sizeHint().width() + px(8) for made in self._buttons)
        room = self.width() - px(ICON_ROOM)
        sideways, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._parts.setDirection(sideways if needed <= room * BESIDE else down)
        self._offers.setDirection(sideways if needed <= room else down)

    def _make_close(self, dismiss: Callable[[], None]) -> QToolButton:
        made = QToolButton()
        made.setIcon(icon("close", tokens_of(self.palette()).text, px(SIZE)))
        made.setAccessibleName("Close this message")
        made.setToolTip("Close")
        made.setAutoRaise(True)
        made.setProperty("look", "bare")
        made.clicked.connect(lambda _on: dismiss())
        return made


def _offer_button(offer: Offer) -> QPushButton:
    return button(offer.text, offer.do, "link" if offer.link else "")


def messages_of(session: Session) -> tuple[Message, ...]:
    """Return what is to be told on the page in view, the most urgent first."""
    analysis = session.analysis
    found = [_standing_message(one) for one in session.standing]
    if session.fault is not None:
        found.append(_fault_message(session, session.fault))
    if analysis.problem is not None and session.settings.sources and not _is_asked(session):
        found.append(_problem_message(session, analysis.problem))
    if session.page == "data":
        found += [_same_shape_message(session, same) for same in same_shapes(session)]
        for view in filter(None, analysis.sources):
            found += [_question_message(session, view, question) for question in view.questions]
    found += [Message("warning", note, "") for note in _notes(session)]
    return tuple(found)


def _is_asked(session: Session) -> bool:
    """Tell whether the problem is one of the questions that this page asks anyway."""
    problem = session.analysis.problem
    views = filter(None, session.analysis.sources)
    asked = {question.text for view in views for question in view.questions}
    return session.page == "data" and problem is not None and problem.message in asked


def _notes(session: Session) -> tuple[str, ...]:
    analysis = session.analysis
    if session.page == "data" and analysis.customers is not None:
        return analysis.customers.notes
    if session.page == "value" and analysis.value is not None:
        return analysis.value.notes
    if session.page == "segments" and analysis.segments is not None:
        return analysis.segments.notes
    return ()


def _standing_message(standing: Standing) -> Message:
    offers = tuple(Offer(text, do) for text, do in standing.offers)
    return Message(standing.look, standing.title, standing.text, offers)


def _fault_message(session: Session, fault: Problem) -> Message:
    return Message("error", fault.message, fault.hint, dismiss=session.dismiss)


def _problem_message(session: Session, problem: Problem) -> Message:
    offers: tuple[Offer, ...] = ()
    place = problem.step.removeprefix("source ")
    if place.isdecimal():
        offers = _file_offers(session, problem, int(place))
    elif session.settings.earlier and problem.step.partition(" ")[0] in ("seen", "before"):
        leave_out = partial(session.edit, *without_earlier(session.settings))
        offers = (Offer("Leave the earlier period out", leave_out),)
    elif problem.step in ("joined", "bought") and session.page != "data":
        offers = (Offer("Go to Data", partial(session.show, page="data")),)
    elif problem.step in ("lifetime", "value") and session.page != "value":
        offers = (Offer("Go to Value", partial(session.show, page="value")),)
    elif problem.step in ("scored", "approach", "groups") and session.page != "axes":
        offers = (Offer("Go to Axes", partial(session.show, page="axes")),)
    return Message("error", problem.message, problem.hint, offers)


def _file_offers(session: Session, problem: Problem, place: int) -> tuple[Offer, ...]:
    """Return what can be done about a file that cannot be read."""
    offers = [Offer("Remove this file", partial(session.remove_source, place))]
    if problem.locked:
        unlock = partial(ask_password, session, problem.locked)
        offers.insert(0, Offer("Enter the password…", unlock))
    elif session.settings.sources[place].digest:
        offers.append(Offer("Read the file again", partial(session.read_again, place)))
    if session.page != "data":
        offers.insert(0, Offer("Go to Data", partial(session.show, page="data", source=place)))
    return tuple(offers)


def _same_shape_message(session: Session, same: SameShape) -> Message:
    return Message(
        "question",
        f"Read {same.name} the same way as {same.before}?",
        same.text,
        (Offer("Read it the same way", partial(read_the_same_way, session, same)),),
        dismiss=partial(decline, session, same),
    )


def _question_message(session: Session, view: SourceView, question: Question) -> Message:
    offers = [
        Offer(choice.label, partial(answered, session, view, question.column, choice))
        for choice in question.choices
    ]
    if question.proofs:
        row = question.proofs[0][0]
        source = session.analysis.sources.index(view)
        place = {"source": source, "column": question.column, "row": row}
        offers.append(Offer(f"Show row {number(row)}", partial(session.show, **place), link=True))
    hint = _others_say(session, view, question)
    text = f"{view.name}: {question.detail} {hint}".strip()
    return Message("question", question.text, text, tuple(offers))


def _others_say(session: Session, view: SourceView, question: Question) -> str:
    """Say how the dates of another source are written, if this one's could be either."""
    orders = {choice.recipe.date_order for choice in question.choices}
    for other in filter(None, session.analysis.sources):
        order = other.recipe.date_order
        if other.path != view.path and order in orders and len(orders) > 1 and order is not None:
            return f"{other.name} is written {order}."
    return ""


def answered(session: Session, view: SourceView, column: str, choice: Choice) -> None:
    """Take one of the choices about a column of a source, or about the whole of it."""
    name = f"answer about {column or view.name}"
    session.edit(name, with_recipe(session.settings, view, choice))


def with_recipe(settings: Settings, view: SourceView, choice: Choice) -> Settings:
    """Return the settings with a choice's recipe in the source that was asked about."""
    sources = tuple(
        replace(source, recipe=choice.recipe)
        if source.path == view.path and source.recipe.sheet in (None, view.recipe.sheet)
        else source
        for source in settings.sources
    )
    return replace(settings, sources=sources)


def _more_text(hidden: tuple[Message, ...]) -> str:
    questions = sum(message.look == "question" for message in hidden)
    noun = "question" if questions == len(hidden) else "message"
    return f"{len(hidden)} more {noun}{'s' if len(hidden) > 1 else ''}"
