"""What one customer is worth: the assumptions that turn a position into money."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from core.settings import Economics
from ui.desktop.pages.axes.wording import worth_sentence
from ui.desktop.session import Session
from ui.desktop.widgets.fields import Choice, DecimalNumber, Form, WholeNumber
from ui.desktop.widgets.labels import label, wrapped
from ui.desktop.widgets.metrics import column, px

FIELD = 208
WIDEST = 520
LONGEST_MONTHS = 240
BASES = (("before cost to serve", False), ("after cost to serve", True))


class WorthPanel(QWidget):
    """Fields for the economics, and what they mean in one sentence."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        months = (1, LONGEST_MONTHS)
        self._horizon = WholeNumber(
            "Months counted", months, lambda value: self._edit("horizon", horizon_months=value)
        )
        self._cost = WholeNumber(
            "Months of cost", months, lambda value: self._edit("months of cost", cost_months=value)
        )
        self._net = Choice(
            "Lifetime value is", lambda value: self._edit("lifetime value", value_is_net=value)
        )
        self._loss = DecimalNumber(
            "Lost if left alone, in 100",
            (0.0, 100.0),
            1.0,
            lambda value: self._edit("share lost", loss_share=round(value / 100, 4)),
        )
        self._loss.setDecimals(1)
        self._needs = DecimalNumber(
            "Offers from a satisfaction score of",
            (0.0, 1.0),
            0.05,
            lambda value: self._edit("order rule", selling_needs=round(value, 2)),
        )
        self._sentence = wrapped("", "note")
        self._arrange()

    def _arrange(self) -> None:
        form = Form(FIELD)
        form.add("&Months counted", self._horizon)
        form.add("Cost to serve covers, months", self._cost)
        form.add("&Lifetime value is", self._net)
        form.add("Lost if left al&one, in 100", self._loss)
        form.add("Offers from satisfaction score", self._needs)
        box = column(6)
        box.addWidget(label("What one customer is worth", "section"))
        box.addWidget(form)
        box.addWidget(self._sentence)
        box.addStretch(1)
        self.setLayout(box)
        self.setMaximumWidth(px(WIDEST))

    def show_economics(self, economics: Economics) -> None:
        """Show the assumptions."""
        self._horizon.show_value(economics.horizon_months)
        self._cost.show_value(economics.cost_months)
        self._net.show_choices(BASES, economics.value_is_net)
        self._loss.show_value(round(100 * economics.loss_share, 1))
        self._needs.show_value(economics.selling_needs)
        self._sentence.setText(worth_sentence(economics))

    def _edit(self, name: str, **changes: Any) -> None:
        settings = self._session.settings
        economics = replace(settings.economics, **changes)
        self._session.edit(name, replace(settings, economics=economics))
