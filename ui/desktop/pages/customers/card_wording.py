"""What the card of a customer says."""

from datetime import date

from PySide6.QtCore import QLocale

from core.answers import Analysis
from core.settings import Direction
from core.tables.card import Alike, Card, Difference, NextBest, Standing, Worth
from core.tables.listing import ColumnForm
from core.tables.segments import Spread
from ui.desktop.charts.months import MonthBar
from ui.desktop.customer_words import number_words
from ui.desktop.numbers import number
from ui.desktop.widgets.cells import Cell, Heading, amount
from ui.desktop.widgets.phrases import capitalised, counted, listed, measure_title, measure_words
from ui.desktop.widgets.segment_label import style_of
from ui.desktop.widgets.standing_strip import StandingValues

SKEWED = 8.0
WORTH_HEADINGS = (Heading("In the currency of the data", stretch=1), Heading("", right=True))
LEVELS = {"low": "poor", "mid": "middling", "high": "good"}
NOBODY_CHOSEN = "Choose a row to see the customer's card."
STANDING_NOTE = "Above, most of this segment: here. Below, most of the ideal: there."
ALIKE_NOTE = "The nearest customers in segments closer to the ideal, no worse on any axis."
CHOICES = 4


def name_of(analysis: Analysis, code: int) -> str:
    """Return the name of a segment."""
    view = analysis.segments
    return view.segments[code - 1].name if view is not None and code else "Not scored"


def since_line(card: Card) -> str:
    """Return name, since when and what kind of customer it is, in one line."""
    parts = [card.name] if card.name else []
    if card.since:
        day = date.fromisoformat(card.since)
        month = QLocale().standaloneMonthName(day.month)
        parts.append(f"since {month} {day.year}")
    parts += [f"{word} {title.lower()}" for title, word in card.words]
    return " · ".join(parts)


def strip_values(standing: Standing, card: Card, ideal: int) -> StandingValues:
    """Return what the strip of an axis shows."""
    everyone = standing.everyone
    return StandingValues(
        value=standing.value,
        everyone=(everyone.low, everyone.high),
        here=_middle(standing.here),
        ideal=_middle(standing.ideal),
        here_style=style_of(card.segment),
        ideal_style=style_of(ideal),
        log=everyone.low > 0 and everyone.high > SKEWED * everyone.median,
    )


def _middle(spread: Spread | None) -> tuple[float, float] | None:
    return None if spread is None else (spread.low, spread.high)


def standing_words(standing: Standing) -> str:
    """Return how many of the segment and of the ideal a customer is better than."""
    parts = []
    if standing.better_here == standing.better_here:
        parts.append(f"{_in_hundred(standing.better_here)} in 100 here")
    if standing.better_ideal == standing.better_ideal:
        parts.append(f"{_in_hundred(standing.better_ideal)} in 100 there")
    return f"Better than {', '.join(parts)}" if parts else "No value"


def _in_hundred(share: float) -> str:
    return number(100 * share)


def reason(card: Card, analysis: Analysis) -> str:
    """Return why the customer is in this segment, and how clearly."""
    if not card.segment:
        missing = [measure_words(one.measure) for one in card.standings if one.value != one.value]
        return f"Not scored: no value for {listed(tuple(missing))}." if missing else "Not scored."
    levels = tuple(
        f"{measure_words(one.measure)} {number_words(one.value, one.form)} is "
        f"{LEVELS.get(one.level, one.level)}"
        for one in card.standings
    )
    sure = f"Confidence {number(card.confidence, 2)} of 1"
    second = f"; next closest is “{name_of(analysis, card.second)}”" if card.second else ""
    return f"{capitalised(listed(levels))}. {sure}{second}."


def why(card: Card, analysis: Analysis) -> tuple[str, str]:
    """Return question and answer about the segment of a customer."""
    text = [
        "Confidence is 0 on the border between two segments and 1 in the middle of one.",
    ]
    turn = card.turn
    if turn is not None:
        side = "above" if turn.above else "below"
        value = number_words(turn.value, turn.form)
        better = name_of(analysis, turn.segment)
        text.append(
            f"With {measure_words(turn.measure)} {side} {value} this customer would be "
            f"“{better}”, all else being equal."
        )
    return f"Why “{name_of(analysis, card.segment)}”?", " ".join(text)


