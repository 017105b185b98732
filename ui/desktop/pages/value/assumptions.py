"""Fields for everything that decides what a customer is worth; each change can be undone."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from core.answers import ValueView
from core.settings import Settings, TimeUnit, Valuation, ValueModel
from ui.desktop.pages.value import wording
from ui.desktop.pages.value.dates import LAST_DAY, day_problem, day_setting, days_offered
from ui.desktop.session import Session
from ui.desktop.widgets.fields import Choice, DecimalNumber, Form, WholeNumber
from ui.desktop.widgets.formula_field import FormulaField
from ui.desktop.widgets.labels import label, show_text, wrapped
from ui.desktop.widgets.metrics import column, px
from ui.desktop.widgets.page_frame import Beside

FIELD, NARROW_FIELD = 196, 112
WIDEST = 420
LONGEST_MONTHS = 240
LARGEST = 1e9
MODELS = (
    ("chosen by the data", ValueModel.AUTOMATIC),
    ("a column of yours", ValueModel.GIVEN),
    ("contracts", ValueModel.CONTRACTS),
    ("purchases, Pareto/NBD", ValueModel.PARETO_NBD),
    ("purchases, BG/NBD", ValueModel.BG_NBD),
    ("purchases, MBG/NBD", ValueModel.MBG_NBD),
    ("margin multiple", ValueModel.MULTIPLE),
    ("plain projection", ValueModel.PROJECTION),
)
UNITS = tuple((f"{unit.value}s", unit) for unit in TimeUnit)
BY_RETENTION = {ValueModel.MULTIPLE, ValueModel.CONTRACTS}
BY_PURCHASES = {ValueModel.PARETO_NBD, ValueModel.BG_NBD, ValueModel.MBG_NBD}


class AssumptionsPanel(QWidget):
    """Three forms: time and model, margin and tiers, what others are worth."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._make_time()
        self._make_margin()
        self._make_others()
        self._problem = wrapped("", "negative")
        self._day.problem_changed.connect(lambda text: show_text(self._problem, text))
        self._survey = wrapped("", "note")
        self._through = _titled("Worth through others", self._others, self._survey)
        self._beside = Beside(32)
        self._beside.add(_titled("Time and model", self._time, self._problem), 1)
        self._beside.add(_titled("Margin, other costs and tiers", self._margin), 1)
        self._beside.add(self._through, 1)
        box = column()
        box.addWidget(self._beside)
        self.setLayout(box)

    def _make_time(self) -> None:
        self._day = FormulaField("Last day that counts", day_problem)
        self._day.entered.connect(lambda text: self._edit("last day", as_of=day_setting(text)))
        self._horizon = WholeNumber("Months ahead", (1, LONGEST_MONTHS), self._edit_horizon)
        self._period = WholeNumber(
            "Months of profit",
            (0, LONGEST_MONTHS),
            lambda months: self._edit("months of profit", period_months=months),
        )
        self._period.setSpecialValueText("all there are")
        self._model = Choice("Lifetime value from", self._edit_model)
        self._unit = Choice("Models count in", self._edit_unit)
        self._discount = self._percent("Discount a year, %", "discount", "discount_rate")
        self._contract = WholeNumber(
            "Months of a contract",
            (1, LONGEST_MONTHS),
            lambda months: self._edit("months of a contract", contract_months=months),
        )
        self._time = Form(FIELD)
        self._time.add("Last &day that counts", self._day)
        self._time.add("Months a&head", self._horizon)
        self._time.add("Months of profit", self._period)
        self._time.add("&Lifetime value from", self._model)
        self._time.add("Models count in", self._unit)
        self._time.add("Dis&count a year, %", self._discount)
        self._time.add("Months of a contract", self._contract)

    def _make_margin(self) -> None:
        self._rate = self._percent("Margin rate, %", "margin rate", "margin_rate", "unknown")
        self._top = self._percent("Top tier, %", "limit of the top tier", "top_share")
        self._bottom = self._percent("Bottom tier, %", "limit of the bottom tier", "bottom_share")
        self._order = self._amount("Cost of an order", "cost_per_order")
        self._year = self._amount("Cost of a customer a year", "cost_per_year")
        self._stay = self._percent("Stay another year, %", "share who stay", "retention", "as lost")
        self._margin = Form(NARROW_FIELD)
        self._margin.add("Mar&gin rate, %", self._rate)
        self._margin.add("&Top tier, % of customers", self._top)
        self._margin.add("&Bottom tier, % of customers", self._bottom)
        self._margin.add("Other cost of each order", self._order)
        self._margin.add("Other cost of a customer a year", self._year)
        self._margin.add("Stay for another year, %", self._stay)

    def _make_others(self) -> None:
        share = "share brought who would not have come"
        self._first = self._percent("Would not have come, %", share, "type_one_share")
        self._winning = self._amount("Cost of winning a customer", "acquisition_cost")
        self._reward = self._amount("Reward for a referral", "referral_reward")
        self._advocate = self._amount("Worth of a satisfied customer’s voice", "advocate_value")
        self._feedback = self._amount("Worth of an answer", "feedback_value")
        self._weight = DecimalNumber(
            "Weight of the mean answer",
            (0.0, 100.0),
            1.0,
            lambda value: self._edit("weight of the mean answer", answer_weight=round(value, 1)),
        )
        self._weight.setDecimals(1)
        self._others = Form(NARROW_FIELD)
        self._others.add("Would not have come, %", self._first)
        self._others.add("Cost of winning a customer", self._winning)
        self._others.add("Reward for a referral", self._reward)
        self._others.add("Worth of a satisfied voice", self._advocate)
        self._others.add("Worth of an answer", self._feedback)
        self._others.add("Mean answer counts as answers", self._weight)

    def _percent(self, title: str, name: str, field: str, unknown: str = "") -> DecimalNumber:
        """Make a field for a share; where it may be unknown, 0 stands for that."""

        def entered(value: float) -> None:
            share = None if unknown and not value else round(value / 100, 5)
            self._edit(name, **{field: share})

        made = DecimalNumber(title, (0.0, 100.0), 1.0, entered)
        made.setDecimals(1)
        made.setSpecialValueText(unknown)
        return made

    def _amount(self, title: str, field: str) -> DecimalNumber:
        def entered(value: float) -> None:
            self._edit(title.lower(), **{field: round(value, 2)})

        return DecimalNumber(title, (0.0, LARGEST), 1.0, entered)

    def show_settings(self, settings: Settings, view: ValueView | None) -> None:
        """Show what is chosen, and only what means something for this data."""
        value = settings.value
        self._day.show_text(days_offered(view), value.as_of or LAST_DAY)
        self._horizon.show_value(settings.economics.horizon_months)
        self._period.show_value(value.period_months)
        self._model.show_choices(MODELS, value.model)
        self._unit.show_choices(UNITS, value.time_unit)
        self._contract.show_value(value.contract_months)
        self._show_shares(value)
        for field, amount in (
            (self._order, value.cost_per_order),
            (self._year, value.cost_per_year),
            (self._winning, value.acquisition_cost),
            (self._reward, value.referral_reward),
            (self._advocate, value.advocate_value),
            (self._feedback, value.feedback_value),
            (self._weight, value.answer_weight),
        ):
            field.show_value(amount)
        self._leave_out(view)

    def _show_shares(self, value: Valuation) -> None:
        self._top.setMaximum(round(100 * (1 - value.bottom_share), 1))
        self._bottom.setMaximum(round(100 * (1 - value.top_share), 1))
        for field, share in (
            (self._discount, value.discount_rate),
            (self._rate, value.margin_rate),
            (self._top, value.top_share),
            (self._bottom, value.bottom_share),
            (self._stay, value.retention),
            (self._first, value.type_one_share),
        ):
            field.show_value(round(100 * (share or 0.0), 1))

    def _leave_out(self, view: ValueView | None) -> None:
        """Leave out the fields that mean nothing for this data."""
        model = view.lifetime.model if view is not None and view.lifetime is not None else ""
        referred = view is None or (
            view.totals is not None and view.totals.referred_margin is not None
        )
        asked = view is None or view.survey is not None
        show_text(self._survey, wording.survey_words(None if view is None else view.survey))
        self._time.show_field(self._unit, shown=not model or model in BY_PURCHASES)
        self._time.show_field(self._contract, shown=not model or model == ValueModel.CONTRACTS)
        self._margin.show_field(self._stay, shown=not model or model in BY_RETENTION)
        for field in (self._first, self._winning, self._reward):
            self._others.show_field(field, shown=referred)
        for field in (self._advocate, self._feedback, self._weight):
            self._others.show_field(field, shown=asked)
        self._through.setVisible(referred or asked)
        self._through.updateGeometry()  # Qt would keep the room of a hidden one as it was

    def stack(self, *, below: bool) -> None:
        """Put the forms one below the other, or beside one another."""
        self._beside.stack(below=below)

    def _edit_horizon(self, months: int) -> None:
        settings = self._session.settings
        economics = replace(settings.economics, horizon_months=months)
        self._session.edit("months ahead", replace(settings, economics=economics))

    def _edit_model(self, model: object) -> None:
        self._edit("model of lifetime value", model=model)

    def _edit_unit(self, unit: object) -> None:
        self._edit("unit of time", time_unit=unit)

    def _edit(self, name: str, **changes: Any) -> None:
        settings = self._session.settings
        self._session.edit(name, replace(settings, value=replace(settings.value, **changes)))


def _titled(title: str, *parts: QWidget) -> QWidget:
    """Put a title over a form."""
    made, box = QWidget(), column(6)
    box.addWidget(label(title, "section"))
    for part in parts:
        box.addWidget(part)
    box.addStretch(1)
    made.setLayout(box)
    made.setMaximumWidth(px(WIDEST))
    policy = made.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    made.setSizePolicy(policy)
    return made
