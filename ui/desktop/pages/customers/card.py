"""The card of one customer: where they stand, why, what next, and who is like them."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QToolButton, QWidget

from core.answers import Analysis
from core.tables.card import Card
from ui.desktop.charts.months import MonthsChart
from ui.desktop.customer_words import number_words
from ui.desktop.pages.customers import card_wording as words
from ui.desktop.theme.tokens import tokens_of
from ui.desktop.widgets.icons import SIZE, icon
from ui.desktop.widgets.labels import (
    ElidedLabel,
    button,
    label,
    set_look,
    show_text,
    wrapped,
)
from ui.desktop.widgets.metrics import column, px, row
from ui.desktop.widgets.page_frame import group
from ui.desktop.widgets.phrases import measure_title
from ui.desktop.widgets.segment_label import SegmentLabel
from ui.desktop.widgets.standing_strip import StandingStrip
from ui.desktop.widgets.table import Table
from ui.desktop.widgets.why_panel import explain

NAME_WIDTH = 92
CLOSE = 24
EDGE = 12


class CardPanel(QScrollArea):
    """Shows one customer, or says that none is chosen.

    Signals
    -------
    card_wanted(customer)
        The card of another customer is wanted.
    back_wanted, close_wanted
        The card before is wanted; none is wanted.
    """

    card_wanted = Signal(int)
    back_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card: Card | None = None
        self._analysis: Analysis | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Customer")
        self._nobody = wrapped(words.NOBODY_CHOSEN, "quiet")
        self._parts = QWidget()
        self._lay_out()

    def _lay_out(self) -> None:
        inside, self._outer = QWidget(), column(0)
        inside.setProperty("look", "page")
        self._outer.addWidget(self._nobody)
        self._outer.addWidget(self._parts)
        self._outer.addStretch(1)
        inside.setLayout(self._outer)
        box = column(18)
        for part in (
            self._make_head(),
            self._make_standings(),
            self._make_next(),
            self._make_worth(),
            self._make_months(),
            self._make_choices(),
            self._make_alike(),
        ):
            box.addWidget(part)
        self._parts.setLayout(box)
        self._parts.hide()
        self.setWidget(inside)

    def _make_head(self) -> QWidget:
        head, box = group("", 2)
        first = row(8)
        self._id = ElidedLabel("", "title")
        self._back = button("Back", self.back_wanted.emit, "link")
        self._back.setToolTip("Alt + Left")
        self._close = QToolButton()
        self._close.setIcon(icon("close", tokens_of(self.palette()).text, px(SIZE)))
        self._close.setAccessibleName("Close the card")
        self._close.setProperty("look", "bare")
        self._close.setFixedSize(px(CLOSE), px(CLOSE))
        self._close.setIconSize(QSize(px(SIZE), px(SIZE)))
        self._close.clicked.connect(lambda _on: self.close_wanted.emit())
        first.addWidget(self._id, 1)
        first.addWidget(self._back)
        first.addWidget(self._close)
        self._segment = SegmentLabel("section")
        self._since = wrapped("", "quiet")
        box.addLayout(first)
        box.addWidget(self._segment)
        box.addWidget(self._since)
        return head

    def _make_standings(self) -> QWidget:
        part, box = group("Where they stand", 2)
        box.addWidget(wrapped(words.STANDING_NOTE, "note"))
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(10))
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        self._lines: list[tuple[QLabel, StandingStrip, QLabel, QLabel]] = []
        box.addLayout(self._grid)
        self._reason = wrapped()
        self._why = button("Why here?", self._explain, "link")
        self._why.setProperty("small", True)
        box.addSpacing(px(6))
        box.addWidget(self._reason)
        box.addWidget(self._why, 0, Qt.AlignmentFlag.AlignLeft)
        return part

    def _make_next(self) -> QWidget:
        part, box = group("What next")
        self._action = wrapped("", "section")
        self._next = wrapped()
        box.addWidget(self._action)
        box.addWidget(self._next)
        return part

    def _make_worth(self) -> QWidget:
        self._worth_part, box = group("What they are worth")
        self._worth = Table("What the customer is worth")
        self._why_worth = wrapped("", "note")
        box.addWidget(self._worth)
        box.addWidget(self._why_worth)
        return self._worth_part

    def _make_months(self) -> QWidget:
        self._months_part, box = group("")
        self._months_title = wrapped("", "section")
        self._months = MonthsChart()
        box.addWidget(self._months_title)
        box.addWidget(self._months)
        return self._months_part

    def _make_choices(self) -> QWidget:
        self._choices_part, box = group("What they choose most often")
        self._choices = wrapped()
        box.addWidget(self._choices)
        return self._choices_part

    def _make_alike(self) -> QWidget:
        part, box = group("Most like them, and better off", 2)
        self._alike_note = wrapped(words.ALIKE_NOTE, "note")
        self._alike = Table("Customers most alike who do better")
        self._alike.picked.connect(self._open_alike)
        self._differences = wrapped()
        for made in (self._alike_note, self._alike, self._differences):
            box.addWidget(made)
        return part

    def set_raised(self, *, raised: bool) -> None:
        """Look as if it lay over the list, or stood beside it."""
        set_look(self, "raised" if raised else "")
        side = px(EDGE) if raised else 0
        self._outer.setContentsMargins(side, side, px(EDGE), side)

    def show_nobody(self) -> None:
        """Say that no customer is chosen."""
        self._card = None
        self._nobody.show()
        self._parts.hide()

    def show_card(self, card: Card, analysis: Analysis, *, back: bool, closes: bool) -> None:
        """Show a customer.

        Parameters
        ----------
        card, analysis
            What is known of the customer, and of everybody.
        back
            Whether there is a card to go back to.
        closes
            Whether the card lies over the list and can be closed.
        """
        self._card, self._analysis = card, analysis
        self._nobody.hide()
        self._parts.show()
        self._back.setVisible(back)
        self._close.setVisible(closes)
        self._id.setText(card.id)
        self._segment.show_segment(card.segment, words.name_of(analysis, card.segment))
        show_text(self._since, words.since_line(card))
        self._show_standings(card, analysis)
        action, sentence = words.next_words(
            card.following, analysis.settings.economics.horizon_months
        )
        show_text(self._action, action)
        self._next.setText(sentence.removeprefix(", "))
        self._worth_part.setVisible(bool(card.worth))
        self._worth.show_rows(words.WORTH_HEADINGS, words.worth_rows(card.worth))
        show_text(self._why_worth, card.why_worth)
        self._months_part.setVisible(bool(card.months))
        self._months_title.setText(words.months_title(card))
        self._months.show_months(words.month_bars(card))
        self._choices_part.setVisible(bool(card.preferences))
        self._choices.setText(words.choice_words(card))
        self._show_alike(card, analysis)
        self.verticalScrollBar().setValue(0)

    def _show_standings(self, card: Card, analysis: Analysis) -> None:
        while len(self._lines) < len(card.standings):
            self._add_line()
        ideal = analysis.segments.ideal.code or 0 if analysis.segments is not None else 0
        for place, line in enumerate(self._lines):
            shown = place < len(card.standings)
            for part in line:
                part.setVisible(shown)
            if shown:
                standing = card.standings[place]
                name, strip, value, below = line
                name.setText(measure_title(standing.measure))
                told = words.standing_words(standing)
                figure = number_words(standing.value, standing.form) or "missing"
                spoken = f"{measure_title(standing.measure)} {figure}. {told}."
                strip.show_values(words.strip_values(standing, card, ideal), spoken)
                value.setText(figure)
                below.setText(told)
        self._reason.setText(words.reason(card, analysis))
        self._why.setVisible(bool(card.segment))

    def _add_line(self) -> None:
        place = 2 * len(self._lines)
        name, value = ElidedLabel("", "small"), label("", "section")
        name.setFixedWidth(px(NAME_WIDTH))
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        strip, below = StandingStrip(), ElidedLabel("", "note")
        self._grid.addWidget(name, place, 0)
        self._grid.addWidget(strip, place, 1)
        self._grid.addWidget(value, place, 2)
        self._grid.addWidget(below, place + 1, 0, 1, 3)
        self._lines.append((name, strip, value, below))

    def _show_alike(self, card: Card, analysis: Analysis) -> None:
        there = bool(card.alike)
        self._alike_note.setVisible(there)
        self._alike.setVisible(there)
        self._alike.show_rows(words.alike_headings(analysis), words.alike_rows(card))
        self._alike.choose(None)
        show_text(self._differences, words.differences(card))

    def _open_alike(self, place: int) -> None:
        if self._card is not None and place < len(self._card.alike):
            self.card_wanted.emit(self._card.alike[place].customer)

    def _explain(self) -> None:
        if self._card is not None and self._analysis is not None:
            explain(self._why, *words.why(self._card, self._analysis))