def next_words(following: NextBest | None, months: int) -> tuple[str, str]:
    """Return the next action and what is to be said of it, in one sentence."""
    if following is None:
        return "", "The actions are not weighed yet."
    if not following.title:
        return "", following.reason
    sentence = (
        f", {number(following.cost)} each: expected gain {number(following.gain)} over "
        f"{months} months"
    )
    if following.gain_low == following.gain_low:
        low, high = number(following.gain_low), number(following.gain_high)
        sentence += f" ({low} to {high} on average in the segment)"
    if following.then:
        sentence += f", then {listed(tuple(title.lower() for title in following.then))}"
    return following.title, f"{sentence}. {_planned(following)}"


def _planned(following: NextBest) -> str:
    if following.held_out:
        return "Held out, so that the plan can be measured."
    if not following.planned:
        return "The plan has nothing for this customer."
    if following.planned == following.title:
        return "In the plan."
    return f"The plan has “{following.planned}” instead."


def worth_rows(parts: tuple[Worth, ...]) -> tuple[tuple[Cell, ...], ...]:
    """Return the parts of what a customer is worth as rows."""
    return tuple((Cell(part.title), _amount(part.amount, part.form)) for part in parts)


def _amount(value: float, form: ColumnForm) -> Cell:
    return amount(number_words(value, form), value)


def month_bars(card: Card) -> tuple[MonthBar, ...]:
    """Return the months as the chart shows them."""
    locale = QLocale()
    short = QLocale.FormatType.ShortFormat
    bars = []
    for month in card.months:
        name = f"{locale.standaloneMonthName(month.month, short)} {month.year}"
        words = (
            [f"{counted(month.orders, 'order')}, {number(month.amount)}"] if month.orders else []
        )
        words += [counted(month.contacts, "contact")] if month.contacts else []
        told = f"{name}: {', '.join(words) or 'nothing'}"
        bars.append(MonthBar(name, month.amount, month.contacts, told))
    return tuple(bars)


def months_title(card: Card) -> str:
    """Return what the chart of the months shows."""
    orders = any(month.orders for month in card.months)
    contacts = any(month.contacts for month in card.months)
    if not orders and not contacts:
        return "No orders and no contacts in this time"
    both = orders and contacts
    return (
        "Orders a month, and service contacts ○"
        if both
        else "Orders a month"
        if orders
        else "Service contacts by month"
    )


def choice_words(card: Card) -> str:
    """Return what the customer chooses most often, one line each."""
    return "\n".join(
        f"{one.title}: {one.choice} ({number(one.times)} of {number(one.of)})"
        for one in card.preferences[:CHOICES]
    )


def alike_headings(analysis: Analysis) -> tuple[Heading, ...]:
    """Return the headings of those who are alike."""
    axes = analysis.axes.axes if analysis.axes is not None else ()
    titles = (measure_title(axis.axis.measure) for axis in axes)
    return (
        Heading("Customer", stretch=1, least=70),
        *(Heading(title.replace(" ", "\n", 1), right=True) for title in titles),
    )


def alike_rows(card: Card) -> tuple[tuple[Cell, ...], ...]:
    """Return those who are alike, each with their segment's mark."""
    forms = [standing.form for standing in card.standings]
    return tuple(_alike_row(other, forms) for other in card.alike)


def _alike_row(other: Alike, forms: list[ColumnForm]) -> tuple[Cell, ...]:
    name = f"{other.id}, {other.name}" if other.name else other.id
    values = tuple(_amount(value, form) for value, form in zip(other.values, forms, strict=True))
    return (Cell(other.id, mark=style_of(other.segment), tooltip=name), *values)


def differences(card: Card) -> str:
    """Return what sets those who are alike apart, as a sentence."""
    if not card.alike:
        return "Nobody like them does better." if card.segment else ""
    parts = tuple(map(_difference, card.differences))
    return f"What differs: {'; '.join(parts)}." if parts else ""


def _difference(one: Difference) -> str:
    name = one.title.lower() if one.of == 0 else one.title
    if isinstance(one.mine, str) or isinstance(one.theirs, str):
        return f"{name} {one.theirs} ({number(one.of)} of them) against {one.mine or 'nothing'}"
    theirs, mine = number_words(one.theirs, one.form), number_words(one.mine, one.form)
    return f"{name} {theirs} against {mine}"


def direction_words(analysis: Analysis, place: int) -> str:
    """Return which way an axis is better."""
    axes = analysis.axes.axes if analysis.axes is not None else ()
    if place >= len(axes):
        return ""
    words = {Direction.MORE: "more is better", Direction.LESS: "less is better"}
    return words.get(axes[place].axis.direction, "best on target")
